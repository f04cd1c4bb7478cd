"""Two visits side by side: the week of each, the measures found at each, and what lay between them.

A visit stands for the seven days up to it; where the diary began with the visit, for the seven days from it on. A
measure is the latest result of the four weeks up to the visit. Both are our own choice, and say so by their dates.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta

from kneerehab.domain.clinic import Outcome
from kneerehab.domain.codes import Knee, Measure
from kneerehab.domain.diary import Diary
from kneerehab.domain.fields import Amount
from kneerehab.domain.measures import LINES, SINGLE_ACTIVITY_LINE
from kneerehab.domain.plan.settings import settings_on
from kneerehab.domain.trends.adherence import done_days, planned_days
from kneerehab.domain.trends.change import LEAST_DAYS, PainChange
from kneerehab.domain.trends.pain import DayPain, flares, mean_of_days, pain_by_day, worst_of_days
from kneerehab.domain.trends.running import runs_in
from kneerehab.domain.trends.span import Span
from kneerehab.frozen import dataclass

WEEK = 7
MEASURE_DAYS = 28
"""How old a result may be to stand for a visit: twice the usual rhythm of measures; our own choice."""

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """The days that stand for a visit; without any entry in them, load is unknown (None), never nothing.

    `unmeasured` are runs whose time or distance nobody wrote down.
    """

    visit: date
    days: Span
    logged: int
    running: Amount | None
    unmeasured: int
    exercise_days: int | None
    planned_days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PainPair:
    """One knee: the mean of the daily worst of each week (`change`, if both have enough scores) and its worst day.

    `highest` is the highest score on the days between the two weeks; None where nobody scored.
    """

    knee: Knee
    first: float | None
    last: float | None
    change: PainChange | None
    worst_first: int | None
    worst_last: int | None
    highest: int | None
    highest_day: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasurePair:
    """One measure (per leg or activity where it has one); higher is better. A side without a result is None.

    `lowest` is the lowest result between the two; None without one.
    """

    measure: Measure
    side: Knee | None = None
    activity: str | None = None
    first: float | None
    first_day: date | None
    last: float | None
    last_day: date | None
    lowest: float | None = None
    lowest_day: date | None = None

    @property
    def change(self) -> float | None:
        """Last minus first; None unless both are known."""
        return None if self.first is None or self.last is None else self.last - self.first

    @property
    def line(self) -> float | None:
        """The smallest change that counts; None where nothing is agreed."""
        return SINGLE_ACTIVITY_LINE if self.activity else LINES.get(self.measure)

    @property
    def counts(self) -> bool:
        """Whether the change reaches the line."""
        return self.line is not None and self.change is not None and abs(self.change) >= self.line


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Two visits of one diary; `runs` and `flares` are counted after the first visit, up to the second."""

    first: Week
    last: Week
    pain: tuple[PainPair, ...]
    measures: tuple[MeasurePair, ...]
    runs: int
    flares: int
    goal: Amount | None
    """The week the runner wants to return to, if they said so."""

    @property
    def days(self) -> int:
        """From one visit to the other."""
        return (self.last.visit - self.first.visit).days


def visit_days(diary: Diary, today: date) -> tuple[date, ...]:
    """The days of the clinic visits up to today, oldest first."""
    return tuple(sorted({day for visit in diary.clinic_visits if (day := visit.at.date()) <= today}))


def usual_pair(diary: Diary, today: date) -> tuple[date, date]:
    """The first visit before today, else the day of the first entry, else that of the plan; and today."""
    before = [day for day in visit_days(diary, today) if day < today]
    if before:
        return before[0], today
    first = min(diary.days_with_entries(), default=diary.plan.start)
    return min(first, today), today


def compare_visits(diary: Diary, first: date, last: date) -> Comparison:
    """Two days of a diary against each other; `first` lies before `last`, and nothing later is read."""
    known = diary.around(first - timedelta(days=MEASURE_DAYS), last)
    entries = _entries(known)
    end = Span(first=max(last - timedelta(days=WEEK - 1), first + _DAY), last=last)
    begin = _first_days(first, end, entries)
    pain = pain_by_day(known)
    settings = settings_on(diary.plan, diary.plan_changes, last)
    after = Span(first=first + _DAY, last=last)
    pairs = [_pain_pair(knee, pain, begin, end) for knee in Knee]
    return Comparison(
        first=_week(known, first, begin, entries),
        last=_week(known, last, end, entries),
        pain=tuple(pair for pair in pairs if pair.knee in settings.knees or _hurt(pair)),
        measures=measure_pairs(known.outcomes, first, last),
        runs=len(runs_in(known, after)),
        flares=len(flares(pain, after, settings.mild)),
        goal=None if settings.goal_is_default else settings.goal,
    )


def _entries(diary: Diary) -> frozenset[date]:
    """The days that the runner wrote something on; a visit or a measure alone is no diary of that day."""
    return replace(diary, clinic_visits=(), outcomes=()).days_with_entries()


def _first_days(visit: date, end: Span, entries: Iterable[date]) -> Span:
    """The week up to the visit; if the diary had hardly begun, the week from it on."""
    up_to = Span(first=visit - timedelta(days=WEEK - 1), last=visit)
    if sum(1 for day in entries if day in up_to) >= LEAST_DAYS:
        return up_to
    on = min(visit + timedelta(days=WEEK - 1), end.first - _DAY)
    return Span(first=visit, last=max(on, visit))


