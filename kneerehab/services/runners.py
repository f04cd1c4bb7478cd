"""Finding runners in a list of many, and telling namesakes apart."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Protocol

from kneerehab.domain.folding import folded, same_name, sought


class Known(Protocol):
    """A runner, or a line about one in a list."""

    @property
    def id(self) -> str: ...

    @property
    def name(self) -> str: ...

    @property
    def birth_year(self) -> int | None: ...

    @property
    def record_number(self) -> str | None: ...


def same_names(runners: Iterable[Known]) -> frozenset[str]:
    """The ids of runners whose name somebody else has too."""
    by_name: dict[str, list[str]] = {}
    for runner in runners:
        by_name.setdefault(same_name(runner.name), []).append(runner.id)
    return frozenset(runner_id for ids in by_name.values() if len(ids) > 1 for runner_id in ids)


def finder(text: str) -> Callable[[Known], bool]:
    """Whether every word of a search begins a part of the name, is in the record number, or is the year of birth."""
    words = [(re.compile(sought(word)), folded(word), word) for word in text.split()]

    def finds(runner: Known) -> bool:
        names = folded(runner.name).split()
        number, year = folded(runner.record_number or ""), str(runner.birth_year or "")
        return all(any(map(pattern.match, names)) or plain in number or word == year for pattern, plain, word in words)

    return finds
