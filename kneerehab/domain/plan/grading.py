"""A session becomes green, unverified, amber or red on its closing day (section 5)."""

from __future__ import annotations

from datetime import date

from kneerehab.domain.activity import Activity
from kneerehab.domain.codes import ActivityKind, Knee, Phase
from kneerehab.domain.fields import KneeScores
from kneerehab.domain.plan.budget import session_cap
from kneerehab.domain.plan.course import OPEN_SURFACES, WEEKLY, Course, Trained, on
from kneerehab.domain.plan.days import UNKNOWN, DayFacts, RunDay, checked, masked
from kneerehab.domain.plan.settings import KNEE_BITS
from kneerehab.domain.plan.verdict import Advice, Grade, Inputs, Session

LAST_DAY = 3
"""Days after a session on which it is graded in any case."""

LADDER_RANGE = (1152, 1728)
"""Seconds of a ladder session that count as the step completed: 24 minutes give or take a fifth."""

WALK_SECONDS = 1800
"""The least a test walk lasts."""

_LEFT, _RIGHT = KNEE_BITS[Knee.LEFT], KNEE_BITS[Knee.RIGHT]
_NO_SCORES = KneeScores()
_GREEN, _AMBER, _RED = range(3)
_GRADES = (Grade.GREEN, Grade.AMBER, Grade.RED)
_ORDER = (Grade.GREEN, Grade.UNVERIFIED, Grade.AMBER, Grade.RED)

GRADE_RULES = (
    "G01-pain-during",
    "G02-started-sore",
    "G03-form-changed",
    "G04-not-settled",
    "G05-worse-next-morning",
    "G06-swelling-after",
    "G10-score-missing",
    "G11-not-offered",
    "G12-masked",
    "G13-not-flat",
    "G14-wrong-length",
    "G15-over-cap",
)
"""Every rule that is asked of a run or walk, in order."""


def grade(
    course: Course, session: Trained, closing: DayFacts | None, *, still_open: bool = False
) -> tuple[Grade, tuple[str, ...]]:
    """The worst grade of a session's runs, and the union of their reasons sorted by id.

    `still_open` leaves out that there is no closing day yet.
    """
    together = _together(course, session, closing, still_open)
    worst, reasons = Grade.GREEN, None
    for activity in session.activities:
        found, applied = _judge(course, session, activity, together)
        if applied:
            worst = max(worst, found, key=_ORDER.index)
            reasons = {*applied, *(reasons or ())}
    return worst, tuple(sorted(reasons)) if reasons else ()


def _together(course: Course, session: Trained, closing: DayFacts | None, still_open: bool) -> list[str]:
    """Rules that concern the session, and so every run of it."""
    facts, settings = course.by_day.on(session.day), course.settings
    run = session.kind is ActivityKind.RUN
    applied = []
    if closing is not None:
        if closing is not facts and any(map(_rose, facts.mornings, closing.mornings)):
            applied.append("G05-worse-next-morning")
        if closing.swollen or closing.limping:
            applied.append("G06-swelling-after")
        if masked(closing, settings):
            applied.append("G12-masked")
    if (closing is None and not still_open) or not checked(facts, settings):
        applied.append("G10-score-missing")
    if session.advice is not (Advice.RUN if run else Advice.WALK):
        applied.append("G11-not-offered")
    if session.phase is Phase.RUNWALK or not run:
        if _wrong_length(session):
            applied.append("G14-wrong-length")
    elif session.phase in WEEKLY and passes(session.totals, *session_cap(course, session.day)):
        applied.append("G15-over-cap")
    return applied


