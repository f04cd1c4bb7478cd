"""A runner on one line: phase, four weeks of pain, exercises, the last entry, and what a physio should note first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from kneerehab.domain.codes import Phase, RedFlag, Side
from kneerehab.domain.diary import TIMED, Diary, between
from kneerehab.domain.folding import folded
from kneerehab.domain.plan.held import held
from kneerehab.domain.plan.replay import replay
from kneerehab.domain.plan.settings import settings_on
from kneerehab.domain.plan.verdict import Advice, Grade, Replay
from kneerehab.domain.red_flags import by_urgency
from kneerehab.domain.trends.adherence import done_days, planned_days
from kneerehab.domain.trends.pain import DayPain, flares, pain_by_day
from kneerehab.domain.trends.span import Span
from kneerehab.frozen import dataclass

EDITION = 1
"""Of all that a row is made by, the rules of the plan among it: one more as soon as a diary makes another row."""

PAIN_DAYS = 28
SILENT_DAYS = 5
"""Days without any entry after which a runner counts as silent, our choice."""
RECENT_DAYS = 7
"""How long a run that was too much, or a new phase, is worth a note, our choice."""


class Note(StrEnum):
    """What to note about a runner, the most urgent first."""

    RED_FLAG = "red_flag"
    FLARE = "flare"
    RED_RUN = "red_run"
    SILENT = "silent"
    RAN_OVER = "ran_over"
    STEADY = "steady"
    HELD = "held"
    READY = "ready"
    NOT_BEGUN = "not_begun"
    ON_PLAN = "on_plan"


_CALM = (Note.READY, Note.NOT_BEGUN, Note.ON_PLAN)


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseloadRow:
    """One runner as of a day; `pain` is the worst score of each of the last 28 days, `None` where nobody said.

    `exercise_days` of `planned_days` are days of the last seven with exercises done and planned; `None` if nothing was
    logged at all in them, which is unknown and not 0. `rung` is a step of the ladder, `week` a week of the phase, both
    from 1. `flags` belong to RED_FLAG; `days` is how long a runner has been silent, `on` the day of the run that is
    noted, `count` how often a week or step was held.
    """

    runner_id: str
    name: str
    birth_year: int | None
    record_number: str | None
    affected: Side
    phase: Phase | None
    rung: int | None
    week: int | None
    pain: tuple[int | None, ...]
    exercise_days: int | None
    planned_days: int
    last_entry: datetime | None
    note: Note
    flags: tuple[RedFlag, ...] = ()
    days: int = 0
    count: int = 0
    on: date | None = None

    @property
    def last_pain(self) -> int | None:
        """The newest score of the four weeks."""
        return next((score for score in reversed(self.pain) if score is not None), None)

    @property
    def needs_a_look(self) -> bool:
        """Whether somebody should look at this diary."""
        return self.note not in _CALM


def caseload_row(diary: Diary, today: date) -> CaseloadRow:
    """Sum up one runner's diary as of `today`; nothing later is read."""
    plan = replay(diary, today)
    settings = settings_on(diary.plan, diary.plan_changes, today)
    span = Span(first=today - timedelta(days=PAIN_DAYS - 1), last=today)
    pain = pain_by_day(diary)
    last = _last_entry(diary, today)
    week = Span(first=today - timedelta(days=6), last=today)
    done = {day for days in done_days(diary, week).values() for day in days}
    rates = [rate for days in planned_days(diary, week).values() for rate in days.values()]
    heard = last is not None and last.date() in week
    verdict, stretch = plan.verdict, plan.phases[-1] if plan.phases else None
    return CaseloadRow(
        runner_id=diary.runner.id,
        name=diary.runner.name,
        birth_year=diary.runner.birth_year,
        record_number=diary.runner.record_number,
        affected=settings.affected,
        phase=verdict.phase if verdict is not None else None,
        rung=verdict.rung if verdict is not None else None,
        week=(today - stretch.from_).days // 7 + 1 if stretch is not None else None,
        pain=tuple(max(pain[day].worst.known(), default=None) if day in pain else None for day in span.each()),
        exercise_days=len(done) if heard else None,
        planned_days=max(rates, default=0),
        last_entry=last,
        **_note(diary, plan, pain, today, last),
    )


