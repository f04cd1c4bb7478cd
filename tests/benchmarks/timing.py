"""Fair timing on a busy machine: baseline and ours take turns, and the median of each counts."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

_ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of the table: two medians in seconds, their ratio, and the ratio aimed at (None: none is)."""

    name: str
    baseline: float
    ours: float
    ratio: float
    aim: float | None


def compare(
    name: str, baseline: Callable[[], object], ours: Callable[[], object], *, aim: float | None, rounds: int = 7
) -> Row:
    """Time both calls in turns, `rounds` times after one round that does not count."""
    return compare_seconds(name, lambda: _seconds(baseline), lambda: _seconds(ours), aim=aim, rounds=rounds)


def compare_seconds(
    name: str, baseline: Callable[[], float], ours: Callable[[], float], *, aim: float | None, rounds: int = 7
) -> Row:
    """As `compare`, for work that reports its own seconds (a child process that says when its window was painted)."""
    baseline(), ours()
    taken = [(baseline(), ours()) for _ in range(rounds)]
    base, our = (statistics.median(column) for column in zip(*taken, strict=True))
    return Row(name=name, baseline=base, ours=our, ratio=our / base, aim=aim)


def in_a_process(module: str, folder: Path) -> dict[str, float]:
    """Seconds, by what was done, as a module tells them that is run for a folder in a process of its own."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-m", module, str(folder)]
    done = subprocess.run(command, cwd=_ROOT, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{folder}: {done.stderr}")
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start
