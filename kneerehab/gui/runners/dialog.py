"""Whose diary is open: switch, add, rename, delete. Deleting a runner is the one thing that asks first."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from kneerehab.domain.codes import Units, Zone
from kneerehab.domain.folding import one_line
from kneerehab.domain.runner import Runner
from kneerehab.gui.look import theme
from kneerehab.gui.look.button import Button
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
from kneerehab.gui.runners.list import RunnerList
from kneerehab.gui.runners.row import Shown
from kneerehab.gui.shell.workspace import Workspace
from kneerehab.i18n import _
from kneerehab.services.caseload import Listed, listed
from kneerehab.services.edit import Edit
from kneerehab.services.runners import Known, finder, same_names
from kneerehab.wording.labels import knees_name, label
from kneerehab.wording.runners import shown_name, twin_words

_SEARCH_FROM = 7
"""Fewer runners than that are seen at a glance."""


class RunnersDialog(Dialog):
    """Who was opened last comes first; typing finds by name, number or year. Enter or a click opens."""

    new_wanted = Signal()

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(_("Runners"), parent, subtitle=_("Whose diary shall be open?"), width=600)
        self.workspace = workspace
        self.search = Search(
            placeholder=_("Name, number or birth year"), icon="search", name=_("Search by name, number or birth year")
        )
        self.list = RunnerList()
        self.nobody = Label(_("Nobody here is called that."), "small", "muted", wrap=True)
        self.add_button = Button(_("Add runner"), icon="plus", variant="soft")
        for part in (self.search, self.nobody, self.list):
            self.body.addWidget(part)
        self.foot_left.addWidget(self.add_button)
        self.add_button.clicked.connect(self._add)
        self.search.textChanged.connect(lambda _text: self._fill())
        self.search.returnPressed.connect(self._open_current)
        self.search.installEventFilter(self)
        self.list.opened.connect(lambda runner: self._open(runner.id))
        self.list.edit_wanted.connect(self._edit)
        self.list.delete_wanted.connect(self._delete)
        self.list.view.left.connect(self._back_to_search)
        self._read()

    def _read(self, current: str = "") -> None:
        """The list anew, this runner the current one; no diary is read for it."""
        diaries = self.workspace.diaries
        recent = {runner_id: place for place, runner_id in enumerate(self.workspace.settings.recent_runners)}
        last = len(recent)
        runners = listed(diaries.database)
        self._runners = sorted(runners, key=lambda runner: recent.get(runner.id, last))  # else by name
        self._knees = diaries.affected_knees()
        self._twice = same_names(runners)
        self.list.view.all = len(runners)
        self.search.setVisible(len(runners) > _SEARCH_FROM)
        self.first_field = self.list.view if self.search.isHidden() else self.search
        self._fill(current or self.workspace.runner_id or "")

    def _fill(self, current: str = "") -> None:
        text = self.search.text()
        found = list(filter(finder(text), self._runners)) if text.strip() else self._runners
        self.list.show_runners(found, self._shown, current=current)
        self.nobody.setVisible(not found)

    def _shown(self, runner: Listed) -> Shown:
        hidden, knee = self.workspace.settings.hide_names, self._knees.get(runner.id)
        name, year = shown_name(runner, hidden=hidden), "" if hidden else str(runner.birth_year or "")
        about = (one_line(runner.record_number or ""), year, knees_name(knee) if knee else "")
        return Shown(
            runner=runner,
            name=name,
            about="  ·  ".join(part for part in about if part and part != name),
            is_open=runner.id == self.workspace.runner_id,
            same_name=runner.id in self._twice,
        )

    def _open_current(self) -> None:
        if (runner := self.list.current()) is not None:
            self._open(runner.id)

    def _open(self, runner_id: str) -> None:
        self.accept()
        if runner_id != self.workspace.runner_id:
            self.workspace.open_runner(runner_id)

    def _back_to_search(self, event: QKeyEvent) -> None:
        if not self.search.isHidden():
            self.search.setFocus(Qt.FocusReason.OtherFocusReason)  # by Tab all that is typed would be selected
            self.search.event(event)

    def _add(self) -> None:
        self.accept()
        self.new_wanted.emit()

    def _edit(self, runner: Known) -> None:
        whole = next((each for each in self.workspace.diaries.runners() if each.id == runner.id), None)
        if whole is None or RunnerDialog(self.workspace, whole, self).exec():
            self._read(runner.id)

    def _delete(self, runner: Known) -> None:
        was_open, after = runner.id == self.workspace.runner_id, self.list.after_current()
        if not ask_and_delete(self.workspace, runner, self):
            return
        if was_open:
            self.accept()
        else:
            self._read(after)

    def dim(self, window: QWidget) -> None:
        """In the next turn: the list is there first, then the page below, which takes longer, is painted anew."""

        def now() -> None:
            if self.isVisible() and self.isWindow():  # neither closed meanwhile nor covered
                super(RunnersDialog, self).dim(window)

        QTimer.singleShot(0, self, now)

    def give_room(self, height: int) -> None:
        view = self.list.view
        view.set_room(height - self._content.minimumSizeHint().height() + view.minimumSizeHint().height())

    # Qt
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        down = (Qt.Key.Key_Down, Qt.Key.Key_PageDown)
        if watched is self.search and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in down and self.list.current() is not None:
                self.list.view.setFocus(Qt.FocusReason.TabFocusReason)
                return True
            return False
        return super().eventFilter(watched, event)


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
