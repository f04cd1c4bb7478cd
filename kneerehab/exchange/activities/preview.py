"""Before an import: what would be added, what the diary already has, and what is wrong with the rest."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Generic, TypeVar

from kneerehab.domain.activity import Activity
from kneerehab.domain.codes import ActivityKind
from kneerehab.domain.diary import Diary
from kneerehab.domain.fields import field_faults
from kneerehab.domain.rules import contradictions, in_future, out_of_reach
from kneerehab.exchange.activities.candidate import Candidate, ReadFile, as_kind, with_walks
from kneerehab.exchange.activities.chosen import read_files
from kneerehab.exchange.activities.records import to_activity
from kneerehab.exchange.activities.source import Reading
from kneerehab.frozen import dataclass
from kneerehab.i18n import _

SAME_START = 2
"""Minutes."""

SAME_LENGTH = 0.03

_JUST_AS_LONG = 0.005
_QUARTER = timedelta(minutes=15)

_LEAST_SHARE = 0.4
"""Of a recording, that the run in it may be."""


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
    files = read_files(paths, reading or Reading(), progress or (lambda _done, _of: None))
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
    known: _Index[Activity] = _Index()
    by_digest: dict[str, _Index[Activity]] = {}
    for activity in diary.activities:
        known.add(activity)
        if activity.source is not None:
            by_digest.setdefault(activity.source.digest, _Index()).add(activity)
    new: list[Candidate] = []
    seen: _Index[Candidate] = _Index()
    repeated = []
    rows: dict[int, Candidate] = {}
    # Files before the rows of tables: a file knows the ground and, abroad, what the clock there showed.
    files: dict[str, Candidate] = {}
    for candidate in sorted(candidates, key=lambda candidate: (candidate.listed, candidate.at)):
        same = _same_file(candidate, by_digest.get(candidate.digest))
        like = same or next((it for it in known.near(candidate) if _alike(candidate, it)), None)
        like = like or next((it for it in known.on_day(candidate.at.date()) if _is_run_of(candidate, it)), None)
        twin = None
        if like is None:
            twin = files.get(candidate.recording or "")
            twin = twin or next((it for it in seen.near(candidate) if _alike(candidate, it)), None)
        # Repeated ones too: a row about a run abroad is like its file, though not like what the diary has of that.
        seen.add(candidate)
        if candidate.base is not None and candidate.alone:
            files.setdefault(candidate.base, candidate)
        if same is not None:
            reason = _("This file was imported before.")
        elif like is not None:
            reason = _("The diary has one with the same start and about the same length.")
            if like.kind is not candidate.kind and not candidate.kind_guessed:
                reason = _("The diary has it as another kind of activity. Please look there which is right.")
        elif twin is not None:
            reason = _("Another one of this import has the same start and about the same length.")
            if candidate.listed:
                rows.setdefault(id(twin), candidate)
        else:
            new.append(_marked(candidate, known))
            continue
        repeated.append(Duplicate(candidate=candidate, activity=like, reason=reason))
    new = [_filled(candidate, rows.get(id(candidate))) for candidate in new]
    return tuple(sorted(new, key=lambda candidate: candidate.at)), tuple(repeated)


def _marked(candidate: Candidate, known: _Index[Activity]) -> Candidate:
    """With a warning if the diary has its like at another hour: a run abroad, written with the clock that was there.

    It is left to the runner which of both it is: two equal runs of one day on a treadmill look the same.
    """
    if candidate.moment is None or candidate.warning is not None:
        return candidate
    nearby = (it for days in (-1, 0, 1) for it in known.on_day(candidate.at.date() + timedelta(days=days)))
    like = next((it for it in nearby if _is_elsewhere(candidate, it)), None)
    if like is None:
        return candidate
    words = _("The diary has one of {date} just as long. If that is this one, by a clock abroad, please leave it out.")
    return replace(candidate, warning=words.format(date=f"{like.at:%Y-%m-%d %H:%M}"))


def _is_elsewhere(candidate: Candidate, run: Activity) -> bool:
    """Whether they differ by whole quarters of an hour, as the clocks of the world do, and in nothing else."""
    apart = abs(candidate.at - run.at)
    if candidate.kind is not run.kind or apart >= timedelta(days=1) or apart % _QUARTER:
        return False
    pairs = ((candidate.seconds, run.seconds), (candidate.metres, run.metres))
    return all(one and other and abs(one - other) <= _JUST_AS_LONG * other for one, other in pairs)


def _filled(candidate: Candidate, row: Candidate | None) -> Candidate:
    """A file's activity with what only a list's row about it can know: what it was, how hard it felt, the shoes."""
    if row is None:
        return candidate
    if candidate.kind_guessed and not row.kind_guessed:
        candidate = as_kind(candidate, row.kind, row.cross_kind)
    effort = row.effort if candidate.effort is None else candidate.effort
    return replace(candidate, effort=effort, name=candidate.name or row.name, gear=candidate.gear or row.gear)


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


_It = TypeVar("_It", Activity, Candidate)


class _Index(Generic[_It]):
    """Activities by their start, so that a table of thousands is not compared with itself line by line."""

    def __init__(self) -> None:
        self.any: _It | None = None
        self._by_minute: dict[datetime, list[_It]] = {}
        self._by_day: dict[date, list[_It]] = {}
        self._untimed: dict[date, list[_It]] = {}

    def add(self, it: _It) -> None:
        """Take one in."""
        self.any = self.any or it
        if _timed(it):
            for minute in _minutes(it):
                self._by_minute.setdefault(minute, []).append(it)
            self._by_day.setdefault(it.at.date(), []).append(it)
        else:
            self._untimed.setdefault(it.at.date(), []).append(it)

    def on_day(self, day: date) -> Sequence[_It]:
        """Those of a day that know their time."""
        return self._by_day.get(day, ())

    def near(self, candidate: Candidate) -> Iterator[_It]:
        """Those with the same start: to SAME_START if both know their time of day, else on the same day."""
        day = candidate.at.date()
        yield from self._untimed.get(day, ())
        if candidate.time_known:
            for minute in _minutes(candidate):
                for apart in range(-SAME_START, SAME_START + 1):
                    yield from self._by_minute.get(minute + timedelta(minutes=apart), ())
        else:
            yield from self._by_day.get(day, ())


def _is_run_of(row: Candidate, run: Activity) -> bool:
    """Whether a list's row is about a recording of which the diary has the run, cut from the walks around it."""
    if not row.listed or not row.time_known or run.source is None or run.kind is ActivityKind.CROSS:
        return False
    if not row.seconds or not run.seconds or not row.metres or not run.metres:
        return False
    inside = timedelta(0) <= run.at - row.at <= timedelta(seconds=row.seconds)
    shares = (run.seconds / row.seconds, run.metres / row.metres)
    return inside and all(_LEAST_SHARE <= share <= 1 + SAME_LENGTH for share in shares)


