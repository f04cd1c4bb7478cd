"""Where the pictures of a report go: one file a page, and none of somebody else's files."""

from __future__ import annotations

from pathlib import Path

from kneerehab.i18n import _

_HEAD = 4096
_OURS = b"Software\x00kneerehab "
"""In the head of every PNG of a report, written by `output.picture`."""


def page_files(first: Path, count: int) -> list[Path]:
    """The chosen file for the first page, "name-2.png" and so on; FileExistsError if one of these isn't ours."""
    others = [first.with_stem(f"{first.stem}-{number}") for number in range(2, count + 1)]
    for file in others:
        if file.exists() and not _ours(file):
            raise FileExistsError(_("{file} is there already").format(file=file.name))
    return [first, *others]


def _ours(file: Path) -> bool:
    try:
        with file.open("rb") as stream:
            return _OURS in stream.read(_HEAD)
    except OSError:
        return False
