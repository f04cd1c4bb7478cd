"""One day of the diary as the Today page shows it: check-in, week strip, exercises due, icing, runs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from kneerehab import library
from kneerehab.domain.activity import Activity
from kneerehab.domain.care import Medication
from kneerehab.domain.check_in import CheckIn, PainNote
from kneerehab.domain.codes import ActivityKind, Knee, PainContext, Phase, Side
from kneerehab.domain.diary import Diary
from kneerehab.domain.icing import IcingSession
from kneerehab.domain.record import Record, new_id
from kneerehab.domain.training import ExerciseSet, Prescription

MORNING = time(8, 0)
"""When an entry for an earlier day is dated, unless the runner says otherwise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DayMarks:
    """What the strip shows of a day; `worst` is None without a score."""

    day: date
    worst: int | None
    ran: bool
    exercised: bool
    iced: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ExerciseDue:
    """A prescribed exercise on one day: name, whether each leg is done by itself, and which sides are done."""

    prescription: Prescription
    name: str
    per_leg: bool
    due: bool
    done: frozenset[Knee]
    records: tuple[ExerciseSet, ...]

    @property
    def complete(self) -> bool:
        """Whether every prescribed side is done."""
        return set(self.prescription.side.knees) <= self.done


@dataclass(frozen=True, slots=True, kw_only=True)
class DayView:
    """Everything of one day, in order of time."""

    day: date
    check_ins: tuple[CheckIn, ...]
    pain_notes: tuple[PainNote, ...]
    activities: tuple[Activity, ...]
    icing: tuple[IcingSession, ...]
    medication: tuple[Medication, ...]
    exercises: tuple[ExerciseDue, ...]

    @property
    def check_in(self) -> CheckIn | None:
        """The newest check-in of the day: the one the card edits."""
        return self.check_ins[-1] if self.check_ins else None

    def note_for(self, context: PainContext, knee: Knee) -> PainNote | None:
        """The newest pain note of the day in that situation."""
        found = [note for note in self.pain_notes if note.context is context and note.side is knee]
        return found[-1] if found else None


def day_view(diary: Diary, day: date) -> DayView:
    """What the diary holds of `day`."""
    return DayView(
        day=day,
        check_ins=tuple(record for record in diary.check_ins if record.at.date() == day),
        pain_notes=tuple(record for record in diary.pain_notes if record.at.date() == day),
        activities=tuple(record for record in diary.activities if record.at.date() == day),
        icing=tuple(record for record in diary.icing if record.at.date() == day),
        medication=tuple(record for record in diary.medication if record.at.date() == day),
        exercises=exercises_on(diary, day),
    )


def entry_time(day: date, now: datetime) -> datetime:
    """When an entry made now for `day` is dated: now for today, the morning for an earlier day."""
    return now if day == now.date() else datetime.combine(day, MORNING)


def strip(diary: Diary, last: date, days: int = 7) -> tuple[DayMarks, ...]:
    """The marks of the `days` days up to `last`, oldest first."""
    wanted = [last - timedelta(days=back) for back in range(days - 1, -1, -1)]
    first = wanted[0]
    worst: dict[date, int] = {}

    def raise_to(day: date, score: int) -> None:
        worst[day] = max(score, worst.get(day, 0))

    for check in diary.check_ins:
        if (day := check.at.date()) >= first:
            for score in (*check.now.known(), *check.worst_24h.known()):
                raise_to(day, score)
    for note in diary.pain_notes:
        if (day := note.at.date()) >= first:
            raise_to(day, note.score)
    ran = {run.at.date() for run in diary.activities if run.kind is ActivityKind.RUN}
    exercised = {done.at.date() for done in diary.exercise_sets if done.at.date() >= first}
    iced = {session.at.date() for session in diary.icing if session.at.date() >= first}
    return tuple(
        DayMarks(day=day, worst=worst.get(day), ran=day in ran, exercised=day in exercised, iced=day in iced)
        for day in wanted
    )


def exercise_name(diary: Diary, exercise: str) -> str:
    """The name of a shipped exercise (slug) or of the runner's own (id); unknown ones show their text."""
    shipped = library.find(exercise)
    if shipped is not None:
        return shipped.name
    return next((own.name for own in diary.exercises if own.id == exercise), exercise)


def is_per_leg(diary: Diary, exercise: str) -> bool:
    """Whether each leg does the exercise by itself."""
    shipped = library.find(exercise)
    if shipped is not None:
        return shipped.per_leg
    return next((own.per_leg for own in diary.exercises if own.id == exercise), True)


