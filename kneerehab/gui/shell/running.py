"""What runs on while pages are used, seen on every one of them: a pill with the time left, which leads back there."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QAbstractButton, QBoxLayout, QWidget

from kneerehab.frozen import dataclass
from kneerehab.gui.look import icons, theme
from kneerehab.gui.look.habits import tip
from kneerehab.gui.look.painted_button import AT_MOST, PaintedButton
from kneerehab.gui.look.row import take_out
from kneerehab.gui.look.shapes import rounded
from kneerehab.i18n import _

_WIDE, _RAIL, _STRIP = (184, 52), (40, 48), (150, 34)  # width and height
_LEAST = 24  # height that the time alone needs


@dataclass(frozen=True, slots=True, kw_only=True)
class Running:
    """A timer: `name` and `time` as shown, `title` for the window, `spoken` changes once a minute; `go` leads there."""

    icon: str
    name: str
    time: str
    title: str
    spoken: str
    go: Callable[[], object]
    paused: bool = False


class RunningPill(PaintedButton, QAbstractButton):
    """One timer: icon, what it is, and the time left; on the rail the icon above the time.

    Where it is too low for both, or `flat`, the time stays.
    """

    def __init__(self, parent: QWidget | None = None, *, flat: bool = False) -> None:
        super().__init__("", parent, down=AT_MOST)
        self._shown: Running | None = None
        self._narrow = False
        self._flat = flat
        self.clicked.connect(self._go)

    def show_running(self, running: Running) -> None:
        """Show a timer; a screen reader hears of it once a minute, not once a second."""
        self._shown = running
        if self.accessibleName() != running.spoken:
            self.setAccessibleName(running.spoken)
            self.setAccessibleDescription(_("Goes to it"))
            self.setToolTip(tip(running.spoken))
        self.update()

    def set_narrow(self, narrow: bool) -> None:
        """The icon above the time, or words beside them."""
        self._narrow = narrow
        self.lay_out_anew()

    def _go(self) -> None:
        if self._shown is not None:
            self._shown.go()

    # Qt
    def sizeHint(self) -> QSize:
        width, height = _STRIP if self._flat else _RAIL if self._narrow else _WIDE
        return QSize(theme.px(width), theme.px(height))

    def minimumSizeHint(self) -> QSize:
        return QSize(self.sizeHint().width(), theme.px(_LEAST))

    def draw(self, painter: QPainter) -> None:
        shown = self._shown
        if shown is None:
            return
        look, px = theme.current(), theme.px
        edge = look.line if shown.paused else look.accent
        rounded(painter, QRectF(self.rect()), px(10), fill=theme.colour(look.accent_tint), edge=theme.colour(edge))
        width, height, tall = self.width(), self.height(), self.height() >= px(40)
        if self._narrow:
            if tall:
                self._draw_icon(painter, (width - px(18)) / 2, px(7) + px(9), px(18))
            below = QRectF(0, px(26) if tall else 0, width, px(18) if tall else height)
            self._write(painter, "caption", shown.time, below, centred=True)
        else:
            self._draw_icon(painter, px(12), height / 2, px(20))
            words, left = width - px(52), px(42)
            if tall:
                self._write(painter, "small", shown.name, QRectF(left, px(6), words, px(18)))
            time = _("{time}, paused").format(time=shown.time) if shown.paused else shown.time
            self._write(
                painter,
                "body_strong",
                time,
                QRectF(left, px(25), words, px(20)) if tall else QRectF(left, 0, words, height),
            )

    def _draw_icon(self, painter: QPainter, left: float, middle: float, size: float) -> None:
        if self._shown is not None:
            name = "pause" if self._shown.paused else self._shown.icon
            icons.paint(painter, name, QRectF(left, middle - size / 2, size, size), theme.current().accent)

    def _write(
        self,
        painter: QPainter,
        role: str,
        text: str,
        box: QRectF,
        *,
        centred: bool = False,
    ) -> None:
        font, room = theme.font(role), box.width() - theme.px(6)
        if centred and (wide := QFontMetrics(font).horizontalAdvance(text)) > room:  # the time is never cut
            font.setPixelSize(int(font.pixelSize() * room / wide))
        painter.setFont(font)
        painter.setPen(theme.colour(theme.current().text))
        words = text if centred else QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, int(room))
        place = Qt.AlignmentFlag.AlignHCenter if centred else Qt.AlignmentFlag.AlignLeft
        painter.drawText(box, place | Qt.AlignmentFlag.AlignVCenter, words)


class RunningPills(QWidget):
    """The pills of all that runs; nothing is there while nothing runs."""

    def __init__(self, direction: QBoxLayout.Direction, parent: QWidget | None = None, *, flat: bool = False) -> None:
        super().__init__(parent)
        self._flat = flat
        self.pills: dict[str, RunningPill] = {}
        self._narrow = False
        self._row = QBoxLayout(direction, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(theme.px(6))
        self.hide()

    def show_all(self, running: Mapping[str, Running]) -> None:
        """Show what runs, by names that stay."""
        for name in [name for name in self.pills if name not in running]:
            pill = self.pills.pop(name)
            take_out(self._row, pill)
            pill.hide()
            pill.deleteLater()
        for name, one in running.items():
            if name not in self.pills:
                pill = self.pills[name] = RunningPill(flat=self._flat)
                pill.set_narrow(self._narrow)
                self._row.addWidget(pill, 0, Qt.AlignmentFlag.AlignLeft)
            self.pills[name].show_running(one)
        self.setVisible(bool(running))

    def set_narrow(self, narrow: bool) -> None:
        """Follow the sidebar."""
        self._narrow = narrow
        for pill in self.pills.values():
            pill.set_narrow(narrow)
