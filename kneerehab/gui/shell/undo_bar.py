"""The bar below the page that says what was done and offers to undo it, or to do it again."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QEvent, QRectF, Qt, QTimer, Signal, SignalInstance
from PySide6.QtGui import QEnterEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QStackedWidget, QWidget

from kneerehab.gui.look import accessible, theme
from kneerehab.gui.look.button import Button, IconButton
from kneerehab.gui.look.shapes import rounded
from kneerehab.gui.look.text import Icon, Label
from kneerehab.i18n import _

STAYS_MS = 10_000
_MARGIN, _ABOVE, _BELOW = 20, 4, 12


class UndoBar(QFrame):
    """Shows 10 s, longer while hovered or focused, and never takes the focus.

    It has a place of its own below `pages`, so that it covers nothing, and is seen with the page of the change alone.
    """

    undo_requested = Signal()
    redo_requested = Signal()
    closed = Signal()

    def __init__(self, pages: QStackedWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pages = pages
        self._page: QWidget | None = None
        self._icon = Icon("check", "on_bar", 18)
        self._words = Label("", "body", "on_bar", wrap=True, rich=True)
        self._undo = Button(_("Undo"), variant="bar", icon="undo", key="Ctrl+Z", size="compact")
        self._redo = Button(_("Redo"), variant="bar", icon="redo", key="Ctrl+Shift+Z", size="compact")
        self._close = IconButton("close", _("Close"), variant="bar-plain", size="compact")
        self._row = QHBoxLayout(self)
        self._timer = QTimer(self, singleShot=True, interval=STAYS_MS)
        self._build()
        self._connect()
        self.hide()

    def _build(self) -> None:
        row = self._row
        row.setSpacing(theme.px(12))
        row.addWidget(self._icon)
        row.addWidget(self._words, 1)
        row.addWidget(self._undo)
        row.addWidget(self._redo)
        row.addWidget(self._close)
        self.setProperty("on_bar", True)
        self._space()

    def _side(self) -> int:
        return max(theme.px(_MARGIN), (self.width() - theme.px(theme.WIDEST)) // 2)

    def _space(self) -> None:
        side, inside = self._side(), theme.px(8)
        self._row.setContentsMargins(
            side + theme.px(16), theme.px(_ABOVE) + inside, side + theme.px(10), theme.px(_BELOW) + inside
        )

    def _connect(self) -> None:
        self._undo.clicked.connect(lambda: self._do(self.undo_requested))
        self._redo.clicked.connect(lambda: self._do(self.redo_requested))
        self._close.clicked.connect(self.dismiss)
        self._timer.timeout.connect(self._maybe_hide)
        self._pages.currentChanged.connect(self._stay_with_page)

    def show_message(self, message: str, subject: str = "", *, icon: str = "check", undone: bool = False) -> None:
        """Say what was done ("Entry deleted:", "Ice, left knee"); what was `undone` can be done again instead."""
        self._page = self._pages.currentWidget()
        self._icon.set_icon(icon)
        self._words.setText(f"{escape(message)} <b>{escape(subject)}</b>" if subject else escape(message))
        self._undo.setVisible(not undone)
        self._redo.setVisible(undone)
        spoken = f"{message} {subject}".strip()
        self.setAccessibleName(spoken)
        self.show()
        self._timer.start()
        accessible.announce(self, spoken)

    def dismiss(self) -> None:
        """Hide at once; the step can still be undone from the keyboard, and a focus in here goes back to the page."""
        self._timer.stop()
        focused, page = QApplication.focusWidget(), self._pages.currentWidget()
        if focused is not None and page is not None and self.isAncestorOf(focused):
            last: QWidget | None = page.focusWidget()
            (page if last is None else last).setFocus(Qt.FocusReason.OtherFocusReason)
        self._page = None
        if not self.isHidden():
            self.hide()
            self.closed.emit()

    def _do(self, wanted: SignalInstance) -> None:
        self.dismiss()
        wanted.emit()

    def _maybe_hide(self) -> None:
        focused = QApplication.focusWidget()
        if self.isVisible() and (self.underMouse() or (focused is not None and self.isAncestorOf(focused))):
            self._timer.start()
        else:
            self.dismiss()

    def _stay_with_page(self) -> None:
        """Another page is shown: the bar is there again when its own comes back in time."""
        self.setVisible(self._page is not None and self._pages.currentWidget() is self._page)

    # Qt
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._space()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.StyleChange and self.layout() is not None:
            self._space()
        super().changeEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        self._timer.stop()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        if self.isVisible():
            self._timer.start()
        super().leaveEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        side = self._side()
        box = QRectF(self.rect().adjusted(side, theme.px(_ABOVE), -side, -theme.px(_BELOW)))
        rounded(QPainter(self), box, theme.px(12), fill=theme.colour("bar"))
