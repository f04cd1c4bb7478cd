"""WCAG 2.5.8 and 1.3.1: on every page and in every dialog a control can be hit, and a choice says what it is about."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QPointF, QRect, QSize
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QAbstractSlider, QComboBox, QLineEdit, QScrollBar, QWidget

from tests.gui.everywhere import dialogs, pages

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

_LEAST = 24  # points each way, or as far from any other control as if it were
_GROUPS = (QAccessible.Role.Grouping, QAccessible.Role.List)
_CONTROLS = (QAbstractButton, QComboBox, QLineEdit, QAbstractSlider)


def targets(root: QWidget) -> dict[QWidget, QRect]:
    """Every control that can be pressed, and where it is in the window; a field within a field is one with it."""
    found = {}
    for part in root.findChildren(QWidget):
        if isinstance(part, _CONTROLS) and not isinstance(part, QScrollBar) and part.isVisible() and part.isEnabled():
            whole = part.parentWidget() if part.objectName().startswith("qt_spinbox") else part
            found[whole] = QRect(whole.mapTo(root.window(), QPoint()), whole.size())
    return found


def gap(middle: QPointF, other: QRect) -> float:
    """How far a point is from a rectangle."""
    across = max(other.left() - middle.x(), 0, middle.x() - other.right() - 1)
    down = max(other.top() - middle.y(), 0, middle.y() - other.bottom() - 1)
    return (across * across + down * down) ** 0.5


def small(root: QWidget) -> Iterator[str]:
    """Controls below the least size that have another one too near."""
    there = targets(root)
    for part, box in there.items():
        if min(box.width(), box.height()) >= _LEAST:
            continue
        for other, rect in there.items():
            if other is part or part.isAncestorOf(other) or other.isAncestorOf(part):
                continue
            middle, least = QPointF(box.center()), _LEAST / 2
            if min(rect.width(), rect.height()) < _LEAST:
                rect, least = QRect(rect.center(), QSize(1, 1)), _LEAST
            if gap(middle, rect) < least:
                yield f"{type(part).__name__} {name_of(part)!r} {box.width()}×{box.height()} beside {name_of(other)!r}"


def name_of(part: QWidget) -> str:
    found: Any = QAccessible.queryAccessibleInterface(part)
    return str(found.text(QAccessible.Text.Name))


def nameless(root: QWidget) -> Iterator[str]:
    """Choices of one among several that stand in no group with a name, and don't tell it themselves."""
    for part in root.findChildren(QAbstractButton):
        told: Any = QAccessible.queryAccessibleInterface(part)
        if not part.isVisible() or told.role() != QAccessible.Role.RadioButton:
            continue
        around = told.parent()
        while around is not None and around.object() is not root.window():
            name = around.text(QAccessible.Text.Name)
            if name and (around.role() in _GROUPS or name in told.text(QAccessible.Text.Description)):
                break
            around = around.parent()
        else:
            yield f"{type(part).__name__} {name_of(part)!r} in {type(part.parentWidget()).__name__}"


@pytest.mark.parametrize("look", [small, nameless])
def test_every_control_has_room_and_every_choice_a_group_with_a_name(program: Any, look: Any) -> None:
    running = program("build-week-8")
    found = {}
    for walk in (pages, dialogs):
        for name, part in walk(running):
            if faults := sorted(set(look(part))):
                found[name] = faults
    assert found == {}
