"""Locks of diaries: whether a file is locked, and the key that opens it, known to this process alone.

A locked file is an ordinary SQLCipher 4 database: its first 16 bytes are a salt, and its key is PBKDF2-HMAC-SHA512 of
the passphrase (Unicode form NFC, UTF-8) in 256,000 rounds, so any tool that knows SQLCipher opens it with the
passphrase. The key is derived here, once for each salt: each further connection then opens at once.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import sqlite3
import unicodedata
import zlib
from dataclasses import dataclass
from pathlib import Path

from kneerehab.storage.driver import Key, connect_with, opens
from kneerehab.storage.faults import lock_absent, locked, told_kindly, wrong_passphrase

SHORTEST_PASSPHRASE = 10
"""Characters; design choice: every guess costs about a tenth of a second."""

PAGE = 4096
"""Bytes; SQLCipher's own page size."""

_MAGIC = b"SQLite format 3\0"
_SALT = 16
_ROUNDS = 256_000
_SAMPLE = 64 * PAGE
_SECTOR = 512


_keys: dict[bytes, Key] = {}
"""By salt. What was typed is not kept: the keys of this diary and its copies are all that a passphrase is for."""


@dataclass(slots=True)
class _Held:
    key: Key | None
    times: int = 0


_open: dict[Path, _Held] = {}
"""Files that this process has open, with how often it has. They must not be opened as plain files meanwhile: closing
them would give up SQLite's locks (a trap of POSIX)."""


def lock_possible() -> bool:
    """Whether this installation has the optional part that locked diaries need."""
    return importlib.util.find_spec("sqlcipher3") is not None


def is_locked(path: Path) -> bool:
    """Whether a file looks like a locked diary; raises OSError.

    A locked file is all random: unlike a diary, however damaged, it can't be compressed. What a power cut left empty of
    it, to be filled from its log of changes, does not count.
    """
    if (held := _open.get(path.absolute())) is not None:
        return held.key is not None
    try:
        with path.open("rb") as stream:
            sample = stream.read(_SAMPLE)
    except FileNotFoundError:
        return False
    if len(sample) < PAGE or sample.startswith(_MAGIC):
        return False
    sectors = (sample[start : start + _SECTOR] for start in range(0, len(sample), _SECTOR))
    written = b"".join(sector for sector in sectors if any(sector))
    return len(written) >= PAGE and len(zlib.compress(written, 1)) >= len(written)


def is_clear(path: Path) -> bool:
    """Whether anyone can read a database; raises OSError."""
    with path.open("rb") as stream:
        return stream.read(len(_MAGIC)) == _MAGIC


def new_key(passphrase: str) -> Key:
    """A key with a salt of its own, remembered; raises ValueError if the passphrase is too short."""
    if len(passphrase) < SHORTEST_PASSPHRASE:
        raise ValueError("the passphrase is too short")
    key = _derived(_normal(passphrase), os.urandom(_SALT))
    _keys[key.salt] = key
    return key


def key_of(path: Path) -> Key | None:
    """The key of a file, None for one that is not locked; raises Locked, LockAbsent or OSError."""
    if (held := _open.get(path.absolute())) is not None:
        return held.key
    if not is_locked(path):
        return None
    if not lock_possible():
        raise lock_absent()
    salt = _salt_of(path)
    if salt not in _keys:
        raise locked()
    return _keys[salt]


def connect(path: Path, *, mode: str = "rwc") -> sqlite3.Connection:
    """A connection without transactions of its own, with the key of the file if it is locked.

    `mode` is ro, rw or rwc. Raises Locked, LockAbsent, OSError or what the driver raises.
    """
    return connect_with(key_of(path), path, mode=mode)


def verify(path: Path, passphrase: str) -> None:
    """Raise WrongPassphrase unless a locked file that was opened before is locked with this passphrase."""
    if _derived(_normal(passphrase), _salt_of(path)) != key_of(path):
        raise wrong_passphrase()


def same_lock(path: Path, other: Path) -> bool:
    """Whether two locked files were locked with one key; raises OSError."""
    return is_locked(path) and is_locked(other) and _salt_of(path) == _salt_of(other)


def unlock(path: Path, passphrase: str) -> None:
    """Remember the key of a passphrase that opens the file; raises WrongPassphrase, LockAbsent or another StorageError.

    Takes about a tenth of a second, on purpose.
    """
    with told_kindly():
        if not is_locked(path):
            return
        if not lock_possible():
            raise lock_absent()
        key = _derived(_normal(passphrase), _salt_of(path))
        if not opens(path, key):
            raise wrong_passphrase()
        _keys[key.salt] = key


def opened(path: Path, key: Key | None) -> None:
    """Remember how a file is locked while this process has it open."""
    _open.setdefault(path.absolute(), _Held(key)).times += 1


def is_open(path: Path) -> bool:
    """Whether this process has a file open."""
    return path.absolute() in _open


def closed(path: Path) -> None:
    """This process has let a file go that it had `opened`."""
    held = _open[path.absolute()]
    held.times -= 1
    if not held.times:
        del _open[path.absolute()]


def forget() -> None:
    """Forget every key: what is locked stays shut until its passphrase is typed again."""
    _keys.clear()


def _normal(passphrase: str) -> str:
    """Keyboards of different systems type the same letter in different ways."""
    return unicodedata.normalize("NFC", passphrase)


def _derived(phrase: str, salt: bytes) -> Key:
    # A key that some keyboard typed may hold half a character; it must not stop the program.
    return Key(hashlib.pbkdf2_hmac("sha512", phrase.encode("utf-8", "surrogatepass"), salt, _ROUNDS, 32), salt)


def _salt_of(path: Path) -> bytes:
    if (held := _open.get(path.absolute())) is not None and (key := held.key) is not None:
        return key.salt
    with path.open("rb") as stream:
        return stream.read(_SALT)
