"""What holds for every diary, whatever it says."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import timedelta
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kneerehab.domain.codes import OverridePhase, Profile, RedFlag, Side, Surface
from kneerehab.domain.diary import KINDS, Diary
from kneerehab.domain.plan.advice import ADVICE_RULES, decide
from kneerehab.domain.plan.replay import mornings
from kneerehab.domain.plan.settings import LIMITS
from kneerehab.domain.plan.verdict import Advice, Verdict
from kneerehab.domain.record import Record, moment
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
        draw(st.lists(st.builds(pain_note, st.integers(0, LAST), st.integers(0, 6)), max_size=2)),
        draw(st.lists(pauses, max_size=2)),
        one_a_date(draw(st.lists(overrides, max_size=2))),
        one_a_date(draw(st.lists(changes, max_size=2))),
        **draw(plans),
    )


checked = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


def in_force(book: Diary, verdict: Verdict, name: str, default: Any) -> Any:
    value = getattr(book.plan, name)
    for change in sorted(book.plan_changes, key=lambda change: change.date):
        if change.date <= verdict.date and name in change.settings:
            value = change.settings[name]
    return default if value is None else value


@checked
@given(diaries())
def test_a_run_is_never_offered_on_a_day_that_speaks_against_it(book: Diary) -> None:
    for verdict in plan_of(book, LAST).days:
        if verdict.advice is not Advice.RUN:
            continue
        today = [record for record in book.check_ins if record.at.date() == verdict.date]
        notes = [note.score for note in book.pain_notes if note.at.date() == verdict.date]
        now = [value for record in today for value in record.now.known()]
        worst = now + notes + [value for record in today for value in record.worst_24h.known()]
        quiet_limit, mild_limit = LIMITS[in_force(book, verdict, "profile", Profile.PAIN_FREE)]
        for knee in in_force(book, verdict, "affected", Side.BOTH).knees:
            assert any(record.now.of(knee) is not None for record in today), "unchecked"
            assert any(record.worst_24h.of(knee) is not None for record in today), "unchecked"
        assert max(now) <= quiet_limit, "sore"
        assert max(worst) <= mild_limit, "sore in the last 24 hours"
        assert not any(record.swelling or record.limp or record.red_flags for record in today)
        assert not any(held.covers(verdict.date) for held in book.pauses), "paused"
        span = timedelta(hours=in_force(book, verdict, "mask_hours", 12))
        for record in today:
            assert not any(timedelta(0) <= record.at - dose.at < span for dose in book.medication), "masked"
        if not in_force(book, verdict, "allow_consecutive", False):
            yesterday = verdict.date - timedelta(days=1)
            assert not any(ran.at.date() == yesterday and ran.kind == "run" for ran in book.activities)


@checked
@given(diaries())
def test_no_ceiling_is_above_its_caps(book: Diary) -> None:
    for verdict in plan_of(book, LAST).days:
        ceilings = verdict.ceilings
        assert (ceilings is not None) == (verdict.advice is Advice.RUN)
        if ceilings is None:
            continue
        if verdict.week is None:
            assert (ceilings.seconds, ceilings.metres) == (1440, None)
            continue
        assert ceilings.metres is not None
        budget, done = verdict.week.budget, verdict.week.done
        assert 300 <= ceilings.seconds <= budget.seconds - done.seconds
        assert 500 <= ceilings.metres <= budget.metres - done.metres
        first = verdict.date - timedelta(days=30)
        recent = [ran for ran in book.activities if ran.kind == "run" and first <= ran.at.date() < verdict.date]
        if recent and in_force(book, verdict, "session_cap", True):
            assert ceilings.seconds <= max(300, max(ran.seconds or 0 for ran in recent) * 110 // 100)
            assert ceilings.metres <= max(500, max(ran.metres or 0 for ran in recent) * 110 // 100)


def up_to(book: Diary, number: int) -> Diary:
    """The diary as it stood in the evening of a day."""
    kept = {
        name: tuple(record for record in getattr(book, name) if moment(record).date() <= day(number)) for name in KINDS
    }
    return replace(book, **kept)


@checked
@given(diaries(), st.integers(1, LAST))
def test_a_days_verdict_does_not_change_when_later_days_are_added(book: Diary, number: int) -> None:
    assert plan_of(up_to(book, number), number) == plan_of(book, number)


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
@given(diaries(), st.randoms(use_true_random=False))
def test_the_order_of_records_means_nothing(book: Diary, chance: random.Random) -> None:
    shuffled: dict[str, tuple[Record, ...]] = {}
    for name in KINDS:
        records = list(getattr(book, name))
        chance.shuffle(records)
        shuffled[name] = tuple(records)
    assert plan_of(replace(book, **shuffled), LAST) == plan_of(book, LAST)  # type: ignore[arg-type]


@checked
@given(diaries())
def test_the_short_way_on_settled_days_decides_as_the_whole_table(book: Diary) -> None:
    for course in mornings(book, (START + timedelta(days=LAST)).toordinal()):
        whole = (rule for rule in ADVICE_RULES if rule.asked_in(course.phase) and rule.applies(course))
        assert decide(course) is next(whole)
