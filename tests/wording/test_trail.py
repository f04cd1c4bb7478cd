"""The trail in words: every field of every kind has a name, and every value can be said."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from kneerehab.domain.diary import KINDS, Diary
from kneerehab.domain.plan_records import Plan
from kneerehab.domain.runner import Runner
from kneerehab.domain.trail import TrailLine, Way, What, kept
from kneerehab.services.edit import Edit
from kneerehab.services.trail import lines
from kneerehab.wording.formats import plain
from kneerehab.wording.trail import about, done, values
from tests.storage.any_record import diaries

NOON = datetime(2026, 3, 10, 12, tzinfo=UTC)
ALL: dict[str, Any] = {"runner": Runner, "plan": Plan, **KINDS}


@pytest.mark.parametrize("name", ALL)
def test_every_field_has_a_name_that_is_no_key(name: str) -> None:
    keys = [facet.key for facet, _kept in kept(ALL[name])]
    line = TrailLine(
        at=NOON, what=What.CHANGED, way=Way.EDIT, list=name, record_id="", changes=dict.fromkeys(keys)
    )  # fmt: skip
    assert about(line)
    said = [field for field, _old, _new in values(line, plain(), str)]
    assert len(said) == len(keys)
    assert not [field for field in said if not field or "_" in field or not field[0].isupper()]


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(diary=diaries())
def test_every_value_of_any_diary_can_be_said(diary: Diary) -> None:
    by_id = {record.id: record for record in diary.records()}
    found = lines(Edit(removed=tuple(by_id.values())), diary, by_id, at=NOON, way=Way.BACK, by=None)
    assert len(found) == len(by_id)
    for line in found:
        assert done(line)
        for _name, old, new in values(line, plain(), str):
            assert old is None or (old and "KneeScores" not in old and "Amount(" not in old)
            assert new


@pytest.mark.parametrize("way", [way for way in Way if way is not Way.IMPORT])
@pytest.mark.parametrize("what", What)
def test_everything_that_can_be_done_has_words(what: What, way: Way) -> None:
    assert done(TrailLine(at=NOON, what=what, way=way, list="icing", record_id=""))


@pytest.mark.parametrize(
    ("name", "key", "value"),
    [
        ("prescriptions", "side", "up"),
        ("prescriptions", "from", "one day"),
        ("prescriptions", "from", 5),
        ("activities", "metres", float("inf")),
        ("activities", "metres", 10**400),
    ],
)
def test_a_value_that_the_format_does_not_know_is_told_as_it_stands(name: str, key: str, value: Any) -> None:
    changed = TrailLine(
        at=NOON, what=What.CHANGED, way=Way.EDIT, list=name, record_id="", changes={key: (value, None)}
    )  # fmt: skip
    ((_name, old, new),) = values(changed, plain(), str)
    assert (old, new) == (str(value), "nothing")
