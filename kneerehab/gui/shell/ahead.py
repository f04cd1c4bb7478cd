"""What a day asks for first is read a second after the start, while nobody waits: imports, and the exercises' texts."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from importlib import import_module

from PySide6.QtCore import QObject

from kneerehab.gui.shell import tasks
from kneerehab.gui.shell.navigation import PAGES
from kneerehab.library import exercises
from kneerehab.services.diary import ready_to_save

_FORMS = (
    "forms.run.dialog",
    "forms.record_dialog",
    "today.care_dialog",
    "today.more_panel",
    "today.after_view",
    "plan.why",
)
"""What Today opens on an ordinary day, within `kneerehab.gui`."""


def read_ahead(owner: QObject) -> None:
    """Read on the worker thread, one thing after the other; what is wanted sooner is read when it is wanted.

    Each is a task of its own, so that what the window asks for meanwhile waits for one of them at most.
    """
    forms = (partial(import_module, f"kneerehab.gui.{form}") for form in _FORMS)
    steps: list[Callable[[], object]] = [ready_to_save, *forms, *(page.load for page in PAGES), exercises]

    def go_on(_done: object = None) -> None:
        if steps:
            tasks.in_background(owner, steps.pop(0), go_on)

    go_on()
