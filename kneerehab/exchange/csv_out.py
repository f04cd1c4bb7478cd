"""CSV out: one tidy table per kind of record, and one flat table with a row a day, to be read in a spreadsheet.

UTF-8 with a byte-order mark: without it Excel takes the bytes for an old Windows code and spoils every name and note;
LibreOffice, Numbers, pandas and R read it with or without. Commas, quotes and CRLF are those of RFC 4180, dates and
times ISO 8601, units stand in the headers, an unknown value is an empty cell.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from enum import StrEnum
from functools import cache
from operator import attrgetter
from pathlib import Path
from typing import Any

from kneerehab.domain import fields as f
from kneerehab.domain.diary import KINDS, Diary
from kneerehab.domain.plan_records import Plan
from kneerehab.domain.rules import SETTINGS
from kneerehab.domain.runner import Runner
from kneerehab.exchange.csv_days import DAY_HEADER, day_rows
from kneerehab.i18n import _
from kneerehab.replacing import PRIVATE, make_folder, write_whole

_FORMULA = re.compile(r"""(^|[;\t\n])([ "']*)([=+\-@＝＋－＠])""")
"""The beginning of a formula: at the start of a cell, and where a spreadsheet that splits at semicolons or takes a line
break for a new row would see the start of one."""

_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")

Getter = Callable[[Any], object]


def write_csv(diary: Diary, folder: Path, *, who: str) -> list[Path]:
    """Write every table into a folder, each file whole or not at all; the paths written. `who` stands for the name.

    A new folder is its owner's alone; one that is there may hold other things. Tables of the same runner are replaced.
    Raises OSError, also if a file of one of the names is not a table of this runner.
    """
    found = tables(diary.called(who))
    make_folder(folder, PRIVATE)
    if taken := _taken(folder, diary.runner.id, found):
        raise FileExistsError(_("{file} in it is not a table of this runner").format(file=taken))
    written = []
    for name, data in found.items():
        write_whole(folder / name, data)
        written.append(folder / name)
    return written


def _taken(folder: Path, runner_id: str, found: Mapping[str, bytes]) -> str | None:
    """The first file that would be lost: not a table as we write them, or of another runner."""
    there = [name for name in found if (folder / name).exists()]
    if there and not _is_of(folder / "runner.csv", runner_id):
        return "runner.csv" if "runner.csv" in there else there[0]
    return next((name for name in there if not _begins(folder / name, found[name].partition(b",")[0])), None)


def _is_of(file: Path, runner_id: str) -> bool:
    try:
        return f"\n{runner_id},".encode() in file.read_bytes()
    except OSError:
        return False


def _begins(file: Path, start: bytes) -> bool:
    """Whether a file begins with a mark and a first column like ours; further columns may have been added since."""
    try:
        with file.open("rb") as stream:
            return stream.read(len(start)) == start
    except OSError:
        return False


def tables(diary: Diary) -> dict[str, bytes]:
    """File name to content: `days.csv`, `runner.csv`, `plan.csv`, one file per kind; empty ones have their header."""
    found = {
        "days.csv": _table(DAY_HEADER, day_rows(diary)),
        "runner.csv": _records(Runner, [diary.runner]),
        "plan.csv": _records(Plan, [diary.plan]),
    }
    for name, kind in KINDS.items():
        found[f"{name}.csv"] = _records(kind, getattr(diary, name))
    return found


def safe(text: str) -> str:
    """A text no spreadsheet takes for a formula: an apostrophe goes before = + - @ where a cell could begin."""
    plain = _UNPRINTABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return _FORMULA.sub(r"\1'\2\3", plain)


def _table(header: Iterable[str], rows: Iterable[Iterable[object]]) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(header)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def _records(kind: type, records: Iterable[object]) -> bytes:
    columns = _columns(kind)
    rows = ((getter(record) for _header, getter in columns) for record in records)
    return _table((header for header, _getter in columns), rows)


def _cell(value: object) -> str:
    """A value as text; only text a person wrote needs to be made safe, for no number here is negative."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case StrEnum():
            return value.value
        case str():
            return safe(value)
        case float():
            return f"{value:.2f}".rstrip("0").rstrip(".")
        case datetime():
            return f"{value:%Y-%m-%dT%H:%M:%SZ}" if value.tzinfo else f"{value:%Y-%m-%d %H:%M}"
        case date():
            return value.isoformat()
        case tuple():
            return " ".join(str(code) for code in value)
        case _:
            return str(value)


@cache
def _columns(kind: type) -> tuple[tuple[str, Getter], ...]:
    """Header and getter of each column of a kind of record."""
    return tuple(column for facet in f.facets(kind) for column in _split(facet, attrgetter(facet.name), ""))


def _split(facet: f.Facet, get: Getter, prefix: str) -> list[tuple[str, Getter]]:
    """The columns of one field: pairs of scores, amounts and nested values become several."""
    name = prefix + facet.key
    match facet.spec:
        case f.LocalTime():
            start = "" if facet.key == "at" else f"{name}_"
            return [
                (f"{start}date", _then(get, lambda at: at.date())),
                (f"{start}time", _then(get, lambda at: f"{at:%H:%M}")),
            ]
        case f.Scores():
            return [(f"{name}_{knee}", _then(get, attrgetter(knee))) for knee in ("left", "right")]
        case f.AmountField():
            return [
                (f"{name}_s", _then(get, attrgetter("seconds"))),
                (f"{name}_m", _then(get, attrgetter("metres"))),
            ]
        case f.Nested():
            inner = f.facets(facet.spec.of)
            return [column for item in inner for column in _split(item, _then(get, attrgetter(item.name)), f"{name}_")]
        case f.SettingsPatch():
            return [
                column
                for setting in SETTINGS.values()
                for column in _split(setting, _setting(get, setting.key), f"{name}_")
            ]
        case _:
            return [(prefix + (facet.header or facet.key), get)]


def _then(get: Getter, further: Callable[[Any], object]) -> Getter:
    """A getter that goes on from what another one found, if that is known."""

    def both(record: Any) -> object:
        found = get(record)
        return found if found is None or found == _REMOVED else further(found)

    return both


_REMOVED = "removed"
"""In a change of the plan: the setting was taken away."""


def _setting(get: Getter, key: str) -> Getter:
    """A setting of a plan change: empty if it stayed as it was."""

    def found(record: Any) -> object:
        settings = get(record)
        if not isinstance(settings, Mapping) or key not in settings:
            return None
        return _REMOVED if settings[key] is None else settings[key]

    return found
