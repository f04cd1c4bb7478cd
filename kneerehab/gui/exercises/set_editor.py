"""The editor of an own exercise set: its name, where it is for, and for each phase what is in it and what rests."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from kneerehab import library
from kneerehab.domain.codes import Phase, Zone
from kneerehab.domain.exercise import PhaseSet, Protocol
from kneerehab.gui.look.chip import ChipGroup
from kneerehab.gui.look.dialog import Dialog
from kneerehab.gui.look.fields import Field, NoteField, TextField
from kneerehab.gui.look.question import confirm_discard
from kneerehab.gui.look.segmented import SegmentedControl
from kneerehab.gui.look.text import Label
from kneerehab.i18n import _
from kneerehab.services.own_sets import free_slug, is_taken, save_set
from kneerehab.wording.labels import label
from kneerehab.wording.system import system_reason

_MOST = 20
"""Exercises that a file takes for a phase."""


class SetEditor(Dialog):
    """Begins as a copy of `source`, or changes the set of the file `slug`; `made` is the set after saving."""

    def __init__(
        self,
        folder: Path,
        source: Protocol,
        others: Collection[Protocol],
        *,
        parent: QWidget | None = None,
        slug: str = "",
        shipped: bool = False,
    ) -> None:
        """`shipped` is whether the source is one of ours, whose words are translated."""
        title = _("Change set") if slug else _("Own set")
        super().__init__(title, parent, save_text=_("Save"), width=720)
        self.made: Protocol | None = None
        self._folder = folder
        self._source = source
        self._others = others
        self._slug = slug
        name, why = (_(source.name), _(source.why)) if shipped else (source.name, source.why)
        self.name = TextField(name if slug else _("Copy of {name}").format(name=name), name=_("Name"))
        self.name.setMaxLength(library.MOST_IN_A_NAME)
        self.name_field = Field(_("Name"), self.name)
        self.zones = ChipGroup(_("For pain here (if you like)"), [(zone.value, label(zone)) for zone in Zone])
        self.zones.set_chosen(zone.value for zone in source.zones)
        self.why = NoteField(why, lines=2)
        phases = [(phase.value, label(phase)) for phase in library.SET_PHASES]
        self.phase = SegmentedControl(_("Phase"), phases, Phase.CALM.value)
        names = [(slug, _(exercise.name)) for slug, exercise in library.exercises().items()]
        self.exercises = ChipGroup(_("In the set"), names)
        self.rests = ChipGroup(_("Better rest in this phase"), names)
        self.error = Label("", "small", "danger", wrap=True)
        self._sets = {phase: source.sets[phase] for phase in library.SET_PHASES}
        self._build_body()
        self._show_phase()
        self._before = self._state()
        self.name.textChanged.connect(lambda _text: self.name_field.set_error(None))
        self.phase.changed.connect(lambda _value: self._show_phase())
        self.exercises.changed.connect(lambda chosen: self._choose(chosen, self.rests))
        self.rests.changed.connect(lambda chosen: self._choose(chosen, self.exercises))

    def _build_body(self) -> None:
        left = Qt.AlignmentFlag.AlignLeft
        self.error.hide()
        self.body.addWidget(self.name_field)
        self.body.addWidget(Field(_("For pain here (if you like)"), self.zones))
        self.body.addWidget(Field(_("What it is for (if you like)"), self.why))
        self.body.addWidget(
            Field(_("Phase"), self.phase, hint=_("Full return goes on with the set of Build.")), 0, left
        )
        self.body.addWidget(Field(_("In the set"), self.exercises))
        self.body.addWidget(Field(_("Better rest in this phase"), self.rests))
        self.body.addWidget(self.error)
        self.first_field = self.name

    def _phase(self) -> Phase:
        return Phase(self.phase.value() or Phase.CALM)

    def _show_phase(self) -> None:
        now = self._sets[self._phase()]
        self.exercises.set_chosen(now.exercises)
        self.rests.set_chosen(now.rests)

    def _choose(self, chosen: tuple[str, ...], other: ChipGroup) -> None:
        """Nothing is in the set and rests at once: what was chosen last counts."""
        other.set_chosen(key for key in other.chosen() if key not in chosen)
        before = self._sets[self._phase()]
        self._sets[self._phase()] = PhaseSet(
            exercises=_in_their_order(before.exercises, self.exercises.chosen()),
            rests=_in_their_order(before.rests, self.rests.chosen()),
        )
        self._say("")

    def _say(self, words: str) -> None:
        self.error.setText(words)
        self.error.setVisible(bool(words))

    def _state(self) -> tuple[object, ...]:
        return self.name.text(), self.zones.chosen(), self.why.toPlainText(), tuple(self._sets.items())

    def on_close_guard(self) -> bool:
        return self._state() == self._before or confirm_discard(self)

    def save(self) -> bool:
        name = self.name.text().strip()
        if not name:
            self.name_field.set_error(_("Please give the set a name."))
        elif is_taken(name, self._others, but=self._slug):
            self.name_field.set_error(_("There is a set of this name already."))
        else:
            return self._phases_are_whole() and self._write(name)
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)
        return False

    def _phases_are_whole(self) -> bool:
        for phase, one in self._sets.items():
            if 1 <= len(one.exercises) <= _MOST:
                continue
            self.phase.set_value(phase.value)
            self._show_phase()
            self._say(
                _("Please choose at least one exercise for the phase {phase}.").format(phase=label(phase))
                if not one.exercises
                else _("Please choose at most {n} exercises for a phase.").format(n=_MOST)
            )
            return False
        return True

    def _write(self, name: str) -> bool:
        made = Protocol(
            slug=self._slug or free_slug(self._folder, name),
            order=0,
            name=name,
            zones=tuple(Zone(zone) for zone in self.zones.chosen()),
            why=self.why.toPlainText().strip(),
            design_choice="",
            sources=(),  # those of what it was copied from say nothing about what was made of it
            sets=dict(self._sets),
        )
        try:
            save_set(self._folder, made)
        except OSError as fault:
            self._say(_("The set could not be saved: {reason}").format(reason=system_reason(fault)))
            return False
        self.made = made
        return True


def _in_their_order(before: tuple[str, ...], chosen: tuple[str, ...]) -> tuple[str, ...]:
    """What was chosen already stays where it was; what is new comes behind it."""
    return (*(slug for slug in before if slug in chosen), *(slug for slug in chosen if slug not in before))
