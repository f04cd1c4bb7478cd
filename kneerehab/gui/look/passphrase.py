"""Passphrases: one to open something with, and a new one that is typed twice."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from kneerehab.gui.look import theme
from kneerehab.gui.look.fields import Field, TextField
from kneerehab.gui.look.text import Label
from kneerehab.gui.look.toggle import CheckBox
from kneerehab.i18n import _


class Passphrase(Field):
    """A field that hides what is typed; `control` is its line. An error goes as soon as something else is typed."""

    def __init__(self, caption: str = "", *, name: str = "") -> None:
        caption = caption or _("Passphrase")
        line = TextField(name=name or caption)
        line.setEchoMode(QLineEdit.EchoMode.Password)
        super().__init__(caption, line)
        self.control: TextField = line
        self.control.textChanged.connect(lambda _text: self.set_error(None))

    def reject(self, words: str) -> None:
        """Say what is wrong, with everything selected so that it can be typed anew."""
        self.set_error(words)
        self.control.setFocus()
        self.control.selectAll()


class NewPassphrase(QWidget):
    """Two fields that must agree, and a box to see what is typed."""

    def __init__(self, warning: str, *, shortest: int, caption: str = "") -> None:
        """`warning` says what happens without the passphrase; `shortest` is in characters."""
        super().__init__()
        self._shortest = shortest
        self.first = Passphrase(caption)
        self.again = Passphrase(_("Once more"), name=_("Passphrase once more"))
        self.shown = CheckBox(_("Show what I type"))
        self.shown.toggled.connect(self._show_typed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(12))
        for part in (self.first, self.again, self.shown):
            part.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
            column.addWidget(part)
        words = _("Four or five words that don’t belong together are good.")
        column.addWidget(Label(f"{words} {warning}", "small", "muted", wrap=True))

    def checked(self) -> str | None:
        """The passphrase; None while it is not right yet, which is said beside it."""
        typed = self.first.control.text()
        if len(typed) < self._shortest:
            self.first.reject(_("Please take at least {n} characters.").format(n=self._shortest))
            return None
        if typed != self.again.control.text():
            self.again.reject(_("The two are not the same."))
            return None
        return typed

    def _show_typed(self, on: bool) -> None:
        echo = QLineEdit.EchoMode.Normal if on else QLineEdit.EchoMode.Password
        for field in (self.first, self.again):
            field.control.setEchoMode(echo)
