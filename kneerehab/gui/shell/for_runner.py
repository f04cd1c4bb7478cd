"""Commands that need somebody's diary; what they open is imported when it is first wanted."""

from __future__ import annotations

from kneerehab.gui.shell.command import Command, Letter
from kneerehab.gui.shell.frame import Frame
from kneerehab.gui.shell.host import Host
from kneerehab.gui.shell.workspace import Workspace


def run(command: Command, workspace: Workspace, window: Frame, host: Host) -> None:
    """Open the dialog, page or window that a command stands for; `window` and `host` are the same."""
    match command:
        case Command.QUICK_ENTRY:
            if window.current_page != "today":
                workspace.open_today()
            host.press(Letter.QUICK_ENTRY)
        case Command.PRESENTER:
            from kneerehab.gui.presenter.window import present

            present(workspace, window)
        case Command.SHOES:
            from kneerehab.gui.shoes.dialog import ShoesDialog

            ShoesDialog(workspace, window).exec()
        case Command.HISTORY:
            from kneerehab.gui.forms.history import HistoryDialog

            HistoryDialog(workspace, None, window).exec()
        case Command.REPORT:
            from kneerehab.gui.progress.report_dialog import ReportDialog

            ReportDialog(workspace, window).exec()
        case Command.PAPER_WEEK:
            from kneerehab.gui.progress.paper_week_dialog import PaperWeekDialog

            PaperWeekDialog(workspace, window).exec()
        case Command.VISITS:
            window.show_page("visits")
        case Command.PROGRAMME:
            from kneerehab.gui.progress.programme_dialog import ProgrammeDialog

            ProgrammeDialog(workspace, window).exec()
