"""A bad diary file is refused whole, with the path and the reason of every fault in the format's own words."""

from __future__ import annotations

import json
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kneerehab.domain.errors import InvalidFile, NewerFile, NotADiary
from kneerehab.exchange.diary_json import MOST_BYTES, read_diary

RUNNER = "0b6f1c6e-6a35-4c8a-9a0b-5d1f5f7f0001"


def uid(number: int) -> str:
    return f"0b6f1c6e-6a35-4c8a-9a0b-{number:012x}"


def faults_of(data: bytes | object) -> list[str]:
    try:
        read_diary(data if isinstance(data, bytes) else json.dumps(data).encode())
    except InvalidFile as error:
        return list(error.faults)
    return []


def document(**more: object) -> dict[str, object]:
    base: dict[str, object] = {
        "format": "kneerehab-diary",
        "version": 2,
        "runner": {"id": RUNNER, "name": "Mira"},
        "plan": {"start": "2026-03-02"},
    }
    return base | more


CHECK_IN = {"id": uid(1), "at": "2026-03-02T07:00", "now": {}, "worst_24h": {}, "swelling": False, "limp": False}
RUN = {"id": uid(1), "at": "2026-03-02T18:00", "kind": "run", "seconds": 600}
CROSS = {"id": uid(1), "at": "2026-03-02T18:00", "kind": "cross"}
OVERRIDE = {"id": uid(1), "date": "2026-03-02", "phase": "CALM", "reason": "a", "by": "b"}
PAUSE = {"id": uid(1), "from": "2026-03-05", "reason": "ill"}
PRESCRIPTION = {
    "id": uid(1),
    "exercise": "clamshell",
    "from": "2026-03-05",
    "sets": 3,
    "days_per_week": 3,
    "side": "both",
}
OUTCOME = {"id": uid(1), "at": "2026-03-02T18:00", "measure": "akps", "value": 71}
CHANGE = {"id": uid(1), "date": "2026-03-02", "set": {"growth_permille": 75}}
SET = {"id": uid(1), "at": "2026-03-02T19:00", "exercise": "clamshell", "side": "both", "sets": 3}
SHOES = {"id": uid(9), "name": "Blue"}
SIDES = "must be one of: left, right"
MINUTE = "must be a local time (YYYY-MM-DDTHH:MM, 2000 to 2099)"
DATE = "must be a date (YYYY-MM-DD, 2000 to 2099)"


@pytest.mark.parametrize(
    ("data", "line"),
    [
        (b"", "diary: is not valid JSON in UTF-8"),
        (b"{", "diary: is not valid JSON in UTF-8"),
        (b"\xff\xfe{\x00}\x00", "diary: is not valid JSON in UTF-8"),
        (b'{"format": "\xed\xa0\x80"}', "diary: is not valid JSON in UTF-8"),
        (b'{"version": NaN}', "diary: is not valid JSON in UTF-8"),
        (b'{"version": -Infinity}', "diary: is not valid JSON in UTF-8"),
        (b"[" * 200_000, "diary: is not valid JSON in UTF-8"),
        (b'{"a":' * 1_000_000 + b"1" + b"}" * 1_000_000, "diary: is not valid JSON in UTF-8"),
        (b" " * (MOST_BYTES + 1), "diary: is larger than 32 MiB"),
        (b"[]", "diary: must be an object"),
        (b"null", "diary: must be an object"),
    ],
    ids=range(11),
)
def test_a_file_that_is_no_diary_at_all(data: bytes, line: str) -> None:
    assert faults_of(data) == [line]


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"{}", NotADiary),
        (b"[]", NotADiary),
        (b"null", NotADiary),
        (b'{"format": "kneerehab-plan", "version": 2}', NotADiary),
        (b'{"format": "kneerehab-diary", "version": 3}', NewerFile),
        (b'{"format": "kneerehab-diary", "version": 2}', InvalidFile),
    ],
)
def test_what_does_not_call_itself_a_diary_is_none(data: bytes, kind: type[InvalidFile]) -> None:
    with pytest.raises(InvalidFile) as refused:
        read_diary(data)
    assert type(refused.value) is kind


