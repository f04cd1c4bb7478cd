"""Reports of example diaries."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from kneerehab.domain.diary import Diary
from kneerehab.exchange.diary_json import read_diary

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"


@pytest.fixture
def example() -> Callable[[str], Diary]:
    """An example diary by name."""
    return lambda name: read_diary((EXAMPLES / f"{name}.json").read_bytes())


@pytest.fixture
def demo(example: Callable[[str], Diary]) -> Diary:
    """The demo runner, whose story ends on 15 March 2026."""
    from kneerehab.exchange.demo import demo_diary

    return demo_diary(date(2026, 3, 16))
