"""The menu, its keys, and what they do while a diary is open; undo and redo, saves that failed, the look."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from kneerehab.gui.look import theme
from kneerehab.gui.look.banner import Banner
from kneerehab.gui.look.curtain import curtain
from kneerehab.gui.look.locale import begin_weeks_on
from kneerehab.gui.look.menus import hang, when_chosen
from kneerehab.gui.look.row import take_out
from kneerehab.gui.shell import for_runner, keyboard
from kneerehab.gui.shell.command import MENU, Command, lock_commands
from kneerehab.gui.shell.frame import Frame
from kneerehab.gui.shell.host import Host
from kneerehab.gui.shell.navigation import PAGES
from kneerehab.gui.shell.not_saved import NotSaved
from kneerehab.gui.shell.outside import Outside
from kneerehab.gui.shell.undo_bar import UndoBar
from kneerehab.gui.shell.workspace import Workspace
from kneerehab.i18n import _

if TYPE_CHECKING:
    from kneerehab.gui.diary.page import DiaryPage
    from kneerehab.settings import Settings


class Commands(QObject):
    """Lives as long as a workspace is open in the window."""

    def __init__(self, window: Frame, host: Host, workspace: Workspace) -> None:
        """`window` and `host` are the same, to its own shell and to what it opens."""
        from kneerehab.gui.files.file_commands import FileCommands

        super().__init__(window)
        self.window = window
        self.workspace = workspace
        self.menu = QMenu(window)
        self.bar = UndoBar(window.stack)
        window.foot.addWidget(self.bar)
        self.failure: NotSaved | None = None
        self.files = FileCommands(host, workspace)
        self.outside = Outside(window, workspace)
        self._host = host
        begin_weeks_on(workspace.settings.first_weekday)
        self._look = _look_of(workspace.settings)
        self._actions: list[QAction] = []
        self._build()
        self._connect()

    def _build(self) -> None:
        for index, entry in enumerate(PAGES):
            keys = "Ctrl+," if entry.name == "settings" else f"Ctrl+{index + 1}"
            self._add(QAction(_(entry.title), self.window), [keys], partial(self._open_page, entry.name))
        self._add(QAction(_("Caseload"), self.window), ["Ctrl+0"], self._open_caseload)
        file_menu = self.menu.addMenu(_("File"))
        file_menu.addActions([self._action(item) for item in (Command.IMPORT, Command.HAND_OVER, Command.EXPORT)])
        file_menu.addAction(self._action(Command.HISTORY))
        if not self.workspace.demo:
            file_menu.addAction(self._action(Command.BACKUPS))
            file_menu.addSeparator()
            locked = self.workspace.diaries.database.is_locked
            file_menu.addActions([self._action(item) for item in lock_commands(locked)])
        edit = self.menu.addMenu(_("Edit"))
        self.undo_action, self.redo_action = self._action(Command.UNDO), self._action(Command.REDO)
        edit.addActions([self.undo_action, self.redo_action])
        if self.workspace.demo:
            self.menu.addAction(self._action(Command.LEAVE_DEMO))
        else:
            self.menu.addAction(self._action(Command.DEMO))
        for item in MENU:
            self.menu.addAction(self._action(item))
        for item in (Command.DAY_BEFORE, Command.DAY_AFTER, Command.NEXT_PART, Command.PART_BEFORE):
            self._action(item)
        hang(self.menu, self.window.sidebar.menu)
        self._show_demo_banner()

    def _action(self, command: Command) -> QAction:
        keys = command.keys if command is not Command.QUIT else (QKeySequence(QKeySequence.StandardKey.Quit),)
        words = _(command.label) if command.label else ""
        return self._add(QAction(words, self.window), keys, partial(self.run, command))

    def _add(self, action: QAction, keys: Iterable[str | QKeySequence], act: Callable[[], object]) -> QAction:
        def if_free() -> None:
            """Behind a dialog keys and mouse choose nothing, but a screen reader can."""
            if curtain.dialog() is None:
                act()

        action.setShortcuts([QKeySequence(key) for key in keys])
        if action.text().endswith("…"):
            when_chosen(action, self, if_free)
        else:
            action.triggered.connect(lambda _checked=False: if_free())
        self.window.addAction(action)
        self._actions.append(action)
        return action

    def _connect(self) -> None:
        self.window.sidebar.menu.clicked.connect(self._open_menu)
        self.window.sidebar.runner.clicked.connect(self._choose_runner)
        self.workspace.saved.connect(self.bar.show_message)
        self.workspace.save_failed.connect(self._save_failed)
        self.workspace.all_saved.connect(self._all_saved)
        self.workspace.settings_changed.connect(self._dress)
        self.workspace.runner_changed.connect(self._name_undo)
        self.workspace.runner_changed.connect(self.bar.dismiss)  # its Undo would take back another's newest step
        self.bar.undo_requested.connect(self.undo)
        self.bar.redo_requested.connect(self.redo)
        self.workspace.day_in_diary.connect(self._open_day)
        self.workspace.record_wanted.connect(self._open_record)
        self.menu.aboutToShow.connect(self._name_undo)

    def release(self) -> None:
        """Leave the window as it was: another workspace is about to be opened."""
        self.outside.release()
        for presenter in self.window.findChildren(QWidget, "presenter", Qt.FindChildOption.FindDirectChildrenOnly):
            presenter.close()
        for action in self._actions:
            self.window.removeAction(action)
            action.deleteLater()
        self.bar.dismiss()
        take_out(self.window.foot, self.bar)
        self.bar.deleteLater()
        self.menu.deleteLater()
        self.window.clear_notices()
        self.window.sidebar.menu.clicked.disconnect(self._open_menu)
        self.window.sidebar.runner.clicked.disconnect(self._choose_runner)
        self.deleteLater()

    def run(self, command: Command) -> None:
        """Do what a menu entry, a key or a button asks for."""
        match command:
            case Command.IMPORT:
                self.files.ask_files()
            case Command.HAND_OVER:
                self.files.hand_over()
            case Command.EXPORT:
                self.files.export_diary()
            case Command.BACKUPS:
                self.files.show_backups()
            case Command.SET_LOCK | Command.CHANGE_LOCK:
                from kneerehab.gui.lock.dialog import ask_for_lock

                ask_for_lock(self._host, self.workspace)
            case Command.LOCK_NOW:
                if self._host.may_leave():
                    self._host.shut()
            case Command.UNDO:
                self.undo()
            case Command.REDO:
                self.redo()
            case Command.DEMO:
                if self._host.may_leave():
                    self.window.demo_wanted.emit()
            case Command.TOUR:
                from kneerehab.gui.presenter.tour import TourDialog

                TourDialog(self.window, demo=self.workspace.demo).exec()
            case Command.LEAVE_DEMO:
                self.window.demo_left.emit()
            case Command.RUNNERS:
                self._choose_runner()
            case Command.ADD_RUNNER:
                self.window.welcome()
            case Command.KEYS:
                from kneerehab.gui.shell.keys import KeysDialog

                KeysDialog(self.window).exec()
            case Command.QUIT:
                self.window.close()
            case Command.DAY_BEFORE | Command.DAY_AFTER:
                keyboard.step_day(1 if command is Command.DAY_AFTER else -1, self.window, self.workspace)
            case Command.NEXT_PART | Command.PART_BEFORE:
                keyboard.next_part(1 if command is Command.NEXT_PART else -1, self.window)
            case _ if self.workspace.runner_id is not None:
                for_runner.run(command, self.workspace, self.window, self._host)

    def _open_page(self, name: str) -> None:
        if self.workspace.runner_id is not None:
            self.window.show_page(name)

    def _open_caseload(self) -> None:
        if self.workspace.diaries.has_several():
            self._open_page("caseload")

    def _choose_runner(self) -> None:
        from kneerehab.gui.runners.dialog import RunnersDialog

        dialog = RunnersDialog(self.workspace, self.window)
        dialog.new_wanted.connect(self.window.welcome)
        dialog.exec()
        self.window.rename_runner()

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

    # menu, diary
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

    # saves that failed
    def _save_failed(self, reason: str) -> None:
        """A failed save stays on the screen until it worked; the form keeps what was typed."""
        if self.failure is None:
            self.failure = NotSaved(self.workspace)
            self.window.add_notice(self.failure)

        def again() -> None:
            if self.workspace.try_again():
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

    def _dress(self) -> None:
        settings = self.workspace.settings
        begin_weeks_on(settings.first_weekday)
        look = _look_of(settings)
        if look == self._look:
            return  # a preference that changes nothing to be seen: dressing the whole program takes a moment
        self._look = look
        app = QApplication.instance()
        if isinstance(app, QApplication):
            theme.apply(
                app,
                settings.theme,
                settings.text_scale / 100,
                letter_keys=settings.single_keys,
                reduced_motion=settings.reduced_motion,
            )


def _look_of(settings: Settings) -> tuple[object, ...]:
    """The preferences that change how the program looks."""
    return settings.theme, settings.text_scale, settings.single_keys, settings.reduced_motion
