"""A diary locked with a passphrase: it opens with that one, and with nothing else."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kneerehab.domain.errors import InvalidFile, WrongPassphrase
from kneerehab.domain.record import Deletion
from kneerehab.exchange import handover
from kneerehab.exchange.diary_json import read_diary, write_diary
from kneerehab.exchange.handover import PassphraseNeeded, is_locked, lock, read_handover
from kneerehab.services.changes import Changes
from kneerehab.services.diary import DiaryService
from kneerehab.services.handover import preview
from kneerehab.storage.database import Database
from tests import builders

PHRASE = "korrekt Pferd Batterie Öl"
BOOK = builders.diary(builders.quiet_days(1, 3), builders.run(2), name="Mira")
PLAIN = write_diary(BOOK, None)
COSTS = dict(handover._SCRYPT)  # as they are before the tests make them cheap
with pytest.MonkeyPatch.context() as patch:
    patch.setitem(handover._SCRYPT, "n", handover._RANGES["n"][0])
    LOCKED = lock(PLAIN, PHRASE)


def changed(**parts: Any) -> bytes:
    """The locked file with other parts."""
    return json.dumps({**json.loads(LOCKED), **parts}).encode()


def test_a_locked_diary_opens_with_its_passphrase_and_tells_nothing_without() -> None:
    assert read_handover(LOCKED, PHRASE) == BOOK
    for word in ("Mira", BOOK.runner.id, "check_ins", "2026-03"):
        assert word.encode() not in LOCKED
    assert base64.b64decode(json.loads(LOCKED)["data"])[:4] != PLAIN[:4]


def test_each_guess_at_a_real_file_costs_what_the_format_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(handover, "_SCRYPT", COSTS)
    locked = lock(PLAIN, PHRASE)
    kdf = json.loads(locked)["kdf"]
    assert {key: kdf[key] for key in ("name", "n", "r", "p")} == {"name": "scrypt", "n": 131072, "r": 8, "p": 1}
    assert read_handover(locked, PHRASE) == BOOK


def test_the_key_is_that_of_rfc_7914() -> None:
    key = handover._key("pleaseletmein", b"SodiumChloride", n=16384, r=8, p=1)
    assert key.hex() == "7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2"


def test_the_same_diary_is_locked_differently_each_time() -> None:
    one, two = json.loads(LOCKED), json.loads(lock(PLAIN, PHRASE))
    assert one["kdf"]["salt"] != two["kdf"]["salt"]
    assert one["cipher"]["nonce"] != two["cipher"]["nonce"]
    assert one["data"] != two["data"]


def test_the_ways_to_type_one_letter_are_one_passphrase() -> None:
    assert read_handover(lock(PLAIN, "Zahnräder und Öl"), "Zahnra\u0308der und O\u0308l") == BOOK


def test_a_plain_diary_needs_no_passphrase_and_a_locked_one_asks_for_it() -> None:
    assert read_handover(PLAIN) == BOOK
    assert not is_locked(PLAIN)
    assert is_locked(LOCKED)
    assert is_locked(b"\xef\xbb\xbf" + LOCKED)
    with pytest.raises(PassphraseNeeded):
        read_handover(LOCKED)


@pytest.mark.parametrize("typed", ["", "korrekt Pferd Batterie", PHRASE + " ", PHRASE.lower()])
def test_another_passphrase_does_not_open_it(typed: str) -> None:
    with pytest.raises(WrongPassphrase):
        read_handover(LOCKED, typed)


def test_a_short_passphrase_is_refused() -> None:
    with pytest.raises(ValueError, match="too short"):
        lock(PLAIN, "ninechars")


def test_no_part_of_a_locked_file_can_be_changed_unnoticed() -> None:
    head = json.loads(LOCKED)
    data = bytearray(base64.b64decode(head["data"]))
    data[len(data) // 2] ^= 1
    salt = base64.b64encode(bytes(16)).decode()
    for forged in (
        changed(data=base64.b64encode(data).decode()),
        changed(data=base64.b64encode(data[:-1]).decode()),
        changed(data=""),
        changed(kdf={**head["kdf"], "salt": salt}),
        changed(kdf={**head["kdf"], "n": 2**15}),
        changed(cipher={**head["cipher"], "nonce": base64.b64encode(bytes(12)).decode()}),
    ):
        with pytest.raises(WrongPassphrase):
            read_handover(forged, PHRASE)


@pytest.mark.parametrize(
    ("parts", "told"),
    [
        ({"version": 2}, "version: must be 1"),
        ({"version": True}, "version: must be 1"),
        ({"kdf": {"name": "md5"}}, "kdf: must be scrypt"),
        ({"kdf": {"name": "scrypt", "n": 2**30, "r": 8, "p": 1, "salt": "AAAAAAAAAAAAAAAAAAAAAA=="}}, "kdf.n: must be"),
        ({"kdf": {"name": "scrypt", "n": 20000, "r": 8, "p": 1, "salt": "AAAAAAAAAAAAAAAAAAAAAA=="}}, "power of 2"),
        ({"kdf": {"name": "scrypt", "n": 2**14, "r": 8, "p": 10**6, "salt": "AA=="}}, "kdf.p: must be"),
        ({"kdf": None}, "kdf: must be scrypt"),
        ({"cipher": {"name": "none", "nonce": ""}}, "cipher: must be chacha20"),
        ({"cipher": {"name": "chacha20-poly1305", "nonce": "!"}}, "cipher.nonce: must be base64 of 12 bytes"),
        ({"data": 5}, "data: must be base64"),
        ({"more": 1}, "more: unknown key"),
    ],
)
def test_what_is_wrong_with_a_locked_file_is_told_before_any_work_is_done(parts: dict[str, Any], told: str) -> None:
    with pytest.raises(InvalidFile, match=told):
        read_handover(changed(**parts), PHRASE)


def test_a_locked_file_with_something_else_inside_is_refused() -> None:
    with pytest.raises(InvalidFile, match="format"):
        read_handover(lock(b'{"format": "something"}', PHRASE), PHRASE)


@given(st.binary(max_size=300) | st.binary(max_size=100).map(lambda more: b'{"format": "kneerehab-handover"' + more))
@settings(max_examples=300, deadline=None)
def test_any_bytes_are_a_diary_or_refused(data: bytes) -> None:
    with pytest.raises(InvalidFile):
        read_handover(data, PHRASE)


@given(cut=st.integers(0, len(LOCKED) - 3), put=st.binary(max_size=3))
@settings(max_examples=40, deadline=None)
def test_a_damaged_locked_file_is_refused(cut: int, put: bytes) -> None:
    data = LOCKED[:cut] + put + LOCKED[cut + len(put) + 1 :]
    try:
        found = read_handover(data, PHRASE)
    except (InvalidFile, WrongPassphrase):
        return
    assert found == BOOK  # white space was changed


def test_a_file_that_is_too_large_is_refused_at_once() -> None:
    with pytest.raises(InvalidFile, match="larger than"):
        handover.unlock(b" " * (handover.MOST_BYTES + 1), PHRASE)


# from one computer to the other and back
@pytest.fixture
def there(tmp_path: Path) -> Iterator[DiaryService]:
    yield from _computer(tmp_path / "there.sqlite3")


@pytest.fixture
def here(tmp_path: Path) -> Iterator[DiaryService]:
    yield from _computer(tmp_path / "here.sqlite3")


def _computer(file: Path) -> Iterator[DiaryService]:
    with Database.open(file) as database:
        yield DiaryService(database, Changes(), lambda: datetime.now(UTC))


def test_a_preview_says_what_the_import_then_does(there: DiaryService) -> None:
    first = preview(there, BOOK)
    assert first.created
    assert first.counts["check_ins"].added == 3
    there.import_diary(BOOK)
    assert preview(there, BOOK).nothing
    later = datetime.now(UTC).replace(microsecond=0) + timedelta(hours=1)
    check_ins = BOOK.check_ins
    theirs = replace(
        BOOK,
        check_ins=(replace(check_ins[0], swelling=True, changed=later), check_ins[1], builders.check_in(9)),
        deleted=(Deletion(id=check_ins[2].id, changed=later),),
    )
    found = preview(there, theirs)
    assert (found.counts["check_ins"].added, found.counts["check_ins"].replaced) == (1, 1)
    assert found.counts["check_ins"].removed == 1
    assert [record.id for record in found.removed] == [check_ins[2].id]
    result = there.import_diary(theirs)
    assert (result.added, result.replaced, result.removed) == (1, 1, 1)
    assert preview(there, theirs).nothing
    assert result.undo is not None
    there.apply(BOOK.runner.id, result.undo)
    assert not preview(there, theirs).nothing


def test_there_and_back_again_nothing_is_doubled_and_nothing_lost(here: DiaryService, there: DiaryService) -> None:
    here.import_diary(BOOK)
    runner = BOOK.runner.id
    now = datetime(2026, 3, 10, 12)
    there.import_diary(read_handover(lock(here.export(runner, now), PHRASE), PHRASE))
    there.record(runner, builders.check_in(5))
    there.delete(runner, BOOK.activities[0])
    here.record(runner, builders.check_in(6))
    here.import_diary(read_handover(lock(there.export(runner, now), PHRASE), PHRASE))
    there.import_diary(read_handover(lock(here.export(runner, now), PHRASE), PHRASE))
    mine, theirs = (replace(service.diary(runner), exported_at=None) for service in (here, there))
    assert mine == theirs
    assert len(mine.check_ins) == 5
    assert mine.activities == ()
    assert read_diary(write_diary(mine, None)) == mine


def test_another_runner_of_the_same_name_stays_apart(there: DiaryService) -> None:
    there.import_diary(BOOK)
    other = builders.diary(builders.run(4), name="MIRA")
    found = preview(there, other)
    assert found.created
    assert found.same_name
