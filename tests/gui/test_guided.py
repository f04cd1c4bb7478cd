"""The guided session on real widgets and a real database, with a clock the test moves."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from kneerehab.design import DARK, LIGHT
from kneerehab.domain.check_in import CheckIn
from kneerehab.domain.codes import Side
from kneerehab.domain.fields import KneeScores
from kneerehab.domain.plan_records import Plan
from kneerehab.domain.record import new_id
from kneerehab.domain.runner import Runner
from kneerehab.domain.training import Target
from kneerehab.gui.guided import start
from kneerehab.gui.guided.next_up import next_lines
from kneerehab.gui.guided.view import SessionView
from kneerehab.gui.look import theme
from kneerehab.gui.look.question import Question
from kneerehab.gui.shell.sound import LOW, NAMES, Sounds, quieter
from kneerehab.paths import resources_dir
from kneerehab.services.exercises import prescribe, starting_dose, take_out
from kneerehab.services.session_steps import Stage, item_of
from tests.gui.modal import in_dialog
from tests.gui.test_theme import contrast

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

MORNING = datetime(2026, 3, 6, 8, 5)  # in the example of a new runner
STRETCH, SQUAT = "hamstring-stretch", "prisoner-squat"


class Clock:
    """Seconds that pass when told."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


class Ears(Sounds):
    """Sounds that are kept instead of played."""

    def __init__(self, percent: Callable[[], int]) -> None:
        self.heard: list[str] = []
        super().__init__(percent, play=lambda file: self.heard.append(file.stem.split("-")[0]))


class Mat:
    """A session of one stretch (2 × 30 s each leg) and one squat (1 × 3), opened in the window."""

    def __init__(self, running, exercises: tuple[str, ...] = (STRETCH, SQUAT)) -> None:
        self.running = running
        self.clock = Clock()
        doses = {
            STRETCH: replace(starting_dose(STRETCH, MORNING.date()), sets=2),
            SQUAT: replace(starting_dose(SQUAT, MORNING.date()), sets=1, reps=3),
        }
        workspace = running.workspace
        self.ears = Ears(workspace.loudness)
        items = tuple(item_of(workspace.diary, doses[exercise]) for exercise in exercises)
        self.view = SessionView(workspace, items, clock=self.clock, wall=self.clock, sounds=self.ears)
        running.window.take_over(self.view, "Guided session")
        self.view.left.connect(self.leave)
        self.view.begin()
        self.view._ticker.stop()

    def leave(self) -> None:
        self.running.window.give_back()
        self.running.window.show_page("today")

    def wait(self, seconds: float) -> None:
        for _quarter in range(round(seconds * 4)):
            self.clock.now += 0.25
            self.view.tick()

    @property
    def log(self) -> list[tuple]:
        """What the diary holds of today."""
        return sorted(
            (done.exercise, done.side.value, done.sets, done.reps, done.hold_seconds, done.pain)
            for done in self.running.diary.exercise_sets
            if done.at.date() == MORNING.date()
        )


@pytest.fixture
def mat(program) -> Mat:
    running = program("new-runner", now=MORNING)
    for done in running.diary.exercise_sets:
        if done.at.date() == MORNING.date():
            running.workspace.diaries.delete(running.workspace.runner_id, done)
    return Mat(running)


def key(mat: Mat, qtbot, which: Qt.Key, **more: object) -> None:
    qtbot.keyClick(mat.view, which, **more)


def test_the_session_fills_the_window_and_gives_it_back(mat: Mat, qtbot) -> None:
    window = mat.running.window
    assert window.stack.currentWidget() is mat.view
    assert not window.sidebar.isVisible()
    assert window.windowTitle().startswith("Guided session")
    key(mat, qtbot, Qt.Key.Key_Escape)
    assert window.current_page == "today"
    assert window.sidebar.isVisible()
    assert window.focusWidget() in (None, window.page("today")), "no help of quick entry over the page"


