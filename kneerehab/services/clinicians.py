"""The clinicians who work with a file, and who of them is at work: whose name a decision and the trail may bear."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from kneerehab.domain.codes import Role
from kneerehab.domain.diary import Diary
from kneerehab.domain.errors import InvalidRecord
from kneerehab.domain.fields import field_faults
from kneerehab.domain.folding import same_name
from kneerehab.domain.record import Record
from kneerehab.domain.trail import Professional
from kneerehab.domain.training import Prescription
from kneerehab.services.changes import Change
from kneerehab.services.diary import DiaryService
from kneerehab.services.exercises import Steps
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
    if len({same_name(one.name) for one in people}) < len(people):
        faults.append("name: is already used by another clinician")
    if faults:
        raise InvalidRecord(faults)
    with diaries.database.transaction() as connection:
        trail.save_clinicians(connection, people)
    if diaries.by not in people:
        diaries.by = None  # who has left decides nothing any more
    diaries.changes.announce(Change.RUNNER)


def signed(diary: Diary, steps: Steps, by: Professional | None) -> Steps:
    """The same changes of doses, each new one signed by whoever is at work, else by the runner.

    A dose that only ends, or whose author was stated, keeps its own; nobody's name stays on what they did not decide.
    """
    old = {dose.id: dose for dose in diary.prescriptions}
    saved, removed = steps
    return tuple(_signed(record, old.get(record.id), by) for record in saved), removed


def _signed(record: Record, old: Prescription | None, by: Professional | None) -> Record:
    if not isinstance(record, Prescription) or record.role is not None:
        return record
    if old is not None and replace(record, to=old.to) == old:
        return record
    return decided_by(record, by)


def decided_by(dose: Prescription, by: Professional | None) -> Prescription:
    """A dose that this clinician decided, or without one the runner."""
    return replace(dose, by=by.name if by else None, role=Role.CLINICIAN if by else Role.RUNNER)
