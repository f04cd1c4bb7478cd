"""Runs and walks of the day, and the way to log one."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from kneerehab.domain.codes import ActivityKind
from kneerehab.domain.diary import between
from kneerehab.gui.look import theme
from kneerehab.gui.look.badge import Disc
from kneerehab.gui.look.button import Button
from kneerehab.gui.look.card import Card
from kneerehab.gui.look.flow import FlowLayout
from kneerehab.gui.look.text import Label
from kneerehab.gui.shell.command import Command, Letter
from kneerehab.gui.shell.host import request
from kneerehab.gui.shell.workspace import Workspace
from kneerehab.i18n import _
from kneerehab.services.today import DayView, exercise_name
from kneerehab.wording.labels import named
from kneerehab.wording.records import details, kind_name


class RunCard(Card):
    """Says what was run; the buttons open the form."""

    log_wanted = Signal(str)

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(_("Run"), "", parent)
        self.workspace = workspace
        self.text = Label("", "body", "muted", wrap=True)
        self.run_button = Button(_("Log a run"), variant="soft", icon="plus", key=Letter.RUN, size="field")
        self.walk_button = Button(_("Log a walk"), key=Letter.WALK)
        self.import_button = Button(_("Import file"))
        row = QWidget()
        flow = FlowLayout(row, spacing=theme.px(8), line_spacing=theme.px(8))
        flow.addWidget(self.walk_button)
        flow.addWidget(self.import_button)
        line = QHBoxLayout()
        line.setSpacing(theme.px(12))
        line.addWidget(Disc("run"), 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self.text, 1)
        self.body.addLayout(line)
        self.body.setSpacing(theme.px(8))
        self.body.addStretch(1)
        self.body.addWidget(self.run_button)
        self.body.addWidget(row)
        self.import_button.clicked.connect(lambda: request(self, Command.IMPORT))
        self.run_button.clicked.connect(lambda: self.log_wanted.emit(ActivityKind.RUN.value))
        self.walk_button.clicked.connect(lambda: self.log_wanted.emit(ActivityKind.WALK.value))

    def show_day(self, view: DayView) -> None:
        """What was logged on the day, else the last run before it."""
        diary, formats = self.workspace.diary, self.workspace.formats
        lines = [
            named(kind_name(done), details(done, formats, lambda exercise: exercise_name(diary, exercise)))
            for done in view.activities
        ]
        if not lines:
            is_today = view.day == self.workspace.today()
            lines = [_("Nothing logged today.") if is_today else _("Nothing logged on this day.")]
            before = reversed(between(diary.activities, date.min, view.day - timedelta(days=1)))
            last = next((run for run in before if run.kind is ActivityKind.RUN), None)
            if last is not None:
                amount = formats.distance(last.metres) if last.metres else formats.minutes(last.seconds or 0)
                lines.append(_("Last: {day}, {amount}").format(day=formats.short_day(last.at.date()), amount=amount))
        self.text.setText("\n".join(lines))