def test_a_whole_session_by_time_alone_saves_every_set_at_once(mat: Mat) -> None:
    mat.wait(10 + 30)
    assert mat.log == [(STRETCH, "left", 1, None, 30, None)]
    mat.wait(5 + 30)
    assert mat.log == [(STRETCH, "left", 1, None, 30, None), (STRETCH, "right", 1, None, 30, None)]
    mat.wait(10 + 30 + 5 + 30 + 10 + 15)
    assert mat.view.session.over
    assert mat.log == [
        (STRETCH, "left", 2, None, 30, None),
        (STRETCH, "right", 2, None, 30, None),
        (SQUAT, "both", 1, 3, None, None),
    ]
    targets = {done.target for done in mat.running.diary.exercise_sets if done.exercise == STRETCH and done.sets == 2}
    assert Target(sets=2, hold_seconds=30) in targets


def test_what_was_done_survives_a_crash_without_any_farewell(mat: Mat) -> None:
    mat.wait(10 + 30 + 5 + 20)
    runner = mat.running.workspace.runner_id
    from kneerehab.services.changes import Changes
    from kneerehab.services.diary import DiaryService

    other = DiaryService(mat.running.database, Changes(), lambda: datetime.now().astimezone())
    kept = [done.sets for done in other.diary(runner).exercise_sets if done.at.date() == MORNING.date()]
    assert kept == [1], "only the set in progress is lost"


def test_ticks_on_today_follow_and_a_session_left_early_can_go_on(mat: Mat, qtbot) -> None:
    mat.wait(10 + 30)
    key(mat, qtbot, Qt.Key.Key_Escape)
    today = mat.running.window.page("today")
    row = next(row for row in today.exercises._rows if row.item.prescription.exercise == STRETCH)
    assert row.ticks.done == {"left": False, "right": False}, "one set of three is not done yet"
    assert row.dose.text().endswith("1 of 3 sets done")
    assert start.start_day(today, mat.running.workspace)
    again = mat.running.window.stack.currentWidget()
    assert isinstance(again, SessionView)
    first = next(step for step in again.session.steps if again.session.items[step.item].exercise == STRETCH)
    assert first.side is Side.RIGHT or first.set > 1
    again.leave()


def test_every_key_of_a_session(mat: Mat, qtbot) -> None:
    session = mat.view.session
    key(mat, qtbot, Qt.Key.Key_Space)
    assert session.paused
    mat.wait(60)
    assert session.left == 10
    key(mat, qtbot, Qt.Key.Key_Space)
    key(mat, qtbot, Qt.Key.Key_S)
    assert session.stage is Stage.WORK
    mat.wait(12)
    key(mat, qtbot, Qt.Key.Key_A)
    assert session.left == 30
    key(mat, qtbot, Qt.Key.Key_3)
    assert session.pain == 3
    key(mat, qtbot, Qt.Key.Key_S, modifier=Qt.KeyboardModifier.ShiftModifier)
    assert session.item.exercise == SQUAT
    key(mat, qtbot, Qt.Key.Key_S)
    for _repeat in range(2):
        key(mat, qtbot, Qt.Key.Key_Return)
    assert session.repeats == 2
    key(mat, qtbot, Qt.Key.Key_F)
    assert session.over
    assert mat.log == [(SQUAT, "both", 1, 2, None, None)]


def test_ten_is_typed_as_one_and_nought(mat: Mat, qtbot) -> None:
    mat.wait(12)
    key(mat, qtbot, Qt.Key.Key_1)
    key(mat, qtbot, Qt.Key.Key_0)
    assert mat.view.session.pain == 10


def test_letters_rest_where_single_keys_are_off_and_space_still_works(mat: Mat, qtbot) -> None:
    mat.running.workspace.change_settings(single_keys=False)
    key(mat, qtbot, Qt.Key.Key_S)
    key(mat, qtbot, Qt.Key.Key_5)
    assert mat.view.session.stage is Stage.READY
    assert mat.view.session.pain is None
    key(mat, qtbot, Qt.Key.Key_Space)
    assert mat.view.session.paused


