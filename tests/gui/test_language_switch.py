"""Another language in the running program: every page speaks it at once, a demo begins in it, and the way back."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from kneerehab.i18n import entries
from kneerehab.paths import resources_dir

pytestmark = pytest.mark.lifetime

_PROGRAM = """
import json
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget
from kneerehab import app
from kneerehab.gui.look import everywhere
from kneerehab.gui.shell.navigation import PAGES
qapp = QApplication([])
def window():
    return next(widget for widget in everywhere.windows() if widget.objectName() == "main")
def once(ready, then):
    if ready():
        then()
    else:
        QTimer.singleShot(20, lambda: once(ready, then))
def is_open():
    return any(widget.objectName() == "main" and widget.workspace is not None for widget in everywhere.windows())
def tell(part):
    texts = set()
    for entry in PAGES if window().workspace.runner_id else ():
        window().show_page(entry.name)
        qapp.processEvents()
        parts = [part for part in window().findChildren(QWidget) if part.isVisible()]
        texts |= {part.text() for part in parts if isinstance(part, QLabel | QAbstractButton)}
    page = window().page("settings") if window().workspace.runner_id else None
    chosen = page.language.value() if page is not None else None
    print(json.dumps({"part": part, "chosen": chosen, "texts": sorted(texts)}), flush=True)
def choose(code, then):
    window().show_page("settings")
    before = window().workspace
    before_page = window().page("settings")
    before_page.language.set_value(code)
    before_page.language.changed.emit(code)
    once(lambda: is_open() and window().workspace is not before, then)
def begun():
    window().demo_wanted.emit()
    once(lambda: is_open() and window().workspace.demo, in_demo)
def in_demo():
    tell("demo")
    choose("en", back_to_english)
def back_to_english():
    tell("english")
    choose("de", german_again)
def german_again():
    tell("german")
    choose("fr", french)
def french():
    window().demo_left.emit()
    once(lambda: is_open() and not window().workspace.demo, left)
def left():
    from kneerehab import i18n
    print(json.dumps({"part": "left", "chosen": i18n.language(), "texts": []}), flush=True)
    window().close()
once(is_open, begun)
raise SystemExit(app.run())
"""


def german() -> dict[str, str]:
    """English texts whose German is another."""
    file = resources_dir() / "locale" / "de" / "LC_MESSAGES" / "kneerehab.po"
    told = {message: forms[0] for message, forms in entries(file.read_text(encoding="utf-8")) if len(forms) == 1}
    return {message: text for message, text in told.items() if message and message != text}


def test_a_language_holds_on_every_page_at_once_in_a_demo_and_on_the_way_back(data_dir: Path) -> None:
    data_dir.mkdir(parents=True)
    (data_dir / "settings.json").write_text(json.dumps({"language": "de"}), encoding="utf-8")
    done = subprocess.run([sys.executable, "-c", _PROGRAM], capture_output=True, text=True, timeout=300, check=True)
    demo, english, again, left = map(json.loads, done.stdout.splitlines())
    assert (demo["chosen"], english["chosen"], again["chosen"], left["chosen"]) == ("de", "en", "de", "de")
    words = german()
    known = {text.casefold() for text in words}
    translated = {text for text in words.values() if text.casefold() not in known}  # "Pause" is both
    for told in (demo, again):
        left = words.keys() & set(told["texts"])
        assert {text for text in left if text.casefold() not in {word.casefold() for word in words.values()}} == set()
        assert len(translated & set(told["texts"])) > 60
    assert translated & set(english["texts"]) == set()
    assert len(words.keys() & set(english["texts"])) > 60
