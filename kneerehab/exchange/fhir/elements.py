"""The parts that resources are made of: ids, codes, quantities, and references to the patient."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID, uuid5

from kneerehab import library
from kneerehab.domain.codes import Knee, Measure, Side
from kneerehab.domain.training import ExerciseSet, Prescription
from kneerehab.frozen import dataclass
from kneerehab.i18n import _

LOINC = "http://loinc.org"
UCUM = "http://unitsofmeasure.org"
OWN = "urn:x-kneerehab:codes"
"""Our own code system: names of things that no public one names, as the diary format has them."""

PAIN = {"system": LOINC, "code": "72514-3", "display": "Pain severity - 0-10 verbal numeric rating [Score] - Reported"}
DURATION = {"system": LOINC, "code": "55411-3", "display": "Exercise duration"}
AEROBIC_MINUTES = {
    "system": LOINC,
    "code": "82290-8",
    "display": "Frequency of moderate to vigorous aerobic physical activity",
}
STRENGTH_DAYS = {"system": LOINC, "code": "82291-6", "display": "Frequency of muscle-strengthening physical activity"}

_CATEGORIES = "http://terminology.hl7.org/CodeSystem/observation-category"

Resource = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What things are called in the program's language, whose code is `language`.

    `label` names a code, `exercise` one by its slug or id, and `kind` what a list of the diary holds.
    """

    language: str
    label: Callable[[StrEnum], str]
    knees: Callable[[Side], str]
    measure: Callable[[Measure], str]
    exercise: Callable[[str], str]
    dose: Callable[[Prescription | ExerciseSet], str]
    kind: Callable[[str], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Maker:
    """Makes resources about one runner."""

    runner_id: str
    words: Words
    named: bool

    def id(self, what: str) -> str:
        """An id that is the same for the same thing of this runner."""
        return str(uuid5(UUID(self.runner_id), what))

    @property
    def patient(self) -> Resource:
        """A reference to the runner."""
        return {"reference": f"urn:uuid:{self.runner_id}"}

    def observation(self, key: str, category: str, code: Resource, value: Resource, when: Resource) -> Resource:
        """What the runner told; `key` names it within the diary, `when` is an `effective…`, with the clock's note."""
        return {
            "resourceType": "Observation",
            "id": self.id(f"observation {key}"),
            "status": "final",
            "category": [{"coding": [{"system": _CATEGORIES, "code": category}]}],
            "code": code,
            "subject": self.patient,
            **when,
            "performer": [self.patient],
            **value,
        }

    def knee(self, side: Knee | Side) -> Resource:
        """Left, right or both knees: in our own code system, for SNOMED CT asks for a licence."""
        return {"coding": [{"system": OWN, "code": f"knee-{side}"}], "text": self.words.knees(Side(side))}


def concept(text: str, *codings: Resource) -> Resource:
    """A code with the words a person reads."""
    return {"coding": list(codings), "text": text}


def own(code: str) -> Resource:
    """A code of our own."""
    return {"system": OWN, "code": code}


def quantity(value: float, unit: str, code: str) -> Resource:
    """A measured value; `code` is its unit in UCUM."""
    return {"valueQuantity": {"value": value, "unit": unit, "system": UCUM, "code": code}}


def score(value: float) -> Resource:
    """Points of a scale."""
    return quantity(value, "score", "{score}")


def at(moment: datetime) -> Resource:
    """When something happened: its date, and the time of day in words."""
    words = _("{time} by the runner’s clock").format(time=f"{moment:%H:%M}")
    return {"effectiveDateTime": moment.date().isoformat(), "note": [{"text": words}]}


def over(first: date, last: date) -> Resource:
    """Days, both included."""
    return {"effectivePeriod": {"start": first.isoformat(), "end": last.isoformat()}}


def exercise_code(exercise: str) -> str:
    """The slug of a shipped exercise; one that somebody added has no code but that it is one."""
    return exercise if library.find(exercise) is not None else "own-exercise"
