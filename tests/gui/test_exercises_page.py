"""The Exercises page: cards, filter, detail, changes from a day on, own and hidden exercises, suggestions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from PySide6.QtCore import QPoint, QSize, Qt, QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QPushButton

from kneerehab import library
from kneerehab.domain.check_in import PainNote
from kneerehab.domain.codes import Knee, PainContext, Phase, Side, Zone
from kneerehab.domain.record import new_id
from kneerehab.gui.exercises.dialogs import OwnExerciseDialog, StartDayDialog
from kneerehab.gui.exercises.page import ExercisesPage
from kneerehab.gui.exercises.ready_sets import ReadySetDialog
from kneerehab.gui.guided.view import SessionView
from kneerehab.gui.look import own_pictures, theme
from kneerehab.gui.look.dialog import Dialog
from kneerehab.gui.runners.dialog import RunnerDialog
from kneerehab.services.exercises import prescribed, starting_dose, starting_slugs

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

NOW = datetime(2026, 3, 6, 8, 5)
TODAY = NOW.date()
SQUAT, STRETCH = "prisoner-squat", "hamstring-stretch"


@pytest.fixture
def running(program):
    return program("new-runner", now=NOW, first="exercises")


@pytest.fixture
def page(running) -> ExercisesPage:
    running.window.show_page("exercises")
    return running.window.page("exercises")


def answer(kind: type[Dialog], fill: Callable[[Dialog], None]) -> None:
    """Fill and save the dialog that is about to open, as a person would."""

    def act() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, Dialog), dialog
        try:
            assert isinstance(dialog, kind)
            fill(dialog)
            dialog.try_save()
        finally:
            if dialog.isVisible():
                dialog.reject()

    QTimer.singleShot(0, act)


def names(page: ExercisesPage) -> list[str]:
    return [card.info.exercise for card in page.grid.cards]


def spans(running, exercise: str) -> list[tuple]:
    return [(dose.from_, dose.to, dose.sets) for dose in running.diary.prescriptions if dose.exercise == exercise]


# cards
def test_every_exercise_has_a_card_and_those_in_the_plan_come_first(running, page: ExercisesPage) -> None:
    infos = [card.info for card in page.grid.cards]
    assert {info.exercise for info in infos} >= set(library.exercises())
    assert infos[-1].name == "Add your own"
    planned = [info.in_plan for info in infos[:-1]]
    assert planned == sorted(planned, reverse=True)
    assert sum(planned) == len(prescribed(running.diary, TODAY)) == 4
    assert page.frame.subtitle.text().startswith("4 in your plan, about ")


@pytest.mark.parametrize(("kind", "one"), [("strength", SQUAT), ("stretch", STRETCH), ("roll", "calf-roll")])
def test_the_filter_leaves_one_kind(page: ExercisesPage, kind: str, one: str) -> None:
    page.filter.segments[kind].click()
    shown = names(page)[:-1]
    assert one in shown
    assert {library.exercises()[slug].kind.value for slug in shown if library.find(slug)} == {kind}


def test_an_empty_kind_still_offers_to_add_one(page: ExercisesPage) -> None:
    page.filter.segments["mobility"].click()
    assert names(page) == [""]


def test_arrows_move_between_cards_and_enter_opens_one(page: ExercisesPage, qtbot) -> None:
    page.grid.move_to(0)
    columns = page.grid._columns(page.grid.width())
    qtbot.keyClick(page.grid.cards[0], Qt.Key.Key_Down)
    assert page.grid.current == columns
    qtbot.keyClick(page.grid.cards[columns], Qt.Key.Key_Right)
    qtbot.keyClick(page.grid.cards[columns + 1], Qt.Key.Key_Return)
    assert page.detail.exercise == names(page)[columns + 1]
    qtbot.keyClick(page.grid.cards[columns + 1], Qt.Key.Key_End)
    last = page.grid.cards[-1]
    assert page.area.viewport().rect().intersects(last.rect().translated(last.mapTo(page.area.viewport(), QPoint())))


# detail
@pytest.mark.parametrize("slug", list(library.exercises()))
def test_the_detail_tells_everything_of_every_exercise(page: ExercisesPage, slug: str) -> None:
    from PySide6.QtWidgets import QLabel

    page.open_exercise(slug)
    exercise = library.exercises()[slug]
    told = "\n".join(label.text() for label in page.detail.findChildren(QLabel))
    for text in (exercise.name, exercise.why, *exercise.set_up, *exercise.cues, *exercise.slips):
        assert text in told
    for source in exercise.sources:
        assert source.name in told
    assert (exercise.dose_note or "") in told
    assert (exercise.no_harder or "") in told
    assert ("the easier way" in told) == exercise.easier.design_choice
    if exercise.start.design_choice or exercise.full.design_choice:
        assert "Our own choice" in told
    assert all(caption in page.detail.poses.accessibleName() for caption in exercise.poses)
    assert page.detail.easier.variant == exercise.easier
    assert page.detail.harder.variant == exercise.harder


def test_both_legs_are_the_default_and_the_reason_is_given(page: ExercisesPage) -> None:
    page.open_exercise("clamshell")
    assert page.detail.dose.side.value() == "both"
    assert "Both legs" in page.detail.dose.side_why.text()
    page.open_exercise(SQUAT)
    assert not page.detail.dose.legs.isVisible(), "both legs work at once here"


# the plan of exercises
def test_adding_changing_and_taking_out_are_one_step_of_undo_each(running, page: ExercisesPage) -> None:
    page.open_exercise(SQUAT)
    assert page.detail.plan_button.text() == "Add to plan"
    page.detail.plan_button.click()
    assert spans(running, SQUAT) == [(TODAY, None, 2)]
    assert page.detail.badge.isVisible()
    running.come_back(NOW + timedelta(days=4))
    page.detail.dose.sets.setValue(3)
    assert page.detail.save_button.isVisible()
    page.detail.save_button.click()
    later = TODAY + timedelta(days=4)
    assert spans(running, SQUAT) == [(TODAY, later - timedelta(days=1), 2), (later, None, 3)]
    assert not page.detail.save_button.isVisible()
    page.detail.plan_button.click()
    assert SQUAT not in prescribed(running.diary, later)
    assert SQUAT in prescribed(running.diary, TODAY), "the past stays as it was"
    stack = running.workspace.undo_stack
    stack.undo()
    assert prescribed(running.diary, later)[SQUAT].sets == 3
    stack.undo()
    assert spans(running, SQUAT) == [(TODAY, None, 2)]
    stack.undo()
    assert spans(running, SQUAT) == []


def test_a_change_can_start_on_a_later_day(running, page: ExercisesPage) -> None:
    page.open_exercise(STRETCH)
    before = prescribed(running.diary, TODAY)[STRETCH]
    page.detail.dose.sets.setValue(5)
    page.detail.start_day.set_day(TODAY + timedelta(days=3))
    page.detail.save_button.click()
    assert prescribed(running.diary, TODAY)[STRETCH].sets == before.sets
    assert prescribed(running.diary, TODAY + timedelta(days=3))[STRETCH].sets == 5
    assert "Planned from" in page.detail.later.text()


def test_no_change_can_start_in_the_past(page: ExercisesPage) -> None:
    page.open_exercise(STRETCH)
    page.detail.start_day.set_day(TODAY - timedelta(days=5))
    assert page.detail.day == TODAY


def test_what_was_typed_stays_when_something_else_is_saved(running, page: ExercisesPage) -> None:
    page.open_exercise(SQUAT)
    page.detail.dose.reps.setValue(11)
    running.workspace.diaries.changes.announce(page.watches)
    assert page.detail.dose.reps.value() == 11


def test_an_easier_way_asks_for_the_day_and_is_shown_and_taken_back(running, page: ExercisesPage) -> None:
    page.open_exercise(STRETCH)
    answer(StartDayDialog, lambda dialog: dialog.start.set_day(TODAY + timedelta(days=1)))
    page.detail.easier.click()
    tomorrow = prescribed(running.diary, TODAY + timedelta(days=1))[STRETCH]
    assert tomorrow.note == "With a strap"
    assert prescribed(running.diary, TODAY)[STRETCH].note is None
    running.come_back(NOW + timedelta(days=1))
    assert "With a strap" in page.detail.way.text()
    answer(StartDayDialog, lambda dialog: None)
    page.detail.usual_way.click()
    assert prescribed(running.diary, TODAY + timedelta(days=1))[STRETCH].note is None


def test_a_harder_way_that_is_an_exercise_takes_its_place(running, page: ExercisesPage) -> None:
    page.open_exercise("half-squat")
    page.detail.plan_button.click()
    answer(StartDayDialog, lambda dialog: dialog.start.set_day(TODAY + timedelta(days=2)))
    page.detail.harder.click()
    then = prescribed(running.diary, TODAY + timedelta(days=2))
    assert SQUAT in then
    assert "half-squat" not in then
    assert "half-squat" in prescribed(running.diary, TODAY + timedelta(days=1))


def test_one_leg_can_be_chosen_and_is_said_to_be_an_exception(running, page: ExercisesPage) -> None:
    page.open_exercise("clamshell")
    page.detail.dose.side.segments["left"].click()
    assert "One leg only" in page.detail.dose.side_why.text()
    page.detail.save_button.click()
    assert prescribed(running.diary, TODAY)["clamshell"].side is Side.LEFT


def test_a_weight_is_kept_and_a_senseless_one_is_asked_about(running, page: ExercisesPage) -> None:
    page.open_exercise("deadlift")
    page.detail.dose.load.setText("400")
    page.detail.plan_button.click()
    assert "deadlift" not in prescribed(running.diary, TODAY)
    assert page.detail.dose.load_field.error()
    page.detail.dose.load.setText("7.5")
    page.detail.plan_button.click()
    assert prescribed(running.diary, TODAY)["deadlift"].load_kg == 7.5


# ready-made sets
def test_a_ready_made_set_says_what_comes_and_what_goes(running, page: ExercisesPage) -> None:
    def fill(dialog: ReadySetDialog) -> None:
        dialog.phase.segments["BUILD"].click()
        dialog.others.segments["leave"].click()
        told = [dialog.summary.itemAt(number).widget().text() for number in range(dialog.summary.count())]
        assert told[0].startswith("Comes in: Prisoner squat")
        assert any(line.startswith("Leaves the plan: ") and "Deadlift" in line for line in told)
        assert "Around the kneecap: " in dialog.why.text()
        assert "Below the kneecap: " in dialog.why.text()
        assert "Neal 2024" in dialog.why.text()
        assert not any("Clamshell" in line for line in told), "what a physio has prescribed stays"

    page.open_exercise("deadlift")
    page.detail.plan_button.click()
    answer(ReadySetDialog, fill)
    page.sets_button.click()
    now = prescribed(running.diary, TODAY)
    by_physio = {dose.exercise for dose in running.diary.prescriptions if dose.by}
    assert "clamshell" in by_physio
    assert set(now) == {*starting_slugs(Phase.BUILD, running.diary.runner.zones), *by_physio}
    running.workspace.undo_stack.undo()
    assert "deadlift" in prescribed(running.diary, TODAY)


def test_where_it_hurts_can_be_changed_and_the_sets_follow(running, page: ExercisesPage) -> None:
    dialog = RunnerDialog(running.workspace, running.workspace.runner, running.window)
    assert dialog.zones.chosen() == ("front", "below_kneecap")
    dialog.zones.set_chosen(["outer"])
    assert dialog.save()
    assert running.workspace.runner.zones == (Zone.OUTER,)

    def fill(dialog: ReadySetDialog) -> None:
        told = [dialog.summary.itemAt(number).widget().text() for number in range(dialog.summary.count())]
        assert any("IT-band stretch" in line for line in told)

    answer(ReadySetDialog, fill)
    page.sets_button.click()


def test_a_new_runner_begins_with_the_calm_set(program, qtbot) -> None:
    running = program(now=NOW)
    welcome = running.window.stack.currentWidget()
    welcome.who.name.setText("Kim")
    welcome.start()
    assert set(prescribed(running.diary, TODAY)) == set(starting_slugs(Phase.CALM, running.diary.runner.zones))
    assert running.workspace.undo_stack.undo_text is None, "it came with the runner, in one transaction"


# following the plan
@pytest.fixture
def unattended(running) -> ExercisesPage:
    """The page of a runner whose exercises no physio has set, with a squat that a calm knee had better do without."""
    own = [replace(dose, by=None) for dose in running.diary.prescriptions]
    running.workspace.save("mine", *own, starting_dose(SQUAT, TODAY))
    running.window.show_page("exercises")
    return running.window.page("exercises")


def test_the_page_offers_to_follow_the_plan_and_one_click_is_one_step_of_undo(running, unattended) -> None:
    banner = unattended.follow
    assert banner.isVisible()
    assert "let Prisoner squat rest" in banner.message()
    assert SQUAT in prescribed(running.diary, TODAY), "it is offered, not done"
    banner.linked.emit()
    assert SQUAT not in prescribed(running.diary, TODAY)
    assert not banner.isVisible()
    running.workspace.undo_stack.undo()
    assert SQUAT in prescribed(running.diary, TODAY)
    assert banner.isVisible()


def test_waved_away_it_is_not_asked_again_in_that_phase_not_even_after_a_restart(running, unattended) -> None:
    unattended.follow.also_linked.emit()
    assert not unattended.follow.isVisible()
    assert running.window.focusWidget() is unattended.sets_button
    unattended.refresh()
    assert not unattended.follow.isVisible()
    running.restart()
    running.window.show_page("exercises")
    page = running.window.page("exercises")
    assert not page.follow.isVisible()
    assert running.workspace.settings.set_changes_closed == (f"{running.workspace.runner_id} CALM",)
    assert SQUAT in prescribed(running.diary, TODAY)


def test_today_leads_to_the_offer_and_names_the_easier_ways_on_a_sore_morning(running, unattended) -> None:
    running.window.show_page("today")
    card = running.window.page("today").exercises
    assert card.follow.isVisible()
    card.follow.click()
    assert running.window.current_page == "exercises"
    unattended.follow.also_linked.emit()
    running.window.show_page("today")
    assert not card.follow.isVisible()
    assert not card.sore.isVisible()
    note = PainNote(id=new_id(), at=NOW, side=Knee.LEFT, score=2, context=PainContext.STAIRS)
    running.workspace.save("stairs", note, quiet=True)
    assert card.sore.isVisible()
    running.workspace.open_day(TODAY - timedelta(days=1))
    assert not card.sore.isVisible()


def test_what_a_physio_has_set_is_left_alone(page: ExercisesPage) -> None:
    assert not page.follow.isVisible()


# the runner's own, and hidden ones
def test_an_own_exercise_can_be_added_planned_changed_and_deleted(running, page: ExercisesPage) -> None:
    def fill(dialog: OwnExerciseDialog) -> None:
        dialog.name.setText("  Wall sit ")
        dialog.per_leg.setChecked(False)
        dialog.how.setPlainText("Back flat, breathe.")

    answer(OwnExerciseDialog, fill)
    page.grid.press(len(page.grid.cards) - 1)
    (own,) = [item for item in running.diary.exercises if item.name == "Wall sit"]
    assert page.detail.exercise == own.id
    assert page.detail.delete_link.isVisible()
    page.detail.dose.measure.segments["seconds"].click()
    page.detail.dose.hold.setValue(45)
    page.detail.plan_button.click()
    assert prescribed(running.diary, TODAY)[own.id].hold_seconds == 45
    assert prescribed(running.diary, TODAY)[own.id].reps is None
    assert not page.detail.delete_link.isVisible(), "the plan names it"
    answer(OwnExerciseDialog, lambda dialog: dialog.name.setText("Wall sit, low"))
    page.detail.edit_link.click()
    assert page.detail.name.text() == "Wall sit, low"
    running.workspace.undo_stack.undo()
    running.workspace.undo_stack.undo()
    page.refresh()
    page.detail.delete_link.click()
    assert own.id not in [item.id for item in running.diary.exercises]


def test_an_own_exercise_needs_a_name_and_keeps_what_was_typed(running, page: ExercisesPage) -> None:
    dialog = OwnExerciseDialog(running.workspace, None, running.window)
    dialog.how.setPlainText("Slowly.")
    assert not dialog.save()
    assert dialog.name_field.error()
    assert dialog.how.toPlainText() == "Slowly."


def test_an_own_exercise_may_have_a_picture(running, page: ExercisesPage, tmp_path) -> None:
    large, broken = tmp_path / "photo.jpg", tmp_path / "letter.jpg"
    image = QImage(2400, 1200, QImage.Format.Format_RGB32)
    image.fill(0x2266AA)
    assert image.save(str(large))
    broken.write_text("Dear physio")
    files = iter([str(broken), str(large)])

    def fill(dialog: OwnExerciseDialog) -> None:
        dialog.name.setText("Band walk")
        dialog.picture._ask = lambda _parent: next(files)
        dialog.picture.choose_button.click()
        assert "letter.jpg" in dialog.picture.error.text()
        dialog.picture.choose_button.click()
        assert not dialog.picture.error.text()

    answer(OwnExerciseDialog, fill)
    page.grid.press(len(page.grid.cards) - 1)
    own = page.detail.exercise
    kept = own_pictures.find(own)
    assert (kept.width(), kept.height()) == (1000, 500)
    assert page.detail.poses.accessibleName() == "Picture"
    shown = page.detail.poses.grab().toImage()
    assert shown.pixelColor(shown.rect().center()).blue() > 150
    answer(OwnExerciseDialog, lambda dialog: dialog.picture.remove_button.click())
    page.detail.edit_link.click()
    assert own_pictures.find(own) is None
    assert page.detail.poses.accessibleName() == "No drawing"


def test_no_name_of_an_exercise_leads_out_of_the_folder_of_pictures(page: ExercisesPage) -> None:
    assert own_pictures.find("../settings") is None
    assert not own_pictures.keep("../settings", QImage(2, 2, QImage.Format.Format_RGB32))


def test_hidden_exercises_leave_the_list_and_can_come_back(running, page: ExercisesPage) -> None:
    page.open_exercise("deadlift")
    page.detail.hide_link.click()
    assert "deadlift" not in names(page)
    assert running.workspace.settings.hidden_exercises == ("deadlift",)
    assert page.hidden_link.text() == "Show 1 hidden exercise"
    page.hidden_link.click()
    assert "deadlift" in names(page)
    page.open_exercise("deadlift")
    page.detail.hide_link.click()
    assert running.workspace.settings.hidden_exercises == ()


# suggestions
def test_a_suggestion_is_shown_and_never_applied_by_itself(program) -> None:
    running = program("build-week-8", now=datetime(2026, 2, 22, 7, 45), first="exercises")
    today = running.now.date()
    before = running.diary.prescriptions
    running.window.show_page("exercises")
    page = running.window.page("exercises")
    ready = [card.info.exercise for card in page.grid.cards if card.info.ready]
    assert ready
    page.open_exercise(ready[0])
    assert page.detail.ready.isVisible()
    assert running.diary.prescriptions == before
    wanted = page.detail._suggestion.wanted
    answer(StartDayDialog, lambda dialog: None)
    page.detail.ready.linked.emit()
    now = prescribed(running.diary, today)[ready[0]]
    assert (now.sets, now.reps, now.hold_seconds) == (wanted.sets, wanted.reps, wanted.hold_seconds)
    assert not page.detail.ready.isVisible()


# windows and names
def test_start_now_opens_a_session_and_comes_back_here(running, page: ExercisesPage) -> None:
    page.open_exercise(SQUAT)
    page.detail.start_button.click()
    session = running.window.stack.currentWidget()
    assert isinstance(session, SessionView)
    session.left.emit()
    assert running.window.current_page == "exercises"


def test_in_a_narrow_window_the_detail_opens_over_the_list(running, page: ExercisesPage, qtbot) -> None:
    running.window.resize(960, 640)
    qtbot.wait(50)
    assert page.area.isVisible()
    assert not page.detail.isVisible()
    page.grid.press(2)
    assert page.detail.isVisible()
    assert not page.area.isVisible()
    page.detail.back.click()
    assert page.area.isVisible()
    assert running.window.focusWidget() is page.grid.cards[page.grid.current]


@pytest.mark.parametrize(("size", "scale"), [((1280, 800), 1.0), ((960, 640), 1.0), ((1280, 800), 2.0)])
def test_nothing_is_cut_off_sideways_and_everything_has_a_name(running, page, qapp, qtbot, size, scale) -> None:
    theme.apply(qapp, "light", scale)
    running.window.resize(QSize(*size))
    qtbot.wait(60)
    for exercise in (None, "clamshell"):
        if exercise:
            page.open_exercise(exercise)
            qtbot.wait(30)
        for area in (page.area, page.detail.area):
            if area.isVisible():
                assert area.widget().minimumSizeHint().width() <= area.viewport().width()
        for button in page.findChildren(QPushButton):
            if button.isVisible():
                assert button.accessibleName() or button.text(), button
                right = button.mapTo(page, button.rect().topRight()).x()
                assert right <= page.width(), (button, right)
