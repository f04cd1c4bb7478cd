"""What a physio asks of a diary, over some days: the values behind the report and the five-line summary."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from kneerehab.domain.care import Medication
from kneerehab.domain.clinic import ClinicVisit
from kneerehab.domain.codes import ActivityKind, Knee, Phase, RedFlag
from kneerehab.domain.diary import Diary, between
from kneerehab.domain.fields import KneeScores
from kneerehab.domain.measures import MeasureTrend, measure_trends
from kneerehab.domain.plan.settings import PlanSettings, settings_on
from kneerehab.domain.plan.verdict import ClosedWeek, Grade, Replay, Session
from kneerehab.domain.plan_records import Override, Pause
from kneerehab.domain.trends.adherence import Adherence, adherence
from kneerehab.domain.trends.change import PainChange, pain_changes
from kneerehab.domain.trends.pain import DayPain
from kneerehab.domain.trends.running import runs_in
from kneerehab.domain.trends.span import Span
from kneerehab.frozen import dataclass

_WORST_DAYS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """A step of the plan: the rule that led to it with its inputs, or the week that closed."""

    day: date
    rule: str | None = None
    inputs: Mapping[str, object] | None = None
    week: ClosedWeek | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WorstDay:
    """A day with much pain; `swelling` if it was ticked."""

    day: date
    scores: KneeScores
    swelling: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Running:
    """Runs of the span: how many, metres and seconds of those that have them, and how many had which grade."""

    runs: int
    metres: int
    seconds: int
    unknown: int
    grades: Mapping[Grade, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Icing:
    """Icing of the span."""

    sessions: int
    minutes: int
    days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """Everything the report says; days without an entry are unknown and never counted as good."""

    diary: Diary
    span: Span
    today: date
    settings: PlanSettings
    logged: int
    phase: Phase | None
    phase_since: date | None
    rung: int | None
    decisions: tuple[Decision, ...]
    weeks: tuple[ClosedWeek, ...]
    sessions: tuple[Session, ...]
    changes: tuple[PainChange, ...]
    worst: tuple[WorstDay, ...]
    swelling_days: int
    limp_days: int
    running: Running
    exercise: Adherence
    icing: Icing
    painkiller_days: int
    medication: tuple[Medication, ...]
    red_flags: tuple[tuple[date, tuple[RedFlag, ...]], ...]
    overrides: tuple[Override, ...]
    pauses: tuple[Pause, ...]
    visits: tuple[ClinicVisit, ...]
    measures: tuple[MeasureTrend, ...]

    @property
    def last_week(self) -> ClosedWeek | None:
        """The newest closed week of the plan in the span."""
        return self.weeks[-1] if self.weeks else None

    def questions(self) -> tuple[ClinicVisit, ...]:
        """Visits with questions or notes, newest first."""
        return tuple(visit for visit in reversed(self.visits) if visit.note)


def overview(
    diary: Diary,
    *,
    span: Span,
    today: date,
    plan: Replay,
    pain: Mapping[date, DayPain],
    names: Mapping[str, str],
    week_start: int = 0,
) -> Overview:
    """Read a diary and its replay (with the days of the span) over a span; `names` are those of exercises."""
    verdict = plan.verdict
    stretch = plan.phases[-1] if plan.phases else None
    sessions = tuple(session for session in plan.sessions if session.date in span)
    check_ins = between(diary.check_ins, span.first, span.last)
    taken = between(diary.medication, span.first, span.last)
    iced = between(diary.icing, span.first, span.last)
    return Overview(
        diary=diary,
        span=span,
        today=today,
        settings=settings_on(diary.plan, diary.plan_changes, span.last),
        logged=sum(1 for day in span.each() if day in pain and pain[day].worst.known()),
        phase=None if verdict is None else verdict.phase,
        phase_since=None if stretch is None else stretch.from_,
        rung=None if verdict is None else verdict.rung,
        decisions=_decisions(plan, span),
        weeks=tuple(week for week in plan.weeks if week.closed - timedelta(days=1) in span),
        sessions=sessions,
        changes=pain_changes(pain, span),
        worst=_worst(pain, span),
        swelling_days=sum(1 for day in span.each() if day in pain and pain[day].swelling),
        limp_days=len({check_in.at.date() for check_in in check_ins if check_in.limp}),
        running=_running(diary, span, plan),
        exercise=adherence(diary, span, today=today, names=names, week_start=week_start),
        icing=Icing(
            sessions=len(iced),
            minutes=sum(session.minutes for session in iced),
            days=len({session.at.date() for session in iced}),
        ),
        painkiller_days=len({dose.at.date() for dose in taken if dose.painkiller}),
        medication=taken,
        red_flags=tuple((check_in.at.date(), check_in.red_flags) for check_in in check_ins if check_in.red_flags),
        overrides=tuple(item for item in diary.overrides if item.date in span),
        pauses=tuple(
            pause for pause in diary.pauses if pause.from_ <= span.last and (pause.to or span.last) >= span.first
        ),
        visits=tuple(visit for visit in diary.clinic_visits if visit.at.date() in span or visit.at.date() > span.last),
        measures=measure_trends(outcome for outcome in diary.outcomes if outcome.at.date() in span),
    )


def _decisions(plan: Replay, span: Span) -> tuple[Decision, ...]:
    """Phase and rung moves, and closed weeks, oldest first."""
    found = [
        Decision(day=verdict.date, rule=fired.rule, inputs=fired.inputs)
        for verdict in plan.days
        if verdict.date in span
        for fired in verdict.rules
        if fired.rule.startswith("P")
    ]
    found += [Decision(day=week.closed, week=week) for week in plan.weeks if week.closed in span]
    return tuple(sorted(found, key=lambda decision: decision.day))


def _worst(pain: Mapping[date, DayPain], span: Span) -> tuple[WorstDay, ...]:
    """The days with the highest scores above 0, the latest of equal ones first."""
    days = [
        WorstDay(day=day, scores=pain[day].worst, swelling=pain[day].swelling)
        for day in span.each()
        if day in pain and max(pain[day].worst.known(), default=0) > 0
    ]
    days.sort(key=lambda item: (-max(item.scores.known()), -item.day.toordinal()))
    return tuple(days[:_WORST_DAYS])


def _running(diary: Diary, span: Span, plan: Replay) -> Running:
    """Every run has the grade of its day; the last day's is still to come, what the plan never saw isn't judged."""
    runs = runs_in(diary, span)
    judged = {session.date: session.grade for session in plan.sessions if session.kind is ActivityKind.RUN}

    def grade(day: date) -> Grade:
        to_come = plan.to is not None and day >= plan.to
        return judged.get(day, Grade.PENDING if to_come else Grade.UNVERIFIED)

    grades = [grade(run.at.date()) for run in runs]
    return Running(
        runs=len(runs),
        metres=sum(run.metres or 0 for run in runs),
        seconds=sum(run.seconds or 0 for run in runs),
        unknown=sum(1 for run in runs if run.metres is None or run.seconds is None),
        grades={grade: grades.count(grade) for grade in Grade},
    )


def knee_change(changes: Iterable[PainChange], knee: Knee) -> PainChange | None:
    """The change of one knee; None if it has too few scores."""
    return next((change for change in changes if change.knee is knee), None)
