"""A session becomes green, unverified, amber or red on its closing day (section 5)."""

from __future__ import annotations

from datetime import date

from kneerehab.domain.activity import Activity
from kneerehab.domain.codes import ActivityKind, Knee, Phase
from kneerehab.domain.fields import KneeScores
from kneerehab.domain.plan.around_runs import Aftermath, sore_after, unanswered
from kneerehab.domain.plan.course import OPEN_SURFACES, WEEKLY, Course, Trained, on
from kneerehab.domain.plan.days import UNKNOWN, RunDay, checked, masked, minute
from kneerehab.domain.plan.settings import KNEE_BITS, PlanSettings
from kneerehab.domain.plan.verdict import Advice, Grade, Inputs, Session

LAST_DAY = 3
"""Days after a session on which it is graded in any case."""

LADDER_RANGE = (1152, 2328)
"""Seconds of a ladder session that count as the step completed: the set, with or without the walks around it."""

WALK_SECONDS = 1800
"""The least a test walk lasts."""

LINGERING_MILDLY = 2
"""While no score is above it a run that lingers is a reason to step back, not to stop (section 5)."""

_CAP_PERCENT = 102
_LEFT, _RIGHT = KNEE_BITS[Knee.LEFT], KNEE_BITS[Knee.RIGHT]
_NO_SCORES = KneeScores()
_GREEN, _AMBER, _RED = range(3)
_GRADES = (Grade.GREEN, Grade.AMBER, Grade.RED)
_ORDER = (Grade.GREEN, Grade.UNVERIFIED, Grade.AMBER, Grade.RED)


def grade(course: Course, session: Trained, *, still_open: bool = False) -> tuple[Grade, tuple[str, ...]]:
    """The worst grade of a session's runs, and the union of their reasons sorted by id.

    `still_open` leaves out that there is no closing day yet.
    """
    together = _together(course, session, still_open)
    last = session.day if still_open else session.day + LAST_DAY - 1
    worst, reasons = Grade.GREEN, None
    for activity in session.activities:
        found, applied = _judge(course, session, activity, together, last)
        if applied:
            worst = max(worst, found, key=_ORDER.index)
            reasons = {*applied, *(reasons or ())}
    return worst, tuple(sorted(reasons)) if reasons else ()


def _together(course: Course, session: Trained, still_open: bool) -> list[str]:
    """Rules that concern the session, and so every run of it."""
    facts, settings = course.by_day.on(session.day), course.settings
    closing = None if session.closing is None else course.by_day.on(session.closing)
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
    elif session.phase in WEEKLY and passes(session.totals, *session.cap, percent=_CAP_PERCENT):
        applied.append("G15-over-cap")
    return applied


def _judge(
    course: Course, session: Trained, activity: Activity, together: list[str], last: int
) -> tuple[Grade, list[str]]:
    """Grade one run or walk, and all rules that apply to it; `together` are those of its session.

    Without a closing day what lingers is looked for up to the day `last`.
    """
    by_day, settings, closing = course.by_day, course.settings, session.closing
    scores = _scores(activity)
    severity, applied = _own(activity, scores, settings)
    worse = int("G04-not-settled" in applied)
    if together:
        applied += together
        worse += "G05-worse-next-morning" in together
    if worse and "G03-form-changed" not in applied:
        severity = _worsened(severity, worse)
        if severity == _RED and max(map(max, scores)) <= LINGERING_MILDLY:
            after = Aftermath(by_day, activity, last if closing is None else closing)
            severity = _AMBER if max(after.highest) <= LINGERING_MILDLY else _RED
    if "G06-swelling-after" in together:
        severity = _RED
    run = session.kind is ActivityKind.RUN
    told = _all_told(activity, scores, settings)
    noted = by_day.on(session.day).worst_known > settings.quiet  # on a quiet day no soreness was written down
    if (not told and unanswered(by_day, settings, activity, closing)) or (
        noted and sore_after(by_day, session.day, minute(activity.at), settings.quiet)
    ):
        applied.append("G10-score-missing")
    if session.day in by_day.dosed and by_day.since_painkiller(activity.at) < settings.mask_minutes:
        applied.append("G12-masked")
    if run and not all(map(OPEN_SURFACES[session.level].__contains__, activity.surfaces)):
        applied.append("G13-not-flat")
    if severity == _GREEN and applied:
        return Grade.UNVERIFIED, applied
    return _GRADES[severity], applied


