"""The bar at the foot of a card that says what was done and offers to undo it."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, QSize, QTimer, Signal, SignalInstance
from PySide6.QtGui import QEnterEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QStackedWidget, QWidget
from shiboken6 import isValid

from kneerehab.gui.look import accessible, theme
from kneerehab.gui.look.button import Button, IconButton
from kneerehab.gui.look.card import Card
from kneerehab.gui.look.shapes import rounded
from kneerehab.gui.look.text import Icon, Label
from kneerehab.i18n import _

STAYS_MS = 10_000
_MARGIN = 20
_LEAST = (320, 120)  # of a card, to lie over it without hiding it


class UndoBar(QFrame):
    """Lies over the foot of `host`; shows 10 s, longer while hovered or focused, and never takes the focus.

    It is a sibling of a `host` that shows one page of several: such a host tells screen readers of its pages alone.
    """

    undo_requested = Signal()
    redo_requested = Signal()
    closed = Signal()

    def __init__(self, host: QWidget) -> None:
        super().__init__(host.parentWidget() if isinstance(host, QStackedWidget) and host.parentWidget() else host)
        self._host = host
        self._over: QWidget | None = None
        self._icon = Icon("check", "on_bar", 18)
        self._words = Label("", "body", "on_bar", wrap=True, rich=True)
        self._undo = Button(_("Undo"), variant="bar", icon="undo", key="Ctrl+Z", size="compact")
        self._redo = Button(_("Redo"), variant="bar", icon="redo", key="Ctrl+Shift+Z", size="compact")
        self._close = IconButton("close", _("Close"), variant="bar-plain", size="compact")
        self._timer = QTimer(self, singleShot=True, interval=STAYS_MS)
        self._build()
        self._connect()
        self.hide()

    def _build(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(16), theme.px(8), theme.px(10), theme.px(8))
        row.setSpacing(theme.px(12))
        row.addWidget(self._icon)
        row.addWidget(self._words, 1)
        row.addWidget(self._undo)
        row.addWidget(self._redo)
        row.addWidget(self._close)
        self.setProperty("on_bar", True)

    def _connect(self) -> None:
        self._host.installEventFilter(self)
        self._undo.clicked.connect(lambda: self._do(self.undo_requested))
        self._redo.clicked.connect(lambda: self._do(self.redo_requested))
        self._close.clicked.connect(self.dismiss)
        self._timer.timeout.connect(self._maybe_hide)

    def show_message(
        self,
        message: str,
        subject: str = "",
        *,
        icon: str = "check",
        over: QWidget | None = None,
        undone: bool = False,
    ) -> None:
        """Say what was done ("Entry deleted:", "Ice, left knee"); what was `undone` can be done again instead.

        It lies over the foot of the card `over`, or of all that can be seen if there is none or too little of it.
        """
        self._give_room_back()
        self._over = over
        self._icon.set_icon(icon)
        self._words.setText(f"{escape(message)} <b>{escape(subject)}</b>" if subject else escape(message))
        self._undo.setVisible(not undone)
        self._redo.setVisible(undone)
        spoken = f"{message} {subject}".strip()
        self.setAccessibleName(spoken)
        self._place()
        self.show()
        self.raise_()
        self._take_room()
        self._timer.start()
        accessible.announce(self, spoken)

    def dismiss(self) -> None:
        """Hide at once; the step can still be undone from the keyboard."""
        self._timer.stop()
        if not self.isHidden():
            self.hide()
            self._give_room_back()
            self.closed.emit()

    def _do(self, wanted: SignalInstance) -> None:
        self.dismiss()
        wanted.emit()

    def _maybe_hide(self) -> None:
        focused = QApplication.focusWidget()
        if self.underMouse() or (focused is not None and self.isAncestorOf(focused)):
            self._timer.start()
        else:
            self.dismiss()

    def _place(self) -> None:
        area = self._area()
        margin = min(theme.px(_MARGIN), area.width() // 20)
        width = max(1, area.width() - 2 * margin)
        layout = self.layout()
        height = max(layout.heightForWidth(width), theme.px(48))
        corner = QPoint(area.x() + margin, max(area.y(), area.bottom() + 1 - height - margin))
        if self.parentWidget() is not self._host:
            corner = self._host.mapTo(self.parentWidget(), corner)
        self.setGeometry(QRect(corner, QSize(width, height)))

    def _take_room(self) -> None:
        """Ask the card below to keep its lines out of the way."""
        if isinstance(self._over, Card) and isValid(self._over):
            foot = self._over.mapToGlobal(QPoint(0, self._over.height())).y()
            self._over.make_room(max(0, foot - self.mapToGlobal(QPoint(0, 0)).y()))

    def _give_room_back(self) -> None:
        if isinstance(self._over, Card) and isValid(self._over):
            self._over.make_room(0)

    def _area(self) -> QRect:
        """What the bar lies in: the part of the card that can be seen, or the whole host."""
        whole = self._host.rect()
        if self._over is None or not isValid(self._over) or not self._host.isAncestorOf(self._over):
            return whole
        seen = self._over.visibleRegion().boundingRect()
        seen.moveTopLeft(self._over.mapTo(self._host, seen.topLeft()))
        enough = seen.width() >= theme.px(_LEAST[0]) and seen.height() >= theme.px(_LEAST[1])
        return seen if enough else whole

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._host and event.type() in (QEvent.Type.Resize, QEvent.Type.Move) and not self.isHidden():
            self._place()
            self._take_room()
        return False

    def enterEvent(self, event: QEnterEvent) -> None:
        self._timer.stop()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        if self.isVisible():
            self._timer.start()
        super().leaveEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        rounded(QPainter(self), QRectF(self.rect()), theme.px(12), fill=theme.colour("bar"))
