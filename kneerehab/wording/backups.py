"""Copies of the database in words: why one was made, and what it holds."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from kneerehab.i18n import N_, _, ngettext
from kneerehab.wording.records import list_name

_KINDS = {
    "day": N_("copy of the day"),
    "update": N_("before an update"),
    "import": N_("before an import"),
    "restore": N_("before a restore"),
    "by-hand": N_("made by hand"),
    "lock": N_("before a change of the lock"),
    "aside": N_("damaged, put aside"),
    "shut": N_("locked, put aside"),
    "other": N_("another file"),
}


MOST_NAMED = 100
"""Runners of a copy that are named one by one: a window that names very many stands still."""


def unnamed(runners: int) -> list[str]:
    """Says how many of the runners of a copy are not named; nothing if all are."""
    rest = runners - MOST_NAMED
    return [ngettext("{n} more runner", "{n} more runners", rest).format(n=rest)] if rest > 0 else []


def occasion(kind: str) -> str:
    """Why a copy was made."""
    return _(_KINDS[kind])


def entries(count: int) -> str:
    """ "1 entry", "594 entries"."""
    return ngettext("{n} entry", "{n} entries", count).format(n=count)


def with_last_day(text: str, last: date | None, write: Callable[[date], str]) -> str:
    """What a file or copy holds, with the day of its last entry if there is one: "594 entries, last day 3 Mar"."""
    return text if last is None else _("{text}, last day {day}").format(text=text, day=write(last))


def counts(found: Mapping[str, int]) -> str:
    """ "Pain check-in 80, Activity 40 …": what there is of each kind, and nothing of what there is none."""
    return ", ".join(_("{kind}\u00a0{n}").format(kind=list_name(name), n=n) for name, n in found.items() if n)


def size(count: int) -> str:
    """Bytes as kB or MB."""
    if count < 1_000_000:
        return _("{n}\u00a0kB").format(n=max(1, round(count / 1000)))
    return _("{n}\u00a0MB").format(n=f"{count / 1_000_000:.1f}")
