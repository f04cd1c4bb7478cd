"""How long things live: what Qt shows is kept by Python too, and nothing acts after its time."""

from __future__ import annotations

import gc
import re
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import wait
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QLayout, QLayoutItem, QVBoxLayout, QWidget
from shiboken6 import dump, getCppPointer, isValid, ownedByPython

from kneerehab.gui.look import everywhere
from kneerehab.gui.look.row import put_into
from kneerehab.gui.shell import keyboard, tasks
from kneerehab.gui.shell.keys import KeysDialog
from kneerehab.gui.shell.navigation import PAGES
from tests.builders import at, run
from tests.gui.dialogs_at_hand import DIALOGS

_ROOT = Path(__file__).parents[2]

pytestmark = [
    pytest.mark.lifetime,
    pytest.mark.qt_log_ignore("This plugin does not support"),  # remarks of the offscreen platform
]


def kept_from_within() -> list[str]:
    """What PySide keeps alive by a part of its own, and so not at all: Python's sweep takes both for garbage."""
    widgets = everywhere.widgets()
    keepers = {id(part): _keeper(part) for part in widgets}
    by_name = {f"{type(part).__name__} at {id(part):#x}": part for part in widgets}
    found = []
    for part in widgets:
        keeper = by_name.get(keepers[id(part)])
        above = keeper
        while above is not None and above is not part:
            above = above.parentWidget()
        if keeper is not None and above is part:
            found.append(f"{part} by {keeper}")
    return found


def _keeper(part: QWidget) -> str:
    """What keeps the Python half of a part, as PySide writes it: class and address."""
    lines = [line for line in dump(part).splitlines() if line.startswith("parent.")]
    return lines[0].partition("<")[2].rpartition(">")[0] if lines else ""


def items_in(layout: QLayout) -> Iterator[int]:
    """The addresses of all items below a layout; to ask for one makes PySide know it."""
    for number in range(layout.count()):
        item = layout.itemAt(number)
        inner = item if isinstance(item, QLayout) else item.layout() if item is not None else None
        if inner is not None:
            yield from items_in(inner)
        elif item is not None:
            yield from getCppPointer(item)


def gone_unseen() -> list[str]:
    """The items of layouts that PySide keeps while Qt has deleted them: something else will get their addresses.

    A layout of Python's own keeps its items itself, and Qt deletes none of them. Nothing is drawn meanwhile: a tuple
    that another thread is still filling is not to be looked at, and Python 3.11 fails there with a SystemError.
    """
    wait(list(tasks._waiting))
    known = [part for part in gc.get_objects() if isinstance(part, QLayoutItem) and not isinstance(part, QLayout)]
    layouts = [layout for part in everywhere.widgets() if (layout := part.layout()) is not None]
    there = {address for layout in layouts if isValid(layout) for address in items_in(layout)}
    held = [item for item in known if isValid(item) and not ownedByPython(item) and "parent." in dump(item)]
    return [dump(item) for item in held if getCppPointer(item)[0] not in there]


def test_a_dialog_without_any_field_outlives_a_sweep(program: Any) -> None:
    running = program("build-week-8", first="learn")
    KeysDialog(running.window).show()
    QApplication.processEvents()
    gc.collect()
    [dialog] = running.window.findChildren(KeysDialog)
    assert dialog.isVisible()
    dialog.close_button.click()
    assert not dialog.isVisible()


@pytest.mark.parametrize("name", DIALOGS)
def test_no_dialog_is_kept_by_a_part_of_its_own(program: Any, name: str) -> None:
    running = program("build-week-8", first="learn")
    dialog = DIALOGS[name](running.workspace, running.window)
    dialog.show()
    QApplication.processEvents()
    assert kept_from_within() == []
    dialog.on_close_guard = lambda: True  # type: ignore[method-assign]
    dialog.reject()
    assert kept_from_within() == []


@pytest.mark.parametrize("name", [entry.name for entry in PAGES])
def test_going_round_the_parts_of_a_page_changes_nothing_about_what_keeps_them(program: Any, name: str) -> None:
    running = program("build-week-8", first=name)
    QApplication.processEvents()
    for step in (1, 1, 1, -1):
        keyboard.next_part(step, running.window)
    assert kept_from_within() == []


