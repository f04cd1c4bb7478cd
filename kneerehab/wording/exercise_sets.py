"""A suggested change of the exercises in words."""

from __future__ import annotations

from collections.abc import Sequence

from kneerehab.domain.codes import Phase
from kneerehab.i18n import _
from kneerehab.wording.labels import label


def together(names: Sequence[str]) -> str:
    """Names in a row: "a", "a and b", "a, b and c"."""
    if len(names) < 2:
        return "".join(names)
    return _("{names} and {last}").format(names=_(", ").join(names[:-1]), last=names[-1])


def set_change(phase: Phase, comes: Sequence[str], gives_way: Sequence[str], rests: Sequence[str]) -> str:
    """What would change, in whole sentences; the names of exercises are in the user's language already."""
    said = []
    if comes:
        said.append(_("Since {phase} began: add {names}.").format(phase=label(phase), names=together(comes)))
    if gives_way:
        said.append(_("That takes the place of {names}.").format(names=together(gives_way)))
    if rests:
        words = _("In the phase {phase} bending under load waits: let {names} rest.")
        said.append(words.format(phase=label(phase), names=together(rests)))
    return " ".join(said)
