"""Everybody of a file on one line each, the most urgent first."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from kneerehab.domain.caseload import CaseloadRow, caseload_row
from kneerehab.domain.runner import Runner
from kneerehab.services.diary import DiaryService


def caseload(diaries: DiaryService, today: date) -> Iterator[CaseloadRow]:
    """One row after the other, in the order of names; each reads one diary and keeps none."""
    for runner in diaries.runners():
        yield caseload_row(diaries.look(runner.id), today)


def same_names(runners: tuple[Runner, ...]) -> frozenset[str]:
    """The ids of runners whose name somebody else has too."""
    names = [runner.name.casefold() for runner in runners]
    return frozenset(runner.id for runner, name in zip(runners, names, strict=True) if names.count(name) > 1)
