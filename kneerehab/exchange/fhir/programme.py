"""The home programme: a CarePlan, and a ServiceRequest for each exercise at each of its doses."""

from __future__ import annotations

from datetime import date

from kneerehab.domain.diary import Diary
from kneerehab.domain.training import Prescription
from kneerehab.exchange.fhir.elements import Maker, Resource, concept, exercise_code, own
from kneerehab.i18n import _


def programme(diary: Diary, make: Maker, today: date) -> list[Resource]:
    """The plan and one request for each dose; nothing if no exercise was ever planned."""
    if not diary.prescriptions:
        return []
    items = [_request(dose, make, today) for dose in diary.prescriptions]
    last = [dose.to for dose in diary.prescriptions]
    ends = [day for day in last if day is not None]
    period = {"start": min(dose.from_ for dose in diary.prescriptions).isoformat()}
    if len(ends) == len(last):
        period["end"] = max(ends).isoformat()
    plan = {
        "resourceType": "CarePlan",
        "id": make.id("care plan"),
        "status": "completed" if "end" in period and max(ends) < today else "active",
        "intent": "plan",
        "title": _("Home programme"),
        "subject": make.patient,
        "period": period,
        "activity": [{"reference": {"reference": f"urn:uuid:{request['id']}"}} for request in items],
    }
    return [plan, *items]


def _request(dose: Prescription, make: Maker, today: date) -> Resource:
    days = {"start": dose.from_.isoformat()}
    if dose.to is not None:
        days["end"] = dose.to.isoformat()
    made: Resource = {
        "resourceType": "ServiceRequest",
        "id": make.id(f"service request {dose.id}"),
        "status": "completed" if dose.to is not None and dose.to < today else "active",
        "intent": "order" if dose.is_professional else "plan",
        "code": concept(make.words.exercise(dose.exercise), own(exercise_code(dose.exercise))),
        "orderDetail": [{"text": make.words.dose(dose)}],
        "subject": make.patient,
        "occurrenceTiming": {
            "repeat": {"boundsPeriod": days, "frequency": dose.days_per_week, "period": 1, "periodUnit": "wk"}
        },
        "authoredOn": dose.from_.isoformat(),
        "bodySite": [make.knee(dose.side)],
    }
    if make.named and dose.by is not None:
        made["requester"] = {"display": dose.by}
    return made
