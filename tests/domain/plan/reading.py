"""Short ways to read a plan in tests."""

from __future__ import annotations

from kneerehab.domain.diary import Diary
from kneerehab.domain.plan.replay import default_on, replay
from kneerehab.domain.plan.verdict import Ceilings, Inputs, Replay, Verdict
from tests.builders import START, day


def plan_of(diary: Diary, last: int | None = None) -> Replay:
    """The whole plan up to a day, or as far as the diary goes."""
    return replay(diary, default_on(diary) if last is None else day(last), every_day=True)


def days_of(diary: Diary, last: int | None = None) -> dict[int, Verdict]:
    """Every verdict by the plan's day number."""
    return {verdict.day: verdict for verdict in plan_of(diary, last).days}


def short(verdict: Verdict) -> str:
    """Advice and deciding rule: "RUN R14"."""
    return f"{verdict.advice} {verdict.rule[:3]}"


def stage(verdict: Verdict) -> str:
    """Phase, rung and progress: "RUNWALK 1, 0"."""
    rung = "" if verdict.rung is None else f" {verdict.rung},"
    return f"{verdict.phase}{rung}" + ("" if verdict.progress is None else f" {verdict.progress}")


def fired(verdict: Verdict) -> list[str]:
    """The short ids of the rules that fired."""
    return [rule.rule[:3] for rule in verdict.rules]


def inputs_of(verdict: Verdict, rule: str) -> Inputs:
    """What a rule that fired looked at, by its short id."""
    [found] = [fired.inputs for fired in verdict.rules if fired.rule.startswith(rule)]
    return found


def amounts(verdict: Verdict) -> str:
    """The ceilings: "1440 / 4000"."""
    return _amount(verdict.ceilings)


def budget(verdict: Verdict) -> str:
    """The open week's budget: "4320 / 12000"."""
    return "–" if verdict.week is None else f"{verdict.week.budget.seconds} / {verdict.week.budget.metres}"


def _amount(ceilings: Ceilings | None) -> str:
    return "–" if ceilings is None else f"{ceilings.seconds} / {ceilings.metres}"


def told(verdict: Verdict) -> list[str]:
    """The notices, with what they are about."""
    return [
        " ".join(
            [
                notice.notice,
                *(str(notice.details[key]) for key in ("why", "grade", "decision") if key in notice.details),
            ]
        )
        for notice in verdict.notices
    ]


def missing_steps(verdict: Verdict) -> dict[str, str]:
    """What is still needed: {"settled-days": "1 of 2"}."""
    return {need.need: f"{need.have} of {need.of}" for need in verdict.next}


def grade_on(diary: Diary, session_day: int, last: int | None = None) -> tuple[str, list[str]]:
    """Grade and short reasons of the session of a day."""
    [session] = [session for session in plan_of(diary, last).sessions if (session.date - START).days + 1 == session_day]
    return str(session.grade), [reason[:3] for reason in session.reasons]
