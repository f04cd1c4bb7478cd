"""Widgets alone, in the looks there are."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from kneerehab.gui.look import theme

LOOKS = [("light", 1.0), ("dark", 1.0), ("light", 2.0)]


@pytest.fixture(params=LOOKS, ids=lambda look: f"{look[0]}-{look[1]:.0%}")
def look(request: pytest.FixtureRequest, qapp: QApplication) -> tuple[str, float]:
    """Run the test in the light theme, in the dark one, and at 200 %."""
    theme.apply(qapp, *request.param)
    return request.param


@pytest.fixture
def shown(qtbot) -> Callable:
    """Show a widget at a width in a window of its own, ready for keys."""

    kept = []  # Python would delete a window that only Qt knows

    def show(widget, width: int | None = None):
        window = QWidget()
        kept.append(window)
        qtbot.addWidget(window)
        widget.setParent(window)
        widget.resize(width or widget.sizeHint().width(), widget.sizeHint().height())
        widget.resize(widget.width(), widget.sizeHint().height())  # some are taller when narrow
        window.resize(widget.size())
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        return widget

    return show


@pytest.fixture
def colours_in() -> Callable:
    """The set of colours a widget paints, as #rrggbb."""

    def grab(widget) -> set[str]:
        image = widget.grab().toImage()
        return {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}

    return grab
