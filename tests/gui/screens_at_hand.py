"""What the window shows beside the pages of one example: the welcome, trouble, other days, and what opens on a page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QApplication, QWidget

from kneerehab.domain.codes import PauseReason, RedFlag, Side
from kneerehab.domain.record import new_id
from kneerehab.exchange.demo import demo_diary
from kneerehab.gui.guided.view import SessionView
from kneerehab.gui.lock.unlock import UnlockPage
from kneerehab.gui.presenter.window import present
from kneerehab.gui.shell.trouble import TroublePage, WaysOut
from kneerehab.i18n import _
from kneerehab.services import backups, kept_copies
from kneerehab.services.exercises import starting_dose
from kneerehab.services.session_steps import item_of
from tests import builders

Screen = Callable[[Any], QWidget]
"""Opens the window by the fixture `program`, in the state that is meant; what is to be looked at."""

RUN_DAY = datetime(2026, 3, 12, 19, 30)


def _page(name: str, book: object, now: datetime = RUN_DAY) -> Screen:
    def make(program: Any) -> QWidget:
        running = program(book() if callable(book) else book, now=now)
        running.window.show_page(name)
        page = running.window.page(name)
        if name == "progress":
            page.steps.finish()
        window: QWidget = running.window
        return window

    return make


def _opened(name: str, act: Callable[[Any], object], book: object = "build-week-8") -> Screen:
    """A page, and what is done on it."""

    def make(program: Any) -> QWidget:
        window = _page(name, book)(program)
        act(window.page(name))  # type: ignore[attr-defined]
        return window

    return make


def _welcome(program: Any) -> QWidget:
    window: QWidget = program().window
    return window


def _way_back(program: Any) -> QWidget:
    running = program()
    page = running.window.stack.currentWidget()
    page.who.name.setText("Mira")
    page.next_button.click()
    page.how.own_goal.click()
    page.how.runs.segments["4"].click()
    window: QWidget = running.window
    return window


def _with_a_copy(program: Any) -> tuple[Any, Path]:
    running = program("build-week-8", first="learn")
    file: Path = running.workspace.diaries.database.path
    backups.back_up(file, file.parent / kept_copies.FOLDER)
    return running, file


def _trouble(program: Any) -> QWidget:
    running, file = _with_a_copy(program)
    good = kept_copies.in_folders(file.parent / kept_copies.FOLDER)[0]
    ways = WaysOut(file=file, good=good, restore=lambda _path: None, begin_anew=lambda: None)
    text = _("The diary file can't be read. It has not been changed; a backup may help.")
    running.window.show_trouble(TroublePage(text, file.parent, lambda: None, ways))
    window: QWidget = running.window
    return window


def _unlock(program: Any) -> QWidget:
    running, file = _with_a_copy(program)
    page = UnlockPage(file, lambda _words: None, lambda: None, lambda _fault: None, lambda _path: None)
    running.window.show_alone(page)
    window: QWidget = running.window
    return window


def _several(program: Any) -> Any:
    """Three runners: one with a warning sign, one silent for nine days, one on plan."""
    now = datetime(2026, 3, 16, 8, 0)
    running = program("build-week-8", now, first="learn")
    for number, name in enumerate(("Mira", "Mira Blue", "Nora Lind")):
        book = demo_diary(now.date() - timedelta(days=8 if number == 1 else 0))
        book = replace(book, runner=replace(book.runner, id=new_id(), name=name, record_number=f"R-{number}"))
        if number == 0:
            last = max(book.check_ins, key=lambda check_in: check_in.at)
            book = book.changed_by([replace(last, red_flags=(RedFlag.CALF_PAIN_OR_SWELLING,))])
        running.workspace.diaries.import_diary(book)
    return running


def _caseload(program: Any) -> QWidget:
    running = _several(program)
    running.window.show_page("caseload")
    page = running.window.page("caseload")
    while page.reading.busy or len(page.view.rows.items) < 4:
        QApplication.processEvents()
    window: QWidget = running.window
    return window


def _settings_of_several(program: Any) -> QWidget:
    running = _several(program)
    running.window.show_page("settings")
    window: QWidget = running.window
    return window


def _nobody(program: Any) -> QWidget:
    running = _several(program)
    running.workspace.change_settings(start_on="nobody")
    running.restart()
    window: QWidget = running.window
    return window


def _visits(program: Any) -> QWidget:
    running = program("build-week-8", RUN_DAY)
    running.window.show_page("visits")
    window: QWidget = running.window
    return window


def _presenter(program: Any) -> QWidget:
    running = program("build-week-8", RUN_DAY)
    presenter = present(running.workspace, running.window)
    presenter.showNormal()
    presenter.resize(1280, 800)
    return presenter


def _guided(until: int) -> Screen:
    """A session of a stretch and a squat, after some seconds."""

    def make(program: Any) -> QWidget:
        running = program("new-runner", datetime(2026, 3, 6, 8, 5))
        clock = [0.0]
        doses = [starting_dose(exercise, date(2026, 3, 6)) for exercise in ("hamstring-stretch", "prisoner-squat")]
        items = tuple(item_of(running.diary, replace(dose, sets=1)) for dose in doses)
        view = SessionView(running.workspace, items, clock=lambda: clock[0], wall=lambda: clock[0])
        running.window.take_over(view, _("Guided session"))
        view.begin()
        view._ticker.stop()
        for _second in range(until):
            clock[0] += 1
            view.tick()
        window: QWidget = running.window
        return window

    return make


def _undo(program: Any) -> QWidget:
    running = program("build-week-8", RUN_DAY)
    running.window.show_page("diary")
    record = running.diary.check_ins[-1]
    running.window.page("diary").delete(record)
    window: QWidget = running.window
    return window


def _at(number: int, clock: str = "19:30") -> datetime:
    return builders.at(number, clock)


def _red_day() -> Any:
    return builders.diary(
        builders.quiet_days(1, 8), builders.run(8, left=(0, 7, 6), clock="18:00", form_changed=True),
        builders.ice(8), builders.pain_note(8, 6), affected=Side.LEFT,
    )  # fmt: skip


def _signs() -> Any:
    flagged = builders.check_in(8, left=(6, 7), swelling=True, limp=True, flags=tuple(RedFlag))
    return builders.diary(builders.quiet_days(1, 7), flagged)


def _sore() -> Any:
    return builders.diary([builders.check_in(number, left=(3, 5)) for number in range(1, 9)])


def _paused() -> Any:
    return builders.diary(builders.quiet_days(1, 8), builders.pause(8, reason=PauseReason.ILL))


def _decided() -> Any:
    from kneerehab.domain.codes import OverridePhase

    return builders.diary(
        builders.quiet_days(1, 8), builders.override(8, OverridePhase.BUILD, budget=builders.week(3600, 8000))
    )


SCREENS: dict[str, Screen] = {
    "welcome": _welcome,
    "welcome, the way back": _way_back,
    "trouble": _trouble,
    "locked": _unlock,
    "caseload": _caseload,
    "settings of several": _settings_of_several,
    "nobody": _nobody,
    "visits": _visits,
    "presenter": _presenter,
    "guided, ready": _guided(1),
    "guided, hold": _guided(15),
    "guided, at the end": _guided(600),
    "undo": _undo,
    "more questions": _opened("today", lambda page: page.check_in.toggle_more()),
    "warning signs": _opened("today", lambda page: page.check_in.open_alarm()),
    "an exercise": _opened("exercises", lambda page: page.open_exercise("bulgarian-split-squat")),
    "a stretch": _opened("exercises", lambda page: page.open_exercise("hamstring-stretch")),
    "an article": _opened("learn", lambda page: page.open_article("red-flags")),
    "a problem": _opened("learn", lambda page: page.open_article("runners-knee")),
    "words": _opened("learn", lambda page: page.open_article("words")),
    "found in Learn": _opened("learn", lambda page: page.search.setText("[")),
    "list of the diary": _opened("diary", lambda page: page.show_view("list")),
    "month of the diary": _opened("diary", lambda page: page.show_view("month")),
} | {
    f"{page} of {name}": _page(page, book, now)
    for name, book, now, pages in (
        ("a new runner", "new-runner", datetime(2026, 3, 6, 8, 5), ("today", "plan", "exercises", "progress", "diary")),
        ("walk-run", "walk-run-day-20", datetime(2026, 3, 21, 8, 5), ("today", "plan")),
        ("a red day", _red_day, _at(8), ("today", "plan", "diary")),
        ("warning signs", _signs, _at(8), ("today", "plan")),
        ("a sore knee", _sore, _at(8), ("today", "plan", "progress")),
        ("a pause", _paused, _at(8), ("today", "plan")),
        ("a decision", _decided, _at(8), ("today", "plan")),
    )
    for page in pages
}
