"""Runs from the files of watches and websites: read with progress, looked at, added as one step that can be undone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidgetItem, QProgressBar, QVBoxLayout, QWidget

from kneerehab.domain.activity import Activity
from kneerehab.domain.record import new_id
from kneerehab.domain.shoes import Shoes
from kneerehab.exchange.activities import (
    Candidate,
    Preview,
    ReadFile,
    Reading,
    as_kind,
    previewed,
    read_again,
    recalled,
    remembered,
    to_records,
    with_walks,
    without_walks,
)
from kneerehab.exchange.activities.mapping import Mapping
from kneerehab.gui.files.columns import ColumnsPanel
from kneerehab.gui.files.run_details import KINDS, RunDetails
from kneerehab.gui.files.run_lines import duplicate_lines, fault_lines, line, summary
from kneerehab.gui.files.run_list import TickedList
from kneerehab.gui.files.run_reader import Reader
from kneerehab.gui.look import theme
from kneerehab.gui.look.dialog import Dialog
from kneerehab.gui.look.text import Heading, Label
from kneerehab.gui.shell.whose import name_among_several
from kneerehab.gui.shell.workspace import Workspace
from kneerehab.i18n import _, ngettext

_Change = Callable[[Candidate], Candidate]
_KEPT_MAPPINGS = 20
_ROWS = 8
"""Rows of the list before it scrolls."""


class Section(QWidget):
    """A heading and lines below it; not there while there are none."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lines = Label("", "small", wrap=True)
        self.lines.setTextFormat(Qt.TextFormat.PlainText)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(4))
        column.addWidget(Heading(title, "body_strong"))
        column.addWidget(self.lines)

    def show_lines(self, lines: Sequence[str]) -> None:
        """Show these, or nothing at all."""
        self.lines.setText("\n".join(lines))
        self.setVisible(bool(lines))


