"""The Welcome: every question may stay open, nothing is made up, and the way back is the plan's own."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QScrollArea, QWidget

from kneerehab.domain.codes import Side, Units, Weekday, Zone
from kneerehab.domain.fields import Amount
from kneerehab.gui.look import painting
from kneerehab.gui.welcome.page import WelcomePage

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # remarks of the offscreen platform

SATURDAY = datetime(2026, 11, 28, 9, 0)


def opened(program: Any) -> tuple[Any, WelcomePage]:
    running = program(now=SATURDAY)
    page = running.window.stack.currentWidget()
    assert isinstance(page, WelcomePage)
    QApplication.processEvents()
    return running, page


def how(page: WelcomePage, qtbot: Any) -> Any:
    qtbot.keyClicks(page.who.name, "Nora")
    page.next_button.click()
    return page.how


def days(page: WelcomePage) -> list[str]:
    return [row.day.text() for row in page.way.way.rows]


def texts(page: WelcomePage) -> list[str]:
    return [row.text.text() for row in page.way.way.rows]


def choose(part: Any, *wanted: Weekday) -> None:
    for day in wanted:
        part.days.toggles.days[day].click()


def test_the_keyboard_begins_in_the_name_and_answers_everything(program: Any, qtbot: Any) -> None:
    running, page = opened(program)

    def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        qtbot.keyClick(running.window.focusWidget(), key, modifier)

    assert page.who.name.hasFocus()
    qtbot.keyClicks(running.window.focusWidget(), "Nora")
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Space)
    press(Qt.Key.Key_Right)
    assert page.how.last_run.value() == "weeks"
    press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Space)
    press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Right)
    press(Qt.Key.Key_Space)
    press(Qt.Key.Key_Right)
    press(Qt.Key.Key_Right)
    press(Qt.Key.Key_Right)
    press(Qt.Key.Key_Right)
    press(Qt.Key.Key_Space)
    press(Qt.Key.Key_Tab)
    qtbot.keyClicks(running.window.focusWidget(), "2:30")
    press(Qt.Key.Key_Tab)
    qtbot.keyClicks(running.window.focusWidget(), "25")
    press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    plan, runner = running.diary.plan, running.diary.runner
    assert (plan.first_rung, plan.runs_per_week) == (2, 2)
    assert runner.run_days == (Weekday.TUE, Weekday.SAT)
    assert plan.usual_week == Amount(seconds=9000, metres=25_000)
    assert plan.goal_week is None, "nobody chose a goal"
    assert running.window.current_page == "today"


@pytest.mark.parametrize("page_two", [False, True])
def test_skipping_makes_nothing_up(program: Any, qtbot: Any, page_two: bool) -> None:
    running, page = opened(program)
    if page_two:
        how(page, qtbot)
    page.skip_button.click()
    plan, runner = running.diary.plan, running.diary.runner
    answers = (plan.usual_week, plan.goal_week, plan.first_rung, plan.runs_per_week, plan.profile, runner.zones)
    assert answers == (None, None, None, None, None, ())
    assert runner.run_days == ()
    assert plan.affected is (Side.LEFT if page_two else None)
    assert runner.name == ("Nora" if page_two else "Runner")


def test_half_a_usual_week_is_asked_for_and_never_guessed(program: Any, qtbot: Any) -> None:
    running, page = opened(program)
    part = how(page, qtbot)
    qtbot.keyClicks(part.usual.distance, "30")
    for button in (page.start_button, page.skip_button):
        button.click()
        assert "both" in part.usual.field.error()
        assert part.usual.minutes.hasFocus()
        assert running.workspace.runner_id is None
    part.unknown_link.click()
    page.start_button.click()
    assert running.diary.plan.usual_week is None


@pytest.mark.parametrize(
    ("answer", "rung", "shown"), [("short", 3, 3), ("weeks", 2, 2), ("long", 1, 1), ("unknown", None, 1)]
)
def test_the_days_since_the_last_run_suggest_the_first_step(
    program: Any, qtbot: Any, answer: str, rung: int | None, shown: int
) -> None:
    running, page = opened(program)
    part = how(page, qtbot)
    part.last_run.segments[answer].click()
    assert f"step {shown} of 6" in texts(page)[2]
    assert page.way.why.message().startswith(f"Why step {shown}?")
    page.start_button.click()
    assert running.diary.plan.first_rung == rung


def test_the_way_back_is_the_plans_own_and_follows_the_answers(program: Any, qtbot: Any) -> None:
    _running, page = opened(program)
    part = how(page, qtbot)
    assert days(page)[:3] == ["today", "Mon 30 Nov", "Wed 2 Dec"]
    part.last_run.segments["weeks"].click()
    part.runs.segments["3"].click()
    choose(part, Weekday.TUE, Weekday.THU, Weekday.SAT)
    assert days(page) == ["today", "Mon 30 Nov", "Thu 3 Dec", "Fri 25 Dec", ""]
    assert "From 72\u00a0min a week" in texts(page)[3]
    part.runs.segments["2"].click()
    assert days(page)[3] != "Fri 25 Dec"
    names = [row.ring.accessibleName() for row in page.way.way.rows]
    assert names[2] == "Step 3 of 5, Walk–run, Thursday 3 December at the earliest"


def test_the_default_goal_is_shown_as_nobodys_choice(program: Any, qtbot: Any) -> None:
    running, page = opened(program)
    part = how(page, qtbot)
    assert texts(page)[4] == "If you say nothing, growth ends at 3\u00a0h and 30\u00a0km a week."
    assert not part.as_before.isEnabled()
    qtbot.keyClicks(part.usual.minutes, "2:30")
    qtbot.keyClicks(part.usual.distance, "25")
    assert texts(page)[4] == "2\u00a0h\u00a030\u00a0min and 25\u00a0km a week"
    part.as_before.click()
    page.start_button.click()
    assert running.diary.plan.goal_week == Amount(seconds=9000, metres=25_000)


def test_a_goal_of_ones_own_is_typed_as_people_write(program: Any, qtbot: Any) -> None:
    running, page = opened(program)
    part = how(page, qtbot)
    part.own_goal.click()
    qtbot.keyClicks(part.goal.minutes, "1h30")
    page.start_button.click()
    assert "both" in part.goal.field.error()
    qtbot.keyClicks(part.goal.distance, "12,5")
    page.start_button.click()
    assert running.diary.plan.goal_week == Amount(seconds=5400, metres=12_500)


@pytest.mark.parametrize(
    ("runs", "wanted", "said"),
    [
        ("3", (), "The plan keeps a rest day between two runs. Choose days if you like."),
        ("3", (Weekday.TUE, Weekday.THU, Weekday.SAT), "A rest day lies between every two runs."),
        (
            "2",
            (Weekday.SAT, Weekday.SUN),
            "Saturday and Sunday follow each other. The plan keeps a rest day between, so move one.",
        ),
        (
            "2",
            (Weekday.SUN, Weekday.MON),
            "Sunday and Monday follow each other. The plan keeps a rest day between, so move one.",
        ),
        (
            "4",
            (Weekday.MON, Weekday.WED, Weekday.FRI),
            "Four runs leave no rest day between two of them. The plan then offers every other day.",
        ),
        (
            "2",
            (Weekday.MON, Weekday.WED, Weekday.FRI),
            "These are more days than runs. The plan offers 2 runs in 7 days at most.",
        ),
        ("3", (Weekday.MON, Weekday.WED), "These are fewer days than runs. Choose 3 days, or fewer runs a week."),
    ],
)
def test_a_wish_that_cannot_be_met_is_said(
    program: Any, qtbot: Any, runs: str, wanted: tuple[Weekday, ...], said: str
) -> None:
    running, page = opened(program)
    part = how(page, qtbot)
    part.runs.segments[runs].click()
    choose(part, *wanted)
    assert part.days.line.text() == said
    page.start_button.click()
    assert set(running.diary.runner.run_days) == set(wanted)


def test_a_weekday_says_that_it_is_chosen(program: Any, qtbot: Any) -> None:
    _running, page = opened(program)
    part = how(page, qtbot)
    toggle = part.days.toggles.days[Weekday.SAT]
    assert toggle.accessibleName() == "Saturday"
    toggle.click()
    assert toggle.accessibleName() == "Saturday, chosen"
    assert page.way.week.accessibleName() == "Runs on: Saturday"


def test_where_it_hurts_chooses_the_exercises(program: Any, qtbot: Any) -> None:
    running, page = opened(program)
    page.who.map._chips.chips["outer"].click()
    how(page, qtbot)
    page.start_button.click()
    from kneerehab.domain.codes import Phase
    from kneerehab.services.exercises import starting_slugs

    prescribed = tuple(item.exercise for item in running.diary.prescriptions)
    assert running.diary.runner.zones == (Zone.OUTER,)
    assert set(prescribed) == set(starting_slugs(Phase.CALM, (Zone.OUTER,)))
    assert set(prescribed) != set(starting_slugs(Phase.CALM))


def test_going_back_keeps_every_answer(program: Any, qtbot: Any) -> None:
    _running, page = opened(program)
    part = how(page, qtbot)
    part.runs.segments["2"].click()
    page.back_button.click()
    assert page.who.name.isVisible()
    page.who.units.segments["mile"].click()
    page.next_button.click()
    assert part.runs.value() == "2"
    assert part.usual.distance.metres() is None
    qtbot.keyClicks(part.usual.distance, "10")
    assert part.usual.distance.metres() == 16_093
    assert page.who.shown_units() is Units.MILE


def test_logo_title_and_foot_begin_on_one_edge(program: Any) -> None:
    from kneerehab.gui.look.text import Heading
    from kneerehab.gui.shell.sidebar import Brand

    running, page = opened(program)
    for width in (1280, 960):
        running.window.resize(width, 800)
        QApplication.processEvents()
        sides = page.stack.currentWidget()
        title = next(label for label in sides.findChildren(Heading) if "starting point" in label.text())
        lefts = {part.mapTo(page, QPoint(0, 0)).x() for part in (title, sides.findChild(Brand), page.promise)}
        assert len(lefts) == 1


def test_no_caption_of_the_knees_is_cut_off(program: Any, monkeypatch: Any) -> None:
    running, page = opened(program)
    page.who.knee.segments["both"].click()
    running.window.resize(960, 640)
    QApplication.processEvents()
    drawing = page.who.map._drawing
    written: list[tuple[str, float, float]] = []
    really = painting.write

    def watch(painter: Any, box: Any, words: str, chosen: Any, *rest: Any) -> None:
        written.append((words, box.left(), box.right()))
        assert box.width() >= painting.text_width(words, chosen), words
        really(painter, box, words, chosen, *rest)

    monkeypatch.setattr(painting, "write", watch)
    for width in (360, 420, 600):
        drawing.resize(width, 300)
        drawing.grab()
    assert any(words.startswith("Right") for words, _left, _right in written)
    assert all(left >= 0 for _words, left, _right in written)


def test_adding_a_second_runner_lands_on_top_of_today(program: Any, qtbot: Any) -> None:
    running = program("build-week-8", datetime(2026, 2, 22, 9, 0))
    window = running.window
    area = window.page("today").findChild(QScrollArea)
    window.resize(960, 640)
    QApplication.processEvents()
    area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())
    window.show_page("diary")
    window.welcome()
    page = window.stack.currentWidget()
    how(page, qtbot)
    page.start_button.click()
    QApplication.processEvents()
    assert window.current_page == "today"
    assert running.workspace.runner.name == "Nora"
    assert area.verticalScrollBar().value() == 0


def test_back_from_adding_a_runner_leads_to_where_one_was(program: Any) -> None:
    running = program("build-week-8", datetime(2026, 2, 22, 9, 0))
    window = running.window
    window.show_page("plan")
    window.welcome()
    window.stack.currentWidget().back_button.click()
    assert window.current_page == "plan"


def test_every_control_of_both_pages_has_a_name(program: Any, qtbot: Any) -> None:
    _running, page = opened(program)
    for _page in range(2):
        for part in page.findChildren(QWidget):
            if part.isVisible() and isinstance(part, (QAbstractButton, QLineEdit)):
                assert part.accessibleName() or (isinstance(part, QAbstractButton) and part.text()), part
        how(page, qtbot)
