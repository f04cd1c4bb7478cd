"""Quick entry: one line in the runner's words, what it will save below, and Enter to save it."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from PySide6.QtCore import QLocale, Qt, QTimer
from PySide6.QtWidgets import QWidget

from kneerehab.domain.diary import Diary
from kneerehab.gui.forms.form_dialog import FormDialog
from kneerehab.gui.look import accessible, theme
from kneerehab.gui.look.button import Button
from kneerehab.gui.look.fields import Field, TextField
from kneerehab.gui.look.flow import FlowLayout
from kneerehab.gui.look.text import Label
from kneerehab.gui.shell.workspace import Workspace
from kneerehab.i18n import _
from kneerehab.services.exercises import exercise_name
from kneerehab.services.quick_entry import context_of
from kneerehab.wording.quick_entry import Understood, understand
from kneerehab.wording.quick_preview import care_line, check_in_line, preview
from kneerehab.wording.records import kind_name

_LAST_MINUTE = time(23, 59)
_ASKED_AFTER = 500
"""Milliseconds without a key after which the line is asked about: half a word is no mistake."""


class QuickEntryDialog(FormDialog):
    """What is shown is what is saved, as one step to undo; what is not understood is named and saves nothing."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, _("Quick entry"), parent, save_text=_("Save"), width=640)
        self.line = TextField(placeholder=_("run 3.5 km 24 min no pain"), name=_("What was it?"))
        self.field = Field(_("What was it?"), self.line)
        self.lead = Label("", "small", "muted")
        self.will_save = Label("", "body_strong", wrap=True)
        self.asked = Label("", "body", "caution", wrap=True)
        self.examples = Label("", "small", "muted", wrap=True)
        self.same_check_in = Button(_("Same check-in as yesterday"), size="small", icon="again")
        self.same_care = Button(_("Same care as yesterday"), size="small", icon="again")
        self.found = Understood()
        self._diary: Diary = workspace.diary
        self._pause = QTimer(self, singleShot=True, interval=_ASKED_AFTER)
        self._build_form()
        self._connect_form()
        self._read()
        self.begin()
        self.first_field = self.line

    def _build_form(self) -> None:
        self.examples.setText(
            "\n".join(
                (
                    _("Also: “pain left 1 right 0”, “ice left 15”, “exercises done”, “yesterday walk 30 min”."),
                    _("“Pain” is the worst of the last 24 hours, and “now” is the pain now."),
                    _("A semicolon parts two entries. What you don’t say stays unknown."),
                )
            )
        )
        self.body.addWidget(self.field)
        self.body.addWidget(self.lead)
        self.body.addWidget(self.will_save)
        self.body.addWidget(self.asked)
        self.body.addWidget(self.examples)
        self._offers = QWidget()
        offers = FlowLayout(self._offers, spacing=theme.px(8))
        offers.addWidget(self.same_check_in)
        offers.addWidget(self.same_care)
        self.body.addWidget(self._offers)
        yesterday = self.opened_on - timedelta(days=1)
        pain, care = check_in_line(self.workspace.diary, yesterday), care_line(self.workspace.diary, yesterday)
        self.same_check_in.setVisible(bool(pain))
        self.same_care.setVisible(bool(care))
        self._offers.setVisible(bool(pain or care))
        self.same_check_in.clicked.connect(lambda: self._add(pain))
        self.same_care.clicked.connect(lambda: self._add(care))
        self.body.addStretch(1)

    def _connect_form(self) -> None:
        self.line.textChanged.connect(lambda _text: self._read())
        self.line.returnPressed.connect(self.try_save)
        self._pause.timeout.connect(self._ask)
        self.workspace.today_changed.connect(self._show)

    # reading
    def state(self) -> str:
        return self.line.text().strip()

    def _read(self) -> None:
        """Understand the line anew."""
        self._diary = self.workspace.diary
        now = self.workspace.now()
        if now.date() != self.opened_on:  # typed over midnight it stays with its day, and says so
            now = datetime.combine(self.opened_on, _LAST_MINUTE)
        self.found = understand(self.line.text(), context_of(self._diary, now), QLocale().decimalPoint())
        self._show()
        self._pause.start()

    def _show(self) -> None:
        """Say below the line what it would save; of what stands in the way only what is mended goes at once."""
        diary, formats, today = self._diary, self.workspace.formats, self.workspace.today()
        lines = preview(self.found.records, diary, formats, lambda exercise: exercise_name(diary, exercise), today)
        self.will_save.setText("\n".join(lines))
        self.will_save.setVisible(bool(lines))
        sound = self.found.is_sound
        self.lead.setText(_("Enter saves:") if sound else _("Understood so far, and not saved yet:"))
        self.lead.setVisible(bool(lines))
        if sound or not self.line.text().strip():
            self.asked.clear()
            self.asked.hide()

    def _ask(self) -> None:
        """Say what stands in the way, and let a screen reader say how the line was understood."""
        self._pause.stop()
        self.asked.setText("\n".join(self.found.faults))
        self.asked.setVisible(bool(self.found.faults))
        self.line.setAccessibleDescription(self._spoken())
        if self._spoken():
            accessible.announce(self.line, self._spoken())

    def _spoken(self) -> str:
        parts = (self.asked, self.lead, self.will_save) if self.will_save.text() else (self.asked,)
        return "\n".join(part.text() for part in parts if part.text())

    def _add(self, text: str) -> None:
        """Fill in yesterday's answers behind what was typed; they are saved only with the line."""
        typed = self.line.text().strip().rstrip(";")
        self.line.setText(f"{typed}; {text}" if typed else text)
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    # Dialog
    def save(self) -> bool:
        if self._diary is not self.workspace.diary:
            self._read()  # the diary has moved on: what is shown now is saved the next time
            return False
        if not self.found.is_sound:
            self._ask()
            if not self.found.faults:
                self.asked.setText(_("Please type what it was, like “run 3.5 km 24 min no pain”."))
                self.asked.show()
                accessible.announce(self.line, self.asked.text())
            self.line.setFocus(Qt.FocusReason.OtherFocusReason)
            return False
        records = self.found.records
        kinds = dict.fromkeys(kind_name(record) for record in records)
        words = _("{kind} logged").format(kind=next(iter(kinds))) if len(kinds) == 1 else _("Quick entry saved")
        return self.keep(words, *records)
