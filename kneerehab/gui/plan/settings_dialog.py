"""Change the plan's settings from a date on: each with what it means, its range, and where that comes from."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from kneerehab.domain.codes import ActivityKind, Weekday
from kneerehab.domain.plan.settings import SETTINGS
from kneerehab.domain.run_days import suggested_rung
from kneerehab.gui.forms.form_dialog import FormDialog
from kneerehab.gui.look import theme
from kneerehab.gui.look.banner import Banner
from kneerehab.gui.look.dates import DateField
from kneerehab.gui.look.fields import Field
from kneerehab.gui.look.locale import first_weekday
from kneerehab.gui.look.scroll_page import show_in_scroll_area
from kneerehab.gui.look.text import Divider, Label
from kneerehab.gui.look.weekdays import RunDays
from kneerehab.gui.plan.setting_fields import SettingField, setting_field
from kneerehab.gui.shell.workspace import Workspace
from kneerehab.i18n import _, ngettext
from kneerehab.services.plan_changes import first_rung_matters, plan_change
from kneerehab.wording.settings import setting_meaning, setting_name, setting_source


class PlanSettingsDialog(FormDialog):
    """Saves what differs from the settings in force as one plan change; a day has at most one.

    The weekdays to run on belong to the runner and hold at once, whatever the day above says.
    """

    def __init__(self, workspace: Workspace, parent: QWidget | None = None, *, first: str = "") -> None:
        """`first` names the setting that the keyboard begins on."""
        super().__init__(
            workspace, _("Change plan"), parent, subtitle=_("Earlier days keep their settings"),
            save_text=_("Save changes"), width=760,
        )  # fmt: skip
        units, formats = workspace.runner.shown_units, workspace.formats
        self.day = DateField(workspace.today(), today=workspace.today(), name=_("In force from"))
        self.fields: dict[str, SettingField] = {name: setting_field(name, units, formats) for name in SETTINGS}
        self.run_days = RunDays(_("Weekdays to run on"), first=first_weekday(workspace.settings.first_weekday))
        self.run_days.set_chosen(workspace.runner.run_days)
        self._touched: set[str] = set()
        self.later = Banner("info", "")
        self._rows: list[QBoxLayout] = []
        self._build_form()
        self._show_settings()
        self._connect_form()
        self.begin(self.day)
        if first:
            self.first_field = self.fields[first].control

    def _build_form(self) -> None:
        self.day_field = Field(_("In force from"), self.day, hint=_("A day of the past is answered anew."))
        self.day.setMaximumWidth(theme.px(240))
        self.body.addWidget(self.day_field)
        self.body.addWidget(self.later)
        self.body.setSpacing(theme.px(12))
        for name, field in self.fields.items():
            self.body.addWidget(Divider())
            self.body.addLayout(self._row(name, field))
            if name == "allow_consecutive":
                self._add_run_days()
        self.body.addStretch(1)

    def _add_run_days(self) -> None:
        self.body.addWidget(Divider())
        words = QVBoxLayout()
        words.setSpacing(theme.px(2))
        words.addWidget(Label(_("Weekdays to run on"), "body_strong", wrap=True))
        meaning = _("The days you like to run on, for calendars and reminders. The plan may offer other days as well.")
        words.addWidget(Label(meaning, "small", wrap=True))
        words.addSpacing(theme.px(6))
        words.addWidget(self.run_days)
        self.body.addLayout(words)

    def _row(self, name: str, field: SettingField) -> QBoxLayout:
        words = QVBoxLayout()
        words.setSpacing(theme.px(2))
        words.addWidget(Label(setting_name(name), "body_strong", wrap=True))
        words.addWidget(Label(setting_meaning(name), "small", wrap=True))
        if name == "first_rung":
            self._say_rung(words, field)
        words.addWidget(Label(setting_source(name), "caption", "muted", wrap=True))
        row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        row.setSpacing(theme.px(16))
        row.addLayout(words, 1)
        row.addWidget(field.control, 0, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)
        self._rows.append(row)
        return row

    def _connect_form(self) -> None:
        self.day.changed.connect(lambda _day: self._show_settings())
        for name, field in self.fields.items():
            field.changed.connect(lambda *_value, name=name: self._change(name))

    def _change(self, name: str) -> None:
        self._touched.add(name)
        self._show_wish()

    def _show_wish(self) -> None:
        """Say below the weekdays what the runs a week and the rest days make of them."""
        runs, in_a_row = self.fields["runs_per_week"].read(), self.fields["allow_consecutive"].read()
        self.run_days.set_plan(int(str(runs)), consecutive=bool(in_a_row))

    def _say_rung(self, words: QVBoxLayout, field: SettingField) -> None:
        """The step that is suggested, or that it no longer matters once the steps have begun."""
        workspace = self.workspace
        if not first_rung_matters(workspace.planner.today(workspace.runner_id or "", workspace.today())):
            said = _("Running has begun, so this changes nothing any more.")
            words.addWidget(Label(said, "small", "accent", wrap=True))
            field.control.setEnabled(False)
        elif hint := self._rung_hint():
            words.addWidget(Label(hint, "small", "accent", wrap=True))

    def _rung_hint(self) -> str:
        """The step that the days off before the plan suggest, if the diary knows them."""
        diary = self.workspace.diary
        start = diary.plan.start
        runs = [run.at.date() for run in diary.activities if run.kind is ActivityKind.RUN and run.at.date() < start]
        if not runs:
            return ""
        days = (start - max(runs)).days - 1
        rung = suggested_rung(days)
        return ngettext(
            "{days} day off before the plan began: step {rung} is suggested.",
            "{days} days off before the plan began: step {rung} is suggested.",
            days,
        ).format(days=days, rung=rung)

    def _show_settings(self) -> None:
        """Show what is in force on the day, but for what was changed here already."""
        day = self.day.day() or self.opened_on
        for name, field in self.fields.items():
            if name not in self._touched:
                field.show(self._in_force(day, name))
        self._show_wish()
        later = [change.date for change in self.workspace.diary.plan_changes if change.date > day]
        self.later.setVisible(bool(later))
        if later:
            text = _("There is a later change of {day}; what it sets holds from then on.")
            self.later.set_message(text.format(day=self.workspace.formats.short_day(min(later))))

    def _in_force(self, day: date, name: str) -> Any:
        return getattr(self.workspace.planner.settings(self.workspace.runner_id or "", day), name)

    def changes(self) -> dict[str, Any]:
        """The settings that differ from those in force on the day."""
        day = self.day.day() or self.opened_on
        found = {name: field.read() for name, field in self.fields.items() if name in self._touched}
        return {name: value for name, value in found.items() if value != self._in_force(day, name)}

    def state(self) -> object:
        return (self._new_run_days(), *sorted((name, str(value)) for name, value in self.changes().items()))

    def _new_run_days(self) -> tuple[Weekday, ...] | None:
        """The weekdays if they differ from those kept, which may stand in another order."""
        chosen = self.run_days.chosen()
        return None if set(chosen) == set(self.workspace.runner.run_days) else chosen

    def save(self) -> bool:
        for field in self.fields.values():
            if not field.check():
                field.control.setFocus(Qt.FocusReason.OtherFocusReason)
                return False
        changes, day = self.changes(), self.day.day() or self.opened_on
        run_days = self._new_run_days()
        runner = None if run_days is None else replace(self.workspace.runner, run_days=run_days)
        if not changes and runner is None:
            return True
        saved = (plan_change(self.workspace.diary, day, changes),) if changes else ()
        return self.keep(_("Plan changed"), *saved, runner=runner)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.first_field is not None:
            show_in_scroll_area(self.first_field)

    def resizeEvent(self, event: Any) -> None:
        super().resizeEvent(event)
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        wide = self.width() >= theme.px(680)
        side = Qt.AlignmentFlag.AlignRight if wide else Qt.AlignmentFlag.AlignLeft
        for row, field in zip(self._rows, self.fields.values(), strict=True):
            row.setDirection(across if wide else down)
            row.setAlignment(field.control, Qt.AlignmentFlag.AlignVCenter | side)
