"""Own exercise sets in the window: a shipped one is copied, changed by phase, saved as a file, used and deleted."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from kneerehab import i18n, library
from kneerehab.domain.codes import Phase, Zone
from kneerehab.gui.exercises.ready_sets import ReadySetDialog
from kneerehab.gui.exercises.set_editor import SetEditor
from kneerehab.gui.look.question import Question
from kneerehab.paths import own_sets_dir, resources_dir
from kneerehab.services.exercises import prescribed
from kneerehab.services.own_sets import own_sets, save_set

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

NOW = datetime(2026, 3, 6, 8, 5)
TENDON = next(one for one in library.protocols() if Zone.BELOW_KNEECAP in one.zones)


@pytest.fixture
def running(program: Any) -> Any:
    return program("new-runner", now=NOW, first="exercises")


@pytest.fixture
def dialog(running: Any) -> ReadySetDialog:
    return ReadySetDialog(running.workspace, Phase.CALM, running.window)


@pytest.fixture
def folder(running: Any) -> Path:
    return own_sets_dir(running.folder)


def then(act: Callable[[Any], None], kind: type) -> None:
    def go() -> None:
        found = QApplication.activeModalWidget()
        assert isinstance(found, kind), found
        try:
            act(found)
        finally:
            if found.isVisible():
                found.done(0)

    QTimer.singleShot(0, go)


def keys(dialog: ReadySetDialog) -> list[str]:
    return [dialog.which.itemData(number) for number in range(dialog.which.count())]


def test_a_shipped_set_is_copied_changed_saved_and_used(running: Any, dialog: ReadySetDialog, folder: Path) -> None:
    def change(editor: SetEditor) -> None:
        assert editor.name.text() == "Copy of Below the kneecap"
        editor.name.setText("Tendon, slow")
        editor.phase.segments["BUILD"].click()
        assert editor.exercises.chosen() == tuple(
            slug for slug in library.exercises() if slug in TENDON.sets[Phase.BUILD].exercises
        )
        editor.exercises.chips["deadlift"].click()
        editor.rests.chips["prisoner-squat"].click()
        assert not editor.exercises.chips["prisoner-squat"].isChecked(), "what rests is not in the set"
        editor.try_save()

    dialog.which.set_value(TENDON.slug)
    then(change, SetEditor)
    dialog.copy_button.click()
    (made,) = own_sets(folder).sets
    assert (made.name, made.zones) == ("Tendon, slow", (Zone.BELOW_KNEECAP,))
    before = [slug for slug in TENDON.sets[Phase.BUILD].exercises if slug != "prisoner-squat"]
    assert made.sets[Phase.BUILD].exercises == (*before, "deadlift")
    assert made.sets[Phase.BUILD].rests == ("prisoner-squat",)
    assert made.sets[Phase.CALM] == TENDON.sets[Phase.CALM]
    assert dialog.which.value() == f"own {made.slug}"
    dialog.phase.set_value("BUILD")
    dialog.others.set_value("leave")
    assert dialog.save()
    left = {dose.exercise for dose in prescribed(running.diary, NOW.date()).values() if not dose.is_professional}
    assert left == set(made.sets[Phase.BUILD].exercises) - {
        dose.exercise for dose in prescribed(running.diary, NOW.date()).values() if dose.is_professional
    }


def test_an_own_set_is_changed_in_place_and_deleted_after_asking(dialog: ReadySetDialog, folder: Path) -> None:
    save_set(folder, TENDON)
    dialog._read(f"own {TENDON.slug}")

    def rename(editor: SetEditor) -> None:
        editor.name.setText("Ours")
        editor.try_save()

    then(rename, SetEditor)
    dialog.edit_button.click()
    assert [(one.slug, one.name) for one in own_sets(folder).sets] == [(TENDON.slug, "Ours")]
    then(lambda question: question.reject(), Question)
    dialog.delete_button.click()
    assert len(own_sets(folder).sets) == 1
    then(lambda question: question.accept(), Question)
    dialog.delete_button.click()
    assert own_sets(folder).sets == ()
    assert dialog.which.value() == ""
    assert dialog.edit_button.isHidden()


def test_what_is_missing_is_said_and_nothing_typed_is_lost(dialog: ReadySetDialog, folder: Path) -> None:
    save_set(folder, TENDON)
    editor = SetEditor(folder, TENDON, own_sets(folder).sets, parent=dialog, shipped=True)
    editor.name.setText("  ")
    assert not editor.save()
    assert editor.name_field.error() == "Please give the set a name."
    editor.name.setText("below THE kneecap")
    assert not editor.save()
    assert editor.name_field.error() == "There is a set of this name already."
    editor.name.setText("Mine")
    editor.phase.segments["WALK"].click()
    for slug in editor.exercises.chosen():
        editor.exercises.chips[slug].click()
    editor.phase.segments["CALM"].click()
    assert not editor.save()
    assert editor.phase.value() == "WALK"
    assert editor.error.text() == "Please choose at least one exercise for the phase Walk."
    editor.exercises.chips["clamshell"].click()
    assert editor.error.isHidden()
    assert editor.save()
    assert editor.made is not None
    assert editor.made.sets[Phase.WALK].exercises == ("clamshell",)


def test_a_disk_that_refuses_is_told(dialog: ReadySetDialog, folder: Path) -> None:
    folder.write_text("a file stands where the folder would be")
    editor = SetEditor(folder, TENDON, (), parent=dialog, shipped=True)
    assert not editor.save()
    assert editor.error.text().startswith("The set could not be saved: ")


def test_a_file_with_a_fault_is_told_and_sets_for_where_it_hurts_stand_first(
    dialog: ReadySetDialog, folder: Path, running: Any
) -> None:
    from dataclasses import replace

    save_set(folder, replace(TENDON, slug="a", name="A", zones=(Zone.BEHIND,)))
    save_set(folder, replace(TENDON, slug="b", name="B", zones=(Zone.FRONT,)))
    (folder / "c.toml").write_text("name = 'C'\n", encoding="utf-8")
    dialog._read("")
    assert Zone.FRONT in running.workspace.runner.zones
    assert keys(dialog)[:3] == ["", "own b", "own a"]
    assert dialog.faults.text() == "A file of own sets can’t be used. c.toml: sets: is required"
    with i18n.speaking(resources_dir() / "locale", "de"):
        dialog._read("")
    assert dialog.faults.text().endswith("c.toml: sets: muss angegeben sein")


def test_every_faulty_file_is_named_however_many_faults_another_has(dialog: ReadySetDialog, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "a.toml").write_text("name = 'A'\n[sets.CALM]\nexercises = ['x', 'y', 'z']\nrest = 1\n", encoding="utf-8")
    (folder / "b.toml").write_text("name = 'B'\n", encoding="utf-8")
    dialog._read("")
    lines = dialog.faults.text().splitlines()
    assert len(lines) == 5
    assert [line.partition(" used. ")[2][:6] for line in lines] == ["a.toml", "b.toml", "a.toml", "a.toml", "a.toml"]


def test_room_to_spare_goes_below_and_not_between_the_fields(dialog: ReadySetDialog, qtbot: Any) -> None:
    qtbot.addWidget(dialog)
    dialog.show()
    QApplication.processEvents()
    field = dialog.which.mapTo(dialog._content, dialog.which.rect().bottomLeft()).y()
    button = dialog.copy_button.mapTo(dialog._content, dialog.copy_button.rect().topLeft()).y()
    assert dialog._content.height() > dialog._scroll.height()
    assert button - field <= dialog.body.spacing() + 2
