"""The change that lets the exercises follow phase and place of pain: suggested, one step of undo, never forced."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kneerehab.domain.codes import OverridePhase, Phase, RedFlag, Role, Zone
from kneerehab.domain.diary import Diary
from kneerehab.domain.plan.replay import replay
from kneerehab.services.exercise_sets import SetChange, carry_out, suggested_change
from kneerehab.services.exercises import prescribe, prescribed, starting_dose, starting_set, starting_slugs, take_out
from tests import builders
from tests.builders import check_in, day, override, pause, quiet_days, week

BUILD = override(5, OverridePhase.BUILD, budget=week(4320, 12000))


def book(*records: object, zones: tuple[Zone, ...] = (Zone.FRONT,)) -> Diary:
    """A runner who began with the calm set of these places of pain."""
    diary = builders.diary(starting_set(Phase.CALM, day(1), zones), *records)
    return replace(diary, runner=replace(diary.runner, zones=zones))


def change(diary: Diary, number: int, **more: object) -> SetChange | None:
    return suggested_change(diary, replay(diary, day(number)), day(number), **more)


def test_the_first_set_needs_no_change() -> None:
    for zones in ((), (Zone.FRONT,), (Zone.OUTER, Zone.BEHIND)):
        assert change(book(quiet_days(1, 1), zones=zones), 1) is None


def test_a_new_phase_suggests_what_its_set_holds_and_the_plan_lacks() -> None:
    found = change(book(BUILD, quiet_days(1, 5)), 5)
    assert found is not None
    assert (found.phase, found.since) == (Phase.BUILD, day(5))
    assert set(found.comes) == {"prisoner-squat", "bulgarian-split-squat", "side-lying-abduction"}
    assert found.gives_way == ("clamshell",), "the leg raise is its harder way"
    assert found.rests == ()


def test_another_place_of_pain_suggests_another_change() -> None:
    front = change(book(BUILD, quiet_days(1, 5)), 5)
    below = change(book(BUILD, quiet_days(1, 5), zones=(Zone.BELOW_KNEECAP,)), 5)
    assert front is not None
    assert below is not None
    assert "bulgarian-split-squat" in front.comes
    assert "bulgarian-split-squat" not in below.comes, "the tendon below the kneecap is spared"
    moved = book(quiet_days(1, 2))
    moved = replace(moved, runner=replace(moved.runner, zones=(Zone.OUTER,)))
    found = change(moved, 2)
    assert found is not None
    assert "it-band-stretch" in found.comes


def test_carrying_it_out_is_one_step_that_keeps_the_past_and_asks_no_more() -> None:
    diary = book(BUILD, quiet_days(1, 6))
    found = change(diary, 5)
    assert found is not None
    saved, removed = carry_out(diary, found, day(5))
    after = diary.changed_by(saved, removed)
    assert set(starting_slugs(Phase.BUILD, [Zone.FRONT])) <= set(prescribed(after, day(5)))
    assert "clamshell" not in prescribed(after, day(5))
    assert set(prescribed(after, day(4))) == set(prescribed(diary, day(4)))
    assert change(after, 5) is None
    assert change(after, 6) is None


def test_suggesting_changes_nothing() -> None:
    diary = book(BUILD, quiet_days(1, 5))
    before = diary.prescriptions
    change(diary, 5)
    assert diary.prescriptions is before


def test_what_the_runner_took_out_in_this_phase_is_not_suggested_again() -> None:
    diary = book(BUILD, quiet_days(1, 7))
    diary = diary.changed_by(*prescribe(diary, starting_dose("prisoner-squat", day(5))))
    diary = diary.changed_by(*take_out(diary, "prisoner-squat", day(6)))
    found = change(diary, 7)
    assert found is not None
    assert "prisoner-squat" not in found.comes
    assert "bulgarian-split-squat" in found.comes


def test_hidden_exercises_are_never_suggested() -> None:
    found = change(book(BUILD, quiet_days(1, 5)), 5, hidden=("bulgarian-split-squat",))
    assert found is not None
    assert "bulgarian-split-squat" not in found.comes


def test_back_in_calm_the_bending_loads_are_suggested_to_rest() -> None:
    diary = book(BUILD, override(8, OverridePhase.CALM), quiet_days(1, 8))
    diary = diary.changed_by(*prescribe(diary, starting_dose("prisoner-squat", day(5))))
    found = change(diary, 8)
    assert found is not None
    assert found.rests == ("prisoner-squat",)
    after = diary.changed_by(*carry_out(diary, found, day(8)))
    assert "prisoner-squat" not in prescribed(after, day(8))


def test_on_a_sore_day_nothing_is_added() -> None:
    assert change(book(BUILD, quiet_days(1, 5), check_in(6, (1, 2))), 6) is None


@pytest.mark.parametrize(
    "records",
    [
        [check_in(5, flags=[RedFlag.HOT_RED_OR_FEVER])],
        [check_in(5), pause(5, 6)],
    ],
    ids=["warning sign", "pause"],
)
def test_a_warning_sign_and_a_pause_silence_it(records: list) -> None:
    assert change(book(BUILD, quiet_days(1, 4), records), 5) is None


def test_what_a_professional_has_prescribed_is_left_alone() -> None:
    diary = book(BUILD, quiet_days(1, 5))
    dose = starting_dose("step-down", day(2))
    for physio in (replace(dose, by="A. Berg"), replace(dose, role=Role.CLINICIAN)):
        assert change(diary.changed_by((physio,), ()), 5) is None
    own = replace(dose, by="me", role=Role.RUNNER)
    assert change(diary.changed_by((own,), ()), 5) is not None


def test_without_exercises_and_before_the_plan_there_is_nothing_to_change() -> None:
    empty = builders.diary(BUILD, quiet_days(1, 5))
    assert change(empty, 5) is None
    assert change(book(quiet_days(1, 1)), 0) is None