@pytest.mark.parametrize("name", [entry.name for entry in PAGES])
def test_no_item_of_a_layout_goes_unseen_when_a_page_is_laid_out_for_another_size(program: Any, name: str) -> None:
    running = program("build-week-8", first=name)
    window, workspace = running.window, running.workspace
    for size, scale in (((1280, 800), 100), ((960, 640), 100), ((960, 640), 200), ((1280, 800), 100)):
        window.resize(*size)
        if scale != workspace.settings.text_scale:
            workspace.change_settings(text_scale=scale)
        QApplication.processEvents()
        assert gone_unseen() == [], f"{size}, {scale} %"


def test_a_part_that_moves_to_another_layout_takes_the_item_of_its_old_one_along(program: Any) -> None:
    running = program("build-week-8", now=at(30, "12:00"))
    page = running.window.page("today")
    here = page._check_in_place.itemAt(0)
    running.workspace.save("run", logged := run(30, 600, 2000, clock="09:00"))
    assert page.after_run.signs_place.indexOf(page.check_in) == 0
    assert ownedByPython(here), "Qt has deleted it, and PySide knows it by an address that something else may get"
    there = page.after_run.signs_place.itemAt(0)
    running.workspace.save("removed", removed=(logged,))
    assert page._check_in_place.indexOf(page.check_in) == 0
    assert ownedByPython(there)


_GARBAGE = """
import gc
from PySide6.QtWidgets import QApplication, QComboBox, QScrollArea, QWidget
from kneerehab.gui.look import everywhere

class Window(QWidget):
    def __init__(self):
        super().__init__()
        self.itself, self.area, self.box = self, QScrollArea(self), QComboBox(self)

app = QApplication([])
for _ in range(10):
    gc.disable()
    for _ in range(200):
        Window()  # held by itself alone: the next sweep deletes it, and what Qt made within
    gc.enable()
    everywhere.widgets()
"""


def test_nothing_is_swept_away_while_all_widgets_are_listed() -> None:
    """Else the process ends, on Python 3.11, with a segmentation fault."""
    assert subprocess.run([sys.executable, "-c", _GARBAGE], cwd=_ROOT).returncode == 0


def test_what_there_is_is_listed_by_everywhere_alone() -> None:
    files = {*(_ROOT / "kneerehab").rglob("*.py"), *(_ROOT / "tests").rglob("*.py")}
    listing = r"\b(allWidgets|topLevelWidgets|topLevelWindows|allWindows)\(\)"
    found = [file for file in files if re.search(listing, file.read_text("utf-8"))]
    assert found == [_ROOT / "kneerehab" / "gui" / "look" / "everywhere.py"]


class Folding(QWidget):
    """Words that wrap, in a layout of their own."""

    def __init__(self) -> None:
        super().__init__()
        self.words = QLabel("so many words " * 20)
        self.words.setWordWrap(True)
        QHBoxLayout(self).addWidget(self.words)


def test_a_part_that_moved_is_as_high_as_what_it_says_now(qtbot: Any) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    left, right = QVBoxLayout(), QVBoxLayout()
    both = QHBoxLayout(window)
    both.addLayout(left)
    both.addLayout(right)
    left.addWidget(part := Folding())
    window.show()
    put_into(right, part, left)
    assert right.heightForWidth(300) == part.heightForWidth(300) > 60
    part.words.setText("few")
    QApplication.processEvents()
    assert right.heightForWidth(300) == part.heightForWidth(300) < 60


def test_parts_leave_their_layouts_by_take_out_alone() -> None:
    calls = {
        f"{file.name}: {call}"
        for file in (_ROOT / "kneerehab").rglob("*.py")
        for call in re.findall(r"\S+\.(?:removeWidget|takeAt)\(", file.read_text("utf-8"))
    }
    assert calls == {
        "frame.py: self.stack.removeWidget(",
        "main_window.py: self.stack.removeWidget(",
        "row.py: layout.takeAt(",
        "flow.py: super().takeAt(",
    }, "see look/row.py"
