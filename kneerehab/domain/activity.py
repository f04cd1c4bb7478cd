"""Runs, walks and cross-training."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from kneerehab.domain.codes import ActivityKind, CrossKind, FileFormat, Surface
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
    optional,
    required,
)
from kneerehab.domain.record import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportSource:
    """The file an activity came from: format, digest of the file, and the import it was part of."""

    format: FileFormat = required(Choice(FileFormat))
    digest: str = required(Sha256())
    batch: str = required(Identifier())


@dataclass(frozen=True, slots=True, kw_only=True)
class Activity(Record):
    """One run, walk or cross-training; seconds and metres without warm-up and cool-down walks, `None` if unknown."""

    at: datetime = required(LocalTime())
    kind: ActivityKind = required(Choice(ActivityKind))
    cross_kind: CrossKind | None = optional(Choice(CrossKind))
    seconds: int | None = optional(Integer(1, 86_400))
    metres: int | None = optional(Integer(1, 200_000))
    surfaces: tuple[Surface, ...] = optional(Codes(Surface, 10, least=1), default=())
    pain_before: KneeScores | None = optional(Scores())
    pain_during: KneeScores | None = optional(Scores())
    pain_after: KneeScores | None = optional(Scores())
    form_changed: bool | None = optional(Flag())
    effort: int | None = optional(Integer(0, 10))
    steps_per_minute: int | None = optional(Integer(60, 260))
    shoes_id: str | None = optional(Identifier())
    source: ImportSource | None = optional(Nested(ImportSource))
