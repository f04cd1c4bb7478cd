"""Every sentence that a person reads is short enough to be read once, and says "run" where a runner would."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from kneerehab import library
from kneerehab.domain.exercise import Article

ROOT = Path(__file__).resolve().parents[2] / "kneerehab"
MOST_WORDS = 25
_MARKED = {"_", "N_", "ngettext"}
_END = re.compile(r"(?<=[.!?])\s+|\n+")


def messages() -> Iterator[tuple[str, str]]:
    """(where, text) of every message that goes through the translation seam."""
    for path in sorted(ROOT.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _MARKED:
                for argument in node.args:
                    if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                        yield f"{path.relative_to(ROOT.parent)}:{node.lineno}", argument.value


def too_long(text: str) -> list[str]:
    """The sentences of a text with more words than can be taken in at once; a number or a name is one word."""
    return [part for part in _END.split(text) if len(re.findall(r"[\w’'{}–-]+", part)) > MOST_WORDS]


def test_the_measure_finds_a_long_sentence_and_no_short_one() -> None:
    assert too_long(" ".join(["word"] * 26) + ".")
    assert not too_long(" ".join(["word"] * 25) + ". " + " ".join(["word"] * 25) + ".")
    assert len(list(messages())) > 1000


def test_no_sentence_on_a_screen_has_more_than_25_words() -> None:
    assert [(where, part) for where, text in messages() for part in too_long(text)] == []


@pytest.mark.parametrize("article", library.articles(), ids=lambda article: article.slug)
def test_no_sentence_in_learn_has_more_than_25_words(article: Article) -> None:
    assert too_long(article.body) == []


def test_the_plan_speaks_of_runs_and_walks_and_never_of_sessions() -> None:
    found = [
        (where, text)
        for where, text in messages()
        if where.startswith("kneerehab/wording/") and re.search(r"\bsessions?\b(?!})", text.lower())
    ]
    assert found == []
