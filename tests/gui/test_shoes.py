"""Shoes through the real window: the list, a pair's form, the pair for runs, the quiet notice and the limits."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

from kneerehab.domain.codes import Units
from kneerehab.domain.shoes import Shoes
from kneerehab.gui.shoes.dialog import PairDialog, ShoesDialog
from kneerehab.services.shoes import INSPECT_METRES, OVERDUE_METRES, default_pair
from tests.builders import an_id, at, day, diary, run

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # remarks of the offscreen platform

NOW = at(10, "18:00")


def pair(name: str, **more: Any) -> Shoes:
    return Shoes(id=an_id(), name=name, **more)


@pytest.fixture
def opened(program: Any) -> Callable[..., Any]:
    """`opened(*records)` opens the window on day 10 with these records."""

    def open_with(*records: Any) -> Any:
        book = diary(*records)
        running = program(book, now=NOW)
        QApplication.processEvents()
        return running

    return open_with


@pytest.fixture
def listed(qtbot: Any) -> Callable[..., ShoesDialog]:
    """Opens the list of a running program."""

    def open_list(running: Any) -> ShoesDialog:
        made = ShoesDialog(running.workspace, running.window)
        with qtbot.waitActive(made):
            made.show()
        return made

    return open_list


def visible(root: QWidget, name: str) -> QAbstractButton:
    QApplication.processEvents()
    found = [
        candidate
        for candidate in root.findChildren(QAbstractButton)
        if candidate.isVisible() and name in (candidate.accessibleName(), candidate.text())
    ]
    assert len(found) == 1, f"{name}: {len(found)} found"
    return found[0]


def restart(running: Any) -> None:
    """Start the program again, once the window has had its say."""
    QApplication.processEvents()
    running.restart()
    QApplication.processEvents()


def said(root: QWidget) -> str:
    QApplication.processEvents()
    texts = [label.text() for label in root.findChildren(QLabel) if label.isVisible()]
    return " | ".join(texts).replace("\u00a0", " ")


def test_the_list_says_how_far_each_pair_has_come_and_follows_the_runs(opened: Any, listed: Any) -> None:
    blue = pair("Blue", bought=day(10) - timedelta(days=100), start_metres=100_000)
    first = replace(run(1, 1800, 5000), shoes_id=blue.id)
    running = opened(blue, first, replace(run(3, 1800, None), shoes_id=blue.id))
    shown = listed(running)
    assert "105 of 644 km · 3 months · 1 run without a distance" in said(shown)
    running.workspace.save("Edit", replace(first, metres=15_000))
    shown.refresh()
    assert "115 of" in said(shown)
    running.window.commands.undo()
    shown.refresh()
    assert "105 of" in said(shown)
    shown.reject()


def test_a_pair_is_added_by_name_alone_with_the_usual_distance(opened: Any, listed: Any, qtbot: Any) -> None:
    running = opened()
    shown = listed(running)
    assert shown.empty.isVisible()
    shown.reject()
    form = PairDialog(running.workspace, None, running.window)
    with qtbot.waitActive(form):
        form.show()
    form.try_save()
    assert form.name_field.error()
    qtbot.keyClicks(form.name, "Green")
    qtbot.waitUntil(form.isActiveWindow)  # the list that has just been closed made the window below active
    qtbot.keyClick(form, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    (new,) = running.diary.shoes
    assert (new.name, new.bought, new.start_metres, new.replace_at_metres, new.retired) == (
        "Green", None, None, None, None,
    )  # fmt: skip
    shown = listed(running)
    assert "Green" in said(shown)
    shown.reject()


def test_the_form_keeps_exact_metres_that_were_not_touched(opened: Any, qtbot: Any) -> None:
    blue = pair("Blue", start_metres=123_456, replace_at_metres=600_001)
    running = opened(blue)
    form = PairDialog(running.workspace, blue, running.window)
    with qtbot.waitActive(form):
        form.show()
    form.name.setText("Navy")
    form.try_save()
    (kept,) = running.diary.shoes
    assert (kept.name, kept.start_metres, kept.replace_at_metres) == ("Navy", 123_456, 600_001)


def test_distances_are_typed_in_the_runners_units(opened: Any, qtbot: Any) -> None:
    running = opened()
    running.workspace.diaries.amend_runner(replace(running.workspace.runner, units=Units.MILE))
    form = PairDialog(running.workspace, None, running.window)
    with qtbot.waitActive(form):
        form.show()
    assert form.replace_at.value() == 400
    form.name.setText("Miles")
    form.start.setText("50")
    form.try_save()
    (new,) = running.diary.shoes
    assert (new.start_metres, new.replace_at_metres) == (80_467, None)


def test_a_distance_out_of_range_is_said_beside_its_field(opened: Any, qtbot: Any) -> None:
    running = opened()
    form = PairDialog(running.workspace, None, running.window)
    with qtbot.waitActive(form):
        form.show()
    form.name.setText("Far")
    form.replace_at.setText("5")
    form.try_save()
    assert "from 100 to 5000" in form.replace_field.error()
    assert running.diary.shoes == ()
    form.hide()


def test_the_chosen_pair_is_the_one_for_runs_and_is_remembered(opened: Any, listed: Any) -> None:
    old, new = pair("Old", bought=day(-400)), pair("New", bought=day(-10))
    running = opened(old, new)
    workspace = running.workspace
    shown = listed(running)
    visible(shown, "Use for runs: Old").click()
    assert default_pair(running.diary, NOW.date(), workspace.settings.default_shoes) == old
    visible(shown, "Use for runs: New").click()
    assert workspace.settings.default_shoes == (new.id,)
    shown.reject()
    restart(running)
    assert running.workspace.settings.default_shoes == (new.id,)


def test_retiring_is_one_click_and_can_be_undone(opened: Any, listed: Any) -> None:
    blue = pair("Blue")
    running = opened(blue)
    shown = listed(running)
    visible(shown, "Retire: Blue").click()
    assert running.diary.shoes[0].retired == NOW.date()
    visible(shown, "Use again: Blue").click()
    assert running.diary.shoes[0].retired is None
    running.window.commands.undo()
    assert running.diary.shoes[0].retired == NOW.date()
    shown.reject()


def test_only_a_pair_that_no_run_names_can_be_deleted(opened: Any, qtbot: Any) -> None:
    worn, fresh = pair("Worn"), pair("Fresh")
    running = opened(worn, fresh, replace(run(1), shoes_id=worn.id))
    form = PairDialog(running.workspace, worn, running.window)
    form.show()
    assert not form.delete_button.isVisible()
    form.hide()
    form = PairDialog(running.workspace, fresh, running.window)
    with qtbot.waitActive(form):
        form.show()
    visible(form, "Delete").click()
    assert [shoes.name for shoes in running.diary.shoes] == ["Worn"]
    running.window.commands.undo()
    assert len(running.diary.shoes) == 2


def test_a_notice_comes_when_a_pair_is_due_and_stays_away_once_closed(opened: Any) -> None:
    late, look = pair("Late", start_metres=OVERDUE_METRES), pair("Look", start_metres=INSPECT_METRES)
    running = opened(late, look)
    notice = running.window.page("today").shoes
    assert notice.isVisible()
    assert "Late" in notice.message()
    visible(notice, "Close this notice").click()
    assert not notice.isVisible()
    restart(running)
    assert not running.window.page("today").shoes.isVisible()
    running.now += timedelta(days=1)
    restart(running)
    notice = running.window.page("today").shoes
    assert notice.isVisible()
    assert "Look" in notice.message()
    visible(notice, "Close this notice").click()
    running.now += timedelta(days=1)
    restart(running)
    assert not running.window.page("today").shoes.isVisible()


def test_no_notice_without_a_pair_that_is_due_nor_on_an_earlier_day(opened: Any) -> None:
    running = opened(pair("Fine"), pair("Gone", start_metres=OVERDUE_METRES, retired=day(1)))
    assert not running.window.page("today").shoes.isVisible()
    running.workspace.save("Shoes", pair("Look", start_metres=INSPECT_METRES))
    assert running.window.page("today").shoes.isVisible()
    running.workspace.open_day(day(9))
    assert not running.window.page("today").shoes.isVisible()


def test_the_menu_opens_the_shoes(opened: Any, qtbot: Any) -> None:
    running = opened(pair("Blue"))
    seen: list[str] = []

    def look() -> None:
        form = QApplication.activeModalWidget()
        assert isinstance(form, ShoesDialog)
        seen.append(said(form))
        form.reject()

    QTimer.singleShot(50, look)
    action = next(action for action in running.window.commands.menu.actions() if action.text() == "Shoes…")
    action.trigger()
    qtbot.waitUntil(lambda: bool(seen))
    assert "Blue" in seen[0]


def test_the_limits_of_the_settings_are_used_and_senseless_ones_are_said(opened: Any, qtbot: Any) -> None:
    running = opened(pair("Blue", start_metres=200_000))
    running.window.show_page("settings")
    card = running.window.page("settings").shoes
    assert (card.inspect.value(), card.overdue.value()) == (483, 805)
    card.inspect.setText("20")
    card.inspect.editingFinished.emit()
    assert "from" in card.fields["shoe_inspect_metres"].error()
    assert running.workspace.settings.shoe_inspect_metres == INSPECT_METRES
    card.inspect.setText("200")
    card.inspect.editingFinished.emit()
    assert running.workspace.settings.shoe_inspect_metres == 200_000
    running.window.show_page("today")
    assert "Blue" in running.window.page("today").shoes.message()


def test_leaving_a_rounded_limit_alone_keeps_it_exact(opened: Any) -> None:
    running = opened()
    running.window.show_page("settings")
    card = running.window.page("settings").shoes
    card.inspect.editingFinished.emit()
    assert running.workspace.settings.shoe_inspect_metres == INSPECT_METRES


def test_every_control_has_a_name(opened: Any, listed: Any) -> None:
    running = opened(pair("Blue"), pair("Gone", retired=day(1)))
    shown = listed(running)
    form = PairDialog(running.workspace, running.diary.shoes[0], shown)
    form.show()
    QApplication.processEvents()
    for root in (shown, form):
        stops = [
            part
            for part in root.findChildren(QWidget)
            if part.isVisible() and part.window() is root and part.focusPolicy() & Qt.FocusPolicy.TabFocus
        ]
        assert len(stops) > 4
        for part in stops:
            text = getattr(part, "text", lambda: "")()
            assert part.accessibleName() or text, str(part)
    form.hide()
    form.deleteLater()
    shown.reject()
