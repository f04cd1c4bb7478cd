"""The File menu through the real window: runs and diaries come in, are looked at first, and can be taken back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QWidget

from kneerehab.domain.codes import ActivityKind, CrossKind, OverridePhase, Role
from kneerehab.domain.fields import KneeScores
from kneerehab.domain.shoes import Shoes
from kneerehab.exchange.activities import Column, importers
from kneerehab.exchange.diary_json import write_diary
from kneerehab.exchange.handover import lock, read_handover
from kneerehab.gui.files.answers import AnswersDialog
from kneerehab.gui.files.backups import BackupsDialog
from kneerehab.gui.files.handover import HandOverDialog, TakeDiaryDialog
from kneerehab.gui.files.import_runs import ImportRunsDialog
from kneerehab.gui.files.importing import file_filter
from kneerehab.gui.files.run_details import KINDS
from kneerehab.gui.forms.passphrase_dialog import PassphraseDialog
from kneerehab.gui.look.banner import Banner
from kneerehab.gui.runners.dialog import RunnersDialog
from kneerehab.gui.shell.navigation import PAGES
from kneerehab.services import kept_copies
from kneerehab.services.handover import preview
from tests import activity_files as files
from tests import builders
from tests.account_files import fitbit
from tests.exchange.test_walks import AROUND
from tests.gui.modal import in_dialog

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # remarks of the offscreen platform

NOW = datetime(2026, 3, 12, 20, 0)
BOOK = builders.diary(builders.quiet_days(1, 3), name="<b>Mira</b>")


@pytest.fixture
def running(program: Any) -> Any:
    made = program(BOOK, now=NOW, first="learn")
    return made


def once_read(qtbot: Any, act: Callable[[ImportRunsDialog], None]) -> Callable[[ImportRunsDialog], None]:
    """Act when the files are read."""

    def run(dialog: ImportRunsDialog) -> None:
        qtbot.waitUntil(lambda: dialog.found is not None)
        act(dialog)

    return run


def banners(running: Any) -> list[str]:
    QApplication.processEvents()
    return [banner.message() for banner in running.window.findChildren(Banner) if banner.isVisible()]


def watch_files(folder: Path) -> list[Path]:
    course = files.points(30)
    made = {
        "a.gpx": files.gpx(course),
        "again.gpx": files.gpx(course),
        "b.csv": files.table("date;km;minutes", "2026-03-05;5,2;31", "2026-03-06;6,0;40"),
        "bad.tcx": b"<nothing",
        "zip.zip": b"PK",
    }
    for name, data in made.items():
        (folder / name).write_bytes(data)
    return [folder / name for name in made]


def test_runs_are_looked_at_added_as_one_step_asked_about_once_and_undone_whole(
    running: Any, qtbot: Any, tmp_path: Path
) -> None:
    seen: list[str] = []

    def add(dialog: ImportRunsDialog) -> None:
        seen.append(dialog.subtitle.text())
        seen.append(dialog.wrong.lines.text())
        assert "again.gpx" in dialog.repeated.lines.text()
        in_dialog(AnswersDialog, answer)
        dialog.try_save()

    def answer(dialog: AnswersDialog) -> None:
        dialog.pain.answer_none()
        qtbot.mouseClick(dialog.form.segments["no"], Qt.MouseButton.LeftButton)
        dialog.try_save()

    in_dialog(ImportRunsDialog, once_read(qtbot, add))
    running.window.commands.files.take_files(watch_files(tmp_path))
    assert seen[0] == "3 new, 1 duplicate, 2 problems"
    assert "bad.tcx" in seen[1]
    assert "zip file" in seen[1]
    runs = running.diary.activities
    assert len(runs) == 3
    assert len({run.source.batch for run in runs if run.source}) == 1
    assert runs[-1].pain_during == KneeScores(left=0, right=0)
    assert runs[-1].form_changed is False
    assert runs[0].pain_during is None, "a run that was not answered stays open"
    assert kept_copies.in_folders(running.folder / "backups")[0].kind is kept_copies.Kind.IMPORT
    running.window.commands.undo()
    assert running.diary.activities[-1].pain_during is None
    running.window.commands.undo()
    assert running.diary.activities == ()
    running.window.commands.redo()
    assert len(running.diary.activities) == 3


def test_what_is_unticked_stays_out_and_questions_can_be_skipped(running: Any, qtbot: Any, tmp_path: Path) -> None:
    def add(dialog: ImportRunsDialog) -> None:
        dialog.list.item(0).setCheckState(Qt.CheckState.Unchecked)
        assert dialog.save_button.text() == "Add 2"
        in_dialog(AnswersDialog, lambda asked: asked.reject())
        dialog.try_save()

    in_dialog(ImportRunsDialog, once_read(qtbot, add))
    running.window.commands.files.take_files(watch_files(tmp_path)[:3])
    assert len(running.diary.activities) == 2


def test_a_way_to_read_columns_is_changed_kept_and_used_again(running: Any, qtbot: Any, tmp_path: Path) -> None:
    table = tmp_path / "mine.csv"
    table.write_bytes(files.table("date;distance;duration", "04/03/2026;5;30", "05/03/2026;6;40"))
    shown: list[str] = []

    def change(dialog: ImportRunsDialog) -> None:
        assert dialog.columns.isVisible()
        unit = dialog.columns.formats["distance_unit"]
        unit.set_value("mile")
        unit.changed.emit("mile")
        shown.append(dialog.list.item(0).text())
        in_dialog(AnswersDialog, lambda asked: asked.reject())
        dialog.try_save()

    in_dialog(ImportRunsDialog, once_read(qtbot, change))
    running.window.commands.files.take_files([table])
    assert "9.6" in shown[0]
    assert {run.metres for run in running.diary.activities} == {8047, 9656}
    running.restart()
    table.write_bytes(files.table("date;distance;duration", "06/03/2026;10;90"))

    def look(dialog: ImportRunsDialog) -> None:
        assert not dialog.columns.isVisible()
        shown.append(dialog.list.item(0).text())
        dialog.reject()

    in_dialog(ImportRunsDialog, once_read(qtbot, look))
    running.window.commands.files.take_files([table])
    assert "16.0" in shown[1]


def test_a_table_without_a_known_distance_asks_every_time_until_a_column_is_chosen(
    running: Any, qtbot: Any, tmp_path: Path
) -> None:
    table = tmp_path / "mine.csv"
    table.write_bytes(files.table("When;Stretch;Time", "2026-03-04;5;30:00"))

    def leave(dialog: ImportRunsDialog) -> None:
        assert dialog.columns.isVisible()
        assert "Stretch" in dialog.columns.lost.text()
        dialog.try_save()  # without a distance it is no run, so nothing is asked about it

    in_dialog(ImportRunsDialog, once_read(qtbot, leave))
    running.window.commands.files.take_files([table])
    running.window.commands.undo()

    def choose(dialog: ImportRunsDialog) -> None:
        assert dialog.columns.isVisible(), "what was kept lacks the distance"
        select = dialog.columns.columns[Column.METRES]
        select.set_value(1)
        select.changed.emit(1)
        assert not dialog.columns.lost.isVisible()
        in_dialog(AnswersDialog, lambda asked: asked.reject())
        dialog.try_save()

    in_dialog(ImportRunsDialog, once_read(qtbot, choose))
    running.window.commands.files.take_files([table])
    assert running.diary.activities[0].metres == 5000

    def look(dialog: ImportRunsDialog) -> None:
        assert not dialog.columns.isVisible()
        dialog.reject()

    in_dialog(ImportRunsDialog, once_read(qtbot, look))
    running.window.commands.files.take_files([table])


def test_reading_many_files_can_be_given_up(running: Any, qtbot: Any, tmp_path: Path) -> None:
    many = []
    for number in range(300):
        many.append(tmp_path / f"{number}.gpx")
        many[-1].write_bytes(files.gpx(files.points(400)))
    in_dialog(ImportRunsDialog, lambda dialog: dialog.reject(), wait=50)
    running.window.commands.files.take_files(many)
    assert running.diary.activities == ()


def test_a_zipped_export_is_counted_file_by_file_added_as_one_step_and_undone_whole(
    running: Any, qtbot: Any, tmp_path: Path
) -> None:
    export = tmp_path / "export.zip"
    starts = {f"{hour}.gpx": files.START.replace(hour=hour) for hour in range(5)}
    course = files.points(60)
    export.write_bytes(files.zipped({name: files.gpx(course, start=at) for name, at in starts.items()}))
    counted: list[tuple[int, int]] = []

    def add(dialog: ImportRunsDialog) -> None:
        in_dialog(AnswersDialog, lambda asked: asked.reject())
        counted.append((dialog.bar.value(), dialog.bar.maximum()))
        dialog.try_save()

    in_dialog(ImportRunsDialog, once_read(qtbot, add))
    running.window.commands.files.take_files([export])
    assert counted == [(5, 5)]
    assert len(running.diary.activities) == 5
    running.window.commands.undo()
    assert running.diary.activities == ()
    assert "*.zip" in file_filter()


def test_the_questions_about_the_last_of_twenty_runs_stand_beside_it(running: Any, qtbot: Any) -> None:
    runs = [builders.run(number) for number in range(2, 10)] * 3
    runs = [replace(run, id=builders.an_id()) for run in runs[:20]]
    dialog = AnswersDialog(running.workspace, runs, running.window)
    dialog.show()
    qtbot.waitExposed(dialog)
    last = list(dialog.rows.values())[-1]
    qtbot.mouseClick(last, Qt.MouseButton.LeftButton)
    QApplication.processEvents()
    assert not last.visibleRegion().isEmpty()
    assert not dialog.pain.visibleRegion().isEmpty()
    dialog.deleteLater()


def test_a_fault_in_a_reader_ends_the_waiting_and_is_reported(
    running: Any, qtbot: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_source: object) -> None:
        raise ZeroDivisionError

    gpx_first = replace(importers.IMPORTERS[0], read=broken)
    monkeypatch.setattr(importers, "IMPORTERS", (gpx_first, *importers.IMPORTERS[1:]))
    dialog = ImportRunsDialog(running.workspace, watch_files(tmp_path), running.window)
    with qtbot.capture_exceptions() as faults:
        qtbot.waitUntil(lambda: bool(faults))
    assert faults[0][0] is ZeroDivisionError
    assert dialog.records == ()
    assert not dialog.isVisible()


@pytest.mark.filterwarnings("ignore:Function. .QD:DeprecationWarning")
def test_files_can_be_dropped_onto_the_window(running: Any, qtbot: Any, tmp_path: Path) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in watch_files(tmp_path)[:1]])
    seen: list[int] = []

    def look(dialog: ImportRunsDialog) -> None:
        seen.append(dialog.list.count())
        dialog.reject()

    in_dialog(ImportRunsDialog, once_read(qtbot, look))
    buttons, held = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(600, 300), Qt.DropAction.CopyAction, mime, buttons, held)
    running.window.dragEnterEvent(enter)
    assert enter.isAccepted()
    running.window.dropEvent(QDropEvent(QPointF(600, 300), Qt.DropAction.CopyAction, mime, buttons, held))
    qtbot.waitUntil(lambda: seen == [1])


def test_a_locked_diary_is_asked_for_its_passphrase_shown_taken_in_and_undone(
    running: Any, qtbot: Any, tmp_path: Path
) -> None:
    theirs = running.diary.changed_by([builders.check_in(5)])
    file = tmp_path / "Mira.kneerehab.json"
    file.write_bytes(lock(write_diary(theirs, None), "correct horse"))
    said: list[str] = []

    def unlock(dialog: PassphraseDialog) -> None:
        dialog.passphrase.setText("wrong horse")
        dialog.try_save()
        qtbot.waitUntil(lambda: bool(dialog.field.error()))
        said.append(dialog.field.error())
        dialog.passphrase.setText("correct horse")
        dialog.try_save()
        qtbot.waitUntil(lambda: dialog.opened is not None)
        in_dialog(TakeDiaryDialog, take)

    def take(dialog: TakeDiaryDialog) -> None:
        said.append(str(dialog.found.counts["check_ins"].added))
        lines = " ".join(label.text() for label in dialog.findChildren(QLabel))
        assert "Pain check-in: now: left" in lines
        assert "worst in the last 24 hours: left" in lines
        dialog.try_save()

    in_dialog(PassphraseDialog, unlock)
    running.window.commands.files.take_files([file])
    assert "doesn’t open" in said[0]
    assert said[1] == "1"
    assert len(running.diary.check_ins) == 4
    assert any("1 added" in text for text in banners(running))
    running.window.commands.undo()
    assert len(running.diary.check_ins) == 3


def test_a_diary_of_someone_new_is_taken_in_and_its_banner_takes_it_back(
    running: Any, qtbot: Any, tmp_path: Path
) -> None:
    ana = builders.diary(builders.run(4), name="Ana")
    file = tmp_path / "ana.json"
    file.write_bytes(write_diary(ana, None))
    in_dialog(TakeDiaryDialog, lambda dialog: dialog.try_save())
    running.window.commands.files.take_files([file])
    assert running.workspace.runner.name == "Ana"
    banner = next(b for b in running.window.findChildren(Banner) if "Ana" in b.message())
    banner.linked.emit()
    assert [runner.name for runner in running.workspace.diaries.runners()] == [BOOK.runner.name]
    assert running.workspace.runner_id == BOOK.runner.id


def test_a_file_that_is_no_diary_is_refused_with_its_reason(running: Any, tmp_path: Path) -> None:
    file = tmp_path / "x.json"
    file.write_bytes(b"{}")
    running.window.commands.files.take_files([file])
    running.window.commands.files.take_files([tmp_path / "nowhere.json"])
    assert any("x.json was not taken in." in text for text in banners(running))
    assert any("nowhere.json can’t be read." in text for text in banners(running))


def test_what_is_handed_over_opens_elsewhere(running: Any, tmp_path: Path) -> None:
    dialog = HandOverDialog(running.workspace, running.window)
    assert dialog.content() is None
    assert "at least 10" in (dialog.lock.first.error() or "")
    dialog.lock.first.control.setText("correct horse")
    dialog.lock.again.control.setText("correct house")
    assert dialog.content() is None
    assert "not the same" in (dialog.lock.again.error() or "")
    dialog.lock.again.control.setText("correct horse")
    content = dialog.content()
    assert content is not None
    assert dialog.write(tmp_path / "out.json", content)
    assert read_handover((tmp_path / "out.json").read_bytes(), "correct horse").check_ins == BOOK.check_ins
    assert not dialog.write(tmp_path / "no" / "out.json", content)
    assert not dialog.failure.isHidden()
    dialog.locked.setChecked(False)
    plain = dialog.content()
    assert plain is not None
    assert read_handover(plain).check_ins == BOOK.check_ins


def test_the_list_of_backups_previews_copies_deletes_and_offers_one(running: Any, tmp_path: Path) -> None:
    file = running.folder / "kneerehab.sqlite3"
    kept: list[str | None] = []
    dialog = BackupsDialog(file, None, kept.append, running.window)
    assert not dialog.save_button.isEnabled()
    dialog.copy_now()
    assert "3 entries" in dialog.about.text()
    assert "&lt;b&gt;Mira" in dialog.about.text(), "a name is never taken for rich text"
    assert dialog.save()
    assert dialog.chosen == kept_copies.in_folders(file.parent / "backups")[0].path
    dialog.use_folder(str(tmp_path))
    assert kept == [str(tmp_path)]
    assert list(tmp_path.rglob("day-*.sqlite3"))
    dialog.delete_chosen()
    dialog.add_other(tmp_path / "nowhere.sqlite3")
    assert "can’t be read" in dialog.said.message()
    (tmp_path / "bad.sqlite3").write_bytes(b"no database")
    dialog.add_other(tmp_path / "bad.sqlite3")
    assert not dialog.save_button.isEnabled()


def test_a_file_chosen_from_elsewhere_is_never_deleted_not_even_the_open_diary(running: Any, tmp_path: Path) -> None:
    file = running.folder / "kneerehab.sqlite3"
    letter = tmp_path / "letter.pdf"
    letter.write_text("mine")
    dialog = BackupsDialog(file, None, lambda folder: None, running.window)
    dialog.show()

    for other in (letter, file):
        dialog.add_other(other)
        assert not dialog.delete_button.isEnabled()
        dialog.delete_chosen()
        assert other.exists()
    dialog.close()


def test_names_and_notes_that_look_like_html_are_shown_as_they_are(running: Any, qtbot: Any) -> None:
    note = "<img src=x><b>swollen</b> &amp; sore"
    runs = [replace(builders.run(number), note=note) for number in (2, 8)]
    visit = replace(builders.check_in(11), note=note)
    shoes = Shoes(id=builders.an_id(), name=note)
    assert running.workspace.save("Entries", *runs, visit, shoes)
    theirs = builders.diary(runs, visit, shoes, name="<b>Mira</b>")
    dialogs = [
        RunnersDialog(running.workspace, running.window),
        TakeDiaryDialog(preview(running.workspace.diaries, theirs), running.window),
        HandOverDialog(running.workspace, running.window),
    ]
    shown = 0
    for entry in PAGES:
        running.window.show_page(entry.name)
        QApplication.processEvents()
        for label in running.window.findChildren(QLabel):
            if "<img" in label.text() or "<b>Mira" in label.text():
                shown += 1
                assert label.textFormat() == Qt.TextFormat.PlainText, label.text()
        for widget in running.window.findChildren(QWidget):
            assert "<b>Mira" not in widget.toolTip()
    assert shown
    for dialog in dialogs:
        dialog.deleteLater()


def test_deleting_the_open_runner_opens_another_one_and_the_last_one_leads_to_the_welcome(running: Any) -> None:
    ana = builders.diary(builders.run(4), name="Ana")
    running.workspace.diaries.import_diary(ana)
    running.window.show_page("today")
    assert running.workspace.delete_runner(BOOK.runner.id)
    assert running.workspace.runner.name == "Ana"
    assert running.workspace.delete_runner(ana.runner.id)
    assert running.workspace.runner_id is None
    assert running.window.stack.currentWidget().objectName() == "welcome"


def test_someone_new_can_begin_with_a_diary_from_another_computer(
    program: Any, qtbot: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = program(now=NOW)
    page = made.window.stack.currentWidget()
    file = tmp_path / "mira.json"
    file.write_bytes(write_diary(BOOK, None))
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(file)], ""))
    in_dialog(TakeDiaryDialog, lambda dialog: dialog.try_save())
    page.who.import_link.click()
    assert made.diary.check_ins == BOOK.check_ins
    assert made.window.current_page == "today"
    assert made.window.sidebar.isVisible()


def test_a_decision_that_gives_way_is_named_before_an_import_and_after_it(running: Any, tmp_path: Path) -> None:
    mine = replace(builders.override(5, OverridePhase.BUILD), by="me", role=Role.RUNNER)
    assert running.workspace.save("Override", mine)
    lees = replace(builders.override(5, OverridePhase.WALK), by="Dr Lee", role=Role.CLINICIAN)
    file = tmp_path / "mira.json"
    file.write_bytes(write_diary(replace(BOOK, overrides=(lees,)), None))
    told = "“Build”, decided by <b>Mira</b>, gave way to “Walk”, decided by Dr Lee."
    shown: list[str] = []

    def look(dialog: TakeDiaryDialog) -> None:
        shown.extend(label.text() for label in dialog.findChildren(QLabel) if label.isVisible())
        dialog.try_save()

    in_dialog(TakeDiaryDialog, look)
    running.window.commands.files.take_files([file])
    assert sum(told in text for text in shown) == 1
    assert shown.count("Deleted") == 1, "a column of the table; what gave way is not listed once more"
    assert running.diary.overrides == (lees,)
    assert any(told in text for text in banners(running))
    running.window.commands.undo()
    assert running.diary.overrides[0].phase is OverridePhase.BUILD


def test_a_diary_of_a_newer_version_asks_for_an_update_and_not_for_a_mend(running: Any, tmp_path: Path) -> None:
    file = tmp_path / "mira.json"
    file.write_bytes(write_diary(BOOK, None).replace(b'"version": 2,', b'"version": 3,', 1))
    running.window.commands.files.take_files([file])
    assert any("newer version of kneerehab" in text for text in banners(running))
    assert not any("must be 1 or 2" in text for text in banners(running))


def test_a_guess_is_marked_changed_for_all_guesses_and_walks_are_put_back(
    running: Any, qtbot: Any, tmp_path: Path
) -> None:
    made = {
        "a.gpx": files.gpx(AROUND, start=files.START),
        "b.gpx": files.gpx(files.points(1800, 2.4), name=None, kind=None, start=files.START.replace(day=3)),
        "c.gpx": files.gpx(files.points(1800, 1.5), name=None, kind=None, start=files.START.replace(day=4)),
    }
    for name, data in made.items():
        (tmp_path / name).write_bytes(data)

    def change(dialog: ImportRunsDialog) -> None:
        details, shown = dialog.details, [dialog.list.item(row).text() for row in range(3)]
        assert ["kind guessed" in text for text in shown] == [True, True, False]
        assert details.hint.isVisible()
        details.kind.set_value(KINDS.index((ActivityKind.CROSS, CrossKind.CYCLE)))
        details.all.click()
        assert not details.hint.isVisible()
        dialog.list.setCurrentRow(2)
        assert details.walks.isChecked()
        assert "10\u00a0min of walking" in details.walks.text()
        details.walks.click()
        in_dialog(AnswersDialog, lambda asked: asked.reject())
        dialog.try_save()

    in_dialog(ImportRunsDialog, once_read(qtbot, change))
    running.window.commands.files.take_files([tmp_path / name for name in made])
    runs = running.diary.activities
    assert [(it.kind, it.cross_kind) for it in runs] == [
        (ActivityKind.RUN, None),
        (ActivityKind.CROSS, CrossKind.CYCLE),
        (ActivityKind.CROSS, CrossKind.CYCLE),
    ]
    assert runs[0].seconds == 2040


def test_an_export_of_an_account_is_told_from_a_diary_by_what_is_in_it(
    running: Any, qtbot: Any, tmp_path: Path
) -> None:
    export = tmp_path / "exercise-0.json"
    export.write_bytes(fitbit({}))

    def add(dialog: ImportRunsDialog) -> None:
        in_dialog(AnswersDialog, lambda asked: asked.reject())
        dialog.try_save()

    in_dialog(ImportRunsDialog, once_read(qtbot, add))
    running.window.commands.files.take_files([export])
    assert [it.metres for it in running.diary.activities] == [5010]
