"""In a language that runs leftwards drawings are turned round: their places, neither their words nor their pictures."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter, QTransform
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QLineEdit, QPlainTextEdit, QWidget

from kneerehab.gui.look import icons, painting
from kneerehab.gui.look.exercise_picture import paint_drawing
from tests.gui.conftest import Running
from tests.gui.everywhere import dialogs, pages, rest
from tests.gui.screens_at_hand import SCREENS
from tests.gui.strokes import Stroke, painted_parts, strokes

pytestmark = [pytest.mark.slow, pytest.mark.qt_log_ignore("This plugin does not support")]

LEFTWARDS, RIGHTWARDS = Qt.LayoutDirection.RightToLeft, Qt.LayoutDirection.LeftToRight
_SLACK = 2.5  # pixels
_SPACE = 5.0  # pixels, of words: a line that was broken keeps its blank, which is at another end leftwards
_UNEVEN = 0.35  # of an icon: so far from its middle its lines may lie
_BLANK = 5.0  # words of one line with less between them are taken for one text: they are parted otherwise leftwards
SIDEWAYS = {
    "arrow-left",
    "arrow-right",
    "chevron-left",
    "chevron-right",
    "again",
    "undo",
    "redo",
    "skip",
    "export",
    "list",
}
KEPT = {
    "ChartPicture": "time runs to the right, as on paper",
    "ChartView": "time runs to the right, as on paper",
    "ExercisePicture": "its left leg is the left one in every language",
    "KneeDrawing": "a picture of the body has its left knee where it is",
    "KneeMap": "a picture of the body has its left knee where it is",
    "PainLegend": "scores run as on the scale",
    "_PainCell": "scores run from 0 to 10",
    "PainScale": "scores run from 0 to 10",
    "Ring": "time runs as on a clock",
}
MEANT = {
    ("caseload", "a picture is mirrored"): "steps of the way and days of a week, kept as pictures, begin at the right",
}


@dataclass(frozen=True, slots=True)
class Seen:
    """What one part drew, and how wide it was."""

    kind: str
    wide: int
    kept: bool
    words: bool
    """Whether it writes its words itself; what is typed into a field stands where Qt puts it."""
    drawn: list[Stroke]


@pytest.fixture
def turned_back() -> Iterator[None]:
    yield
    QApplication.setLayoutDirection(RIGHTWARDS)


def walk(running: Running) -> Iterator[tuple[str, QWidget]]:
    """Each page, and each dialog, as they stand; charts are waited for."""
    yield from pages(running, rest)
    yield from dialogs(running, rest)


def seen(running: Running) -> dict[str, Seen]:
    """Everything painted, by where it is."""
    return {where: part for name, root in walk(running) for where, part in parts(name, root)}


def parts(name: str, root: QWidget) -> Iterator[tuple[str, Seen]]:
    """What is painted of a page, a dialog or a state of the window."""
    for number, part in enumerate(painted_parts(root)):
        kind = type(part).__name__
        kept = part.layoutDirection() == RIGHTWARDS
        words = not isinstance(part, QLineEdit | QAbstractSpinBox | QPlainTextEdit)
        yield f"{name} {number} {kind}", Seen(kind, part.width(), kept, words, strokes(part))


def lines(drawn: list[Stroke]) -> list[QRectF]:
    """The places of words: what stands in one line without much blank is one."""
    found: list[QRectF] = []
    for each in sorted((stroke.box for stroke in drawn if stroke.kind == "text"), key=lambda box: box.left()):
        for number, line in enumerate(found):
            if abs(line.center().y() - each.center().y()) < _SLACK and each.left() - line.right() < max(
                _BLANK, each.height() / 4
            ):
                found[number] = line.united(each)
                break
        else:
            found.append(each)
    return found


def shapes(part: Seen, turned: list[bool]) -> list[QRectF]:
    """The places of shapes; those that stay upright and follow one another, such as the lines of an icon, are one."""
    found: list[QRectF] = []
    upright = False
    for stroke, is_turned in zip(without_words(part), turned, strict=True):
        if upright and not is_turned:
            found[-1] = found[-1].united(stroke.box)
        else:
            found.append(stroke.box)
        upright = not is_turned
    return found


def without_words(part: Seen) -> list[Stroke]:
    return [stroke for stroke in part.drawn if stroke.kind != "text"]


def missing(wanted: list[QRectF], there: list[QRectF], slack: float, uneven: float = 0.0) -> list[str]:
    """The places where something should be and nothing is; `uneven` is a share of the width that may be in the way."""
    left = list(there)
    found = []
    for box in wanted:
        near = next((other for other in left if _near(box, other, slack + uneven * box.width())), None)
        if near is None:
            found.append(f"{box.left():.0f} {box.top():.0f} {box.width():.0f}x{box.height():.0f}")
        else:
            left.remove(near)
    return found


def _near(one: QRectF, other: QRectF, slack: float) -> bool:
    apart = one.center() - other.center()
    return abs(apart.x()) <= slack and abs(apart.y()) <= _SLACK and abs(one.width() - other.width()) <= 2 * _SLACK


def faults(before: Seen, after: Seen) -> list[str]:
    """What is not where it should be, or cannot be read, in a part that was drawn the other way round."""
    found = [f"“{stroke.words}” is mirrored" for stroke in after.drawn if stroke.words and stroke.turned]
    found += ["a picture is mirrored" for stroke in after.drawn if stroke.kind == "picture" and stroke.turned]
    if abs(after.wide - before.wide) > _SLACK:
        return [*found, f"{before.wide} wide became {after.wide}"]
    come = [any(stroke.kind == "picture" for stroke in part.drawn) for part in (before, after)]
    if after.kind in ("ChartView", "ChartPicture") and after.kept and not all(come):
        return found  # out of sight a chart is drawn when there is time
    if len(without_words(before)) != len(without_words(after)):
        return [*found, "other shapes are drawn"]
    turned = [stroke.turned or after.kept for stroke in without_words(after)]

    def there(boxes: list[QRectF]) -> list[QRectF]:
        return boxes if after.kept else [QRectF(before.wide - box.right(), *box.getRect()[1:]) for box in boxes]

    uneven = 0 if all(turned) else _UNEVEN
    found += missing(there(shapes(before, turned)), shapes(after, turned), _SLACK, uneven)
    return found + (missing(there(lines(before.drawn)), lines(after.drawn), _SPACE) if before.words else [])


def test_every_painted_part_is_turned_round_and_can_still_be_read(program: Any, turned_back: None) -> None:
    running: Running = program("build-week-8")
    running.stop()
    begun = shutil.copytree(running.folder, running.folder.with_name("as it began"))
    running.start()
    before = seen(running)
    running.stop()
    shutil.rmtree(running.folder)
    shutil.move(begun, running.folder)
    QApplication.setLayoutDirection(LEFTWARDS)
    running.start()
    after = seen(running)
    assert set(before) == set(after)
    assert len({each.kind for each in before.values()}) > 60
    wrong = {where: told for where, part in before.items() if (told := faults(part, after[where]))}
    assert wrong == {}
    kept = {part.kind for part in after.values() if part.kept}
    assert kept - set(KEPT) == set(), "what is not turned round says why"


@pytest.mark.parametrize("name", SCREENS)
def test_every_painted_part_of_a_screen_is_turned_round(program: Any, turned_back: None, name: str) -> None:
    screen = SCREENS[name](program)
    rest()
    before = dict(parts(name, screen))
    QApplication.setLayoutDirection(LEFTWARDS)
    rest()
    after = dict(parts(name, screen))
    assert set(before) == set(after)
    found = {
        where: [told for told in faults(part, after[where]) if (name, told) not in MEANT]
        for where, part in before.items()
    }
    assert {where: told for where, told in found.items() if told} == {}


class _Sign(QWidget):
    """One picture, as a painted control draws it."""

    def __init__(self, draw: Callable[[QPainter, QRectF], None]) -> None:
        super().__init__()
        self.setFixedSize(80, 80)
        self._draw = draw

    def paintEvent(self, event: object) -> None:
        painter = painting.brush_for(self)
        painter.fillRect(self.rect(), Qt.GlobalColor.white)
        self._draw(painter, QRectF(8, 8, 64, 64))
        painter.end()


def _both_ways(draw: Callable[[QPainter, QRectF], None]) -> tuple[QImage, QImage]:
    """A picture drawn rightwards and leftwards."""
    plain = _Sign(draw).grab().toImage()
    QApplication.setLayoutDirection(LEFTWARDS)
    return plain, _Sign(draw).grab().toImage()


def _unlike(one: QImage, other: QImage) -> float:
    """How much of the ink of one picture is elsewhere in another: 0 is the same, about 2 is all of it."""
    points = [(x, y) for x in range(one.width()) for y in range(one.height())]
    ink, there = ([255 - picture.pixelColor(*at).lightness() for at in points] for picture in (one, other))
    return sum(abs(here - other) for here, other in zip(ink, there, strict=True)) / sum(ink)


@pytest.mark.parametrize("name", icons.names())
def test_only_an_icon_that_points_sideways_is_turned_round(name: str, turned_back: None) -> None:
    plain, there = _both_ways(lambda painter, box: icons.paint(painter, name, box))
    wanted = plain.transformed(QTransform().scale(-1, 1)) if name in SIDEWAYS else plain
    assert _unlike(wanted, there) < 0.25


@pytest.mark.parametrize("exercise", ["clamshell", "bulgarian-split-squat", "calf-roll"])
def test_the_drawing_of_an_exercise_keeps_its_left_leg(exercise: str, turned_back: None) -> None:
    plain, there = _both_ways(lambda painter, box: paint_drawing(painter, exercise, box))
    assert _unlike(plain, there) < 0.05
    assert _unlike(plain.transformed(QTransform().scale(-1, 1)), there) > 0.3, "a drawing that could not tell"
