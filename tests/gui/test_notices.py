"""Banners above the page: news of a success takes the place of the last, what asks for care stays."""

from __future__ import annotations

from typing import Any

import pytest

from kneerehab.gui.look.banner import Banner

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # remarks of the offscreen platform


def told(running: Any) -> list[str]:
    notices = running.window.notices
    parts = [notices.itemAt(index).widget() for index in range(notices.count())]
    return [part.message() for part in parts if isinstance(part, Banner)]


def test_success_does_not_pile_up_and_trouble_stays(program: Any) -> None:
    running = program("build-week-8")
    tell = running.window.tell
    tell("danger", "No copy was made.")
    tell("success", "Diary written to one.json.")
    tell("caution", "No second copy.")
    tell("success", "Diary written to two.json.")
    assert told(running) == ["No copy was made.", "No second copy.", "Diary written to two.json."]
    banner = next(b for b in running.window.findChildren(Banner) if "two.json" in b.message())
    banner.linked.emit()
    tell("success", "Diary written to three.json.")
    assert told(running)[-1] == "Diary written to three.json."
    assert len(told(running)) == 3
