"""Every notice, need, code and cause has words; a new one without them is found here."""

from __future__ import annotations

import pytest

from kneerehab.domain.codes import ActivityKind
from kneerehab.domain.fields import Amount
from kneerehab.domain.plan.held import Cause, Held, Remedy
from kneerehab.domain.plan.notices import LATER, NEEDS, NOTICES, SEE_WHY
from kneerehab.domain.plan.verdict import Decision, Grade, Need, Notice
from kneerehab.wording import held as held_words
from kneerehab.wording.formats import plain
from kneerehab.wording.rules import later_sentence, need_sentence, notice_sentence
from tests.builders import day

DETAILS = {
    "graded": {"date": day(1), "kind": ActivityKind.RUN, "grade": Grade.AMBER, "reasons": ("G01-pain-during",)},
    "not-flat": {"date": day(1)},
    "over-ceiling": {"date": day(1)},
    "week-closed": {"start": day(1), "decision": Decision.HOLD, "next": Amount(seconds=3600, metres=9000)},
    "held-again": {"weeks": 2, "rules": ("W09-little-done",)},
    "see-professional": {"why": "two-reds"},
    "steps-held": {"sessions": 3, "rules": ("G10-score-missing",)},
    "masked-day": {},
}


@pytest.mark.parametrize("notice", NOTICES)
def test_every_notice_has_words(notice: str) -> None:
    text = notice_sentence(Notice(notice=notice, details=DETAILS.get(notice, {})), plain())  # type: ignore[arg-type]
    assert text.endswith((".", ")"))
    assert "{" not in text


@pytest.mark.parametrize("notice", ["held-again", "steps-held"])
def test_what_shares_no_reason_says_so(notice: str) -> None:
    details = {**DETAILS[notice], "rules": ()}
    text = notice_sentence(Notice(notice=notice, details=details), plain())  # type: ignore[arg-type]
    assert "{" not in text
    assert ":" not in text


@pytest.mark.parametrize("why", SEE_WHY)
def test_every_reason_to_see_a_professional_has_words(why: str) -> None:
    assert notice_sentence(Notice(notice="see-professional", details={"why": why}), plain()).endswith(".")


@pytest.mark.parametrize("need", NEEDS)
def test_every_need_has_words(need: str) -> None:
    assert need_sentence(Need(need=need, have=0, of=2))
    assert need_sentence(Need(need=need, have=2, of=2)) == ""


@pytest.mark.parametrize("code", LATER)
def test_every_code_of_what_came_later_has_words(code: str) -> None:
    assert later_sentence(code).endswith(".")


@pytest.mark.parametrize("steps", [False, True])
@pytest.mark.parametrize("cause", Cause)
def test_every_cause_has_a_sentence_and_what_follows(cause: Cause, steps: bool) -> None:
    held = Held(
        steps=steps, count=3, rules=(), cause=cause, remedy=Remedy.ANSWER, runs=2, since=day(1),
        kind=ActivityKind.RUN, activity=None, key="",
    )  # fmt: skip
    for text in (held_words.title(held, 3), held_words.line(held)):
        assert text.endswith(".")
        assert "{" not in text
        assert all(len(sentence.split()) <= 25 for sentence in text.split(". "))


@pytest.mark.parametrize("remedy", [None, *Remedy])
def test_every_remedy_has_a_button_and_a_way_to_leave_it(remedy: Remedy | None) -> None:
    held = Held(
        steps=False, count=2, rules=(), cause=Cause.FEWER_RUNS, remedy=remedy, runs=2, since=day(1),
        kind=ActivityKind.WALK, activity=None, key="",
    )  # fmt: skip
    assert bool(held_words.button(held)) is (remedy is not None)
    assert held_words.keep(held, 3)
    assert held_words.after(held, plain())
