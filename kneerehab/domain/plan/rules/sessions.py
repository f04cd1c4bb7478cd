"""G rules: what is asked of every run and test walk before it gets its grade (`plan.grading`)."""

from __future__ import annotations

from collections.abc import Callable

from kneerehab.domain.plan.rules.records import Ids, Records
from kneerehab.domain.plan.rules.rule import (
    ESCULIER,
    FRANDSEN,
    HAND_OUTS,
    KPE,
    TRIALS,
    TWO_CAUSES,
    VERYWELL,
    VINCENT,
    RuleWithQuestion,
)
from kneerehab.domain.plan.words import Words
from kneerehab.frozen import dataclass
from kneerehab.i18n import N_


def _all_answers(records: Records) -> Ids:
    on_day, closing = records.its_day(), records.its_closing_day()
    notes = () if records.session.closing is None else records.pain_notes(records.session.day)
    return records.own() + on_day + tuple(id for id in closing if id not in on_day) + notes


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionRule(RuleWithQuestion):
    """A G rule; where it did not apply it is silent, and most of them look at the run or walk alone."""

    not_found: Words | None = ""
    records: Callable[[Records], Ids] = Records.own


SESSION_RULES = (
    SessionRule(
        id="G01-pain-during",
        question=N_("Was there pain above the limit during it?"),
        found=N_("{session}: pain during it was above the limit."),
        reason=N_("pain during it"),
        source=f"{TWO_CAUSES}; {ESCULIER}",
        rows=("A1", "B1"),
    ),
    SessionRule(
        id="G02-started-sore",
        question=N_("Was the knee sore before it?"),
        found=N_("{session}: the knee was sore before it began."),
        reason=N_("sore before it"),
        source=VINCENT,
        rows=("B5",),
    ),
    SessionRule(
        id="G03-form-changed",
        question=N_("Did pain change the way of moving?"),
        found=N_("{session}: the way of moving changed because of pain."),
        reason=N_("form changed"),
        source=VERYWELL,
        rows=("A4",),
    ),
    SessionRule(
        id="G04-not-settled",
        question=N_("Did it hurt more an hour later than before?"),
        found=N_("{session}: an hour later it hurt more than before."),
        reason=N_("not settled an hour later"),
        source=ESCULIER,
        rows=("B1",),
    ),
    SessionRule(
        id="G05-worse-next-morning",
        question=N_("Was the next morning worse than the morning before it?"),
        found=N_("{session}: the next morning was worse than the morning before it."),
        reason=N_("worse the next morning"),
        records=lambda records: records.its_day() + records.its_closing_day(),
        source="Esculier 2018; Thomeé 1997",
        rows=("B1", "B3"),
    ),
    SessionRule(
        id="G06-swelling-after",
        question=N_("Was there swelling or a limp afterwards?"),
        found=N_("{session}: swelling or a limp afterwards."),
        reason=N_("swelling or limp afterwards"),
        records=Records.its_closing_day,
        source=HAND_OUTS,
        rows=("A14",),
    ),
    SessionRule(
        id="G10-score-missing",
        question=N_("Is a score or an answer missing?"),
        found=N_("{session}: a score or an answer is missing, so it doesn’t count as progress."),
        reason=N_("an answer is missing"),
        records=_all_answers,
    ),
    SessionRule(
        id="G11-not-offered",
        question=N_("Was it something the plan did not offer that day?"),
        found=N_("{session}: the plan did not offer it that day, so it does not count as progress."),
        reason=N_("not offered that day"),
        records=lambda records: records.own() + records.its_day(),
    ),
    SessionRule(
        id="G12-masked",
        question=N_("May a painkiller have hidden the signal?"),
        found=N_("{session}: pain relief may have hidden the signal."),
        reason=N_("pain relief taken"),
        records=lambda records: records.own() + records.masking_session(),
        rows=("D8",),
    ),
    SessionRule(
        id="G13-not-flat",
        question=N_("Was it on ground that was not open yet?"),
        found=N_("{session}: on ground that was not open yet."),
        reason=N_("ground not open yet"),
        source=f"{VERYWELL}; {KPE}; {TRIALS}",
        rows=("A6", "A16"),
    ),
    SessionRule(
        id="G14-wrong-length",
        question=N_("Was it shorter or longer than the step?"),
        found=N_("{session}: not the length of the step."),
        reason=N_("not the length of the step"),
        source=TRIALS,
        rows=("A13",),
        own_numbers=True,
    ),
    SessionRule(
        id="G15-over-cap",
        question=N_("Was it longer than the single-run guard allows?"),
        found=N_("{session}: longer than the single-run guard allows."),
        reason=N_("longer than the single-run guard"),
        source=FRANDSEN,
        rows=("C7",),
    ),
)
"""Every G rule in the order in which they are asked."""
