"""The look of the window: sidebar, pages, a view that takes over for a while, banners, title."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from kneerehab.gui.look import theme
from kneerehab.gui.look.curtain import curtain
from kneerehab.gui.shell.navigation import ENTRIES
from kneerehab.gui.shell.notice_area import NoticeArea
from kneerehab.gui.shell.running import Running, RunningPills
from kneerehab.gui.shell.sidebar import Sidebar
from kneerehab.i18n import _

if TYPE_CHECKING:
    from kneerehab.gui.shell.command import Letter
    from kneerehab.gui.shell.host import Guest
    from kneerehab.gui.shell.ice_timer import IceTimer
    from kneerehab.gui.shell.page import Page
    from kneerehab.gui.shell.workspace import Workspace

RAIL_BELOW = 1180
SMALLEST = QSize(960, 640)
_GUEST = "guest"


class Frame(QMainWindow):
    """Shows one page, view, question or trouble at a time; `MainWindow` adds a life and commands."""

    demo_wanted = Signal()
    demo_reset = Signal()
    demo_left = Signal()
    restore_wanted = Signal(Path)  # a copy to bring back
    lock_wanted = Signal(str)  # the passphrase to lock the diary with, "" to take the lock off
    shut_wanted = Signal()  # close a locked diary until its passphrase is given again

    def __init__(self) -> None:
        super().__init__()
        self.workspace: Workspace | None = None
        self.pages: dict[str, Page] = {}
        self._title = self._guest_title = ""
        self._running: dict[str, Running] = {}
        self._guest: Guest | None = None
        offered = [entry for entry in ENTRIES.values() if not entry.within]
        self.sidebar = Sidebar([(entry.name, _(entry.title), entry.icon) for entry in offered])
        self.stack = QStackedWidget()
        self._notice_area = NoticeArea()
        self.notices = self._notice_area.column
        self._strip = RunningPills(QBoxLayout.Direction.LeftToRight, flat=True)  # where there is no sidebar
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
        self._strip.setContentsMargins(theme.px(20), theme.px(10), theme.px(20), 0)
        column.addWidget(self._strip)
        column.addWidget(self._notice_area)
        column.addWidget(self.stack, 1)
        column.addLayout(self.foot)
        row.addWidget(self.sidebar)
        row.addLayout(column, 1)
        self.setCentralWidget(body)
        self.sidebar.chosen.connect(self.show_page)
        theme.notifier.changed.connect(self._fit_sidebar)
        curtain.changed.connect(self._show_title_again)
        self.sidebar.setEnabled(False)

    # pages
    @property
    def current_page(self) -> str | None:
        """The name of the open page."""
        page = self.stack.currentWidget()
        return next((name for name, built in self.pages.items() if built is page), None)

    def page(self, name: str) -> Page:
        """The page of that name, built when first asked for, and whole."""
        (page := self._begun(name)).finish()
        return page

    def _begun(self, name: str) -> Page:
        """The page of that name; what it is made of may come in the next turns of the event loop."""
        assert self.workspace is not None
        if (page := self.pages.get(name)) is None:
            page = self.pages[name] = ENTRIES[name].make(self.workspace, self.stack)
            if self.stack.count() == 0:
                page.fill()
            self.stack.addWidget(page)
        return page

    def show_page(self, name: str) -> None:
        """Open a page; a view that has taken over waits if it is timing something, else it goes."""
        self.step_aside()
        page = self._begun(name)
        self.sidebar.show_page(ENTRIES[name].within or name)
        self.stack.setCurrentWidget(page)
        if self.focusWidget() is None:
            page.setFocus(Qt.FocusReason.OtherFocusReason)
        self.show_title(f"{_(ENTRIES[name].title)} – kneerehab")

    def show_alone(self, part: QWidget) -> None:
        """Show something that is no page in place of the pages, without the sidebar."""
        self.sidebar.hide()
        self.stack.addWidget(part)
        self.stack.setCurrentWidget(part)
        self._show_running()

    def leave_alone(self) -> None:
        """Take away what is no page; the page before it comes back."""
        if (page := self.stack.currentWidget()) is not None and self.current_page is None:
            self.stack.removeWidget(page)
            page.deleteLater()
        self._bring_sidebar_back()

    def take_over(self, view: Guest, title: str) -> None:
        """Fill the window with a view, without the sidebar; it is told when it goes, by whatever way."""
        self.give_back()
        self._guest, self._guest_title = view, title
        self.show_alone(view)
        self.show_title(f"{title} – kneerehab")

    def give_back(self) -> None:
        """Take away the view that fills the window, if there is one; the page before it comes back with `show_page`."""
        if self._guest is None:
            return
        view, self._guest = self._guest, None
        view.leave()
        if view.isAncestorOf(self.focusWidget()):
            self.focusWidget().clearFocus()  # else Qt gives it to quick entry, with its help over the page
        self.stack.removeWidget(view)
        view.hide()
        view.deleteLater()
        self._running.pop(_GUEST, None)
        self._bring_sidebar_back()

    def step_aside(self) -> None:
        """Let the view that fills the window wait, with a pill that leads back to it; one that is done goes."""
        if (view := self._guest) is None or view is not self.stack.currentWidget():
            return
        if view.still_on() is None:
            self.give_back()
            return
        self._running[_GUEST] = view.set_aside(self.come_back)
        self._bring_sidebar_back()

    def come_back(self) -> bool:
        """Show the view that waits; False without one."""
        if (view := self._guest) is None:
            return False
        self._running.pop(_GUEST, None)
        self.show_alone(view)
        self.show_title(f"{self._guest_title} – kneerehab")
        view.go_on()
        return True

    @property
    def ice(self) -> IceTimer | None:
        """The ice timer; None until Today was shown."""
        from kneerehab.gui.today.page import TodayPage

        page = self.pages.get("today")
        return page.ice.timer if isinstance(page, TodayPage) else None

    def timed(self) -> list[Page | Guest]:
        """What may be timing something."""
        return [*self.pages.values(), *([self._guest] if self._guest is not None else [])]

    def welcome(self) -> None:
        """Ask a new runner the first questions."""
        from kneerehab.gui.welcome.page import WelcomePage

        assert self.workspace is not None
        welcome = WelcomePage(self.workspace)
        welcome.demo_wanted.connect(self.demo_wanted)
        welcome.back_wanted.connect(self._back_from_welcome)
        self.show_alone(welcome)

    def _back_from_welcome(self) -> None:
        """Nobody was added: the page from which somebody was to be is there again."""
        self.leave_alone()
        if self.workspace is not None and self.workspace.runner_id is None:
            self.workspace.runner_changed.emit()  # nobody's diary was open, nor is one now
            return
        self.show_page(self.current_page or "today")

    def show_trouble(self, trouble: QWidget) -> None:
        """Show what is wrong instead of the pages, until it is mended; nothing of a diary stays on the screen."""
        self.leave_alone()
        self.sidebar.setEnabled(False)
        self.sidebar.runner.set_runner("", "")
        self.show_title("kneerehab")
        self.show_alone(trouble)

    def show_title(self, title: str) -> None:
        """Name what is open."""
        self._title = title
        self._show_title_again()

    def _show_title_again(self) -> None:
        shown = [one.title for one in self._running.values() if one.title] + [self._title]
        self.setWindowTitle("kneerehab" if curtain.drawn else " – ".join(shown))

    def set_running(self, name: str, running: Running | None) -> None:
        """Show on every page what runs on, and before the title ("Ice 12:34"); None takes it away."""
        if running is not None:
            self._running[name] = running
        elif self._running.pop(name, None) is None:
            return
        self._show_running()

    def _show_running(self) -> None:
        self.sidebar.running.show_all(self._running)
        self._strip.show_all(self._running if self.sidebar.isHidden() else {})
        self.show_title(self._title)

    def _bring_sidebar_back(self) -> None:
        self.sidebar.show()
        self._show_running()

    def rename_runner(self) -> None:
        """Show whose diary is open."""
        if self.workspace is None or self.workspace.runner_id is None:
            return
        several = self.workspace.diaries.has_several()
        self.sidebar.show_caseload(several)
        if self.current_page == "caseload" and not several:
            self.show_page("today")
        self.sidebar.runner.name_after(self.workspace)

    def add_notice(self, notice: QWidget) -> None:
        """A banner above the page; it stays until it is closed."""
        self._notice_area.add(notice)

    def remove_notice(self, notice: QWidget) -> None:
        """Take a banner away."""
        self._notice_area.remove(notice)

    def clear_notices(self) -> None:
        """Take all banners away."""
        self._notice_area.clear()

    def tell(
        self, kind: str, lead: str, text: str = "", *, link: str = "", act: Callable[[], object] | None = None
    ) -> Callable[[], object]:
        """A banner above the page, as `NoticeArea.tell` has it; returns what takes it away."""
        return self._notice_area.tell(kind, lead, text, link=link, act=act)

    # what features ask for
    @property
    def widget(self) -> QWidget:
        """The window itself, for dialogs to stand over."""
        return self

    def press(self, letter: Letter) -> None:
        """Open Today and do there what a letter stands for."""
        self.show_page("today")
        self.page("today").shortcut(letter)

    def open_article(self, slug: str, anchor: str = "") -> None:
        """Show an article; with an anchor, at that word."""
        from kneerehab.gui.learn.page import LearnPage

        self.show_page("learn")
        page = self.page("learn")
        assert isinstance(page, LearnPage)
        page.open_article(slug, anchor)

    def restore(self, copy: Path) -> None:
        """Close the diary and open a copy of it."""
        self.restore_wanted.emit(copy)

    def change_lock(self, passphrase: str) -> None:
        """Close the diary and open it again locked with a passphrase, not locked with ""."""
        self.lock_wanted.emit(passphrase)

    def shut(self) -> None:
        """Close a locked diary until its passphrase is given again."""
        self.shut_wanted.emit()

    def _fit_sidebar(self) -> None:
        self.sidebar.set_narrow(self.width() < theme.px(RAIL_BELOW))

    # Qt
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_sidebar()
