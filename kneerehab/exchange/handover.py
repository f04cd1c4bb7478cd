"""A diary for another computer: the file of `diary_json`, plain or locked with a passphrase.

A locked file is one JSON object, version 1:

    {"format": "kneerehab-handover", "version": 1,
     "kdf": {"name": "scrypt", "n": 131072, "r": 8, "p": 1, "salt": BASE64 of 16 bytes},
     "cipher": {"name": "chacha20-poly1305", "nonce": BASE64 of 12 bytes},
     "data": BASE64 of the locked diary and its 16-byte tag}

The key is 32 bytes of scrypt (RFC 7914) from the passphrase in UTF-8, in Unicode form NFC. Everything but `data`, as
JSON with sorted keys and without spaces, is authenticated too (RFC 8439): no part of the file can be changed unnoticed.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
import os
import unicodedata
from typing import Any

from kneerehab.domain.diary import Diary
from kneerehab.domain.errors import InvalidFile, KneerehabError, WrongPassphrase
from kneerehab.exchange.diary_json import MOST_BYTES as MOST_DIARY_BYTES
from kneerehab.exchange.diary_json import read_diary
from kneerehab.i18n import _

FORMAT = "kneerehab-handover"
VERSION = 1
SHORTEST_PASSPHRASE = 10
"""Characters; design choice: scrypt makes each guess cost a third of a second."""

MOST_BYTES = MOST_DIARY_BYTES * 4 // 3 + 4096
"""Base64 takes a third more."""

_SCRYPT = {"n": 2**17, "r": 8, "p": 1}
_RANGES = {"n": (2**14, 2**18), "r": (8, 8), "p": (1, 4)}
"""What is read: less would be too easy to guess, more could stop a computer."""

_TAG = 16
"""Bytes at the end of what is locked, by which a change is noticed."""

_MOST_MEMORY = 2**29
"""Bytes; the most that is read takes a little over half of it."""


class PassphraseNeeded(KneerehabError):
    """The file is locked and no passphrase was given."""


def lock(diary: bytes, passphrase: str) -> bytes:
    """A diary file locked with a passphrase; raises ValueError if that is shorter than SHORTEST_PASSPHRASE."""
    from nacl.bindings import crypto_aead_chacha20poly1305_ietf_encrypt as encrypt

    if len(passphrase) < SHORTEST_PASSPHRASE:
        raise ValueError("the passphrase is too short")
    salt, nonce = os.urandom(16), os.urandom(12)
    head: dict[str, Any] = {
        "format": FORMAT,
        "version": VERSION,
        "kdf": {"name": "scrypt", **_SCRYPT, "salt": _text(salt)},
        "cipher": {"name": "chacha20-poly1305", "nonce": _text(nonce)},
    }
    key = _key(passphrase, salt, **_SCRYPT)
    data = encrypt(diary, _authenticated(head), nonce, key)
    return (json.dumps({**head, "data": _text(data)}, indent=1) + "\n").encode()


def is_locked(data: bytes) -> bool:
    """Whether a file is a locked diary; False for anything else, readable or not."""
    return FORMAT.encode() in data[:200] and _head(data) is not None


def read_handover(data: bytes, *passphrases: str) -> Diary:
    """The diary in a file that may be locked with one of these; raises InvalidFile, PassphraseNeeded without any, or
    WrongPassphrase where none fits."""
    if not is_locked(data):
        return read_diary(data)
    fault: PassphraseNeeded | WrongPassphrase
    fault = PassphraseNeeded(_("This file is locked. Please give its passphrase."))
    for passphrase in passphrases:
        try:
            return read_diary(unlock(data, passphrase))
        except WrongPassphrase as wrong:
            fault = wrong
    raise fault


def unlock(data: bytes, passphrase: str) -> bytes:
    """The diary file inside a locked one; raises InvalidFile or WrongPassphrase."""
    from nacl.bindings import crypto_aead_chacha20poly1305_ietf_decrypt as decrypt
    from nacl.exceptions import CryptoError

    if len(data) > MOST_BYTES:
        raise InvalidFile(["handover: is larger than 43 MiB"])
    head = _head(data)
    if head is None:
        raise InvalidFile(["handover: is not valid JSON in UTF-8"])
    locked = head.pop("data", None)
    faults: list[str] = []
    salt, costs = _kdf(head.get("kdf"), faults)
    nonce = _cipher(head.get("cipher"), faults)
    if head.get("version") != VERSION or isinstance(head.get("version"), bool):
        faults.insert(0, f"version: must be {VERSION}")
    faults += [f"{key}: unknown key" for key in head if key not in ("format", "version", "kdf", "cipher")]
    content = _bytes(locked, "data", None, faults)
    if faults:
        raise InvalidFile(faults[:100])
    wrong = WrongPassphrase(_("This passphrase doesn’t open the file, or the file was changed."))
    if len(content) < _TAG:
        raise wrong
    try:
        return decrypt(content, _authenticated(head), nonce, _key(passphrase, salt, **costs))
    except CryptoError:
        raise wrong from None


def _head(data: bytes) -> dict[str, Any] | None:
    try:
        found = json.loads(data.decode("utf-8-sig")) if len(data) <= MOST_BYTES else None
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) and found.get("format") == FORMAT else None


def _kdf(found: Any, faults: list[str]) -> tuple[bytes, dict[str, int]]:
    if not isinstance(found, dict) or set(found) != {"name", "n", "r", "p", "salt"} or found["name"] != "scrypt":
        faults.append("kdf: must be scrypt with n, r, p and salt")
        return b"", {}
    costs = {}
    for key, (low, high) in _RANGES.items():
        value = found[key]
        power = key != "n" or (type(value) is int and value & (value - 1) == 0)
        if type(value) is not int or not low <= value <= high or not power:
            faults.append(f"kdf.{key}: must be an integer from {low} to {high}" + (", a power of 2" * (key == "n")))
        else:
            costs[key] = value
    return _bytes(found["salt"], "kdf.salt", 16, faults), costs


def _cipher(found: Any, faults: list[str]) -> bytes:
    if not isinstance(found, dict) or set(found) != {"name", "nonce"} or found["name"] != "chacha20-poly1305":
        faults.append("cipher: must be chacha20-poly1305 with nonce")
        return b""
    return _bytes(found["nonce"], "cipher.nonce", 12, faults)


def _bytes(found: Any, path: str, length: int | None, faults: list[str]) -> bytes:
    try:
        if not isinstance(found, str):
            raise TypeError
        made = base64.b64decode(found, validate=True)
        if length is not None and len(made) != length:
            raise ValueError
    except (TypeError, ValueError, binascii.Error):
        faults.append(f"{path}: must be base64" + (f" of {length} bytes" if length else ""))
        return b""
    return made


def _key(passphrase: str, salt: bytes, *, n: int, r: int, p: int) -> bytes:
    phrase = unicodedata.normalize("NFC", passphrase).encode()
    return hashlib.scrypt(phrase, salt=salt, n=n, r=r, p=p, maxmem=_MOST_MEMORY, dklen=32)


def _authenticated(head: dict[str, Any]) -> bytes:
    return json.dumps(head, sort_keys=True, separators=(",", ":"), ensure_ascii=True).encode()


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")
