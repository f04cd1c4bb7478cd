"""What menu, keys and banners do: undo and redo, pages, days, runners, failed saves."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from shiboken6 import isValid

from kneerehab.gui.files.file_commands import FileCommands
from kneerehab.gui.look import theme
from kneerehab.gui.look.banner import Banner
from kneerehab.gui.look.first_stop import first_stop
from kneerehab.gui.look.menus import hang, when_chosen
from kneerehab.gui.shell.main_window import MainWindow
from kneerehab.gui.shell.navigation import PAGES
from kneerehab.gui.shell.not_saved import NotSaved
from kneerehab.gui.shell.undo_bar import UndoBar
from kneerehab.gui.shell.workspace import Workspace
from kneerehab.i18n import _

if TYPE_CHECKING:
    from kneerehab.gui.diary.page import DiaryPage
    from kneerehab.gui.shell.reminders import Reminders
    from kneerehab.settings import Settings


class Commands(QObject):
    """Lives as long as a workspace is open in the window."""

    def __init__(self, window: MainWindow, workspace: Workspace) -> None:
        super().__init__(window)
        self.window = window
        self.workspace = workspace
        self.menu = QMenu(window)
        self.bar = UndoBar(window.stack)
        window.foot.addWidget(self.bar)
        self.failure: NotSaved | None = None
        self._success: Banner | None = None
        self.files = FileCommands(window, workspace, self.tell)
        self.reminders: Reminders | None = None
        self._look = _look_of(workspace.settings)
        self._actions: list[QAction] = []
        self._build()
        self._connect()

    def _build(self) -> None:
        for index, entry in enumerate(PAGES):
            keys = "Ctrl+," if entry.name == "settings" else f"Ctrl+{index + 1}"
            self._action(_(entry.title), keys, partial(self.window.show_page, entry.name))
        undo_keys, redo_keys = ("Ctrl+Z",), ("Ctrl+Shift+Z", "Ctrl+Y")
        file_menu = self.menu.addMenu(_("File"))
        files = self.files
        file_menu.addAction(self._action(_("Import…"), "", files.ask_files))
        file_menu.addAction(self._action(_("Hand over…"), "", files.hand_over))
        file_menu.addAction(self._action(_("Export diary…"), "", files.export_diary))
        if not self.workspace.demo:
            file_menu.addAction(self._action(_("Backups…"), "", files.show_backups))
            file_menu.addSeparator()
            if self.workspace.diaries.database.is_locked:
                file_menu.addAction(self._action(_("Lock now"), "Ctrl+Shift+L", files.shut))
            locked = self.workspace.diaries.database.is_locked
            words = _("Passphrase and lock…") if locked else _("Lock with a passphrase…")
            file_menu.addAction(self._action(words, "", files.change_lock))
        edit = self.menu.addMenu(_("Edit"))
        self.undo_action = self._action(_("Undo"), undo_keys, self.undo)
        self.redo_action = self._action(_("Redo"), redo_keys, self.redo)
        edit.addActions([self.undo_action, self.redo_action])
        if self.workspace.demo:
            self.menu.addAction(self._action(_("Leave the demo"), "", self.window.demo_left.emit))
        self.menu.addAction(self._action(_("Quick entry…"), "Ctrl+L", self.quick_entry))
        self.menu.addAction(self._action(_("Runners…"), "Ctrl+K", self.choose_runner))
        self.menu.addAction(self._action(_("Shoes…"), "", self.show_shoes))
        self.menu.addAction(self._action(_("Keys"), "F1", self.show_keys))
        self.menu.addAction(self._action(_("Quit"), QKeySequence(QKeySequence.StandardKey.Quit), self.window.close))
        self._action("", "Alt+Left", lambda: self.step_day(-1))
        self._action("", "Alt+Right", lambda: self.step_day(1))
        self._action("", "F6", lambda: self.next_region(1))
        self._action("", "Shift+F6", lambda: self.next_region(-1))
        hang(self.menu, self.window.sidebar.menu)
        self._show_demo_banner()

    def _action(self, text: str, keys: str | tuple[str, ...] | QKeySequence, run: Callable[[], object]) -> QAction:
        action = QAction(text, self.window)
        sequences = [keys] if isinstance(keys, QKeySequence) else [keys] if isinstance(keys, str) else list(keys)
        action.setShortcuts([QKeySequence(item) for item in sequences if item])
        if text.endswith("…"):
            when_chosen(action, self, run)
        else:
            action.triggered.connect(lambda _checked=False: run())
        self.window.addAction(action)
        self._actions.append(action)
        return action

    def _connect(self) -> None:
        self.window.sidebar.menu.clicked.connect(self._open_menu)
        self.window.sidebar.runner.clicked.connect(self.choose_runner)
        self.workspace.saved.connect(self.bar.show_message)
        self.workspace.save_failed.connect(self._save_failed)
        self.workspace.all_saved.connect(self._all_saved)
        self.workspace.settings_changed.connect(self._dress)
        self.workspace.settings_changed.connect(self._remind)
        self.workspace.runner_changed.connect(self._name_undo)
        self.bar.undo_requested.connect(self.undo)
        self.bar.redo_requested.connect(self.redo)
        self.workspace.command_wanted.connect(self._carry_out)
        self.workspace.day_in_diary.connect(self._open_day)
        self.workspace.record_wanted.connect(self._open_record)
        self.menu.aboutToShow.connect(self._name_undo)
        self._remind()

    def release(self) -> None:
        """Leave the window as it was: another workspace is about to be opened."""
        if self.reminders is not None:
            self.reminders.release()
        for action in self._actions:
            self.window.removeAction(action)
            action.deleteLater()
        self.bar.dismiss()
        self.bar.deleteLater()
        self.menu.deleteLater()
        self.window.clear_notices()
        self.window.sidebar.menu.clicked.disconnect(self._open_menu)
        self.window.sidebar.runner.clicked.disconnect(self.choose_runner)
        self.deleteLater()

    # keys
    def key(self, event: QKeyEvent) -> bool:
        """A key nobody took: a page's single-letter key, or T for today."""
        if not self.workspace.settings.single_keys:
            return False
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if held not in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier):
            return False
        letter = QKeySequence(event.key()).toString()
        if held == Qt.KeyboardModifier.ShiftModifier:
            letter = f"Shift+{letter}"
        name = self.window.current_page
        if name is not None and self.window.page(name).shortcut(letter):
            return True
        if letter == "T":
            self.workspace.open_today()
            self.window.show_page("today")
            return True
        if letter in ("P", "Shift+P", "M", "E", "I", "Shift+I", "R", "W", "G") and name != "today":
            self.window.show_page("today")
            return self.window.page("today").shortcut(letter)
        return False

    def step_day(self, days: int) -> None:
        """The day before or after (in the Diary: the month)."""
        page = self.window.page(self.window.current_page or "today")
        if not page.shortcut("Alt+Right" if days > 0 else "Alt+Left"):
            self.workspace.open_day(self.workspace.day + timedelta(days=days))

    def next_region(self, step: int) -> None:
        """Move the focus to the next named region: sidebar, then each card of the page."""
        page = self.window.stack.currentWidget()
        if page is None:
            return
        regions: list[QWidget] = [self.window.sidebar, *_regions(page)]
        focus = QApplication.focusWidget()
        at = next((i for i, part in enumerate(regions) if focus and part.isAncestorOf(focus)), -1)
        for offset in range(1, len(regions) + 1):
            target = first_stop(regions[(at + step * offset) % len(regions)])
            if target is not None:
                target.setFocus(Qt.FocusReason.TabFocusReason)
                return

    def quick_entry(self) -> None:
        """One line for a run, pain, ice, exercises or a medicine."""
        from kneerehab.gui.today.quick_entry import QuickEntryDialog

        if self.workspace.runner_id is not None:
            QuickEntryDialog(self.workspace, self.window).exec()

    def show_keys(self) -> None:
        """The list of all keys."""
        from kneerehab.gui.shell.keys import KeysDialog

        KeysDialog(self.window).exec()

    # undo
    def undo(self) -> None:
        """Take the newest step back."""
        self._step(self.workspace.undo_stack.undo, _("Undone: {what}"), undone=True)

    def redo(self) -> None:
        """Do it again."""
        self._step(self.workspace.undo_stack.redo, _("Done again: {what}"), undone=False)

    def _step(self, move: Callable[[], str | None], words: str, *, undone: bool) -> None:
        if self.workspace.runner_id is None:
            return
        done: list[str | None] = []
        if self.workspace.attempt(lambda: done.append(move()), about="undo") and done[0]:
            text, icon = words.format(what=done[0]), "undo" if undone else "redo"
            self.bar.show_message(text, icon=icon, undone=undone)

    def _name_undo(self) -> None:
        stack = self.workspace.undo_stack if self.workspace.runner_id else None
        undo, redo = (stack.undo_text, stack.redo_text) if stack else (None, None)
        self.undo_action.setText(_("Undo: {what}").format(what=undo) if undo else _("Undo"))
        self.redo_action.setText(_("Redo: {what}").format(what=redo) if redo else _("Redo"))

    # menu, runners
    def _open_menu(self) -> None:
        button = self.window.sidebar.menu
        size = self.menu.sizeHint()
        self.menu.popup(button.mapToGlobal(QPoint(0, -size.height())))

    def _diary_page(self) -> DiaryPage:
        from kneerehab.gui.diary.page import DiaryPage

        self.window.show_page("diary")
        page = self.window.page("diary")
        assert isinstance(page, DiaryPage)
        return page

    def _open_day(self, day: date) -> None:
        self._diary_page().open_day(day)

    def _open_record(self, record_id: str) -> None:
        self._diary_page().open_record(record_id)

    def _carry_out(self, name: str) -> None:
        """What a page asks for by name."""
        files = self.files
        {
            "import": files.ask_files,
            "export": files.export_diary,
            "hand-over": files.hand_over,
            "backups": files.show_backups,
            "lock": files.change_lock,
            "shut": files.shut,
        }[name]()

    def choose_runner(self) -> None:
        """The list of runners."""
        from kneerehab.gui.runners.dialog import RunnersDialog

        dialog = RunnersDialog(self.workspace, self.window)
        dialog.new_wanted.connect(self.window.welcome)
        dialog.exec()
        self.window.rename_runner()

    # banners
    def tell(
        self, kind: str, lead: str, text: str = "", *, link: str = "", act: Callable[[], object] | None = None
    ) -> Callable[[], object]:
        """A banner above the page, with a link that closes it, or that first does what it says; what takes it away.

        News of a success takes the place of the last; what asks for care stays until it is closed.
        """
        banner = Banner(kind, lead, text, link=link or _("Close"))
        if kind == "success":
            if self._success is not None:
                self.window.remove_notice(self._success)
            self._success = banner

        def take_away() -> None:
            if isValid(banner):
                self.window.remove_notice(banner)
            if self._success is banner:
                self._success = None

        def linked() -> None:
            take_away()
            if act is not None:
                act()

        banner.linked.connect(linked)
        self.window.add_notice(banner)
        return take_away

    def _save_failed(self, reason: str, retry: Callable[[], bool]) -> None:
        """A failed save stays on the screen until it worked; the form keeps what was typed."""
        if self.failure is None:
            self.failure = NotSaved(self.workspace)
            self.window.add_notice(self.failure)

        def again() -> None:
            if retry():
                self._all_saved()

        self.failure.tell(reason, again)

    def _all_saved(self) -> None:
        failure, self.failure = self.failure, None
        if failure is not None:
            self.window.remove_notice(failure)

    def _show_demo_banner(self) -> None:
        if not self.workspace.demo:
            return
        banner = Banner(
            "info",
            _("Demo runner."),
            _("A throw-away diary to try things out. It can’t touch your own data and is gone when you close it."),
            link=_("Reset demo"),
        )
        banner.linked.connect(self.window.demo_reset)
        self.window.add_notice(banner)

    def show_shoes(self) -> None:
        """The pairs of shoes."""
        from kneerehab.gui.shoes.dialog import ShoesDialog

        if self.workspace.runner_id is not None:
            ShoesDialog(self.workspace, self.window).exec()

    def _remind(self) -> None:
        """Reminders are off until one is chosen, and cost nothing until then."""
        if self.reminders is None and self.workspace.settings.reminders:
            from kneerehab.gui.shell.reminders import Reminders

            self.reminders = Reminders(self.window, self.workspace)

    def _dress(self) -> None:
        settings = self.workspace.settings
        look = _look_of(settings)
        if look == self._look:
            return  # a preference that changes nothing to be seen: dressing the whole program takes a moment
        self._look = look
        app = QApplication.instance()
        if isinstance(app, QApplication):
            theme.apply(
                app,
                settings.theme,  # type: ignore[arg-type]
                settings.text_scale / 100,
                letter_keys=settings.single_keys,
                reduced_motion=settings.reduced_motion,
            )


def _look_of(settings: Settings) -> tuple[object, ...]:
    """The preferences that change how the program looks."""
    return settings.theme, settings.text_scale, settings.single_keys, settings.reduced_motion


def _regions(page: QWidget) -> list[QWidget]:
    from kneerehab.gui.look.card import Card

    return [card for card in page.findChildren(Card) if card.isVisible()]
