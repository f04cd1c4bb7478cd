"""Ctrl+C in the terminal that the window was started from."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from kneerehab.gui.look.question import Question
from kneerehab.gui.shell import interrupt
from tests.gui.modal import in_dialog

pytestmark = [
    pytest.mark.skipif(os.name != "posix", reason="signals of POSIX"),
    pytest.mark.lifetime,
    pytest.mark.qt_log_ignore("This plugin does not support"),  # remarks of the offscreen platform
]
ROOT = Path(__file__).resolve().parents[2]


def test_it_closes_the_window_and_ends_in_130(data_dir: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "kneerehab"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT
    ) as child:
        try:
            while not (data_dir / "kneerehab.sqlite3").exists() and child.poll() is None:
                time.sleep(0.1)
            time.sleep(0.5)  # on most machines the window is there by now, and nothing happens in it
            child.send_signal(signal.SIGINT)
            _out, said = child.communicate(timeout=120)
        finally:
            child.kill()
    assert child.returncode == 130
    assert b"Traceback" not in said
    assert not (data_dir / "kneerehab.sqlite3-wal").exists(), "it was closed, not killed"


def test_it_closes_a_dialog_before_the_window(program: Any, qtbot: Any) -> None:
    window = program("build-week-8").window
    pressed: list[bool] = []
    end = interrupt.heed(window, lambda: pressed.append(True))
    try:
        in_dialog(Question, lambda _dialog: os.kill(os.getpid(), signal.SIGINT))
        assert not Question(window, "Really?", "It is gone then.", stay="Keep", go="Delete").exec()
        assert window.isVisible()
        assert pressed == []
        os.kill(os.getpid(), signal.SIGINT)
        assert window.isVisible(), "it waits for what is running now: Qt may be in the midst of drawing"
        qtbot.waitUntil(lambda: pressed == [True])
        assert not window.isVisible()
    finally:
        end()
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
