"""How a row of the caseload is laid out and painted, and what it says to a screen reader."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from kneerehab.domain.caseload import CaseloadRow, Note
from kneerehab.domain.runner import Runner
from kneerehab.gui.look import icons, painting, theme
from kneerehab.gui.look.day_dot import draw_day_dot
from kneerehab.gui.look.painted_rows import Column, view_of
from kneerehab.i18n import _
from kneerehab.wording.caseload import exercise_words, note_words, phase_words
from kneerehab.wording.formats import Formats
from kneerehab.wording.labels import knees_name
from kneerehab.wording.runners import initials, shown_name

SHOWN = Qt.ItemDataRole.UserRole
_NO_EXERCISES, _NO_CURVE = 960, 860  # scaled pixels below which these columns give way
_HEIGHT, _SIDE, _DISC = 48, 20, 30
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

    runner: Runner
    row: CaseloadRow | None
    same_name: bool
    hidden: bool
    formats: Formats
    last: str
    as_of: str = ""
    """The day that the row is of, if it is not today."""

    @property
    def name(self) -> str:
        """The name, or what stands for it."""
        return shown_name(self.runner, hidden=self.hidden)

    @property
    def about(self) -> str:
        """The second line: record number or year of birth, and the knee."""
        parts = [self.runner.record_number or ""] if not self.hidden else []
        if self.runner.birth_year and not self.hidden:
            parts.append(str(self.runner.birth_year))
        if self.row is not None:
            parts.append(knees_name(self.row.affected))
        if self.as_of:
            parts.append(_("as of {day}").format(day=self.as_of))
        return "  ·  ".join(part for part in parts if part)

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """Left edge and width of each column in pixels; `None` where it has no room."""

    runner: Column
    phase: Column
    curve: Column | None
    pain: Column
    exercises: Column | None
    last: Column
    note: Column
    button: Column


def columns(width: int) -> Columns:
    """The columns of a row of this width, as the picture has them."""
    px = theme.px
    exercises, curve = width >= px(_NO_EXERCISES), width >= px(_NO_CURVE)
    button = width - px(16) - px(62)
    note = button - px(222)
    last = note - px(98)
    left = last - px(92) if exercises else last
    dot = left - px(38)
    bend = dot - px(106) if curve else dot
    phase = bend - px(134)
    return Columns(
        runner=(px(_SIDE), phase - px(_SIDE) - px(10)),
        phase=(phase, px(126)),
        curve=(bend, px(94)) if curve else None,
        pain=(dot, px(28)),
        exercises=(left, px(86)) if exercises else None,
        last=(last, px(92)),
        note=(note, px(214)),
        button=(button, px(62)),
    )


def button_rect(row: QRect) -> QRect:
    """Where "Open" stands in a row."""
    left, width = columns(row.width()).button
    return QRect(round(row.left() + left), row.center().y() - theme.px(16), round(width), theme.px(32))


def captions(width: int) -> list[tuple[Column, str, Qt.AlignmentFlag]]:
    """What stands above the columns of rows of this width."""
    place = columns(width)
    shown = (
        (place.runner, _("Runner")),
        (place.phase, _("Phase")),
        (place.curve or place.pain, _("Pain, 4 weeks") if place.curve else _("Pain")),
        (place.exercises, _("Exercises")),
        (place.last, _("Last entry")),
        (place.note, _("To note")),
    )
    return [(column, words, painting.LEFT) for column, words in shown if column is not None]


class CaseloadRowPainter(QStyledItemDelegate):
    """Paints rows; `ringed` is whether the focus is to be seen on the current one."""

    ringed = False

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
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(box, theme.colour("sunken" if current or hovered else "surface"))
        painter.fillRect(QRectF(box.left(), box.bottom() - 1, box.width(), 1), theme.colour("border"))
        self._who(painter, box, place, shown)
        if shown.row is None:
            self._text(painter, box, place.phase, "…", "body", "muted")
        else:
            self._row(painter, box, place, shown, shown.row)
        strong = current or hovered
        button = QRectF(button_rect(rect))
        painting.rounded(painter, button, 8, "accent" if strong else "surface", None if strong else "line")
        painting.write(painter, button, _("Open"), theme.font("chip"), "on_accent" if strong else "text")
        if current and self.ringed:
            inset = theme.px(3)
            painting.rounded(painter, box.adjusted(inset, inset, -inset, -inset - 1), 8, None, "focus", 2)
        painter.restore()

    def _who(self, painter: QPainter, box: QRectF, place: Columns, shown: Shown) -> None:
        left, width = place.runner
        disc = painting.box_around(
            QPointF(box.left() + left + theme.px(_DISC) / 2, box.center().y()), theme.px(_DISC), theme.px(_DISC)
        )
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("accent_tint"))
        painter.drawEllipse(disc)
        painting.write(painter, disc, initials(shown.runner.name), theme.font("caption"), "accent")
        text = left + theme.px(_DISC + 10)
        self._two(painter, box, (text, width - (text - left)), (shown.name, "body_strong", "text"), shown.about)

    def _row(self, painter: QPainter, box: QRectF, place: Columns, shown: Shown, row: CaseloadRow) -> None:
        self._text(painter, box, place.phase, phase_words(row), "body", "text")
        if place.curve is not None:
            self._curve(painter, box, place.curve, row.pain)
        draw_day_dot(
            painter, QPointF(box.left() + place.pain[0] + place.pain[1] / 2, box.center().y()), row.last_pain, 25
        )
        if place.exercises is not None:
            known = row.exercise_days is not None and row.planned_days > 0
            self._text(painter, box, place.exercises, exercise_words(row), "small", "text" if known else "muted")
        tone, icon = _TONES[row.note]
        self._text(painter, box, place.last, shown.last, "small", "caution" if row.note is Note.SILENT else "text")
        self._note(painter, box, place.note, note_words(row, shown.formats), tone, icon)

    def _note(self, painter: QPainter, box: QRectF, column: Column, words: str, tone: str, icon: str) -> None:
        px, font = theme.px, theme.font("caption" if tone == "muted" else "chip")
        width = min(column[1], painting.text_width(words, font) + px(40))
        chip = QRectF(box.left() + column[0], box.center().y() - px(13), width, px(26))
        if tone != "muted":
            painting.rounded(painter, chip, 13, f"{tone}_tint")
        icons.paint(painter, icon, QRectF(chip.left() + px(10), box.center().y() - px(7), px(14), px(14)), tone, 2)
        painting.write(painter, chip.adjusted(px(30), 0, -px(8), 0), words, font, tone, painting.LEFT)

    def _curve(self, painter: QPainter, box: QRectF, column: Column, pain: tuple[int | None, ...]) -> None:
        """Four weeks as a line that stops where nobody said, on a base line of 0; 10 fills the row."""
        px = theme.px
        left, top, bottom = box.left() + column[0], box.top() + px(8), box.bottom() - px(12)
        step = column[1] / max(1, len(pain) - 1)
        painter.setPen(painting.pen("border", 1.5))
        painter.drawLine(QPointF(left, bottom + px(2)), QPointF(left + column[1], bottom + px(2)))
        painter.setPen(painting.pen("accent", 1.8))
        before: QPointF | None = None
        for number, score in enumerate(pain):
            if score is None:
                before = None
                continue
            point = QPointF(left + number * step, bottom - (bottom - top) * score / 10)
            painter.drawLine(before or point, point)
            before = point

    def _text(self, painter: QPainter, box: QRectF, column: Column, words: str, role: str, colour: str) -> None:
        place = QRectF(box.left() + column[0], box.top(), column[1], box.height())
        painting.write(painter, place, words, theme.font(role), colour, painting.LEFT)

    def _two(self, painter: QPainter, box: QRectF, column: Column, first: tuple[str, str, str], second: str) -> None:
        """A line above the middle of the row and a quiet one below it."""
        words, role, colour = first
        if not second:
            self._text(painter, box, column, words, role, colour)
            return
        left, width = box.left() + column[0], column[1]
        high, middle = float(theme.line_height(role)), box.center().y()
        painting.write(
            painter, QRectF(left, middle - high + 1, width, high), words, theme.font(role), colour, painting.LEFT
        )
        painting.write(
            painter, QRectF(left, middle, width, high), second, theme.font("caption"), "muted", painting.LEFT
        )
