"""What an import adds to a diary: activities, and the pairs of shoes that they, or a list of shoes, name."""

from __future__ import annotations

from collections.abc import Iterable

from kneerehab.domain.activity import Activity, ImportSource
from kneerehab.domain.codes import ActivityKind
from kneerehab.domain.diary import Diary
from kneerehab.domain.record import new_id
from kneerehab.domain.shoes import Shoes
from kneerehab.exchange.activities.candidate import Candidate, ReadFile


def to_records(
    candidates: Iterable[Candidate], diary: Diary, batch_id: str, files: Iterable[ReadFile] = ()
) -> tuple[tuple[Shoes, ...], tuple[Activity, ...]]:
    """The pairs that the diary doesn't have yet, and the activities with theirs; both are to be saved in one step."""
    candidates = tuple(candidates)
    pairs = {_key(pair.name): pair for pair in diary.shoes}
    known = set(pairs)
    worn = [it.gear for it in candidates if it.gear is not None and it.kind is not ActivityKind.CROSS]
    for name in (*(name for file in files for name in file.shoes), *worn):
        pairs.setdefault(_key(name), Shoes(id=new_id(), name=name))
    new = tuple(pair for key, pair in pairs.items() if key not in known)
    return new, tuple(
        to_activity(
            it, batch_id, shoes_id=pairs[_key(it.gear)].id if it.gear is not None and _key(it.gear) in pairs else None
        )
        for it in candidates
    )


def to_activity(
    candidate: Candidate, batch_id: str, record_id: str | None = None, shoes_id: str | None = None
) -> Activity:
    """The record to save; what a file can't know (pain, form) stays unknown, its title becomes the note."""
    cross = candidate.kind is ActivityKind.CROSS
    form = candidate.format
    return Activity(
        id=record_id or new_id(),
        note=candidate.name,
        at=candidate.at,
        kind=candidate.kind,
        cross_kind=candidate.cross_kind,
        seconds=candidate.seconds,
        metres=candidate.metres,
        surfaces=() if cross else candidate.surfaces,
        effort=candidate.effort,
        steps_per_minute=None if cross else candidate.steps_per_minute,
        shoes_id=None if cross else shoes_id,
        # The diary's format names four kinds of file; a run from another is recognised by its start and length.
        source=None if form is None else ImportSource(format=form, digest=candidate.digest, batch=batch_id),
    )


def _key(name: str) -> str:
    return " ".join(name.casefold().split())
