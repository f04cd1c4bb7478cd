"""What comes next in a session: up to three lines, one where there is little room."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kneerehab.domain.codes import Side
from kneerehab.frozen import dataclass
from kneerehab.gui.look import theme
from kneerehab.gui.look.card import Card
from kneerehab.gui.look.exercise_picture import ExercisePicture
from kneerehab.gui.look.text import Divider, Label
from kneerehab.i18n import _
from kneerehab.services.session import Session
from kneerehab.wording.labels import leg
from kneerehab.wording.session import dose_each, set_words

_LINES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class NextLine:
    """One line: the exercise drawn, facing left for the left leg, and two texts."""

    exercise: str
    left: bool
    title: str
    detail: str


def next_lines(session: Session) -> list[NextLine]:
    """The sets and exercises that come, nearest first."""
    if session.over:
        return []
    here, found = session.step, []
    groups: dict[tuple[int, int], list[Side]] = {}
    for step in session.coming():
        key = (step.item, step.set if step.item == here.item else 0)
        groups.setdefault(key, []).append(step.side)
    for (number, count), sides in groups.items():
        item = session.items[number]
        if number != here.item:
            title = item.name
            detail = dose_each(item.target, per_leg=Side.BOTH not in item.sides)
        else:
            detail = f"{item.name}, {set_words(item.target)}"
            if count == here.set or (len(sides) == 1 and Side.BOTH not in sides):
                title = _("{leg}, set {n}").format(leg=leg(sides[0]), n=count)
            elif Side.BOTH in sides:
                title = _("Set {n}").format(n=count)
            else:
                title = _("Set {n}, left then right").format(n=count)
        left = number == here.item and sides[0] is Side.LEFT
        found.append(NextLine(exercise=item.exercise, left=left, title=title, detail=detail))
    return found[:_LINES]


class NextUpCard(Card):
    """Shows the lines; `set_short` leaves the nearest alone."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Next up"), "", parent)
        self._short = False
        self._lines: list[NextLine] = []
        self._rows = [_Row() for _number in range(_LINES)]
        self._dividers = [Divider() for _number in range(_LINES - 1)]
        self.nothing = Label(_("This is the last set."), "small", "muted", wrap=True)
        self.body.setSpacing(theme.px(8))
        for number, row in enumerate(self._rows):
            if number:
                self.body.addWidget(self._dividers[number - 1])
            self.body.addWidget(row)
        self.body.addWidget(self.nothing)

    def show_lines(self, lines: list[NextLine]) -> None:
        """Fill the card; the same lines again cost nothing."""
        if lines != self._lines or not self.isVisible():
            self._lines = lines
            self._fill()

    def set_short(self, short: bool) -> None:
        """One line instead of three."""
        if short != self._short:
            self._short = short
            self._fill()

    def _fill(self) -> None:
        shown = self._lines[: 1 if self._short else _LINES]
        for number, row in enumerate(self._rows):
            there = number < len(shown)
            row.setVisible(there)
            if number:
                self._dividers[number - 1].setVisible(there)
            if there:
                row.show_line(shown[number])
        self.nothing.setVisible(not shown)


class _Row(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.picture = ExercisePicture("", 48, 48)
        self.title = Label("", "body_strong", wrap=True)
        self.detail = Label("", "small", "muted", wrap=True)
        text = QVBoxLayout()
        text.setSpacing(theme.px(2))
        text.addStretch(1)
        text.addWidget(self.title)
        text.addWidget(self.detail)
        text.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(14))
        row.addWidget(self.picture)
        row.addLayout(text, 1)

    def show_line(self, line: NextLine) -> None:
        self.picture.set_exercise(line.exercise, mirrored=line.left)
        self.title.setText(line.title)
        self.detail.setText(line.detail)
