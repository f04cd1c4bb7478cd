"""History: who changed an entry and when, reached from the entry itself, and of the whole diary."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QAbstractButton, QLabel

from kneerehab.domain.codes import ActivityKind, Clinician, Side
from kneerehab.domain.plan_records import PlanChange
from kneerehab.domain.record import new_id
from kneerehab.domain.trail import Professional
from kneerehab.domain.training import ExerciseSet
from kneerehab.gui.files.exporting import ExportDialog
from kneerehab.gui.files.handover import HandOverDialog
from kneerehab.gui.forms import history
from kneerehab.gui.forms.history import HistoryDialog
from kneerehab.gui.forms.record_dialog import RecordDialog, blank
from kneerehab.gui.forms.run.dialog import LogRunDialog
from kneerehab.gui.look.button import Link
from kneerehab.gui.look.locale import day_and_year
from kneerehab.gui.progress.report_dialog import ReportDialog
from kneerehab.services.edit import Edit
from kneerehab.services.exercises import starting_dose

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

DANA = Professional(name="Dana Roth", kind=Clinician.PHYSIO)


@pytest.fixture
def running(program: Any) -> Any:
    return program("new-runner", now=datetime(2026, 3, 6, 8, 5), first="learn")


def words(dialog: Any) -> list[str]:
    return [label.text() for label in dialog.findChildren(QLabel) if label.text()]


def links(dialog: Any) -> list[Link]:
    return [link for link in dialog.findChildren(Link) if link.text() == "History"]


def test_an_entry_tells_what_was_changed_by_whom_and_what_was_undone_the_newest_first(running: Any) -> None:
    first = running.diary.check_ins[0]
    running.workspace.put_to_work(DANA)
    assert running.workspace.save("Check-in", replace(first, swelling=not first.swelling, note="<b>Warm</b>"))
    running.workspace.put_to_work(None)
    running.workspace.undo_stack.undo()
    said = words(HistoryDialog(running.workspace, first, running.window))
    undone, changed = said.index("Changed by undo or redo"), said.index("Changed")
    assert undone < changed
    assert "Dana Roth, Physiotherapist" in said[changed + 1]
    assert "Dana Roth" not in said[undone + 1]
    yes, no = ("yes", "no") if first.swelling else ("no", "yes")
    assert said[changed + 2 : changed + 4] == ["Swelling, new or more than before", f"{yes} → {no}"]
    assert "The text was changed; it is not kept here." in said


def test_an_entry_that_was_never_changed_says_so(running: Any) -> None:
    (line,) = [
        text
        for text in words(HistoryDialog(running.workspace, running.diary.check_ins[0], running.window))
        if text.startswith("Nothing was changed")
    ]
    assert "came with a file" in line


def test_the_forms_of_entries_lead_there_and_those_of_new_ones_do_not(
    running: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[Any] = []
    monkeypatch.setattr(HistoryDialog, "exec", lambda self: shown.append(self))
    check = running.diary.check_ins[0]
    (link,) = links(RecordDialog(running.workspace, check, running.window))
    link.click()
    assert len(shown) == 1
    made: Any = blank("check_ins", check.at.date(), check.at, running.diary.plan.affected, 15)
    assert not links(RecordDialog(running.workspace, made, running.window))
    assert not links(LogRunDialog(running.workspace, ActivityKind.RUN, parent=running.window))


def test_the_whole_diary_tells_of_what_is_deleted_too_and_counts_what_is_older(
    running: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = running.diary.check_ins[0]
    assert running.workspace.save("Deleted", removed=(first,))
    said = words(HistoryDialog(running.workspace, None, running.window))
    assert "Pain check-in: Deleted" in said
    assert said[said.index("Limping") + 1] == "no", "what was deleted has no new value"
    monkeypatch.setattr(history, "_MOST", 1)
    said = words(HistoryDialog(running.workspace, None, running.window))
    assert "1 older line. File > Export writes them all." in said
    assert not any("came with a file" in text for text in said)


def test_the_whole_diary_says_which_entry_it_was(running: Any) -> None:
    workspace = running.workspace
    assert workspace.save("Dose", starting_dose("clamshell", workspace.today()))
    first = workspace.diary.check_ins[0]
    assert workspace.save("Check-in", replace(first, swelling=not first.swelling))
    said = words(HistoryDialog(workspace, None, running.window))
    dose = said[said.index("Exercise plan: Added") + 2]
    assert dose.startswith(f"Entry of {day_and_year(workspace.today())}, as it is now: Clamshell, ")
    check = said[said.index("Pain check-in: Changed") + 2]
    assert check.startswith(f"Entry of {day_and_year(first.at.date())}, as it is now: ")
    alone = words(HistoryDialog(workspace, first, running.window))
    assert not any("as it is now" in text for text in alone), "that is what the history was opened from"


def test_what_was_done_to_many_entries_alike_is_said_once(running: Any) -> None:
    workspace = running.workspace
    at = datetime(2026, 3, 6, 18)
    done = [ExerciseSet(id=new_id(), at=at, exercise="clamshell", side=Side.LEFT, sets=3, reps=10) for _n in range(4)]
    assert workspace.save("Paper week", *done)
    workspace.undo_stack.undo()
    workspace.undo_stack.redo()
    said = words(HistoryDialog(workspace, None, running.window))
    (again,) = [text for text in said if "Brought back by undo or redo" in text]
    assert again.endswith("(4 entries)")
    assert len([text for text in said if "Taken away by undo or redo" in text]) == 4, "each with its own values"


def test_the_export_dialog_writes_it(running: Any, qtbot: Any, tmp_path: Path) -> None:
    dialog = ExportDialog(running.workspace, running.window)
    dialog.rows["trail"].setChecked(True)
    dialog.write(tmp_path / "out.trail.json")
    qtbot.waitUntil(lambda: dialog.written is not None)
    found = json.loads((tmp_path / "out.trail.json").read_bytes())
    assert (found["format"], len(found["lines"])) == ("kneerehab-trail", 1)


def test_it_names_the_runner_only_if_that_is_chosen_also_where_the_name_was_changed(
    running: Any, qtbot: Any, tmp_path: Path
) -> None:
    workspace = running.workspace
    before, named = workspace.runner.name, "Wilhelmine Neu"
    assert workspace.attempt_edit(workspace.runner.id, Edit(runner=replace(workspace.runner, name=named)))
    for chosen in (False, True):
        dialog = ExportDialog(workspace, running.window)
        dialog.rows["trail"].click()
        dialog.with_name.setChecked(chosen)
        dialog.write(tmp_path / "out.trail.json")
        qtbot.waitUntil(lambda dialog=dialog: dialog.written is not None)
        text = (tmp_path / "out.trail.json").read_text(encoding="utf-8")
        assert (named in text, f'"{before}"' in text) == (chosen, chosen)
        assert '"name"' in text


def test_a_plan_change_tells_who_decided_it_and_a_later_one_by_the_runner_does_not(running: Any) -> None:
    made = PlanChange(id=new_id(), date=running.workspace.today(), settings={"runs_per_week": 2})
    running.workspace.put_to_work(DANA)
    assert running.workspace.save("Plan change", made)
    shown = words(RecordDialog(running.workspace, running.diary.find(made.id), running.window))
    assert "Decided by Dana Roth, Physiotherapist" in shown
    running.workspace.put_to_work(None)
    assert running.workspace.save("Plan change", replace(made, settings={"runs_per_week": 3}))
    shown = words(RecordDialog(running.workspace, running.diary.find(made.id), running.window))
    assert not [text for text in shown if "Dana Roth" in text]


def test_a_hidden_name_is_hidden_in_history_handover_and_on_the_choices_of_paper(running: Any, qtbot: Any) -> None:
    workspace, window = running.workspace, running.window
    name = workspace.runner.name
    workspace.change_settings(hide_names=True)
    for dialog in (
        HistoryDialog(workspace, None, window),
        HandOverDialog(workspace, window),
        ReportDialog(workspace, window),
    ):
        qtbot.addWidget(dialog)
        said = [*words(dialog), *(button.text() for button in dialog.findChildren(QAbstractButton))]
        assert not any(name in text for text in said), type(dialog)
