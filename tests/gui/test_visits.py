"""Two visits on the screen: opened from Progress, told by rows and sentences, copied, printed and put in the report."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Any

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from shiboken6 import isValid

from kneerehab.exchange.demo import demo_diary
from kneerehab.gui.look.badge import Badge
from kneerehab.gui.progress.change_bar import ChangeBar
from kneerehab.gui.progress.report_dialog import ReportDialog
from kneerehab.gui.progress.visits_card import VisitsCard
from kneerehab.gui.progress.visits_dialog import VisitsDialog
from kneerehab.gui.progress.visits_page import OTHER, VisitsPage
from kneerehab.gui.shell.command import Command
from tests import builders
from tests.gui.conftest import Opener, Running

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

TODAY = date(2026, 3, 16)
FIRST = date(2026, 1, 6)


@pytest.fixture
def running(program: Opener) -> Running:
    return program(demo_diary(TODAY), now=datetime(2026, 3, 16, 9, 0), first="visits")


@pytest.fixture
def page(running: Running) -> VisitsPage:
    running.window.run(Command.VISITS)
    found = running.window.page("visits")
    assert isinstance(found, VisitsPage)
    return found


def words_on(page: VisitsPage) -> list[str]:
    return [label.text() for label in page.findChildren(QLabel) if label.isVisibleTo(page)]


def test_the_menu_opens_it_within_progress_and_escape_leads_back(running: Running, page: VisitsPage) -> None:
    assert running.window.current_page == "visits"
    assert running.window.sidebar.buttons["progress"].isChecked()
    assert "visits" not in running.window.sidebar.buttons
    QTest.keyClick(page, Qt.Key.Key_Escape)
    assert running.window.current_page == "progress"


def test_the_visits_card_opens_it(running: Running) -> None:
    card = VisitsCard(running.workspace, running.window)
    card.compare_button.click()
    assert running.window.current_page == "visits"


def test_it_begins_with_the_first_visit_and_today(page: VisitsPage) -> None:
    assert page.pair() == (FIRST, TODAY)
    assert page.first.currentText() == "Tue 6 Jan"
    assert page.last.currentText() == "Today, Mon 16 Mar"


def test_it_says_whose_it_is_and_hides_the_name_where_names_are_hidden(running: Running, page: VisitsPage) -> None:
    assert page.frame.subtitle.text() == "Nora Lind  ·  Left knee  ·  K. Moen"
    running.workspace.change_settings(hide_names=True)
    assert "Nora" not in " ".join(words_on(page))


def test_each_row_is_read_as_one_text_and_says_whether_the_change_counts(page: VisitsPage) -> None:
    bars = [bar.accessibleName() for bar in page.table.findChildren(ChangeBar)]
    assert "UWRI: 14 → 31, 17 more, Counts" in bars
    assert "Worst day of the week: 5 → 0, 5 less" in bars
    assert next(badge.text() for badge in page.table.findChildren(Badge)) == "Clear change"
    assert "Worst in between: 4 on Tue 3 Feb" in words_on(page)


def test_what_changed_is_told_in_sentences(page: VisitsPage) -> None:
    told = words_on(page)
    assert "Left knee pain fell from 2.1 to 0." in told
    assert "That is a clear change." in told
    assert "69 days, 20 runs, 1 flare-up" in told


def test_another_visit_is_chosen_from_the_list_and_in_either_order(page: VisitsPage) -> None:
    second = page.first.findText("Fri 20 Feb")
    page.last.setCurrentIndex(second)
    page.last.activated.emit(second)
    assert page.pair() == (FIRST, date(2026, 2, 20))
    today = page.first.findText("Today, Mon 16 Mar")
    page.first.setCurrentIndex(today)
    page.first.activated.emit(today)
    assert page.pair() == (date(2026, 2, 20), TODAY)


def test_any_two_days_can_be_typed(page: VisitsPage) -> None:
    page.first.setCurrentIndex(page.first.findData(OTHER))
    page.first.activated.emit(page.first.currentIndex())
    assert page.dates.isVisibleTo(page)
    assert page.first.currentText() == "Tue 6 Jan"  # the list shows what is compared
    page.dates.first.setDate(QDate(2026, 2, 2))
    assert page.pair() == (date(2026, 2, 2), TODAY)
    assert page.first.currentText() == "Mon 2 Feb"


def test_what_is_saved_shows_at_once(running: Running, page: VisitsPage) -> None:
    before = [bar.accessibleName() for bar in page.table.findChildren(ChangeBar)]
    assert running.workspace.save("Check-in", builders.check_in(15, left=(7, 9)))
    after = [bar.accessibleName() for bar in page.table.findChildren(ChangeBar) if bar.isVisibleTo(page)]
    assert before != after
    assert "Worst day of the week: 5 → 9, 4 more" in after


def test_the_words_are_copied_without_the_name(page: VisitsPage) -> None:
    page.copy_button.click()
    text = QApplication.clipboard().text()
    assert text.startswith("Runner ")
    assert "Nora" not in text
    assert "2.1 → 0" in text
    assert page.done.isVisibleTo(page)


def test_a_diary_of_today_has_no_two_days_yet(program: Opener) -> None:
    running = program(builders.diary(builders.check_in(1)), now=builders.at(1, "09:00"))
    running.window.run(Command.VISITS)
    page = running.window.page("visits")
    assert isinstance(page, VisitsPage)
    assert page.empty.isVisibleTo(page)
    assert not page.table.isVisibleTo(page)
    page.copy_button.click()  # nothing to copy, and nothing happens
    assert not page.done.isVisibleTo(page)


def test_another_runner_begins_with_their_own_visits(running: Running, page: VisitsPage, program: Opener) -> None:
    page.compare(date(2026, 2, 2), date(2026, 3, 1))
    other = builders.diary(builders.quiet_days(1, 10), name="Eva")
    running.workspace.diaries.import_diary(other)
    running.workspace.open_runner(other.runner.id)
    assert page.pair() == (builders.START, TODAY)


def test_a_narrow_window_puts_the_values_below_the_names(running: Running, page: VisitsPage) -> None:
    page.table.resize(500, 600)
    bars = page.table.findChildren(ChangeBar)
    assert "UWRI: 14 → 31, 17 more, Counts" in [bar.accessibleName() for bar in bars]


def test_the_patient_sees_the_rows_without_a_name_and_escape_ends_it(page: VisitsPage, qtbot: Any) -> None:
    shown = page.show_to_patient()
    assert shown is not None
    qtbot.waitUntil(shown.isActiveWindow)
    assert "UWRI: 14 → 31, 17 more, Counts" in shown.picture.accessibleName()
    assert "Nora" not in shown.picture.accessibleName() + shown.windowTitle()
    image = shown.grab().toImage()
    colours = {image.pixel(x, y) for x in range(0, image.width(), 7) for y in range(0, image.height(), 7)}
    assert len(colours) > 20  # something is drawn
    QTest.keyClick(shown, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not isValid(shown) or not shown.isVisible(), timeout=2000)


def test_the_report_takes_the_two_visits_along(running: Running, qtbot: Any) -> None:
    dialog = ReportDialog(running.workspace, running.window, visits=(FIRST, TODAY))
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(lambda: dialog.made is not None)
    assert dialog.visits.currentText() == "Tue 6 Jan 2026 and Mon 16 Mar 2026"
    assert dialog.made is not None
    pages = len(dialog.made.report.sheets)
    assert "Two visits" in [name for name, _page in dialog.made.report.sections]
    dialog.visits.setCurrentIndex(0)
    dialog.visits.activated.emit(0)
    qtbot.waitUntil(lambda: dialog.made is not None)
    assert len(dialog.made.report.sheets) == pages - 1
    assert "Two visits" not in [name for name, _page in dialog.made.report.sections]


def test_the_page_prints_by_itself(running: Running, page: VisitsPage, qtbot: Any) -> None:
    dialog = VisitsDialog(running.workspace, page.pair(), running.window)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(lambda: dialog.made is not None)
    assert dialog.made is not None
    assert "Left knee pain fell from 2.1 to 0." in dialog.made.summary


def test_days_of_another_year_bear_it_wherever_they_are_named(program: Opener) -> None:
    running = program(demo_diary(TODAY), now=datetime(2027, 1, 20, 9, 0), first="visits")
    running.window.run(Command.VISITS)
    page = running.window.page("visits")
    assert isinstance(page, VisitsPage)
    told = [page.table.accessibleDescription(), *(words for words in words_on(page) if "between" in words)]
    days = re.findall(r"\d{1,2} (?:Jan|Feb|Mar)\w*(?: \d{4})?", "\n".join(told))
    assert len(days) > 4
    assert all(re.search(r" 202[67]$", day) for day in days), days
