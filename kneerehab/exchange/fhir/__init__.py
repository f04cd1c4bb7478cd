"""A diary as a FHIR R4 Bundle, the form in which clinic systems take what another program kept.

Pain, durations and weekly sums have the LOINC codes of the pain scale and of the Physical Activity guide 1.0.0; what
has no such code is named in a code system of our own, or left out, and an OperationOutcome in the Bundle lists both.
Ids are made from those of the diary, so that the same entry has the same id every time. What is unknown is absent.
Diary times have no time zone, and FHIR allows no time of day without one: dates are exact, the clock stands in a note.
"""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import Any

from kneerehab.domain.diary import Diary
from kneerehab.domain.runner import Runner
from kneerehab.exchange.fhir.activity import duration_observations, weekly_observations
from kneerehab.exchange.fhir.coverage import NotCoded, not_coded, outcome, told
from kneerehab.exchange.fhir.document import document
from kneerehab.exchange.fhir.elements import Maker, Words
from kneerehab.exchange.fhir.observations import (
    check_in_observations,
    exercise_observations,
    measure_observations,
    pain_observations,
)
from kneerehab.exchange.fhir.programme import programme
from kneerehab.frozen import dataclass

__all__ = ["Bundle", "NotCoded", "Words", "bundle", "told"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bundle:
    """The file, and what in the diary has no code of a public system or is not in the file at all."""

    data: bytes
    not_coded: tuple[NotCoded, ...]


def bundle(
    diary: Diary, words: Words, *, who: str, named: bool, now: datetime, today: date, report: bytes | None = None
) -> Bundle:
    """The diary up to `today` as a collection; `now` is in UTC, `report` a PDF to file with it.

    `who` stands for the runner: their name if it is `named`, else a pseudonym. Without it there is no year of birth
    either, nor the name of whoever prescribed.
    """
    make = Maker(runner_id=diary.runner.id, words=words, named=named)
    missing = not_coded(diary)
    resources = [
        _patient(diary.runner, who, named),
        *programme(diary, make, today),
        *check_in_observations(diary, make),
        *pain_observations(diary, make),
        *duration_observations(diary, make),
        *weekly_observations(diary, make, today),
        *exercise_observations(diary, make),
        *measure_observations(diary, make),
        *([] if report is None else [document(report, make, now, today)]),
        outcome(missing, make),
    ]
    head = {
        "resourceType": "Bundle",
        "id": make.id(f"bundle {now:%Y-%m-%dT%H:%M:%SZ}"),
        "language": words.language.replace("_", "-"),
        "type": "collection",
        "timestamp": f"{now:%Y-%m-%dT%H:%M:%SZ}",
    }
    return Bundle(data=_written(head, resources), not_coded=missing)


def _patient(runner: Runner, who: str, named: bool) -> dict[str, Any]:
    identifiers: list[dict[str, Any]] = [{"system": "urn:ietf:rfc:3986", "value": f"urn:uuid:{runner.id}"}]
    if runner.record_number is not None:
        system = "http://terminology.hl7.org/CodeSystem/v2-0203"
        kind = {"coding": [{"system": system, "code": "MR", "display": "Medical record number"}]}
        identifiers.insert(0, {"type": kind, "value": runner.record_number.strip()})
    made: dict[str, Any] = {
        "resourceType": "Patient",
        "id": runner.id,
        "identifier": identifiers,
        "name": [{"use": "usual" if named else "anonymous", "text": who}],
    }
    if named and runner.birth_year is not None:
        made["birthDate"] = str(runner.birth_year)
    return made


def _written(head: dict[str, Any], resources: list[dict[str, Any]]) -> bytes:
    """One entry a line: a file of ten years stays readable, and two of them can be compared."""
    encode = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode
    entries = (encode({"fullUrl": f"urn:uuid:{one['id']}", "resource": one}) for one in resources)
    return (encode(head)[:-1] + ', "entry": [\n' + ",\n".join(entries) + "\n]}\n").encode()
