"""The diary format: what is read comes back, and always as the same bytes."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from kneerehab.domain.codes import Knee, Role, Sign, Weekday
from kneerehab.domain.fields import Amount, KneeScores
from kneerehab.domain.training import Target
from kneerehab.exchange.diary_json import read_diary, write_diary

EXAMPLES = sorted((Path(__file__).parents[1] / "examples").glob("*.json"))
RUNNER = "0b6f1c6e-6a35-4c8a-9a0b-5d1f5f7f0001"


def uid(number: int) -> str:
    return f"0b6f1c6e-6a35-4c8a-9a0b-{number:012x}"


def document(**more: object) -> dict[str, object]:
    base: dict[str, object] = {
        "format": "kneerehab-diary",
        "version": 2,
        "runner": {"id": RUNNER, "name": "Mira"},
        "plan": {"start": "2026-03-02"},
    }
    return base | more


def as_bytes(value: object) -> bytes:
    return json.dumps(value).encode()


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_an_example_of_version_1_comes_back_byte_for_byte_but_for_its_version(path: Path) -> None:
    original = path.read_bytes()
    diary = read_diary(original)
    assert write_diary(diary, diary.exported_at) == original.replace(b'"version": 1,', b'"version": 2,', 1)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_what_was_written_is_written_again_byte_for_byte(path: Path) -> None:
    diary = read_diary(path.read_bytes())
    written = write_diary(diary, diary.exported_at)
    assert read_diary(written) == diary
    assert write_diary(read_diary(written), diary.exported_at) == written


def test_the_order_of_records_in_a_file_makes_no_difference() -> None:
    original = json.loads(EXAMPLES[0].read_bytes())
    shuffled = {key: value[::-1] if isinstance(value, list) else value for key, value in original.items()}
    assert read_diary(as_bytes(shuffled)) == read_diary(as_bytes(original))


def test_the_smallest_diary_is_written_with_every_list() -> None:
    diary = read_diary(as_bytes(document()))
    written = write_diary(diary, None).decode()
    assert '"exported_at"' not in written
    assert '\n "check_ins": [],\n' in written
    assert written.endswith('\n "deleted": []\n}\n')


def test_values_arrive_as_domain_values() -> None:
    diary = read_diary(
        as_bytes(
            document(
                exported_at="2026-03-06T08:05",
                plan_changes=[{"id": uid(1), "date": "2026-03-04", "set": {"goal_week": None, "growth_permille": 75}}],
                check_ins=[
                    {
                        "id": uid(2),
                        "at": "2026-03-02T06:50",
                        "now": {"left": 4, "right": None},
                        "worst_24h": {},
                        "average_24h": {},
                        "swelling": False,
                        "limp": True,
                        "signs": ["mood"],
                        "changed": "2026-03-02T06:04:31Z",
                    }
                ],
                exercise_sets=[
                    {
                        "id": uid(3),
                        "at": "2026-03-02T19:00",
                        "exercise": "clamshell",
                        "side": "both",
                        "sets": 3,
                        "load_kg": 2.5,
                        "target": {"sets": 3, "reps": 12},
                    }
                ],
                overrides=[
                    {
                        "id": uid(4),
                        "date": "2026-03-02",
                        "phase": "BUILD",
                        "week": {"seconds": 3600, "metres": 9000},
                        "reason": "quiet",
                        "by": "me",
                    }
                ],
            )
        )
    )
    (check_in,) = diary.check_ins
    assert diary.exported_at == datetime(2026, 3, 6, 8, 5)
    assert dict(diary.plan_changes[0].settings) == {"goal_week": None, "growth_permille": 75}
    assert check_in.now == KneeScores(left=4)
    assert check_in.now.of(Knee.RIGHT) is None
    assert check_in.worst_24h == KneeScores()
    assert check_in.average_24h is None
    assert check_in.signs == (Sign.MOOD,)
    assert check_in.changed == datetime(2026, 3, 2, 6, 4, 31, tzinfo=UTC)
    assert diary.exercise_sets[0].target == Target(sets=3, reps=12)
    assert diary.overrides[0].week == Amount(seconds=3600, metres=9000)
    assert diary.plan.start == date(2026, 3, 2)


NEWER: dict[str, Any] = {
    "runner": {"id": RUNNER, "name": "Mira", "record_number": "KN-7", "run_days": ["tue", "sun"]},
    "overrides": [
        {"id": uid(1), "date": "2026-03-02", "phase": "CALM", "reason": "quiet", "by": "L. Sand", "role": "clinician"}
    ],
    "prescriptions": [
        {
            "id": uid(2),
            "exercise": "clamshell",
            "sets": 3,
            "days_per_week": 3,
            "side": "both",
            "from": "2026-03-02",
            "by": "me",
            "role": "runner",
        }
    ],
    "check_ins": [
        {
            "id": uid(3),
            "at": "2026-03-02T06:50",
            "now": {},
            "worst_24h": {},
            "swelling": False,
            "limp": False,
            "red_flags": ["bone_pain_at_one_spot", "history_of_cancer"],
            "signs": [],
        }
    ],
    "care": [{"id": uid(4), "at": "2026-03-02T18:00", "kind": "cool_down", "minutes": 5}],
    "outcomes": [{"id": uid(5), "at": "2026-03-02T18:00", "measure": "uwri", "value": 36}],
}
"""What version 2 added, one of each."""


@pytest.mark.parametrize("version", [1, 2])
def test_what_version_2_added_is_taken_from_files_of_both_versions_and_written_as_it_was(version: int) -> None:
    diary = read_diary(as_bytes(document(**NEWER, version=version)))
    assert diary.runner.run_days == (Weekday.TUE, Weekday.SUN)
    assert (diary.overrides[0].role, diary.prescriptions[0].role) == (Role.CLINICIAN, Role.RUNNER)
    written = json.loads(write_diary(diary, None))
    assert written["version"] == 2
    assert {key: written[key] for key in NEWER} == NEWER


def test_a_role_that_nobody_stated_and_days_that_nobody_chose_are_not_written() -> None:
    runner = {"id": RUNNER, "name": "Mira", "run_days": [], "record_number": None}
    override = {"id": uid(1), "date": "2026-03-02", "phase": "CALM", "reason": "a", "by": "b", "role": None}
    written = json.loads(write_diary(read_diary(as_bytes(document(runner=runner, overrides=[override]))), None))
    assert written["runner"] == {"id": RUNNER, "name": "Mira"}
    assert "role" not in written["overrides"][0]


def test_a_setting_that_a_plan_change_takes_away_is_written_as_null() -> None:
    diary = read_diary(
        as_bytes(document(plan_changes=[{"id": uid(1), "date": "2026-03-04", "set": {"goal_week": None}}]))
    )
    assert '"set": {"goal_week": null}' in write_diary(diary, None).decode()


def test_null_is_the_same_as_an_absent_key() -> None:
    runner = {"id": RUNNER, "name": "Mira", "birth_year": None, "zones": None, "note": None, "changed": None}
    assert read_diary(as_bytes(document(runner=runner, shoes=None, exported_at=None))) == read_diary(
        as_bytes(document())
    )


def test_red_flags_and_signs_are_written_even_when_there_are_none_and_symptoms_only_when_known() -> None:
    check_in = {"id": uid(1), "at": "2026-03-02T06:50", "now": {}, "worst_24h": {}, "swelling": False, "limp": False}
    written = write_diary(read_diary(as_bytes(document(check_ins=[check_in]))), None).decode()
    assert '"limp": false, "red_flags": [], "signs": []}' in written


def test_whole_numbers_are_written_without_a_fraction() -> None:
    runner = {"id": RUNNER, "name": "Mira", "weight_kg": 66.0}
    assert '"weight_kg": 66}' in write_diary(read_diary(as_bytes(document(runner=runner))), None).decode()
    runner["weight_kg"] = 61.55
    assert '"weight_kg": 61.55}' in write_diary(read_diary(as_bytes(document(runner=runner))), None).decode()


def test_any_text_survives() -> None:
    text = "مرحبا \u202eמה\u2028\x00\"\\/\u0007 🦵🏽 '; DROP TABLE runners; --"
    runner = {"id": RUNNER, "name": text[:100], "note": text}
    diary = read_diary(as_bytes(document(runner=runner)))
    assert diary.runner.note == text
    assert read_diary(write_diary(diary, None)) == diary


def test_a_byte_order_mark_is_allowed() -> None:
    assert read_diary(b"\xef\xbb\xbf" + as_bytes(document())) == read_diary(as_bytes(document()))
