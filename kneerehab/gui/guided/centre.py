"""The middle of a session: which leg, the ring, and the buttons, below each other or beside the ring."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from kneerehab.gui.guided.buttons import LabelledRound
from kneerehab.gui.guided.pills import Pills
from kneerehab.gui.guided.ring import SessionRing
from kneerehab.gui.look import theme
from kneerehab.gui.look.button import Button
from kneerehab.gui.look.row import take_out
from kneerehab.gui.look.text import Label
from kneerehab.i18n import _, pgettext

_GAP, _LITTLE_GAP = 34, 8


class SessionCentre(QWidget):
    """Its parts; what the buttons do is up to the view."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.pills = Pills()
        self.ring = SessionRing(_("Time or repeats of this set"))
        self.again = LabelledRound("again", _("Again"), "A")
        self.main = LabelledRound("pause", pgettext("button", "Pause"), "Space", main=True)
        self.skip = LabelledRound("skip", _("Skip"), "S")
        self.controls = QWidget()
        self.count_button = Button(_("Count one"), variant="soft", icon="plus", key="Enter")
        self.waiting = Label("", "small", "caution", wrap=True)
        self.waiting.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._row = QHBoxLayout(self.controls)
        self._row.setContentsMargins(0, 0, 0, 0)
        for part in (self.again, self.main, self.skip):
            self._row.addWidget(part)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, theme.px(10), 0, 0)
        self._grid.setSpacing(theme.px(16))
        self._beside: bool | None = None

    def fit(self, room: int, *, may_stand_beside: bool) -> None:
        """Keep to so many pixels; with `may_stand_beside` the buttons stand beside the ring where both have room."""
        left = room - self.ring.sizeHint().width() - self._grid.spacing()
        beside = may_stand_beside and self._fit_controls(left)
        self._arrange(beside=beside)
        if not beside:
            self._fit_controls(room)
        self.pills.fit(left if beside else room)

    def _fit_controls(self, room: int) -> bool:
        """Let them stand closer and without keys where so many pixels are too few; whether they are enough then."""
        parts = (self.again, self.main, self.skip)
        for gap, keys in ((_GAP, True), (_LITTLE_GAP, False)):
            self._row.setSpacing(theme.px(gap))
            for part in parts:
                part.show_key(keys)
            if sum(part.sizeHint().width() for part in parts) + 2 * self._row.spacing() <= room:
                return True
        return False

    def _arrange(self, *, beside: bool) -> None:
        if beside is self._beside:
            return
        self._beside = beside
        grid, centred = self._grid, Qt.AlignmentFlag.AlignCenter
        parts: tuple[QWidget, ...] = (self.pills, self.ring, self.controls, self.count_button, self.waiting)
        for part in parts:
            take_out(grid, part)
        if beside:
            grid.addWidget(self.ring, 0, 0, 4, 1, centred)
            column, order = 1, tuple(part for part in parts if part is not self.ring)
        else:
            column, order = 0, parts
        for row, part in enumerate(order):
            grid.addWidget(part, row, column, centred if part is not self.waiting else Qt.AlignmentFlag.AlignTop)
        for row in range(6):
            grid.setRowStretch(row, int(row == (4 if beside else 5)))
