"""What the care log knows beside its records: the insole break-in, warm-up and cool-down, and the last answers.

Insoles (E4): 1 to 3 hours on the first day, 1 to 2 hours more each day, sport from day 10 or after a week of full wear.
Of these ranges the plan here takes the longest first day and the slowest growth: 3 hours, then 1 hour more a day, our
choice. Only days of wear count, so a skipped day holds the schedule where it was.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta

from kneerehab.domain.activity import Activity
from kneerehab.domain.care import Care, Medication
from kneerehab.domain.codes import ActivityKind, CareKind, Side
from kneerehab.domain.diary import Diary, between
from kneerehab.domain.folding import same_name
from kneerehab.frozen import dataclass

FIRST_DAY_HOURS = 3
"""The most on the first day (E4: 1 to 3 h)."""
MORE_A_DAY = 1
"""Hours more each day of wear (E4: 1 to 2 h)."""
SPORT_FROM_DAY = 10
"""The day of wear from which sport is fine (E4)."""
FULL_DAY_MINUTES = 8 * 60
"""A day of full wear, our choice."""
FULL_WEEK_DAYS = 7
"""Days of full wear in a row that also open sport (E4)."""
REVIEW_AFTER = timedelta(weeks=6)
"""When a word with a physio is suggested (E5, conflict 13)."""
STILL_WORN = timedelta(days=7)
"""How long after the last logged wear the schedule is still shown on days without one, our choice."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BreakIn:
    """The insole schedule on one day: `day` counts days of wear from 1, `hours` is the most for the day.

    `hours` is None once the break-in is over. `worn` are the minutes logged that day; an entry without minutes makes
    `worn_known` false. `review` says that the first wear was six weeks ago or more.
    """

    day: int
    hours: int | None
    worn: int
    worn_known: bool
    sport: bool
    review: bool
    last: date


def break_in(diary: Diary, on: date) -> BreakIn | None:
    """Where the insoles' break-in stands on a day; None before the first logged wear."""
    wear: dict[date, int] = {}
    unknown: set[date] = set()
    for record in diary.care:
        day = record.at.date()
        if record.kind is CareKind.INSOLES and day <= on:
            wear[day] = wear.get(day, 0) + (record.minutes or 0)
            if record.minutes is None:
                unknown.add(day)
    if not wear:
        return None
    number = len([day for day in wear if day < on]) + 1
    sport = number >= SPORT_FROM_DAY or _full_week(wear, on)
    return BreakIn(
        day=number,
        hours=None if sport else FIRST_DAY_HOURS + MORE_A_DAY * (number - 1),
        worn=wear.get(on, 0),
        worn_known=on not in unknown,
        sport=sport,
        review=on - min(wear) >= REVIEW_AFTER,
        last=max(wear),
    )


def shown_break_in(diary: Diary, on: date) -> BreakIn | None:
    """The break-in if it is worth a line that day: not over yet, or due for a word with a physio, and still worn."""
    found = break_in(diary, on)
    if found is None or on - found.last > STILL_WORN:
        return None
    return found if found.hours is not None or found.review else None


def _full_week(wear: dict[date, int], on: date) -> bool:
    """Whether there were seven days of full wear in a row before `on`."""
    row, before = 0, date.min
    for day in sorted(wear):
        if day >= on:
            break
        full = wear[day] >= FULL_DAY_MINUTES
        row = (row + 1 if day - timedelta(days=1) == before else 1) if full else 0
        before = day
        if row == FULL_WEEK_DAYS:
            return True
    return False


def care_on(diary: Diary, day: date) -> tuple[Care | Activity | Medication, ...]:
    """The care, cross-training and medication of a day, in order of time."""
    found: list[Care | Activity | Medication] = list(between(diary.care, day, day))
    found += [done for done in between(diary.activities, day, day) if done.kind is ActivityKind.CROSS]
    found += between(diary.medication, day, day)
    return tuple(sorted(found, key=lambda record: (record.at, record.id)))


def last_care(diary: Diary, kind: CareKind) -> Care | None:
    """The newest entry of a kind: what a new one is filled in with."""
    return next((record for record in reversed(diary.care) if record.kind is kind), None)


def last_cross(diary: Diary, *, without: Collection[str] = ()) -> Activity | None:
    """The newest cross-training whose note is none of `without`."""
    crossed = (done for done in reversed(diary.activities) if done.kind is ActivityKind.CROSS)
    return next((done for done in crossed if (done.note or "") not in without), None)


def usual_side(diary: Diary, kind: CareKind, affected: Side) -> Side:
    """The knee of the last entry of a kind, else the affected one; insoles belong in both shoes."""
    last = last_care(diary, kind)
    if last is not None and last.side is not None:
        return last.side
    return Side.BOTH if kind in (CareKind.INSOLES, CareKind.REST) else affected


def known_medicines(diary: Diary, most: int = 4) -> tuple[Medication, ...]:
    """The newest entry of each medicine, the newest first; names that differ only in case are one."""
    seen: dict[str, Medication] = {}
    for taken in reversed(diary.medication):
        seen.setdefault(same_name(taken.name), taken)
        if len(seen) == most:
            break
    return tuple(seen.values())
