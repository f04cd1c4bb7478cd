"""What the Welcome asked can be changed later, and a goal nobody set is asked for once more when building begins."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from kneerehab.domain.codes import OverridePhase, RedFlag, Weekday
from kneerehab.domain.diary import Diary
from kneerehab.domain.plan.settings import DEFAULT_GOAL
from kneerehab.gui.plan.settings_dialog import PlanSettingsDialog
from tests.builders import at, check_in, day, diary, override, plan_change, quiet_days, week
from tests.gui.modal import in_dialog

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # remarks of the offscreen platform

BUILD = override(1, OverridePhase.BUILD, budget=week(3600, 9000))
LADDER = override(1, OverridePhase.RUNWALK, rung=3)


def opened(program: Any, book: Diary, now: datetime = at(1, "08:00"), page: str = "plan") -> tuple[Any, Any]:  # noqa: B008
    running = program(book, now=now, first=page)
    QApplication.processEvents()
    return running, running.window.page(page)


def goal_of(page: Any) -> Any:
    """The card that asks for a goal; Today makes it when it is first needed."""
    return page.rare.goal if hasattr(page, "rare") else page.goal


def words(part: Any) -> str:
    return " ".join(label.text() for label in part.findChildren(QLabel) if label.isVisible())


@pytest.mark.parametrize("name", ["today", "plan"])
def test_when_building_begins_without_a_goal_it_is_asked_for_and_may_be_kept(program: Any, name: str) -> None:
    running, page = opened(program, diary(BUILD, quiet_days(1, 1)), page=name)
    assert goal_of(page).isVisible()
    assert "growth ends at 3\u00a0h and 30\u00a0km a week" in goal_of(page).text.text()
    assert goal_of(page).link.text() == "Keep 3\u00a0h and 30\u00a0km a week"
    assert running.diary.plan_changes == (), "asking writes nothing"
    goal_of(page).link.click()
    (change,) = running.diary.plan_changes
    assert (change.date, dict(change.settings)) == (day(1), {"goal_week": DEFAULT_GOAL})
    assert not goal_of(page).isVisible()
    running.window.commands.undo()
    assert goal_of(page).isVisible()


def test_the_goal_is_set_from_the_question_with_the_keyboard_in_its_field(program: Any, qtbot: Any) -> None:
    running, page = opened(program, diary(BUILD, plan_change(1, growth_permille=75), quiet_days(1, 1)))

    def set_goal(dialog: PlanSettingsDialog) -> None:
        field = dialog.fields["goal_week"].control
        assert dialog.focusWidget() is field.minutes
        qtbot.keyClicks(field.minutes, "2:30")
        qtbot.keyClicks(field.distance, "25")
        dialog.try_save()

    in_dialog(PlanSettingsDialog, set_goal)
    goal_of(page).button.click()
    (change,) = running.diary.plan_changes
    assert dict(change.settings) == {"growth_permille": 75, "goal_week": week(9000, 25_000)}
    assert not goal_of(page).isVisible()


@pytest.mark.parametrize(
    "book",
    [
        diary(BUILD, quiet_days(1, 1), goal_week=week(7200, 18_000)),
        diary(BUILD, quiet_days(1, 1), usual_week=week(7200, 18_000)),
        diary(LADDER, quiet_days(1, 1)),
        diary(BUILD, check_in(1, flags=(RedFlag.LOCKS_OR_GIVES_WAY,))),
    ],
)
@pytest.mark.parametrize("name", ["today", "plan"])
def test_nobody_is_asked_who_said_it_or_is_not_building(program: Any, book: Diary, name: str) -> None:
    _running, page = opened(program, book, page=name)
    assert goal_of(page) is None or not goal_of(page).isVisible()


def test_the_default_goal_is_shown_as_nobodys_choice(program: Any) -> None:
    _running, page = opened(program, diary(LADDER, quiet_days(1, 1)))
    assert page.frame.subtitle.text() == "Goal: 3\u00a0h and 30\u00a0km a week, unless you set one"
    assert "You have not set a goal, so growth ends here." in words(page.projection)
    assert page.projection.goal_button.isVisible()


def test_a_goal_that_was_set_is_named_without_more(program: Any) -> None:
    _running, page = opened(program, diary(BUILD, quiet_days(1, 1), goal_week=week(9000, 25_000)))
    assert page.frame.subtitle.text() == "Goal: 2\u00a0h\u00a030\u00a0min and 25\u00a0km a week"
    assert "You have not set a goal" not in words(page.projection)
    assert not page.projection.goal_button.isVisible()


def test_weekdays_are_changed_with_the_plan_and_undone_with_it(program: Any) -> None:
    running, page = opened(program, diary(BUILD, quiet_days(1, 1)))

    def change(dialog: PlanSettingsDialog) -> None:
        dialog.run_days.toggles.days[Weekday.SAT].click()
        dialog.run_days.toggles.days[Weekday.SUN].click()
        dialog.fields["runs_per_week"].control.segments["2"].click()
        assert dialog.run_days.line.text().startswith("Saturday and Sunday follow each other.")
        dialog.fields["allow_consecutive"].control.click()
        assert dialog.run_days.line.text() == "The plan can offer your runs on these days."
        dialog.try_save()

    in_dialog(PlanSettingsDialog, change)
    page.change_button.click()
    assert running.diary.runner.run_days == (Weekday.SAT, Weekday.SUN)
    (saved,) = running.diary.plan_changes
    assert dict(saved.settings) == {"runs_per_week": 2, "allow_consecutive": True}
    running.window.commands.undo()
    assert running.diary.runner.run_days == ()
    assert running.diary.plan_changes == ()


def test_weekdays_alone_change_nothing_of_the_plan(program: Any) -> None:
    running, page = opened(program, diary(BUILD, quiet_days(1, 1)))

    def change(dialog: PlanSettingsDialog) -> None:
        dialog.run_days.toggles.days[Weekday.TUE].click()
        dialog.try_save()

    in_dialog(PlanSettingsDialog, change)
    page.change_button.click()
    assert running.diary.runner.run_days == (Weekday.TUE,)
    assert running.diary.plan_changes == ()


@pytest.mark.parametrize(
    ("book", "open_still"), [(diary(quiet_days(1, 1)), True), (diary(BUILD, quiet_days(1, 1)), False)]
)
def test_the_first_step_can_be_chosen_until_running_has_begun(
    program: Any, qtbot: Any, book: Diary, open_still: bool
) -> None:
    running, _page = opened(program, book)
    dialog = PlanSettingsDialog(running.workspace, running.window)
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.fields["first_rung"].control.isEnabled() is open_still
    assert ("Running has begun, so this changes nothing any more." in words(dialog)) is not open_still
    dialog.fields["mask_hours"].control.setFocus(Qt.FocusReason.TabFocusReason)
    assert dialog.changes() == {}
