"""Choosing files and folders with the dialogs of Qt or of the desktop, and what lies behind any dialog not of ours."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget
from shiboken6 import isValid

from kneerehab.gui.look.dialog import Dialog
from kneerehab.gui.look.dialog_parts import Scrim


@contextmanager
def shaded(parent: QWidget) -> Iterator[QWidget]:
    """Keep the window of `parent` from whoever could act on it, and hand it out as the parent of a dialog of Qt."""
    window = parent.window()
    opener = window.focusWidget()
    scrim = Scrim(window, lifted=isinstance(window, Dialog))
    try:
        yield window
    finally:
        if isValid(scrim):
            scrim.lift()
        _give_back_focus(opener)


def _give_back_focus(opener: QWidget | None) -> None:
    if opener is not None and isValid(opener):
        opener.setFocus(Qt.FocusReason.PopupFocusReason)


def shade_behind(dialog: QDialog, window: QWidget) -> None:
    """As `shaded`, for a dialog that is opened without waiting for it."""
    held = ExitStack()
    held.enter_context(shaded(window))
    dialog.finished.connect(lambda _result: held.close())


def file_to_write(parent: QWidget, title: str, name: str, kinds: str, kind: str = "") -> str:
    """Where to write a file that is to be called `name`; "" if the person thinks better of it."""
    with shaded(parent) as window:
        asked = window, title, name, kinds
        return (QFileDialog.getSaveFileName(*asked, kind) if kind else QFileDialog.getSaveFileName(*asked))[0]


def file_to_read(parent: QWidget, title: str, kinds: str) -> str:
    """One file; "" if the person thinks better of it."""
    with shaded(parent) as window:
        return QFileDialog.getOpenFileName(window, title, "", kinds)[0]


def files_to_read(parent: QWidget, title: str, kinds: str) -> list[str]:
    """As many files as the person wants."""
    with shaded(parent) as window:
        return QFileDialog.getOpenFileNames(window, title, "", kinds)[0]


def folder(parent: QWidget, title: str, before: str = "") -> str:
    """A folder; "" if the person thinks better of it."""
    with shaded(parent) as window:
        return QFileDialog.getExistingDirectory(window, title, before)
