"""The last resort: a fault that no one expected is logged without anybody's data and shown with a report to copy."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget

from kneerehab import __version__
from kneerehab.domain.errors import DamagedDatabase
from kneerehab.gui.shell import clipboard
from kneerehab.i18n import _


def install(log_file: Path, window: QWidget, give_up: Callable[[DamagedDatabase], None] | None = None) -> None:
    """Send unexpected faults to the log and to a dialog; the program goes on, what was saved stays saved.

    A diary that turns out to be damaged while it is open goes to `give_up`.
    """

    def handle(kind: type[BaseException], fault: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        if give_up is not None and isinstance(fault, DamagedDatabase):
            # Not from within the slot that failed: its page is about to go.
            QTimer.singleShot(0, lambda: give_up(fault))
            return
        from kneerehab.gui.shell import fault_log

        report = fault_report(kind, fault, trace)
        fault_log.write(log_file, report)
        show_report(window, report)

    sys.excepthook = handle


def fault_report(kind: type[BaseException], fault: BaseException, trace: TracebackType | None) -> str:
    """Where the program failed: versions, the fault's kind and the lines of code, never the values in them."""
    import platform
    import traceback

    frames = [f"  {Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(trace)]
    head = f"kneerehab {__version__}, Python {platform.python_version()}, {platform.system()}"
    return "\n".join([head, f"{kind.__module__}.{kind.__qualname__}", *frames])


def show_report(window: QWidget, report: str) -> None:
    """A dialog that says what happened and offers the report to copy."""
    from PySide6.QtWidgets import QMessageBox

    from kneerehab.gui.look.choosing import shade_behind

    box = QMessageBox(window)
    box.setIcon(QMessageBox.Icon.Warning)
    box.setWindowTitle(_("Something went wrong"))
    box.setText(_("Something went wrong in the program. What was saved stays saved."))
    box.setInformativeText(_("You can go on. The report holds no names, notes or scores; please send it to us."))
    box.setDetailedText(report)
    copy = box.addButton(_("Copy report"), QMessageBox.ButtonRole.ActionRole)
    copy.clicked.connect(lambda: clipboard.copy_for_good(report))
    box.addButton(QMessageBox.StandardButton.Close)
    shade_behind(box, window)
    box.open()
