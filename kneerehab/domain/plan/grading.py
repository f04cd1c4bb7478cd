"""A session becomes green, unverified, amber or red on its closing day (section 5)."""

from __future__ import annotations

from collections.abc import Callable

from kneerehab.domain.activity import Activity
from kneerehab.domain.codes import ActivityKind, Phase
from kneerehab.domain.fields import KneeScores
from kneerehab.domain.plan.budget import session_cap
from kneerehab.domain.plan.course import OPEN_SURFACES, Course, Trained, on
from kneerehab.domain.plan.days import UNKNOWN, DayFacts, RunDay, checked, masked
from kneerehab.domain.plan.verdict import Advice, Grade, Inputs, Session

LAST_DAY = 3
"""Days after a session on which it is graded in any case."""

LADDER_RANGE = (1152, 1728)
"""Seconds of a ladder session that count as the step completed: 24 minutes give or take a fifth."""

WALK_SECONDS = 1800
"""The least a test walk lasts."""

_NO_SCORES = KneeScores()
_GREEN, _AMBER, _RED = range(3)
_GRADES = (Grade.GREEN, Grade.AMBER, Grade.RED)
_ORDER = (Grade.GREEN, Grade.UNVERIFIED, Grade.AMBER, Grade.RED)


class Look:
    """One run or walk of a session, seen from its closing day; `closing` is `None` if there is none."""

    __slots__ = ("activity", "closing", "course", "facts", "session", "settings")

    def __init__(self, course: Course, session: Trained, activity: Activity, closing: DayFacts | None) -> None:
        self.course = course
        self.settings = course.settings
        self.session = session
        self.activity = activity
        self.facts = course.by_day.on(session.day)
        self.closing = closing


def _highest(scores: KneeScores | None) -> int:
    return max(scores.known(), default=UNKNOWN) if scores is not None else UNKNOWN


def _hurt_during(look: Look) -> bool:
    return _highest(look.activity.pain_during) > look.settings.quiet


def _started_sore(look: Look) -> bool:
    return _highest(look.activity.pain_before) > look.settings.quiet


def _form_changed(look: Look) -> bool:
    return look.activity.form_changed is True


def _not_settled(look: Look) -> bool:
    before, after = look.activity.pain_before or _NO_SCORES, look.activity.pain_after or _NO_SCORES
    return _rose(before.left, after.left) or _rose(before.right, after.right)


def _rose(before: int | None, after: int | None) -> bool:
    return before is not None and after is not None and after > before


def _worse_next_morning(look: Look) -> bool:
    if look.closing is None:
        return False
    mornings = zip(look.facts.mornings, look.closing.mornings, strict=True)
    return any(before != UNKNOWN and after > before for before, after in mornings)


def _swelling_after(look: Look) -> bool:
    return look.closing is not None and (look.closing.swollen or look.closing.limping)


def _answer_missing(look: Look) -> bool:
    activity = look.activity
    if activity.form_changed is None or (activity.kind is ActivityKind.RUN and not activity.surfaces):
        return True
    for scores in (activity.pain_before, activity.pain_during, activity.pain_after):
        if scores is None or any(scores.of(knee) is None for knee in look.settings.knees):
            return True
    return not checked(look.facts, look.settings)


def _score_missing(look: Look) -> bool:
    return look.closing is None or _answer_missing(look)


def _not_offered(look: Look) -> bool:
    return look.session.advice is not (Advice.RUN if look.session.kind is ActivityKind.RUN else Advice.WALK)


def _started_masked(look: Look) -> bool:
    return look.course.by_day.since_painkiller(look.activity.at) < look.settings.mask_minutes


def _masked(look: Look) -> bool:
    return _started_masked(look) or (look.closing is not None and masked(look.closing, look.settings))


def _not_flat(look: Look) -> bool:
    if look.session.kind is not ActivityKind.RUN:
        return False
    return not set(look.activity.surfaces).issubset(OPEN_SURFACES[look.session.level])


def _wrong_length(look: Look) -> bool:
    session = look.session
    ladder = session.phase is Phase.RUNWALK
    if not ladder and session.kind is ActivityKind.RUN:
        return False
    if session.totals.seconds is None or any(activity.seconds is None for activity in session.activities):
        return True
    if ladder:
        return not LADDER_RANGE[0] <= session.totals.seconds <= LADDER_RANGE[1]
    return session.totals.seconds < WALK_SECONDS


def _over_cap(look: Look) -> bool:
    session = look.session
    if session.phase not in (Phase.BUILD, Phase.MAINTAIN):
        return False
    return passes(session.totals, *session_cap(look.course, session.day))


