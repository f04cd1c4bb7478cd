"""Reminders against a clock the test sets: when each is due, what silences it, and midnight."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time

import pytest

from kneerehab.domain.codes import OverridePhase, RedFlag, Side
from kneerehab.domain.diary import Diary
from kneerehab.domain.fields import KneeScores
from kneerehab.domain.icing import IcingSession
from kneerehab.domain.plan.replay import replay
from kneerehab.domain.record import Record
from kneerehab.domain.training import Prescription
from kneerehab.services.reminders import (
    USUAL_TIMES,
    Chosen,
    Reminder,
    ReminderKind,
    chosen,
    hour_after_due,
    is_checked_in,
    may_come,
    open_at,
    quiet,
    said,
    time_texts,
    times,
)
from kneerehab.services.today import exercises_on, mark_all
from tests.builders import an_id, at, check_in, day, diary, override, pause, quiet_days, run, walk, week

ALL = chosen(list(ReminderKind), ())
BUILD = override(1, OverridePhase.BUILD, budget=week(3600, 9000))
SQUAT = Prescription(
    id=an_id(), exercise="prisoner-squat", from_=day(1), sets=3, reps=8, days_per_week=7, side=Side.BOTH
)


NEVER_QUIET = ("00:00", "00:00")


def due(
    book: Diary, settings: Chosen, now: datetime, already: set[str] | None = None, hours: tuple[str, str] = NEVER_QUIET
) -> list[Reminder]:
    verdict = replay(book, now.date()).verdict
    return open_at(book, verdict, may_come(settings, now, already or set(), hours), now)


def kinds(
    book: Diary,
    now: datetime,
    already: set[str] | None = None,
    settings: Chosen = ALL,
    hours: tuple[str, str] = NEVER_QUIET,
) -> list[ReminderKind]:
    return [reminder.kind for reminder in due(book, settings, now, already, hours)]


def test_nothing_comes_unless_it_was_chosen() -> None:
    assert chosen((), ()) == {}
    assert kinds(diary(BUILD, SQUAT), at(1, "07:30"), settings={}) == []


@pytest.mark.parametrize(("clock", "is_due"), [("07:29", False), ("07:30", True), ("11:29", True), ("11:30", False)])
def test_the_check_in_is_due_from_its_time_for_four_hours(clock: str, is_due: bool) -> None:
    only = chosen(["check_in"], ())
    assert (kinds(diary(), at(2, clock), settings=only) == [ReminderKind.CHECK_IN]) is is_due


def test_a_check_in_silences_it_for_that_day_only() -> None:
    only = chosen(["check_in"], ())
    book = diary(check_in(2, clock="06:00"))
    assert kinds(book, at(2, "08:00"), settings=only) == []
    assert kinds(book, at(3, "08:00"), settings=only) == [ReminderKind.CHECK_IN]


def test_a_check_in_that_is_answered_by_half_is_reminded_of() -> None:
    only = chosen(["check_in"], ())
    half = check_in(2, left=(0, None), clock="06:00")
    assert not is_checked_in(diary(half), day(2))
    assert kinds(diary(half), at(2, "08:00"), settings=only) == [ReminderKind.CHECK_IN]
    other_half = check_in(2, left=(None, 0), right=(None, None), clock="06:30")
    assert kinds(diary(half, other_half, affected=Side.LEFT), at(2, "08:00"), settings=only) == []


def test_a_day_holds_two_reminders_and_what_the_plan_waits_for_comes_first() -> None:
    open_run = replace(run(1, 1800, clock="06:00"), pain_after=None)
    book = diary(BUILD, SQUAT, open_run)
    all_at_nine = {kind: time(8, 0) for kind in ReminderKind}
    now = at(1, "09:00")
    assert kinds(book, now, settings=all_at_nine)[:2] == [ReminderKind.CHECK_IN, ReminderKind.HOUR_AFTER]
    one = {said(ReminderKind.CHECK_IN, day(1))}
    assert kinds(book, now, one, all_at_nine)[0] is ReminderKind.HOUR_AFTER
    assert kinds(book, now, one | {said(ReminderKind.ICING, day(1))}, all_at_nine) == []
    assert kinds(book, at(2, "09:00"), one | {said(ReminderKind.ICING, day(1))}, all_at_nine) != []


@pytest.mark.parametrize(
    ("clock", "is_quiet"), [("20:59", False), ("21:00", True), ("23:59", True), ("06:59", True), ("07:00", False)]
)
def test_quiet_hours_go_over_midnight(clock: str, is_quiet: bool) -> None:
    assert quiet(("21:00", "07:00"), at(2, clock)) is is_quiet


@pytest.mark.parametrize(("clock", "is_quiet"), [("12:59", False), ("13:00", True), ("14:59", True), ("15:00", False)])
def test_quiet_hours_may_lie_within_a_day(clock: str, is_quiet: bool) -> None:
    assert quiet(("13:00", "15:00"), at(2, clock)) is is_quiet
    assert not quiet((clock, clock), at(2, clock)), "from a time to the same is never"


def test_a_time_in_the_quiet_hours_waits_for_their_end_and_a_late_one_does_not_come() -> None:
    hours = ("21:00", "07:00")
    early, late = chosen(["check_in"], ["check_in 05:00"]), chosen(["icing"], ["icing 21:30"])
    assert kinds(diary(), at(2, "06:59"), settings=early, hours=hours) == []
    assert kinds(diary(), at(2, "07:00"), settings=early, hours=hours) == [ReminderKind.CHECK_IN]
    assert all(kinds(diary(), at(2, f"{hour:02}:30"), settings=late, hours=hours) == [] for hour in range(24))


def test_the_hour_after_is_offered_from_45_minutes_after_and_reminded_of_after_60() -> None:
    only = chosen(["hour_after"], ())
    open_run = replace(run(1, 1800, clock="17:00"), pain_after=None)
    book = diary(open_run)
    assert hour_after_due(book, at(1, "18:14")) is None
    assert hour_after_due(book, at(1, "18:15")) == open_run
    assert kinds(book, at(1, "18:15"), settings=only) == []
    assert kinds(book, at(1, "18:30"), settings=only) == [ReminderKind.HOUR_AFTER]
    assert hour_after_due(diary(run(1, 1800, clock="17:00")), at(1, "18:30")) is None


def test_each_comes_at_most_once_a_day() -> None:
    already = {said(ReminderKind.CHECK_IN, day(2))}
    only = chosen(["check_in"], ())
    assert kinds(diary(), at(2, "08:00"), already, only) == []
    assert kinds(diary(), at(3, "08:00"), already, only) == [ReminderKind.CHECK_IN]


def test_midnight_ends_a_reminder_and_begins_the_next_day() -> None:
    late = chosen(["icing"], ["icing 23:30"])
    assert kinds(diary(), at(2, "23:59"), settings=late) == [ReminderKind.ICING]
    assert kinds(diary(), at(3, "00:00"), settings=late) == []
    first = chosen(["icing"], ["icing 00:00"])
    assert kinds(diary(), at(3, "00:00"), {said(ReminderKind.ICING, day(2))}, first) == [ReminderKind.ICING]


def test_a_time_that_the_clock_skips_counts_from_the_next_minute_there_is() -> None:
    # In spring the clock goes from 01:59 to 03:00: half past two never comes.
    night = chosen(["icing"], ["icing 02:30"])
    assert kinds(diary(), at(2, "01:59"), settings=night) == []
    assert kinds(diary(), at(2, "03:00"), settings=night) == [ReminderKind.ICING]


def test_an_hour_that_the_clock_repeats_says_nothing_again() -> None:
    night = chosen(["icing"], ["icing 02:30"])
    assert kinds(diary(), at(2, "02:30"), settings=night) == [ReminderKind.ICING]
    already = {said(ReminderKind.ICING, day(2))}
    assert kinds(diary(), at(2, "02:30"), already, night) == []


def test_exercises_are_counted_and_fall_silent_when_done() -> None:
    only = chosen(["exercises"], ())
    book = diary(SQUAT)
    (reminder,) = due(book, only, at(2, "18:00"))
    assert (reminder.kind, reminder.count) == (ReminderKind.EXERCISES, 1)
    ticked = book.changed_by(mark_all(exercises_on(book, day(2)), at(2, "10:00")))
    assert due(ticked, only, at(2, "18:00")) == []
    assert due(diary(), only, at(2, "18:00")) == []


def test_one_icing_of_the_day_is_enough() -> None:
    only = chosen(["icing"], ())
    session = IcingSession(id=an_id(), at=at(2, "07:00"), minutes=15, side=Side.LEFT)
    assert kinds(diary(session), at(2, "20:00"), settings=only) == []
    assert kinds(diary(session), at(3, "20:00"), settings=only) == [ReminderKind.ICING]


def test_a_run_day_is_told_only_when_the_plan_says_run_and_none_is_logged() -> None:
    only = chosen(["run_day"], ())
    assert kinds(diary(BUILD, quiet_days(1, 1)), at(1, "09:00"), settings=only) == [ReminderKind.RUN_DAY]
    assert kinds(diary(BUILD), at(1, "09:00"), settings=only) == []  # no check-in yet: the plan has no answer
    ran = diary(BUILD, quiet_days(1, 2), run(1))
    assert kinds(ran, at(1, "09:00"), settings=only) == []
    assert kinds(ran, at(2, "09:00"), settings=only) == []  # a day off


def test_a_walk_day_is_told_as_a_walk() -> None:
    only = chosen(["run_day"], ())
    book = diary(override(1, OverridePhase.WALK), quiet_days(1, 1))
    (reminder,) = due(book, only, at(1, "09:00"))
    assert reminder.walk
    walked = book.changed_by([walk(1)])
    assert due(walked, only, at(1, "09:00")) == []


def test_an_hour_after_a_run_without_an_answer_it_is_asked_once() -> None:
    only = chosen(["hour_after"], ())
    open_run = replace(run(1, 1800, clock="17:00"), pain_after=None)
    book = diary(open_run)
    assert kinds(book, at(1, "18:29"), settings=only) == []
    (reminder,) = due(book, only, at(1, "18:30"))
    assert reminder.activity == open_run
    assert kinds(book, at(1, "22:30"), settings=only) == []
    answered = diary(replace(open_run, pain_after=KneeScores(left=0, right=0)))
    assert kinds(answered, at(1, "18:30"), settings=only) == []


def test_half_an_answer_is_no_answer_for_two_affected_knees() -> None:
    only = chosen(["hour_after"], ())
    half = replace(run(1, 1800, clock="17:00"), pain_after=KneeScores(left=0))
    book = diary(half, affected=Side.BOTH)
    assert kinds(book, at(1, "18:30"), settings=only) == [ReminderKind.HOUR_AFTER]
    assert kinds(diary(half, affected=Side.LEFT), at(1, "18:30"), settings=only) == []


def test_a_late_run_is_asked_about_after_midnight() -> None:
    only = chosen(["hour_after"], ())
    late = replace(run(1, 1800, clock="23:00"), pain_after=None)
    assert kinds(diary(late), at(2, "00:30"), settings=only) == [ReminderKind.HOUR_AFTER]
    assert kinds(diary(late), at(2, "00:30"), {said(ReminderKind.HOUR_AFTER, day(2))}, only) == []


def test_a_pause_silences_everything() -> None:
    open_run = replace(run(1, 1800, clock="17:00"), pain_after=None)
    records: list[Record] = [BUILD, SQUAT, check_in(1), open_run]
    assert kinds(diary(records), at(1, "18:30")) != []
    assert kinds(diary(records, pause(1)), at(1, "18:30")) == []


def test_a_warning_sign_silences_exercises_ice_and_runs() -> None:
    book = diary(BUILD, SQUAT, check_in(1, flags=[RedFlag.CANNOT_MOVE]))
    everything = {kind: time(9, 0) for kind in ReminderKind}
    assert kinds(book, at(1, "09:00"), settings=everything) == []


def test_times_are_kept_as_texts_and_senseless_ones_fall_back() -> None:
    assert times([]) == USUAL_TIMES
    kept = times(["check_in 06:15", "icing late", "nonsense", "hour_after 10:00"])
    assert kept == {**USUAL_TIMES, ReminderKind.CHECK_IN: time(6, 15)}
    assert times(time_texts(kept)) == kept
    assert chosen(["icing", "elsewhere"], []) == {ReminderKind.ICING: time(20, 0)}
