"""A clearance after a warning sign: who and when are asked for and never filled in, and the plan goes on after it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from kneerehab.domain.codes import OverridePhase, Phase, RedFlag, Role
from kneerehab.domain.diary import Diary
from kneerehab.gui.plan.clearance import ClearanceDialog
from tests.builders import at, check_in, day, diary
from tests.gui.modal import in_dialog
from tests.gui.test_journeys import button

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # remarks of the offscreen platform

FLAGGED = check_in(1, flags=(RedFlag.LOCKS_OR_GIVES_WAY,))


def opened(program: Any, book: Diary, now: datetime) -> Any:
    running = program(book, now=now)
    return running


def clearance(running: Any, qtbot: Any) -> ClearanceDialog:
    made = ClearanceDialog(running.workspace, running.window)
    with qtbot.waitActive(made):
        made.show()
    return made


def phase_on(running: Any, number: int) -> Phase:
    verdict = running.workspace.planner.verdict(running.workspace.runner_id, day(number))
    return Phase(verdict.phase)


def test_nothing_is_filled_in_and_every_missing_answer_is_asked_for(program: Any, qtbot: Any) -> None:
    running = opened(program, diary(FLAGGED, check_in(2)), at(2, "08:00"))
    form = clearance(running, qtbot)
    assert (form.name.text(), form.who.value(), form.when.day()) == ("", None, None)
    assert "Gets stuck" in form.text.text()
    form.try_save()
    assert form.isVisible()
    assert [field.error() for field in (form.name_field, form.who_field, form.when_field)] == [
        "Please give the name.",
        "Please say who that is.",
        "Please say on which day that was.",
    ]
    assert form.name.hasFocus()
    qtbot.keyClicks(form.name, "Weber")
    form.who.segments["doctor"].click()
    form.try_save()
    assert form.isVisible()
    assert running.diary.overrides == ()
    form.when.set_day(day(2))
    form.try_save()
    assert not form.isVisible()
    (saved,) = running.diary.overrides
    assert (saved.by, saved.role, saved.date) == ("Weber, doctor", Role.CLINICIAN, day(2))
    assert (saved.phase, phase_on(running, 2)) == (OverridePhase.CALM, Phase.CALM)


def test_the_plan_goes_on_from_the_day_of_the_clearance(program: Any, qtbot: Any) -> None:
    running = opened(program, diary(FLAGGED, check_in(2), check_in(5)), at(5, "08:00"))
    form = clearance(running, qtbot)
    form.name.setText("Weber")
    form.who.segments["physio"].click()
    form.when.set_day(day(3))
    form.try_save()
    assert running.diary.overrides[0].date == day(3)
    assert [phase_on(running, number) for number in (2, 3)] == [Phase.REFER, Phase.CALM]


def test_a_clearance_on_the_day_of_the_sign_holds_from_the_next_day(program: Any, qtbot: Any) -> None:
    running = opened(program, diary(FLAGGED), at(1, "18:00"))
    form = clearance(running, qtbot)
    form.name.setText("Weber")
    form.who.segments["doctor"].click()
    form.when.set_day(day(1))
    form.refresh()
    assert "tomorrow at the earliest" in form.answer.message()
    form.try_save()
    assert running.diary.overrides[0].date == day(2)
    assert [phase_on(running, number) for number in (1, 2)] == [Phase.REFER, Phase.CALM]


def test_a_day_before_the_sign_is_no_clearance_of_it(program: Any, qtbot: Any) -> None:
    running = opened(
        program, diary(check_in(1), check_in(3, flags=(RedFlag.CANNOT_MOVE,)), check_in(4)), at(4, "08:00")
    )
    form = clearance(running, qtbot)
    form.name.setText("Weber")
    form.who.segments["doctor"].click()
    form.when.set_day(day(2))
    form.try_save()
    assert form.isVisible()
    assert "The sign was ticked on" in form.when_field.error()


def test_someone_who_is_no_clinician_is_told_so_and_stored_as_such(program: Any, qtbot: Any) -> None:
    running = opened(program, diary(FLAGGED, check_in(2)), at(2, "08:00"))
    form = clearance(running, qtbot)
    form.name.setText("My neighbour")
    form.who.segments["other"].click()
    assert "for a doctor to clear" in form.answer.message()
    form.when.set_day(day(2))
    form.try_save()
    assert (running.diary.overrides[0].by, running.diary.overrides[0].role) == ("My neighbour", Role.RUNNER)


@pytest.mark.parametrize("where", ["today", "plan"])
def test_it_opens_from_today_and_from_the_plan(program: Any, where: str) -> None:
    running = opened(program, diary(FLAGGED, check_in(2)), at(2, "08:00"))
    running.window.show_page(where)
    seen: list[str] = []
    in_dialog(ClearanceDialog, lambda form: (seen.append(form.title.text()), form.reject()))
    button(running.window.page(where), "A professional has cleared me").click()
    assert seen == ["Cleared after a warning sign"]
