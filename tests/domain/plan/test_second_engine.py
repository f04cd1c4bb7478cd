"""The plans of the random lives are those of a second engine, written from the specification without this one.

The file holds a digest of each plan (the first 16 digits of the SHA-256 of its JSON with sorted keys). Where the
specification changes, the second engine has to follow it before the file does.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from kneerehab.exchange.plan_json import plan_document
from tests.domain.plan.lives import SEEDS, life

EXPECTED: dict[str, str] = json.loads(
    (Path(__file__).parents[2] / "expected" / "plan_of_lives.json").read_text("utf-8")
)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_life_gets_the_plan_of_the_second_engine(seed: int) -> None:
    text = json.dumps(plan_document(life(seed)[1]), sort_keys=True)
    assert hashlib.sha256(text.encode()).hexdigest()[:16] == EXPECTED[str(seed)]
