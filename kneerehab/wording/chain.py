"""The chain behind a verdict in words: what each rule asked, what it found or did not find, and where it comes from."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from kneerehab.domain.plan.explanation import AskedRule
from kneerehab.domain.plan.rules import RULES
from kneerehab.domain.plan.verdict import Grade, Verdict
from kneerehab.domain.plan_records import Override
from kneerehab.domain.record import Record, moment
from kneerehab.i18n import N_, _
from kneerehab.wording.formats import Formats
from kneerehab.wording.labels import label
from kneerehab.wording.records import kind_name, week_amount
from kneerehab.wording.rules import finding, question
from kneerehab.wording.verdicts import headline

_SESSION_QUESTIONS = {
    "G01-pain-during": N_("Was there pain above the limit during it?"),
    "G02-started-sore": N_("Was the knee sore before it?"),
    "G03-form-changed": N_("Did pain change the way of moving?"),
    "G04-not-settled": N_("Did it hurt more an hour later than before?"),
    "G05-worse-next-morning": N_("Was the next morning worse than the morning before it?"),
    "G06-swelling-after": N_("Was there swelling or a limp afterwards?"),
    "G10-score-missing": N_("Is a score or an answer missing?"),
    "G11-not-offered": N_("Was it something the plan did not offer that day?"),
    "G12-masked": N_("May a painkiller have hidden the signal?"),
    "G13-not-flat": N_("Was it on ground that was not open yet?"),
    "G14-wrong-length": N_("Was it shorter or longer than the step?"),
    "G15-over-cap": N_("Was it longer than the single-run guard allows?"),
}

_Text = Callable[[Mapping[str, Any], Formats], str]


def _other_phase(inputs: Mapping[str, Any], formats: Formats) -> str:
    return _("The phase is another one.")


_NOT_FOUND: dict[str, _Text] = {
    "R01-red-flag": lambda i, f: _("No warning sign was ticked."),
    "R02-referred": lambda i, f: _("The plan waits for no one."),
    "R03-paused": lambda i, f: _("No pause covers this day."),
    "R04-no-check-in": lambda i, f: _("All scores that the plan needs are there."),
    "R05-calm": _other_phase,
    "R06-swelling-limp": lambda i, f: _("Neither was ticked."),
    "R07-after-red": lambda i, f: _("No red run has to settle."),
    "R17-night-pain": lambda i, f: _("No pain at night was noted."),
    "R10-masked": lambda i, f: _("No pain relief within {hours} hours before a check-in.").format(hours=i["hours"]),
    "R11-walk": _other_phase,
    "R12-ran-yesterday": lambda i, f: _("No run on {day} that a rest day has to follow.").format(
        day=f.short_day(_as_day(i["date"]))
    ),
    "R14-run-rung": _other_phase,
    "R15-budget-used": lambda i, f: finding("R16-run-budget", i, f),
}


def _as_day(value: object) -> date:
    assert isinstance(value, date)
    return value


def asked_question(rule: str) -> str:
    """What an R or G rule asks."""
    return _(_SESSION_QUESTIONS[rule]) if rule in _SESSION_QUESTIONS else question(rule)


def looked_at(asked: AskedRule, formats: Formats) -> str:
    """What a rule looked at, with its dates and numbers, whether it applied or not; a G rule that did not is silent."""
    if asked.applied:
        return finding(asked.rule, asked.inputs, formats)
    if asked.rule in _NOT_FOUND:
        return _NOT_FOUND[asked.rule](asked.inputs, formats)
    return "" if asked.rule.startswith("G") else finding(asked.rule, asked.inputs, formats)


def source_line(rule: str) -> str:
    """Where a rule comes from, or that it is our own design choice."""
    known = RULES[rule]
    if known.source is None:
        return _("Our design choice")
    text = _("Source: {source}").format(source=known.source)
    return text + _("; the numbers are our design choice") if known.own_numbers else text


def record_title(record: Record, formats: Formats) -> str:
    """A diary entry by kind and time, as the words of a link."""
    at = moment(record)
    text = f"{kind_name(record)}, {formats.short_day(at.date())}"
    return f"{text} {formats.clock(at.time())}" if hasattr(record, "at") else text


_SHORT_GRADES = {
    Grade.GREEN: N_("Green"),
    Grade.UNVERIFIED: N_("Not judged"),
    Grade.AMBER: N_("Amber"),
    Grade.RED: N_("Red"),
    Grade.PENDING: N_("Open"),
}


def short_grade(grade: Grade) -> str:
    """A grade in one word or two, for a badge."""
    return _(_SHORT_GRADES[grade])


def override_line(record: Override, formats: Formats) -> str:
    """An override with its date, what it set, who decided and why."""
    parts = [label(record.phase)]
    if record.rung is not None:
        parts.append(_("step {rung}").format(rung=record.rung))
    if record.week is not None:
        parts.append(week_amount(record.week, formats))
    return _("{day}: {what}, decided by {who}. {reason}").format(
        day=formats.short_day(record.date), what=", ".join(parts), who=record.by, reason=record.reason
    )


def answer_with(verdict: Verdict | None, formats: Formats) -> str:
    """What the plan would answer with an entry that is not saved yet."""
    if verdict is None:
        return _("The plan has not begun yet.")
    head = headline(verdict, formats)
    return _("With it, the plan's answer for {day}: {title}.").format(
        day=formats.short_day(verdict.date), title=head.title.rstrip(".?")
    )
