"""Backups: which copies there are, what each holds, bringing one back, and where second copies go."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from glob import escape as glob_escape
from html import escape
from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QButtonGroup, QVBoxLayout, QWidget

from kneerehab.domain.errors import Locked, StorageError
from kneerehab.gui.forms.passphrase_dialog import PassphraseDialog
from kneerehab.gui.look import choosing, theme
from kneerehab.gui.look.banner import Banner
from kneerehab.gui.look.button import Button
from kneerehab.gui.look.dialog import Dialog
from kneerehab.gui.look.flow import FlowLayout
from kneerehab.gui.look.locale import day_and_year, made_at
from kneerehab.gui.look.question import ask
from kneerehab.gui.look.row import empty
from kneerehab.gui.look.text import Divider, Heading, Label, may_wrap
from kneerehab.gui.look.toggle import ChoiceRow, Choices
from kneerehab.i18n import _
from kneerehab.services import backups
from kneerehab.services.kept_copies import FOLDER, Backup, Kind, asides, in_folders
from kneerehab.services.locking import unlock
from kneerehab.wording.backups import MOST_NAMED, counts, entries, occasion, size, unnamed, with_last_day
from kneerehab.wording.labels import named
from kneerehab.wording.runners import full_name
from kneerehab.wording.system import system_reason

_TWO_COLUMNS = 700


class BackupsDialog(Dialog):
    """After it was accepted, `chosen` is the copy to bring back. Without `keep_folder` nothing but that can be done."""

    def __init__(
        self,
        file: Path,
        chosen_folder: str | None = None,
        keep_folder: Callable[[str | None], None] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            _("Backups"),
            parent,
            subtitle=_("Copies of the diaries of all runners"),
            save_text=_("Restore this copy"),
            cancel_text=_("Close"),
            width=880,
        )
        self.file = file
        self.chosen: Path | None = None
        self._folder = chosen_folder
        self._keep_folder = keep_folder
        self._rows: dict[ChoiceRow, Backup] = {}
        self._group = QButtonGroup(self)
        self.said = Banner("info", "")
        self.list = QVBoxLayout()
        self.about = Label("", wrap=True, rich=True)
        self.unlock_button = Button(_("Passphrase…"), size="small")
        self.copy_button = Button(_("Copy now"), icon="backup", variant="soft")
        self.other_button = Button(_("Another file…"), icon="folder")
        self.delete_button = Button(_("Delete this copy"), icon="trash", variant="quiet")
        self.folder_words = Label("", "small", "muted", wrap=True)
        self.choose_button = Button(_("Choose a folder…"), icon="folder", size="small")
        self.forget_button = Button(_("No second copies"), size="small", variant="quiet")
        self.open_button = Button(_("Show the folder"), size="small", variant="quiet")
        self._build_list()
        self._connect_list()
        self.refresh()

    def _build_list(self) -> None:
        self.said.hide()
        self.body.addWidget(self.said)
        self.list.setSpacing(theme.px(6))
        holder = Choices(_("Backups"))
        left = QVBoxLayout(holder)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(theme.px(12))
        more = FlowLayout(spacing=theme.px(10))
        more.addWidget(self.copy_button)
        more.addWidget(self.other_button)
        left.addLayout(more)
        left.addLayout(self.list)
        left.addStretch(1)
        side = QWidget()
        right = QVBoxLayout(side)
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(theme.px(12))
        right.addWidget(Heading(_("What it holds"), "body_strong"))
        right.addWidget(self.about)
        right.addWidget(self.unlock_button, 0, Qt.AlignmentFlag.AlignLeft)
        right.addWidget(self.delete_button, 0, Qt.AlignmentFlag.AlignLeft)
        right.addWidget(Divider())
        right.addWidget(Heading(_("Second copies"), "body_strong"))
        right.addWidget(self.folder_words)
        right.addWidget(self.choose_button, 0, Qt.AlignmentFlag.AlignLeft)
        right.addWidget(self.forget_button, 0, Qt.AlignmentFlag.AlignLeft)
        right.addWidget(self.open_button, 0, Qt.AlignmentFlag.AlignLeft)
        right.addStretch(1)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(theme.px(24))
        self._columns.addWidget(holder, 1)
        self._columns.addWidget(side, 1)
        self.body.addLayout(self._columns)
        full = self._keep_folder is not None
        for part in (self.copy_button, self.delete_button, self.choose_button):
            part.setVisible(full)

    def _connect_list(self) -> None:
        self._group.buttonToggled.connect(lambda _button, on: self._show_chosen() if on else None)
        self.unlock_button.clicked.connect(self.unlock_chosen)
        self.copy_button.clicked.connect(self.copy_now)
        self.other_button.clicked.connect(self._ask_other)
        self.delete_button.clicked.connect(self._ask_delete)
        self.choose_button.clicked.connect(self._ask_folder)
        self.forget_button.clicked.connect(lambda: self.use_folder(None))
        self.open_button.clicked.connect(self._open_folder)

    def refresh(self) -> None:
        """Read the folders again."""
        for row in self._rows:
            self._group.removeButton(row)
        empty(self.list)
        self._rows.clear()
        second = backups.chosen_folder(self._folder, self.file)
        for backup in (*in_folders(self.file.parent / FOLDER, second), *asides(self.file)):
            self._add_row(backup)
        first = next(iter(self._rows), None)
        self.first_field = first or self.other_button
        if first is not None:
            first.setChecked(True)
        self._show_chosen()
        self._show_folder()

    def _add_row(self, backup: Backup) -> ChoiceRow:
        own = backup.path.parent in (self.file.parent / FOLDER, self.file.parent)
        second = not own and backup.kind is not Kind.OTHER
        words = _("{occasion}, second copy") if second else "{occasion}"
        row = ChoiceRow(made_at(backup.made), words.format(occasion=occasion(backup.kind)))
        self._rows[row] = backup
        self._group.addButton(row)
        self.list.addWidget(row)
        return row

    def _selected(self) -> Backup | None:
        return next((backup for row, backup in self._rows.items() if row.isChecked()), None)

    def _show_chosen(self) -> None:
        backup = self._selected()
        # A file from elsewhere is its owner's, and may be the very diary that is open.
        self.delete_button.setEnabled(backup is not None and backup.kind is not Kind.OTHER)
        self.save_button.setEnabled(False)
        self.unlock_button.hide()
        if backup is None:
            self.about.setText(escape(_("There are no copies yet. The first one is made on the next day of use.")))
            return
        try:
            held = backups.contents(backup.path)
        except Locked:
            self.about.setText(escape(_("This copy is locked with a passphrase that was not given yet.")))
            self.unlock_button.show()
            return
        except StorageError as fault:
            self.about.setText(escape(str(fault)))
            return
        self.save_button.setEnabled(True)
        lines = []
        for runner in held.runners[:MOST_NAMED]:
            held_here = with_last_day(entries(runner.records), runner.last_day, day_and_year)
            lines.append(named(f"<b>{escape(full_name(runner.name))}</b>", escape(held_here)))
            lines.append(escape(counts(runner.counts)))
        lines = [*lines, *unnamed(len(held.runners))] or [escape(_("No runner yet."))]
        safe = _("{size}. What is there now is copied first, so a restore can be taken back.")
        lines.append(escape(safe.format(size=size(backup.size))))
        self.about.setText("<br>".join(line for line in lines if line))

    def _show_folder(self) -> None:
        if self._folder is None:
            words = _("Copies lie beside the diary. A synced folder or a stick can get a second copy of each day.")
        elif not Path(self._folder).is_dir():
            words = _("{folder} is not there just now. The copy is made as soon as it is.").format(
                folder=may_wrap(self._folder)
            )
        else:
            words = _("Each copy of the day goes to {folder} too.").format(folder=may_wrap(self._folder))
        self.folder_words.setText(words)
        self.forget_button.setVisible(self._folder is not None and self._keep_folder is not None)
        self.open_button.setVisible((self.file.parent / FOLDER).is_dir())

    # slots
    def unlock_chosen(self) -> None:
        """Ask for the passphrase of the chosen copy, which may be another than that of the diary."""
        backup = self._selected()
        if backup is None:
            return
        dialog = PassphraseDialog(_("A locked copy"), backup.path.name, partial(unlock, backup.path), self)
        if dialog.exec():
            if dialog.fault is not None:
                self._say("danger", _("The copy can’t be opened."), str(dialog.fault))
            self._show_chosen()

    def copy_now(self) -> None:
        """Make a copy by hand; it is never deleted by itself."""
        folder = self.file.parent / FOLDER
        try:
            backups.back_up(self.file, folder)
        except StorageError as fault:
            self._say("danger", _("No copy was made."), str(fault))
            return
        self.refresh()
        self._say("success", _("Copied and verified."))

    def delete_chosen(self) -> None:
        """Delete the chosen copy for good; never a file that was chosen from elsewhere."""
        backup = self._selected()
        if backup is None or backup.kind is Kind.OTHER:
            return
        try:
            for path in (backup.path, *backup.path.parent.glob(f"{glob_escape(backup.path.name)}-*")):
                path.unlink()
        except OSError as fault:
            self._say("danger", _("The copy could not be deleted."), system_reason(fault))
            return
        self.refresh()
        self._say("info", _("Copy deleted."))

    def _ask_delete(self) -> None:
        backup = self._selected()
        if backup is None or backup.kind is Kind.OTHER:
            return
        words = _("The copy of {day} ({occasion}) is deleted for good. The diary and the other copies stay.").format(
            day=made_at(backup.made), occasion=occasion(backup.kind)
        )
        if ask(self, _("Delete this copy?"), words, stay=_("Keep"), go=_("Delete copy")):
            self.delete_chosen()

    def use_folder(self, folder: str | None) -> None:
        """Keep second copies in another folder from now on, or none."""
        self._folder = folder
        if self._keep_folder is not None:
            self._keep_folder(folder)
        if folder is not None:
            try:
                daily = backups.back_up_daily(self.file, datetime.now(), folder)
            except StorageError as fault:
                self._say("danger", _("No copy was made."), str(fault))
            else:
                if daily.fault is not None:
                    self._say("danger", _("No second copy was made."), daily.fault)
        self.refresh()

    def add_other(self, path: Path) -> None:
        """Offer a file from elsewhere, such as one made on another computer."""
        try:
            state = path.stat()
        except OSError as fault:
            self._say("danger", _("{file} can’t be read.").format(file=path.name), system_reason(fault))
            return
        made = datetime.fromtimestamp(state.st_mtime)
        row = self._add_row(Backup(path=path, kind=Kind.OTHER, made=made, size=state.st_size))
        row.set_detail(path.name)
        row.setChecked(True)

    def _ask_other(self) -> None:
        file = choosing.file_to_read(self, _("A copy to restore"), _("Copies (*.sqlite3);;All files (*)"))
        if file:
            self.add_other(Path(file))

    def _ask_folder(self) -> None:
        folder = choosing.folder(self, _("A folder for second copies"), self._folder or "")
        if folder:
            self.use_folder(folder)

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.file.parent / FOLDER)))

    def _say(self, kind: str, lead: str, text: str = "") -> None:
        self.said.set_message(lead, text, kind=kind)
        self.said.show()

    # Dialog
    def save(self) -> bool:
        backup = self._selected()
        self.chosen = None if backup is None else backup.path
        return self.chosen is not None

    # Qt
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() >= theme.px(_TWO_COLUMNS)
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._columns.setDirection(across if wide else down)
