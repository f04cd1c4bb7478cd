"""Everything for the day on one screen: no scrolling at 1280 × 800, nor where bars of the desktop take some of it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtWidgets import QWidget

from kneerehab.domain.care import Care
from kneerehab.domain.codes import CareKind, OverridePhase, Side
from kneerehab.domain.diary import Diary
from kneerehab.domain.fields import KneeScores
from kneerehab.domain.training import Prescription
from kneerehab.gui.look import language
from tests.builders import an_id, at, check_in, day, diary, exercise_set, ice, override, quiet_days, run, week

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # remarks of the offscreen platform

GOAL = week(10_800, 30_000)
BUILD = override(1, OverridePhase.BUILD, budget=week(4320, 10_900))
EXERCISES = ("prisoner-squat", "bulgarian-split-squat", "quad-hip-flexor-roll", "hamstring-stretch", "it-band-stretch")
SET = [
    Prescription(id=an_id(), exercise=slug, from_=day(1), sets=3, hold_seconds=30, days_per_week=7, side=Side.BOTH)
    for slug in EXERCISES
]


def asked_twice() -> Diary:
    """A sore left knee with "And now?" open, and the right one not answered yet: the highest check-in."""
    runs = [run(number, 1440, 3600) for number in (1, 3)]
    return diary(BUILD, quiet_days(1, 6), SET, runs, check_in(7, (None, 2), (None, None)), goal_week=GOAL)


def milestone() -> Diary:
    """The seventh settled day, with its line at the foot."""
    return diary(BUILD, quiet_days(1, 7), SET, goal_week=GOAL)


def cared_for() -> Diary:
    """A sore morning with an entry of care, which stands on its card."""
    rest = Care(id=an_id(), at=at(7, "08:00"), kind=CareKind.REST, side=Side.LEFT, minutes=90)
    return replace(asked_twice(), care=(rest,))


def run_is_done() -> Diary:
    """A check-in, three of five exercises, ice and a run, of which the hour after is asked."""
    done = [replace(exercise_set(7), id=an_id(), exercise=slug) for slug in EXERCISES[:3]]
    ran = replace(run(7, 1440, 3600, clock="08:10"), pain_after=None)
    return diary(BUILD, quiet_days(2, 7), SET, run(5, 1440, 3600), ran, done, ice(7, "09:30"), goal_week=GOAL)


def run_has_hurt() -> Diary:
    """The same day, but the knee hurt on the run."""
    book = run_is_done()
    *before, ran = sorted(book.activities, key=lambda activity: activity.at)
    hurt = replace(ran, pain_during=KneeScores(left=6, right=0), form_changed=True)
    return replace(book, activities=(*before, hurt))


def open_today(program: Any, book: Diary, size: tuple[int, int]) -> Any:
    running = program(replace(book, runner=replace(book.runner, name="Nora")), now=at(7, "10:40"))
    running.window.resize(*size)
    return running.window.page("today")


def seen_whole(part: QWidget) -> bool:
    return part.visibleRegion().boundingRect().height() == part.height() > 0


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
    assert seen_whole(foot)
    for part in (page.verdict, page.check_in, page.exercises, page.ice, page.run, page.care, page.week):
        assert part.isVisible()


def demo_morning() -> Diary:
    """A morning before its check-in, with four exercises."""
    runs = [run(number, 1440, 3600) for number in (2, 4)]
    return diary(BUILD, quiet_days(1, 6), SET[1:], runs, goal_week=GOAL)


@pytest.mark.parametrize("code", ["de", "fr", "es", "pt_BR"])
def test_a_morning_is_seen_whole_in_every_language(program: Any, qtbot: Any, code: str) -> None:
    language.speak(code)
    try:
        page = open_today(program, demo_morning(), (1280, 800))
        qtbot.waitUntil(lambda: page.frame.area.viewport().height() > 600)
        qtbot.wait(100)
        assert page.frame.area.verticalScrollBar().maximum() == 0
        assert seen_whole(page.week)
    finally:
        language.speak("en")


@pytest.mark.parametrize("size", [(1280, 740), (1366, 700)])
@pytest.mark.parametrize("book", [asked_twice, cared_for])
def test_the_day_down_to_its_week_is_seen_beside_bars_of_the_desktop(
    program: Any, qtbot: Any, book: Any, size: tuple[int, int]
) -> None:
    page = open_today(program, book(), size)
    seen = page.frame.area.viewport()
    qtbot.waitUntil(lambda: seen_whole(page.week))
    for part in (page.verdict, page.check_in, page.exercises, page.ice, page.run, page.care, page.week):
        assert part.isVisible()
        assert seen.rect().contains(part.rect().translated(part.mapTo(seen, part.rect().topLeft())))


@pytest.mark.parametrize("size", [(1280, 740), (1280, 800), (1366, 700)])
def test_what_was_logged_is_seen_after_the_run_too(program: Any, qtbot: Any, size: tuple[int, int]) -> None:
    page = open_today(program, run_is_done(), size)
    qtbot.waitUntil(lambda: page.frame.area.verticalScrollBar().maximum() == 0)
    shown = page.after_run
    for part in (shown.done, shown.hour_after, page.check_in.alarm, shown.so_far, shown.coming, shown.still_good):
        assert part.isVisible()
    assert len(shown.so_far.lines) == 4
    for line in shown.so_far.lines:
        assert seen_whole(line)


def test_a_day_on_which_a_run_hurt_is_seen_whole(program: Any, qtbot: Any) -> None:
    page = open_today(program, run_has_hurt(), (1280, 800))
    shown = page.after_run
    parts = (shown.stop, shown.ease, shown.hour_after, page.check_in.alarm, shown.note, shown.before_next, shown.gentle)

    def is_seen() -> bool:
        return all(seen_whole(part) for part in (*parts, *shown.so_far.lines))

    qtbot.waitUntil(is_seen)
    assert len(shown.so_far.lines) == 4


def test_the_check_in_of_the_morning_folds_to_its_signs_once_a_run_is_logged(program: Any) -> None:
    running = program(diary(BUILD, quiet_days(1, 6), goal_week=GOAL), now=at(7, "10:40"))
    running.window.resize(1280, 800)
    card = running.window.page("today").check_in
    running.window.page("today").begin()  # as at the start: the keyboard is on the first question
    running.workspace.save("", check_in(7, (1, 0), (0, 0)))
    assert card.questions.isVisible()
    running.workspace.save("", run(7, 1440, 3600, clock="08:10"))
    assert card.alarm.isVisible()
    assert not card.questions.isVisible()
    card.focus_first()
    assert card.questions.isVisible()
    running.workspace.save("", ice(7, "09:30"))
    assert card.questions.isVisible()


def test_air_comes_back_as_soon_as_there_is_room_for_it(program: Any, qtbot: Any) -> None:
    page = open_today(program, run_is_done(), (1280, 640))
    qtbot.waitUntil(lambda: page.packing.dense == 2)
    page.window().resize(1280, 1000)
    qtbot.waitUntil(lambda: page.packing.dense == 0)
    page.window().resize(1280, 640)
    qtbot.waitUntil(lambda: page.packing.dense == 2)


def test_with_the_largest_text_in_the_smallest_window_nothing_goes_sideways_after_a_run(
    program: Any, qtbot: Any
) -> None:
    page = open_today(program, run_is_done(), (960, 640))
    page.workspace.change_settings(text_scale=200)
    qtbot.waitUntil(lambda: page.frame.content.minimumSizeHint().width() <= page.frame.area.viewport().width())
    qtbot.waitUntil(lambda: page.frame.area.horizontalScrollBar().maximum() == 0)
