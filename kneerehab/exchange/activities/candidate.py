"""What was found in a file: activities that could be imported, and what is wrong with the rest."""

from __future__ import annotations

from dataclasses import field, replace
from datetime import datetime
from pathlib import Path

from kneerehab.domain.codes import ActivityKind, CrossKind, FileFormat, Surface
from kneerehab.exchange.activities.mapping import Mapping
from kneerehab.exchange.activities.walks import Walks
from kneerehab.frozen import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One activity of a file; `None` is unknown. Pain and form are never in it: no watch knows them.

    `at` is what the runner's clock showed, to the minute (noon of the day if not `time_known`); `moment` is the same in
    UTC, where the file states it: two files about one run abroad may show two clocks. `seconds` is moving time.
    `kind_guessed` and `surface_reason` tell the runner what is a suggestion, `warning` what is wrong with a file that
    could be read all the same. `walks` are those before and after the run. `digest` is that of the whole file
    (unpacked), `alone` says that the file holds no other activity, `place` is the line, track or session, from 1.
    `listed` says that it comes from a list of activities; `recording` is then the name of the file that holds it, as
    `base` is that of a file with one activity.
    `format` is None for a kind of file that the diary's format doesn't name.
    """

    at: datetime
    time_known: bool = True
    moment: datetime | None = None
    kind: ActivityKind
    cross_kind: CrossKind | None = None
    kind_guessed: bool = False
    seconds: int | None = None
    metres: int | None = None
    surfaces: tuple[Surface, ...] = ()
    surface_reason: str | None = None
    steps_per_minute: int | None = None
    effort: int | None = None
    name: str | None = None
    gear: str | None = None
    walks: Walks | None = None
    warning: str | None = None
    listed: bool = False
    recording: str | None = None
    base: str | None = field(default=None, compare=False)
    format: FileFormat | None
    digest: str
    file: str
    place: int = 1
    alone: bool = True


def as_kind(candidate: Candidate, kind: ActivityKind, cross_kind: CrossKind | None = None) -> Candidate:
    """The candidate as what the runner, or a table, says that it was; a run goes without the walks around it."""
    said = replace(
        candidate,
        kind=kind,
        cross_kind=(cross_kind or CrossKind.OTHER) if kind is ActivityKind.CROSS else None,
        kind_guessed=False,
    )
    return without_walks(said) if kind is ActivityKind.RUN else with_walks(said)


def without_walks(candidate: Candidate) -> Candidate:
    """The run alone, as the plan counts it."""
    return _changed(candidate, cut=True)


def with_walks(candidate: Candidate) -> Candidate:
    """The recording as it is, its walks counted as part of the run."""
    return _changed(candidate, cut=False)


def _changed(candidate: Candidate, *, cut: bool) -> Candidate:
    walks = candidate.walks
    if walks is None or walks.cut is cut:
        return candidate
    sign = 1 if cut else -1
    return replace(
        candidate,
        at=candidate.at + sign * walks.lead,
        moment=None if candidate.moment is None else candidate.moment + sign * walks.lead,
        seconds=None if candidate.seconds is None else candidate.seconds - sign * walks.seconds,
        metres=None if candidate.metres is None else candidate.metres - sign * walks.metres,
        walks=replace(walks, cut=cut),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadFile:
    """A file that was read: its activities, a line for each thing that is wrong, and how its columns were read.

    `shoes` are the names of pairs that it lists. `other` says that it is whole but no recording, as the settings of a
    watch are. `path` and, in an archive, the place of the `member` (in archives within archives, a place for each) tell
    where to read it again.
    """

    file: str
    candidates: tuple[Candidate, ...] = ()
    faults: tuple[str, ...] = ()
    mapping: Mapping | None = None
    shoes: tuple[str, ...] = ()
    other: bool = False
    path: Path | None = None
    member: tuple[int, ...] = ()
