"""What of an imported activity is only suggested, and what was left out of it, in words."""

from __future__ import annotations

from kneerehab.i18n import _
from kneerehab.wording.formats import Formats


def guess_mark() -> str:
    """Behind an activity whose kind the file doesn't say."""
    return _("kind guessed")


def walks_mark(seconds: int, formats: Formats, *, cut: bool) -> str:
    """What became of the walks before and after a run; seconds of both together."""
    words = _("without {time} of walking around it") if cut else _("with {time} of walking around it")
    return words.format(time=formats.minutes(seconds))
