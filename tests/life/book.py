"""What was entered, by the test's own book-keeping: a list of records per runner, with its undo and redo."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from kneerehab.domain.diary import Diary
from kneerehab.domain.record import Record
from kneerehab.storage import records
from kneerehab.storage.database import Database


class Book:
    """One runner's diary as it should be; every change is a step that undo takes back."""

    def __init__(self, first: Iterable[Record] = ()) -> None:
        self.records: list[Record] = [bare(record) for record in first]
        self._past: list[list[Record]] = []
        self._future: list[list[Record]] = []

    def change(self, *, new: Sequence[Record] = (), gone: Sequence[Record] = (), step: bool = True) -> None:
        """Add records and take others out; ValueError if one of those is not there."""
        after = list(self.records)
        for record in gone:
            after.remove(bare(record))
        after += [bare(record) for record in new]
        if step:
            self._past.append(self.records)
            self._future.clear()
        self.records = after

    def undo(self) -> bool:
        """Take the newest step back; False if there is none."""
        return self._move(self._past, self._future)

    def redo(self) -> bool:
        """Do it again; False if nothing was undone."""
        return self._move(self._future, self._past)

    def _move(self, source: list[list[Record]], target: list[list[Record]]) -> bool:
        if source:
            target.append(self.records)
            self.records = source.pop()
            return True
        return False

    def restart(self) -> None:
        """The program was closed: nothing can be undone any more."""
        self._past.clear()
        self._future.clear()

    def lines(self) -> list[str]:
        """Everything, in an order of its own."""
        return sorted(map(repr, self.records))


def bare(record: Record) -> Record:
    """A record without what the program alone decides: its id and when it was changed."""
    return replace(record, id="", changed=None)


def on_disk(file: Path) -> dict[str, Diary]:
    """Every diary of a file, by the runner's name, read through a connection of its own."""
    with Database.open(file) as database, database.reading() as connection:
        found = [records.load_diary(connection, runner.id) for runner in records.load_runners(connection)]
    return {diary.runner.name: diary for diary in found if diary is not None}
