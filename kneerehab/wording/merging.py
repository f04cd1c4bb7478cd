"""Diaries brought together, in words: what gave way to another decision of its date, and why a file can't be read."""

from __future__ import annotations

from kneerehab.domain.codes import Role
from kneerehab.domain.errors import InvalidFile, NewerFile, NotADiary
from kneerehab.domain.plan_records import Override, PlanChange
from kneerehab.domain.training import Prescription
from kneerehab.i18n import _, ngettext
from kneerehab.wording.file_faults import file_fault
from kneerehab.wording.formats import Formats
from kneerehab.wording.labels import leg
from kneerehab.wording.programme import how_often
from kneerehab.wording.records import ExerciseName, change_words, decision_words, dose
from kneerehab.wording.system import system_reason

_ME = ("me", "Me")


Decision = Override | PlanChange | Prescription


def gave_way(lost: Decision, kept: Decision, runner: str, formats: Formats, exercise_name: ExerciseName = str) -> str:
    """Which of two decisions was not kept, and for which; `runner` is the name of whose diary it is."""
    if isinstance(lost, Prescription):
        assert isinstance(kept, Prescription)
        text = _("{day}, {exercise}: the dose “{lost}” gave way to the later one, “{kept}”.")
        name = exercise_name(lost.exercise)
        return text.format(day=formats.day(lost.from_), exercise=name, lost=_dose(lost, kept), kept=_dose(kept, lost))
    day = formats.day(lost.date)
    if isinstance(lost, Override) and isinstance(kept, Override):
        loser, winner = _who(lost, runner), _who(kept, runner)
        what = {"day": day, "lost": decision_words(lost, formats), "kept": decision_words(kept, formats)}
        if loser == winner:
            text = _("{day}: {who} decided twice. “{lost}” gave way to “{kept}”.")
            return text.format(who=loser, **what)
        text = _("{day}: “{lost}”, decided by {loser}, gave way to “{kept}”, decided by {winner}.")
        return text.format(loser=loser, winner=winner, **what)
    assert isinstance(lost, PlanChange)
    assert isinstance(kept, PlanChange)
    text = _("{day}: the plan change “{lost}” gave way to the newer one, “{kept}”.")
    return text.format(day=day, lost=change_words(lost, formats), kept=change_words(kept, formats))


def why_unreadable(fault: InvalidFile | OSError) -> str:
    """What is wrong with a file; "" where the system gives no reason."""
    if isinstance(fault, NewerFile):
        return _(
            "It was written by a newer version of kneerehab. Please update the program here, then import it again."
        )
    if isinstance(fault, NotADiary):
        return _("This is no diary of kneerehab, or only a part of one. Please choose another file.")
    if isinstance(fault, InvalidFile):
        more = len(fault.faults) - 1
        words = ngettext("{fault} and {n} more", "{fault} and {n} more", more) if more else "{fault}"
        return words.format(fault=file_fault(fault.faults[0]), n=more)
    return system_reason(fault)


def why_refused(fault: InvalidFile) -> list[str]:
    """Everything that is wrong with a diary file; of one that is none, or of a newer version, that alone."""
    if isinstance(fault, NotADiary | NewerFile):
        return [why_unreadable(fault)]
    return [file_fault(line) for line in fault.faults]


def _dose(decided: Prescription, other: Prescription) -> str:
    """ "3 × 12, by Dana Roth"; also the leg and how often, where the other dose has another leg or other days."""
    text = dose(decided)
    if decided.side is not other.side:
        text = f"{leg(decided.side)}  ·  {text}"
    if decided.days_per_week != other.days_per_week:
        text = f"{text}  ·  {how_often(decided)}"
    return _("{dose}, by {who}").format(dose=text, who=decided.by) if decided.by else text


def clinicians_first() -> str:
    """Why a decision can give way to an earlier one."""
    return _("Of two decisions about a phase, a physio’s or doctor’s comes first. Of two doses, the later one counts.")


def _who(decided: Override, runner: str) -> str:
    """Who decided; the runner by name, as a diary may be read by someone else."""
    own = decided.by in _ME or decided.by.lower() == _("Me").lower()
    return runner if own and decided.role is not Role.CLINICIAN else decided.by