def _judge(course: Course, session: Trained, activity: Activity, together: list[str]) -> tuple[Grade, list[str]]:
    """Grade one run or walk, and all rules that apply to it; `together` are those of its session."""
    settings = course.settings
    left, right = _scores(activity)
    quiet, hurt = settings.quiet, max(left[1], right[1])
    applied = together.copy()
    severity = _GREEN
    if hurt > quiet:
        applied.append("G01-pain-during")
        severity = _RED if hurt > settings.mild else _AMBER
    if left[0] > quiet or right[0] > quiet:
        applied.append("G02-started-sore")
        severity = max(severity, _AMBER)
    if activity.form_changed:
        applied.append("G03-form-changed")
        severity = _RED
    if _rose(left[0], left[2]) or _rose(right[0], right[2]):
        applied.append("G04-not-settled")
        severity += 1
    if together:
        severity += "G05-worse-next-morning" in together
        severity = _RED if "G06-swelling-after" in together else severity
    run = session.kind is ActivityKind.RUN
    unknown = (settings.required & _LEFT and UNKNOWN in left) or (settings.required & _RIGHT and UNKNOWN in right)
    if unknown or activity.form_changed is None or (run and not activity.surfaces):
        applied.append("G10-score-missing")
    if session.day in course.by_day.dosed and course.by_day.since_painkiller(activity.at) < settings.mask_minutes:
        applied.append("G12-masked")
    if run and not all(map(OPEN_SURFACES[session.level].__contains__, activity.surfaces)):
        applied.append("G13-not-flat")
    if severity == _GREEN and applied:
        return Grade.UNVERIFIED, applied
    return _GRADES[min(severity, _RED)], applied


def _scores(activity: Activity) -> tuple[list[int], list[int]]:
    """Pain before, during and after, of the left and the right knee."""
    left, right = [], []
    for scores in (activity.pain_before, activity.pain_during, activity.pain_after):
        if scores is None:
            scores = _NO_SCORES
        left.append(UNKNOWN if scores.left is None else scores.left)
        right.append(UNKNOWN if scores.right is None else scores.right)
    return left, right


def _rose(before: int, after: int) -> bool:
    """Whether both scores are known and the later one is higher."""
    return before != UNKNOWN and after > before


def _wrong_length(session: Trained) -> bool:
    """Whether a ladder session or a test walk did not last as it should; an unknown time counts as wrong."""
    seconds = session.totals.seconds
    if seconds is None or any(activity.seconds is None for activity in session.activities):
        return True
    if session.phase is Phase.RUNWALK:
        return not LADDER_RANGE[0] <= seconds <= LADDER_RANGE[1]
    return seconds < WALK_SECONDS


def passes(totals: RunDay, seconds: int | None, metres: int | None) -> bool:
    """Whether known sums pass a limit of seconds or metres."""
    return (seconds is not None and totals.seconds is not None and totals.seconds > seconds) or (
        metres is not None and totals.metres is not None and totals.metres > metres
    )


def over_ceiling(session: Trained) -> bool:
    """Whether a session passed a ceiling of its date's verdict."""
    ceilings = session.ceilings
    return ceilings is not None and passes(session.totals, *ceilings)


def grade_due(course: Course) -> list[Trained]:
    """Grade every session that is due this morning, in date order, a run before a walk."""
    still_waiting, graded = [], []
    for session in course.waiting:
        session.closing = _closing_day(course, session.day)
        if session.closing is None and course.day < session.day + LAST_DAY:
            still_waiting.append(session)
            continue
        graded.append(session)
        closing = None if session.closing is None else course.by_day.on(session.closing)
        session.grade, reasons = grade(course, session, closing)
        value = session_value(session, on(course.day), reasons)
        course.sessions.append(value)
        week = course.week
        if week is not None and week.start is not None and session.day >= week.start:
            week.grades.append(session.grade)
        if course.asked_for:
            course.graded.append((session, value))
            _tell(course, session, value)
    course.waiting = still_waiting
    return graded


def _closing_day(course: Course, day: int) -> int | None:
    """The first checked day of the two after a session, so far, by the settings in force today."""
    for candidate in range(day + 1, min(day + LAST_DAY, course.day + 1)):
        if checked(course.by_day.on(candidate), course.settings):
            return candidate
    return None


def session_value(session: Trained, graded_on: date | None, reasons: tuple[str, ...]) -> Session:
    """A session as a value, graded or pending."""
    return Session(
        date=on(session.day),
        kind=session.kind,
        seconds=session.totals.seconds,
        metres=session.totals.metres,
        grade=session.grade,
        graded_on=graded_on,
        reasons=reasons,
        records=tuple([activity.id for activity in session.activities]),
    )


def _tell(course: Course, session: Trained, value: Session) -> None:
    inputs: Inputs = {"date": value.date, "kind": value.kind}
    for rule in value.reasons:
        course.fire(rule, inputs)
    course.tell("graded", date=value.date, kind=value.kind, grade=value.grade, reasons=value.reasons)
    if "G13-not-flat" in value.reasons:
        course.tell("not-flat", date=value.date)
    if over_ceiling(session):
        course.tell("over-ceiling", date=value.date)
