"""The plan as charts need it: its phases and its weeks, plain values made from a replay of the diary."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from kneerehab.domain.codes import OverridePhase, PauseReason, Phase
from kneerehab.domain.diary import Diary
from kneerehab.domain.trends.span import Span
from kneerehab.frozen import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class PhaseSpan:
    """Days in a row in one phase."""

    phase: Phase
    first: date
    last: date


@dataclass(frozen=True, slots=True, kw_only=True)
class PauseSpan:
    """Days on which the plan rested, as far as they were looked at."""

    reason: PauseReason
    first: date
    last: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """A person's decision about the phase."""

    day: date
    phase: OverridePhase
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PhaseTimeline:
    """The phases of the days looked at, with pauses and decisions; `today` is the last day that counts."""

    span: Span
    phases: tuple[PhaseSpan, ...]
    pauses: tuple[PauseSpan, ...]
    decisions: tuple[Decision, ...]


def phases_within(phases: Iterable[PhaseSpan], span: Span) -> tuple[PhaseSpan, ...]:
    """The parts of the phases that lie in a span."""
    return tuple(
        replace(phase, first=max(phase.first, span.first), last=min(phase.last, span.last))
        for phase in phases
        if phase.first <= span.last and phase.last >= span.first
    )


def phase_timeline(diary: Diary, span: Span, phases: Iterable[PhaseSpan]) -> PhaseTimeline:
    """Phases, pauses and overrides of a span; an open pause lasts to its end."""
    return PhaseTimeline(
        span=span,
        phases=phases_within(phases, span),
        pauses=tuple(
            PauseSpan(
                reason=pause.reason,
                first=max(pause.from_, span.first),
                last=span.last if pause.to is None else min(pause.to, span.last),
            )
            for pause in diary.pauses
            if pause.from_ <= span.last and (pause.to is None or pause.to >= span.first)
        ),
        decisions=tuple(
            Decision(day=override.date, phase=override.phase, by=override.by)
            for override in diary.overrides
            if override.date in span
        ),
    )
