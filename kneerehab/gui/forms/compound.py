"""Entries made of several controls: a moment, a day, pain per knee, a week's amount, changed plan settings."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from kneerehab.domain.codes import Knee, Units
from kneerehab.domain.fields import Amount, KneeScores
from kneerehab.domain.plan_records import REMOVABLE
from kneerehab.domain.rules import SETTINGS
from kneerehab.domain.units import METRES_PER
from kneerehab.gui.forms.entry import HALF, Entry
from kneerehab.gui.look import theme
from kneerehab.gui.look.dates import DateField
from kneerehab.gui.look.pain_scale import PainScale
from kneerehab.gui.look.row import side_by_side
from kneerehab.gui.look.text import Label
from kneerehab.gui.look.times import TimeField
from kneerehab.gui.look.toggle import CheckBox
from kneerehab.gui.look.week_fields import week_distance, week_time
from kneerehab.i18n import _
from kneerehab.wording.fields import both_amounts, future_day, future_time, please_answer
from kneerehab.wording.labels import knee_name, within
from kneerehab.wording.settings import setting_meaning, setting_name

_SCALE_CELL = 34  # pixels at 100 %, as scales in dialogs are
_MINUTE = 60


class MomentEntry(Entry):
    """A day and a time that have been; what lies ahead stays on the screen and is refused in words."""

    def __init__(self, name: str, now: datetime, hint: str = "") -> None:
        self._now = now
        self.day_field = DateField(now.date(), today=now.date(), name=name)
        self.time_field = TimeField(name=_("{name}, time of day").format(name=name))
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(8))
        row.addWidget(self.day_field, 1)
        row.addWidget(self.time_field)
        holder.setFocusProxy(self.day_field)
        super().__init__(name, holder, hint=hint)
        self.span = HALF
        self._kept: datetime | None = None
        for part in (self.day_field, self.time_field):
            part.changed.connect(lambda _value: self._moved())
        self.day_field.refused.connect(self.set_error)

    def _moved(self) -> None:
        self.set_error(self.problem())
        self.changed.emit()

    def value(self) -> datetime:
        day = self.day_field.day() or self._now.date()
        return datetime.combine(day, self.time_field.time_of_day())

    def show_value(self, value: object) -> None:
        moment = value if isinstance(value, datetime) else self._now
        self._kept = moment if moment > self._now else None  # a record from a file may lie ahead: it may stay there
        self.day_field.set_day(moment.date())
        self.time_field.set_time_of_day(moment.time())

    def allow_until(self, now: datetime) -> None:
        """Take times up to `now`."""
        self._now = now
        self.set_error(self.problem())

    def problem(self) -> str | None:
        value = self.value()
        if value <= self._now or value == self._kept:
            return None
        return future_day() if value.date() > self._now.date() else future_time()

    def set_error(self, text: str | None) -> None:
        super().set_error(text)
        for part in (self.day_field, self.time_field):
            part.setAccessibleDescription(text or "")
            part.setProperty("error", bool(text))
            part.style().unpolish(part)
            part.style().polish(part)


class DayEntry(Entry):
    """A day; an optional one may be empty."""

    control: DateField
    span = HALF

    def __init__(self, name: str, today: date, hint: str = "", *, required: bool = False) -> None:
        super().__init__(name, DateField(today=today, optional=not required, name=name), hint=hint)
        self._needed = today if required else None
        self.control.changed.connect(lambda _day: self.changed.emit())

    def value(self) -> date | None:
        return self.control.day()

    def show_value(self, value: object) -> None:
        self.control.set_day(value if isinstance(value, date) else self._needed)


class ScoreEntry(Entry):
    """One pain score from 0 to 10; empty until answered."""

    control: PainScale

    def __init__(self, name: str, hint: str = "", *, required: bool = False) -> None:
        super().__init__(name, PainScale(name, cell_height=_SCALE_CELL), hint=hint)
        self._required = required
        self.control.value_changed.connect(lambda _score: self.changed.emit())

    def value(self) -> int | None:
        return self.control.value

    def show_value(self, value: object) -> None:
        self.control.set_value(value if isinstance(value, int) else None)

    def problem(self) -> str | None:
        return please_answer("pain") if self._required and self.value() is None else None


class ScoresEntry(Entry):
    """A score per knee; each may stay unknown."""

    def __init__(self, name: str, hint: str = "", *, required: bool = False) -> None:
        self._required = required
        self.scales = {
            knee: PainScale(
                _("{knee}, {question}").format(knee=knee_name(knee), question=within(name)),
                cell_height=_SCALE_CELL,
            )
            for knee in Knee
        }
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.px(12))
        grid.setVerticalSpacing(theme.px(8))
        grid.setColumnStretch(1, 1)
        for row, (knee, scale) in enumerate(self.scales.items()):
            grid.addWidget(Label(knee_name(knee), "body"), row, 0, Qt.AlignmentFlag.AlignVCenter)
            grid.addWidget(scale, row, 1)
            scale.value_changed.connect(lambda _score: self.changed.emit())
        holder.setFocusProxy(self.scales[Knee.LEFT])
        super().__init__(name, holder, hint=hint)
        self.label.set_role("body_strong")
        self.label.set_tone("text")

    def value(self) -> KneeScores | None:
        found = KneeScores(left=self.scales[Knee.LEFT].value, right=self.scales[Knee.RIGHT].value)
        return found if self._required or found.known() else None

    def show_value(self, value: object) -> None:
        scores = value if isinstance(value, KneeScores) else KneeScores()
        for knee, scale in self.scales.items():
            scale.set_value(scores.of(knee))


class AmountEntry(Entry):
    """Minutes and distance a week: both, or neither."""

    def __init__(self, name: str, units: Units, hint: str = "") -> None:
        self._metre = METRES_PER[units]
        self.minutes = week_time(name)
        self.distance = week_distance(name, units)
        holder = side_by_side(self.minutes, self.distance, gap=8)
        holder.setFocusProxy(self.minutes)
        super().__init__(name, holder, hint=hint)
        self.span = HALF
        for part in (self.minutes, self.distance):
            part.textChanged.connect(lambda _text: self.changed.emit())

    def typed(self) -> tuple[str, str]:
        return self.minutes.text(), self.distance.text()

    def value(self) -> Amount | None:
        seconds, metres = self.minutes.seconds(), self.distance.metres()
        return None if seconds is None or metres is None else Amount(seconds=seconds, metres=metres)

    def show_value(self, value: object) -> None:
        amount = value if isinstance(value, Amount) else None
        self.minutes.set_value(None if amount is None else amount.seconds / _MINUTE)
        self.distance.set_value(None if amount is None else amount.metres / self._metre)

    def problem(self) -> str | None:
        filled = [part for part in (self.minutes, self.distance) if part.text().strip()]
        wrong = next((found for part in filled if (found := part.problem())), None)
        return wrong or (both_amounts() if len(filled) == 1 else None)


class SettingsEntry(Entry):
    """Plan settings with a tick before each one that changes; an amount left empty is taken away."""

    lines_at = 1  # above the long list, where the focus goes

    def __init__(self, name: str, make: Callable[[str], Entry], hint: str = "") -> None:
        """`make` builds the entry of one setting."""
        self.ticks = {key: CheckBox(setting_name(key)) for key in SETTINGS}
        self.entries = {key: make(key) for key in SETTINGS}
        self._shown: dict[str, tuple[object, object]] = {}
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(6))
        for key, tick in self.ticks.items():
            entry = self.entries[key]
            entry.label.hide()
            away = " " + _("Leave both empty to take it away.") if key in REMOVABLE else ""
            entry.set_hint(setting_meaning(key) + away)
            entry.column.setContentsMargins(theme.px(32), 0, 0, theme.px(6))
            entry.hide()
            column.addWidget(tick)
            column.addWidget(entry)
            tick.toggled.connect(entry.setVisible)
            tick.toggled.connect(lambda _on: self.changed.emit())
            entry.changed.connect(lambda: self.changed.emit())
        holder.setFocusProxy(next(iter(self.ticks.values())))
        super().__init__(name, holder, hint=hint)

    def _chosen(self) -> list[str]:
        return [key for key, tick in self.ticks.items() if tick.isChecked()]

    def typed(self) -> object:
        return tuple((key, self.entries[key].typed()) for key in self._chosen())

    def value(self) -> Mapping[str, object] | None:
        found = {
            key: self._shown[key][0] if self._is_as_shown(key) else self.entries[key].value() for key in self._chosen()
        }
        return found or None

    def _is_as_shown(self, key: str) -> bool:
        return key in self._shown and self.entries[key].typed() == self._shown[key][1]

    def show_value(self, value: object) -> None:
        settings: Mapping[str, object] = value if isinstance(value, Mapping) else {}
        self._shown = {}
        for key, tick in self.ticks.items():
            tick.setChecked(key in settings)
            if key in settings:
                self.entries[key].show_value(settings[key])
                self._shown[key] = (settings[key], self.entries[key].typed())

    def problem(self) -> str | None:
        if not self._chosen():
            return please_answer("settings")
        found = None
        for key in self._chosen():
            entry = self.entries[key]
            wrong = None if self._is_as_shown(key) else entry.problem()
            entry.set_error(wrong)
            found = found or wrong
        return found
