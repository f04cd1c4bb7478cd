"""The plans of the random lives are those of a second engine, written from the specification without this one.

The file holds a digest of each plan (the first 16 digits of the SHA-256 of its JSON with sorted keys). Where the
specification changes, the second engine has to follow it before the file does; without one, a second person reads what
changed in a few of the lives. Then `python -m tests.domain.plan.test_second_engine` writes the file, and with it the
plans of the example diaries, whose changes can be read.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from kneerehab.domain.plan import replay
from kneerehab.domain.plan.replay import default_on
from kneerehab.exchange.diary_json import read_diary
from kneerehab.exchange.plan_json import plan_document
from tests.domain.plan.lives import SEEDS, life

TESTS = Path(__file__).parents[2]
FILE = TESTS / "expected" / "plan_of_lives.json"


def digests() -> dict[str, str]:
    texts = {str(seed): json.dumps(plan_document(life(seed)[1]), sort_keys=True) for seed in SEEDS}
    return {seed: hashlib.sha256(text.encode()).hexdigest()[:16] for seed, text in texts.items()}


def test_every_life_gets_the_plan_of_the_second_engine() -> None:
    expected: dict[str, str] = json.loads(FILE.read_text("utf-8"))
    found = digests()
    others = [seed for seed, digest in found.items() if digest != expected.get(seed)]
    assert not others, "these lives are answered otherwise; if that is meant, see the top of this file"
    assert set(expected) == set(found)


def by_line(document: dict[str, Any]) -> str:
    """A plan as JSON with a line for each day, week and session, so that a difference names its day."""
    parts = []
    for key, value in document.items():
        text = json.dumps(value, ensure_ascii=False)
        if isinstance(value, list) and value:
            text = "[\n  " + ",\n  ".join(json.dumps(item, ensure_ascii=False) for item in value) + "\n ]"
        parts.append(f'"{key}": {text}')
    return "{" + ",\n ".join(parts) + "}\n"


if __name__ == "__main__":
    FILE.write_text(json.dumps(digests(), indent=1) + "\n", encoding="utf-8")
    for example in (TESTS / "examples").glob("*.json"):
        book = read_diary(example.read_bytes())
        plan = plan_document(replay(book, default_on(book), every_day=True))
        (TESTS / "expected" / "plan" / example.name).write_text(by_line(plan), encoding="utf-8")
