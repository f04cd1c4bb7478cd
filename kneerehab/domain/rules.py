"""Rules between the values of one record, and between records (diary format, section 4, second stage).

A fault is a pair: the key it belongs to ("" for the record as a whole) and what is wrong, in the format's words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import cache
from operator import attrgetter
from typing import Any, TypeVar

from kneerehab.domain.activity import Activity
from kneerehab.domain.clinic import Outcome
from kneerehab.domain.codes import ActivityKind, Measure, OverridePhase
from kneerehab.domain.fields import Day, KneeScores, LocalTime, Scores, facets
from kneerehab.domain.measures import HIGHEST
from kneerehab.domain.plan_records import REMOVABLE, Override, Pause, Plan, PlanChange
from kneerehab.domain.record import Record
from kneerehab.domain.training import Prescription

_R = TypeVar("_R", bound=Record)

Fault = tuple[str, str]

REACH_DAYS = 7320
"""How far from the plan's start a record may lie, about 20 years."""

ONE_PER_DATE = (PlanChange, Override)
"""Kinds of which each date has at most one."""

SETTINGS = {facet.key: facet for facet in facets(Plan) if facet.name not in ("start", "note")}
"""The settings that a plan change may set."""


def tidy(record: _R) -> _R:
    """The record with one form for what is unknown: an optional pair of scores of which none is known is absent."""
    kind: Any = type(record)
    empty: dict[str, Any] = {name: None for name in _optional_scores(kind) if getattr(record, name) == KneeScores()}
    return replace(record, **empty) if empty else record


def contradictions(record: Record) -> list[Fault]:
    """What contradicts itself within a record whose single fields are sound."""
    rule = RULES.get(type(record))
    return list(rule(record)) if rule else []


def out_of_reach(record: Record, start: date) -> list[Fault]:
    """The dates of a record that lie more than 7320 days from the plan's start."""
    faults = []
    kind: Any = type(record)
    for name, key in _dates(kind):
        value: date | datetime | None = getattr(record, name)
        if value is not None and _is_far(value, start):
            faults.append((key, f"is more than {REACH_DAYS} days away from plan.start"))
    return faults


def within_reach(kind: Any, records: Sequence[Record], start: date) -> bool:
    """Whether none of many records of a kind is `out_of_reach`; much quicker than asking for each."""
    for name, _key in _dates(kind):
        values = [value for value in map(attrgetter(name), records) if value is not None]
        if values and (_is_far(min(values), start) or _is_far(max(values), start)):
            return False
    return True


def _is_far(value: date | datetime, start: date) -> bool:
    return abs((value.date() if isinstance(value, datetime) else value) - start).days > REACH_DAYS


def in_future(record: Record, today: date) -> list[Fault]:
    """A thing that happened can't lie after today; pauses, prescriptions and plan changes may begin later."""
    at: datetime | None = getattr(record, "at", None)
    return [("at", "is in the future")] if at is not None and at.date() > today else []


def _override(record: Override) -> Iterator[Fault]:
    if record.rung is not None and record.phase is not OverridePhase.RUNWALK:
        yield "rung", "is only allowed with phase RUNWALK"
    if record.week is not None and record.phase not in (OverridePhase.BUILD, OverridePhase.MAINTAIN):
        yield "week", "is only allowed with phase BUILD or MAINTAIN"


def _span(record: Pause | Prescription) -> Iterator[Fault]:
    if record.to is not None and record.to < record.from_:
        yield "to", "is before from"


def _outcome(record: Outcome) -> Iterator[Fault]:
    if record.measure is Measure.PSFS and record.activity is None:
        yield "activity", "is required"
    if record.value > HIGHEST[record.measure]:
        yield "value", f"must be at most {HIGHEST[record.measure]} with measure {record.measure}"
    if record.measure is Measure.STEP_DOWN_30S and record.side is None:
        yield "side", "is required"


def _activity(record: Activity) -> Iterator[Fault]:
    if record.kind is not ActivityKind.CROSS:
        if record.seconds is None and record.metres is None:
            yield "", "needs seconds or metres"
        if record.cross_kind is not None:
            yield "cross_kind", "is only allowed with kind cross"
        return
    if record.surfaces:
        yield "surfaces", "is not allowed with kind cross"
    if record.form_changed is not None:
        yield "form_changed", "is not allowed with kind cross"
    if record.shoes_id is not None:
        yield "shoes_id", "is not allowed with kind cross"


def _plan_change(record: PlanChange) -> Iterator[Fault]:
    for name, value in record.settings.items():
        facet = SETTINGS.get(name)
        if facet is None:
            yield f"set.{name}", "unknown key"
        elif value is None:
            if name not in REMOVABLE:
                yield f"set.{name}", facet.spec.expectation
        elif not facet.spec.accepts(value):
            yield f"set.{name}", facet.spec.expectation


RULES: dict[type[Record], Callable[[Any], Iterator[Fault]]] = {
    PlanChange: _plan_change,
    Override: _override,
    Pause: _span,
    Prescription: _span,
    Outcome: _outcome,
    Activity: _activity,
}
"""The kinds of records with rules of their own."""


@cache
def _dates(kind: Any) -> tuple[tuple[str, str], ...]:
    """Attribute and key of the dates that must lie within reach."""
    return tuple(
        (facet.name, facet.key)
        for facet in facets(kind)
        if facet.key in ("at", "date", "from", "to") and isinstance(facet.spec, Day | LocalTime)
    )


@cache
def _optional_scores(kind: Any) -> tuple[str, ...]:
    return tuple(facet.name for facet in facets(kind) if isinstance(facet.spec, Scores) and not facet.required)
