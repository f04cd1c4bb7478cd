"""Text size: a change while the program runs leaves every page as a start with that size would have built it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QBoxLayout, QGridLayout, QLayout, QScrollArea, QSpacerItem, QWidget

from kneerehab.gui import theme
from kneerehab.gui.navigation import PAGES

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture(autouse=True)
def _usual_size_again(qapp: QApplication) -> Iterator[None]:
    yield
    theme.apply(qapp, "light")


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
    """The lengths of the sidebar and of the open page."""
    settle()
    return lengths(running.window.sidebar, "sidebar") | lengths(running.window.page(name), "page")


def settle() -> None:
    for _ in range(4):
        QApplication.processEvents()


@pytest.mark.parametrize("name", [entry.name for entry in PAGES])
def test_a_page_has_the_same_margins_and_gaps_as_after_a_restart(program: Any, qapp: QApplication, name: str) -> None:
    running = program("build-week-8")
    running.window.show_page(name)
    settle()
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
    assert len(set(fresh) & set(changed)) > 40
