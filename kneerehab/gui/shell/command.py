"""Everything a menu entry, a key or a button may ask the window for, each said once: its words and its keys."""

from __future__ import annotations

from enum import Enum, StrEnum

from kneerehab.i18n import N_


class Command(Enum):
    """What the window can do at any time; `label` is translated where it is shown, "" for what only keys do."""

    IMPORT = (N_("Import…"),)
    HAND_OVER = (N_("Hand over…"),)
    EXPORT = (N_("Export…"),)
    HISTORY = (N_("History of the diary…"),)
    BACKUPS = (N_("Backups…"),)
    LOCK_NOW = (N_("Lock now"), "Ctrl+Shift+L")
    SET_LOCK = (N_("Lock with a passphrase…"),)
    CHANGE_LOCK = (N_("Passphrase and lock…"),)
    UNDO = (N_("Undo"), "Ctrl+Z")
    REDO = (N_("Redo"), "Ctrl+Shift+Z", "Ctrl+Y")
    DEMO = (N_("Demo runner"),)
    TOUR = (N_("A five-minute demo…"),)
    PRESENTER = (N_("Presenter"), "F11")
    LEAVE_DEMO = (N_("Leave the demo"),)
    QUICK_ENTRY = (N_("Quick entry"), "Ctrl+L")
    RUNNERS = (N_("Runners…"), "Ctrl+K")
    SHOES = (N_("Shoes…"),)
    KEYS = (N_("Keys"), "F1")
    QUIT = (N_("Quit"),)  # its key is the system's own
    REPORT = (N_("Report…"),)
    PROGRAMME = (N_("Home programme…"),)
    PAPER_WEEK = (N_("Type in a paper week…"),)
    VISITS = (N_("Two visits"),)
    ADD_RUNNER = (N_("Add runner…"),)
    DAY_BEFORE = ("", "Alt+Left")
    DAY_AFTER = ("", "Alt+Right")
    NEXT_PART = ("", "F6")
    PART_BEFORE = ("", "Shift+F6")

    def __init__(self, label: str, *keys: str) -> None:
        self.label = label
        self.keys = keys


MENU = (
    Command.QUICK_ENTRY, Command.PAPER_WEEK, Command.VISITS, Command.PRESENTER, Command.RUNNERS, Command.SHOES,
    Command.TOUR, Command.KEYS, Command.QUIT,
)  # fmt: skip
"""The entries of the menu itself, in order."""


def lock_commands(locked: bool) -> tuple[Command, ...]:
    """What can be done with the lock of a diary that is locked, or not."""
    return (Command.LOCK_NOW, Command.CHANGE_LOCK) if locked else (Command.SET_LOCK,)


class Letter(StrEnum):
    """The keys without Ctrl or Alt that do something on Today, and lead there from every other page."""

    TODAY = "T"
    PAIN = "P"
    SIGNS = "Shift+P"
    MORE = "M"
    EXERCISES = "E"
    ICE = "I"
    ICE_DONE = "Shift+I"
    RUN = "R"
    WALK = "W"
    GUIDED = "G"
    QUICK_ENTRY = "Ctrl+L"
