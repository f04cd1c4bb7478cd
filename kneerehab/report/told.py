"""What the parts of a report say: dates or names with their texts, on the first page as on those after it."""

from __future__ import annotations

from enum import StrEnum

from kneerehab.domain.folding import folded
from kneerehab.domain.overview import Overview
from kneerehab.i18n import _, ngettext
from kneerehab.wording import summary
from kneerehab.wording.formats import Formats
from kneerehab.wording.labels import label
from kneerehab.wording.records import scores

Entry = tuple[str, str]
"""A date or a name, and what stands beside it."""


class Part(StrEnum):
    """The parts of the first page that may need more room than it has, in the order they are read."""

    SIGNS = "signs"
    PLAN = "plan"
    WORST = "worst"
    EXERCISES = "exercises"
    CARE = "care"
    MEASURES = "measures"
    QUESTIONS = "questions"


def signs(found: Overview, formats: Formats) -> list[Entry]:
    """Warning signs, the newest first."""
    newest = reversed(found.red_flags)
    return [(formats.day(day), ", ".join(label(flag) for flag in flags)) for day, flags in newest]


def decisions(found: Overview, formats: Formats) -> list[Entry]:
    """What the plan decided, the newest first; what a person decided stands among the overrides."""
    newest = (item for item in reversed(found.decisions) if item.rule != "P01-override")
    return [(formats.day(item.day), summary.decision(item, formats)) for item in newest]


def overrides(found: Overview, formats: Formats) -> list[Entry]:
    """What a person decided, the newest first."""
    words = _("{phase}, {who}: {reason}")
    return [
        (formats.day(item.date), words.format(phase=label(item.phase), who=item.by, reason=item.reason))
        for item in reversed(found.overrides)
    ]


def worst(found: Overview, formats: Formats) -> list[Entry]:
    """The days with the highest scores."""
    told = ((item, scores(item.scores)) for item in found.worst)
    return [
        (formats.day(item.day), _("{scores}, swelling").format(scores=text) if item.swelling else text)
        for item, text in told
    ]


def care(found: Overview, formats: Formats) -> list[Entry]:
    """Ice, medication, the look of the knee, and the pauses, the newest first."""
    ice = found.icing
    if ice.sessions:
        times = ngettext("{n} time", "{n} times", ice.sessions).format(n=formats.number(ice.sessions, 0))
        days = ngettext("on {n} day", "on {n} days", ice.days).format(n=formats.number(ice.days, 0))
        iced = f"{times}, {formats.minutes(60 * ice.minutes)}, {days}"
    else:
        iced = _("none logged")
    names = sorted({dose.name for dose in found.medication}, key=folded)
    taken = summary.painkillers(found, formats) if found.medication else _("none logged")
    knee = ngettext(
        "swelling on {swelling}, limp on {limp} of {logged} logged day",
        "swelling on {swelling}, limp on {limp} of {logged} logged days",
        found.logged,
    ).format(
        swelling=formats.number(found.swelling_days, 0),
        limp=formats.number(found.limp_days, 0),
        logged=formats.number(found.logged, 0),
    )
    if not found.logged:
        knee = _("not logged")
    told = [
        (_("Ice"), iced),
        (_("Medication"), taken + (f" ({', '.join(names)})" if names else "")),
        (_("Knee"), knee),
    ]
    if found.pauses:
        told.append((_("Paused"), _pauses(found, formats)))
    return told


def _pauses(found: Overview, formats: Formats) -> str:
    return ", ".join(
        _("{first} to {last} ({why})").format(
            first=formats.day(pause.from_),
            last=formats.day(pause.to) if pause.to else _("now"),
            why=label(pause.reason),
        )
        for pause in sorted(found.pauses, key=lambda pause: pause.from_, reverse=True)
    )


def exercises(found: Overview, formats: Formats) -> list[tuple[str, str, str, str]]:
    """Each exercise with days done of planned, and days by leg."""
    rows = []
    for item in found.exercise.exercises:
        tally = item.tally
        of = _("{done} of {planned}") if tally.planned else _("{done}, not planned")
        done = formats.number(tally.on_time + tally.shifted + tally.extra, 0)
        words = of.format(done=done, planned=formats.number(tally.planned, 0))
        rows.append((item.name, words, formats.number(item.left_days, 0), formats.number(item.right_days, 0)))
    return rows


def exercise_total(found: Overview) -> str:
    """All exercises together; "" where none was planned."""
    total = found.exercise.total
    if not total.planned:
        return ""
    return _(
        "{percent} % of planned days: {on_time} on time, {shifted} shifted, {missed} missed, {extra} extra."
    ).format(
        percent=total.done_percent,
        on_time=total.on_time,
        shifted=total.shifted,
        missed=total.missed,
        extra=total.extra,
    )


def notes(found: Overview, formats: Formats) -> list[Entry]:
    """Questions and notes for the visit, the newest first."""
    return [(formats.day(visit.at.date()), visit.note or "") for visit in found.questions()]


def advice(found: Overview, formats: Formats) -> list[Entry]:
    """What was advised at visits, the newest first."""
    words = _("Advice of {who}: {text}")
    return [
        (formats.day(visit.at.date()), words.format(who=visit.name or label(visit.who), text=visit.advice))
        for visit in reversed(found.visits)
        if visit.advice
    ]


def about_the_plan(found: Overview) -> list[Entry]:
    """The note of the plan, if it has any."""
    return [(_("About the plan"), found.diary.plan.note)] if found.diary.plan.note else []
