"""What to do about a warning sign: a headline for each level, a sentence for each sign, and the line that asks.

No national telephone numbers: the program does not know where its reader is. Nothing here names a cause.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date

from kneerehab.domain.codes import RedFlag
from kneerehab.domain.red_flags import LEVELS, Level, by_urgency, highest
from kneerehab.i18n import N_, _, ngettext, semicolon
from kneerehab.wording.formats import Formats
from kneerehab.wording.labels import label

_HEADLINES = {
    Level.EMERGENCY: N_("Please get emergency help now"),
    Level.TODAY: N_("Please stop – see a doctor today"),
    Level.SOON: N_("Please stop – see a doctor soon"),
}

_LEVELS = {
    Level.EMERGENCY: N_("Emergency help now"),
    Level.TODAY: N_("A doctor today"),
    Level.SOON: N_("A doctor soon"),
}

_SENTENCES = {
    RedFlag.HOT_RED_OR_FEVER: N_(
        "A hot, red knee, or one with fever or shivers, can't wait. Go to emergency care now."
    ),
    RedFlag.CALF_PAIN_OR_SWELLING: N_(
        "A painful or swollen calf needs emergency care now. With shortness of breath, call an ambulance."
    ),
    RedFlag.INJURY_WITH_POP: N_(
        "A pop, a changed shape or swelling within hours of an injury needs emergency care now."
    ),
    RedFlag.CANNOT_TAKE_WEIGHT: N_(
        "A leg that can't take your weight needs a doctor today. If yours is closed, go to urgent care."
    ),
    RedFlag.BADLY_SWOLLEN_OR_DEFORMED: N_(
        "A badly swollen knee, or one that has changed its shape, needs a doctor today."
    ),
    RedFlag.CANNOT_MOVE: N_("A knee that can't be moved needs a doctor today."),
    RedFlag.LOCKS_OR_GIVES_WAY: N_("A knee that gets stuck, gives way or clicks painfully needs a doctor today."),
    RedFlag.CONSTANT_OR_NIGHT_PAIN: N_(
        "Pain that rest does not ease, by day or at night, is for a doctor to look at soon."
    ),
    RedFlag.NUMB_OR_COLD_FOOT: N_("A numb or cold foot is for a doctor to look at soon. Please ask for an early date."),
    RedFlag.UNEXPLAINED_WEIGHT_LOSS: N_("Weight loss without a reason is worth telling your doctor soon."),
    RedFlag.BONE_PAIN_AT_ONE_SPOT: N_(
        "Pain at one spot of the bone is for a doctor to look at soon, before you run again."
    ),
    RedFlag.HISTORY_OF_CANCER: N_("If you have or had cancer, tell your doctor soon about the pain in your knee."),
}

TEXTS = (*_HEADLINES.values(), *_LEVELS.values(), *_SENTENCES.values())
"""All that is said of them, in English."""


def stop_headline(flags: Iterable[RedFlag]) -> str:
    """The one line of a day with warning signs: that of the most urgent level."""
    level = highest(flags)
    return _(_HEADLINES[level or Level.TODAY])


def level_name(level: Level) -> str:
    """A level, as the heading above its signs."""
    return _(_LEVELS[level])


def what_to_do(flag: RedFlag) -> str:
    """What to do about one sign."""
    return _(_SENTENCES[flag])


def advice(flags: Iterable[RedFlag]) -> tuple[str, ...]:
    """What to do about each of the signs, the most urgent first."""
    return tuple(what_to_do(flag) for flag in by_urgency(flags))


def sign_count() -> str:
    """How many signs there are to look at: "12 signs"."""
    return ngettext("{n} sign", "{n} signs", len(LEVELS)).format(n=len(LEVELS))


def asked(flags: Collection[RedFlag]) -> str:
    """The whole question with its answer, as a screen reader says it."""
    if not flags:
        return _("Anything alarming? {all} signs, none ticked").format(all=len(LEVELS))
    return ngettext(
        "Anything alarming? {all} signs, {n} ticked", "Anything alarming? {all} signs, {n} ticked", len(flags)
    ).format(all=len(LEVELS), n=len(flags))


def ticked(flags: Collection[RedFlag]) -> str:
    """How many signs are ticked, and which; what to do where none is."""
    if not flags:
        return _("None ticked. If you see one, please don’t run.")
    names = semicolon().join(label(flag) for flag in by_urgency(flags))
    return ngettext("{n} sign ticked: {signs}", "{n} signs ticked: {signs}", len(flags)).format(
        n=len(flags), signs=names
    )


def reported_on(flags: Iterable[RedFlag], day: date, formats: Formats) -> str:
    """Which signs were ticked on an earlier day."""
    names = semicolon().join(label(flag) for flag in by_urgency(flags))
    return _("Ticked on {day}: {signs}.").format(day=formats.short_day(day), signs=names)