def _all_told(activity: Activity, scores: tuple[list[int], list[int]], settings: PlanSettings) -> bool:
    """Whether every answer stands in the run itself, as in most; else later check-ins are looked at."""
    if activity.form_changed is None or (not activity.surfaces and activity.kind is ActivityKind.RUN):
        return False
    (left, right), required = scores, settings.required
    return not (required & _LEFT and UNKNOWN in left) and not (required & _RIGHT and UNKNOWN in right)


def _own(activity: Activity, scores: tuple[list[int], list[int]], settings: PlanSettings) -> tuple[int, list[str]]:
    """What G01 to G04 say of a run by itself: which apply, and the grade before it is made worse by G04."""
    left, right = scores
    quiet, hurt = settings.quiet, max(left[1], right[1])
    severity, applied = _GREEN, []
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
    return severity, applied


def _worsened(severity: int, steps: int) -> int:
    """A grade so many steps worse; it stops at red."""
    return min(severity + steps, _RED)


def grade_alone(activity: Activity, settings: PlanSettings) -> tuple[Grade, tuple[str, ...]]:
    """What G01 to G04 say of a run or walk by its own scores alone, and which of them apply (`later`, section 11)."""
    scores = _scores(activity)
    severity, applied = _own(activity, scores, settings)
    if "G04-not-settled" in applied and "G03-form-changed" not in applied:
        mildly = max(map(max, scores)) <= LINGERING_MILDLY
        severity = min(_worsened(severity, 1), _AMBER if mildly else _RED)
    return _GRADES[severity], tuple(applied)


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


def passes(totals: RunDay, seconds: int | None, metres: int | None, *, percent: int = 100) -> bool:
    """Whether known sums pass a percentage of a limit of seconds or metres."""
    return (seconds is not None and totals.seconds is not None and totals.seconds * 100 > seconds * percent) or (
        metres is not None and totals.metres is not None and totals.metres * 100 > metres * percent
    )


def over_ceiling(session: Trained) -> bool:
    """Whether a session passed a ceiling of its date's verdict; on the ladder the longest that counts as the step."""
    if session.ceilings is None:
        return False
    if session.phase is Phase.RUNWALK:
        return passes(session.totals, LADDER_RANGE[1], None)
    return passes(session.totals, *session.ceilings)


def grade_due(course: Course) -> list[Trained]:
    """Grade every session that is due this morning, in date order, a run before a walk."""
    still_waiting, graded = [], []
    for session in course.waiting:
        session.closing = _closing_day(course, session.day)
        if session.closing is None and course.day < session.day + LAST_DAY:
            still_waiting.append(session)
            continue
        graded.append(session)
        session.grade, session.reasons = grade(course, session)
        value = session_value(session, on(course.day))
        course.sessions.append(value)
        week = course.week
        if week is not None and week.start is not None and session.day >= week.start:
            week.judged.append(session)
        if session.day >= course.since and session.kind is ActivityKind.RUN and session.grade is not Grade.UNVERIFIED:
            course.last_judged = session
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


def session_value(session: Trained, graded_on: date | None) -> Session:
    """A session as a value, graded or pending."""
    return Session(
        date=on(session.day),
        kind=session.kind,
        seconds=session.totals.seconds,
        metres=session.totals.metres,
        grade=session.grade,
        graded_on=graded_on,
        reasons=session.reasons,
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
