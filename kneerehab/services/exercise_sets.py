"""How the exercises could follow the plan: one change, suggested when a phase begins or the place of pain asks for it.

It is only ever suggested: `suggested_change` says what, `carry_out` returns the records for one step of undo. What a
professional has prescribed (`by`) is left alone as a whole, and so is what the runner took out during the phase.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta

from kneerehab import library
from kneerehab.domain.codes import Phase
from kneerehab.domain.diary import Diary
from kneerehab.domain.exercise import Protocol
from kneerehab.domain.plan.settings import PlanSettings, settings_on
from kneerehab.domain.plan.verdict import Advice, Replay
from kneerehab.frozen import dataclass
from kneerehab.services.exercises import (
    Steps,
    joined,
    prescribe,
    prescribed,
    resting_slugs,
    starting_dose,
    starting_slugs,
    take_out,
)
from kneerehab.services.soreness import is_sore

_SILENT = (Advice.STOP, Advice.PAUSED)
"""Under a warning sign nothing pushes exercise, and a pause is no time for changes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SetChange:
    """What would fit the phase that began on `since`; all three are slugs of shipped exercises.

    `comes` would be added at its starting dose, `gives_way` are the easier ones it takes the place of, and `rests` had
    better leave the plan while the knee is sore (A5).
    """

    phase: Phase
    since: date
    comes: tuple[str, ...]
    gives_way: tuple[str, ...]
    rests: tuple[str, ...]


def suggested_change(diary: Diary, replay: Replay, day: date, *, hidden: Collection[str] = ()) -> SetChange | None:
    """The one change that would let the exercises follow phase and place of pain on `day`; None if they do.

    `replay` is the plan up to `day`. Without exercises in the plan there is nothing to change yet. On a sore day
    nothing is added, and `hidden` exercises are never suggested.
    """
    verdict, now = replay.verdict, prescribed(diary, day)
    if verdict is None or not replay.phases or not now or any(dose.is_professional for dose in now.values()):
        return None
    stay = replay.phases[-1]
    if stay.phase is Phase.REFER or verdict.advice in _SILENT:
        return None
    zones = diary.runner.zones
    wanted = starting_slugs(stay.phase, zones)
    declined = {*hidden, *_taken_out_since(diary, stay.from_, now)}
    settings: PlanSettings = settings_on(diary.plan, diary.plan_changes, day)
    sore = is_sore(diary, settings, verdict, day)
    comes = () if sore else tuple(slug for slug in wanted if slug not in now and slug not in declined)
    rests = tuple(slug for slug in now if slug in resting_slugs(stay.phase, zones))
    if not comes and not rests:
        return None
    gives_way = tuple(slug for slug in now if slug not in wanted and any(_is_harder(new, slug) for new in comes))
    return SetChange(phase=stay.phase, since=stay.from_, comes=comes, gives_way=gives_way, rests=rests)


def carry_out(diary: Diary, change: SetChange, day: date) -> Steps:
    """The suggested change from `day` on, as one step of undo; days before it stay as they were."""
    return joined(
        [
            *(prescribe(diary, starting_dose(slug, day)) for slug in change.comes),
            *(take_out(diary, slug, day) for slug in (*change.gives_way, *change.rests)),
        ]
    )


def set_slugs(diary: Diary, phase: Phase, protocol: Protocol | None = None) -> tuple[str, ...]:
    """The exercises of a phase: of one set that was chosen, else of those for where it hurts."""
    return starting_slugs(phase, diary.runner.zones) if protocol is None else protocol.set_for(phase).exercises


def use_set(diary: Diary, phase: Phase, start: date, *, keep_others: bool, protocol: Protocol | None = None) -> Steps:
    """The ready-made set for where it hurts, or the one that was chosen, from `start` on; what is planned stays so.

    Without `keep_others` the rest leaves the plan, except for what a professional has prescribed.
    """
    now = prescribed(diary, start)
    slugs = set_slugs(diary, phase, protocol)
    steps = [prescribe(diary, starting_dose(slug, start)) for slug in slugs if slug not in now]
    if not keep_others:
        leaving = [name for name, dose in now.items() if name not in slugs and not dose.is_professional]
        steps += [take_out(diary, name, start) for name in leaving]
    return joined(steps)


def _taken_out_since(diary: Diary, since: date, now: Collection[str]) -> set[str]:
    """Exercises whose dose ended in this phase and that were not taken up again."""
    eve = since - timedelta(days=1)
    return {dose.exercise for dose in diary.prescriptions if dose.to is not None and dose.to >= eve} - set(now)


def _is_harder(new: str, old: str) -> bool:
    """Whether the library calls one exercise the harder way of another."""
    harder, easier = library.find(new), library.find(old)
    if harder is None or easier is None:
        return False
    return harder.easier.exercise == old or (easier.harder is not None and easier.harder.exercise == new)
