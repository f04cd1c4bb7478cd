"""The flat table: one row for each day from the first record to the last, days without records included.

Pain columns hold the worst score of the day, sums what is known; an empty cell is unknown or not recorded, never zero.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any

from kneerehab.domain.activity import Activity
from kneerehab.domain.codes import ActivityKind
from kneerehab.domain.diary import Diary
from kneerehab.domain.fields import KneeScores

_DAILY = (
    "check_ins",
    "pain_notes",
    "activities",
    "medication",
    "exercise_sets",
    "icing",
    "care",
    "clinic_visits",
    "outcomes",
)

DAY_HEADER = (
    "date",
    "plan_day",
    "check_ins",
    "pain_now_left",
    "pain_now_right",
    "pain_worst_24h_left",
    "pain_worst_24h_right",
    "swelling",
    "limp",
    "red_flags",
    "pain_notes",
    "pain_notes_worst_left",
    "pain_notes_worst_right",
    "runs",
    "run_duration_s",
    "run_distance_m",
    "walks",
    "walk_duration_s",
    "walk_distance_m",
    "cross_trainings",
    "cross_duration_s",
    "pain_during_left",
    "pain_during_right",
    "form_changed",
    "exercises",
    "exercise_sets",
    "icing_duration_min",
    "painkiller",
    "clinic_visits",
    "notes",
)
"""Columns of the table; counts are counts of records, so 0 means that none was recorded."""


def day_rows(diary: Diary) -> Iterator[list[object]]:
    """The rows below `DAY_HEADER`."""
    days: dict[date, dict[str, list[Any]]] = defaultdict(lambda: defaultdict(list))
    for kind in _DAILY:
        for record in getattr(diary, kind):
            days[record.at.date()][kind].append(record)
    if not days:
        return
    day, last = min(days), max(days)
    while day <= last:
        yield _row(day, diary.plan.start, days.get(day) or defaultdict(list))
        day += timedelta(days=1)


def _row(day: date, start: date, of: dict[str, list[Any]]) -> list[object]:
    checks, notes, activities = of["check_ins"], of["pain_notes"], of["activities"]
    number = (day - start).days + 1
    runs, walks, cross = ([it for it in activities if it.kind is kind] for kind in ActivityKind)
    return [
        day,
        number if number > 0 else None,
        len(checks),
        *_worst(check.now for check in checks),
        *_worst(check.worst_24h for check in checks),
        _any(check.swelling for check in checks),
        _any(check.limp for check in checks),
        tuple(dict.fromkeys(flag for check in checks for flag in check.red_flags)),
        len(notes),
        max((note.score for note in notes if note.side == "left"), default=None),
        max((note.score for note in notes if note.side == "right"), default=None),
        len(runs),
        _sum(runs, "seconds"),
        _sum(runs, "metres"),
        len(walks),
        _sum(walks, "seconds"),
        _sum(walks, "metres"),
        len(cross),
        _sum(cross, "seconds"),
        *_worst(activity.pain_during for activity in activities),
        _any(activity.form_changed for activity in activities),
        len({done.exercise for done in of["exercise_sets"]}),
        sum(done.sets for done in of["exercise_sets"]),
        sum(ice.minutes for ice in of["icing"]),
        _any(medicine.painkiller for medicine in of["medication"]),
        len(of["clinic_visits"]),
        " | ".join(record.note for kind in _DAILY for record in of[kind] if record.note),
    ]


def _worst(scores: Iterable[KneeScores | None]) -> tuple[int | None, int | None]:
    """The highest known score of each knee."""
    known = [score for score in scores if score is not None]
    left = max((score.left for score in known if score.left is not None), default=None)
    right = max((score.right for score in known if score.right is not None), default=None)
    return left, right


def _any(answers: Iterable[bool | None]) -> bool | None:
    """True if any answer is, None if there is none."""
    known = [answer for answer in answers if answer is not None]
    return any(known) if known else None


def _sum(activities: Iterable[Activity], name: str) -> int | None:
    """The sum of what is known; None if nothing is."""
    known = [value for value in (getattr(activity, name) for activity in activities) if value is not None]
    return sum(known) if known else None
