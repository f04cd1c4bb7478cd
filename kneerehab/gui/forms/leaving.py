"""The one question before something typed would be lost."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from kneerehab.gui.look.question import ask
from kneerehab.i18n import _


def may_leave(parent: QWidget) -> bool:
    """Ask whether to leave without saving; staying is the default."""
    return ask(
        parent,
        _("Leave without saving?"),
        _("What you changed here would be lost."),
        stay=_("Keep editing"),
        go=_("Leave"),
    )
