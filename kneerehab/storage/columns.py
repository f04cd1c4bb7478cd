"""One field of a record as columns of a table: their types and the checks of their ranges."""

from __future__ import annotations

from typing import Any

from sqlalchemy import CheckConstraint, Column, Float, Integer, Text

from kneerehab.domain import fields as f
from kneerehab.storage.cells import parts_of


def columns_of(table: str, name: str, spec: f.Spec, required: bool) -> list[Column[Any] | CheckConstraint]:
    """The columns that hold one field, with the checks of their ranges."""
    parts = parts_of(name, spec)
    if parts is not None:
        return [
            item
            for part, part_spec, part_required in parts
            for item in columns_of(table, part, part_spec, required and part_required)
        ]
    check: str | None = None
    kind: type[Text | Integer | Float[Any]] = Text
    match spec:
        case f.Integer():
            kind, check = Integer, f"{name} BETWEEN {spec.low} AND {spec.high}"
        case f.Number():
            kind, check = Float, f"{name} BETWEEN {spec.low} AND {spec.high}"
        case f.Flag():
            kind, check = Integer, f"{name} IN (0, 1)"
    column: Column[Any] = Column(name, kind, nullable=not required and not isinstance(spec, f.Codes))
    return [column] if check is None else [column, CheckConstraint(check, name=f"ck_{table}_{name}")]
