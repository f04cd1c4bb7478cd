"""The answer for the rest of a day on which something is logged (section 11a)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kneerehab.domain.activity import Activity
from kneerehab.domain.codes import ActivityKind, Knee, OverridePhase, PainContext, RedFlag, Side, Weekday
from kneerehab.domain.diary import Diary
from kneerehab.domain.plan import notices, replay
from kneerehab.domain.plan.after_run import (
    HOUR_AFTER,
    AfterRun,
    Done,
    after_run,
    ended,
    hour_after_open,
    open_questions,
    weekdays,
)
from tests.builders import at, check_in, day, diary, override, pain_note, painkiller, pause, run, walk, week
from tests.domain.plan.reading import days_of

BUILD, RUNWALK, WALK = OverridePhase.BUILD, OverridePhase.RUNWALK, OverridePhase.WALK
START = override(1, BUILD, budget=week(4320, 12000))


def rest_of(book: Diary, number: int = 1) -> AfterRun:
    verdict = replay(book, day(number)).verdict
    assert verdict is not None
    found = after_run(book, verdict)
    assert found is not None
    return found


def none_for(book: Diary, number: int = 1) -> bool:
    verdict = replay(book, day(number)).verdict
    return verdict is not None and after_run(book, verdict) is None


LATER = {
    "run-logged": diary(START, check_in(1), run(1)),
    "walk-logged": diary(override(1, WALK), check_in(1), walk(1)),
    "done-red": diary(START, check_in(1), run(1, left=(0, 3, 0))),
    "done-amber": diary(START, check_in(1), run(1, left=(0, 1, 2))),
    "done-open": diary(START, check_in(1), run(1, form_changed=None)),
    "done-fine": diary(START, check_in(1), run(1)),
    "painkiller-after": diary(START, check_in(1), run(1), painkiller(1, "10:01")),
    "sore-after": diary(START, check_in(1), run(1), pain_note(1, 1, clock="10:01")),
}


@pytest.mark.parametrize("code", notices.LATER)
def test_every_code_of_what_came_later_is_reached(code: str) -> None:
    assert code in days_of(LATER[code])[1].later


def test_the_codes_are_sorted_and_a_day_without_a_run_has_none() -> None:
    book = diary(START, check_in(1), run(1), painkiller(1, "12:00"), pain_note(1, 2, clock="12:00"))
    assert days_of(book)[1].later == ("done-fine", "painkiller-after", "run-logged", "sore-after")
    assert days_of(diary(START, check_in(1), painkiller(1, "12:00"), pain_note(1, 2)))[1].later == ()
    assert days_of(diary(START, check_in(1), walk(1)))[1].later == ()


def test_what_came_at_the_minute_of_the_start_or_was_quiet_is_not_after() -> None:
    book = diary(START, check_in(1), run(1), painkiller(1, "10:00"), pain_note(1, 1, clock="10:00"))
    assert days_of(book)[1].later == ("done-fine", "run-logged")
    assert days_of(diary(START, check_in(1), run(1), pain_note(1, 0)))[1].later == ("done-fine", "run-logged")


def test_of_a_run_and_a_walk_in_the_walk_phase_the_worse_counts() -> None:
    both = diary(override(1, WALK), check_in(1), run(1), walk(1, left=(0, 3, 0)))
    assert days_of(both)[1].later == ("done-red", "run-logged", "walk-logged")
    elsewhere = diary(START, check_in(1), run(1), walk(1, left=(0, 3, 0)))
    assert days_of(elsewhere)[1].later == ("done-fine", "run-logged")


def test_a_knee_that_is_not_affected_leaves_nothing_open() -> None:
    book = diary(START, check_in(1), run(1, right=(None, None, None)), affected=Side.LEFT)
    assert "done-fine" in days_of(book)[1].later
    unknown = replace(run(1), pain_during=None)
    assert "done-open" in days_of(diary(START, check_in(1), unknown, affected=Side.LEFT))[1].later


def test_a_mild_reaction_alone_is_amber_and_a_changed_form_red() -> None:
    assert rest_of(diary(START, check_in(1), run(1, left=(0, 2, 2)))).done is Done.AMBER
    assert rest_of(diary(START, check_in(1), run(1, left=(0, 2, 3)))).done is Done.RED
    changed = rest_of(diary(START, check_in(1), run(1, left=(0, 0, 1), form_changed=True)))
    assert changed.done is Done.RED
    assert changed.worst is not None
    assert (changed.worst.rules, changed.worst.knee, changed.worst.score) == (
        ("G03-form-changed", "G04-not-settled"), Knee.LEFT, None,
    )  # fmt: skip


def test_after_a_fine_run_the_week_holds_what_is_left_with_today() -> None:
    after = rest_of(diary(START, check_in(1), run(1, 1440, 4000)))
    assert (after.done, after.seconds, after.metres, after.kind) == (Done.FINE, 1440, 4000, ActivityKind.RUN)
    assert after.left == week(2880, 8000)
    assert (after.next_day, after.worst, after.next_budget) == (day(3), None, None)
    over = rest_of(diary(START, check_in(1), run(1, 5000, None)))
    assert (over.left, over.metres) == (week(0, 0), None)


def test_the_next_run_is_on_a_day_that_the_runner_chose() -> None:
    book = diary(START, check_in(1), run(1, 1440, 4000))
    chosen = replace(book, runner=replace(book.runner, run_days=(Weekday.SAT, Weekday.TUE)))
    assert weekdays(chosen) == (5, 1)
    assert rest_of(chosen).next_day == day(6)


def test_after_a_red_run_the_smaller_week_and_the_earliest_day_are_known() -> None:
    after = rest_of(diary(START, check_in(1), run(1, 840, 2100, left=(0, 8, 0), form_changed=True)))
    assert (after.done, after.next_day, after.next_budget) == (Done.RED, day(4), week(3456, 9600))
    assert after.worst is not None
    assert (after.worst.knee, after.worst.score) == (Knee.LEFT, 8)
    ladder = rest_of(diary(override(1, RUNWALK, rung=3), check_in(1), run(1, right=(0, 3, 0))))
    assert (ladder.next_budget, ladder.left) == (None, None)


def test_what_made_a_run_amber_is_named_with_knee_and_score() -> None:
    def worst(**scores: object) -> tuple[object, ...]:
        found = rest_of(diary(START, check_in(1), run(1, **scores))).worst  # type: ignore[arg-type]
        assert found is not None
        return found.rules, found.knee, found.score

    assert worst(right=(2, 0, 0)) == (("G02-started-sore",), Knee.RIGHT, 2)
    assert worst(left=(None, 1, None)) == (("G01-pain-during",), Knee.LEFT, 1)
    assert worst(right=(0, 0, 1)) == (("G04-not-settled",), Knee.RIGHT, None)
    assert worst(form_changed=True) == (("G03-form-changed",), None, None)
    second = rest_of(diary(START, check_in(1), run(1), run(1, clock="18:00", left=(0, 1, 0))))
    assert second.worst is not None
    assert second.last.at == at(1, "18:00")


def test_walks_count_in_the_walk_phase_alone() -> None:
    after = rest_of(diary(override(1, WALK), check_in(1), walk(1)))
    assert (after.kind, after.next_day, after.left) == (ActivityKind.WALK, day(2), None)
    assert none_for(diary(START, check_in(1), walk(1)))
    beside = rest_of(diary(START, check_in(1), walk(1, clock="08:00"), ran := run(1)))
    assert beside.activities == (ran,)


def test_a_flag_swelling_and_a_limp_come_first() -> None:
    assert none_for(diary(START, check_in(1), run(1), check_in(1, clock="20:00", flags=[RedFlag.CANNOT_MOVE])))
    assert none_for(diary(START, check_in(1), run(1), check_in(1, clock="20:00", swelling=True)))
    assert none_for(diary(START, check_in(1)))


def test_a_run_in_a_pause_or_in_the_calm_phase_is_answered_too() -> None:
    """Of what comes before the questions of a run, swelling and a limp alone leave no place for the rest of the day."""
    assert rest_of(diary(START, pause(1, 3), check_in(1), run(1))).done is Done.FINE
    assert rest_of(diary(override(1, OverridePhase.CALM), check_in(1), run(1))).done is Done.FINE


def test_two_weeks_are_looked_ahead() -> None:
    assert [verdict.date for verdict in rest_of(diary(START, check_in(1), run(1))).coming] == [
        day(number) for number in range(2, 16)
    ]


def test_coming_days_that_are_known_already_are_taken_as_they_are() -> None:
    book = diary(START, check_in(1), run(1))
    verdict = replay(book, day(1)).verdict
    assert verdict is not None
    found, without = after_run(book, verdict, rest_of(book).coming), after_run(book, verdict, ())
    assert found == rest_of(book)
    assert without is not None
    assert without.next_day is None


def test_what_came_with_the_start_of_a_run_came_before_it() -> None:
    after = rest_of(diary(START, check_in(1), run(1), painkiller(1, "10:00"), pain_note(1, 2, clock="10:00")))
    assert (after.painkiller_after, after.sore_after) == (False, False)


def test_what_came_after_a_run_is_told() -> None:
    after = rest_of(diary(START, check_in(1), run(1), painkiller(1, "12:00"), pain_note(1, 2, clock="13:00")))
    assert (after.painkiller_after, after.sore_after) == (True, True)


def test_no_next_day_is_named_while_nothing_is_offered() -> None:
    assert rest_of(diary(START, check_in(1), run(1), pause(2))).next_day is None


def test_the_next_day_is_one_after_a_night_of_pain_and_after_a_used_week() -> None:
    night = pain_note(1, 3, context=PainContext.NIGHT, clock="20:00")
    assert rest_of(diary(START, check_in(1), run(1), night)).next_day == day(3)
    used = rest_of(diary(override(1, BUILD, budget=week(1800, 3000)), check_in(1), run(1, 1800, 3000)))
    assert (used.left, used.next_day) == (week(0, 0), day(8))


def bare(number: int) -> Activity:
    return replace(run(number), pain_before=None, pain_during=None, pain_after=None, form_changed=None)


def test_the_next_morning_answers_what_follows_from_it() -> None:
    ran = bare(1)
    book = diary(START, check_in(1), ran)
    assert open_questions(book, ran, day(1)).knees == (Knee.LEFT, Knee.RIGHT)
    assert open_questions(book, ran, day(1)).form
    answered = open_questions(book.changed_by([check_in(2)]), ran, day(2))
    assert (bool(answered), answered.covered, answered.form_covered) == (False, (Knee.LEFT, Knee.RIGHT), True)
    sore = open_questions(book.changed_by([check_in(2, (0, 1))]), ran, day(2))
    assert (sore.knees, sore.covered, sore.form) == ((Knee.LEFT,), (Knee.RIGHT,), True)


def test_a_check_in_after_the_closing_day_changes_no_answer() -> None:
    ran = bare(1)
    book = diary(START, check_in(1), ran, check_in(2), check_in(3, (3, 3)))
    assert not open_questions(book, ran, day(3))


def test_an_hour_after_is_asked_of_the_affected_knees() -> None:
    ran = replace(run(1, 1440), pain_after=None)
    assert hour_after_open(diary(START, ran, affected=Side.RIGHT), ran, day(1)) == (Knee.RIGHT,)
    assert hour_after_open(diary(START, run(1)), run(1), day(1)) == ()
    assert ended(ran) == at(1, "10:24")
    assert ended(replace(ran, seconds=None)) == at(1, "10:00")
    assert ended(ran) + HOUR_AFTER == at(1, "11:24")
