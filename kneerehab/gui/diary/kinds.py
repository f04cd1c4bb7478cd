"""Each kind of record on the Diary page: its icon with its colour, and the filters."""

from __future__ import annotations

from kneerehab.i18n import N_
from kneerehab.services.log import PAIN

_ICONS: dict[str, tuple[str, str]] = {
    "check_ins": ("pain", "accent"),
    "pain_notes": ("pain", "accent"),
    "run": ("run", "run"),
    "walk": ("walk", "run"),
    "cross": ("bike", "run"),
    "exercise_sets": ("exercises", "exercise"),
    "icing": ("ice", "ice"),
    "care": ("brace", "muted"),
    "medication": ("pill", "muted"),
    "shoes": ("run", "muted"),
    "clinic_visits": ("visit", "muted"),
    "exercises": ("exercises", "muted"),
    "prescriptions": ("list", "muted"),
    "outcomes": ("target", "muted"),
    "plan_changes": ("plan", "accent"),
    "overrides": ("flag", "accent"),
    "pauses": ("pause", "muted"),
}

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

MORE: tuple[str, ...] = tuple(kind for kind in _ICONS if kind not in {*PAIN, "run", "exercise_sets", "icing"})
"""The kinds behind "More"."""


def icon_of(kind: str) -> tuple[str, str]:
    """Icon and colour token of a kind (`services.log.kind_code`)."""
    return _ICONS[kind]


def kinds_of(chosen: str) -> frozenset[str] | None:
    """The kinds that a filter lets through; None is every kind."""
    if chosen in (ALL, NOTE):
        return None
    return PAIN if chosen == "pain" else frozenset({chosen})
