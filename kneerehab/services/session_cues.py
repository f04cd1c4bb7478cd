"""What is heard while a step of a guided session passes."""

from __future__ import annotations

from collections.abc import Iterable

from kneerehab.services.session_events import Cue
from kneerehab.services.session_steps import Item, Stage, Step


def cues_between(step: Step, item: Item, start: float, end: float) -> Iterable[Cue]:
    """The cues inside a step between two of its seconds."""
    if step.stage is not Stage.WORK:
        for left in (3, 2, 1):
            if start < step.seconds - left <= end:
                yield Cue.COUNT
        return
    if item.per_repeat:
        for repeat in range(int(start // item.per_repeat) + 1, int(end // item.per_repeat) + 1):
            if repeat < (item.target.reps or 0):
                yield Cue.REPEAT
    elif step.seconds >= 20 and start < step.seconds - 10 <= end:
        yield Cue.TEN_LEFT
