"""Exercise days: what was planned against what was done, by week, by exercise and as a calendar."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from kneerehab.domain.codes import Knee
from kneerehab.domain.diary import Diary
from kneerehab.domain.training import Prescription
from kneerehab.domain.trends.span import Span, calendar_weeks, steps

CYCLE_DAYS = 7


def is_planned(prescription: Prescription, day: date) -> bool:
    """Whether a prescription plans its exercise for `day`: its days spread evenly over weeks counted from its start."""
    if not prescription.covers(day):
        return False
    place = (day - prescription.from_).days % CYCLE_DAYS
    return any(
        number * CYCLE_DAYS // prescription.days_per_week == place for number in range(prescription.days_per_week)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """Exercise days: `shifted` was made good within its week, `extra` came on top of what was planned."""

    on_time: int = 0
    shifted: int = 0
    missed: int = 0
    extra: int = 0

    @property
    def planned(self) -> int:
        """How many were planned."""
        return self.on_time + self.shifted + self.missed

    @property
    def done_percent(self) -> int | None:
        """Done of planned, in per cent; `None` if nothing was planned."""
        return (self.on_time + self.shifted) * 100 // self.planned if self.planned else None

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            on_time=self.on_time + other.on_time,
            shifted=self.shifted + other.shifted,
            missed=self.missed + other.missed,
            extra=self.extra + other.extra,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekTally:
    """A calendar week of exercise; `open` while its last day is still to come or not over."""

    start: date
    end: date
    tally: Tally
    open: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ExerciseTally:
    """One exercise over the whole span, with the days on which each leg did it."""

    exercise: str
    name: str
    tally: Tally
    left_days: int
    right_days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Adherence:
    """Exercise against the plan, by week and by exercise; days in a pause are not planned."""

    span: Span
    weeks: tuple[WeekTally, ...]
    exercises: tuple[ExerciseTally, ...]

    @property
    def total(self) -> Tally:
        """All weeks together."""
        return sum((week.tally for week in self.weeks), Tally())


def done_days(diary: Diary, span: Span) -> dict[str, dict[date, set[Knee]]]:
    """Exercise → dates of the span on which it was done → the legs that did it."""
    found: dict[str, dict[date, set[Knee]]] = defaultdict(dict)
    for item in diary.exercise_sets:
        if item.at.date() in span:
            found[item.exercise].setdefault(item.at.date(), set()).update(item.side.knees)
    return found


def _judged(
    diary: Diary, exercise: str, done: set[date], span: Span, today: date
) -> tuple[dict[date, str], tuple[Prescription, ...]]:
    """Each date of one exercise as "on_time", "shifted", "missed" or "extra"; a planned today is not missed yet."""
    prescriptions = tuple(item for item in diary.prescriptions if item.exercise == exercise)
    verdicts: dict[date, str] = {}
    spare: set[date] = set(done)
    open_days: list[tuple[date, date]] = []  # planned but not done, with the first day of its week
    for prescription in prescriptions:
        first = max(prescription.from_, span.first - timedelta(days=CYCLE_DAYS))
        last = min(prescription.to or span.last, span.last)
        for day in Span(first=first, last=last).each() if first <= last else ():
            if not is_planned(prescription, day) or any(pause.covers(day) for pause in diary.pauses):
                continue
            if day in done:
                verdicts[day] = "on_time"
                spare.discard(day)
            elif day < today:
                offset = (day - prescription.from_).days % CYCLE_DAYS
                open_days.append((day, day - timedelta(days=offset)))
    for day, week in sorted(open_days):
        instead = next((other for other in sorted(spare) if 0 <= (other - week).days < CYCLE_DAYS), None)
        verdicts[day] = "missed" if instead is None else "shifted"
        if instead is not None:
            spare.discard(instead)
    verdicts.update(dict.fromkeys(spare, "extra"))
    return {day: verdict for day, verdict in verdicts.items() if day in span}, prescriptions


def adherence(
    diary: Diary, span: Span, *, today: date, names: Mapping[str, str] | None = None, week_start: int = 0
) -> Adherence:
    """Planned against done: a planned day that was made good on a spare day of its week is shifted, not missed."""
    wider = Span(first=span.first - timedelta(days=CYCLE_DAYS), last=span.last)
    done = done_days(diary, wider)
    by_day: dict[date, Counter[str]] = defaultdict(Counter)
    exercises = []
    planned = {item.exercise for item in diary.prescriptions if item.from_ <= span.last}
    for exercise in sorted({*done, *planned}):
        verdicts, prescriptions = _judged(diary, exercise, set(done.get(exercise, ())), span, today)
        if not verdicts or not (prescriptions or done.get(exercise)):
            continue
        for day, verdict in verdicts.items():
            by_day[day][verdict] += 1
        days = [legs for day, legs in done.get(exercise, {}).items() if day in span]
        exercises.append(
            ExerciseTally(
                exercise=exercise,
                name=(names or {}).get(exercise, exercise),
                tally=Tally(**Counter(verdicts.values())),
                left_days=sum(1 for legs in days if Knee.LEFT in legs),
                right_days=sum(1 for legs in days if Knee.RIGHT in legs),
            )
        )
    weeks = []
    for week in calendar_weeks(span, week_start):
        counts: Counter[str] = Counter()
        for day in week.each():
            counts.update(by_day.get(day, ()))
        weeks.append(WeekTally(start=week.first, end=week.last, tally=Tally(**counts), open=week.last >= today))
    return Adherence(span=span, weeks=tuple(weeks), exercises=tuple(sorted(exercises, key=lambda item: item.name)))


@dataclass(frozen=True, slots=True, kw_only=True)
class ExerciseDay:
    """A cell of the calendar: different exercises done and planned, over one day or (`days` above 1) one week."""

    day: date
    days: int
    done: int
    planned: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ExerciseCalendar:
    """Exercise days; `most` is the largest number of different exercises in a cell, `active` the days with any."""

    span: Span
    cells: tuple[ExerciseDay, ...]
    most: int
    active: int
    week_start: int = 0


def exercise_calendar(diary: Diary, span: Span, week_start: int = 0) -> ExerciseCalendar:
    """Different exercises a day; for a long span the exercises of each day added up over the week."""
    done: dict[date, set[str]] = defaultdict(set)
    for item in diary.exercise_sets:
        if item.at.date() in span:
            done[item.at.date()].add(item.exercise)
    planned: Counter[date] = Counter()
    for prescription in diary.prescriptions:
        first, last = max(prescription.from_, span.first), min(prescription.to or span.last, span.last)
        for day in Span(first=first, last=last).each() if first <= last else ():
            planned[day] += is_planned(prescription, day)
    cells = tuple(
        ExerciseDay(
            day=step.first,
            days=step.days,
            done=sum(len(done.get(day, ())) for day in step.each()),
            planned=sum(planned[day] for day in step.each()),
        )
        for step in steps(span, week_start)
    )
    return ExerciseCalendar(
        span=span,
        cells=cells,
        most=max((cell.done for cell in cells), default=0),
        active=len(done),
        week_start=week_start,
    )
