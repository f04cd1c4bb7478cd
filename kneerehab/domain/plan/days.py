"""What the diary says about one date (section 3), grouped once so that no rule searches the diary again.

Dates are ordinals here (whole numbers), an unknown score is -1 and so never above a limit.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from datetime import datetime
from itertools import takewhile
from operator import attrgetter
from typing import Any, TypeVar

from kneerehab.domain.activity import Activity
from kneerehab.domain.check_in import CheckIn, PainNote
from kneerehab.domain.codes import ActivityKind, Knee, PainContext
from kneerehab.domain.diary import Diary, since
from kneerehab.domain.plan.settings import KNEE_BITS, PlanSettings

UNKNOWN = -1
"""An unknown score or amount: below every limit, and never treated as 0."""

NEVER = 10**9
"""Minutes since the last painkiller if there was none."""

_LONGEST_MASK_DAYS = 1
_DAY = 1440


class DayFacts:
    """The check-ins and pain notes of one date, read together; scores per knee, left first.

    `now` is the highest of all check-ins, whenever they were made (`around_runs.now_before` asks what was said before
    a run). Days that say the same share one object, so it is never changed once it is made.
    """

    __slots__ = (
        "answered",
        "flags",
        "limping",
        "mornings",
        "now",
        "signs",
        "since_painkiller",
        "swollen",
        "worst",
        "worst_known",
    )

    def __init__(self, check_ins: Iterable[CheckIn], notes: Iterable[PainNote], since_painkiller: int) -> None:
        mornings, now, worst = [UNKNOWN, UNKNOWN], [UNKNOWN, UNKNOWN], [UNKNOWN, UNKNOWN]
        flags: set[str] = set()
        signs: set[str] = set()
        self.swollen = self.limping = False
        for check_in in check_ins:
            for side, score in enumerate((check_in.now.left, check_in.now.right)):
                if score is not None:
                    now[side] = max(now[side], score)
                    if mornings[side] == UNKNOWN:
                        mornings[side] = score
            for side, score in enumerate((check_in.worst_24h.left, check_in.worst_24h.right)):
                if score is not None:
                    worst[side] = max(worst[side], score)
            self.swollen |= check_in.swelling
            self.limping |= check_in.limp
            flags.update(check_in.red_flags)
            signs.update(check_in.signs)
        self.answered = sum(
            bit for bit, at, most in zip(KNEE_BITS.values(), now, worst, strict=True) if UNKNOWN not in (at, most)
        )
        for note in notes:
            side = 0 if note.side is Knee.LEFT else 1
            worst[side] = max(worst[side], note.score)
        self.mornings = (mornings[0], mornings[1])
        self.now = (now[0], now[1])
        self.worst = (max(worst[0], now[0]), max(worst[1], now[1]))
        self.worst_known = max(self.worst)
        self.flags = tuple(sorted(flags))
        self.signs = len(signs)
        self.since_painkiller = since_painkiller


NOTHING = DayFacts((), (), NEVER)
"""A date without check-in and pain note."""


class RunDay:
    """The runs (or walks) of one date in order of time: known sums, and the longest single one."""

    __slots__ = ("activities", "longest_metres", "longest_seconds", "metres", "seconds")

    def __init__(self, activities: list[Activity]) -> None:
        self.activities = activities
        if len(activities) == 1:
            self.seconds, self.metres = activities[0].seconds, activities[0].metres
            self.longest_seconds = UNKNOWN if self.seconds is None else self.seconds
            self.longest_metres = UNKNOWN if self.metres is None else self.metres
            return
        seconds = [activity.seconds for activity in activities if activity.seconds is not None]
        metres = [activity.metres for activity in activities if activity.metres is not None]
        self.seconds = sum(seconds) if seconds else None
        self.metres = sum(metres) if metres else None
        self.longest_seconds = max(seconds, default=UNKNOWN)
        self.longest_metres = max(metres, default=UNKNOWN)


class ByDay:
    """One diary by date: facts, check-ins, notes, runs, walks, painkillers, overrides, plan changes and pauses.

    `dosed` are the days that a painkiller may mask: its own and the one after, because none masks more than 24 hours;
    `nights` are the days with a note of pain at night.
    """

    def __init__(self, diary: Diary) -> None:
        self.painkillers: list[int] = []
        self.dosed: set[int] = set()
        self.nights: set[int] = set()
        self.check_ins: dict[int, list[CheckIn]] = {}
        self.notes: dict[int, list[PainNote]] = {}
        self.facts: dict[int, DayFacts] = {}
        self.runs: dict[int, RunDay] = {}
        self.walks: dict[int, RunDay] = {}
        self.run_days: list[int] = []
        self._longest_seconds: list[int] = []
        self._longest_metres: list[int] = []
        self._alike: dict[object, DayFacts] = {}
        self._read(diary, 0)

    def redone(self, diary: Diary, first: int) -> ByDay:
        """Another diary by date that is the same before the day `first`: only what follows is read again."""
        made = self.copy()
        made._forget(first)
        made._read(diary, first)
        return made

    def copy(self) -> ByDay:
        """The same, to be changed without changing this one."""
        made = ByDay.__new__(ByDay)
        made.__dict__ = {name: part.copy() for name, part in self.__dict__.items()}
        return made

    def _read(self, diary: Diary, first: int) -> None:
        """Take in what the diary says from a day on; nothing later is known yet."""
        self.painkillers += sorted(minute(dose.at) for dose in since(diary.medication, first) if dose.painkiller)
        masking = self.painkillers[bisect_left(self.painkillers, (first - _LONGEST_MASK_DAYS) * _DAY) :]
        self.dosed.update(dose // _DAY + later for dose in masking for later in range(_LONGEST_MASK_DAYS + 1))
        checked, noted = _group(since(diary.check_ins, first)), _group(since(diary.pain_notes, first))
        self.nights.update(
            day
            for day, notes in noted.items()
            if any(note.context is PainContext.NIGHT and note.score > 0 for note in notes)
        )
        self.check_ins.update(checked)
        self.notes.update(noted)
        self._add_facts(checked, noted)
        activities = since(diary.activities, first)
        runs = _sessions(activities, ActivityKind.RUN)
        self.runs.update(runs)
        self.walks.update(_sessions(activities, ActivityKind.WALK))
        days = sorted(runs)
        self.run_days += days
        self._longest_seconds += [runs[day].longest_seconds for day in days]
        self._longest_metres += [runs[day].longest_metres for day in days]
        self.overrides = {override.date.toordinal(): override for override in diary.overrides}
        self.changes = {change.date.toordinal(): change for change in diary.plan_changes}
        self.pauses = sorted(
            (pause.from_.toordinal(), NEVER if pause.to is None else pause.to.toordinal()) for pause in diary.pauses
        )

    def _forget(self, first: int) -> None:
        """Leave out all that is dated `first` or later; days were read in order, so they stand at the end."""
        del self.painkillers[bisect_left(self.painkillers, first * _DAY) :]
        kept = bisect_left(self.run_days, first)
        for ordered in (self.run_days, self._longest_seconds, self._longest_metres):
            del ordered[kept:]
        self.dosed = {day for day in self.dosed if day < first}
        self.nights = {day for day in self.nights if day < first}
        told: tuple[dict[int, Any], ...] = (self.check_ins, self.notes, self.runs, self.walks)
        for by_day in told:
            for day in list(takewhile(first.__le__, reversed(by_day))):
                del by_day[day]
                self.facts.pop(day, None)

    def on(self, day: int) -> DayFacts:
        """What the diary says about `day`."""
        return self.facts.get(day, NOTHING)

    def since_painkiller(self, at: datetime) -> int:
        """Minutes between the last painkiller and `at`."""
        moment = minute(at)
        taken = bisect_right(self.painkillers, moment)
        return moment - self.painkillers[taken - 1] if taken else NEVER

    def runs_before(self, day: int) -> list[int]:
        """The run days before `day`."""
        return self.run_days[: bisect_left(self.run_days, day)]

    def last_run_before(self, day: int) -> int:
        """The last run day before `day`, 0 if there is none."""
        return next(reversed(self.runs_before(day)), 0)

    def count_runs(self, first: int, before: int) -> int:
        """How many run days there are from `first` to the day before `before`."""
        return bisect_left(self.run_days, before) - bisect_left(self.run_days, first)

    def add_check_in(self, check_in: CheckIn) -> None:
        """Add the only check-in of a day later than all others, without notes (`outlook`)."""
        day = check_in.at.toordinal()
        self.check_ins[day] = [check_in]
        self.facts[day] = DayFacts([check_in], (), self.since_painkiller(check_in.at))

    def add_activity(self, activity: Activity) -> None:
        """Add the only run or walk of a day later than all others (`outlook`)."""
        day, added = activity.at.toordinal(), RunDay([activity])
        if activity.kind is ActivityKind.WALK:
            self.walks[day] = added
            return
        self.runs[day] = added
        self.run_days.append(day)
        self._longest_seconds.append(added.longest_seconds)
        self._longest_metres.append(added.longest_metres)

    def longest_run(self, first: int, before: int) -> tuple[int, int]:
        """Seconds and metres of the longest single runs from `first` to the day before `before`, -1 if unknown."""
        start, end = bisect_left(self.run_days, first), bisect_left(self.run_days, before)
        seconds = max(self._longest_seconds[start:end], default=UNKNOWN)
        return seconds, max(self._longest_metres[start:end], default=UNKNOWN)

    def _add_facts(self, checked: dict[int, list[CheckIn]], noted: dict[int, list[PainNote]]) -> None:
        dosed, found, alike = self.dosed, self.facts, self._alike
        for day, together in checked.items():
            if len(together) == 1 and day not in dosed and day not in noted:
                [check_in] = together
                now, worst = check_in.now, check_in.worst_24h
                said = (
                    *(now.left, now.right, worst.left, worst.right, check_in.swelling, check_in.limp),
                    *(check_in.red_flags, check_in.signs),
                )
                facts = alike.get(said)
                if facts is None:
                    facts = alike[said] = DayFacts(together, (), NEVER)
                found[day] = facts
            else:
                since_painkiller = min(self.since_painkiller(check_in.at) for check_in in together)
                found[day] = DayFacts(together, noted.get(day, ()), since_painkiller)
        for day, notes in noted.items():
            if day not in checked:
                found[day] = DayFacts((), notes, NEVER)


def minute(at: datetime) -> int:
    """A local time as a whole number of minutes; every day has 1440."""
    return at.toordinal() * _DAY + at.hour * 60 + at.minute


def checked(facts: DayFacts, settings: PlanSettings) -> bool:
    """Whether every affected knee has a `now` and a `worst_24h`."""
    return facts.answered & settings.required == settings.required


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
    of_kind = _group([activity for activity in activities if activity.kind is kind])
    return {day: RunDay(together) for day, together in of_kind.items()}
