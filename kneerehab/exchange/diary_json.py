"""The format `kneerehab-diary` version 2: whole diaries to and from JSON, for export, import, backup and handover."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from kneerehab.domain.agreement import Place, disagreements
from kneerehab.domain.diary import KINDS, Diary, in_order, marks_in_order
from kneerehab.domain.errors import InvalidFile, KneerehabError, NewerFile, NotADiary
from kneerehab.domain.fields import LocalTime
from kneerehab.domain.plan_records import Plan
from kneerehab.domain.record import Deletion
from kneerehab.domain.runner import Runner
from kneerehab.exchange.fields_json import (
    MOST_RECORDS,
    Faults,
    Reader,
    TooManyFaults,
    Where,
    plain,
    plain_record,
    read_field,
    read_list,
    read_object,
    read_record,
)
from kneerehab.i18n import _
from kneerehab.uncollected import uncollected

FORMAT = "kneerehab-diary"
VERSION = 2
READABLE = (1, 2)
"""A version 1 file may hold the keys and codes of version 2."""
MOST_BYTES = 32 * 1024 * 1024

_NOT_JSON = "is not valid JSON in UTF-8"


def read_diary(data: bytes) -> Diary:
    """The diary in a file; raises InvalidFile with every fault that was found, up to 100, or NewerFile."""
    # Nothing here makes cycles, and looking for them in millions of brackets takes longer than reading them.
    with uncollected():
        return _read(data)


class TooLargeForAFile(KneerehabError):
    """The diary has more than a file of this format may hold: nobody could read what would be written."""


def write_diary(diary: Diary, exported_at: datetime | None) -> bytes:
    """The diary as a file: one record per line, always the same bytes for the same diary and time.

    Raises TooLargeForAFile.
    """
    most = max(len(getattr(diary, name)) for name in (*KINDS, "deleted"))
    if most > MOST_RECORDS:
        raise TooLargeForAFile(
            _(
                "A diary file holds at most {limit} entries of a kind, and this diary has {count} of one. Nothing is "
                "lost: File > Backups… copies all of it."
            ).format(limit=MOST_RECORDS, count=most)
        )
    encode = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode
    lines = [f'"format": {encode(FORMAT)}', f'"version": {VERSION}']
    if exported_at is not None:
        lines.append(f'"exported_at": {encode(plain(exported_at))}')
    lines.append(f'"runner": {encode(plain_record(diary.runner))}')
    lines.append(f'"plan": {encode(plain_record(diary.plan))}')
    for name in (*KINDS, "deleted"):
        records = ",\n  ".join(encode(plain_record(record)) for record in getattr(diary, name))
        lines.append(f'"{name}": [\n  {records}\n ]' if records else f'"{name}": []')
    data = ("{\n " + ",\n ".join(lines) + "\n}\n").encode()
    if len(data) > MOST_BYTES:
        raise TooLargeForAFile(
            _(
                "A diary file is at most {limit} MB large, and this diary would make one of {size} MB. "
                "Nothing is lost: File > Backups… copies all of it."
            ).format(limit=MOST_BYTES // 2**20, size=-(-len(data) // 2**20))
        )
    return data


def _read(data: bytes) -> Diary:
    document = _parsed(data)
    faults = Faults()
    parts: dict[str, Any] = {}
    try:
        parts = _read_document(document, None, faults)
        if not faults.lines:
            _compare(parts, faults)
    except TooManyFaults:
        pass
    if faults.lines:
        kind = InvalidFile if _is_ours(document) else NotADiary
        raise (NewerFile if _is_newer(document) else kind)(faults.lines)
    for name in KINDS:
        parts[name] = in_order(parts.get(name, ()))
    parts["deleted"] = marks_in_order(parts.get("deleted", ()))
    return Diary(**{name: part for name, part in parts.items() if name not in ("format", "version")})


def _parsed(data: bytes) -> Any:
    if len(data) > MOST_BYTES:
        raise InvalidFile(["diary: is larger than 32 MiB"])
    try:
        text = data.decode("utf-8-sig")
        try:
            return json.loads(text, parse_constant=_refuse_constant)
        except json.JSONDecodeError:
            raise
        except ValueError:
            # Python refuses to turn thousands of digits into an integer; which field holds them is worth saying.
            return json.loads(text, parse_constant=_refuse_constant, parse_int=_bounded_int)
    except (ValueError, RecursionError):
        raise NotADiary([f"diary: {_NOT_JSON}"]) from None


def _is_ours(document: Any) -> bool:
    """Whether a document says that it is a diary."""
    return type(document) is dict and document.get("format") == FORMAT


def _is_newer(document: Any) -> bool:
    """Whether it says that it is one of a version that is still to come."""
    version = document.get("version") if _is_ours(document) else None
    return type(version) is int and version > VERSION


def _refuse_constant(name: str) -> None:
    """JSON has no NaN and no Infinity, though Python's reader knows them."""
    raise json.JSONDecodeError(f"{name} is not JSON", name, 0)


def _bounded_int(digits: str) -> int:
    """The integer, or one that lies outside every range of the format."""
    return int(digits) if len(digits) <= 20 else 10**20


def _one_of(expected: tuple[object, ...], shown: str) -> Reader:
    def read(value: Any, where: Where, faults: Faults) -> Any:
        # `true` equals 1 and 2.0 equals 2, but neither is a version.
        known = any(type(value) is type(item) and value == item for item in expected)
        return value if known else faults.add(where, f"must be {shown}")

    return read


_read_document = read_object(
    {
        "format": ("format", _one_of((FORMAT,), f'"{FORMAT}"')),
        "version": ("version", _one_of(READABLE, " or ".join(map(str, READABLE)))),
        "exported_at": ("exported_at", read_field(LocalTime())),
        "runner": ("runner", read_record(Runner)),
        "plan": ("plan", read_record(Plan)),
        **{name: (name, read_list(read_record(kind))) for name, kind in KINDS.items()},
        "deleted": ("deleted", read_list(read_record(Deletion))),
    },
    ("format", "version", "runner", "plan"),
    dict,
)


def _compare(parts: dict[str, Any], faults: Faults) -> None:
    """The second stage: records against themselves, each other and the plan's start."""
    for name, index, key, text, other in disagreements(parts["runner"].id, parts["plan"].start, parts):
        place: Where = ((None, name), index)
        faults.add((place, key) if key else place, text if other is None else f"{text} {_path(other)}.{key}")


def _path(place: Place) -> str:
    name, index = place
    return name if index is None else f"{name}[{index}]"
