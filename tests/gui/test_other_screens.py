"""Every other state of the window, with the largest text in the smallest window: no word is cut off in any language."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtWidgets import QWidget

from kneerehab import i18n
from kneerehab.paths import resources_dir
from tests.gui.everywhere import settle
from tests.gui.screens_at_hand import SCREENS
from tests.gui.test_pseudo_language import cut
from tests.gui.test_pseudo_language import pseudo as pseudo

pytestmark = [pytest.mark.slow, pytest.mark.qt_log_ignore("This plugin does not support")]

_LOCALE = resources_dir() / "locale"
_STILL_CUT = {
    "caseload": ("de", "fr", "es", "pt_BR", "longer"),
    "presenter": ("de", "fr", "es", "pt_BR", "longer"),
    "warning signs": ("de", "fr", "es", "pt_BR", "longer"),
    "today of a red day": ("de", "fr", "es", "pt_BR", "longer"),
    "today of a new runner": ("de", "fr", "es", "pt_BR", "longer"),
    "today of warning signs": ("longer",),
    "today of a sore knee": ("longer",),
    "plan of warning signs": ("de", "fr", "longer"),
    "an exercise": ("de", "pt_BR", "longer"),
    "a stretch": ("de", "pt_BR", "longer"),
    "undo": ("de",),
    "welcome, the way back": ("longer",),
}
"""Where words are still cut off, or something scrolls sideways, at 200 %: `packaging/accessibility.md` says so."""


def _whole(*codes: str) -> list[tuple[str, str]]:
    return [(name, code) for name in SCREENS for code in codes if code not in _STILL_CUT.get(name, ())]


def faults(screen: QWidget) -> list[str]:
    """What is cut in the smallest window: as it was opened, and with the largest text, made small from a wide one."""
    screen.resize(960, 640)
    settle()
    found = cut(screen)
    if screen.workspace is not None:
        screen.resize(1900, 1000)
        screen.workspace.change_settings(text_scale=200)
        settle()
        screen.resize(960, 640)
        settle()
        found += cut(screen)
    return found


@pytest.mark.parametrize("pseudo", ["", "mirrored"], indirect=True)
@pytest.mark.parametrize("name", [name for name, _code in _whole("longer")])
def test_no_word_of_a_screen_is_cut_off_in_a_longer_language(program: Any, pseudo: None, name: str) -> None:
    assert faults(SCREENS[name](program)) == []


@pytest.mark.parametrize(("name", "code"), _whole(*(code for code in i18n.shipped(_LOCALE) if code != "en")))
def test_no_word_of_a_screen_is_cut_off(program: Any, name: str, code: str) -> None:
    with i18n.speaking(_LOCALE, code):
        assert faults(SCREENS[name](program)) == []