class ImportRunsDialog(Dialog):
    """What the files hold: new ones, ticked; duplicates; what is wrong. Once accepted, `records` are to be saved."""

    def __init__(self, workspace: Workspace, files: Sequence[Path], parent: QWidget | None = None) -> None:
        whose = name_among_several(workspace)
        title = _("Import runs for {name}").format(name=whose) if whose else _("Import runs")
        super().__init__(title, parent, subtitle=" ", save_text=_("Add"), width=820)
        self.workspace = workspace
        self.records: tuple[Activity, ...] = ()
        self.shoes: tuple[Shoes, ...] = ()
        self.added: list[Candidate] = []
        self.paths = tuple(files)
        self.files: list[ReadFile] = []
        self.found: Preview | None = None
        kept = [recalled(item) for item in workspace.settings.csv_mappings]
        self._reading = Reading(
            units=workspace.runner.shown_units, remembered=[mapping for mapping in kept if mapping is not None]
        )
        self.reader = Reader(files, self._reading, self)
        self.waiting = Label("")
        self.bar = QProgressBar()
        self.columns = ColumnsPanel()
        self.list = TickedList()
        self.details = RunDetails()
        self._said: dict[tuple[str, int], Callable[[Candidate], Candidate]] = {}
        self.wrong = Section(_("Please look at this"))
        self.repeated = Section(_("Left out as duplicates"))
        self._build_preview()
        self._connect_preview()
        self.reader.start()

    def _build_preview(self) -> None:
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(_("Files that are read"))
        self.list.setAccessibleName(_("What will be added"))
        self.results = QWidget()
        column = QVBoxLayout(self.results)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(10))
        column.addWidget(self.columns)
        column.addWidget(Heading(_("To be added"), "body_strong"))
        column.addWidget(self.list)
        column.addWidget(self.details)
        column.addWidget(self.wrong)
        column.addWidget(self.repeated)
        self.body.addWidget(self.waiting)
        self.body.addWidget(self.bar)
        self.body.addWidget(self.results)
        self.results.hide()
        self.save_button.setEnabled(False)
        self._count_up(0, len(self.paths))

    def _connect_preview(self) -> None:
        self.reader.progress.connect(self._count_up)
        self.reader.done.connect(self._read)
        self.reader.failed.connect(self._give_up)
        self.columns.changed.connect(self._map)
        self.list.itemChanged.connect(lambda _item: self._name_save())
        self.list.currentRowChanged.connect(lambda _row: self._show_details())
        self.details.kind_chosen.connect(lambda place: self._say_kind(place, [self.list.currentItem()]))
        self.details.all_wanted.connect(lambda place: self._say_kind(place, self._guesses()))
        self.details.walks_cut.connect(
            lambda cut: self._say(without_walks if cut else with_walks, [self.list.currentItem()])
        )

    def _count_up(self, count: int, of: int) -> None:
        self.bar.setRange(0, of)
        self.bar.setValue(count)
        self.waiting.setText(_("{n} of {all} files are read.").format(n=count, all=of))

    def _give_up(self, fault: Exception) -> None:
        """Nothing was added; the fault goes the way of all that no one expected, instead of a bar that stands still."""
        self.reject()
        raise fault

    def _read(self, files: list[ReadFile]) -> None:
        self.files = files
        self.waiting.hide()
        self.bar.hide()
        self.results.show()
        doubtful = [index for index, file in enumerate(files) if file.mapping is not None and _doubtful(file)]
        self.columns.setVisible(bool(doubtful))
        if doubtful:
            self.columns.show_files({index: files[index] for index in doubtful})
        self.refresh()
        (self.list if self.list.count() else self.cancel_button).setFocus(Qt.FocusReason.OtherFocusReason)

    def _map(self, index: int, mapping: Mapping) -> None:
        """Read a CSV file again in another way."""
        self.files[index] = read_again(self.files[index], replace(self._reading, mapping=mapping))
        self.refresh()

    def refresh(self) -> None:
        """Show what the files hold, compared with the diary as it is now."""
        self.found = previewed(self.files, self.workspace.diary, today=self.workspace.today())
        formats = self.workspace.formats
        as_said = (self._said.get((one.file, one.place), _as_it_is)(one) for one in reversed(self.found.new))
        self.list.show_lines(((line(candidate, formats), candidate) for candidate in as_said), _ROWS)
        self.wrong.show_lines(fault_lines(self.found))
        self.repeated.show_lines(duplicate_lines(self.found, formats))
        self.subtitle.setText(summary(self.found))
        self._show_details()
        self._name_save()

    def _show_details(self) -> None:
        item: QListWidgetItem | None = self.list.currentItem()
        candidate = None if item is None else item.data(Qt.ItemDataRole.UserRole)
        self.details.show_candidate(candidate, self.workspace.formats, len(self._guesses()))

    def _guesses(self) -> list[QListWidgetItem]:
        items = [self.list.item(row) for row in range(self.list.count())]
        return [item for item in items if item.data(Qt.ItemDataRole.UserRole).kind_guessed]

    def _say_kind(self, place: int, items: Sequence[QListWidgetItem]) -> None:
        kind, cross = KINDS[place]
        self._say(lambda candidate: as_kind(candidate, kind, cross), items)

    def _say(self, change: _Change, items: Sequence[QListWidgetItem]) -> None:
        """Change what the runner knows better; it stays when a table is read again in another way."""
        for item in items:
            candidate = item.data(Qt.ItemDataRole.UserRole)
            key = (candidate.file, candidate.place)
            self._said[key] = partial(_in_turn, self._said.get(key, _as_it_is), change)
            changed = change(candidate)
            item.setData(Qt.ItemDataRole.UserRole, changed)
            item.setText(line(changed, self.workspace.formats))
            item.setToolTip(item.text())
        self._show_details()

    def chosen(self) -> list[Candidate]:
        """The candidates that are ticked."""
        items = [self.list.item(row) for row in range(self.list.count())]
        return [item.data(Qt.ItemDataRole.UserRole) for item in items if item.checkState() is Qt.CheckState.Checked]

    def _name_save(self) -> None:
        count = len(self.chosen())
        self.save_button.setEnabled(count > 0)
        self.save_button.setText(ngettext("Add {n}", "Add {n}", count).format(n=count) if count else _("Add"))

    def _keep_mappings(self) -> None:
        """A way of reading columns that was used is remembered for the next file with that header."""
        used = [replace(file.mapping, unsure=()) for file in self.files if file.mapping and file.candidates]
        if not used:
            return
        headers = {mapping.header for mapping in used}
        old = [item for item in self.workspace.settings.csv_mappings if tuple(item.get("header", ())) not in headers]
        kept = ([remembered(mapping) for mapping in used] + old)[:_KEPT_MAPPINGS]
        self.workspace.change_settings(csv_mappings=tuple(kept))

    # Dialog
    def save(self) -> bool:
        batch = new_id()
        self.added = self.chosen()
        self.shoes, self.records = to_records(self.added, self.workspace.diary, batch, self.files)
        self._keep_mappings()
        return bool(self.records)

    # Qt
    def done(self, result: int) -> None:
        self.reader.stop()
        super().done(result)


def _in_turn(
    first: Callable[[Candidate], Candidate], then: Callable[[Candidate], Candidate], it: Candidate
) -> Candidate:
    return then(first(it))


def _as_it_is(candidate: Candidate) -> Candidate:
    return candidate


def _doubtful(file: ReadFile) -> bool:
    return file.mapping is not None and (bool(file.mapping.unsure) or not file.candidates)
