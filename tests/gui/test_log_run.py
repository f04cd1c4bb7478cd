"""Logging runs and walks through the real dialog: filled in from the plan, told how they fit, always saved."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time
from typing import Any

import pytest
from PySide6.QtCore import Qt, QTime

from kneerehab.domain.codes import ActivityKind, Knee, OverridePhase, Profile, RedFlag, Surface, Units
from kneerehab.domain.diary import Diary
from kneerehab.domain.errors import StorageError
from kneerehab.domain.fields import KneeScores
from kneerehab.domain.shoes import Shoes
from kneerehab.gui.forms.run.dialog import LogRunDialog
from kneerehab.gui.look.question import Question
from kneerehab.gui.shoes.dialog import ShoesDialog
from tests.builders import an_id, at, check_in, day, diary, override, painkiller, quiet_days, run, week
from tests.gui.modal import in_dialog
from tests.gui.test_journeys import button

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # remarks of the offscreen platform

BUILD = override(1, OverridePhase.BUILD, budget=week(3600, 9000))
RUNG = override(1, OverridePhase.RUNWALK, rung=3)


def opened(program: Any, book: Diary, now: datetime) -> Any:
    running = program(book, now=now)
    return running


def dialog(running: Any, qtbot: Any, kind: ActivityKind = ActivityKind.RUN, **more: Any) -> LogRunDialog:
    made = LogRunDialog(running.workspace, kind, parent=running.window, **more)
    with qtbot.waitActive(made):
        made.show()
    return made


def type_into(qtbot: Any, field: Any, text: str) -> None:
    field.selectAll()
    qtbot.keyClicks(field, text)


def told(form: LogRunDialog, qtbot: Any, words: str) -> None:
    """The live line comes to say something, shortly after typing."""
    qtbot.waitUntil(lambda: words in form.fit_panel.shown.words())


def test_r_and_control_enter_save_the_run_the_plan_offers(program: Any, qtbot: Any) -> None:
    running = opened(program, diary(BUILD, quiet_days(1, 1)), at(1, "18:00"))
    seen: list[str] = []

    def save(form: LogRunDialog) -> None:
        seen.append(form.distance.selectedText())
        qtbot.keyClick(form, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    in_dialog(LogRunDialog, save)
    assert running.window.page("today").shortcut("R")
    (logged,) = running.diary.activities
    assert seen == ["3"]
    assert (logged.kind, logged.seconds, logged.metres) == (ActivityKind.RUN, 1200, 3000)
    assert logged.surfaces == (Surface.FLAT_ROAD,)
    assert (logged.pain_before, logged.pain_during, logged.pain_after) == (None, None, None)
    assert logged.form_changed is None, "what was not answered stays unknown"


def test_ceilings_are_filled_in_rounded_down_and_in_the_runners_unit(program: Any, qtbot: Any) -> None:
    book = diary(override(1, OverridePhase.BUILD, budget=week(4714, 12133)), quiet_days(1, 1))
    running = opened(program, book, at(1, "18:00"))
    form = dialog(running, qtbot)
    assert (form.distance.text(), form.minutes.text()) == ("4", "26")
    form.reject()
    runner = running.diary.runner
    running.workspace.diaries.amend_runner(replace(runner, units=Units.MILE))
    form = dialog(running, qtbot)
    assert form.distance.text() == "2.5"
    form.try_save()
    assert running.diary.activities[0].metres == 4023


def test_a_rung_fills_in_24_minutes_and_no_distance(program: Any, qtbot: Any) -> None:
    form = dialog(opened(program, diary(RUNG, quiet_days(1, 1)), at(1, "18:00")), qtbot)
    assert (form.minutes.text(), form.distance.text()) == ("24", "")
    form.pain.none.click()
    form.form.segments["no"].click()
    told(form, qtbot, "Fits this step")


def test_no_pain_at_all_sets_zeros_for_the_affected_knee_only(program: Any, qtbot: Any) -> None:
    running = opened(program, diary(BUILD, quiet_days(1, 1), affected="left"), at(1, "18:00"))
    form = dialog(running, qtbot)
    form.pain.none.click()
    form.form.segments["no"].click()
    told(form, qtbot, "Fits this week")
    form.try_save()
    (logged,) = running.diary.activities
    assert logged.pain_before == logged.pain_during == KneeScores(left=0)
    assert logged.pain_after is None  # the run is not even over
    assert logged.form_changed is False


def test_once_the_hour_is_over_no_pain_answers_it_too(program: Any, qtbot: Any) -> None:
    running = opened(program, diary(BUILD, quiet_days(1, 1), affected="left"), at(1, "18:00"))
    form = dialog(running, qtbot)
    form.time.set_time_of_day(time(16, 30))
    form.pain.none.click()
    form.try_save()
    assert running.diary.activities[0].pain_after == KneeScores(left=0)


def test_one_button_answers_pain_of_both_knees_and_form_and_stands_above_the_scales(program: Any, qtbot: Any) -> None:
    form = dialog(opened(program, diary(BUILD, quiet_days(1, 1)), at(1, "18:00")), qtbot)
    asked = form.pain.form.mapTo(form, form.pain.form.rect().topLeft())
    first = form.pain.scales[0, Knee.LEFT]
    assert asked.y() < first.mapTo(form, first.rect().topLeft()).y(), "no scrolling to the answer that decides"
    form.pain.none.click()
    told(form, qtbot, "Fits this week")
    record = form.record()
    assert record is not None
    assert record.pain_during == KneeScores(left=0, right=0)
    assert record.form_changed is False


@pytest.mark.parametrize(
    ("start", "kind"), [(RUNG, ActivityKind.RUN), (override(1, OverridePhase.WALK), ActivityKind.WALK)]
)
def test_a_distance_alone_asks_for_the_time_where_it_decides_and_is_saved_all_the_same(
    program: Any, qtbot: Any, start: Any, kind: ActivityKind
) -> None:
    running = opened(program, diary(start, quiet_days(1, 1)), at(1, "18:00"))
    form = dialog(running, qtbot, kind)
    form.pain.none.click()
    type_into(qtbot, form.distance, "3")
    form.minutes.clear()
    told(form, qtbot, "How long was it?")
    assert form.fit_panel.shown.tone == "info"
    assert form.time_question.isVisible()
    form.try_save()
    assert (running.diary.activities[0].seconds, running.diary.activities[0].metres) == (None, 3000)


def test_in_build_a_distance_alone_is_enough(program: Any, qtbot: Any) -> None:
    form = dialog(opened(program, diary(BUILD, quiet_days(1, 1)), at(1, "18:00")), qtbot)
    form.pain.none.click()
    form.minutes.clear()
    told(form, qtbot, "Fits this week")
    assert not form.time_question.isVisible()


def test_unanswered_questions_are_named_and_the_run_is_saved_unverified(program: Any, qtbot: Any) -> None:
    running = opened(program, diary(BUILD, quiet_days(1, 2)), at(1, "18:00"))
    form = dialog(running, qtbot)
    told(form, qtbot, "Still open: pain before, during and after, whether you moved differently.")
    assert form.fit_panel.shown.tone == "info"
    form.ground.flat.chips["flat_road"].setChecked(False)
    told(form, qtbot, "the ground")
    form.try_save()
    replay = running.workspace.planner.today(running.workspace.runner_id, day(2))
    assert [session.grade for session in replay.sessions] == ["unverified"]


def test_a_run_that_is_too_far_is_told_so_and_saved(program: Any, qtbot: Any) -> None:
    running = opened(program, diary(BUILD, quiet_days(1, 1)), at(1, "18:00"))
    form = dialog(running, qtbot)
    form.pain.none.click()
    form.form.segments["no"].click()
    type_into(qtbot, form.minutes, "25")
    told(form, qtbot, "The limit is 20\xa0min / 3.0\xa0km")
    type_into(qtbot, form.distance, "10")
    type_into(qtbot, form.minutes, "65")
    told(form, qtbot, "Over this week's budget")
    assert form.fit_panel.bar.isVisible()
    form.try_save()
    assert running.diary.activities[0].metres == 10_000


def test_hills_too_early_are_told_and_saved(program: Any, qtbot: Any) -> None:
    running = opened(program, diary(BUILD, quiet_days(1, 1)), at(1, "18:00"))
    form = dialog(running, qtbot)
    form.pain.none.click()
    form.form.segments["no"].click()
    form.ground.opener.click()
    form.ground.more.chips["hilly"].click()
    told(form, qtbot, "Hills: flat ground comes first")
    assert "not as progress" in form.fit_panel.shown.meaning
    form.try_save()
    assert set(running.diary.activities[0].surfaces) == {Surface.FLAT_ROAD, Surface.HILLY}


def test_the_day_after_a_run_nothing_is_filled_in_and_a_run_is_welcome_all_the_same(program: Any, qtbot: Any) -> None:
    running = opened(program, diary(BUILD, quiet_days(1, 2), run(1, 1200, 3000)), at(2, "18:00"))
    form = dialog(running, qtbot)
    assert (form.distance.text(), form.minutes.text()) == ("", "")
    type_into(qtbot, form.distance, "3")
    told(form, qtbot, "A rest day comes between two runs")
    form.try_save()
    assert len(running.diary.activities) == 2


@pytest.mark.parametrize(
    ("records", "words"),
    [
        ([check_in(1, left=(3, 3))], "Left knee: 3 of 10 now"),
        ([*quiet_days(1, 1), painkiller(1)], "Pain relief"),
        ([], "check-in of that day is still open"),
        ([check_in(1, swelling=True)], "Swelling was ticked"),
    ],
)
def test_a_day_without_running_says_why(program: Any, qtbot: Any, records: list[Any], words: str) -> None:
    form = dialog(opened(program, diary(BUILD, records), at(1, "18:00")), qtbot)
    type_into(qtbot, form.distance, "3")
    told(form, qtbot, words)
    assert form.save_button.isEnabled()


def test_pain_above_the_limit_says_what_the_plan_makes_of_it(program: Any, qtbot: Any) -> None:
    form = dialog(opened(program, diary(BUILD, quiet_days(1, 1)), at(1, "18:00")), qtbot)
    form.pain.none.click()
    form.form.segments["no"].click()
    qtbot.keyClick(form.pain.scales[1, Knee.LEFT], Qt.Key.Key_2)
    told(form, qtbot, "Pain of 2 of 10 during it; the limit is 0")
    assert "amber" in form.fit_panel.shown.meaning
    qtbot.keyClick(form.pain.scales[1, Knee.LEFT], Qt.Key.Key_4)
    told(form, qtbot, "saved as red")


def test_the_limit_of_the_monitored_plan_is_called_that(program: Any, qtbot: Any) -> None:
    book = diary(BUILD, quiet_days(1, 1), profile=Profile.MONITORED)
    form = dialog(opened(program, book, at(1, "18:00")), qtbot)
    form.pain.none.click()
    qtbot.keyClick(form.pain.scales[1, Knee.LEFT], Qt.Key.Key_3)
    told(form, qtbot, "Pain of 3 of 10 during it; the monitored plan's limit is 2")


def test_a_warning_sign_brings_calm_words_and_no_numbers(program: Any, qtbot: Any) -> None:
    book = diary(BUILD, check_in(1, flags=(RedFlag.LOCKS_OR_GIVES_WAY,)))
    form = dialog(opened(program, book, at(1, "18:00")), qtbot)
    type_into(qtbot, form.distance, "3")
    told(form, qtbot, "until the knee has been looked at")
    assert not any(letter.isdigit() for letter in form.fit_panel.shown.words())
    assert not form.fit_panel.bar.isVisible()


def test_one_amount_is_enough_and_none_is_asked_for_kindly(program: Any, qtbot: Any) -> None:
    running = opened(program, diary(BUILD, quiet_days(1, 1)), at(1, "18:00"))
    form = dialog(running, qtbot)
    form.distance.clear()
    form.minutes.clear()
    form.try_save()
    assert form.isVisible()
    assert "one of them is enough" in form.distance_field.error()
    type_into(qtbot, form.minutes, "12")
    form.try_save()
    assert (running.diary.activities[0].seconds, running.diary.activities[0].metres) == (720, None)


def test_a_number_that_is_none_stays_in_its_field_with_words_beside_it(program: Any, qtbot: Any) -> None:
    running = opened(program, diary(BUILD, quiet_days(1, 1)), at(1, "18:00"))
    form = dialog(running, qtbot)
    type_into(qtbot, form.minutes, "12 or so")
    form.try_save()
    assert "from 1 to 1440" in form.minutes_field.error()
    assert form.minutes.text() == "12 or so"
    assert running.diary.activities == ()


def test_an_earlier_day_is_filled_in_from_that_days_plan(program: Any, qtbot: Any) -> None:
    running = opened(program, diary(BUILD, quiet_days(1, 3)), at(3, "18:00"))
    form = dialog(running, qtbot)
    form.day.setDate(form.day.date().addDays(-2))
    assert form.subtitle.text() == "Filled in from that day's plan"
    form.try_save()
    assert running.diary.activities[0].at.date() == day(1)


def test_a_day_to_come_is_refused_kindly(program: Any, qtbot: Any) -> None:
    running = opened(program, diary(BUILD, quiet_days(1, 1)), at(1, "18:00"))
    form = dialog(running, qtbot)
    form.day.setDate(form.day.date().addDays(1))
    form.try_save()
    assert form.isVisible()
    assert "still to come" in form.day_field.error()
    assert running.diary.activities == ()


def test_a_walk_begins_with_half_an_hour(program: Any, qtbot: Any) -> None:
    running = opened(program, diary(override(1, OverridePhase.WALK), quiet_days(1, 1)), at(1, "18:00"))
    form = dialog(running, qtbot, ActivityKind.WALK)
    assert form.minutes.text() == "30"
    form.pain.none.click()
    form.form.segments["no"].click()
    told(form, qtbot, "brisk walk")
    form.try_save()
    (logged,) = running.diary.activities
    assert (logged.kind, logged.seconds, logged.surfaces) == (ActivityKind.WALK, 1800, ())


def test_the_newest_shoes_that_are_not_retired_are_chosen(program: Any, qtbot: Any) -> None:
    old = Shoes(id=an_id(), name="Old blue", bought=day(-300))
    new = Shoes(id=an_id(), name="New green", bought=day(-10), start_metres=12_000)
    gone = Shoes(id=an_id(), name="Worn out", bought=day(-5), retired=day(-1))
    running = opened(program, diary(BUILD, quiet_days(1, 1), [old, new, gone]), at(1, "18:00"))
    form = dialog(running, qtbot)
    assert form.shoes.currentText() == "New green  12.0\xa0km"
    assert form.shoes.findText("Worn out", Qt.MatchFlag.MatchStartsWith) == -1
    form.try_save()
    assert running.diary.activities[0].shoes_id == new.id


def test_the_pair_chosen_for_new_runs_comes_before_the_newest(program: Any, qtbot: Any) -> None:
    old = Shoes(id=an_id(), name="Old blue", bought=day(-300))
    new = Shoes(id=an_id(), name="New green", bought=day(-10))
    running = opened(program, diary(BUILD, quiet_days(1, 1), [old, new]), at(1, "18:00"))
    running.workspace.change_settings(default_shoes=(old.id,))
    assert dialog(running, qtbot).shoes.value() == old.id


def test_editing_keeps_what_the_form_does_not_show_and_exact_amounts(program: Any, qtbot: Any) -> None:
    logged = run(1, 1537, 3647)
    running = opened(program, diary(BUILD, quiet_days(1, 2), logged), at(2, "18:00"))
    form = dialog(running, qtbot, activity=running.diary.activities[0])
    qtbot.keyClicks(form.note, "windy")
    form.try_save()
    (kept,) = running.diary.activities
    assert (kept.id, kept.seconds, kept.metres, kept.note) == (logged.id, 1537, 3647, "windy")
    assert kept.pain_after == logged.pain_after


def test_escape_asks_only_if_something_was_changed(program: Any, qtbot: Any) -> None:
    running = opened(program, diary(BUILD, quiet_days(1, 1)), at(1, "18:00"))
    form = dialog(running, qtbot)
    qtbot.keyClick(form, Qt.Key.Key_Escape)
    assert not form.isVisible()
    form = dialog(running, qtbot)
    type_into(qtbot, form.distance, "2")

    def stay(asked: Question) -> None:
        qtbot.keyClick(asked, Qt.Key.Key_Escape)

    in_dialog(Question, stay)
    qtbot.keyClick(form, Qt.Key.Key_Escape)
    assert form.isVisible()
    assert form.distance.text() == "2"
    form.try_save()


def test_a_failed_save_keeps_the_form(program: Any, qtbot: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    running = opened(program, diary(BUILD, quiet_days(1, 1)), at(1, "18:00"))
    form = dialog(running, qtbot)
    type_into(qtbot, form.distance, "2")
    transaction = running.database.transaction

    def full() -> Any:
        raise StorageError("The disk is full.")

    monkeypatch.setattr(running.database, "transaction", full)
    form.try_save()
    assert form.isVisible()
    assert form.failure.isVisible()
    assert "The disk is full." in form.failure.message()
    assert form.distance.text() == "2"
    monkeypatch.setattr(running.database, "transaction", transaction)
    form.try_save()
    assert [logged.metres for logged in running.diary.activities] == [2000]


def test_a_pair_added_on_the_way_is_the_one_that_was_worn(program: Any, qtbot: Any) -> None:
    running = opened(program, diary(BUILD, quiet_days(1, 1)), at(1, "18:00"))
    form = dialog(running, qtbot)
    type_into(qtbot, form.distance, "2")
    new = Shoes(id=an_id(), name="Brand new")

    def add(shown: ShoesDialog) -> None:
        assert running.workspace.save("added", new)
        shown.reject()

    in_dialog(ShoesDialog, add)
    button = form.shoe_choice.list_button
    assert button.accessibleName() == "Shoes…"
    button.click()
    assert form.shoes.value() == new.id
    assert form.distance.text() == "2", "what was typed stays"
    form.try_save()
    assert running.diary.activities[-1].shoes_id == new.id


def test_import_instead_leaves_the_form_and_asks_only_if_something_was_typed(program: Any, qtbot: Any) -> None:
    running = opened(program, diary(BUILD, quiet_days(1, 1)), at(1, "18:00"))
    running.window.commands.files.ask_files = lambda: asked.append("files")  # the system's own file dialog
    asked: list[str] = []
    form = dialog(running, qtbot)
    type_into(qtbot, form.distance, "2")
    in_dialog(Question, lambda question: question.cancel_button.click())
    form.import_link.click()
    assert form.isVisible()
    assert asked == []
    in_dialog(Question, lambda question: question.save_button.click())
    form.import_link.click()
    assert not form.isVisible()
    assert asked == ["files"]


def marathon(program: Any, qtbot: Any) -> tuple[Any, LogRunDialog]:
    running = opened(program, diary(override(1, OverridePhase.WALK), quiet_days(1, 4)), at(4, "18:00"))
    form = dialog(running, qtbot)
    type_into(qtbot, form.distance, "42")
    return running, form


def test_42_km_in_the_walk_phase_are_asked_about_and_kept_if_they_are_right(program: Any, qtbot: Any) -> None:
    running, form = marathon(program, qtbot)
    asked: list[str] = []

    def confirm(question: Question) -> None:
        asked.append(question.title.text().replace("\u00a0", " "))
        question.save_button.click()

    in_dialog(Question, confirm)
    form.save_button.click()
    assert asked == ["42 km in the Walk phase: really?"]
    assert running.diary.activities[0].metres == 42_000


def test_a_slip_goes_back_to_its_field_and_nothing_is_saved(program: Any, qtbot: Any) -> None:
    running, form = marathon(program, qtbot)
    in_dialog(Question, lambda question: question.cancel_button.click())
    form.save_button.click()
    assert running.diary.activities == ()
    assert form.isVisible()
    qtbot.waitUntil(lambda: form.focusWidget() is form.distance)
    assert form.distance.text() == "42"
    type_into(qtbot, form.distance, "4.2")
    form.save_button.click()
    assert running.diary.activities[0].metres == 4200


def test_a_run_that_was_confirmed_is_not_asked_about_again_for_its_note(program: Any, qtbot: Any) -> None:
    running, form = marathon(program, qtbot)
    in_dialog(Question, lambda question: question.save_button.click())
    form.save_button.click()
    again = dialog(running, qtbot, activity=running.diary.activities[0])
    again.note.setText("Charity")
    again.save_button.click()
    assert running.diary.activities[0].note == "Charity"


def test_a_missing_check_in_is_named_where_the_form_begins_empty(program: Any, qtbot: Any) -> None:
    form = dialog(opened(program, diary(BUILD, quiet_days(1, 3)), at(4, "18:00")), qtbot)
    assert form.subtitle.text() == "Today's check-in is missing; the run is welcome in the diary"
    form.reject()


def test_the_hour_after_is_asked_about_once_it_is_over(program: Any, qtbot: Any) -> None:
    running = opened(program, diary(BUILD, quiet_days(1, 1)), at(1, "18:00"))
    form = dialog(running, qtbot)
    scales = form.pain.scales

    def asked() -> list[Knee]:
        return [knee for knee in Knee if (2, knee) in scales and scales[2, knee].isVisible()]

    assert asked() == []
    assert form.pain.asked_later.isVisible()
    form.time.setTime(QTime(16, 0))
    qtbot.waitUntil(lambda: asked() == list(Knee))
    assert not form.pain.asked_later.isVisible()
    button(form, "Left").click()
    assert asked() == [Knee.LEFT]


def test_the_hour_after_is_not_asked_about_before_the_run_is_told(program: Any, qtbot: Any) -> None:
    running = opened(program, diary(BUILD, quiet_days(1, 3)), at(4, "18:00"))
    form = dialog(running, qtbot)
    assert form.record() is None
    assert form.pain.asked_later.isVisible()
    assert not any(moment == 2 for moment, _knee in form.pain.scales)
    form.time.setTime(QTime(16, 0))
    qtbot.waitUntil(lambda: (2, Knee.LEFT) in form.pain.scales)


def test_tab_goes_through_scales_as_they_stand_also_those_that_came_late(program: Any, qtbot: Any) -> None:
    running = opened(program, diary(BUILD, quiet_days(1, 1)), at(1, "18:00"))
    form = dialog(running, qtbot)
    button(form, "Right").click()
    scales = form.pain.scales
    form.time.setTime(QTime(16, 0))
    qtbot.waitUntil(lambda: (2, Knee.RIGHT) in scales)
    button(form, "Both").click()
    form.pain.form.setFocus(Qt.FocusReason.TabFocusReason)
    found: list[tuple[int, Knee]] = []
    while len(found) < len(scales):
        qtbot.keyClick(form.focusWidget(), Qt.Key.Key_Tab)
        at_scale = [key for key, scale in scales.items() if scale.isAncestorOf(form.focusWidget())]
        assert len(at_scale) == 1, form.focusWidget()
        found += at_scale
    assert found == [(moment, knee) for moment in range(3) for knee in Knee]
