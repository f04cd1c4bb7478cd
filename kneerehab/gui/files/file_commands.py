"""What the File menu does: import and hand over, export, backups; also what is dropped onto the window."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from kneerehab.domain.errors import KneerehabError
from kneerehab.i18n import _

if TYPE_CHECKING:
    from kneerehab.gui.shell.host import Host
    from kneerehab.gui.shell.workspace import Workspace
    from kneerehab.services.backups import Daily


class FileCommands:
    """Lives as long as a workspace is open in the window."""

    def __init__(self, host: Host, workspace: Workspace) -> None:
        self.host = host
        self.workspace = workspace
        self._told_copy: object = None
        self._copy_is_well: Callable[[], object] = lambda: None

    # in
    def ask_files(self) -> None:
        """Ask for files to import, as many as wanted."""
        from kneerehab.gui.files.importing import file_filter
        from kneerehab.gui.look.choosing import files_to_read

        files = files_to_read(self.host.widget, _("Import"), file_filter())
        if files:
            self.take_files([Path(file) for file in files])

    def take_files(self, files: list[Path]) -> None:
        """Take in files from the dialog or dropped onto the window: diaries with one preview, runs with another."""
        from kneerehab.exchange.activities import holds_runs

        # Exports of websites are .json files as well as diaries.
        runs = [file for file in files if file.suffix.casefold() != ".json" or holds_runs(file)]
        diaries = [file for file in files if file not in runs]
        if len(diaries) == 1:
            self._take_diary(diaries[0])
        elif diaries:
            self._take_diaries(diaries)
        if runs:
            self._take_runs(runs)

    def _take_diary(self, file: Path) -> None:
        from kneerehab.gui.files.handover import take_diary

        take_diary(self.host, self.workspace, file)

    def _take_diaries(self, files: list[Path]) -> None:
        from kneerehab.gui.files.many_diaries import take_diaries

        take_diaries(self.host, self.workspace, files)

    def _take_runs(self, files: list[Path]) -> None:
        from kneerehab.gui.files.importing import take_runs

        take_runs(self.host, self.workspace, files)

    # out
    def hand_over(self) -> None:
        """Write the diary for another computer, locked with a passphrase if wanted."""
        if self.workspace.runner_id is None:
            return
        from kneerehab.gui.files.handover import HandOverDialog

        dialog = HandOverDialog(self.workspace, self.host.widget)
        if dialog.exec() and dialog.written is not None:
            self.host.tell("success", _("Diary written to {file}.").format(file=dialog.written.name))

    def export_diary(self) -> None:
        """Write the open diary for another program: whole, as tables, as a calendar, or for a clinic's system."""
        if self.workspace.runner_id is None:
            return
        from kneerehab.gui.files.exporting import ExportDialog

        dialog = ExportDialog(self.workspace, self.host.widget)
        if dialog.exec() and dialog.written is not None:
            self.host.tell("success", _("Written to {file}.").format(file=dialog.written.name), dialog.remark)

    # backups
    def show_backups(self) -> None:
        """The list of copies; restoring one closes the diary and opens it again."""
        from kneerehab.gui.files.backups import BackupsDialog

        workspace = self.workspace
        dialog = BackupsDialog(
            workspace.diaries.database.path,
            workspace.settings.backup_folder,
            lambda folder: workspace.change_settings(backup_folder=folder),
            self.host.widget,
        )
        if dialog.exec() and dialog.chosen is not None:
            self.host.restore(dialog.chosen)

    def daily_backup_done(self, result: Daily | Exception) -> None:
        """Tell what is wrong with the copy of the day, once a day and until it works; nothing if it went well."""
        news = _copy_news(result)
        told = (news, None if news is None or news[0] == "info" else self.workspace.today())
        if told == self._told_copy:
            return
        self._copy_is_well()
        self._told_copy, self._copy_is_well = told, lambda: None
        if news is not None:
            self._copy_is_well = self.host.tell(*news, link=_("Backups…"), act=self.show_backups)
        if isinstance(result, Exception) and not isinstance(result, KneerehabError):
            raise result  # a bug goes to the log and its report as well


def _copy_news(result: Daily | Exception) -> tuple[str, str, str] | None:
    """Kind, lead and text of what is wrong with the copy of the day."""
    if isinstance(result, Exception):
        words = str(result) if isinstance(result, KneerehabError) else _("It is tried again every quarter of an hour.")
        return "danger", _("No copy was made today."), words
    if result.clear:
        names = ", ".join(path.name for path in result.clear)
        return "caution", _("The diary is locked, but anyone can read these files beside it:"), names
    if result.missing is not None:
        words = _("{folder} is not there. The second copy is made as soon as it is.")
        return "info", _("No second copy."), words.format(folder=result.missing)
    return None if result.fault is None else ("caution", _("No second copy."), result.fault)
