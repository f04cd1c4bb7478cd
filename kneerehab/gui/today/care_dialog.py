"""Log one kind of care: filled in like last time, so that Save is mostly enough."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from kneerehab.domain.care import Care
from kneerehab.domain.codes import CareKind, Side
from kneerehab.domain.record import new_id
from kneerehab.gui.forms.entry_dialog import EntryDialog
from kneerehab.gui.look import theme
from kneerehab.gui.look.amount_fields import SpanField
from kneerehab.gui.look.fields import Field
from kneerehab.gui.look.segmented import SegmentedControl
from kneerehab.gui.shell.workspace import Workspace
from kneerehab.gui.today.care_words import schedule_words
from kneerehab.i18n import N_, _
from kneerehab.services.care import break_in, last_care, usual_side
from kneerehab.wording.labels import label
from kneerehab.wording.typed import RUN, WORN

_BY_THE_HOUR = (CareKind.BRACE, CareKind.TAPE, CareKind.INSOLES)
_WHOLE_BODY = (CareKind.WARM_UP, CareKind.COOL_DOWN)

_HINTS = {  # A5, D1, E4, E8, E9, E10, E11
    CareKind.REST: N_("A day or some hours without what bends and loads the sore knee."),
    CareKind.ELEVATION: N_("The knee a little higher than your heart."),
    CareKind.COMPRESSION: N_("A light wrap, not a tight one."),
    CareKind.BRACE: N_(
        "A matter of taste: some runners like a support with a hole for the kneecap. How much it helps is uncertain."
    ),
    CareKind.TAPE: N_("Usually tried together with a physio and with exercises, and only for some weeks."),
    CareKind.INSOLES: N_(
        "A few hours at first, then a little longer each day. Sport in them from day 10 of wear, or after a week of "
        "full days. No long run in new insoles."
    ),
    CareKind.WARM_UP: N_("5 to 10 min of easy moving before a run, then stretch."),
    CareKind.COOL_DOWN: N_("5 to 10 min of easy moving after a run, then stretch."),
}


class CareDialog(EntryDialog):
    """One entry of care; `record` is the one to change."""

    def __init__(
        self, workspace: Workspace, kind: CareKind, record: Care | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(workspace, label(kind), _(_HINTS[kind]), record, parent)
        self.kind = kind
        diary = workspace.diary
        affected = workspace.planner.settings(workspace.runner_id or "", workspace.day).affected
        side = record.side if record is not None else usual_side(diary, kind, affected)
        if kind in _WHOLE_BODY and record is None:
            side = None
        words = _("Which foot") if kind is CareKind.INSOLES else _("Which knee")
        self.side = SegmentedControl(
            words,
            [("left", _("Left")), ("right", _("Right")), ("both", _("Both"))],
            None if side is None else side.value,
            size="field",
            optional=True,
        )
        last = record or last_care(diary, kind)
        minutes = last.minutes if last is not None else None
        self._hours = kind in _BY_THE_HOUR
        self.length = SpanField(
            None if minutes is None else minutes / 60 if self._hours else minutes,
            kind=WORN if self._hours else RUN,
            minimum=0.1 if self._hours else 1,
            maximum=24 if self._hours else 1440,
            decimals=1 if self._hours else 0,
            step=0.5 if self._hours else 5,
        )
        self._shown = (self.length.text(), minutes)
        self.length_field = Field(_("Worn for") if self._hours else _("How long"), self.length)
        row = QHBoxLayout()
        row.setSpacing(theme.px(12))
        side_field = Field(words, self.side)
        row.addWidget(side_field, 3, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.length_field, 2, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(row)
        side_field.setVisible(kind not in _WHOLE_BODY or side is not None)  # nothing of a file is hidden
        self.begin()
        if kind is CareKind.INSOLES:
            self._say_schedule()
            self.day.changed.connect(lambda _day: self._say_schedule())
        self.length.changed.connect(lambda _value: self.length_field.set_error(None))
        self.first_field = self.length

    def _say_schedule(self) -> None:
        day = self.day.day() or self.workspace.today()
        state = break_in(self.workspace.diary, day)
        first = _("Day 1 of wear: up to {hours} h.").format(hours=3)
        lead = first if state is None else schedule_words(state)
        self.hint.setText(f"{lead} {_(_HINTS[CareKind.INSOLES])}")

    def _minutes(self) -> int | None:
        text, minutes = self._shown
        if self.length.text() == text:
            return minutes
        seconds = self.length.seconds()
        return None if seconds is None else round(seconds / 60)

    def state(self) -> tuple[object, ...]:
        return (self.side.value(), self.length.text())

    def problem(self) -> bool:
        problem = self.length.problem(whole=not self._hours)
        self.length_field.set_error(problem)
        if problem:
            self.length.setFocus(Qt.FocusReason.OtherFocusReason)
        return bool(problem)

    def record(self, at: datetime, note: str | None) -> Care:
        side = self.side.value()
        base = self._record or Care(id=new_id(), at=at, kind=self.kind)
        return replace(base, at=at, side=Side(side) if side else None, minutes=self._minutes(), note=note)
