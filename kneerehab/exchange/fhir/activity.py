"""How long and how far each run, walk and training was, and the sums of whole weeks (Physical Activity guide 1.0.0)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from kneerehab import library
from kneerehab.domain.activity import Activity
from kneerehab.domain.codes import ActivityKind, CrossKind, ExerciseKind
from kneerehab.domain.diary import Diary
from kneerehab.exchange.fhir.elements import (
    AEROBIC_MINUTES,
    DURATION,
    STRENGTH_DAYS,
    Maker,
    Resource,
    at,
    concept,
    over,
    own,
    quantity,
)
from kneerehab.i18n import _

_AEROBIC = (CrossKind.SWIM, CrossKind.CYCLE, CrossKind.ROW)
_WEEK = timedelta(days=7)


def duration_observations(diary: Diary, make: Maker) -> Iterator[Resource]:
    """Minutes of each run, walk and training, and the metres where they are known."""
    for done in diary.activities:
        kind = done.cross_kind or done.kind
        words = make.words.label(kind)
        if done.seconds is not None:
            value = quantity(round(done.seconds / 60, 2), "min", "min")
            code = concept(words, DURATION, own(str(kind)))
            yield make.observation(f"{done.id} duration", "activity", code, value, at(done.at))
        if done.metres is not None:
            code = concept(_("{what}: distance").format(what=words), own("distance"))
            value = quantity(done.metres, "m", "m")
            yield make.observation(f"{done.id} distance", "activity", code, value, at(done.at))


def weekly_observations(diary: Diary, make: Maker, today: date) -> Iterator[Resource]:
    """Minutes of running, swimming, cycling and rowing, and days of strengthening, of each week that is over.

    A week without an entry is unknown, and so is a sum of which a part is unknown.
    """
    for monday, minutes in _minutes(diary).items():
        if minutes is not None and monday + _WEEK <= today:
            words = _("Running, swimming, cycling and rowing in a week")
            value = quantity(round(minutes, 2), "min/wk", "min/wk")
            yield _weekly(make, "aerobic", concept(words, AEROBIC_MINUTES), value, monday)
    for monday, days in _strength(diary).items():
        if days is not None and monday + _WEEK <= today:
            words = _("Days with strengthening exercises in a week")
            value = quantity(len(days), "d/wk", "d/wk")
            yield _weekly(make, "strength", concept(words, STRENGTH_DAYS), value, monday)


def _weekly(make: Maker, key: str, code: Resource, value: Resource, monday: date) -> Resource:
    when = over(monday, monday + _WEEK - timedelta(days=1))
    return make.observation(f"{key} week {monday.isoformat()}", "activity", code, value, when)


def _minutes(diary: Diary) -> dict[date, float | None]:
    found: dict[date, float | None] = {}
    for done in diary.activities:
        if _is_aerobic(done):
            monday = _monday(done.at.date())
            before = found.get(monday, 0.0)
            found[monday] = None if before is None or done.seconds is None else before + done.seconds / 60
    return found


def _is_aerobic(done: Activity) -> bool:
    return done.kind is ActivityKind.RUN or done.cross_kind in _AEROBIC


def _strength(diary: Diary) -> dict[date, set[date] | None]:
    kinds: dict[str, ExerciseKind] = {own.id: own.kind for own in diary.exercises}
    found: dict[date, set[date] | None] = {}
    for done in diary.exercise_sets:
        shipped = library.find(done.exercise)
        kind = shipped.kind if shipped is not None else kinds.get(done.exercise)
        day = done.at.date()
        days = found.setdefault(_monday(day), set()) if kind in (None, ExerciseKind.STRENGTH) else None
        if kind is None:
            found[_monday(day)] = None  # whether it strengthens nobody knows
        elif days is not None:
            days.add(day)
    return found


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
