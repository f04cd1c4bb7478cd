"""The caseload in words: what to note, the phase, and who it is when names are hidden."""

from __future__ import annotations

from kneerehab.domain.caseload import CaseloadRow, Note
from kneerehab.domain.codes import Phase
from kneerehab.i18n import N_, _, ngettext
from kneerehab.wording.formats import Formats
from kneerehab.wording.labels import label

_NOTES = {
    Note.FLARE: N_("Flare-up"),
    Note.STEADY: N_("Steady pain for 2 weeks"),
    Note.READY: N_("New phase this week"),
    Note.NOT_BEGUN: N_("Plan not begun"),
    Note.ON_PLAN: N_("On plan"),
}


def note_words(row: CaseloadRow, formats: Formats) -> str:
    """What to note about a runner: "No entry, 5 days"."""
    match row.note:
        case Note.RED_FLAG:
            if not row.flags:
                return _("Warning sign")
            return _("Warning sign: {sign}").format(sign=label(row.flags[0]))
        case Note.RED_RUN if row.on is not None:
            return _("Red run on {day}").format(day=formats.short_day(row.on))
        case Note.SILENT:
            return ngettext("No entry, {n} day", "No entry, {n} days", row.days).format(n=formats.number(row.days, 0))
        case Note.RAN_OVER if row.on is not None:
            return _("Ran over the limit on {day}").format(day=formats.short_day(row.on))
        case Note.HELD:
            return ngettext("Held {n} time", "Held {n} times", row.count).format(n=formats.number(row.count, 0))
        case _:
            return _(_NOTES[row.note])


def phase_words(row: CaseloadRow) -> str:
    """The phase with its step or week: "Walk–run, step 2"."""
    return ", ".join(part for part in phase_parts(row) if part)


def phase_parts(row: CaseloadRow) -> tuple[str, str]:
    """The phase, and its step or week if it has any: "Walk–run" and "step 2"."""
    if row.phase is None:
        return _("Not begun"), ""
    detail = ""
    if row.rung is not None:
        detail = _("step {rung}").format(rung=row.rung)
    elif row.phase in (Phase.BUILD, Phase.MAINTAIN) and row.week is not None:
        detail = _("week {n}").format(n=row.week)
    return label(row.phase), detail


def exercise_words(row: CaseloadRow, *, short: bool = False) -> str:
    """Days with exercises of the last seven, of those planned: "3 of 5 days", `short` "3 of 5"."""
    if row.exercise_days is None:
        return _("not logged")
    if not row.planned_days:
        return _("none planned")
    words = _("{done} of {planned}") if short else _("{done} of {planned} days")
    return words.format(done=row.exercise_days, planned=row.planned_days)
