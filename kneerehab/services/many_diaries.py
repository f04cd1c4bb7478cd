"""Many diaries at once: what each file would bring, in the order in which they would be taken in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from kneerehab.domain.diary import Diary
from kneerehab.domain.errors import InvalidFile, WrongPassphrase
from kneerehab.domain.runner import Runner
from kneerehab.exchange.handover import MOST_BYTES, PassphraseNeeded, read_handover
from kneerehab.frozen import dataclass
from kneerehab.services.edit import applied
from kneerehab.services.handover import HandoverPreview, compared
from kneerehab.services.merge import merge
from kneerehab.storage import records
from kneerehab.storage.backup import reading
from kneerehab.storage.faults import told_kindly


@dataclass(frozen=True, slots=True, kw_only=True)
class FileLook:
    """A file: what it would bring, that it is `locked` with a passphrase nobody gave yet, or what is wrong with it."""

    file: Path
    found: HandoverPreview | None = None
    locked: bool = False
    fault: InvalidFile | OSError | None = None


def look_into(
    files: Iterable[Path], database: Path, phrases: Sequence[str] = (), told: Callable[[int], object] = lambda _n: None
) -> list[FileLook]:
    """Read the files and compare them with the diaries of `database` as they will be once those before are taken in.

    Over a connection of its own, for another thread than the one that saves; `phrases` are tried on locked files, and
    `told` hears how many files are done. Raises a StorageError.
    """
    looks = []
    with _here(database) as (runners, diary_of):
        known = {runner.id: runner for runner in runners}
        merged: dict[str, Diary] = {}
        for number, file in enumerate(files, 1):
            look = _read(file, phrases)
            if isinstance(look, Diary):
                runner = look.runner
                mine = merged.get(runner.id) or (diary_of(runner.id) if runner.id in known else None)
                found = compared(look, known.values(), mine)
                merged[runner.id] = look if mine is None else applied(merge(mine, look).edit, mine)
                known[runner.id] = merged[runner.id].runner
                looks.append(FileLook(file=file, found=found))
            else:
                looks.append(look)
            told(number)
    return looks


def _read(file: Path, phrases: Sequence[str]) -> Diary | FileLook:
    try:
        with file.open("rb") as stream:
            data = stream.read(MOST_BYTES + 1)
        return read_handover(data, *phrases)
    except (PassphraseNeeded, WrongPassphrase):
        return FileLook(file=file, locked=True)
    except (InvalidFile, OSError) as fault:
        return FileLook(file=file, fault=fault)


@contextmanager
def _here(database: Path) -> Iterator[tuple[tuple[Runner, ...], Callable[[str], Diary | None]]]:
    """The runners of the file and a way to their diaries, all as of one moment."""
    with told_kindly(), closing(reading(database)) as connection:
        connection.execute("BEGIN")
        try:
            yield records.load_runners(connection), lambda runner_id: records.load_diary(connection, runner_id)
        finally:
            connection.execute("ROLLBACK")
