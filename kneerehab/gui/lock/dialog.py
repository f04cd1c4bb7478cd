"""The lock of the whole diary: putting it on, another passphrase, taking it off."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from kneerehab.domain.errors import KneerehabError
from kneerehab.gui.forms.passphrase_dialog import attempt
from kneerehab.gui.look.button import Button
from kneerehab.gui.look.dialog import Dialog
from kneerehab.gui.look.passphrase import NewPassphrase, Passphrase
from kneerehab.gui.look.text import Label
from kneerehab.gui.shell.host import Host
from kneerehab.gui.shell.tasks import in_background
from kneerehab.gui.shell.workspace import Workspace
from kneerehab.i18n import _
from kneerehab.services.locking import SHORTEST_PASSPHRASE

INSTALL = 'python -m pip install "kneerehab[lock]"'


class LockDialog(Dialog):
    """Puts a lock on; after it was accepted, `wish` is the passphrase."""

    def __init__(self, *, possible: bool, parent: QWidget | None = None) -> None:
        """`possible` says whether the optional part is installed."""
        super().__init__(_("Lock the diary"), parent, save_text=_("Lock the diary") if possible else "", width=560)
        self.wish: str | None = None
        self.passphrase = new_passphrase()
        words = _(
            "The diaries of all runners, and the copies beside them, are encrypted with one passphrase. It is asked "
            "for at every start, so that a shared computer shows nothing without it. Files you export or hand over "
            "are not locked by this. Recordings of runs that were kept beside the diary are deleted."
        )
        self.body.addWidget(Label(words, wrap=True))
        if possible:
            self.body.addWidget(self.passphrase)
            self.first_field = self.passphrase.first.control
        else:
            self._explain()
        self.body.addStretch(1)

    def _explain(self) -> None:
        missing = _("This needs a part of kneerehab that is not installed here. This command installs it:")
        self.body.addWidget(Label(missing, wrap=True))
        command = Label(INSTALL, "body_strong", wrap=True)
        command.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.body.addWidget(command)

    # Dialog
    def save(self) -> bool:
        self.wish = self.passphrase.checked()
        return self.wish is not None


class ChangeLockDialog(Dialog):
    """For a locked diary: who knows its passphrase may change it or take the lock off; `wish` is the new
    passphrase, "" for no lock.
    """

    def __init__(self, verify: Callable[[str], None], parent: QWidget | None = None) -> None:
        """`verify` runs in the background; it raises WrongPassphrase for any but the present one."""
        super().__init__(_("The diary is locked"), parent, save_text=_("Change the passphrase"), width=560)
        self.wish: str | None = None
        self._verify = verify
        self.present = Passphrase(_("Present passphrase"))
        self.passphrase = new_passphrase(_("New passphrase"))
        self.off_button = Button(_("Take the lock off"), variant="quiet")
        words = _(
            "The diaries of all runners and their copies are encrypted. The passphrase is asked for at every start, "
            "after Lock now, and when nobody is there. Without the lock, whoever uses this computer can read them."
        )
        self.body.addWidget(Label(words, wrap=True))
        self.body.addWidget(self.present)
        self.body.addWidget(self.passphrase)
        self.body.addStretch(1)
        self.foot_left.addWidget(self.off_button)
        self.off_button.clicked.connect(lambda: self._ask(""))
        self.first_field = self.present.control

    def _ask(self, wish: str) -> None:
        """Let the wish come true if the present passphrase is right."""
        self._set_busy(True)
        work = partial(attempt, self._verify, self.present.control.text())
        in_background(self, work, partial(self._answered, wish), lambda: self._set_busy(False))

    def _answered(self, wish: str, found: tuple[None, KneerehabError | None]) -> None:
        self._set_busy(False)
        if found[1] is not None:
            self.present.reject(str(found[1]))
            return
        self.wish = wish
        self.accept()

    def _set_busy(self, busy: bool) -> None:
        for part in (self.save_button, self.off_button):
            part.setEnabled(not busy)

    # Dialog
    def save(self) -> bool:
        typed = self.passphrase.checked()
        if typed is not None:
            self._ask(typed)
        return False


def new_passphrase(caption: str = "") -> NewPassphrase:
    """The fields for a passphrase of the diary."""
    return NewPassphrase(
        _("Nobody can open the diary without it, not even we: please keep it in a safe place."),
        shortest=SHORTEST_PASSPHRASE,
        caption=caption,
    )


def ask_for_lock(host: Host, workspace: Workspace) -> None:
    """Put a lock on the diary, change its passphrase or take it off; that closes the diary and opens it again."""
    from kneerehab.services import locking

    database = workspace.diaries.database
    dialog: LockDialog | ChangeLockDialog
    if database.is_locked:
        dialog = ChangeLockDialog(partial(locking.verify, database.path), host.widget)
    else:
        dialog = LockDialog(possible=locking.lock_possible(), parent=host.widget)
    if dialog.exec() and dialog.wish is not None and host.may_leave():
        host.change_lock(dialog.wish)
