"""Guided sessions against a fake clock, and what they leave in the diary."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from kneerehab.domain.codes import Phase, Side
from kneerehab.domain.diary import Diary
from kneerehab.domain.exercise import Tempo
from kneerehab.domain.training import ExerciseSet, Target
from kneerehab.services.exercises import starting_dose, starting_set
from kneerehab.services.session import ASLEEP, Session
from kneerehab.services.session_events import Cue
from kneerehab.services.session_log import SessionLog
from kneerehab.services.session_steps import Beat, Item, Stage, item_of, items_due, seconds_of
from kneerehab.services.today import exercises_on
from tests import builders

NOW = datetime(2026, 3, 10, 18, 0)
LEFT, RIGHT, BOTH = Side.LEFT, Side.RIGHT, Side.BOTH


class Clock:
    """Seconds that pass when told."""

    def __init__(self) -> None:
        self.now = 50.0

    def __call__(self) -> float:
        return self.now


def stretch(**more: object) -> Item:
    values = {
        "exercise": "hamstring-stretch", "name": "Hamstring stretch", "sides": (LEFT, RIGHT),
        "target": Target(sets=2, hold_seconds=30), "rest_seconds": 10, **more,
    }  # fmt: skip
    return Item(**values)


def squat(**more: object) -> Item:
    values = {
        "exercise": "prisoner-squat", "name": "Prisoner squat", "sides": (BOTH,),
        "target": Target(sets=2, reps=3), "rest_seconds": 45, "tempo": Tempo(down=3, hold=1, up=1), **more,
    }  # fmt: skip
    return Item(**values)


def play(session: Session, clock: Clock, seconds: float, step: float = 0.25) -> list[Cue]:
    cues: list[Cue] = []
    for _tick in range(round(seconds / step)):
        clock.now += step
        cues += session.tick()
    return cues


def started(*items: Item) -> tuple[Session, Clock]:
    clock = Clock()
    return Session(items, clock), clock


def test_a_whole_session_runs_by_itself_and_keeps_every_set() -> None:
    session, clock = started(stretch(), squat())
    assert seconds_of(session.items) == 10 + 30 + 5 + 30 + 10 + 30 + 5 + 30 + 10 + 15 + 45 + 15
    cues = play(session, clock, seconds_of(session.items))
    assert session.over
    assert session.stage is Stage.OVER
    assert [(done.side, done.reps, done.hold_seconds) for done in session.results] == [
        (LEFT, None, 30), (RIGHT, None, 30), (LEFT, None, 30), (RIGHT, None, 30), (BOTH, 3, None), (BOTH, 3, None),
    ]  # fmt: skip
    assert cues.count(Cue.GO) == cues.count(Cue.SET_DONE) == 6
    assert cues.count(Cue.SWITCH) == 2
    assert cues.count(Cue.TEN_LEFT) == 4
    assert cues[-1] is Cue.OVER


def test_sides_take_turns_and_rest_comes_after_both() -> None:
    session, _clock = started(stretch())
    assert [(step.stage, step.side, step.set) for step in session.steps] == [
        (Stage.READY, LEFT, 1), (Stage.WORK, LEFT, 1), (Stage.SWITCH, RIGHT, 1), (Stage.WORK, RIGHT, 1),
        (Stage.REST, LEFT, 2), (Stage.WORK, LEFT, 2), (Stage.SWITCH, RIGHT, 2), (Stage.WORK, RIGHT, 2),
    ]  # fmt: skip


@pytest.mark.parametrize("phase", list(Phase))
def test_ready_made_sets_work_both_legs(phase: Phase) -> None:
    diary = builders.diary(starting_set(phase, builders.START))
    for item in (item_of(diary, prescription) for prescription in diary.prescriptions):
        assert item.sides in ((LEFT, RIGHT), (BOTH,))


def test_the_last_three_seconds_before_work_are_counted() -> None:
    session, clock = started(stretch())
    assert play(session, clock, 10) == [Cue.COUNT, Cue.COUNT, Cue.COUNT, Cue.GO]
    assert (session.stage, session.left) == (Stage.WORK, 30)


def test_repeats_are_paced_by_the_tempo() -> None:
    session, clock = started(squat())
    play(session, clock, 10)
    assert session.beat == (Beat.DOWN, 3)
    play(session, clock, 3.5)
    assert session.beat == (Beat.HOLD, 1)
    play(session, clock, 1)
    assert session.beat == (Beat.UP, 1)
    assert play(session, clock, 1) == [Cue.REPEAT]
    assert session.repeats == 1


def test_enter_counts_a_repeat_ahead_of_the_pace() -> None:
    session, clock = started(squat())
    play(session, clock, 11)
    session.count()
    assert (session.repeats, session.elapsed) == (1, 5)
    session.count()
    assert Cue.SET_DONE in session.count()
    assert session.stage is Stage.REST


def test_without_a_pace_only_enter_counts() -> None:
    session, clock = started(squat(tempo=None))
    play(session, clock, 10)
    play(session, clock, 100)
    assert (session.stage, session.repeats) == (Stage.WORK, 0)
    for _repeat in range(3):
        session.count()
    assert [done.reps for done in session.results] == [3]


def test_held_repeats_pace_themselves_by_the_hold() -> None:
    item = squat(tempo=None, target=Target(sets=1, reps=2, hold_seconds=5))
    assert item.beats == ((Beat.MOVE, 1), (Beat.HOLD, 5), (Beat.BACK, 1))
    assert item.work_seconds == 14


def test_a_pause_takes_no_time() -> None:
    session, clock = started(stretch())
    play(session, clock, 20)
    session.pause()
    play(session, clock, 300)
    session.resume()
    play(session, clock, 1)
    assert session.left == 19


def test_a_long_pause_without_a_tick_is_no_sleep() -> None:
    session, clock = started(stretch())
    play(session, clock, 20)
    session.pause()
    clock.now += 3600
    session.resume()
    clock.now += 1
    assert session.tick() == ()
    assert session.left == 19


def test_after_a_sleep_of_the_machine_the_session_waits_where_it_was() -> None:
    session, clock = started(stretch())
    play(session, clock, 20)
    clock.now += 3600
    assert session.tick() == (Cue.ASLEEP,)
    assert session.paused
    assert (session.left, session.results) == (20, [])


def test_a_sleep_is_noticed_even_if_only_the_wall_clock_went_on() -> None:
    clock, wall = Clock(), Clock()
    session = Session([stretch()], clock, wall)
    clock.now, wall.now = clock.now + 0.2, wall.now + ASLEEP + 1
    assert session.tick() == (Cue.ASLEEP,)


def test_a_late_tick_carries_its_rest_into_the_next_step() -> None:
    session, clock = started(stretch())
    play(session, clock, 9)
    clock.now += 4
    session.tick()
    assert (session.stage, session.elapsed) == (Stage.WORK, 3)


def test_skipping_a_wait_begins_the_work_and_skipping_work_keeps_what_was_done() -> None:
    session, clock = started(stretch())
    assert session.skip() == (Cue.GO,)
    play(session, clock, 12)
    session.skip()
    assert [(done.side, done.hold_seconds) for done in session.results] == [(LEFT, 12)]
    session.skip()
    play(session, clock, 2)
    session.skip()
    assert len(session.results) == 1, "two seconds of a stretch are nothing done"


def test_a_skipped_exercise_leads_to_the_next_one() -> None:
    session, clock = started(stretch(), squat())
    play(session, clock, 20)
    assert session.skip_exercise() == (Cue.NEXT,)
    assert session.item.exercise == "prisoner-squat"
    assert session.skip_exercise() == (Cue.OVER,)


def test_again_starts_the_set_anew_and_then_goes_back_one() -> None:
    session, clock = started(stretch())
    play(session, clock, 10 + 30 + 5 + 8)
    session.again()
    assert (session.step.side, session.left, len(session.results)) == (RIGHT, 30, 1)
    session.again()
    assert (session.stage, session.step.side) == (Stage.READY, LEFT)
    assert session.results == [], "the set that is done again is not counted twice"


def test_again_at_the_very_beginning_waits_again() -> None:
    session, clock = started(stretch())
    play(session, clock, 8)
    session.again()
    assert (session.index, session.left) == (0, 10)


def test_finishing_early_keeps_what_was_done() -> None:
    session, clock = started(squat())
    play(session, clock, 10 + 11)
    assert session.finish() == (Cue.OVER,)
    assert [done.reps for done in session.results] == [2]
    assert session.tick() == session.skip() == session.finish() == ()


def test_a_score_belongs_to_the_set_at_work_or_just_done() -> None:
    session, clock = started(stretch())
    play(session, clock, 15)
    session.rate(3)
    play(session, clock, 25 + 2)
    assert (session.stage, session.pain) == (Stage.SWITCH, 3)
    session.rate(2)
    play(session, clock, 5)
    assert session.pain is None, "the other leg has not been asked yet"
    play(session, clock, 29)
    assert [done.pain for done in session.results] == [2, None]


def test_the_share_of_each_exercise_grows_to_one() -> None:
    session, clock = started(stretch(), squat())
    seen = []
    while not session.over:
        seen.append((session.share(0), session.share(1)))
        play(session, clock, 5)
    assert seen == sorted(seen)
    assert seen[0] == (0.0, 0.0)
    assert (session.share(0), session.share(1)) == (1.0, 1.0)
    assert session.complete


def test_what_was_skipped_is_not_shown_as_done() -> None:
    session, clock = started(stretch(), squat())
    play(session, clock, 10 + 30)
    session.finish()
    assert session.share(0) == 0.25
    assert session.share(1) == 0
    assert not session.complete


def test_next_up_lists_the_sets_that_come() -> None:
    session, clock = started(stretch(), squat())
    play(session, clock, 15)
    assert [(step.item, step.set, step.side) for step in session.coming()][:4] == [
        (0, 1, RIGHT), (0, 2, LEFT), (0, 2, RIGHT), (1, 1, BOTH),
    ]  # fmt: skip


# the diary
def save(diary: Diary, log: SessionLog, session: Session, at: datetime = NOW) -> Diary:
    saved, removed = log.edits(session, diary, at)
    return diary.changed_by(saved, removed)


def test_every_set_is_in_the_diary_at_once_and_one_record_grows() -> None:
    session, clock = started(stretch(target=Target(sets=3, hold_seconds=30)))
    diary, log = builders.diary(), SessionLog()
    counts = []
    while not session.over:
        if Cue.SET_DONE in play(session, clock, 1):
            diary = save(diary, log, session)
            counts.append([(done.side.value, done.sets) for done in diary.exercise_sets])
    assert counts[0] == [("left", 1)]
    assert counts[1] == [("left", 1), ("right", 1)] or counts[1] == [("right", 1), ("left", 1)]
    assert sorted(counts[-1]) == [("left", 3), ("right", 3)]
    assert {done.target for done in diary.exercise_sets} == {Target(sets=3, hold_seconds=30)}
    assert log.edits(session, diary, NOW) == ((), ())


def test_a_broken_off_set_has_a_record_of_its_own_and_the_worst_pain_counts() -> None:
    session, clock = started(squat(target=Target(sets=3, reps=3)))
    play(session, clock, 10 + 5)
    session.rate(4)
    play(session, clock, 10 + 45)
    session.rate(1)
    play(session, clock, 15 + 45 + 6)
    session.finish()
    diary = save(builders.diary(), SessionLog(), session)
    assert sorted((done.sets, done.reps, done.pain) for done in diary.exercise_sets) == [(1, 1, None), (2, 3, 4)]


def test_going_back_takes_the_set_out_of_the_diary_again() -> None:
    session, clock = started(stretch())
    diary, log = builders.diary(), SessionLog()
    play(session, clock, 42)
    diary = save(diary, log, session)
    session.again()
    diary = save(diary, log, session)
    assert diary.exercise_sets == ()


def test_a_second_session_of_the_day_goes_on_with_the_same_record() -> None:
    dose = replace(starting_dose("hamstring-stretch", builders.START), sets=2)
    diary = builders.diary([dose])
    clock = Clock()
    first = Session(items_due(diary, exercises_on(diary, NOW.date())), clock)
    play(first, clock, 42)
    diary = save(diary, SessionLog(), first, NOW.replace(hour=9))
    due = exercises_on(diary, NOW.date())
    assert due[0].due
    assert not due[0].complete
    second = Session(items_due(diary, due), clock)
    assert [(step.set, step.side) for step in second.steps if step.stage is Stage.WORK] == [
        (1, RIGHT), (2, LEFT), (2, RIGHT),
    ]  # fmt: skip
    play(second, clock, 200)
    diary = save(diary, SessionLog(), second)
    assert sorted((done.side.value, done.sets, done.at.hour) for done in diary.exercise_sets) == [
        ("left", 2, 9), ("right", 2, 18),
    ]  # fmt: skip
    assert exercises_on(diary, NOW.date())[0].complete


def test_records_of_sessions_are_sound() -> None:
    from kneerehab.domain.fields import field_faults

    session, clock = started(stretch(), squat())
    play(session, clock, 400)
    records: tuple[ExerciseSet, ...] = SessionLog().edits(session, builders.diary(), NOW)[0]
    assert [field_faults(record) for record in records] == [[]] * 3


# the easier way
def half_squat() -> Item:
    """Two sets of three, to keep the test short."""
    dose = replace(starting_dose("half-squat", builders.START), sets=2, reps=3)
    return item_of(builders.diary(), dose)


def test_the_easier_way_is_never_taken_by_itself() -> None:
    session, clock = started(half_squat())
    assert session.item.easier is not None
    play(session, clock, 400)
    assert [done.easier_way for done in session.results] == [None, None]


def test_sets_done_the_easier_way_are_logged_as_such_and_those_before_stay_as_they_were() -> None:
    session, clock = started(half_squat())
    while not session.results:
        play(session, clock, 1)
    session.take_easier(True)
    assert session.easy
    assert session.item.way == "Wall squat"
    play(session, clock, 400)
    diary = save(builders.diary(), SessionLog(), session)
    assert sorted((done.sets, done.note) for done in diary.exercise_sets if done.note is None) == [(1, None)]
    assert [(done.sets, done.note) for done in diary.exercise_sets if done.note] == [(1, "Wall squat")]


def test_going_back_to_the_usual_way_holds_from_then_on() -> None:
    session, clock = started(half_squat())
    session.take_easier(True)
    while not session.results:
        play(session, clock, 1)
    session.take_easier(False)
    play(session, clock, 400)
    assert [done.easier_way for done in session.results] == ["Wall squat", None]


def test_an_exercise_that_is_done_the_easier_way_already_offers_no_other() -> None:
    dose = replace(starting_dose("half-squat", builders.START), note="Wall squat")
    item = item_of(builders.diary(), dose)
    assert (item.easier, item.way) == (None, "Wall squat")


def test_a_record_of_the_usual_way_is_not_gone_on_with_in_the_easier_one() -> None:
    dose = replace(starting_dose("half-squat", builders.START), sets=2, reps=3)
    diary, clock = builders.diary([dose]), Clock()
    first = Session(items_due(diary, exercises_on(diary, NOW.date())), clock)
    while not first.results:
        play(first, clock, 1)
    first.finish()
    diary = save(diary, SessionLog(), first)
    second = Session(items_due(diary, exercises_on(diary, NOW.date())), clock)
    second.take_easier(True)
    play(second, clock, 400)
    diary = save(diary, SessionLog(), second)
    assert sorted((done.sets, done.note or "") for done in diary.exercise_sets) == [(1, ""), (1, "Wall squat")]
    assert exercises_on(diary, NOW.date())[0].complete, "what was done easier is done"
