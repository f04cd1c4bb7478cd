"""What this person prefers on this computer: one frozen value, kept as JSON beside the database.

Preferences are a comfort, never a record: a missing or damaged file means the defaults, and that is told.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import asdict, field, fields, replace
from datetime import date
from pathlib import Path
from typing import Any, Literal, get_args

from kneerehab.frozen import dataclass
from kneerehab.replacing import write_whole

Theme = Literal["system", "light", "dark"]
THEMES = get_args(Theme)
TEXT_SCALES = (100, 125, 150, 200)
MEASURE_WEEKS = (0, 1, 2, 4)
"""How often outcome measures are asked for, in weeks; 0 is never."""
LOCK_MINUTES = (0, 1, 5, 15, 30, 60)
"""After how many minutes without input a locked diary is covered; 0 is never."""
SHOE_METRES = (100_000, 5_000_000)
"""The least and the most metres of a shoe limit, as for a pair's own."""

_RECENT = 30
_CLOCK = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
_TIME = re.compile(rf"[a-z_]+ {_CLOCK.pattern}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Theme, text size and loudness in percent, first weekday (0 is Monday, `None` by locale), single keys, charts …

    `reminders` are the kinds that are on, `reminder_times` texts like "check_in 07:30", `reminded` those that came, as
    "check_in 2026-03-12"; in `quiet_hours` none comes. `reminder_offer` is whether Today may still offer the first one.
    `keep_in_tray` is whether closing the window leaves the program in the tray, `tray_told` that this was said once.
    Shoe limits are in metres (300 and 500 miles); `default_shoes` holds one pair's id a diary; notices of shoes that
    were closed stay closed, and after closing one (`shoe_notice_day`, ISO) there is no other that day.
    `runs_not_asked` are the ids of runs whose open questions were waved away, `set_changes_closed` texts like
    "<runner's id> BUILD": the phases whose change of exercises was waved away, and `held_answered` ones like
    "<runner's id> week 2026-03-02": held weeks or steps whose card was answered;
    `milestones_closed` ones like "<runner's id> 2026-03-12 step". `progress_dates` are two ISO dates,
    from and to; `measures_skipped` are texts like "<runner's id> 2026-03-12", the day measures were last skipped.
    """

    theme: Theme = "system"
    language: str = ""
    """The language of the texts, as its folder is named; "" is the system's."""
    text_scale: int = 100
    first_weekday: int | None = None
    single_keys: bool = True
    sound: bool = True
    sound_percent: int = 100
    reduced_motion: bool = False
    ice_minutes: int = 15
    runner_id: str | None = None
    recent_runners: tuple[str, ...] = ()
    """Ids of the runners whose diaries were opened last, the newest first."""
    progress_range: str = "12_weeks"
    progress_dates: tuple[str, ...] = ()
    measure_weeks: int = 2
    measures_skipped: tuple[str, ...] = ()
    charts: tuple[str, ...] = ()
    clinic: str = ""
    clinician: str = ""
    """What stands on pages for paper: the clinic's name, and who signs."""
    hide_names: bool = False
    """Whether lists of runners and the sidebar show record numbers and initials instead of names."""
    start_on: str = "today"
    """"today" of the runner who was open last, "caseload", or "nobody": where several runners are, the start."""
    hidden_exercises: tuple[str, ...] = ()
    reminders: tuple[str, ...] = ()
    reminder_times: tuple[str, ...] = ()
    reminded: tuple[str, ...] = ()
    quiet_hours: tuple[str, str] = ("21:00", "07:00")
    reminder_offer: bool = True
    keep_in_tray: bool = False
    tray_told: bool = False
    shoe_inspect_metres: int = 482_803
    shoe_overdue_metres: int = 804_672
    default_shoes: tuple[str, ...] = ()
    shoe_notices_closed: tuple[str, ...] = ()
    shoe_notice_day: str | None = None
    runs_not_asked: tuple[str, ...] = ()
    set_changes_closed: tuple[str, ...] = ()
    held_answered: tuple[str, ...] = ()
    milestones_closed: tuple[str, ...] = ()
    diary_view: str = "days"
    """"days" or "entries": how the Diary was last looked at."""
    window: tuple[int, int] = (1280, 800)
    backup_folder: str | None = None
    """Where second copies of the database go: a synced folder or a stick."""
    watched_folder: str | None = None
    """A folder that runs come into by themselves, as of a phone or a website."""
    watch_drives: bool = True
    """Whether a watch that is plugged in as a drive is looked at for new runs."""
    lock_minutes: int = 15
    """After how many minutes without input a locked diary asks for its passphrase again; 0 is never."""
    keep_recordings: bool = False
    """Whether the files that runs came from are kept beside the diary, so that their tracks can go out again."""
    csv_mappings: tuple[dict[str, Any], ...] = ()
    """How columns of CSV files were read, the newest first."""
    habits: dict[str, dict[str, Any]] = field(default_factory=dict)
    """The `PERSONAL` ones of the runners whose diaries are not open, by id; what is as at the beginning is left out."""


PERSONAL = (
    "ice_minutes", "progress_range", "progress_dates", "measure_weeks", "charts", "hidden_exercises", "diary_view",
)  # fmt: skip
"""What belongs to the runner whose diary is open, `runner_id`, and changes with it."""


_TYPES: dict[str, Any] = {
    "theme": lambda value: value in THEMES,
    "language": lambda value: isinstance(value, str) and len(value) <= 20,
    "text_scale": lambda value: value in TEXT_SCALES,
    "first_weekday": lambda value: value is None or (type(value) is int and 0 <= value <= 6),
    "single_keys": lambda value: isinstance(value, bool),
    "hide_names": lambda value: isinstance(value, bool),
    "start_on": lambda value: value in ("today", "caseload", "nobody"),
    "clinic": lambda value: isinstance(value, str) and len(value) <= 100,
    "clinician": lambda value: isinstance(value, str) and len(value) <= 100,
    "sound": lambda value: isinstance(value, bool),
    "sound_percent": lambda value: type(value) is int and 1 <= value <= 100,
    "reduced_motion": lambda value: isinstance(value, bool),
    "ice_minutes": lambda value: type(value) is int and 5 <= value <= 20,
    "runner_id": lambda value: value is None or isinstance(value, str),
    "recent_runners": lambda value: all(isinstance(item, str) for item in value),
    "progress_range": lambda value: isinstance(value, str),
    "progress_dates": lambda value: all(isinstance(item, str) and date.fromisoformat(item) for item in value),
    "measure_weeks": lambda value: type(value) is int and value in MEASURE_WEEKS,
    "measures_skipped": lambda value: all(isinstance(item, str) for item in value),
    "charts": lambda value: all(isinstance(item, str) for item in value),
    "hidden_exercises": lambda value: all(isinstance(item, str) for item in value),
    "reminders": lambda value: all(isinstance(item, str) for item in value),
    "reminder_times": lambda value: all(isinstance(item, str) and _TIME.fullmatch(item) for item in value),
    "reminded": lambda value: all(isinstance(item, str) for item in value),
    "quiet_hours": lambda value: len(value) == 2 and all(_CLOCK.fullmatch(item) for item in value),
    "reminder_offer": lambda value: isinstance(value, bool),
    "keep_in_tray": lambda value: isinstance(value, bool),
    "tray_told": lambda value: isinstance(value, bool),
    "shoe_inspect_metres": lambda value: type(value) is int and SHOE_METRES[0] <= value <= SHOE_METRES[1],
    "shoe_overdue_metres": lambda value: type(value) is int and SHOE_METRES[0] <= value <= SHOE_METRES[1],
    "default_shoes": lambda value: all(isinstance(item, str) for item in value),
    "shoe_notices_closed": lambda value: all(isinstance(item, str) for item in value),
    "runs_not_asked": lambda value: all(isinstance(item, str) for item in value),
    "set_changes_closed": lambda value: all(isinstance(item, str) for item in value),
    "held_answered": lambda value: all(isinstance(item, str) for item in value),
    "milestones_closed": lambda value: all(isinstance(item, str) for item in value),
    "shoe_notice_day": lambda value: value is None or isinstance(value, str),
    "backup_folder": lambda value: value is None or (isinstance(value, str) and bool(value)),
    "watched_folder": lambda value: value is None or (isinstance(value, str) and bool(value)),
    "watch_drives": lambda value: isinstance(value, bool),
    "lock_minutes": lambda value: type(value) is int and value in LOCK_MINUTES,
    "keep_recordings": lambda value: isinstance(value, bool),
    "csv_mappings": lambda value: all(isinstance(item, dict) for item in value),
    "habits": lambda value: isinstance(value, dict),
    "diary_view": lambda value: value in ("days", "entries"),
    "window": lambda value: len(value) == 2 and all(type(item) is int and 0 < item < 20_000 for item in value),
}


def load(file: Path) -> Settings:
    """The stored preferences; each one that is missing or senseless falls back to its default.

    The folder of second copies is kept a second time: copies must not stop because a file of comforts was lost.
    """
    stored = _read(file)
    sound = _sound(stored or {}, _TYPES)
    kept = (_read(_spare(file)) or {}).get("backup_folder")
    if "backup_folder" not in sound and isinstance(kept, str) and kept:
        sound["backup_folder"] = kept
    habits = sound.get("habits", {})
    sound["habits"] = {key: _sound(own, PERSONAL) for key, own in habits.items() if isinstance(own, dict)}
    return Settings(**sound)


def _sound(stored: dict[str, Any], names: Iterable[str]) -> dict[str, Any]:
    """What makes sense of some stored values."""
    found: dict[str, Any] = {}
    for name in names:
        value = stored.get(name)
        value = tuple(value) if isinstance(value, list) else value
        with suppress(TypeError, ValueError):
            if name in stored and _TYPES[name](value):
                found[name] = value
    return found


def for_runner(settings: Settings, runner_id: str | None) -> Settings:
    """The preferences once a runner's diary is open; the habits of the one before are put aside."""
    if runner_id == settings.runner_id:
        return settings
    habits = dict(settings.habits)
    if settings.runner_id is not None:
        habits[settings.runner_id] = _habits(settings)
    own = habits.pop(runner_id, {}) if runner_id is not None else {}
    before = {} if settings.runner_id is None else _beginning()  # nobody's become those of whoever is opened first
    return replace(settings, runner_id=runner_id, habits=habits, **(before | own))


def opened(settings: Settings, runner_id: str | None) -> Settings:
    """The preferences once a person has opened a runner's diary, which is then the newest of the recent ones."""
    recent = [runner_id] if runner_id else []
    recent += [before for before in settings.recent_runners if before != runner_id]
    return for_runner(replace(settings, recent_runners=tuple(recent[:_RECENT])), runner_id)


def without_runner(settings: Settings, runner_id: str) -> Settings:
    """Forget what is kept about a runner who is gone."""
    if runner_id == settings.runner_id:
        settings = for_runner(settings, None)
    lists: dict[str, Any] = {
        item.name: tuple(text for text in value if not (isinstance(text, str) and text.split(" ")[0] == runner_id))
        for item in fields(Settings)
        if isinstance(value := getattr(settings, item.name), tuple)
    }
    habits = {key: own for key, own in settings.habits.items() if key != runner_id}
    return replace(settings, habits=habits, **lists)


def _habits(settings: Settings) -> dict[str, Any]:
    return {name: value for name, usual in _beginning().items() if (value := getattr(settings, name)) != usual}


def _beginning() -> dict[str, Any]:
    return {item.name: item.default for item in fields(Settings) if item.name in PERSONAL}


def lost(file: Path) -> bool:
    """Whether preferences were kept here that can't be read any more; ask before anything is saved."""
    return _read(file) is None and (file.exists() or _spare(file).exists())


def save(file: Path, settings: Settings) -> None:
    """Write the preferences, whole or not at all, for their owner alone; raises OSError."""
    spare, kept = _spare(file), {"backup_folder": settings.backup_folder}
    write_whole(file, (json.dumps(asdict(settings), indent=1) + "\n").encode())
    if settings.backup_folder is None:
        spare.unlink(missing_ok=True)
    elif _read(spare) != kept:
        write_whole(spare, json.dumps(kept).encode())


def _spare(file: Path) -> Path:
    return file.with_name("backup-folder.json")


def _read(file: Path) -> dict[str, Any] | None:
    try:
        if file.exists() and not file.is_file():
            return None  # a pipe would never answer
        stored = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return None
    return stored if isinstance(stored, dict) else None
