"""The report as a document, which is what a clinic files first."""

from __future__ import annotations

from base64 import b64encode
from datetime import date, datetime
from hashlib import sha1

from kneerehab.exchange.fhir.elements import Maker, Resource
from kneerehab.i18n import _


def document(report: bytes, make: Maker, now: datetime, today: date) -> Resource:
    """A PDF that was made at `now` (UTC) about the days up to `today`."""
    return {
        "resourceType": "DocumentReference",
        "id": make.id(f"report {today.isoformat()}"),
        "status": "current",
        "type": {"text": _("Report for the physio")},
        "subject": make.patient,
        "date": f"{now:%Y-%m-%dT%H:%M:%SZ}",
        "content": [
            {
                "attachment": {
                    "contentType": "application/pdf",
                    "language": make.words.language.replace("_", "-"),
                    "data": b64encode(report).decode(),
                    "size": len(report),
                    "hash": b64encode(sha1(report, usedforsecurity=False).digest()).decode(),  # as FHIR has it
                    "title": _("Report for the physio"),
                    "creation": today.isoformat(),
                }
            }
        ],
    }
