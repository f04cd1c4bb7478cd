"""What is typed on a plain keyboard finds what is written with accents, in every language of the program."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kneerehab.domain.folding import folded, sought, spellings


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("maximo", "Máximo"),
        ("STRASSE", "flache Straße"),
        ("ubung", "Übungen"),
        ("l'arret", "à l’arrêt"),
        ("aujourd'hui", "Aujourd’hui"),
        ("oedeme", "Œdème"),
        ("nao", "Não"),
        ("coracao", "coração"),
        ("walk-run", "Walk–run"),
        ("ano", "an\u0303o"),
    ],
)
def test_what_is_typed_without_accents_is_found(typed: str, written: str) -> None:
    assert folded(typed) in folded(written)
    assert folded(written) == folded(folded(written))


def test_letters_of_their_own_stay_apart() -> None:
    assert folded("muschel") not in folded("Müschen")
    assert folded("é") != folded("a")


@pytest.mark.parametrize("typed", ["Übung", "übung", "Uebung", "uebung", "Ubung", "u\u0308bung"])
@pytest.mark.parametrize("written", ["Übung", "Kniebeuge-Übungen", "U\u0308bung"])
def test_a_search_finds_an_umlaut_written_as_it_is_written_out_or_left_out(typed: str, written: str) -> None:
    assert re.search(sought(typed), folded(written))


@pytest.mark.parametrize(
    ("typed", "written"), [("Übung", "uebung gemacht"), ("Faerbemittel", "Färbemittel"), ("Straße", "strasse")]
)
def test_a_search_finds_what_was_written_out(typed: str, written: str) -> None:
    assert re.search(sought(typed), folded(written))


@pytest.mark.parametrize(("typed", "written"), [("dauer", "Dauerlauf"), ("steuer", "Steuer"), ("erlauf", "Dauerlauf")])
def test_an_e_behind_a_vowel_stays_an_e_too(typed: str, written: str) -> None:
    assert re.search(sought(typed), folded(written))


@given(st.text(alphabet="aeouäöüßnéÜ.*[", max_size=12))
def test_every_text_is_found_by_itself_and_by_each_of_its_spellings(text: str) -> None:
    assert re.search(sought(text), folded(text))
    assert all(re.search(sought(each), folded(text)) for each in spellings(text))
    assert all(re.search(sought(text), each) for each in spellings(text))


def test_a_word_has_the_spelling_of_a_keyboard_without_umlauts_only_where_it_has_one() -> None:
    assert spellings("Größe") == ("grosse", "groesse")
    assert spellings("Prisoner Squat") == ("prisoner squat",)
    assert spellings("búlgara") == ("bulgara",)
