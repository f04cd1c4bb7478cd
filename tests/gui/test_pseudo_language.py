"""Every page and dialog in a language nobody speaks: no word is cut off or untranslated, and it can run leftwards."""

from __future__ import annotations

import importlib
import json
import pkgutil
import re
from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QApplication, QComboBox, QLabel, QLineEdit, QWidget

from kneerehab import gui, i18n
from kneerehab.gui.look import language
from kneerehab.gui.look.dialog import Dialog
from kneerehab.gui.look.select import Select
from kneerehab.gui.shell.navigation import PAGES
from tests.gui.clipping import clipped_at_rest
from tests.gui.conftest import EXAMPLES
from tests.gui.dialogs_at_hand import DIALOGS
from tests.gui.everywhere import close, dialogs, pages, settle
from tests.gui.pseudo import Pseudo, drawn_out, untranslated
from tests.gui.strokes import Stroke, painted_parts, strokes

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

_NAMES = {name for _code, name in language.names()} | {"Blue with a long name", "kneerehab"}
_GIVEN = {
    "Replace",
    "Wall sit goes.",
    "Squat comes.",
    "here.json",
    "locked.json",
    "bad.json",
    "bad.gpx",
    "run.gpx",
    "new.json",
    "Morning run",
}  # to a dialog, by these tests
_DAYS = r"Mon|Tue|Wed|Thu|Fri|Sat|Sun|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec"
_KEYS = r"Ctrl|Alt|Shift|Enter|Esc|Space|Left|Right|Tab|Home|End|Del|Delete|Up|Down|PgUp|PgDown"
_OWN = re.compile(
    rf"\b(({_DAYS})\w*|{_KEYS}|km|mi|min|kg|F\d+|PDF|PNG|CSV|JSON|GPX|A4|FHIR|ICS|R4|[A-Z0-9]{{4}}\W[A-Z0-9]{{4}})\b"
)
_WORD = re.compile(r"[A-Za-z]{2,}")
_PLAIN = re.compile(r"(?=[A-Za-z]*[AEIOUaeiou])[A-Za-z]{2,}")
"""A word without an accent: the pseudo-language has none, as words may be painted line by line without brackets."""
_SLACK = 2.0


