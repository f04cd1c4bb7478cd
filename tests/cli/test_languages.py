"""The command line speaks the language of the program: its own answers, those of argparse, and its numbers."""

from __future__ import annotations

import argparse
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from kneerehab import i18n, paths
from kneerehab.cli import usage
from kneerehab.cli.parser import parser
from kneerehab.paths import resources_dir
from kneerehab.wording.formats import plain

LOCALE = resources_dir() / "locale"


@pytest.fixture(params=i18n.shipped(LOCALE)[1:])
def spoken(request: pytest.FixtureRequest) -> Iterator[str]:
    """Each language that is not English, on this thread."""
    with i18n.speaking(LOCALE, request.param):
        yield request.param


def test_the_help_of_every_command_has_no_english_word_of_argparse(spoken: str) -> None:
    made = parser()
    found = next(action for action in made._actions if isinstance(action, argparse._SubParsersAction))
    for each in (made, *found.choices.values()):
        told = each.format_help()
        for english in ("usage:", "positional arguments", "show this help message"):
            assert english not in told


@pytest.mark.parametrize(
    "call", [["log"], ["report", "--out"], ["report", "--out", "x", "--language", "xx"], ["nonsense"]]
)
def test_a_wrong_call_is_told_in_the_language(call: list[str], spoken: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        parser().parse_args(call)
    assert left.value.code == 2
    told = capsys.readouterr().err
    for english in ("usage:", "required", "expected", "invalid choice", "choose from"):
        assert english not in told


def test_what_is_translated_is_what_argparse_says() -> None:
    source = Path(argparse.__file__).read_text(encoding="utf-8")
    singles = [said for said in usage.SAID if isinstance(said, str)]
    assert [said for said in singles if repr(said) not in source and f'"{said}"' not in source] == []


def test_numbers_have_the_decimal_sign_of_the_language_and_dates_are_iso(spoken: str) -> None:
    assert plain().number(3.55, 2) == "3,55"
    assert plain().number(12, 0) == "12"


def test_english_keeps_its_decimal_point_and_argparses_own_words() -> None:
    assert plain().number(3.55, 2) == "3.55"
    assert parser().format_help().startswith("usage: kneerehab")


def test_help_and_faults_call_what_is_to_be_given_in_the_language(capsys: pytest.CaptureFixture[str]) -> None:
    from kneerehab.cli import main

    with i18n.speaking(LOCALE, "de"):
        with pytest.raises(SystemExit):
            main(["export"])
        fault = capsys.readouterr().err
        with pytest.raises(SystemExit):
            parser().parse_args(["export", "--help"])
    told = capsys.readouterr().out

    assert "--out DATEI" in fault
    for given in ("--out DATEI", "--since DATUM", "--run LAUF", "--data-dir ORDNER", "--id KENNUNG"):
        assert given in told


def test_a_line_is_logged_in_the_language_and_answered_with_its_comma(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from kneerehab.cli import main
    from kneerehab.exchange.diary_json import write_diary
    from tests import builders

    file = tmp_path / "one.json"
    file.write_bytes(write_diary(builders.diary(builders.quiet_days(1, 3)), None))
    folder = str(tmp_path / "data")
    assert main(["--data-dir", folder, "import", str(file)]) == 0
    capsys.readouterr()
    with i18n.speaking(LOCALE, "de"):
        assert main(["--data-dir", folder, "log", "--dry-run", "gestern lauf 3,5 km; Uebung halbe Kniebeuge 2x10"]) == 0
    told = capsys.readouterr().out.replace("\u00a0", " ")
    assert "3,5 km" in told
    assert "Halbe Kniebeuge, 2 × 10, beide Beine" in told


def test_a_damaged_file_is_told_in_the_language_and_to_programs_in_the_words_of_the_format(
    data_dir: Path, tmp_path: Path, spoken: str, capsys: pytest.CaptureFixture[str]
) -> None:
    from kneerehab.cli import main
    from kneerehab.exchange.diary_json import write_diary
    from tests import builders

    good, bad = tmp_path / "good.json", tmp_path / "bad.json"
    good.write_bytes(write_diary(builders.diary(builders.quiet_days(1, 3)), None))
    bad.write_bytes(good.read_bytes().replace(b'"limp": false', b'"limp": 0'))
    assert main(["import", str(good)]) == 0
    own = paths.own_sets_dir(data_dir)
    own.mkdir()
    (own / "mine.toml").write_text("name = 'Mine'\n", encoding="utf-8")
    with closing(sqlite3.connect(paths.database_file(data_dir))) as database, database:
        database.execute("UPDATE check_ins SET at = '1999-01-01T07:00' WHERE at LIKE '2026-03-02%'")
    capsys.readouterr()
    assert [main(call) for call in (["import", str(bad)], ["plan", "--diary", str(bad)], ["check"])] == [1, 2, 1]
    told = "".join(capsys.readouterr())
    for key in ("check_ins[0].limp", "mine.toml", "sets", "at"):
        assert key in told
    for english in ("must", "required"):
        assert english not in told
    assert main(["plan", "--diary", str(bad), "--json"]) == 2
    assert f"{bad}: check_ins[0].limp: must be true or false" in capsys.readouterr().err
    bad.write_bytes(b"[]")
    assert main(["plan", "--diary", str(bad), "--json"]) == 2
    assert capsys.readouterr().err == f"{bad}: diary: must be an object\n"
    bad.write_bytes(b'{"format": "kneerehab-diary", "version": 3}')
    assert main(["import", str(bad)]) == 1
    assert len(capsys.readouterr().err.splitlines()) == 1, "that it is newer says it all"


def test_a_diary_that_cant_be_brought_together_is_refused_in_the_language(
    tmp_path: Path, spoken: str, capsys: pytest.CaptureFixture[str]
) -> None:
    from kneerehab.cli import main
    from kneerehab.exchange.diary_json import write_diary
    from tests import builders

    mine = builders.diary(builders.quiet_days(1, 3))
    other = replace(builders.run(2), id=mine.check_ins[0].id)
    for number, book in enumerate((mine, replace(mine, check_ins=(), activities=(other,)))):
        file = tmp_path / f"{number}.json"
        file.write_bytes(write_diary(book, None))
        assert main(["import", str(file)]) == number
    told = capsys.readouterr().err
    assert told.strip()
    assert "already" not in told
