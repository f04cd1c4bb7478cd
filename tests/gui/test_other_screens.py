"""Every other state of the window: no word is cut off in any language with the largest text in the smallest window, and
every one was given to the translators."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from kneerehab import i18n, library, settings
from kneerehab.gui.look import theme
from kneerehab.paths import resources_dir
from tests.gui.everywhere import settle
from tests.gui.screens_at_hand import SCREENS
from tests.gui.test_pseudo_language import cut, left_over, own_words, painted_faults
from tests.gui.test_pseudo_language import pseudo as pseudo

pytestmark = [pytest.mark.slow, pytest.mark.qt_log_ignore("This plugin does not support")]

_LOCALE = resources_dir() / "locale"


def faults(screen: QWidget) -> list[str]:
    """What is cut in the smallest window: as it was opened, and with the largest text, made small from a wide one."""
    found = faults_when_small(screen)
    if screen.workspace is not None:
        screen.resize(1900, 1000)
        screen.workspace.change_settings(text_scale=200)
        settle()
        found += faults_when_small(screen)
    return found


def faults_when_small(screen: QWidget) -> list[str]:
    screen.resize(960, 640)
    settle()
    return cut(screen)


@pytest.mark.parametrize("pseudo", ["", "mirrored"], indirect=True)
@pytest.mark.parametrize("name", SCREENS)
def test_no_word_of_a_screen_is_cut_off_in_a_longer_language(program: Any, pseudo: None, name: str) -> None:
    assert faults(SCREENS[name](program)) == []


@pytest.mark.parametrize("code", [code for code in i18n.shipped(_LOCALE) if code != "en"])
@pytest.mark.parametrize("name", SCREENS)
def test_no_word_of_a_screen_is_cut_off(program: Any, qapp: QApplication, data_dir: Path, name: str, code: str) -> None:
    data_dir.mkdir(exist_ok=True)
    theme.apply(qapp, "light", 2.0)
    settings.save(data_dir / "settings.json", settings.Settings(text_scale=200))
    with i18n.speaking(_LOCALE, code):
        assert faults_when_small(SCREENS[name](program)) == []


def _not_ours(screen: QWidget) -> list[str]:
    """Names and what the runners of a window wrote, and what sources are called, the longest first."""
    found = {*own_words()} | {source.name for article in library.articles() for source in article.sources}
    if (workspace := screen.workspace) is not None:
        for runner in workspace.diaries.runners():
            for record in (runner, *workspace.diaries.diary(runner.id).records()):
                values = (getattr(record, field.name) for field in fields(record))
                found |= {value for value in values if type(value) is str}
    return sorted((text for text in found if any(map(str.isalpha, text))), key=len, reverse=True)


@pytest.mark.parametrize("name", SCREENS)
def test_every_word_of_a_screen_was_given_to_the_translators(program: Any, pseudo: None, name: str) -> None:
    screen = SCREENS[name](program)
    screen.resize(1280, 800)
    settle()
    mine = _not_ours(screen)
    assert sorted(left_over(screen, mine)) == []
    assert painted_faults(screen, mine) == []
