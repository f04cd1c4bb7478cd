"""What the diary says about one date (section 3), grouped once so that no rule searches the diary again.

Dates are ordinals here (whole numbers), an unknown score is -1 and so never above a limit.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from datetime import datetime
from operator import attrgetter
from typing import TypeVar

from kneerehab.domain.activity import Activity
from kneerehab.domain.check_in import CheckIn, PainNote
from kneerehab.domain.codes import ActivityKind, Knee, PainContext
from kneerehab.domain.diary import Diary
from kneerehab.domain.plan.settings import KNEE_BITS, PlanSettings

UNKNOWN = -1
"""An unknown score or amount: below every limit, and never treated as 0."""

NEVER = 10**9
"""Minutes since the last painkiller if there was none."""

_LONGEST_MASK_DAYS = 1


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
        self.painkillers = sorted(minute(dose.at) for dose in diary.medication if dose.painkiller)
        self.dosed = {dose // 1440 + later for dose in self.painkillers for later in range(_LONGEST_MASK_DAYS + 1)}
        self.check_ins = _group(diary.check_ins)
        self.notes = _group(diary.pain_notes)
        self.nights = {
            day
            for day, notes in self.notes.items()
            if any(note.context is PainContext.NIGHT and note.score > 0 for note in notes)
        }
        self.facts = self._facts()
        self.runs = _sessions(diary.activities, ActivityKind.RUN)
        self.walks = _sessions(diary.activities, ActivityKind.WALK)
        self.run_days = sorted(self.runs)
        self._longest_seconds = [self.runs[day].longest_seconds for day in self.run_days]
        self._longest_metres = [self.runs[day].longest_metres for day in self.run_days]
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

    def _facts(self) -> dict[int, DayFacts]:
        dosed, checked, noted = self.dosed, self.check_ins, self.notes
        found: dict[int, DayFacts] = {}
        alike: dict[object, DayFacts] = {}
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
                since = min(self.since_painkiller(check_in.at) for check_in in together)
                found[day] = DayFacts(together, noted.get(day, ()), since)
        for day, notes in noted.items():
            if day not in found:
                found[day] = DayFacts((), notes, NEVER)
        return found


def minute(at: datetime) -> int:
    """A local time as a whole number of minutes; every day has 1440."""
    return at.toordinal() * 1440 + at.hour * 60 + at.minute


def checked(facts: DayFacts, settings: PlanSettings) -> bool:
    """Whether every affected knee has a `now` and a `worst_24h`."""
    return facts.answered & settings.required == settings.required


def missing(facts: DayFacts, settings: PlanSettings) -> tuple[str, ...]:
    """The affected knees that lack a `now` or a `worst_24h`, left first."""
    return tuple(knee.value for knee in settings.knees if not facts.answered & KNEE_BITS[knee])


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
    of_kind = _group([activity for activity in activities if activity.kind is kind])
    return {day: RunDay(together) for day, together in of_kind.items()}
