"""Logs of strength exercises, one set a line (Strong, Hevy): each session in them is one activity."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kneerehab.domain.codes import ActivityKind, CrossKind
from kneerehab.exchange.activities import csv_names
from kneerehab.exchange.activities.drafts import Draft
from kneerehab.exchange.activities.sports import Sport

STRENGTH = Sport(kind=ActivityKind.CROSS, cross_kind=CrossKind.STRENGTH)


def is_log(header: Sequence[str]) -> bool:
    """Whether a table has an exercise and a set on each line."""
    names = [csv_names.plain(cell) for cell in header]
    return any(name in csv_names.STRENGTH_NAMES for name in names) and any(
        name in csv_names.STRENGTH_SETS for name in names
    )


def sessions(sets: Sequence[Draft]) -> list[Draft]:
    """The sets of one start as one session; a distance or a time that a set has is not the session's."""
    first: dict[object, Draft] = {}
    for draft in sets:
        first.setdefault(draft.at, replace(draft, sport=STRENGTH, metres=None, ascent=None, cadence=None, effort=None))
    return list(first.values())
