"""Exercises, their drawings, ready-made sets and the articles of the Learn page, read from resources/ once and kept.

Texts come back in English; whoever shows them passes them through `_()`. A file that can't be used raises
`InvalidFile` with one `file: path: what is wrong` line per fault.

Drawings: `resources/exercises/<slug>.svg` is 480 x 240 units. Pose 1 (start) fills the square at 0,0 and pose 2 (end)
the square at 240,0, each in one group without inner groups, `<g id="pose-1">` and `<g id="pose-2">`, on the same
ground. Colours are the light values in `DRAWING_COLOURS` and no others: a theme is a replacement of text.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any, Literal, TypeVar

from kneerehab.domain.codes import ExerciseKind, Phase, Zone
from kneerehab.domain.errors import InvalidFile
from kneerehab.domain.exercise import Article, Dose, Exercise, PhaseSet, Protocol, Source, Tempo, Topic, Variant
from kneerehab.domain.fields import facets, field_faults
from kneerehab.paths import resources_dir

DRAWING_COLOURS: Mapping[str, str] = {
    "text": "#13252D",  # outline of the body
    "surface": "#FFFFFF",  # body, bench, roller
    "accent": "#0B6177",  # outline of the working leg
    "figure_tint": "#BFE3EC",  # working leg
    "muted": "#51636B",  # outline of bench, roller, wall
    "line": "#768A92",  # ground
}
POSE_SIZE = 240
Pose = Literal[1, 2]

_HEX = re.compile(r"#[0-9A-F]{6}")
_POSE = re.compile(r'<g id="pose-([12])".*?</g>\n?', re.DOTALL)
_Code = TypeVar("_Code", bound=StrEnum)
_Value = TypeVar("_Value", Dose, Tempo)


@cache
def exercises() -> dict[str, Exercise]:
    """Every shipped exercise by its slug, in the order of lists."""
    found = [_exercise(file) for file in sorted((resources_dir() / "exercises").glob("*.toml"))]
    return {exercise.slug: exercise for exercise in sorted(found, key=lambda exercise: (exercise.order, exercise.slug))}


@cache
def find(slug: str) -> Exercise | None:
    """One shipped exercise, reading only its own file; None for the runner's own or unknown ones."""
    file = resources_dir() / "exercises" / f"{slug}.toml"
    return _exercise(file) if file.name == f"{slug}.toml" and file.is_file() else None


@cache
def articles() -> tuple[Article, ...]:
    """Every article of the Learn page, shelf by shelf."""
    found = [_article(file) for file in sorted((resources_dir() / "learn").glob("*.toml"))]
    return tuple(sorted(found, key=lambda article: (list(Topic).index(article.topic), article.order, article.slug)))


@cache
def protocols() -> tuple[Protocol, ...]:
    """The ready-made sets by where it hurts, in order; exactly one names no zone and fits any knee."""
    found = [_protocol(file) for file in sorted((resources_dir() / "protocols").glob("*.toml"))]
    return tuple(sorted(found, key=lambda protocol: (protocol.order, protocol.slug)))


def protocols_for(zones: Iterable[Zone]) -> tuple[Protocol, ...]:
    """The sets for these places of the knee; the one for any knee where none of them has its own."""
    wanted = set(zones)
    found = tuple(protocol for protocol in protocols() if wanted & set(protocol.zones))
    return found or tuple(protocol for protocol in protocols() if not protocol.zones)


def drawing(slug: str) -> Path:
    """The file with both poses of a shipped exercise."""
    return resources_dir() / "exercises" / f"{slug}.svg"


def drawing_svg(
    slug: str, theme_colours: Mapping[str, str], pose: Pose | None = None, *, mirrored: bool = False
) -> str:
    """The drawing as SVG text: one pose, square, or both side by side.

    `theme_colours` holds a `#RRGGBB` for each key of `DRAWING_COLOURS`.
    `mirrored` turns the figure to the left, which is how the left leg is shown in side view.
    """
    return recoloured(_drawing_text(slug), theme_colours, pose, mirrored=mirrored)


