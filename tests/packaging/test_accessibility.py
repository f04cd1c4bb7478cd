"""The table of accessibility names tests that there are."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TABLE = (ROOT / "packaging" / "accessibility.md").read_text(encoding="utf-8")


def test_every_test_that_the_table_names_is_there() -> None:
    named = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", TABLE)
    assert len(named) > 30
    for file, test in named:
        assert f"\ndef {test}(" in (ROOT / file).read_text(encoding="utf-8"), f"{file}::{test}"
    for file in re.findall(r"`(tests/[\w/]+\.py)`", TABLE):
        assert (ROOT / file).is_file(), file


def test_every_line_of_the_table_says_what_holds_it_or_that_nothing_does() -> None:
    lines = [
        line for line in TABLE.splitlines() if line.startswith("| ") and not line.startswith(("| criterion", "| cl"))
    ]
    assert len(lines) > 40
    for line in lines:
        held = line.split(" | ")[-1]
        assert "`tests/" in held or "not held" in held or "not met" in held, line


def test_every_criterion_that_version_2_2_adds_is_there() -> None:
    for criterion in ("2.4.11", "2.5.7", "2.5.8", "3.2.6", "3.3.7", "3.3.8"):
        assert re.search(rf"^\| {re.escape(criterion)} .*\(2\.2\)", TABLE, re.MULTILINE), criterion
