"""Rules, notices, needs, grades and decisions of the plan in words; nothing here decides anything.

The words stand where each is declared (`domain.plan.rules`, `domain.plan.notices`); here they are translated, and what
they name is written as a runner would.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum
from typing import Any

from kneerehab.domain.codes import ActivityKind, RedFlag, Surface
from kneerehab.domain.fields import Amount
from kneerehab.domain.plan.notices import LATER, NEEDS, NOTICES
from kneerehab.domain.plan.rules import RULES
from kneerehab.domain.plan.rules.weeks import WeekRule
from kneerehab.domain.plan.verdict import ClosedWeek, Decision, Grade, Need, Notice
from kneerehab.domain.plan.words import Counted, Sentence, Words
from kneerehab.domain.red_flags import by_urgency
from kneerehab.i18n import N_, Np_, _, ngettext, semicolon
from kneerehab.wording.formats import Formats
from kneerehab.wording.labels import knee_name, label


class _Named:
    """What a sentence names in braces, written out."""

    def __init__(self, values: Mapping[str, Any], formats: Formats) -> None:
        self._values = values
        self._formats = formats

    def __getitem__(self, name: str) -> object:
        values, formats = self._values, self._formats
        match name:
            case "session":
                kind = _("Run") if values["kind"] == ActivityKind.RUN else _("Walk")
                return _("{kind} of {day}").format(kind=kind, day=formats.short_day(values["date"]))
            case "amount":
                return _amount(values["seconds"], values["metres"], formats)
            case "knee":
                return knee_name(values[name])
            case "missing":
                return joined(map(knee_name, values[name]))
            case "flags":
                return semicolon().join(label(flag) for flag in by_urgency(RedFlag(flag) for flag in values[name]))
            case "opened":
                return joined(label(Surface(code)) for code in values[name])
            case "rules" | "reasons":
                return joined(map(reason, values[name]))
        return _written(values[name], formats)


def _written(value: object, formats: Formats) -> object:
    match value:
        case date():
            return formats.short_day(value)
        case Amount():
            return _amount(value.seconds, value.metres, formats)
        case Grade():
            return grade_words(value)
        case Decision():
            return decision_words(value)
        case StrEnum():
            return label(value)
    return value


def _amount(seconds: int, metres: int | None, formats: Formats) -> str:
    if metres is None:
        return formats.minutes(seconds)
    return _("{minutes} and {distance}").format(minutes=formats.minutes(seconds), distance=formats.ceiling(metres))


def joined(parts: Iterable[str]) -> str:
    """Parts of a list in a row."""
    return ", ".join(parts)


def said(words: Words, values: Mapping[str, Any], formats: Formats) -> str:
    """Declared words in the user's language, with what they are about."""
    if callable(words):
        words = words(values)
    return _translated(words, values).format_map(_Named(values, formats))


def _translated(words: Sentence, values: Mapping[str, Any]) -> str:
    return ngettext(*words.forms, values[words.count]) if isinstance(words, Counted) else _(words)


def finding(rule: str, inputs: Mapping[str, Any], formats: Formats) -> str:
    """What a rule found, with its dates and numbers."""
    return said(RULES[rule].found, inputs, formats)


def reason(rule: str) -> str:
    """Why a session got its grade or a week its decision, in a few words."""
    return _(RULES[rule].reason)


def notice_sentence(notice: Notice, formats: Formats) -> str:
    """Something worth telling, with its dates."""
    return said(NOTICES[notice.notice], notice.details, formats)


def need_sentence(need: Need) -> str:
    """What is still needed, counted ("2 more settled days"); empty if it is there."""
    left = {"n": need.of - need.have}
    return _translated(NEEDS[need.need], left).format_map(left) if left["n"] > 0 else ""


def later_sentence(code: str) -> str:
    """What a day brought after its answer."""
    return _(LATER[code])


_GRADES = {
    Grade.GREEN: N_("Green: settled well"),
    Grade.UNVERIFIED: N_("Not judged: something is unknown"),
    Grade.AMBER: N_("Amber: a bit too much"),
    Grade.RED: N_("Red: too much"),
    Grade.PENDING: N_("Open until the next check-in"),
}

_DECISIONS = {
    Decision.ADVANCE: N_("Advance"),
    Decision.HOLD: Np_("week", "Hold"),
    Decision.STEP_BACK: N_("Step back"),
    Decision.ENDED: N_("Ended"),
}


def grade_words(grade: Grade) -> str:
    """A grade with what it means."""
    return _(_GRADES[grade])


def decision_words(decision: Decision) -> str:
    """A week's decision."""
    return _(_DECISIONS[decision])


def hold_sentence(week: ClosedWeek) -> str:
    """Why a week was held and what would let it grow, by the first reason that holds it."""
    rules = (RULES[rule] for rule in week.reasons)
    return next((_(rule.hold) for rule in rules if isinstance(rule, WeekRule) and rule.hold), "")


def week_sentence(week: ClosedWeek, formats: Formats) -> str:
    """A closed week's decision, its reasons, and what follows."""
    text = _("{decision}: {reasons}.").format(
        decision=decision_words(week.decision), reasons=joined(map(reason, week.reasons))
    )
    if week.decision is Decision.HOLD and (why := hold_sentence(week)):
        text += " " + why
    if week.next is not None:
        text += " " + _("Next week: {minutes} and {distance}.").format(
            minutes=formats.minutes(week.next.seconds), distance=formats.ceiling(week.next.metres)
        )
    return text
