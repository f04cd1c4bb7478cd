"""Basic controls in the program's look: reached by keyboard, named for screen readers, growing with the text.

Each is imported when it is first asked for: Today must not wait for calendars and dialogs.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kneerehab.gui.controls.amount_fields import DistanceField, SpanField
    from kneerehab.gui.controls.badge import Badge
    from kneerehab.gui.controls.banner import Banner, EmptyState
    from kneerehab.gui.controls.button import Button, IconButton, Link
    from kneerehab.gui.controls.card import Card
    from kneerehab.gui.controls.chip import Chip, ChipGroup
    from kneerehab.gui.controls.dates import DateField, TimeField
    from kneerehab.gui.controls.dialog import Dialog
    from kneerehab.gui.controls.fields import Field, NoteField, NumberField, TextField, caption
    from kneerehab.gui.controls.flow import FlowLayout
    from kneerehab.gui.controls.scroll_page import ScrollPage
    from kneerehab.gui.controls.segmented import SegmentedControl
    from kneerehab.gui.controls.select import Select
    from kneerehab.gui.controls.stepper import Stepper
    from kneerehab.gui.controls.text import Divider, Heading, Icon, Label
    from kneerehab.gui.controls.toggle import CheckBox, ChoiceRow, Toggle
    from kneerehab.gui.controls.undo_bar import UndoBar

_HOMES = {
    "Badge": "badge",
    "Banner": "banner",
    "Button": "button",
    "Card": "card",
    "CheckBox": "toggle",
    "Chip": "chip",
    "ChipGroup": "chip",
    "ChoiceRow": "toggle",
    "DateField": "dates",
    "Dialog": "dialog",
    "DistanceField": "amount_fields",
    "Divider": "text",
    "EmptyState": "banner",
    "Field": "fields",
    "FlowLayout": "flow",
    "Heading": "text",
    "Icon": "text",
    "IconButton": "button",
    "Label": "text",
    "Link": "button",
    "NoteField": "fields",
    "NumberField": "fields",
    "ScrollPage": "scroll_page",
    "SegmentedControl": "segmented",
    "Select": "select",
    "SpanField": "amount_fields",
    "Stepper": "stepper",
    "TextField": "fields",
    "TimeField": "dates",
    "Toggle": "toggle",
    "UndoBar": "undo_bar",
    "caption": "fields",
}

__all__ = [
    "Badge",
    "Banner",
    "Button",
    "Card",
    "CheckBox",
    "Chip",
    "ChipGroup",
    "ChoiceRow",
    "DateField",
    "Dialog",
    "DistanceField",
    "Divider",
    "EmptyState",
    "Field",
    "FlowLayout",
    "Heading",
    "Icon",
    "IconButton",
    "Label",
    "Link",
    "NoteField",
    "NumberField",
    "ScrollPage",
    "SegmentedControl",
    "Select",
    "SpanField",
    "Stepper",
    "TextField",
    "TimeField",
    "Toggle",
    "UndoBar",
    "caption",
]


def __getattr__(name: str) -> Any:
    """The control of that name, from its module."""
    if name not in _HOMES:
        raise AttributeError(name)
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
