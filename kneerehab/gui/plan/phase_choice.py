"""Where the plan shall stand: a phase, with the step of the ladder or the week that belongs to it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kneerehab.domain.codes import OverridePhase, Units
from kneerehab.domain.fields import Amount
from kneerehab.gui.look import theme
from kneerehab.gui.look.fields import Field
from kneerehab.gui.look.segmented import SegmentedControl
from kneerehab.gui.plan.week_amount import WeekAmount
from kneerehab.i18n import _
from kneerehab.wording.labels import label

_WEEKLY = (OverridePhase.BUILD, OverridePhase.MAINTAIN)


class PhaseChoice(QWidget):
    """`changed` after every choice; `question` stands above the phases."""

    changed = Signal()

    def __init__(self, question: str, units: Units, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.phase = SegmentedControl(question, [(phase.value, label(phase)) for phase in OverridePhase], size="field")
        rungs = [(str(rung), str(rung)) for rung in range(1, 7)]
        self.rung = SegmentedControl(_("Walk–run step"), rungs, "1", size="field")
        self.rung_field = Field(_("Walk–run step"), self.rung)
        self.week = WeekAmount(units, name=_("Week"))
        self.week_field = Field(_("Distance and minutes a week"), self.week)
        self.week_field.set_hint(_("Empty: the plan's own week. At least 3 km and 30 min."))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(12))
        for part in (Field(question, self.phase), self.rung_field, self.week_field):
            column.addWidget(part)
        self.phase.changed.connect(lambda _phase: self._changed())
        self.rung.changed.connect(lambda _rung: self._changed())
        self.week.changed.connect(self._changed)

    def fill(self, phase: OverridePhase, rung: int | None, week: Amount | None) -> None:
        """Show a choice, silently."""
        self.phase.set_value(phase.value)
        self.rung.set_value(str(rung or 1))
        if week is not None:
            self.week.set_amount(week)
        self._arrange()

    def chosen(self) -> tuple[OverridePhase, int | None, Amount | None]:
        """Phase, and the step or the week where they belong to it."""
        phase = OverridePhase(self.phase.value() or "CALM")
        rung = int(self.rung.value() or 1) if phase is OverridePhase.RUNWALK else None
        return phase, rung, self.week.amount() if phase in _WEEKLY else None

    def state(self) -> tuple[object, ...]:
        """Everything that can be typed or chosen."""
        return self.phase.value(), self.rung.value(), self.week.texts()

    def check(self) -> bool:
        """Whether the week can be taken; if not it says so and has the focus."""
        if self.week_field.isHidden() or self.week.check():
            return True
        self.week.distance.setFocus()
        return False

    def _changed(self) -> None:
        self._arrange()
        self.changed.emit()

    def _arrange(self) -> None:
        phase = OverridePhase(self.phase.value() or "CALM")
        self.rung_field.setVisible(phase is OverridePhase.RUNWALK)
        self.week_field.setVisible(phase in _WEEKLY)