class Order(StrEnum):
    """What a caseload can be ordered by; each begins with what asks for a look, or with the first letter."""

    NAME = "name"
    PHASE = "phase"
    PAIN = "pain"
    """The newest score, the highest first."""
    EXERCISES = "exercises"
    """The smallest share of what is planned first."""
    LAST_ENTRY = "last_entry"
    """The one who has been silent for longest first."""
    URGENCY = "urgency"


def in_order(
    rows: Iterable[CaseloadRow], order: Order = Order.URGENCY, *, turned: bool = False, by_name: bool = False
) -> list[CaseloadRow]:
    """The most urgent first, then by name; or by something else, or `turned` round. Unknown stays last either way.

    `by_name` says that the rows come in the order of their names: of a thousand none need be compared again.
    """
    named = rows if by_name else sorted(rows, key=lambda row: (folded(row.name), row.runner_id))
    found = sorted(named, key=lambda row: _NOTES.index(row.note))
    if order is Order.URGENCY:
        return found[::-1] if turned else found
    known = [row for row in found if _place(row, order) is not None]
    known.sort(key=lambda row: _place(row, order), reverse=turned)
    return known + [row for row in found if _place(row, order) is None]


_NOTES = tuple(Note)
_PHASES = tuple(Phase)


def _place(row: CaseloadRow, order: Order) -> Any:
    match order:
        case Order.NAME:
            return folded(row.name)
        case Order.PHASE:
            return None if row.phase is None else (_PHASES.index(row.phase), row.rung or row.week or 0)
        case Order.PAIN:
            return None if row.last_pain is None else -row.last_pain
        case Order.EXERCISES if row.exercise_days is not None and row.planned_days:
            return row.exercise_days / row.planned_days
        case Order.LAST_ENTRY:
            return row.last_entry
        case _:
            return None


def _note(
    diary: Diary, plan: Replay, pain: Mapping[date, DayPain], today: date, last: datetime | None
) -> dict[str, Any]:
    verdict = plan.verdict
    if verdict is None:
        return {"note": Note.NOT_BEGUN}
    if verdict.phase is Phase.REFER or verdict.advice is Advice.STOP:
        return {"note": Note.RED_FLAG, "flags": _flags(diary, today)}
    silent = (today - max(last.date() if last else diary.plan.start, diary.plan.start)).days
    recent = today - timedelta(days=RECENT_DAYS)
    runs = [session for session in plan.sessions if session.date > recent]
    settings = settings_on(diary.plan, diary.plan_changes, today)
    if flares(pain, Span(first=recent + timedelta(days=1), last=today), settings.mild):
        return {"note": Note.FLARE}
    red = next((session for session in reversed(runs) if session.grade is Grade.RED), None)
    if red is not None:
        return {"note": Note.RED_RUN, "on": red.date}
    if silent >= SILENT_DAYS and verdict.advice is not Advice.PAUSED:
        return {"note": Note.SILENT, "days": silent}
    over = next((session for session in reversed(runs) if "G15-over-cap" in session.reasons), None)
    if over is not None:
        return {"note": Note.RAN_OVER, "on": over.date}
    if any(notice.details.get("why") == "background-pain" for notice in verdict.notices):
        return {"note": Note.STEADY}
    found = held(diary, plan, settings)
    if found is not None:
        return {"note": Note.HELD, "count": found.count}
    moved = plan.phases[-1].from_
    if len(plan.phases) > 1 and moved > recent and verdict.phase in (Phase.WALK, Phase.RUNWALK, Phase.BUILD):
        return {"note": Note.READY}
    return {"note": Note.ON_PLAN}


def _flags(diary: Diary, today: date) -> tuple[RedFlag, ...]:
    """The warning signs of the newest check-in that has any."""
    told = [check_in for check_in in diary.check_ins if check_in.red_flags and check_in.at.date() <= today]
    return by_urgency(max(told, key=lambda check_in: check_in.at).red_flags) if told else ()


def _last_entry(diary: Diary, today: date) -> datetime | None:
    until = (between(getattr(diary, name), date.min, today) for name in TIMED)
    return max((records[-1].at for records in until if records), default=None)
