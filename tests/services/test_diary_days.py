"""The Diary by day: which days are listed, what a day's line holds, and a month in numbers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from kneerehab.domain.clinic import ClinicVisit
from kneerehab.domain.codes import ActivityKind, Clinician, Knee, Side
from kneerehab.domain.diary import Diary
from kneerehab.domain.fields import KneeScores
from kneerehab.domain.training import ExerciseSet, Prescription
from kneerehab.services.diary_days import DayFilter, DiaryDays
from kneerehab.services.log import Log
from kneerehab.wording.labels import label
from kneerehab.wording.records import kind_name
from tests import builders
from tests.builders import an_id, at, day

TODAY = 10


def a_plan(exercise: str) -> Prescription:
    return Prescription(id=an_id(), exercise=exercise, side=Side.BOTH, sets=3, reps=10, days_per_week=7, from_=day(1))


def done(number: int, exercise: str, side: Side = Side.BOTH, sets: int = 3, clock: str = "18:00") -> ExerciseSet:
    return ExerciseSet(id=an_id(), at=at(number, clock), exercise=exercise, side=side, sets=sets, reps=10)


def a_diary() -> Diary:
    return builders.diary(
        builders.check_in(1, (0, 0), (0, 0)),
        replace(builders.check_in(2, (0, 2), (0, 0)), note="Long drive"),
        builders.run(2, 1440, 3600, clock="17:40", left=(0, 3, 0)),
        builders.ice(2, "18:20"),
        done(2, "glute-bridge"),
        done(2, "clamshell", Side.LEFT, clock="18:30"),
        builders.walk(5),
        ClinicVisit(id=an_id(), at=at(5, "16:00"), who=Clinician.PHYSIO, advice="Carry on"),
        builders.pause(6, 7),
        [a_plan("glute-bridge"), a_plan("clamshell")],
    )


def the_days(diary: Diary | None = None) -> DiaryDays:
    return DiaryDays(Log(diary or a_diary(), label, kind_name), day(TODAY))


def test_each_day_is_a_line_newest_first_and_days_without_an_entry_are_one_line_together() -> None:
    rows = the_days().rows()
    assert [(row.first, row.day, row.logged) for row in rows] == [
        (day(10), day(10), False),
        (day(6), day(9), False),
        (day(5), day(5), True),
        (day(3), day(4), False),
        (day(2), day(2), True),
        (day(1), day(1), True),
    ]


def test_today_with_an_entry_stands_alone_and_a_diary_without_entries_has_no_lines() -> None:
    diary = a_diary().changed_by([builders.check_in(TODAY)])
    assert [row.logged for row in the_days(diary).rows()][:2] == [True, False]
    assert the_days(builders.diary([a_plan("clamshell")])).rows() == ()


def test_the_plan_makes_no_day_and_is_listed_by_itself() -> None:
    days = the_days()
    assert not {day(6), day(7)} & {row.day for row in days.rows() if row.logged}
    assert set(days.marks(day(1), day(10))) == {day(1), day(2), day(5)}
    assert {type(record).__name__ for record in days.plan_records()} == {"Prescription", "Pause"}
    assert not {type(record) for entry in days.entries(day(1)) for record in entry.records} & {Prescription}


def test_each_filter_lets_its_days_through_and_counts_them() -> None:
    days = the_days()
    expected = {
        DayFilter.ALL: [5, 2, 1],
        DayFilter.RUNS: [2],
        DayFilter.PAIN: [2],
        DayFilter.VISITS: [5],
        DayFilter.NOTES: [2],
    }
    for chosen, numbers in expected.items():
        assert days.count(chosen) == len(numbers)
        assert [row.day for row in days.rows(chosen) if row.logged] == [day(number) for number in numbers]


def test_a_search_finds_days_by_the_words_of_their_entries() -> None:
    days = the_days()
    assert [row.day for row in days.rows(words="drive")] == [day(2)]
    assert [row.day for row in days.rows(words="carry")] == [day(5)]
    assert days.rows(DayFilter.RUNS, "carry") == ()
    assert days.rows(words="pause") == (), "what belongs to the plan is found among the plan"


def test_the_line_of_a_day_holds_what_was_logged_and_the_worst_pain_of_each_knee() -> None:
    line = the_days().line(day(2))
    assert line.checked_in
    assert line.pain == KneeScores(left=3, right=0), "pain of the run counts"
    assert (line.kind, line.count, line.seconds, line.metres) == (ActivityKind.RUN, 1, 1440, 3600)
    assert (line.done, line.due, line.ice) == (1, 2, 1), "one leg alone is not a whole exercise"
    assert line.noted is not None
    assert line.noted.note == "Long drive"


def test_a_day_without_a_check_in_has_no_pain_at_all_and_a_walk_where_there_was_no_run() -> None:
    diary = builders.diary(builders.walk(5, left=(None,) * 3, right=(None,) * 3))
    line = the_days(diary).line(day(5))
    assert not line.checked_in
    assert line.pain == KneeScores()
    assert (line.kind, line.seconds) == (ActivityKind.WALK, 1800)
    assert (line.done, line.due) == (None, 0)


def test_exercises_of_another_week_do_not_change_what_was_due() -> None:
    often = replace(a_plan("clamshell"), days_per_week=1)
    diary = builders.diary(done(1, "clamshell"), done(9, "clamshell"), [often])
    assert (the_days(diary).line(day(9)).done, the_days(diary).line(day(9)).due) == (1, 1)


def test_the_entries_of_a_day_stand_in_order_of_time_with_the_exercises_together() -> None:
    found = the_days().entries(day(2))
    assert [(entry.at.hour, len(entry.records)) for entry in found] == [(7, 1), (17, 1), (18, 1), (18, 2)]
    assert found[-1].is_exercises
    assert found[-1].at == at(2, "18:30")


def test_a_month_is_summed_up_as_far_as_it_has_gone() -> None:
    sums = the_days().month(day(1), date(2026, 3, 31))
    assert sums.days == TODAY
    assert (sums.checked_in, sums.runs, sums.exercised) == (2, 1, 1)
    assert (sums.worst, sums.worst_on) == (3, (day(2),))
    later = the_days().month(date(2026, 4, 1), date(2026, 4, 30))
    assert (later.days, later.worst, later.worst_on) == (0, None, ())


def test_pain_of_one_knee_says_nothing_of_the_other() -> None:
    line = the_days(builders.diary(builders.pain_note(4, 2, Knee.RIGHT))).line(day(4))
    assert line.pain == KneeScores(right=2)
