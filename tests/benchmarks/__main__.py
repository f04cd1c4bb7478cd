"""`python -m tests.benchmarks [NAME …]`: runs every bench_*.py here (or those named) and prints a Markdown table.

A benchmark file has `run() -> list[Row]`. Nothing is asserted: times are for people to judge.
"""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from tests.benchmarks.timing import Row

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


def main(names: Sequence[str]) -> int:
    """Run the benchmarks and print their table."""
    found = sorted(path.stem.removeprefix("bench_") for path in Path(__file__).parent.glob("bench_*.py"))
    unknown = sorted(set(names) - set(found))
    if unknown:
        print(f"No such benchmark: {', '.join(unknown)}. There are: {', '.join(found) or 'none yet'}.", file=sys.stderr)
        return 2
    rows: list[Row] = []
    for name in names or found:
        print(f"measuring {name}", file=sys.stderr, flush=True)
        rows += importlib.import_module(f"tests.benchmarks.bench_{name}").run()
    print("\n".join(table(rows)))
    return 0


def table(rows: Iterable[Row]) -> list[str]:
    """The lines of a Markdown table."""
    lines = ["| what | baseline | kneerehab | ratio | aim |", "|---|---:|---:|---:|---:|"]
    for row in rows:
        aim = "" if row.aim is None else f"≤ {row.aim:g}×"
        lines.append(f"| {row.name} | {_time(row.baseline)} | {_time(row.ours)} | {row.ratio:.2f}× | {aim} |")
    return lines


def _time(seconds: float) -> str:
    return f"{seconds:.2f} s" if seconds >= 1 else f"{seconds * 1000:.3g} ms"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
