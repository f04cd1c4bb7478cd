"""Texts as searches and orders compare them, whatever the language."""

from __future__ import annotations

import unicodedata

_SPELT = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "–": "-", "‑": "-", "œ": "oe", "æ": "ae", "ø": "o"})
"""Signs that a keyboard has not, as people write them instead."""


def folded(text: str) -> str:
    """A text without case and accents, so that "maximo" finds "Máximo", "l'arret" "l’arrêt", and Ö comes before P."""
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFD", text.casefold().translate(_SPELT))
    return "".join(sign for sign in apart if not unicodedata.combining(sign))


def same_name(name: str) -> str:
    """A name as names are told apart: neither case nor blanks count, but accents do."""
    return " ".join(unicodedata.normalize("NFC", name).split()).casefold()
