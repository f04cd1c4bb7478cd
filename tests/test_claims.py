"""No word of ours diagnoses, predicts, promises or treats: screens, reports, command line, Learn, README, packaging."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
_MARKS = {"_", "N_", "Nn_", "ngettext", "npgettext", "pgettext"}

CLAIMS = {
    "diagnoses": re.compile(
        r"\bdiagnos|\bsuffer(s|ing)? from\b|\byou(r knee)? (probably|likely|clearly|surely) (have|has|is)\b"
        r"|\byou have (a |an |the )?([\w’']+ )?"
        r"(syndrome|arthritis|osteoarthritis|bursitis|tendinopathy|tear|injury|knee)\b"
        r"|\bthis is (a |an |your )?(runner|jumper|syndrome|arthritis|bursitis|injury)",
        re.IGNORECASE,
    ),
    "predicts": re.compile(
        r"\bpredict|\bforecast|\bprognos|\bit will take\b"
        r"|\b(you|it|your knee|the knee|pain|the pain) (will|is going to) "
        r"(be (fit|fine|gone|healed|better|ready|able|back|pain)|run|heal|recover|improve)\b"
        r"|\b(you|it|your knee|the knee|pain|the pain) will (get better|go away|ease|reach)\b"
        r"|\bexpect to (heal|recover|run|be)\b",
        re.IGNORECASE,
    ),
    "promises": re.compile(
        r"\bguarante|\bpromis|\bproven\b|\brisk.free\b|\bwithout (any )?risk\b|\bno risk\b|\bharmless\b"
        r"|\b(is|are|be|it’s|it's) (completely |perfectly |always )?safe\b|\bsafe to (run|train|go)\b"
        r"|\b(always|surely|certainly) (works|helps|heals|eases)\b|\bnever (hurts|harms|fails)\b",
        re.IGNORECASE,
    ),
    "treats": re.compile(
        r"\bcur(e|es|ed|ing)\b|\bheal(s|ed|ing)?\b|\btreat(s|ed|ing|ment|ments)?\b|\btherap(y|ies)\b|\brelieves?\b"
        r"|\bprevent(s|ed|ing|ion)?\b|\bgets? rid of\b|\bfix(es)? (your|the) (knee|pain)\b|\bmedical device\b",
        re.IGNORECASE,
    ),
}

MEANT = {
    "Not a diagnosis.": "says that it is none",
    "Never a diagnosis.": "says that it is none",
    "not a diagnosis": "says that it is none",
    "no diagnosis": "says that it is none",
    "no treatment": "says that it is none",
    "does not diagnose, it does not treat": "says that it does neither",
    "It is not a medical device.": "says that it is none",
    "treat a missing day as a gap": "of numbers in a chart",
    "### What is promised, and how each promise is tested": "about the program's files, each with its test",
    "| promise | how it is kept": "about the program's files, each with its test",
    "to be safe from someone who takes the disk out": "about the file",
    "treatment with the hands": "what guidelines call it; by a professional",
    "or treat it": "what a podiatrist may do",
    "harmless by themselves": "of sounds alone, as the source has it",
    "no promise": "says that it is none",
    "They don't predict how long it takes.": "says that they don't",
    "is predictable": "what runners notice about a spot, as the source has it",
    "among the ways to prevent runner's knee": "what the source names, told as its own",
}
"""Sentences that may say such a word, and why; each has to be there still."""


def sentences() -> Iterator[tuple[str, str]]:
    """Every sentence that people read, with the file it stands in."""
    for path in sorted((ROOT / "kneerehab").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _MARKS:
                for part in node.args:
                    if isinstance(part, ast.Constant) and isinstance(part.value, str):
                        yield from _split(path, part.value)
    for path in sorted((ROOT / "resources").rglob("*.toml")):
        for text in _texts(tomllib.loads(path.read_text(encoding="utf-8"))):
            yield from _split(path, text)
    shown = [ROOT / "README.md", *(ROOT / "packaging").rglob("*.xml"), *(ROOT / "packaging").rglob("*.desktop")]
    for path in sorted(shown):
        yield from _split(path, path.read_text(encoding="utf-8"))
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    yield "pyproject.toml", project["description"]


def _texts(value: Any, key: str = "") -> Iterator[str]:
    """The texts of a resource; words to search by and the names of sources are not ours to choose."""
    if key in ("keywords", "sources"):
        return
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, part in value.items():
            yield from _texts(part, name)
    elif isinstance(value, list):
        for part in value:
            yield from _texts(part, key)


def _split(path: Path, text: str) -> Iterator[tuple[str, str]]:
    for sentence in re.split(r"(?<=[.:;!?])\s+|\n\s*\n|\n[-|#]\s*(?=\S)", text):
        yield path.relative_to(ROOT).as_posix(), " ".join(sentence.split())


def claims(sentence: str) -> list[str]:
    """What a sentence claims that none may, once the parts that are meant are left out."""
    for meant in MEANT:
        sentence = sentence.replace(meant, " … ")
    return [kind for kind, pattern in CLAIMS.items() if pattern.search(sentence)]


def test_nothing_we_say_diagnoses_predicts_promises_or_treats() -> None:
    found = [f"{path}: {kind}: {sentence}" for path, sentence in sentences() for kind in claims(sentence)]
    assert found == []


def test_enough_is_read_and_every_exception_is_still_needed() -> None:
    there = list(sentences())
    assert len(there) > 3500
    assert {path.split("/")[0] for path, _ in there} >= {"kneerehab", "resources", "README.md", "pyproject.toml"}
    text = "\n".join(sentence for _, sentence in there)
    assert [meant for meant in MEANT if meant not in text] == []


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("You have runner’s knee.", "diagnoses"),
        ("Your answers diagnose the cause.", "diagnoses"),
        ("You probably have a tear.", "diagnoses"),
        ("You will be pain-free by June.", "predicts"),
        ("Your knee will heal in six weeks.", "predicts"),
        ("The pain will go away.", "predicts"),
        ("It is safe to run today.", "promises"),
        ("Strength work always helps.", "promises"),
        ("We guarantee steady progress.", "promises"),
        ("This exercise cures the pain.", "treats"),
        ("Ice treats the swelling.", "treats"),
        ("Warming up prevents injuries.", "treats"),
    ],
)
def test_a_claim_is_found(sentence: str, kind: str) -> None:
    assert kind in claims(sentence)


@pytest.mark.parametrize(
    "sentence",
    ["You may run up to 3 km today.", "This will be saved as your own decision.", "It is not a diagnosis."],
)
def test_what_claims_nothing_passes(sentence: str) -> None:
    assert claims(sentence) == []
