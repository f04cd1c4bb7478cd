"""The card of the clinicians on the Settings page: who works with this file, and who of them is at work now."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kneerehab.domain.codes import Clinician
from kneerehab.domain.folding import same_name
from kneerehab.domain.trail import Professional
from kneerehab.gui.look import theme
from kneerehab.gui.look.button import Button, IconButton
from kneerehab.gui.look.card import Card
from kneerehab.gui.look.fields import Field, TextField
from kneerehab.gui.look.flow import FlowLayout
from kneerehab.gui.look.row import empty
from kneerehab.gui.look.select import Select
from kneerehab.gui.look.text import Label
from kneerehab.gui.shell.workspace import Workspace
from kneerehab.i18n import _
from kneerehab.services.clinicians import clinicians, keep_clinicians
from kneerehab.wording.labels import label
from kneerehab.wording.trail import person


class ClinicianSettings(Card):
    """Adding and removing takes effect at once; what is recorded keeps the name it holds."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(_("Clinicians"), "", parent)
        self.workspace = workspace
        self._people: tuple[Professional, ...] = ()
        self.rows = QVBoxLayout()
        self.rows.setSpacing(theme.px(4))
        self.name = TextField(name=_("Name of the clinician"))
        self.name.setMaxLength(100)
        self.name_field = Field(_("Name of the clinician"), self.name)
        self.role = Select([(one.value, label(one)) for one in Clinician], "physio", name=_("Role of the clinician"))
        self.add_button = Button(_("Add"), icon="plus", variant="soft")
        self.at_work = Select(name=_("At work now"))
        self.at_work_field = Field(_("At work now"), self.at_work)
        hint = _("What is saved from now on bears this name, until the window closes or another is chosen.")
        self.hint = Label(hint, "small", "muted", wrap=True)
        self.at_work.setAccessibleDescription(hint)
        self._build_card()
        self.name.textChanged.connect(lambda _text: self.name_field.set_error(None))
        self.name.returnPressed.connect(self._add)
        self.add_button.clicked.connect(self._add)
        self.at_work.changed.connect(self._put_to_work)

    def _build_card(self) -> None:
        words = _(
            "Who works with this file. Their names can stand on doses, decisions and visits, and in the history of "
            "entries."
        )
        self.body.addWidget(Label(words, "small", "muted", wrap=True))
        self.body.addLayout(self.rows)
        self.name.setMinimumWidth(theme.px(240))
        row = FlowLayout(spacing=theme.px(8))
        row.addWidget(self.name_field)
        row.addWidget(Field(_("Role"), self.role))
        self.body.addLayout(row)
        self.body.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(self.at_work_field, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(self.hint)

    def refresh(self) -> None:
        """Show who is kept and who is at work; a name that is being typed stays."""
        people = clinicians(self.workspace.diaries)
        if people != self._people:
            self._people = people
            empty(self.rows)
            for one in people:
                self.rows.addWidget(self._row(one))
            choices: list[tuple[object, str]] = [("", _("The runner")), *((one.name, one.name) for one in people)]
            self.at_work.set_choices(choices)
        by = self.workspace.by
        self.at_work.set_value(by.name if by else "")
        for part in (self.at_work_field, self.hint):
            part.setVisible(bool(people))

    def _row(self, one: Professional) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        remove = IconButton("trash", _("Remove {name}").format(name=one.name))
        remove.clicked.connect(lambda: self._remove(one))
        line.addWidget(Label(person(one), "body", wrap=True), 1)
        line.addWidget(remove)
        return row

    def _add(self) -> None:
        name = " ".join(self.name.text().split())
        if not name:
            self.name_field.set_error(_("Please type a few words."))
        elif same_name(name) in {same_name(one.name) for one in self._people}:
            self.name_field.set_error(_("This clinician is in the list already."))
        else:
            new = Professional(name=name, kind=Clinician(str(self.role.value())))
            if self._keep((*self._people, new)):
                self.name.clear()
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def _remove(self, gone: Professional) -> None:
        if self._keep(one for one in self._people if one != gone):
            self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def _keep(self, people: Iterable[Professional]) -> bool:
        wanted = tuple(people)
        return self.workspace.attempt(lambda: keep_clinicians(self.workspace.diaries, wanted), about="clinicians")

    def _put_to_work(self, name: object) -> None:
        self.workspace.put_to_work(next((one for one in self._people if one.name == name), None))
