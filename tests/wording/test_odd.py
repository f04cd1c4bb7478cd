"""The question about an odd amount names it, and what it is measured by."""

from __future__ import annotations

from kneerehab.domain.activity import Activity
from kneerehab.domain.codes import OverridePhase
from kneerehab.domain.diary import Diary
from kneerehab.domain.plan.replay import replay
from kneerehab.wording.formats import plain
from kneerehab.wording.odd import OddQuestion, odd_question
from tests.builders import day, diary, override, quiet_days, run, walk, week


def asked(book: Diary, activity: Activity) -> tuple[str, str] | None:
    verdict = replay(book, day(5)).verdict
    question = odd_question(activity, book.activities, verdict, plain())
    return None if question is None else said(question)


def said(question: OddQuestion) -> tuple[str, str]:
    return question.title.replace("\u00a0", " "), question.text.replace("\u00a0", " ")


WALK = diary(override(1, OverridePhase.WALK), quiet_days(1, 5))
BUILD = diary(override(1, OverridePhase.BUILD, budget=week(4320, 10_900)), quiet_days(1, 5))


def test_42_km_in_the_walk_phase_are_asked_about() -> None:
    title, text = asked(WALK, run(5, None, 42_000)) or ("", "")
    assert title == "42 km in the Walk phase: really?"
    assert text == "No run is planned for that day. If it is right, it is saved just as it is."


def test_300_minutes_are_asked_about_beside_the_days_limit() -> None:
    title, text = asked(BUILD, run(5, 18_000, None)) or ("", "")
    assert title == "A run of 300 min: really?"
    assert text.startswith("The limit is 24 min / 3.6 km.")


def test_a_pace_is_asked_about_alone_or_beside_the_amount() -> None:
    assert (asked(BUILD, run(5, 240, 3600)) or ("",))[0] == "1:07 per km: really?"
    assert "That would be 0:34 per km." in (asked(BUILD, run(5, 1440, 42_000)) or ("", ""))[1]


def test_a_long_walk_is_called_a_walk() -> None:
    assert (asked(WALK, walk(5, None, 100_000)) or ("",))[0] == "A walk of 100 km: really?"


def test_the_run_of_the_plan_is_not_asked_about() -> None:
    assert asked(BUILD, run(5, 1440, 3600)) is None
