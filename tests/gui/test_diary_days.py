"""The Diary by day in the real window: opened and closed, edited, deleted and filtered with keys and mouse."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from kneerehab.domain.clinic import ClinicVisit
from kneerehab.domain.codes import ActivityKind, Clinician, Side
from kneerehab.domain.diary import Diary
from kneerehab.domain.training import ExerciseSet, Prescription
from kneerehab.gui.diary.day_columns import columns
from kneerehab.gui.diary.page import DiaryPage
from kneerehab.gui.forms.record_dialog import AddDialog
from kneerehab.gui.forms.run.dialog import LogRunDialog
from kneerehab.gui.look.button import Button
from kneerehab.gui.look.painted_rows import button_rect
from tests import builders
from tests.builders import an_id, at, day
from tests.gui.modal import in_dialog

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

TODAY = 10
NOW = datetime.combine(day(TODAY), datetime.min.time()).replace(hour=20)


def a_plan(exercise: str) -> Prescription:
    return Prescription(id=an_id(), exercise=exercise, side=Side.BOTH, sets=3, reps=10, days_per_week=7, from_=day(1))


def done(number: int, exercise: str, clock: str) -> ExerciseSet:
    return ExerciseSet(id=an_id(), at=at(number, clock), exercise=exercise, side=Side.BOTH, sets=3, reps=10)


def a_diary() -> Diary:
    """Check-ins on days 1, 2 and 8; a run, ice and two exercises on day 8; a visit on day 5; the rest is empty."""
    return builders.diary(
        builders.check_in(1, (0, 1), (0, 0)),
        builders.check_in(2),
        ClinicVisit(id=an_id(), at=at(5, "16:00"), who=Clinician.PHYSIO, advice="Carry on"),
        replace(builders.check_in(8, clock="06:52"), note="Stairs felt easy"),
        builders.run(8, 1440, 3600, clock="17:40"),
        builders.ice(8, "18:20"),
        done(8, "glute-bridge", "19:00"),
        done(8, "clamshell", "19:30"),
        builders.pause(6, 7),
        [a_plan("glute-bridge"), a_plan("clamshell")],
        name="Nora",
    )


class Desk:
    """The open window on the Diary."""

    def __init__(self, running: Any) -> None:
        self.running = running
        self.window, self.workspace = running.window, running.workspace
        page = running.window.page("diary")
        assert isinstance(page, DiaryPage)
        self.page = page
        self.list = page.days.list
        self.view = page.days.list.view

    @property
    def diary(self) -> Diary:
        return self.workspace.diary

    def key(self, *keys: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        for key in keys:
            self.window.activateWindow()  # where a window manager would give the focus back after a dialog
            assert QTest.qWaitForWindowActive(self.window)
            QTest.keyClick(QApplication.focusWidget() or self.window, key, held)
            QApplication.processEvents()

    def row(self, number: int) -> Any:
        """The line of a day of the diary."""
        index = self.list.model.of_day(day(number))
        assert self.list.model.node(index).day == day(number)
        return index

    def below(self, number: int) -> list[str]:
        """What the entries of a day are called."""
        model, index = self.list.model, self.row(number)
        return [model.text(model.index(row, 0, index)).kind for row in range(model.rowCount(index))]

    def to_day(self, number: int) -> None:
        self.view.setFocus()
        self.view.go_to(self.row(number))
        QApplication.processEvents()

    def click(self, index: Any, x: int | None = None) -> None:
        box = self.view.visualRect(index)
        QTest.mouseClick(
            self.view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(60 if x is None else x, box.center().y())
        )
        QApplication.processEvents()


@pytest.fixture
def open_desk(program: Any) -> Callable[..., Desk]:
    def open_diary(diary: Diary | None = None, now: datetime = NOW) -> Desk:
        running = program(diary or a_diary(), now=now, first="diary")
        running.window.activateWindow()
        assert QTest.qWaitForWindowActive(running.window)
        QApplication.processEvents()
        return Desk(running)

    return open_diary


@pytest.fixture
def desk(open_desk: Callable[..., Desk]) -> Desk:
    return open_desk()


def test_a_line_a_day_newest_first_and_empty_days_are_one_quiet_line(desk: Desk) -> None:
    model = desk.list.model
    names = [model.text(model.index(row)).name for row in range(model.rowCount())]
    assert names == [
        "Wednesday 11 March, nothing logged",
        "Tuesday 10 March, nothing logged",
        "Monday 9 March, pain left 0, right 0, run 24 minutes, exercises 2 of 2, ice 1",
        "Saturday 7 March to Sunday 8 March, nothing logged",
        "Friday 6 March, no check-in",
        "Wednesday 4 March to Thursday 5 March, nothing logged",
        "Tuesday 3 March, pain left 0, right 0",
        "Monday 2 March, pain left 1, right 0",
    ]
    text = model.text(desk.row(8))
    assert (text.activity, text.exercises, text.ice, text.note) == (
        "24\u00a0min, 3.6\u00a0km", "2 of 2", "1", "Stairs felt easy",
    )  # fmt: skip
    assert desk.page.frame.subtitle.text() == "3 check-ins and 1 run in March"


def test_right_opens_a_day_and_left_closes_it_from_its_entries_too(desk: Desk) -> None:
    desk.to_day(8)
    desk.key(Qt.Key.Key_Right)
    assert desk.view.isExpanded(desk.row(8))
    assert desk.below(8) == ["Check-in", "Run", "Ice", "Exercises"]
    desk.key(Qt.Key.Key_Left)
    assert not desk.view.isExpanded(desk.row(8))
    desk.key(Qt.Key.Key_Return)
    assert desk.view.isExpanded(desk.row(8))
    desk.key(Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Left)
    assert not desk.view.isExpanded(desk.row(8))
    assert desk.list.current.day == day(8)
    assert desk.list.current.entry is None


def test_a_click_opens_and_closes_a_day(desk: Desk) -> None:
    desk.click(desk.row(8))
    assert desk.view.isExpanded(desk.row(8))
    desk.click(desk.row(8))
    assert not desk.view.isExpanded(desk.row(8))


def test_f2_edits_an_entry_and_delete_deletes_it_and_undo_brings_it_back_where_it_was(desk: Desk) -> None:
    desk.to_day(8)
    desk.key(Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Down)
    (run,) = desk.list.current.records
    assert run.kind is ActivityKind.RUN
    opened: list[object] = []
    in_dialog(LogRunDialog, lambda dialog: (opened.append(dialog), dialog.reject()))
    desk.key(Qt.Key.Key_F2)
    assert len(opened) == 1
    desk.view.setFocus()
    desk.key(Qt.Key.Key_Delete)
    assert desk.diary.find(run.id) is None
    assert desk.below(8) == ["Check-in", "Ice", "Exercises"]
    assert desk.view.isExpanded(desk.row(8)), "the day stays open"
    assert desk.view.hasFocus()
    assert desk.list.current.records[0] in desk.diary.icing, "the entry in its place is current"
    desk.key(Qt.Key.Key_Z, held=Qt.KeyboardModifier.ControlModifier)
    assert desk.diary.find(run.id) == run
    assert desk.below(8) == ["Check-in", "Run", "Ice", "Exercises"]


def test_on_a_day_itself_delete_and_f2_do_nothing(desk: Desk) -> None:
    before = desk.diary
    desk.to_day(8)
    desk.key(Qt.Key.Key_Delete, Qt.Key.Key_F2)
    assert desk.diary == before
    assert QApplication.activeModalWidget() is None


def test_the_exercises_of_a_day_are_one_line_opened_to_each_with_its_own_bin(desk: Desk) -> None:
    desk.to_day(8)
    desk.key(Qt.Key.Key_Right, *[Qt.Key.Key_Down] * 4)
    group = desk.view.currentIndex()
    text = desk.list.model.text(group)
    assert (text.kind, text.several) == ("Exercises", 2)
    assert text.words.startswith("All 2 done: ")
    desk.key(Qt.Key.Key_F2)
    assert desk.list.current.single, "a pencil for several shows each of them"
    (one,) = desk.list.current.records
    desk.key(Qt.Key.Key_Delete)
    assert desk.diary.find(one.id) is None
    assert len(desk.diary.exercise_sets) == 1
    desk.key(Qt.Key.Key_Z, held=Qt.KeyboardModifier.ControlModifier)
    desk.to_day(8)
    desk.key(*[Qt.Key.Key_Down] * 4, Qt.Key.Key_Delete)
    assert desk.diary.exercise_sets == (), "the bin of the line takes all of them"


def test_the_current_entry_has_real_buttons_next_to_the_list(desk: Desk) -> None:
    desk.to_day(8)
    desk.key(Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Down)
    QTest.qWait(20)
    assert desk.list.edit.accessibleName() == (
        "Run, 17:40, 3.6\u00a0km in 24\u00a0min, Flat road, left 0, right 0. Edit"
    )
    desk.key(Qt.Key.Key_Tab)
    assert desk.list.edit.hasFocus()
    desk.key(Qt.Key.Key_Tab)
    assert desk.list.delete.hasFocus()
    desk.key(Qt.Key.Key_Space)
    assert not desk.diary.activities


def test_the_painted_bin_of_another_entry_works_with_the_mouse(desk: Desk) -> None:
    desk.click(desk.row(8))
    ice = desk.list.model.index(2, 0, desk.row(8))
    box = desk.view.visualRect(ice)
    desk.click(ice, button_rect(box, columns(box.width()).delete).center().x())
    assert not desk.diary.icing


def test_a_mark_on_a_line_means_that_the_keyboard_is_there(desk: Desk) -> None:
    desk.to_day(8)
    delegate = desk.view.itemDelegate()
    assert delegate.focused
    desk.page.import_button.setFocus()
    QTest.qWait(20)
    assert not delegate.focused
    before = desk.diary
    desk.key(Qt.Key.Key_Delete)
    assert desk.diary == before
    desk.window.show_page("plan")
    desk.window.show_page("diary")
    QApplication.processEvents()
    assert desk.view.hasFocus()
    assert delegate.focused


def test_enter_on_an_empty_day_adds_an_entry_to_it(desk: Desk) -> None:
    asked: list[date] = []
    in_dialog(AddDialog, lambda dialog: (asked.append(dialog.chosen_day()), dialog.reject()))
    desk.to_day(9)
    desk.key(Qt.Key.Key_Return)
    assert asked == [day(9)]


def test_the_calendar_goes_with_the_list_and_the_list_with_the_calendar(desk: Desk) -> None:
    desk.to_day(2)
    assert desk.page.calendar.chosen == day(2)
    calendar = desk.page.calendar.calendar
    calendar.press((day(8) - calendar.shown_days()[0]).days)
    assert desk.list.current.day == day(8)
    assert desk.view.isExpanded(desk.row(8))


def test_each_filter_says_how_many_days_it_shows_and_escape_takes_it_away(desk: Desk) -> None:
    chips = desk.page.days.filters.chips
    assert chips["runs"].accessibleName() == "Runs, 1 day"
    assert chips["plan"].accessibleName() == "Plan and settings, 3 entries"
    shown = {}
    for key in ("runs", "pain", "visits", "notes"):
        chips[key].click()
        shown[key] = [row.day for row in desk.list.model.rows]
    assert shown == {"runs": [day(8)], "pain": [day(1)], "visits": [day(5)], "notes": [day(8)]}
    desk.view.setFocus()
    desk.key(Qt.Key.Key_Escape)
    assert chips["all"].isChecked()
    assert len(desk.list.model.rows) == 8
    chips["visits"].setFocus()
    desk.key(Qt.Key.Key_Space)
    assert len(desk.list.model.rows) == 1
    desk.key(Qt.Key.Key_Escape)
    assert len(desk.list.model.rows) == 8, "from the chips too"


def test_the_plan_is_apart_and_its_entries_are_edited_and_deleted_there(desk: Desk) -> None:
    desk.page.days.filters.chips["plan"].click()
    rows = desk.page.days.plan
    assert rows.isVisible()
    assert not desk.list.isVisible()
    assert {type(record).__name__ for record in rows.model.records} == {"Prescription", "Pause"}
    pause = desk.diary.pauses[0]
    rows.show_record(pause.id)
    rows.view.setFocus()
    desk.key(Qt.Key.Key_Delete)
    assert desk.diary.pauses == ()


def test_ctrl_f_finds_days_by_words_and_goes_along_to_the_entries_and_back(desk: Desk) -> None:
    desk.key(Qt.Key.Key_F, held=Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(QApplication.focusWidget(), "STAIRS")
    assert [row.day for row in desk.list.model.rows] == [day(8)]
    assert desk.page.days.found.text() == "1 day found"
    desk.page.view.segments["entries"].click()
    assert [record.note for record in desk.page.records.list.model.records] == ["Stairs felt easy"]
    desk.page.view.segments["days"].click()
    assert [row.day for row in desk.list.model.rows] == [day(8)]


def test_entries_or_days_is_remembered(desk: Desk) -> None:
    desk.page.view.segments["entries"].click()
    assert desk.page.records.isVisible()
    assert not desk.page.days.isVisible()
    running = desk.running
    running.restart()
    running.window.show_page("diary")
    QApplication.processEvents()
    again = Desk(running)
    assert again.page.records.isVisible()
    assert again.page.records.list.model.records
    again.page.view.segments["days"].click()
    assert again.workspace.settings.diary_view == "days"


def test_hidden_lists_hold_nothing_that_a_screen_reader_could_be_told_of(desk: Desk) -> None:
    def told(view: object) -> list[str]:
        """The lines that a screen reader is told of, without the head of the column."""
        found = QAccessible.queryAccessibleInterface(view)
        names = [found.child(at).text(QAccessible.Text.Name) for at in range(found.childCount())]
        return [name for name in names if name != "Day"]

    assert len(told(desk.view)) == 8
    assert told(desk.page.records.list.view) == []
    desk.to_day(8)
    desk.key(Qt.Key.Key_Right, Qt.Key.Key_Down)
    desk.window.show_page("today")
    assert told(desk.view) == []
    desk.window.show_page("diary")
    QApplication.processEvents()
    assert len(told(desk.view)) == 12, "the day is still open"
    assert desk.list.current.records[0] in desk.diary.check_ins, "and the line still current"


def test_a_day_tells_a_screen_reader_whether_it_is_open(desk: Desk) -> None:
    view = QAccessible.queryAccessibleInterface(desk.view)
    name = "Monday 9 March, pain left 0, right 0, run 24 minutes, exercises 2 of 2, ice 1"
    children = [view.child(at) for at in range(view.childCount())]
    found = next(child for child in children if child.text(QAccessible.Text.Name) == name)
    assert found.state().expandable
    assert not found.state().expanded
    assert found.text(QAccessible.Text.Description) == "3.6\u00a0km, Stairs felt easy"
    desk.to_day(8)
    desk.key(Qt.Key.Key_Right)
    assert found.state().expanded


def test_the_undo_bar_covers_no_line(open_desk: Callable[..., Desk]) -> None:
    desk = open_desk(builders.diary(builders.quiet_days(1, 40)), datetime.combine(day(40), NOW.time()))
    desk.to_day(40)
    desk.key(Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Delete)
    bar = desk.window.commands.bar
    QApplication.processEvents()
    assert bar.isVisible()
    foot = desk.view.mapToGlobal(QPoint(0, desk.view.height())).y()
    assert foot <= bar.mapToGlobal(QPoint(0, 0)).y()
    whole = desk.view.height()
    bar.dismiss()
    QApplication.processEvents()
    assert desk.view.height() > whole


def test_after_an_undo_the_bar_offers_to_do_it_again(desk: Desk) -> None:
    desk.to_day(8)
    desk.key(Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Delete)
    bar = desk.window.commands.bar
    shown = [button.text() for button in bar.findChildren(Button) if button.isVisible() and button.text()]
    assert shown == ["Undo"]
    desk.key(Qt.Key.Key_Z, held=Qt.KeyboardModifier.ControlModifier)
    assert len(desk.diary.check_ins) == 3
    redo = [button for button in bar.findChildren(Button) if button.isVisible() and button.text()]
    assert [button.text() for button in redo] == ["Redo"]
    redo[0].click()
    assert len(desk.diary.check_ins) == 2
    shown = [button.text() for button in bar.findChildren(Button) if button.isVisible() and button.text()]
    assert shown == ["Undo"]


def test_coming_run_days_are_dashed_in_the_calendar(open_desk: Callable[..., Desk], qtbot: Any) -> None:
    desk = open_desk(builders.diary(builders.quiet_days(1, TODAY), builders.run(8)))
    planned = desk.workspace.planner.coming_runs(desk.workspace.runner_id, day(TODAY))
    cells = desk.page.calendar.calendar._cells
    qtbot.waitUntil(lambda: any(cell.accessibleName().endswith("run planned") for cell in cells))
    shown = {cell.day for cell in cells if cell.accessibleName().endswith("run planned")}
    assert shown == {one for one in planned if one <= desk.page.calendar.calendar.shown_days()[1]}
    assert all(one > day(TODAY) for one in shown)


@pytest.mark.parametrize("size", [(1280, 800), (960, 640)])
def test_nothing_is_cut_off_sideways(desk: Desk, size: tuple[int, int]) -> None:
    desk.window.resize(*size)
    QApplication.processEvents()
    assert desk.page.frame.area.horizontalScrollBar().maximum() == 0
    place = columns(desk.view.viewport().width())
    assert place.note[1] > 80
    first, last = desk.page.calendar.calendar.shown_days()
    assert (last - first).days == (6 if size[0] < 1100 else 41)


def test_ten_years_open_with_words_made_for_what_is_seen_alone(open_desk: Callable[..., Desk]) -> None:
    end = 3650
    desk = open_desk(builders.diary(builders.quiet_days(1, end)), datetime.combine(day(end), NOW.time()))
    assert len(desk.list.model.rows) == end
    assert len(desk.list.model._texts) < 60
    desk.to_day(5)
    assert desk.list.current.day == day(5)


def test_another_runner_starts_on_today_with_every_day_closed(desk: Desk) -> None:
    desk.to_day(8)
    desk.key(Qt.Key.Key_Right)
    first = desk.workspace.runner_id
    desk.workspace.diaries.import_diary(builders.diary(builders.quiet_days(1, TODAY), name="Jonas"))
    other = next(runner.id for runner in desk.workspace.diaries.runners() if runner.id != first)
    desk.workspace.open_runner(other)
    QApplication.processEvents()
    assert desk.list.current.day == day(TODAY)
    assert not desk.list.open_days
