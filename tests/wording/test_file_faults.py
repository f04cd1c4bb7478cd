"""What is wrong with a diary file or a file of own sets is told in the language, with the file's own keys."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kneerehab import i18n, library
from kneerehab.domain.errors import InvalidFile
from kneerehab.exchange import handover
from kneerehab.paths import resources_dir
from kneerehab.services.own_sets import as_toml
from kneerehab.wording.file_faults import SAID, file_fault
from tests.exchange import test_diary_json_faults as diary_files

LOCALE = resources_dir() / "locale"
SET = as_toml(library.protocols()[0])
DAMAGES = [
    ("name = ", "order = 'x'\nname = "),
    ("name = ", "title = "),
    ('name = "', 'name = "" # "'),
    ('name = "', 'name = 5 # "'),
    ('name = "', f'name = "{"x" * 101}" # "'),
    ('zones = ["front"]', "zones = 5"),
    ('zones = ["front"]', "zones = [5]"),
    ('zones = ["front"]', 'zones = ["ankle"]'),
    ("sources = [", "sources = [5,"),
    ("[sets.CALM]", "[sets]\nCALM = 5\n[other]"),
    ("exercises = [", "exercises = [] #"),
    ("exercises = [", 'exercises = ["clamshell", "clamshell", "clamshel", "Wall sit"] #'),
    ("rests = [", 'rests = ["clamshell", '),
    ("zones = [", "zones = "),
    ("name = ", 'name = """'),
]


def refused(read: Any, *given: Any) -> tuple[str, ...]:
    with pytest.raises(InvalidFile) as fault:
        read(*given)
    return fault.value.faults


def of_diaries() -> Iterator[str]:
    """Every wording of the format, and a record's as `check` tells it."""
    for data_and_line in diary_files.test_a_file_that_is_no_diary_at_all.pytestmark[0].args[1]:  # type: ignore[attr-defined]
        yield data_and_line[1]
    for test in (diary_files.test_every_wording_of_the_first_stage, diary_files.test_every_wording_of_the_second_stage):
        for _change, lines in test.pytestmark[0].args[1]:  # type: ignore[attr-defined]
            yield from lines
    yield from ("diary: cannot be read", "plans: row 1 belongs to no runners")
    yield "runner 0b6f: activities 0b70: needs seconds or metres"


def of_locked_files() -> Iterator[str]:
    head = {"format": handover.FORMAT, "kdf": {"name": "scrypt", "n": 20_000, "r": 8, "p": 9, "salt": ""}, "more": 1}
    heads = [json.dumps(one).encode() for one in (head, head | {"kdf": 1})]
    for data in (b" " * (handover.MOST_BYTES + 1), b"{", *heads):
        yield from refused(handover.unlock, data, "a passphrase")


def of_sets(folder: Path) -> Iterator[str]:
    file = folder / "own.toml"
    yield from refused(library.own_protocol, file)
    for data in (b"\xff\xfe", *(SET.replace(old, new, 1).encode() for old, new in DAMAGES)):
        file.write_bytes(data)
        yield from refused(library.own_protocol, file)


@pytest.fixture
def lines(tmp_path: Path) -> list[str]:
    return [*of_diaries(), *of_locked_files(), *of_sets(tmp_path)]


def test_every_fault_has_a_wording_and_every_wording_a_fault(lines: list[str], tmp_path: Path) -> None:
    file = tmp_path / "xx" / "LC_MESSAGES" / "kneerehab.po"
    file.parent.mkdir(parents=True)
    file.write_text("\n\n".join(f'msgid "{text}"\nmsgstr "<{n}>{text}"' for n, text in enumerate(SAID)), "utf-8")
    used = set()
    with i18n.speaking(tmp_path, "xx"):
        for line in lines:
            found = re.fullmatch(r"(.*)<(\d+)>(.*)", told := file_fault(line))
            assert found is not None, told
            assert found[1] + found[3] == line
            used.add(int(found[2]))
    assert [text for n, text in enumerate(SAID) if n not in used] == []


@pytest.mark.parametrize("code", i18n.shipped(LOCALE)[1:])
def test_a_fault_is_told_in_the_language_and_its_place_stays(lines: list[str], code: str) -> None:
    with i18n.speaking(LOCALE, code):
        for line in lines:
            place, _colon, _said = line.partition(": ")
            told = file_fault(line)
            assert told.startswith(place)
            assert not re.search(r"\b(must|is|not|has|with|needs|there|cannot|unknown)\b", told), told


def test_what_others_say_of_a_file_stays_as_it_is() -> None:
    with i18n.speaking(LOCALE, "de"):
        assert file_fault("Tree 4 page 4: btreeInitPage() returns error code 11").endswith("returns error code 11")
