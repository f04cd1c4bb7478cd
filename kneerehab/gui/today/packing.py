"""How much air the cards of Today have: less where the window is too low for a whole day."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Protocol

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication

from kneerehab.gui.look.scroll_page import ScrollPage

_MOST = 2
_LOOKS = (QEvent.Type.LayoutRequest, QEvent.Type.Show)


def scale_height(dense: int, *, low: bool) -> int:
    """How high the cells of a pain scale are at 100 %, in a `low` window with two columns and with less air."""
    return 30 if low else 34 if dense > 1 else 38


class Packed(Protocol):
    """What can do with less air: 0 has all of it, 2 the least."""

    def set_dense(self, dense: int) -> None: ...


class Packing(QObject):
    """Takes air out of a page, a step at a time, until it is seen whole.

    It is given back in another window or on another day, not as cards come and go: what was tapped would move away.
    The page is measured whenever its parts were laid out anew, so nothing has to be known of what stands on it.
    """

    def __init__(self, frame: ScrollPage, parts: Callable[[], Iterable[Packed]], packed: Callable[[int], None]) -> None:
        """`parts` are those that are there by now; `packed` is told how much air is gone, and does the rest."""
        super().__init__(frame)
        self._frame = frame
        self._parts = parts
        self._packed = packed
        self._saved = [0] * (_MOST + 1)  # pixels that each step saved when it was tried last
        self._at_it = False
        self._wanted = True
        self._about: object = None
        self._taken: object = None  # the size of the window, and what was shown, when air was taken last
        self.dense = 0
        frame.content.installEventFilter(self)

    def want(self, wanted: bool, about: object) -> None:
        """Whether the day is to be seen whole, which one column never is; parts that are new follow the others.

        `about` is what is shown, a runner's day.
        """
        self._wanted, self._about = wanted, about
        self._set(self.dense if wanted else 0)
        self.look()

    def look(self) -> None:
        """Take or give air if the page as it stands is too high, or was too high and is not any more."""
        if self._at_it or not self._wanted or not self._frame.isVisible():
            return
        self._at_it = True
        try:
            self._fit()
        finally:
            self._at_it = False

    def _fit(self) -> None:
        lacking = self._frame.lacking()
        if lacking > 0 and self.dense < _MOST:
            lacking = self._settled()  # half laid out it may only seem so
        now = self._frame.window().size(), self._about
        while lacking > 0 and self.dense < _MOST:
            lacking, self._taken = self._try(self.dense + 1, lacking), now
        while self.dense and self._taken != now and lacking + self._saved[self.dense] <= 0:
            least, lacking = self.dense, self._try(self.dense - 1, lacking)
            if lacking > 0:
                self._try(least, lacking)
                return

    def _try(self, dense: int, lacking: int) -> int:
        """Lay the page out with another amount of air; what it then lacks."""
        step = max(dense, self.dense)
        self._set(dense)
        now = self._settled()
        self._saved[step] = abs(lacking - now)
        return now

    def _settled(self) -> int:
        """What the page lacks once all that is to be laid out anew is."""
        QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
        return self._frame.lacking()

    def _set(self, dense: int) -> None:
        self.dense = dense
        for part in (self._frame, *self._parts()):
            part.set_dense(dense)
        self._packed(dense)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _LOOKS:
            self._frame.body.activate()
            self.look()
        return False
