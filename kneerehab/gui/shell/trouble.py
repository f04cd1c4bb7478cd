"""Shown instead of the pages while the diary can't be opened: what is wrong, what to do, a way to try again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from kneerehab.frozen import dataclass
from kneerehab.gui.look import theme
from kneerehab.gui.look.button import Button
from kneerehab.gui.look.flow import FlowLayout
from kneerehab.gui.look.locale import day_and_year, long_day
from kneerehab.gui.look.question import ask
from kneerehab.gui.look.text import Label, may_wrap
from kneerehab.gui.shell.card_page import CardPage
from kneerehab.i18n import _, semicolon
from kneerehab.services.backups import contents
from kneerehab.services.kept_copies import Backup
from kneerehab.wording.backups import MOST_NAMED, entries, unnamed, with_last_day
from kneerehab.wording.labels import named
from kneerehab.wording.runners import full_name


@dataclass(frozen=True, slots=True, kw_only=True)
class WaysOut:
    """What a damaged or missing diary leaves to do: bring a copy back, or begin anew.

    `good` is the newest sound copy; `restore` gets the path of the one to bring back.
    """

    file: Path
    good: Backup | None
    restore: Callable[[Path], None]
    begin_anew: Callable[[], None]


class TroublePage(CardPage):
    """A calm card; nothing in the data folder has been changed."""

    def __init__(
        self,
        message: str,
        folder: Path,
        retry: Callable[[], None],
        ways: WaysOut | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(_("The diary can’t be opened"), width=640, parent=parent)
        self.setObjectName("trouble")
        self._ways = ways
        good = ways.good if ways is not None else None
        self.restore_button = Button(_("Restore this copy"), variant="primary", icon="backup")
        self.others_button = Button(_("Other copies…"))
        self.anew_button = Button(_("Start with an empty diary…"), variant="quiet")
        self.retry_button = Button(_("Try again"), variant="outline" if good else "primary")
        self.quit_button = Button(_("Close the program"))
        self._build(message, folder, good)
        self.retry_button.clicked.connect(retry)
        self.quit_button.clicked.connect(QApplication.quit)
        self.restore_button.clicked.connect(self._restore)
        self.others_button.clicked.connect(self._ask_other)
        self.anew_button.clicked.connect(self._ask_anew)

    def _build(self, message: str, folder: Path, good: Backup | None) -> None:
        card = self.card
        card.body.addWidget(Label(may_wrap(message), wrap=True))
        if self._ways is not None:
            found = Label("", wrap=True)
            found.setTextFormat(Qt.TextFormat.PlainText)
            found.setText(_found(good))
            card.body.addWidget(found)
        words = _("Nothing was changed. Data folder: {folder}")
        card.body.addWidget(Label(words.format(folder=may_wrap(folder)), "small", "muted", wrap=True))
        row = FlowLayout(spacing=theme.px(8))
        self.restore_button.setVisible(good is not None)
        for button in (self.restore_button, self.others_button, self.retry_button, self.quit_button):
            row.addWidget(button)
        for button in (self.others_button, self.anew_button):
            button.setVisible(self._ways is not None)
        card.body.addLayout(row)
        card.body.addWidget(self.anew_button, 0, Qt.AlignmentFlag.AlignLeft)

    def _restore(self) -> None:
        assert self._ways is not None
        assert self._ways.good is not None
        self._ways.restore(self._ways.good.path)

    def _ask_other(self) -> None:
        assert self._ways is not None
        if (copy := choose_copy(self._ways.file, None, self)) is not None:
            self._ways.restore(copy)

    def _ask_anew(self) -> None:
        assert self._ways is not None
        words = _("The damaged file is kept under another name, and the copies stay.")
        if ask(self, _("Start with an empty diary?"), words, stay=_("Go back"), go=_("Start empty")):
            self._ways.begin_anew()


def _found(good: Backup | None) -> str:
    if good is None:
        return _("No sound copy was found beside it. If you keep copies elsewhere, choose one under Other copies.")
    held = contents(good.path)
    told = []
    for runner in held.runners[:MOST_NAMED]:
        there = with_last_day(entries(runner.records), runner.last_day, day_and_year)
        told.append(named(full_name(runner.name), there))
    return _("The newest sound copy is of {day}. It holds {what}. The damaged file is kept under another name.").format(
        day=long_day(good.made.date()), what=semicolon().join([*told, *unnamed(len(held.runners))])
    )


def choose_copy(file: Path, folder: str | None, parent: QWidget) -> Path | None:
    """Let somebody whose diary does not open choose a copy of it; `folder` holds second copies."""
    from kneerehab.gui.files.backups import BackupsDialog

    dialog = BackupsDialog(file, folder, parent=parent)
    return dialog.chosen if dialog.exec() else None