def test_arrows_go_on_and_back_from_the_button_that_has_the_focus(mat: Mat, qtbot) -> None:
    assert mat.running.window.focusWidget() is mat.view.main.button
    qtbot.keyClick(mat.view.main.button, Qt.Key.Key_Right)
    assert mat.view.session.stage is Stage.WORK
    mat.wait(8)
    qtbot.keyClick(mat.view.main.button, Qt.Key.Key_Left)
    assert mat.view.session.left == 30
    assert mat.running.window.focusWidget() is mat.view.main.button


def test_no_key_of_a_session_reaches_the_pages_below(mat: Mat, qtbot) -> None:
    for which in (Qt.Key.Key_E, Qt.Key.Key_R, Qt.Key.Key_I, Qt.Key.Key_T, Qt.Key.Key_G):
        key(mat, qtbot, which)
    assert mat.running.window.stack.currentWidget() is mat.view
    assert mat.log == []


def test_pain_is_kept_with_its_leg_and_shown_against_the_limit(mat: Mat, qtbot) -> None:
    mat.wait(15)
    key(mat, qtbot, Qt.Key.Key_2)
    assert "Above your limit of 0" in mat.view.pain_hint.text()
    mat.view._show_pain(mat.view.session, 1)
    assert "Above the monitored plan's limit of 1" in mat.view.pain_hint.text()
    mat.view._show_pain(mat.view.session, 2)
    assert "limit" not in mat.view.pain_hint.text()
    assert mat.view.pain_words.text() == "Left leg: 2 – mild"
    mat.wait(25 + 5 + 30)
    assert mat.log == [(STRETCH, "left", 1, None, 30, 2), (STRETCH, "right", 1, None, 30, None)]
    assert mat.view.pain.value is None


# the easier way
def be_sore(running, worst: int = 3) -> None:
    check = CheckIn(
        id=new_id(), at=MORNING.replace(minute=1), now=KneeScores(left=1, right=0),
        worst_24h=KneeScores(left=worst, right=0), swelling=False, limp=False,
    )  # fmt: skip
    running.workspace.save("check-in", check, quiet=True)


@pytest.fixture
def sore_mat(program) -> Mat:
    running = program("new-runner", now=MORNING)
    for record in (*running.diary.exercise_sets, *running.diary.check_ins):
        if record.at.date() == MORNING.date():
            running.workspace.diaries.delete(running.workspace.runner_id, record)
    be_sore(running)
    return Mat(running, (SQUAT, STRETCH))


def test_on_a_quiet_morning_no_easier_way_is_offered_until_a_set_hurts(mat: Mat, qtbot) -> None:
    offer = mat.view.exercise.easier_button
    assert not offer.isVisible()
    key(mat, qtbot, Qt.Key.Key_E)
    assert not mat.view.session.easy
    mat.wait(12)
    key(mat, qtbot, Qt.Key.Key_3)
    assert offer.isVisible()
    assert "hurt more than your limit" in mat.view.exercise.offer.text()


def test_on_a_sore_morning_the_easier_ways_are_offered_and_taken_by_one_button(sore_mat: Mat, qtbot) -> None:
    card, session = sore_mat.view.exercise, sore_mat.view.session
    assert card.easier_button.isVisible()
    assert "Chair squat" in card.offer.text()
    assert not session.easy, "it is offered, not taken"
    qtbot.mouseClick(card.easier_button, Qt.MouseButton.LeftButton)
    assert card.way.text() == "Do it as: Chair squat"
    assert "Sit down on a chair" in card.cues.itemAt(0).widget().findChildren(QLabel)[0].text()
    assert card.cues.count() == 2, "the cues of the usual way would contradict it"
    assert card.easier_button.text() == "Usual ways again"
    sore_mat.wait(10 + 15)
    assert [(done.exercise, done.note) for done in sore_mat.running.diary.exercise_sets if done.sets == 1] == [
        (SQUAT, "Chair squat")
    ]
    assert session.item.way == "With a strap", "it holds for the exercises that follow"
    key(sore_mat, qtbot, Qt.Key.Key_E)
    assert not session.easy
    assert not card.way.isVisible()


