"""The care log through the real window: three kinds at hand, the others a click more; kept, changed and undone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

from kneerehab.domain.activity import Activity
from kneerehab.domain.care import Care, Medication
from kneerehab.domain.codes import ActivityKind, CareKind, CrossKind, OverridePhase, Side
from kneerehab.domain.errors import StorageError
from kneerehab.gui.today.care_card import _ICONS
from kneerehab.gui.today.care_dialog import _HINTS, CareDialog
from kneerehab.gui.today.care_words import WARM_UP, easy_part
from kneerehab.gui.today.cross_training import CrossDialog, EasyPartDialog
from kneerehab.gui.today.medication import MedicationDialog
from kneerehab.wording.labels import label
from tests.builders import an_id, at, cross_training, diary, override, quiet_days

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # remarks of the offscreen platform

NOW = at(3, "18:00")


@pytest.fixture
def opened(program: Any) -> Callable[..., Any]:
    """`opened(*records)` opens the window on day 3 with a left knee that hurts and these records."""

    def open_with(*records: Any, **settings: Any) -> Any:
        book = diary(quiet_days(1, 3), *records, **{"affected": Side.LEFT, **settings})
        running = program(book, now=NOW)
        QApplication.processEvents()  # rows that were just added are shown by the event loop
        return running

    return open_with


def visible(root: QWidget, name: str) -> QAbstractButton:
    """The visible button with that accessible name or text."""
    found = [
        candidate
        for candidate in root.findChildren(QAbstractButton)
        if candidate.isVisible() and name in (candidate.accessibleName(), candidate.text())
    ]
    assert len(found) == 1, f"{name}: {len(found)} found"
    return found[0]


def in_dialog(act: Callable[[Any], None]) -> list[Exception]:
    """Do something in the dialog that opens next; what goes wrong there is handed back."""
    wrong: list[Exception] = []

    def run() -> None:
        form = QApplication.activeModalWidget()
        try:
            act(form)
        except Exception as fault:
            wrong.append(fault)
        if form is not None and form.isVisible():
            wrong.append(AssertionError("the dialog stayed open"))
            form.hide()

    QTimer.singleShot(50, run)
    return wrong


def log(running: Any, name: str, *clicks: str) -> int:
    """Press a button of the care card, then these in its dialog; how many clicks it took."""
    done = []

    def act(form: Any) -> None:
        for click in clicks:
            visible(form, click).click()
            done.append(click)

    card = running.window.page("today").care
    at_hand = any(button.accessibleName() == name and button.isVisible() for button in card.buttons.values())
    if not at_hand:
        visible(card, "More kinds of care").click()
    wrong = in_dialog(act)
    visible(card, name).click()
    assert not wrong, wrong
    for _turn in range(3):  # the page is filled once the form is gone
        QApplication.processEvents()
    return 1 + len(done) + (not at_hand)


@pytest.mark.parametrize(
    ("name", "kind", "side"),
    [
        ("Log rest", CareKind.REST, Side.BOTH),
        ("Log leg up", CareKind.ELEVATION, Side.LEFT),
        ("Log compression", CareKind.COMPRESSION, Side.LEFT),
        ("Log brace", CareKind.BRACE, Side.LEFT),
        ("Log tape", CareKind.TAPE, Side.LEFT),
        ("Log insoles", CareKind.INSOLES, Side.BOTH),
    ],
)
def test_each_kind_of_care_takes_few_clicks_and_knows_no_time_that_was_not_given(
    opened: Any, name: str, kind: CareKind, side: Side
) -> None:
    running = opened()
    assert log(running, name, "Save") <= 3
    (record,) = running.diary.care
    assert (record.kind, record.side, record.minutes, record.at) == (kind, side, None, NOW)
    running.restart()
    assert running.diary.care == (record,)
    assert visible(running.window.page("today").care, f"Edit {label(kind)}, 18:00")


def test_a_new_entry_is_filled_in_like_the_last_one(opened: Any) -> None:
    last = Care(id=an_id(), at=at(2), kind=CareKind.COMPRESSION, side=Side.RIGHT, minutes=95)
    running = opened(last)
    log(running, "Log compression", "Save")
    new = running.diary.care[-1]
    assert (new.side, new.minutes, new.at) == (Side.RIGHT, 95, NOW)


def test_cross_training_takes_four_clicks_and_pain_stays_open(opened: Any) -> None:
    running = opened()
    assert log(running, "Log cross-training", "Rowing", "Save") == 4
    (done,) = running.diary.activities
    assert (done.kind, done.cross_kind, done.seconds, done.pain_during) == (
        ActivityKind.CROSS,
        CrossKind.ROW,
        None,
        None,
    )


def test_cross_training_like_last_time_with_its_pain_takes_four_clicks(opened: Any) -> None:
    running = opened(cross_training(1))
    assert log(running, "Log cross-training", "Left knee, worst pain during 2", "Save") == 4
    new = running.diary.activities[-1]
    assert (new.cross_kind, new.seconds) == (CrossKind.SWIM, 2400)
    assert new.pain_during is not None
    assert (new.pain_during.left, new.pain_during.right) == (2, None)


def test_cross_training_wants_to_know_what_it_was(opened: Any, qtbot: Any) -> None:
    running = opened()
    form = CrossDialog(running.workspace, parent=running.window)
    qtbot.addWidget(form)
    form.show()
    form.try_save()
    assert form.isVisible()
    assert "choose" in form.what_field.error()
    assert running.diary.activities == ()
    form.hide()


def easy(number: int, note: str = WARM_UP) -> Activity:
    """A warm-up as it was kept before version 2 of the diary."""
    return replace(cross_training(number, 300), cross_kind=CrossKind.OTHER, note=note)


@pytest.mark.parametrize(("name", "kind"), [("Log warm-up", CareKind.WARM_UP), ("Log cool-down", CareKind.COOL_DOWN)])
def test_a_warm_up_is_care_that_the_plan_never_counts_and_has_no_knee(opened: Any, name: str, kind: CareKind) -> None:
    running = opened(override(1, OverridePhase.WALK))
    workspace = running.workspace

    def answers() -> object:
        to = NOW.date() + timedelta(days=1)
        return workspace.planner.today(workspace.runner_id, to).sessions

    before = answers()
    assert log(running, name, "Save") <= 3
    (done,) = running.diary.care
    assert (done.kind, done.side, done.minutes) == (kind, None, None), "a time that nobody gave is unknown"
    assert running.diary.activities == ()
    assert answers() == before
    (row,) = rows(running.window.page("today").care)
    assert label(kind) in [part.text() for part in row.findChildren(QLabel)]


def test_a_warm_up_does_not_fill_in_the_next_cross_training(opened: Any) -> None:
    running = opened(cross_training(1), easy(2))
    form = CrossDialog(running.workspace, parent=running.window)
    assert form.what.chosen() == ("swim",)
    assert form.minutes.value() == 40
    form.deleteLater()


def test_a_medicine_that_was_logged_before_takes_four_clicks(opened: Any) -> None:
    taken = Medication(id=an_id(), at=at(1), name="Ibuprofen", painkiller=True, dose="400 mg")
    running = opened(taken)
    assert log(running, "Log medication", "Fill in Ibuprofen, 400 mg", "Save") == 4
    new = running.diary.medication[-1]
    assert (new.name, new.dose, new.painkiller, new.at) == ("Ibuprofen", "400 mg", True, NOW)
    verdict = running.workspace.planner.verdict(running.workspace.runner_id, NOW.date() + timedelta(days=1))
    assert verdict is not None  # masked scores are the plan's own business, held by its tests


def test_a_new_medicine_needs_a_name_and_an_answer(opened: Any, qtbot: Any) -> None:
    running = opened()
    form = MedicationDialog(running.workspace, parent=running.window)
    with qtbot.waitActive(form):
        form.show()
    form.try_save()
    assert form.name_field.error()
    assert form.painkiller_field.error()
    qtbot.keyClicks(form.name, "Vitamin D")
    visible(form, "No").click()
    qtbot.waitUntil(form.isActiveWindow)  # the window below may have become active only now
    qtbot.keyClick(form, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    (new,) = running.diary.medication
    assert (new.name, new.painkiller, new.dose) == ("Vitamin D", False, None)


def test_medicine_is_never_advised(opened: Any) -> None:
    running = opened()
    form = MedicationDialog(running.workspace, parent=running.window)
    words = form.hint.text().lower()
    assert "no advice" in words
    assert not any(word in words for word in ("take ", "should", "recommend", "helps"))
    form.deleteLater()


def test_insoles_say_how_long_they_may_be_worn_today(opened: Any, qtbot: Any) -> None:
    running = opened(Care(id=an_id(), at=at(2), kind=CareKind.INSOLES, side=Side.BOTH, minutes=150))
    card = running.window.page("today").care
    assert "Day 2 of wear: up to 4 h." in next(row.text.text() for row in rows(card))
    form = CareDialog(running.workspace, CareKind.INSOLES, parent=running.window)
    assert form.hint.text().startswith("Day 2 of wear: up to 4 h.")
    assert form.length.value() == 2.5
    form.deleteLater()
    log(running, "Log the insoles of the day", "Save")
    assert running.diary.care[-1].minutes == 150
    (row,) = rows(card)
    assert "2 h 30 min" in row.text.text().replace("\u00a0", " ")
    assert "up to 4 h" in row.text.text()


def test_before_the_first_wear_the_form_names_day_one(opened: Any) -> None:
    running = opened()
    form = CareDialog(running.workspace, CareKind.INSOLES, parent=running.window)
    assert form.hint.text().startswith("Day 1 of wear: up to 3 h.")
    form.deleteLater()


def test_support_is_described_neutrally(opened: Any) -> None:
    running = opened()
    for kind in (CareKind.BRACE, CareKind.TAPE):
        form = CareDialog(running.workspace, kind, parent=running.window)
        words = form.hint.text().lower()
        assert not any(word in words for word in ("buy", "recommend", "should", "advises", "prevents"))
        form.deleteLater()


def test_an_entry_is_changed_deleted_and_brought_back(opened: Any) -> None:
    first = Care(id=an_id(), at=at(3, "08:00"), kind=CareKind.ELEVATION, side=Side.LEFT, minutes=20)
    running = opened(first)
    card = running.window.page("today").care

    def change(form: Any) -> None:
        form.length.setText("35")
        visible(form, "Right").click()
        form.try_save()

    wrong = in_dialog(change)
    visible(card, f"Edit Leg up, {running.workspace.formats.clock(first.at.time())}").click()
    assert not wrong, wrong
    QApplication.processEvents()
    (changed,) = running.diary.care
    assert (changed.id, changed.minutes, changed.side, changed.at) == (first.id, 35, Side.RIGHT, first.at)
    wrong = in_dialog(lambda form: visible(form, "Delete").click())
    visible(card, f"Edit Leg up, {running.workspace.formats.clock(first.at.time())}").click()
    assert not wrong, wrong
    assert running.diary.care == ()
    running.window.commands.undo()
    assert running.diary.care == (changed,)
    running.window.commands.undo()
    assert running.diary.care[0].minutes == 20


def test_undo_says_what_becomes_of_which_day(opened: Any) -> None:
    running = opened()
    day = running.workspace.formats.short_day(NOW.date())
    log(running, "Log rest", "Save")
    running.window.commands.undo()
    assert running.window.commands.bar.accessibleName() == f"Undone: Rest saved, {day}"
    running.window.commands.redo()
    QApplication.processEvents()
    wrong = in_dialog(lambda form: visible(form, "Delete").click())
    visible(running.window.page("today").care, f"Edit Rest, {running.workspace.formats.clock(NOW.time())}").click()
    assert not wrong, wrong
    assert running.workspace.undo_stack.undo_text == f"Rest deleted, {day}"


def test_a_time_still_to_come_is_said_beside_its_field(opened: Any, qtbot: Any) -> None:
    running = opened()
    form = CareDialog(running.workspace, CareKind.REST, parent=running.window)
    qtbot.addWidget(form)
    form.show()
    form.time.set_time_of_day(datetime(2026, 1, 1, 19, 0).time())
    form.try_save()
    assert "to come" in form.time_field.error()
    assert running.diary.care == ()
    form.hide()


def test_a_failed_save_keeps_the_form_and_what_was_typed(opened: Any, qtbot: Any, monkeypatch: Any) -> None:
    running = opened()
    form = CareDialog(running.workspace, CareKind.REST, parent=running.window)
    qtbot.addWidget(form)
    form.show()
    form.length.setText("45")

    def full(*_args: object, **_more: object) -> None:
        raise StorageError("The disk is full.")

    with monkeypatch.context() as patched:
        patched.setattr(running.workspace.diaries, "apply", full)
        form.try_save()
    assert form.failure.isVisible()
    assert form.length.text() == "45"
    form.try_save()
    assert running.diary.care[0].minutes == 45


def test_an_earlier_day_logs_for_that_day(opened: Any) -> None:
    running = opened()
    running.workspace.open_day(at(1).date())
    log(running, "Log rest", "Save")
    assert running.diary.care[0].at.date() == at(1).date()
    log(running, "Log warm-up", "Save")
    assert running.diary.care[-1].at.date() == at(1).date()


def test_a_warm_up_from_before_version_2_stays_cross_training_and_can_be_changed(opened: Any) -> None:
    old = easy(3)
    assert easy_part(old) == WARM_UP
    assert easy_part(replace(old, note="Warm-up in the pool")) is None
    running = opened(old)
    form = EasyPartDialog(running.workspace, WARM_UP, running.diary.activities[0], running.window)
    assert form.minutes.value() == 5
    form.minutes.set_value(8)
    assert form.save()
    (changed,) = running.diary.activities
    assert (changed.seconds, changed.note, changed.kind) == (480, WARM_UP, ActivityKind.CROSS)
    form.deleteLater()


def test_every_control_of_the_forms_has_a_name(opened: Any) -> None:
    running = opened(Medication(id=an_id(), at=at(1), name="Ibuprofen", painkiller=True))
    workspace, window = running.workspace, running.window
    forms = [CareDialog(workspace, kind, parent=window) for kind in CareKind]
    forms += [CrossDialog(workspace, parent=window), EasyPartDialog(workspace, WARM_UP, easy(3), parent=window)]
    forms += [MedicationDialog(workspace, parent=window)]
    for form in forms:
        form.show()
        stops = [
            part
            for part in form.findChildren(QWidget)
            if part.isVisible() and part.window() is form and part.focusPolicy() & Qt.FocusPolicy.TabFocus
        ]
        assert len(stops) > 4
        for part in stops:
            text = getattr(part, "text", lambda: "")()
            assert part.accessibleName() or text, f"{form.title.text()}: {part}"
        form.hide()
        form.deleteLater()


def rows(card: Any) -> list[Any]:
    from kneerehab.gui.today.care_card import CareRow

    return [row for row in card.findChildren(CareRow) if row.isVisible()]


def test_every_kind_of_care_has_a_hint_and_an_icon() -> None:
    assert set(_HINTS) == set(_ICONS) == set(CareKind)
