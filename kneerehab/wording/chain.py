"""The chain behind a verdict in words: what each rule asked, what it found or did not find, and where it comes from."""

from __future__ import annotations

from kneerehab.domain.plan.explanation import AskedRule
from kneerehab.domain.plan.rules import RULES, RuleWithQuestion
from kneerehab.domain.plan.verdict import Grade, Verdict
from kneerehab.domain.plan_records import Override
from kneerehab.domain.record import Record, moment
from kneerehab.i18n import N_, _
from kneerehab.wording.formats import Formats
from kneerehab.wording.labels import label
from kneerehab.wording.records import kind_name, week_amount
from kneerehab.wording.rules import said
from kneerehab.wording.verdicts import headline


def asked_question(rule: str) -> str:
    """What an R or G rule asks."""
    return _(_asked(rule).question)


def looked_at(asked: AskedRule, formats: Formats) -> str:
    """What a rule looked at, with its dates and numbers, whether it applied or not; a G rule that did not is silent."""
    rule = _asked(asked.rule)
    found = asked.applied or rule.not_found is None
    return said(rule.found if found else rule.not_found or "", asked.inputs, formats)


def _asked(rule: str) -> RuleWithQuestion:
    known = RULES[rule]
    assert isinstance(known, RuleWithQuestion)
    return known


def source_line(rule: str) -> str:
    """Where a rule comes from, or that it is our own design choice."""
    known = RULES[rule]
    if known.source is None:
        return _("Our own choice")
    text = _("Source: {source}; the numbers are our own choice") if known.own_numbers else _("Source: {source}")
    return text.format(source=known.source)


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
    Grade.PENDING: N_("Still open"),
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
