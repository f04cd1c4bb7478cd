"""Yes or no, and one of a few described choices: check boxes and radio buttons in the program's look."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QAccessible, QFontMetricsF, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QRadioButton, QSizePolicy, QStyle, QWidget

from kneerehab.gui.look import accessible, icons, theme
from kneerehab.gui.look.button import key_text, key_width, paint_key
from kneerehab.gui.look.painted_button import GROWS, LEAST, PaintedButton
from kneerehab.gui.look.shapes import rounded

_GAP, _CAP_GAP = 12, 8
_WRAP = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


def _size_beside(button: QAbstractButton, mark_width: int, width: int | None = None) -> QSize:
    """The size of a mark with the button's text beside it, wrapped at `width` pixels."""
    measure = QFontMetricsF(theme.font("body"))
    left = theme.px(mark_width) + (theme.px(_GAP) if button.text() else 0)
    room = 1e6 if width is None else max(1, width - left)
    words = measure.boundingRect(QRectF(0, 0, room, 1e6), int(_WRAP), button.text())
    return QSize(round(left + words.width() + 1), max(theme.px(30), round(words.height()) + theme.px(8)))


class _Beside(PaintedButton, QCheckBox):
    """A check box whose text stands beside a painted mark and wraps when there is little room."""

    _mark_width, _ring = 20, 6

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent, ring=self._ring, across=QSizePolicy.Policy.Preferred, down=LEAST, wraps=True)

    def _cap(self) -> int:
        return 0

    def _mark_box(self) -> QRectF:
        wide = theme.px(self._mark_width)
        high = theme.px(22 if self._mark_width > 22 else 20)
        return QRectF(0, (self.height() - high) / 2, wide, high)

    def _paint_text(self, painter: QPainter) -> None:
        left = theme.px(self._mark_width) + theme.px(_GAP)
        painter.setPen(theme.colour("text" if self.isEnabled() else "muted"))
        painter.setFont(theme.font("body"))
        painter.drawText(QRectF(self.rect()).adjusted(left, 0, -self._cap(), 0), int(_WRAP), self.text())

    def focus_rect(self) -> QRect:
        """The ring goes around the mark."""
        return QStyle.visualRect(self.layoutDirection(), self.rect(), self._mark_box().toRect())

    def heightForWidth(self, width: int) -> int:
        return _size_beside(self, self._mark_width, width).height()

    def sizeHint(self) -> QSize:
        return _size_beside(self, self._mark_width)

    def minimumSizeHint(self) -> QSize:
        narrow = theme.px(self._mark_width) + theme.px(100)
        return QSize(min(self.sizeHint().width(), narrow), theme.px(30))


class Toggle(_Beside):
    """A switch with its text; screen readers say checked or not checked. `key` is a shortcut hint drawn behind it."""

    _mark_width, _ring = 38, -1

    def __init__(self, text: str = "", parent: QWidget | None = None, *, key: str = "") -> None:
        super().__init__(text, parent)
        self._key = key

    def _cap(self) -> int:
        """The width of the hint with the gap before it, in pixels."""
        wide = key_width(key_text(self._key))
        return round(wide + 0.5) + theme.px(_CAP_GAP) if wide else 0

    def heightForWidth(self, width: int) -> int:
        return super().heightForWidth(width - self._cap())

    def sizeHint(self) -> QSize:
        return super().sizeHint() + QSize(self._cap(), 0)

    def minimumSizeHint(self) -> QSize:
        return super().minimumSizeHint() + QSize(self._cap(), 0)

    def draw(self, painter: QPainter) -> None:
        track = self._mark_box()
        on = self.isChecked()
        live = self.isEnabled()
        rounded(
            painter, track, track.height() / 2,
            fill=theme.colour("accent" if on and live else "sunken"),
            edge=theme.colour(("accent" if on else "line") if live else "border"),
        )  # fmt: skip
        radius = theme.px(7)
        reach = track.height() / 2
        x = track.right() - reach if on else track.left() + reach
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("on_accent" if on and live else "line"))
        painter.drawEllipse(QPointF(x, track.center().y()), radius, radius)
        if on:
            side = theme.px(11)
            mark = QRectF(x - side / 2, track.center().y() - side / 2, side, side)
            icons.paint(painter, "check", mark, "accent" if live else "surface", 3)
        self._paint_text(painter)
        if cap := self._cap():
            end = min(self.width() - cap, _size_beside(self, self._mark_width).width())
            at = QPointF(end + theme.px(_CAP_GAP), track.center().y())
            paint_key(painter, at, key_text(self._key), theme.colour("muted"))


