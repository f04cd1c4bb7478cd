"""The translation seam: every string a person reads passes through `_()` or `ngettext()`.

A language is a folder, `resources/locale/<code>/LC_MESSAGES/kneerehab.po`, in gettext's own format.
"""

from __future__ import annotations

import gettext
import os
import sys
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from pathlib import Path
from string import Formatter
from typing import Any

_FILE = Path("LC_MESSAGES", "kneerehab.po")
_APART = "\x04"
"""Between the context of a message and the message, as in gettext's own files."""
_NOBODY = "# Reviewed: nobody yet"

_translations: gettext.NullTranslations = gettext.NullTranslations()
_here: ContextVar[gettext.NullTranslations | None] = ContextVar("_here", default=None)
"""What this thread speaks for a while, as `speaking` says."""


class Catalogue(gettext.NullTranslations):
    """The texts of one language: message to its forms; what has none stays English.

    What is `unreviewed` is followed by its English: a sentence about safety that no clinician of the language has read.
    """

    def __init__(self, texts: Mapping[str, Sequence[str]], unreviewed: Collection[str] = ()) -> None:
        super().__init__()
        self._unreviewed = unreviewed
        self._texts = {message: forms for message, forms in texts.items() if all(forms)}
        header = dict(line.split(": ", 1) for line in "".join(texts.get("", ())).splitlines() if ": " in line)
        self._info = {name.lower(): value for name, value in header.items()}
        rule = self._info.get("plural-forms", "nplurals=2; plural=n != 1;").partition("plural=")[2].partition(";")[0]
        self._form = gettext.c2py(rule)

    def gettext(self, message: str) -> str:
        """The message in this language."""
        english = _bare(message)
        return self._told(message, english, self._texts.get(message, (english,))[0])

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """The form that goes with a number."""
        forms = self._texts.get(msgid1)
        english = super().ngettext(msgid1, msgid2, n)
        return english if forms is None else self._told(msgid1, english, forms[self._form(n)])

    def alone(self, message: str) -> str:
        """The message in this language, without the English that may belong beneath it."""
        return self._texts.get(message, (_bare(message),))[0]

    def beneath(self, message: str) -> str:
        """The English that belongs beneath the message; empty once somebody has reviewed it."""
        return _bare(message) if message in self._unreviewed and message in self._texts else ""

    def _told(self, message: str, english: str, text: str) -> str:
        """A text of this language, followed by its English as long as its entry is unreviewed."""
        if message not in self._unreviewed or text == english:
            return text
        below = english[-1] in ".?:" or "\n" in english
        return f"{text}\n{english}" if below else f"{text} · {english}"


def install(locale_dir: Path, languages: Sequence[str] | None = None) -> None:
    """Load the first of `languages` (else of the system's) that has a catalogue; English stays where none has."""
    global _translations
    wanted = _wanted() if languages is None else languages
    found = next(filter(None, (matching(locale_dir, code) for code in wanted)), "en")
    _translations = _read(locale_dir, found)


@contextmanager
def speaking(locale_dir: Path, code: str) -> Iterator[None]:
    """Within it, on this thread alone, texts come in the language of that code: a page for somebody who reads another.

    English if it has no catalogue.
    """
    before = _here.set(_read(locale_dir, matching(locale_dir, code) or "en") if code != language() else _spoken())
    try:
        yield
    finally:
        _here.reset(before)


def shipped(locale_dir: Path) -> list[str]:
    """The languages that can be chosen: English, and each that has a folder."""
    with suppress(OSError):  # where the program may look
        return ["en", *sorted(name for name in os.listdir(locale_dir) if os.path.isfile(locale_dir / name / _FILE))]
    return ["en"]


def matching(locale_dir: Path, code: str) -> str | None:
    """The shipped language for a code: itself, else without its region, else of another one; "pt-PT" reads pt_BR."""
    there = {name.casefold(): name for name in shipped(locale_dir)}
    wanted = code.replace("-", "_").casefold()
    plain = wanted.partition("_")[0]
    of_it = [name for low, name in there.items() if low.partition("_")[0] == plain]
    return there.get(wanted) or there.get(plain) or (of_it[0] if of_it else None)


def _read(locale_dir: Path, code: str) -> gettext.NullTranslations:
    """The texts of a shipped language."""
    if code == "en":
        return gettext.NullTranslations()
    text = (locale_dir / code / _FILE).read_text(encoding="utf-8")
    return Catalogue(dict(entries(text)), unreviewed(text))


def _spoken() -> gettext.NullTranslations:
    return _here.get() or _translations


