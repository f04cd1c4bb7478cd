"""The entry of each field of a record, chosen by what the field may hold."""

from __future__ import annotations

from datetime import date, datetime

from kneerehab import library
from kneerehab.domain import fields as f
from kneerehab.domain.diary import Diary
from kneerehab.domain.folding import folded
from kneerehab.domain.rules import SETTINGS
from kneerehab.domain.units import METRES_PER
from kneerehab.frozen import dataclass
from kneerehab.gui.forms.compound import AmountEntry, DayEntry, MomentEntry, ScoreEntry, ScoresEntry, SettingsEntry
from kneerehab.gui.forms.entry import (
    HALF,
    WHOLE,
    AnswerEntry,
    ChipsEntry,
    ChoiceEntry,
    Entry,
    FlagEntry,
    NumberEntry,
    SelectEntry,
    TextEntry,
)
from kneerehab.i18n import _
from kneerehab.services.today import exercise_name
from kneerehab.wording.fields import field_unit
from kneerehab.wording.formats import Formats

_SPANS = (f.Shown.SPAN, f.Shown.MINUTES)
_HUNDREDTHS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What a form needs to know of where it stands."""

    diary: Diary
    formats: Formats
    now: datetime

    @property
    def today(self) -> date:
        """The local date."""
        return self.now.date()


def entry_for(kind: str, facet: f.Facet, around: Surroundings) -> Entry:
    """The entry of one field; `kind` is the name of a list of the diary."""
    spec, needed, text, hint = facet.spec, facet.required, _(facet.label), _(facet.hint)
    match spec:
        case f.LocalTime():
            return MomentEntry(text, around.now, hint)
        case f.Day():
            return DayEntry(text, around.today, hint, required=needed)
        case f.Scores():
            return ScoresEntry(text, hint, required=needed)
        case f.SettingsPatch():
            return SettingsEntry(text, lambda key: _setting(key, around), hint)
        case f.Text() if facet.shown is f.Shown.EXERCISE:
            chosen = SelectEntry(text, exercise_choices(around), hint)
            chosen.span = WHOLE if kind == "prescriptions" else HALF  # there its first and last day share a line
            return chosen
        case f.Identifier():
            return SelectEntry(text, shoe_choices(around.diary), hint, none=_("Not stated"))
        case f.Integer() if facet.shown is f.Shown.SCORE:
            return ScoreEntry(text, hint, required=needed)
    return _plain(facet, hint, needed, around)


def _setting(key: str, around: Surroundings) -> Entry:
    return _plain(SETTINGS[key], "", True, around)


def _plain(facet: f.Facet, hint: str, needed: bool, around: Surroundings) -> Entry:
    """The entry for what a field may hold, whatever the record."""
    name, text, shown = facet.name, _(facet.label), facet.shown
    match spec := facet.spec:
        case f.Text():
            return TextEntry(text, spec.low, spec.high, hint, required=needed)
        case f.Choice() if needed:
            return ChoiceEntry(text, spec.codes, hint)
        case f.Choice():
            chips = ChipsEntry(text, spec.codes, hint, single=True)
            chips.span = HALF if name == "role" else chips.span  # beside the name of who it was
            return chips
        case f.Codes():
            return ChipsEntry(text, spec.codes, hint)
        case f.Flag() if name in SETTINGS:
            return AnswerEntry(text, hint, required=True)
        case f.Flag():
            return FlagEntry(text, hint) if needed else AnswerEntry(text, hint)
        case f.AmountField():
            return AmountEntry(text, around.formats.units, hint)
        case f.Integer() | f.Number():
            unit, decimals, factor = _notation(facet, around.formats)
            return NumberEntry(
                text, spec.low, spec.high, hint, unit=unit, decimals=decimals, factor=factor, required=needed,
                units=around.formats.units if shown is f.Shown.DISTANCE else None, span=shown in _SPANS,
            )  # fmt: skip
    raise TypeError(f"{name}: no entry for {spec}")


def _notation(facet: f.Facet, formats: Formats) -> tuple[str, int, float | None]:
    """Unit, decimals and factor with which a number is typed."""
    unit = field_unit(facet)
    match facet.shown:
        case f.Shown.DISTANCE:
            return formats.unit, _HUNDREDTHS, METRES_PER[formats.units]
        case f.Shown.SPAN:
            return unit, _HUNDREDTHS, 60
        case f.Shown.PERMILLE:
            return unit, 1, 10
    return unit, _HUNDREDTHS if isinstance(facet.spec, f.Number) else 0, None


def exercise_choices(around: Surroundings) -> list[tuple[str, str]]:
    """What is prescribed today first, then the runner's own, then the library, each once."""
    diary = around.diary
    prescribed = [item.exercise for item in diary.prescriptions if item.covers(around.today)]
    known = [*prescribed, *(own.id for own in diary.exercises), *library.exercises()]
    return [(exercise, exercise_name(diary, exercise)) for exercise in dict.fromkeys(known)]


def shoe_choices(diary: Diary) -> list[tuple[str, str]]:
    """The runner's shoes, those in use first."""
    in_use = sorted(diary.shoes, key=lambda pair: (pair.retired is not None, folded(pair.name)))
    retired = _("{name}, retired")
    return [(pair.id, retired.format(name=pair.name) if pair.retired else pair.name) for pair in in_use]