def test_an_empty_object_lacks_what_is_required() -> None:
    assert set(faults_of({})) == {f"{key}: is required" for key in ("format", "version", "runner", "plan")}


@pytest.mark.parametrize(
    ("change", "lines"),
    [
        ({"format": "kneerehab-plan"}, {'format: must be "kneerehab-diary"'}),
        ({"format": None}, {"format: is required"}),
        ({"version": 3}, {"version: must be 1 or 2"}),
        ({"version": 2.0}, {"version: must be 1 or 2"}),
        ({"version": True}, {"version: must be 1 or 2"}),
        ({"version": "2"}, {"version: must be 1 or 2"}),
        ({"version": 0}, {"version: must be 1 or 2"}),
        ({"checkins": []}, {"checkins: unknown key"}),
        ({"line\nbreak\ud800": []}, {"line\\nbreak\\ud800: unknown key"}),
        ({"exported_at": "2026-03-06T08:05:00"}, {f"exported_at: {MINUTE}"}),
        ({"runner": []}, {"runner: must be an object"}),
        (
            {"runner": {"id": RUNNER.upper(), "name": ""}},
            {"runner.id: must be a UUID in lower case", "runner.name: must be text of 1 to 100 characters"},
        ),
        ({"runner": {"id": RUNNER, "name": "\ud800"}}, {"runner.name: must be text of 1 to 100 characters"}),
        (
            {"runner": {"id": RUNNER, "name": "M", "weight_kg": 61.555}},
            {"runner.weight_kg: must be a number from 20 to 300 with at most 2 decimals"},
        ),
        (
            {"runner": {"id": RUNNER, "name": "M", "weight_kg": True}},
            {"runner.weight_kg: must be a number from 20 to 300 with at most 2 decimals"},
        ),
        ({"runner": {"id": RUNNER, "name": "M", "zones": ["front"] * 6}}, {"runner.zones: has more than 5 entries"}),
        ({"runner": {"id": RUNNER, "name": "M", "zones": ["front"] * 2}}, {"runner.zones[1]: is listed twice"}),
        (
            {"runner": {"id": RUNNER, "name": "M", "record_number": "7" * 41}},
            {"runner.record_number: must be text of 1 to 40 characters"},
        ),
        (
            {"runner": {"id": RUNNER, "name": "M", "record_number": ""}},
            {"runner.record_number: must be text of 1 to 40 characters"},
        ),
        (
            {"runner": {"id": RUNNER, "name": "M", "run_days": ["mon", "Tue"]}},
            {"runner.run_days[1]: must be one of: mon, tue, wed, thu, fri, sat, sun"},
        ),
        (
            {"runner": {"id": RUNNER, "name": "M", "run_days": ["mon"] * 8}},
            {"runner.run_days: has more than 7 entries"},
        ),
        ({"runner": {"id": RUNNER, "name": "M", "run_days": ["mon"] * 2}}, {"runner.run_days[1]: is listed twice"}),
        ({"overrides": [OVERRIDE | {"role": "physio"}]}, {"overrides[0].role: must be one of: runner, clinician"}),
        (
            {"prescriptions": [PRESCRIPTION | {"role": True}]},
            {"prescriptions[0].role: must be one of: runner, clinician"},
        ),
        (
            {"check_ins": [CHECK_IN | {"red_flags": ["cannot_move"] * 13}]},
            {"check_ins[0].red_flags: has more than 12 entries"},
        ),
        (
            {"check_ins": [CHECK_IN | {"red_flags": ["cancer"]}]},
            {
                "check_ins[0].red_flags[0]: must be one of: cannot_take_weight, badly_swollen_or_deformed, "
                "cannot_move, locks_or_gives_way, hot_red_or_fever, injury_with_pop, calf_pain_or_swelling, "
                "constant_or_night_pain, numb_or_cold_foot, unexplained_weight_loss, bone_pain_at_one_spot, "
                "history_of_cancer"
            },
        ),
        (
            {"care": [{"id": uid(1), "at": "2026-03-02T18:00", "kind": "sauna"}]},
            {"care[0].kind: must be one of: rest, compression, elevation, brace, tape, insoles, warm_up, cool_down"},
        ),
        (
            {"outcomes": [OUTCOME | {"measure": "womac"}]},
            {"outcomes[0].measure: must be one of: psfs, step_down_30s, akps, koos_pf, uwri"},
        ),
        (
            {"runner": {"id": RUNNER, "name": "M", "changed": "2026-03-02T05:52:10"}},
            {"runner.changed: must be a UTC time (YYYY-MM-DDTHH:MM:SSZ, 2000 to 2099)"},
        ),
        ({"plan": {}}, {"plan.start: is required"}),
        ({"plan": {"start": None}}, {"plan.start: is required"}),
        ({"plan": {"start": "2026-02-30"}}, {f"plan.start: {DATE}"}),
        ({"plan": {"start": "20260302"}}, {f"plan.start: {DATE}"}),
        ({"plan": {"start": "1999-12-31"}}, {f"plan.start: {DATE}"}),
        ({"plan": {"start": "２026-03-02"}}, {f"plan.start: {DATE}"}),
        ({"plan": {"start": "2026-03-02", "id": uid(4)}}, {"plan.id: unknown key"}),
        (
            {"plan": {"start": "2026-03-02", "usual_week": {"seconds": 1799}}},
            {
                "plan.usual_week.seconds: must be an integer from 1800 to 360000",
                "plan.usual_week.metres: is required",
            },
        ),
        ({"check_ins": {}}, {"check_ins: must be a list"}),
        ({"check_ins": [None]}, {"check_ins[0]: must be an object"}),
        ({"check_ins": [CHECK_IN | {"pain": 3}]}, {"check_ins[0].pain: unknown key"}),
        ({"check_ins": [CHECK_IN | {"now": None}]}, {"check_ins[0].now: is required"}),
        (
            {"check_ins": [CHECK_IN, CHECK_IN | {"id": uid(2), "now": {"left": 11, "middle": 1}}]},
            {"check_ins[1].now.left: must be an integer from 0 to 10", "check_ins[1].now.middle: unknown key"},
        ),
        (
            {"check_ins": [CHECK_IN | {"now": {"left": 1.0, "right": True}}]},
            {
                "check_ins[0].now.left: must be an integer from 0 to 10",
                "check_ins[0].now.right: must be an integer from 0 to 10",
            },
        ),
        ({"check_ins": [CHECK_IN | {"limp": 0}]}, {"check_ins[0].limp: must be true or false"}),
        ({"check_ins": [CHECK_IN | {"at": "2026-03-02T24:00"}]}, {f"check_ins[0].at: {MINUTE}"}),
        ({"check_ins": [CHECK_IN | {"at": "2026-03-02 07:00"}]}, {f"check_ins[0].at: {MINUTE}"}),
        ({"check_ins": [CHECK_IN | {"signs": "mood"}]}, {"check_ins[0].signs: must be a list"}),
        (
            {"check_ins": [CHECK_IN | {"symptoms": ["itchy", None, []]}]},
            {
                f"check_ins[0].symptoms[{index}]: must be one of: stiff_after_rest, grinding, popping, tender, puffy"
                for index in range(3)
            },
        ),
        ({"check_ins": [CHECK_IN | {"signs": ["mood"] * 9}]}, {"check_ins[0].signs: has more than 8 entries"}),
        (
            {"pain_notes": [{"id": uid(1), "at": "2026-03-02T07:00", "side": "both", "score": 1, "context": "other"}]},
            {f"pain_notes[0].side: {SIDES}"},
        ),
        ({"activities": [RUN | {"surfaces": []}]}, {"activities[0].surfaces: must not be empty"}),
        ({"activities": [RUN | {"surfaces": ["track", "track"]}]}, {"activities[0].surfaces[1]: is listed twice"}),
        ({"activities": [RUN | {"seconds": 0}]}, {"activities[0].seconds: must be an integer from 1 to 86400"}),
        (
            {"activities": [RUN | {"source": {"format": "gpx", "digest": "ABC", "batch": uid(7)}}]},
            {"activities[0].source.digest: must be a SHA-256 in lower-case hex"},
        ),
        ({"exercise_sets": [SET | {"target": {}}]}, {"exercise_sets[0].target.sets: is required"}),
        (
            {"exercise_sets": [SET | {"load_kg": "5"}]},
            {"exercise_sets[0].load_kg: must be a number from 0 to 300 with at most 2 decimals"},
        ),
        ({"plan_changes": [CHANGE | {"set": {}}]}, {"plan_changes[0].set: must not be empty"}),
        ({"plan_changes": [CHANGE | {"set": None}]}, {"plan_changes[0].set: is required"}),
        ({"plan_changes": [CHANGE | {"set": {"start": "2026-03-02"}}]}, {"plan_changes[0].set.start: unknown key"}),
        (
            {"plan_changes": [CHANGE | {"set": {"growth_permille": None}}]},
            {"plan_changes[0].set.growth_permille: must be an integer from 50 to 100"},
        ),
        (
            {"overrides": [OVERRIDE | {"phase": "REFER"}]},
            {"overrides[0].phase: must be one of: CALM, WALK, RUNWALK, BUILD, MAINTAIN"},
        ),
        ({"deleted": [{"id": uid(1)}]}, {"deleted[0].changed: is required"}),
        ({"care": [{}] * 200_001}, {"care: has more than 200000 entries"}),
    ],
)
def test_every_wording_of_the_first_stage(change: dict[str, object], lines: set[str]) -> None:
    assert set(faults_of(document(**change))) == lines


