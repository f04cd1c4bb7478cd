"""Pain over time: the worst of each day per knee, its 7-day mean, what happened beside it, and pain by situation."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from kneerehab.domain.codes import ActivityKind, Clinician, Knee, PainContext
from kneerehab.domain.diary import Diary, between
from kneerehab.domain.fields import KneeScores
from kneerehab.domain.trends.phases import PhaseSpan, phases_within
from kneerehab.domain.trends.span import Span, steps
from kneerehab.frozen import dataclass

MEAN_DAYS = 7
FLARE_REST_DAYS = 7
"""Calm days before a flare; after a shorter calm it is still the same one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KneeMeans:
    """A mean score 0 to 10 per knee; `None` is unknown."""

    left: float | None = None
    right: float | None = None

    def of(self, knee: str) -> float | None:
        """The mean of "left" or "right"."""
        return self.left if knee == "left" else self.right


@dataclass(frozen=True, slots=True, kw_only=True)
class DayPain:
    """What one date says: `worst` of all scores, `morning` (the first `now`), and whether a knee was swollen."""

    worst: KneeScores
    morning: KneeScores
    swelling: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PainPoint:
    """One step: the worst score of its days, and the 7-day mean up to it (by week: the mean of the week's days)."""

    day: date
    days: int
    worst: KneeScores
    mean: KneeMeans


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """A clinic visit; `number` counts them from the first in the diary, 1."""

    day: date
    who: Clinician
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PainTrend:
    """Pain per knee over a span; `logged` are the days with at least one score, `flares` the days
    on which one began."""

    span: Span
    points: tuple[PainPoint, ...]
    logged: int
    runs: tuple[date, ...]
    visits: tuple[Visit, ...]
    flares: tuple[date, ...]
    swelling: tuple[date, ...]
    phases: tuple[PhaseSpan, ...]

    def knees(self) -> tuple[Knee, ...]:
        """The knees with a score, left first."""
        return tuple(knee for knee in Knee if any(point.worst.of(knee) is not None for point in self.points))


def pain_by_day(diary: Diary) -> dict[date, DayPain]:
    """Every date with a check-in or pain note; read as the plan reads it (its specification, section 3)."""
    worst: dict[date, dict[Knee, int]] = defaultdict(dict)
    morning: dict[date, dict[Knee, int]] = defaultdict(dict)
    swollen: set[date] = set()

    def raise_to(day: date, knee: Knee, score: int | None) -> None:
        if score is not None:
            worst[day][knee] = max(score, worst[day].get(knee, 0))

    for check_in in diary.check_ins:
        day = check_in.at.date()
        worst[day]  # a check-in without scores is still an entry
        if check_in.swelling:
            swollen.add(day)
        for knee in Knee:
            now = check_in.now.of(knee)
            raise_to(day, knee, now)
            raise_to(day, knee, check_in.worst_24h.of(knee))
            if now is not None:
                morning[day].setdefault(knee, now)
    for note in diary.pain_notes:
        raise_to(note.at.date(), note.side, note.score)
    return {
        day: DayPain(worst=_scores(worst[day]), morning=_scores(morning.get(day, {})), swelling=day in swollen)
        for day in sorted(worst)
    }


def _scores(by_knee: Mapping[Knee, int]) -> KneeScores:
    return KneeScores(left=by_knee.get(Knee.LEFT), right=by_knee.get(Knee.RIGHT))


def _mean(values: Sequence[int]) -> float | None:
    return sum(values) / len(values) if values else None


def mean_of_days(pain: Mapping[date, DayPain], days: Iterable[date]) -> KneeMeans:
    """The mean of the worst scores of some days, per knee, over the days that are known."""
    known: dict[Knee, list[int]] = {knee: [] for knee in Knee}
    for day in days:
        if day in pain:
            for knee in Knee:
                score = pain[day].worst.of(knee)
                if score is not None:
                    known[knee].append(score)
    return KneeMeans(left=_mean(known[Knee.LEFT]), right=_mean(known[Knee.RIGHT]))


def worst_of_days(pain: Mapping[date, DayPain], days: Iterable[date]) -> KneeScores:
    """The highest known score of some days, per knee."""
    found: dict[Knee, int] = {}
    for day in days:
        if day in pain:
            for knee in Knee:
                score = pain[day].worst.of(knee)
                if score is not None:
                    found[knee] = max(score, found.get(knee, 0))
    return _scores(found)


