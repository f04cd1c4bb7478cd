"""When the garbage collector rests: while the program starts, and while a thread beside the window's works.

A sweep that begins on another thread could delete widgets there.

Nearly all that is made then stays, and going through it again and again is a sixth of the time until Today is there.
"""

from __future__ import annotations

import gc
from typing import Literal

Reason = Literal["start", "worker", "watch", "backup"]
_resting: set[Reason] = set()


def pause(reason: Reason) -> None:
    """No collections until `resume` of the same reason."""
    _resting.add(reason)
    gc.disable()


def freeze() -> None:
    """What is there by now stays until the end, and no later collection looks at it; call it before a diary is read."""
    gc.freeze()


def started() -> None:
    """The first page is there: collect again, over the young at once, while nobody waits for the window."""
    resume("start")
    if gc.isenabled():
        gc.collect(1)


def resume(reason: Reason) -> None:
    """Collect again, unless there is another reason to pause."""
    _resting.discard(reason)
    if not _resting:
        gc.enable()
