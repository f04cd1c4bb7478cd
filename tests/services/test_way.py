"""How a way back would begin is what the plan answers someone whose knee stays quiet; changes of it join in a day."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from kneerehab.domain.codes import OverridePhase, Phase, Weekday
from kneerehab.domain.plan.replay import replay
from kneerehab.domain.plan.settings import settings_on
from kneerehab.domain.plan_records import Plan
from kneerehab.services.plan_changes import asks_for_goal, first_rung_matters, plan_change
from kneerehab.services.way import way_back
from tests.builders import check_in, day, diary, override, quiet_days, walk, week
from tests.builders import plan_change as change_of

SATURDAY = date(2026, 11, 28)
DAYS = (Weekday.TUE, Weekday.THU, Weekday.SAT)


def test_the_earliest_days_are_those_of_the_plan() -> None:
    found = way_back(Plan(start=SATURDAY, first_rung=2), DAYS)
    assert found.begins == {
        Phase.CALM: SATURDAY,
        Phase.WALK: date(2026, 11, 30),
        Phase.RUNWALK: date(2026, 12, 3),
        Phase.BUILD: date(2026, 12, 25),
    }
    assert found.first_week is not None
    assert found.first_week.seconds == 72 * 60


def test_a_quiet_diary_walked_by_hand_reaches_the_same_days() -> None:
    records = [*quiet_days(1, 5), walk(3), walk(4)]
    by_hand = replay(diary(*records), day(5))
    found = way_back(Plan(start=day(1)))
    assert found.begins[Phase.WALK] == day(3)
    assert found.begins[Phase.RUNWALK] == day(5)
    assert by_hand.verdict is not None
    assert by_hand.verdict.phase is Phase.RUNWALK


def test_who_begins_higher_or_runs_more_often_builds_earlier() -> None:
    def build(**settings: int) -> date:
        begins = way_back(Plan(start=SATURDAY, **settings)).begins[Phase.BUILD]  # type: ignore[arg-type]
        assert begins is not None
        return begins

    assert build(first_rung=3) < build(first_rung=2) < build(first_rung=1)
    assert build(runs_per_week=4) <= build(runs_per_week=3) < build(runs_per_week=2)


def test_the_first_run_waits_for_a_wished_day() -> None:
    found = way_back(Plan(start=SATURDAY), (Weekday.SAT,))
    assert found.begins[Phase.RUNWALK] == date(2026, 12, 5)


def test_without_the_ladder_building_follows_the_walks() -> None:
    found = way_back(Plan(start=SATURDAY, walk_run_ladder=False))
    assert found.begins[Phase.RUNWALK] is None
    assert found.begins[Phase.BUILD] == date(2026, 12, 2)


def test_settings_of_one_day_are_one_record() -> None:
    before = change_of(3, growth_permille=75)
    book = diary(before)
    joined = plan_change(book, day(3), {"runs_per_week": 2})
    assert (joined.id, dict(joined.settings)) == (before.id, {"growth_permille": 75, "runs_per_week": 2})
    assert plan_change(book, day(4), {"runs_per_week": 2}).id != before.id


@pytest.mark.parametrize(
    ("phase", "settings", "asked"),
    [
        (OverridePhase.BUILD, {}, True),
        (OverridePhase.BUILD, {"goal_week": week(7200, 18_000)}, False),
        (OverridePhase.BUILD, {"usual_week": week(7200, 18_000)}, False),
        (OverridePhase.WALK, {}, False),
    ],
)
def test_the_goal_is_asked_for_only_while_building_without_one(
    phase: OverridePhase, settings: dict[str, Any], asked: bool
) -> None:
    book = diary(override(1, phase), check_in(1), **settings)
    assert asks_for_goal(replay(book, day(1)), settings_on(book.plan, (), day(1))) is asked


def test_the_first_rung_matters_until_running_begins() -> None:
    calm = diary(*quiet_days(1, 2))
    assert first_rung_matters(replay(calm, day(2)))
    left = diary(override(1, OverridePhase.RUNWALK, rung=1), override(2, OverridePhase.CALM), *quiet_days(1, 3))
    assert not first_rung_matters(replay(left, day(3)))
