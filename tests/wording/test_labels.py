"""Every code of the diary has a name that a runner can read, and no two of a kind have the same."""

from __future__ import annotations

from enum import StrEnum

import pytest

from kneerehab import i18n
from kneerehab.domain import codes
from kneerehab.domain.codes import PainContext, Side
from kneerehab.domain.diary import KINDS
from kneerehab.domain.fields import facets
from kneerehab.domain.plan_records import Plan
from kneerehab.domain.rules import SETTINGS
from kneerehab.paths import resources_dir
from kneerehab.wording.labels import knees_within, label, leg_within, named, within

NAMED_ELSEWHERE = {codes.FileFormat}
"""Where a run was imported from is never chosen or shown as a code."""

ENUMS = [
    kind
    for kind in vars(codes).values()
    if isinstance(kind, type) and issubclass(kind, StrEnum) and kind is not StrEnum and kind not in NAMED_ELSEWHERE
]


@pytest.mark.parametrize("kind", ENUMS, ids=lambda kind: kind.__name__)
def test_every_code_has_a_name_of_its_own(kind: type[StrEnum]) -> None:
    names = [label(code) for code in kind]
    assert len(set(names)) == len(names)
    assert all(name and "_" not in name for name in names)


@pytest.mark.parametrize("kind", [*KINDS.values(), Plan])
def test_every_field_that_a_form_asks_for_has_a_label(kind: type) -> None:
    unasked = ("id", "changed", "target", "source", *(("start", "note") if kind is Plan else ()))
    assert [facet.name for facet in facets(kind) if not facet.label] == [
        facet.name for facet in facets(kind) if facet.name in unasked
    ]


def test_every_setting_says_what_it_means_and_where_its_range_comes_from() -> None:
    assert all(facet.hint and facet.source for facet in SETTINGS.values())


def test_the_note_of_a_clinic_visit_is_called_as_in_the_report() -> None:
    notes = {name: facet.label for name, kind in KINDS.items() for facet in facets(kind) if facet.name == "note"}  # type: ignore[arg-type]
    assert notes.pop("clinic_visits") == "Questions and notes for the visit"
    assert set(notes.values()) == {"Note"}


def test_french_has_a_blank_before_the_colon_of_what_is_said_of_something() -> None:
    assert named("Run", "3 km") == "Run: 3 km"
    with i18n.speaking(resources_dir() / "locale", "fr"):
        assert named("Course", "3 km") == "Course\u00a0: 3 km"


def test_a_knee_and_a_leg_begin_small_within_a_sentence_and_german_nouns_do_not() -> None:
    with i18n.speaking(resources_dir() / "locale", "de"):
        assert [knees_within(side) for side in Side] == ["linkes Knie", "rechtes Knie", "beide Knie"]
        assert [leg_within(side) for side in Side] == ["linkes Bein", "rechtes Bein", "beide Beine"]
        assert within(label(PainContext.STAIRS)) == label(PainContext.STAIRS)
    assert leg_within(Side.BOTH) == "both legs"
    assert within(label(PainContext.STAIRS)) == label(PainContext.STAIRS).lower()
    assert within("IT band") == "IT band"