def recoloured(svg: str, theme_colours: Mapping[str, str], pose: Pose | None = None, *, mirrored: bool = False) -> str:
    """`drawing_svg` for a text that is at hand."""
    swap = {value: theme_colours[token] for token, value in DRAWING_COLOURS.items()}
    svg = _HEX.sub(lambda found: swap.get(found[0], found[0]), svg)
    if pose is not None:
        svg = _POSE.sub(lambda found: found[0] if int(found[1]) == pose else "", svg)
        left = (pose - 1) * POSE_SIZE
        svg = svg.replace('viewBox="0 0 480 240"', f'viewBox="{left} 0 {POSE_SIZE} {POSE_SIZE}"')
    if mirrored:
        for number in (1, 2):
            turned = f'transform="matrix(-1 0 0 1 {number * POSE_SIZE} 0)"'
            svg = re.sub(rf'(<g id="pose-{number}"[^>]*?)( transform="[^"]*")?>', rf"\1 {turned}>", svg)
    return svg


@cache
def _drawing_text(slug: str) -> str:
    return drawing(slug).read_text(encoding="utf-8")


class _Table:
    """One TOML table while it is read: takes keys out, collects what is wrong, and refuses what is left over."""

    def __init__(self, content: dict[str, Any], path: str, faults: list[str]) -> None:
        self._rest = dict(content)
        self._path = path
        self.faults = faults

    def fault(self, key: str, text: str) -> None:
        self.faults.append(f"{self._path}{key}: {text}")

    def take(self, key: str, kind: type, *, required: bool = True) -> Any:
        value = self._rest.pop(key, None)
        if value is None:
            if required:
                self.fault(key, "is required")
        elif not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            self.fault(key, f"must be {_KINDS[kind]}")
        elif value == "":
            self.fault(key, "must not be empty")
        else:
            return value
        return None

    def text(self, key: str) -> str:
        return self.take(key, str) or ""

    def some_text(self, key: str) -> str | None:
        value: str | None = self.take(key, str, required=False)
        return value

    def texts(self, key: str, *, least: int = 0, most: int = 20) -> tuple[str, ...]:
        values = self.take(key, list, required=least > 0)
        if values is None:
            return ()
        if not all(isinstance(value, str) and value.strip() for value in values):
            self.fault(key, "must be a list of texts")
            return ()
        if not least <= len(values) <= most:
            self.fault(key, f"must have {least} to {most} entries")
        return tuple(values)

    def code(self, key: str, codes: type[_Code]) -> _Code | None:
        value = self.text(key)
        if value in list(codes):
            return codes(value)
        if value:
            self.fault(key, "must be one of: " + ", ".join(codes))
        return None

    def codes(self, key: str, codes: type[_Code]) -> tuple[_Code, ...]:
        values = self.texts(key)
        if any(value not in list(codes) for value in values):
            self.fault(key, "must be some of: " + ", ".join(codes))
            return ()
        return tuple(codes(value) for value in values)

    def slugs(self, key: str, *, least: int = 0) -> tuple[str, ...]:
        """Names of shipped exercises, each once."""
        found = self.texts(key, least=least)
        for slug in found:
            if not (resources_dir() / "exercises" / f"{slug}.toml").is_file():
                self.fault(key, f"there is no exercise {slug!r}")
        if len(set(found)) < len(found):
            self.fault(key, "names an exercise twice")
        return found

    def table(self, key: str, *, required: bool = True) -> _Table | None:
        value = self.take(key, dict, required=required)
        return None if value is None else _Table(value, f"{self._path}{key}.", self.faults)

    def sources(self) -> tuple[Source, ...]:
        entries = self.take("sources", list) or []
        if not entries or not all(isinstance(entry, dict) for entry in entries):
            self.fault("sources", "must be a list of sources")
            return ()
        tables = [_Table(entry, f"{self._path}sources[{number}].", self.faults) for number, entry in enumerate(entries)]
        found = tuple(Source(row=table.text("row"), name=table.text("name")) for table in tables)
        for table in tables:
            table.end()
        return found

    def dose(self, key: str) -> Dose | None:
        table = self.table(key)
        if table is None:
            return None
        dose = Dose(**table.numbers(Dose), design_choice=table.texts("design_choice"))
        if dose.reps is None and dose.hold_seconds is None:
            self.fault(key, "needs reps or hold_seconds")
        return table.checked(dose)

    def tempo(self, key: str) -> Tempo | None:
        table = self.table(key, required=False)
        return None if table is None else table.checked(Tempo(**table.numbers(Tempo)))

    def numbers(self, kind: type) -> dict[str, Any]:
        return {facet.name: self.take(facet.name, int, required=facet.required) for facet in facets(kind)}

    def checked(self, made: _Value) -> _Value:
        self.end()
        for line in field_faults(made):
            key, text = line.split(": ", 1)
            if getattr(made, key) is not None:
                self.fault(key, text)
        return made

    def variant(self, key: str, *, required: bool) -> Variant | None:
        table = self.table(key, required=required)
        if table is None:
            return None
        made = Variant(
            name=table.text("name"),
            how=table.text("how"),
            exercise=table.some_text("exercise"),
            design_choice=bool(table.take("design_choice", bool, required=False)),
        )
        table.end()
        return made

    def end(self) -> None:
        for key in self._rest:
            self.fault(key, "unknown key")


