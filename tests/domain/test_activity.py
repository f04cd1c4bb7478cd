"""What "no pain, moved as usual" answers, and what it leaves as it was."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kneerehab.domain.activity import Activity, tells_of_pain, without_pain
from kneerehab.domain.codes import Knee
from kneerehab.domain.fields import KneeScores
from tests.builders import run

NOTHING = replace(run(1), pain_before=None, pain_during=None, pain_after=None, form_changed=None)


def test_it_answers_every_score_of_the_named_knees_and_form() -> None:
    found = without_pain(NOTHING, [Knee.LEFT])
    assert found.pain_before == found.pain_during == found.pain_after == KneeScores(left=0)
    assert found.form_changed is False
    assert replace(found, pain_before=None, pain_during=None, pain_after=None, form_changed=None) == NOTHING


def test_what_was_answered_stays() -> None:
    told = replace(NOTHING, pain_during=KneeScores(left=3), form_changed=True)
    found = without_pain(told, Knee)
    assert (found.pain_during, found.form_changed) == (KneeScores(left=3, right=0), True)


@pytest.mark.parametrize(
    ("activity", "told"),
    [
        (NOTHING, False),
        (run(1), False),
        (replace(NOTHING, form_changed=True), True),
        (replace(NOTHING, pain_after=KneeScores(right=1)), True),
    ],
    ids=["nothing", "zeros", "form", "a score"],
)
def test_pain_or_a_changed_form_speak_against_it(activity: Activity, told: bool) -> None:
    assert tells_of_pain(activity) is told
