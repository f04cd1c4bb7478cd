"""A part of Qt that needs a library the system lacks: told in the window with the command that mends it."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import pytest

import kneerehab.gui.shell
from kneerehab.gui.look.text import Label
from kneerehab.gui.shell.trouble import TroublePage
from tests.faults.conftest import Starter


class NoNetwork:
    """Answers the import of QtNetwork as Python does on a minimal Debian 13, until `mended`."""

    mended = False

    def find_spec(self, name: str, path: Sequence[str] | None = None, target: object = None) -> None:
        if name == "PySide6.QtNetwork" and not self.mended:
            raise ImportError("libgssapi_krb5.so.2: cannot open shared object file: No such file or directory")


def test_a_library_missing_after_the_first_frame_is_told_and_can_be_mended(
    start: Starter, monkeypatch: pytest.MonkeyPatch
) -> None:
    system = NoNetwork()
    monkeypatch.setattr(sys, "meta_path", [system, *sys.meta_path])
    monkeypatch.delitem(sys.modules, "PySide6.QtNetwork", raising=False)
    monkeypatch.delitem(sys.modules, "kneerehab.gui.shell.single_instance", raising=False)
    monkeypatch.delattr(kneerehab.gui.shell, "single_instance", raising=False)
    window = start()
    page = window.stack.currentWidget()
    assert isinstance(page, TroublePage)
    assert any("libgssapi_krb5.so.2" in label.text() for label in page.findChildren(Label))
    system.mended = True
    page.retry_button.click()
    assert window.workspace is not None
