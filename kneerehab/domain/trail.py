"""Who works with a file, and the trail of what was done to a diary: who changed what, when, from what to what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field
from datetime import datetime
from enum import StrEnum
from typing import Any

from kneerehab.domain.codes import Clinician
from kneerehab.domain.fields import Choice, Facet, Text, facets, required
from kneerehab.frozen import dataclass
from kneerehab.i18n import N_


class What(StrEnum):
    """What was done to a record."""

    ADDED = "added"
    CHANGED = "changed"
    REMOVED = "removed"


class Way(StrEnum):
    """How it was done: by hand, by undo or redo, by merging another copy of the diary, or with a whole file."""

    EDIT = "edit"
    BACK = "back"
    MERGE = "merge"
    IMPORT = "import"


@dataclass(frozen=True, slots=True, kw_only=True)
class Professional:
    """A physio, doctor or other who works with this file; the name is what records and trail say."""

    name: str = required(Text(1, 100), N_("Name"))
    kind: Clinician = required(Choice(Clinician), N_("Role"))


@dataclass(frozen=True, slots=True, kw_only=True)
class TrailLine:
    """One thing that was done to one record; `at` is UTC, `by` None where nobody was named: the runner, or not said.

    `list` is the record's list in the diary format, or "runner" or "plan", whose `record_id` is the runner's id.
    `changes` maps keys of the format to (old, new) in its JSON, `None` being unknown; to `None` alone for long text.
    """

    at: datetime
    what: What
    way: Way
    list: str
    record_id: str
    by: Professional | None = None
    changes: Mapping[str, tuple[Any, Any] | None] = field(default_factory=dict)


def kept(kind: Any) -> Iterator[tuple[Facet, bool]]:
    """The fields of a record that the trail follows, and whether their values are kept.

    Those of long text are not: what somebody wrote and took away again is to be gone.
    """
    for facet in facets(kind):
        if facet.name not in ("id", "changed"):
            yield facet, not (isinstance(facet.spec, Text) and facet.spec.high > SHORT)


SHORT = 100
"""Characters of the longest text whose values are kept: names, doses, activities."""
