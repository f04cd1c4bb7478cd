"""PySide's import hook reads no source of ours: what `no_switches` stands on, which is not promised by anyone."""

from __future__ import annotations

import subprocess
import sys

_LOOK = """
import linecache
import PySide6.QtCore
from kneerehab.gui.shell import no_switches
no_switches.spare_sources()
from kneerehab.design import LIGHT
print([name for name in linecache.cache if name.endswith("design.py")])
"""


def test_modules_that_are_imported_after_it_are_not_read_a_second_time() -> None:
    done = subprocess.run([sys.executable, "-c", _LOOK], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
    without = _LOOK.replace("no_switches.spare_sources()", "")
    done = subprocess.run([sys.executable, "-c", without], capture_output=True, text=True, check=True)
    assert "design.py" in done.stdout, "PySide has stopped reading sources: no_switches can go"
