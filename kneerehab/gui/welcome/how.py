"""The second page of the Welcome: how the person runs. Every question may stay open; nothing is made up for it."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget

from kneerehab.domain.codes import Units, Weekday
from kneerehab.domain.fields import Amount
from kneerehab.domain.plan.settings import DEFAULT_GOAL
from kneerehab.domain.run_days import suggested_rung
from kneerehab.gui.look import theme
from kneerehab.gui.look.button import Link
from kneerehab.gui.look.flow import FlowLayout
from kneerehab.gui.look.locale import formats_for
from kneerehab.gui.look.segmented import SegmentedControl
from kneerehab.gui.look.text import Label
from kneerehab.gui.look.toggle import ChoiceRow, Choices
from kneerehab.gui.look.week_fields import WeekFields
from kneerehab.gui.look.weekdays import RunDays
from kneerehab.gui.welcome.question import question
from kneerehab.i18n import _
from kneerehab.wording.plan_page import goal_amount

_MOST_DAYS_OFF = {"short": 14, "weeks": 42, "long": 43}  # days that stand for an answer
_USUAL_RUNS = 3


class HowPart(QWidget):
    """Days since the last run, runs a week and weekdays, a usual week, the goal; `changed` after every answer."""

    changed = Signal()

    def __init__(self, first_weekday: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.units = Units.KM
        self.last_run = SegmentedControl(
            _("How long since your last run?"),
            [
                ("short", _("Up to 2 weeks")), ("weeks", _("2 to 6 weeks")), ("long", _("Longer")),
                ("unknown", _("Don’t know")),
            ],
            size="field", optional=True,
        )  # fmt: skip
        self.runs = SegmentedControl(
            _("Runs a week"), [(str(n), str(n)) for n in (2, 3, 4)], size="field", optional=True
        )
        self.days = RunDays(_("Weekdays to run on"), first=first_weekday)
        self.usual = WeekFields(self.units, name=_("Usual week"))
        self.unknown_link = Link(_("I don’t know"))
        self.as_before = ChoiceRow(_("As before"))
        self.own_goal = ChoiceRow(_("My own goal"), _("time and distance a week"))
        self.not_sure = ChoiceRow(_("Not sure yet"))
        self.goal = WeekFields(self.units, name=_("Goal week"))
        self._build()
        self._connect()
        self._show_goals()

    def _build(self) -> None:
        runs = QWidget()
        flow = FlowLayout(runs, spacing=theme.px(12))
        flow.addWidget(self.runs)
        flow.addWidget(Label(_("with a rest day between, 3 is usual"), "small", "muted"))
        week = QWidget()
        row = QHBoxLayout(week)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(16))
        row.addWidget(self.usual, 3)
        row.addWidget(self.unknown_link, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addStretch(1)
        goals = Choices(_("Where do you want to get?"))
        column = QVBoxLayout(goals)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        group = QButtonGroup(self)
        for choice in (self.as_before, self.own_goal, self.not_sure):
            choice.least_height = 40
            group.addButton(choice)
            column.addWidget(choice)
            if choice is self.own_goal:
                column.addWidget(self.goal)
        self.goal.hide()
        self.not_sure.setChecked(True)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(theme.px(8))
        for index, (text, parts) in enumerate(
            (
                (_("How long since your last run?"), (self.last_run,)),
                (_("On how many days a week, and which?"), (runs, self.days)),
                (_("A usual week before it hurt"), (week,)),
                (_("Where do you want to get?"), (goals,)),
            ),
            start=1,
        ):
            outer.addLayout(question(index, text, *parts))
        outer.addStretch(1)

    def _connect(self) -> None:
        self.last_run.changed.connect(lambda _key: self.changed.emit())
        self.runs.changed.connect(self._runs_chosen)
        self.days.changed.connect(lambda _days: self.changed.emit())
        self.usual.changed.connect(self._week_typed)
        self.goal.changed.connect(self.changed)
        self.unknown_link.clicked.connect(self._forget_week)
        for choice in (self.as_before, self.own_goal, self.not_sure):
            choice.toggled.connect(self._goal_chosen)

    def set_units(self, units: Units) -> None:
        """Ask in kilometres or miles."""
        self.units = units
        for week in (self.usual, self.goal):
            week.set_units(units)
        self._show_goals()

    def answers(self) -> dict[str, Any]:
        """The plan settings that were answered; what was not is left out or None."""
        days_off = _MOST_DAYS_OFF.get(self.last_run.value() or "")
        runs = self.runs.value()
        return {
            "first_rung": None if days_off is None else suggested_rung(days_off),
            "runs_per_week": None if runs is None else int(runs),
            "usual_week": self.usual.amount(),
            "goal_week": self._goal(),
        }

    def run_days(self) -> tuple[Weekday, ...]:
        """The weekdays that were chosen."""
        return self.days.chosen()

    def check(self) -> bool:
        """Say what can't be kept as it was typed; True if all is well."""
        usual = self.usual.check()
        goal = not self.own_goal.isChecked() or self.goal.check()
        if not usual:
            self.usual.check()  # the first fault has the keyboard
        return usual and goal

    def _goal(self) -> Amount | None:
        if self.as_before.isChecked():
            return self.usual.amount()
        return self.goal.amount() if self.own_goal.isChecked() else None

    def _runs_chosen(self, key: str | None) -> None:
        self.days.set_plan(_USUAL_RUNS if key is None else int(key), consecutive=False)
        self.changed.emit()

    def _week_typed(self) -> None:
        self._show_goals()
        self.changed.emit()

    def _forget_week(self) -> None:
        for field in (self.usual.minutes, self.usual.distance):
            field.clear()
        self.usual.field.set_error(None)
        self._week_typed()

    def _goal_chosen(self, on: bool) -> None:
        if on:
            self.goal.setVisible(self.own_goal.isChecked())
            self.changed.emit()

    def _show_goals(self) -> None:
        """Say what each choice comes to; "as before" needs a week to go back to."""
        week, formats = self.usual.amount(), formats_for(self.units)
        if week is None and self.as_before.isChecked():
            self.not_sure.setChecked(True)
        self.as_before.setEnabled(week is not None)
        self.as_before.set_detail(_("needs the week above") if week is None else goal_amount(week, formats))
        goal = goal_amount(week or DEFAULT_GOAL, formats)
        self.not_sure.set_detail(_("{goal}, change it later").format(goal=goal))
