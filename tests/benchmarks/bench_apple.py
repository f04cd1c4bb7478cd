"""Apple Health's export of 1 GB against an XML parser that does nothing with it; seconds per 100 MB and peak memory.

Each reading is a process of its own, so that its peak is its own.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from tests import account_files
from tests.benchmarks.timing import Row

SIZE = 1_000_000_000
WORKOUTS = 2_000

_READ = """
import sys, time, resource
from pathlib import Path
from kneerehab.exchange.activities import read_file
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
start = time.process_time()
found = read_file(Path(sys.argv[1]))
assert len(found.candidates) == int(sys.argv[2]), found.faults
print(time.process_time() - start, before, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""
_PARSE = """
import sys, time, resource
from xml.parsers import expat
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
start = time.process_time()
with open(sys.argv[1], "rb") as file:
    expat.ParserCreate().ParseFile(file)
print(time.process_time() - start, before, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def run() -> list[Row]:
    """Time one reading of each kind."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "export.xml"
        account_files.write_apple(path, SIZE, WORKOUTS)
        size = path.stat().st_size
        baseline, _before, _peak = _measured(_PARSE, path)
        ours, before, peak = _measured(_READ, path)
    each = ours * 100_000_000 / size
    name = (
        f"read {size / 1e9:.2f} GB of Apple Health (expat alone, no handlers): {each:.2f} s per 100 MB, "
        f"peak {peak / 1024:.0f} MB of which {before / 1024:.0f} before it began"
    )
    return [Row(name=name, baseline=baseline, ours=ours, ratio=ours / baseline, aim=1.3)]


def _measured(program: str, path: Path) -> tuple[float, float, float]:
    """Seconds of computing, and KiB of memory before and at most."""
    command = [sys.executable, "-c", program, str(path), str(WORKOUTS)]
    told = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
    return float(told[0]), float(told[1]), float(told[2])
