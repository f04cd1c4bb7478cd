"""The lock of the whole diary: putting it on, another passphrase, taking it off."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from kneerehab.gui.controls.button import Button
from kneerehab.gui.controls.dialog import Dialog
from kneerehab.gui.controls.passphrase import NewPassphrase
from kneerehab.gui.controls.text import Heading, Label
from kneerehab.i18n import _
from kneerehab.services.locking import SHORTEST_PASSPHRASE

INSTALL = 'python -m pip install "kneerehab[lock]"'


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to become of the lock: this passphrase, or none."""

    passphrase: str | None


class LockDialog(Dialog):
    """After it was accepted, `wish` is what is wanted; `possible` says whether the optional part is installed."""

    def __init__(self, *, locked: bool, possible: bool, parent: QWidget | None = None) -> None:
        title = _("The diary is locked") if locked else _("Lock the diary")
        save = _("Change the passphrase") if locked else _("Lock the diary")
        super().__init__(title, parent, save_text=save if possible else "", width=560)
        self.wish: Wish | None = None
        self.passphrase = NewPassphrase(
            _("Nobody can open the diary without it, not even we: please keep it in a safe place."),
            shortest=SHORTEST_PASSPHRASE,
        )
        self.off_button = Button(_("Take the lock off"), variant="quiet")
        self._build_lock(locked=locked, possible=possible)
        self.off_button.clicked.connect(self.take_off)
        self.first_field = self.passphrase.first.control

    def _build_lock(self, *, locked: bool, possible: bool) -> None:
        if locked:
            words = _(
                "The diaries of all runners and their copies are encrypted. The passphrase is asked for at every start "
                "and after Lock now."
            )
        else:
            words = _(
                "The diaries of all runners, and the copies beside them, are encrypted with one passphrase. It is "
                "asked for at every start, so that a shared computer shows nothing without it. Files you export or "
                "hand over are not locked by this."
            )
        self.body.addWidget(Label(words, wrap=True))
        if not possible:
            missing = _("This needs a part of kneerehab that is not installed here. This command installs it:")
            self.body.addWidget(Label(missing, wrap=True))
            command = Label(INSTALL, "body_strong", wrap=True)
            command.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
            self.body.addWidget(command)
            self.body.addStretch(1)
            self.off_button.hide()
            return
        if locked:
            self.body.addWidget(Heading(_("Another passphrase"), "body_strong"))
        self.body.addWidget(self.passphrase)
        self.body.addStretch(1)
        self.off_button.setVisible(locked)
        self.foot_left.addWidget(self.off_button)

    # slots
    def take_off(self) -> None:
        """Let whoever uses this computer read the diaries again."""
        self.wish = Wish(None)
        self.accept()

    # Dialog
    def save(self) -> bool:
        typed = self.passphrase.checked()
        if typed is None:
            return False
        self.wish = Wish(typed)
        return True
