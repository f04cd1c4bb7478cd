"""The filters of the Diary: which kinds of record each one lets through."""

from __future__ import annotations

from kneerehab.gui.look.kind_icons import ICONS
from kneerehab.i18n import N_
from kneerehab.services.log import PAIN

ALL, NOTE = "all", "note"

FILTERS: tuple[tuple[str, str], ...] = (
    (ALL, N_("All")),
    ("pain", N_("Pain")),
    ("run", N_("Run")),
    ("exercise_sets", N_("Exercises")),
    ("icing", N_("Ice")),
    (NOTE, N_("Note")),
)
"""The filters that are always on show; "Note" is whatever has a note."""

MORE: tuple[str, ...] = tuple(kind for kind in ICONS if kind not in {*PAIN, "run", "exercise_sets", "icing"})
"""The kinds behind "More"."""


def kinds_of(chosen: str) -> frozenset[str] | None:
    """The kinds that a filter lets through; None is every kind."""
    if chosen in (ALL, NOTE):
        return None
    return PAIN if chosen == "pain" else frozenset({chosen})
