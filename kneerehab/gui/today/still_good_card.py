"""What is still good on a day whose run is done: the exercises that are left, and ice. Nothing has to be done."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kneerehab.gui.look import theme
from kneerehab.gui.look.badge import Disc
from kneerehab.gui.look.button import Button
from kneerehab.gui.look.card import Card
from kneerehab.gui.look.flow import FlowLayout, follow_width
from kneerehab.gui.look.row import side_by_side
from kneerehab.gui.look.text import Divider, Label
from kneerehab.gui.shell.command import Letter
from kneerehab.gui.shell.workspace import Workspace
from kneerehab.i18n import _, ngettext, pgettext
from kneerehab.services.icing import DAY_GOAL
from kneerehab.services.today import DayView


class StillGoodCard(Card):
    """Two lines that open what they name; exercises can be marked done here too."""

    all_wanted = Signal()
    guided_wanted = Signal()
    ice_wanted = Signal()

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(_("Still good today"), _("nothing has to be done"), parent)
        self.workspace = workspace
        self.exercises, self.exercise_count = Label("", "body_strong"), Label("", "small", "muted")
        self.all_done = Button(_("All done"), variant="quiet", icon="check", key=Letter.EXERCISES, size="small")
        self.all_done.setAccessibleName(_("Mark all done"))
        self.start = Button(pgettext("button", "Start"), variant="soft", icon="play", key=Letter.GUIDED)
        self.start.setAccessibleName(_("Start guided session"))
        self.ice, self.ice_hint = Label("", "body_strong"), Label("", "small", "muted", wrap=True)
        self.open_ice = Button(_("Ice"), key=Letter.ICE)
        self.open_ice.setAccessibleName(_("Open the ice timer"))
        self.divider = Divider()
        self._exercise_row = _row("exercises", self.exercises, self.exercise_count, self.all_done, self.start)
        self.body.addWidget(self._exercise_row)
        self.body.addWidget(self.divider)
        self.body.addWidget(_row("ice", self.ice, self.ice_hint, self.open_ice))
        self.body.addStretch(1)
        self.all_done.clicked.connect(self.all_wanted)
        self.start.clicked.connect(self.guided_wanted)
        self.open_ice.clicked.connect(self.ice_wanted)

    def show_day(self, view: DayView) -> None:
        """Say what is left of the exercises, and how often the knee was iced."""
        due = [item for item in view.exercises if item.due or item.done]
        left = [item for item in due if not item.complete]
        self.exercises.setText(
            ngettext("{n} exercise left", "{n} exercises left", len(left)).format(n=len(left))
            if left
            else _("Exercises done")
        )
        self.exercise_count.setText(_("{done} of {count} done").format(done=len(due) - len(left), count=len(due)))
        self._exercise_row.setVisible(bool(due))
        self.divider.setVisible(bool(due))
        self.all_done.setVisible(bool(left))
        self.start.setVisible(bool(left))
        self.ice.setText(_("Ice, {n} of {goal}").format(n=len(view.icing), goal=DAY_GOAL))
        self.ice_hint.setText(_("A cloth between ice and skin."))


def _row(icon: str, name: Label, text: Label, *buttons: Button) -> QWidget:
    """What there is to do, and its buttons beside it, or below where large text leaves no room."""
    row, what = QWidget(), QWidget()
    words = QVBoxLayout()
    words.setSpacing(theme.px(2))
    words.addWidget(name)
    words.addWidget(text)
    line = QHBoxLayout(what)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(theme.px(8))
    line.addWidget(Disc(icon))
    line.addLayout(words, 1)
    flow = FlowLayout(row, spacing=theme.px(8), line_spacing=theme.px(6), grows=what, least=theme.px(150))
    flow.addWidget(what)
    flow.addWidget(side_by_side(*buttons, gap=8))
    follow_width(row)
    return row
