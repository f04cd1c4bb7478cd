"""The garbage collector rests as long as anybody needs it to, and no longer."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
from pathlib import Path

import pytest

from kneerehab.gui.shell import gc_pause

pytestmark = pytest.mark.lifetime


def test_the_collector_rests_until_the_last_reason_is_gone() -> None:
    gc_pause.pause("start")
    gc_pause.pause("worker")
    gc_pause.resume("worker")
    gc_pause.resume("worker")
    assert not gc.isenabled()
    gc_pause.resume("start")
    assert gc.isenabled()


_STARTING = """
import gc
from kneerehab import app, cli
start = app.start
app._STARTED_MS = 100
def opened(window, *args, **more):
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication
    resting = not gc.isenabled()
    start(window, *args, **more)
    def told():
        if not gc.isenabled():  # the worker prepares the first save
            QTimer.singleShot(50, told)
            return
        QApplication.instance().setStyleSheet("")  # a style sheet hides the style below it
        print(resting, gc.isenabled(), QApplication.style().name())
        QApplication.quit()
    QTimer.singleShot(300, told)
app.start = opened
cli.main([])
"""


def test_starting_goes_without_collections_in_our_own_style_and_they_come_back(tmp_path: Path) -> None:
    environment = os.environ | {"KNEEREHAB_DATA_DIR": str(tmp_path), "QT_STYLE_OVERRIDE": "Windows"}
    done = subprocess.run(
        [sys.executable, "-c", _STARTING], env=environment, capture_output=True, text=True, check=True, timeout=300
    )
    assert done.stdout.split() == ["True", "True", "fusion"]