def flares(pain: Mapping[date, DayPain], span: Span, limit: int) -> tuple[date, ...]:
    """Days on which the worse knee is above `limit` after a week that was not: some day known, none of them above.

    `limit` is the plan's A (rule R09-flare).
    """
    found = []
    for day in span.each():
        if max(_known(pain, day), default=0) > limit:
            week = [
                score for back in range(1, FLARE_REST_DAYS + 1) for score in _known(pain, day - timedelta(days=back))
            ]
            if week and max(week) <= limit:
                found.append(day)
    return tuple(found)


def _known(pain: Mapping[date, DayPain], day: date) -> tuple[int, ...]:
    return pain[day].worst.known() if day in pain else ()


def run_days(diary: Diary, span: Span) -> tuple[date, ...]:
    """The dates of a span with at least one run."""
    activities = between(diary.activities, span.first, span.last)
    return tuple(sorted({run.at.date() for run in activities if run.kind is ActivityKind.RUN}))


def pain_trend(
    diary: Diary,
    span: Span,
    *,
    pain: Mapping[date, DayPain],
    limit: int,
    phases: Iterable[PhaseSpan] = (),
    week_start: int = 0,
) -> PainTrend:
    """Pain per knee; a day without a score has no worst and no mean, so that the line breaks there."""
    return PainTrend(
        span=span,
        points=tuple(_point(pain, step) for step in steps(span, week_start)),
        logged=sum(1 for day in span.each() if _known(pain, day)),
        runs=run_days(diary, span),
        visits=_visits(diary, span),
        flares=flares(pain, span, limit),
        swelling=tuple(day for day in span.each() if day in pain and pain[day].swelling),
        phases=phases_within(phases, span),
    )


def _visits(diary: Diary, span: Span) -> tuple[Visit, ...]:
    ordered = sorted(diary.clinic_visits, key=lambda visit: visit.at)
    counted = (
        Visit(day=visit.at.date(), who=visit.who, number=number) for number, visit in enumerate(ordered, start=1)
    )
    return tuple(visit for visit in counted if span.first <= visit.day <= span.last)


def _point(pain: Mapping[date, DayPain], step: Span) -> PainPoint:
    worst = worst_of_days(pain, step.each())
    if step.days > 1:
        mean = mean_of_days(pain, step.each())
    else:
        week = mean_of_days(pain, (step.first - timedelta(days=back) for back in range(MEAN_DAYS)))
        mean = KneeMeans(
            left=None if worst.left is None else week.left, right=None if worst.right is None else week.right
        )
    return PainPoint(day=step.first, days=step.days, worst=worst, mean=mean)


@dataclass(frozen=True, slots=True, kw_only=True)
class ContextPoint:
    """The highest score of one step in one situation."""

    day: date
    scores: KneeScores


@dataclass(frozen=True, slots=True, kw_only=True)
class ContextSeries:
    """Pain in one situation; only days with a note, so nothing lies between them."""

    context: PainContext
    notes: int
    points: tuple[ContextPoint, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ContextTrend:
    """Pain by situation: stairs, sitting and squatting always, the others if there is a note; `logged` counts days."""

    span: Span
    logged: int
    series: tuple[ContextSeries, ...]


ALWAYS_SHOWN = (PainContext.STAIRS, PainContext.SITTING, PainContext.SQUATTING)


def context_trend(diary: Diary, span: Span, week_start: int = 0) -> ContextTrend:
    """Pain notes by situation; empty (no series) if the span has no note at all."""
    first_of = {day: step.first for step in steps(span, week_start) for day in step.each()}
    notes = between(diary.pain_notes, span.first, span.last)
    counts: dict[PainContext, int] = defaultdict(int)
    found: dict[PainContext, dict[date, dict[Knee, int]]] = {context: {} for context in PainContext}
    for note in notes:
        counts[note.context] += 1
        scores = found[note.context].setdefault(first_of[note.at.date()], {})
        scores[note.side] = max(note.score, scores.get(note.side, 0))
    return ContextTrend(
        span=span,
        logged=len({note.at.date() for note in notes}),
        series=tuple(
            ContextSeries(
                context=context,
                notes=counts[context],
                points=tuple(ContextPoint(day=day, scores=_scores(by_knee)) for day, by_knee in sorted(by_day.items())),
            )
            for context, by_day in found.items()
            if notes and (by_day or context in ALWAYS_SHOWN)
        ),
    )
