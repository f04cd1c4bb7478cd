"""The demo runner: ten weeks with a flare-up, a missed week and an override, moved so that the story ends yesterday."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any, TypeVar

from kneerehab.domain.diary import KINDS, Diary
from kneerehab.domain.fields import Text, facets
from kneerehab.exchange.diary_json import read_diary
from kneerehab.i18n import _
from kneerehab.paths import resources_dir

_T = TypeVar("_T")
WRITTEN = ("note", "reason", "by", "advice", "questions", "activity", "name")
"""Fields of words that are translated."""


def demo_diary(today: date) -> Diary:
    """The demo runner's diary, its last day being the day before `today`."""
    story = read_diary((resources_dir() / "demo" / "nora-lind.json").read_bytes())
    last = max(check.at.date() for check in story.check_ins)
    by = today - timedelta(days=1) - last
    lists: dict[str, Any] = {name: tuple(moved(record, by) for record in getattr(story, name)) for name in KINDS}
    return replace(story, runner=moved(story.runner, by), plan=moved(story.plan, by), **lists)


def moved(record: _T, by: timedelta) -> _T:
    """A record with every date and local time shifted, and what was written in it in the language of the program."""
    kind: Any = type(record)
    changes: dict[str, Any] = {
        facet.name: value + by
        for facet in facets(kind)
        if isinstance(value := getattr(record, facet.name), (date, datetime)) and facet.name != "changed"
    }
    changes |= {
        facet.name: _(value)
        for facet in facets(kind)
        if isinstance(facet.spec, Text) and facet.name in WRITTEN and (value := getattr(record, facet.name))
    }
    return replace(record, **changes)  # type: ignore[type-var]
