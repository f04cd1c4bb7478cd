"""`dev.py screenshots`: from a checkout that nobody installed, and never a picture of a chart yet to come."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QLabel

import screenshots
from kneerehab import i18n
from kneerehab.gui.chart.view import ChartView
from kneerehab.gui.shell.tasks import in_background
from kneerehab.paths import resources_dir
from tests.gui.conftest import Opener

SCRIPT = Path(screenshots.__file__)


def test_the_script_makes_its_pictures_anywhere(tmp_path: Path) -> None:
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    environment["QT_QPA_PLATFORM"] = "offscreen"
    options = ["--page", "plan", "--page", "welcome", "--language", "de", "--theme", "dark"]
    command = [sys.executable, str(SCRIPT), "pictures", *options]
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    made = {file.name: QImage(str(file)) for file in (tmp_path / "pictures").iterdir()}
    sizes = {"1280x800": QSize(1280, 800), "960x640": QSize(960, 640)}
    assert {name: picture.size() for name, picture in made.items()} == {
        f"{page}-dark-{size}.png": pixels for page in ("plan", "welcome") for size, pixels in sizes.items()
    }
    for size in sizes:
        assert made[f"plan-dark-{size}.png"] != made[f"welcome-dark-{size}.png"]
    corners = {name: picture.pixelColor(2, 2) for name, picture in made.items()}
    for page in ("plan", "welcome"):
        assert corners[f"{page}-dark-960x640.png"] == corners[f"{page}-dark-1280x800.png"], "nothing stands before it"


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_it_waits_for_charts_that_come_late(program: Opener, qapp: QApplication) -> None:
    running = program("build-week-8")
    in_background(running.window, lambda: time.sleep(1.5), lambda _nothing: None)
    running.window.show_page("progress")
    screenshots.settle(qapp, running.window)
    charts = [view for view in running.window.findChildren(ChartView) if not view.visibleRegion().isEmpty()]
    assert charts
    assert all(view.picture() is not None for view in charts)
    assert not screenshots.is_drawing(running.window)


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_what_a_page_puts_off_for_a_moment_still_comes_into_the_picture(program: Opener, qapp: QApplication) -> None:
    running = program("build-week-8")
    QTimer(running.window, singleShot=True, interval=600).start()
    assert screenshots.is_drawing(running.window)
    running.window.show_page("today")
    screenshots.settle(qapp, running.window)
    assert not screenshots.is_drawing(running.window)
    assert "…" not in [label.text() for label in running.window.findChildren(QLabel) if label.isVisible()]


@pytest.mark.parametrize("code", i18n.shipped(resources_dir() / "locale"))
def test_the_first_start_has_its_pictures_in_every_language(code: str) -> None:
    for page in ("welcome", "today", "plan"):
        file = SCRIPT.parent / "pictures" / (f"{page}.png" if code == "en" else f"{page}-{code}.png")
        assert QImage(str(file)).size() == QSize(1280, 800), file.name
        assert file.stat().st_size < 100_000, "small: every clone fetches it"
