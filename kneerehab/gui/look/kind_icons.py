"""The icon of each kind of record, with its colour."""

from __future__ import annotations

ICONS: dict[str, tuple[str, str]] = {
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


def icon_of(kind: str) -> tuple[str, str]:
    """Icon and colour token of a kind (`services.log.kind_code`)."""
    return ICONS[kind]
