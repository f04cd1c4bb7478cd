"""Which diary records a rule looked at, so that "Why?" can lead to each of them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from kneerehab.domain.codes import ActivityKind
from kneerehab.domain.diary import Diary
from kneerehab.domain.plan.advice import WEEK_BEFORE
from kneerehab.domain.plan.course import Course, Trained, on
from kneerehab.domain.plan.days import minute
from kneerehab.domain.plan.verdict import FiredRule, Grade
from kneerehab.domain.plan.weeks import WEEK_DAYS

Ids = tuple[str, ...]


class Sources:
    """Finds the records behind the rules of one morning."""

    def __init__(self, diary: Diary, course: Course) -> None:
        self._diary = diary
        self._course = course
        self._day = course.day

    def of_advice(self, rule: str) -> Ids:
        """The records an R rule looked at."""
        course, day = self._course, self._day
        match rule:
            case "R02-referred":
                return self._check_ins(course.since, course.since)
            case "R03-paused":
                return tuple(pause.id for pause in self._diary.pauses if pause.covers(on(day)))
            case "R05-calm":
                return ()
            case "R07-after-red":
                return () if course.after_red is None else self._runs(course.after_red, course.after_red)
            case "R17-night-pain":
                return self._pain_notes(day - 1) + self._pain_notes(day)
            case "R08-sore-now":
                return self._check_ins(day, day) + self._pain_notes(day)
            case "R09-flare":
                return self._check_ins(day, day) + self._pain_notes(day)
            case "R10-masked":
                return self._check_ins(day, day) + self._painkillers_for(day)
            case "R11-walk" | "R14-run-rung":
                return self._counted()
            case "R12-ran-yesterday":
                return self._runs(day - 1, day - 1)
            case "R13-week-full":
                return self._runs(day - WEEK_BEFORE, day - 1)
            case "R15-budget-used" | "R16-run-budget":
                week = course.week
                return () if week is None or week.start is None else self._runs(week.start, day - 1)
        return self._check_ins(day, day)

    def of_grade(self, rule: str, session: Trained) -> Ids:
        """The records a G rule looked at, for a session graded this morning."""
        own = tuple(activity.id for activity in session.activities)
        on_day = self._check_ins(session.day, session.day)
        closing = () if session.closing is None else self._check_ins(session.closing, session.closing)
        match rule:
            case "G05-worse-next-morning":
                return on_day + closing
            case "G06-swelling-after":
                return closing
            case "G10-score-missing":
                notes = () if session.closing is None else self._pain_notes(session.day)
                return own + on_day + tuple(id for id in closing if id not in on_day) + notes
            case "G11-not-offered":
                return own + on_day
            case "G12-masked":
                at_start = self._masking(minute(activity.at) for activity in session.activities)
                return own + tuple(dict.fromkeys(at_start + self._masking_on(session.closing)))
        return own

    def of_move(self, fired: FiredRule) -> Ids:
        """The records a P or W rule looked at."""
        day = self._day
        match fired.rule:
            case "P01-override":
                return tuple(override.id for override in self._diary.overrides if override.date == on(day))
            case "P02-calm-gate":
                return self._check_ins(day - 1, day)
            case "P06-red" | "P07-red-to-calm":
                ran = _ordinal(fired.inputs["run"])
                return self._activities(ran, ran, (ActivityKind.RUN, ActivityKind.WALK))
            case "P08-gap" | "P09-gap-to-walk":
                return self._runs(self._course.last_run, self._course.last_run)
            case "W06-flare" | "W07-overtraining":
                return self._check_ins(_ordinal(fired.inputs["start"]), day - 1)
        if fired.rule.startswith("W"):
            return self._runs(_ordinal(fired.inputs["start"]), day - 1)
        if fired.rule.startswith(("P11", "P12")):
            return self._runs(day - 2 * WEEK_DAYS, day - 1)
        return tuple(id for _, session in self._course.graded for id in session.records)

    def _check_ins(self, first: int, last: int) -> Ids:
        return tuple(record.id for record in self._diary.check_ins if first <= record.at.toordinal() <= last)

    def _pain_notes(self, day: int) -> Ids:
        return tuple(record.id for record in self._diary.pain_notes if record.at.toordinal() == day)

    def _runs(self, first: int, last: int) -> Ids:
        return self._activities(first, last, (ActivityKind.RUN,))

    def _activities(self, first: int, last: int, kinds: tuple[ActivityKind, ...]) -> Ids:
        return tuple(
            record.id
            for record in self._diary.activities
            if first <= record.at.toordinal() <= last and record.kind in kinds
        )

    def _masking_on(self, day: int | None) -> Ids:
        check_ins = (record for record in self._diary.check_ins if record.at.toordinal() == day)
        return self._masking(minute(record.at) for record in check_ins)

    def _painkillers_for(self, day: int) -> Ids:
        """Painkillers that mask a check-in of the day, and those taken on the day."""
        taken = (dose.id for dose in self._diary.medication if dose.painkiller and dose.at.toordinal() == day)
        return tuple(dict.fromkeys((*self._masking_on(day), *taken)))

    def _masking(self, times: Iterable[int]) -> Ids:
        """Painkillers that mask one of these minutes."""
        span, minutes = self._course.settings.mask_minutes, tuple(times)
        return tuple(
            dose.id
            for dose in self._diary.medication
            if dose.painkiller and any(0 <= at - minute(dose.at) < span for at in minutes)
        )

    def _counted(self) -> Ids:
        """The green sessions that count towards the next step."""
        green = self._course.green
        counted = [session for session in self._course.sessions if session.grade is Grade.GREEN]
        return tuple(id for session in (counted[-green:] if green else ()) for id in session.records)


def _ordinal(value: object) -> int:
    assert isinstance(value, date)  # inputs `run` and `start` are dates
    return value.toordinal()
