"""What is worth telling of a day in words: every notice of the plan, and what a day brought after its answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from kneerehab.domain.codes import ActivityKind
from kneerehab.domain.fields import Amount
from kneerehab.domain.plan.verdict import Decision, Grade, Notice
from kneerehab.i18n import N_, _, ngettext
from kneerehab.wording.formats import Formats
from kneerehab.wording.rules import as_day, decision_words, grade_words, joined, reason

_SEE = {
    "two-reds": N_("Two runs within two weeks asked too much. A physiotherapist or doctor can look for the reason."),
    "masked-3-of-7": N_("Pain relief on 3 of 7 days: please talk to a doctor or physiotherapist about it."),
    "calm-7-days": N_("The knee has not settled after a week of rest. Please see a doctor or physiotherapist."),
    "background-pain": N_("A mild pain has stayed for two weeks. A physiotherapist can agree on another way."),
    "night-pain": N_("Pain at night is worth showing to a doctor or physiotherapist."),
}

SEE_REASONS = tuple(_SEE)
"""Every `why` of the notice see-professional that has words."""

_Sentence = Callable[[Notice, Formats], str]


def _graded(notice: Notice, formats: Formats) -> str:
    found = notice.details
    reasons = found["reasons"]
    assert isinstance(reasons, tuple)
    why = f" ({joined([reason(rule) for rule in reasons])})" if reasons else ""
    kind = _("Run") if found["kind"] == ActivityKind.RUN else _("Walk")
    return _("{kind} of {day}: {grade}{why}").format(
        kind=kind,
        day=formats.short_day(as_day(found["date"])),
        grade=grade_words(Grade(str(found["grade"]))),
        why=why,
    )


def _not_flat(notice: Notice, formats: Formats) -> str:
    return _("The run of {day} was on ground that is not open yet.").format(
        day=formats.short_day(as_day(notice.details["date"]))
    )


def _over_ceiling(notice: Notice, formats: Formats) -> str:
    return _("The run of {day} went over that day's limit.").format(
        day=formats.short_day(as_day(notice.details["date"]))
    )


def _week_closed(notice: Notice, formats: Formats) -> str:
    found = notice.details
    text = _("The week of {day} closed: {decision}.").format(
        day=formats.short_day(as_day(found["start"])), decision=decision_words(Decision(str(found["decision"])))
    )
    amount = found["next"]
    if isinstance(amount, Amount):
        text += " " + _("Now {minutes} and {distance} a week.").format(
            minutes=formats.minutes(amount.seconds), distance=formats.ceiling(amount.metres)
        )
    return text


def _held_again(notice: Notice, formats: Formats) -> str:
    rules, count = notice.details["rules"], int(str(notice.details["weeks"]))
    assert isinstance(rules, tuple)
    if not rules:
        return ngettext(
            "{n} week in a row was held.", "{n} weeks in a row were held, for different reasons.", count
        ).format(n=count)
    return ngettext("{n} week in a row was held: {reasons}.", "{n} weeks in a row were held: {reasons}.", count).format(
        n=count, reasons=joined([reason(rule) for rule in rules])
    )


def _steps_held(notice: Notice, formats: Formats) -> str:
    rules, count = notice.details["rules"], int(str(notice.details["sessions"]))
    assert isinstance(rules, tuple)
    if not rules:
        return ngettext(
            "{n} time in a row nothing could count.", "{n} times in a row nothing could count.", count
        ).format(n=count)
    return ngettext(
        "{n} time in a row nothing could count: {reasons}.",
        "{n} times in a row nothing could count: {reasons}.",
        count,
    ).format(n=count, reasons=joined([reason(rule) for rule in rules]))


def _see_professional(notice: Notice, formats: Formats) -> str:
    return _(_SEE[str(notice.details["why"])])


def _masked_day(notice: Notice, formats: Formats) -> str:
    return _("Pain relief was taken, so today's scores can't move the plan on.")


_SENTENCES: Mapping[str, _Sentence] = {
    "graded": _graded,
    "not-flat": _not_flat,
    "over-ceiling": _over_ceiling,
    "week-closed": _week_closed,
    "held-again": _held_again,
    "see-professional": _see_professional,
    "steps-held": _steps_held,
    "masked-day": _masked_day,
}


def notice_sentence(notice: Notice, formats: Formats) -> str:
    """Something worth telling, with its dates; KeyError for a notice without words, and a test finds each."""
    return _SENTENCES[notice.notice](notice, formats)


_LATER = {
    "run-logged": N_("A run is logged."),
    "walk-logged": N_("A walk is logged."),
    "done-fine": N_("Done for today: it went fine."),
    "done-open": N_("Done for today: a question about it is open."),
    "done-amber": N_("Done for today: it was a bit too much, so keep the rest of the day easy."),
    "done-red": N_("Stop for today: it was too much, so let the knee settle."),
    "painkiller-after": N_("Pain relief was taken after it, so the knee may seem quieter than it is."),
    "sore-after": N_("Soreness was noted after it, so it can't count as progress."),
}


def later_sentence(code: str) -> str:
    """What a day brought after its answer; KeyError for a code without words."""
    return _(_LATER[code])
