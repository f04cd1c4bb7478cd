"""One choice out of a few, side by side: radio buttons for screen readers, one tab stop, arrows inside."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QWidget

from kneerehab.gui.look import theme
from kneerehab.gui.look.flow import follow_width
from kneerehab.gui.look.habits import onwards
from kneerehab.gui.look.painted_button import LEAST, PaintedButton
from kneerehab.gui.look.shapes import rounded

_INSET = 3
_HEIGHTS = {"small": 30, "normal": 36, "field": 40, "big": 44}


class SegmentedControl(QWidget):
    """`changed` carries the chosen key; `value()` is None until something is chosen. Breaks into rows when narrow."""

    changed = Signal(object)  # str, or None when cleared

    def __init__(
        self,
        name: str,
        choices: Iterable[tuple[str, str]],
        value: str | None = None,
        *,
        size: str = "normal",
        optional: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """`choices` are pairs of key and shown text; `optional` lets Delete clear the answer."""
        super().__init__(parent)
        self._size = size
        self._optional = optional
        self._quiet = False
        self.segments: dict[str, _Segment] = {}
        self._group = QButtonGroup(self)
        self.setAccessibleName(name)
        follow_width(self)
        for key, text in choices:
            segment = _Segment(text, self)
            segment.setAccessibleDescription(name)
            self.segments[key] = segment
            self._group.addButton(segment)
            segment.toggled.connect(self._toggled)  # a screen reader toggles without a click
        self.set_value(value)

    def value(self) -> str | None:
        """The chosen key, or None: unknown is not a choice."""
        return next((key for key, segment in self.segments.items() if segment.isChecked()), None)

    def set_value(self, value: str | None) -> None:
        """Choose without `changed`; None clears. KeyError for an unknown key."""
        self._quiet = True
        try:
            if value is None:
                self._group.setExclusive(False)
                for segment in self.segments.values():
                    segment.setChecked(False)
                self._group.setExclusive(True)
            else:
                self.segments[value].setChecked(True)
        finally:
            self._quiet = False
        self._one_tab_stop()

    def set_text(self, key: str, text: str) -> None:
        """Change the words of one segment."""
        self.segments[key].setText(text)
        self.updateGeometry()
        self._arrange()

    def _toggled(self, on: bool) -> None:
        if on and not self._quiet:
            self._one_tab_stop()
            self.changed.emit(self.value())

    def _one_tab_stop(self) -> None:
        """With nothing chosen Qt would stop at each segment; only the first is wanted."""
        chosen = self.value()
        first = next(iter(self.segments), None)
        for key, segment in self.segments.items():
            stop = key == (chosen if chosen is not None else first)
            segment.setFocusPolicy(Qt.FocusPolicy.StrongFocus if stop else Qt.FocusPolicy.ClickFocus)
        entry = self.segments.get(chosen or first or "")
        if entry is not None:
            self.setFocusProxy(entry)

    def _row_height(self) -> int:
        return max(theme.px(_HEIGHTS[self._size]), theme.line_height("small") + theme.px(12))

    def _widths(self) -> list[int]:
        return [segment.sizeHint().width() for segment in self.segments.values()]

    def _columns(self, width: int) -> int:
        """How many segments fit in a row of this width without cutting a word."""
        count = len(self.segments)
        room = width - 2 * theme.px(_INSET)
        for columns in range(count, 1, -1):
            if columns == count and sum(self._widths()) <= room:
                return count
            if columns < count and columns * max(self._widths(), default=0) <= room:
                return columns
        return 1

    def outline(self) -> QRect:
        """The control itself, in the middle of whatever height the layout gives."""
        high = self.heightForWidth(self.width())
        return QRect(0, max(0, (self.height() - high) // 2), self.width(), min(high, self.height()))

    def _arrange(self) -> None:
        inset = theme.px(_INSET)
        columns = self._columns(self.width())
        rows = -(-len(self.segments) // columns) if self.segments else 1
        room = self.width() - 2 * inset
        whole = self.outline()
        high = (whole.height() - 2 * inset) / rows
        widths = self._widths()
        spare = (room - sum(widths)) / max(1, len(widths))
        even = max(widths, default=0) * len(widths) <= room
        x = float(inset)
        for index, segment in enumerate(self.segments.values()):
            row, column = divmod(index, columns)
            if rows > 1 or even:
                left, wide = inset + column * room / columns, room / columns
            else:
                left, wide = x, widths[index] + spare
                x += wide
            if self.isRightToLeft():
                left = self.width() - left - wide
            right = round(left + wide)
            segment.setGeometry(
                QRect(round(left), round(whole.top() + inset + row * high), right - round(left), round(high))
            )

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        rows = -(-len(self.segments) // self._columns(width)) if self.segments else 1
        return rows * self._row_height()

    @property
    def is_small(self) -> bool:
        """Whether it is the small one, for narrow places."""
        return self._size == "small"

    def sizeHint(self) -> QSize:
        widest = max(self._widths(), default=0) * len(self.segments)
        return QSize(widest + 2 * theme.px(_INSET), self._row_height())

    def minimumSizeHint(self) -> QSize:
        return QSize(max(self._widths(), default=0) + 2 * theme.px(_INSET), self._row_height())

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()
            self._arrange()
        super().changeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._optional and event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.set_value(None)
            self.changed.emit(None)
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def paintEvent(self, event: QPaintEvent) -> None:
        edge = theme.colour("line" if self.isEnabled() else "border")
        rounded(QPainter(self), QRectF(self.outline()), theme.px(8), fill=theme.colour("sunken"), edge=edge)


class _Segment(PaintedButton, QRadioButton):
    """One of the choices."""

    def __init__(self, text: str, parent: QWidget) -> None:
        super().__init__(text, parent, across=LEAST)

    def focus_rect(self) -> QRect:
        """The ring goes around the whole control: it is one stop."""
        whole = self.parentWidget()
        assert isinstance(whole, SegmentedControl)
        return whole.outline().translated(-self.pos())

    def sizeHint(self) -> QSize:
        words = QFontMetricsF(theme.font("small_strong")).horizontalAdvance(self.text())
        whole = self.parentWidget()
        tight = isinstance(whole, SegmentedControl) and whole.is_small
        return QSize(round(words + 0.5) + 2 * theme.px(6 if tight else 10), theme.px(24))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = onwards(self, event, down=1)
        group = self.parentWidget()
        buttons = list(group.segments.values()) if isinstance(group, SegmentedControl) else []
        if step and self in buttons:
            target = buttons[(buttons.index(self) + step) % len(buttons)]
            target.setFocus(Qt.FocusReason.TabFocusReason)
            target.click()
            return
        super().keyPressEvent(event)

    def draw(self, painter: QPainter) -> None:
        chosen = self.isChecked()
        if chosen:
            fill = theme.colour("accent" if self.isEnabled() else "line")
            rounded(painter, QRectF(self.rect()), theme.px(6), fill=fill)
        elif self.warm:
            rounded(painter, QRectF(self.rect()), theme.px(6), fill=theme.colour("accent_tint"))
        painter.setPen(theme.colour("on_accent" if chosen else "text" if self.warm else "muted"))
        painter.setFont(theme.font("small_strong" if chosen else "small_medium"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())
