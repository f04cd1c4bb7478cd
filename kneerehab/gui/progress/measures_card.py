"""Outcome measures on the Progress page: first against last, the change that counts, and when they are due."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from kneerehab.domain.measures import MeasureTrend, measure_trends
from kneerehab.domain.trends.change import PainChange
from kneerehab.gui.look import theme
from kneerehab.gui.look.button import Button, IconButton
from kneerehab.gui.look.card import Card
from kneerehab.gui.look.menus import drop
from kneerehab.gui.look.row import empty
from kneerehab.gui.look.text import Divider, Label
from kneerehab.gui.progress import measuring
from kneerehab.gui.shell.workspace import Workspace
from kneerehab.i18n import _
from kneerehab.settings import MEASURE_WEEKS
from kneerehab.wording.labels import knee_within
from kneerehab.wording.measures import (
    every_weeks,
    measure_change,
    measure_line,
    measure_name,
    measure_source,
    pain_change,
    pain_line,
    pain_source,
)


class MeasuresCard(Card):
    """Pain, and one row a measure; entry is asked for in a chosen rhythm and never required."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(_("Measures"), "", parent)
        self.workspace = workspace
        self.due = Label("", "small", "muted", wrap=True)
        self.add_button = Button(_("Enter measures"), variant="soft", icon="plus", size="compact")
        self.more = IconButton("more", _("Measures: how often, skip this time"), variant="plain", size="small")
        self.rows = QVBoxLayout()
        self.rows.setSpacing(theme.px(8))
        self._pain: tuple[PainChange, ...] = ()
        self.slot.addWidget(self.add_button)
        self.slot.addWidget(self.more)
        self.body.addWidget(self.due)
        self.body.addLayout(self.rows)
        self.body.addStretch(1)
        self.add_button.clicked.connect(lambda: measuring.enter(self.workspace, self.window()))
        self.more.clicked.connect(self._open_menu)

    def show_pain(self, changes: tuple[PainChange, ...]) -> None:
        """Show how the pain changed over the days of the charts."""
        self._pain = changes
        if self.workspace.runner_id is not None:
            self.refresh()

    def refresh(self) -> None:
        """Show the open diary."""
        self._say_when()
        empty(self.rows)
        trends = measure_trends(self.workspace.diary.outcomes)
        if not trends:
            self._explain()
        if self._pain:
            if not trends:
                self.rows.addWidget(Divider())
            for change in self._pain:
                name = _("Pain 0 to 10, {knee}").format(knee=knee_within(change.knee))
                self.rows.addWidget(self._row(name, pain_change(change, self.workspace.formats)))
            self._tell_line(pain_line(), pain_source())
        for measure in dict.fromkeys(trend.measure for trend in trends):
            if self.rows.count():
                self.rows.addWidget(Divider())
            for trend in _told([trend for trend in trends if trend.measure is measure]):
                self.rows.addWidget(self._row(measure_name(trend), measure_change(trend, self.workspace.formats)))
            self._tell_line(measure_line(measure), measure_source(measure))

    def _say_when(self) -> None:
        due, words = measuring.due_day(self.workspace), ""
        if due is not None and due <= self.workspace.today():
            words = _("Due, if you like.")
        elif due is not None:
            words = _("Next on {day}.").format(day=self.workspace.formats.short_day(due))
        self.due.setText(words)
        self.due.setVisible(bool(words))

    def _explain(self) -> None:
        words = _(
            "How well your own activities go, step-downs in 30 seconds, AKPS, KOOS-PF or UWRI: as many or as few as "
            "you like. Your physio may ask for one of them."
        )
        self.rows.addWidget(Label(words, "small", "muted", wrap=True))

    def _tell_line(self, line: str, source: str) -> None:
        words = _("{line} Source: {source}.").format(line=line, source=source)
        self.rows.addWidget(Label(words, "small", "muted", wrap=True))

    def _row(self, name: str, words: str) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.px(10))
        line.addWidget(Label(name, "body_strong", wrap=True), 1)
        value = Label(words, "body", wrap=True)
        value.setAlignment(Qt.AlignmentFlag.AlignRight)
        line.addWidget(value, 1)
        return row

    def menu(self) -> QMenu:
        """How often to ask, and leaving them out this time."""
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        if measuring.is_due(self.workspace):
            menu.addAction(_("Skip this time")).triggered.connect(lambda: measuring.skip(self.workspace))
            menu.addSeparator()
        choices = QActionGroup(menu)
        for weeks in (*MEASURE_WEEKS[1:], 0):
            choice = menu.addAction(every_weeks(weeks))
            choice.setCheckable(True)
            choice.setChecked(weeks == self.workspace.settings.measure_weeks)
            choice.triggered.connect(lambda _on, weeks=weeks: measuring.choose_weeks(self.workspace, weeks))
            choices.addAction(choice)
        return menu

    def _open_menu(self) -> None:
        drop(self.menu(), self.more, above=True)  # the card is at the foot


def _told(trends: list[MeasureTrend]) -> list[MeasureTrend]:
    """Without the mean of a single activity, which says the same."""
    activities = [trend for trend in trends if trend.activity]
    return activities if len(activities) == 1 else trends
