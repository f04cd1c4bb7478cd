"""Runs, walks and cross-training."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from kneerehab.domain.codes import ActivityKind, CrossKind, FileFormat, Knee, Surface
from kneerehab.domain.fields import (
    Choice,
    Codes,
    Flag,
    Identifier,
    Integer,
    KneeScores,
    LocalTime,
    Nested,
    Scores,
    Sha256,
    Shown,
    optional,
    required,
)
from kneerehab.domain.record import Record
from kneerehab.frozen import dataclass
from kneerehab.i18n import N_


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportSource:
    """The file an activity came from: format, digest of the file, and the import it was part of."""

    format: FileFormat = required(Choice(FileFormat))
    digest: str = required(Sha256())
    batch: str = required(Identifier())


@dataclass(frozen=True, slots=True, kw_only=True)
class Activity(Record):
    """One run, walk or cross-training; seconds and metres without warm-up and cool-down walks, `None` if unknown."""

    at: datetime = required(LocalTime(), N_("Start"))
    kind: ActivityKind = required(Choice(ActivityKind), N_("What"))
    cross_kind: CrossKind | None = optional(Choice(CrossKind), N_("Which training"))
    seconds: int | None = optional(
        Integer(1, 86_400),
        N_("Time"),
        N_("Without warm-up and cool-down walks."),
        shown=Shown.SPAN,
        header="duration_s",
    )
    metres: int | None = optional(Integer(1, 200_000), N_("Distance"), shown=Shown.DISTANCE, header="distance_m")
    surfaces: tuple[Surface, ...] = optional(Codes(Surface, 10, least=1), N_("Surface"), default=())
    pain_before: KneeScores | None = optional(Scores(), N_("Pain just before"))
    pain_during: KneeScores | None = optional(Scores(), N_("Worst pain during"))
    pain_after: KneeScores | None = optional(Scores(), N_("Pain about an hour after"))
    form_changed: bool | None = optional(Flag(), N_("Did you limp or move differently?"))
    effort: int | None = optional(Integer(0, 10), N_("How hard it felt"), N_("0 is rest, 10 all you have."))
    steps_per_minute: int | None = optional(Integer(60, 260), N_("Step rate"), shown=Shown.STEPS)
    shoes_id: str | None = optional(Identifier(), N_("Shoes"), shown=Shown.SHOES)
    source: ImportSource | None = optional(Nested(ImportSource))


def without_pain(activity: Activity, knees: Iterable[Knee]) -> Activity:
    """`activity` with "no pain, moved as usual": 0 for every score of these knees that is unknown, form unchanged.

    What was answered before stays as it was.
    """
    knees = tuple(knees)

    def filled(scores: KneeScores | None) -> KneeScores:
        scores = scores or KneeScores()
        return replace(scores, **{knee.value: 0 for knee in knees if scores.of(knee) is None})

    return replace(
        activity,
        pain_before=filled(activity.pain_before),
        pain_during=filled(activity.pain_during),
        pain_after=filled(activity.pain_after),
        form_changed=False if activity.form_changed is None else activity.form_changed,
    )


def tells_of_pain(activity: Activity) -> bool:
    """Whether an answer is there that "no pain, moved as usual" would contradict."""
    scores = (activity.pain_before, activity.pain_during, activity.pain_after)
    return bool(activity.form_changed) or any(score > 0 for known in scores if known for score in known.known())
