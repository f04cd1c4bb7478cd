"""No word of ours diagnoses, predicts, promises or treats: screens, reports, command line, Learn, README, packaging.

A translation claims nothing that its English does not say.
"""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import polib  # type: ignore[import-untyped]
import pytest

ROOT = Path(__file__).parents[1]
_MARKS = {"_", "N_", "Nn_", "Np_", "ngettext", "pgettext"}

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

_IN = {
    "de": {
        "diagnoses": r"\bdiagnos|\bleide(n|t|st)? (Sie )?(an|unter)\b|\bSie haben (vermutlich|wahrscheinlich|sicher)\b"
        r"|\bSie haben ((ein|eine|einen|das|die|den) )?[\w-]*(syndrom|arthrose|arthritis|bursitis|riss|läuferknie)\b",
        "predicts": r"\bvor(her|aus)(zu)?sag|\bprognos|\bwird es \w+ dauern"
        r"|\b(wird|werden) (\w+ ){0,4}(heilen|verschwinden|nachlassen|besser|schmerzfrei|gesund|vergehen)\b",
        "promises": r"\bgaranti|\bversprech|\bversprich|\bversproch|\bbewiesen|\bunschädlich|\bharmlos"
        r"|\brisiko(los|frei)|\bohne (jedes )?Risiko|\b(ist|sind) ((ganz|völlig|immer) )?(sicher|ungefährlich)\b"
        r"|\bhilft (immer|sicher)\b",
        "treats": r"\b(ge)?heil(t|en|end|ung|ungen)\b|behand(el|l)|\btherapi(e|en|er\w*)\b|\bkurier|\bverhinder"
        r"|\bvorbeug|\bbeug(t|en) .{0,40}\bvor\b|\bMedizinprodukt",
    },
    "es": {
        "diagnoses": r"\bdiagn[oó]s|\bpadece|\b(probablemente|seguramente) tienes?\b"
        r"|\btienes? ((una?|el|la) )?(síndrome|artrosis|artritis|bursitis|rotura|lesión)\b",
        "predicts": r"\bpred[ei]c|\bpron[oó]st|\b(curará|sanará|mejorará|desaparecerá|recuperará)[ns]?\b",
        "promises": r"\bgarant|\bpromet|\bpromes|\bdemostrad|\bsin (ningún )?riesgo|\binofensiv"
        r"|\b(es|son) ((totalmente|completamente) )?segur[oa]s?\b|\bsiempre (funciona|ayuda)",
        "treats": r"\bcur(a|an|ar|ación)\b|\bsan(a|an|ar)\b|(?<!se )\btrat(a|an|ar|amientos?)\b|\bterapias?\b"
        r"|\bpreven(ir|ción|iene|ga)|\bproducto sanitario|\bdispositivo médico",
    },
    "fr": {
        "diagnoses": r"\bdiagnosti|\bsouffr(e|es|ez) d|\bvous avez (probablement|sûrement)\b"
        r"|\bvous avez ((un|une|le|la) )?(syndrome|arthrose|arthrite|bursite|déchirure|lésion|blessure)\b",
        "predicts": r"\bprédi|\bpronosti|\b(guérira|disparaîtra|s’améliorera|guérirez)\b",
        "promises": r"\bgaranti|\bprome(t|ss)|\bprouvé|\bsans (aucun )?risque|\binoffensi"
        r"|\b(est|sont) ((totalement|tout à fait) )?(sûre?s?|sans danger)\b|\btoujours efficace",
        "treats": r"\bguéri|\bsoign(e|er|ent|és?|ées?)\b|(?<!d’une )\btrait(e|er|ent|ements?)\b|\bthérapi"
        r"|\bpréven(ir|tion|t)|\bdispositif médical",
    },
    "pt_BR": {
        "diagnoses": r"\bdiagn[oó]s|\bsofre de\b|\bvocê (provavelmente|certamente) tem\b"
        r"|\bvocê tem ((uma?|o|a) )?(síndrome|artrose|artrite|bursite|ruptura|lesão)\b",
        "predicts": r"\bprev(er|ê|isão|isões)\b|\bprogn[oó]st|\b(vai|irá) (sarar|melhorar|passar|curar)"
        r"|\b(desaparecerá|melhorará|sarará)\b",
        "promises": r"\bgarant|\bpromet|\bpromess|\bcomprovad|\bsem (nenhum )?risco|\binofensiv"
        r"|\b(é|são) (totalmente )?segur[oa]s?\b|\bsempre (funciona|ajuda)",
        "treats": r"\bcur(a|am|ar)\b|\bsar(a|am|ar)\b|\btrat(a|am|ar|amentos?)\b|\bterapias?\b|\bprev[ei]n(ir|e|em|ção)"
        r"|\bdispositivo médico|\bproduto médico",
    },
}
CLAIMS_IN = {
    code: {kind: re.compile(pattern, re.IGNORECASE) for kind, pattern in kinds.items()} for code, kinds in _IN.items()
}

