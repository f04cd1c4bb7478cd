"""Every rule of the plan as a question and as a finding with its numbers; grades, decisions, needs, notices in words.

Rule ids and inputs are those of the plan's specification; nothing here decides anything.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from kneerehab.domain.codes import ActivityKind, OverridePhase, Phase, RedFlag, Surface
from kneerehab.domain.plan.verdict import ClosedWeek, Decision, Grade, Need
from kneerehab.domain.red_flags import by_urgency
from kneerehab.i18n import N_, _, ngettext
from kneerehab.wording.formats import Formats
from kneerehab.wording.labels import knee_name, label

_QUESTIONS = {
    "R01-red-flag": N_("Was a warning sign reported today?"),
    "R02-referred": N_("Is the plan waiting for a professional's all-clear?"),
    "R03-paused": N_("Is the plan paused?"),
    "R04-no-check-in": N_("Is something missing in today's check-in?"),
    "R05-calm": N_("Is this the Calm phase?"),
    "R06-swelling-limp": N_("Is there swelling or a limp?"),
    "R07-after-red": N_("Did the last run ask too much of the knee?"),
    "R17-night-pain": N_("Was there pain at night?"),
    "R08-sore-now": N_("Is a knee sore now?"),
    "R09-flare": N_("Was the pain of the last 24 hours too high?"),
    "R10-masked": N_("May a painkiller hide the pain?"),
    "R11-walk": N_("Is this the Walk phase?"),
    "R12-ran-yesterday": N_("Was yesterday a run day?"),
    "R13-week-full": N_("Are this week's run days used?"),
    "R14-run-rung": N_("Is this the Walk–run phase?"),
    "R15-budget-used": N_("Is this week's budget used?"),
    "R16-run-budget": N_("Is there room for a run today?"),
}


def question(rule: str) -> str:
    """What a rule of the daily advice asks."""
    return _(_QUESTIONS[rule])


def as_day(value: Any) -> date:
    """A date input of a rule, as a date."""
    return value if isinstance(value, date) else date.fromisoformat(str(value))


def joined(parts: list[str]) -> str:
    """Parts of a list in a row."""
    return ", ".join(parts)


def _amount(inputs: Mapping[str, Any], formats: Formats) -> str:
    metres = inputs.get("metres")
    text = formats.minutes(inputs["seconds"])
    return (
        text if metres is None else _("{minutes} and {distance}").format(minutes=text, distance=formats.ceiling(metres))
    )


_Finding = Callable[[Mapping[str, Any], Formats], str]


def _session(text: str) -> _Finding:
    def finding(inputs: Mapping[str, Any], formats: Formats) -> str:
        kind = _("Run") if inputs["kind"] == ActivityKind.RUN else _("Walk")
        return _(text).format(
            session=_("{kind} of {day}").format(kind=kind, day=formats.short_day(as_day(inputs["date"])))
        )

    return finding


def _week(text: str) -> _Finding:
    return lambda inputs, formats: _(text).format(day=formats.short_day(as_day(inputs["start"])))


def _plain(text: str) -> _Finding:
    return lambda inputs, formats: _(text)


def _rungs(text: str) -> _Finding:
    return lambda inputs, formats: _(text).format(old=inputs["from"], new=inputs["to"])


def _swelling_limp(inputs: Mapping[str, Any], formats: Formats) -> str:
    if inputs["swelling"] and inputs["limp"]:
        return _("Swelling and a limp were ticked. Running waits until both have gone.")
    return (
        _("Swelling was ticked. Running waits until it has gone, even when the pain is 0.")
        if inputs["swelling"]
        else _("A limp was ticked. Running waits until it has gone.")
    )


_FINDINGS: dict[str, _Finding] = {
    "R01-red-flag": lambda i, f: _("You reported: {flags}.").format(
        flags="; ".join(label(flag) for flag in by_urgency(RedFlag(flag) for flag in i["flags"]))
    ),
    "R02-referred": lambda i, f: _(
        "A warning sign was ticked on {day}. Running waits until someone qualified has looked at it."
    ).format(day=f.short_day(as_day(i["since"]))),
    "R03-paused": lambda i, f: _("The plan has been paused since {day}.").format(day=f.short_day(as_day(i["from"]))),
    "R04-no-check-in": lambda i, f: _("Still missing for today: {knees}, now and worst in 24 hours.").format(
        knees=joined([knee_name(knee) for knee in i["missing"]])
    ),
    "R05-calm": lambda i, f: _("Calm phase since {day}: the knee rests before anything is tested.").format(
        day=f.short_day(as_day(i["since"]))
    ),
    "R06-swelling-limp": _swelling_limp,
    "R07-after-red": lambda i, f: _("The run of {day} asked too much. Settled days without a run come first.").format(
        day=f.short_day(as_day(i["run"]))
    ),
    "R17-night-pain": lambda i, f: _("{knee}: {score} of 10 at night. Pain that wakes means rest.").format(
        knee=knee_name(i["knee"]), score=i["score"]
    ),
    "R08-sore-now": lambda i, f: _("{knee}: {score} of 10 now, the limit is {limit}.").format(
        knee=knee_name(i["knee"]), score=i["now"], limit=i["limit"]
    ),
    "R09-flare": lambda i, f: _("{knee}: worst {score} of 10 today, the limit is {limit}.").format(
        knee=knee_name(i["knee"]), score=i["worst"], limit=i["limit"]
    ),
    "R10-masked": lambda i, f: _(
        "Pain relief taken within {hours} hours before the check-in, or after it, may hide what the knee would say."
    ).format(hours=i["hours"]),
    "R11-walk": lambda i, f: _("Walk phase: {green} of 2 quiet 30-minute walks so far.").format(green=i["green"]),
    "R12-ran-yesterday": lambda i, f: _("You ran on {day}. A rest day comes between two runs.").format(
        day=f.short_day(as_day(i["date"]))
    ),
    "R13-week-full": lambda i, f: ngettext(
        "{runs} run day in the last 6 days; the plan allows {limit} in 7.",
        "{runs} run days in the last 6 days; the plan allows {limit} in 7.",
        i["runs"],
    ).format(runs=i["runs"], limit=i["limit"]),
    "R14-run-rung": lambda i, f: _("Walk–run step {rung} of 6.").format(rung=i["rung"]),
    "R15-budget-used": lambda i, f: _("{amount} are left this week: too little for a run.").format(
        amount=_amount(i, f)
    ),
    "R16-run-budget": lambda i, f: _("{amount} are free for today.").format(amount=_amount(i, f)),
    "G01-pain-during": _session(N_("{session}: pain during it was above the limit.")),
    "G02-started-sore": _session(N_("{session}: the knee was sore before it began.")),
    "G03-form-changed": _session(N_("{session}: the way of moving changed because of pain.")),
    "G04-not-settled": _session(N_("{session}: an hour later it hurt more than before.")),
    "G05-worse-next-morning": _session(N_("{session}: the next morning was worse than the morning before it.")),
    "G06-swelling-after": _session(N_("{session}: swelling or a limp afterwards.")),
    "G10-score-missing": _session(N_("{session}: a score or an answer is missing, so it doesn’t count as progress.")),
    "G11-not-offered": _session(N_("{session}: the plan did not offer it that day, so it does not count as progress.")),
    "G12-masked": _session(N_("{session}: pain relief may have hidden the signal.")),
    "G13-not-flat": _session(N_("{session}: on ground that was not open yet.")),
    "G14-wrong-length": _session(N_("{session}: not the length of the step.")),
    "G15-over-cap": _session(N_("{session}: longer than the single-run guard allows.")),
    "P01-override": lambda i, f: _("Override to {phase}, decided by {who}: {reason}").format(
        phase=label(OverridePhase(i["phase"])), who=i["by"], reason=i["reason"]
    ),
    "P02-calm-gate": _plain(N_("Two settled days without a run: the Walk phase begins.")),
    "P03-walk-gate": lambda i, f: _("Two quiet walks: {phase} begins.").format(phase=label(Phase(i["to"]))),
    "P04-rung-up": _rungs(N_("Two green runs: from step {old} to step {new}.")),
    "P05-two-ambers": _rungs(N_("Two amber runs: from step {old} to step {new}.")),
    "P06-red": lambda i, f: _("The run of {day} was red: one step back.").format(day=f.short_day(as_day(i["run"]))),
    "P07-red-to-calm": lambda i, f: _("What you did on {day} was red: back to the Calm phase.").format(
        day=f.short_day(as_day(i["run"]))
    ),
    "P08-gap": lambda i, f: _("{idle} days without a run: one step back, to be kind to the knee.").format(
        idle=i["idle"]
    ),
    "P09-gap-to-walk": lambda i, f: _("{idle} days without a run: the way back begins with a walk.").format(
        idle=i["idle"]
    ),
    "P10-build": lambda i, f: _("Two green runs on step 6: Build begins with {amount} a week.").format(
        amount=_amount(i, f)
    ),
    "P11-graduate": _plain(N_("Two good weeks at the goal: Full return begins.")),
    "P12-surfaces": lambda i, f: _("New ground is open: {surfaces}.").format(
        surfaces=joined([label(Surface(code)) for code in i["opened"]])
    ),
    "W01-two-ambers": _week(N_("Week of {day}: two amber runs.")),
    "W02-amber": _week(N_("Week of {day}: one amber run.")),
    "W03-unverified": _week(N_("Week of {day}: too little is known of a run.")),
    "W05-over-budget": _week(N_("Week of {day}: more than the budget was run.")),
    "W06-flare": _week(N_("Week of {day}: a day with too much pain.")),
    "W07-overtraining": _week(N_("Week of {day}: several signs of overtraining on two days or more.")),
    "W08-few-sessions": _week(N_("Week of {day}: fewer than two runs.")),
    "W09-little-done": _week(N_("Week of {day}: less than 80 % of the budget was run.")),
    "W10-advance": _week(N_("Week of {day}: nothing speaks against a little more.")),
    "W11-done-limit": _week(N_("Week of {day}: at most 10 % more than you ran.")),
    "W14-low-weeks": _week(N_("Week of {day}: the third in a row with little running, so the next one is smaller.")),
    "W12-goal-limit": _week(N_("Week of {day}: not more than the goal.")),
    "W13-minimum-week": _week(N_("Week of {day}: not less than the smallest week.")),
}


def finding(rule: str, inputs: Mapping[str, Any], formats: Formats) -> str:
    """What a rule found, with its dates and numbers."""
    return _FINDINGS[rule](inputs, formats)


_REASONS = {
    "G01-pain-during": N_("pain during it"),
    "G02-started-sore": N_("sore before it"),
    "G03-form-changed": N_("form changed"),
    "G04-not-settled": N_("not settled an hour later"),
    "G05-worse-next-morning": N_("worse the next morning"),
    "G06-swelling-after": N_("swelling or limp afterwards"),
    "G10-score-missing": N_("an answer is missing"),
    "G11-not-offered": N_("not offered that day"),
    "G12-masked": N_("pain relief taken"),
    "G13-not-flat": N_("ground not open yet"),
    "G14-wrong-length": N_("not the length of the step"),
    "G15-over-cap": N_("longer than the single-run guard"),
    "W01-two-ambers": N_("two amber runs"),
    "W02-amber": N_("one amber run"),
    "W03-unverified": N_("too little is known of a run"),
    "W05-over-budget": N_("more than the budget"),
    "W06-flare": N_("a day with too much pain"),
    "W07-overtraining": N_("signs of overtraining"),
    "W08-few-sessions": N_("fewer than two runs"),
    "W09-little-done": N_("less than 80 % of the budget"),
    "W10-advance": N_("all settled"),
    "W11-done-limit": N_("at most 10 % above what was run"),
    "W14-low-weeks": N_("three weeks with little running"),
    "W12-goal-limit": N_("the goal is reached"),
    "W13-minimum-week": N_("the smallest week"),
    "P01-override": N_("an override"),
    "P06-red": N_("a red run"),
    "P07-red-to-calm": N_("red, back to Calm"),
    "P08-gap": N_("a gap in running"),
    "P09-gap-to-walk": N_("a long gap in running"),
    "R01-red-flag": N_("a warning sign"),
}


def reason(rule: str) -> str:
    """Why a session got its grade or a week its decision, in a few words."""
    return _(_REASONS[rule])


_GRADES = {
    Grade.GREEN: N_("Green: settled well"),
    Grade.UNVERIFIED: N_("Not judged: something is unknown"),
    Grade.AMBER: N_("Amber: a bit too much"),
    Grade.RED: N_("Red: too much"),
    Grade.PENDING: N_("Open until the next check-in"),
}

_DECISIONS = {
    Decision.ADVANCE: N_("Advance"),
    Decision.HOLD: N_("Hold"),
    Decision.STEP_BACK: N_("Step back"),
    Decision.ENDED: N_("Ended"),
}


def grade_words(grade: Grade) -> str:
    """A grade with what it means."""
    return _(_GRADES[grade])


def decision_words(decision: Decision) -> str:
    """A week's decision."""
    return _(_DECISIONS[decision])


