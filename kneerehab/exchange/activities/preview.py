"""Before an import: what would be added, what the diary already has, and what is wrong with the rest."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from kneerehab.domain.activity import Activity, ImportSource
from kneerehab.domain.codes import ActivityKind
from kneerehab.domain.diary import Diary
from kneerehab.domain.fields import field_faults
from kneerehab.domain.record import new_id
from kneerehab.domain.rules import contradictions, in_future, out_of_reach
from kneerehab.exchange.activities.candidate import Candidate, ReadFile
from kneerehab.exchange.activities.importers import read_file
from kneerehab.exchange.activities.source import Reading
from kneerehab.i18n import _

SAME_START = timedelta(minutes=2)
SAME_LENGTH = 0.03


@dataclass(frozen=True, slots=True, kw_only=True)
class Duplicate:
    """A candidate that is left out: the activity of the diary it repeats, or None for another one of this import."""

    candidate: Candidate
    activity: Activity | None
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FileFault:
    """One thing that is wrong with a file."""

    file: str
    fault: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What an import would do; `files` as they were read, with the mappings of CSV files."""

    new: tuple[Candidate, ...]
    duplicates: tuple[Duplicate, ...]
    faults: tuple[FileFault, ...]
    files: tuple[ReadFile, ...]


def preview(
    paths: Sequence[Path],
    diary: Diary,
    *,
    today: date,
    reading: Reading | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Preview:
    """Read files and compare them with the diary; `progress(done, of)` after each; raises Stopped if asked to stop."""
    files = []
    for count, path in enumerate(paths, start=1):
        files.append(read_file(path, reading))
        if progress is not None:
            progress(count, len(paths))
    return previewed(files, diary, today=today)


def previewed(files: Iterable[ReadFile], diary: Diary, *, today: date) -> Preview:
    """The preview of files that were read before (again after a mapping was changed)."""
    files = tuple(files)
    faults = [FileFault(file=file.file, fault=fault) for file in files for fault in file.faults]
    fitting = []
    for candidate in (candidate for file in files for candidate in file.candidates):
        fault = _misfit(candidate, diary, today)
        if fault is None:
            fitting.append(candidate)
        else:
            faults.append(FileFault(file=candidate.file, fault=fault))
    new, repeated = duplicates(fitting, diary)
    return Preview(new=new, duplicates=repeated, faults=tuple(faults), files=files)


def duplicates(candidates: Iterable[Candidate], diary: Diary) -> tuple[tuple[Candidate, ...], tuple[Duplicate, ...]]:
    """The candidates that are new, in date order, and those that the diary or an earlier candidate already has."""
    by_day: dict[date, list[Activity]] = {}
    by_digest: dict[str, list[Activity]] = {}
    for activity in diary.activities:
        by_day.setdefault(activity.at.date(), []).append(activity)
        if activity.source is not None:
            by_digest.setdefault(activity.source.digest, []).append(activity)
    new: list[Candidate] = []
    new_by_day: dict[date, list[Candidate]] = {}
    repeated = []
    for candidate in sorted(candidates, key=lambda candidate: candidate.at):
        day = candidate.at.date()
        near = [day + timedelta(days=shift) for shift in (-1, 0, 1)]
        same = _same_file(candidate, by_digest.get(candidate.digest, ()))
        if same is not None:
            repeated.append(Duplicate(candidate=candidate, activity=same, reason=_("This file was imported before.")))
            continue
        like = next((it for when in near for it in by_day.get(when, ()) if _alike(candidate, it)), None)
        if like is not None:
            reason = _("The diary has one with the same start and about the same length.")
            repeated.append(Duplicate(candidate=candidate, activity=like, reason=reason))
        elif any(_alike(candidate, it) for when in near for it in new_by_day.get(when, ())):
            reason = _("Another one of this import has the same start and about the same length.")
            repeated.append(Duplicate(candidate=candidate, activity=None, reason=reason))
        else:
            new.append(candidate)
            new_by_day.setdefault(day, []).append(candidate)
    return tuple(new), tuple(repeated)


def to_activity(candidate: Candidate, batch_id: str, record_id: str | None = None) -> Activity:
    """The record to save; what a file can't know (pain, form, shoes) stays unknown, its title becomes the note."""
    return Activity(
        id=record_id or new_id(),
        note=candidate.name,
        at=candidate.at,
        kind=candidate.kind,
        cross_kind=candidate.cross_kind,
        seconds=candidate.seconds,
        metres=candidate.metres,
        surfaces=() if candidate.kind is ActivityKind.CROSS else candidate.surfaces,
        effort=candidate.effort,
        steps_per_minute=candidate.steps_per_minute,
        source=ImportSource(format=candidate.format, digest=candidate.digest, batch=batch_id),
    )


def _misfit(candidate: Candidate, diary: Diary, today: date) -> str | None:
    """Why the diary couldn't take it."""
    record = to_activity(candidate, batch_id=diary.runner.id, record_id=diary.runner.id)
    shown = f"{candidate.at:%Y-%m-%d %H:%M}"
    if in_future(record, today):
        return _("The activity of {date} lies in the future.").format(date=shown)
    if out_of_reach(record, diary.plan.start):
        return _("The activity of {date} is more than 20 years away from the start of the plan.").format(date=shown)
    if field_faults(record) or contradictions(record):
        return _("The activity of {date} can’t be kept in a diary.").format(date=shown)
    return None


def _same_file(candidate: Candidate, imported: Iterable[Activity]) -> Activity | None:
    """The activity that came from the same file; of a file with many, the one with the same start."""
    for activity in imported:
        if candidate.alone or _near(candidate.at, activity.at, candidate.time_known):
            return activity
    return None


def _alike(one: Candidate, other: Activity | Candidate) -> bool:
    """Same start (to two minutes) and near-same length (to 3 %): by distance if both know it, else by time."""
    if (one.kind is ActivityKind.CROSS) is not (other.kind is ActivityKind.CROSS):
        return False
    time_known = one.time_known and (not isinstance(other, Candidate) or other.time_known)
    if not _near(one.at, other.at, time_known):
        return False
    for mine, theirs in ((one.metres, other.metres), (one.seconds, other.seconds)):
        if mine is not None and theirs is not None:
            return abs(mine - theirs) <= SAME_LENGTH * max(mine, theirs)
    return False


def _near(one: datetime, other: datetime, time_known: bool) -> bool:
    return abs(one - other) <= SAME_START if time_known else one.date() == other.date()