MEANT_IN = {
    "Oft wird es beim Bewegen besser.": "of a stiff knee while it warms up, as the source has it",
    "diagnóstico por imagen": "what pictures of the inside are called",
}
"""Likewise, where a translation says such a word and its English does not."""


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


def claims_in(code: str, text: str) -> list[str]:
    """What a text in another language claims."""
    for meant in MEANT_IN:
        text = text.replace(meant, " … ")
    return [kind for kind, pattern in CLAIMS_IN[code].items() if pattern.search(text)]


@cache
def catalogue(code: str) -> list[tuple[str, str]]:
    """Every text in English and in another language."""
    entries = polib.pofile(str(ROOT / "resources" / "locale" / code / "LC_MESSAGES" / "kneerehab.po"))
    return [
        (f"{entry.msgid} {entry.msgid_plural}", text)
        for entry in entries
        for text in (entry.msgstr, *entry.msgstr_plural.values())
    ]


def test_nothing_we_say_diagnoses_predicts_promises_or_treats() -> None:
    found = [f"{path}: {kind}: {sentence}" for path, sentence in sentences() for kind in claims(sentence)]
    assert found == []


def test_enough_is_read_and_every_exception_is_still_needed() -> None:
    there = list(sentences())
    assert len(there) > 3500
    assert {path.split("/")[0] for path, _ in there} >= {"kneerehab", "resources", "README.md", "pyproject.toml"}
    text = "\n".join(sentence for _, sentence in there)
    assert [meant for meant in MEANT if meant not in text] == []


def test_the_lint_knows_every_language() -> None:
    assert set(CLAIMS_IN) == {folder.name for folder in (ROOT / "resources" / "locale").iterdir() if folder.is_dir()}


@pytest.mark.parametrize("code", CLAIMS_IN)
def test_a_translation_claims_nothing_that_its_english_does_not_say(code: str) -> None:
    found = [
        f"{kind}: {text}"
        for english, text in catalogue(code)
        for kind in claims_in(code, text)
        if not CLAIMS[kind].search(english)
    ]
    assert found == []
    for path in (*(ROOT / "packaging").rglob("*.xml"), *(ROOT / "packaging").rglob("*.desktop")):
        for line in path.read_text(encoding="utf-8").splitlines():
            assert not re.search(rf'"{code}"|\[{code}\]', line) or claims_in(code, line) == [], line


def test_every_exception_of_a_translation_is_still_needed() -> None:
    text = "\n".join(text for code in CLAIMS_IN for _english, text in catalogue(code))
    assert [meant for meant in MEANT_IN if meant not in text] == []


@pytest.mark.parametrize(
    ("code", "text", "kind"),
    [
        ("de", "Sie haben ein Läuferknie.", "diagnoses"),
        ("de", "Der Schmerz wird bald verschwinden.", "predicts"),
        ("de", "Das ist völlig ungefährlich.", "promises"),
        ("de", "Diese Übung heilt das Knie.", "treats"),
        ("es", "Tienes una rotura.", "diagnoses"),
        ("es", "El dolor desaparecerá.", "predicts"),
        ("es", "Correr hoy es seguro.", "promises"),
        ("es", "El hielo trata la hinchazón.", "treats"),
        ("fr", "Vous souffrez d’arthrose.", "diagnoses"),
        ("fr", "La douleur disparaîtra.", "predicts"),
        ("fr", "Courir est sans danger.", "promises"),
        ("fr", "Cet exercice guérit le genou.", "treats"),
        ("pt_BR", "Você tem uma lesão.", "diagnoses"),
        ("pt_BR", "A dor vai passar.", "predicts"),
        ("pt_BR", "Correr hoje é seguro.", "promises"),
        ("pt_BR", "Este exercício previne lesões.", "treats"),
    ],
)
def test_a_claim_in_another_language_is_found(code: str, text: str, kind: str) -> None:
    assert kind in claims_in(code, text)


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
