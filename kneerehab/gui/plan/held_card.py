"""The card that says why weeks or steps were held, with the remedy as a button; it goes when it is answered."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kneerehab.domain.plan.held import Held, Remedy, held, runs_wished
from kneerehab.domain.plan.verdict import Replay
from kneerehab.domain.plan_records import SettingValue
from kneerehab.gui.look import theme
from kneerehab.gui.look.badge import Disc
from kneerehab.gui.look.button import Button, Link
from kneerehab.gui.look.card import Card
from kneerehab.gui.look.text import Heading, Label
from kneerehab.gui.shell.workspace import Workspace
from kneerehab.i18n import _
from kneerehab.services.plan_changes import plan_change
from kneerehab.wording import held as words

_REMEMBERED = 50


class HeldCard(Card):
    """One reason, one main button, two links."""

    why_wanted = Signal()

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__("", "", parent)
        self.workspace = workspace
        self.fill, self.edge = "accent_tint", "accent"
        self._held: Held | None = None
        self.reason = Heading("", "sub_verdict")
        self.line = Label("", "body", wrap=True)
        self.button = Button("", variant="primary", size="field")
        self.keep = Link("")
        self.why = Link(_("Why?"))
        self._build_card()
        self._connect()
        self.hide()

    def _build_card(self) -> None:
        self.reason.setWordWrap(True)
        column = QVBoxLayout()
        column.setSpacing(theme.px(4))
        column.addWidget(self.reason)
        column.addWidget(self.line)
        links = QHBoxLayout()
        links.setSpacing(theme.px(16))
        links.addStretch(1)
        links.addWidget(self.keep)
        links.addWidget(self.why)
        links.addStretch(1)
        right = QVBoxLayout()
        right.setSpacing(theme.px(8))
        right.addWidget(self.button)
        right.addLayout(links)
        row = QHBoxLayout()
        row.setSpacing(theme.px(16))
        row.addWidget(Disc("equals", fill="surface"), 0, Qt.AlignmentFlag.AlignVCenter)
        row.addLayout(column, 1)
        row.addLayout(right)
        self.body.addLayout(row)

    def _connect(self) -> None:
        self.button.clicked.connect(self.apply)
        self.keep.clicked.connect(self._wave_away)
        self.why.clicked.connect(self.why_wanted)

    def show_plan(self, replay: Replay) -> None:
        """Show what is held as of the replay's last day, unless it was answered already."""
        workspace = self.workspace
        verdict = replay.verdict
        settings = None if verdict is None else workspace.planner.settings(workspace.runner_id or "", verdict.date)
        found = None if settings is None else held(workspace.diary, replay, settings)
        if found is not None and self._key(found) in workspace.settings.held_answered:
            found = None
        self._held = found
        self.setVisible(found is not None)
        if found is None or settings is None:
            return
        self.reason.setText(words.title(found, settings.runs_per_week))
        self.line.setText(words.line(found))
        self.button.setText(words.button(found))
        self.button.setVisible(found.remedy is not None)
        self.keep.setText(words.keep(found, settings.runs_per_week))
        self.setAccessibleName(self.reason.text())

    def _key(self, found: Held) -> str:
        return f"{self.workspace.runner_id} {found.key}"

    def apply(self) -> None:
        """Carry out the remedy: one step that can be undone, or the form of the run that wants an answer."""
        found = self._held
        if found is None or found.remedy is None:
            return
        if found.remedy is Remedy.ANSWER:
            if found.activity is not None:
                from kneerehab.gui.forms.record_dialog import edit_record

                edit_record(self.workspace, found.activity, self.window())
            return
        settings: dict[str, SettingValue] = (
            {"runs_per_week": runs_wished(found)} if found.remedy is Remedy.SET_RUNS else {"allow_consecutive": True}
        )
        change = plan_change(self.workspace.diary, self.workspace.today(), settings)
        if self.workspace.save(words.after(found, self.workspace.formats), change):
            self._remember(found)

    def _wave_away(self) -> None:
        if self._held is not None:
            self._remember(self._held)

    def _remember(self, found: Held) -> None:
        kept = (*self.workspace.settings.held_answered, self._key(found))[-_REMEMBERED:]
        self.workspace.change_settings(held_answered=kept)
