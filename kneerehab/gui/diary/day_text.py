"""What the lines of the Diary by day say: of a day, of one of its entries, and of days without any."""

from __future__ import annotations

from datetime import date

from kneerehab.domain.activity import Activity
from kneerehab.domain.check_in import CheckIn
from kneerehab.domain.codes import ActivityKind
from kneerehab.domain.diary import Diary
from kneerehab.frozen import dataclass
from kneerehab.gui.forms.entry_words import entry_words
from kneerehab.gui.look.locale import long_day, month_short, short_weekday_and_day
from kneerehab.i18n import _, ngettext
from kneerehab.services.diary_days import DayLine, DayRow
from kneerehab.services.exercises import exercise_name
from kneerehab.services.log import kind_code, pain_of
from kneerehab.services.today import Entry
from kneerehab.wording.formats import Formats
from kneerehab.wording.labels import named
from kneerehab.wording.records import details, kind_name, scores


@dataclass(frozen=True, slots=True, kw_only=True)
class DayText:
    """The parts of a day's line; "" is drawn as a dash. `name` is the whole for screen readers, `more` what it adds."""

    day: str
    beside: str
    checked_in: bool
    left: int | None
    right: int | None
    activity: str
    icon: str
    exercises: str
    done: int
    due: int
    ice: str
    note: str
    name: str
    more: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryText:
    """The parts of an entry's line; `several` is how many exercises stand behind it, 0 for a single record."""

    clock: str
    kind: str
    code: str
    words: str
    note: str
    left: int | None
    right: int | None
    several: int
    name: str


def day_text(line: DayLine, today: date, diary: Diary, formats: Formats) -> DayText:
    """A day on one line."""
    activity, spoken = _activity(line, formats)
    exercises = _("{done} of {due}").format(done=line.done, due=line.due) if line.due else ""
    if line.done is not None and not line.due:
        exercises = _("{n} done").format(n=line.done)
    pain = scores(line.pain)
    note = _note(line, diary, formats)
    parts = (
        spoken_day(line.day, today),
        _("pain {scores}").format(scores=pain) if pain else "" if line.checked_in else _("no check-in"),
        spoken,
        _("exercises {done}").format(done=exercises) if exercises else "",
        _("ice {n}").format(n=line.ice) if line.ice else "",
    )
    more = (formats.distance(line.metres) if line.metres else "", note)
    return DayText(
        day=short_weekday_and_day(line.day),
        beside=_beside(line.day, today),
        checked_in=line.checked_in,
        left=line.pain.left,
        right=line.pain.right,
        activity=activity,
        icon="walk" if line.kind is ActivityKind.WALK else "run",
        exercises=exercises,
        done=line.done or 0,
        due=line.due,
        ice=formats.number(line.ice, 0) if line.ice else "",
        note=note,
        name=", ".join(part for part in parts if part),
        more=", ".join(part for part in more if part),
    )


def empty_text(row: DayRow, today: date) -> DayText:
    """The line of days on which nothing was logged."""
    days, whole = short_weekday_and_day(row.day), spoken_day(row.day, today)
    if row.first != row.day:
        month = "" if (row.first.year, row.first.month) == (row.day.year, row.day.month) else month_short(row.first)
        first = " ".join(part for part in (short_weekday_and_day(row.first), month) if part)
        days = _("{first} – {last}").format(first=first, last=days)
        whole = _("{first} to {last}").format(first=spoken_day(row.first, today), last=whole)
    return DayText(
        day=days, beside=_beside(row.day, today), checked_in=False, left=None, right=None, activity="", icon="run",
        exercises="", done=0, due=0, ice="", note="", name=_("{days}, nothing logged").format(days=whole), more="",
    )  # fmt: skip


def entry_text(entry: Entry, diary: Diary, formats: Formats) -> EntryText:
    """One entry of a day, or all its exercises together."""
    first, several = entry.records[0], len(entry.records) > 1
    kind = _("Exercises") if entry.is_exercises else _("Check-in") if isinstance(first, CheckIn) else kind_name(first)
    pain = None if entry.is_exercises else pain_of(first)
    words, note = entry_words(entry, diary, formats), "" if several else _flat(first.note)
    clock = formats.clock(entry.at.time())
    return EntryText(
        clock=clock,
        kind=kind,
        code=kind_code(first),
        words=words,
        note=note,
        left=pain.left if pain else None,
        right=pain.right if pain else None,
        several=len(entry.records) if several else 0,
        name=", ".join(part for part in (kind, clock, words, scores(pain), note) if part),
    )


def spoken_day(day: date, today: date) -> str:
    """ "Thursday 26 November", with its year if that is another one."""
    return long_day(day) if day.year == today.year else f"{long_day(day)} {day.year}"


def _beside(day: date, today: date) -> str:
    if day == today:
        return _("today")
    if day.year != today.year:
        return f"{month_short(day)} {day.year}"
    return "" if day.month == today.month else month_short(day)


def _activity(line: DayLine, formats: Formats) -> tuple[str, str]:
    """Time and distance of the runs (or walks) as drawn, and the time as spoken."""
    if line.kind is None:
        return "", ""
    minutes = line.seconds // 60
    what = _("run") if line.kind is ActivityKind.RUN else _("walk")
    if line.count > 1:
        runs, walks = ngettext("{n} run", "{n} runs", line.count), ngettext("{n} walk", "{n} walks", line.count)
        what = (runs if line.kind is ActivityKind.RUN else walks).format(n=line.count)
    amounts = [formats.minutes(line.seconds)] if line.seconds else []
    amounts += [formats.distance(line.metres)] if line.metres else []
    spoken = ngettext("{what} {n} minute", "{what} {n} minutes", minutes).format(what=what, n=minutes)
    return ", ".join(amounts) or what, spoken if line.seconds else what


def _note(line: DayLine, diary: Diary, formats: Formats) -> str:
    """The first note of a day; without one, what has no column of its own."""
    if line.noted is not None:
        return _flat(line.noted.note)
    if line.other is None:
        return ""
    words = details(line.other, formats, lambda key: exercise_name(diary, key))
    return words if isinstance(line.other, Activity) else named(kind_name(line.other), words)


def _flat(note: str | None) -> str:
    return " ".join((note or "").split())
