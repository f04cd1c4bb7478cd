"""Work that would hold up the window: one worker thread, results back in the event loop.

One thread, not several: matplotlib's fonts and settings are shared by everything that draws. It hands the interpreter
over every millisecond: the window asks for it anew at each event, and would wait five each time. While it works the
garbage collector rests: a sweep over a long diary takes several frames, and on the worker it could delete widgets.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from functools import cache
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal, Slot
from shiboken6 import isValid

from kneerehab.gui.shell import gc_pause


class Task:
    """One piece of work; what was cancelled never reports."""

    def __init__(
        self, owner: QObject, work: Callable[[], Any], done: Callable[[Any], None], failed: Callable[[], object] | None
    ) -> None:
        self._owner = owner
        self._work = work
        self._done = done
        self._failed = failed
        self._cancelled = False
        self._result: Any = None
        self._fault: Exception | None = None

    def cancel(self) -> None:
        """Forget it; work that has begun goes on unheard."""
        self._cancelled = True

    def within(self, root: QObject) -> bool:
        """Whether its owner is `root` or belongs to it, at any depth."""
        part: QObject | None = self._owner if isValid(self._owner) else None
        while part is not None and part is not root:
            part = part.parent()
        return part is not None

    def run(self) -> None:
        """On the worker thread."""
        try:
            if not self._cancelled:
                self._result = self._work()
        except Exception as fault:  # told on the window's thread, where the last-resort handler is
            self._fault = fault
        except BaseException as fault:  # raised there as it is, it would end the program
            self._fault = RuntimeError(f"a worker ended by {type(fault).__name__}")
            self._fault.__cause__ = fault
        _post.arrived.emit(self)

    def deliver(self) -> None:
        """On the window's thread."""
        _pause_collector(-1)
        _heard.discard(self)
        if self._cancelled or not isValid(self._owner):
            return
        if self._fault is None:
            self._done(self._result)
            return
        if self._failed is not None:
            self._failed()
        raise self._fault


class _Post(QObject):
    """Carries finished tasks to the thread it was made on."""

    arrived = Signal(Task)

    def __init__(self) -> None:
        super().__init__()
        self.arrived.connect(self._deliver)

    @Slot(Task)
    def _deliver(self, task: Task) -> None:
        task.deliver()


_at_work = 0


def _pause_collector(tasks: int) -> None:
    """Count tasks up or down; the collector rests while there are any."""
    global _at_work
    _at_work += tasks
    if _at_work > 0:
        gc_pause.pause("worker")
    else:
        _leave_to_stay()
        gc_pause.resume("worker")


@cache
def _leave_to_stay() -> None:
    """Once: the diary and matplotlib stay until the end, so later collections need not look at them."""
    gc.freeze()


_TURN_SECONDS = 0.000005
"""How long the worker keeps the interpreter when the window asks for it. Every call into Qt gives it away and asks
anew: at a thousandth of a second, ten of them made a frame late. The charts come an eighth later for it."""

_post: _Post
_worker: ThreadPoolExecutor | None = None
_waiting: set[Future[None]] = set()
_heard: set[Task] = set()
"""Those whose answer has not been delivered yet."""


def in_background(
    owner: QObject,
    work: Callable[[], Any],
    done: Callable[[Any], None],
    failed: Callable[[], object] | None = None,
) -> Task:
    """Run `work` on the worker thread, then `done` with its result on this one, unless `owner` is gone by then.

    `work` must not touch widgets, nor be the first to name a class of PySide: those are built when first named, and two
    threads that name one at once crash. What it raises is raised here, in the event loop, where it is told. `failed`
    comes before that: whoever shows that something is under way ends it there.
    """
    global _worker, _post
    if _worker is None:
        sys.setswitchinterval(_TURN_SECONDS)
        _worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="kneerehab-worker")
        _post = _Post()
        app = QCoreApplication.instance()
        if app is not None:
            app.aboutToQuit.connect(stop)
    task = Task(owner, work, done, failed)
    _pause_collector(1)
    _heard.add(task)
    future = _worker.submit(task.run)
    _waiting.add(future)
    future.add_done_callback(_waiting.discard)
    return task


def busy() -> bool:
    """Whether anything is under way whose answer has not been delivered."""
    return bool(_heard)


def leave(root: QObject) -> None:
    """End all that is under way in `root` and what belongs to it: no answer reaches it, no timer of it goes off.

    For what is about to be deleted: `deleteLater` leaves it alive until its event loop turns, and in a dialog's loop
    even longer, while the database it asks may be closed by then.
    """
    for task in _heard:
        if task.within(root):
            task.cancel()
    for timer in root.findChildren(QTimer):
        timer.stop()


def stop() -> None:
    """Drop what has not begun and wait for what has: the program ends."""
    global _worker, _at_work
    if _worker is not None:
        _worker.shutdown(wait=True, cancel_futures=True)
        _worker, _at_work = None, 0
        _heard.clear()
        gc_pause.resume("worker")
