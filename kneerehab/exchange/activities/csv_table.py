"""The rows and cells of a CSV file, in whatever encoding and with whatever sign between them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from kneerehab.exchange.activities.mapping import MOST_COLUMNS
from kneerehab.exchange.activities.source import Unreadable
from kneerehab.i18n import _

_LINES_PER_ROW = 10
"""For blank lines and line breaks within cells."""


def decoded(data: bytes) -> str:
    """UTF-8 or UTF-16 if it is marked or valid, else the usual code of older spreadsheets."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def rows(text: str, most: int) -> Iterator[tuple[int, list[str]]]:
    """The lines and cells of the header and the rows, one by one; blank rows are left out; raises Unreadable."""
    first = text.lstrip()[:10_000].partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    found = 0
    try:
        for row in reader:
            if found > most or reader.line_num > _LINES_PER_ROW * most:
                raise Unreadable(_("It has more than {count} rows.").format(count=most))
            if not any(cell.strip() for cell in row):
                continue
            if len(row) > MOST_COLUMNS:
                raise Unreadable(_("It has more than {count} columns.").format(count=MOST_COLUMNS))
            found += 1
            yield reader.line_num, row
    except csv.Error:
        raise Unreadable(_("Line {line} is not a line of a table.").format(line=reader.line_num)) from None
