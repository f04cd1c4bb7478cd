"""The translation seam: every string a person reads passes through `_()` or `ngettext()`."""

from __future__ import annotations

import gettext
from pathlib import Path

_DOMAIN = "kneerehab"
_translations: gettext.NullTranslations = gettext.NullTranslations()


def install(locale_dir: Path, languages: list[str]) -> None:
    """Load the first of `languages` that has a catalogue below `locale_dir`; English stays where none has."""
    global _translations
    _translations = gettext.translation(_DOMAIN, localedir=locale_dir, languages=languages, fallback=True)


def language() -> str:
    """The language the texts are in, as documents name it (BCP 47): "en", "pt-BR"."""
    return (_translations.info().get("language") or "en").replace("_", "-")


def _(message: str) -> str:
    """The message in the user's language; nothing stays nothing (a catalogue keeps its header under "")."""
    return _translations.gettext(message) if message else ""


def ngettext(singular: str, plural: str, count: int) -> str:
    """The form of a message that goes with `count`."""
    return _translations.ngettext(singular, plural, count)


def N_(message: str) -> str:
    """Mark a message for translation where it is defined; `_()` it where it is shown."""
    return message


def Nn_(singular: str, plural: str) -> tuple[str, str]:
    """Mark both forms of a message where they are defined; `ngettext()` them where they are shown."""
    return singular, plural
