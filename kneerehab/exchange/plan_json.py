"""The plan as the JSON object `kneerehab-plan`, version 2: every key is there, what does not apply is null or empty."""

from __future__ import annotations

from datetime import date
from typing import Any

from kneerehab.domain.fields import Amount
from kneerehab.domain.plan.verdict import (
    Ceilings,
    ClosedWeek,
    Intervals,
    OpenWeek,
    Projection,
    Replay,
    Session,
    Verdict,
)

FORMAT = "kneerehab-plan"
VERSION = 2


def plan_document(replay: Replay) -> dict[str, Any]:
    """The whole answer of a replay, ready for `json.dumps`."""
    return {
        "format": FORMAT,
        "version": VERSION,
        "from": _plain(replay.from_),
        "to": _plain(replay.to),
        "days": [_verdict(verdict) for verdict in replay.days],
        "weeks": [_closed_week(week) for week in replay.weeks],
        "sessions": [_session(session) for session in replay.sessions],
        "projection": _projection(replay.projection),
    }


def _plain(value: object) -> Any:
    """Dates as text, amounts as objects, lists of codes as lists; numbers, text and flags as they are."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Amount):
        return {"seconds": value.seconds, "metres": value.metres}
    if isinstance(value, tuple):
        return [str(code) for code in value]
    return str(value) if isinstance(value, str) else value


def _verdict(verdict: Verdict) -> dict[str, Any]:
    return {
        "date": _plain(verdict.date),
        "day": verdict.day,
        "advice": str(verdict.advice),
        "rule": verdict.rule,
        "phase": str(verdict.phase),
        "rung": verdict.rung,
        "progress": verdict.progress,
        "intervals": _intervals(verdict.intervals),
        "ceilings": _ceilings(verdict.ceilings),
        "surfaces": _plain(verdict.surfaces),
        "week": _open_week(verdict.week),
        "rules": [
            {"rule": fired.rule, "inputs": {name: _plain(value) for name, value in fired.inputs.items()}}
            for fired in verdict.rules
        ],
        "next": [{"need": need.need, "have": need.have, "of": need.of} for need in verdict.next],
        "notices": [
            {"notice": notice.notice, **{name: _plain(value) for name, value in notice.details.items()}}
            for notice in verdict.notices
        ],
        "later": _plain(verdict.later),
    }


def _intervals(intervals: Intervals | None) -> dict[str, int] | None:
    if intervals is None:
        return None
    return {
        "times": intervals.times,
        "run_seconds": intervals.run_seconds,
        "walk_seconds": intervals.walk_seconds,
    }


def _ceilings(ceilings: Ceilings | None) -> dict[str, int | None] | None:
    return None if ceilings is None else {"seconds": ceilings.seconds, "metres": ceilings.metres}


def _open_week(week: OpenWeek | None) -> dict[str, Any] | None:
    if week is None:
        return None
    return {
        "start": _plain(week.start),
        "budget": _plain(week.budget),
        "done": _plain(week.done),
        "sessions": week.sessions,
    }


def _closed_week(week: ClosedWeek) -> dict[str, Any]:
    return {
        "start": _plain(week.start),
        "closed": _plain(week.closed),
        "budget": _plain(week.budget),
        "done": _plain(week.done),
        "sessions": week.sessions,
        "grades": {
            "green": week.grades.green,
            "unverified": week.grades.unverified,
            "amber": week.grades.amber,
            "red": week.grades.red,
        },
        "decision": str(week.decision),
        "reasons": _plain(week.reasons),
        "next": _plain(week.next),
    }


def _session(session: Session) -> dict[str, Any]:
    return {
        "date": _plain(session.date),
        "kind": str(session.kind),
        "seconds": session.seconds,
        "metres": session.metres,
        "grade": str(session.grade),
        "graded_on": _plain(session.graded_on),
        "reasons": _plain(session.reasons),
    }


def _projection(projection: Projection | None) -> dict[str, Any] | None:
    if projection is None:
        return None
    return {
        "as_of": _plain(projection.as_of),
        "goal": _plain(projection.goal),
        "rates": [
            {"growth_permille": rate.growth_permille, "weeks": rate.weeks, "date": _plain(rate.date)}
            for rate in projection.rates
        ],
    }
