"""The Plan page and its dialogs on a real database: what it shows, and that each change reaches the plan."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLabel

from kneerehab import i18n
from kneerehab.domain.codes import Clinician, OverridePhase, PainContext, Phase, RedFlag
from kneerehab.domain.diary import Diary
from kneerehab.domain.plan.verdict import Advice
from kneerehab.domain.trail import Professional
from kneerehab.gui.plan.clearance import ClearanceDialog
from kneerehab.gui.plan.flare_up import FlareUpDialog
from kneerehab.gui.plan.page import PlanPage
from kneerehab.gui.plan.pause import PauseDialog
from kneerehab.gui.plan.settings_dialog import PlanSettingsDialog
from kneerehab.gui.plan.what_if import WhatIfDialog
from kneerehab.paths import resources_dir
from tests.builders import at, check_in, day, diary, override, pause, plan_change, quiet_days, run, week
from tests.gui.modal import in_dialog

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # remarks of the offscreen platform

BUILD = override(1, OverridePhase.BUILD, budget=week(3600, 9000))
RUNS = [run(number, 1200, 3000) for number in (1, 3, 5, 8, 10, 12)]
GOAL = {"goal_week": week(7200, 18_000)}


def opened(program: Any, book: Diary, now: datetime) -> tuple[Any, PlanPage]:
    running = program(book, now=now, first="plan")
    page = running.window.page("plan")
    assert isinstance(page, PlanPage)
    QApplication.processEvents()
    return running, page


def words(root: Any) -> str:
    return "\n".join(
        f"{label.text()} {label.accessibleName()}" for label in root.findChildren(QLabel) if label.isVisible()
    )


def verdict(running: Any, number: int) -> Any:
    return running.workspace.planner.verdict(running.workspace.runner_id, day(number))


def test_a_plan_change_says_which_clinician_decided_it(program: Any) -> None:
    book = diary(BUILD, quiet_days(1, 12), plan_change(9, runs_per_week=2), RUNS, **GOAL)
    running, page = opened(program, book, at(12, "08:00"))
    assert "Dana Roth" not in words(page.timeline)
    running.workspace.put_to_work(Professional(name="Dana Roth", kind=Clinician.PHYSIO))
    mine = replace(running.diary.plan_changes[0], settings={"runs_per_week": 3})
    assert running.workspace.save("Plan change", mine, plan_change(15, runs_per_week=2))
    QApplication.processEvents()
    told = words(page.timeline)
    assert "Most runs a week: 3, decided by Dana Roth, Physiotherapist" in told
    assert "Most runs a week: 2, decided by Dana Roth, Physiotherapist" in told
    running.workspace.put_to_work(None)
    assert running.workspace.save("Plan change", replace(running.diary.plan_changes[-1], settings={"runs_per_week": 4}))
    QApplication.processEvents()
    assert "Most runs a week: 4" in words(page.timeline)
    assert "Most runs a week: 4, decided by" not in words(page.timeline), "the runner changed it since"


def test_weeks_stand_newest_first_with_their_reasons_on_a_click(program: Any, qtbot: Any) -> None:
    book = diary(BUILD, quiet_days(1, 12), check_in(13, left=(0, 2)), RUNS, **GOAL)
    _running, page = opened(program, book, at(13, "08:00"))
    now, closed = page.weeks.rows
    assert (now.chip.text(), closed.chip.text()) == ("This week", "Advance")
    assert (now.dot.score, closed.dot.score) == (2, 0)
    assert not closed.details.isVisible()
    closed.chip.setFocus()
    qtbot.keyClick(closed.chip, Qt.Key.Key_Space)
    assert closed.details.isVisible()
    assert "Advance: all settled. Next week: 63\xa0min and 9.4\xa0km." in closed.details.text()
    assert "3 runs: 3 green." in closed.details.text()


def test_words_of_the_weeks_lead_to_what_they_mean(program: Any, qtbot: Any) -> None:
    amber = run(3, 1200, 3000, left=(0, 1, 0))
    book = diary(BUILD, quiet_days(1, 13), RUNS[0], amber, *RUNS[2:3], **GOAL)
    running, page = opened(program, book, at(8, "08:00"))
    held = page.weeks.rows[-1]
    assert held.chip.text() == "Hold"
    assert held.meaning is not None
    assert not held.meaning.isVisible()
    held.chip.click()
    assert held.meaning.text() == "What “Week held” means"
    held.meaning.click()
    learn = running.window.page("learn")
    assert running.window.current_page == "learn"
    assert learn.article.glossary.entries["held"].is_marked


def test_phases_that_an_override_passed_over_are_skipped_and_not_done(program: Any) -> None:
    book = diary(override(1, OverridePhase.BUILD, budget=week(3600, 9000)), quiet_days(1, 8))
    _running, page = opened(program, book, at(8, "12:00"))
    said = page.timeline.lane.accessibleName()
    for phase in ("Calm", "Walk", "Walk–run"):
        assert f"{phase}, skipped" in said
    assert "done" not in said
    assert "Build, now" in said


def test_the_timeline_names_phases_dates_and_overrides(program: Any, qtbot: Any) -> None:
    book = diary(BUILD, quiet_days(1, 3), run(1, 1200, 3000), **GOAL)
    _running, page = opened(program, book, at(3, "08:00"))
    said = page.timeline.lane.accessibleName()
    assert "Build, now, Since 2 Mar" in said
    assert "9.0\xa0km of 18.0\xa0km a week" in said
    assert "decided by physio. Cleared to go on" in page.timeline.notes.text()


def test_the_projection_shows_three_paces_and_says_what_it_is(program: Any, qtbot: Any) -> None:
    _running, page = opened(program, diary(BUILD, quiet_days(1, 1), **GOAL), at(1, "08:00"))
    text = words(page.projection)
    assert "+5\xa0%" in text
    assert "+7.5\xa0%" in text
    assert "if every week advances" in text
    assert ", your pace" in text


def test_without_a_goal_the_page_offers_to_set_one(program: Any, qtbot: Any) -> None:
    _running, page = opened(program, diary(BUILD, quiet_days(1, 1)), at(1, "08:00"))
    assert page.projection.goal_button.isVisible()
    in_dialog(PlanSettingsDialog, lambda dialog: dialog.reject())
    page.projection.goal_button.click()


def clear(form: ClearanceDialog) -> None:
    """A doctor has looked at it on the second day."""
    form.name.setText("Weber")
    form.who.segments["doctor"].click()
    form.when.set_day(day(2))
    form.try_save()


def test_a_warning_sign_leaves_calm_words_and_no_numbers(program: Any, qtbot: Any) -> None:
    flags = (RedFlag.LOCKS_OR_GIVES_WAY, RedFlag.NUMB_OR_COLD_FOOT)
    book = diary(BUILD, check_in(1, flags=flags), **GOAL)
    running, page = opened(program, book, at(1, "08:00"))
    shown = words(page.frame)
    assert "Gets stuck, gives way or clicks painfully" in shown
    assert "clicks painfully needs a doctor today" in shown
    assert "A numb or cold foot is for a doctor to look at soon" in shown
    assert not any(letter.isdigit() for letter in shown)
    running.come_back(at(2, "08:00"))
    in_dialog(ClearanceDialog, clear)
    page.cleared_button.click()
    assert running.diary.overrides[-1].phase is OverridePhase.CALM
    assert verdict(running, 2).phase is Phase.CALM


def test_before_the_first_day_the_page_says_when_the_plan_begins(program: Any, qtbot: Any) -> None:
    _running, page = opened(program, diary(), at(0, "08:00"))
    assert "The plan begins on" in page.frame.subtitle.text()
    assert not page.timeline.isVisible()


def test_on_the_ladder_the_six_steps_are_shown(program: Any, qtbot: Any) -> None:
    book = diary(override(1, OverridePhase.RUNWALK, rung=3), quiet_days(1, 1))
    _running, page = opened(program, book, at(1, "08:00"))
    assert page.steps.isVisible()
    assert "0 of 2 green" in words(page.steps)
    assert "4 × 4:00 run, 2:00 walk" in words(page.steps)
    assert not page.weeks.isVisible()


def test_a_plan_change_holds_from_its_date_on(program: Any, qtbot: Any) -> None:
    running, page = opened(program, diary(BUILD, quiet_days(1, 3)), at(3, "08:00"))

    def change(dialog: PlanSettingsDialog) -> None:
        dialog.day.setDate(dialog.day.date().addDays(4))
        dialog.fields["growth_permille"].control.segments["100"].click()
        dialog.fields["goal_week"].control.distance.setText("30")
        dialog.fields["goal_week"].changed.emit()
        dialog.try_save()
        assert dialog.isVisible()
        assert "both" in dialog.fields["goal_week"].control.field.error()
        dialog.fields["goal_week"].control.minutes.setText("180")
        dialog.try_save()

    in_dialog(PlanSettingsDialog, change)
    page.change_button.click()
    (saved,) = running.diary.plan_changes
    assert (saved.date, dict(saved.settings)) == (day(7), {"growth_permille": 100, "goal_week": week(10_800, 30_000)})
    planner, runner_id = running.workspace.planner, running.workspace.runner_id
    assert planner.settings(runner_id, day(6)).growth_permille == 50
    assert planner.settings(runner_id, day(7)).growth_permille == 100
    assert "From 8 Mar: Growth a week: 10" in page.timeline.notes.text()


def test_a_second_change_of_the_same_date_joins_the_first(program: Any, qtbot: Any) -> None:
    running, page = opened(program, diary(plan_change(1, growth_permille=75), quiet_days(1, 1)), at(1, "08:00"))

    def change(dialog: PlanSettingsDialog) -> None:
        assert dialog.fields["growth_permille"].read() == 75
        dialog.fields["runs_per_week"].control.segments["2"].click()
        dialog.try_save()

    in_dialog(PlanSettingsDialog, change)
    page.change_button.click()
    (saved,) = running.diary.plan_changes
    assert dict(saved.settings) == {"growth_permille": 75, "runs_per_week": 2}


def test_every_setting_shows_its_meaning_and_its_source_and_nothing_changes_by_itself(program: Any, qtbot: Any) -> None:
    book = diary(run(-9, 1200, 3000), growth_permille=60, usual_week=week(5432, 12_345))
    running, page = opened(program, book, at(1, "08:00"))

    def look(dialog: PlanSettingsDialog) -> None:
        text = words(dialog)
        assert "Trials 2023 protocol: a rest day between runs" in text
        assert "9 days off before the plan began: step 3 is suggested." in text
        assert dialog.changes() == {}
        assert dialog.fields["growth_permille"].read() == 60
        assert dialog.fields["usual_week"].read() == week(5432, 12_345)
        dialog.try_save()

    in_dialog(PlanSettingsDialog, look)
    page.change_button.click()
    assert running.diary.plan_changes == ()


def test_a_pause_begins_is_shown_and_ends(program: Any, qtbot: Any) -> None:
    running, page = opened(program, diary(BUILD, quiet_days(1, 5)), at(3, "08:00"))

    def begin(dialog: PauseDialog) -> None:
        dialog.try_save()
        assert "reason" in dialog.reason_field.error()
        dialog.reason.segments["ill"].click()
        dialog.try_save()

    in_dialog(PauseDialog, begin)
    page.pause_button.click()
    assert verdict(running, 3).advice is Advice.PAUSED
    assert "The plan is paused. Ill." in page.paused.message()
    running.come_back(at(5, "08:00"))
    page.paused.linked.emit()
    (ended,) = running.diary.pauses
    assert (ended.from_, ended.to) == (day(3), day(4))
    assert verdict(running, 5).advice is Advice.RUN
    assert not page.paused.isVisible()


def test_a_pause_that_began_today_goes_when_it_is_ended(program: Any, qtbot: Any) -> None:
    running, page = opened(program, diary(BUILD, quiet_days(1, 1), pause(1)), at(1, "08:00"))
    page.paused.linked.emit()
    assert running.diary.pauses == ()


def test_a_bad_day_is_noted_and_says_what_the_plan_answers(program: Any, qtbot: Any) -> None:
    running, page = opened(program, diary(BUILD, quiet_days(1, 1), affected="left"), at(1, "18:00"))

    def note(dialog: FlareUpDialog) -> None:
        dialog.try_save()
        assert "score" in dialog.scale_field.error()
        qtbot.keyClick(dialog.scale, Qt.Key.Key_6)
        assert "Not today" in dialog.answer.message()
        dialog.context.chips["stairs"].click()
        dialog.zone.chips["front"].click()
        dialog.zone.chips["outer"].click()
        dialog.try_save()

    in_dialog(FlareUpDialog, note)
    page.bad_day_button.click()
    (saved,) = running.diary.pain_notes
    assert (saved.score, saved.context, saved.side, saved.zone) == (6, PainContext.STAIRS, "left", "outer")
    assert verdict(running, 1).advice is Advice.NO_RUN


def test_with_two_sore_knees_a_bad_day_asks_which_one_and_stores_no_other(program: Any, qtbot: Any) -> None:
    running, page = opened(program, diary(BUILD, quiet_days(1, 1)), at(1, "18:00"))

    def note(dialog: FlareUpDialog) -> None:
        qtbot.keyClick(dialog.scale, Qt.Key.Key_4)
        dialog.context.chips["stairs"].click()
        dialog.try_save()
        assert dialog.side_field.error() == "Please say which knee."
        dialog.side.segments["right"].click()
        dialog.try_save()

    in_dialog(FlareUpDialog, note)
    page.bad_day_button.click()
    assert [(saved.side, saved.score) for saved in running.diary.pain_notes] == [("right", 4)]


def test_a_bad_day_leads_to_the_warning_signs(program: Any, qtbot: Any) -> None:
    running, page = opened(program, diary(BUILD, quiet_days(1, 1)), at(1, "18:00"))
    in_dialog(FlareUpDialog, lambda dialog: dialog.help.linked.emit())
    page.bad_day_button.click()
    assert running.window.current_page == "today"
    assert running.window.page("today").check_in.alarm.is_open


def test_what_if_names_the_rules_and_the_week_and_saves_nothing(program: Any, qtbot: Any) -> None:
    running, page = opened(program, diary(BUILD, quiet_days(1, 1), **GOAL), at(1, "18:00"))
    before = running.diary

    def ask(dialog: WhatIfDialog) -> None:
        assert (dialog.minutes.text(), dialog.distance.text()) == ("20", "3")
        assert dialog.panel.shown.title == "Fits this week."
        assert "1 run: 20\xa0min of 60\xa0min, 3.0\xa0km of 9.0\xa0km" in dialog.week.text()
        dialog.ground.chips["hilly"].click()
        qtbot.keyClick(dialog.pain, Qt.Key.Key_3)
        questions = [row.question.text() for row in dialog.rows]
        assert "Was there pain above the limit during it?" in questions
        assert "Was it on ground that was not open yet?" in questions
        assert all(row.source.text() for row in dialog.rows)
        dialog.minutes.clear()
        dialog.distance.clear()
        dialog.refresh()
        assert dialog.panel.shown.title == "Time or distance?"
        dialog.reject()

    in_dialog(WhatIfDialog, ask)
    page.what_if_button.click()
    assert running.diary is before


def test_a_run_logged_elsewhere_redraws_the_page(program: Any, qtbot: Any) -> None:
    running, page = opened(program, diary(BUILD, quiet_days(1, 1), **GOAL), at(1, "18:00"))
    running.workspace.save("Run", run(1, 1200, 3000, clock="17:00"))
    qtbot.waitUntil(lambda: "20\xa0min" in words(page.weeks.rows[0]))


@pytest.mark.parametrize("size", [(1280, 800), (960, 640)])
def test_the_page_never_scrolls_sideways(program: Any, qtbot: Any, size: tuple[int, int]) -> None:
    running, page = opened(program, diary(BUILD, quiet_days(1, 13), RUNS, **GOAL), at(13, "08:00"))
    running.window.resize(*size)
    qtbot.wait(50)
    assert page.frame.content.minimumSizeHint().width() <= page.frame.area.viewport().width()


def test_ten_years_of_weeks_show_the_newest_first_and_older_ones_on_a_click(program: Any, qtbot: Any) -> None:
    runs = [run(number, 1200, 3000) for number in range(1, 7 * 15) if number % 7 in (1, 3, 5)]
    _running, page = opened(program, diary(BUILD, quiet_days(1, 106), runs, **GOAL), at(106, "08:00"))
    assert len(page.weeks.rows) == 10
    page.weeks.older.click()
    assert len(page.weeks.rows) > 12
    assert page.workspace.today() - timedelta(days=105) == day(1)


@pytest.mark.parametrize("code", ["en", "de", "fr", "es", "pt_BR"])
def test_the_columns_of_the_weeks_stand_under_their_heads_in_every_language(program: Any, code: str) -> None:
    with i18n.speaking(resources_dir() / "locale", code):
        running = program("build-week-8", first="plan")
        QApplication.processEvents()
        card = running.window.page("plan").weeks
        assert len(card.rows) > 1
        places = {row.chip.mapTo(card, QPoint(0, 0)).x() for row in card.rows}
        assert places == {card._heads[-1].mapTo(card, QPoint(0, 0)).x()}
