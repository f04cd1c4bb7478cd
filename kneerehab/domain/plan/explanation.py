"""Why the plan says what it says: every rule that was asked, with its inputs and the diary records it looked at."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from kneerehab.domain.activity import Activity
from kneerehab.domain.diary import Diary
from kneerehab.domain.fields import KneeScores
from kneerehab.domain.plan.advice import decide
from kneerehab.domain.plan.grading import grade, over_ceiling
from kneerehab.domain.plan.morning import trained_today, verdict_of
from kneerehab.domain.plan.replay import Trail
from kneerehab.domain.plan.rules import ADVICE_RULES, RULES, SESSION_RULES
from kneerehab.domain.plan.rules.records import Records
from kneerehab.domain.plan.verdict import Grade, Inputs, Session, Verdict
from kneerehab.frozen import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedRule:
    """A rule that was asked: whether it applied, what it looked at, and the ids of those diary records."""

    rule: str
    applied: bool
    inputs: Inputs
    records: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GradedSession:
    """A session graded that morning, with every G rule that was asked of it."""

    session: Session
    asked: tuple[AskedRule, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """One verdict with its whole chain, in the order of the morning.

    `graded`: sessions graded that morning; `moved`: P and W rules that fired;
    `asked`: R rules up to the one that decided.
    """

    verdict: Verdict
    graded: tuple[GradedSession, ...]
    moved: tuple[AskedRule, ...]
    asked: tuple[AskedRule, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GradePreview:
    """How a run fits its day before it is saved: the day's verdict, and the G rules that hold already.

    `seconds` and `metres` are the sums of the date's session, this run included.
    """

    verdict: Verdict
    grade: Grade
    rules: tuple[str, ...]
    over_ceiling: bool
    seconds: int | None
    metres: int | None


def explain(diary: Diary, day: date, trail: Trail | None = None) -> Explanation | None:
    """The whole chain behind the verdict of `day`; `None` before the plan's first day."""
    if day < diary.plan.start:
        return None
    course = (trail or Trail()).course(diary, day)
    graded = []
    for trained, session in course.graded:
        looked_at: Inputs = {"date": session.date, "kind": session.kind}
        graded.append(
            GradedSession(
                session=session,
                asked=tuple(
                    AskedRule(
                        rule=rule.id,
                        applied=rule.id in session.reasons,
                        inputs=looked_at,
                        records=rule.records(Records(diary, course, looked_at, trained)),
                    )
                    for rule in SESSION_RULES
                ),
            )
        )
    moved = tuple(
        AskedRule(
            rule=fired.rule,
            applied=True,
            inputs=fired.inputs,
            records=RULES[fired.rule].records(Records(diary, course, fired.inputs)),
        )
        for fired in course.fired
        if fired.rule[0] in "PW"
    )
    decided = decide(course)
    asked = tuple(
        AskedRule(
            rule=rule.id,
            applied=rule is decided,
            inputs=(inputs := rule.inputs(course)),
            records=rule.records(Records(diary, course, inputs)),
        )
        for rule in ADVICE_RULES[: ADVICE_RULES.index(decided) + 1]
    )
    return Explanation(verdict=verdict_of(course), graded=tuple(graded), moved=moved, asked=asked)


def asked(diary: Diary, day: date) -> tuple[AskedRule, ...]:
    """Every R rule asked on `day` in order, the last being the one that decided."""
    explanation = explain(diary, day)
    return () if explanation is None else explanation.asked


def grade_preview(diary: Diary, activity: Activity, trail: Trail | None = None) -> GradePreview | None:
    """How a run or walk that may be logged would fit its day; `None` if the plan does not grade it.

    The pain an hour after, while it is unknown, is taken to be that before: nobody can know it yet.
    """
    day = activity.at.date()
    if day < diary.plan.start:
        return None
    course = (trail or Trail()).course(diary.changed_by(saved=[_as_before(activity)]), day)
    for session in trained_today(course):
        if session.kind is activity.kind:
            found, rules = grade(course, session, still_open=True)
            return GradePreview(
                verdict=verdict_of(course),
                grade=found,
                rules=rules,
                over_ceiling=over_ceiling(session),
                seconds=session.totals.seconds,
                metres=session.totals.metres,
            )
    return None


def _as_before(activity: Activity) -> Activity:
    """A run or walk with the scores before it where those of an hour after are unknown."""
    before, after = activity.pain_before, activity.pain_after or KneeScores()
    if before is None:
        return activity
    left = before.left if after.left is None else after.left
    right = before.right if after.right is None else after.right
    return replace(activity, pain_after=KneeScores(left=left, right=right))
