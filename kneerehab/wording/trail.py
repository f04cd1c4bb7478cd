"""The trail in words: what was done and how, who was at work, and each value before and after."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import Any

from kneerehab.domain import fields as f
from kneerehab.domain.diary import KINDS, Diary
from kneerehab.domain.plan_records import Plan
from kneerehab.domain.record import moment
from kneerehab.domain.rules import SETTINGS
from kneerehab.domain.runner import Runner
from kneerehab.domain.trail import Professional, TrailLine, Way, What
from kneerehab.i18n import N_, _, ngettext, pgettext, semicolon
from kneerehab.wording.fields import field_unit
from kneerehab.wording.formats import Formats
from kneerehab.wording.labels import label, named
from kneerehab.wording.records import details_and_scores, list_name
from kneerehab.wording.settings import setting_name, setting_value

NameOf = Callable[[str], str]
"""The name of an exercise or a pair of shoes by its slug or id."""

_DONE = {
    (What.ADDED, Way.EDIT): N_("Added"),
    (What.CHANGED, Way.EDIT): N_("Changed"),
    (What.REMOVED, Way.EDIT): N_("Deleted"),
    (What.ADDED, Way.BACK): N_("Brought back by undo or redo"),
    (What.CHANGED, Way.BACK): N_("Changed by undo or redo"),
    (What.REMOVED, Way.BACK): N_("Taken away by undo or redo"),
    (What.ADDED, Way.MERGE): N_("Added from another copy of the diary"),
    (What.CHANGED, Way.MERGE): N_("Changed to what another copy of the diary had"),
    (What.REMOVED, Way.MERGE): N_("Deleted, as in another copy of the diary"),
}
_LISTS = {"runner": N_("Runner"), "plan": N_("Plan settings")}
_RUNNER = {
    "name": N_("Name"),
    "birth_year": N_("Year of birth"),
    "record_number": N_("Record number"),
    "run_days": N_("Weekdays to run on"),
    "height_cm": N_("Height"),
    "weight_kg": N_("Weight"),
    "units": N_("Units"),
    "zones": N_("Where does it hurt?"),
}
_OTHER = {"start": N_("Start of the plan"), "target": N_("Dose"), "source": N_("Import file"), "note": N_("Note")}


def done(line: TrailLine) -> str:
    """What was done, and by which way if not by hand."""
    if "records" in line.changes:
        n = (line.changes["records"] or (None, 0))[1]
        if line.way is Way.IMPORT:
            return ngettext(
                "The diary came with a file: {n} entry", "The diary came with a file: {n} entries", n
            ).format(n=n)
        return ngettext("The diary began with {n} entry", "The diary began with {n} entries", n).format(n=n)
    return _(_DONE[line.what, line.way])


def about(line: TrailLine) -> str:
    """What kind of entry it was."""
    return _(_LISTS[line.list]) if line.list in _LISTS else list_name(line.list)


def headline(line: TrailLine) -> str:
    """What was done, to what kind of entry."""
    return done(line) if "records" in line.changes else _("{entry}: {what}").format(entry=about(line), what=done(line))


def person(by: Professional) -> str:
    """ "Dana Roth, physiotherapist" """
    return _("{name}, {role}").format(name=by.name, role=label(by.kind))


def values(line: TrailLine, formats: Formats, name_of: NameOf) -> Iterator[tuple[str, str | None, str]]:
    """What changed: the name of the field, its old value and its new one.

    Where there is no new one, as of what was deleted, or of long text, which is not kept, the old one is None.
    """
    kind: Any = {"runner": Runner, "plan": Plan, **KINDS}[line.list]
    known = {facet.key: facet for facet in f.facets(kind)}
    for key, pair in line.changes.items():
        facet = known.get(key)
        if facet is None:
            continue
        name = _(_RUNNER.get(key, "") if kind is Runner else "") or _(facet.label or _OTHER.get(key, "")) or key
        if pair is None:
            yield name, None, _("The text was changed; it is not kept here.")
        else:
            old, new = (_as_it_stands(value, facet, formats, name_of) for value in pair)
            yield (name, None, old) if line.what is What.REMOVED else (name, old, new)


def _as_it_stands(value: Any, facet: f.Facet, formats: Formats, name_of: NameOf) -> str:
    """A value in words; one that the format does not know, in a file that anyone may have made, as it is."""
    try:
        return _value(value, facet, formats, name_of)
    except (AttributeError, KeyError, OverflowError, TypeError, ValueError):
        return str(value)


def _value(value: Any, facet: f.Facet, formats: Formats, name_of: NameOf) -> str:
    if value is None or value in ([], {}):
        return _("nothing")
    match facet.spec:
        case f.Choice():
            return label(facet.spec.codes(value))
        case f.Codes():
            return ", ".join(label(facet.spec.codes(code)) for code in value)
        case f.Day():
            return formats.short_day(date.fromisoformat(value))
        case f.LocalTime():
            at = datetime.fromisoformat(value)
            return f"{formats.short_day(at.date())}, {formats.clock(at.time())}"
        case f.Flag():
            return _("yes") if value else _("no")
        case f.Scores():
            words = {"left": _("left {score}"), "right": _("right {score}")}
            return ", ".join(words[knee].format(score=score) for knee, score in value.items())
        case f.AmountField():
            return setting_value(f.Amount(**value), formats)
        case f.SettingsPatch():
            return semicolon().join(
                named(setting_name(name), _setting(name, item, formats)) for name, item in value.items()
            )
        case f.Nested():
            return ", ".join(str(item) for item in value.values())
    if facet.name in SETTINGS:
        return _setting(facet.name, value, formats)
    match facet.shown:
        case f.Shown.DISTANCE:
            return formats.distance(value)
        case f.Shown.SPAN:
            return formats.time_words(value)
        case f.Shown.EXERCISE | f.Shown.SHOES:
            return name_of(value)
    unit = field_unit(facet)
    return f"{value}\u00a0{unit}" if unit else str(value)


def _setting(name: str, value: Any, formats: Formats) -> str:
    spec = SETTINGS[name].spec
    if value is None:
        return pgettext("value", "none")
    if isinstance(spec, f.Choice):
        return label(spec.codes(value))
    return setting_value(f.Amount(**value) if isinstance(spec, f.AmountField) else value, formats, name)


def entry_of(line: TrailLine, diary: Diary, formats: Formats, name_of: NameOf, day: Callable[[date], str]) -> str:
    """What to know the entry of a line by, where many are listed; "" if the diary has it no more."""
    if (record := diary.find(line.record_id)) is None:
        return ""
    what = details_and_scores(record, formats, name_of)
    return _("Entry of {day}, as it is now: {what}").format(day=day(moment(record).date()), what=what)