def _minutes(it: Activity | Candidate) -> list[datetime]:
    """When it began by the runner's clock, and by the clock of the world if the file tells; with its walks, if any."""
    found = {it.at}
    for shown in (it, with_walks(it)) if isinstance(it, Candidate) else ():
        found.add(shown.at)
        if shown.moment is not None:
            found.add(shown.moment.astimezone(UTC).replace(second=0, microsecond=0))
    return list(found)


def _timed(it: Activity | Candidate) -> bool:
    return it.time_known if isinstance(it, Candidate) else True


def _same_file(candidate: Candidate, imported: _Index[Activity] | None) -> Activity | None:
    """The activity that came from the same file; of a file with many, the one with the same start."""
    if imported is None or candidate.format is None:
        return None
    return imported.any if candidate.alone else next(imported.near(candidate), None)


def _alike(one: Candidate, other: Activity | Candidate) -> bool:
    """Whether two with the same start have near-same length (to 3 %): by distance if both know it, else by time.

    What is a run for one and none for the other is the same if that was a guess, or if it went as far at that minute.
    """
    guessed = one.kind_guessed or (isinstance(other, Candidate) and other.kind_guessed)
    placed = _timed(one) and _timed(other) and one.metres is not None and other.metres is not None
    if (one.kind is ActivityKind.CROSS) is not (other.kind is ActivityKind.CROSS) and not guessed and not placed:
        return False
    return any(_as_long(mine, theirs) for mine in _lengths(one) for theirs in _lengths(other))


_Length = tuple[int | None, int | None]


def _lengths(it: Activity | Candidate) -> list[_Length]:
    """Metres and seconds of it, and of the whole recording if walks were cut from it."""
    whole = with_walks(it) if isinstance(it, Candidate) else it
    return [(it.metres, it.seconds)] if whole is it else [(it.metres, it.seconds), (whole.metres, whole.seconds)]


def _as_long(one: _Length, other: _Length) -> bool:
    for mine, theirs in zip(one, other, strict=True):
        if mine is not None and theirs is not None:
            return abs(mine - theirs) <= SAME_LENGTH * max(mine, theirs)
    return False
