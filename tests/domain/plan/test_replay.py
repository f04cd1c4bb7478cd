"""The plan as a whole: its file format, its days, its phases."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kneerehab.domain.codes import OverridePhase, Phase
from kneerehab.domain.plan import replay
from kneerehab.domain.plan.replay import default_on
from kneerehab.exchange.diary_json import read_diary
from kneerehab.exchange.plan_json import plan_document
from tests.builders import (
    check_in,
    day,
    diary,
    override,
    pain_note,
    painkiller,
    plan_change,
    quiet_days,
    run,
    walk,
    week,
)
from tests.domain.plan.reading import plan_of

TESTS = Path(__file__).parents[2]
EXAMPLES = sorted((TESTS / "examples").glob("*.json"))
MIRA = TESTS / "expected" / "plan" / "mira.json"


def test_the_small_complete_example_of_the_diary_format() -> None:
    example = json.loads(MIRA.read_text("utf-8"))
    book = read_diary(json.dumps(example["diary"]).encode())
    assert plan_document(replay(book, day(2))) == example["plan"]


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_the_plans_of_the_example_diaries_are_as_expected(path: Path) -> None:
    book = read_diary(path.read_bytes())
    expected = json.loads((TESTS / "expected" / "plan" / path.name).read_text("utf-8"))
    assert json.loads(json.dumps(plan_document(replay(book, default_on(book), every_day=True)))) == expected, (
        "this example is answered otherwise; if that is meant, see the top of test_second_engine.py"
    )


def test_before_the_first_day_there_is_no_plan() -> None:
    assert plan_document(replay(diary(run(0)), day(0))) == {
        "format": "kneerehab-plan", "version": 2, "from": None, "to": None,
        "days": [], "weeks": [], "sessions": [], "projection": None,
    }  # fmt: skip
    assert replay(diary(), day(0)).verdict is None


def test_one_day_or_every_day_say_the_same() -> None:
    book = diary(quiet_days(1, 6), walk(3), walk(4), run(5), goal_week=week(9000, 25000))
    whole, last = plan_of(book), replay(book, day(6))
    assert [verdict.day for verdict in whole.days] == [1, 2, 3, 4, 5, 6]
    assert last.days == whole.days[-1:]
    assert last.verdict == whole.days[-1]
    assert (last.weeks, last.sessions, last.projection, last.phases) == (
        whole.weeks, whole.sessions, whole.projection, whole.phases,
    )  # fmt: skip


def test_the_date_asked_for_is_the_last_the_plan_reads_of() -> None:
    assert default_on(diary()) == day(1)
    assert default_on(diary(check_in(-3))) == day(1)
    for record in (
        check_in(9),
        pain_note(9, 1),
        run(9),
        painkiller(9),
        override(9, OverridePhase.WALK),
        plan_change(9, first_rung=2),
    ):
        assert default_on(diary(record, check_in(3))) == day(9)


def test_sessions_of_the_date_asked_for_are_not_listed_yet() -> None:
    book = diary(quiet_days(1, 3), run(1), run(2), run(3))
    assert [session.date for session in replay(book, day(2)).sessions] == [day(1)]
    assert [str(session.grade) for session in replay(book, day(3)).sessions] == ["unverified", "unverified"]
    assert [str(session.grade) for session in replay(diary(run(1)), day(2)).sessions] == ["pending"]


def test_phases_follow_each_other_without_a_gap() -> None:
    phases = plan_of(diary(quiet_days(1, 6), walk(3), walk(4))).phases
    assert [(stretch.phase, stretch.from_, stretch.to) for stretch in phases] == [
        (Phase.CALM, day(1), day(2)),
        (Phase.WALK, day(3), day(4)),
        (Phase.RUNWALK, day(5), day(6)),
    ]
