"""Deleting a runner's diary: asked for, with what the backups still hold, and taken out of them, too, if wished."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QWidget

from kneerehab.gui.look.locale import day_and_year
from kneerehab.gui.look.question import Question
from kneerehab.gui.look.toggle import CheckBox
from kneerehab.gui.shell.daily_backup import DailyBackup
from kneerehab.gui.shell.host import Host, host_of
from kneerehab.gui.shell.tasks import in_background
from kneerehab.gui.shell.workspace import Workspace
from kneerehab.i18n import _, ngettext
from kneerehab.services.backups import chosen_folder
from kneerehab.services.kept_copies import FOLDER, Backup, asides, holding, in_folders
from kneerehab.services.runners import Known
from kneerehab.wording.runners import full_name


def ask_and_delete(workspace: Workspace, runner: Known, parent: QWidget) -> bool:
    """Ask, and delete; True if the diary is gone. Backups follow in the background, and what came of it is told."""
    file = workspace.diaries.database.path
    second = chosen_folder(workspace.settings.backup_folder, file)
    held = holding(runner.id, _copies(file, second))
    question = Question(
        parent,
        _("Delete the whole diary of {name}?").format(name=full_name(runner.name)),
        _("This can’t be undone here. To keep a copy, export the diary first.") + " " + _kept_in(held),
        stay=_("Keep"),
        go=_("Delete diary"),
    )
    also = CheckBox(_("Take it out of the backups, too"))
    if held:
        question.body.addWidget(also)
    host = host_of(parent)
    if not question.exec():
        return False
    erases = not held or also.isChecked()  # without any: what was said of the backups is to stay true
    if not workspace.delete_runner(runner.id):
        return False
    if erases and host is not None:
        _erase(runner.id, file, second, host, asked=bool(held))
    return True


def _copies(file: Path, second: Path | None) -> tuple[Backup, ...]:
    return (*in_folders(file.parent / FOLDER, second), *asides(file))


def _kept_in(held: tuple[Backup, ...]) -> str:
    """Which copies still hold a runner."""
    if not held:
        return _("No backup holds it.")
    words = ngettext("{n} backup still holds it: {days}.", "{n} backups still hold it: {days}.", len(held))
    return words.format(n=len(held), days=_days(held)) + " " + _("File > Backups can delete them.")


def _days(held: tuple[Backup, ...]) -> str:
    return ", ".join(dict.fromkeys(day_and_year(backup.made.date()) for backup in held))


def _erase(runner_id: str, file: Path, second: Path | None, host: Host, *, asked: bool) -> None:
    """Out of the copies as they are now: that of the day may have been made while the question stood there."""
    from kneerehab.services.erasing import erase

    under_way = host.widget.findChildren(DailyBackup)

    def work() -> tuple[Backup, ...]:
        for daily in under_way:
            daily.wait()
        return erase(runner_id, _copies(file, second))

    def told(left: tuple[Backup, ...]) -> None:
        if not left:
            if not asked:
                return
            host.tell("success", _("The deleted diary is out of every backup here, too."))
            return
        lead = ngettext(
            "{n} backup could not be changed, and may still hold the deleted diary.",
            "{n} backups could not be changed, and may still hold the deleted diary.",
            len(left),
        )
        names = ", ".join(copy.path.name for copy in left)
        host.tell("caution", lead.format(n=len(left)), names + ". " + _("File > Backups can delete them."))

    in_background(host.widget, work, told)
