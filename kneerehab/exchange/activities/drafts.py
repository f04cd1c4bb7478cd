"""From what a file says of one activity to a candidate: kind, whole numbers, suggested surface."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from kneerehab.domain.codes import ActivityKind, FileFormat, Surface
from kneerehab.exchange.activities import sports, walks
from kneerehab.exchange.activities.candidate import Candidate, without_walks
from kneerehab.exchange.activities.mapping import Mapping
from kneerehab.exchange.activities.texts import tidy
from kneerehab.frozen import dataclass
from kneerehab.i18n import _

HILLY_FROM = 15
"""Metres of ascent per km from which a run is suggested as hilly; design choice, the runner can change it."""

LEAST_METRES = 500
"""Shorter courses say too little about hills."""

MOST_SECONDS = 86_400
MOST_METRES = 200_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """One activity as a file tells it: local start, raw numbers, `None` for what it doesn't say."""

    at: datetime
    time_known: bool = True
    moment: datetime | None = None
    """The start in UTC, if the file states it."""
    sport: sports.Sport | None
    not_run: bool = False
    """The file could have named running, and named nothing that is known instead."""
    seconds: float | None
    metres: float | None
    ascent: float | None
    placed: bool | None = None
    """Whether it has positions; None if the format has none."""
    cadence: float | None = None
    steps: float | None = None
    """Steps of both legs a minute, where the file counts steps."""
    effort: int | None = None
    name: str | None = None
    place: int = 1
    spans: walks.Spans = ()
    """Its pace, if it has points."""
    warning: str | None = None
    gear: str | None = None
    recording: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a reader found in a file: activities, what is wrong with the rest, how columns were read, pairs of shoes."""

    drafts: Sequence[Draft] = ()
    faults: Sequence[str] = ()
    mapping: Mapping | None = None
    shoes: Sequence[str] = ()


def dated(read: Iterable[Draft | None]) -> Found:
    """The activities of a list as they were read; one that has no date (None) is told by its place."""
    drafts, faults = [], []
    for place, draft in enumerate(read, start=1):
        if draft is None:
            faults.append(_("Activity {number} has no date.").format(number=place))
        else:
            drafts.append(draft)
    return Found(drafts=drafts, faults=faults)


def candidate(
    draft: Draft, form: FileFormat | None, digest: str, file: str, *, alone: bool, listed: bool, base: str | None
) -> Candidate:
    """The candidate; raises ValueError with a finished sentence if it has no length or is longer than a day."""
    seconds, metres = _whole(draft.seconds), _whole(draft.metres)
    if seconds is None and metres is None:
        raise ValueError(_("Neither its time nor its distance is known."))
    if seconds is not None and seconds > MOST_SECONDS:
        raise ValueError(_("It is longer than 24 hours."))
    if metres is not None and metres > MOST_METRES:
        raise ValueError(_("It is longer than 200 km."))
    around = walks.found(draft.spans)
    sport = _sport(draft, seconds, metres, around, None if listed else base)
    surfaces, reason = _surface(draft, sport, metres)
    whole = Candidate(
        at=draft.at,
        time_known=draft.time_known,
        moment=draft.moment,
        kind=sport.kind,
        cross_kind=sport.cross_kind,
        kind_guessed=sport.guessed,
        seconds=seconds,
        metres=metres,
        surfaces=surfaces,
        surface_reason=reason,
        steps_per_minute=_steps(draft, ActivityKind.RUN if sport.guessed else sport.kind),
        effort=draft.effort,
        name=tidy(draft.name),
        gear=tidy(draft.gear),
        walks=_fitting(around, seconds, metres) if sport.kind is ActivityKind.RUN or sport.guessed else None,
        warning=draft.warning,
        recording=draft.recording,
        listed=listed,
        base=base,
        format=form,
        digest=digest,
        file=file,
        place=draft.place,
        alone=alone,
    )
    return without_walks(whole) if sport.kind is ActivityKind.RUN else whole


def _sport(
    draft: Draft, seconds: int | None, metres: int | None, around: walks.Walks | None, base: str | None
) -> sports.Sport:
    """What the file says, else what its title hints at, else its pace: a walk–run by that of the run.

    Its name, before the pace, may say that it was none: "run.gpx" is any recording.
    """
    sport = draft.sport or sports.titled(draft.name)
    if sport is not None:
        return sport
    named = sports.titled(base)
    if named is not None and named.kind is not ActivityKind.RUN:
        return named
    if draft.not_run:
        return sports.UNKNOWN
    if around is not None and seconds and around.seconds < 0.6 * seconds:
        return sports.Sport(kind=ActivityKind.RUN, guessed=True)
    return sports.guessed(seconds, metres)


def _fitting(around: walks.Walks | None, seconds: int | None, metres: int | None) -> walks.Walks | None:
    """The walks, not cut yet; None if what the file states of the whole has no room for them beside a run."""
    if around is None or around.seconds >= (seconds or 0) or around.metres >= (metres or 0):
        return None
    return replace(around, cut=False)


def _steps(draft: Draft, kind: ActivityKind) -> int | None:
    if draft.steps is None:
        return sports.steps_per_minute(draft.cadence, kind)
    return round(draft.steps) if kind is not ActivityKind.CROSS and 60 <= round(draft.steps) <= 260 else None


def _whole(value: float | None) -> int | None:
    """Rounded; a zero from a watch means "not measured", so it becomes unknown."""
    rounded = 0 if value is None else round(value)
    return rounded if rounded > 0 else None


def _surface(draft: Draft, sport: sports.Sport, metres: int | None) -> tuple[tuple[Surface, ...], str | None]:
    """A suggested surface and the reason in words; none where the file gives no hint."""
    if sport.kind is ActivityKind.CROSS and not sport.guessed:
        return (), None
    if sport.indoors:
        return (Surface.TREADMILL,), _("The file says it was indoors.")
    if sport.track:
        return (Surface.TRACK,), _("The file says it was on a track.")
    if draft.placed is False and draft.sport is not None and not sport.guessed:
        return (Surface.TREADMILL,), _("The file has no positions, so it was probably indoors.")
    if draft.ascent is None or metres is None or metres < LEAST_METRES:
        return (), None
    climb = round(draft.ascent * 1000 / metres)
    if climb >= HILLY_FROM:
        return (Surface.HILLY,), _("{climb} m up per km; from {limit} m it counts as hilly.").format(
            climb=climb, limit=HILLY_FROM
        )
    return (Surface.FLAT_ROAD,), _("{climb} m up per km; below {limit} m it counts as flat.").format(
        climb=climb, limit=HILLY_FROM
    )
