"""The demo runner's story, wherever today is."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from kneerehab import i18n
from kneerehab.domain.plan.replay import replay
from kneerehab.domain.plan.verdict import Decision, Grade
from kneerehab.exchange.demo import demo_diary
from kneerehab.exchange.diary_json import read_diary, write_diary
from kneerehab.paths import resources_dir

TODAY = date(2026, 11, 21)


@pytest.mark.parametrize("today", [date(2026, 11, 21), date(2028, 2, 29), date(2027, 1, 1)])
def test_the_story_ends_yesterday_and_is_a_valid_diary(today: date) -> None:
    diary = demo_diary(today)
    assert max(check.at.date() for check in diary.check_ins) == today - timedelta(days=1)
    assert diary.plan.start == today - timedelta(days=70)
    assert read_diary(write_diary(diary, None)) == diary


def test_the_story_has_a_flare_up_a_missed_week_and_an_override() -> None:
    today = date(2026, 11, 21)
    answer = replay(demo_diary(today), today, every_day=True)
    rules = {fired.rule for verdict in answer.days for fired in verdict.rules}
    assert {"P01-override", "P02-calm-gate", "P03-walk-gate", "P06-red", "P08-gap", "R03-paused"} <= rules
    assert [session.grade for session in answer.sessions].count(Grade.RED) == 1
    assert [week.decision for week in answer.weeks] == [Decision.ADVANCE] * 3
    assert answer.projection is not None


@pytest.mark.parametrize("code", ["de", "fr", "es", "pt_BR"])
def test_what_the_demo_runner_wrote_is_in_the_language_of_the_program(code: str) -> None:
    english = demo_diary(TODAY)
    with i18n.speaking(resources_dir() / "locale", code):
        spoken = demo_diary(TODAY)
    assert spoken.overrides[0].reason != english.overrides[0].reason
    assert spoken.runner.name == english.runner.name
    assert read_diary(write_diary(spoken, None)) == spoken
    assert [record.id for record in spoken.records()] == [record.id for record in english.records()]
    for ours, theirs in zip(english.check_ins, spoken.check_ins, strict=True):
        assert (ours.note == theirs.note) == (ours.note is None)