def _week(diary: Diary, visit: date, days: Span, entries: Iterable[date]) -> Week:
    logged = sum(1 for day in entries if day in days)
    runs = runs_in(diary, days)
    done = {day for legs in done_days(diary, days).values() for day in legs}
    rates = [rate for by_day in planned_days(diary, days).values() for rate in by_day.values()]
    seconds, metres = sum(run.seconds or 0 for run in runs), sum(run.metres or 0 for run in runs)
    return Week(
        visit=visit,
        days=days,
        logged=logged,
        running=Amount(seconds=seconds, metres=metres) if logged else None,
        unmeasured=sum(1 for run in runs if run.seconds is None or run.metres is None),
        exercise_days=len(done) if logged else None,
        planned_days=max(rates, default=0),
    )


def _pain_pair(knee: Knee, pain: Mapping[date, DayPain], begin: Span, end: Span) -> PainPair:
    first, first_days = _mean(knee, pain, begin)
    last, last_days = _mean(knee, pain, end)
    change = None
    if first is not None and last is not None:
        change = PainChange(knee=knee, start=first, now=last, start_days=first_days, now_days=last_days)
    days = [day for day in pain if begin.last < day < end.first and pain[day].worst.of(knee) is not None]
    scored = {day: pain[day].worst.of(knee) or 0 for day in days}
    highest_day = max(scored, key=lambda day: (scored[day], day), default=None)
    return PainPair(
        knee=knee,
        first=first,
        last=last,
        change=change,
        worst_first=worst_of_days(pain, begin.each()).of(knee),
        worst_last=worst_of_days(pain, end.each()).of(knee),
        highest=None if highest_day is None else scored[highest_day],
        highest_day=highest_day,
    )


def _mean(knee: Knee, pain: Mapping[date, DayPain], days: Span) -> tuple[float | None, int]:
    """The mean of the scores of some days, and of how many; None of fewer than three."""
    count = sum(1 for day in days.each() if day in pain and pain[day].worst.of(knee) is not None)
    return (mean_of_days(pain, days.each()).of(knee) if count >= LEAST_DAYS else None), count


def _hurt(pair: PainPair) -> bool:
    return any((pair.worst_first, pair.worst_last, pair.highest))


_About = tuple[Measure, Knee | None, str | None]


def measure_pairs(outcomes: Iterable[Outcome], first: date, last: date) -> tuple[MeasurePair, ...]:
    """Every measure with a result at either visit; the mean of the own activities is of those that both have."""
    values: dict[_About, dict[date, float]] = {}
    rated: dict[date, dict[str, float]] = {}
    for outcome in sorted(outcomes, key=lambda outcome: outcome.at):
        day, activity = outcome.at.date(), None
        if day > last:
            continue
        if outcome.measure is Measure.PSFS:
            activity = outcome.activity or ""
            rated.setdefault(day, {})[activity] = outcome.value
        side = outcome.side if outcome.measure is Measure.STEP_DOWN_30S else None
        values.setdefault((outcome.measure, side, activity), {})[day] = outcome.value
    pairs = [_measure_pair(about, by_day, first, last) for about, by_day in values.items()]
    if len({activity for by in rated.values() for activity in by}) > 1:  # of a single one it says the same
        pairs.append(_mean_pair(rated, first, last))
    found, order = [pair for pair in pairs if pair is not None], list(Measure)
    return tuple(sorted(found, key=lambda pair: (order.index(pair.measure), pair.activity or "", pair.side or "")))


def _sides(days: Iterable[date], first: date, last: date) -> tuple[date | None, date | None]:
    """The days whose results stand for the two visits; one result never stands for both."""
    days, reach = sorted(days), timedelta(days=MEASURE_DAYS)
    soon = first + timedelta(days=WEEK)
    before = [day for day in days if first - reach < day <= first] or [day for day in days if first < day < soon][:1]
    begin = before[-1] if before else None
    after = [day for day in days if last - reach < day <= last and day > (begin or first)]
    return begin, after[-1] if after else None


def _measure_pair(about: _About, by_day: Mapping[date, float], first: date, last: date) -> MeasurePair | None:
    begin, end = _sides(by_day, first, last)
    if begin is None and end is None:
        return None
    inner = [day for day in by_day if begin is not None and end is not None and begin < day < end]
    lowest = min(inner, key=by_day.__getitem__, default=None)
    measure, side, activity = about
    return MeasurePair(
        measure=measure,
        side=side,
        activity=activity,
        first=None if begin is None else by_day[begin],
        first_day=begin,
        last=None if end is None else by_day[end],
        last_day=end,
        lowest=None if lowest is None else by_day[lowest],
        lowest_day=lowest,
    )


def _mean_pair(rated: Mapping[date, Mapping[str, float]], first: date, last: date) -> MeasurePair | None:
    """The mean of the own activities that were rated at both visits; those of one visit alone don't compare."""
    begin, end = _sides(rated, first, last)
    ends = [rated[day] for day in (begin, end) if day is not None]
    same = set.intersection(*(set(by) for by in ends)) if ends else set()
    if not same:
        return None
    means = {day: sum(by[one] for one in same) / len(same) for day, by in rated.items() if same <= set(by)}
    return _measure_pair((Measure.PSFS, None, None), means, first, last)
