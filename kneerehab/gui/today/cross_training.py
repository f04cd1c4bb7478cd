"""Log cross-training, and change the warm-ups and cool-downs that were kept as cross-training with a fixed note.

Version 1 of the diary format had no kind for them; since version 2 they are care, and only older ones are found here.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from kneerehab.domain.activity import Activity
from kneerehab.domain.codes import ActivityKind, CrossKind, Knee
from kneerehab.domain.fields import KneeScores
from kneerehab.domain.record import new_id
from kneerehab.gui.forms.entry_dialog import EntryDialog
from kneerehab.gui.look import theme
from kneerehab.gui.look.amount_fields import SpanField
from kneerehab.gui.look.chip import ChipGroup
from kneerehab.gui.look.fields import Field
from kneerehab.gui.look.pain_scale import PainScale
from kneerehab.gui.look.text import Label
from kneerehab.gui.shell.workspace import Workspace
from kneerehab.gui.today.care_words import COOL_DOWN, WARM_UP
from kneerehab.i18n import _
from kneerehab.services.care import last_cross
from kneerehab.wording.labels import knee_name, label


def _easy_notes() -> tuple[str, ...]:
    return (WARM_UP, COOL_DOWN, _(WARM_UP), _(COOL_DOWN))


class CrossDialog(EntryDialog):
    """What was done, for how long, and the worst pain during it, which stays empty until it is answered."""

    def __init__(self, workspace: Workspace, record: Activity | None = None, parent: QWidget | None = None) -> None:
        hint = _("Swim, cycle, row: whatever does not hurt. Cross-training does not count as running in the plan.")
        super().__init__(workspace, label(ActivityKind.CROSS), hint, record, parent)
        last = record or last_cross(workspace.diary, without=_easy_notes())
        self.what = ChipGroup(_("What you did"), [(code.value, label(code)) for code in CrossKind], exclusive=True)
        self.what_field = Field(_("What you did"), self.what)
        self.minutes = _minutes_field(last)
        self._shown = (self.minutes.text(), last.seconds if last is not None else None)
        self.minutes_field = Field(_("How long"), self.minutes)
        if last is not None and last.cross_kind is not None:
            self.what.set_chosen([last.cross_kind.value])
        affected = workspace.planner.settings(workspace.runner_id or "", workspace.day).affected
        known = record.pain_during if record is not None else None
        asked = [knee for knee in Knee if knee in affected.knees or (known and known.of(knee) is not None)]
        self.scales = {
            knee: PainScale(
                _("{knee}, worst pain during").format(knee=knee_name(knee)),
                cell_height=34,
                value=known.of(knee) if known else None,
            )
            for knee in asked
        }
        self.body.addWidget(self.what_field)
        self.body.addWidget(self.minutes_field, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addLayout(self._pain())
        self.begin()
        self.what.changed.connect(lambda _keys: self.what_field.set_error(None))
        self.minutes.changed.connect(lambda _value: self.minutes_field.set_error(None))
        self.first_field = next((chip for chip in self.what.chips.values() if chip.isChecked()), None)

    def _pain(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(theme.px(6))
        column.addWidget(Label(_("Worst pain during, if you like"), "small", "muted"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.px(12))
        grid.setVerticalSpacing(theme.px(8))
        grid.setColumnStretch(1, 1)
        for row, (knee, scale) in enumerate(self.scales.items()):
            grid.addWidget(Label(knee_name(knee)), row, 0)
            grid.addWidget(scale, row, 1)
        column.addLayout(grid)
        return column

    def state(self) -> tuple[object, ...]:
        return (self.what.chosen(), self.minutes.text(), *(scale.value for scale in self.scales.values()))

    def problem(self) -> bool:
        missing = None if self.what.chosen() else _("Please choose what you did.")
        self.what_field.set_error(missing)
        unclear = self.minutes.problem()
        self.minutes_field.set_error(unclear)
        if missing:
            next(iter(self.what.chips.values())).setFocus(Qt.FocusReason.OtherFocusReason)
        elif unclear:
            self.minutes.setFocus(Qt.FocusReason.OtherFocusReason)
        return bool(missing or unclear)

    def record(self, at: datetime, note: str | None) -> Activity:
        known = (self._record.pain_during if self._record else None) or KneeScores()
        pain = replace(known, **{knee.value: scale.value for knee, scale in self.scales.items()})
        base = self._record or Activity(id=new_id(), at=at, kind=ActivityKind.CROSS)
        return replace(
            base,
            at=at,
            cross_kind=CrossKind(self.what.chosen()[0]),
            seconds=_seconds(self.minutes, self._shown),
            pain_during=pain if pain.known() else None,
            note=note,
        )


class EasyPartDialog(EntryDialog):
    """A warm-up or a cool-down from before version 2: how long."""

    def __init__(self, workspace: Workspace, part: str, record: Activity, parent: QWidget | None = None) -> None:
        """`part` is `WARM_UP` or `COOL_DOWN`."""
        before = _("5 to 10 min of easy moving before a run, then stretch.")  # E11
        after = _("5 to 10 min of easy moving after a run, then stretch.")
        kept = _("Kept as cross-training with this note, so it never counts as part of a run or a walk.")
        super().__init__(workspace, _(part), f"{before if part == WARM_UP else after} {kept}", record, parent)
        self.minutes = _minutes_field(record)
        self._shown = (self.minutes.text(), record.seconds)
        self.minutes_field = Field(_("How long"), self.minutes)
        self.body.addWidget(self.minutes_field, 0, Qt.AlignmentFlag.AlignLeft)
        self.begin(note=False)
        self.minutes.changed.connect(lambda _value: self.minutes_field.set_error(None))
        self.first_field = self.minutes

    def state(self) -> tuple[object, ...]:
        return (self.minutes.text(),)

    def problem(self) -> bool:
        problem = self.minutes.problem()
        self.minutes_field.set_error(problem)
        if problem:
            self.minutes.setFocus(Qt.FocusReason.OtherFocusReason)
        return bool(problem)

    def record(self, at: datetime, note: str | None) -> Activity:
        assert isinstance(self._record, Activity)
        return replace(self._record, at=at, seconds=_seconds(self.minutes, self._shown))


def _minutes_field(last: Activity | None) -> SpanField:
    seconds = last.seconds if last is not None else None
    value = None if seconds is None else seconds / 60
    return SpanField(value, minimum=1, maximum=1440, step=5)


def _seconds(field: SpanField, shown: tuple[str, int | None]) -> int | None:
    """The exact seconds while the field still shows them, else what was typed."""
    return shown[1] if field.text() == shown[0] else field.seconds()
