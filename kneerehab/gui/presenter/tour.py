"""The words for a demo of five minutes: what to open, what to say, in what order."""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout, QWidget

from kneerehab.gui.chart.drawn import get_ready
from kneerehab.gui.look import theme
from kneerehab.gui.look.button import Button
from kneerehab.gui.look.dialog import Dialog
from kneerehab.gui.look.text import Label
from kneerehab.gui.shell.command import Command
from kneerehab.gui.shell.host import request
from kneerehab.i18n import N_, _

STEPS = (
    (30, N_("On Today stands one question: may Nora run today? Until she says how her knees are, the plan waits.")),
    (
        60,
        N_("Press P, 0, Tab, 0: no pain in either knee. The answer comes with limit and reasons. Then try 4."),
    ),
    (60, N_("On Plan, show the five phases, and the weeks with what was run and what the plan allowed.")),
    (60, N_("On Progress, find the flare-up in the pain chart. Show how the runs began again after it.")),
    (30, N_("On Exercises, open one: two drawings, the dose, and an easier way.")),
    (30, N_("Press F11 to show it all to the room. Esc leads back.")),
    (30, N_("Show the home programme (on Exercises) and the report (on Progress): both come out of the same diary.")),
)
"""Seconds, and what to do; together five minutes."""


class TourDialog(Dialog):
    """The steps with their times, and a button that opens the demo runner."""

    def __init__(self, parent: QWidget | None = None, *, demo: bool) -> None:
        """`demo` is whether the demo runner is open already."""
        super().__init__(_("A five-minute demo"), parent, width=640)
        words = _("For a class, a talk or a first look. The demo runner is thrown away when it is left.")
        self.body.addWidget(Label(words, "body", "muted", wrap=True))
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.px(20))
        grid.setVerticalSpacing(theme.px(12))
        for row, (seconds, text) in enumerate(STEPS):
            grid.addWidget(Label(_("{n} s").format(n=seconds), "body_strong"), row, 0)
            grid.addWidget(Label(_(text), wrap=True), row, 1)
        grid.setColumnStretch(1, 1)
        self.body.addLayout(grid)
        self.body.addStretch(1)
        self.demo_button = Button(_("Demo runner"), icon="play")
        self.foot_left.addWidget(self.demo_button)
        self.demo_button.setVisible(not demo)
        self.demo_button.clicked.connect(self._open_demo)
        get_ready(self)

    def _open_demo(self) -> None:
        request(self, Command.DEMO)
        self.accept()
