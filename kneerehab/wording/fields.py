"""Units of the fields of a record's form, and what to do about a value that can't be saved."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from kneerehab.domain.diary import KINDS
from kneerehab.domain.fields import Facet, Shown, facets
from kneerehab.i18n import N_, _

_UNITS = {
    Shown.MINUTES: N_("min"),
    Shown.SPAN: N_("min"),
    Shown.SECONDS: N_("s"),
    Shown.KILOGRAMS: N_("kg"),
    Shown.STEPS: N_("steps/min"),
    Shown.HOURS: N_("h"),
    Shown.PERMILLE: N_("%"),
}

_FAULTS = {
    "is before from": N_("The last day can’t lie before the first. Please choose a later one, or leave it empty."),
    "must be a whole number": N_("Please give a whole number."),
    "needs seconds or metres": N_("Please give the time or the distance; one of the two is enough."),
    "must be at most 10 with measure psfs": N_("Please give a number from 0 to 10."),
    "must be at most 36 with measure uwri": N_("Please give a number from 0 to 36."),
    "is already used by another record": N_("This day has one already. Please choose another day, or edit that one."),
    "no such shoes": N_("These shoes are no longer in the diary. Please choose others."),
}


def known_label(key: str) -> str:
    """What a field is called, whatever its kind; `key` is its name in files. "" where kinds call it differently."""
    if key == "note":
        return _("Note")
    kinds: Iterable[Any] = KINDS.values()
    names = {facet.label for kind in kinds for facet in facets(kind) if facet.key == key}
    return _(names.pop()) if len(names) == 1 else ""


def field_unit(facet: Facet) -> str:
    """The unit that stands inside a number's field; "" without one. Distances take theirs from the runner."""
    return _(_UNITS[facet.shown]) if facet.shown in _UNITS else ""


def please_answer(control: str) -> str:
    """What to do about an empty field that is needed; `control` is "pain", "choice", "text" or "settings"."""
    return {
        "pain": _("Please choose a number from 0 to 10."),
        "choice": _("Please choose one."),
        "text": _("Please type a few words."),
        "settings": _("Please tick at least one."),
    }[control]


def please_whole() -> str:
    """What to do about a number with decimals where whole ones are counted."""
    return _("Please give a whole number.")


def number_range(low: str, high: str) -> str:
    """What to do about a number that is none, or that lies outside its range."""
    return _("Please give a number from {low} to {high}.").format(low=low, high=high)


def time_range(low: str, high: str) -> str:
    """What to do about a time that lies outside its range; `high` carries the unit."""
    return _("Please give a time from {low} to {high}.").format(low=low, high=high)


def time_unread(low: str, high: str) -> str:
    """What to do about a time that can't be read; `high` carries the unit."""
    return _("Please write a time such as 90 min, 1:30 or 1h30, from {low} to {high}.").format(low=low, high=high)


def distance_range(low: str, high: str) -> str:
    """What to do about a distance that can't be read, or that lies outside its range; `high` carries the unit."""
    return _("Please give a distance from {low} to {high}.").format(low=low, high=high)


def too_long(most: int) -> str:
    """What to do about a text that is longer than can be kept."""
    return _("Please keep it to {most} characters.").format(most=most)


def future_day() -> str:
    """What to do about a day after today."""
    return _("This day is still to come. Please choose today or an earlier day.")


def future_time() -> str:
    """What to do about a time of today that is still to come."""
    return _("This time is still to come. Please choose one up to now.")


def both_amounts() -> str:
    """What to do when only one of minutes and distance was given."""
    return _("Please give both time and distance, or leave both empty.")


def fault_sentence(fault: str) -> str:
    """What to do about a fault of the diary's rules, in words for a runner; its own words where there are no others."""
    if "days away from plan.start" in fault:
        return _("This day is too far from the start of the plan. Please choose another.")
    if fault.endswith("retire them instead"):
        return _("There are runs in these shoes. Please retire them instead.")
    return _(_FAULTS[fault]) if fault in _FAULTS else _("Please look at this once more.")
