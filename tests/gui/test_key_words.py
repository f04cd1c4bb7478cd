"""Keys are called as on a keyboard of the language: in the list of keys, on buttons and beside the quick entry."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtWidgets import QLabel

from kneerehab.gui.look import language
from kneerehab.gui.look.button import Button
from kneerehab.gui.look.habits import key_words
from kneerehab.gui.shell.keys import KeysDialog
from kneerehab.gui.today.quick_entry import QuickEntry


@pytest.fixture
def german() -> Any:
    language.speak("de")
    yield
    language.speak("en")


def test_a_german_finds_strg_and_entf(qtbot: Any, german: None) -> None:
    dialog = KeysDialog()
    qtbot.addWidget(dialog)
    words = " ".join(label.text() for label in dialog.findChildren(QLabel))
    assert "Strg+Umschalt+Enter" in words
    assert "Rechts, Links, F2, Entf" in words
    assert "Ctrl" not in words
    button = Button("Weiter", key="Ctrl+Enter")
    qtbot.addWidget(button)
    assert button.key_text() == "Strg Enter"


def test_in_english_they_are_as_they_are() -> None:
    assert key_words("Ctrl+Shift+Enter, Space, F6") == "Ctrl+Shift+Enter, Space, F6"


@pytest.mark.parametrize("code", ["de", "fr", "es", "pt_BR"])
def test_the_example_of_a_quick_entry_is_never_cut(program: Any, code: str) -> None:
    language.speak(code)
    try:
        running = program("build-week-8")
        for wide in (960, 1280, 1600):
            running.window.resize(wide, 800)
            for entry in running.window.findChildren(QuickEntry):
                line = entry.line
                words = line.placeholderText()
                assert line.fontMetrics().horizontalAdvance(words) < line.contentsRect().width()
                assert words or line.width() < 130
    finally:
        language.speak("en")
