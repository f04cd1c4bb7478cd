"""The command line speaks the language of the program: its own answers, those of argparse, and its numbers."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

import pytest

from kneerehab import i18n
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
