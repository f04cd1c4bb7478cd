"""The words of quick entry, and the reader that takes them one by one from a line.

A translation gives the words of its language, parted by commas; a phrase may have several words.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time
from enum import StrEnum
from functools import cache
from typing import TypeVar

from kneerehab.domain.codes import ActivityKind, CareKind, CrossKind, Side, Surface, Units
from kneerehab.domain.folding import folded, spellings
from kneerehab.i18n import N_, Np_, _
from kneerehab.wording.typed import RUN, distance_in, number_in, seconds_in


class Subject(StrEnum):
    """What a statement is about, where no code of the diary says it."""

    CHECK_IN = "check_in"
    ICE = "ice"
    EXERCISES = "exercises"
    MEDICINE = "medicine"


class Moment(StrEnum):
    """When a pain was felt: around a run, or for the check-in."""

    BEFORE = "before"
    DURING = "during"
    AFTER = "after"
    WORST = "worst"
    NOW = "now"


NO_PAIN = N_("no pain, without pain, pain free, pain-free, painless")
PAIN = N_("pain")
NOTE = N_("note, note:")
AT = N_("at, @")
TODAY = N_("today")
YESTERDAY = N_("yesterday")
EFFORT = N_("effort, rpe")
DONE = N_("done, all done, all")
FILLERS = N_("and, in, for, on, with, a, an, the, of, was, knee, knees, i, my, it, did")
FORM_USUAL = N_("as usual, moved as usual, form fine, form ok, form as usual, form unchanged")
FORM_CHANGED = N_("form changed, limped, limping")
SWELLING = N_("swelling, swollen")
NO_SWELLING = N_("no swelling, not swollen")
LIMP = N_("limp, limping")
NO_LIMP = N_("no limp, not limping")
PAINKILLER = N_("painkiller, a painkiller")
NO_PAINKILLER = N_("not a painkiller, no painkiller")
KNOWN_PAINKILLERS = N_("ibuprofen, naproxen, paracetamol")
"""Those that the plan's window for painkillers was made for (D9)."""

SUBJECTS: Mapping[StrEnum, str] = {
    ActivityKind.RUN: N_("run, ran, running, jog, jogged"),
    ActivityKind.WALK: N_("walk, walked, walking"),
    CrossKind.SWIM: N_("swim, swam, swimming"),
    CrossKind.CYCLE: N_("cycle, cycled, cycling, bike, biked"),
    CrossKind.ROW: N_("row, rowed, rowing"),
    CrossKind.PILATES: N_("pilates"),
    CrossKind.STRENGTH: N_("strength, strength training, gym"),
    Subject.CHECK_IN: N_("check-in, check in"),
    Subject.ICE: N_("ice, iced, icing"),
    Subject.EXERCISES: N_("exercises, all exercises, exercise"),
    Subject.MEDICINE: N_("took, medicine, medication"),
    CareKind.REST: N_("rest, rested"),
    CareKind.COMPRESSION: N_("compression"),
    CareKind.ELEVATION: N_("elevation, leg up, legs up"),
    CareKind.BRACE: N_("brace"),
    CareKind.TAPE: N_("tape, taped"),
    CareKind.INSOLES: N_("insoles"),
    CareKind.WARM_UP: N_("warm-up, warm up, warmup"),
    CareKind.COOL_DOWN: N_("cool-down, cool down, cooldown"),
}
SIDES: Mapping[Side, str] = {
    Side.LEFT: N_("left, l, left knee"),
    Side.RIGHT: N_("right, r, right knee"),
    Side.BOTH: N_("both, both knees"),
}
AROUND_RUNS: Mapping[Moment, str] = {
    Moment.BEFORE: N_("before"),
    Moment.DURING: N_("during"),
    Moment.AFTER: N_("after"),
}
IN_CHECK_IN: Mapping[Moment, str] = {
    Moment.WORST: Np_("typed", "worst"),
    Moment.NOW: Np_("typed", "now"),
}
SURFACES: Mapping[Surface, str] = {
    Surface.FLAT_ROAD: N_("flat, flat road"),
    Surface.TRACK: N_("track"),
    Surface.TREADMILL: N_("treadmill"),
    Surface.FLAT_TRAIL: N_("flat trail"),
    Surface.HILLY: N_("hills, hilly"),
    Surface.UNEVEN: N_("uneven, uneven ground"),
    Surface.DOWNHILL: N_("downhill"),
    Surface.STAIRS: N_("stairs"),
    Surface.CAMBERED: N_("cambered, sloping road edge"),
    Surface.SPRINT: N_("sprint, sprints"),
}

Code = TypeVar("Code", bound=StrEnum)
_MOST_TOKENS = 4
"""Of a time: 1 h 30 min."""