class CheckBox(_Beside):
    """A ticked box with its text."""

    def draw(self, painter: QPainter) -> None:
        box = self._mark_box()
        on = self.isChecked()
        fill = "accent_tint" if on else "surface" if self.isEnabled() else "sunken"
        edge = "border" if not self.isEnabled() else "accent" if on else "line"
        rounded(painter, box, theme.px(6), fill=theme.colour(fill), edge=theme.colour(edge), width=2 if on else 1)
        if on:
            inset = theme.px(3)
            icons.paint(painter, "check", box.adjusted(inset, inset, -inset, -inset), edge, 2.6)
        self._paint_text(painter)


class Choices(QWidget):
    """What choices stand in, so that screen readers say what they are about: `name`."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)


accessible.give_role(Choices, QAccessible.Role.Grouping)


class ChoiceRow(PaintedButton, QRadioButton):
    """A radio button as wide as its column, with a second text at the right; the chosen one has the accent edge."""

    def __init__(self, text: str, detail: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent, ring=10, across=GROWS)
        self._detail = detail
        self.least_height = 48
        self.setAccessibleDescription(detail)

    def set_detail(self, detail: str) -> None:
        """Change the second text."""
        self._detail = detail
        self.setAccessibleDescription(detail)
        self.lay_out_anew()

    def _stacked(self) -> bool:
        return bool(self._detail) and self.width() < self._wide()

    def _wide(self) -> int:
        words = QFontMetricsF(theme.font("body_strong")).horizontalAdvance(self.text())
        more = QFontMetricsF(theme.font("small")).horizontalAdvance(self._detail)
        return round(words + more) + theme.px(14 + 20 + 10 + 24 + 14)

    def _high(self) -> int:
        """High enough for two lines where the second text does not fit beside the first."""
        room = QRectF(0, 0, max(1, self.width() - theme.px(44 + 14)), 1e6)
        words = QFontMetricsF(theme.font("body_strong")).boundingRect(room, int(_WRAP), self.text()).height()
        one = theme.line_height("body_strong")
        lines = max(one, round(words)) + (theme.line_height("small") if self._stacked() else 0)
        return max(theme.px(self.least_height), lines + theme.px(10) if self._stacked() or words > one else 0)

    def sizeHint(self) -> QSize:
        return QSize(self._wide(), self._high())

    def minimumSizeHint(self) -> QSize:
        measure = QFontMetricsF(theme.font("body_strong"))
        words = max(map(measure.horizontalAdvance, self.text().split(" ")), default=0)
        return QSize(round(words) + theme.px(14 + 20 + 10 + 14 + 4), self._high())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.updateGeometry()

    def draw(self, painter: QPainter) -> None:
        on = self.isChecked()
        rounded(
            painter, QRectF(self.rect()), theme.px(10),
            fill=theme.colour("accent_tint" if on else "surface"),
            edge=theme.colour("accent" if on else "line"), width=2 if on else 1,
        )  # fmt: skip
        middle = self.height() / 2
        centre = QPointF(theme.px(14) + theme.px(9), middle)
        painter.setPen(QPen(theme.colour("accent" if on else "line"), theme.px(6) if on else 1))
        painter.setBrush(theme.colour("surface"))
        reach = theme.px(9) - (theme.px(6) / 2 if on else 0)
        painter.drawEllipse(centre, reach, reach)
        area = QRectF(self.rect()).adjusted(theme.px(44), theme.px(4), -theme.px(14), -theme.px(4))
        left, right = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
        up, down, mid = Qt.AlignmentFlag.AlignTop, Qt.AlignmentFlag.AlignBottom, Qt.AlignmentFlag.AlignVCenter
        stacked = self._stacked()
        painter.setPen(theme.colour("text" if self.isEnabled() else "muted"))
        painter.setFont(theme.font("body_strong"))
        painter.drawText(area, left | (up if stacked else mid) | Qt.TextFlag.TextWordWrap, self.text())
        painter.setPen(theme.colour("muted"))
        painter.setFont(theme.font("small"))
        painter.drawText(area, (left | down) if stacked else (right | mid), self._detail)
