"""The coming days, walked by the engine itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from kneerehab.domain.codes import OverridePhase
from kneerehab.domain.plan.outlook import outlook, supposing_today
from kneerehab.domain.plan.replay import replay
from kneerehab.exchange.diary_json import read_diary
from tests.builders import check_in, day, diary, override, painkiller, quiet_days, run, walk, week
from tests.domain.plan.reading import amounts, short, stage

BUILD, RUNWALK, WALK = OverridePhase.BUILD, OverridePhase.RUNWALK, OverridePhase.WALK
EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.json"))


def test_after_a_run_the_coming_days_are_those_of_a_diary_in_which_they_are_lived() -> None:
    book = diary(override(1, BUILD, budget=week(4320, 12000)), check_in(1), run(1, 1440, 4000))
    coming = outlook(book, day(1), 7)
    assert [short(verdict) for verdict in coming] == [
        "OFF_DAY R12", "RUN R16", "OFF_DAY R12", "RUN R16", "OFF_DAY R12", "OFF_DAY R13", "RUN R16",
    ]  # fmt: skip
    lived = book.changed_by([*quiet_days(2, 8), run(3, 1440, 4000), run(5, 1440, 4000)])
    assert coming[-1].week == replay(lived, day(8)).days[-1].week
    assert amounts(coming[-1]) == amounts(replay(lived, day(8)).days[-1])


def test_after_a_red_run_two_settled_days_come_first_and_the_week_is_smaller() -> None:
    start = override(1, BUILD, budget=week(4320, 12000))
    coming = outlook(diary(start, check_in(1), run(1, 840, 2100, left=(0, 8, 0), form_changed=True)), day(1), 4)
    assert [short(verdict) for verdict in coming] == ["REST R07", "REST R07", "RUN R16", "OFF_DAY R12"]
    assert coming[0].week is not None
    assert (coming[0].week.budget.seconds, coming[0].week.budget.metres) == (3456, 9600)


def test_runs_are_made_on_the_weekdays_that_were_chosen_and_walks_on_any() -> None:
    book = diary(override(1, RUNWALK), check_in(1))  # day 1 is a Monday
    coming = outlook(book, day(1), 8, weekdays=(1, 5))
    assert [verdict.day for verdict in coming if short(verdict) == "OFF_DAY R12"] == [3, 7]
    walks = outlook(diary(override(1, WALK), check_in(1), walk(1)), day(1), 3, weekdays=(5,))
    assert [stage(verdict) for verdict in walks] == ["WALK 1", "RUNWALK 1, 0", "RUNWALK 1, 0"]


def test_a_painkiller_of_the_evening_still_masks_the_coming_morning() -> None:
    coming = outlook(diary(override(1, RUNWALK), check_in(1), painkiller(1, "23:00")), day(1), 2)
    assert [short(verdict) for verdict in coming] == ["NO_RUN R10", "RUN R14"]


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_looking_ahead_changes_nothing_of_the_diary_or_its_plan(path: Path) -> None:
    book = read_diary(path.read_bytes())
    today = max(record.at.date() for record in book.check_ins)
    before = replay(book, today)
    assert len(outlook(book, today, 14)) == 14
    assert replay(book, today) == before


def test_what_is_offered_today_is_supposed_to_be_done_a_missing_morning_too() -> None:
    start = override(1, BUILD, budget=week(4320, 12000))
    for book in (diary(start), diary(start, check_in(1))):
        verdict = replay(book, day(1)).days[-1]
        supposed = supposing_today(book, verdict)
        assert (supposed.activities[0].seconds, len(supposed.check_ins)) == (1440, 1)
        assert short(outlook(supposed, day(1), 1)[0]) == "OFF_DAY R12"
    rest = diary(check_in(1))
    assert supposing_today(rest, replay(rest, day(1)).days[-1]).activities == ()
    walking = diary(override(1, WALK), check_in(1))
    assert supposing_today(walking, replay(walking, day(1)).days[-1]).activities[0].kind == "walk"