Applies = Callable[[Look], bool]

GRADE_RULES: tuple[tuple[str, Applies], ...] = (
    ("G01-pain-during", _hurt_during),
    ("G02-started-sore", _started_sore),
    ("G03-form-changed", _form_changed),
    ("G04-not-settled", _not_settled),
    ("G05-worse-next-morning", _worse_next_morning),
    ("G06-swelling-after", _swelling_after),
    ("G10-score-missing", _score_missing),
    ("G11-not-offered", _not_offered),
    ("G12-masked", _masked),
    ("G13-not-flat", _not_flat),
    ("G14-wrong-length", _wrong_length),
    ("G15-over-cap", _over_cap),
)
"""Every G rule with the question it asks of one run or walk, sorted by id."""

TODAY_RULES: tuple[tuple[str, Applies], ...] = (
    *GRADE_RULES[:4],
    ("G10-score-missing", _answer_missing),
    ("G11-not-offered", _not_offered),
    ("G12-masked", _started_masked),
    *GRADE_RULES[9:],
)
"""What can be asked on the day itself, before there is a closing day."""


def passes(totals: RunDay, seconds: int | None, metres: int | None) -> bool:
    """Whether known sums pass a limit of seconds or metres."""
    return (seconds is not None and totals.seconds is not None and totals.seconds > seconds) or (
        metres is not None and totals.metres is not None and totals.metres > metres
    )


def over_ceiling(session: Trained) -> bool:
    """Whether a session passed a ceiling of its date's verdict."""
    ceilings = session.ceilings
    return ceilings is not None and passes(session.totals, ceilings.seconds, ceilings.metres)


def judge(look: Look, rules: tuple[tuple[str, Applies], ...]) -> tuple[Grade, list[str]]:
    """Grade one run or walk by the rules that can be asked, and all of them that apply."""
    applied = [rule for rule, applies in rules if applies(look)]
    severity = _GREEN
    for rule in applied:
        if rule == "G01-pain-during":
            severity = _RED if _highest(look.activity.pain_during) > look.settings.mild else _AMBER
        elif rule == "G02-started-sore":
            severity = max(severity, _AMBER)
        elif rule in ("G03-form-changed", "G06-swelling-after"):
            severity = _RED
        elif rule in ("G04-not-settled", "G05-worse-next-morning"):
            severity = min(_RED, severity + 1)
    if severity == _GREEN and applied:
        return Grade.UNVERIFIED, applied
    return _GRADES[severity], applied


def grade(
    course: Course, session: Trained, closing: DayFacts | None, rules: tuple[tuple[str, Applies], ...] = GRADE_RULES
) -> tuple[Grade, tuple[str, ...]]:
    """The worst grade of a session's runs, and the union of their reasons sorted by id."""
    worst, reasons = Grade.GREEN, set[str]()
    for activity in session.activities:
        found, applied = judge(Look(course, session, activity, closing), rules)
        worst = max(worst, found, key=_ORDER.index)
        reasons.update(applied)
    return worst, tuple(sorted(reasons))


def grade_due(course: Course) -> list[Session]:
    """Grade every session that is due this morning, in date order, a run before a walk."""
    if not course.waiting:
        return []
    still_waiting, graded = [], []
    for session in course.waiting:
        session.closing = _closing_day(course, session.day)
        if session.closing is None and course.day < session.day + LAST_DAY:
            still_waiting.append(session)
            continue
        closing = None if session.closing is None else course.by_day.on(session.closing)
        found, reasons = grade(course, session, closing)
        value = session_value(session, found, course.day, reasons)
        graded.append(value)
        course.graded.append((session, value))
        course.sessions.append(value)
        week = course.week
        if week is not None and week.start is not None and session.day >= week.start:
            week.grades.append(found)
        _tell(course, session, value)
    course.waiting = still_waiting
    return graded


def _closing_day(course: Course, day: int) -> int | None:
    """The first checked day of the two after a session, so far, by the settings in force today."""
    for candidate in range(day + 1, min(day + LAST_DAY, course.day + 1)):
        if checked(course.by_day.on(candidate), course.settings):
            return candidate
    return None


def session_value(session: Trained, found: Grade, graded_on: int | None, reasons: tuple[str, ...]) -> Session:
    """A session as a value, graded or pending."""
    return Session(
        date=on(session.day),
        kind=session.kind,
        seconds=session.totals.seconds,
        metres=session.totals.metres,
        grade=found,
        graded_on=None if graded_on is None else on(graded_on),
        reasons=reasons,
        records=tuple(activity.id for activity in session.activities),
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
