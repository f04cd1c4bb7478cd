"""The answer to "Can I run today?": title, limit, at most three reasons, and what has to happen next."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

from kneerehab.domain.codes import ActivityKind, Phase, RedFlag, Surface
from kneerehab.domain.plan.rules import RULES, AdviceRule
from kneerehab.domain.plan.verdict import Advice, Grade, Session, Verdict
from kneerehab.domain.red_flags import by_urgency
from kneerehab.frozen import dataclass
from kneerehab.i18n import N_, _, ngettext
from kneerehab.wording.formats import Formats
from kneerehab.wording.labels import label
from kneerehab.wording.red_flags import advice, stop_headline
from kneerehab.wording.rules import finding, need_sentence, notice_sentence

Tone = Literal["yes", "wait", "stop"]
YES: Tone = "yes"
WAIT: Tone = "wait"
STOP: Tone = "stop"


@dataclass(frozen=True, slots=True, kw_only=True)
class Headline:
    """The verdict in two lines; `tone` is yes, wait or stop."""

    tone: Tone
    title: str
    line: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One reason with its dates and numbers; `good` if it speaks for running."""

    text: str
    good: bool


def headline(verdict: Verdict, formats: Formats) -> Headline:
    """The verdict's title and second line."""
    tone: Tone = {Advice.STOP: STOP, Advice.RUN: YES}.get(verdict.advice, WAIT)
    title = stop_headline(flags_of(verdict)) if verdict.rule == "R01-red-flag" else _(_card(verdict).title)
    if verdict.rule in ("R05-calm", "R07-after-red"):
        left = days_left(verdict)
        if left > _settled_left(verdict):
            title = ngettext("Not yet – {n} more day", "Not yet – {n} more days", left).format(n=left)
        elif left:
            title = ngettext("Not yet – {n} more settled day", "Not yet – {n} more settled days", left).format(n=left)
    if verdict.rule == "R16-run-budget" and verdict.phase is Phase.MAINTAIN:
        title = _("Yes – run today")
    return Headline(tone=tone, title=title, line=limit(verdict, formats))


def _card(verdict: Verdict) -> AdviceRule:
    rule = RULES[verdict.rule]
    assert isinstance(rule, AdviceRule)
    return rule


def flags_of(verdict: Verdict) -> tuple[RedFlag, ...]:
    """The warning signs that stop the plan on this day, the most urgent first; none on any other day."""
    fired = verdict.rules[-1]
    flags = fired.inputs["flags"] if fired.rule == "R01-red-flag" else ()
    assert isinstance(flags, tuple)
    return by_urgency(RedFlag(str(flag)) for flag in flags)


def _settled_left(verdict: Verdict) -> int:
    return sum(need.of - need.have for need in verdict.next if need.need == "settled-days")


def days_left(verdict: Verdict) -> int:
    """How many settled days, run-free days and calm days are still needed, whichever is most."""
    kinds = ("settled-days", "run-free-days", "days-in-calm")
    return max((need.of - need.have for need in verdict.next if need.need in kinds), default=0)


def limit(verdict: Verdict, formats: Formats) -> str:
    """How far: the day's ceilings or intervals; what to do instead when there is no run."""
    if verdict.intervals is not None:
        steps = verdict.intervals
        run, walk = formats.duration(steps.run_seconds), formats.duration(steps.walk_seconds)
        if not steps.walk_seconds:
            return _("{run} min of easy running, with a 5 min walk before and after").format(run=run)
        return _("{times} × {run} run, {walk} walk, with a 5 min walk before and after").format(
            times=steps.times, run=run, walk=walk
        )
    if verdict.ceilings is not None and verdict.ceilings.metres is not None:
        return _("Up to {minutes} / {distance}").format(
            minutes=formats.minutes(verdict.ceilings.seconds), distance=formats.ceiling(verdict.ceilings.metres)
        )
    if verdict.rule in ("R05-calm", "R07-after-red"):
        return _("Rest, stretching and pain-free cross-training are fine meanwhile.")
    if verdict.rule == "R01-red-flag":
        return advice(flags_of(verdict))[0]
    return _(_card(verdict).line)


def planned_if_quiet(verdict: Verdict, formats: Formats) -> str:
    """What goes ahead today if nothing hurts now."""
    ceilings = verdict.ceilings
    if verdict.advice is Advice.WALK:
        what = headline(verdict, formats).title
    elif verdict.intervals is None and ceilings is not None and ceilings.metres is not None:
        what = _("up to {minutes} / {distance}").format(
            minutes=formats.minutes(ceilings.seconds), distance=formats.ceiling(ceilings.metres)
        )
    else:
        what = limit(verdict, formats)
    return _("Planned for today, if nothing hurts now: {what}").format(what=what)


