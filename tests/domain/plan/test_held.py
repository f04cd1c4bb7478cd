"""Why weeks or steps are held, and what one button can do about it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import pytest

from kneerehab.domain.activity import Activity
from kneerehab.domain.codes import ActivityKind, OverridePhase, Sign, Surface
from kneerehab.domain.diary import Diary
from kneerehab.domain.plan.held import Cause, Held, Remedy, held, runs_wished
from kneerehab.domain.plan.replay import replay
from kneerehab.domain.plan.settings import settings_on
from kneerehab.domain.record import Record
from tests.builders import check_in, day, diary, override, pain_note, painkiller, quiet_days, run, walk, week

BUILD, RUNWALK, WALK = OverridePhase.BUILD, OverridePhase.RUNWALK, OverridePhase.WALK
START = override(1, BUILD, budget=week(4320, 12000))


def held_on(book: Diary, number: int) -> Held | None:
    settings = settings_on(book.plan, book.plan_changes, day(number))
    return held(book, replay(book, day(number)), settings)


def two_weeks(*records: Record | Iterable[Record], last: int = 15, **settings: object) -> Diary:
    return diary(START, quiet_days(1, last), *records, **settings)  # type: ignore[arg-type]


def runs(*days: int, seconds: int | None = 1440, metres: int | None = 4000, **more: object) -> list[Activity]:
    return [run(number, seconds, metres, **more) for number in days]  # type: ignore[arg-type]


def found(book: Diary, number: int = 15) -> Held:
    answer = held_on(book, number)
    assert answer is not None
    return answer


def test_two_runs_of_three_that_reach_too_little_are_set_to_two_with_one_button() -> None:
    answer = found(two_weeks(runs(1, 4, 8, 11)))
    assert (answer.cause, answer.remedy, answer.runs, runs_wished(answer)) == (
        Cause.FEWER_RUNS, Remedy.SET_RUNS, 2, 2,
    )  # fmt: skip
    assert (answer.rules, answer.count, answer.since) == (("W09-little-done",), 2, day(1))


def test_one_held_week_says_nothing_yet_and_a_good_week_ends_it() -> None:
    assert held_on(two_weeks(runs(1, 4, 8, 11)), 8) is None
    ended = two_weeks(runs(1, 4, 8, 11, 15, 17, 19), last=22)
    assert held_on(ended, 22) is None


def test_before_the_start_in_calm_and_in_maintain_without_weeks_nothing_is_held() -> None:
    assert held_on(diary(check_in(1)), 0) is None
    assert held_on(diary(check_in(1)), 1) is None


def test_one_run_a_week_needs_a_second() -> None:
    assert found(two_weeks(runs(1, 8))).cause is Cause.ONE_RUN


def test_three_runs_that_reach_too_little_need_no_button() -> None:
    answer = found(two_weeks(runs(1, 3, 5, 8, 10, 12, seconds=900, metres=2000)))
    assert (answer.cause, answer.remedy) == (Cause.LITTLE_DONE, None)


def test_runs_on_two_days_in_a_row_can_be_allowed() -> None:
    answer = found(two_weeks(runs(6, 7, 13, 14), last=21), 20)
    assert (answer.cause, answer.remedy) == (Cause.DAYS_IN_A_ROW, Remedy.ALLOW_IN_A_ROW)
    assert "W03-unverified" in answer.rules


def test_more_runs_than_planned_can_be_planned() -> None:
    answer = found(two_weeks(runs(1, 3, 5, 8, 10, 12, seconds=1440), runs_per_week=2))
    assert (answer.cause, answer.remedy, runs_wished(answer)) == (Cause.MORE_RUNS, Remedy.SET_RUNS, 3)


def test_runs_that_were_never_offered_have_no_button() -> None:
    sore = [check_in(number, (1, 1), clock="06:00") for number in (1, 3, 8, 10)]
    mornings = [check_in(number) for number in range(1, 16) if number not in (1, 3, 8, 10)]
    book = diary(START, sore, mornings, runs(1, 3, 8, 10))
    assert found(book).cause in (Cause.NOT_OFFERED, Cause.DIFFERENT, Cause.FEWER_RUNS)


def test_open_questions_lead_to_the_run_that_wants_an_answer() -> None:
    answer = found(two_weeks(runs(1, 3, 5, 8, 10, 12, surfaces=())))
    assert (answer.cause, answer.remedy) == (Cause.UNANSWERED, Remedy.ANSWER)
    assert answer.activity is not None
    assert answer.activity.at.date() == day(12)


@pytest.mark.parametrize(
    ("records", "cause"),
    [
        (runs(1, 3, 5, 8, 10, 12, surfaces=[Surface.HILLY]), Cause.GROUND),
        ([*runs(1, 3, 5, 8, 10, 12, clock="19:00"), *(painkiller(n, "19:00") for n in (1, 3, 5, 8, 10, 12))],
         Cause.NOT_OFFERED),
        ([*runs(1, 3, 5, 8, 10, 12), run(5, 1440, 4000, clock="18:00", left=(0, 1, 0)),
          run(12, 1440, 4000, clock="18:00", left=(0, 1, 0))], Cause.AMBER),
        (runs(1, 3, 5, 8, 10, 12, seconds=1500, metres=4400), Cause.OVER),
        ([*runs(1, 3, 5, 8, 10, 12), pain_note(6, 3), pain_note(13, 3)], Cause.FLARE),
        ([*runs(1, 3, 5, 8, 10, 12), *(check_in(n, clock="21:00", signs=(Sign.FATIGUE, Sign.MOOD, Sign.INSOMNIA))
                                       for n in (2, 4, 9, 11))], Cause.OVERTRAINING),
        ([run(-3, 1000, 2700), *runs(1, 3, 5), *runs(8, 10, seconds=1700), run(12, 700, 2000)], Cause.LONG_RUN),
    ],
    ids=["ground", "painkiller", "amber", "over", "flare", "overtraining", "long run"],
)  # fmt: skip
def test_every_other_cause_is_named(records: list[Record], cause: Cause) -> None:
    book = two_weeks(records)
    answer = held_on(book, 15)
    assert answer is not None
    assert answer.cause is cause
    assert answer.remedy is None


def test_weeks_held_for_different_reasons_say_so() -> None:
    book = two_weeks(runs(1, 3, 5), pain_note(6, 3), runs(8, 11, seconds=600, metres=1500))
    assert found(book).cause is Cause.DIFFERENT


def ladder(*records: Record | Iterable[Record], last: int = 6, phase: OverridePhase = RUNWALK) -> Diary:
    return diary(override(1, phase), quiet_days(1, last), *records)  # type: ignore[arg-type]


def test_one_run_a_week_is_named_where_its_runs_could_not_count_for_different_reasons() -> None:
    answer = found(two_weeks(run(1, surfaces=(Surface.HILLY,)), run(8), painkiller(8, "09:59")))
    assert "W03-unverified" in answer.rules
    assert (answer.cause, answer.remedy) == (Cause.ONE_RUN, None)


def test_three_runs_without_a_time_lead_to_the_last_of_them() -> None:
    answer = found(ladder(runs(1, 3, 5, seconds=None)), 6)
    assert (answer.steps, answer.count, answer.cause, answer.remedy) == (True, 3, Cause.NO_TIME, Remedy.ANSWER)
    assert (answer.since, answer.runs, answer.key) == (day(1), 3, "step 2026-03-06")
    assert answer.activity is not None
    assert answer.activity.at.date() == day(5)


def test_two_open_steps_say_nothing_yet_and_a_step_that_counts_ends_it() -> None:
    assert held_on(ladder(runs(1, 3, seconds=None)), 4) is None
    assert held_on(ladder(runs(1, 3, 5, seconds=None), runs(8), last=9), 9) is None


def test_walks_that_could_not_count_are_told_of_as_walks() -> None:
    short = [walk(number, 1200) for number in (1, 2, 3)]
    answer = found(ladder(short, phase=WALK), 4)
    assert (answer.kind, answer.cause) == (ActivityKind.WALK, Cause.WRONG_LENGTH)


def test_runs_during_the_walk_phase_hold_no_step() -> None:
    assert held_on(ladder(runs(1, 3, 5), phase=WALK), 6) is None


def test_steps_with_open_ground_are_asked_about() -> None:
    answer = found(ladder(runs(1, 3, 5, surfaces=())), 6)
    assert (answer.cause, answer.remedy) == (Cause.UNANSWERED, Remedy.ANSWER)


def test_sessions_without_a_closing_day_have_nothing_left_to_answer() -> None:
    book = diary(override(1, RUNWALK), [check_in(number) for number in (1, 5, 9)], runs(1, 5, 9))
    answer = held_on(book, 12)
    assert answer is not None
    assert (answer.cause, answer.remedy, answer.activity) == (Cause.UNANSWERED, None, None)


def test_steps_that_share_nothing_say_so() -> None:
    mixed = [run(1, 900), run(3, 1440, surfaces=[Surface.HILLY]), replace(run(5), surfaces=())]
    assert found(ladder(mixed), 6).cause is Cause.DIFFERENT


def test_the_key_stays_until_another_week_is_held() -> None:
    book = two_weeks(runs(1, 4, 8, 11), last=22)
    assert found(book).key == found(book, 16).key == "week 2026-03-09"
