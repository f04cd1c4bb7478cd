"""The Diary's table of entries on a real database: each kind added, edited, deleted, undone, redone and found."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QLocale, QPoint, Qt, QTimer
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QScrollArea

from kneerehab import settings as preferences
from kneerehab.domain.codes import (
    ActivityKind,
    CareKind,
    Clinician,
    ExerciseKind,
    Knee,
    Measure,
    OverridePhase,
    PainContext,
    PauseReason,
    Side,
)
from kneerehab.domain.diary import KINDS, LIST_OF, Diary
from kneerehab.domain.fields import KneeScores
from kneerehab.domain.record import Record
from kneerehab.exchange.diary_json import read_diary
from kneerehab.gui.diary.kinds import FILTERS, MORE
from kneerehab.gui.diary.page import DiaryPage
from kneerehab.gui.diary.record_row import columns
from kneerehab.gui.forms.blank import CHOICES, blank
from kneerehab.gui.forms.record_dialog import AddDialog, RecordDialog
from kneerehab.gui.look import theme
from kneerehab.gui.look.painted_rows import button_rect
from kneerehab.gui.look.question import Question
from kneerehab.gui.shell.main_window import MainWindow
from kneerehab.gui.shell.workspace import Workspace
from kneerehab.services.changes import Changes
from kneerehab.services.diary import DiaryService
from kneerehab.services.planner import Planner
from kneerehab.storage.database import Database
from tests import builders
from tests.gui.held import held

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

NOW = datetime(2026, 2, 22, 7, 45)
TODAY = NOW.date()
EXAMPLE = Path(__file__).parents[1] / "examples" / "build-week-8.json"


@dataclass
class Desk:
    """The open window on the Diary page, with what lies beneath."""

    app: QApplication
    window: MainWindow
    page: DiaryPage
    workspace: Workspace
    file: Path

    @property
    def diary(self) -> Diary:
        return self.workspace.diary

    def on_disk(self) -> Diary:
        """The diary as another program would read it from the file."""
        runner_id = self.workspace.runner_id
        assert runner_id is not None
        database = Database.open(self.file)
        try:
            return DiaryService(database, Changes(), lambda: datetime.now(UTC)).diary(runner_id)
        finally:
            database.close()

    def key(self, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self.app.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # dialogs that are done, as a running loop would
        self.window.activateWindow()  # where a real window manager would give the focus back after a dialog
        assert QTest.qWaitForWindowActive(self.window)
        QTest.keyClick(self.app.focusWidget() or self.window, key, held)
        self.app.processEvents()

    def shown(self) -> tuple[Record, ...]:
        return self.page.records.list.model.records

    def make_current(self, record: Record) -> None:
        self.page.records.list.show_record(record.id)
        self.page.records.list.view.setFocus()


@pytest.fixture(autouse=True, scope="module")
def _english_and_light(qapp: QApplication) -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale("en_GB"))
    theme.apply(qapp, "light")
    yield
    QLocale.setDefault(before)


@pytest.fixture
def open_desk(qtbot, qapp, tmp_path) -> Iterator[Callable[[Diary], Desk]]:
    opened: list[Desk] = []

    def open_diary(diary: Diary) -> Desk:
        file = tmp_path / f"{len(opened)}.sqlite3"
        database = Database.open(file)
        clock = iter(range(10**9))
        service = DiaryService(
            database, Changes(), lambda: datetime(2026, 2, 22, 6, tzinfo=UTC) + timedelta(seconds=next(clock))
        )
        service.import_diary(diary)
        workspace = Workspace(
            diaries=service,
            planner=Planner(service),
            settings=preferences.Settings(diary_view="entries"),
            keep_settings=lambda _settings: None,
            now=lambda: NOW,
        )
        window = MainWindow()
        qtbot.addWidget(window)
        window.resize(1280, 800)
        window.open(workspace, "diary")
        window.hold(database.close)
        window.show()
        page = window.page("diary")
        assert isinstance(page, DiaryPage)
        qapp.processEvents()
        opened.append(Desk(app=qapp, window=window, page=page, workspace=workspace, file=file))
        return opened[-1]

    yield open_diary
    for desk in opened:
        desk.window.release()
        desk.window.hide()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # pages without their database must not live on


@pytest.fixture
def desk(open_desk) -> Desk:
    return open_desk(read_diary(EXAMPLE.read_bytes()))


def within_dialog(kind: type, act: Callable[[Any], None]) -> None:
    """Do something with the dialog of this kind once it is open (it runs its own loop meanwhile)."""

    def try_now() -> None:
        found = QApplication.activeModalWidget()
        if isinstance(found, kind) and found.isActiveWindow():  # without the keyboard it has no focus to look at
            act(found)
        else:
            QTimer.singleShot(10, try_now)

    QTimer.singleShot(10, try_now)


def until(holds: Callable[[], bool], patience: int = 5000) -> bool:
    """Wait for something that a busy machine takes its time for; whether it came."""
    waited = 0
    while not holds() and waited < patience:
        QTest.qWait(20)
        waited += 20
    return holds()


def save(dialog: RecordDialog) -> None:
    """Save, and close the dialog even if it would not: the test then fails instead of waiting."""
    dialog.try_save()
    if dialog.isVisible():
        QDialog.done(dialog, 0)


def choose_and_save(kind: str, fill: Callable[[RecordDialog], None]) -> None:
    """Choose a kind in the Add dialog, fill in its form and save it."""

    def choose(asked: AddDialog) -> None:
        within_dialog(RecordDialog, lambda dialog: (fill(dialog), save(dialog)))
        asked.buttons[kind].click()

    within_dialog(AddDialog, choose)


FILL: dict[str, Callable[[Any], None]] = {
    "check_ins": lambda form: form.set_values(now=KneeScores(left=1), worst_24h=KneeScores(left=2, right=0)),
    "pain_notes": lambda form: form.set_values(side=Knee.LEFT, score=3, context=PainContext.STAIRS),
    "cross": lambda form: form.set_values(seconds=1800),
    "exercise_sets": lambda form: form.set_values(exercise="prisoner-squat", side=Side.BOTH, sets=3),
    "icing": lambda form: form.set_values(minutes=12),
    "care": lambda form: form.set_values(kind=CareKind.TAPE),
    "medication": lambda form: form.set_values(name="ibuprofen", painkiller=True),
    "prescriptions": lambda form: form.set_values(
        exercise="clamshell", sets=3, reps=12, days_per_week=3, side=Side.BOTH
    ),
    "exercises": lambda form: form.set_values(name="Garden lunges", kind=ExerciseKind.STRENGTH, per_leg=True),
    "shoes": lambda form: form.set_values(name="Blue trainers", start_metres=12_000),
    "clinic_visits": lambda form: form.set_values(who=Clinician.PHYSIO, advice="Carry on"),
    "outcomes": lambda form: form.set_values(measure=Measure.PSFS, value=7.5, activity="long stairs"),
    "pauses": lambda form: form.set_values(reason=PauseReason.AWAY),
    "plan_changes": lambda form: form.set_values(settings={"runs_per_week": 3}),
    "overrides": lambda form: form.set_values(phase=OverridePhase.WALK, reason="Rest first", by="physio"),
}


def added(desk: Desk, kind: str) -> Record:
    """Add an entry of a kind through the page, as N does; the record that came of it."""
    before = {record.id for record in desk.diary.records()}
    choose_and_save(kind, lambda dialog: FILL[kind](dialog.form))
    desk.key(Qt.Key.Key_N)
    new = [record for record in desk.diary.records() if record.id not in before]
    assert len(new) == 1, kind
    return new[0]


def test_every_record_of_every_kind_is_listed_newest_first(desk) -> None:
    assert {record.id for record in desk.shown()} == {record.id for record in desk.diary.records()}
    kinds = {LIST_OF[type(record)] for record in desk.shown()}
    assert len(kinds) > 8
    assert "138 entries in February" in desk.page.frame.subtitle.text()


@pytest.mark.parametrize("kind", [kind for group in CHOICES for kind in group if kind not in ("run", "walk")])
def test_any_kind_is_added_edited_deleted_undone_and_redone_and_comes_back_the_very_same(open_desk, kind) -> None:
    desk = open_desk(builders.diary(builders.check_in(-10), start=TODAY - timedelta(days=30)))
    empty = desk.diary
    record = added(desk, kind)
    assert record in desk.shown()
    assert desk.page.records.list.current == record

    within_dialog(RecordDialog, lambda dialog: (dialog.form.set_values(note="Felt easy"), save(dialog)))
    desk.make_current(record)
    desk.key(Qt.Key.Key_F2)
    edited = desk.diary.find(record.id)
    assert edited is not None
    assert replace(edited, note=None, changed=record.changed) == record
    assert edited.note == "Felt easy"
    full = desk.diary

    desk.make_current(edited)
    desk.key(Qt.Key.Key_Delete)
    assert desk.diary.find(record.id) is None
    assert record.id not in {shown.id for shown in desk.shown()}
    assert record.id in {mark.id for mark in desk.diary.deleted}
    deleted = desk.diary

    held = Qt.KeyboardModifier
    desk.key(Qt.Key.Key_Z, held.ControlModifier)
    assert desk.diary == full
    assert desk.diary.find(record.id) == edited
    assert edited in desk.shown()
    assert desk.on_disk() == full
    desk.key(Qt.Key.Key_Z, held.ControlModifier)
    assert desk.diary.find(record.id) == record
    desk.key(Qt.Key.Key_Z, held.ControlModifier)
    assert desk.diary == empty
    assert desk.on_disk() == empty
    for expected in (None, full, deleted):
        desk.key(Qt.Key.Key_Z, held.ControlModifier | held.ShiftModifier)
        assert expected is None or desk.diary == expected
    assert desk.on_disk() == deleted


def test_a_run_is_edited_in_its_own_form_and_unchanged_if_only_saved(desk) -> None:
    from kneerehab.gui.forms.run.dialog import LogRunDialog

    run = next(record for record in desk.shown() if getattr(record, "kind", None) is ActivityKind.RUN)
    seen: list[object] = []
    within_dialog(LogRunDialog, lambda dialog: (seen.append(dialog), dialog.reject()))
    desk.make_current(run)
    desk.key(Qt.Key.Key_Return)
    assert seen
    assert desk.diary.find(run.id) == run


def test_an_entry_for_an_earlier_day_is_as_easy_as_for_today(desk) -> None:
    day = TODAY - timedelta(days=9)
    desk.page.calendar.calendar.set_chosen(day)
    record = added(desk, "icing")
    assert record.at.date() == day
    assert desk.page.calendar.chosen == day


def test_the_future_is_refused_with_a_line_beside_the_day(desk) -> None:
    said: list[str] = []

    def ask(asked: AddDialog) -> None:
        asked.day_field.setDate(asked.day_field.date().addDays(2))
        asked.buttons["icing"].click()
        said.append(asked.day.error())
        asked.reject()

    before = desk.diary
    within_dialog(AddDialog, ask)
    desk.key(Qt.Key.Key_N)
    assert "still to come" in said[0]
    assert desk.diary == before


@pytest.mark.parametrize("key", [key for key, _name in FILTERS] + list(MORE))
def test_each_filter_shows_its_kinds_and_a_second_click_shows_all(desk, key) -> None:
    bar = desk.page.records.filters
    whole = len(desk.shown())
    press = bar.chips[key].click if key in bar.chips else bar.more.actions_of[key].trigger
    press()
    assert bar.chosen == key
    expected = {
        "all": lambda _record: True,
        "note": lambda record: bool(record.note),
        "pain": lambda record: LIST_OF[type(record)] in ("check_ins", "pain_notes"),
    }.get(key, lambda record: key in (LIST_OF[type(record)], getattr(record, "kind", None)))
    found = {record.id for record in desk.diary.records() if expected(record)}
    assert {record.id for record in desk.shown()} == found
    if key != "all":
        press()
        assert len(desk.shown()) == whole


def test_ctrl_f_searches_notes_as_one_types_and_escape_shows_all(desk) -> None:
    record = desk.shown()[5]
    desk.workspace.save("note", replace(record, note="Stairs at work felt easy"))
    whole = len(desk.shown())
    desk.key(Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert desk.page.records.filters.search.hasFocus()
    QTest.keyClicks(desk.app.focusWidget(), "at WORK")
    assert [found.id for found in desk.shown()] == [record.id]
    assert "1 entry found" in desk.page.records.found.text()
    QTest.keyClicks(desk.app.focusWidget(), "xyz")
    assert desk.shown() == ()
    assert desk.page.records.empty.isVisible()
    desk.key(Qt.Key.Key_Escape)
    assert len(desk.shown()) == whole


def test_letters_typed_in_the_search_are_no_shortcuts(desk) -> None:
    desk.page.search()
    QTest.keyClicks(desk.app.focusWidget(), "nt")
    assert QApplication.activeModalWidget() is None
    assert desk.window.current_page == "diary"


def test_the_calendar_filters_the_list_by_a_day(desk) -> None:
    day = TODAY - timedelta(days=1)
    calendar = desk.page.calendar
    index = (day - calendar.calendar.shown_days()[0]).days
    calendar.calendar.press(index)
    assert len(desk.shown()) > 100
    first = desk.page.records.list.current
    assert first is not None
    assert first.at.date() == day  # the list has moved to that day
    calendar.filter.click()
    assert {record.at.date() for record in desk.shown()} == {day}
    assert calendar.filter.text() == "Show all days"
    assert "on Saturday 21 February" in desk.page.records.found.text()
    calendar.calendar.press(index - 1)
    assert {record.at.date() for record in desk.shown()} == {day - timedelta(days=1)}
    calendar.filter.click()
    assert len(desk.shown()) == len(list(desk.diary.records()))


def test_alt_and_arrows_turn_the_month(desk) -> None:
    desk.key(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert desk.page.calendar.heading.text() == "January 2026"
    assert "in January" in desk.page.frame.subtitle.text()
    desk.key(Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert desk.page.calendar.heading.text() == "February 2026"


def test_a_row_is_read_aloud_in_full(open_desk) -> None:
    check = replace(builders.check_in(11, (0, 0), (0, 0), clock="07:42"), note="Slept well")
    desk = open_desk(builders.diary(check, name="Nora", start=builders.START))
    view = QAccessible.queryAccessibleInterface(desk.page.records.list.view)
    assert view.childCount() == 1
    name = view.child(0).text(QAccessible.Text.Name)
    assert name == "Thu 12 March 07:42, Pain check-in, Worst in the last 24 hours, left 0, right 0, note: Slept well"


def test_the_current_row_has_real_buttons_with_names_next_to_the_list(desk) -> None:
    rows = desk.page.records.list
    desk.make_current(rows.model.records[2])
    assert rows.edit.isVisible()
    assert rows.edit.accessibleName().startswith("Edit Sat 21 Feb 19:50 Exercise")
    assert rows.delete.accessibleName().startswith("Delete Sat 21 Feb 19:50 Exercise")
    around = QAccessible.queryAccessibleInterface(rows)
    names = [around.child(at).text(QAccessible.Text.Name) for at in range(around.childCount())]
    assert rows.edit.accessibleName() in names
    rows.view.setFocus()
    desk.key(Qt.Key.Key_Tab)
    assert desk.app.focusWidget() is rows.edit
    desk.key(Qt.Key.Key_Tab)
    assert desk.app.focusWidget() is rows.delete
    record = rows.current
    desk.key(Qt.Key.Key_Space)
    assert record is not None
    assert desk.diary.find(record.id) is None


def test_the_painted_buttons_of_another_row_work_with_the_mouse(desk) -> None:
    rows = desk.page.records.list
    record = rows.model.records[3]
    box = rows.view.visualRect(rows.model.index(3))
    bin_box = button_rect(box, columns(box.width()).delete)
    QTest.mouseClick(rows.view.viewport(), Qt.MouseButton.LeftButton, pos=bin_box.center())
    assert desk.diary.find(record.id) is None
    QTest.mouseClick(rows.view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(60, box.center().y()))
    assert QApplication.activeModalWidget() is None  # beside the buttons a click only chooses the row


def test_after_a_delete_the_next_row_is_current(desk) -> None:
    following = desk.shown()[4]
    desk.make_current(desk.shown()[3])
    desk.key(Qt.Key.Key_Delete)
    assert desk.page.records.list.current == following
    assert desk.page.records.list.view.hasFocus()


def test_shoes_that_were_worn_stay_and_the_reason_is_told(desk) -> None:
    pair = blank("shoes", TODAY, NOW, Side.LEFT, 15)
    pair = replace(pair, name="Blue trainers")
    run = next(run for run in desk.diary.activities if run.kind is ActivityKind.RUN)
    assert desk.workspace.save("shoes", pair, replace(run, shoes_id=pair.id))
    desk.make_current(pair)
    desk.key(Qt.Key.Key_Delete)
    assert desk.diary.find(pair.id) is not None
    assert "These shoes stay." in desk.page.records.trouble.message()
    assert desk.page.records.trouble.isVisible()


def test_a_save_that_fails_keeps_the_form_with_everything_typed_and_can_be_tried_again(desk) -> None:
    seen: list[object] = []

    def fill(dialog: RecordDialog) -> None:
        FILL["medication"](dialog.form)
        with held(desk.workspace):
            dialog.try_save()
            seen.extend([dialog.isVisible(), dialog.failure.isVisible(), dialog.failure.message()])
            seen.append(dialog.form.entries["name"].control.text())

    before = {record.id for record in desk.diary.records()}
    choose_and_save("medication", fill)
    desk.key(Qt.Key.Key_N)
    assert seen[:2] == [True, True]
    assert "Not saved." in str(seen[2])
    assert seen[3] == "ibuprofen"
    new = [record for record in desk.diary.records() if record.id not in before]
    assert [record.name for record in new] == ["ibuprofen"]
    assert desk.window.commands.failure is None  # no banner is left behind on the page


def test_a_field_that_needs_an_answer_is_scrolled_to(desk) -> None:
    desk.window.resize(960, 640)
    seen: list[bool] = []

    def fill(dialog: RecordDialog) -> None:
        entry = dialog.form.entries["side"]
        dialog.form.set_values(exercise="clamshell", sets=3, days_per_week=3)
        dialog.try_save()
        QApplication.processEvents()
        area = dialog.findChild(QScrollArea)
        assert area is not None
        top = entry.mapTo(area.viewport(), QPoint(0, 0)).y()
        seen.extend([bool(entry.error()), 0 <= top <= area.viewport().height() - entry.height()])

    choose_and_save("prescriptions", fill)
    desk.page.add()
    assert seen == [True, True]


def test_leaving_a_changed_form_asks_and_keeping_on_loses_nothing(desk) -> None:
    answers: list[str] = []

    def leave(dialog: RecordDialog) -> None:
        dialog.form.set_values(note="half a thought")

        def stay(box: Question) -> None:
            answers.append(box.title.text())
            box.activateWindow()  # as a window manager does for a new dialog
            answers.append("ready" if until(box.cancel_button.hasFocus) else "not ready")
            QTest.keyClick(box.cancel_button, Qt.Key.Key_Return)  # a failed assertion would leave the box open for ever

        within_dialog(Question, stay)
        dialog.reject()
        answers.append(dialog.form.entries["note"].typed())
        within_dialog(Question, lambda box: box.save_button.click())
        dialog.reject()
        answers.append("closed" if not dialog.isVisible() else "open")

    before = desk.diary
    record = next(record for record in desk.shown() if LIST_OF[type(record)] == "icing")
    within_dialog(RecordDialog, leave)
    desk.page.edit(record)
    assert answers[1:] == ["ready", "half a thought", "closed"]
    assert desk.diary == before


def test_an_untouched_form_closes_without_a_question(desk) -> None:
    record = next(record for record in desk.shown() if LIST_OF[type(record)] == "check_ins")
    within_dialog(RecordDialog, lambda dialog: QTest.keyClick(dialog, Qt.Key.Key_Escape))
    desk.page.edit(record)
    assert QApplication.activeModalWidget() is None


def test_a_prescribed_exercise_fills_in_its_dose_and_keeps_it_as_the_target(desk) -> None:
    plan = next(item for item in desk.diary.prescriptions if item.covers(TODAY))
    choose_and_save(
        "exercise_sets",
        lambda dialog: (
            dialog.form.entries["exercise"].show_value(plan.exercise) or dialog.form.entries["exercise"].changed.emit()
        ),
    )
    before = {record.id for record in desk.diary.exercise_sets}
    desk.page.add()
    done = next(record for record in desk.diary.exercise_sets if record.id not in before)
    assert (done.sets, done.reps, done.side) == (plan.sets, plan.reps, plan.side)
    assert done.target == plan.target


def test_an_empty_diary_leads_to_today(open_desk) -> None:
    desk = open_desk(builders.diary(name="New", start=TODAY))
    empty = desk.page.records.empty
    assert empty.sentence.text() == "Nothing here yet. Your first check-in takes 10 seconds."
    empty.button.click()
    assert desk.window.current_page == "today"


def test_import_and_export_ask_the_window(desk) -> None:
    heard: list[str] = []
    files = desk.window.commands.files  # the system's own file dialogs
    files.ask_files, files.export_diary = lambda: heard.append("import"), lambda: heard.append("export")
    desk.page.import_button.click()
    desk.page.export_button.click()
    assert heard == ["import", "export"]


@pytest.mark.parametrize("size", [(1280, 800), (960, 640), (1440, 900)])
def test_nothing_is_cut_off_sideways_and_the_calendar_folds_in_small_windows(desk, size) -> None:
    desk.window.resize(*size)
    desk.app.processEvents()
    assert desk.page.frame.area.horizontalScrollBar().maximum() == 0
    first, last = desk.page.calendar.calendar.shown_days()
    assert (last - first).days == (6 if size[0] < 1100 else 41)
    place = columns(desk.page.records.list.view.viewport().width())
    assert place.details[1] > 150


def test_every_kind_has_an_icon_and_a_place_among_the_filters() -> None:
    from kneerehab.gui.look.kind_icons import icon_of
    from kneerehab.services.log import KIND_CODES

    assert all(icon_of(kind) for kind in KIND_CODES)
    shown = {"check_ins", "pain_notes", "run", "exercise_sets", "icing", *MORE}
    assert shown == set(KIND_CODES)
    assert len(KINDS) == 15
