"""What happens in a guided session: cues for ear and eye, and the sets that are done."""

from __future__ import annotations

from enum import StrEnum

from kneerehab.domain.codes import Side
from kneerehab.frozen import dataclass


class Cue(StrEnum):
    """What `tick()` wants to be heard and seen."""

    COUNT = "count"  # one of the last three seconds before work begins
    GO = "go"
    REPEAT = "repeat"
    TEN_LEFT = "ten_left"  # 10 s before a hold ends
    SET_DONE = "set_done"
    SWITCH = "switch"
    REST = "rest"
    NEXT = "next"  # another exercise comes
    OVER = "over"
    ASLEEP = "asleep"  # the machine slept, the session waits


@dataclass(frozen=True, slots=True, kw_only=True)
class SetDone:
    """One set of one side, in full or in part; `easier_way` names the easier way it was done."""

    step: int
    item: int
    side: Side
    reps: int | None
    hold_seconds: int | None
    pain: int | None = None
    easier_way: str | None = None
