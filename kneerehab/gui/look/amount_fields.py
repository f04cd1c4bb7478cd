"""Fields for a time and for a distance, typed as people write them: 90, 1:30, 1h30, 24:00; 3,5 or 2 mi."""

from __future__ import annotations

from typing import TypedDict, Unpack

from PySide6.QtCore import QLocale, QSize
from PySide6.QtWidgets import QWidget

from kneerehab.domain.codes import Units
from kneerehab.domain.units import metres
from kneerehab.gui.look import theme
from kneerehab.gui.look.fields import NumberField
from kneerehab.gui.look.locale import formats_for
from kneerehab.i18n import _
from kneerehab.wording.fields import distance_range, time_range, time_unread
from kneerehab.wording.typed import RUN, TimeKind, distance_in, seconds_in

_HOUR = 3600
_LEAST_WIDTH = 128  # 1h30 and what was understood, beside each other


class NumberOptions(TypedDict, total=False):
    """What every `NumberField` may be told."""

    minimum: float
    maximum: float
    decimals: int
    step: float
    required: bool
    name: str
    parent: QWidget | None


class SpanField(NumberField):
    """A span of time. `value()` is in the field's unit and exact to the second, and so is `seconds()`."""

    def __init__(
        self,
        value: float | None = None,
        *,
        kind: TimeKind = RUN,
        as_clock: bool = False,
        **options: Unpack[NumberOptions],
    ) -> None:
        """Limits and step count the `kind`'s unit, minutes or hours; `as_clock` writes 2:30 and not 150."""
        self._kind = kind
        self._as_clock = as_clock
        self._unit_word = _("h") if kind.unit == _HOUR else _("min")
        options.setdefault("maximum", 1440)
        super().__init__(value, unit=_("h:min") if as_clock else self._unit_word, **options)

    def seconds(self) -> int | None:
        """The time in whole seconds; None when empty or unreadable."""
        return seconds_in(self.text(), self._kind, QLocale().decimalPoint())

    def value(self) -> float | None:
        """The time in the field's unit, nothing rounded away; None when empty or unreadable."""
        return self._read(self.text())

    def _read(self, text: str) -> float | None:
        seconds = seconds_in(text, self._kind, QLocale().decimalPoint())
        return None if seconds is None else seconds / self._kind.unit

    def _readings(self) -> tuple[str, ...]:
        number = self.value()
        if number is None or (not super()._readings() and not self._as_clock):
            return ()
        seconds = round(number * self._kind.unit)
        if self._as_clock and self.text().strip() == self._written(number):
            return ()
        formats = formats_for(Units.KM)
        short = formats.number(number, 0 if number.is_integer() else 1)
        return (f"= {formats.time_words(seconds)}", f"= {short}\u00a0{self._unit_word}", f"= {short}")

    def _unread(self) -> str:
        return time_unread(*self._limits())

    def _out_of_range(self) -> str:
        return time_range(*self._limits())

    def sizeHint(self) -> QSize:
        size = super().sizeHint()
        return QSize(max(size.width(), theme.px(_LEAST_WIDTH)), size.height())

    def _limits(self) -> tuple[str, str]:
        if self._as_clock:
            low, high = (round(limit * self._kind.unit) for limit in (self._minimum, self._maximum))
            words = formats_for(Units.KM).time_words
            return words(low), words(high)
        return self._written(self._minimum), f"{self._written(self._maximum)}\u00a0{self._unit_word}"

    def _written(self, number: float) -> str:
        if not self._as_clock:
            return super()._written(number)
        minutes, seconds = divmod(round(number * self._kind.unit), 60)
        return f"{minutes // 60}:{minutes % 60:02}" + (f":{seconds:02}" if seconds else "")


class DistanceField(NumberField):
    """A distance in kilometres or miles; another unit may be typed behind it. `value()` is in the field's unit."""

    def __init__(
        self,
        value: float | None = None,
        *,
        units: Units,
        **options: Unpack[NumberOptions],
    ) -> None:
        self._units = units
        options.setdefault("decimals", 2)
        super().__init__(value, unit=formats_for(units).unit, **options)

    def set_units(self, units: Units) -> None:
        """Ask in kilometres or miles; a number already typed keeps its meaning as typed."""
        self._units = units
        self.set_unit(formats_for(units).unit)

    def value(self) -> float | None:
        """The distance in the field's unit, nothing rounded away; None when empty or unreadable."""
        return self._read(self.text())

    def metres(self) -> int | None:
        """The distance in whole metres; None when empty or unreadable."""
        number = self.value()
        return None if number is None else metres(number, self._units)

    def _read(self, text: str) -> float | None:
        return distance_in(text, self._units, QLocale().decimalPoint())

    def _out_of_range(self) -> str:
        return distance_range(self._written(self._minimum), f"{self._written(self._maximum)}\u00a0{self._unit}")
