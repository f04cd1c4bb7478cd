"""Whose diary is open: switch, add, rename, delete. Deleting a runner is the one thing that asks first."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kneerehab.domain.codes import Units, Zone
from kneerehab.domain.folding import one_line
from kneerehab.domain.runner import Runner
from kneerehab.gui.look import theme
from kneerehab.gui.look.button import Button, IconButton
from kneerehab.gui.look.chip import ChipGroup
from kneerehab.gui.look.dialog import Dialog
from kneerehab.gui.look.fields import Field, TextField
from kneerehab.gui.look.flow import FlowLayout
from kneerehab.gui.look.locale import first_weekday
from kneerehab.gui.look.search import Search
from kneerehab.gui.look.segmented import SegmentedControl
from kneerehab.gui.look.text import Label
from kneerehab.gui.look.weekdays import RunDays
from kneerehab.gui.runners.deleting import ask_and_delete
from kneerehab.gui.shell.workspace import Workspace
from kneerehab.i18n import _, ngettext
from kneerehab.services.edit import Edit
from kneerehab.services.runners import matches, same_names
from kneerehab.wording.labels import knees_name, label
from kneerehab.wording.runners import shown_name, twin_words

_SEARCH_FROM = 7
"""Fewer runners than that are seen at a glance."""
MOST_ROWS = 15
"""Rows at once: a clinic's file holds a thousand runners, who are found by typing."""


