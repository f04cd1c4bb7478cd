"""The Diary page's read side: every record newest first, by kind, by day and by words, and what a month holds.

A `Log` is made for one diary and holds no copy of it; the texts that a search looks through are built when they are
needed and handed on from one log to the next, so that a keystroke stays quick with ten years of records.
"""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import cache
from operator import attrgetter, itemgetter
from typing import Any

from kneerehab.domain.activity import Activity
from kneerehab.domain.check_in import CheckIn, PainNote
from kneerehab.domain.codes import ActivityKind
from kneerehab.domain.diary import KINDS, LIST_OF, TIMED, Diary
from kneerehab.domain.fields import Choice, Codes, KneeScores, Text, facets
from kneerehab.domain.folding import folded, sought
from kneerehab.domain.icing import IcingSession
from kneerehab.domain.record import Record, moment
from kneerehab.domain.training import ExerciseSet, Prescription
from kneerehab.frozen import dataclass
from kneerehab.services.exercises import every_name
from kneerehab.services.today import exercises_on

PAIN = frozenset({"check_ins", "pain_notes"})
"""The kinds behind the Pain filter."""

_Placed = tuple[datetime, str, Record]
_AT, _ID = attrgetter("at"), attrgetter("id")
_WHEN, _AT_AND_ID = itemgetter(0), itemgetter(0, 1)
_FEW = 50
"""So many records are put in their places one by one; more are sorted with all others."""

KIND_CODES: tuple[str, ...] = tuple(
    code
    for name in LIST_OF.values()
    for code in ([kind.value for kind in ActivityKind] if name == "activities" else [name])
)
"""Every kind that can be asked for: names of lists, and run, walk and cross instead of activities."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DayMark:
    """A day with entries: its worst pain (None without a score) and whether there was a run."""

    worst: int | None
    run: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DaySummary:
    """One day in numbers; `worst` is None without a score, `seconds` and `metres` are what is known of the runs."""

    entries: int
    worst: int | None
    ice_minutes: int
    runs: int
    seconds: int
    metres: int
    exercises_done: int
    exercises_due: int


def kind_code(record: Record) -> str:
    """One of `KIND_CODES`."""
    return record.kind.value if isinstance(record, Activity) else LIST_OF[type(record)]


def is_dated(record: Record) -> bool:
    """Whether the record says when it belongs in the diary; own exercises and some shoes don't."""
    return any(getattr(record, name, None) is not None for name in ("at", "date", "from_", "bought"))


def pain_of(record: Record) -> KneeScores | None:
    """The score that a row shows per knee: the worst that the record states; None for kinds without one per knee."""
    match record:
        case CheckIn():
            pairs: tuple[KneeScores | None, ...] = (record.worst_24h, record.now)
        case Activity():
            pairs = (record.pain_before, record.pain_during, record.pain_after)
        case PainNote():
            return KneeScores(**{record.side.value: record.score})
        case _:
            return None
    known = [pair for pair in pairs if pair is not None]
    found = KneeScores(left=_worst(pair.left for pair in known), right=_worst(pair.right for pair in known))
    return found if found.known() else None


