"""Every warning sign has a level, a name and a sentence of its own, and no sentence sends it to the wrong place."""

from __future__ import annotations

import pytest

from kneerehab.domain.codes import RedFlag
from kneerehab.domain.red_flags import LEVELS, Level, by_urgency, highest, of_level
from kneerehab.wording.check_in import still_missing
from kneerehab.wording.labels import label
from kneerehab.wording.red_flags import advice, asked, stop_headline, ticked, what_to_do
from tests.builders import check_in


def test_every_sign_has_a_level_and_a_sentence_of_its_own() -> None:
    assert set(LEVELS) == set(RedFlag)
    assert len({what_to_do(flag) for flag in RedFlag}) == len(RedFlag)
    assert all(label(flag) for flag in RedFlag)


@pytest.mark.parametrize("flag", RedFlag)
def test_a_sentence_sends_to_the_place_of_its_level(flag: RedFlag) -> None:
    text = what_to_do(flag)
    assert "physio" not in text
    words = {Level.EMERGENCY: "emergency care now", Level.TODAY: "doctor today", Level.SOON: "doctor"}
    assert words[LEVELS[flag]] in text
    assert not any(letter.isdigit() for letter in text), "no national telephone numbers"
    if LEVELS[flag] is Level.SOON:
        assert "soon" in text


def test_the_levels_are_those_of_the_clinical_rules() -> None:
    assert set(of_level(Level.EMERGENCY)) == {
        RedFlag.HOT_RED_OR_FEVER,
        RedFlag.CALF_PAIN_OR_SWELLING,
        RedFlag.INJURY_WITH_POP,
    }
    assert LEVELS[RedFlag.BONE_PAIN_AT_ONE_SPOT] is LEVELS[RedFlag.HISTORY_OF_CANCER] is Level.SOON


def test_the_most_urgent_sign_comes_first_whatever_the_order() -> None:
    flags = (RedFlag.NUMB_OR_COLD_FOOT, RedFlag.CANNOT_MOVE, RedFlag.HOT_RED_OR_FEVER)
    assert by_urgency(flags) == tuple(reversed(flags))
    assert highest(flags) is Level.EMERGENCY
    assert highest(()) is None
    assert advice(flags)[0] == what_to_do(RedFlag.HOT_RED_OR_FEVER)
    assert len({stop_headline([flag]) for flag in flags}) == 3


def test_the_line_says_how_many_are_ticked_and_which() -> None:
    assert asked(()) == "Anything alarming? 12 signs, none ticked"
    assert asked((RedFlag.CANNOT_MOVE,)) == "Anything alarming? 12 signs, 1 ticked"
    assert ticked((RedFlag.CANNOT_MOVE,)) == "1 sign ticked: Can’t move the knee"


@pytest.mark.parametrize(
    ("left", "right", "missing", "words"),
    [
        (None, None, ("left", "right"), "Check in first, then the plan can answer."),
        ((None, 2), (0, 0), ("left",), "Still missing: how the left knee is now."),
        ((None, 2), (None, 3), ("left", "right"), "Still missing: how both knees are now."),
        ((0, 0), (None, None), ("right",), "Still missing: the right knee."),
        ((None, 2), (None, None), ("left", "right"), "Still missing: the right knee, and how the left one is now."),
    ],
)
def test_what_is_missing_is_said_in_one_sentence(left: object, right: object, missing: object, words: str) -> None:
    found = [] if left is None else [check_in(1, left, right)]  # type: ignore[arg-type]
    assert still_missing(missing, found) == words  # type: ignore[arg-type]