_HOLDS = {
    "W02-amber": N_("One run was a bit too much; a week in which the knee stays quiet grows again."),
    "W03-unverified": N_("Too little is known about the runs; with their questions answered a week grows."),
    "W05-over-budget": N_("You ran more than planned; a week up to its limit lets the next one grow."),
    "W06-flare": N_("One day had too much pain; a week without such a day grows again."),
    "W07-overtraining": N_("You ticked several signs of overtraining; once they are gone, the week grows again."),
    "W08-few-sessions": N_("There were fewer than two runs; two runs in a week let it grow."),
    "W09-little-done": N_("Less than 80 % was run; from 80 % in time or in distance the next week grows."),
}


def hold_sentence(week: ClosedWeek) -> str:
    """Why a week was held and what would let it grow, by the first reason that holds it."""
    return next((_(_HOLDS[rule]) for rule in week.reasons if rule in _HOLDS), "")


def week_sentence(week: ClosedWeek, formats: Formats) -> str:
    """A closed week's decision, its reasons, and what follows."""
    text = _("{decision}: {reasons}.").format(
        decision=decision_words(week.decision), reasons=joined([reason(rule) for rule in week.reasons])
    )
    if week.decision is Decision.HOLD and (why := hold_sentence(week)):
        text += " " + why
    if week.next is not None:
        text += " " + _("Next week: {minutes} and {distance}.").format(
            minutes=formats.minutes(week.next.seconds), distance=formats.ceiling(week.next.metres)
        )
    return text


def need_sentence(need: Need) -> str:
    """What is still needed, counted ("2 more settled days"); empty if it is there."""
    left = need.of - need.have
    if left <= 0:
        return ""
    texts = {
        "override": _("The go-ahead of a professional"),
        "check-in": _("Today's check-in"),
        "days-in-calm": ngettext("{n} more calm day", "{n} more calm days", left),
        "settled-days": ngettext("{n} more settled day", "{n} more settled days", left),
        "run-free-days": ngettext("{n} more day without a run", "{n} more days without a run", left),
        "green-walks": ngettext("{n} more quiet walk", "{n} more quiet walks", left),
        "green-runs": ngettext("{n} more green run", "{n} more green runs", left),
        "week-days": ngettext("{n} more day in this week", "{n} more days in this week", left),
        "sessions": ngettext("{n} more run this week", "{n} more runs this week", left),
        "percent-done": _("{n} % more of this week's budget"),
    }
    return texts[need.need].format(n=left)
