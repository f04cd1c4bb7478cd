"""Text size: a change while the program runs leaves every page as a start with that size would have built it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtWidgets import (
    QApplication,
    QBoxLayout,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLayout,
    QScrollArea,
    QSpacerItem,
    QWidget,
)

from kneerehab.domain.trends.span import Span
from kneerehab.gui.look import theme
from kneerehab.gui.progress.ranges import choose_dates
from kneerehab.gui.shell.navigation import PAGES, VISITS
from kneerehab.gui.shell.trouble import TroublePage, WaysOut
from kneerehab.services import backups, kept_copies
from tests.gui.clipping import clipped, clipped_at_rest
from tests.gui.dialogs_at_hand import DIALOGS
from tests.gui.everywhere import close, dialogs, settle

pytestmark = [
    pytest.mark.lifetime,
    pytest.mark.slow,
    pytest.mark.qt_log_ignore("This plugin does not support"),
]


def lengths(part: QWidget, trail: str = "") -> dict[str, list[int]]:
    """Margins, gaps and fixed sizes of a part and of all in it, by where they are."""
    found: dict[str, list[int]] = {}
    least, most = part.minimumSize(), part.maximumSize()
    found[trail] = [least.width(), least.height(), most.width(), most.height()]
    if (layout := part.layout()) is not None:
        found |= _of_layout(layout, f"{trail} > {type(part).__name__}")
    if isinstance(part, QScrollArea):
        found |= lengths(part.widget(), f"{trail} > scrolled")
    return found


def _of_layout(layout: QLayout, trail: str) -> dict[str, list[int]]:
    margins = layout.contentsMargins()
    found = {trail: [margins.left(), margins.top(), margins.right(), margins.bottom()]}
    if isinstance(layout, QBoxLayout) and layout.count() > 1:
        found[trail].append(layout.spacing())
    if isinstance(layout, QGridLayout):
        found[trail] += [layout.horizontalSpacing(), layout.verticalSpacing()]
    for index in range(layout.count()):
        item = layout.itemAt(index)
        assert item is not None
        at = f"{trail}[{index}]"
        if (part := item.widget()) is not None:
            found |= lengths(part, at)
        elif (inner := item.layout()) is not None:
            found |= _of_layout(inner, at)
        elif isinstance(item, QSpacerItem):
            found[at] = [item.sizeHint().width(), item.sizeHint().height()]
    return found


def built(running: Any, name: str) -> dict[str, list[int]]:
    """The lengths of the sidebar and of the open page, built to its end."""
    page = running.window.page(name)
    if name == "progress":
        page.steps.finish()
    settle()
    return lengths(running.window.sidebar, "sidebar") | lengths(page, "page")


@pytest.mark.parametrize("name", [entry.name for entry in PAGES])
def test_a_page_has_the_same_margins_and_gaps_as_after_a_restart(program: Any, qapp: QApplication, name: str) -> None:
    running = program("build-week-8", first=name)
    built(running, name)
    running.workspace.change_settings(text_scale=200)
    changed = built(running, name)
    running.workspace.change_settings(text_scale=150)
    running.workspace.change_settings(text_scale=200)
    again = built(running, name)
    running.restart()
    running.window.show_page(name)
    fresh = built(running, name)
    assert {where: (size, again[where]) for where, size in changed.items() if again.get(where) != size} == {}
    off = {
        where: (size, changed[where])
        for where, size in fresh.items()
        if where in changed and any(abs(one - other) > 2 for one, other in zip(size, changed[where], strict=True))
    }
    assert not off
    assert len(set(fresh) & set(changed)) > len(fresh) / 2  # else little was compared, whatever the size of the page


SIZES = [(1280, 800, 200), (960, 640, 100), (960, 640, 150), (960, 640, 200)]


def enlarged(program: Any, width: int, height: int, scale: int, first: str = "learn") -> Any:
    running = program("build-week-8", first=first)
    running.workspace.change_settings(text_scale=scale)
    running.window.resize(width, height)
    settle()
    return running


@pytest.mark.parametrize(("width", "height", "scale"), SIZES)
@pytest.mark.parametrize("name", [*(entry.name for entry in PAGES if entry.name != "progress"), VISITS.name])
def test_no_words_of_a_page_are_cut_off(program: Any, name: str, width: int, height: int, scale: int) -> None:
    running = enlarged(program, width, height, scale)
    running.window.show_page(name)
    settle()
    assert clipped_at_rest(running.window) == []


@pytest.mark.parametrize(("width", "height", "scale"), SIZES)
def test_no_words_of_the_welcome_are_cut_off(program: Any, width: int, height: int, scale: int) -> None:
    running = program()
    running.workspace.change_settings(text_scale=scale)
    running.window.resize(width, height)
    settle()
    assert clipped_at_rest(running.window) == []
    page = running.window.stack.currentWidget()
    page.who.name.setText("Nora")
    page.next_button.click()
    page.how.own_goal.click()
    page.how.runs.segments["4"].click()
    settle()
    assert clipped_at_rest(running.window) == []


@pytest.mark.parametrize(("width", "height", "scale"), SIZES)
def test_progress_with_dates_of_ones_own_does_not_scroll_sideways(
    program: Any, width: int, height: int, scale: int
) -> None:
    running = enlarged(program, width, height, scale)
    running.window.show_page("progress")
    page = running.window.page("progress")
    today = running.workspace.today()
    choose_dates(running.workspace, Span(first=today - timedelta(days=20), last=today))
    settle()
    assert page.dates.isVisible()
    room = page.frame.area.viewport().width()
    assert page.frame.content.width() <= room
    for field in (page.dates.first, page.dates.last):
        assert field.mapTo(page.frame.content, field.rect().topRight()).x() < room
    assert clipped_at_rest(page.dates) == []


@pytest.mark.parametrize(("width", "height", "scale"), SIZES)
@pytest.mark.parametrize("copies", [True, False])
def test_no_words_of_the_trouble_page_are_cut_off(
    program: Any, width: int, height: int, scale: int, copies: bool
) -> None:
    running = enlarged(program, width, height, scale)
    file = running.workspace.diaries.database.path
    good = None
    if copies:
        backups.back_up(file, file.parent / kept_copies.FOLDER)
        good = kept_copies.in_folders(file.parent / kept_copies.FOLDER)[0]
    ways = WaysOut(file=file, good=good, restore=lambda _path: None, begin_anew=lambda: None)
    message = "The diary file can't be read. It has not been changed; a backup may help."
    long_path = file.parent.joinpath(
        "a-clinic-with-a-long-name", "a-folder-with-a-long-name", "patients-of-the-knee-group"
    )
    page = TroublePage(f"{message} {long_path}", long_path, lambda: None, ways)
    running.window.show_trouble(page)
    settle()
    assert clipped_at_rest(running.window) == []
    above = page.quit_button.mapTo(page, page.quit_button.rect().bottomLeft()).y()
    below = page.anew_button.mapTo(page, page.anew_button.rect().topLeft()).y()
    assert below - above >= theme.px(8)
    assert page.anew_button.height() >= page.anew_button.sizeHint().height()


@pytest.mark.parametrize(("width", "height", "scale"), SIZES)
def test_no_words_of_a_dialog_are_cut_off(program: Any, width: int, height: int, scale: int) -> None:
    running = enlarged(program, width, height, scale)
    found = {}
    for name, dialog in dialogs(running):
        faults = clipped_at_rest(dialog)
        if dialog.width() > width:
            faults.append(f"{dialog.width()} wide")
        if faults:
            found[name] = faults
    assert found == {}


def test_the_bar_of_a_report_in_the_making_does_not_widen_its_dialog(program: Any) -> None:
    running = enlarged(program, 960, 640, 200)
    dialog = DIALOGS["report"](running.workspace, running.window)
    dialog.show()
    settle()
    dialog.drawing.words.setText("Page 10 of 20")  # type: ignore[attr-defined]
    dialog.drawing.show()  # type: ignore[attr-defined]
    settle()
    assert dialog.width() <= 960
    assert clipped_at_rest(dialog) == []
    close(dialog)


def test_the_search_for_cut_off_words_finds_them(qtbot: Any) -> None:
    box = QWidget()
    qtbot.addWidget(box)
    row = QHBoxLayout(box)
    label, other = QLabel("a rather long line of words"), QLabel("beside")
    row.addWidget(label)
    row.addWidget(other)
    label.setFixedWidth(30)
    box.show()
    assert clipped(box)
    label.setFixedWidth(400)
    other.setGeometry(0, 0, 100, 20)
    settle()
    other.setGeometry(label.geometry())
    assert any("over one another" in fault for fault in clipped(box))
