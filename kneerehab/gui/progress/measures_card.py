"""Outcome measures on the Progress page: first against last, the change that counts, and when they are due."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kneerehab.domain.measures import MeasureTrend, measure_trends, next_due
from kneerehab.gui import theme
from kneerehab.gui.controls.button import Button
from kneerehab.gui.controls.card import Card
from kneerehab.gui.controls.text import Divider, Label
from kneerehab.gui.workspace import Workspace
from kneerehab.i18n import _
from kneerehab.wording.measures import measure_change, measure_line, measure_name, measure_source


class MeasuresCard(Card):
    """One row a measure; entry is asked for every two weeks and never required."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(_("Measures"), "", parent)
        self.workspace = workspace
        self.due = Label("", "small", "muted")
        self.add_button = Button(_("Enter measures"), variant="soft", icon="plus", size="compact")
        self.rows = QVBoxLayout()
        self.rows.setSpacing(theme.px(8))
        self.slot.addWidget(self.due)
        self.slot.addWidget(self.add_button)
        self.body.addLayout(self.rows)
        self.body.addStretch(1)
        self.add_button.clicked.connect(self.enter)

    def refresh(self) -> None:
        """Show the open diary."""
        outcomes = self.workspace.diary.outcomes
        due, today = next_due(outcomes), self.workspace.today()
        if due is None:
            words = ""
        elif due <= today:
            words = _("due, if you like")
        else:
            words = _("next on {day}").format(day=self.workspace.formats.short_day(due))
        self.due.setText(words)
        while (item := self.rows.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        trends = measure_trends(outcomes)
        if not trends:
            self.rows.addWidget(
                Label(
                    _(
                        "How well your own activities go, step-downs in 30 seconds, AKPS or KOOS-PF: every two weeks, "
                        "as many or as few as you like. Your physio may ask for one of them."
                    ),
                    "small",
                    "muted",
                    wrap=True,
                )
            )
        for number, measure in enumerate(dict.fromkeys(trend.measure for trend in trends)):
            if number:
                self.rows.addWidget(Divider())
            of_measure = [trend for trend in trends if trend.measure is measure]
            if sum(1 for trend in of_measure if trend.activity) == 1:
                of_measure = [trend for trend in of_measure if trend.activity]  # its mean says the same
            for trend in of_measure:
                self.rows.addWidget(self._row(trend))
            words = _("{line} Source: {source}.").format(line=measure_line(measure), source=measure_source(measure))
            self.rows.addWidget(Label(words, "small", "muted", wrap=True))

    def _row(self, trend: MeasureTrend) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.px(10))
        line.addWidget(Label(measure_name(trend), "body_strong", wrap=True), 1)
        value = Label(measure_change(trend, self.workspace.formats), "body")
        value.setAlignment(Qt.AlignmentFlag.AlignRight)
        line.addWidget(value)
        return row

    def enter(self) -> None:
        """Open the form of this time's measures."""
        from kneerehab.gui.dialogs.measures import MeasuresDialog

        MeasuresDialog(self.workspace, self.window()).exec()
