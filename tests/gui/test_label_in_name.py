"""WCAG 2.5.3: whoever says what is written on a control means that control, on every page and in every dialog."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from kneerehab.gui.look.button import Button
from tests.gui.everywhere import dialogs, pages
from tests.gui.strokes import painted_parts, strokes

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def spoken(text: str) -> str:
    """What is said of a text: its words, whatever signs and blanks stand between them, without the key behind it."""
    return " ".join(re.findall(r"\w+", re.sub(r"<[^>]*>|&(?=\w)|, \S+\+\S+$", "", text))).casefold()


def name_of(part: QWidget) -> str:
    """What a control is called; of a list to choose from Qt would tell what is chosen in it."""
    found: Any = QAccessible.queryAccessibleInterface(part)
    return part.accessibleName() or str(found.text(QAccessible.Text.Name))


def is_short_for_it(words: str, part: QWidget) -> bool:
    """Whether it is the key of a button, the initials of a name, or short for what the name says: Mon 9 of Monday 9."""
    name = spoken(name_of(part)).split()
    key = part.key_text() if isinstance(part, Button) else ""
    initials = "".join(word[0] for word in name)
    shortened = all(any(full.startswith(word) for full in name) for word in spoken(words).split())
    return words == key or words.casefold() in initials or shortened


def misnamed(root: QWidget) -> Iterator[str]:
    """Labels that are no part of the name of their control, and painted details that are told nowhere."""
    drawn = set(painted_parts(root))
    for part in root.findChildren(QWidget):
        if not part.isVisibleTo(root):
            continue
        if isinstance(part, QLabel) and (buddy := part.buddy()) is not None and spoken(part.text()):
            if spoken(part.text()) not in spoken(name_of(buddy)):
                yield f"{type(buddy).__name__}: “{part.text()}” is not in “{name_of(buddy)}”"
        elif isinstance(part, QAbstractButton):
            if spoken(part.text()) not in spoken(name_of(part)):
                yield f"{type(part).__name__}: “{part.text()}” is not in “{name_of(part)}”"
            told = spoken(f"{name_of(part)} {part.accessibleDescription()}")
            for stroke in strokes(part) if part in drawn else ():
                if (
                    stroke.kind == "text"
                    and spoken(stroke.words) not in told
                    and not is_short_for_it(stroke.words, part)
                ):
                    yield f"{type(part).__name__}: “{stroke.words}” is told nowhere, beside “{told}”"


def test_every_name_holds_the_words_that_are_seen_on_the_control(program: Any) -> None:
    running = program("build-week-8")
    found = {}
    for walk in (pages, dialogs):
        for name, part in walk(running):
            if faults := sorted(set(misnamed(part))):
                found[name] = faults
    assert found == {}