@pytest.fixture
def pseudo(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> Iterator[None]:
    """The texts of the program in the pseudo language; with "mirrored" the window runs from right to left."""
    mirrored = getattr(request, "param", "") == "mirrored"
    monkeypatch.setattr(i18n, "_translations", Pseudo(mirrored=mirrored))
    if mirrored:
        QApplication.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    yield
    QApplication.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def walk(program: Any, scale: int, size: tuple[int, int] = (960, 640)) -> Iterator[tuple[str, QWidget]]:
    """Each page in its window, then each dialog, as they stand."""
    running = program("build-week-8")
    running.workspace.change_settings(text_scale=scale)
    running.window.resize(*size)
    yield from pages(running)
    yield from dialogs(running)


def cut(part: QWidget) -> list[str]:
    """Words that are cut off, what scrolls sideways and what is wider than the window."""
    found = clipped_at_rest(part)
    settle()  # a bar that has just come is given its own line only now
    return found + ([f"{part.width()} wide"] if part.width() > 960 else [])


def shown(part: QWidget) -> Iterator[str]:
    """Every text of a window that can be read or heard."""
    for each in (part, *part.findChildren(QWidget)):
        if not each.isVisibleTo(part):
            continue
        yield from (each.toolTip(), each.accessibleName(), each.accessibleDescription())
        if isinstance(each, QLabel | QAbstractButton | QLineEdit):
            yield each.text()
        if isinstance(each, QLineEdit):
            yield each.placeholderText()
        if isinstance(each, QComboBox):
            yield from (each.itemText(index) for index in range(each.count()))


def painted_faults(root: QWidget, mine: list[str]) -> list[str]:
    """Painted words that are cut off, lie over one another or outside their part, or were given to no translator."""
    found = []
    for part in painted_parts(root):
        texts = [stroke for stroke in strokes(part) if stroke.kind == "text"]
        kind, wide = type(part).__name__, part.width() + _SLACK
        for number, text in enumerate(texts):
            whole = isinstance(part, Select) or isinstance(part.parentWidget(), QAbstractItemView)  # told otherwise
            if not whole and text.words.endswith("…") and text.words.count("[") > text.words.count("]"):
                found.append(f"{kind}: {text.words} is cut off")
            if text.box.left() < -_SLACK or text.box.right() > wide:
                found.append(f"{kind}: {text.words} reaches out of it")
            for other in texts[number + 1 :]:
                both = _ink(text).intersected(_ink(other))
                if text.words != other.words and both.width() > _SLACK and both.height() > _SLACK:
                    found.append(f"{kind}: {text.words} and {other.words} lie over one another")
            left = text.words
            for own in mine if _PLAIN.search(_OWN.sub("", left)) else ():
                left = "" if left.endswith("…") and own.startswith(left.rstrip("…")) else left.replace(own, "")
            if _PLAIN.search(_OWN.sub("", left)):
                found.append(f"{kind}: {text.words} was not translated")
    return found


def _ink(text: Stroke) -> QRectF:
    """Where a text is seen: figures, often large, have nothing below their line and little above them."""
    air = 0.0 if any(map(str.isalpha, text.words)) else text.box.height() / 5
    return text.box.adjusted(0, air, 0, -air)


def own_words() -> list[str]:
    """What the runner of the example wrote, the longest first."""

    def strings(value: object) -> Iterator[str]:
        if isinstance(value, str):
            yield value
        elif isinstance(value, dict | list):
            for inner in value.values() if isinstance(value, dict) else value:
                yield from strings(inner)

    found = {*strings(json.loads((EXAMPLES / "build-week-8.json").read_text(encoding="utf-8"))), *_NAMES, *_GIVEN}
    return sorted((text for text in found if _WORD.search(text)), key=len, reverse=True)


def left_over(part: QWidget, mine: list[str]) -> Iterator[str]:
    """The texts with words that no translator has seen."""
    for text in set(shown(part)):
        left = untranslated(text)
        for own in mine if _WORD.search(_OWN.sub("", left)) else ():
            left = left.replace(own, "")
        if _WORD.search(_OWN.sub("", left)):
            yield text


def test_every_dialog_of_the_program_is_among_those_that_are_measured(program: Any) -> None:
    running = program("build-week-8")
    seen = set()
    for make in DIALOGS.values():
        dialog = make(running.workspace, running.window)
        seen.add(type(dialog))
        close(dialog)
    for module in pkgutil.walk_packages(gui.__path__, "kneerehab.gui."):
        importlib.import_module(module.name)
    known = {Dialog}
    while (more := {kind for each in known for kind in each.__subclasses__()} - known) != set():
        known |= more
    bases = {each for kind in known for each in kind.__mro__[1:]}
    own = {kind for kind in known - bases if kind.__module__.startswith("kneerehab.")}
    assert len(own) > 30
    assert {kind.__name__ for kind in own - seen} == set()


@pytest.mark.slow
def test_no_word_is_cut_off_and_every_one_was_given_to_the_translators(program: Any, pseudo: None) -> None:
    mine, narrow, plain = own_words(), {}, {}
    for name, part in walk(program, 100):
        if faults := cut(part):
            narrow[name] = faults
        if texts := sorted(left_over(part, mine)):
            plain[name] = texts
    assert narrow == {}
    assert plain == {}


@pytest.mark.slow
@pytest.mark.parametrize("size", [(960, 640), (1280, 800)], ids=lambda size: f"{size[0]}x{size[1]}")
def test_no_painted_word_is_cut_off_covered_or_left_in_english(
    program: Any, pseudo: None, size: tuple[int, int]
) -> None:
    mine, found = own_words(), {}
    for name, part in walk(program, 100, size):
        if faults := painted_faults(part, mine):
            found[name] = faults
    assert found == {}


@pytest.mark.parametrize("pseudo", ["mirrored"], indirect=True)
def test_no_word_is_cut_off_at_twice_the_size_from_right_to_left(program: Any, pseudo: None) -> None:
    found = {}
    for name, part in walk(program, 200):
        if faults := cut(part):
            found[name] = faults
    assert found == {}


@pytest.mark.parametrize("pseudo", ["mirrored"], indirect=True)
def test_a_language_that_runs_leftwards_has_its_window_the_other_way_round(program: Any, pseudo: None) -> None:
    running = program("build-week-8")
    window = running.window
    for entry in PAGES:
        window.show_page(entry.name)
        settle()
        page = window.page(entry.name)
        assert window.sidebar.mapTo(window, QPoint(0, 0)).x() > page.mapTo(window, QPoint(0, 0)).x(), entry.name
        title = next((each for each in page.findChildren(QLabel) if each.isVisible()), None)
        if title is not None:
            middle = title.mapTo(page, title.rect().center()).x()
            assert middle > page.width() / 3, (entry.name, title.text())


@pytest.mark.parametrize("pseudo", ["mirrored"], indirect=True)
def test_the_bar_of_a_report_in_the_making_widens_no_dialog_in_a_language_of_long_words(
    program: Any, pseudo: None
) -> None:
    running = program("build-week-8")
    running.workspace.change_settings(text_scale=200)
    running.window.resize(960, 640)
    dialog: Any = DIALOGS["report"](running.workspace, running.window)
    dialog.show()
    settle()
    dialog.drawing.words.setText(i18n._("Page {number} of {count}").format(number=10, count=200))
    dialog.drawing.show()
    settle()
    assert dialog.width() <= 960
    close(dialog)


def test_the_window_follows_the_way_a_language_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    hebrew = Pseudo(mirrored=True)
    hebrew.info()["language"] = "he"
    with monkeypatch.context() as patch:
        patch.setattr(i18n, "_translations", hebrew)
        language.follow()
        assert QApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft
    language.follow()
    assert QApplication.layoutDirection() == Qt.LayoutDirection.LeftToRight


def test_the_pseudo_language_is_longer_and_keeps_what_is_filled_in() -> None:
    text = "Worst pain of {n} days, {knee}: see <b>Plan</b>"
    longer = drawn_out(text)
    assert len(longer) >= 1.15 * len(text)
    assert set(re.findall(r"\{\w+\}|</?b>", longer)) == {"{n}", "{knee}", "<b>", "</b>"}
    assert Pseudo().gettext("Not a text of the program") == "Not a text of the program"
    assert untranslated(f"[{longer}] and more") == " and more"
