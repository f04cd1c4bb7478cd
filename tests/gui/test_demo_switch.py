"""Into the demo and out of it in one running program: it never touches the person's own folder."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.lifetime

_PROGRAM = """
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from kneerehab.gui.look import everywhere
from kneerehab import app
qapp = QApplication([])
def window():
    return next(widget for widget in everywhere.windows() if widget.objectName() == "main")
def tell():
    space = window().workspace
    print(space.demo, space.runner_id is not None, Path(space.diaries.database.path).parent, flush=True)
def once(ready, then):
    if ready():
        then()
    else:
        QTimer.singleShot(20, lambda: once(ready, then))
def shown():
    found = [widget for widget in everywhere.windows() if widget.objectName() == "main"]
    return found and found[0].workspace is not None
def into_the_demo():
    window().demo_wanted.emit()
    once(lambda: window().workspace is not None and window().workspace.demo, out_again)
def out_again():
    tell()
    window().demo_left.emit()
    once(lambda: window().workspace is not None and not window().workspace.demo, close)
def close():
    tell()
    window().close()
once(shown, into_the_demo)
raise SystemExit(app.run())
"""


def test_a_demo_begun_from_the_welcome_lives_elsewhere_and_leads_back(data_dir: Path) -> None:
    done = subprocess.run([sys.executable, "-c", _PROGRAM], capture_output=True, text=True, timeout=300, check=True)
    (in_demo, demo_runner, demo_folder), (in_own, own_runner, own_folder) = (
        line.split(maxsplit=2) for line in done.stdout.splitlines()
    )
    assert (in_demo, demo_runner, in_own, own_runner) == ("True", "True", "False", "False")
    assert Path(own_folder) == data_dir
    assert not Path(demo_folder).is_relative_to(data_dir)
    assert not Path(demo_folder).exists()
