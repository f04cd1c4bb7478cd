"""Files as they were chosen, archives among them: read one after the other, with progress."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from kneerehab.exchange.activities.archive import read_archive
from kneerehab.exchange.activities.candidate import ReadFile
from kneerehab.exchange.activities.importers import ARCHIVE, read_file
from kneerehab.exchange.activities.source import Reading, Stopped


def read_files(
    paths: Sequence[Path],
    reading: Reading,
    progress: Callable[[int, int], None] = lambda _done, _of: None,
    names: Mapping[Path, str] = MappingProxyType({}),
) -> list[ReadFile]:
    """Every file, and every activity file of each archive; `progress(done, of)` after each. Raises only Stopped.

    A file goes by its bare name, or by that of `names`.
    """
    found: list[ReadFile] = []
    before, of = 0, len(paths)
    for path in paths:
        if reading.stop():
            raise Stopped
        if path.name.casefold().endswith(ARCHIVE):
            inside = 1

            def within(done: int, members: int, before: int = before, of: int = of) -> None:
                nonlocal inside
                inside = max(1, members)
                progress(before + min(done, inside), of + inside - 1)

            found += read_archive(path, reading, within, name=names.get(path))
            before, of = before + inside, of + inside - 1
        else:
            found.append(read_file(path, reading, name=names.get(path)))
            before += 1
        progress(before, of)
    return found


def read_again(file: ReadFile, reading: Reading) -> ReadFile:
    """A file that was read before, in another way; as it was if it came from no file."""
    if file.path is None:
        return file
    if not file.member:
        return read_file(file.path, reading)
    return read_archive(file.path, reading, only=file.member)[0]