def test_an_easier_way_that_is_an_exercise_of_its_own_is_drawn_as_that_one(program, qtbot) -> None:
    running = program("new-runner", now=MORNING)
    be_sore(running)
    items = [item_of(running.diary, starting_dose("side-lying-abduction", MORNING.date()))]
    view = SessionView(running.workspace, tuple(items), clock=Clock(), wall=Clock())
    qtbot.addWidget(view)
    view.do_easier()
    assert view.exercise.picture.exercise == "clamshell"
    view.do_easier()
    assert view.exercise.picture.exercise == "side-lying-abduction"


def test_the_figure_faces_left_for_the_left_leg_and_right_for_the_right_one(mat: Mat) -> None:
    mat.wait(12)
    assert mat.view.exercise.picture.mirrored
    assert mat.view.pills.first.text() == "Left leg now"
    assert mat.view.pills.second.text() == "Right leg next"
    mat.wait(30 + 5)
    assert not mat.view.exercise.picture.mirrored
    assert mat.view.pills.first.text() == "Right leg now"


def test_next_up_names_the_other_leg_the_next_set_and_the_next_exercise(mat: Mat) -> None:
    mat.wait(12)
    titles = [line.title for line in next_lines(mat.view.session)]
    assert titles == ["Right leg, set 1", "Set 2, left then right", "Prisoner squat"]


def test_the_ring_counts_seconds_of_a_hold_and_repeats_of_an_exercise(mat: Mat) -> None:
    mat.wait(10 + 12)
    assert mat.view.ring._middle == "0:18"
    assert mat.view.ring._under == "Set 1 of 2"
    mat.view.skip_exercise()
    mat.wait(10 + 5)
    assert mat.view.ring._middle == "1 of 3"
    assert mat.view.ring._over == "Down"


def test_cues_are_heard_and_can_be_turned_down_and_off(mat: Mat, qtbot) -> None:
    mat.wait(11)
    assert mat.ears.heard == ["count", "count", "count", "go"]
    qtbot.mouseClick(mat.view.sound_button, Qt.MouseButton.LeftButton)
    assert mat.view.sound_button.text() == "Sound low"
    assert mat.running.workspace.loudness() == LOW
    qtbot.mouseClick(mat.view.sound_button, Qt.MouseButton.LeftButton)
    assert mat.view.sound_button.text() == "Sound off"
    mat.ears.heard.clear()
    mat.wait(40)
    assert mat.ears.heard == []
    assert mat.view.ring._over == "Switch sides" or mat.view.session.stage is Stage.WORK
    qtbot.mouseClick(mat.view.sound_button, Qt.MouseButton.LeftButton)
    assert mat.view.sound_button.text() == "Sound on"


def test_the_settings_turn_sounds_down_too(mat: Mat) -> None:
    mat.running.window.show_page("settings")
    page = mat.running.window.page("settings")
    page.loudness.segments["low"].click()
    assert mat.running.workspace.loudness() == LOW
    page.sound.click()
    assert mat.running.workspace.loudness() == 0
    assert not page.loudness.isEnabled()


def test_after_a_sleep_of_the_machine_the_session_waits_and_says_so(mat: Mat) -> None:
    mat.wait(20)
    mat.clock.now += 1000
    mat.view.tick()
    assert mat.view.session.paused
    assert "slept" in mat.view.waiting.text()
    assert mat.log == []


