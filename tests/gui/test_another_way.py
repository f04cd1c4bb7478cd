"""A mild pain that stays opens the way to the monitored plan, with who agreed to it typed by a person."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from kneerehab.domain.codes import Profile
from kneerehab.gui.today.agreed import AgreedDialog
from kneerehab.gui.today.page import TodayPage
from tests.builders import at, check_in, day, diary, plan_change
from tests.gui.conftest import Opener, Running
from tests.gui.modal import in_dialog

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # remarks of the offscreen platform

STEADY = [check_in(number, left=(1, 1)) for number in range(1, 17)]


def opened(program: Opener, *records: object, number: int = 16, **settings: object) -> tuple[Running, TodayPage]:
    book = diary(STEADY[:number], *records, **settings)  # type: ignore[arg-type]
    running = program(book, now=at(number, "12:00"))
    page = running.window.findChild(TodayPage)
    assert page is not None
    return running, page


def cards(page: TodayPage) -> list[bool]:
    found = page.rare.background
    return [] if found is None else [found.steady.isVisible(), found.way.isVisible()]


def test_after_two_weeks_of_mild_pain_today_shows_the_chart_and_the_way(program: Opener) -> None:
    _running, page = opened(program)
    assert cards(page) == [True, True]
    assert page.rare.background is not None
    steady, way = page.rare.background.steady, page.rare.background.way
    assert steady.heading.text() == "A steady 1 of 10, for two weeks"
    assert steady.chart.accessibleName() == "Worst pain of the last 14 days: left 1 to 1, right 0 to 0"
    assert way.agreed.text() == "My physio agreed"
    assert page.verdict.ground.text() == "Settled means 0 of 10 all day, with no swelling and no limp."


def test_before_that_and_on_other_days_nothing_of_it_is_built(program: Opener) -> None:
    _running, page = opened(program, number=13)
    assert page.rare.background is None


def test_a_day_that_was_not_so_hides_it_again(program: Opener) -> None:
    running, page = opened(program)
    running.workspace.open_day(day(5))
    assert cards(page) == [False, False]


def test_the_agreement_asks_who_and_when_and_fills_in_neither(program: Opener, qtbot: Any) -> None:
    running, page = opened(program)
    seen: list[tuple[str, object, str, str]] = []

    def act(dialog: AgreedDialog) -> None:
        seen.append((dialog.who.text(), dialog.when.day(), "", ""))
        dialog.save_button.click()
        first = dialog.who_field.error()
        dialog.who.setText("Dr Lee")
        dialog.save_button.click()
        seen.append((dialog.who.text(), dialog.when.day(), first, dialog.when_field.error()))
        dialog.when.set_day(day(15))
        dialog.save_button.click()

    in_dialog(AgreedDialog, act)
    QTest.mouseClick(page.rare.background.way.agreed, Qt.MouseButton.LeftButton)  # type: ignore[union-attr]
    assert seen[0][:2] == ("", None)
    assert seen[1][2].startswith("Please give the name of who agreed")
    assert seen[1][3].startswith("Please give the day on which it was agreed")
    [change] = running.diary.plan_changes
    assert (change.date, change.settings, change.note) == (
        day(16), {"profile": Profile.MONITORED}, "Agreed with Dr Lee on Monday 16 March",
    )  # fmt: skip
    qtbot.waitUntil(lambda: cards(page) == [False, False])
    assert running.workspace.planner.settings(running.workspace.runner_id or "", day(16)).quiet == 2
    running.workspace.undo_stack.undo()
    assert cards(page) == [True, True]


def test_a_change_of_the_same_day_keeps_its_settings_and_its_note(program: Opener) -> None:
    running, page = opened(program, plan_change(16, growth_permille=75))

    def act(dialog: AgreedDialog) -> None:
        dialog.who.setText("Dr Lee")
        dialog.when.set_day(day(16))
        dialog.save_button.click()

    in_dialog(AgreedDialog, act)
    QTest.mouseClick(page.rare.background.way.agreed, Qt.MouseButton.LeftButton)  # type: ignore[union-attr]
    [change] = running.diary.plan_changes
    assert change.settings == {"growth_permille": 75, "profile": Profile.MONITORED}
