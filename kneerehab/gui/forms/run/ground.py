"""The ground of a run: flat ones first, the others behind "More ground"; several may be chosen."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kneerehab.domain.codes import Surface
from kneerehab.gui.look import theme
from kneerehab.gui.look.button import Button
from kneerehab.gui.look.chip import ChipGroup
from kneerehab.gui.look.text import Label
from kneerehab.i18n import _
from kneerehab.wording.labels import label

FLAT = (Surface.FLAT_ROAD, Surface.TRACK, Surface.TREADMILL, Surface.FLAT_TRAIL)
_MORE = tuple(code for code in Surface if code not in FLAT)


class GroundChoice(QWidget):
    """`changed` after every choice; `surfaces()` is empty while nothing is known."""

    changed = Signal()

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.flat = ChipGroup(_("Ground"), [(code.value, label(code)) for code in FLAT])
        self.more = ChipGroup(_("More ground"), [(code.value, label(code)) for code in _MORE])
        self.opener = Button(_("More ground"), variant="quiet", icon="chevron-down", size="small")
        line = QHBoxLayout()
        line.addWidget(self.flat, 1)
        line.addWidget(self.opener, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(6))
        column.addWidget(Label(words, "small", "muted"))
        column.addLayout(line)
        column.addWidget(self.more)
        self.more.hide()
        self.opener.setCheckable(True)
        self.opener.toggled.connect(self._show_more)
        for group in (self.flat, self.more):
            group.changed.connect(lambda _keys: self.changed.emit())

    def surfaces(self) -> tuple[Surface, ...]:
        """What is chosen, flat ones first."""
        return tuple(Surface(key) for key in (*self.flat.chosen(), *self.more.chosen()))

    def set_surfaces(self, surfaces: Iterable[Surface]) -> None:
        """Choose exactly these, without `changed`; hidden ones come into sight."""
        wanted = {code.value for code in surfaces}
        self.flat.set_chosen(wanted)
        self.more.set_chosen(wanted)
        if self.more.chosen():
            self.opener.setChecked(True)

    def _show_more(self, on: bool) -> None:
        self.more.setVisible(on)
        self.opener.set_icon_name("chevron-up" if on else "chevron-down")
