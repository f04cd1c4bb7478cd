"""What of a diary has no code of a public system: named in our own, or left out of the Bundle."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kneerehab.domain.diary import Diary
from kneerehab.exchange.fhir.elements import Maker, Resource, Words
from kneerehab.frozen import dataclass
from kneerehab.i18n import _, ngettext

LEFT_OUT = (
    "plan_changes", "overrides", "pauses", "icing", "care", "medication", "shoes", "clinic_visits",
)  # fmt: skip
"""Lists of the diary that are in no Bundle."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NotCoded:
    """One kind of entry: the name of its list (or "notes"), how many there are, and whether they are left out."""

    what: str
    entries: int
    left_out: bool


def not_coded(diary: Diary) -> tuple[NotCoded, ...]:
    """Every kind of which the diary holds something, those with a code of our own first."""
    return tuple(item for item in _all(diary) if item.entries)


def outcome(missing: tuple[NotCoded, ...], make: Maker) -> Resource:
    """The same as a resource, for whoever takes the Bundle."""
    issues = [_issue(item, make) for item in missing]
    if not issues:
        issues = [{"severity": "information", "code": "informational", "details": {"text": _("Everything is coded.")}}]
    return {"resourceType": "OperationOutcome", "id": make.id("not coded"), "issue": issues}


def told(item: NotCoded, words: Words) -> str:
    """A sentence about one of them."""
    kind = _("Notes") if item.what == "notes" else words.kind(item.what)
    if item.left_out:
        sentence = ngettext("{kind}: {n} entry is left out.", "{kind}: {n} entries are left out.", item.entries)
    else:
        sentence = ngettext(
            "{kind}: {n} entry holds what has a code of this program only.",
            "{kind}: {n} entries hold what has a code of this program only.",
            item.entries,
        )
    return sentence.format(kind=kind, n=item.entries)


def _issue(item: NotCoded, make: Maker) -> dict[str, Any]:
    return {
        "severity": "information",
        "code": "not-supported" if item.left_out else "informational",
        "details": {"text": told(item, make.words)},
        "diagnostics": f"{item.what}: {item.entries}",
    }


def _all(diary: Diary) -> Iterator[NotCoded]:
    yield NotCoded(what="check_ins", entries=len(diary.check_ins), left_out=False)  # swelling, limp and signs
    distances = sum(done.metres is not None for done in diary.activities)
    yield NotCoded(what="activities", entries=distances, left_out=False)
    yield NotCoded(what="prescriptions", entries=len(diary.prescriptions), left_out=False)
    yield NotCoded(what="exercise_sets", entries=len(diary.exercise_sets), left_out=False)
    yield NotCoded(what="outcomes", entries=len(diary.outcomes), left_out=False)
    for name in LEFT_OUT:
        yield NotCoded(what=name, entries=len(getattr(diary, name)), left_out=True)
    notes = sum(bool(record.note) for record in diary.records())
    yield NotCoded(what="notes", entries=notes, left_out=True)
