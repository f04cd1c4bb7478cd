"""A paper week typed back in: at most 60 keys, nothing twice, nothing made up, and no key lost."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from kneerehab.domain.codes import Knee, Side, Surface
from kneerehab.domain.diary import Diary
from kneerehab.domain.record import Record
from kneerehab.gui.look import theme
from kneerehab.gui.look.question import Question
from kneerehab.gui.progress.paper_cells import Cell, Kind, typed
from kneerehab.gui.progress.paper_week_dialog import PaperWeekDialog
from kneerehab.gui.shell.command import Command
from kneerehab.services.exercises import starting_dose
from kneerehab.services.paper_week import lettered
from tests import builders
from tests.builders import START, day
from tests.gui.conftest import Opener, Running

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

KEYS = {" ": Qt.Key.Key_Space, "\n": Qt.Key.Key_Return, "<": Qt.Key.Key_Backspace}
MONDAY = datetime(2026, 3, 9, 9, 0)
"""Day 8: the sheet is that of the first seven days."""


def press(dialog: PaperWeekDialog, keys: str) -> int:
    """Type on whatever has the focus, a sign a key; how many that were."""
    for sign in keys:
        at = dialog.focusWidget()
        assert at is not None
        if sign in KEYS:
            QTest.keyClick(at, KEYS[sign])
        else:
            QTest.keyClicks(at, sign)
    return len(keys)


def book(*more: Record | Sequence[Record], affected: Side = Side.LEFT) -> Diary:
    doses = [starting_dose(slug, START) for slug in ("clamshell", "calf-stretch", "glute-bridge")]
    return builders.diary(doses, *more, affected=affected)


Opened = Callable[..., tuple[Running, PaperWeekDialog]]


@pytest.fixture
def opened(program: Opener, qtbot: Any) -> Opened:
    def open_dialog(diary: Diary, now: datetime = MONDAY) -> tuple[Running, PaperWeekDialog]:
        running = program(diary, now=now, first="learn")
        dialog = PaperWeekDialog(running.workspace, running.window)
        qtbot.addWidget(dialog)
        dialog.show()
        dialog.activateWindow()
        dialog.on_close_guard = lambda: True  # type: ignore[method-assign]
        return running, dialog

    return open_dialog


def test_a_whole_week_takes_no_more_than_sixty_keys(opened: Opened) -> None:
    running, dialog = opened(book())
    count = press(dialog, "310.")  # left worst 3, now 1, right no pain; all exercises
    count += press(dialog, "420i")  # Tuesday, with ice
    count += press(dialog, "310.")
    count += press(dialog, "520i")
    count += press(dialog, "310.")
    count += press(dialog, "420i")
    count += press(dialog, "210.")
    count += press(dialog, "\n")  # on to the runs
    count += press(dialog, "2243.6121f")  # Tuesday 24 min, 3.6 km, before 1, during 2, an hour after 1, as usual
    count += press(dialog, "4253.7010f")
    count += press(dialog, "6263.8121f")
    QTest.keyClick(dialog.windowHandle(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    count += 1
    assert dialog.problem.text() == ""
    assert count <= 60
    assert not dialog.isVisible()
    diary = running.diary
    worst = [(check.at.date(), check.worst_24h.left, check.now.left) for check in diary.check_ins]
    assert worst[:2] == [(day(1), 3, 1), (day(2), 4, 2)]
    assert [check.now.right for check in diary.check_ins] == [0] * 7
    assert {done.at.date() for done in diary.exercise_sets} == {day(1), day(3), day(5), day(7)}
    assert len(diary.exercise_sets) == 4 * 3
    assert [(ice.at.date(), ice.minutes, ice.side) for ice in diary.icing] == [
        (day(number), 15, Side.LEFT) for number in (2, 4, 6)
    ]
    first = diary.activities[0]
    assert (first.at.date(), first.seconds, first.metres) == (day(2), 1440, 3600)
    assert first.pain_during is not None
    assert (first.pain_during.left, first.pain_during.right) == (2, None)
    assert (first.surfaces, first.form_changed) == ((Surface.FLAT_ROAD,), False)
    assert len(diary.activities) == 3


def test_a_week_of_two_sore_knees_takes_no_more_than_sixty_keys_either(opened: Opened) -> None:
    running, dialog = opened(book(affected=Side.BOTH))
    count = press(dialog, "3121.")  # Monday: left worst 3, now 1, right worst 2, now 1; all exercises
    count += press(dialog, "=i")  # Tuesday: pain as on Monday, with ice
    count += press(dialog, "4221.")
    count += press(dialog, "3121i")
    count += press(dialog, "=.")
    count += press(dialog, "21=i")  # Saturday: the right knee as the left
    count += press(dialog, "2010.")  # the digits after it go on to the runs
    count += press(dialog, "22436121=f")  # Tuesday 24 min, 3.6 km, both knees 1 before, 2 during, 1 an hour after
    count += press(dialog, "4=37132121f")  # Thursday: as many minutes as on Tuesday, 3.7 km
    count += press(dialog, "62638121=f")
    QTest.keyClick(dialog.windowHandle(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    count += 1
    assert dialog.problem.text() == ""
    assert count <= 60
    assert not dialog.isVisible()
    worst = [(check.worst_24h.left, check.worst_24h.right) for check in running.diary.check_ins]
    now = [(check.now.left, check.now.right) for check in running.diary.check_ins]
    assert worst == [(3, 2), (3, 2), (4, 2), (3, 2), (3, 2), (2, 2), (2, 1)]
    assert now == [(1, 1), (1, 1), (2, 1), (1, 1), (1, 1), (1, 1), (0, 0)]
    assert {done.at.date() for done in running.diary.exercise_sets} == {day(1), day(3), day(5), day(7)}
    assert [ice.at.date() for ice in running.diary.icing] == [day(2), day(4), day(6)]
    runs = running.diary.activities
    assert [(run.at.date(), run.seconds, run.metres) for run in runs] == [
        (day(2), 1440, 3600), (day(4), 1440, 3700), (day(6), 1560, 3800)
    ]  # fmt: skip
    during = [run.pain_during for run in runs]
    assert [(scores.left, scores.right) for scores in during if scores] == [(2, 2), (3, 2), (2, 2)]


def test_repeating_fills_nothing_where_nothing_stands_and_nothing_that_the_diary_has(opened: Opened) -> None:
    _running, dialog = opened(book(builders.check_in(2, left=(1, 6)), affected=Side.BOTH))
    press(dialog, "=")
    assert dialog.focusWidget() is dialog.days[0].worst[Knee.LEFT]
    assert not any(cell.text() for cell in dialog.days[0].cells)
    press(dialog, "3 =")  # now was left empty: the right knee has it empty, too
    assert [dialog.days[0].worst[Knee.RIGHT].text(), dialog.days[0].now[Knee.RIGHT].text()] == ["3", ""]
    press(dialog, "\n=")  # Tuesday has its check-in; there are its exercises
    assert dialog.days[1].worst[Knee.LEFT].text() == "6"
    assert dialog.days[1].exercises.text() == ""
    press(dialog, "r2=")
    assert dialog.runs[0].minutes.text() == ""


def test_the_decimal_point_comes_by_itself_only_where_it_must(opened: Opened) -> None:
    _running, dialog = opened(book())
    press(dialog, "r2243.6")  # typed all the same, it is not doubled
    assert dialog.runs[0].distance.text() == "3.6"
    press(dialog, "\n4105102")
    assert dialog.runs[1].distance.text() == "10.2"
    press(dialog, "\n5 12.")  # without the time, twelve could be kilometres
    assert dialog.runs[2].distance.text() == "12."


def test_a_sheet_that_is_open_at_midnight_takes_the_day_that_is_over(opened: Opened) -> None:
    running, dialog = opened(book(), datetime(2026, 3, 11, 23, 59))
    dialog.first.setDate(dialog.first.maximumDate())
    press(dialog, "3")
    assert not dialog.days[1].exercises.isEnabled()
    running.come_back(datetime(2026, 3, 12, 0, 1))
    assert dialog.days[0].worst[Knee.LEFT].text() == "3"
    assert dialog.days[1].exercises.isEnabled()
    assert dialog.first.maximumDate().day() == 12


def test_it_is_one_step_that_can_be_undone(opened: Opened) -> None:
    running, dialog = opened(book())
    press(dialog, "310.")
    dialog.try_save()
    assert len(running.diary.check_ins) == 1
    running.window.commands.undo()
    assert not running.diary.check_ins
    assert not running.diary.exercise_sets


def test_what_stays_empty_stays_unknown(opened: Opened) -> None:
    running, dialog = opened(book())
    press(dialog, "3  0\n")  # left now and right worst left empty
    press(dialog, "\n\n2")
    dialog.try_save()
    first, second = running.diary.check_ins
    assert (first.worst_24h.left, first.now.left) == (3, None)
    assert (first.worst_24h.right, first.now.right) == (None, 0)
    assert (second.at.date(), second.worst_24h.left, second.now.left) == (day(4), 2, None)
    assert not running.diary.exercise_sets


def test_nothing_typed_saves_nothing(opened: Opened) -> None:
    running, dialog = opened(book())
    dialog.try_save()
    assert not dialog.isVisible()
    assert not list(running.diary.check_ins)


def test_ten_exercise_letters_and_signs_have_their_keys(opened: Opened) -> None:
    running, dialog = opened(book())
    press(dialog, "x90ACsliib")
    assert [cell.text() for cell in dialog.days[0].cells] == ["10", "9", "0", "0", "ABC", "2", "✓", "✓"]
    press(dialog, "a")  # a letter again takes its tick back
    assert dialog.days[0].exercises.text() == "BC"
    dialog.try_save()
    (check,) = running.diary.check_ins
    assert (check.worst_24h.left, check.swelling, check.limp) == (10, True, True)
    printed = lettered(running.diary, START)
    assert {done.exercise for done in running.diary.exercise_sets} == {printed["B"].exercise, printed["C"].exercise}
    assert len(running.diary.icing) == 2


def test_a_slip_is_taken_back_with_backspace(opened: Opened) -> None:
    _running, dialog = opened(book())
    press(dialog, "3<<4")  # the box is full, so the focus is on the next one, which is empty
    assert dialog.days[0].worst[Knee.LEFT].text() in ("", "4")
    press(dialog, "<<<<<<")
    assert dialog.focusWidget() is dialog.days[0].worst[Knee.LEFT]


def test_what_the_diary_has_is_shown_and_never_typed_twice(opened: Opened) -> None:
    running, dialog = opened(
        book(builders.check_in(1, left=(1, 6)), builders.run(2), builders.exercise_set(1, "clamshell"))
    )
    line = dialog.days[0]
    assert not line.worst[Knee.LEFT].isEnabled()
    assert line.worst[Knee.LEFT].text() == "6"
    assert dialog.focusWidget() is line.exercises
    press(dialog, ".")
    press(dialog, "310")  # the digits go on to Tuesday
    assert dialog.days[1].worst[Knee.LEFT].text() == "3"
    press(dialog, "r220")
    dialog.try_save()
    assert dialog.isVisible()
    assert "has a run in the diary already" in dialog.problem.text()
    assert dialog.focusWidget() is dialog.runs[0].day
    press(dialog, "3")
    dialog.try_save()
    assert not dialog.isVisible()
    assert len(running.diary.check_ins) == 2
    assert sorted(done.exercise for done in running.diary.exercise_sets).count("clamshell") == 1
    assert [run.at.date() for run in running.diary.activities] == [day(2), day(3)]


def test_a_pain_now_above_the_worst_is_asked_about_and_nothing_is_lost(opened: Opened) -> None:
    running, dialog = opened(book())
    press(dialog, "350")
    dialog.try_save()
    assert dialog.isVisible()
    assert "Mon 2 Mar" in dialog.problem.text()
    assert dialog.focusWidget() is dialog.days[0].now[Knee.LEFT]
    assert not running.diary.check_ins
    press(dialog, "3")
    dialog.try_save()
    assert running.diary.check_ins[0].now.left == 3


def test_a_run_needs_its_day(opened: Opened) -> None:
    running, dialog = opened(book())
    press(dialog, "r ")
    press(dialog, "20")
    dialog.try_save()
    assert dialog.problem.text() == "Please give the day of this run, 1 to 7."
    assert not running.diary.activities


def test_days_to_come_take_nothing(opened: Opened) -> None:
    _running, dialog = opened(book(), datetime(2026, 3, 11, 9, 0))
    dialog.first.setDate(dialog.first.maximumDate())  # today, so that all but the first day are to come
    assert dialog.days[0].exercises.isEnabled()
    assert not any(cell.isEnabled() for line in dialog.days[1:] for cell in line.cells)
    press(dialog, "r520")
    dialog.try_save()
    assert "still to come" in dialog.problem.text()


def test_an_exercise_that_left_the_plan_in_the_week_still_counts(opened: Opened) -> None:
    doses = book().prescriptions
    diary = replace(book(), prescriptions=tuple(replace(dose, to=date(2026, 3, 4)) for dose in doses))
    running, dialog = opened(diary)
    press(dialog, "\n\n\n000.".replace("000", "00"))
    dialog.try_save()
    assert {done.at.date() for done in running.diary.exercise_sets} == {day(4)}
    assert len(running.diary.exercise_sets) == 3


def test_arrows_move_and_enter_leaves_an_empty_run_for_the_button(opened: Opened) -> None:
    _running, dialog = opened(book())
    QTest.keyClick(dialog.days[0].worst[Knee.LEFT], Qt.Key.Key_Down)
    assert dialog.focusWidget() is dialog.days[1].worst[Knee.LEFT]
    QTest.keyClick(dialog.days[1].worst[Knee.LEFT], Qt.Key.Key_Right)
    assert dialog.focusWidget() is dialog.days[1].now[Knee.LEFT]
    press(dialog, "r\n")
    assert dialog.focusWidget() is dialog.save_button


def test_every_box_says_what_it_is(opened: Opened) -> None:
    _running, dialog = opened(book())
    names = [cell.accessibleName() for cell in dialog.findChildren(Cell)]
    assert len(names) == len(set(names))
    assert "Mon 2 Mar, left knee, worst pain of 24 hours" in names
    assert "Run 1, left knee, an hour after" in names


def test_the_menu_opens_it(program: Opener) -> None:
    running = program(book(), now=MONDAY, first="learn")
    seen = []

    def look() -> None:
        seen.append(type(QApplication.activeModalWidget()))
        running.window.findChild(PaperWeekDialog).reject()

    QTimer.singleShot(0, running.window, look)
    running.window.run(Command.PAPER_WEEK)
    assert seen == [PaperWeekDialog]


@pytest.mark.parametrize(
    ("kind", "keys", "text"),
    [
        (Kind.MINUTES, "24", "24"),
        (Kind.MINUTES, "105", "105"),
        (Kind.DISTANCE, "3.6", "3.6"),
        (Kind.DISTANCE, "10,2", "10,2"),
    ],
)
def test_an_amount_is_full_with_its_last_sign(kind: Kind, keys: str, text: str) -> None:
    so_far, full = "", False
    for sign in keys:
        assert not full
        found = typed(kind, so_far, sign)
        assert found is not None
        so_far, full = found
    assert (so_far, full) == (text, True)


@pytest.mark.parametrize(
    ("kind", "sign"), [(Kind.DAY, "8"), (Kind.MINUTES, "0"), (Kind.DISTANCE, "."), (Kind.SCORE, "k")]
)
def test_a_sign_that_does_not_belong_is_not_taken(kind: Kind, sign: str) -> None:
    assert typed(kind, "", sign) is None


def test_each_box_stands_below_the_middle_of_its_head(opened: Opened) -> None:
    _running, dialog = opened(book())
    head = next(label for label in dialog.findChildren(QLabel) if label.text() == "flat, as usual")
    cell = dialog.runs[0].usual
    assert head.width() > cell.width()
    assert abs(head.geometry().center().x() - cell.geometry().center().x()) <= 1


@pytest.mark.parametrize("affected", [Side.LEFT, Side.BOTH])
def test_with_large_text_nothing_stands_beyond_the_edge(
    program: Opener, qapp: QApplication, qtbot: Any, affected: Side
) -> None:
    theme.apply(qapp, "light", 2)
    running = program(book(affected=affected), now=MONDAY, first="learn")
    running.window.resize(960, 640)
    dialog = PaperWeekDialog(running.workspace, running.window)
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog._content.width() <= dialog._scroll.viewport().width()
    for number, line in enumerate(dialog.days):  # in bands below each other, still in the order of typing
        places = [cell.mapTo(dialog._content, cell.rect().topLeft()) for cell in line.cells]
        assert sorted(places, key=lambda at: (at.y(), at.x())) == places
        assert all(at.x() + line.cells[0].width() <= dialog._content.width() for at in places)
        assert not number or places[0].y() > dialog.days[number - 1].limping.mapTo(dialog._content, QPoint()).y()


@pytest.mark.parametrize("leave", [False, True])
def test_quitting_from_the_tray_asks_for_a_half_typed_week(program: Opener, leave: bool) -> None:
    running = program(book(), now=MONDAY, first="learn")
    asked: list[str] = []
    after: list[tuple[bool, bool]] = []

    def answer() -> None:
        question = QApplication.activeModalWidget()
        if isinstance(question, Question):
            asked.append(question.title.text())
            question.done(int(leave))

    def quit_behind() -> None:
        dialog = running.window.findChild(PaperWeekDialog)
        press(dialog, "31")
        QTimer.singleShot(0, answer)
        running.window.close()
        after.append((dialog.isVisible(), running.window.isVisible()))
        dialog.on_close_guard = lambda: True
        dialog.reject()

    QTimer.singleShot(0, quit_behind)
    running.window.run(Command.PAPER_WEEK)
    assert asked == ["Leave without saving?"]
    assert after == [(not leave, not leave)]
