"""How a row of the caseload is laid out and painted, and what it says to a screen reader."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from kneerehab.domain.caseload import CaseloadRow, Note
from kneerehab.domain.codes import Phase
from kneerehab.domain.folding import one_line
from kneerehab.frozen import dataclass
from kneerehab.gui.caseload.columns import Columns, button_rect, columns
from kneerehab.gui.caseload.stamps import Stamps
from kneerehab.gui.look import icons, painting, theme
from kneerehab.gui.look.day_dot import draw_day_dot
from kneerehab.gui.look.made_rows import SHOWN
from kneerehab.gui.look.painted_rows import Column, view_of
from kneerehab.i18n import _
from kneerehab.wording.caseload import exercise_words, note_words, phase_parts, phase_words
from kneerehab.wording.formats import Formats
from kneerehab.wording.labels import knees_name, label
from kneerehab.wording.runners import initials, shown_name

if TYPE_CHECKING:
    from kneerehab.services.caseload import Listed

_HEIGHT, _DISC = 48, 30
_TRACK = (Phase.CALM, Phase.WALK, Phase.RUNWALK, Phase.BUILD, Phase.MAINTAIN)
_TONES = {
    Note.RED_FLAG: ("danger", "triangle-alert"),
    Note.FLARE: ("danger", "pain"),
    Note.RED_RUN: ("danger", "triangle-alert"),
    Note.SILENT: ("caution", "clock"),
    Note.RAN_OVER: ("caution", "run"),
    Note.STEADY: ("caution", "equals"),
    Note.HELD: ("caution", "equals"),
    Note.READY: ("success", "arrow-up"),
    Note.NOT_BEGUN: ("muted", "minus"),
    Note.ON_PLAN: ("muted", "check"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A runner of the list; `row` is `None` until their diary has been read."""

    runner: Listed
    row: CaseloadRow | None
    same_name: bool
    hidden: bool
    formats: Formats
    last: str
    short_last: str = ""
    """The last entry where there is little room: the time alone, if it is of today."""
    as_of: str = ""
    """The day that the row is of, if it is not today."""

    @property
    def name(self) -> str:
        """The name, or what stands for it."""
        return shown_name(self.runner, hidden=self.hidden)

    @property
    def about(self) -> str:
        """The second line: the record number, or else the year of birth, and the knee."""
        return next(self.ways_about())

    def ways_about(self) -> Iterator[str]:
        """The second line, and shorter ones: the name stands above it, so that the day it is of matters most."""
        number, year = one_line(self.runner.record_number or ""), str(self.runner.birth_year or "")
        first = "" if self.hidden else number if number and number != self.name else year
        day = _("as of {day}").format(day=self.as_of) if self.as_of else ""
        if self.row is not None:
            yield _joined(first, knees_name(self.row.affected), day)
            yield _joined(first, label(self.row.affected), day)
        yield _joined(first, day)
        yield day or first

    @property
    def words(self) -> str:
        """The whole row as one sentence after the other."""
        if self.row is None:
            return _("{name}, not read yet").format(name=self.name)
        row = self.row
        pain = _("pain not known") if row.last_pain is None else _("pain {score} of 10").format(score=row.last_pain)
        twice = _("somebody else has this name too") if self.same_name and not self.hidden else ""
        parts = (
            self.name,
            self.about,
            twice,
            note_words(row, self.formats),
            phase_words(row),
            pain,
            exercise_words(row),
        )
        return ", ".join(part for part in (*parts, _("last entry {when}").format(when=self.last)) if part)


