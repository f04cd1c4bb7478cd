"""The first save need not wait for SQLAlchemy's import: it comes a second after the start, while nobody waits."""

from __future__ import annotations

from PySide6.QtCore import QObject

from kneerehab.gui.shell import tasks


def prepare(owner: QObject) -> None:
    """Import what writing needs on the worker thread; a save that comes sooner does it itself."""
    from kneerehab.services.diary import ready_to_save

    tasks.in_background(owner, ready_to_save, lambda _nothing: None)
