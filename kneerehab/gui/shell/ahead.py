"""What a day asks for first is read after the start, while nobody waits: imports, and the exercises' texts.

Then what killed programs left in the folder for what is temporary is taken away. Where there are several runners,
matplotlib is imported too (60 MB): a clinic shows charts to the room, and the first one waits for its drawing alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module
from pkgutil import iter_modules

from PySide6.QtCore import QObject, QTimer

from kneerehab import scratch
from kneerehab.gui.shell import tasks
from kneerehab.library import exercises
from kneerehab.services.diary import ready_to_save

_ROOMS = (
    "look",
    "forms",
    "forms.run",
    "today",
    "chart",
    "plan",
    "exercises",
    "diary",
    "progress",
    "runners",
    "presenter",
)
"""Folders of `kneerehab.gui`; those that the others are made of come first, so that no step brings much."""
_MADE_OF_OTHERS = ("dialog", "page", "view")
"""Ends of the names of modules that import the others of their folder, and so come after them."""

_APART_MS = 20


class ReadingAhead(QObject):
    """Imports a module each turn of the event loop, a few milliseconds; what is wanted sooner is read then.

    Not on the worker thread: PySide builds a class when it is first named, and crashes where two threads name one.
    What knows nothing of Qt is read there: first what a save needs, last what the first chart needs, if `charts` are
    likely.
    """

    def __init__(self, parent: QObject, *, charts: bool) -> None:
        super().__init__(parent)
        self._charts = charts
        self._left = _modules()
        self._timer = QTimer(self, interval=_APART_MS)
        self._timer.timeout.connect(self._go_on)
        tasks.in_background(self, _read, lambda _nothing: self._timer.start())

    def _go_on(self) -> None:
        if (module := next(self._left, None)) is None:
            self._timer.stop()
            tasks.in_background(self, _last_work(self._charts), lambda _nothing: self.deleteLater())
        else:
            import_module(module)


def _read() -> None:
    ready_to_save()
    exercises()
    import_module("kneerehab.charts")
    import_module("kneerehab.services.progress")


def _last_work(charts: bool) -> Callable[[], None]:
    from kneerehab.gui.chart.drawn import load  # here, as it knows of Qt; what it imports does not

    def work() -> None:
        scratch.sweep()
        if charts:
            load()

    return work


def _modules() -> Iterator[str]:
    for room in _ROOMS:
        folder = import_module(f"kneerehab.gui.{room}")
        names = (module.name for module in iter_modules(folder.__path__))
        for name in sorted(names, key=lambda name: name.endswith(_MADE_OF_OTHERS)):
            yield f"{folder.__name__}.{name}"
