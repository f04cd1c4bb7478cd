"""How the columns of a CSV file are read, to be confirmed or changed; what was guessed from values alone is marked."""

from __future__ import annotations

from collections.abc import Mapping as Plain
from dataclasses import replace
from enum import StrEnum

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from kneerehab.exchange.activities import Column, Mapping, ReadFile, lost
from kneerehab.exchange.activities.mapping import DateOrder, Decimal, DistanceUnit, DurationUnit
from kneerehab.gui.look import theme
from kneerehab.gui.look.fields import Field
from kneerehab.gui.look.select import Select
from kneerehab.gui.look.text import Heading, Label
from kneerehab.i18n import N_, _, pgettext

_COLUMNS = {
    Column.DATE: N_("Date"),
    Column.TIME: N_("Time of day"),
    Column.KIND: N_("Kind of activity"),
    Column.METRES: N_("Distance"),
    Column.SECONDS: N_("Duration"),
    Column.ASCENT: N_("Ascent"),
    Column.EFFORT: N_("Effort"),
    Column.NAME: N_("Title"),
}
_FORMATS: dict[str, tuple[str, dict[StrEnum, str]]] = {
    "distance_unit": (
        N_("Distances in"),
        {
            DistanceUnit.KM: N_("kilometres"),
            DistanceUnit.MILE: N_("miles"),
            DistanceUnit.M: N_("metres"),
            DistanceUnit.MM: N_("millimetres"),
        },
    ),
    "duration_unit": (
        N_("Durations in"),
        {
            DurationUnit.MINUTES: N_("minutes"),
            DurationUnit.SECONDS: N_("seconds"),
            DurationUnit.HOURS: N_("hours"),
            DurationUnit.MILLISECONDS: N_("thousandths of a second"),
        },
    ),
    "date_order": (
        N_("Dates as"),
        {DateOrder.DAY_FIRST: N_("day, month, year"), DateOrder.MONTH_FIRST: N_("month, day, year")},
    ),
    "decimal": (N_("Decimals after"), {Decimal.POINT: N_("a point"), Decimal.COMMA: N_("a comma")}),
}
_NONE = -1
_LARGE = 1.4
"""From this text scale on there is room for two fields in a row."""


class ColumnsPanel(QWidget):
    """`changed` carries the place of the file and its new mapping."""

    changed = Signal(int, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._files: dict[int, ReadFile] = {}
        self._mappings: dict[int, Mapping] = {}
        self.lost = Label("", "small", wrap=True)
        self.lost.setTextFormat(Qt.TextFormat.PlainText)
        self.file = Select(name=_("Table"))
        self.file_field = Field(_("Table"), self.file)
        self.columns = {column: Select(name=_(text)) for column, text in _COLUMNS.items()}
        self.formats = {name: Select(name=_(text)) for name, (text, _choices) in _FORMATS.items()}
        self._build()
        self._connect()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        column.addWidget(Heading(_("How the table is read"), "body_strong"))
        words = _("Please look whether the lines below make sense. What you choose is kept for the next such table.")
        column.addWidget(Label(words, "small", "muted", wrap=True))
        column.addWidget(self.lost)
        column.addWidget(self.file_field)
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.px(12))
        grid.setVerticalSpacing(theme.px(8))
        fields = [Field(_(text), self.columns[key]) for key, text in _COLUMNS.items()]
        fields += [Field(_(text), self.formats[name]) for name, (text, _choices) in _FORMATS.items()]
        across = 4 if theme.scale() < _LARGE else 2
        for place, field in enumerate(fields):
            grid.addWidget(field, place // across, place % across, Qt.AlignmentFlag.AlignTop)
        for place in range(across):
            grid.setColumnStretch(place, 1)
        column.addLayout(grid)
        for select in (*self.columns.values(), *self.formats.values()):
            select.setSizeAdjustPolicy(Select.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            select.setMinimumContentsLength(8)

    def _connect(self) -> None:
        self.file.changed.connect(lambda _index: self._show())
        for select in (*self.columns.values(), *self.formats.values()):
            select.changed.connect(lambda _value: self._edited())

    def show_files(self, files: Plain[int, ReadFile]) -> None:
        """The tables to look at, by their place."""
        self._files = dict(files)
        self._mappings = {index: file.mapping for index, file in files.items() if file.mapping is not None}
        self.file.set_choices([(index, file.file) for index, file in files.items()], next(iter(files), None))
        self.file_field.setVisible(len(files) > 1)
        self._show()

    def _current(self) -> int:
        value = self.file.value()
        return value if isinstance(value, int) else next(iter(self._files))

    def _show(self) -> None:
        mapping = self._mappings[self._current()]
        self._tell_lost(mapping)
        heads = [(place, head.strip()[:40] or str(place + 1)) for place, head in enumerate(mapping.header)]
        for column, select in self.columns.items():
            select.set_choices([(_NONE, pgettext("column", "none")), *heads], mapping.columns.get(column, _NONE))
        for name, select in self.formats.items():
            choices = [(code.value, _(text)) for code, text in _FORMATS[name][1].items()]
            select.set_choices(choices, getattr(mapping, name).value)

    def _edited(self) -> None:
        index = self._current()
        mapping = self._mappings[index]
        columns = {column: place for column, place in mapping.columns.items() if column not in self.columns}
        for column, select in self.columns.items():
            place = select.value()
            if isinstance(place, int) and place != _NONE:
                columns[column] = place
        new = replace(
            mapping,
            columns=columns,
            distance_unit=DistanceUnit(str(self.formats["distance_unit"].value())),
            duration_unit=DurationUnit(str(self.formats["duration_unit"].value())),
            date_order=DateOrder(str(self.formats["date_order"].value())),
            decimal=Decimal(str(self.formats["decimal"].value())),
        )
        self._mappings[index] = new
        self._tell_lost(new)
        self.changed.emit(index, new)

    def _tell_lost(self, mapping: Mapping) -> None:
        """Name what no column was recognised for, until one is chosen."""
        words = lost(mapping)
        self.lost.setText(words)
        self.lost.setVisible(bool(words))
