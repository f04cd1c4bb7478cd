"""A suggested change of the exercises in whole sentences."""

from __future__ import annotations

from kneerehab.domain.codes import Phase
from kneerehab.wording.exercise_sets import set_change, together


def test_names_stand_in_a_row_as_one_would_say_them() -> None:
    assert [together(names) for names in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == ["", "a", "a and b", "a, b and c"]


def test_a_change_says_what_comes_what_it_replaces_and_what_rests() -> None:
    comes = set_change(Phase.BUILD, ["Prisoner squat", "Bulgarian split squat"], ["Half squat"], [])
    assert comes == (
        "Since Build began: add Prisoner squat and Bulgarian split squat. That takes the place of Half squat."
    )
    rests = set_change(Phase.CALM, [], [], ["Step-down"])
    assert rests == "In the phase Calm bending under load waits: let Step-down rest."