@pytest.mark.parametrize(
    ("change", "lines"),
    [
        ({"check_ins": [CHECK_IN | {"id": RUNNER}]}, {"check_ins[0].id: is already used by runner.id"}),
        (
            {"check_ins": [CHECK_IN, CHECK_IN], "activities": [RUN]},
            {
                "check_ins[1].id: is already used by check_ins[0].id",
                "activities[0].id: is already used by check_ins[0].id",
            },
        ),
        (
            {"check_ins": [CHECK_IN], "deleted": [{"id": uid(1), "changed": "2026-03-02T05:52:10Z"}]},
            {"deleted[0].id: is already used by check_ins[0].id"},
        ),
        (
            {"overrides": [OVERRIDE, OVERRIDE | {"id": uid(2)}]},
            {"overrides[1].date: is already used by overrides[0].date"},
        ),
        (
            {"plan_changes": [CHANGE, CHANGE | {"id": uid(2)}]},
            {"plan_changes[1].date: is already used by plan_changes[0].date"},
        ),
        (
            {"check_ins": [CHECK_IN | {"at": "2046-03-18T07:00"}]},
            {"check_ins[0].at: is more than 7320 days away from plan.start"},
        ),
        (
            {"pauses": [PAUSE | {"to": "2046-03-18"}]},
            {"pauses[0].to: is more than 7320 days away from plan.start"},
        ),
        ({"check_ins": [CHECK_IN | {"at": "2046-03-17T07:00"}]}, set()),
        ({"pauses": [PAUSE | {"to": "2026-03-04"}]}, {"pauses[0].to: is before from"}),
        ({"prescriptions": [PRESCRIPTION | {"to": "2026-03-04"}]}, {"prescriptions[0].to: is before from"}),
        (
            {"outcomes": [OUTCOME | {"measure": "psfs", "value": 10.5}]},
            {"outcomes[0].activity: is required", "outcomes[0].value: must be at most 10 with measure psfs"},
        ),
        ({"outcomes": [OUTCOME | {"measure": "step_down_30s"}]}, {"outcomes[0].side: is required"}),
        (
            {"outcomes": [OUTCOME | {"measure": "uwri", "value": 36.01}]},
            {"outcomes[0].value: must be at most 36 with measure uwri"},
        ),
        ({"overrides": [OVERRIDE | {"rung": 2}]}, {"overrides[0].rung: is only allowed with phase RUNWALK"}),
        (
            {"overrides": [OVERRIDE | {"phase": "RUNWALK", "week": {"seconds": 1800, "metres": 3000}}]},
            {"overrides[0].week: is only allowed with phase BUILD or MAINTAIN"},
        ),
        ({"activities": [RUN | {"seconds": None}]}, {"activities[0]: needs seconds or metres"}),
        (
            {"activities": [RUN | {"kind": "walk", "cross_kind": "swim"}]},
            {"activities[0].cross_kind: is only allowed with kind cross"},
        ),
        (
            {
                "activities": [CROSS | {"surfaces": ["track"], "form_changed": False, "shoes_id": uid(9)}],
                "shoes": [SHOES],
            },
            {
                "activities[0].surfaces: is not allowed with kind cross",
                "activities[0].form_changed: is not allowed with kind cross",
                "activities[0].shoes_id: is not allowed with kind cross",
            },
        ),
        ({"activities": [RUN | {"shoes_id": uid(9)}]}, {"activities[0].shoes_id: no such shoes"}),
        ({"activities": [RUN | {"shoes_id": uid(9)}], "shoes": [SHOES]}, set()),
    ],
)
def test_every_wording_of_the_second_stage(change: dict[str, object], lines: set[str]) -> None:
    assert set(faults_of(document(**change))) == lines


