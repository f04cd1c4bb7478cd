"""The FHIR Bundle, read by the models of fhir.resources (R4B, which has these resources as R4 has them)."""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from hashlib import sha1
from pathlib import Path
from typing import Any

import pytest
from fhir.resources.R4B.bundle import Bundle as Model
from pydantic import ValidationError

from kneerehab.domain.activity import Activity
from kneerehab.domain.clinic import Outcome
from kneerehab.domain.codes import ActivityKind, CrossKind, Knee, Measure, RedFlag, Role, Side
from kneerehab.domain.diary import KINDS, Diary
from kneerehab.domain.training import ExerciseSet, OwnExercise, Prescription
from kneerehab.exchange.diary_json import read_diary
from kneerehab.exchange.fhir import Bundle, Words, bundle
from kneerehab.services.exercises import exercise_name
from kneerehab.wording.labels import knees_name, label
from kneerehab.wording.measures import measure_label
from kneerehab.wording.records import dose, list_name
from tests import builders
from tests.builders import at, day

EXAMPLES = sorted((Path(__file__).resolve().parent.parent / "examples").glob("*.json"))
NOW = datetime(2026, 3, 20, 9, 15, tzinfo=UTC)
TODAY = day(19)
LOINC, UCUM = "http://loinc.org", "http://unitsofmeasure.org"
OF_FINDINGS = {"72514-3", "55411-3", "82290-8", "82291-6"}
UNITS = {"{score}", "{count}", "min", "m", "min/wk", "d/wk"}


def made(diary: Diary, today: date = TODAY, **more: Any) -> Bundle:
    words = Words(
        language="en",
        label=label,
        knees=knees_name,
        measure=measure_label,
        exercise=lambda exercise: exercise_name(diary, exercise),
        dose=dose,
        kind=list_name,
    )
    given = {"who": "Runner ABCD-2345", "named": False, "now": NOW, **more}
    return bundle(diary, words, today=today, **given)


def resources(found: Bundle, kind: str = "") -> list[dict[str, Any]]:
    entries = [entry["resource"] for entry in json.loads(found.data)["entry"]]
    return [one for one in entries if kind in ("", one["resourceType"])]


def observations(found: Bundle, code: str) -> list[dict[str, Any]]:
    """Those with a code, of whichever system."""
    return [one for one in resources(found, "Observation") if code in [it["code"] for it in one["code"]["coding"]]]


def values(found: Bundle, code: str) -> list[float]:
    return [one["valueQuantity"]["value"] for one in observations(found, code)]


def references(part: Any) -> Iterator[str]:
    if isinstance(part, dict):
        for key, value in part.items():
            if key == "reference" and isinstance(value, str):
                yield value
            else:
                yield from references(value)
    elif isinstance(part, list):
        for value in part:
            yield from references(value)


def prescription(**more: Any) -> Prescription:
    given: dict[str, Any] = {"exercise": "step-down", "from_": day(1), "sets": 3, "reps": 8, "days_per_week": 3}
    return Prescription(id=builders.an_id(), side=Side.LEFT, **{**given, **more})


def result(number: int, measure: Measure, value: float, **more: Any) -> Outcome:
    return Outcome(id=builders.an_id(), at=at(number), measure=measure, value=value, **more)


@pytest.mark.parametrize("file", EXAMPLES, ids=lambda file: file.stem)
def test_the_models_take_every_example_whole(file: Path) -> None:
    diary = read_diary(file.read_bytes())
    found = made(diary, date(2026, 3, 20), report=b"%PDF-1.7 a page")
    model = Model.model_validate_json(found.data)
    assert model.type == "collection"
    kinds = Counter(entry.resource.get_resource_type() for entry in model.entry)
    assert kinds["Patient"] == kinds["CarePlan"] == kinds["DocumentReference"] == kinds["OperationOutcome"] == 1
    assert kinds["ServiceRequest"] == len(diary.prescriptions)
    assert kinds["Observation"] > len(diary.check_ins)


def test_the_models_refuse_what_fhir_does_not_allow() -> None:
    document = json.loads(made(builders.diary(builders.check_in(1))).data)
    observation = next(one["resource"] for one in document["entry"] if one["resource"]["resourceType"] == "Observation")
    for key, value in (("effectiveDateTime", "2026-03-02T07:00"), ("status", None), ("limb", "left")):
        with pytest.raises(ValidationError):
            Model.model_validate({**document, "entry": [{"resource": {**observation, key: value}}]})


@pytest.mark.parametrize("file", EXAMPLES, ids=lambda file: file.stem)
def test_ids_are_unique_every_reference_is_met_and_codes_are_known(file: Path) -> None:
    found = made(read_diary(file.read_bytes()), date(2026, 3, 20), report=b"%PDF")
    document = json.loads(found.data)
    urls = [entry["fullUrl"] for entry in document["entry"]]
    assert len(set(urls)) == len(urls)
    assert all(url == f"urn:uuid:{one['id']}" for url, one in zip(urls, resources(found), strict=True))
    assert set(references(document)) <= set(urls)
    for one in resources(found, "Observation"):
        assert {it["code"] for it in one["code"]["coding"] if it["system"] == LOINC} <= OF_FINDINGS
        assert one["code"]["text"]
        if (value := one.get("valueQuantity")) is not None:
            assert (value["system"], value["code"] in UNITS) == (UCUM, True)


