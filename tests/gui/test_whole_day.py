"""Everything for the day on one screen: no scrolling at 1280 × 800, nor where bars of the desktop take some of it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from kneerehab.domain.care import Care
from kneerehab.domain.codes import CareKind, OverridePhase, Side
from kneerehab.domain.diary import Diary
from kneerehab.domain.training import Prescription
from tests.builders import an_id, at, check_in, day, diary, override, quiet_days, run, week

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # remarks of the offscreen platform

BUILD = override(1, OverridePhase.BUILD, budget=week(4320, 10_900))
EXERCISES = ("prisoner-squat", "bulgarian-split-squat", "quad-hip-flexor-roll", "hamstring-stretch", "it-band-stretch")
SET = [
    Prescription(id=an_id(), exercise=slug, from_=day(1), sets=3, hold_seconds=30, days_per_week=7, side=Side.BOTH)
    for slug in EXERCISES
]


def asked_twice() -> Diary:
    """A sore left knee with "And now?" open, and the right one not answered yet: the highest check-in."""
    runs = [run(number, 1440, 3600) for number in (1, 3)]
    return diary(
        BUILD, quiet_days(1, 6), SET, runs, check_in(7, (None, 2), (None, None)), goal_week=week(10_800, 30_000)
    )


def milestone() -> Diary:
    """The seventh settled day, with its line at the foot."""
    return diary(BUILD, quiet_days(1, 7), SET, goal_week=week(10_800, 30_000))


def cared_for() -> Diary:
    """A sore morning with an entry of care, which stands on its card."""
    rest = Care(id=an_id(), at=at(7, "08:00"), kind=CareKind.REST, side=Side.LEFT, minutes=90)
    return replace(asked_twice(), care=(rest,))


def open_today(program: Any, book: Diary, size: tuple[int, int]) -> Any:
    running = program(replace(book, runner=replace(book.runner, name="Nora")), now=at(7, "10:40"))
    running.window.resize(*size)
    return running.window.page("today")


@pytest.mark.parametrize("size", [(1280, 740), (1280, 800), (1366, 768)])
@pytest.mark.parametrize("book", [asked_twice, milestone])
def test_a_full_morning_is_seen_whole(program: Any, qtbot: Any, book: Any, size: tuple[int, int]) -> None:
    page = open_today(program, book(), size)
    qtbot.waitUntil(lambda: page.frame.area.viewport().height() > 600)
    qtbot.wait(100)
    assert page.frame.area.verticalScrollBar().maximum() == 0
    foot = page.rare.milestone if book is milestone else page.week
    assert foot is not None
    assert foot.isVisible()
    assert foot.visibleRegion().boundingRect().height() == foot.height()
    for part in (page.verdict, page.check_in, page.exercises, page.ice, page.run, page.care, page.week):
        assert part.isVisible()


@pytest.mark.parametrize("size", [(1280, 740), (1366, 700)])
@pytest.mark.parametrize("book", [asked_twice, cared_for])
def test_the_day_down_to_its_week_is_seen_beside_bars_of_the_desktop(
    program: Any, qtbot: Any, book: Any, size: tuple[int, int]
) -> None:
    page = open_today(program, book(), size)
    seen = page.frame.area.viewport()
    qtbot.waitUntil(lambda: page.week.visibleRegion().boundingRect().height() == page.week.height())
    for part in (page.verdict, page.check_in, page.exercises, page.ice, page.run, page.care, page.week):
        assert part.isVisible()
        assert seen.rect().contains(part.rect().translated(part.mapTo(seen, part.rect().topLeft())))
