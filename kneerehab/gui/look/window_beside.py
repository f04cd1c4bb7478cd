"""A window of its own beside the main one, for others to look at: Esc and F11 close it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from kneerehab.gui.look.button import Button
from kneerehab.i18n import _


class WindowBeside(QWidget):
    """Gone once it is closed, when the window below has the keys again; place `close_button`."""

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.close_button = Button(_("Close"), key="Esc", variant="quiet")
        self.close_button.clicked.connect(self.close)
        QShortcut(QKeySequence("F11"), self).activated.connect(self.close)

    # Qt
    def sizeHint(self) -> QSize:
        return QSize(1280, 800)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        if (below := self.parentWidget()) is not None:
            below.activateWindow()