def test_the_same_diary_gives_the_same_bytes_and_an_edit_keeps_the_ids() -> None:
    told = builders.check_in(1, left=(3, 4))
    diary = builders.diary(told, builders.run(2))
    assert made(diary).data == made(diary).data
    changed = made(diary.changed_by([replace(told, swelling=True)]))
    assert {one["id"] for one in resources(changed)} == {one["id"] for one in resources(made(diary))}


def test_each_knee_and_rating_is_an_observation_and_what_is_unknown_is_none() -> None:
    found = made(builders.diary(builders.check_in(1, left=(0, 4), right=(None, None))))
    pain = observations(found, "72514-3")
    assert [(one["bodySite"]["text"], one["code"]["text"], one["valueQuantity"]["value"]) for one in pain] == [
        ("Left knee", "Pain now", 0),
        ("Left knee", "Worst in the last 24 hours", 4),
    ]
    assert {one["effectiveDateTime"] for one in pain} == {str(day(1))}
    assert pain[0]["note"] == [{"text": "07:00 by the runner’s clock"}]
    assert [one["valueBoolean"] for one in observations(found, "swelling")] == [False]


def test_a_run_has_its_pain_its_minutes_and_its_metres_where_they_are_known() -> None:
    run = builders.run(2, 1500, None, left=(0, 3, None), right=(None, None, None))
    found = made(builders.diary(run))
    assert values(found, "55411-3") == [25]
    assert observations(found, "distance") == []
    assert values(found, "72514-3") == [0, 3]
    (duration,) = observations(found, "55411-3")
    assert duration["category"][0]["coding"][0]["code"] == "activity"
    assert values(made(builders.diary(builders.run(2, None, 3500))), "distance") == [3500]


def test_warning_signs_are_told_and_those_not_ticked_are_not_denied() -> None:
    found = made(builders.diary(builders.check_in(1, flags=[RedFlag.CANNOT_MOVE])))
    assert [one["valueBoolean"] for one in observations(found, "cannot_move")] == [True]
    assert observations(found, "calf_pain_or_swelling") == []


def cross(number: int, kind: CrossKind, seconds: int | None = 1800) -> Activity:
    return Activity(id=builders.an_id(), at=at(number), kind=ActivityKind.CROSS, cross_kind=kind, seconds=seconds)


@pytest.mark.parametrize(
    ("records", "expected"),
    [
        ([builders.run(1, 1200), builders.run(3, 1800), cross(5, CrossKind.CYCLE)], [80]),
        ([builders.run(1, 1200), builders.run(3, None, 3000)], []),  # a part is unknown
        ([cross(2, CrossKind.PILATES), builders.walk(3)], []),  # nothing says how hard it was
        ([builders.run(1, 1200), builders.run(8, 600)], [20, 10]),
        ([builders.run(15, 1200)], []),  # its week is not over
        ([], []),
    ],
)
def test_a_week_has_its_minutes_once_it_is_over_and_all_are_known(
    records: list[Activity], expected: list[float]
) -> None:
    found = made(builders.diary(records))
    assert values(found, "82290-8") == expected
    if expected:
        week = observations(found, "82290-8")[0]["effectivePeriod"]
        assert week == {"start": str(day(1)), "end": str(day(7))}


def test_a_week_has_its_days_of_strengthening_and_stretching_is_none() -> None:
    records = [
        builders.exercise_set(1, "step-down"),
        builders.exercise_set(1, "glute-bridge"),
        builders.exercise_set(4, "step-down"),
        builders.exercise_set(5, "calf-stretch"),
    ]
    assert values(made(builders.diary(*records)), "82291-6") == [2]
    unknown = builders.exercise_set(6, "something-else")
    assert values(made(builders.diary(*records, unknown)), "82291-6") == []


def test_what_was_done_of_an_exercise_stands_in_words() -> None:
    done = ExerciseSet(id=builders.an_id(), at=at(1), exercise="step-down", side=Side.RIGHT, sets=3, reps=8, pain=2)
    found = made(builders.diary(done))
    (sets,) = observations(found, "step-down")
    assert (sets["valueString"], sets["bodySite"]["text"]) == ("3 × 8", "Right knee")
    assert values(found, "pain-exercise") == [2]


