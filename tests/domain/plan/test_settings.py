"""Which settings are in force (section 2)."""

from __future__ import annotations

from dataclasses import fields

from kneerehab.domain.codes import Knee, Profile, Side
from kneerehab.domain.fields import Integer, facets
from kneerehab.domain.plan.settings import DEFAULT_GOAL, SETTINGS, PlanSettings, settings_on
from kneerehab.domain.plan_records import Plan
from tests.builders import START, day, plan_change, week


def test_what_the_runner_did_not_choose_is_the_default() -> None:
    settings = settings_on(Plan(start=START, runs_per_week=4), [], START)
    assert settings == PlanSettings(start=START, runs_per_week=4)
    assert (settings.quiet, settings.mild, settings.mask_minutes, settings.goal) == (0, 2, 720, DEFAULT_GOAL)
    assert settings.goal_is_default
    assert settings.knees == (Knee.LEFT, Knee.RIGHT)
    assert {name: getattr(settings, name) for name in SETTINGS} == {
        **{name: info.default for name, info in SETTINGS.items()},
        "runs_per_week": 4,
    }


def test_changes_hold_from_their_date_on_in_whatever_order_they_come() -> None:
    changes = [
        plan_change(9, profile=Profile.PAIN_FREE),
        plan_change(5, profile=Profile.MONITORED, affected=Side.RIGHT, usual_week=None),
    ]
    plan = Plan(start=START, usual_week=week(9000, 25000))
    assert settings_on(plan, changes, day(4)).goal == week(9000, 25000)
    assert not settings_on(plan, changes, day(4)).goal_is_default
    later = settings_on(plan, changes, day(5))
    assert (later.quiet, later.mild, later.goal, later.knees) == (2, 5, DEFAULT_GOAL, (Knee.RIGHT,))
    assert settings_on(plan, changes, day(9)).profile is Profile.PAIN_FREE


def test_the_table_names_every_setting_with_the_range_of_the_record() -> None:
    stored = {facet.name: facet.spec for facet in facets(Plan)}
    assert list(SETTINGS) == [item.name for item in fields(Plan) if item.name not in ("start", "note")]
    for name, info in SETTINGS.items():
        spec = stored[name]
        if isinstance(spec, Integer):
            assert (info.low, info.high) == (spec.low, spec.high)
