"""Which diary records a rule looked at, so that "Why?" can lead to each of them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from kneerehab.domain.codes import ActivityKind
from kneerehab.domain.diary import Diary
from kneerehab.domain.plan.course import Course, Trained, on
from kneerehab.domain.plan.days import minute
from kneerehab.domain.plan.verdict import Grade, Inputs

Ids = tuple[str, ...]


class Records:
    """Finds the records behind one rule of one morning; a G rule is asked of a `session`."""

    def __init__(self, diary: Diary, course: Course, inputs: Inputs, session: Trained | None = None) -> None:
        self.diary = diary
        self.course = course
        self.day = course.day
        self._inputs = inputs
        self._session = session

    @property
    def session(self) -> Trained:
        """The session that a G rule is asked of."""
        assert self._session is not None
        return self._session

    def date(self, name: str) -> int:
        """A date among the rule's inputs, as an ordinal."""
        value = self._inputs[name]
        assert isinstance(value, date)
        return value.toordinal()

    def none(self) -> Ids:
        """Nothing in the diary."""
        return ()

    def check_ins(self, first: int, last: int) -> Ids:
        """The check-ins from one day to another."""
        return tuple(record.id for record in self.diary.check_ins if first <= record.at.toordinal() <= last)

    def todays_check_ins(self) -> Ids:
        """The check-ins of the day."""
        return self.check_ins(self.day, self.day)

    def todays_scores(self) -> Ids:
        """Check-ins and pain notes of the day."""
        return self.todays_check_ins() + self.pain_notes(self.day)

    def pain_notes(self, day: int) -> Ids:
        """The pain notes of a day."""
        return tuple(record.id for record in self.diary.pain_notes if record.at.toordinal() == day)

    def runs(self, first: int, last: int) -> Ids:
        """The runs from one day to another."""
        return self._activities(first, last, (ActivityKind.RUN,))

    def red_run(self) -> Ids:
        """The runs and walks of the day that the input `run` names."""
        ran = self.date("run")
        return self._activities(ran, ran, (ActivityKind.RUN, ActivityKind.WALK))

    def last_run(self) -> Ids:
        """The runs of the last run day."""
        return self.runs(self.course.last_run, self.course.last_run)

    def open_week(self) -> Ids:
        """The runs of the week of budgets so far."""
        week = self.course.week
        return () if week is None or week.start is None else self.runs(week.start, self.day - 1)

    def closed_week(self) -> Ids:
        """The runs of the week that closed this morning."""
        return self.runs(self.date("start"), self.day - 1)

    def mornings_of_closed_week(self) -> Ids:
        """The check-ins of the week that closed this morning."""
        return self.check_ins(self.date("start"), self.day - 1)

    def graded(self) -> Ids:
        """The runs and walks graded this morning."""
        return tuple(id for _, session in self.course.graded for id in session.records)

    def counted(self) -> Ids:
        """The green sessions that count towards the next step."""
        green = self.course.green
        counted = [session for session in self.course.sessions if session.grade is Grade.GREEN]
        return tuple(id for session in (counted[-green:] if green else ()) for id in session.records)

    def own(self) -> Ids:
        """The runs or walks of the session."""
        return tuple(activity.id for activity in self.session.activities)

    def its_day(self) -> Ids:
        """The check-ins of the session's day."""
        return self.check_ins(self.session.day, self.session.day)

    def its_closing_day(self) -> Ids:
        """The check-ins of the day on which the session could be graded."""
        closing = self.session.closing
        return () if closing is None else self.check_ins(closing, closing)

    def masking_session(self) -> Ids:
        """Painkillers that mask the session or its closing day."""
        at_start = self._masking(minute(activity.at) for activity in self.session.activities)
        return tuple(dict.fromkeys(at_start + self._masking_on(self.session.closing)))

    def painkillers(self) -> Ids:
        """Painkillers that mask a check-in of the day, and those taken on the day."""
        taken = (dose.id for dose in self.diary.medication if dose.painkiller and dose.at.toordinal() == self.day)
        return tuple(dict.fromkeys((*self._masking_on(self.day), *taken)))

    def overrides(self) -> Ids:
        """The overrides of the day."""
        return tuple(override.id for override in self.diary.overrides if override.date == on(self.day))

    def _activities(self, first: int, last: int, kinds: tuple[ActivityKind, ...]) -> Ids:
        return tuple(
            record.id
            for record in self.diary.activities
            if first <= record.at.toordinal() <= last and record.kind in kinds
        )

    def _masking_on(self, day: int | None) -> Ids:
        check_ins = (record for record in self.diary.check_ins if record.at.toordinal() == day)
        return self._masking(minute(record.at) for record in check_ins)

    def _masking(self, times: Iterable[int]) -> Ids:
        """Painkillers that mask one of these minutes."""
        span, minutes = self.course.settings.mask_minutes, tuple(times)
        return tuple(
            dose.id
            for dose in self.diary.medication
            if dose.painkiller and any(0 <= at - minute(dose.at) < span for at in minutes)
        )
