"""What the diary says about one date (section 3), grouped once so that no rule searches the diary again.

Dates are ordinals here (whole numbers), an unknown score is -1 and so never above a limit.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from datetime import datetime
from operator import attrgetter
from typing import TypeVar

from kneerehab.domain.activity import Activity
from kneerehab.domain.check_in import CheckIn, PainNote
from kneerehab.domain.codes import ActivityKind, Knee, PainContext
from kneerehab.domain.diary import Diary
from kneerehab.domain.plan.settings import PlanSettings
from kneerehab.domain.record import Record

UNKNOWN = -1
"""An unknown score: below every limit, and never treated as 0."""

NEVER = 10**9
"""Minutes since the last painkiller if there was none."""

_LEFT, _RIGHT = 1, 2
_NEED = {(Knee.LEFT,): _LEFT, (Knee.RIGHT,): _RIGHT, (Knee.LEFT, Knee.RIGHT): _LEFT | _RIGHT}


class DayFacts:
    """The check-ins and pain notes of one date, read together; scores per knee, left first."""

    __slots__ = (
        "answered",
        "flags",
        "limping",
        "mornings",
        "night_pain",
        "now",
        "signs",
        "since_painkiller",
        "swollen",
        "worst",
        "worst_known",
    )

    def __init__(self) -> None:
        self.answered = 0
        self.mornings = (UNKNOWN, UNKNOWN)
        self.now = (UNKNOWN, UNKNOWN)
        self.worst = (UNKNOWN, UNKNOWN)
        self.worst_known = UNKNOWN
        self.swollen = False
        self.limping = False
        self.flags: tuple[str, ...] = ()
        self.signs = 0
        self.since_painkiller = NEVER
        self.night_pain = False


NOTHING = DayFacts()
"""A date without check-in and pain note."""


class RunDay:
    """The runs (or walks) of one date in order of time: known sums and the longest one, -1 if nothing is known."""

    __slots__ = ("activities", "longest_metres", "longest_seconds", "metres", "seconds")

    def __init__(self, activities: list[Activity]) -> None:
        self.activities = activities
        seconds = [activity.seconds for activity in activities if activity.seconds is not None]
        metres = [activity.metres for activity in activities if activity.metres is not None]
        self.seconds = sum(seconds) if seconds else None
        self.metres = sum(metres) if metres else None
        self.longest_seconds = max(seconds, default=UNKNOWN)
        self.longest_metres = max(metres, default=UNKNOWN)


class ByDay:
    """One diary by date: facts, runs, walks, painkillers, overrides, plan changes and pauses."""

    def __init__(self, diary: Diary) -> None:
        self.painkillers = sorted(minute(dose.at) for dose in diary.medication if dose.painkiller)
        self.facts = _facts(diary.check_ins, diary.pain_notes, self.painkillers)
        self.runs = _sessions(diary.activities, ActivityKind.RUN)
        self.walks = _sessions(diary.activities, ActivityKind.WALK)
        self.run_days = sorted(self.runs)
        self.overrides = {override.date.toordinal(): override for override in diary.overrides}
        self.changes = {change.date.toordinal(): change for change in diary.plan_changes}
        self.pauses = sorted(
            (pause.from_.toordinal(), NEVER if pause.to is None else pause.to.toordinal()) for pause in diary.pauses
        )

    def on(self, day: int) -> DayFacts:
        """What the diary says about `day`."""
        return self.facts.get(day, NOTHING)

    def since_painkiller(self, at: datetime) -> int:
        """Minutes between the last painkiller and `at`."""
        return _since(self.painkillers, minute(at))

    def runs_before(self, day: int) -> int:
        """How many run days lie before `day`; the last of them is `run_days[n - 1]`."""
        return bisect_right(self.run_days, day - 1)


def minute(at: datetime) -> int:
    """A local time as a whole number of minutes; every day has 1440."""
    return at.toordinal() * 1440 + at.hour * 60 + at.minute


def checked(facts: DayFacts, settings: PlanSettings) -> bool:
    """Whether every affected knee has a `now` and a `worst_24h`."""
    need = _NEED[settings.knees]
    return facts.answered & need == need


def missing(facts: DayFacts, settings: PlanSettings) -> tuple[str, ...]:
    """The affected knees that lack a `now` or a `worst_24h`, left first."""
    return tuple(knee.value for knee in settings.knees if not facts.answered & _NEED[(knee,)])


def masked(facts: DayFacts, settings: PlanSettings) -> bool:
    """Whether a painkiller may hide the scores of a check-in of the date (D8)."""
    return facts.since_painkiller < settings.mask_minutes


def settled(facts: DayFacts, settings: PlanSettings) -> bool:
    """Whether the date is checked, not masked, without swelling or limp, and quiet."""
    return (
        checked(facts, settings)
        and not masked(facts, settings)
        and not (facts.swollen or facts.limping)
        and facts.worst_known <= settings.quiet
    )


def worse_knee(scores: tuple[int, int]) -> tuple[Knee, int]:
    """The knee with the higher known score, and that score; the left one on a tie."""
    left, right = scores
    return (Knee.LEFT, left) if left >= right else (Knee.RIGHT, right)


_R = TypeVar("_R", CheckIn, PainNote, Activity)


def _group(records: Iterable[_R]) -> dict[int, list[_R]]:
    """Records by date, each date's in order of time and then id."""
    groups: dict[int, list[_R]] = {}
    several: set[int] = set()
    for record in records:
        day = record.at.toordinal()
        if day in groups:
            groups[day].append(record)
            several.add(day)
        else:
            groups[day] = [record]
    for day in several:
        groups[day].sort(key=attrgetter("at", "id"))
    return groups


