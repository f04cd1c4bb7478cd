"""The base of every dialog: a rounded sheet over a dimmed window, with buttons that stay while its body scrolls."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QObject, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QAccessible,
    QCloseEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShortcut,
    QShowEvent,
)
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from kneerehab.gui.look import theme
from kneerehab.gui.look.button import Button, IconButton
from kneerehab.gui.look.curtain import curtain
from kneerehab.gui.look.dates import DateField
from kneerehab.gui.look.dialog_foot import DialogFoot
from kneerehab.gui.look.dialog_parts import RADIUS, BodyScroll, Place, Scrim, cut_corners
from kneerehab.gui.look.first_stop import first_stop
from kneerehab.gui.look.flow import FlowLayout
from kneerehab.gui.look.shapes import rounded
from kneerehab.gui.look.text import Heading, Label
from kneerehab.i18n import _

_MARGIN = 28
_SUBTITLE = 160  # width at 100 % below which the subtitle has a line of its own
_openings = count(1)
_FRAME_SHARE = 0.55  # of the height there is, for head and foot
_AIR = 24  # least distance from the edge of the window below


class Dialog(QDialog):
    """Fill `body` (and `foot_left`); override `save()` and `on_close_guard()`.

    Ctrl+Enter saves, Esc closes. The focus starts in `first_field`, else in the first control of the body, and goes
    back to where it was. `opened` tells which of two was opened first.
    """

    def __init__(
        self,
        title: str,
        parent: QWidget | None = None,
        *,
        subtitle: str = "",
        save_text: str = "",
        cancel_text: str = "",
        width: int = 686,
    ) -> None:
        """`width` in pixels at 100 %; an empty `save_text` leaves only the closing button."""
        super().__init__(parent, Qt.WindowType.Dialog | Qt.WindowType.FramelessWindowHint)
        self._wide = width
        self._opener: QWidget | None = None
        self._scrim: Scrim | None = None
        self.opened = 0
        self._covered: Place | None = None
        self._interrupted = False
        self._pieces: Iterator[None] = iter(())
        self.first_field: QWidget | None = None
        self.title = Heading(title, "dialog_title", late=True)
        self.subtitle = Label(subtitle, "small", "muted", wrap=True)
        self.close_button = IconButton("close", _("Close"), variant="plain")
        self._column = QVBoxLayout(self)
        self.body = QVBoxLayout()
        self.cancel_button = Button(cancel_text or (_("Cancel") if save_text else _("Close")), key="Esc", size="big")
        self.save_button = Button(save_text, variant="primary", icon="check", key="Ctrl+Enter", size="big")
        self._foot = DialogFoot(self.cancel_button, self.save_button, theme.px(_MARGIN))
        self.foot_left = self._foot.left
        self._scroll = BodyScroll()
        self._content = QWidget()
        self._build(bool(save_text))
        self._connect()

    def _build(self, saves: bool) -> None:
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        self.setModal(True)
        self.setWindowTitle(self.title.text())
        self.setAccessibleName(self.title.text())
        for part, there in ((self.subtitle, self.subtitle.text()), (self.save_button, saves)):
            if not there:  # a part that is shown before it has a place is a window of its own
                part.hide()
        margin = theme.px(_MARGIN)
        head = QHBoxLayout()
        head.setContentsMargins(margin, theme.px(22), theme.px(20), theme.px(6))
        head.setSpacing(theme.px(12))
        words = QWidget()
        flow = FlowLayout(
            words, spacing=theme.px(12), line_spacing=theme.px(2), grows=self.subtitle, least=theme.px(_SUBTITLE)
        )
        flow.addWidget(self.title)
        flow.addWidget(self.subtitle)
        head.addWidget(words, 1)
        head.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTop)
        self._content.setLayout(self.body)
        self.body.setContentsMargins(margin, theme.px(8), margin, theme.px(8))
        self.body.setSpacing(theme.px(16))
        self._scroll.setWidget(self._content)
        outer = self._column
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addLayout(head)
        outer.addWidget(self._scroll, 1)
        outer.addLayout(self._foot)

    def _connect(self) -> None:
        self.close_button.clicked.connect(self.reject)
        self.cancel_button.clicked.connect(self.reject)
        self.save_button.clicked.connect(self.try_save)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self.try_save)
        self._content.installEventFilter(self)

    def build(self, pieces: Iterator[None], *, later: bool) -> None:
        """Make what the dialog holds at once, or `later`: a piece a turn of the event loop, before `exec` shows it."""
        if later:
            self._pieces = pieces
        else:
            for _piece in pieces:
                pass

    def save(self) -> bool:
        """Keep what was entered; False keeps the dialog open (an error is shown beside its field)."""
        return True

    def on_close_guard(self) -> bool:
        """Whether closing without saving may go on; ask here when something typed would be lost."""
        return True

    def try_save(self) -> None:
        """Save and close, as the button and Ctrl+Enter do."""
        for field in self.findChildren(DateField):
            if field.isVisible() and field.refused_unseen():
                field.setFocus(Qt.FocusReason.OtherFocusReason)  # its line says why; saving again keeps the old day
                return
        if not self.save_button.isHidden() and self.save_button.isEnabled() and self.save():
            self.accept()

    def dim(self, window: QWidget) -> None:
        """Shade the window below, and keep assistive technology from it."""
        self._scrim = Scrim(window, self, lifted=isinstance(window, Dialog))

    def _undim(self) -> None:
        if self._scrim is not None:
            self._scrim.lift()
            self._scrim = None

    def fit(self) -> None:
        """Take the room the content needs, within the window below."""
        room = self._room()
        width = self._width()
        self._foot.stack(width)
        self._column.activate()  # first the foot, else its least width would be that of the dialog
        if width != self.width():
            self.resize(width, self.height())
        self._column.activate()
        most = room.height() - 2 * _AIR
        frame = self._frame(most)
        self.give_room(most - frame)
        content = max(self._content.heightForWidth(width), self._content.minimumSizeHint().height())
        size = QSize(width, min(frame + content, most))
        bar = Qt.ScrollBarPolicy  # decided here: left to itself a bar makes lines wrap and so keeps itself needed
        needed = frame + content > most
        self._scroll.setVerticalScrollBarPolicy(bar.ScrollBarAsNeeded if needed else bar.ScrollBarAlwaysOff)
        if size != self.size():
            self.resize(size)
            self.move(room.center() - QPoint(size.width() // 2, size.height() // 2))

    def _frame(self, most: int) -> int:
        """How high head and foot are; one that leaves the body too little has what is not for closing at its end."""
        frame = self.height() - self._scroll.height()
        if frame > _FRAME_SHARE * most and self._foot.give_left_to(self.body):
            self._column.activate()
            frame = self.height() - self._scroll.height()
        return frame

    def give_room(self, height: int) -> None:
        """How high the body can be, in pixels: for one with a part that scrolls by itself."""

    def _width(self) -> int:
        return min(theme.px(self._wide), self._room().width() - 2 * _AIR)

    def _room(self) -> QRect:
        parent = self.parentWidget()
        if parent is not None and parent.window().isVisible():
            window = parent.window()
            # A question over a small dialog has the room of the window below both.
            while isinstance(window, Dialog) and (below := window.parentWidget()) is not None:
                window = below.window()
            return QRect(window.mapToGlobal(QPoint(0, 0)), window.size())
        return self.screen().availableGeometry()

    def exec(self) -> int:
        """Show the dialog until it is closed; it is gone once the caller has read from it what it needs.

        It waits while everything is covered; being covered ends Qt's own waiting, which then begins again.
        """
        with curtain.coming(self):
            for _piece in self._pieces:
                if not QAccessible.isActive():  # what it asks for would come in between
                    QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
        self._interrupted = True
        while self._interrupted and curtain.wait() and self._interrupted:  # it may have been closed meanwhile
            self._interrupted = False
            super().exec()
        result = self.result()
        self.deleteLater()  # else it would stay below the window, and be read out to the blind, for ever
        return result

    def done(self, result: int) -> None:
        if result == QDialog.DialogCode.Rejected and self.isVisible() and not self.on_close_guard():
            return
        self._interrupted = False
        self._undim()
        super().done(result)
        opener, self._opener = self._opener, None
        if opener is not None and isValid(opener):  # the page may have redrawn it away meanwhile
            opener.setFocus(Qt.FocusReason.PopupFocusReason)

    def cover(self, holder: QWidget) -> None:
        """Leave the screen, and what screen readers see of it, with all that was typed, until `uncover`."""
        self._covered = Place(self.parentWidget(), self.windowFlags(), self.geometry(), self.focusWidget())
        self._interrupted = True
        self._undim()
        self.setParent(holder, Qt.WindowType.Widget)

    def uncover(self) -> None:
        """Stand again where it stood."""
        place, self._covered = self._covered, None
        if place is None:
            return
        self.setParent(place.parent, place.flags)
        self.setGeometry(place.geometry)
        self.show()
        self.move(place.geometry.topLeft())  # some desktops choose a place of their own for a window that comes back
        if place.focus is not None and isValid(place.focus):
            place.focus.setFocus(Qt.FocusReason.OtherFocusReason)

    # Qt
    def closeEvent(self, event: QCloseEvent) -> None:
        if self.isVisible():
            event.ignore()
            self.reject()
        else:
            super().closeEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        parent = self.parentWidget()
        if not self.opened and parent is not None:
            self._opener = parent.window().focusWidget()  # right after another dialog no window is active
            self.opened = next(_openings)
        if self._scrim is None and parent is not None:
            self.dim(parent.window())
        self.fit()
        super().showEvent(event)
        first = self.first_field or first_stop(self._content)
        if first is not None:
            first.setFocus(Qt.FocusReason.TabFocusReason)

    def focusNextPrevChild(self, forward: bool) -> bool:
        moved = super().focusNextPrevChild(forward)
        if moved and self._content.isAncestorOf(focused := self.focusWidget()):
            self._scroll.ensureWidgetVisible(focused)  # Qt does not when the focus comes from the foot
        return moved

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest and self.isVisible() and self._foot.stack(self._width()):
            self.fit()  # before the layout asks for a wider dialog
        return super().event(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._content and event.type() == QEvent.Type.LayoutRequest and self.isVisible():
            self.fit()
        return super().eventFilter(watched, event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.position().y() < self._scroll.y() and (handle := self.windowHandle()) is not None:
            handle.startSystemMove()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        cut_corners(self)

    def paintEvent(self, event: QPaintEvent) -> None:
        dark = theme.current().name == "dark"
        edge = theme.colour("border") if dark else None
        box = QRectF(self.rect())
        rounded(QPainter(self), box, theme.px(RADIUS), fill=theme.colour("surface"), edge=edge)
