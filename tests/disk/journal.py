"""From the journal of `shim.c` to the folder that a power cut would have left, at any moment of it.

What was written is on the disk once its file was synced; that a file has a name (or another, or none) once its folder
was. Of the rest a cut may leave any part: writes in any order and torn at sectors, names in the order they were given.
"""

from __future__ import annotations

import copy
import random
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

_HEAD = struct.Struct("<cQQQQ")
_SECTOR = 512


@dataclass(frozen=True, slots=True)
class Entry:
    """A line: c created, w written, t cut, s synced, d folder synced, r renamed, l linked, u gone, k folder, m mark."""

    op: str
    inode: int
    offset: int
    path: str
    data: bytes


@dataclass(slots=True)
class _File:
    """What is on the disk for sure, and what was done since."""

    kept: bytearray = field(default_factory=bytearray)
    pending: list[Entry] = field(default_factory=list)


_Name = tuple[str, "_File | None"]


def read(path: Path) -> list[Entry]:
    """The lines of a journal."""
    content, place, found = path.read_bytes(), 0, []
    while place < len(content):
        op, inode, offset, name_size, data_size = _HEAD.unpack_from(content, place)
        place += _HEAD.size
        name = content[place : place + name_size].decode()
        data = content[place + name_size : place + name_size + data_size]
        place += name_size + data_size
        found.append(Entry(op.decode(), inode, offset, name, data))
    return found


class Disk:
    """A folder as its journal goes on."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._files: dict[int, _File] = {}
        self._now: dict[str, _File | None] = {}
        """Names as the program sees them; None is a folder."""
        self._kept: dict[str, _File | None] = {}
        self._names: list[list[_Name | tuple[str, str]]] = []
        """Changes of names since their folder was synced: a name and its file, or a name that is gone."""
        self.marks = 0
        for path in sorted(root.rglob("*")):
            self._kept[str(path)] = None if path.is_dir() else _File(bytearray(path.read_bytes()))
            if path.is_file():
                self._files[path.stat().st_ino] = self._kept[str(path)]  # type: ignore[assignment]
        self._now = dict(self._kept)

    def again(self) -> Disk:
        """The same as at the beginning, for going on from there once more."""
        return copy.deepcopy(self)

    def go_on(self, entry: Entry) -> None:
        """Take over one line."""
        path = entry.path
        match entry.op:
            case "m":
                self.marks += 1
            case "c":
                made = self._files[entry.inode] = _File()
                self._name((path, made))
            case "k":
                self._name((path, None))
            case "r":
                target = entry.data.decode()
                self._name((target, self._now[path]), (path, "gone"))
            case "l":
                self._name((entry.data.decode(), self._now[path]))
            case "u":
                self._name((path, "gone"))
            case "w" | "t":
                self._files[entry.inode].pending.append(entry)
            case "s":
                file = self._files[entry.inode]
                for each in file.pending:
                    _apply(file.kept, each)
                file.pending.clear()
            case "d":
                rest = []
                for change in self._names:
                    if any(str(Path(name).parent) == path for name, _ in change):
                        _rename(self._kept, change)
                    else:
                        rest.append(change)
                self._names = rest

    def cut(self, target: Path, luck: random.Random | None) -> None:
        """Write what a power cut now would leave: nothing unsynced, or by `luck` any part of it."""
        names = dict(self._kept)
        for change in self._names[: luck.randint(0, len(self._names)) if luck else 0]:
            _rename(names, change)
        for name, file in sorted(names.items()):
            path = target / Path(name).relative_to(self._root)
            if not path.parent.is_dir():
                continue  # the folder itself has no name
            if file is None:
                path.mkdir(exist_ok=True)
                continue
            content = bytearray(file.kept)
            for entry in file.pending if luck else ():
                for part in _parts(entry):
                    if luck is not None and luck.random() < 0.5:
                        _apply(content, part)
            path.write_bytes(content)

    def _name(self, *change: _Name | tuple[str, str]) -> None:
        _rename(self._now, list(change))
        self._names.append(list(change))


def _rename(names: dict[str, _File | None], change: list[_Name | tuple[str, str]]) -> None:
    for name, file in change:
        if isinstance(file, str):
            names.pop(name, None)
        else:
            names[name] = file


def _apply(content: bytearray, entry: Entry) -> None:
    if entry.op == "t":
        del content[entry.offset :]
        content.extend(b"\0" * (entry.offset - len(content)))
        return
    content.extend(b"\0" * (entry.offset - len(content)))
    content[entry.offset : entry.offset + len(entry.data)] = entry.data


def _parts(entry: Entry) -> Iterator[Entry]:
    """A write by sectors: a disk writes each of them whole."""
    if entry.op == "t":
        yield entry
        return
    start = 0
    while start < len(entry.data):
        end = min(len(entry.data), (entry.offset + start) // _SECTOR * _SECTOR + _SECTOR - entry.offset)
        yield Entry("w", entry.inode, entry.offset + start, entry.path, entry.data[start:end])
        start = end
