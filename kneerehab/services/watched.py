"""Folders that runs come into by themselves: which files are new, whole, and were not offered before.

A folder is one that the runner chose, or the one that a watch has its activities in while it is plugged in as a drive.
Nothing is saved here, and nothing in those folders is ever changed.
"""

from __future__ import annotations

import hashlib
import json
import os
import stat
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path

from kneerehab.domain.diary import Diary
from kneerehab.exchange.activities import Candidate, Reading, holds_runs, previewed, read_files, suffixes
from kneerehab.frozen import dataclass
from kneerehab.replacing import make_folder, write_whole

SETTLED_SECONDS = 5.0
"""A file that was written to more recently may still be; design choice."""

GIVEN_UP_SECONDS = 3_600.0
"""A file that still lacks its end after so long stays without it, and is offered with what it has; design choice."""

MOST_FILES = 5_000
_MOST_DEPTH = 4
_MOST_SEEN = 20_000
_TAIL = 256
_END_OF_ZIP = b"PK\x05\x06"
_CHUNK = 1024 * 1024

WATCH_FOLDERS = (
    ("garmin", "activity"), ("garmin", "activities"), ("coros", "activity"), ("coros", "activities"), ("coros",),
    ("igpsport", "activities"), ("wahoo", "activities"), ("bryton", "activities"), ("suunto", "activities"),
)  # fmt: skip
"""Where watches keep their recordings, seen as a drive, in small letters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """Files that hold something new for a diary, and what that is."""

    files: tuple[Path, ...]
    new: tuple[Candidate, ...]


class Watch:
    """Remembers, in a file of its own, what was offered; `look` is called now and again, from one thread."""

    def __init__(self, memory: Path) -> None:
        self._memory = memory
        self._sizes: dict[Path, tuple[int, int]] = {}
        self._tried: set[tuple[Path, int, int]] = set()
        self._seen = _recalled(memory)
        self._digests: dict[Path, str] = {}

    def look(self, folders: Iterable[Path], now: float, stop: Callable[[], bool] = lambda: False) -> list[Path]:
        """The files that are new, whole and at rest since the last look; `now` in seconds since 1970."""
        found, sizes = [], {}
        for path in _files_in(folders):
            if stop():
                return []
            try:
                state = path.stat()
            except OSError:
                continue
            size = sizes[path] = (state.st_size, state.st_mtime_ns)
            if (path, *size) in self._tried or state.st_size == 0:
                continue
            age = now - state.st_mtime
            if self._sizes.get(path) != size or 0 <= age < SETTLED_SECONDS:
                continue  # new since the last look, or growing: it is looked at again next time
            if not is_whole(path) and age < GIVEN_UP_SECONDS:
                continue
            self._tried.add((path, *size))
            digest = _digest(path)
            if digest is not None and digest not in self._seen and holds_runs(path):
                self._digests[path] = digest
                found.append(path)
        self._sizes = sizes
        return found

    def settle(self, files: Iterable[Path]) -> None:
        """These were added, or are not wanted: they are never offered again, under whatever name; raises OSError."""
        digests = [digest for path in files if (digest := self._digests.get(path) or _digest(path)) is not None]
        self._seen = dict.fromkeys([*self._seen, *digests])
        kept = list(self._seen)[-_MOST_SEEN:]
        make_folder(self._memory.parent)
        write_whole(self._memory, json.dumps({"seen": kept}).encode())


def offer(paths: Sequence[Path], diary: Diary, today: date, reading: Reading) -> Offer:
    """What files hold that the diary doesn't have; raises Stopped."""
    files = read_files(paths, reading)
    new = previewed(files, diary, today=today).new
    names = {file.path for file in files if file.path is not None and file.candidates}
    return Offer(files=tuple(path for path in paths if path in names), new=new)


def is_whole(path: Path) -> bool:
    """Whether a recording has its end; a file that tells nothing of that is taken to be whole."""
    suffix = path.suffix.casefold()
    try:
        with path.open("rb") as file:
            if suffix == ".fit":
                head = file.read(12)
                size = file.seek(0, os.SEEK_END)
                length = int.from_bytes(head[4:8], "little")  # 0 until the recording is over
                return len(head) == 12 and length > 0 and head[0] + length + 2 <= size
            file.seek(max(0, file.seek(0, os.SEEK_END) - _TAIL))
            tail = file.read()
    except OSError:
        return False
    if suffix == ".zip":
        return _END_OF_ZIP in tail
    ends = {".gpx": (b"</gpx>",), ".tcx": (b"Database>",), ".xml": (b">",), ".json": (b"}", b"]")}
    return tail.rstrip().endswith(ends[suffix]) if suffix in ends else True


def watch_folders(roots: Iterable[Path] | None = None) -> list[Path]:
    """The folders of recordings on the drives that are plugged in; `roots` are where drives appear."""
    found = []
    for drive in _drives(mount_roots() if roots is None else roots):
        for names in WATCH_FOLDERS:
            folder = drive
            for name in names:
                folder = next((each for each in _entries(folder) if each.name.casefold() == name), folder / name)
            if folder.is_dir():
                found.append(folder)
    return list(dict.fromkeys(found))


def mount_roots() -> list[Path]:
    """Where this system shows drives, a level above them; on Windows the drives themselves."""
    if sys.platform == "win32":
        return [Path(f"{letter}:\\") for letter in "DEFGHIJKLMNOPQRSTUVWXYZ"]
    if sys.platform == "darwin":
        return [Path("/Volumes")]
    user = Path.home().name
    return [Path("/media") / user, Path("/run/media") / user, Path(f"/run/user/{os.getuid()}/gvfs"), Path("/media")]


def _drives(roots: Iterable[Path]) -> Iterator[Path]:
    for root in roots:
        yield root
        for drive in _entries(root):
            yield drive
            yield from _entries(drive)  # a watch that is no disk shows its storage one level down


def _entries(folder: Path) -> list[Path]:
    """The folders in a folder; none if it can't be looked into."""
    try:
        with os.scandir(folder) as found:
            return [Path(each.path) for each in found if each.is_dir()][:200]
    except OSError:
        return []


def _files_in(folders: Iterable[Path]) -> Iterator[Path]:
    """Files of a known kind, the newest first, without hidden ones and what links lead to."""
    found: list[tuple[int, Path]] = []
    pending = [(folder, 0) for folder in folders]
    while pending and len(found) < MOST_FILES:
        folder, depth = pending.pop()
        try:
            with os.scandir(folder) as entries:
                for entry in entries:
                    if entry.name.startswith((".", "~")):
                        continue
                    if entry.is_dir(follow_symlinks=False) and depth < _MOST_DEPTH:
                        pending.append((Path(entry.path), depth + 1))
                    elif entry.name.casefold().endswith(suffixes()):
                        state = entry.stat(follow_symlinks=False)
                        if stat.S_ISREG(state.st_mode):
                            found.append((state.st_mtime_ns, Path(entry.path)))
        except OSError:
            continue  # unplugged, or not ours to read
    yield from (path for _age, path in sorted(found, reverse=True))


def _digest(path: Path) -> str | None:
    digest = hashlib.sha256()
    try:
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                digest.update(chunk)
    except OSError:
        return None
    return digest.hexdigest()


def _recalled(memory: Path) -> dict[str, None]:
    try:
        kept = json.loads(memory.read_bytes())
        return dict.fromkeys(item for item in kept["seen"] if isinstance(item, str))
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return {}
