"""A diary as a file of its own: its name, and writing it whole."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget

from kneerehab.domain.errors import KneerehabError
from kneerehab.domain.runner import Runner
from kneerehab.i18n import _
from kneerehab.wording.system import system_reason


def diary_name(runner: Runner) -> str:
    """A file name for a runner's diary: it says whose, but not to whoever looks over a shoulder."""
    from kneerehab.wording.summary import file_stem  # it brings charts' sums along, which a start can do without

    return f"{file_stem('diary', runner)}.kneerehab.json"


def ask_file(parent: QWidget, title: str, runner: Runner) -> Path | None:
    """Where to write the diary of a runner; None if the person thinks better of it."""
    from kneerehab.gui.look.choosing import file_to_write

    file = file_to_write(parent, title, diary_name(runner), _("Diaries (*.json)"))
    return Path(file) if file else None


def write(file: Path, content: Callable[[], bytes]) -> str | None:
    """Write to `file`, whole or not at all; why it could not be done ("" if unknown), None if all went well."""
    from kneerehab.replacing import write_whole

    try:
        write_whole(file, content())
    except OSError as fault:
        return system_reason(fault)
    except KneerehabError as fault:
        return str(fault)
    return None
