"""What stands ahead on the days to come: runs, exercises, measures and visits, as a calendar takes them."""

from __future__ import annotations

from datetime import date, datetime, time
from enum import StrEnum

from kneerehab.domain.clinic import ClinicVisit
from kneerehab.domain.plan.verdict import Verdict
from kneerehab.domain.training import Prescription
from kneerehab.frozen import dataclass


class PlannedKind(StrEnum):
    """What is planned."""

    RUN = "run"
    WALK = "walk"
    EXERCISES = "exercises"
    MEASURES = "measures"
    VISIT = "visit"


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """One thing on one day; `key` names it within a runner's calendar and stays the same when it is worked out again.

    `at` is None for something of the whole day. A run or walk has its `verdict`, exercises have their `doses`, and a
    visit the `visit` at which it was agreed.
    """

    kind: PlannedKind
    key: str
    day: date
    at: time | None = None
    verdict: Verdict | None = None
    doses: tuple[Prescription, ...] = ()
    visit: ClinicVisit | None = None

    @property
    def moment(self) -> datetime:
        """Its beginning, midnight for the whole day."""
        return datetime.combine(self.day, self.at or time())
