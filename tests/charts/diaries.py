"""Made-up diaries of any length for the tests and benchmarks of charts; the same every time."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from random import Random

from kneerehab.domain.activity import Activity
from kneerehab.domain.check_in import CheckIn, PainNote
from kneerehab.domain.clinic import ClinicVisit
from kneerehab.domain.codes import (
    ActivityKind,
    Clinician,
    ExerciseKind,
    Knee,
    OverridePhase,
    PainContext,
    PauseReason,
    Phase,
    Side,
)
from kneerehab.domain.diary import Diary, in_order
from kneerehab.domain.fields import KneeScores
from kneerehab.domain.icing import IcingSession
from kneerehab.domain.plan_records import Override, Pause, Plan
from kneerehab.domain.runner import Runner
from kneerehab.domain.shoes import Shoes
from kneerehab.domain.training import ExerciseSet, OwnExercise, Prescription
from kneerehab.domain.trends.phases import PhaseSpan
from kneerehab.domain.trends.running import WeekPoint
from kneerehab.domain.trends.sources import Sources
from kneerehab.domain.trends.span import Span
from kneerehab.services.progress import gather

TODAY = date(2026, 3, 14)
_EXERCISES = (
    "prisoner-squat",
    "bulgarian-split-squat",
    "hamstring-stretch",
    "step-down",
    "wall-sit-with-a-very-long-name",
)


def at(day: date, hour: int = 7, minute: int = 0) -> datetime:
    """A local time."""
    return datetime.combine(day, time(hour, minute))


def identifier(number: int) -> str:
    """The UUID of a number."""
    return f"00000000-0000-4000-8000-{number:012x}"


def empty(start: date = TODAY) -> Diary:
    """A runner without a record."""
    return Diary(runner=Runner(id=identifier(0), name="Nora"), plan=Plan(start=start))


def diary(days: int, seed: int = 7) -> Diary:
    """A diary that ends today: nine check-ins in ten days, three runs a week, exercise, ice, notes and visits."""
    dice, number = Random(seed), 1
    start = TODAY - timedelta(days=days - 1)
    lists: dict[str, list[object]] = {
        name: []
        for name in ("check_ins", "pain_notes", "activities", "exercise_sets", "icing", "clinic_visits", "pauses")
    }

    def new() -> str:
        nonlocal number
        number += 1
        return identifier(number)

    for offset in range(days):
        day = start + timedelta(days=offset)
        left = min(10, max(0, round(5 - offset * 8 / days + dice.gauss(0, 1.2) + (4 if offset % 97 == 60 else 0))))
        right = dice.choice((0, 0, 0, 1, None))
        if dice.random() < 0.9:
            scores = KneeScores(left=left, right=right)
            swelling = offset % 41 == 20
            lists["check_ins"].append(
                CheckIn(id=new(), at=at(day), now=scores, worst_24h=scores, swelling=swelling, limp=False)
            )
        if offset % 5 == 3:
            context = list(PainContext)[offset // 5 % 4]
            knee = Knee.LEFT if offset % 2 else Knee.RIGHT
            lists["pain_notes"].append(PainNote(id=new(), at=at(day, 12), side=knee, score=left, context=context))
        if offset % 7 in (0, 2, 5):
            pain = KneeScores(left=max(0, left - 1), right=0)
            lists["activities"].append(
                Activity(
                    id=new(),
                    at=at(day, 18),
                    kind=ActivityKind.RUN,
                    seconds=1100 + offset % 90 * 10,
                    metres=None if offset % 50 == 7 else 3000 + offset % 90 * 30,
                    pain_before=pain,
                    pain_during=KneeScores(left=left, right=1),
                    pain_after=pain,
                    shoes_id=identifier(1),
                )
            )
        for place, exercise in enumerate(_EXERCISES):
            if dice.random() < 0.6:
                for side in (Side.LEFT, Side.RIGHT) if place % 2 else (Side.BOTH,):
                    if side is Side.RIGHT and dice.random() < 0.2:
                        continue
                    lists["exercise_sets"].append(
                        ExerciseSet(
                            id=new(),
                            at=at(day, 20),
                            exercise=exercise,
                            side=side,
                            sets=2 + offset * 2 // days,
                            reps=10,
                            load_kg=4.5,
                        )
                    )
        if dice.random() < 0.3:
            minutes = dice.choice((10, 15, 20))
            lists["icing"].append(IcingSession(id=new(), at=at(day, 21), minutes=minutes, side=Side.LEFT))
        if offset % 60 == 30:
            lists["clinic_visits"].append(ClinicVisit(id=new(), at=at(day, 11), who=Clinician.PHYSIO))
            lists["pauses"].append(Pause(id=new(), from_=day, to=day + timedelta(days=3), reason=PauseReason.AWAY))
    made = {name: in_order(records) for name, records in lists.items()}  # type: ignore[type-var]
    return Diary(
        runner=Runner(id=identifier(0), name="Nora"),
        plan=Plan(start=start),
        prescriptions=tuple(
            Prescription(id=new(), exercise=exercise, from_=start, sets=3, reps=10, days_per_week=4, side=Side.BOTH)
            for exercise in _EXERCISES
        ),
        overrides=(
            Override(
                id=new(), date=TODAY - timedelta(days=days // 2), phase=OverridePhase.BUILD, reason="Clear", by="physio"
            ),
        ),
        exercises=(OwnExercise(id=new(), name="Wall sit", kind=ExerciseKind.STRENGTH, per_leg=False),),
        shoes=(
            Shoes(id=identifier(1), name="Grey daily trainer", start_metres=120_000),
            Shoes(id=new(), name="Old racing flats with a name that goes on", start_metres=700_000),
            Shoes(id=new(), name="Retired", start_metres=300_000, retired=start),
        ),
        **made,  # type: ignore[arg-type]
    )


def span(days: int) -> Span:
    """The days up to today."""
    return Span(first=TODAY - timedelta(days=days - 1), last=TODAY)


def sources(days: int, records: Diary | None = None) -> Sources:
    """Everything charts need, with phases and weeks of a made-up plan."""
    from dataclasses import replace

    found = gather(records or diary(days), span=span(days), today=TODAY)
    if records is not None and not records.check_ins:
        return found
    first = found.span.first
    order = [Phase.CALM, Phase.WALK, Phase.RUNWALK, Phase.BUILD, Phase.MAINTAIN]
    share = max(1, days // 5)
    phases = tuple(
        PhaseSpan(
            phase=phase,
            first=first + timedelta(days=number * share),
            last=TODAY if number == 4 else first + timedelta(days=(number + 1) * share - 1),
        )
        for number, phase in enumerate(order)
        if number * share < days
    )
    weeks = tuple(
        WeekPoint(
            start=first + timedelta(days=offset),
            end=first + timedelta(days=offset + 6),
            done_seconds=3000 + offset % 70 * 20,
            done_metres=8000 + offset % 70 * 60,
            allowed_seconds=3200 + offset % 63 * 20,
            allowed_metres=8600 + offset % 63 * 60,
            decision="ADVANCE",
            open=offset + 7 >= days,
        )
        for offset in range(days // 3 // 7 * 7, days, 7)
    )
    return replace(found, phases=phases, weeks=weeks)
