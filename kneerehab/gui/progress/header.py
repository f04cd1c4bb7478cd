"""What stands beside the title of Progress: which days, picture, report, and everything else."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QWidget

from kneerehab.gui.look import theme
from kneerehab.gui.look.button import Button, IconButton
from kneerehab.gui.look.row import put_into
from kneerehab.gui.look.scroll_page import ScrollPage
from kneerehab.gui.look.segmented import SegmentedControl
from kneerehab.gui.progress.ranges import PRESETS
from kneerehab.i18n import _
from kneerehab.services.progress import Range

_BELOW_TITLE = 960
_ICONS_ALONE = 640


class ProgressHeader(QWidget):
    """Right of the title, or below it where there is little room."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        choices = [(preset.value, _(words)) for preset, words in PRESETS.items()]
        self.ranges = SegmentedControl(_("Days to show"), choices)
        self.other_dates = IconButton("calendar", _("Other days"))
        self.save_button = Button(_("Save picture"), icon="picture")
        self.report_button = Button(_("Report…"), icon="report")
        self.more = IconButton("more", _("Charts to see, summary, tables"))
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(theme.px(10))
        for part in (self.ranges, self.other_dates, self.save_button, self.report_button, self.more):
            self._row.addWidget(part, 0, Qt.AlignmentFlag.AlignVCenter)

    def show_range(self, chosen: Range) -> None:
        """Mark the range, or the button of other days."""
        self.ranges.set_value(chosen.value if chosen in PRESETS else None)
        self.other_dates.set_variant("outline" if chosen in PRESETS else "soft")

    def show_charts(self, any_chart: bool) -> None:
        """Without a chart there are no days to choose and no picture to save."""
        for part in (self.ranges, self.other_dates, self.save_button):
            part.setVisible(any_chart)

    def fit(self, frame: ScrollPage, width: int) -> None:
        """Find a place in the frame of a page so many pixels wide."""
        self._shorten(width < theme.px(_ICONS_ALONE))
        below = width < theme.px(_BELOW_TITLE)
        target: QBoxLayout = frame.header if below else frame.header_end
        if target.indexOf(self) < 0:
            align = Qt.AlignmentFlag.AlignLeft if below else Qt.AlignmentFlag.AlignTop
            put_into(target, self, frame.header, frame.header_end, align=align)
            self._row.setContentsMargins(0, theme.px(8) if below else 0, 0, 0)

    def _shorten(self, shorten: bool) -> None:
        """Where there is very little room buttons show their icon alone; the words stay as their name."""
        for button, words in ((self.save_button, _("Save picture")), (self.report_button, _("Report…"))):
            button.setText("" if shorten else words)
            button.setAccessibleName(words)
            button.setToolTip(words if shorten else "")
            button.updateGeometry()
