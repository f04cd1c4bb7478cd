"""Brings the catalogues of all languages up to date with the texts there are; `dev.py messages` runs it.

polib keeps the catalogues, Babel knows the plural forms of a new language. The program reads a catalogue as it is, so
nothing is compiled.
"""

from __future__ import annotations

import argparse
import ast
import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import polib  # type: ignore[import-untyped]
from babel.messages.catalog import Catalog

from kneerehab import i18n, library
from kneerehab.domain.exercise import Exercise
from kneerehab.exchange.demo import WRITTEN

ROOT = Path(__file__).resolve().parent.parent
LOCALE = ROOT / "resources" / "locale"

_ONE = ("_", "N_")
_COUNTED = ("ngettext", "Nn_")
_IN_CONTEXT = ("pgettext", "Np_")
_PEOPLE = ("Nora Lind", "K. Moen")


@dataclass(slots=True)
class Message:
    """One text: its plural if it is counted, and the files that say it."""

    plural: str = ""
    files: list[str] = field(default_factory=list)

    def add(self, plural: str, file: str) -> None:
        """One more place."""
        self.plural = self.plural or plural
        if file not in self.files:
            self.files.append(file)


def main(arguments: Sequence[str]) -> int:
    """Update the catalogues, or one, a new one too; the exit code is 1 if a text still has no translation."""
    parser = argparse.ArgumentParser(prog="dev.py messages", description=__doc__)
    parser.add_argument("languages", nargs="*", metavar="CODE", help="such as de or pt_BR (default: all there are)")
    languages = parser.parse_args(arguments).languages or sorted(folder.name for folder in LOCALE.iterdir())
    texts = all_messages()
    missing = 0
    for code in (name for name in languages if not name.endswith(".md")):
        file = LOCALE / code / "LC_MESSAGES" / "kneerehab.po"
        before = file.read_bytes() if file.exists() else b""
        left = update(file, texts, code)
        state = "as it was" if file.read_bytes() == before else "written"
        print(f"{code}: {len(texts)} messages, {left} without a translation, {state}")
        missing += left
    return int(bool(missing))


def all_messages() -> dict[str, Message]:
    """Every text a person reads, in the order of the files that say it."""
    found: dict[str, Message] = {}
    for file in sorted((ROOT / "kneerehab").rglob("*.py")):
        for singular, plural in of_the_code(file.read_text(encoding="utf-8")):
            found.setdefault(singular, Message()).add(plural, file.relative_to(ROOT).as_posix())
    for text, place in (*of_the_library(), *of_the_demo()):
        found.setdefault(text.strip(), Message()).add("", place)
    return found


def of_the_code(source: str) -> Iterator[tuple[str, str]]:
    """What a module passes to `_()` and its like, after its context, with the plural if it has one; also inside another
    call's arguments, where Babel's own search does not look."""
    calls = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call) and node.args]
    for call in sorted(calls, key=lambda node: (node.lineno, node.col_offset)):
        texts = [node.value for node in call.args[:2] if isinstance(node, ast.Constant) and isinstance(node.value, str)]
        name = call.func.id if isinstance(call.func, ast.Name) else ""
        if texts and texts[0] and name in _ONE:
            yield texts[0], ""
        elif len(texts) == 2 and name in _COUNTED:
            yield texts[0], texts[1]
        elif len(texts) == 2 and name in _IN_CONTEXT:
            yield i18n.Np_(texts[0], texts[1]), ""


def of_the_library() -> Iterator[tuple[str, str]]:
    """What exercises, sets and articles say, as it is shown, each with its file."""
    for exercise in library.exercises().values():
        yield from _from(f"exercises/{exercise.slug}", _of_exercise(exercise))
    for protocol in library.protocols():
        yield from _from(f"protocols/{protocol.slug}", (protocol.name, protocol.why, protocol.design_choice))
    for article in library.articles():
        texts: list[str | None] = [article.title, *article.keywords, *article.body.split("\n\n")]
        texts += [article.where, article.worse_with, article.eases_with]
        texts += [text for word in article.glossary for text in (word.name, word.text)]
        yield from _from(f"learn/{article.slug}", texts)


def of_the_demo() -> Iterator[tuple[str, str]]:
    """What the demo runner and her physio wrote, but for names of people."""
    file = "resources/demo/nora-lind.json"

    def texts(value: object) -> Iterator[str]:
        for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
            yield from texts(inner)
        if isinstance(value, dict):
            yield from (text for key in WRITTEN if isinstance(text := value.get(key), str) and " " in text)

    diary = json.loads((ROOT / file).read_text(encoding="utf-8"))
    yield from ((text, file) for text in texts(diary) if text not in _PEOPLE)


def _of_exercise(exercise: Exercise) -> Iterator[str | None]:
    yield from (exercise.name, exercise.why, *exercise.other_names, *exercise.set_up, *exercise.cues)
    yield from (*exercise.slips, *exercise.poses, *exercise.equipment, *exercise.muscles)
    for variant in filter(None, (exercise.easier, exercise.harder)):
        yield from (variant.name, variant.how)
    yield from (exercise.no_harder, exercise.dose_note)


def _from(file: str, texts: Iterable[str | None]) -> Iterator[tuple[str, str]]:
    yield from ((text, f"resources/{file}.toml") for text in texts if text)


def update(file: Path, texts: Mapping[str, Message], code: str) -> int:
    """Bring one catalogue up to date: new texts get an empty place, old ones go; returns how many places are empty.

    What a person wrote beside a translation (`# Back:`, `# Reviewed:`, `#. safety`) stays with it.
    """
    before = polib.pofile(str(file)) if file.exists() else polib.POFile()
    rule = before.metadata.get("Plural-Forms") or Catalog(locale=code).plural_forms
    forms = int(rule.partition("nplurals=")[2].partition(";")[0])
    after = polib.POFile(wrapwidth=1_000_000)  # a line a text: what changed can be read in a diff
    after.metadata = {"Project-Id-Version": "kneerehab", "Language": code, "MIME-Version": "1.0"}
    after.metadata |= {"Content-Type": "text/plain; charset=UTF-8", "Content-Transfer-Encoding": "8bit"}
    after.metadata["Plural-Forms"] = rule
    kept = {i18n.Np_(entry.msgctxt, entry.msgid) if entry.msgctxt else entry.msgid: entry for entry in before}
    for key, message in texts.items():
        context, _apart, msgid = key.rpartition(i18n.Np_("", ""))
        entry = kept.get(key) or polib.POEntry(msgid=msgid, msgctxt=context or None)
        entry.occurrences = [(file, "") for file in message.files]
        entry.msgid_plural = message.plural
        if message.plural:
            entry.msgstr_plural = {n: entry.msgstr_plural.get(n, "") for n in range(forms)}
        after.append(entry)
    file.parent.mkdir(parents=True, exist_ok=True)
    after.save(str(file))
    return len(after.untranslated_entries())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
