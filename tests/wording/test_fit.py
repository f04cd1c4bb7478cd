"""How a run fits, in words: every grade rule has its sentence, and nothing blames, foretells or diagnoses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

from kneerehab.domain.activity import Activity
from kneerehab.domain.codes import ActivityKind, OverridePhase, RedFlag, Side, Surface
from kneerehab.domain.diary import Diary
from kneerehab.domain.plan.explanation import AskedRule, explain, grade_preview
from kneerehab.domain.plan.rules import RULES
from kneerehab.domain.plan.settings import settings_on
from kneerehab.wording.chain import asked_question, looked_at, record_title, source_line
from kneerehab.wording.fit import Fit, fit, unanswered
from kneerehab.wording.formats import plain
from tests.builders import check_in, day, diary, override, painkiller, quiet_days, run, walk, week

BUILD = override(1, OverridePhase.BUILD, budget=week(3600, 9000))
HARSH = re.compile(r"\b(fail\w*|bad|wrong|must|forbidden|injur\w*|damage\w*|will hurt|violat\w*|too late)\b|!", re.I)


def said(book: Diary, activity: Activity, **amounts: Any) -> Fit:
    settings = settings_on(book.plan, book.plan_changes, activity.at.date())
    return fit(grade_preview(book, activity), activity, settings, plain(), **amounts)


def situations() -> Iterator[tuple[str, Diary, Activity]]:
    quiet = diary(BUILD, quiet_days(1, 1))
    yield "fits", quiet, run(1, 1200, 3000)
    yield "sore during", quiet, run(1, 1200, 3000, left=(0, 1, 0))
    yield "a lot", quiet, run(1, 1200, 3000, left=(0, 5, 0))
    yield "started sore", quiet, run(1, 1200, 3000, left=(2, 0, 0))
    yield "not settled", quiet, run(1, 1200, 3000, left=(0, 0, 1))
    yield "form changed", quiet, run(1, 1200, 3000, form_changed=True)
    yield "unanswered", quiet, run(1, 1200, 3000, left=(None, None, None))
    yield "hills", quiet, run(1, 1200, 3000, surfaces=(Surface.HILLY, Surface.STAIRS))
    yield "too far", quiet, run(1, 1500, 4000)
    yield "masked", diary(BUILD, quiet_days(1, 1), painkiller(1)), run(1, 1200, 3000)
    yield "sore", diary(BUILD, check_in(1, left=(3, 3))), run(1, 1200, 3000)
    yield "no check-in", diary(BUILD), run(1, 1200, 3000)
    yield "flagged", diary(BUILD, check_in(1, flags=(RedFlag.CANNOT_MOVE,))), run(1, 1200, 3000)
    yield "calm", diary(quiet_days(1, 1)), run(1, 1200, 3000)
    yield "before the plan", quiet, run(-3, 1200, 3000)
    yield "a step", diary(override(1, OverridePhase.RUNWALK), quiet_days(1, 1)), run(1)
    yield "not the step", diary(override(1, OverridePhase.RUNWALK), quiet_days(1, 1)), run(1, 3000)
    yield "red on a step", diary(override(1, OverridePhase.RUNWALK), quiet_days(1, 1)), run(1, left=(0, 4, 0))
    yield "amber walk", diary(override(1, OverridePhase.WALK), quiet_days(1, 1)), walk(1, left=(0, 1, 0))
    yield "a walk", diary(override(1, OverridePhase.WALK), quiet_days(1, 1)), walk(1)
    yield "a walk in Build", quiet, walk(1)
    yield "guard", diary(BUILD, quiet_days(1, 5), run(3, 600, 1500)), run(5, 1200, 3000)


@pytest.mark.parametrize(
    ("name", "book", "activity"), list(situations()), ids=lambda value: value if isinstance(value, str) else ""
)
def test_every_situation_has_kind_words(name: str, book: Diary, activity: Activity) -> None:
    found = said(book, activity)
    assert found.title.endswith((".", "?"))
    assert not HARSH.search(found.words()), found.words()
    fits = name in ("fits", "a step", "a walk", "a walk in Build")
    assert (found.tone == "success") is fits, found
    if not fits and name != "before the plan":
        assert "saved" in found.meaning


def test_what_a_grade_would_mean_depends_on_the_phase() -> None:
    words = {name: said(book, activity).meaning for name, book, activity in situations()}
    assert "the next week" in words["sore during"]
    assert "quiet walks are counted anew" in words["amber walk"]
    assert "settled days come first" in words["red on a step"]
    assert "not as progress" in words["hills"]


def test_over_the_week_the_numbers_of_the_week_are_named() -> None:
    book = diary(BUILD, quiet_days(1, 1))
    found = said(book, run(1, 4200, 10_000), done=week(0, 0), this=week(4200, 10_000))
    assert "70 min of 60 min and 10.0 km of 9.0 km" in found.text.replace("\xa0", " ")


def test_open_questions_are_listed_by_name() -> None:
    settings = settings_on(diary(affected=Side.LEFT).plan, (), day(1))
    asked = run(1, left=(0, None, 0), form_changed=None, surfaces=())
    assert unanswered(asked, settings) == ("pain during", "whether you moved differently", "the ground")
    assert unanswered(run(1), settings) == ()


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule[0] in "RG"])
def test_every_rule_has_a_question_and_a_source(rule: str) -> None:
    assert asked_question(rule).endswith("?")
    assert source_line(rule).startswith(("Source: ", "Our own choice"))


def test_every_rule_says_what_it_looked_at_whether_it_applied_or_not() -> None:
    book = diary(BUILD, quiet_days(1, 3), run(2, 1200, 3000))
    found = explain(book, day(3))
    assert found is not None
    for asked in found.asked:
        assert looked_at(asked, plain())
    silent = AskedRule(
        rule="G01-pain-during", applied=False, inputs={"date": day(2), "kind": ActivityKind.RUN}, records=()
    )
    assert looked_at(silent, plain()) == ""


def test_a_diary_entry_is_named_by_kind_and_time() -> None:
    assert record_title(check_in(1), plain()) == "Pain check-in, 2026-03-02 07:00"
    assert record_title(BUILD, plain()) == "Override, 2026-03-02"
