"""Entries for words, codes, answers and numbers: a control with label, hint and error that speaks in domain values."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from enum import StrEnum
from math import ceil, floor
from typing import Any

from PySide6.QtCore import Signal

from kneerehab.domain.codes import Units
from kneerehab.gui.look.amount_fields import DistanceField, SpanField
from kneerehab.gui.look.chip import ChipGroup
from kneerehab.gui.look.fields import Field, NoteField, NumberField, TextField
from kneerehab.gui.look.segmented import SegmentedControl
from kneerehab.gui.look.select import Select
from kneerehab.gui.look.toggle import Toggle
from kneerehab.i18n import _
from kneerehab.wording.fields import please_answer, too_long
from kneerehab.wording.labels import english_beneath, label

QUARTER, HALF, WHOLE = 1, 2, 4
_SHORT_TEXT = 100
_MOST_SEGMENTS = 3


class Entry(Field):
    """One field of a record. Subclasses say `value`, `show_value` and, where something can be wrong, `problem`."""

    changed = Signal()
    span = WHOLE

    def value(self) -> object:
        """What is entered, as the record holds it; None or () is unknown."""
        raise NotImplementedError

    def show_value(self, value: object) -> None:
        """Show a stored value."""
        raise NotImplementedError

    def problem(self) -> str | None:
        """What to do about what is entered, or None when it is fine."""
        return None

    def typed(self) -> object:
        """What is on the screen, to tell whether anything was changed; by default the value."""
        return self.value()

    def focus(self) -> None:
        """Put the keyboard into the control."""
        self.control.setFocus()


class TextEntry(Entry):
    """Words of `low` to `high` characters: one line, or several when there may be many."""

    control: NoteField | TextField

    def __init__(self, name: str, low: int, high: int, hint: str = "", *, required: bool = False) -> None:
        self._high = high
        self._required = required and low > 0
        control = NoteField(name=name) if high > _SHORT_TEXT else TextField(name=name)
        super().__init__(name, control, hint=hint)
        self.span = WHOLE if high > _SHORT_TEXT else HALF
        if isinstance(self.control, TextField):
            self.control.setMaxLength(high)
        self.control.textChanged.connect(lambda *_text: self.changed.emit())

    def typed(self) -> str:
        return self.control.text() if isinstance(self.control, TextField) else self.control.toPlainText()

    def value(self) -> str | None:
        return self.typed().strip() or None

    def show_value(self, value: object) -> None:
        put = self.control.setText if isinstance(self.control, TextField) else self.control.setPlainText
        put(str(value or ""))

    def problem(self) -> str | None:
        value = self.value()
        if value is None:
            return please_answer("text") if self._required else None
        return too_long(self._high) if len(value) > self._high else None


class ChoiceEntry(Entry):
    """One code that must be chosen: side by side when there are few, else a list that opens."""

    control: SegmentedControl | Select

    def __init__(self, name: str, codes: type[StrEnum], hint: str = "") -> None:
        self._codes = codes
        few = len(codes) <= _MOST_SEGMENTS
        choices = [(code.value, _capital(label(code))) for code in codes]
        control = (
            SegmentedControl(name, choices, size="field")
            if few
            else Select(choices, placeholder=_("Please choose"), name=name)
        )
        super().__init__(name, control, hint=hint)
        self.span = HALF
        control.changed.connect(lambda _value: self.changed.emit())

    def value(self) -> StrEnum | None:
        found = self.control.value()
        return None if found is None else self._codes(str(found))

    def show_value(self, value: object) -> None:
        self.control.set_value(None if value is None else str(value))

    def problem(self) -> str | None:
        return please_answer("choice") if self.value() is None else None

    def focus(self) -> None:
        proxy = self.control.focusProxy()
        (proxy or self.control).setFocus()


class ChipsEntry(Entry):
    """Codes that may be chosen; with `single` at most one, and a second click takes it back: unknown stays possible."""

    control: ChipGroup

    def __init__(self, name: str, codes: type[StrEnum], hint: str = "", *, single: bool = False) -> None:
        self._codes = codes
        self._single = single
        self._before: tuple[str, ...] = ()
        hint = "\n".join(filter(None, (hint, english_beneath(codes))))
        super().__init__(name, ChipGroup(name, [(code.value, _capital(label(code))) for code in codes]), hint=hint)
        self.control.changed.connect(self._picked)

    def _picked(self, chosen: tuple[str, ...]) -> None:
        if self._single and len(chosen) > 1:
            chosen = tuple(key for key in chosen if key not in self._before)[:1]
            self.control.set_chosen(chosen)
        self._before = chosen
        self.changed.emit()

    def value(self) -> object:
        found = tuple(self._codes(key) for key in self.control.chosen())
        return (found[0] if found else None) if self._single else found

    def show_value(self, value: object) -> None:
        codes = (value,) if isinstance(value, str) else value if isinstance(value, Collection) else ()
        self._before = tuple(str(code) for code in codes)
        self.control.set_chosen(self._before)

    def focus(self) -> None:
        next(iter(self.control.chips.values())).setFocus()


class FlagEntry(Entry):
    """Yes or no, always stated."""

    control: Toggle

    def __init__(self, name: str, hint: str = "") -> None:
        super().__init__("", Toggle(name), hint=hint)
        self.label.hide()
        self.control.setAccessibleName(name)
        self.span = WHOLE if hint else HALF
        self.control.toggled.connect(lambda _on: self.changed.emit())

    def value(self) -> bool:
        return self.control.isChecked()

    def show_value(self, value: object) -> None:
        self.control.setChecked(bool(value))


class AnswerEntry(Entry):
    """Yes, no, or not answered, which is neither; a `required` one offers yes and no alone."""

    control: SegmentedControl

    def __init__(self, name: str, hint: str = "", *, required: bool = False) -> None:
        self._required = required
        choices = [] if required else [("", _("Not answered"))]
        choices += [("no", _("No")), ("yes", _("Yes"))]
        super().__init__(name, SegmentedControl(name, choices, None if required else "", size="field"), hint=hint)
        self.span = HALF
        self.control.changed.connect(lambda _value: self.changed.emit())

    def value(self) -> bool | None:
        return {"no": False, "yes": True}.get(self.control.value() or "")

    def show_value(self, value: object) -> None:
        unknown = None if self._required else ""
        self.control.set_value(unknown if value is None else "yes" if value else "no")

    def problem(self) -> str | None:
        return please_answer("choice") if self._required and self.value() is None else None


class NumberEntry(Entry):
    """A number as the runner says it; the record holds it times `factor` as a whole number, or as it is without one.

    Empty is unknown. `low` and `high` are the record's own limits.
    """

    control: NumberField
    span = QUARTER

    def __init__(
        self,
        name: str,
        low: float,
        high: float,
        hint: str = "",
        *,
        unit: str = "",
        decimals: int = 0,
        factor: float | None = None,
        required: bool = False,
        units: Units | None = None,
        span: bool = False,
    ) -> None:
        """`units` for a distance, `span` for a time in minutes: both may be typed in other ways as well."""
        self._factor = factor
        self._whole = decimals == 0
        tick = 10**decimals
        limits: dict[str, Any] = {
            "minimum": ceil(low * tick / (factor or 1)) / tick,
            "maximum": floor(high * tick / (factor or 1)) / tick,
            "decimals": decimals,
            "required": required,
            "name": name,
        }
        field: NumberField
        if units is not None:
            field = DistanceField(units=units, **limits)
        else:
            field = SpanField(**limits) if span else NumberField(unit=unit, **limits)
        super().__init__(name, field, hint=hint)
        self.control.textChanged.connect(lambda _text: self.changed.emit())

    def typed(self) -> str:
        return self.control.text()

    def value(self) -> float | None:
        number = self.control.value()
        if number is None:
            return None
        if self._factor is not None:
            return round(number * self._factor)
        return int(number) if number == int(number) else number

    def show_value(self, value: object) -> None:
        self.control.set_value(value / (self._factor or 1) if isinstance(value, int | float) else None)

    def problem(self) -> str | None:
        return self.control.problem(whole=self._whole)


class SelectEntry(Entry):
    """One of a list that opens; `none` names the choice "not stated", without which one must be chosen."""

    control: Select
    span = HALF

    def __init__(self, name: str, choices: Iterable[tuple[str, str]], hint: str = "", *, none: str = "") -> None:
        self._required = not none
        listed: list[tuple[object, str]] = [*([("", none)] if none else []), *choices]
        super().__init__(
            name, Select(listed, "" if none else None, placeholder=_("Please choose"), name=name), hint=hint
        )
        self.control.changed.connect(lambda _value: self.changed.emit())

    def value(self) -> str | None:
        return str(self.control.value() or "") or None

    def show_value(self, value: object) -> None:
        wanted = value or ""
        if wanted and self.control.findData(wanted) < 0:
            self.control.addItem(str(wanted), wanted)  # what is no longer offered stays as it is
        self.control.set_value(wanted if wanted or not self._required else None)

    def problem(self) -> str | None:
        return please_answer("choice") if self._required and self.value() is None else None


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
