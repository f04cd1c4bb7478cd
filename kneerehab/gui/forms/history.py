"""History: who changed an entry and when, with old and new values; also that of the whole diary."""

from __future__ import annotations

from itertools import groupby

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kneerehab.domain.record import Record
from kneerehab.domain.trail import Professional, TrailLine
from kneerehab.gui.look import theme
from kneerehab.gui.look.button import Link
from kneerehab.gui.look.dialog import Dialog
from kneerehab.gui.look.locale import day_and_year
from kneerehab.gui.look.text import Divider, Heading, Label
from kneerehab.gui.shell.workspace import Workspace
from kneerehab.i18n import _, ngettext
from kneerehab.services.trail import name_in, newest
from kneerehab.wording.records import kind_name
from kneerehab.wording.runners import shown_name
from kneerehab.wording.trail import done, entry_of, headline, person, values

_MOST = 100
"""Lines that are shown, the newest; the rest is counted, and stands in the exported file."""


class HistoryDialog(Dialog):
    """The newest first; nothing can be changed here."""

    def __init__(self, workspace: Workspace, record: Record | None = None, parent: QWidget | None = None) -> None:
        title = _("History of the diary") if record is None else _("History")
        whose = shown_name(workspace.runner, hidden=workspace.settings.hide_names)
        subtitle = whose if record is None else kind_name(record)
        super().__init__(title, parent, subtitle=subtitle, width=620)
        self.workspace = workspace
        self._whole = record is None
        key = record.id if record is not None else None
        self.lines, hidden = newest(workspace.diaries.database, workspace.runner_id or "", key, _MOST)
        self.body.setSpacing(theme.px(12))
        for _same, lines in groupby(reversed(self.lines), key=_alike):
            line, *others = lines
            self.body.addWidget(self._part(line, 1 + len(others)))
            self.body.addWidget(Divider())
        if not self.lines:
            words = _("Nothing was changed since the trail began. It was written before, or came with a file.")
            self.body.addWidget(Label(words, "body", wrap=True))
        elif hidden:
            words = ngettext(
                "{n} older line. File > Export writes them all.",
                "{n} older lines. File > Export writes them all.",
                hidden,
            )
            self.body.addWidget(Label(words.format(n=hidden), "small", "muted", wrap=True))
        self.body.addStretch(1)
        self.first_field = self.cancel_button

    def _part(self, line: TrailLine, many: int) -> QWidget:
        """What was done, when and by whom, to how `many` alike; below it each field with its old and new value."""
        part = QWidget()
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(4))
        words = headline(line) if self._whole else done(line)
        if many > 1:
            words = ngettext("{entry} ({n} entry)", "{entry} ({n} entries)", many).format(entry=words, n=many)
        heading = Heading(words, "body_strong")
        heading.setWordWrap(True)
        column.addWidget(heading)
        formats, at = self.workspace.formats, line.at.astimezone()
        when = f"{day_and_year(at.date())}, {formats.clock(at.time())}"
        column.addWidget(_plain(f"{when} · {person(line.by)}" if line.by else when, "small", "muted"))
        diary = self.workspace.diary
        entry = entry_of(line, diary, formats, lambda key: name_in(diary, key), day_and_year) if self._whole else ""
        if many == 1 and entry:
            column.addWidget(_plain(entry, "small"))
        for name, old, new in values(line, formats, lambda key: name_in(diary, key)):
            row = QHBoxLayout()
            row.setSpacing(theme.px(12))
            row.addWidget(_plain(name, "body", "muted"), 2, Qt.AlignmentFlag.AlignTop)
            row.addWidget(_plain(new if old is None else f"{old} → {new}", "body"), 3, Qt.AlignmentFlag.AlignTop)
            column.addLayout(row)
        return part


def history_link(dialog: Dialog, workspace: Workspace, record: Record | None) -> None:
    """A way to the history of the entry that a dialog changes, if the diary has it."""
    if record is None or workspace.diary.find(record.id) is None:
        return
    link = Link(_("History"))
    link.clicked.connect(lambda: HistoryDialog(workspace, record, dialog).exec())
    dialog.foot_left.addWidget(link)


def decided_by(workspace: Workspace, record: Record) -> Professional | None:
    """Who decided an entry whose kind has no place for a name, as the trail knows it; None where nobody was named."""
    lines = workspace.diaries.trail(workspace.runner_id or "", record.id)
    return lines[-1].by if lines else None


def last_by(workspace: Workspace, record: Record) -> Label:
    """Says who decided such an entry; hidden where nobody was named."""
    by = decided_by(workspace, record)
    label = _plain(_("Decided by {person}").format(person=person(by)) if by else "", "small_medium")
    label.setVisible(by is not None)
    return label


def _alike(line: TrailLine) -> tuple[object, ...]:
    """What lines have in common that say the same, as of a paper week; those with values of their own stand alone."""
    return line.at, line.what, line.way, line.list, line.by, line.record_id if line.changes else ""


def _plain(text: str, role: str, colour: str = "text") -> Label:
    """Text that somebody typed, never taken for rich text."""
    label = Label("", role, colour, wrap=True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setText(text)
    return label