def _sessions(activities: Iterable[Activity], kind: ActivityKind) -> dict[int, RunDay]:
    of_kind = _group(activity for activity in activities if activity.kind is kind)
    return {day: RunDay(together) for day, together in of_kind.items()}


def _since(painkillers: list[int], at: int) -> int:
    taken = bisect_right(painkillers, at)
    return at - painkillers[taken - 1] if taken else NEVER


def _facts(check_ins: Iterable[CheckIn], pain_notes: Iterable[PainNote], painkillers: list[int]) -> dict[int, DayFacts]:
    found: dict[int, DayFacts] = {}
    for day, together in _group(check_ins).items():
        facts = found[day] = DayFacts()
        _read_check_ins(facts, together)
        if painkillers:
            facts.since_painkiller = min(_since(painkillers, minute(check_in.at)) for check_in in together)
    for note in pain_notes:
        day = note.at.toordinal()
        facts = found.get(day) or found.setdefault(day, DayFacts())
        left, right = facts.worst
        facts.worst = (max(left, note.score), right) if note.side is Knee.LEFT else (left, max(right, note.score))
        facts.worst_known = max(facts.worst)
        facts.night_pain |= note.context is PainContext.NIGHT and note.score > 0
    return found


def _read_check_ins(facts: DayFacts, check_ins: list[CheckIn]) -> None:
    now_left = now_right = worst_left = worst_right = morning_left = morning_right = UNKNOWN
    flags: set[str] = set()
    signs: set[str] = set()
    for check_in in check_ins:
        left, right = check_in.now.left, check_in.now.right
        if left is not None:
            now_left = max(now_left, left)
            if morning_left == UNKNOWN:
                morning_left = left
        if right is not None:
            now_right = max(now_right, right)
            if morning_right == UNKNOWN:
                morning_right = right
        left, right = check_in.worst_24h.left, check_in.worst_24h.right
        if left is not None and left > worst_left:
            worst_left = left
        if right is not None and right > worst_right:
            worst_right = right
        if check_in.swelling:
            facts.swollen = True
        if check_in.limp:
            facts.limping = True
        flags.update(check_in.red_flags)
        signs.update(check_in.signs)
    if now_left >= 0 and worst_left >= 0:
        facts.answered = _LEFT
    if now_right >= 0 and worst_right >= 0:
        facts.answered |= _RIGHT
    facts.mornings = (morning_left, morning_right)
    facts.now = (now_left, now_right)
    facts.worst = (max(worst_left, now_left), max(worst_right, now_right))
    facts.worst_known = max(facts.worst)
    facts.flags = tuple(sorted(flags))
    facts.signs = len(signs)


def ids(records: Iterable[Record]) -> tuple[str, ...]:
    """The ids of records, in their order."""
    return tuple(record.id for record in records)
