"""The small chip beside a pain scale: the pain right now, from unknown or 0 up to the worst of the day."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Signal
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from kneerehab.gui.look import painting, theme
from kneerehab.gui.look.menus import hang
from kneerehab.gui.look.pain_words import spoken, word
from kneerehab.gui.look.painted_button import PaintedButton
from kneerehab.i18n import _

_HEIGHT, _SIDE, _GAP, _ARROW = 24, 11, 5, 8


class NowChip(PaintedButton, QPushButton):
    """A button with a menu of scores. `set_value` is silent; `value_changed` speaks of what the person chose."""

    value_changed = Signal(object)  # int, or None for unknown

    def __init__(self, name: str, *, worst: int | None = None, parent: QWidget | None = None) -> None:
        """`name` says whose pain it is ("Left knee"); `worst` is the highest score the menu offers, None means 10."""
        super().__init__("", parent, ring=-1)
        self._name = name
        self._value: int | None = None
        self._worst = 10
        self._menu = QMenu(self)
        self.setMenu(self._menu)
        hang(self._menu, self)
        self.set_value(None, worst)

    @property
    def value(self) -> int | None:
        """The score now, None while unknown."""
        return self._value

    @property
    def worst(self) -> int:
        """The highest score the menu offers."""
        return self._worst

    def set_value(self, value: int | None, worst: int | None = None) -> None:
        """Show a score and set the highest one on offer, without a signal."""
        self._value = value
        self._worst = 10 if worst is None else worst
        self.setText(_("now {score}").format(score="–" if value is None else value))
        self.setAccessibleName(_("{knee}, {text}").format(knee=self._name, text=self.text()))
        self.setAccessibleDescription(spoken(value))
        self._fill_menu()
        self.lay_out_anew()

    def set_name(self, name: str) -> None:
        """Say whose pain it is."""
        self._name = name
        self.set_value(self._value, self._worst)

    def _fill_menu(self) -> None:
        """Offer what there is to choose, anew only where that has changed: ice looks at its chips every second."""
        scores = (None, *range(self._worst + 1))
        if len(self._menu.actions()) != len(scores):
            self._menu.clear()
            for score in scores:
                action = self._menu.addAction(_("not answered") if score is None else f"{score} – {word(score)}")
                action.setCheckable(True)
                action.triggered.connect(lambda _on=False, chosen=score: self._choose(chosen))
        for score, action in zip(scores, self._menu.actions(), strict=True):
            action.setChecked(score == self._value)

    def _choose(self, value: int | None) -> None:
        if value != self._value:
            self._value = value
            self.value_changed.emit(value)
        self.set_value(self._value, self._worst)

    def _parts(self) -> tuple[str, str]:
        """The words before the score, and the score: "now" and "0"."""
        before, _space, score = self.text().rpartition(" ")
        return before, score

    def sizeHint(self) -> QSize:
        before, score = self._parts()
        width = painting.text_width(before, painting.font("caption")) + painting.text_width(score, _score_font())
        return QSize(round(width + painting.length(2 * _SIDE + 2 * _GAP + _ARROW)), theme.px(_HEIGHT))

    def draw(self, painter: QPainter) -> None:
        box = QRectF(self.rect())
        painting.rounded(painter, box, _HEIGHT / 2, "sunken" if self.warm else "surface", "line")
        before, score = self._parts()
        left = painting.length(_SIDE)
        width = painting.text_width(before, painting.font("caption"))
        rest = QRectF(left, 0, box.width() - left, box.height())
        painting.write(painter, rest, before, painting.font("caption"), "muted", painting.LEFT)
        rest.setLeft(left + width + painting.length(_GAP))
        painting.write(painter, rest, score, _score_font(), "text", painting.LEFT)
        centre = QPointF(box.width() - painting.length(_SIDE + _ARROW / 2 - 2), box.height() / 2 + painting.length(0.5))
        painting.chevron(painter, centre, "text")


def _score_font() -> QFont:
    return painting.font("small", weight=700)
