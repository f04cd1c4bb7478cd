"""The trail of a diary as JSON: `kneerehab-trail` version 1. The diary's own format has no place for it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from kneerehab.domain.runner import Runner
from kneerehab.domain.trail import TrailLine


def trail_keys(runner: Runner, lines: Iterable[TrailLine]) -> dict[str, Any]:
    """Whose trail it is, and its lines, oldest first; values are those of the diary format."""
    return {"runner": {"id": runner.id, "name": runner.name}, "lines": [_line(line) for line in lines]}


def write_trail(runner: Runner, lines: Iterable[TrailLine], *, who: str) -> bytes:
    """The whole file. `who` stands for the runner's name; where it is another one, changes of the name keep silent."""
    found = trail_keys(replace(runner, name=who), lines)
    for line in found["lines"] if who != runner.name else ():
        for key, values in line["changes"].items():
            if (line["list"], key) == ("runner", "name") or any(map(runner.is_called, values or ())):
                line["changes"][key] = None
    document = {"format": "kneerehab-trail", "version": 1, **found}
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def _line(line: TrailLine) -> dict[str, Any]:
    return {
        "at": f"{line.at:%Y-%m-%dT%H:%M:%SZ}",
        "what": line.what.value,
        "way": line.way.value,
        "list": line.list,
        "record": line.record_id,
        "by": {"name": line.by.name, "role": line.by.kind.value} if line.by else None,
        "changes": dict(line.changes),
    }
