"""A question before something is lost, in the program's own look; the careful answer is the one at hand."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from kneerehab.gui.look.dialog import Dialog
from kneerehab.gui.look.text import Label
from kneerehab.i18n import _


class Question(Dialog):
    """Accepted if the person goes on. Esc, Enter and closing stay."""

    def __init__(self, parent: QWidget, title: str, text: str, *, stay: str, go: str, grave: bool = True) -> None:
        super().__init__(title, parent, save_text=go, cancel_text=stay, width=480)
        self.text = Label(text, wrap=True)
        self.body.addWidget(self.text)
        self.setAccessibleDescription(text)
        self.cancel_button.setAccessibleDescription(text)  # read with the button, which gets the focus
        self.cancel_button.set_key("")
        self.save_button.set_key("")
        self.save_button.set_icon_name("")
        self.save_button.set_variant("danger" if grave else "soft")
        self.first_field = self.cancel_button

    def try_save(self) -> None:
        """Only the button itself goes on, not Ctrl+Enter, which may still be meant for the form below."""
        if self.sender() is self.save_button:
            self.accept()


def ask(parent: QWidget, title: str, text: str, *, stay: str, go: str, grave: bool = True) -> bool:
    """Whether the person answers `go`; `grave` if something would be lost by it."""
    return bool(Question(parent, title, text, stay=stay, go=go, grave=grave).exec())


def confirm_discard(parent: QWidget) -> bool:
    """Ask whether to leave without saving; staying is the default."""
    return ask(
        parent,
        _("Leave without saving?"),
        _("What you changed here would be lost."),
        stay=_("Keep editing"),
        go=_("Leave"),
    )
