"""The words that a declaration of the plan carries, in English, to be translated where they are shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from kneerehab.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Counted:
    """Words in two forms, chosen by the number that stands under `count`."""

    count: str
    forms: tuple[str, str]


Sentence = str | Counted
"""A marked sentence, with what it is about by name in braces."""

Words = Sentence | Callable[[Mapping[str, Any]], Sentence]
"""A sentence, or the choice of one by what it is about."""
