"""Every text of a catalogue is written as its language is printed, and speaks to the runner in one way."""

from __future__ import annotations

import re

import pytest

import messages
from kneerehab.i18n import entries
from kneerehab.paths import resources_dir
from kneerehab.wording import quick_words, typed

_TYPED = {value for module in (quick_words, typed) for value in vars(module).values() if isinstance(value, str)}
_TYPED |= {
    phrases
    for name, table in vars(quick_words).items()
    if name.isupper() and isinstance(table, dict)
    for phrases in table.values()
}
"""What people type: in straight quotes, too."""
_IN_CODE = re.compile(r'"[^"]*(\$|\[)[^"]*"|~/\S+|https?://\S+|\w+=\w+|;;|--\S+|%\(\w+\)[rs]|%[rs]')

WRONG = {
    "de": (
        r"[«»\"]|(?<!„)(?<=\w)'(?=\w)| [;?!:]",
        r"^[^„]*“",
        r"\b([Dd]u|[Dd]ein(e[mnrs]?)?|[Dd]ich|[Ee]uch|[Ee]uer)\b",
    ),
    # A narrow blank that does not break stands before ; ? ! » and %, one that does not break before the colon.
    "fr": (
        r"(?<!\u202f)(?<!^)[;?!»%]",
        r"«(?!\u202f)",
        r"(?<!\u00a0):(?=[\s*]|$)",
        r"[“”\"]|(?<=\w)'(?=\w)",
        r"\b([Tt]u|[Tt]oi|[Tt]es)\b",
    ),
    "es": (r"[“”\"]| [;?!:]", r"\b([Uu]sted(es)?|[Vv]osotros|[Vv]uestr\w+)\b"),
    "pt_BR": (r"[«»\"]| [;?!:]", r"\b([Tt]u|[Tt]eu|[Tt]ua|ecrã|ficheiro)\b"),
}


def texts(code: str) -> list[str]:
    """All of a catalogue, but for what people type and for code."""
    file = resources_dir() / "locale" / code / "LC_MESSAGES" / "kneerehab.po"
    told = [(message, form) for message, forms in entries(file.read_text(encoding="utf-8")) for form in forms]
    return [_IN_CODE.sub("code", form) for message, form in told if message and message not in _TYPED]


@pytest.mark.parametrize("code", list(WRONG))
def test_signs_blanks_quotes_and_the_form_of_address_are_those_of_the_language(code: str) -> None:
    found = [(wrong, text) for wrong in WRONG[code] for text in texts(code) if re.search(wrong, text)]
    assert found == []


def test_a_spanish_question_begins_as_it_ends() -> None:
    assert [
        text for text in texts("es") if text.count("?") != text.count("¿") or text.count("!") != text.count("¡")
    ] == []


@pytest.mark.parametrize("code", list(WRONG))
def test_no_text_has_three_full_stops_for_an_ellipsis_or_a_blank_too_many(code: str) -> None:
    assert [text for text in texts(code) if re.search(r"(?<!\.)\.\.\.(?!\.)|(?<=\w)  (?=\w)", text)] == []


def test_no_text_is_a_piece_that_is_hung_behind_another() -> None:
    """Where it stands in its sentence is the translator's; a sign between the names of a list is no piece."""
    pieces = [text for text in messages.all_messages() if re.match(r"[,;.:–·]\s*\S", text)]
    assert pieces == []
