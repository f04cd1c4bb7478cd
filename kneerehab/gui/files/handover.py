"""Handing a diary over: writing it for another computer, and looking at one before it is taken in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from kneerehab.domain.diary import Diary
from kneerehab.domain.errors import InvalidFile, KneerehabError
from kneerehab.domain.record import Record, moment
from kneerehab.exchange.handover import MOST_BYTES, SHORTEST_PASSPHRASE, is_locked, lock, read_handover
from kneerehab.gui.forms.passphrase_dialog import PassphraseDialog
from kneerehab.gui.look import theme
from kneerehab.gui.look.banner import Banner
from kneerehab.gui.look.choosing import file_to_write
from kneerehab.gui.look.dialog import Dialog
from kneerehab.gui.look.locale import day_and_year, formats_for
from kneerehab.gui.look.passphrase import NewPassphrase
from kneerehab.gui.look.text import Heading, Label
from kneerehab.gui.look.toggle import Toggle
from kneerehab.gui.shell.diary_file import diary_name
from kneerehab.gui.shell.host import Host
from kneerehab.gui.shell.workspace import Workspace
from kneerehab.i18n import _
from kneerehab.services import backups, kept_copies
from kneerehab.services.diary import ImportResult
from kneerehab.services.exercises import exercise_name
from kneerehab.services.handover import HandoverPreview, preview
from kneerehab.services.merge import GaveWay
from kneerehab.wording.backups import entries, with_last_day
from kneerehab.wording.faults import reason
from kneerehab.wording.formats import Formats
from kneerehab.wording.labels import named
from kneerehab.wording.merging import clinicians_first, gave_way, why_unreadable
from kneerehab.wording.records import details_and_scores, kind_name, list_name
from kneerehab.wording.runners import full_name, shown_name
from kneerehab.wording.system import system_reason

_MOST_LINES = 200
"""Changes that are listed one by one; the rest is counted."""


class HandOverDialog(Dialog):
    """After it was accepted, `written` is the file. Locked unless the runner says otherwise."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(_("Hand over"), parent, save_text=_("Write the file…"), width=560)
        self.workspace = workspace
        self.written: Path | None = None
        self.locked = Toggle(_("Lock it with a passphrase"))
        self.lock = NewPassphrase(_("Nobody can open the file without it."), shortest=SHORTEST_PASSPHRASE)
        self.failure = Banner("danger", _("Not written."))
        self._build_form()
        self.locked.toggled.connect(self.lock.setVisible)
        self.locked.setChecked(True)
        self.first_field = self.lock.first.control

    def _build_form(self) -> None:
        self.failure.hide()
        self.body.addWidget(self.failure)
        words = _(
            "One file with the whole diary and plan of {name}. On another computer, open it with File > Import: "
            "entries are merged, nothing is doubled, and the newer edit of an entry wins."
        )
        name = shown_name(self.workspace.runner, hidden=self.workspace.settings.hide_names)
        about = Label(words.format(name=name), wrap=True)
        about.setTextFormat(Qt.TextFormat.PlainText)
        self.body.addWidget(about)
        self.body.addWidget(self.locked)
        self.body.addWidget(self.lock)

    def content(self) -> bytes | None:
        """The file as it would be written; None while the passphrase is not right yet (said beside it)."""
        typed = self.lock.checked() if self.locked.isChecked() else ""
        if typed is None:
            return None
        workspace = self.workspace
        data = workspace.diaries.export(workspace.runner_id or "", workspace.now())
        return lock(data, typed) if typed else data

    def write(self, file: Path, content: bytes) -> bool:
        """Write the file whole; False with the reason on the screen."""
        from kneerehab.replacing import write_whole

        try:
            write_whole(file, content)
        except OSError as fault:
            self.failure.set_message(_("Not written."), system_reason(fault))
            self.failure.show()
            return False
        self.written = file
        return True

    # Dialog
    def save(self) -> bool:
        try:
            content = self.content()
        except KneerehabError as fault:
            self.failure.set_message(_("Not written."), str(fault))
            self.failure.show()
            return False
        if content is None:
            return False
        name = diary_name(self.workspace.runner)
        file = file_to_write(self, _("Hand over"), name, _("Diaries (*.json)"))
        return bool(file) and self.write(Path(file), content)


