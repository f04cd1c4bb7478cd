"""Clinic visits on the Progress page: the last and the next, with the questions to ask and the advice given."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kneerehab.domain.clinic import ClinicVisit
from kneerehab.gui.look import theme
from kneerehab.gui.look.button import Button, IconButton
from kneerehab.gui.look.card import Card
from kneerehab.gui.look.flow import FlowLayout
from kneerehab.gui.look.row import empty
from kneerehab.gui.look.text import Divider, Label
from kneerehab.gui.shell.command import Command
from kneerehab.gui.shell.host import request
from kneerehab.gui.shell.workspace import Workspace
from kneerehab.i18n import _
from kneerehab.wording.labels import label

_SHOWN = 3


class VisitsCard(Card):
    """The latest visits, newest first; each opens in its form."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(_("Clinic visits"), "", parent)
        self.workspace = workspace
        self.next = Label("", "small", "muted", wrap=True)
        self.add_button = Button(_("Add visit"), variant="soft", icon="plus", size="compact")
        self.rows = QVBoxLayout()
        self.rows.setSpacing(theme.px(8))
        self.compare_button = Button(_("Compare two"), variant="quiet", size="compact")
        buttons = FlowLayout(spacing=theme.px(8))
        for button in (self.compare_button, self.add_button):
            buttons.addWidget(button)
        self.slot.addLayout(buttons)
        self.body.addWidget(self.next)
        self.body.addLayout(self.rows)
        self.body.addStretch(1)
        self.add_button.clicked.connect(self.add)
        self.compare_button.clicked.connect(lambda: request(self, Command.VISITS))

    def refresh(self) -> None:
        """Show the open diary."""
        visits, today, formats = self.workspace.diary.clinic_visits, self.workspace.today(), self.workspace.formats
        planned = [visit.next_date for visit in visits if visit.next_date is not None and visit.next_date >= today]
        planned += [visit.at.date() for visit in visits if visit.at.date() > today]
        self.next.setText(_("Next on {day}.").format(day=formats.short_day(min(planned))) if planned else "")
        self.next.setVisible(bool(planned))
        empty(self.rows)
        if not visits:
            words = _("Note a visit with the questions you want to ask; it shows on the charts and in the report.")
            self.rows.addWidget(Label(words, "small", "muted", wrap=True))
        for number, visit in enumerate(reversed(visits[-_SHOWN:])):
            if number:
                self.rows.addWidget(Divider())
            self.rows.addWidget(self._row(visit))
            for text, words in ((visit.note, _("Questions and notes: {text}")), (visit.advice, _("Advice: {text}"))):
                if text:
                    self.rows.addWidget(Label(words.format(text=text), "small", "muted", wrap=True))

    def _row(self, visit: ClinicVisit) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.px(10))
        day = self.workspace.formats.short_day(visit.at.date())
        line.addWidget(Label(day, "body_strong"))
        who = visit.name or label(visit.who)
        line.addWidget(Label(who, "body", wrap=True), 1)
        edit = IconButton("edit", _("Edit the visit of {day}").format(day=day), variant="plain", size="small")
        edit.clicked.connect(lambda: self._edit(visit))
        line.addWidget(edit)
        return row

    def add(self) -> None:
        """Open the form of a new visit."""
        from kneerehab.gui.forms.record_dialog import add_entry

        add_entry(self.workspace, "clinic_visits", self.workspace.today(), self.window())

    def _edit(self, visit: ClinicVisit) -> None:
        from kneerehab.gui.forms.record_dialog import edit_record

        edit_record(self.workspace, visit, self.window())
