"""The Export dialog through the real window: every form is written, says what it tells, and shows what goes wrong."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from fhir.resources.R4B.bundle import Bundle
from icalendar import Calendar
from PySide6.QtWidgets import QApplication, QFileDialog

from kneerehab.exchange.diary_json import read_diary
from kneerehab.gui.files.exporting import FORMS, ExportDialog
from kneerehab.gui.look.banner import Banner
from kneerehab.services.exercises import starting_dose
from kneerehab.wording.summary import code_of
from tests import builders
from tests.gui.modal import in_dialog

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # remarks of the offscreen platform

NOW = datetime(2026, 3, 12, 20, 0)
BOOK = builders.diary(
    builders.quiet_days(1, 11), builders.run(2), builders.ice(3), starting_dose("step-down", builders.day(1)),
    name="Mira Holm",
)  # fmt: skip


@pytest.fixture
def running(program: Any) -> Any:
    return program(BOOK, now=NOW, first="learn")


def export(running: Any, act: Any) -> None:
    in_dialog(ExportDialog, act)
    running.window.commands.files.export_diary()


def chosen(form: str, place: Path, **more: bool) -> Any:
    def act(dialog: ExportDialog) -> None:
        dialog.rows[form].setChecked(True)
        for toggle, on in more.items():
            getattr(dialog, toggle).setChecked(on)
        if FORMS[form].ending:
            dialog.write(place)
        else:
            dialog.write_tables(place)

    return act


def banners(running: Any) -> str:
    QApplication.processEvents()
    found = running.window.findChildren(Banner)
    return " ".join(banner.message() for banner in found if banner.isVisible())


def test_the_whole_diary_is_written(running: Any, tmp_path: Path) -> None:
    export(running, chosen("json", tmp_path / "a.json"))
    assert read_diary((tmp_path / "a.json").read_bytes()).check_ins == BOOK.check_ins
    assert "Written to a.json." in banners(running)


def test_tables_are_written_into_a_folder(running: Any, tmp_path: Path) -> None:
    export(running, chosen("csv", tmp_path / "tables"))
    assert (tmp_path / "tables" / "days.csv").is_file()
    assert running.workspace.runner.name not in (tmp_path / "tables" / "runner.csv").read_text(encoding="utf-8")
    assert "Written to tables." in banners(running)


def test_a_calendar_is_neutral_until_more_is_wanted(running: Any, tmp_path: Path) -> None:
    file = tmp_path / "a.ics"
    export(running, chosen("ics", file))
    plain = {str(event["summary"]) for event in Calendar.from_ical(file.read_bytes()).events}
    assert "Exercises" in plain
    assert b"Mira" not in file.read_bytes()
    assert b"Step-down" not in file.read_bytes()
    assert "entries from today on." in banners(running)
    export(running, chosen("ics", file, with_name=True, with_details=True))
    told = {str(event["summary"]) for event in Calendar.from_ical(file.read_bytes()).events}
    assert {f"Mira Holm: {title}" for title in plain} <= told
    assert b"Step-down" in file.read_bytes()


def test_a_bundle_has_the_report_and_the_pseudonym(running: Any, tmp_path: Path) -> None:
    file = tmp_path / "a.json"
    export(running, chosen("fhir", file))
    kinds = {entry.resource.get_resource_type() for entry in Bundle.model_validate_json(file.read_bytes()).entry}
    assert {"Patient", "Observation", "CarePlan", "DocumentReference", "OperationOutcome"} <= kinds
    assert b"Mira" not in file.read_bytes()
    assert code_of(BOOK.runner.id) in file.read_text(encoding="utf-8")
    assert "1 kind of entry has no code" in banners(running)
    export(running, chosen("fhir", file, with_name=True))
    assert json.loads(file.read_bytes())["entry"][0]["resource"]["name"][0]["text"] == "Mira Holm"


def test_a_choice_that_was_made_for_another_form_tells_nobody(running: Any, tmp_path: Path) -> None:
    file = tmp_path / "a.json"

    def act(dialog: ExportDialog) -> None:
        dialog.rows["ics"].setChecked(True)
        dialog.with_name.setChecked(True)
        chosen("json", file)(dialog)

    export(running, act)
    assert read_diary(file.read_bytes()).runner.name == "Mira Holm"  # a diary is a diary


def test_what_goes_wrong_is_shown_and_the_dialog_stays(running: Any, tmp_path: Path, qtbot: Any) -> None:
    def act(dialog: ExportDialog) -> None:
        chosen("ics", tmp_path / "nowhere" / "a.ics")(dialog)
        qtbot.waitUntil(dialog.failure.isVisible)
        assert dialog.save_button.isEnabled()
        assert "No such file" in dialog.failure.message()
        dialog.reject()

    export(running, act)
    assert not list(tmp_path.iterdir())


def test_a_dialog_that_is_closed_meanwhile_writes_nothing(running: Any, tmp_path: Path, qtbot: Any) -> None:
    def act(dialog: ExportDialog) -> None:
        chosen("fhir", tmp_path / "a.json")(dialog)
        assert not dialog.save_button.isEnabled()
        dialog.reject()

    export(running, act)
    qtbot.wait(300)
    assert not list(tmp_path.iterdir())


def test_each_form_says_who_learns_what_and_offers_what_goes_with_it(running: Any) -> None:
    def act(dialog: ExportDialog) -> None:
        seen = {}
        for form, row in dialog.rows.items():
            row.click()
            seen[form] = (dialog.with_name.isVisible(), dialog.with_details.isVisible())
        assert {form for form, (name, _details) in seen.items() if name} == {"csv", "ics", "trail", "fhir"}
        assert {form for form, (_name, details) in seen.items() if details} == {"ics"}
        assert "A pseudonym" in dialog.about.text()
        dialog.rows["ics"].click()
        assert "Titles are neutral" in dialog.about.text()
        dialog.with_details.click()
        assert "Titles are neutral" not in dialog.about.text()
        dialog.reject()

    export(running, act)


def test_the_suggested_name_tells_patients_apart_and_names_nobody(
    running: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def ask(_parent: Any, _title: str, name: str, _filter: str) -> tuple[str, str]:
        asked.append(name)
        return str(tmp_path / "mine"), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", ask)

    def act(dialog: ExportDialog) -> None:
        dialog.rows["ics"].setChecked(True)
        dialog.try_save()

    export(running, act)
    assert asked == [f"calendar-{code_of(BOOK.runner.id)}.ics"]
    assert [file.name for file in tmp_path.iterdir()] == ["mine.ics"]
