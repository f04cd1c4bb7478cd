"""What holds for every diary, whatever it says."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kneerehab.domain.codes import OverridePhase, PainContext, Profile, RedFlag, Side, Surface
from kneerehab.domain.diary import Diary
from kneerehab.domain.plan.advice import decide
from kneerehab.domain.plan.days import ByDay
from kneerehab.domain.plan.morning import first_evening, mornings
from kneerehab.domain.plan.rules import ADVICE_RULES
from kneerehab.domain.plan.verdict import Replay
from tests.builders import (
    START,
    check_in,
    day,
    diary,
    override,
    pain_note,
    painkiller,
    pause,
    plan_change,
    run,
    walk,
    week,
)
from tests.domain.plan.holds import PROPERTIES
from tests.domain.plan.lives import SEEDS, life
from tests.domain.plan.reading import plan_of

LAST = 24

score = st.sampled_from([0] * 12 + [1, 2, 3, 6, None])
pair = st.tuples(score, score)
triple = st.tuples(score, score, score)
clock = st.sampled_from(["06:10", "07:00", "12:30", "21:45"])
amount = st.builds(week, st.integers(1800, 9000), st.integers(3000, 25000))
rarely = st.sampled_from([False] * 14 + [True])

check_ins = st.builds(
    check_in,
    st.integers(0, LAST),
    pair,
    pair,
    clock=clock,
    swelling=rarely,
    limp=rarely,
    flags=st.sampled_from([()] * 40 + [(RedFlag.LOCKS_OR_GIVES_WAY,)]),
)
runs = st.builds(
    run,
    st.integers(-8, LAST),
    st.integers(300, 2400),
    st.integers(700, 6000),
    clock=clock,
    left=triple,
    right=triple,
    surfaces=st.sampled_from([(Surface.TRACK,)] * 6 + [(Surface.HILLY, Surface.TRACK)]),
    form_changed=st.sampled_from([False] * 8 + [True, None]),
)
walks = st.builds(walk, st.integers(0, LAST), st.integers(1700, 2400), left=triple)
notes = st.builds(
    pain_note,
    st.integers(0, LAST),
    st.integers(0, 6),
    context=st.sampled_from([PainContext.STAIRS, PainContext.NIGHT]),
    clock=clock,
)
pauses = st.builds(lambda first, days: pause(first, first + days), st.integers(0, LAST), st.integers(0, 3))
overrides = st.sampled_from(OverridePhase).flatmap(
    lambda phase: st.builds(
        lambda number, budget: override(
            number, phase, budget=budget if phase in (OverridePhase.BUILD, OverridePhase.MAINTAIN) else None
        ),
        st.integers(1, LAST),
        amount,
    )
)
changes = st.builds(
    lambda number, set_: plan_change(number, **set_),
    st.integers(0, LAST),
    st.fixed_dictionaries(
        {"profile": st.sampled_from(Profile)},
        optional={
            "affected": st.sampled_from(Side),
            "runs_per_week": st.integers(2, 4),
            "allow_consecutive": st.booleans(),
            "mask_hours": st.integers(6, 24),
        },
    ),
)
plans = st.fixed_dictionaries(
    {},
    optional={
        "affected": st.sampled_from(Side),
        "profile": st.sampled_from(Profile),
        "allow_consecutive": st.booleans(),
        "runs_per_week": st.integers(2, 4),
        "walk_run_ladder": st.booleans(),
        "session_cap": st.booleans(),
        "goal_week": amount,
    },
)


def one_a_date(records: list[Any]) -> list[Any]:
    return list({record.date: record for record in records}.values())


@st.composite
def diaries(draw: st.DrawFn) -> Diary:
    quiet_mornings = [check_in(number) for number in range(-1, LAST + 1) if draw(st.integers(0, 9))]
    return diary(
        quiet_mornings,
        draw(st.lists(check_ins, max_size=4)),
        draw(st.lists(runs, max_size=10)),
        draw(st.lists(walks, max_size=4)),
        draw(st.lists(st.builds(painkiller, st.integers(-1, LAST), clock), max_size=2)),
        draw(st.lists(notes, max_size=2)),
        draw(st.lists(pauses, max_size=2)),
        one_a_date(draw(st.lists(overrides, max_size=2))),
        one_a_date(draw(st.lists(changes, max_size=2))),
        **draw(plans),
    )


checked = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


@checked
@given(diaries())
def test_everything_holds_for_any_small_diary(book: Diary) -> None:
    plan = plan_of(book, LAST)
    for holds in PROPERTIES:
        holds(book, plan)


@pytest.mark.parametrize("holds", PROPERTIES, ids=lambda holds: holds.__name__)
def test_for_any_life(holds: Callable[[Diary, Replay], None]) -> None:
    for seed in SEEDS:
        try:
            holds(*life(seed))
        except AssertionError as fault:
            fault.add_note(f"in the life of seed {seed}")
            raise


@checked
@given(diaries(), st.integers(1, LAST))
def test_of_its_own_days_activities_a_verdict_knows_when_the_first_began_and_nothing_else(
    book: Diary, number: int
) -> None:
    changed = [
        replace(ran, seconds=60, metres=None, surfaces=(Surface.SPRINT,), form_changed=True, pain_during=None)
        for ran in book.activities
        if ran.at.date() == day(number) and ran.kind == "run"
    ]
    before, after = plan_of(book, number), plan_of(book.changed_by(saved=changed), number)
    assert [replace(verdict, later=()) for verdict in after.days] == [
        replace(verdict, later=()) for verdict in before.days
    ]


@checked
@given(diaries())
def test_the_short_way_on_settled_days_decides_as_the_whole_table(book: Diary) -> None:
    last = (START + timedelta(days=LAST)).toordinal()
    for course in mornings(first_evening(book, ByDay(book)), last, asked_from=last):
        whole = (rule for rule in ADVICE_RULES if rule.asked_in(course.phase) and rule.applies(course))
        assert decide(course) is next(whole)
