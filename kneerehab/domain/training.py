"""Exercise done and exercise prescribed, per runner."""

from __future__ import annotations

from datetime import date, datetime

from kneerehab.domain.codes import ExerciseKind, Role, Side
from kneerehab.domain.fields import (
    Choice,
    Day,
    Flag,
    Integer,
    LocalTime,
    Nested,
    Number,
    Shown,
    Text,
    optional,
    required,
)
from kneerehab.domain.record import Record
from kneerehab.frozen import dataclass
from kneerehab.i18n import N_


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """The dose that was prescribed on the day: a copy, so that later changes don't rewrite the past."""

    sets: int = required(Integer(1, 20))
    reps: int | None = optional(Integer(1, 200))
    hold_seconds: int | None = optional(Integer(1, 600))
    load_kg: float | None = optional(Number(0, 300))


@dataclass(frozen=True, slots=True, kw_only=True)
class ExerciseSet(Record):
    """One exercise done: sets of repeats or holds, kg, pain 0 to 10; `exercise` is a slug or an own one's id."""

    at: datetime = required(LocalTime(), N_("When"))
    exercise: str = required(Text(1, 60), N_("Exercise"), shown=Shown.EXERCISE)
    side: Side = required(Choice(Side), N_("Side"))
    sets: int = required(Integer(1, 20), N_("Sets"))
    reps: int | None = optional(Integer(1, 200), N_("Repeats"))
    hold_seconds: int | None = optional(Integer(1, 600), N_("Hold"), shown=Shown.SECONDS, header="hold_s")
    load_kg: float | None = optional(Number(0, 300), N_("Load"), shown=Shown.KILOGRAMS)
    pain: int | None = optional(Integer(0, 10), N_("Worst pain during"), shown=Shown.SCORE)
    target: Target | None = optional(Nested(Target))


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnExercise(Record):
    """An exercise the runner added."""

    name: str = required(Text(1, 100), N_("Name"))
    kind: ExerciseKind = required(Choice(ExerciseKind), N_("What kind"))
    per_leg: bool = required(Flag(), N_("Each leg by itself"))
    instructions: str | None = optional(Text(1, 4000), N_("How to do it"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Prescription(Record):
    """Which exercise, how much, how often and on which side, from a date on; rest in seconds."""

    exercise: str = required(Text(1, 60), N_("Exercise"), shown=Shown.EXERCISE)
    from_: date = required(Day(), N_("First day"), key="from")
    to: date | None = optional(Day(), N_("Last day"), N_("Empty means it goes on."))
    sets: int = required(Integer(1, 20), N_("Sets"))
    reps: int | None = optional(Integer(1, 200), N_("Repeats"))
    hold_seconds: int | None = optional(Integer(1, 600), N_("Hold"), shown=Shown.SECONDS, header="hold_s")
    load_kg: float | None = optional(Number(0, 300), N_("Load"), shown=Shown.KILOGRAMS)
    rest_seconds: int | None = optional(Integer(0, 600), N_("Rest"), shown=Shown.SECONDS, header="rest_s")
    days_per_week: int = required(Integer(1, 7), N_("Days a week"))
    side: Side = required(Choice(Side), N_("Side"))
    by: str | None = optional(Text(1, 100), N_("Who prescribed it"))
    role: Role | None = optional(Choice(Role), N_("Role"))

    @property
    def is_professional(self) -> bool:
        """Whether a clinician prescribed it; before version 2 that was all that `by` was written for."""
        return self.role is Role.CLINICIAN or (self.role is None and self.by is not None)

    def covers(self, day: date) -> bool:
        """Whether it holds on `day`."""
        return self.from_ <= day and (self.to is None or day <= self.to)

    @property
    def target(self) -> Target:
        """Its dose, to be copied into the log."""
        return Target(sets=self.sets, reps=self.reps, hold_seconds=self.hold_seconds, load_kg=self.load_kg)
