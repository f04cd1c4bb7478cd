"""Which days Progress shows, how they are kept, and what the headline says of them."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from kneerehab.domain.clinic import ClinicVisit
from kneerehab.domain.codes import Clinician
from kneerehab.domain.record import new_id
from kneerehab.domain.trends.span import Span
from kneerehab.gui.progress.ranges import PRESETS, choose_dates
from kneerehab.services.progress import Range
from tests.builders import START, check_in, diary
from tests.gui.progress_page import open_page, wait_for_charts, wait_for_headline

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # remarks of the offscreen platform

LONG = diary(*(check_in(number, left=(5 if number % 28 < 14 else 1, None)) for number in range(1, 401)))
YOUNG = diary(*(check_in(number, left=(5 if number < 390 else 1, None)) for number in range(381, 401)))
LAST = START + timedelta(days=399)


@pytest.fixture
def running(program: Any) -> Any:
    return program("build-week-8", first="progress")


@pytest.fixture
def long(program: Any) -> Any:
    """400 days of scores that end today."""
    return opened(program, LONG)


def opened(program: Any, book: Any) -> Any:
    made = program(book, now=datetime(LAST.year, LAST.month, LAST.day, 9), first="progress")
    return made


def test_a_range_is_kept_and_every_chart_follows_it(running: Any, qtbot: Any) -> None:
    page = open_page(running, qtbot)
    page.ranges.segments["4_weeks"].click()
    wait_for_charts(page, qtbot)
    qtbot.waitUntil(lambda: page.cards["pain"].view.data().span.days == 28)
    running.restart()
    assert running.workspace.settings.progress_range == "4_weeks"
    page = open_page(running, qtbot)
    assert page.ranges.value() == "4_weeks"
    assert page.cards["icing"].view.data().span.days == 28


def test_since_the_last_visit_begins_on_its_day(long: Any, qtbot: Any) -> None:
    day = LAST - timedelta(days=40)
    visit = ClinicVisit(id=new_id(), at=datetime(day.year, day.month, day.day, 9), who=Clinician.PHYSIO)
    long.workspace.save("visit", visit)
    page = open_page(long, qtbot, drawn=False)
    page.choose_range(Range.SINCE_VISIT)
    assert page.span() == Span(first=day, last=LAST)
    assert page.ranges.value() is None
    wait_for_headline(page, qtbot, f"since {day.day} {day:%b}")


@pytest.mark.parametrize(
    ("chosen", "words"),
    [
        (Range.FOUR_WEEKS, "in 4 weeks"),
        (Range.TWELVE_WEEKS, "in 12 weeks"),
        (Range.YEAR, "in 1 year"),
        (Range.ALL, f"since {START.day} {START:%b %Y}"),
    ],
)
def test_the_headline_speaks_of_the_chosen_range_also_after_a_restart(
    long: Any, qtbot: Any, chosen: Range, words: str
) -> None:
    page = open_page(long, qtbot, drawn=False)
    page.choose_range(chosen)
    wait_for_headline(page, qtbot, words)
    long.restart()
    page = open_page(long, qtbot, drawn=False)
    assert page.ranges.value() == chosen
    wait_for_headline(page, qtbot, words)


def test_the_headline_never_names_a_range_that_is_no_longer_chosen(long: Any, qtbot: Any) -> None:
    page, said = open_page(long, qtbot, drawn=False), []
    for chosen in (*PRESETS, *reversed(PRESETS), Range.TWELVE_WEEKS):
        page.choose_range(chosen)
        said.append(page.frame.subtitle.text())
    assert not [words for words in said if "weeks" in words or "year" in words]
    wait_for_headline(page, qtbot, "in 12 weeks")
    qtbot.wait(300)
    assert "in 12 weeks" in page.frame.subtitle.text()


def test_a_young_diary_is_told_from_its_first_score_and_not_as_four_weeks(program: Any, qtbot: Any) -> None:
    young = opened(program, YOUNG)
    page = open_page(young, qtbot, drawn=False)
    first = LAST - timedelta(days=19)
    for chosen in PRESETS:
        page.choose_range(chosen)
        text = wait_for_headline(page, qtbot, f"since {first.day} {first:%b}.")
        assert "weeks" not in text


def test_the_headline_follows_the_runner(long: Any, qtbot: Any) -> None:
    page = open_page(long, qtbot, drawn=False)
    wait_for_headline(page, qtbot, "in 12 weeks")
    long.workspace.diaries.import_diary(other := diary(*(check_in(number) for number in range(395, 401))))
    before = long.workspace.runner_id
    long.workspace.open_runner(other.runner.id)
    assert "12 weeks" not in page.frame.subtitle.text()
    wait_for_headline(page, qtbot, "Too few scores")
    long.workspace.open_runner(before)
    wait_for_headline(page, qtbot, "in 12 weeks")


def test_free_dates_are_two_fields_in_order(running: Any, qtbot: Any) -> None:
    page = open_page(running, qtbot, drawn=False)
    choose_dates(running.workspace, page.span())
    assert page.dates is not None
    assert page.dates.isVisible()
    page.dates.first.setDate(page.dates.last.date().addDays(5))
    assert page.span() == Span(first=running.now.date(), last=running.now.date())  # no day after today
    page.dates.last.setDate(page.dates.last.date().addDays(-20))
    page.dates.first.setDate(page.dates.last.date().addDays(5))
    assert page.dates._last_field.error()
    page.dates.first.setDate(page.dates.last.date().addDays(-9))
    assert page.span().days == 10


def test_days_that_are_over_are_told_with_both_ends(long: Any, qtbot: Any) -> None:
    page = open_page(long, qtbot, drawn=False)
    first, last = LAST - timedelta(days=90), LAST - timedelta(days=30)
    choose_dates(long.workspace, Span(first=first, last=last))
    wait_for_headline(page, qtbot, f"between {first.day} {first:%b %Y} and {last.day} {last:%b %Y}")


def test_free_dates_are_kept_between_starts(running: Any, qtbot: Any) -> None:
    page = open_page(running, qtbot)
    span = Span(first=date(2026, 1, 20), last=date(2026, 2, 10))
    choose_dates(running.workspace, span)
    page.choose_range(Range.FOUR_WEEKS)
    choose_dates(running.workspace, span)
    running.restart()
    page = open_page(running, qtbot)
    assert page.span() == span
    assert page.dates is not None
    assert (page.dates.first.day(), page.dates.last.day()) == (span.first, span.last)
    assert page.ranges.value() is None
    assert page.cards["pain"].view.data().span == span


def test_dates_ahead_of_the_clock_give_way_to_twelve_weeks_and_come_back_with_it(running: Any, qtbot: Any) -> None:
    span = Span(first=date(2026, 3, 1), last=date(2026, 3, 10))
    choose_dates(running.workspace, span)
    running.come_back(datetime(2026, 3, 5, 8, 0))
    page = open_page(running, qtbot, drawn=False)
    assert page.span() == Span(first=span.first, last=date(2026, 3, 5))
    running.now = datetime(2026, 2, 1, 8, 0)
    running.restart()
    page = open_page(running, qtbot, drawn=False)
    assert page.chosen_range() is Range.TWELVE_WEEKS
    assert page.ranges.value() == Range.TWELVE_WEEKS
    running.now = datetime(2026, 3, 12, 8, 0)
    running.restart()
    assert open_page(running, qtbot, drawn=False).span() == span


def test_dates_without_any_entry_are_told_as_such(running: Any, qtbot: Any) -> None:
    choose_dates(running.workspace, Span(first=date(2020, 1, 1), last=date(2020, 2, 1)))
    page = open_page(running, qtbot)
    wait_for_headline(page, qtbot, "No pain scores in these days.")
    assert "no day logged" in page.cards["pain"].view.description()
