"""The head of the caseload: its captions are buttons that order the list; arrows go from one to the next."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from math import ceil

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QPushButton, QStyle, QWidget

from kneerehab.domain.caseload import Order
from kneerehab.gui.caseload.columns import CAPTION_ARROW, caption_width
from kneerehab.gui.look import icons, painting, theme
from kneerehab.gui.look.habits import onwards
from kneerehab.gui.look.painted_button import PaintedButton
from kneerehab.gui.look.painted_rows import Column, HeadStrip
from kneerehab.i18n import _


class _Caption(PaintedButton, QPushButton):
    """A caption; `arrow` is an icon's name on the column that the list is ordered by."""

    def __init__(self, words: str, head: SortHead) -> None:
        super().__init__(words, head)
        self.arrow = ""
        self._head = head
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)

    def sizeHint(self) -> QSize:
        return QSize(ceil(caption_width(self.text())), self._head.sizeHint().height() - theme.px(4))

    def draw(self, painter: QPainter) -> None:
        strong = bool(self.arrow) or self.warm
        colour = "text" if strong else "muted"
        box = QRectF(self.rect()).adjusted(theme.px(4), 0, 0, 0)
        painting.write(painter, box, self.text(), theme.font("caption"), colour, painting.LEFT)
        if self.arrow:
            left = box.left() + painting.text_width(self.text(), theme.font("caption")) + theme.px(3)
            side = theme.px(CAPTION_ARROW)
            icons.paint(painter, self.arrow, QRectF(left, (self.height() - side) / 2, side, side), colour, 2)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._head.put_stop_on(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if step := onwards(self, event):
            self._head.step(self, step)
        else:
            super().keyPressEvent(event)


class SortHead(HeadStrip):
    """Pressing a caption orders by its column, pressing it again turns the order round. One tab stop."""

    ordered = Signal(str, bool)  # an `Order`, and whether it is turned round

    def __init__(
        self, captions: Callable[[], Mapping[Order, tuple[Column, str]]], height: int, parent: QWidget | None = None
    ) -> None:
        """`height` in pixels at 100 %."""
        super().__init__(height, parent)
        self._captions = captions
        self.order, self.turned = Order.URGENCY, False
        self.buttons = {order: _Caption(words, self) for order, (_column, words) in captions().items()}
        for order in Order:
            self.buttons.setdefault(order, _Caption("", self)).clicked.connect(
                lambda _checked=False, order=order: self.press(order)
            )
        self.setAccessibleName(_("Order of the list"))
        self.put_stop_on(self.buttons[self.order])
        self._mark()

    def press(self, order: Order) -> None:
        """Order by this, or the other way round."""
        self.turned = not self.turned if order is self.order else False
        self.order = order
        self._mark()
        self.ordered.emit(order.value, self.turned)

    def put_stop_on(self, button: QPushButton) -> None:
        """Make one caption the tab stop."""
        for other in self.buttons.values():
            here = other is button
            other.setFocusPolicy(Qt.FocusPolicy.StrongFocus if here else Qt.FocusPolicy.ClickFocus)

    def step(self, button: QPushButton, by: int) -> None:
        """Move the focus to the next caption that is shown."""
        shown = [self.buttons[order] for order in Order if not self.buttons[order].isHidden()]
        place = shown.index(button) + by if isinstance(button, _Caption) and button in shown else -1
        if 0 <= place < len(shown):
            shown[place].setFocus(Qt.FocusReason.TabFocusReason)

    def _mark(self) -> None:
        for order, button in self.buttons.items():
            button.arrow = "" if order is not self.order else "chevron-down" if self.turned else "chevron-up"
            said = _("The list is in this order, turned round.") if self.turned else _("The list is in this order.")
            button.setAccessibleDescription(said if button.arrow else _("Puts the list in this order."))
            button.update()

    def place(self) -> None:
        """Stand above the columns, wherever they are now."""
        shown = self._captions()
        for order, button in self.buttons.items():
            button.setVisible(order in shown)
            if order in shown:
                (left, width), words = shown[order]
                button.setText(words)
                button.setAccessibleName(words)
                size = button.sizeHint()
                high = (self.height() - size.height()) // 2
                box = QRect(round(left) - theme.px(4), high, min(size.width(), round(width)), size.height())
                button.setGeometry(QStyle.visualRect(self.layoutDirection(), self.rect(), box))

    # Qt
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.place()
            self.updateGeometry()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.place()