class TakeDiaryDialog(Dialog):
    """What a diary would bring: counts by kind, and every change to what is here already."""

    def __init__(self, found: HandoverPreview, parent: QWidget | None = None) -> None:
        super().__init__(
            _("Import a diary"), parent, save_text=_("Nothing to import") if found.nothing else _("Import"), width=720
        )
        self.found = found
        self.save_button.setEnabled(not found.nothing)
        self._build_preview()
        self._scroll.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # there is only text to scroll
        self._scroll.setAccessibleName(_("What the import would bring"))
        self.first_field = self.cancel_button if found.nothing else self.save_button

    def _build_preview(self) -> None:
        found = self.found
        diary = found.theirs
        self.body.addWidget(_plain(_headline(found), "body_strong"))
        for line in remarks(found):
            self.body.addWidget(_plain(line))
        if any(count.there or count.removed for count in found.counts.values()):
            self.body.addWidget(self._table())
        if found.gave_way:
            self.body.addWidget(Heading(_("Two decisions for one day: one stays"), "body_strong"))
            self.body.addWidget(_plain("\n".join(given_way(diary, found.gave_way)), "small"))
        told = {pair.lost.id for pair in found.gave_way}
        removed = tuple(record for record in found.removed if record.id not in told)
        for title, records in ((_("Changed to the newer edit"), found.replaced), (_("Deleted"), removed)):
            if records:
                self.body.addWidget(Heading(title, "body_strong"))
                self.body.addWidget(_plain("\n".join(_lines(diary, records)), "small"))
        if found.added and not found.created:
            self.body.addWidget(Heading(_("New"), "body_strong"))
            self.body.addWidget(_plain("\n".join(_lines(diary, found.added)), "small"))

    def _table(self) -> QWidget:
        table = QWidget()
        grid = QGridLayout(table)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.px(12))
        grid.setVerticalSpacing(theme.px(4))
        grid.setColumnStretch(0, 1)
        for column, head in enumerate(("", _("In the file"), _("New"), _("Newer"), _("Deleted"))):
            words = Label(head, "small", "muted", wrap=True)
            words.setAlignment(Qt.AlignmentFlag.AlignRight)
            grid.addWidget(words, 0, column)
        row = 1
        for name, count in self.found.counts.items():
            if not (count.there or count.removed):
                continue
            grid.addWidget(Label(list_name(name), wrap=True), row, 0)
            for column, number in enumerate((count.there, count.added, count.replaced, count.removed), start=1):
                grid.addWidget(Label(str(number) if number else "–"), row, column, Qt.AlignmentFlag.AlignRight)
            row += 1
        return table


def take_diary(host: Host, workspace: Workspace, file: Path) -> None:
    """Read a diary or handover file, show what it would bring, take it in, and say how to take it back."""
    diary = _read(host, file)
    if diary is None:
        return
    try:
        dialog = TakeDiaryDialog(preview(workspace.diaries, diary), host.widget)
        if not dialog.exec():
            return
        if workspace.diaries.runners():
            backups.back_up_before(kept_copies.Kind.IMPORT, workspace.diaries.database.path, workspace.now())
        result = workspace.diaries.import_diary(diary)
    except KneerehabError as fault:
        host.tell("danger", _("{file} was not taken in.").format(file=file.name), reason(fault))
        return
    workspace.open_runner(diary.runner.id)
    _tell_result(host, workspace, diary, result)


def counted(formats: Formats, results: Sequence[ImportResult]) -> str:
    """How many entries came of what was taken in."""
    return _("{added} added, {replaced} replaced, {removed} removed, {same} already there.").format(
        added=formats.number(sum(result.added for result in results), 0),
        replaced=formats.number(sum(result.replaced for result in results), 0),
        removed=formats.number(sum(result.removed for result in results), 0),
        same=formats.number(sum(result.unchanged for result in results), 0),
    )


