"""Asks for the passphrase of a locked file until it opens, or the person gives up."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from kneerehab.domain.errors import KneerehabError, WrongPassphrase
from kneerehab.gui.look.dialog import Dialog
from kneerehab.gui.look.passphrase import Passphrase
from kneerehab.gui.look.text import Label
from kneerehab.gui.shell.tasks import in_background
from kneerehab.i18n import _


class PassphraseDialog(Dialog):
    """After it was accepted, `opened` is what `open_with(passphrase)` gave, or `fault` what else is wrong."""

    def __init__(self, title: str, file: str, open_with: Callable[[str], Any], parent: QWidget | None = None) -> None:
        """`open_with` runs in the background; it raises WrongPassphrase, or another KneerehabError to stop."""
        super().__init__(title, parent, save_text=_("Open"), width=480)
        self.opened: Any = None
        self.fault: KneerehabError | None = None
        self._open_with = open_with
        self.field = Passphrase()
        self.passphrase = self.field.control
        name = Label(file, wrap=True)
        name.setTextFormat(Qt.TextFormat.PlainText)
        self.body.addWidget(name)
        self.body.addWidget(self.field)
        self.passphrase.returnPressed.connect(self.try_save)
        self.first_field = self.passphrase

    def _tried(self, found: tuple[Any, KneerehabError | None]) -> None:
        self._set_busy(False)
        self.opened, self.fault = found
        if isinstance(self.fault, WrongPassphrase):
            self.field.reject(str(self.fault))
        else:
            self.accept()

    def _set_busy(self, busy: bool) -> None:
        self.save_button.setEnabled(not busy)
        self.passphrase.setReadOnly(busy)

    # Dialog
    def save(self) -> bool:
        self._set_busy(True)
        work = partial(attempt, self._open_with, self.passphrase.text())
        in_background(self, work, self._tried, lambda: self._set_busy(False))
        return False


def attempt(open_with: Callable[[str], Any], passphrase: str) -> tuple[Any, KneerehabError | None]:
    """What a passphrase opens, or what is wrong; passphrases are slow on purpose, so this runs in the background."""
    try:
        return open_with(passphrase), None
    except KneerehabError as fault:
        return None, fault