class Log:
    """Every record of one diary. `label` names a code and `kind_name` a kind, so that a search finds those words."""

    def __init__(
        self,
        diary: Diary,
        label: Callable[[StrEnum], str],
        kind_name: Callable[[Record], str],
        before: Log | None = None,
    ) -> None:
        """`before` is the log of the diary until now: its order is used again if few records changed, and its texts."""
        self.diary = diary
        self._placed = _placed(diary) if before is None else before._placed_anew(diary)
        self.records: tuple[Record, ...] = tuple([record for _at, _id, record in self._placed])
        self._codes: list[str] = []
        self._label = label
        self._kind_name = kind_name
        same_names = before is not None and before.diary.exercises is diary.exercises
        self._texts: dict[str, tuple[Record, str]] = before._texts if before is not None and same_names else {}
        self._exercises: dict[str, str] = {}
        self._codes_said: dict[tuple[type, str], str] = {}
        self._lines: list[str] = []  # the texts of `records`, as far as they are built

    def find(
        self, *, kinds: frozenset[str] | None = None, noted: bool = False, day: date | None = None, words: str = ""
    ) -> tuple[Record, ...]:
        """Records newest first: of these kinds (None is every kind), with a note, of one day, with all of the words."""
        low, high = (0, len(self.records)) if day is None else self._span(day, day)
        found: Iterable[int] = range(high - 1, low - 1, -1)
        if kinds is not None:
            codes = self._codes = self._codes or list(map(kind_code, self.records))
            found = [at for at in found if codes[at] in kinds]
        if wanted := words.split():
            self.warm(len(self.records))
            lines = self._lines
            for word in wanted:
                stands_in = re.compile(sought(word)).search
                found = [at for at in found if stands_in(lines[at])]
        records = self.records
        return tuple(records[at] for at in found if not noted or records[at].note)

    def count(self, first: date, last: date) -> int:
        """How many dated records lie between two days, both included."""
        return sum(1 for record in self.between(first, last) if is_dated(record))

    def days(self, first: date, last: date) -> dict[date, DayMark]:
        """The days with entries between two days, both included."""
        found: dict[date, DayMark] = {}
        for record in self.between(first, last):
            if not is_dated(record):
                continue
            day = moment(record).date()
            mark = found.get(day, DayMark(worst=None, run=False))
            ran = isinstance(record, Activity) and record.kind is ActivityKind.RUN
            worst = _worst((mark.worst, *_day_scores(record)))
            found[day] = DayMark(worst=worst, run=mark.run or ran)
        return found

    def summary(self, day: date) -> DaySummary:
        """What a day holds, in numbers."""
        records = [record for record in self.between(day, day) if is_dated(record)]
        runs = [record for record in records if isinstance(record, Activity) and record.kind is ActivityKind.RUN]
        done = {record.exercise for record in records if isinstance(record, ExerciseSet)}
        due = [item for item in exercises_on(self.diary, day) if item.due or item.done]
        return DaySummary(
            entries=len(records),
            worst=_worst(score for record in records for score in _day_scores(record)),
            ice_minutes=sum(record.minutes for record in records if isinstance(record, IcingSession)),
            runs=len(runs),
            seconds=sum(run.seconds or 0 for run in runs),
            metres=sum(run.metres or 0 for run in runs),
            exercises_done=len(done),
            exercises_due=max(len(due), len(done)),
        )

    def warm(self, limit: int) -> bool:
        """Build the search texts of up to `limit` more records, while nobody waits; whether there are more to do."""
        begun = len(self._lines)
        self._lines += [self._text(record) for record in self.records[begun : begun + limit]]
        return len(self._lines) < len(self.records)

    def between(self, first: date, last: date) -> tuple[Record, ...]:
        """The records between two days, both included, oldest first."""
        low, high = self._span(first, last)
        return self.records[low:high]

    def _span(self, first: date, last: date) -> tuple[int, int]:
        after = last + timedelta(days=1)
        return (
            bisect_left(self._placed, datetime(first.year, first.month, first.day), key=_WHEN),
            bisect_left(self._placed, datetime(after.year, after.month, after.day), key=_WHEN),
        )

    def _placed_anew(self, diary: Diary) -> list[_Placed]:
        """The records of a diary in order, told by what differs from this one's: sorting 20 years takes a frame."""
        gone: list[Record] = []
        new: list[Record] = []
        for name in KINDS:
            before, after = getattr(self.diary, name), getattr(diary, name)
            if before is not after:
                known, now = set(map(id, before)), set(map(id, after))
                gone += [record for record in before if id(record) not in now]
                new += [record for record in after if id(record) not in known]
        if len(gone) + len(new) > _FEW:
            return _placed(diary)
        placed = self._placed.copy()
        for record in gone:
            del placed[bisect_left(placed, (moment(record), record.id), key=_AT_AND_ID)]
        for record in new:
            insort(placed, (moment(record), record.id, record), key=_AT_AND_ID)
        return placed

    def _text(self, record: Record) -> str:
        known = self._texts.get(record.id)
        if known is None or known[0] is not record:
            known = self._texts[record.id] = (record, self._written(record))
        return known[1]

    def _written(self, record: Record) -> str:
        """Everything in a record that is words, as a search compares them."""
        parts = [self._kind_name(record)]
        kind: Any = type(record)
        texts, codes, lists = _worded(kind)
        parts += [value for name in texts if (value := getattr(record, name))]
        parts += [self._said(value) for name in codes if (value := getattr(record, name)) is not None]
        parts += [self._said(code) for name in lists for code in getattr(record, name)]
        if isinstance(record, ExerciseSet | Prescription):
            if record.exercise not in self._exercises:
                self._exercises[record.exercise] = "\n".join(every_name(self.diary, record.exercise))
            parts.append(self._exercises[record.exercise])
        return folded("\n".join(parts))

    def _said(self, code: StrEnum) -> str:
        key = (type(code), code.value)  # codes of different kinds can be equal
        if key not in self._codes_said:
            self._codes_said[key] = self._label(code)
        return self._codes_said[key]


def _placed(diary: Diary) -> list[_Placed]:
    """Every record with its moment, in order; most kinds state theirs, which is quicker than asking for it."""
    placed: list[_Placed] = []
    for name in KINDS:
        records: tuple[Any, ...] = getattr(diary, name)
        when = _AT if name in TIMED else moment
        placed += zip(map(when, records), map(_ID, records), records, strict=True)
    placed.sort(key=_AT_AND_ID)
    return placed


@cache
def _worded(kind: Any) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """The fields of a kind that hold text, a code and lists of codes."""
    names: tuple[list[str], list[str], list[str]] = ([], [], [])
    for facet in facets(kind):
        for at, spec in enumerate((Text, Choice, Codes)):
            if isinstance(facet.spec, spec):
                names[at].append(facet.name)
    return tuple(names[0]), tuple(names[1]), tuple(names[2])


def _day_scores(record: Record) -> tuple[int, ...]:
    """The scores that count for the day's dot: of check-ins, pain notes and activities, as in the week strip."""
    pain = pain_of(record)
    return pain.known() if pain is not None else ()


def _worst(scores: Iterable[int | None]) -> int | None:
    return max((score for score in scores if score is not None), default=None)