_KINDS = {str: "text", int: "an integer", bool: "true or false", list: "a list", dict: "a table"}


def _read(file: Path) -> _Table:
    try:
        return _Table(tomllib.loads(file.read_text(encoding="utf-8")), f"{file.name}: ", [])
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise InvalidFile([f"{file.name}: {error}"]) from error


def _exercise(file: Path) -> Exercise:
    table = _read(file)
    kind, per_leg = table.code("kind", ExerciseKind), table.take("per_leg", bool)
    dose = table.table("dose")
    start, full = (dose.dose("start"), dose.dose("full")) if dose else (None, None)
    note = dose.some_text("note") if dose else None
    if dose:
        dose.end()
    poses = table.texts("poses", least=2, most=2)
    easier, harder = table.variant("easier", required=True), table.variant("harder", required=False)
    no_harder = table.some_text("no_harder")
    if (harder is None) == (no_harder is None):
        table.fault("harder", "is required, or no_harder with the reason, and never both")
    exercise = {
        "slug": file.stem,
        "order": table.take("order", int),
        "name": table.text("name"),
        "other_names": table.texts("other_names"),
        "why": table.text("why"),
        "set_up": table.texts("set_up", least=1),
        "cues": table.texts("cues", least=2, most=5),
        "slips": table.texts("slips", least=1, most=5),
        "tempo": table.tempo("tempo"),
        "harder": harder,
        "no_harder": no_harder,
        "equipment": table.texts("equipment"),
        "muscles": table.texts("muscles", least=1),
        "zones": table.codes("zones", Zone),
        "sources": table.sources(),
    }
    table.end()
    if table.faults or kind is None or start is None or full is None or easier is None:
        raise InvalidFile(table.faults)
    return Exercise(
        **exercise,
        kind=kind,
        per_leg=per_leg,
        poses=(poses[0], poses[1]),
        start=start,
        full=full,
        dose_note=note,
        easier=easier,
    )


_SET_PHASES = (Phase.CALM, Phase.WALK, Phase.RUNWALK, Phase.BUILD)


def _protocol(file: Path) -> Protocol:
    table = _read(file)
    values = {
        "slug": file.stem,
        "order": table.take("order", int),
        "name": table.text("name"),
        "zones": table.codes("zones", Zone),
        "why": table.text("why"),
        "design_choice": table.text("design_choice"),
        "sources": table.sources(),
    }
    sets = table.table("sets")
    made = _phase_sets(sets) if sets is not None else {}
    table.end()
    if table.faults:
        raise InvalidFile(table.faults)
    return Protocol(**values, sets=made)


def _phase_sets(sets: _Table) -> dict[Phase, PhaseSet]:
    made: dict[Phase, PhaseSet] = {}
    for phase in _SET_PHASES:
        one = sets.table(phase)
        if one is None:
            continue
        made[phase] = PhaseSet(exercises=one.slugs("exercises", least=1), rests=one.slugs("rests"))
        one.end()
        for slug in set(made[phase].exercises) & set(made[phase].rests):
            sets.fault(phase, f"{slug} can't be among the exercises and rest at once")
    sets.end()
    return made


def _article(file: Path) -> Article:
    table = _read(file)
    topic = table.code("topic", Topic)
    article = {
        "slug": file.stem,
        "order": table.take("order", int),
        "title": table.text("title"),
        "body": table.text("body").strip(),
        "where": table.some_text("where"),
        "worse_with": table.some_text("worse_with"),
        "eases_with": table.some_text("eases_with"),
        "zones": table.codes("zones", Zone),
        "keywords": table.texts("keywords", least=1),
        "sources": table.sources(),
    }
    table.end()
    if table.faults or topic is None:
        raise InvalidFile(table.faults)
    return Article(**article, topic=topic)