def test_measures_are_totals_with_their_words_and_no_item() -> None:
    found = made(
        builders.diary(
            result(1, Measure.AKPS, 71),
            result(1, Measure.KOOS_PF, 55.5),
            result(1, Measure.UWRI, 20),
            result(1, Measure.PSFS, 4, activity="Long stairs"),
            result(1, Measure.STEP_DOWN_30S, 12, side=Knee.RIGHT),
        )
    )
    assert [values(found, str(measure)) for measure in (Measure.AKPS, Measure.KOOS_PF, Measure.UWRI)] == [
        [71],
        [55.5],
        [20],
    ]
    assert observations(found, "psfs")[0]["code"]["text"].endswith(": Long stairs")
    (steps,) = observations(found, "step_down_30s")
    assert (steps["bodySite"]["text"], steps["valueQuantity"]["code"]) == ("Right knee", "{count}")


def test_the_home_programme_is_a_plan_with_a_request_for_each_dose() -> None:
    mine = OwnExercise(id=builders.an_id(), name="Towel slides", kind="strength", per_leg=True)  # type: ignore[arg-type]
    ended = prescription(to=day(5), by="Ana Ruiz", role=Role.CLINICIAN)
    found = made(builders.diary(ended, prescription(from_=day(6), sets=4), prescription(exercise=mine.id), mine))
    (plan,) = resources(found, "CarePlan")
    requests = resources(found, "ServiceRequest")
    assert (plan["status"], plan["period"]) == ("active", {"start": str(day(1))})
    assert [it["reference"]["reference"] for it in plan["activity"]] == [f"urn:uuid:{one['id']}" for one in requests]
    told = {one["orderDetail"][0]["text"]: one for one in requests}
    assert {(one["status"], one["intent"]) for one in requests} == {("completed", "order"), ("active", "plan")}
    assert told["4 × 8"]["occurrenceTiming"]["repeat"] == {
        "boundsPeriod": {"start": str(day(6))}, "frequency": 3, "period": 1, "periodUnit": "wk",
    }  # fmt: skip
    assert [one["code"]["text"] for one in requests if one["code"]["coding"][0]["code"] == "own-exercise"] == [
        "Towel slides"
    ]


def test_a_programme_that_is_over_is_completed_and_without_one_there_is_no_plan() -> None:
    (plan,) = resources(made(builders.diary(prescription(to=day(5)))), "CarePlan")
    assert (plan["status"], plan["period"]["end"]) == ("completed", str(day(5)))
    assert not resources(made(builders.diary()), "CarePlan")


def test_names_and_the_year_of_birth_are_there_only_where_they_are_wanted() -> None:
    diary = builders.diary(prescription(by="Ana Ruiz", role=Role.CLINICIAN), name="Mira Holm")
    diary = replace(diary, runner=replace(diary.runner, birth_year=1987, record_number="K-17"))
    plain = made(diary)
    assert not [word for word in (b"Mira", b"Holm", b"Ana", b"1987") if word in plain.data]
    (patient,) = resources(plain, "Patient")
    assert patient["name"] == [{"use": "anonymous", "text": "Runner ABCD-2345"}]
    assert patient["identifier"][0]["value"] == "K-17"
    named = made(diary, who="Mira Holm", named=True)
    (patient,) = resources(named, "Patient")
    assert (patient["name"][0]["text"], patient["birthDate"]) == ("Mira Holm", "1987")
    assert resources(named, "ServiceRequest")[0]["requester"] == {"display": "Ana Ruiz"}


def test_the_report_is_a_document_with_its_bytes_and_their_hash() -> None:
    report = b"%PDF-1.7 " + bytes(range(256))
    (document,) = resources(made(builders.diary(), report=report), "DocumentReference")
    attachment = document["content"][0]["attachment"]
    assert b64decode(attachment["data"]) == report
    assert attachment["hash"] == b64encode(sha1(report, usedforsecurity=False).digest()).decode()
    assert (attachment["size"], attachment["contentType"]) == (len(report), "application/pdf")
    assert not resources(made(builders.diary()), "DocumentReference")


def test_what_has_no_code_is_listed_and_every_list_of_the_diary_is_accounted_for() -> None:
    diary = builders.diary(builders.check_in(1), builders.ice(2), builders.painkiller(3), builders.painkiller(4))
    diary = diary.changed_by([replace(diary.icing[0], note="Felt good")])
    found = made(diary)
    listed = {item.what: (item.entries, item.left_out) for item in found.not_coded}
    assert listed == {"check_ins": (1, False), "icing": (1, True), "medication": (2, True), "notes": (1, True)}
    (outcome,) = resources(found, "OperationOutcome")
    assert "Medication: 2 entries are left out." in [issue["details"]["text"] for issue in outcome["issue"]]
    assert b"Felt good" not in found.data
    assert resources(made(builders.diary()), "OperationOutcome")[0]["issue"]


ALL = read_diary(EXAMPLES[0].read_bytes())
LEFT_TO_ITS_USERS = {"pain_notes": "coded in full", "exercises": "named by what was done of them"}


@pytest.mark.parametrize("name", KINDS)
def test_no_list_is_left_out_without_a_word(name: str) -> None:
    told = {item.what for item in made(ALL).not_coded}
    assert getattr(ALL, name)
    assert name in told or name in LEFT_TO_ITS_USERS
