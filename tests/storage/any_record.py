"""Hypothesis strategies for any sound record, made from the fields of its class."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from kneerehab.domain import fields as f
from kneerehab.domain.diary import KINDS, Diary, in_order
from kneerehab.domain.plan_records import Plan
from kneerehab.domain.record import Record
from kneerehab.domain.rules import SETTINGS, contradictions, tidy
from kneerehab.domain.runner import Runner

START = date(2026, 3, 2)
_days = st.integers(-3000, 3000).map(lambda days: START + timedelta(days=days))
_minutes = st.integers(0, 60 * 24 - 1)
_characters = st.characters(exclude_categories=["Cs"])


def values(spec: f.Spec) -> st.SearchStrategy[Any]:
    """Any value that a field takes."""
    match spec:
        case f.Integer():
            return st.integers(spec.low, spec.high)
        case f.Number():
            return st.integers(spec.low * 100, spec.high * 100).map(lambda hundredths: hundredths / 100)
        case f.Flag():
            return st.booleans()
        case f.Text():
            return st.text(_characters, min_size=max(spec.low, 1), max_size=min(spec.high, 12))
        case f.Choice():
            return st.sampled_from(spec.codes)
        case f.Codes():
            return st.lists(st.sampled_from(spec.codes), unique=True, max_size=spec.most).map(tuple)
        case f.Day():
            return _days
        case f.LocalTime():
            return st.builds(
                lambda day, minute: datetime(day.year, day.month, day.day) + timedelta(minutes=minute), _days, _minutes
            )
        case f.UtcTime():
            return st.integers(0, 10**9).map(
                lambda second: datetime(2000, 1, 1, tzinfo=UTC) + timedelta(seconds=second)
            )
        case f.Identifier():
            return st.uuids().map(str)
        case f.Sha256():
            return st.binary(min_size=32, max_size=32).map(bytes.hex)
        case f.Scores():
            score = st.none() | st.integers(0, 10)
            return st.builds(f.KneeScores, left=score, right=score)
        case f.AmountField():
            return st.builds(f.Amount, seconds=values(spec.seconds), metres=values(spec.metres))
        case f.Nested():
            return objects(spec.of)
        case f.SettingsPatch():
            return st.fixed_dictionaries(
                {}, optional={name: values(facet.spec) for name, facet in SETTINGS.items()}
            ).filter(bool)


def objects(kind: Any, **fixed: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Any value of a class made of fields."""
    parts = {}
    for facet in f.facets(kind):
        known = values(facet.spec)
        parts[facet.name] = known if facet.required or isinstance(facet.spec, f.Codes) else st.none() | known
    return st.builds(kind, **(parts | fixed))


def records(kind: Any) -> st.SearchStrategy[Any]:
    """Any sound record of a kind, in no shoes."""
    fixed = {"shoes_id": st.none()} if kind is KINDS["activities"] else {}
    return objects(kind, **fixed).map(tidy).filter(lambda record: not contradictions(record))


@st.composite
def diaries(draw: st.DrawFn) -> Diary:
    """Any sound diary with up to two records of each kind."""
    lists: dict[str, tuple[Record, ...]] = {}
    for name, kind in KINDS.items():
        own_date = "date" in {facet.name for facet in f.facets(kind)}  # type: ignore[arg-type]
        unique = (lambda record: record.date) if own_date else (lambda record: record.id)
        lists[name] = in_order(draw(st.lists(records(kind), max_size=2, unique_by=unique)))
    plan = draw(objects(Plan, start=st.just(START)))
    parts: dict[str, Any] = {**lists}
    return Diary(runner=draw(objects(Runner)), plan=plan, **parts)
