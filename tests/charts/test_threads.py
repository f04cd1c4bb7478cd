"""Charts are drawn on a thread; words may be measured on another one meanwhile."""

from __future__ import annotations

import subprocess
import sys

_MEASURE = """
import sys
from threading import Thread
from kneerehab.charts import fonts
sys.setswitchinterval(1e-6)
measured = []
def go(part):
    for number in range(400):
        sign = chr(0x100 + (number * 7 + part) % 0x250)
        measured.append(fonts.width(f"{sign}{number} {part}", 12))
threads = [Thread(target=go, args=(part,)) for part in range(4)]
[thread.start() for thread in threads]
[thread.join() for thread in threads]
sys.exit(len(measured) != 1600)
"""


def test_words_are_measured_on_several_threads_at_once() -> None:
    done = subprocess.run([sys.executable, "-c", _MEASURE], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