def _wanted() -> list[str]:
    """The languages the system asks for, the first one first, as "de_AT"."""
    names = (os.environ.get(name, "") for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"))
    told = next(filter(None, names), "") or _of_the_system()
    return [code.partition(".")[0].partition("@")[0].replace("-", "_") for code in told.split(":") if code]


def _of_the_system() -> str:
    """The same where none of these variables is set, as on Windows, and on macOS but in a terminal."""
    import locale

    if sys.platform == "win32":
        import ctypes

        return locale.windows_locale.get(ctypes.windll.kernel32.GetUserDefaultUILanguage(), "")
    if sys.platform == "darwin":
        import plistlib

        try:
            file = Path.home() / "Library" / "Preferences" / ".GlobalPreferences.plist"
            return ":".join(plistlib.loads(file.read_bytes())["AppleLanguages"])
        except (OSError, ValueError, KeyError, TypeError):
            return ""
    return locale.getlocale()[0] or ""


def entries(text: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Message and forms of every entry of a catalogue that is not marked as fuzzy; ValueError for what is none."""
    for block in text.replace("\r\n", "\n").split("\n\n"):
        parts: dict[str, str] = {}
        name = ""
        for line in block.splitlines():
            if line.startswith("#"):
                continue
            word, _space, quoted = ("", "", line) if line.startswith('"') else line.partition(" ")
            name = word or name
            parts[name] = parts.get(name, "") + _unquoted(quoted)
        if "msgid" in parts and "#, fuzzy" not in block:
            context = f"{parts['msgctxt']}{_APART}" if "msgctxt" in parts else ""
            yield context + parts["msgid"], tuple(value for name, value in parts.items() if name.startswith("msgstr"))


def unreviewed(text: str) -> frozenset[str]:
    """The messages of a catalogue that are marked `#. safety` and name nobody after `# Reviewed:`."""
    blocks = [block for block in text.split("\n\n") if "#. safety" in block and _NOBODY in block]
    return frozenset(message for message, _forms in entries("\n\n".join(blocks)))


def _unquoted(text: str) -> str:
    """A text between quotes, with what stands behind a backslash."""
    if len(text) > 1 and text[0] == text[-1] == '"' and "\\" not in text:
        return text[1:-1]  # nearly all of them: a catalogue of 3,000 takes a third of the time
    import json  # not `ast`: before Python 3.12 two threads that parse at once fail

    try:
        return str(json.loads(text, strict=False))
    except ValueError:
        raise ValueError(f"no text: {text}") from None


def language() -> str:
    """The language the texts are in, as documents name it (BCP 47): "en", "pt-BR"."""
    return (_spoken().info().get("language") or "en").replace("_", "-")


def _(message: str) -> str:
    """The message in the user's language; nothing stays nothing (a catalogue keeps its header under "")."""
    return _fillable(_bare(_spoken().gettext(message))) if message else ""


def alone(message: str) -> str:
    """The message for a list or a sentence, where the English that belongs beneath it has no place."""
    spoken = _spoken()
    return _fillable(spoken.alone(message)) if isinstance(spoken, Catalogue) else _(message)


def beneath(message: str) -> str:
    """The English that whoever shows a message `alone` has to show beneath it; empty if there is no need."""
    spoken = _spoken()
    return spoken.beneath(message) if isinstance(spoken, Catalogue) else ""


def pgettext(context: str, message: str) -> str:
    """A message that means several things in English; `context` says which one to the translators."""
    return _(Np_(context, message))


def ngettext(singular: str, plural: str, count: int) -> str:
    """The form of a message that goes with `count`."""
    return _fillable(_spoken().ngettext(singular, plural, count))


def ended(text: str) -> str:
    """A text as a sentence: with its one full stop, which a shortened month at its end may have brought."""
    return text if text.endswith(".") else f"{text}."


def in_turn(sentences: Iterable[str]) -> str:
    """What is said one thing after the other, each but the last with its one full stop; empty ones are left out."""
    told = [text for text in sentences if text]
    return " ".join([*map(ended, told[:-1]), *told[-1:]])


def semicolon() -> str:
    """What stands between two parts of a sentence that are told one after the other."""
    return pgettext("between the parts of a sentence", "; ")


def N_(message: str) -> str:
    """Mark a message for translation where it is defined; `_()` it where it is shown."""
    return message


def Np_(context: str, message: str) -> str:
    """Mark a message that means several things; `_()` it where it is shown."""
    return f"{context}{_APART}{message}"


def _bare(message: str) -> str:
    """A message without its context."""
    return message.rpartition(_APART)[2]


class _Ending(str):
    """A text in which a value stands right before a full stop, which one like "12 sept." brings along."""

    __slots__ = ()

    def format(self, *args: object, **values: object) -> str:
        filled = super().format(*args, **values)
        return filled if ".." not in filled else self._filled(lambda piece: piece.format(*args, **values))

    def format_map(self, values: Any) -> str:
        filled = super().format_map(values)
        return filled if ".." not in filled else self._filled(lambda piece: piece.format_map(values))

    def _filled(self, fill: Callable[[str], str]) -> str:
        text = ""
        for words, name, form, conversion in Formatter().parse(self):
            stops = words.startswith(".") and not words.startswith("..")
            text += words[1:] if stops and text.endswith(".") and not text.endswith("..") else words
            if name is not None:
                text += fill(
                    "".join(("{", name, f"!{conversion}" if conversion else "", f":{form}" if form else "", "}"))
                )
        return text


def _fillable(text: str) -> str:
    return _Ending(text) if "}." in text else text


def Nn_(singular: str, plural: str) -> tuple[str, str]:
    """Mark both forms of a message where they are defined; `ngettext()` them where they are shown."""
    return singular, plural