def settled_means(quiet: int) -> str:
    """What a settled day is: scores up to `quiet`, no swelling, no limp."""
    if not quiet:
        return _("Settled means 0 of 10 all day, with no swelling and no limp.")
    return _("Settled means at most {limit} of 10 all day, with no swelling and no limp.").format(limit=quiet)


def surfaces(codes: Sequence[Surface]) -> str:
    """The open surfaces in a row."""
    return ", ".join(label(code) for code in codes)


_ON_CARDS = ("calm-7-days", "background-pain")
"""Reasons to see a professional that stand on cards of their own."""


def reasons(
    verdict: Verdict,
    sessions: Sequence[Session],
    settled_days: int,
    formats: Formats,
    reported: Iterable[RedFlag] = (),
) -> tuple[Reason, ...]:
    """At most three reasons, the deciding one first; what the second line says already is left out.

    `sessions` are those before the day; `settled_days` counts settled days in a row that end on it; `reported` are
    the warning signs of an earlier day that still wait for a clearance.
    """
    found: list[Reason] = []
    good = verdict.advice in (Advice.RUN, Advice.WALK)
    if verdict.advice is Advice.STOP:
        return _stopped(verdict, tuple(reported), formats)
    if not good and verdict.advice is not Advice.CHECK_IN:
        found.append(Reason(text=finding(verdict.rule, verdict.rules[-1].inputs, formats), good=False))
    if verdict.advice in (Advice.RUN, Advice.WALK, Advice.OFF_DAY) and settled_days > 1:
        found.append(Reason(text=_("Knees settled for {n} days in a row").format(n=settled_days), good=True))
    elif good:
        found.append(Reason(text=_("Knees settled today"), good=True))
    if not _is_the_red_run(verdict, sessions):
        found.extend(_last_session(sessions, formats))
    if good and verdict.week is not None:
        week = verdict.week
        text = _("{minutes} and {distance} left in this week's plan").format(
            minutes=formats.minutes(max(0, week.budget.seconds - week.done.seconds)),
            distance=formats.ceiling(max(0, week.budget.metres - week.done.metres)),
        )
        found.append(Reason(text=text, good=True))
    elif good:
        found.append(Reason(text=finding(verdict.rule, verdict.rules[-1].inputs, formats), good=True))
    if len(found) < 3:
        told = {"graded", "week-closed", *(("masked-day",) if verdict.rule == "R10-masked" else ())}
        found.extend(
            Reason(text=notice_sentence(notice, formats), good=False)
            for notice in verdict.notices
            if notice.notice not in told and notice.details.get("why") not in _ON_CARDS
        )
    return tuple(found[:3])


def _stopped(verdict: Verdict, reported: tuple[RedFlag, ...], formats: Formats) -> tuple[Reason, ...]:
    """What was ticked, and what to do about every sign that the second line leaves out."""
    texts = [finding(verdict.rule, verdict.rules[-1].inputs, formats)]
    texts += advice(reported) if verdict.rule == "R02-referred" else advice(flags_of(verdict))[1:]
    return tuple(Reason(text=text, good=False) for text in texts[:3])


def _is_the_red_run(verdict: Verdict, sessions: Sequence[Session]) -> bool:
    """Whether the deciding rule has already told of the last session."""
    return verdict.rule == "R07-after-red" and bool(sessions) and sessions[-1].date == verdict.rules[-1].inputs["run"]


_RUN_SAID = {
    Grade.GREEN: N_("The run of {day} settled well"),
    Grade.UNVERIFIED: N_("Too little is known of the run of {day}"),
    Grade.AMBER: N_("The run of {day} was a bit too much"),
    Grade.RED: N_("The run of {day} was too much"),
    Grade.PENDING: N_("The run of {day} is still open"),
}
_WALK_SAID = {
    Grade.GREEN: N_("The walk of {day} settled well"),
    Grade.UNVERIFIED: N_("Too little is known of the walk of {day}"),
    Grade.AMBER: N_("The walk of {day} was a bit too much"),
    Grade.RED: N_("The walk of {day} was too much"),
    Grade.PENDING: N_("The walk of {day} is still open"),
}


def _last_session(sessions: Sequence[Session], formats: Formats) -> list[Reason]:
    if not sessions:
        return []
    last = sessions[-1]
    day = formats.short_day(last.date)
    texts = _RUN_SAID if last.kind is ActivityKind.RUN else _WALK_SAID
    return [Reason(text=_(texts[last.grade]).format(day=day), good=last.grade is Grade.GREEN)]


def next_steps(verdict: Verdict) -> tuple[str, ...]:
    """What has to happen next, counted, without what is already there; without a check-in that comes first."""
    if verdict.advice is Advice.CHECK_IN:
        return (_("today's check-in"),)
    return tuple(text for need in verdict.next if (text := need_sentence(need)))
