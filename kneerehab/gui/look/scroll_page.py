"""The frame of a page: a body that scrolls up and down, never sideways, below a header that stays if there is room."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QLayout, QLayoutItem, QScrollArea, QVBoxLayout, QWidget

from kneerehab.gui.look import theme
from kneerehab.gui.look.row import keeping_focus, put_into, take_out
from kneerehab.gui.look.text import Heading, Label
from kneerehab.gui.look.two_columns import GAPS

_SIDE, _SIDE_NARROW, _TOP, _BOTTOM, _GAP = 28, 20, 22, 24, GAPS[0]
_TIGHT = (14, 6, 2, 8), (6, 4, 2, 6), (4, 2, 2, 2)
"""Top, below the head, above and below the body of a page that shows a whole day at once; less in a lower window."""
_NARROW_WINDOW = 1180
_TITLE_ROOM = 240  # what the line below the title needs to be read with ease
_RING = 4  # what a focus ring reaches beyond its part
_HEAD_SHARE = 0.4
"""A head higher than this part of the page, as with the largest text in the smallest window, scrolls with the body."""
_ACROSS, _DOWN = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom


class ScrollPage(QWidget):
    """`header` (beside the title), `header_end` (its right end) and `body` are layouts to fill; the content is centred.

    Where the actions leave the title too little room they stand below it.
    """

    def __init__(
        self, title: str = "", subtitle: str = "", parent: QWidget | None = None, *, tight: bool = False
    ) -> None:
        super().__init__(parent)
        self.tight = tight
        self._dense = 0
        self.title = Heading(title, "page_title")
        self.subtitle = Label(subtitle, "body", "muted", wrap=True)
        self.header = QVBoxLayout()
        self.header_end = QBoxLayout(_ACROSS)
        self.body = QVBoxLayout()
        self.content: QWidget = _Content()
        self.area = scroll_area(self.content)
        self._head = QWidget(self)
        self._top = QBoxLayout(_ACROSS, self._head)
        self._outer = QVBoxLayout(self)
        self._sized = self._in_panes = False
        self._build()
        self.set_title(title, subtitle)

    def _build(self) -> None:
        self.setProperty("page", True)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.header.setSpacing(theme.px(4))
        self.header.addWidget(self.title)
        self.header.addWidget(self.subtitle)
        self.header_end.setSpacing(theme.px(10))
        self._top.setSpacing(theme.px(12))
        self._top.addLayout(self.header, 1)
        self._top.addLayout(self.header_end)
        self.content.setLayout(self.body)
        self.body.setSpacing(theme.px(_GAP))
        self.content.setProperty("focus_host", True)
        # It comes only where the largest text in the smallest window leaves no other way: better than words cut off.
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.area.verticalScrollBar().installEventFilter(self)
        self._outer.setContentsMargins(0, 0, 0, 0)
        self._outer.setSpacing(0)
        self._outer.addWidget(self._head)
        self._outer.addWidget(self.area, 1)
        self._head.installEventFilter(self)
        self.content.installEventFilter(self)

    def replace_area(self, panes: QWidget, content: QWidget, body: QVBoxLayout) -> None:
        """Let panes that scroll by themselves take the place of the body; a high head scrolls with `content`."""
        take_out(self._outer, self.area)
        self.area.hide()
        self._outer.addWidget(panes, 1)
        self.content.removeEventFilter(self)
        self.content, self.body, self._in_panes = content, body, True
        content.installEventFilter(self)

    def set_title(self, title: str, subtitle: str | None = None) -> None:
        """Change title and, unless None, the line below it."""
        self.title.setText(title)
        self.title.setVisible(bool(title))
        if subtitle is not None:
            self.subtitle.setText(subtitle)
        self.subtitle.setVisible(bool(self.subtitle.text()))
        self._space()

    def set_dense(self, dense: int) -> None:
        """Do with less air around the head of a tight page, and between its parts: 0 has all of it, 2 the least."""
        if dense != self._dense:
            self._dense = dense
            self.body.setSpacing(theme.px(GAPS[dense]))
            self._space()

    def head_within(self) -> int:
        """The pixels that the head takes at the top of `content`, where it scrolls with it; 0 where it stays."""
        return self._head.height() if self._head.parentWidget() is self.content else 0

    def is_narrow(self) -> bool:
        """Whether the window is under 1180 scaled pixels wide."""
        return self.window().width() < theme.px(_NARROW_WINDOW)

    def room(self) -> int:
        """How many pixels wide the content may be."""
        return self.width() - 2 * self._side()

    def lacking(self) -> int:
        """By how many pixels the window is too low for the whole page; what it has to spare is negative."""
        seen = self.area.viewport().size()
        return self.body.totalHeightForWidth(seen.width()) - seen.height()

    def _side(self) -> int:
        least = theme.px(_SIDE_NARROW if self.is_narrow() else _SIDE)
        return max(least, (self.width() - theme.px(theme.WIDEST)) // 2)

    def _space(self) -> None:
        side = self._side()
        bar = self.area.verticalScrollBar()
        used = bar.width() if bar.isVisible() else 0
        top, below, inside, bottom = _TIGHT[self._dense] if self.tight else (_TOP, _GAP, 6, _BOTTOM)
        room = self.width() - 2 * side
        self._stack_header(room)
        along = self._sized and self._head_height(room) > _HEAD_SHARE * self.height()
        left, right = 2 * (theme.px(_RING),) if self._in_panes else (side, max(theme.px(8), side - used))
        # Once a turn: margins that come and go would have the head laid out for ever.
        self._top.setContentsMargins(left if along else side, theme.px(top), right if along else side, theme.px(below))
        within = self._let_go_along(left + right) if along else self._let_stay()
        if self._in_panes:
            self.body.setContentsMargins(0, within, 0, 0)
        else:
            self.body.setContentsMargins(left, within + theme.px(inside), right, theme.px(bottom))

    def _let_go_along(self, margins: int) -> int:
        """Put the head into the content, above the body; the pixels it takes there."""
        if self._head.parentWidget() is not self.content:
            take_out(self._outer, self._head)
            with keeping_focus(self._head):
                self._head.setParent(self.content)
                self._head.show()
        width = self.content.width()
        self._head.setGeometry(0, 0, width, self._head_height(width - margins))
        return self._head.height()

    def _let_stay(self) -> int:
        put_into(self._outer, self._head, at=0)
        return 0

    def _head_height(self, room: int) -> int:
        """With its margins, where what stands in it has so many pixels."""
        margins = self._top.contentsMargins()
        width = room + margins.left() + margins.right()
        return self._top.totalHeightForWidth(width) if self._top.hasHeightForWidth() else self._top.sizeHint().height()

    def _stack_header(self, room: int) -> None:
        title = max(self.title.sizeHint().width(), theme.px(_TITLE_ROOM) if self.subtitle.text() else 0)
        gap = self._top.spacing()
        needs = [item.sizeHint().width() for item in _items(self.header_end) if not item.isEmpty()]
        whole = sum(needs) + self.header_end.spacing() * max(0, len(needs) - 1)
        below = bool(needs) and title + gap + whole > room
        self._top.setDirection(_DOWN if below else _ACROSS)
        self.header_end.setDirection(_DOWN if below and whole > room else _ACROSS)
        self.header_end.setAlignment(Qt.AlignmentFlag.AlignLeft if below else Qt.AlignmentFlag(0))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if watched is self._head:
            if kind == QEvent.Type.LayoutRequest:
                self._space()
        elif watched is self.content:
            if kind == QEvent.Type.Resize and self.head_within():
                self._space()
        elif kind in (QEvent.Type.Show, QEvent.Type.Hide):
            self._space()  # the bar takes its width from the margin, so that nothing moves when it comes or goes
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._sized = True
        self._space()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_top"):
            self._space()
        super().changeEvent(event)


class _Content(QWidget):
    """Is as high as its parts need at its width: what they might need at another width makes nothing scroll."""

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), 0)


def _items(layout: QLayout) -> list[QLayoutItem]:
    return [item for index in range(layout.count()) if (item := layout.itemAt(index)) is not None]


def scroll_area(content: QWidget) -> QScrollArea:
    """A frameless area in which content moves up and down, no tab stop of its own."""
    area = QScrollArea()
    # One that Python made: to name one that Qt made, PySide first builds every class of widget there is (10 ms).
    area.setViewport(QWidget())
    area.setWidget(content)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    content.setAutoFillBackground(False)
    return area


def show_in_scroll_area(part: QWidget) -> None:
    """Scroll the nearest scroll area so that a part of it can be seen; a focus set by the program does not."""
    area = part.parentWidget()
    while area is not None and not isinstance(area, QScrollArea):
        area = area.parentWidget()
    if area is not None:
        content = area.widget()
        if content is not None and (layout := content.layout()) is not None:
            layout.activate()
        area.ensureWidgetVisible(part, 0, theme.px(24))