def test_going_back_takes_a_set_out_again(mat: Mat) -> None:
    mat.wait(10 + 30 + 1)
    assert len(mat.log) == 1
    mat.view.do_again()
    assert mat.log == []


def test_a_page_key_lets_the_session_wait_and_closing_keeps_a_hold_broken_off(mat: Mat) -> None:
    window = mat.running.window
    mat.wait(10 + 12)
    window.show_page("learn")
    assert mat.view.session.paused
    assert window.sidebar.isVisible()
    assert window.sidebar.running.pills["guest"].isVisible()
    in_dialog(Question, lambda question: question.save_button.click())
    window.close()
    assert mat.log == [(STRETCH, "left", 1, None, 12, None)]


def test_the_pill_leads_back_to_a_session_that_waits_just_as_it_was(mat: Mat) -> None:
    window = mat.running.window
    mat.wait(10 + 12)
    window.show_page("learn")
    mat.clock.now += 600
    window.sidebar.running.pills["guest"].click()
    assert window.stack.currentWidget() is mat.view
    assert not window.sidebar.isVisible()
    assert "guest" not in window.sidebar.running.pills
    assert mat.view.session.paused
    mat.view._ticker.stop()
    mat.view.main.button.click()
    mat.wait(18 + 1)
    assert [entry[:2] for entry in mat.log] == [(STRETCH, "left")]


def test_leave_ends_the_session_and_keeps_a_hold_broken_off(mat: Mat) -> None:
    mat.wait(10 + 12)
    mat.view.leave_button.click()
    assert mat.log == [(STRETCH, "left", 1, None, 12, None)]
    assert mat.running.window.current_page == "today"
    assert mat.running.window.sidebar.running.pills == {}


def test_switching_the_runner_ends_a_session_that_waits(mat: Mat) -> None:
    workspace = mat.running.workspace
    mine, theirs = workspace.runner_id, Runner(id=new_id(), name="Ben")
    workspace.diaries.create_runner(theirs, Plan(start=MORNING.date()))
    mat.wait(10 + 12)
    mat.running.window.show_page("learn")
    workspace.open_runner(theirs.id)
    assert mat.running.window.sidebar.running.pills == {}
    workspace.open_runner(mine)
    assert mat.log == [(STRETCH, "left", 1, None, 12, None)]


def test_one_undo_takes_back_one_leg_of_an_exercise(mat: Mat) -> None:
    mat.wait(10 + 30 + 5 + 30 + 10 + 30)
    mat.running.window.show_page("today")
    assert mat.running.workspace.undo_stack.undo() == "Hamstring stretch, right leg"
    assert [entry[1] for entry in mat.log] == ["left"]


def test_all_that_can_be_pressed_has_a_name(mat: Mat) -> None:
    mat.wait(10)
    for button in mat.view.findChildren(QPushButton):
        if button.isVisible():
            assert button.accessibleName() or button.text(), button


@pytest.mark.parametrize("look", [LIGHT, DARK], ids=lambda look: look.name)
@pytest.mark.parametrize(
    ("ink", "paper"),
    [
        ("text", "bg"), ("muted", "bg"), ("caution", "bg"), ("on_accent", "accent"), ("muted", "surface"),
        ("accent", "surface"), ("success", "success_tint"), ("accent", "accent_tint"), ("text", "sunken"),
        ("muted", "accent_tint"), ("text", "accent_tint"),
    ],
)  # fmt: skip
def test_words_of_sessions_cards_and_articles_are_legible(look, ink: str, paper: str) -> None:
    assert contrast(getattr(look, ink), getattr(look, paper)) >= 4.5