def _tell_result(host: Host, workspace: Workspace, diary: Diary, result: ImportResult) -> None:
    lead = _("{name}: diary taken in.").format(name=full_name(diary.runner.name))
    words = counted(workspace.formats, [result])
    if result.undo is not None:
        if result.undo:
            workspace.undo_stack.remember(_("Import of a diary"), result.undo)
        words = " ".join([words, *given_way(diary, result.gave_way)])
        host.tell("success", lead, words)
        return
    as_imported = workspace.diaries.diary(result.runner_id)

    def take_back() -> None:
        known = [runner.id for runner in workspace.diaries.runners()]
        if result.runner_id not in known:
            return
        if workspace.diaries.diary(result.runner_id) != as_imported:
            host.tell("info", _("Not undone."), _("There are newer entries. Runners… can delete the whole diary."))
            return
        workspace.delete_runner(result.runner_id)

    host.tell("success", lead, words, link=_("Undo"), act=take_back)


def _read(host: Host, file: Path) -> Diary | None:
    try:
        with file.open("rb") as stream:
            data = stream.read(MOST_BYTES + 1)
        if not is_locked(data):
            return read_handover(data)
        dialog = PassphraseDialog(_("A locked diary"), file.name, partial(read_handover, data), host.widget)
        if dialog.exec() and dialog.fault is not None:
            raise dialog.fault
        opened: Diary | None = dialog.opened
        return opened
    except InvalidFile as fault:
        host.tell("danger", _("{file} was not taken in.").format(file=file.name), why_unreadable(fault))
    except (OSError, ValueError) as fault:
        why = system_reason(fault) if isinstance(fault, OSError) else ""
        host.tell("danger", _("{file} can’t be read.").format(file=file.name), why)
    return None


def _headline(found: HandoverPreview) -> str:
    runner = found.theirs.runner
    total = sum(count.there for count in found.counts.values())
    text = named(full_name(runner.name), entries(total))
    return with_last_day(text, found.last_day, day_and_year)


def remarks(found: HandoverPreview) -> Iterator[str]:
    """What is worth knowing before a diary is taken in."""
    if found.nothing:
        yield _("Everything in this file is here already.")
        return
    if found.created:
        yield _("This runner is not on this computer yet. The diary is taken in whole.")
        if found.same_name:
            yield _("Another runner here has the same name. The two diaries stay apart.")
        return
    yield _("This runner is here already. Entries are merged: the newer edit wins, nothing is doubled.")
    if found.runner_changed:
        yield _("Name, units or the like are newer in the file.")
    if found.plan_changed:
        yield _("The plan’s settings are newer in the file.")


def _lines(diary: Diary, records: tuple[Record, ...]) -> Iterator[str]:
    formats = formats_for(diary.runner.shown_units)
    for record in records[-_MOST_LINES:][::-1]:
        what = details_and_scores(record, formats, lambda exercise: exercise_name(diary, exercise))
        yield f"{day_and_year(moment(record).date())}  {kind_name(record)}: {what}"
    if len(records) > _MOST_LINES:
        yield _("… and {n} older ones").format(n=len(records) - _MOST_LINES)


def given_way(diary: Diary, pairs: tuple[GaveWay, ...]) -> Iterator[str]:
    """A line for each decision that gave way to another one of its date, and the rule if it was not the later one."""
    formats = formats_for(diary.runner.shown_units)
    for pair in pairs[-_MOST_LINES:]:
        yield gave_way(
            pair.lost, pair.kept, full_name(diary.runner.name), formats, lambda name: exercise_name(diary, name)
        )
    if any(pair.by_role for pair in pairs):
        yield clinicians_first()


def _plain(text: str, role: str = "body") -> Label:
    """Text from a file, never taken for rich text."""
    label = Label("", role, wrap=True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setText(text)
    return label