class CaseloadRowPainter(QStyledItemDelegate):
    """Paints rows; `ringed` is whether the focus is to be seen on the current one."""

    ringed = False

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._stamps = Stamps()

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(1, max(theme.px(_HEIGHT), 2 * theme.line_height("caption") + theme.px(10)))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        shown: Shown = index.data(SHOWN)
        view = view_of(option)
        rect: QRect = option.rect
        box, place = QRectF(rect), columns(rect.width())
        current = view is not None and view.currentIndex() == index
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        painter.save()
        painting.turn_row(painter, option)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(box, theme.colour("sunken" if current or hovered else "surface"))
        painter.fillRect(QRectF(box.left(), box.bottom() - 1, box.width(), 1), theme.colour("border"))
        self._who(painter, box, place, shown)
        if shown.row is None:
            self._text(painter, box, place.phase or place.note, "…", "body", "muted")
        else:
            self._row(painter, box, place, shown, shown.row)
        strong = current or hovered
        self._button(painter, QRectF(button_rect(rect)), strong=strong)
        if current and self.ringed:
            inset = theme.px(3)
            painting.rounded(painter, box.adjusted(inset, inset, -inset, -inset - 1), 8, None, "focus", 2)
        painter.restore()

    def _button(self, painter: QPainter, box: QRectF, *, strong: bool) -> None:
        words = _("Open")

        def draw(painter: QPainter, box: QRectF) -> None:
            painting.rounded(painter, box, 8, "accent" if strong else "surface", None if strong else "line")
            painting.write(painter, box, words, theme.font("chip"), "on_accent" if strong else "text")

        self._stamps.put(painter, box, (words, strong), draw)

    def _who(self, painter: QPainter, box: QRectF, place: Columns, shown: Shown) -> None:
        left, width = place.runner
        letters = initials(shown.runner.name)
        disc = painting.box_around(
            QPointF(box.left() + left + theme.px(_DISC) / 2, box.center().y()), theme.px(_DISC), theme.px(_DISC)
        )
        if letters.isalpha() and any(mark.isdigit() for mark in shown.name):  # a number stands for the name
            letters = ""

        def draw(painter: QPainter, disc: QRectF) -> None:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("accent_tint"))
            painter.drawEllipse(disc)
            if letters:
                painting.write(painter, disc, letters, theme.font("caption"), "accent")
            else:
                side = theme.px(15)
                icons.paint(painter, "user", painting.box_around(disc.center(), side, side), "accent", 2)

        self._stamps.put(painter, disc, ("disc", letters), draw)
        text = left + theme.px(_DISC + 10)
        self._two(painter, box, (text, width - (text - left)), (shown.name, "body_strong", "text"), shown.ways_about())

    def _row(self, painter: QPainter, box: QRectF, place: Columns, shown: Shown, row: CaseloadRow) -> None:
        if place.phase is not None:
            self._phase(painter, box, place.phase, row)
        if place.curve is not None:
            with painting.upright(
                painter, QRectF(box.left() + place.curve[0], box.top(), place.curve[1], box.height())
            ):
                self._curve(painter, box, place.curve, row.pain)  # time runs to the right, as on paper
        self._dot(painter, QPointF(box.left() + place.pain[0] + place.pain[1] / 2, box.center().y()), row.last_pain)
        if place.exercises is not None:
            self._exercises(painter, box, place.exercises, row, squares=place.squares)
        tone, icon = _TONES[row.note]
        if place.last is not None:
            fits = painting.text_width(shown.last, theme.font("small")) <= place.last[1]
            last = shown.last if fits else shown.short_last or shown.last
            self._text(painter, box, place.last, last, "small", "caution" if row.note is Note.SILENT else "text")
        self._note(painter, box, place.note, note_words(row, shown.formats), tone, icon)

    def _dot(self, painter: QPainter, centre: QPointF, score: int | None) -> None:
        side = theme.px(27)
        box = painting.box_around(centre, side, side)
        self._stamps.put(painter, box, ("dot", score), lambda on, box: draw_day_dot(on, box.center(), score, 25))

    def _phase(self, painter: QPainter, box: QRectF, column: Column, row: CaseloadRow) -> None:
        """The name of the phase with its step or week, over the way from Calm to Full return."""
        px, (name, detail) = theme.px, phase_parts(row)
        left, width = box.left() + column[0], column[1]
        high, middle = float(theme.line_height("body")), box.center().y()
        line = QRectF(left, middle - high + px(2), width, high)
        self._stamps.write(painter, line, name, "body", "text")
        after = painting.text_width(name, theme.font("body")) + px(6)
        fits = not detail or after + painting.text_width(detail, theme.font("caption")) <= width
        if fits:
            rest = line.adjusted(after, px(1), 0, px(1))
        else:  # longer words of other languages stand beside a shorter way
            rest = QRectF(left + px(63), middle + px(10) - high / 2, width - px(61), high)
        self._stamps.write(painter, rest, detail, "caption", "muted")
        step, part_width = (px(20), px(16)) if fits else (px(12), px(9))
        reached = _TRACK.index(row.phase) if row.phase in _TRACK else -1

        def draw(painter: QPainter, box: QRectF) -> None:
            for number in range(len(_TRACK)):
                part = QRectF(number * step, 0, part_width, box.height())
                painting.rounded(painter, part, 2, "accent" if number <= reached else "border")

        way = QRectF(left, middle + px(8), len(_TRACK) * step, px(4))
        self._stamps.put(painter, way, ("way", reached, fits), draw, turns=True)

    def _exercises(self, painter: QPainter, box: QRectF, column: Column, row: CaseloadRow, *, squares: bool) -> None:
        """Days done of those planned, and if there is room a square for each."""
        px, known = theme.px, row.exercise_days is not None and row.planned_days > 0
        if not known or not squares or row.exercise_days is None:
            words = exercise_words(row) if not squares or not known else ""
            self._text(painter, box, column, words, "small", "text" if known else "muted")
            return
        self._text(painter, box, column, exercise_words(row, short=True), "small", "text")
        done, planned = row.exercise_days, min(7, row.planned_days)

        def draw(painter: QPainter, box: QRectF) -> None:
            for number in range(planned):
                part = QRectF(number * px(11), 0, px(8), px(8))
                painting.rounded(painter, part, 2, "success" if number < done else "border")

        squares_box = QRectF(box.left() + column[0] + px(53), box.center().y() - px(4), planned * px(11), px(8))
        self._stamps.put(painter, squares_box, ("days", done, planned), draw, turns=True)

    def _note(self, painter: QPainter, box: QRectF, column: Column, words: str, tone: str, icon: str) -> None:
        px, role = theme.px, "caption" if tone == "muted" else "chip"
        width = min(column[1], painting.text_width(words, theme.font(role)) + px(40))
        chip = QRectF(box.left() + column[0], box.center().y() - px(13), width, px(26))
        if tone != "muted":
            painting.rounded(painter, chip, 13, f"{tone}_tint")
        place = QRectF(chip.left() + px(10), box.center().y() - px(7), px(14), px(14))
        self._stamps.put(painter, place, (icon, tone), lambda on, box: icons.paint(on, icon, box, tone, 2))
        self._stamps.write(painter, chip.adjusted(px(30), 0, -px(8), 0), words, role, tone)

    def _curve(self, painter: QPainter, box: QRectF, column: Column, pain: tuple[int | None, ...]) -> None:
        """Four weeks as a line that stops where nobody said, on a base line of 0; 10 fills the row."""
        px = theme.px
        left, top, bottom = box.left() + column[0], box.top() + px(8), box.bottom() - px(12)
        step = column[1] / max(1, len(pain) - 1)
        painter.setPen(painting.pen("border", 1.5))
        painter.drawLine(QPointF(left, bottom + px(2)), QPointF(left + column[1], bottom + px(2)))
        pen = painting.pen("accent", 1.8)
        pen.setJoinStyle(Qt.PenJoinStyle.BevelJoin)  # a round one takes four times as long, and can't be told from it
        painter.setPen(pen)
        points: list[QPointF] = []
        for number, score in enumerate((*pain, None)):
            if score is not None:
                points.append(QPointF(left + number * step, bottom - (bottom - top) * score / 10))
            elif len(points) == 1:
                painter.drawEllipse(points.pop(), px(1), px(1))
            elif points:
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawPolyline(points)
                points = []

    def _text(self, painter: QPainter, box: QRectF, column: Column, words: str, role: str, colour: str) -> None:
        place = QRectF(box.left() + column[0], box.top(), column[1], box.height())
        self._stamps.write(painter, place, words, role, colour)

    def _two(
        self, painter: QPainter, box: QRectF, column: Column, first: tuple[str, str, str], ways: Iterable[str]
    ) -> None:
        """A line above the middle of the row and a quiet one below it, the first of `ways` that has room."""
        words, role, colour = first
        left, width = box.left() + column[0], column[1]
        second = ""
        for second in ways:
            if not second or painting.text_width(second, theme.font("caption")) <= width:
                break
        if not second:
            self._text(painter, box, column, words, role, colour)
            return
        high, middle = float(theme.line_height(role)), box.center().y()
        self._stamps.write(painter, QRectF(left, middle - high + 1, width, high), words, role, colour)
        self._stamps.write(painter, QRectF(left, middle, width, high), second, "caption", "muted")


def _joined(*parts: str) -> str:
    return "  ·  ".join(part for part in parts if part)
