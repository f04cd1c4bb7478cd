"""The plan of exercises: changes from a day on, ready-made sets, and when a little more is suggested."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import date, timedelta

import pytest

from kneerehab import library
from kneerehab.domain.codes import ExerciseKind, Knee, PainContext, Phase, Side, Zone
from kneerehab.domain.diary import Diary
from kneerehab.domain.plan.settings import settings_on
from kneerehab.domain.training import ExerciseSet, OwnExercise, Prescription, Target
from kneerehab.services.exercise_sets import use_set
from kneerehab.services.exercises import (
    MOST_IN_A_SET,
    exchange,
    exercise_name,
    is_per_leg,
    is_used,
    planned_later,
    prescribe,
    prescribed,
    resting_slugs,
    starting_dose,
    starting_set,
    starting_slugs,
    step_up,
    suggestions,
    take_out,
)
from kneerehab.services.today import exercises_on, tick
from tests import builders

SQUAT = "prisoner-squat"
MON = builders.day(1)


def dose(exercise: str = SQUAT, start: date = MON, **more: object) -> Prescription:
    return replace(starting_dose(exercise, start), **more)


def after(diary: Diary, steps: tuple) -> Diary:
    return diary.changed_by(*steps)


def spans(diary: Diary, exercise: str = SQUAT) -> list[tuple]:
    return [(item.from_, item.to, item.sets) for item in diary.prescriptions if item.exercise == exercise]


# what an exercise is
def test_shipped_own_and_unknown_exercises_have_names() -> None:
    own = OwnExercise(id=builders.an_id(), name="Wall sit", kind=ExerciseKind.STRENGTH, per_leg=False)
    diary = builders.diary(own)
    assert exercise_name(diary, SQUAT) == "Prisoner squat"
    assert (exercise_name(diary, own.id), is_per_leg(diary, own.id)) == ("Wall sit", False)
    assert (exercise_name(diary, "old-thing"), is_per_leg(diary, "old-thing")) == ("old-thing", True)
    assert not is_used(diary, own.id)
    assert is_used(after(diary, prescribe(diary, dose(own.id))), own.id)


# changes from a day on
def test_a_new_dose_ends_the_old_one_the_day_before() -> None:
    diary = builders.diary(dose())
    diary = after(diary, prescribe(diary, dose(start=builders.day(8), sets=3)))
    assert spans(diary) == [(MON, builders.day(7), 2), (builders.day(8), None, 3)]
    assert prescribed(diary, builders.day(7))[SQUAT].sets == 2
    assert prescribed(diary, builders.day(8))[SQUAT].sets == 3


def test_a_dose_that_began_the_same_day_is_replaced_and_keeps_its_id() -> None:
    first = dose()
    diary = builders.diary(first)
    diary = after(diary, prescribe(diary, dose(sets=3)))
    assert spans(diary) == [(MON, None, 3)]
    assert diary.prescriptions[0].id == first.id


def test_a_change_gives_way_to_what_was_planned_for_later() -> None:
    diary = builders.diary(dose(to=builders.day(9)), dose(start=builders.day(10), sets=4))
    assert planned_later(diary, SQUAT, builders.day(5)) is not None
    diary = after(diary, prescribe(diary, dose(start=builders.day(5), sets=3)))
    assert spans(diary) == [(MON, builders.day(4), 2), (builders.day(5), None, 3)]


def test_what_ended_long_ago_is_left_alone() -> None:
    old = dose(to=builders.day(3))
    diary = builders.diary(old)
    saved, removed = prescribe(diary, dose(start=builders.day(8)))
    assert (len(saved), removed) == (1, ())


def test_taking_an_exercise_out_keeps_the_days_before() -> None:
    diary = builders.diary(dose())
    diary = after(diary, take_out(diary, SQUAT, builders.day(5)))
    assert spans(diary) == [(MON, builders.day(4), 2)]
    assert prescribed(diary, builders.day(5)) == {}


def test_taking_it_out_on_its_first_day_removes_it() -> None:
    diary = builders.diary(dose())
    assert after(diary, take_out(diary, SQUAT, MON)).prescriptions == ()


def test_an_exchange_ends_one_exercise_and_begins_another() -> None:
    diary = builders.diary(dose("half-squat"))
    diary = after(diary, exchange(diary, "half-squat", dose(start=builders.day(4))))
    assert set(prescribed(diary, builders.day(3))) == {"half-squat"}
    assert set(prescribed(diary, builders.day(4))) == {SQUAT}


def test_the_log_keeps_the_target_of_its_day() -> None:
    diary = builders.diary(dose())
    item = exercises_on(diary, MON)[0]
    diary = after(diary, tick(item, Side.BOTH, builders.at(1)))
    diary = after(diary, prescribe(diary, dose(sets=3, reps=12)))
    assert [done.target for done in diary.exercise_sets] == [Target(sets=2, reps=8)]


def test_ticking_what_a_session_left_open_adds_only_the_missing_sets() -> None:
    some = ExerciseSet(
        id=builders.an_id(), at=builders.at(1), exercise="clamshell", side=Side.LEFT, sets=1, reps=10, hold_seconds=2,
        target=Target(sets=2, reps=10, hold_seconds=2),
    )  # fmt: skip
    diary = builders.diary(dose("clamshell"), some)
    item = exercises_on(diary, MON)[0]
    assert item.done == frozenset()
    diary = after(diary, tick(item, Side.BOTH, builders.at(1)))
    done = exercises_on(diary, MON)[0]
    assert done.complete
    assert (done.sets_done(Knee.LEFT), done.sets_done(Knee.RIGHT)) == (2, 2)


# ready-made sets
@pytest.mark.parametrize("phase", list(Phase))
def test_every_phase_has_a_set_of_shipped_exercises_for_both_legs(phase: Phase) -> None:
    made = starting_set(phase, MON)
    assert len(made) >= 4
    for item in made:
        shipped = library.exercises()[item.exercise]
        assert (item.side, item.sets, item.days_per_week) == (
            Side.BOTH,
            shipped.start.sets,
            shipped.start.days_per_week,
        )
    assert starting_slugs(Phase.MAINTAIN) == starting_slugs(Phase.BUILD)


def test_the_set_follows_the_place_of_pain_and_the_phase() -> None:
    outer, behind = starting_slugs(Phase.CALM, [Zone.OUTER]), starting_slugs(Phase.CALM, [Zone.BEHIND])
    assert "it-band-stretch" in outer
    assert "hamstring-stretch" in behind
    assert "glute-bridge" not in behind, "the back thigh rests at first"
    assert "prisoner-squat" in starting_slugs(Phase.BUILD, [Zone.FRONT])
    assert "bulgarian-split-squat" in starting_slugs(Phase.BUILD, [Zone.FRONT])
    assert starting_slugs(Phase.CALM, [Zone.INNER]) == starting_slugs(Phase.CALM)


@pytest.mark.parametrize("phase", list(Phase))
@pytest.mark.parametrize("zones", [set(some) for count in range(6) for some in itertools.combinations(Zone, count)])
def test_several_places_share_one_set_and_what_one_of_them_rests_is_not_in_it(phase: Phase, zones: set) -> None:
    slugs = starting_slugs(phase, zones)
    assert 3 <= len(slugs) <= MOST_IN_A_SET
    assert len(set(slugs)) == len(slugs)
    assert not set(slugs) & resting_slugs(phase, zones)
    for zone in zones:
        own = [name for item in library.protocols_for([zone]) for name in item.set_for(phase).exercises]
        assert set(slugs) & set(own), "every place has its share"


@pytest.mark.parametrize("zone", list(Zone))
def test_bending_under_load_rests_in_calm_wherever_it_hurts(zone: Zone) -> None:
    bending = {"prisoner-squat", "bulgarian-split-squat", "half-squat", "step-down", "walking-lunge"}
    assert bending <= resting_slugs(Phase.CALM, [zone])


def test_a_set_adds_what_is_missing_and_keeps_doses_there_are() -> None:
    mine = dose("glute-bridge", sets=5)
    extra, physio = dose("deadlift"), dose("hamstring-curl", by="Physio Kim")
    diary = builders.diary(mine, extra, physio)
    kept = after(diary, use_set(diary, Phase.CALM, builders.day(4), keep_others=True))
    assert set(prescribed(kept, builders.day(4))) == {*starting_slugs(Phase.CALM), "deadlift", "hamstring-curl"}
    assert prescribed(kept, builders.day(4))["glute-bridge"].sets == 5
    alone = after(diary, use_set(diary, Phase.CALM, builders.day(4), keep_others=False))
    assert set(prescribed(alone, builders.day(4))) == {*starting_slugs(Phase.CALM), "hamstring-curl"}
    assert set(prescribed(alone, builders.day(3))) == {"glute-bridge", "deadlift", "hamstring-curl"}


# the next step up
def done(number: int, pain: int | None = 0, sets: int = 2, reps: int = 8, exercise: str = SQUAT) -> ExerciseSet:
    return ExerciseSet(
        id=builders.an_id(), at=builders.at(number, "18:00"), exercise=exercise, side=Side.BOTH, sets=sets, reps=reps,
        pain=pain,
    )  # fmt: skip


def suggested(*records: object, today: int = 5, **settings: object) -> tuple:
    diary = builders.diary(dose(), *records, **settings)
    return suggestions(diary, settings_on(diary.plan, diary.plan_changes, builders.day(today)), builders.day(today))


def test_two_full_quiet_sessions_suggest_a_little_more() -> None:
    (found,) = suggested(done(1), done(3), builders.quiet_days(1, 5))
    assert (found.wanted.sets, found.wanted.reps, found.wanted.from_) == (2, 10, builders.day(5))
    assert found.days == (builders.day(1), builders.day(3))


@pytest.mark.parametrize(
    "records",
    [
        (done(1),),
        (done(1), done(3, pain=None)),
        (done(1), done(3, pain=1)),
        (done(1), done(3, reps=7)),
        (done(1), done(3, sets=1)),
        (done(1), done(3), builders.pain_note(3, 2, context=PainContext.EXERCISE)),
        (done(1), done(5)),
    ],
    ids=["one session", "pain unknown", "pain above 0", "a repeat less", "a set less", "pain noted", "not over yet"],
)
def test_anything_less_suggests_nothing(records: tuple) -> None:
    assert suggested(*records, builders.quiet_days(1, 5)) == ()


def test_sessions_done_an_easier_way_are_no_step_towards_more() -> None:
    easier = library.exercises()[SQUAT].easier.name
    quiet = builders.quiet_days(1, 5)
    assert suggested(done(1), done(3), quiet)
    assert suggested(done(1), replace(done(3), note=easier), quiet) == ()
    diary = builders.diary(dose(note=easier), *(replace(done(day), note=easier) for day in (1, 3)), quiet)
    today = builders.day(5)
    assert suggestions(diary, settings_on(diary.plan, (), today), today), "it is the planned way there"


@pytest.mark.parametrize(
    "morning",
    [
        None,
        builders.check_in(4, (1, 1)),
        builders.check_in(4, swelling=True),
        builders.check_in(4, limp=True),
        [builders.check_in(4), builders.painkiller(4)],
    ],
    ids=["no check-in", "sore", "swollen", "limping", "masked"],
)
def test_the_morning_after_must_be_quiet(morning: object) -> None:
    mornings = builders.quiet_days(1, 3) + builders.quiet_days(5, 5)
    assert suggested(done(1), done(3), mornings, *([] if morning is None else [morning])) == ()


def test_the_monitored_profile_allows_its_own_limit() -> None:
    from kneerehab.domain.codes import Profile

    quiet = [builders.check_in(number, (2, 2)) for number in range(1, 6)]
    assert suggested(done(1, pain=2), done(3, pain=2), quiet, profile=Profile.MONITORED)
    assert not suggested(done(1, pain=3), done(3, pain=3), quiet, profile=Profile.MONITORED)


def test_sessions_under_an_older_dose_do_not_count() -> None:
    diary = builders.diary(
        dose(to=builders.day(3)), dose(start=builders.day(4), reps=10), done(1), done(3), builders.quiet_days(1, 6)
    )
    settings = settings_on(diary.plan, (), builders.day(6))
    assert suggestions(diary, settings, builders.day(6)) == ()


def test_nothing_is_applied_by_suggesting() -> None:
    diary = builders.diary(dose(), done(1), done(3), builders.quiet_days(1, 5))
    before = diary.prescriptions
    suggestions(diary, settings_on(diary.plan, (), builders.day(5)), builders.day(5))
    assert diary.prescriptions is before


@pytest.mark.parametrize("slug", list(library.exercises()))
def test_every_exercise_grows_in_small_steps_to_its_full_dose(slug: str) -> None:
    exercise, now = library.exercises()[slug], dose(slug)
    volumes, later = [], MON
    while (more := step_up(now, exercise, later)) is not None:
        volumes.append(now.sets * (now.reps or now.hold_seconds) + (now.hold_seconds or 0) / 1000)
        now, later = more, later + timedelta(days=4)
        assert len(volumes) < 40
    full = exercise.full
    assert now.sets == full.sets
    assert now.reps == (full.most_reps or full.reps)
    assert now.hold_seconds == (full.most_hold_seconds or full.hold_seconds)
    assert volumes == sorted(set(volumes)), "every step is more than the one before"


def test_at_the_top_the_harder_way_is_suggested() -> None:
    full = library.exercises()[SQUAT].full
    mine = dose(sets=full.sets, reps=full.most_reps)
    records = [done(1, sets=3, reps=15), done(3, sets=3, reps=15), *builders.quiet_days(1, 5)]
    diary = builders.diary(mine, records)
    (found,) = suggestions(diary, settings_on(diary.plan, (), builders.day(5)), builders.day(5))
    assert found.wanted is None
