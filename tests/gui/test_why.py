"""Why? shows every rule that was asked, with inputs that open the diary and sources; overrides are never hidden."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from kneerehab.domain.codes import OverridePhase, Phase, RedFlag, Role
from kneerehab.domain.diary import Diary
from kneerehab.domain.plan.rules import RULES
from kneerehab.gui.plan.override import OverrideDialog
from kneerehab.gui.plan.why import WhyDialog
from tests.builders import at, check_in, day, diary, override, quiet_days, run, week
from tests.gui.modal import in_dialog

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # remarks of the offscreen platform

BUILD = override(1, OverridePhase.BUILD, budget=week(3600, 9000))


def opened(program: Any, book: Diary, now: datetime) -> Any:
    running = program(book, now=now)
    return running


def shown(made: Any, qtbot: Any) -> Any:
    with qtbot.waitActive(made):
        made.show()
    return made


def words(dialog: Any) -> str:
    return "\n".join(label.text() for label in dialog.findChildren(QLabel) if label.isVisible())


def test_why_lists_every_rule_asked_with_answer_and_source(program: Any, qtbot: Any) -> None:
    running = opened(program, diary(BUILD, quiet_days(1, 2), run(1, 1200, 3000)), at(2, "08:00"))
    dialog = shown(WhyDialog(running.workspace, day(2), running.window), qtbot)
    asked = [row.objectName() for row in dialog.rows if row.objectName().startswith("R")]
    table = [rule for rule in RULES if rule.startswith("R")]
    assert asked == table[: table.index("R12-ran-yesterday") + 1]
    deciding = next(row for row in dialog.rows if row.objectName() == "R12-ran-yesterday")
    assert deciding.answer.text() == "Yes, decides"
    assert "You ran on Mon 2 Mar" in deciding.text.text()
    assert deciding.source.text() == "Source: Trials 2023, protocol of a return-to-run study"
    assert all(row.source.text() for row in dialog.rows)
    assert next(row for row in dialog.rows if row.objectName() == "R03-paused").source.text() == "Our own choice"
    sore = next(row for row in dialog.rows if row.objectName() == "R08-sore-now")
    assert (sore.answer.text(), sore.text.text()) == ("No", "Left knee: 0 of 10 now, the limit is 0.")


def test_a_graded_session_shows_the_rules_that_applied_and_keeps_the_others_one_click_away(
    program: Any, qtbot: Any
) -> None:
    book = diary(BUILD, quiet_days(1, 2), run(1, 1200, 3000, left=(0, 1, 0)))
    dialog = shown(WhyDialog(opened(program, book, at(2, "08:00")).workspace, day(2)), qtbot)
    text = words(dialog)
    assert "Was there pain above the limit during it?" in text
    assert "Did pain change the way of moving?" not in text
    opener = next(button for button in dialog.findChildren(type(dialog.override_button)) if "no" in button.text())
    opener.click()
    assert "Did pain change the way of moving?" in words(dialog)


def test_an_input_opens_its_diary_entry(program: Any, qtbot: Any) -> None:
    running = opened(program, diary(BUILD, quiet_days(1, 1), check_in(2, left=(2, 3))), at(2, "08:00"))
    dialog = shown(WhyDialog(running.workspace, day(2), running.window), qtbot)
    sore = next(row for row in dialog.rows if row.objectName() == "R08-sore-now")
    (link,) = sore.links
    assert link.text().startswith("Pain check-in, Tue 3 Mar")
    with qtbot.waitSignal(running.workspace.record_wanted) as wanted:
        link.click()
    assert wanted.args == [running.diary.check_ins[-1].id]
    assert not dialog.isVisible()


@pytest.mark.parametrize("number", range(1, 9))
def test_every_morning_of_a_mixed_diary_can_be_explained(program: Any, qtbot: Any, number: int) -> None:
    book = diary(
        override(3, OverridePhase.WALK), override(5, OverridePhase.RUNWALK, rung=2), quiet_days(1, 4),
        check_in(5, left=(1, 4)), check_in(6, swelling=True), check_in(7, flags=(RedFlag.CANNOT_MOVE,)),
    )  # fmt: skip
    dialog = shown(WhyDialog(opened(program, book, at(8, "08:00")).workspace, day(number)), qtbot)
    assert dialog.rows
    dialog.reject()


def test_before_the_plan_begins_why_says_when_it_does(program: Any, qtbot: Any) -> None:
    dialog = shown(WhyDialog(opened(program, diary(BUILD), at(1)).workspace, day(0)), qtbot)
    assert "The plan starts on" in words(dialog)


def test_overriding_with_a_reason_appears_in_the_replay_and_in_why(program: Any, qtbot: Any) -> None:
    running = opened(program, diary(quiet_days(1, 1)), at(1, "08:00"))
    why = shown(WhyDialog(running.workspace, day(1), running.window), qtbot)

    def decide(dialog: OverrideDialog) -> None:
        dialog.phase.segments["RUNWALK"].click()
        dialog.rung.segments["4"].click()
        assert "Yes – walk and run" in dialog.answer.message()
        dialog.who.segments["physio"].click()
        qtbot.keyClicks(dialog.name, "K. Moen")
        qtbot.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        assert "why" in dialog.reason_field.error()
        qtbot.keyClicks(dialog.reason, "Strong and quiet for weeks")
        qtbot.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    in_dialog(OverrideDialog, decide)
    why.override_button.click()
    (saved,) = running.diary.overrides
    assert (saved.phase, saved.rung, saved.by) == (OverridePhase.RUNWALK, 4, "my physio K. Moen")
    assert saved.role is Role.CLINICIAN
    verdict = running.workspace.planner.verdict(running.workspace.runner_id, day(1))
    assert (verdict.phase, verdict.rung) == (Phase.RUNWALK, 4)
    qtbot.waitUntil(lambda: "Strong and quiet for weeks" in words(why))


def test_a_day_has_one_override_which_can_be_edited_and_removed(program: Any, qtbot: Any) -> None:
    running = opened(program, diary(BUILD, quiet_days(1, 1)), at(1, "08:00"))
    dialog = shown(OverrideDialog(running.workspace, running.window), qtbot)
    assert dialog.title.text() == "Today's override"
    assert (dialog.week.distance.text(), dialog.week.minutes.text()) == ("9", "1:00")
    dialog.week.distance.setText("2")
    dialog.try_save()
    assert "from 3 to 1000" in dialog.week.field.error()
    dialog.week.distance.setText("12")
    dialog.try_save()
    (saved,) = running.diary.overrides
    assert saved.week == week(3600, 12_000)
    dialog = shown(OverrideDialog(running.workspace, running.window), qtbot)
    dialog.remove_button.click()
    assert running.diary.overrides == ()


def test_reading_begins_at_the_top_and_arrow_keys_scroll(program: Any, qtbot: Any) -> None:
    running = opened(program, diary(BUILD, quiet_days(1, 2), run(1, 1200, 3000)), at(2, "08:00"))
    dialog = shown(WhyDialog(running.workspace, day(2), running.window), qtbot)
    reading = dialog.focusWidget()
    assert reading is not dialog.cancel_button
    assert reading.accessibleName()
    bar = reading.verticalScrollBar()
    assert bar.value() == 0
    qtbot.keyClick(reading, Qt.Key.Key_Down)
    assert bar.value() > 0
