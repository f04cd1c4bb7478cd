"""Many diaries at once through the real window: one preview, one passphrase, one copy, and what each file brings."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication

from kneerehab.domain.diary import Diary
from kneerehab.exchange.diary_json import write_diary
from kneerehab.exchange.handover import lock
from kneerehab.gui.files.many_diaries import ManyDiariesDialog
from kneerehab.gui.look.banner import Banner
from kneerehab.services import kept_copies
from kneerehab.services.many_diaries import look_into
from tests import builders
from tests.gui.modal import in_dialog

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # remarks of the offscreen platform

NOW = datetime(2026, 3, 12, 20, 0)
BOOK = builders.diary(builders.quiet_days(1, 3), name="Mira")
PHRASE = "correct horse"


@pytest.fixture
def running(program: Any) -> Any:
    return program(BOOK, now=NOW, first="learn")


def people(count: int) -> list[Diary]:
    return [builders.diary(builders.quiet_days(1, 2), name=f"Runner {number:02}") for number in range(count)]


def put(folder: Path, name: str, diary: Diary, phrase: str = "") -> Path:
    data = write_diary(diary, None)
    file = folder / name
    file.write_bytes(lock(data, phrase) if phrase else data)
    return file


def take(running: Any, qtbot: Any, files: list[Path], act: Callable[[ManyDiariesDialog], None]) -> None:
    def run(dialog: ManyDiariesDialog) -> None:
        qtbot.waitUntil(lambda: bool(dialog.looks))
        act(dialog)

    in_dialog(ManyDiariesDialog, run)
    running.window.commands.files.take_files(files)


def lines(dialog: ManyDiariesDialog) -> list[str]:
    return [dialog.list.item(row).text() for row in range(dialog.list.count())]


def names(running: Any) -> set[str]:
    return {runner.name for runner in running.workspace.diaries.runners()}


def banners(running: Any) -> str:
    QApplication.processEvents()
    return " ".join(banner.message() for banner in running.window.findChildren(Banner) if banner.isVisible())


def test_thirty_files_are_one_preview_and_one_copy(running: Any, qtbot: Any, tmp_path: Path) -> None:
    files = [put(tmp_path, f"{number:02}.json", diary) for number, diary in enumerate(people(30))]
    seen: list[str] = []

    def act(dialog: ManyDiariesDialog) -> None:
        seen.extend(lines(dialog))
        dialog.try_save()

    take(running, qtbot, files, act)
    assert len(seen) == 30
    assert "not here yet, 2 entries" in seen[0]
    assert names(running) == {"Mira", *(f"Runner {number:02}" for number in range(30))}
    assert running.workspace.runner.name == "Mira"  # whoever was open stays open
    assert "30 diaries taken in." in banners(running)
    assert "60 added" in banners(running)
    copies = kept_copies.in_folders(running.workspace.diaries.database.path.parent / kept_copies.FOLDER)
    assert len([copy for copy in copies if copy.kind is kept_copies.Kind.IMPORT]) == 1


def test_what_is_not_ticked_stays_out_and_nothing_ticked_can_not_be_imported(
    running: Any, qtbot: Any, tmp_path: Path
) -> None:
    files = [put(tmp_path, f"{number}.json", diary) for number, diary in enumerate(people(3))]

    def act(dialog: ManyDiariesDialog) -> None:
        for row in range(3):
            dialog.list.item(row).setCheckState(Qt.CheckState.Unchecked)
        assert not dialog.save_button.isEnabled()
        dialog.list.item(1).setCheckState(Qt.CheckState.Checked)
        dialog.try_save()

    take(running, qtbot, files, act)
    assert names(running) == {"Mira", "Runner 01"}


def test_known_runners_are_merged_and_their_undo_waits_for_them(running: Any, qtbot: Any, tmp_path: Path) -> None:
    newer = running.diary.changed_by([builders.check_in(5)])
    files = [put(tmp_path, "newer.json", newer), put(tmp_path, "same.json", newer), *(
        put(tmp_path, f"{number}.json", diary) for number, diary in enumerate(people(1))
    )]  # fmt: skip

    def act(dialog: ManyDiariesDialog) -> None:
        assert "1 new" in lines(dialog)[0]
        assert len(lines(dialog)) == 2
        assert "same.json" in dialog.known.lines.text()  # once the first is in, the second brings nothing
        assert "1 runner new here, 2 runners known" in dialog.subtitle.text()
        dialog.try_save()

    take(running, qtbot, files, act)
    assert len(running.diary.check_ins) == 4
    running.window.commands.undo()
    assert len(running.diary.check_ins) == 3


def test_a_file_that_can_not_be_read_stops_no_other(running: Any, qtbot: Any, tmp_path: Path) -> None:
    bad = tmp_path / "bad.json"
    bad.write_bytes(b"{}")
    half = tmp_path / "half.json"
    half.write_bytes(write_diary(BOOK, None)[:-40])
    files = [bad, half, tmp_path / "nowhere.json", put(tmp_path, "good.json", people(1)[0])]

    def act(dialog: ManyDiariesDialog) -> None:
        said = dialog.wrong.lines.text()
        assert "bad.json: This is no diary of kneerehab, or only a part of one." in said
        assert "half.json: This is no diary of kneerehab, or only a part of one." in said
        assert "nowhere.json: No such file" in said
        dialog.try_save()

    take(running, qtbot, files, act)
    assert names(running) == {"Mira", "Runner 00"}


def test_one_passphrase_opens_all_it_fits_and_another_is_asked_for_the_rest(
    running: Any, qtbot: Any, tmp_path: Path
) -> None:
    phrases = (PHRASE, PHRASE, "another horse")
    files = [put(tmp_path, f"{number}.json", diary, phrases[number]) for number, diary in enumerate(people(3))]

    def try_phrase(dialog: ManyDiariesDialog, phrase: str) -> None:
        dialog.locked.control.setText(phrase)
        dialog.open_button.click()
        qtbot.waitUntil(lambda: dialog.bar.isHidden(), timeout=20_000)

    def act(dialog: ManyDiariesDialog) -> None:
        assert lines(dialog) == []
        assert not dialog.save_button.isEnabled()
        try_phrase(dialog, "wrong horse")
        assert dialog.locked.error() == "This passphrase opens none of them."
        try_phrase(dialog, PHRASE)
        assert len(lines(dialog)) == 2
        assert dialog.wrong.lines.text() == "2.json: locked"
        try_phrase(dialog, "another horse")
        assert len(lines(dialog)) == 3
        assert dialog.locked.isHidden()
        dialog.try_save()

    take(running, qtbot, files, act)
    assert names(running) == {"Mira", "Runner 00", "Runner 01", "Runner 02"}


def test_a_second_of_one_name_is_pointed_out(running: Any, qtbot: Any, tmp_path: Path) -> None:
    files = [put(tmp_path, "a.json", builders.diary(name="mira")), put(tmp_path, "b.json", people(1)[0])]

    def act(dialog: ManyDiariesDialog) -> None:
        assert "same name as someone here" in lines(dialog)[0]
        assert "The two diaries stay apart." in dialog.details.text()
        dialog.reject()

    take(running, qtbot, files, act)
    assert names(running) == {"Mira"}


def test_cancelled_while_they_come_in_it_keeps_those_that_are_in(running: Any, qtbot: Any, tmp_path: Path) -> None:
    files = [put(tmp_path, f"{number}.json", diary) for number, diary in enumerate(people(5))]

    def act(dialog: ManyDiariesDialog) -> None:
        # Not by looking now and then: on a quick machine there may be three by then.
        dialog.bar.valueChanged.connect(lambda done: QTimer.singleShot(0, dialog.reject) if done == 2 else None)
        dialog.try_save()
        qtbot.waitUntil(lambda: not dialog.isVisible())

    take(running, qtbot, files, act)
    assert len(names(running)) == 3
    assert "2 diaries taken in." in banners(running)


def test_files_are_compared_as_if_those_before_were_in(running: Any, tmp_path: Path) -> None:
    ana = builders.diary(builders.quiet_days(1, 2), name="Ana")
    more = ana.changed_by([builders.check_in(3)])
    files = [put(tmp_path, "1.json", ana), put(tmp_path, "2.json", more), put(tmp_path, "3.json", replace(ana))]
    done: list[int] = []
    looks = look_into(files, running.workspace.diaries.database.path, told=done.append)
    found = [look.found for look in looks if look.found is not None]
    assert [(one.created, len(one.added), one.nothing) for one in found] == [
        (True, 2, False),
        (False, 1, False),
        (False, 0, True),
    ]
    assert done == [1, 2, 3]
    assert not found[1].same_name  # it is the same runner
