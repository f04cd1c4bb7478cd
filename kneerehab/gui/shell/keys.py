"""The list of all keys."""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout, QWidget

from kneerehab.gui.look import theme
from kneerehab.gui.look.dialog import Dialog
from kneerehab.gui.look.habits import key_words
from kneerehab.gui.look.text import Label
from kneerehab.gui.shell.command import Letter
from kneerehab.i18n import N_, _

_KEYS = (
    ("Ctrl+1 … Ctrl+6, Ctrl+,", N_("Today, Plan, Exercises, Progress, Diary, Learn; Settings")),
    ("Ctrl+0", N_("Caseload")),
    ("Ctrl+L", N_("Quick entry: a run, pain, ice, exercises or a medicine in one line")),
    ("Ctrl+K", N_("Runners")),
    ("Ctrl+Shift+L", N_("Lock now, where the diary has a passphrase")),
    (f"Alt+Left, Alt+Right, {Letter.TODAY}", N_("Day before, day after (in the Diary: month), back to today")),
    (f"{Letter.PAIN}, {Letter.MORE}", N_("Pain scale of the left knee; open or close More")),
    (Letter.SIGNS, N_("Warning signs")),
    ("0–9, 1 0", N_("Set the pain in the focused scale; above 0 “And now?” follows; Delete clears it")),
    ("Shift+0–9", N_("Set only the pain now")),
    (f"{Letter.EXERCISES}, Space", N_("Mark all exercises done; tick the focused box")),
    (f"{Letter.ICE}, {Letter.ICE_DONE}", N_("Start or pause the ice timer; log ice already done")),
    (f"{Letter.RUN}, {Letter.WALK}, {Letter.GUIDED}", N_("Log a run, log a walk, guided session")),
    ("N", N_("In the Diary: new entry")),
    ("Right, Left, F2, Del", N_("In the Diary: open or close a day; edit or delete an entry")),
    ("Space, A, S, F, Enter", N_("In a session: pause or go on, again, skip, finish; count a repeat")),
    ("Ctrl+Enter, Esc", N_("Save and close a dialog; close or leave")),
    ("Ctrl+Shift+Enter", N_("In a new run or walk: nothing hurt, save it")),
    ("0", N_("On Today: no pain an hour after the run, while that is asked")),
    ("Ctrl+Z, Ctrl+Shift+Z", N_("Undo, redo")),
    ("Ctrl+F", N_("Search")),
    ("F6, Shift+F6", N_("Next, previous part of the page")),
    ("F11, Esc", N_("Presenter: this runner on the whole screen; back")),
    ("F1", N_("This list")),
)


class KeysDialog(Dialog):
    """Two columns: keys, and what they do."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Keys"), parent, width=620)
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.px(20))
        grid.setVerticalSpacing(theme.px(8))
        for row, (keys, text) in enumerate(_KEYS):
            grid.addWidget(Label(key_words(keys), "body_strong"), row, 0)
            grid.addWidget(Label(_(text), wrap=True), row, 1)
        grid.setColumnStretch(1, 1)
        self.body.addLayout(grid)
