"""What a new run begins with: the plan's amounts, the usual ground, the usual shoes."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from kneerehab.domain.codes import ActivityKind, Surface, Units
from kneerehab.domain.diary import Diary
from kneerehab.domain.plan.verdict import Advice, Verdict
from kneerehab.domain.trends.shoes import shoe_distance
from kneerehab.domain.units import metres, shown_distance, shown_minutes
from kneerehab.gui.forms.run.ground import FLAT
from kneerehab.i18n import _
from kneerehab.services.shoes import default_pair
from kneerehab.wording.formats import Formats

NO_SHOES = ""


def words_for(kind: ActivityKind, *, new: bool) -> tuple[str, str, str]:
    """The title of the form, its Save button, and what is said once it is saved."""
    if kind is ActivityKind.RUN:
        return _("Log a run") if new else _("Edit run"), _("Save run"), _("Run saved")
    return _("Log a walk") if new else _("Edit walk"), _("Save walk"), _("Walk saved")


def offered(diary: Diary, verdict: Verdict | None, day: date, units: Units) -> tuple[int | None, int | None]:
    """Seconds and metres of the day's ceilings, rounded down as shown; nothing once a run of that day is logged."""
    ran = any(run.at.date() == day and run.kind is ActivityKind.RUN for run in diary.activities)
    if verdict is None or verdict.ceilings is None or ran:
        return None, None
    ceilings = verdict.ceilings
    far = None if ceilings.metres is None else metres(shown_distance(ceilings.metres, units), units)
    return shown_minutes(ceilings.seconds) * 60, far


def usual_ground(diary: Diary, verdict: Verdict | None, day: date) -> tuple[Surface, ...]:
    """The ground of the last run if it is open, else the first flat one."""
    opened = verdict.surfaces if verdict is not None and verdict.surfaces else FLAT
    runs = (run for run in reversed(diary.activities) if run.surfaces and run.kind is ActivityKind.RUN)
    last = next((run.surfaces for run in runs if run.at.date() <= day), ())
    return last if last and set(last) <= set(opened) else (FLAT[0],)


def shoe_choices(
    diary: Diary, day: date, worn_id: str | None, formats: Formats, preferred: Collection[str] = ()
) -> tuple[list[tuple[str, str]], str]:
    """Shoes in use (and those already named) with their distance; the pair for a new run (`preferred` are ids)."""
    far = {point.name: point.metres for point in shoe_distance(diary, day).shoes}
    pairs = [pair for pair in diary.shoes if pair.id == worn_id or pair.retired is None or pair.retired > day]
    choices = [(NO_SHOES, _("Not stated"))]
    choices += [(pair.id, f"{pair.name}  {formats.distance(far.get(pair.name, 0))}") for pair in pairs]
    usual = default_pair(diary, day, preferred)
    return choices, NO_SHOES if usual is None else usual.id


def whence(verdict: Verdict | None, *, filled: bool, is_today: bool) -> str:
    """Which day's plan a new run was `filled` in from, or why it begins empty."""
    if filled:
        return _("Filled in from today's plan") if is_today else _("Filled in from that day's plan")
    if verdict is not None and verdict.advice is Advice.RUN:
        return _("One more run of that day")
    if verdict is not None and verdict.advice is Advice.CHECK_IN:
        missing = _("Today's check-in is missing; the run is welcome in the diary")
        return missing if is_today else _("That day's check-in is missing; the run is welcome in the diary")
    text = _("Not in today's plan, and welcome in the diary")
    return text if is_today else _("Not in that day's plan, and welcome in the diary")