@pytest.mark.parametrize(("size", "scale"), [((1280, 800), 1.0), ((960, 640), 1.0), ((1280, 800), 2.0)])
def test_nothing_is_cut_off_sideways_and_the_number_stays_big(mat: Mat, qapp, qtbot, size, scale) -> None:
    window = mat.running.window
    mat.wait(12)
    theme.apply(qapp, "light", scale)
    window.resize(QSize(*size))
    qtbot.wait(50)
    scroll = mat.view._scroll
    assert mat.view.width() == window.width()
    assert mat.view._content.minimumSizeHint().width() <= scroll.viewport().width()
    for part in (mat.view.ring, mat.view.main.button, mat.view.skip.button):
        spot = part.mapTo(mat.view, part.rect().bottomRight())
        assert spot.x() <= mat.view.width()
        assert spot.y() <= mat.view.height(), "what one needs most is seen without scrolling"
    assert mat.view.ring.width() >= theme.px(200)


def test_today_opens_the_session_by_its_button_and_by_g(program, qtbot) -> None:
    running = program("new-runner", now=MORNING)
    window = running.window
    qtbot.keyClick(window, Qt.Key.Key_G)
    session = window.stack.currentWidget()
    assert isinstance(session, SessionView)
    session._ticker.stop()
    window.show_page("today")
    window.page("today").exercises.guided.click()
    assert window.stack.currentWidget() is session, "the one that waits goes on"
    window.show_page("today")


def test_without_exercises_the_key_leads_to_the_exercises_page(program, qtbot) -> None:
    running = program("new-runner", now=MORNING)
    workspace = running.workspace
    for prescription in running.diary.prescriptions:
        saved, removed = take_out(running.diary, prescription.exercise, running.diary.plan.start)
        workspace.save("out", *saved, removed=removed)
    qtbot.keyClick(running.window, Qt.Key.Key_G)
    assert running.window.current_page == "exercises"


def test_start_now_uses_the_dose_of_the_plan(program) -> None:
    running = program("new-runner", now=MORNING)
    workspace = running.workspace
    saved, removed = prescribe(running.diary, replace(starting_dose(SQUAT, MORNING.date()), sets=4))
    workspace.save("squat", *saved, removed=removed)
    page: QWidget = running.window.page("today")
    assert start.start_exercise(page, workspace, SQUAT)
    session = running.window.stack.currentWidget()
    assert session.session.items[0].target.sets == 4
    session.leave()


# sounds
def test_every_cue_has_a_shipped_sound_and_quiet_ones_keep_their_length(tmp_path) -> None:
    for name in NAMES:
        source, made = resources_dir() / "sounds" / f"{name}.wav", tmp_path / f"{name}.wav"
        quieter(source, made, 40)
        assert made.stat().st_size == source.stat().st_size
        assert made.read_bytes() != source.read_bytes()


def test_a_player_that_fails_is_no_error_and_is_not_asked_again() -> None:
    asked = []

    def broken(file) -> None:
        asked.append(file)
        raise OSError

    sounds = Sounds(lambda: 100, play=broken)
    sounds.play("go")
    sounds.play("go")
    assert len(asked) == 1


def test_asking_to_keep_the_screen_on_never_fails(qapp, monkeypatch) -> None:
    from kneerehab.gui.guided.awake import keep_awake

    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    monkeypatch.setenv("XDG_RUNTIME_DIR", "/nonexistent")
    keep_awake(qapp)()


def test_closing_the_window_asks_first_and_keeps_the_sets_that_are_done(mat: Mat) -> None:
    while not mat.view.session.results:
        mat.wait(1)
    asked: list[str] = []

    def answer(button: str) -> Callable[[Question], None]:
        return lambda question: (asked.append(question.text.text()), getattr(question, button).click())[0]

    in_dialog(Question, answer("cancel_button"))
    mat.running.window.close()
    assert mat.running.window.isVisible()
    assert not mat.view.session.over
    in_dialog(Question, answer("save_button"))
    mat.running.window.close()
    assert not mat.running.window.isVisible()
    assert asked == ["1 set is saved and stays saved."] * 2
    mat.running.restart()
    assert sum(done.sets for done in mat.running.diary.exercise_sets if done.at.date() == MORNING.date()) == 1
