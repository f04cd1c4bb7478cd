"""Many diaries at once: one look at what all files would bring, each ticked or not; then they come in one by one."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QListWidgetItem, QProgressBar, QWidget

from kneerehab.domain.errors import KneerehabError
from kneerehab.gui.files.diary_lines import known, line, problems, summary
from kneerehab.gui.files.handover import counted, given_way, remarks
from kneerehab.gui.files.import_runs import Section
from kneerehab.gui.files.run_list import TickedList
from kneerehab.gui.look.banner import Banner
from kneerehab.gui.look.button import Button
from kneerehab.gui.look.dialog import Dialog
from kneerehab.gui.look.passphrase import Passphrase
from kneerehab.gui.look.text import Heading, Label
from kneerehab.gui.shell.command import Command
from kneerehab.gui.shell.host import Host
from kneerehab.gui.shell.tasks import Task, in_background
from kneerehab.gui.shell.workspace import Workspace
from kneerehab.i18n import _, ngettext, semicolon
from kneerehab.services import backups, kept_copies
from kneerehab.services.diary import ImportResult
from kneerehab.services.handover import HandoverPreview
from kneerehab.services.many_diaries import FileLook, look_into
from kneerehab.wording.faults import reason
from kneerehab.wording.labels import named
from kneerehab.wording.runners import full_name

_ROWS = 8
"""Rows of the list before it scrolls."""


class ManyDiariesDialog(Dialog):
    """What the files hold. After it closes, `results` are the diaries that were taken in, `refused` those that failed.

    Closed while they are taken in, it keeps those that are in by then.
    """

    _told = Signal(int)

    def __init__(self, workspace: Workspace, files: Sequence[Path], parent: QWidget | None = None) -> None:
        super().__init__(_("Import diaries"), parent, subtitle=" ", save_text=_("Import"), width=820)
        self.workspace = workspace
        self.files = tuple(files)
        self.looks: list[FileLook] = []
        self.results: list[ImportResult] = []
        self.refused: list[str] = []
        self.waiting = Label("")
        self.bar = QProgressBar()
        self.failure = Banner("danger", _("Nothing was imported."))
        self.heading = Heading(_("To be taken in"), "body_strong")
        self.list = TickedList()
        self.details = Label("", "small", "muted", wrap=True)
        self.locked = Passphrase(_("Passphrase of the locked files"))
        self.open_button = Button(_("Open"), icon="lock")
        self.wrong = Section(_("Please look at this"))
        self.known = Section(_("Here already"))
        self._phrases: list[str] = []
        self._task: Task | None = None
        self._queue: list[HandoverPreview] = []
        self._turn = QTimer(self, singleShot=True, interval=0)
        self._build_preview()
        self._connect_preview()
        self._look()

    def _build_preview(self) -> None:
        self.failure.hide()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(_("Files that are read"))
        self.list.setAccessibleName(_("What will be taken in"))
        self.details.setTextFormat(Qt.TextFormat.PlainText)
        for part in (self.failure, self.waiting, self.bar, self.heading, self.list, self.details):
            self.body.addWidget(part)
        self.body.addWidget(self.locked)
        self.body.addWidget(self.open_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(self.wrong)
        self.body.addWidget(self.known)
        self.body.addStretch(1)

    def _connect_preview(self) -> None:
        self._told.connect(self._count_up)
        self._turn.timeout.connect(self._take_next)
        self.list.itemChanged.connect(lambda _item: self._name_save())
        self.list.currentRowChanged.connect(lambda _row: self._show_details())
        self.locked.control.returnPressed.connect(self._try_phrase)
        self.open_button.clicked.connect(self._try_phrase)

    # looking
    def _look(self) -> None:
        """Read the files beside the window, with the passphrases that are known by now."""
        files, phrases, database = self.files, tuple(self._phrases), self.workspace.diaries.database.path
        self._set_busy(True)
        self._count_up(0)

        def work() -> list[FileLook] | KneerehabError:
            try:
                return look_into(files, database, phrases, self._told.emit)
            except KneerehabError as fault:
                return fault

        self._task = in_background(self, work, self._looked, self.reject)

    def _looked(self, looks: list[FileLook] | KneerehabError) -> None:
        self._task = None
        if isinstance(looks, KneerehabError):
            self._set_busy(False)
            self.refresh()
            self._fail(looks)
            return
        before = sum(look.locked for look in self.looks)
        self.looks = looks
        self._set_busy(False)
        self.refresh()
        if self._phrases and sum(look.locked for look in looks) == before:
            self._phrases.pop()
            self.locked.reject(_("This passphrase opens none of them."))
        elif self.list.count():
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _try_phrase(self) -> None:
        if self.locked.control.text() and self._task is None:
            self._phrases.append(self.locked.control.text())
            self._look()

    def _set_busy(self, busy: bool) -> None:
        for part in (self.waiting, self.bar):
            part.setVisible(busy)
        for shown in (self.heading, self.list, self.details, self.locked, self.open_button, self.wrong, self.known):
            shown.setVisible(not busy)
        if busy:
            self.save_button.setEnabled(False)

    def _count_up(self, count: int) -> None:
        self.bar.setRange(0, len(self.files))
        self.bar.setValue(count)
        self.waiting.setText(_("{n} of {all} files are read.").format(n=count, all=len(self.files)))

    def _fail(self, fault: KneerehabError) -> None:
        self.failure.set_message(_("Nothing was imported."), str(fault))
        self.failure.show()

    # showing
    def refresh(self) -> None:
        """Show what the files would bring."""
        news = [(look.file, look.found) for look in self.looks if look.found is not None and not look.found.nothing]
        self.list.show_lines(((line(found, file), found) for file, found in news), _ROWS)
        for part in (self.heading, self.list, self.details):
            part.setVisible(bool(news))
        for control in (self.locked, self.open_button):
            control.setVisible(any(look.locked for look in self.looks))
        self.locked.control.clear()
        self.wrong.show_lines(problems(self.looks))
        self.known.show_lines(known(self.looks))
        self.subtitle.setText(summary(self.looks))
        self._show_details()
        self._name_save()

    def _show_details(self) -> None:
        item: QListWidgetItem | None = self.list.currentItem()
        found: HandoverPreview | None = None if item is None else item.data(Qt.ItemDataRole.UserRole)
        lines = [] if found is None else [*remarks(found), *given_way(found.theirs, found.gave_way)]
        self.details.setText("\n".join(lines))

    def _name_save(self) -> None:
        self.save_button.setEnabled(bool(self.chosen()))

    def chosen(self) -> list[HandoverPreview]:
        """Those that are ticked, in the order of the files."""
        items = [self.list.item(row) for row in range(self.list.count())]
        return [item.data(Qt.ItemDataRole.UserRole) for item in items if item.checkState() is Qt.CheckState.Checked]

    # taking in
    def _take_next(self) -> None:
        """One diary at a time, so that the window stays awake and Cancel is heard."""
        found = self._queue.pop(0)
        runner = found.theirs.runner
        try:
            result = self.workspace.diaries.import_diary(found.theirs)
        except KneerehabError as fault:
            self.refused.append(named(full_name(runner.name), reason(fault)))
        else:
            self.results.append(result)
            if result.undo:
                self.workspace.undo_stack_of(runner.id).remember(_("Import of a diary"), result.undo)
        done = len(self.results) + len(self.refused)
        self.bar.setValue(done)
        self.waiting.setText(_("{n} of {all} diaries are in.").format(n=done, all=self.bar.maximum()))
        if self._queue:
            self._turn.start()
        else:
            self.accept()

    # Dialog
    def save(self) -> bool:
        """Copy the database, then begin; the dialog closes when all are in."""
        self._queue = self.chosen()
        workspace = self.workspace
        try:
            if workspace.diaries.runners():
                backups.back_up_before(kept_copies.Kind.IMPORT, workspace.diaries.database.path, workspace.now())
        except KneerehabError as fault:
            self._fail(fault)
            return False
        self._set_busy(True)
        self.bar.setRange(0, len(self._queue))
        self.bar.setValue(0)
        self.waiting.setText(_("{n} of {all} diaries are in.").format(n=0, all=len(self._queue)))
        self._turn.start()
        return False

    # Qt
    def done(self, result: int) -> None:
        if self._task is not None:
            self._task.cancel()
            self._task = None
        self._turn.stop()
        super().done(result)


def take_diaries(host: Host, workspace: Workspace, files: Sequence[Path]) -> None:
    """Look at many diaries, take in those that are ticked, and say what came."""
    dialog = ManyDiariesDialog(workspace, files, host.widget)
    dialog.exec()
    results = dialog.results
    if results:
        if workspace.runner_id is None:
            workspace.open_runner(results[0].runner_id)
        lead = ngettext("{n} diary taken in.", "{n} diaries taken in.", len(results)).format(n=len(results))
        words = counted(workspace.formats, results)
        host.tell("success", lead, words, link=_("Backups…"), act=lambda: host.run(Command.BACKUPS))
    if dialog.refused:
        host.tell("danger", _("Not taken in:"), semicolon().join(dialog.refused))
