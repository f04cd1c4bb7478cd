"""What stands in a calendar that others see: a plain title, and the plan's own words only where they are wanted."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from kneerehab.domain.agenda import Planned, PlannedKind
from kneerehab.i18n import N_, _
from kneerehab.wording.formats import Formats
from kneerehab.wording.labels import label, named
from kneerehab.wording.records import dose
from kneerehab.wording.verdicts import limit

_TITLES: Mapping[PlannedKind, str] = {
    PlannedKind.RUN: N_("Run, if the plan agrees"),
    PlannedKind.WALK: N_("Walk, if the plan agrees"),
    PlannedKind.EXERCISES: N_("Exercises"),
    PlannedKind.MEASURES: N_("Questionnaire"),
    PlannedKind.VISIT: N_("Appointment"),
}
"""None of them says what for."""


def title(planned: Planned, who: str | None = None) -> str:
    """What is planned, and for whom if a name is wanted."""
    words = _(_TITLES[planned.kind])
    return words if who is None else _("{who}: {what}").format(who=who, what=words)


def details(planned: Planned, formats: Formats, exercise_name: Callable[[str], str]) -> str:
    """How far, which exercises with their doses, whom to visit; "" where there is nothing to add."""
    if planned.verdict is not None:
        return limit(planned.verdict, formats)
    if planned.doses:
        return "\n".join(named(exercise_name(item.exercise), dose(item)) for item in planned.doses)
    if planned.visit is not None:
        return ", ".join(filter(None, (label(planned.visit.who), planned.visit.name)))
    return ""


def proviso(planned: Planned) -> str:
    """That a run is worth what the plan says on its morning; "" for anything else."""
    if planned.verdict is None:
        return ""
    return _("Worked out ahead: the plan answers anew that morning, and its answer counts.")


def words_for(
    formats: Formats, *, who: str | None = None, exercise_name: Callable[[str], str] | None = None
) -> Callable[[Planned], tuple[str, str]]:
    """Titles and texts of a calendar, with a name if one is wanted, and with details if `exercise_name` is given."""

    def words(planned: Planned) -> tuple[str, str]:
        more = "" if exercise_name is None else details(planned, formats, exercise_name)
        return title(planned, who), "\n".join(filter(None, (more, proviso(planned)))).replace("\u00a0", " ")

    return words
