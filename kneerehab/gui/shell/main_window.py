"""The window: sidebar, pages, banners and undo bar; forwards changes to pages and keys to what they are for.

It stands before the database is open, so that it comes up at once; `open` brings it to life.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeyEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from kneerehab.gui.look import theme
from kneerehab.gui.shell.navigation import PAGES
from kneerehab.gui.shell.sidebar import Sidebar
from kneerehab.i18n import _

if TYPE_CHECKING:
    from kneerehab.gui.shell.day_watch import DayWatch
    from kneerehab.gui.shell.page import Page
    from kneerehab.gui.shell.workspace import Workspace
    from kneerehab.services.changes import Change


class Timed(Protocol):
    """A part that may be timing something (pages, and the view of a guided session)."""

    def still_on(self) -> tuple[str, str] | None: ...

    def end_timer(self) -> None: ...


RAIL_BELOW = 1180
SMALLEST = QSize(960, 640)


class MainWindow(QMainWindow):
    """One window, one runner's diary at a time."""

    painted = Signal()  # the first frame is on the screen
    demo_wanted = Signal()
    demo_reset = Signal()
    demo_left = Signal()
    restore_wanted = Signal(object)  # the path of a copy to bring back
    lock_wanted = Signal(object)  # a Wish: the passphrase to lock the diary with, or none
    open_elsewhere = Signal()  # another window has this diary, and has come forward
    shut_wanted = Signal()  # close a locked diary until its passphrase is given again

    def __init__(self) -> None:
        super().__init__()
        self.workspace: Workspace | None = None
        self._pages: dict[str, Page] = {}
        self._painted = False
        self._title = self._running = ""
        self._guest: tuple[QWidget, Callable[[], None]] | None = None
        self._releases: list[Callable[[], None]] = []
        self._unsubscribe: Callable[[], None] | None = None
        self.day_watch: DayWatch | None = None
        self.sidebar = Sidebar([(entry.name, _(entry.title), entry.icon) for entry in PAGES])
        self.stack = QStackedWidget()
        self._notice_area = QWidget()
        self.notices = QVBoxLayout(self._notice_area)
        self.foot = QVBoxLayout()
        self._build()

    def _build(self) -> None:
        self.setObjectName("main")
        self.show_title("kneerehab")
        self.setMinimumSize(SMALLEST)
        body = QWidget()
        body.setProperty("page", True)
        row = QHBoxLayout(body)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        column = QVBoxLayout()
        column.setSpacing(0)
        self.notices.setContentsMargins(theme.px(20), theme.px(10), theme.px(20), 0)
        self.notices.setSpacing(theme.px(8))
        self._notice_area.hide()
        column.addWidget(self._notice_area)
        column.addWidget(self.stack, 1)
        column.addLayout(self.foot)
        row.addWidget(self.sidebar)
        row.addLayout(column, 1)
        self.setCentralWidget(body)
        self.sidebar.chosen.connect(self.show_page)
        theme.notifier.changed.connect(self._fit_sidebar)
        self.sidebar.setEnabled(False)
        self.setAcceptDrops(True)

    # life
    def open(self, workspace: Workspace) -> None:
        """Fill the window with a runner's diary, or welcome the first one."""
        from kneerehab.gui.shell.commands import Commands
        from kneerehab.gui.shell.day_watch import DayWatch

        self.workspace = workspace
        self.commands = Commands(self, workspace)
        self.sidebar.setEnabled(True)
        workspace.runner_changed.connect(self._runner_changed)
        workspace.page_wanted.connect(self.show_page)
        self._unsubscribe = workspace.diaries.changes.subscribe(self._changed)
        self._runner_changed()
        self.day_watch = DayWatch(self, workspace)

    def hold(self, release: Callable[[], None]) -> None:
        """Remember how to give back what the open workspace needs (database, folder)."""
        self._releases.append(release)

    def release(self) -> None:
        """Close the workspace: pages go, the database is closed, the folder is free again."""
        from kneerehab.gui.shell import tasks

        self.give_back()
        self.set_running("")
        if self.workspace is not None:
            if self._unsubscribe is not None:
                self._unsubscribe()
            self.commands.release()
            if self.day_watch is not None:
                self.day_watch.release()
                self.day_watch = None
            self.workspace.runner_changed.disconnect(self._runner_changed)
            self.workspace.page_wanted.disconnect(self.show_page)
            self.workspace = None
        while (page := self.stack.widget(0)) is not None:
            tasks.leave(page)
            self.stack.removeWidget(page)
            page.deleteLater()
        self._pages.clear()
        while self._releases:
            self._releases.pop()()

    def _runner_changed(self) -> None:
        assert self.workspace is not None
        if self.workspace.runner_id is None:
            self.give_back()
            self.welcome()
            return
        self.give_back()
        was_welcome = self.current_page is None
        name = self.current_page or "today"  # before the Welcome goes, and the page below it comes up
        self._leave_welcome()
        self.rename_runner()
        self.show_page(name)
        self.page(name).to_top()
        if was_welcome:
            self.page(name).begin()

    def _back_from_welcome(self) -> None:
        """Nobody was added: the page from which somebody was to be is there again."""
        self._leave_welcome()
        self.show_page(self.current_page or "today")

    def rename_runner(self) -> None:
        """Show whose diary is open."""
        from kneerehab.wording.labels import knees_name

        if self.workspace is None or self.workspace.runner_id is None:
            return
        runner, plan = self.workspace.runner, self.workspace.diary.plan
        self.sidebar.runner.set_runner(runner.name, knees_name(plan.affected) if plan.affected else _("Both knees"))

    def _changed(self, change: Change) -> None:
        from kneerehab.services.changes import Change as Kinds

        for page in self._pages.values():
            page.notice(change)
        if change & (Kinds.RUNNER | Kinds.PLAN):
            self.rename_runner()

    # pages
    @property
    def current_page(self) -> str | None:
        """The name of the open page."""
        page = self.stack.currentWidget()
        return next((name for name, built in self._pages.items() if built is page), None)

    def page(self, name: str) -> Page:
        """The page of that name, built when first asked for."""
        assert self.workspace is not None
        if name not in self._pages:
            entry = next(entry for entry in PAGES if entry.name == name)
            self._pages[name] = entry.make(self.workspace, self.stack)
            if self.stack.count() == 0:
                self._pages[name].fill()
            self.stack.addWidget(self._pages[name])
        return self._pages[name]

    def show_page(self, name: str) -> None:
        """Open a page; a view that has taken over goes."""
        self.give_back()
        page = self.page(name)
        self.sidebar.show_page(name)
        self.stack.setCurrentWidget(page)
        if self.focusWidget() is None:
            page.setFocus(Qt.FocusReason.OtherFocusReason)
        self.show_title(f"{_(next(entry.title for entry in PAGES if entry.name == name))} – kneerehab")

    def take_over(self, view: QWidget, title: str, leave: Callable[[], None]) -> None:
        """Fill the window with a view, without the sidebar; `leave` is called when it goes, by whatever way."""
        self.give_back()
        self._guest = (view, leave)
        self.sidebar.hide()
        self.stack.addWidget(view)
        self.stack.setCurrentWidget(view)
        self.show_title(f"{title} – kneerehab")

    def give_back(self) -> None:
        """Take away the view that fills the window, if there is one; the page before it comes back with `show_page`."""
        if self._guest is None:
            return
        (view, leave), self._guest = self._guest, None
        leave()
        self.stack.removeWidget(view)
        view.hide()
        view.deleteLater()
        self.sidebar.show()

    def _fit_sidebar(self) -> None:
        self.sidebar.set_narrow(self.width() < theme.px(RAIL_BELOW))

    # title
    def show_title(self, title: str) -> None:
        """Name what is open."""
        self._title = title
        self.setWindowTitle(f"{self._running} – {title}" if self._running else title)

    def set_running(self, words: str) -> None:
        """Put what runs on while other pages are used before the title ("Ice 12:34"); "" takes it away."""
        self._running = words
        self.show_title(self._title)

    def welcome(self) -> None:
        """Ask a new runner the first questions."""
        from kneerehab.gui.welcome.page import WelcomePage

        assert self.workspace is not None
        self.sidebar.hide()
        welcome = WelcomePage(self.workspace)
        welcome.demo_wanted.connect(self.demo_wanted)
        welcome.back_wanted.connect(self._back_from_welcome)
        self.stack.addWidget(welcome)
        self.stack.setCurrentWidget(welcome)

    def _leave_welcome(self) -> None:
        page = self.stack.currentWidget()
        if page is not None and page not in self._pages.values():
            self.stack.removeWidget(page)
            page.deleteLater()
        self.sidebar.show()

    def show_trouble(self, trouble: QWidget) -> None:
        """Show what is wrong instead of the pages, until it is mended; nothing of a diary stays on the screen."""
        self._leave_welcome()
        self.sidebar.setEnabled(False)
        self.sidebar.hide()
        self.sidebar.runner.set_runner("", "")
        self.show_title("kneerehab")
        self.stack.addWidget(trouble)
        self.stack.setCurrentWidget(trouble)

    def add_notice(self, notice: QWidget) -> None:
        """A banner above the page; it stays until it is closed."""
        self.notices.addWidget(notice)
        self._notice_area.show()

    def remove_notice(self, notice: QWidget) -> None:
        """Take a banner away."""
        self.notices.removeWidget(notice)
        notice.hide()
        notice.deleteLater()
        self._notice_area.setVisible(self.notices.count() > 0)

    def clear_notices(self) -> None:
        """Take all banners away."""
        while (item := self.notices.takeAt(0)) is not None:
            if (notice := item.widget()) is not None:
                notice.hide()
                notice.deleteLater()
        self._notice_area.hide()

    def may_leave(self) -> bool:
        """Whether nothing typed would be lost if the diary were closed now, or the person says so."""
        for page in self._pages.values():
            page.take_typed()
        return self._nothing_unsaved() and self._nothing_timed()

    def _nothing_timed(self) -> bool:
        """Whether neither ice nor a guided session is under way, or the person ends it; what was done is kept."""
        from kneerehab.gui.look.question import ask

        told = [words for part in self._timed() if (words := part.still_on()) is not None]
        if not all(ask(self, *words, stay=_("Keep it running"), go=_("End it now")) for words in told):
            return False
        self.end_timers()
        return True

    def end_timers(self) -> None:
        """End what is being timed and keep what was done."""
        for part in self._timed():
            part.end_timer()

    def _timed(self) -> list[Timed]:
        guest = [self._guest[0]] if self._guest is not None and hasattr(self._guest[0], "still_on") else []
        return [*self._pages.values(), *guest]

    def _nothing_unsaved(self) -> bool:
        """Whether the newest entry is on the disk, or the person closes all the same."""
        if self.workspace is None or self.commands.failure is None:
            return True
        from kneerehab.gui.look.question import ask

        return ask(
            self,
            _("The newest entry could not be saved"),
            _("Keep the window open to try again. Everything before it is saved."),
            stay=_("Keep open"),
            go=_("Close without it"),
        )

    def _take_files(self, files: list[Path]) -> None:
        if self.workspace is not None:
            self.commands.files.take_files(files)

    # Qt
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.workspace is not None and self.workspace.runner_id is not None and self.commands.key(event):
            event.accept()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_sidebar()

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
            # The program that files were dragged from waits until this returns.
            QTimer.singleShot(0, self, lambda: self._take_files(files))

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self.may_leave():
            event.ignore()
            return
        if self.workspace is not None:
            self.workspace.change_settings(window=(self.width(), self.height()))
        super().closeEvent(event)
        QApplication.quit()
