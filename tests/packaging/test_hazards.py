"""The hazard log names tests that are there, and every kind of harm has more than one row."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).parents[2]
LOG = (ROOT / "packaging" / "hazards.md").read_text(encoding="utf-8")
ROWS = [[cell.strip() for cell in line.strip("|").split("|")] for line in LOG.splitlines() if line.startswith("|")][2:]


def test_every_hazard_has_a_cause_a_control_and_a_test_that_is_there() -> None:
    for hazard, cause, control, held in ROWS:
        assert all((hazard, cause, control)), held
        tests = re.findall(r"`([\w/.]+)::(\w+)`", held)
        assert ", ".join(f"`{path}::{name}`" for path, name in tests) == held
        for path, name in tests:
            assert re.search(rf"^def {name}\(", (ROOT / path).read_text(encoding="utf-8"), re.MULTILINE), name


def test_no_kind_of_harm_is_left_out() -> None:
    kinds = Counter(hazard.strip("*") for hazard, *_ in ROWS)
    assert set(kinds) == {"Wrong go-ahead", "Missed red flag", "Lost data", "Wrong person", "Wrong dose", "Misread"}
    assert min(kinds.values()) > 1
