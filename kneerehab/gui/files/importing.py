"""An import of runs from beginning to end: look, add as one step, keep the files if wished, ask what no watch knows."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QWidget

from kneerehab.domain.activity import Activity
from kneerehab.domain.errors import KneerehabError
from kneerehab.exchange.activities import holds_runs, suffixes
from kneerehab.gui.files.import_runs import ImportRunsDialog
from kneerehab.gui.shell.host import Host
from kneerehab.gui.shell.whose import said_for
from kneerehab.gui.shell.workspace import Workspace
from kneerehab.i18n import _, ngettext
from kneerehab.services import backups, kept_copies
from kneerehab.wording.system import system_reason


def take_runs(host: Host, workspace: Workspace, files: Sequence[Path]) -> bool:
    """Import runs for the open runner: look, add as one step, then ask what no watch knows; whether any were added."""
    if workspace.runner_id is None:
        host.tell("info", _("Please add a runner first."), _("Then the runs have a diary to go to."))
        return False
    dialog = ImportRunsDialog(workspace, expanded(files), host.widget)
    if not dialog.exec() or not dialog.records:
        return False
    try:
        backups.back_up_before(kept_copies.Kind.IMPORT, workspace.diaries.database.path, workspace.now())
    except KneerehabError as fault:
        host.tell("danger", _("Nothing was imported."), str(fault))
        return False
    count = len(dialog.records)
    words = ngettext("{n} activity imported", "{n} activities imported", count).format(n=count)
    if not workspace.save(said_for(workspace, words), *dialog.shoes, *dialog.records):
        return False
    if workspace.settings.keep_recordings and not workspace.diaries.database.is_locked:
        keep_recordings(host, workspace, dialog)
    ask_what_is_missing(host.widget, workspace, dialog.records)
    return True


def keep_recordings(host: Host, workspace: Workspace, dialog: ImportRunsDialog) -> None:
    """Keep the files beside the diary; the runs are saved by now, so a failure is only told."""
    from kneerehab.exchange import recordings

    try:
        recordings.keep(workspace.diaries.database.path.parent, dialog.files, dialog.added)
    except OSError as fault:
        host.tell("caution", _("The files of the runs could not be kept."), system_reason(fault))


def ask_what_is_missing(window: QWidget, workspace: Workspace, records: Sequence[Activity]) -> None:
    """Ask once for pain and form of what was imported; it can be skipped."""
    from kneerehab.gui.files.answers import AnswersDialog, askable

    asked = askable(records, workspace.today())
    if asked:
        AnswersDialog(workspace, asked, window).exec()


def expanded(files: Sequence[Path]) -> list[Path]:
    """The files, and those of a known kind in folders among them."""
    found: list[Path] = []
    for file in files:
        if file.is_dir():
            known = (path for path in file.rglob("*") if path.name.casefold().endswith(suffixes()))
            found += sorted(path for path in known if holds_runs(path))
        else:
            found.append(file)
    return found


def file_filter() -> str:
    """What the file dialog offers."""
    runs = " ".join(f"*{suffix}" for suffix in suffixes())  # .json among them, as diaries are
    return _("Diaries and runs ({all});;Diaries ({diaries});;All files (*)").format(all=runs, diaries="*.json")