class Words:
    """The words of one statement, taken from the left; what is compared is folded, what is kept is as it was typed."""

    def __init__(self, text: str, point: str = ".") -> None:
        self._raw = [part for part in text.split() if _bare(part)]
        self._typed = [_bare(part) for part in self._raw]
        self._folded = [folded(word) for word in self._typed]
        self._point = point
        self._at = 0

    def __bool__(self) -> bool:
        return self._at < len(self._typed)

    @property
    def next(self) -> str:
        """The word that comes next, folded; "" at the end."""
        return self._folded[self._at] if self else ""

    def take(self, phrases: str) -> str | None:
        """Take the longest of the translated phrases that comes next, as it was typed."""
        for phrase in _phrases(phrases):
            end = self._at + len(phrase)
            if self._folded[self._at : end] == phrase:
                taken = " ".join(self._typed[self._at : end])
                self._at = end
                return taken
        return None

    def take_code(self, table: Mapping[Code, str]) -> Code | None:
        """Take the longest phrase of a table that comes next; its code."""
        found = self.take_typed_code(table)
        return None if found is None else found[0]

    def take_typed_code(self, table: Mapping[Code, str]) -> tuple[Code, str] | None:
        """The same with the phrase as it was typed."""
        phrases = [(len(phrase), code) for code, each in table.items() for phrase in _phrases(each) if self._is(phrase)]
        if not phrases:
            return None
        length, code = max(phrases, key=lambda found: found[0])
        typed = " ".join(self._typed[self._at : self._at + length])
        self._at += length
        return code, typed

    def comes(self, phrases: str) -> bool:
        """Whether one of the phrases comes next."""
        return any(self._is(phrase) for phrase in _phrases(phrases))

    def comes_code(self, table: Mapping[Code, str], *, behind: int = 0) -> bool:
        """Whether a phrase of the table comes next, `behind` so many words."""
        return any(self._is(phrase, behind) for phrases in table.values() for phrase in _phrases(phrases))

    def word(self) -> str:
        """Take the next word as it was typed."""
        self._at += 1
        return self._typed[self._at - 1]

    def rest(self) -> str:
        """Take all that is left, with its punctuation."""
        taken = " ".join(self._raw[self._at :])
        self._at = len(self._typed)
        return taken

    @property
    def comes_number(self) -> bool:
        """Whether a word that begins with a number comes next."""
        return self.next.lstrip("+-−")[:1].isdecimal()

    @property
    def comes_amount(self) -> bool:
        """Whether a time or a distance with its unit comes next."""
        at = self._at
        found = self.amount()
        self._at = at
        return found is not None

    def number(self) -> float | None:
        """The number that comes next alone, without taking it; of 2/10 the 2."""
        return number_in(self.next.removesuffix("/10"), self._point) if self else None

    def amount(self) -> tuple[str, int | None, int | None] | None:
        """Take a time or a distance with its unit: as typed, seconds, metres; both where it can be either."""
        for count in range(min(_MOST_TOKENS, len(self._typed) - self._at), 0, -1):
            end = self._at + count
            text = " ".join(self._folded[self._at : end])
            seconds, metres = self._seconds(text), self._metres(text)
            if (seconds is None and metres is None) or (count > 1 and self._belongs_on(end)):
                continue
            typed = " ".join(self._typed[self._at : end])
            self._at = end
            return typed, seconds, metres
        return None

    def _belongs_on(self, end: int) -> bool:
        """Whether the last of the words before `end` is a number whose unit comes behind them: 24 min 3 | km."""
        pair = " ".join(self._folded[end - 1 : end + 1])
        alone = number_in(self._folded[end - 1], self._point) is not None
        return alone and end < len(self._typed) and (self._seconds(pair) or self._metres(pair)) is not None

    def _seconds(self, text: str) -> int | None:
        return None if number_in(text, self._point) is not None else seconds_in(text, RUN, self._point)

    def _metres(self, text: str) -> int | None:
        if number_in(text, self._point) is not None:
            return None
        far = distance_in(text, Units.KM, self._point)
        return None if far is None else round(far * 1000)

    def _is(self, phrase: list[str], behind: int = 0) -> bool:
        start = self._at + behind
        return self._folded[start : start + len(phrase)] == phrase


def _bare(word: str) -> str:
    """A word without the punctuation around it."""
    return word.strip(',!()“”"').rstrip(".")


def _phrases(phrases: str) -> tuple[list[str], ...]:
    """The phrases of a text in the user's language, the longest first."""
    return _parted(_(phrases))


@cache
def _parted(translated: str) -> tuple[list[str], ...]:
    found = [spelt.split() for phrase in translated.split(",") for spelt in spellings(phrase)]
    return tuple(sorted((phrase for phrase in found if phrase), key=len, reverse=True))


def day_in(word: str) -> date | None:
    """A date like 2026-11-28; None for anything else."""
    try:
        return date.fromisoformat(word) if len(word) == 10 else None
    except ValueError:
        return None


def clock_in(word: str) -> time | None:
    """A time of day like 7:30; None for anything else."""
    hours, _colon, minutes = word.partition(":")
    if not (hours.isdecimal() and minutes.isdecimal() and len(minutes) == 2 and len(hours) <= 2):
        return None
    return time(int(hours), int(minutes)) if int(hours) < 24 and int(minutes) < 60 else None


def first(phrases: str) -> str:
    """The phrase that the program itself writes: the first of the translated ones."""
    return _(phrases).split(",")[0].strip()
