"""One knee of the check-in: its name, the scale of the worst pain, and "And now?" below it while that is open."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPolygonF
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kneerehab.domain.codes import Knee
from kneerehab.gui.look import theme
from kneerehab.gui.look.button import Link
from kneerehab.gui.look.pain_scale import PainScale
from kneerehab.gui.look.scroll_page import show_in_scroll_area
from kneerehab.gui.look.shapes import rounded
from kneerehab.gui.look.text import Label
from kneerehab.gui.today.and_now import AndNow
from kneerehab.i18n import _
from kneerehab.wording.labels import knee_name

_NAME = 104  # width of the names before the scales
_NOTCH = 7


class KneeRow(QWidget):
    """Both questions about one knee. `show_scores` is silent; the signals speak of what the person did."""

    worst_given = Signal(object)  # int, or None when cleared
    now_given = Signal(object)  # int, from "And now?", or typed with Shift
    done = Signal()  # the knee is answered and the focus may go on

    def __init__(self, knee: Knee, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.knee = knee
        self._sore = False
        self._worst: int | None = None
        self._now: int | None = None
        self._reopened = False
        name = knee_name(knee)
        self.name = Label(name, "body_strong")
        self.state = Label("", "small", "muted", wrap=True)
        self.folded = Link("")
        self.scale = PainScale(
            _("{knee}, worst in 24 hours").format(knee=name), cell_name=_("{knee}, worst").format(knee=name)
        )
        self.now = AndNow(name)
        self.panel = NowPanel(self.scale, self.now)
        self._soon = QTimer(self, singleShot=True, interval=0)  # once the panel has its room
        self._build()
        self._connect()

    def _build(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(0)
        for part in (self.name, self.state, self.folded):
            words.addWidget(part)
        words.addStretch(1)
        names = QWidget()
        names.setLayout(words)
        words.setContentsMargins(0, 0, 0, 0)
        names.setFixedWidth(theme.px(_NAME))
        row = QHBoxLayout()
        row.setContentsMargins(theme.px(8), 0, theme.px(8), 0)
        row.setSpacing(0)
        row.addWidget(names, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.scale, 1, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(1))
        column.addLayout(row)
        column.addWidget(self.panel)
        self.panel.hide()

    def _connect(self) -> None:
        self.scale.value_changed.connect(self.worst_given)
        self.scale.now_typed.connect(lambda score: self.now_given.emit(score))
        self.scale.answered.connect(self._go_to_now)
        self.now.answered.connect(self._take_now)
        self.now.closed.connect(self._fold)
        self.folded.clicked.connect(self._reopen)
        self._soon.timeout.connect(lambda: show_in_scroll_area(self.panel))

    def show_scores(self, worst: int | None, now: int | None, *, sore: bool) -> None:
        """Show what is stored; unknown stays empty."""
        self._worst, self._now, self._sore = worst, now, sore
        if worst is None or now is None:
            self._reopened = False
        self.scale.set_value(worst)
        self._arrange()

    def _arrange(self) -> None:
        worst, now = self._worst, self._now
        asked = worst is not None and (now is None or self._reopened)
        self.panel.setVisible(asked)
        if asked and worst is not None:
            self.panel.ask(max(worst, now or 0), now)
        folded = now is not None and worst != 0 and not asked
        text = _("now {score}").format(score=now)
        self.folded.setText(text)
        self.folded.setAccessibleName(_("{knee}, {text}. Change").format(knee=self.name.text(), text=text))
        self.folded.setVisible(folded)
        self.state.setVisible(not folded)
        self.state.setText(self._state())

    def _state(self) -> str:
        if self._worst == 0 and self._now == 0:
            return _("no pain")
        if self._sore:
            return _("sore side")
        return _("not answered") if self._worst is None else ""

    def _go_to_now(self, _score: int) -> None:
        """The worst is said: above 0 the other question follows."""
        if self._worst is not None and self._now is None:
            self._begin_now()

    def _begin_now(self) -> None:
        self.now.setFocus(Qt.FocusReason.OtherFocusReason)
        self._soon.start()

    def _take_now(self, score: int) -> None:
        here = self.now.has_focus_inside()
        self._reopened = False
        if here:
            self.scale.setFocus(Qt.FocusReason.OtherFocusReason)  # the panel is about to fold
        if score != self._now:
            self.now_given.emit(score)
        self._arrange()
        if here:
            self.done.emit()

    def _reopen(self) -> None:
        self._reopened = True
        self._arrange()
        self._begin_now()

    def _fold(self) -> None:
        """Leave an answer as it was; an open question stays open."""
        if self._now is not None:
            self._reopened = False
            self.folded.setVisible(True)
            self.folded.setFocus(Qt.FocusReason.OtherFocusReason)
            self._arrange()


class NowPanel(QWidget):
    """The tinted strip of "And now?", with a notch below the worst that was chosen."""

    def __init__(self, scale: PainScale, now: AndNow, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._scale = scale
        self.now = now
        self.question = Label(_("And now?"), "body_strong")
        self.up_to = Label("", "small", "muted")
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.question)
        words.addWidget(self.up_to)
        names = QWidget()
        names.setLayout(words)
        words.setContentsMargins(0, 0, 0, 0)
        names.setFixedWidth(theme.px(_NAME))
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(8), theme.px(8 + _NOTCH), theme.px(8), theme.px(8))
        row.setSpacing(0)
        row.addWidget(names, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(now, 1)

    def ask(self, worst: int, value: int | None) -> None:
        """Offer 0 to `worst`."""
        self.up_to.setText(_("up to {worst}").format(worst=worst))
        self.now.ask(worst, value)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        tint = theme.colour("accent_tint")
        notch = theme.px(_NOTCH)
        rounded(painter, QRectF(self.rect().adjusted(0, notch, 0, 0)), theme.px(10), fill=tint)
        if self._scale.rows == 1:  # broken in two rows, a notch would point at the wrong one
            cell = self._scale.cell_rect(self._scale.value or 0)
            x = self.mapFromGlobal(self._scale.mapToGlobal(cell.center())).x()
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(tint)
            corners = (QPointF(x - notch, notch + 1), QPointF(x, 0), QPointF(x + notch, notch + 1))
            painter.drawPolygon(QPolygonF(corners))
        painter.end()
