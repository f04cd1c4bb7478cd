"""The clinicians who work with a file, and who of them is at work: whose name a decision and the trail may bear."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from kneerehab.domain.errors import InvalidRecord
from kneerehab.domain.fields import field_faults
from kneerehab.domain.trail import Professional
from kneerehab.services.changes import Change
from kneerehab.services.diary import DiaryService
from kneerehab.storage import trail


def clinicians(diaries: DiaryService) -> tuple[Professional, ...]:
    """The clinicians of the file, by name."""
    with diaries.database.reading() as connection:
        return trail.load_clinicians(connection)


def keep_clinicians(diaries: DiaryService, wanted: Iterable[Professional]) -> None:
    """Let these be the clinicians of the file; what is recorded keeps the names it holds.

    Raises InvalidRecord if a name is empty, too long or there twice, or a StorageError, and then nothing was saved.
    """
    people = [replace(one, name=" ".join(one.name.split())) for one in wanted]
    faults = [fault for one in people for fault in field_faults(one)]
    if len({one.name.casefold() for one in people}) < len(people):
        faults.append("name: is already used by another clinician")
    if faults:
        raise InvalidRecord(faults)
    with diaries.database.transaction() as connection:
        trail.save_clinicians(connection, people)
    if diaries.by not in people:
        diaries.by = None  # who has left decides nothing any more
    diaries.changes.announce(Change.RUNNER)
