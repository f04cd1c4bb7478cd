"""What would hold the window up is done once, and no more than is needed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication

from tests.builders import at, diary, quiet_days

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # remarks of the offscreen platform


class Events(QObject):
    """Counts how often each part gets an event of one kind."""

    def __init__(self, kind: QEvent.Type) -> None:
        super().__init__()
        self._kind = kind
        self.parts: Counter[QObject] = Counter()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == self._kind and watched.isWidgetType():
            self.parts[watched] += 1
        return False


@pytest.fixture
def painted(qapp: QApplication) -> Iterator[Events]:
    events = Events(QEvent.Type.Paint)
    qapp.installEventFilter(events)
    yield events
    qapp.removeEventFilter(events)


def test_an_answer_is_painted_once_with_all_that_follows_from_it(program: Any, qtbot: Any, painted: Events) -> None:
    running = program(diary(quiet_days(1, 20)), now=at(21, "07:42"))
    page = running.window.page("today")
    scale = next(iter(page.check_in.rows.values())).scale
    cell = scale._cells[1]
    qtbot.mouseMove(cell)
    QApplication.processEvents()
    qtbot.mousePress(cell, Qt.MouseButton.LeftButton)
    QApplication.processEvents()
    painted.parts.clear()
    qtbot.mouseRelease(cell, Qt.MouseButton.LeftButton)
    QApplication.processEvents()
    assert scale.value == 1
    assert painted.parts[cell] == 1
    assert [part for part, times in painted.parts.items() if times > 1] == []
