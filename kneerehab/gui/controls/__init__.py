"""Basic controls in the program's look: reached by keyboard, named for screen readers, growing with the text."""

from kneerehab.gui.controls.button import Button, IconButton, Link
from kneerehab.gui.controls.card import Card
from kneerehab.gui.controls.chip import Chip, ChipGroup
from kneerehab.gui.controls.flow import FlowLayout
from kneerehab.gui.controls.segmented import SegmentedControl
from kneerehab.gui.controls.text import Divider, Heading, Icon, Label

__all__ = [
    "Button",
    "Card",
    "Chip",
    "ChipGroup",
    "Divider",
    "FlowLayout",
    "Heading",
    "Icon",
    "IconButton",
    "Label",
    "Link",
    "SegmentedControl",
]
