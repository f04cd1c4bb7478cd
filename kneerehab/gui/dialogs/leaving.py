"""The one question before something typed would be lost."""

from __future__ import annotations

from PySide6.QtWidgets import QMessageBox, QWidget

from kneerehab.i18n import _


def may_leave(parent: QWidget) -> bool:
    """Ask whether to leave without saving; staying is the default."""
    asked = QMessageBox(parent)
    asked.setWindowTitle(_("Not saved yet"))
    asked.setText(_("Leave without saving?"))
    asked.setInformativeText(_("What you changed here would be lost."))
    stay = asked.addButton(_("Keep editing"), QMessageBox.ButtonRole.RejectRole)
    leave = asked.addButton(_("Leave"), QMessageBox.ButtonRole.DestructiveRole)
    asked.setDefaultButton(stay)
    asked.setEscapeButton(stay)
    asked.exec()
    return asked.clickedButton() is leave
