"""What is typed on a plain keyboard finds what is written with accents, in every language of the program."""

from __future__ import annotations

import pytest

from kneerehab.domain.folding import folded


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
