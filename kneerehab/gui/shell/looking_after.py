"""What goes on beside an open diary: clipboard, lock, the copy of the day, and runs that come by themselves."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from kneerehab import paths
from kneerehab.gui.shell.main_window import MainWindow
from kneerehab.gui.shell.workspace import Workspace


def look_after(window: MainWindow, workspace: Workspace, folder: Path) -> None:
    """From now on, once the window is there: clipboard, lock, the copy of the day, new runs."""
    from kneerehab.gui.files.run_watch import RunWatch
    from kneerehab.gui.shell.clipboard import ClipboardWatch
    from kneerehab.gui.shell.daily_backup import DailyBackup

    file = paths.database_file(folder)
    window.hold(ClipboardWatch(window).stop)
    if workspace.diaries.database.is_locked:
        from kneerehab.gui.lock.watch import LockWatch

        window.hold(LockWatch(window, workspace, file).stop)
    daily = DailyBackup(file, datetime.now, lambda: workspace.settings.backup_folder, window)
    daily.done.connect(window.commands.files.daily_backup_done)
    window.hold(daily.stop)
    window.hold(RunWatch(workspace, paths.seen_runs_file(folder), window).stop)
