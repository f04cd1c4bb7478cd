"""Every rule of the plan is in the table, and is reached by a story of its own."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kneerehab.domain.codes import Knee, OverridePhase, PainContext, RedFlag, Sign, Surface
from kneerehab.domain.diary import Diary
from kneerehab.domain.plan.rules import RULES
from tests.builders import (
    check_in,
    diary,
    override,
    pain_note,
    painkiller,
    pause,
    plan_change,
    quiet_days,
    run,
    walk,
    week,
)
from tests.domain.plan.reading import plan_of

CALM, WALK, RUNWALK, BUILD, MAINTAIN = OverridePhase
GOAL = week(4500, 12500)
SIGNS = (Sign.FATIGUE, Sign.MOOD, Sign.INSOMNIA)


def ladder(*records: object, last: int = 4, rung: int = 1, **settings: object) -> Diary:
    """A diary that starts on the ladder, without pain until told otherwise."""
    return diary(override(1, RUNWALK, rung=rung), quiet_days(1, last), *records, **settings)  # type: ignore[arg-type]


def build(*records: object, last: int = 8, **settings: object) -> Diary:
    """A diary that starts in BUILD with a week of 4320 s and 12000 m."""
    start = override(1, BUILD, budget=week(4320, 12000))
    return diary(start, quiet_days(1, last), *records, **settings)  # type: ignore[arg-type]


def runs(*days: int, seconds: int | None = 1440, metres: int | None = 4000) -> list[object]:
    return [run(number, seconds, metres) for number in days]


def at_goal(weeks: int, phase: OverridePhase = BUILD) -> Diary:
    """Weeks of three runs that reach the goal, in a phase."""
    days = [7 * number + day for number in range(weeks) for day in (1, 3, 5)]
    return diary(
        override(1, phase, budget=GOAL),
        quiet_days(1, 7 * weeks + 1),
        [run(number, 1500, 4160) for number in days],
        goal_week=GOAL,
    )


STORIES: dict[str, Callable[[], Diary]] = {
    "R01-red-flag": lambda: diary(check_in(1, flags=[RedFlag.LOCKS_OR_GIVES_WAY])),
    "R02-referred": lambda: diary(check_in(1, flags=[RedFlag.LOCKS_OR_GIVES_WAY]), check_in(2)),
    "R03-paused": lambda: diary(check_in(1), pause(1)),
    "R04-no-check-in": lambda: diary(pain_note(1, 2)),
    "R05-calm": lambda: diary(check_in(1)),
    "R06-swelling-limp": lambda: diary(override(1, WALK), check_in(1, limp=True)),
    "R07-after-red": lambda: ladder(run(1, left=(0, 3, 0)), rung=2),
    "R17-night-pain": lambda: diary(override(1, WALK), check_in(1), pain_note(0, 1, context=PainContext.NIGHT)),
    "R08-sore-now": lambda: diary(override(1, WALK), check_in(1, right=(1, 1))),
    "R09-flare": lambda: diary(override(1, WALK), check_in(1, left=(0, 3))),
    "R10-masked": lambda: diary(override(1, WALK), check_in(1), painkiller(1)),
    "R11-walk": lambda: diary(override(1, WALK), check_in(1)),
    "R12-ran-yesterday": lambda: ladder(run(1)),
    "R13-week-full": lambda: build(runs(1, 3, 5)),
    "R14-run-rung": lambda: ladder(),
    "R15-budget-used": lambda: build(run(1, 4300, 12000)),
    "R16-run-budget": lambda: build(),
    "G01-pain-during": lambda: ladder(run(1, left=(0, 1, 0))),
    "G02-started-sore": lambda: ladder(run(1, left=(1, 0, 0))),
    "G03-form-changed": lambda: ladder(run(1, form_changed=True)),
    "G04-not-settled": lambda: ladder(run(1, right=(0, 0, 1))),
    "G05-worse-next-morning": lambda: diary(override(1, RUNWALK), check_in(1), run(1), check_in(2, left=(1, 1))),
    "G06-swelling-after": lambda: diary(override(1, RUNWALK), check_in(1), run(1), check_in(2, swelling=True)),
    "G10-score-missing": lambda: ladder(run(1, surfaces=())),
    "G11-not-offered": lambda: diary(check_in(1), run(1), check_in(2)),
    "G12-masked": lambda: ladder(run(1), painkiller(1, "09:00")),
    "G13-not-flat": lambda: ladder(run(1, surfaces=[Surface.HILLY])),
    "G14-wrong-length": lambda: ladder(run(1, 1000)),
    "G15-over-cap": lambda: build(run(-5, 1000, 2700), run(1, 1123, 2800)),
    "P01-override": lambda: diary(override(1, WALK)),
    "P02-calm-gate": lambda: diary(quiet_days(1, 3)),
    "P03-walk-gate": lambda: diary(override(1, WALK), quiet_days(1, 3), walk(1), walk(2)),
    "P04-rung-up": lambda: ladder(runs(1, 3)),
    "P05-two-ambers": lambda: ladder([run(number, left=(0, 1, 0)) for number in (1, 3)]),
    "P06-red": lambda: ladder(run(1, left=(0, 3, 0)), rung=2),
    "P07-red-to-calm": lambda: ladder(run(1, left=(0, 3, 0))),
    "P08-gap": lambda: ladder(last=9),
    "P09-gap-to-walk": lambda: ladder(last=30),
    "P10-build": lambda: ladder(runs(1, 3), rung=6),
    "P11-graduate": lambda: at_goal(2),
    "P12-surfaces": lambda: at_goal(2, MAINTAIN),
    "W01-two-ambers": lambda: build([run(number, 1440, 4000, left=(0, 1, 0)) for number in (1, 3)]),
    "W02-amber": lambda: build(run(1, 1440, 4000, left=(0, 1, 0))),
    "W03-unverified": lambda: build(run(1, 1440, 4000, surfaces=())),
    "W05-over-budget": lambda: build(runs(1, 3, 5, seconds=1470)),
    "W06-flare": lambda: build(runs(1, 3), pain_note(2, 3, Knee.RIGHT)),
    "W07-overtraining": lambda: build(runs(1), [check_in(number, clock="21:00", signs=SIGNS) for number in (2, 3)]),
    "W08-few-sessions": lambda: build(runs(1)),
    "W09-little-done": lambda: build(runs(1, 3, seconds=600, metres=1500)),
    "W10-advance": lambda: build(runs(1, 3, 5)),
    "W11-done-limit": lambda: build(
        runs(1, 3, 5),
        [run(number, 1240, 3400) for number in (8, 10, 12)],
        plan_change(15, growth_permille=100),
        last=15,
    ),
    "W14-low-weeks": lambda: build([run(7 * number + 1, 600, 1500) for number in range(3)], last=22),
    "W12-goal-limit": lambda: at_goal(1),
    "W13-minimum-week": lambda: diary(
        override(1, BUILD, budget=week(1800, 3000)),
        quiet_days(1, 8),
        [run(number, 600, 1000, left=(0, 1, 0)) for number in (1, 3)],
    ),
}


def test_of_rules_with_a_source_three_have_numbers_of_our_own() -> None:
    own = {rule.id for rule in RULES.values() if rule.own_numbers}
    assert own == {"G14-wrong-length", "P05-two-ambers", "P08-gap"}
    assert all(rule.source for rule in RULES.values() if rule.own_numbers)


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_is_reached_by_its_story(rule: str) -> None:
    fired = {fired.rule for verdict in plan_of(STORIES[rule]()).days for fired in verdict.rules}
    assert rule in fired


def test_the_stories_and_the_table_hold_the_same_rules() -> None:
    assert set(STORIES) == set(RULES)


def test_all_stories_together_fire_every_rule_and_no_other() -> None:
    plans = [plan_of(story()) for story in STORIES.values()]
    fired = {fired.rule for plan in plans for verdict in plan.days for fired in verdict.rules}
    assert fired == set(RULES)


def test_rules_without_a_source_are_called_a_design_choice() -> None:
    assert RULES["R04-no-check-in"].design_choice
    assert not RULES["W10-advance"].design_choice
    assert RULES["W10-advance"].rows == ("C1", "C2")
