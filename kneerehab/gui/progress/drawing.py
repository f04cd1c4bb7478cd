"""Pages drawn on the worker thread: how many are done shows in a bar, and a button stops it."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QProgressBar, QWidget

from kneerehab.gui.look import theme
from kneerehab.gui.look.button import Button
from kneerehab.gui.look.flow import FlowLayout
from kneerehab.gui.look.text import Label
from kneerehab.gui.shell.tasks import Task, in_background
from kneerehab.i18n import _
from kneerehab.report.output import Progress

_PATIENCE_MS = 300  # a shorter wait needs no bar
_WIDTH = 140


class _Stopped(Exception):
    """Raised in the work, between two pages; nobody hears of it."""


class Drawing(QWidget):
    """A bar with its words and Cancel, shown only while work takes long; `stopped` when a person cancelled it."""

    stopped = Signal()
    _told = Signal(int, int)

    def __init__(self) -> None:
        super().__init__()
        self.words = Label("", "small", "muted")
        self.bar = QProgressBar()
        self.cancel_button = Button(_("Cancel"), size="small")
        self._wait = QTimer(self, singleShot=True, interval=_PATIENCE_MS)
        self._task: Task | None = None
        self._stop = Event()
        self._build()
        self._wait.timeout.connect(self.show)
        self._told.connect(self._tell)
        self.cancel_button.clicked.connect(self._cancel)

    def _build(self) -> None:
        row = FlowLayout(self, spacing=theme.px(10))  # long words must not widen the dialog
        for part in (self.bar, self.words, self.cancel_button):
            row.addWidget(part)
        self.bar.setTextVisible(False)
        self.bar.setFixedWidth(theme.px(_WIDTH))
        self.bar.setAccessibleName(_("Drawing the report"))
        self.hide()

    @property
    def busy(self) -> bool:
        """Whether something is being drawn."""
        return self._task is not None

    def start(self, work: Callable[[Progress], Any], done: Callable[[Any], object]) -> None:
        """Begin, in place of what was being drawn; `work` tells its progress, `done` gets its result."""
        self.stop()
        stop = self._stop = Event()
        self.bar.setRange(0, 0)
        self.words.setText("")
        self._wait.start()

        def told(page: int, count: int) -> None:
            if stop.is_set():
                raise _Stopped
            self._told.emit(page, count)

        def finished(result: Any) -> None:
            self._rest()
            done(result)

        self._task = in_background(self, lambda: work(told), finished, self._cancel)

    def stop(self) -> None:
        """Stop after the page being drawn, and forget it."""
        self._stop.set()
        if self._task is not None:
            self._task.cancel()
        self._rest()

    def _cancel(self) -> None:
        self.stop()
        self.stopped.emit()

    def _rest(self) -> None:
        self._task = None
        self._wait.stop()
        self.hide()

    def _tell(self, page: int, count: int) -> None:
        if self._task is None:
            return
        self.bar.setRange(0, count)
        self.bar.setValue(page)
        words = _("Page {number} of {count}").format(number=page, count=count)
        self.words.setText(words)
        self.bar.setAccessibleDescription(words)
