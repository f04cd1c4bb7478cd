"""What a refused entry says to a runner: the field by its name on the screen, and what to do, never a key of a file."""

from __future__ import annotations

import re

from kneerehab.domain.errors import InvalidRecord, KneerehabError
from kneerehab.i18n import _
from kneerehab.wording.fields import (
    distance_range,
    fault_sentence,
    future_day,
    known_label,
    number_range,
    time_range,
    too_long,
)
from kneerehab.wording.formats import plain

_TEXT = re.compile(r"must be text of (\d+) to (\d+) characters")
_RANGE = re.compile(r"must be an? (?:integer|number) from (\d+) to (\d+)")
_TIME = re.compile(r"must be a (?:local time|date) \(.*?(\d{4}) to (\d{4})\)")


def reason(fault: KneerehabError) -> str:
    """Why something could not be saved, as sentences for a runner."""
    if not isinstance(fault, InvalidRecord):
        return str(fault)
    return " ".join(dict.fromkeys(_spoken(line) for line in fault.faults))


def _spoken(line: str) -> str:
    key, _colon, wrong = line.rpartition(": ")
    name = re.sub(r"\[\d+\]", "", key).split(".")[-1]
    sentence = _sentence(name, wrong)
    label = known_label(name)
    return _("{field}: {sentence}").format(field=label, sentence=sentence) if label else sentence


def _sentence(name: str, wrong: str) -> str:
    if text := _TEXT.match(wrong):
        low, high = int(text[1]), int(text[2])
        return _("Please type 1 to {most} characters.").format(most=high) if low else too_long(high)
    if day := _TIME.match(wrong):
        return _("Please choose a day in the years {first} to {last}.").format(first=day[1], last=day[2])
    if span := _RANGE.match(wrong):
        low, high = int(span[1]), int(span[2])
        if name == "seconds":
            return time_range(plain().time_words(low), plain().time_words(high))
        if name.endswith("metres"):
            return distance_range(plain().distance(low), plain().distance(high))
        return number_range(str(low), str(high))
    if wrong == "is in the future":
        return future_day()
    if wrong == "is required":
        return _("Please answer this as well.")
    return fault_sentence(wrong)
