"""What the library says about an exercise, and the articles of the Learn page: shipped values, never records."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from kneerehab.domain.codes import ExerciseKind, Phase, Zone
from kneerehab.domain.fields import Integer, optional, required
from kneerehab.frozen import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where a text comes from: a row of the clinical rules ("1H", "A8") and a name people can look up."""

    row: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Dose:
    """How much: sets of repeats, of holds (seconds) or of held repeats; ranges are those of a prescription.

    `most_…` is the top of a range where the source names one. `design_choice` names the numbers no source gives.
    """

    sets: int = required(Integer(1, 20))
    reps: int | None = optional(Integer(1, 200))
    most_reps: int | None = optional(Integer(1, 200))
    hold_seconds: int | None = optional(Integer(1, 600))
    most_hold_seconds: int | None = optional(Integer(1, 600))
    rest_seconds: int | None = optional(Integer(0, 600))
    days_per_week: int = required(Integer(1, 7))
    design_choice: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Tempo:
    """The pace of one repeat in seconds: on the way down, held at the end, on the way up."""

    down: int = required(Integer(0, 60))
    hold: int = required(Integer(0, 60))
    up: int = required(Integer(0, 60))

    @property
    def seconds(self) -> int:
        """How long one repeat takes."""
        return self.down + self.hold + self.up


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """An easier or harder way; `exercise` is the slug of a shipped exercise if it is one of its own.

    `design_choice` says that no source names it.
    """

    name: str
    how: str
    exercise: str | None = None
    design_choice: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Exercise:
    """One exercise of the library; texts are English and go through `_()` where they are shown.

    Each has an easier way, and a harder one or a sentence that says why there is none (`no_harder`).
    """

    slug: str
    order: int  # place in lists, from 1
    name: str
    other_names: tuple[str, ...]
    kind: ExerciseKind
    per_leg: bool  # done one leg at a time, both legs alike (A8)
    why: str
    set_up: tuple[str, ...]
    cues: tuple[str, ...]
    slips: tuple[str, ...]
    poses: tuple[str, str]  # captions of the two poses of the drawing
    start: Dose
    full: Dose
    dose_note: str | None
    tempo: Tempo | None
    easier: Variant
    harder: Variant | None
    no_harder: str | None
    equipment: tuple[str, ...]
    muscles: tuple[str, ...]
    zones: tuple[Zone, ...]  # only where a source names the zone
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PhaseSet:
    """The exercises of one phase in order, and those that had better rest in it; slugs of shipped exercises."""

    exercises: tuple[str, ...]
    rests: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Protocol:
    """Ready-made sets for pain in certain places of the knee, phase by phase; without zones it fits any knee.

    `sets` holds CALM, WALK, RUNWALK and BUILD; `design_choice` says what of it no source gives.
    """

    slug: str
    order: int
    name: str
    zones: tuple[Zone, ...]
    why: str
    design_choice: str
    sets: Mapping[Phase, PhaseSet]
    sources: tuple[Source, ...]

    def set_for(self, phase: Phase) -> PhaseSet:
        """The set of a phase: MAINTAIN goes on with that of BUILD, REFER falls back on the gentlest."""
        stands_in = {Phase.MAINTAIN: Phase.BUILD, Phase.REFER: Phase.CALM}
        return self.sets[stands_in.get(phase, phase)]


class Topic(StrEnum):
    """Shelves of the Learn page, in order."""

    PROBLEM = "problem"
    CARE = "care"
    RUNNING = "running"
    TRAINING = "training"
    SAFETY = "safety"
    NUMBERS = "numbers"


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A word of the glossary; screens link to it by its `anchor`, which stays the same when the word changes."""

    anchor: str
    name: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """A short text of the Learn page; English, shown through `_()`.

    `body` is a small subset of Markdown: paragraphs, `- ` lists and **bold**. Knee problems also say where it hurts,
    what makes it worse and what hints at it or eases it, to stand beside the knee map; never a diagnosis.
    `glossary` are the words it explains one by one, `see` the slugs of articles to go on with.
    """

    slug: str
    order: int
    title: str
    topic: Topic
    body: str
    where: str | None
    worse_with: str | None
    eases_with: str | None
    zones: tuple[Zone, ...]
    keywords: tuple[str, ...]
    sources: tuple[Source, ...]
    glossary: tuple[Word, ...] = ()
    see: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """Everything a search looks through, in lower case."""
        explained = [text for word in self.glossary for text in (word.name, word.text)]
        parts = (self.title, self.where, self.worse_with, self.eases_with, self.body, *self.keywords, *explained)
        return "\n".join(part for part in parts if part).casefold()