class RunnersDialog(Dialog):
    """Who was opened last comes first; typing finds by name, number or year. Enter opens the first, a click any."""

    new_wanted = Signal()

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(_("Runners"), parent, subtitle=_("Whose diary shall be open?"), width=600)
        self.workspace = workspace
        self.search = Search(
            placeholder=_("Name, number or birth year"), icon="search", name=_("Search by name, number or birth year")
        )
        self.rows = QVBoxLayout()
        self.rows.setSpacing(theme.px(8))
        self.more = Label("", "small", "muted", wrap=True)
        self.body.addWidget(self.search)
        self.body.addLayout(self.rows)
        self.body.addWidget(self.more)
        self.add_button = Button(_("Add runner"), icon="plus", variant="soft")
        self.add_button.clicked.connect(self._add)
        self.foot_left.addWidget(self.add_button)
        self.search.textChanged.connect(lambda _text: self._fill())
        self.search.returnPressed.connect(self._open_first)
        self._read()

    def _read(self) -> None:
        """The list anew; no diary is read for it."""
        diaries = self.workspace.diaries
        recent = {runner_id: place for place, runner_id in enumerate(self.workspace.settings.recent_runners)}
        last = len(recent)
        runners = diaries.runners()
        self._runners = sorted(runners, key=lambda runner: recent.get(runner.id, last))  # else by name
        self._knees = diaries.affected_knees()
        self._twice = same_names(runners)
        self.search.setVisible(len(runners) > _SEARCH_FROM)
        self._fill()

    def _fill(self) -> None:
        while (item := self.rows.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        found = [runner for runner in self._runners if matches(runner, self.search.text())]
        for runner in found[:MOST_ROWS]:
            row = self._row(runner)
            self.rows.addWidget(row)
            if runner.id == self.workspace.runner_id:
                self.first_field = row.findChild(Button)
        if not self.search.isHidden():
            self.first_field = self.search
        self._shown = found[:MOST_ROWS]
        hidden = len(found) - len(self._shown)
        words = ngettext("{n} more: type a name.", "{n} more: type a name.", hidden).format(n=hidden) if hidden else ""
        self.more.setText(words if found else _("Nobody here is called that."))
        self.more.setVisible(bool(self.more.text()))

    def _row(self, runner: Runner) -> QWidget:
        row = QWidget()
        is_open = runner.id == self.workspace.runner_id
        name = shown_name(runner, hidden=self.workspace.settings.hide_names)
        affected = self._knees.get(runner.id)
        year = "" if self.workspace.settings.hide_names else str(runner.birth_year or "")
        about = [one_line(runner.record_number or ""), year, knees_name(affected) if affected else ""]
        opener = Button(
            "  ·  ".join(dict.fromkeys([name, *(part for part in about if part)])),
            icon="check" if is_open else "user",
            variant="soft" if is_open else "outline",
            size="big",
        )
        opener.setAccessibleName(_("Open {name}").format(name=opener.text()))
        if runner.id in self._twice:
            opener.setAccessibleDescription(_("Somebody else has this name too: {about}").format(about=opener.text()))
        opener.clicked.connect(lambda: self._open(runner.id))
        edit = IconButton("edit", _("Edit {name}").format(name=name))
        edit.clicked.connect(lambda: self._edit(runner))
        delete = IconButton("trash", _("Delete {name}").format(name=name))
        delete.clicked.connect(lambda: self._delete(runner))
        line = FlowLayout(row, spacing=theme.px(8), grows=opener)
        for part in (opener, edit, delete):
            line.addWidget(part)
        return row

    def _open_first(self) -> None:
        if self.search.text().strip() and self._shown:
            self._open(self._shown[0].id)

    def _open(self, runner_id: str) -> None:
        self.accept()
        if runner_id != self.workspace.runner_id:
            self.workspace.open_runner(runner_id)

    def _add(self) -> None:
        self.accept()
        self.new_wanted.emit()

    def _edit(self, runner: Runner) -> None:
        if RunnerDialog(self.workspace, runner, self).exec():
            self._read()

    def _delete(self, runner: Runner) -> None:
        was_open = runner.id == self.workspace.runner_id
        if not ask_and_delete(self.workspace, runner, self):
            return
        if was_open:
            self.accept()
        else:
            self._read()


class RunnerDialog(Dialog):
    """Who a runner is: name, number, year of birth, the days they like to run on, units, and where it hurts."""

    def __init__(self, workspace: Workspace, runner: Runner, parent: QWidget | None = None) -> None:
        super().__init__(_("Runner"), parent, save_text=_("Save"), width=620)
        self.workspace = workspace
        self._runner = runner
        self.name = TextField(runner.name, name=_("Name"))
        self.name.setMaxLength(100)
        self.name_field = Field(_("Name"), self.name)
        self.number = TextField(runner.record_number or "", name=_("Record number"))
        self.number.setMaxLength(40)
        self.number_field = Field(_("Record number"), self.number, hint=_("The clinic’s own number, if it has one."))
        self.year = TextField(str(runner.birth_year or ""), name=_("Year of birth"))
        self.year.setMaxLength(4)
        self.year_field = Field(_("Year of birth"), self.year, hint=_("Tells apart who has the same name."))
        self.days = RunDays(_("Weekdays to run on"), first=first_weekday(workspace.settings.first_weekday))
        settings = workspace.planner.settings(runner.id, workspace.today())
        self.days.set_plan(settings.runs_per_week, consecutive=settings.allow_consecutive)
        self.days.set_chosen(runner.run_days)
        self.days_field = Field(_("Weekdays to run on"), self.days)
        self.units = SegmentedControl(
            _("Distances in"), [("km", _("km")), ("mile", _("miles"))], runner.shown_units.value
        )
        self.zones = ChipGroup(_("Where does it hurt?"), [(zone.value, label(zone)) for zone in Zone])
        self.zones.set_chosen(zone.value for zone in runner.zones)
        self.body.addWidget(self.name_field)
        row = FlowLayout(spacing=theme.px(16))
        row.addWidget(self.number_field)
        row.addWidget(self.year_field)
        self.body.addLayout(row)
        self.body.addWidget(self.days_field)
        self.body.addWidget(Field(_("Distances in"), self.units), 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(
            Field(_("Where does it hurt?"), self.zones, hint=_("Ready-made sets of exercises follow it."))
        )
        self.first_field = self.name
        self._others = [other for other in workspace.diaries.runners() if other.id != runner.id]
        self.name.textChanged.connect(self._look_for_twin)
        self.year.textChanged.connect(lambda _text: self.year_field.set_error(None))
        self._look_for_twin(runner.name)

    def _look_for_twin(self, name: str) -> None:
        self.name_field.set_hint(twin_words(name, self._others))

    def save(self) -> bool:
        name = self.name.text().strip()
        if not name:
            self.name_field.set_error(_("Please type a name; a first name or initials are enough."))
            self.name.setFocus(Qt.FocusReason.OtherFocusReason)
            return False
        year = self.year.text().strip()
        if year and not (year.isascii() and year.isdigit() and 1900 <= int(year) <= self.workspace.today().year):
            self.year_field.set_error(_("Please type a year with four digits, or leave it empty."))
            self.year.setFocus(Qt.FocusReason.OtherFocusReason)
            return False
        changed = replace(
            self._runner,
            name=name,
            birth_year=int(year) if year else None,
            record_number=self.number.text().strip() or None,
            run_days=self.days.chosen(),
            units=Units(self.units.value() or "km"),
            zones=tuple(Zone(zone) for zone in self.zones.chosen()),
        )
        return self.workspace.attempt_edit(changed.id, Edit(runner=changed), about=changed.id)
