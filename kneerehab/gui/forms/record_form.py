"""The form of one record, whatever its kind: an entry per field, made from what the field may hold."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kneerehab.domain import fields as f
from kneerehab.domain.activity import Activity
from kneerehab.domain.clinic import COUNTED, Outcome
from kneerehab.domain.codes import ActivityKind, Measure, OverridePhase
from kneerehab.domain.diary import LIST_OF
from kneerehab.domain.plan_records import Override
from kneerehab.domain.record import Record
from kneerehab.domain.rules import ONE_PER_DATE, contradictions, out_of_reach
from kneerehab.gui.forms.compound import MomentEntry
from kneerehab.gui.forms.entry import ChipsEntry, Entry
from kneerehab.gui.forms.factory import Surroundings, entry_for
from kneerehab.gui.look import theme
from kneerehab.gui.look.flow import ColumnsLayout
from kneerehab.gui.look.scroll_page import show_in_scroll_area
from kneerehab.wording.fields import fault_sentence

_HIDDEN = ("id", "changed", "source", "target")

_Values = dict[str, Any]


def _with(name: str, *allowed: object) -> Callable[[_Values], bool]:
    return lambda values: values.get(name) in allowed


_ONLY_IF: dict[tuple[type[Record], str], Callable[[_Values], bool]] = {
    (Activity, "cross_kind"): _with("kind", ActivityKind.CROSS),
    (Activity, "surfaces"): _with("kind", ActivityKind.RUN, ActivityKind.WALK),
    (Activity, "form_changed"): _with("kind", ActivityKind.RUN, ActivityKind.WALK),
    (Activity, "shoes_id"): _with("kind", ActivityKind.RUN, ActivityKind.WALK),
    (Override, "rung"): _with("phase", OverridePhase.RUNWALK),
    (Override, "week"): _with("phase", OverridePhase.BUILD, OverridePhase.MAINTAIN),
    (Outcome, "activity"): _with("measure", Measure.PSFS),
}
"""Fields that make sense only beside certain answers; otherwise they are not shown and not kept."""

_MAY_STAY = ((Outcome, "activity"),)
"""Those of them that the diary allows with any answer: what is there already is shown and stays."""


class RecordForm(QWidget):
    """Shows a record and gives it back changed; what was not touched comes back exactly as it was."""

    changed = Signal()

    def __init__(self, record: Record, around: Surroundings, parent: QWidget | None = None) -> None:
        """`record` may still lack required values: a new one has None where nothing is known."""
        super().__init__(parent)
        self._record = record
        self._around = around
        kind: Any = type(record)
        self._kind = kind
        self._list = LIST_OF[self._kind]
        self.entries: dict[str, Entry] = {
            facet.name: entry_for(self._list, facet, around) for facet in f.facets(kind) if facet.name not in _HIDDEN
        }
        self._build()
        self._fill()
        for entry in self.entries.values():
            entry.changed.connect(self._follow)

    def _build(self) -> None:
        layout = ColumnsLayout(self, gap=theme.px(12), line_gap=theme.px(16))
        for entry in self.entries.values():
            layout.add(entry, entry.span)

    def _fill(self) -> None:
        self._shown: dict[str, object] = {}
        for name, entry in self.entries.items():
            entry.show_value(getattr(self._record, name))
            self._shown[name] = entry.typed()
        self._show_what_applies()

    # what is entered
    def is_changed(self) -> bool:
        """Whether anything on the screen differs from what was shown at first."""
        return any(self._is_touched(name) for name in self._applying())

    def record(self) -> Record | None:
        """The record as entered, or None with what to do beside the fields that need it."""
        self._tell({})
        wrong = {
            name: problem
            for name in self._applying()
            if (self._is_touched(name) or getattr(self._record, name) is None)
            and (problem := self.entries[name].problem())
        }
        if not wrong:
            made = self._made()
            wrong = {self._name_of(key): sentence for key, sentence in self._faults(made)}
            if not wrong:
                return made
        self._tell(wrong)
        return None

    def set_values(self, **values: object) -> None:
        """Fill in values as a help; they count as touched."""
        for name, value in values.items():
            self.entries[name].show_value(value)
        self._follow()

    def allow_until(self, now: datetime) -> None:
        """Time has gone on: what was still to come may have come by now."""
        for entry in self.entries.values():
            if isinstance(entry, MomentEntry):
                entry.allow_until(now)

    def untouched(self, names: Iterable[str]) -> bool:
        """Whether none of these entries was touched."""
        return not any(self._is_touched(name) for name in names)

    def first_open(self) -> Entry:
        """The first entry that still needs an answer, else the first of all."""
        needed = (facet.name for facet in f.facets(self._kind) if facet.required and facet.name in self.entries)
        empty = (name for name in needed if getattr(self._record, name) in (None, f.KneeScores()))
        return self.entries[next(empty, next(iter(self.entries)))]

    def _is_touched(self, name: str) -> bool:
        return self.entries[name].typed() != self._shown[name]

    def _value(self, name: str) -> object:
        return self.entries[name].value() if self._is_touched(name) else getattr(self._record, name)

    def _applying(self) -> list[str]:
        return [name for name in self.entries if self._applies(name)]

    def _applies(self, name: str) -> bool:
        rule = _ONLY_IF.get((self._kind, name))
        if rule is None or ((self._kind, name) in _MAY_STAY and getattr(self._record, name) is not None):
            return True
        return rule(self._answers())

    def _answers(self) -> _Values:
        return {name: self._value(name) for name in ("kind", "phase", "measure") if name in self.entries}

    def _made(self) -> Record:
        values: _Values = {}
        for name, entry in self.entries.items():
            if self._applies(name):
                values[name] = self._value(name)
            else:
                values[name] = () if isinstance(entry, ChipsEntry) and isinstance(entry.value(), tuple) else None
        return replace(self._record, **values)

    def _faults(self, made: Record) -> list[tuple[str, str]]:
        """Key and sentence of everything the diary would refuse."""
        diary = self._around.diary
        found = [*contradictions(made), *out_of_reach(made, diary.plan.start)]
        if isinstance(made, ONE_PER_DATE):
            others = (other for other in getattr(diary, self._list) if other.id != made.id)
            if any(other.date == made.date for other in others):
                found.append(("date", "is already used by another record"))
        if isinstance(made, Outcome) and made.measure in COUNTED and self._is_touched("value"):
            found += [] if made.value == int(made.value) else [("value", "must be a whole number")]
        parts = [fault.partition(": ") for fault in f.field_faults(made)]
        found += [(key, what) for key, colon, what in parts if colon]
        return [(key, fault_sentence(fault)) for key, fault in found]

    def _name_of(self, key: str) -> str:
        """The field that a fault's key belongs to; what concerns the whole record stands beside the amount."""
        if not key:
            return "seconds" if "seconds" in self.entries else next(iter(self.entries))
        names = {facet.key: facet.name for facet in f.facets(self._kind)}
        name = names.get(key.split(".")[0], "")
        return name if name in self.entries else next(iter(self.entries))

    # the screen
    def _tell(self, wrong: dict[str, str]) -> None:
        for name, entry in self.entries.items():
            entry.set_error(wrong.get(name))
        first = next((name for name in self.entries if name in wrong), None)
        if first is not None:
            self.entries[first].focus()
            show_in_scroll_area(self.entries[first])

    def _follow(self) -> None:
        """Show the fields that go with the answers; an error goes once its value is fine."""
        self._show_what_applies()
        for entry in self.entries.values():
            if entry.error() and entry.problem() is None:
                entry.set_error(None)
        self.changed.emit()

    def _show_what_applies(self) -> None:
        for kind, name in _ONLY_IF:
            if kind is self._kind:
                self.entries[name].setVisible(self._applies(name))
