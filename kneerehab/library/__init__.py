"""Exercises, ready-made sets and the articles of the Learn page, read from resources/ on first use and kept.

Texts come back in English; whoever shows them passes them through `_()`. A file that can't be used raises
`InvalidFile` with one `file: path: what is wrong` line per fault.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from kneerehab.domain.codes import ExerciseKind, Phase, Zone
from kneerehab.domain.errors import InvalidFile
from kneerehab.domain.exercise import Article, Exercise, PhaseSet, Protocol, Topic, Word
from kneerehab.library.drawings import DRAWING_COLOURS, Pose, drawing, drawing_svg, recoloured
from kneerehab.library.table import Table, read_table
from kneerehab.paths import resources_dir

__all__ = [
    "DRAWING_COLOURS",
    "MOST_IN_A_NAME",
    "SET_PHASES",
    "Pose",
    "articles",
    "drawing",
    "drawing_svg",
    "exercises",
    "find",
    "glossary",
    "own_protocol",
    "protocols",
    "protocols_for",
    "recoloured",
]


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


@cache
def glossary() -> dict[str, Word]:
    """Every word that an article explains, by its anchor."""
    return {word.anchor: word for article in articles() for word in article.glossary}


def protocols_for(zones: Iterable[Zone]) -> tuple[Protocol, ...]:
    """The sets for these places of the knee; the one for any knee where none of them has its own."""
    wanted = set(zones)
    found = tuple(protocol for protocol in protocols() if wanted & set(protocol.zones))
    return found or tuple(protocol for protocol in protocols() if not protocol.zones)


def own_protocol(file: Path) -> Protocol:
    """A set that a physio made: a name and the four phases, all else as they like; a copy of a shipped file is one."""
    return _protocol(file, own=True)


@cache
def _exercise(file: Path) -> Exercise:
    table = read_table(file)
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


MOST_IN_A_NAME = 100
SET_PHASES = (Phase.CALM, Phase.WALK, Phase.RUNWALK, Phase.BUILD)
"""The phases that a set says something about: Full return goes on with that of Build."""


def _protocol(file: Path, *, own: bool = False) -> Protocol:
    table = read_table(file)
    values: dict[str, Any] = {
        "slug": file.stem,
        "order": table.take("order", int, required=not own) or 0,
        "name": table.text("name").strip(),
        "zones": table.codes("zones", Zone),
        "why": table.take("why", str, required=not own) or "",
        "design_choice": table.take("design_choice", str, required=not own) or "",
        "sources": table.sources(required=not own),
    }
    if len(values["name"]) > MOST_IN_A_NAME:
        table.fault("name", f"must have at most {MOST_IN_A_NAME} characters")
    sets = table.table("sets")
    made = _phase_sets(sets, resources_dir() / "exercises") if sets is not None else {}
    table.end()
    if table.faults:
        raise InvalidFile(table.faults)
    return Protocol(**values, sets=made)


def _phase_sets(sets: Table, exercises_dir: Path) -> dict[Phase, PhaseSet]:
    made: dict[Phase, PhaseSet] = {}
    for phase in SET_PHASES:
        one = sets.table(phase)
        if one is None:
            continue
        made[phase] = PhaseSet(
            exercises=one.names_of_files("exercises", exercises_dir, least=1),
            rests=one.names_of_files("rests", exercises_dir),
        )
        one.end()
        for slug in set(made[phase].exercises) & set(made[phase].rests):
            sets.fault(phase, f"{slug} can't be among the exercises and rest at once")
    sets.end()
    return made


def _article(file: Path) -> Article:
    table = read_table(file)
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
        "glossary": tuple(table.words()),
        "see": table.names_of_files("see", file.parent),
    }
    table.end()
    if table.faults or topic is None:
        raise InvalidFile(table.faults)
    return Article(**article, topic=topic)
