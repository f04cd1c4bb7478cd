"""Shown instead of the pages while the diary is locked: asks for its passphrase and shows nothing else."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from kneerehab.domain.errors import KneerehabError, WrongPassphrase
from kneerehab.gui.forms.passphrase_dialog import attempt
from kneerehab.gui.look import theme
from kneerehab.gui.look.button import Button
from kneerehab.gui.look.flow import FlowLayout
from kneerehab.gui.look.passphrase import Passphrase
from kneerehab.gui.look.text import Label
from kneerehab.gui.shell.card_page import CardPage
from kneerehab.gui.shell.tasks import in_background
from kneerehab.gui.shell.trouble import choose_copy
from kneerehab.i18n import _


class UnlockPage(CardPage):
    """`unlock` runs in the background and raises what is wrong; then `opened` brings the window to life.

    `failed` gets anything but a wrong passphrase; `restore` gets the path of a copy to bring back, where that
    may be offered. `chosen` is the person's own folder for second copies.
    """

    def __init__(
        self,
        file: Path,
        unlock: Callable[[str], None],
        opened: Callable[[], None],
        failed: Callable[[KneerehabError], None],
        restore: Callable[[Path], None] | None = None,
        chosen: str | None = None,
        quit_program: Callable[[], object] = QApplication.quit,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(_("The diary is locked"), parent=parent)
        self.setObjectName("unlock")
        self._file = file
        self._unlock = unlock
        self._opened = opened
        self._failed = failed
        self._restore = restore
        self._chosen = chosen
        self._quit = quit_program
        self.field = Passphrase()
        self.open_button = Button(_("Open the diary"), variant="primary", icon="check")
        self.others_button = Button(_("Other copies…"), variant="quiet")
        self.quit_button = Button(_("Close the program"))
        self._build()
        self._connect()

    def _build(self) -> None:
        self.card.body.addWidget(self.field)
        row = FlowLayout(spacing=theme.px(8))
        row.addWidget(self.open_button)
        row.addWidget(self.quit_button)
        self.card.body.addLayout(row)
        self.setFocusProxy(self.field.control)
        if self._restore is None:
            return
        words = _(
            "Without the passphrase nobody can open it. If it is lost, a copy that is not locked can be brought back; "
            "the locked diary is then put aside."
        )
        self.card.body.addWidget(Label(words, "small", "muted", wrap=True))
        self.card.body.addWidget(self.others_button, 0, Qt.AlignmentFlag.AlignLeft)

    def _connect(self) -> None:
        self.field.control.returnPressed.connect(self.try_open)
        self.open_button.clicked.connect(self.try_open)
        self.others_button.clicked.connect(self._ask_other)
        self.quit_button.clicked.connect(lambda: self._quit())

    # slots
    def try_open(self) -> None:
        """Open the diary with what was typed."""
        if not self.open_button.isEnabled():
            return
        self._set_busy(True)
        work = partial(attempt, self._unlock, self.field.control.text())
        in_background(self, work, self._tried, lambda: self._set_busy(False))

    def _tried(self, found: tuple[None, KneerehabError | None]) -> None:
        self._set_busy(False)
        fault = found[1]
        if fault is None:
            self._opened()
        elif isinstance(fault, WrongPassphrase):
            self.field.reject(str(fault))
        else:
            self._failed(fault)

    def _set_busy(self, busy: bool) -> None:
        for part in (self.open_button, self.others_button):
            part.setEnabled(not busy)
        self.field.control.setReadOnly(busy)

    def _ask_other(self) -> None:
        if self._restore is not None and (copy := choose_copy(self._file, self._chosen, self)) is not None:
            self._restore(copy)
