"""The middle of a session: which leg, the ring, and the buttons, below each other or beside the ring."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
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
        self._room, self._may_stand_beside = 0, False
        self._beside: bool | None = None

    def keep_to(self, room: int, *, may_stand_beside: bool) -> None:
        """Take so many pixels; with `may_stand_beside` the buttons stand beside the ring where both have room."""
        self._room, self._may_stand_beside = room, may_stand_beside
        self._fit()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()  # words have changed
        return super().event(event)

    def _fit(self) -> None:
        room = self._room
        left = room - self.ring.sizeHint().width() - self._grid.spacing()
        least = max(self.pills.least(), self._needs(theme.px(_LITTLE_GAP), keys=False))
        beside = self._may_stand_beside and least <= left
        self._arrange(beside=beside)
        room = left if beside else room
        whole = self._needs(theme.px(_GAP), keys=True) <= room
        gap = theme.px(_GAP if whole else _LITTLE_GAP)
        if self._row.spacing() != gap:  # it would be laid out anew at each event
            self._row.setSpacing(gap)
        for part in (self.again, self.main, self.skip):
            part.show_key(whole)
        self.pills.fit(room)

    def _needs(self, gap: int, *, keys: bool) -> int:
        """How many pixels wide the buttons are at this gap, with their keys or without."""
        return sum(part.needs(key=keys) for part in (self.again, self.main, self.skip)) + 2 * gap

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
