"""What a day asks for first is read after the start, while nobody waits: imports, and the exercises' texts.

Then what killed programs left in the folder for what is temporary is taken away.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from pkgutil import iter_modules

from PySide6.QtCore import QObject, QTimer

from kneerehab import scratch
from kneerehab.gui.shell import tasks
from kneerehab.library import exercises
from kneerehab.services.diary import ready_to_save

_ROOMS = ("look", "forms", "forms.run", "today", "plan", "exercises", "diary", "progress")
"""Folders of `kneerehab.gui`; those that the others are made of come first, so that no step brings much."""

_APART_MS = 20


class ReadingAhead(QObject):
    """Imports a module each turn of the event loop, a few milliseconds; what is wanted sooner is read then.

    Not on the worker thread: PySide builds a class when it is first named, and crashes where two threads name one.
    What knows nothing of Qt is read there.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._left = _modules()
        self._timer = QTimer(self, interval=_APART_MS)
        self._timer.timeout.connect(self._go_on)
        tasks.in_background(self, _read, lambda _nothing: self._timer.start())

    def _go_on(self) -> None:
        if (module := next(self._left, None)) is None:
            self._timer.stop()
            tasks.in_background(self, scratch.sweep, lambda _count: self.deleteLater())
        else:
            import_module(module)


def _read() -> None:
    ready_to_save()
    exercises()


def _modules() -> Iterator[str]:
    for room in _ROOMS:
        folder = import_module(f"kneerehab.gui.{room}")
        for module in iter_modules(folder.__path__):
            yield f"{folder.__name__}.{module.name}"
