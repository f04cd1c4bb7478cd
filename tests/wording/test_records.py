"""Records on one line: with the scores where nothing else shows them, and without where they stand beside."""

from __future__ import annotations

from dataclasses import replace

from kneerehab.domain.fields import KneeScores
from kneerehab.wording.formats import plain
from kneerehab.wording.records import details, details_and_scores
from tests import builders

CHECK_IN = replace(
    builders.check_in(5), now=KneeScores(left=1, right=0), worst_24h=KneeScores(left=2), swelling=True, limp=False
)


def test_a_check_in_alone_in_a_list_tells_its_scores() -> None:
    assert details_and_scores(CHECK_IN, plain(), str) == (
        "now: left 1, right 0, worst in the last 24 hours: left 2, swelling"
    )
    assert details(CHECK_IN, plain(), str) == "Worst in the last 24 hours, swelling", "the Diary draws them beside"


def test_an_unknown_score_is_no_zero() -> None:
    nothing = replace(CHECK_IN, now=KneeScores(), worst_24h=KneeScores(), swelling=False)
    assert details_and_scores(nothing, plain(), str) == "no score"


def test_a_run_tells_the_pain_during_it_if_that_is_known() -> None:
    run = replace(builders.run(5), pain_during=KneeScores(left=3, right=0))
    said = details(run, plain(), str)
    assert details_and_scores(run, plain(), str) == f"{said}, pain during: left 3, right 0"
    assert details_and_scores(replace(run, pain_during=None), plain(), str).endswith("pain not answered yet")
