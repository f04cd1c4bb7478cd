"""Words for sports, from watches, websites and people, as kinds of activity; step rates and speeds that go with it."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace

from kneerehab.domain.codes import ActivityKind, CrossKind
from kneerehab.exchange.activities.sport_words import (
    ANY_TRAINING,
    APPS,
    CROSS,
    CYCLE,
    INDOORS,
    NO_SPORT,
    NOT_CYCLE,
    NOT_ON_FOOT,
    PHRASES,
    RUN,
    RUN_ENDS,
    RUN_TRAINING,
    TRACK,
    TREADMILL,
    WALK,
    WALK_ENDS,
)
from kneerehab.frozen import dataclass

_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_WORD = re.compile(r"[^\W\d_]+")

_STRAVA_NUMBERS = {"1": "ride", "2": "ski", "4": "hike", "9": "run", "10": "walk", "16": "swim", "23": "row"}
"""What Strava once wrote as the type of a GPX track."""

WALK_BELOW = 1.9
"""Metres a second: slower is taken for a walk where the file doesn't say; design choice, the runner can change it."""

RUN_BELOW = 5.0
"""Metres a second: faster over a whole activity is taken for neither run nor walk. Real rides without a sport go
from 5.1; design choice, the runner can change it."""

TOP_SPEED = {ActivityKind.RUN: 12.0, ActivityKind.WALK: 12.0, ActivityKind.CROSS: 40.0}
"""Metres a second: a faster hop between two points is a fault of the positioning (the fastest sprinters reach 12)."""

_ONE_LEG_BELOW = {ActivityKind.RUN: 115, ActivityKind.WALK: 75}
"""Most watches count the steps of one leg; below this a rate can only be that."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sport:
    """What was done; `indoors` (a treadmill) and `track` only if the file says so, `guessed` if it says no kind."""

    kind: ActivityKind
    cross_kind: CrossKind | None = None
    indoors: bool = False
    track: bool = False
    guessed: bool = False


UNKNOWN = Sport(kind=ActivityKind.CROSS, cross_kind=CrossKind.OTHER, guessed=True)
"""What nothing tells of: never counted as a run, and shown as a guess that can be changed."""


def named(words: str) -> Sport | None:
    """The sport that a file's own field names ("Trail Run", "Course à pied"); None if it names none.

    Words of no known sport are some other training, as a guess.
    """
    found = _words(_STRAVA_NUMBERS.get(words.strip(), words))
    if all(word in NO_SPORT for word in found):
        return None
    known = _known(found)
    if known is not None:
        return known
    if any(word in RUN_TRAINING for word in found):
        return Sport(kind=ActivityKind.RUN, guessed=True)
    return UNKNOWN


def titled(words: str | None) -> Sport | None:
    """The sport that a title hints at ("Cycling 10/2/17"), always a guess; None if it hints at none or at several."""
    found = [word for word in _words(words or "") if not word.startswith((*ANY_TRAINING, *APPS))]
    kinds = {(sport.kind, sport.cross_kind) for word in found if (sport := _known([word])) is not None}
    if kinds == {(ActivityKind.WALK, None), (ActivityKind.CROSS, CrossKind.CYCLE)} or _not_on_foot(found):
        kinds = {(kind, cross) for kind, cross in kinds if cross is not None}
    sport = _known(found)
    if sport is None or len(kinds) > 1:
        return None
    return replace(sport, guessed=True)


def guessed(seconds: float | None, metres: float | None) -> Sport:
    """The sport that mean speed hints at, where nothing else does; without a distance it is never a run."""
    if not metres or (seconds and metres / seconds >= RUN_BELOW):
        return UNKNOWN
    walked = bool(seconds) and metres / (seconds or 1) < WALK_BELOW
    return Sport(kind=ActivityKind.WALK if walked else ActivityKind.RUN, guessed=True)


def steps_per_minute(cadence: float | None, kind: ActivityKind) -> int | None:
    """Steps of both legs per minute from what a watch calls cadence; None if it can't be steps."""
    if cadence is None or kind is ActivityKind.CROSS or not 1 <= cadence <= 260:
        return None
    steps = round(cadence * 2 if cadence < _ONE_LEG_BELOW[kind] else cadence)
    return steps if 60 <= steps <= 260 else None


def _words(text: str) -> list[str]:
    """The words in small letters without accents, apart where a capital begins one; phrases as one word."""
    apart = _CAMEL.sub(" ", text[:200]).casefold()
    plain = "".join(letter for letter in unicodedata.normalize("NFKD", apart) if not unicodedata.combining(letter))
    line = " ".join(_WORD.findall(plain))
    for phrase, word in PHRASES.items():
        line = line.replace(phrase, word)
    return line.split()


def _known(found: list[str]) -> Sport | None:
    found = [word for word in found if not word.startswith(NOT_CYCLE)]
    if not _not_on_foot(found) and not any(word.startswith(CYCLE) for word in found):
        kind = _on_foot(found)
        if kind is not None:
            indoors, track = (any(word.startswith(starts) for word in found) for starts in (INDOORS, TRACK))
            return Sport(kind=kind, indoors=indoors, track=track)
    for cross_kind, starts in CROSS:
        if any(word.startswith(starts) for word in found):
            return Sport(kind=ActivityKind.CROSS, cross_kind=cross_kind)
    return None


def _not_on_foot(found: list[str]) -> bool:
    return any(word.startswith(NOT_ON_FOOT) for word in found)


def _on_foot(found: list[str]) -> ActivityKind | None:
    if any((word.startswith(RUN) or word.endswith(RUN_ENDS)) and not word.startswith("rund") for word in found):
        return ActivityKind.RUN
    if any(word.startswith(WALK) or word.endswith(WALK_ENDS) for word in found):
        return ActivityKind.WALK
    return ActivityKind.RUN if any(word.startswith(TREADMILL) for word in found) else None
