"""The plans of the random lives are those of a second engine, written from the specification without this one.

The file holds a digest of each plan (the first 16 digits of the SHA-256 of its JSON with sorted keys). Where the
specification changes, the second engine has to follow it before the file does; without one, a second person reads what
changed in a few of the lives. Then `python -m tests.domain.plan.test_second_engine` writes the file.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from kneerehab.exchange.plan_json import plan_document
from tests.domain.plan.lives import SEEDS, life

FILE = Path(__file__).parents[2] / "expected" / "plan_of_lives.json"


def digests() -> dict[str, str]:
    texts = {str(seed): json.dumps(plan_document(life(seed)[1]), sort_keys=True) for seed in SEEDS}
    return {seed: hashlib.sha256(text.encode()).hexdigest()[:16] for seed, text in texts.items()}


def test_every_life_gets_the_plan_of_the_second_engine() -> None:
    expected: dict[str, str] = json.loads(FILE.read_text("utf-8"))
    found = digests()
    others = [seed for seed, digest in found.items() if digest != expected.get(seed)]
    assert not others, "these lives are answered otherwise; if that is meant, see the top of this file"
    assert set(expected) == set(found)


if __name__ == "__main__":
    FILE.write_text(json.dumps(digests(), indent=1) + "\n", encoding="utf-8")
