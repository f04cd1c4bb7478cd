"""Every code of the diary has a name that a runner can read, and no two of a kind have the same."""

from __future__ import annotations

from enum import StrEnum

import pytest

from kneerehab.domain import codes
from kneerehab.domain.diary import KINDS
from kneerehab.domain.fields import facets
from kneerehab.wording.fields import field_label
from kneerehab.wording.labels import label

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


@pytest.mark.parametrize("name", KINDS)
def test_every_field_that_a_form_asks_for_has_a_label(name: str) -> None:
    asked = [facet.name for facet in facets(KINDS[name]) if facet.name not in ("id", "changed", "target", "source")]  # type: ignore[arg-type]
    assert all(field_label(name, field) for field in asked)
