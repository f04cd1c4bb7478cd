"""What this person prefers on this computer: one frozen value, kept as JSON beside the database.

Preferences are a comfort, never a record: a missing or damaged file means the defaults.
"""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

THEMES = ("system", "light", "dark")
TEXT_SCALES = (100, 125, 150, 200)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Theme, text size in percent, first weekday (0 is Monday, `None` by locale), single keys, charts to show …"""

    theme: str = "system"
    text_scale: int = 100
    first_weekday: int | None = None
    single_keys: bool = True
    sound: bool = True
    reduced_motion: bool = False
    ice_minutes: int = 15
    runner_id: str | None = None
    progress_range: str = "12 weeks"
    charts: tuple[str, ...] = ()
    hidden_exercises: tuple[str, ...] = ()
    reminders: tuple[str, ...] = ()
    window: tuple[int, int] = (1280, 800)


_TYPES: dict[str, Any] = {
    "theme": lambda value: value in THEMES,
    "text_scale": lambda value: value in TEXT_SCALES,
    "first_weekday": lambda value: value is None or (type(value) is int and 0 <= value <= 6),
    "single_keys": lambda value: isinstance(value, bool),
    "sound": lambda value: isinstance(value, bool),
    "reduced_motion": lambda value: isinstance(value, bool),
    "ice_minutes": lambda value: type(value) is int and 5 <= value <= 20,
    "runner_id": lambda value: value is None or isinstance(value, str),
    "progress_range": lambda value: isinstance(value, str),
    "charts": lambda value: all(isinstance(item, str) for item in value),
    "hidden_exercises": lambda value: all(isinstance(item, str) for item in value),
    "reminders": lambda value: all(isinstance(item, str) for item in value),
    "window": lambda value: len(value) == 2 and all(type(item) is int and 0 < item < 20_000 for item in value),
}


def load(file: Path) -> Settings:
    """The stored preferences; each one that is missing or senseless falls back to its default."""
    try:
        stored = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return Settings()
    if not isinstance(stored, dict):
        return Settings()
    sound: dict[str, Any] = {}
    for item in fields(Settings):
        value = stored.get(item.name, item.default)
        value = tuple(value) if isinstance(value, list) else value
        try:
            if _TYPES[item.name](value):
                sound[item.name] = value
        except TypeError:
            continue
    return Settings(**sound)


def save(file: Path, settings: Settings) -> None:
    """Write the preferences, whole or not at all; raises OSError."""
    text = json.dumps(asdict(settings), indent=1)
    half = file.with_suffix(".part")
    half.write_text(text + "\n", encoding="utf-8")
    os.replace(half, file)