def test_records_are_compared_only_when_each_is_sound() -> None:
    assert faults_of(document(check_ins=[CHECK_IN, CHECK_IN | {"limp": 1}])) == [
        "check_ins[1].limp: must be true or false"
    ]


@pytest.mark.parametrize("records", [[{}] * 200, [CHECK_IN] * 200], ids=["first stage", "second stage"])
def test_at_most_a_hundred_faults_are_told(records: list[object]) -> None:
    assert len(faults_of(document(check_ins=records))) == 100


def test_an_integer_of_a_hundred_thousand_digits_is_out_of_range_and_no_more() -> None:
    data = json.dumps(document(check_ins=[CHECK_IN])).replace('"now": {}', '"now": {"left": ' + "9" * 100_000 + "}")
    assert faults_of(data.encode()) == ["check_ins[0].now.left: must be an integer from 0 to 10"]


@pytest.mark.parametrize(
    "data",
    [b'{"a":[' + b"[]," * 10_000_000 + b"1]}", b'{"a":' + b"1" * 30_000_000 + b"}", b'{"a":"' + b"\\u0000" * 5_000_000],
    ids=["brackets", "digits", "escapes"],
)
def test_a_hostile_file_of_thirty_megabytes_is_refused_in_bounded_time(data: bytes) -> None:
    began = time.process_time()
    assert faults_of(data)
    assert time.process_time() - began < 10


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.sampled_from([uid(1), "left"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["id", "at", "now", "left", "set", "kind", "surfaces", "x"]), inner, max_size=4
        )
    ),
    max_leaves=12,
)
top_level_keys = st.sampled_from(
    ["runner", "plan", "check_ins", "activities", "plan_changes", "deleted", "version", "y"]
)


@settings(max_examples=200, deadline=None)
@given(st.dictionaries(top_level_keys, json_values, max_size=4))
def test_whatever_stands_in_a_file_gives_lines_and_never_a_traceback(parts: dict[str, object]) -> None:
    for line in faults_of(json.dumps(document(**parts)).encode()):
        assert ": " in line
        assert line.isprintable()


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_give_lines_and_never_a_traceback(data: bytes) -> None:
    assert faults_of(data)


@pytest.mark.parametrize(
    ("change", "newer"),
    [
        ({"version": 3, "moods": []}, True),
        ({"version": 0}, False),
        ({"version": "3"}, False),
        ({"version": 3, "format": "kneerehab-plan"}, False),
    ],
)
def test_a_file_of_a_version_still_to_come_is_told_from_a_faulty_one(change: dict[str, object], newer: bool) -> None:
    with pytest.raises(InvalidFile) as refused:
        read_diary(json.dumps(document(**change)).encode())
    assert isinstance(refused.value, NewerFile) is newer
    assert "version: must be 1 or 2" in refused.value.faults