def exercises_on(diary: Diary, day: date) -> tuple[ExerciseDue, ...]:
    """The prescribed exercises of `day`: those due first, then those that rest."""
    week_ago = day - timedelta(days=6)
    recent: dict[str, set[date]] = {}
    today: dict[str, list[ExerciseSet]] = {}
    for done in diary.exercise_sets:
        on = done.at.date()
        if on == day:
            today.setdefault(done.exercise, []).append(done)
        elif week_ago <= on < day:
            recent.setdefault(done.exercise, set()).add(on)
    found: list[ExerciseDue] = []
    for prescription in diary.prescriptions:
        if not prescription.covers(day):
            continue
        records = tuple(today.get(prescription.exercise, ()))
        found.append(
            ExerciseDue(
                prescription=prescription,
                name=exercise_name(diary, prescription.exercise),
                per_leg=is_per_leg(diary, prescription.exercise),
                due=_is_due(prescription, recent.get(prescription.exercise, set()), day),
                done=frozenset(knee for record in records for knee in record.side.knees),
                records=records,
            )
        )
    return tuple(sorted(found, key=lambda item: (not item.due and not item.done,)))


def _is_due(prescription: Prescription, recent: set[date], day: date) -> bool:
    """Fewer days than prescribed in the last six, and a rest day between for up to three days a week (1H)."""
    if len(recent) >= prescription.days_per_week:
        return False
    return prescription.days_per_week > 3 or day - timedelta(days=1) not in recent


def tick(item: ExerciseDue, side: Side, at: datetime) -> tuple[tuple[Record, ...], tuple[Record, ...]]:
    """The records to save and to remove when `side` is ticked; the target is copied, so the past stays as it was."""
    wanted = tuple(knee for knee in side.knees if knee not in item.done)
    if not wanted:
        return (), ()
    which = Side.BOTH if len(wanted) == 2 else Side(wanted[0].value)
    return (_done(item.prescription, which, at),), ()


def untick(item: ExerciseDue, side: Side, at: datetime) -> tuple[tuple[Record, ...], tuple[Record, ...]]:
    """The records to save and to remove when a tick is taken back; the other leg keeps its own."""
    saved: list[Record] = []
    removed: list[Record] = []
    for record in item.records:
        if not set(record.side.knees) & set(side.knees):
            continue
        removed.append(record)
        kept = [knee for knee in record.side.knees if knee not in side.knees]
        saved.extend(_done(item.prescription, Side(knee.value), record.at) for knee in kept)
    return tuple(saved), tuple(removed)


def mark_all(items: tuple[ExerciseDue, ...], at: datetime) -> tuple[Record, ...]:
    """Everything that is due and not done yet, both legs."""
    saved: list[Record] = []
    for item in items:
        if item.due and not item.complete:
            more, _removed = tick(item, item.prescription.side, at)
            saved.extend(more)
    return tuple(saved)


def _done(prescription: Prescription, side: Side, at: datetime) -> ExerciseSet:
    target = prescription.target
    return ExerciseSet(
        id=new_id(),
        at=at,
        exercise=prescription.exercise,
        side=side,
        sets=target.sets,
        reps=target.reps,
        hold_seconds=target.hold_seconds,
        load_kg=target.load_kg,
        target=target,
    )


STARTING_SETS: dict[Phase, tuple[str, ...]] = {
    Phase.CALM: ("hamstring-stretch", "it-band-stretch", "calf-stretch", "quad-hip-flexor-roll", "glute-bridge"),
    Phase.WALK: ("hamstring-stretch", "it-band-stretch", "quad-hip-flexor-roll", "glute-bridge", "clamshell"),
    Phase.RUNWALK: ("prisoner-squat", "step-down", "clamshell", "quad-hip-flexor-roll", "hamstring-stretch"),
    Phase.BUILD: (
        "prisoner-squat",
        "bulgarian-split-squat",
        "quad-hip-flexor-roll",
        "hamstring-stretch",
        "it-band-stretch",
    ),
}
"""Ready-made sets to start with, per phase: our design choice from the library of clinical rules 1H."""


def starting_set(phase: Phase, start: date) -> tuple[Prescription, ...]:
    """Prescriptions at their starting dose, both legs (A8), from `start` on."""
    slugs = STARTING_SETS.get(phase, STARTING_SETS[Phase.BUILD if phase is Phase.MAINTAIN else Phase.CALM])
    made = []
    for slug in slugs:
        dose = library.exercises()[slug].start
        made.append(
            Prescription(
                id=new_id(),
                exercise=slug,
                from_=start,
                sets=dose.sets,
                reps=dose.reps,
                hold_seconds=dose.hold_seconds,
                rest_seconds=dose.rest_seconds,
                days_per_week=dose.days_per_week,
                side=Side.BOTH,
            )
        )
    return tuple(made)
