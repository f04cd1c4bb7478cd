"""Exercises after a red run: they rest today, and the gentle ones stand there as pictures, without ticks."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from kneerehab import library
from kneerehab.domain.codes import ExerciseKind
from kneerehab.gui.look import theme
from kneerehab.gui.look.card import Card
from kneerehab.gui.look.exercise_picture import ExercisePicture
from kneerehab.gui.look.row import empty
from kneerehab.gui.look.text import Label
from kneerehab.gui.shell.workspace import Workspace
from kneerehab.i18n import _
from kneerehab.services.today import DayView, ExerciseDue
from kneerehab.wording.session import dose_each

_GENTLE = (ExerciseKind.STRETCH, ExerciseKind.ROLL, ExerciseKind.MOBILITY)
_MOST = 3


class GentleCard(Card):
    """At most three of the runner's own stretches and rolls; the card says how many rest."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(_("Exercises rest today"), "", parent)
        self.workspace = workspace
        self.hint = Label("", "small", "muted", wrap=True)
        self.row = QHBoxLayout()
        self.row.setSpacing(theme.px(8))
        self.body.addWidget(self.hint)
        self.body.addLayout(self.row)
        self.body.addStretch(1)

    def show_day(self, view: DayView) -> None:
        """Show the gentle exercises of the plan."""
        gentle = [item for item in view.exercises if self._kind(item) in _GENTLE][:_MOST]
        self.hint.setText(
            _("Tonight, only if it feels good: the gentle ones.")
            if gentle
            else _("Strength waits until the knee has settled.")
        )
        empty(self.row)
        for item in gentle:
            self.row.addWidget(_picture(item))
        self.row.addStretch(1)

    def show_pictures(self, shown: bool) -> None:
        """With their pictures, or by name alone where room is short."""
        for picture in self.findChildren(ExercisePicture):
            picture.setVisible(shown)

    def _kind(self, item: ExerciseDue) -> ExerciseKind | None:
        slug = item.prescription.exercise
        shipped = library.find(slug)
        if shipped is not None:
            return shipped.kind
        return next((own.kind for own in self.workspace.diary.exercises if own.id == slug), None)


def _picture(item: ExerciseDue) -> QWidget:
    box = QFrame()
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(theme.px(4))
    column.addWidget(ExercisePicture(item.prescription.exercise, 100, 64), 0, Qt.AlignmentFlag.AlignHCenter)
    name = Label(item.name, "small_strong", wrap=True)
    dose = Label(dose_each(item.prescription, per_leg=item.per_leg), "small", "muted", wrap=True)
    for part in (name, dose):
        part.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(part)
    column.addStretch(1)
    return box
