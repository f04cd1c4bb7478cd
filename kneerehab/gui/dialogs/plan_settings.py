"""Change the plan's settings from a date on: each with what it means, its range, and where that comes from."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from kneerehab.domain.codes import ActivityKind
from kneerehab.domain.plan.settings import SETTINGS
from kneerehab.domain.plan_records import PlanChange
from kneerehab.domain.record import new_id
from kneerehab.gui import theme
from kneerehab.gui.controls.banner import Banner
from kneerehab.gui.controls.dates import DateField
from kneerehab.gui.controls.fields import Field
from kneerehab.gui.controls.text import Divider, Label
from kneerehab.gui.dialogs.form import FormDialog
from kneerehab.gui.plan.setting_fields import SettingField, setting_field
from kneerehab.gui.workspace import Workspace
from kneerehab.i18n import _, ngettext
from kneerehab.wording.settings import setting_meaning, setting_name, setting_source

_RUNG_3_DAYS, _RUNG_2_DAYS = 14, 42


class PlanSettingsDialog(FormDialog):
    """Saves what differs from the settings in force as one plan change; a day has at most one."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(
            workspace, _("Change plan"), parent, subtitle=_("Earlier days keep their settings"),
            save_text=_("Save changes"), width=760,
        )  # fmt: skip
        units, formats = workspace.runner.shown_units, workspace.formats
        self.day = DateField(workspace.today(), today=workspace.today(), name=_("In force from"))
        self.fields: dict[str, SettingField] = {name: setting_field(name, units, formats) for name in SETTINGS}
        self._touched: set[str] = set()
        self.later = Banner("info", "")
        self._rows: list[QBoxLayout] = []
        self._build_form()
        self._show_settings()
        self._connect_form()
        self.begin()

    def _build_form(self) -> None:
        self.day_field = Field(_("In force from"), self.day, hint=_("A day of the past is answered anew."))
        self.day.setMaximumWidth(theme.px(240))
        self.body.addWidget(self.day_field)
        self.body.addWidget(self.later)
        self.body.setSpacing(theme.px(12))
        for name, field in self.fields.items():
            self.body.addWidget(Divider())
            self.body.addLayout(self._row(name, field))
        self.body.addStretch(1)

    def _row(self, name: str, field: SettingField) -> QBoxLayout:
        words = QVBoxLayout()
        words.setSpacing(theme.px(2))
        words.addWidget(Label(setting_name(name), "body_strong", wrap=True))
        words.addWidget(Label(setting_meaning(name), "small", wrap=True))
        if name == "first_rung" and (hint := self._rung_hint()):
            words.addWidget(Label(hint, "small", "accent", wrap=True))
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
            field.changed.connect(lambda *_value, name=name: self._touched.add(name))

    def _rung_hint(self) -> str:
        """The step that the days off before the plan suggest, if the diary knows them."""
        diary = self.workspace.diary
        start = diary.plan.start
        runs = [run.at.date() for run in diary.activities if run.kind is ActivityKind.RUN and run.at.date() < start]
        if not runs:
            return ""
        days = (start - max(runs)).days - 1
        rung = 3 if days <= _RUNG_3_DAYS else 2 if days <= _RUNG_2_DAYS else 1
        return ngettext(
            "{days} day off before the plan began: step {rung} is suggested.",
            "{days} days off before the plan began: step {rung} is suggested.",
            days,
        ).format(days=days, rung=rung)

    def _show_settings(self) -> None:
        """Show what is in force on the day, but for what was changed here already."""
        day = self.day.day() or self.workspace.today()
        for name, field in self.fields.items():
            if name not in self._touched:
                field.show(self._in_force(day, name))
        later = [change.date for change in self.workspace.diary.plan_changes if change.date > day]
        self.later.setVisible(bool(later))
        if later:
            text = _("There is a later change of {day}; what it sets holds from then on.")
            self.later.set_message(text.format(day=self.workspace.formats.short_day(min(later))))

    def _in_force(self, day: date, name: str) -> Any:
        return getattr(self.workspace.planner.settings(self.workspace.runner_id or "", day), name)

    def changes(self) -> dict[str, Any]:
        """The settings that differ from those in force on the day."""
        day = self.day.day() or self.workspace.today()
        found = {name: field.read() for name, field in self.fields.items() if name in self._touched}
        return {name: value for name, value in found.items() if value != self._in_force(day, name)}

    def state(self) -> object:
        return tuple(sorted((name, str(value)) for name, value in self.changes().items()))

    def save(self) -> bool:
        for field in self.fields.values():
            if not field.check():
                field.control.setFocus(Qt.FocusReason.OtherFocusReason)
                return False
        changes, day = self.changes(), self.day.day() or self.workspace.today()
        if not changes:
            return True
        old = next((change for change in self.workspace.diary.plan_changes if change.date == day), None)
        if old is not None:
            return self.keep(_("Plan changed"), replace(old, settings={**old.settings, **changes}))
        return self.keep(_("Plan changed"), PlanChange(id=new_id(), date=day, settings=changes))

    def resizeEvent(self, event: Any) -> None:
        super().resizeEvent(event)
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        wide = self.width() >= theme.px(680)
        side = Qt.AlignmentFlag.AlignRight if wide else Qt.AlignmentFlag.AlignLeft
        for row, field in zip(self._rows, self.fields.values(), strict=True):
            row.setDirection(across if wide else down)
            row.setAlignment(field.control, Qt.AlignmentFlag.AlignVCenter | side)
