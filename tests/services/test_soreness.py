"""When a knee counts as sore: by its own scores of the day, or by the plan's word."""

from __future__ import annotations

import pytest

from kneerehab.domain.codes import OverridePhase, PainContext, Profile
from kneerehab.domain.plan.replay import replay
from kneerehab.domain.plan.rules import RULES
from kneerehab.domain.plan.settings import settings_on
from kneerehab.services.soreness import SORE_RULES, is_sore
from tests import builders
from tests.builders import check_in, day, override, pain_note, quiet_days, run, week

BUILD = override(1, OverridePhase.BUILD, budget=week(4320, 12000))


def sore(*records: object, number: int = 3, **settings: object) -> bool:
    book = builders.diary(*records, **settings)
    in_force = settings_on(book.plan, book.plan_changes, day(number))
    return is_sore(book, in_force, replay(book, day(number)).verdict, day(number))


def test_a_quiet_day_is_not_sore_and_a_day_without_a_word_is_not_known_to_be() -> None:
    assert not sore(BUILD, quiet_days(1, 3))
    assert not sore(BUILD, quiet_days(1, 2))


@pytest.mark.parametrize(
    "today",
    [
        check_in(3, (1, 1)),
        check_in(3, right=(0, 2)),
        check_in(3, swelling=True),
        check_in(3, limp=True),
        [check_in(3), pain_note(3, 2, clock="06:30")],
        [check_in(3), pain_note(3, 1, context=PainContext.NIGHT, clock="04:00")],
    ],
    ids=["now", "the other knee", "swollen", "limping", "a note", "woken at night"],
)
def test_a_score_above_the_limit_swelling_or_a_limp_is_sore(today: object) -> None:
    assert sore(BUILD, quiet_days(1, 2), today)


def test_in_the_calm_phase_swelling_alone_is_sore_although_the_verdict_rests_for_another_reason() -> None:
    assert sore(quiet_days(1, 2), check_in(3, swelling=True))
    assert not sore(quiet_days(1, 2), check_in(3))


def test_the_monitored_limit_counts_where_it_is_agreed() -> None:
    two = [BUILD, quiet_days(1, 2), check_in(3, (2, 2))]
    assert sore(*two)
    assert not sore(*two, profile=Profile.MONITORED)
    assert sore(BUILD, quiet_days(1, 2), check_in(3, (2, 3)), profile=Profile.MONITORED)


def test_the_quiet_days_after_a_red_run_are_sore_until_it_has_settled() -> None:
    red = run(1, 1440, 4000, left=(0, 4, 2))
    assert sore(BUILD, check_in(1), red, check_in(2, (2, 4)), check_in(3))


def test_every_rule_that_means_sore_is_a_rule_of_the_plan() -> None:
    assert set(SORE_RULES) <= set(RULES)
