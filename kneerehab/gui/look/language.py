"""The language of the program: its texts, the dates and numbers that go with them, and what Qt itself says."""

from __future__ import annotations

from contextlib import AbstractContextManager

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator
from PySide6.QtGui import QGuiApplication

from kneerehab import i18n
from kneerehab.gui.look.locale import words_locale
from kneerehab.paths import resources_dir

_qt: list[QTranslator] = []
"""Qt's own words, while they are in use."""


def names() -> list[tuple[str, str]]:
    """Every language that can be chosen, each with the name it has for itself."""
    found = []
    for code in i18n.shipped(resources_dir() / "locale"):
        locale = QLocale(code)
        name = "English" if code == "en" else locale.nativeLanguageName()  # else "American English"
        place = f" ({locale.nativeTerritoryName()})" if "_" in code else ""
        name = name.partition(" (")[0].partition(" de ")[0]  # as in "español de España"
        found.append((code, name[:1].upper() + name[1:] + place))
    return found


def spoken() -> str:
    """The code of the language that the texts are in, as `names` has it."""
    return i18n.matching(resources_dir() / "locale", i18n.language()) or "en"


def speaking(code: str) -> AbstractContextManager[None]:
    """Within it, on this thread alone, `_()` speaks another language."""
    return i18n.speaking(resources_dir() / "locale", code)


def begin(code: str) -> None:
    """At the start: a language that was chosen, else the system's, whose texts the command line has read already."""
    if code:
        speak(code)
    else:
        follow()


def speak(code: str) -> None:
    """Take a language up, the system's with ""; whoever calls has what is on the screen built anew."""
    QLocale.setDefault(QLocale.system())
    i18n.install(resources_dir() / "locale", [code] if code else None)
    if code:
        QLocale.setDefault(words_locale())
    follow()


def follow() -> None:
    """Have Qt say its own words in the language that the texts are in, and lay windows out the way it is read."""
    while _qt:
        QCoreApplication.removeTranslator(_qt.pop())
    QGuiApplication.setLayoutDirection(QLocale(i18n.language()).textDirection())
    if i18n.language() == "en":
        return
    translator = QTranslator()
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load(QLocale(i18n.language()), "qtbase", "_", folder):
        QCoreApplication.installTranslator(translator)
        _qt.append(translator)
