"""What the first save and the first form need is imported a second after the start, while nobody waits for it."""

from __future__ import annotations

from PySide6.QtCore import QObject

from kneerehab.gui.shell import tasks


def prepare(owner: QObject) -> None:
    """Import it on the worker thread; a save or a form that comes sooner does it itself."""
    tasks.in_background(owner, _ready, lambda _nothing: None)


def _ready() -> None:
    from kneerehab.services.diary import ready_to_save

    ready_to_save()
    import kneerehab.gui.forms.run.dialog
    import kneerehab.gui.today.care_dialog  # noqa: F401
