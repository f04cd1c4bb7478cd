"""The window: brings a runner's diary to life in its frame, and closes it; forwards changes, keys and files.

It stands before the database is open, so that it comes up at once; `open` brings it to life.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QApplication

from kneerehab.gui.look.curtain import curtain
from kneerehab.gui.look.scroll_page import show_in_scroll_area
from kneerehab.gui.shell.frame import Frame
from kneerehab.gui.shell.given_files import GivenFiles
from kneerehab.gui.shell.navigation import ENTRIES
from kneerehab.i18n import _

if TYPE_CHECKING:
    from kneerehab.gui.shell.command import Command
    from kneerehab.gui.shell.day_watch import DayWatch
    from kneerehab.gui.shell.host import Guest
    from kneerehab.gui.shell.workspace import Workspace
    from kneerehab.services.changes import Change

_TRAY_COMES_MS = 10_000  # how long a desktop that is just starting may take until its tray is there


class MainWindow(Frame):
    """One window, one runner's diary at a time; features know it as `host.Host`."""

    language_wanted = Signal(str)  # a language to speak from now on, "" for the system's
    painted = Signal()  # the first frame is on the screen
    open_elsewhere = Signal()  # another window has this diary, and has come forward

    def __init__(self) -> None:
        super().__init__()
        self._painted = False
        self._releases: list[Callable[[], None]] = []
        self._unsubscribe: Callable[[], None] | None = None
        self.day_watch: DayWatch | None = None
        self.given = GivenFiles(self, self._take_files)
        self.may_close: Callable[[], bool] = lambda: True  # asked while the window is covered
        self.setAcceptDrops(True)
        QApplication.setQuitOnLastWindowClosed(False)  # closing this one ends it; a dialog may be alone beside the tray

    # life
    def open(self, workspace: Workspace, first: str = "") -> None:
        """Fill the window with a runner's diary, or welcome the first one; `first` is the page to begin with.

        Without it, that is Today, or the caseload for whoever wants to begin there.
        """
        from kneerehab.gui.caseload.keeping import SummingUp
        from kneerehab.gui.shell.commands import Commands
        from kneerehab.gui.shell.day_watch import DayWatch

        self.workspace = workspace
        self.commands = Commands(self, self, workspace)
        self.sidebar.setEnabled(True)
        workspace.runner_changed.connect(self._runner_changed)
        workspace.work_changed.connect(self.rename_runner)
        workspace.page_wanted.connect(self.show_page)
        workspace.settings_changed.connect(self.rename_runner)
        self._unsubscribe = workspace.diaries.changes.subscribe(self._changed)
        several = workspace.settings.start_on == "caseload" and self.has_several()
        self._runner_changed(first or ("caseload" if several else "today"))
        self.day_watch = DayWatch(self, workspace)
        self.hold(SummingUp(workspace, self).stop)
        self.given.look_soon()

    def has_several(self) -> bool:
        """Whether a file is open that holds more than one runner."""
        return self.workspace is not None and self.workspace.diaries.has_several()

    def hold(self, release: Callable[[], None]) -> None:
        """Remember how to give back what the open workspace needs (database, folder)."""
        self._releases.append(release)

    def speak(self, code: str) -> None:
        """Have the window built anew in another language."""
        self.language_wanted.emit(code)

    def reword(self) -> None:
        """Say in the language of now what stands beside the pages; those are built anew by opening the diary."""
        self.sidebar.rename({entry.name: _(entry.title) for entry in ENTRIES.values()})

    def release(self) -> None:
        """Close the workspace: pages go, the database is closed, the folder is free again."""
        from kneerehab.gui.shell import tasks

        self.give_back()
        for name in list(self._running):
            self.set_running(name, None)
        if self.workspace is not None:
            if self._unsubscribe is not None:
                self._unsubscribe()
            self.commands.release()
            if self.day_watch is not None:
                self.day_watch.release()
                self.day_watch = None
            self.workspace.runner_changed.disconnect(self._runner_changed)
            self.workspace.work_changed.disconnect(self.rename_runner)
            self.workspace.page_wanted.disconnect(self.show_page)
            self.workspace.settings_changed.disconnect(self.rename_runner)
            self.workspace = None
        while (page := self.stack.widget(0)) is not None:
            tasks.leave(page)
            self.stack.removeWidget(page)
            page.deleteLater()
        for page in self.pages.values():
            page.give_up()
        self.pages.clear()
        while self._releases:
            self._releases.pop()()

    def _runner_changed(self, first: str = "today") -> None:
        """Show the diary that is open; `first` is the page to begin with where none is shown yet."""
        assert self.workspace is not None
        self.give_back()
        if self.workspace.runner_id is None:
            self._show_nobody()
            return
        was_welcome = self.current_page is None
        name = self.current_page or first  # before the Welcome goes, and the page below it comes up
        self.leave_alone()
        self.rename_runner()
        self.show_page(name)
        self.page(name).to_top()
        if was_welcome:
            self.page(name).begin()

    def _show_nobody(self) -> None:
        """No diary is open: the first runner is welcomed, or one of those who are there may be chosen."""
        from kneerehab.gui.shell.nobody import NobodyPage

        assert self.workspace is not None
        if self.workspace.diaries.first(None) is None:
            self.welcome()
            return
        self.leave_alone()
        page = NobodyPage()
        self.show_alone(page)
        self.show_title("kneerehab")
        page.setFocus(Qt.FocusReason.OtherFocusReason)

    def _changed(self, change: Change) -> None:
        from kneerehab.services.changes import Change as Kinds

        for page in self.pages.values():
            page.notice(change)
        if change & (Kinds.RUNNER | Kinds.PLAN):
            self.rename_runner()

    def run(self, command: Command) -> None:
        """Do what a menu entry does."""
        if self.workspace is not None:
            self.commands.run(command)

    def say_outside(self, title: str, text: str) -> bool:
        """Show a message of the system; False where there is none."""
        return self.workspace is not None and self.commands.outside.tray.say(title, text)

    def _may_stay_in_tray(self) -> bool:
        """Whether the program goes on without its window; what waits to be saved forbids it."""
        return self.workspace is not None and self.commands.failure is None and self.commands.outside.stands_in_tray()

    def step_out_of_sight(self) -> None:
        """Leave the window to the tray; a guided session waits, since nobody can see it."""
        if self.current_page is None and self._guest is not None:
            self.show_page("today")
        self.hide()

    def begin_at_login(self, first: Callable[[], None]) -> None:
        """Start without a window where it is wished to stay in the tray, else in the task bar; `first` opens all."""

        def look() -> None:
            if not self.isVisible() and not (self.workspace is not None and self.commands.outside.stands_in_tray()):
                self.showMinimized()

        def begin() -> None:
            first()
            may_come = self.workspace is not None and self.workspace.settings.keep_in_tray
            QTimer.singleShot(_TRAY_COMES_MS if may_come else 0, self, look)

        QTimer.singleShot(0, self, begin)

    # closing
    def take_typed(self) -> None:
        """Save what is being typed in fields that save when they are left."""
        for page in self.pages.values():
            page.take_typed()

    def may_leave(self) -> bool:
        """Whether nothing typed would be lost if the diary were closed now, or the person says so."""
        self.take_typed()
        kept = self._nothing_unsaved() and all(page.may_leave() for page in self.pages.values())
        return kept and self._nothing_timed()

    def _dialogs_close(self) -> bool:
        """Whether no dialog is open any more: the tray quits behind one, which may hold something typed, and asks."""
        while (dialog := curtain.dialog()) is not None:
            dialog.close()
            if curtain.dialog() is dialog:
                return False
        return True

    def _nothing_timed(self) -> bool:
        """Whether neither ice nor a guided session is under way, or the person ends it; what was done is kept."""
        from kneerehab.gui.look.question import ask

        told = [words for part in self.timed() if (words := part.still_on()) is not None]
        if not all(ask(self, *words, stay=_("Keep it running"), go=_("End it now")) for words in told):
            return False
        self.end_timers()
        return True

    def timed_view(self) -> Guest | None:
        """The view that times something, be it shown or waiting; None without one."""
        return self._guest if self._guest is not None and self._guest.still_on() is not None else None

    def nothing_waits(self) -> bool:
        """Whether everything that was entered is on the disk."""
        return self.workspace is None or self.commands.failure is None

    def end_timers(self) -> None:
        """End what is being timed and keep what was done."""
        for part in self.timed():
            part.end_timer()

    def _nothing_unsaved(self) -> bool:
        """Whether the newest entry is on the disk, or the person closes all the same."""
        if self.nothing_waits():
            return True
        from kneerehab.gui.look.question import ask

        return ask(
            self,
            _("The newest entry could not be saved"),
            _("Keep the window open to try again. Everything before it is saved."),
            stay=_("Keep open"),
            go=_("Close without it"),
        )

    def _take_files(self, files: list[Path]) -> bool:
        if self.workspace is None or curtain.drawn:
            return False
        self.commands.files.take_files(files)
        return True

    # Qt
    def focusNextPrevChild(self, forward: bool) -> bool:
        moved = super().focusNextPrevChild(forward)
        if moved and (focused := self.focusWidget()) is not None:
            show_in_scroll_area(focused)  # Qt does that for a step within a page alone
        return moved

    def keyPressEvent(self, event: QKeyEvent) -> None:
        from kneerehab.gui.shell.keyboard import press_key

        workspace = None if curtain.drawn else self.workspace
        if workspace is not None and workspace.runner_id is not None and press_key(event, self, workspace):
            event.accept()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self, self.painted.emit)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self.workspace is not None and any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        files = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if self.workspace is not None and files:
            event.acceptProposedAction()
            self.given.take(files)  # later: the program that they were dragged from waits until this returns

    def closeEvent(self, event: QCloseEvent) -> None:
        # By its own cross the window may go to the tray; Quit, and the end of the session, end the program.
        if event.spontaneous() and self._may_stay_in_tray():
            self.take_typed()
            self.step_out_of_sight()
            self.commands.outside.tray.say_it_stays()
            event.ignore()
            return
        if not self.may_close() or not self._dialogs_close() or not self.may_leave():
            event.ignore()
            return
        if self.workspace is not None:
            self.workspace.keep_size(self.width(), self.height())
        super().closeEvent(event)
        QApplication.quit()
