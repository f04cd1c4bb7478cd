"""One day of the diary as the Today page shows it: check-in, week strip, exercises due, icing, runs."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

from kneerehab.domain.activity import Activity
from kneerehab.domain.care import Medication
from kneerehab.domain.check_in import CheckIn, PainNote
from kneerehab.domain.codes import ActivityKind, Knee, PainContext, Side
from kneerehab.domain.diary import Diary, between
from kneerehab.domain.icing import IcingSession
from kneerehab.domain.record import Record, new_id
from kneerehab.domain.training import ExerciseSet, Prescription
from kneerehab.frozen import dataclass
from kneerehab.services.exercises import exercise_name as exercise_name
from kneerehab.services.exercises import is_per_leg, prescribed

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
    """A prescribed exercise on one day: name, whether each leg is done by itself, and which sides are done.

    A side is done when its sets are complete: a session that was left early leaves it open, with what was done so far.
    """

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

    def sets_done(self, knee: Knee) -> int:
        """Sets of that leg today, complete or not."""
        return sum(record.sets for record in self.records if knee in record.side.knees)


@dataclass(frozen=True, slots=True, kw_only=True)
class DayView:
    """Everything of one day, in order of time."""

    runner_id: str
    day: date
    check_ins: tuple[CheckIn, ...]
    pain_notes: tuple[PainNote, ...]
    activities: tuple[Activity, ...]
    icing: tuple[IcingSession, ...]
    medication: tuple[Medication, ...]
    exercises: tuple[ExerciseDue, ...]

    @property
    def whose(self) -> tuple[str, date]:
        """Which day of which runner."""
        return self.runner_id, self.day

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
        runner_id=diary.runner.id,
        day=day,
        check_ins=between(diary.check_ins, day, day),
        pain_notes=between(diary.pain_notes, day, day),
        activities=between(diary.activities, day, day),
        icing=between(diary.icing, day, day),
        medication=between(diary.medication, day, day),
        exercises=exercises_on(diary, day),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A line of what was logged on a day: one record, or all exercise sets of the day together."""

    at: datetime
    records: tuple[Record, ...]

    @property
    def is_exercises(self) -> bool:
        """Whether it stands for the exercises of the day."""
        return isinstance(self.records[0], ExerciseSet)


def entries_on(diary: Diary, day: date) -> tuple[Entry, ...]:
    """What was logged on a day, newest first."""
    lists: tuple[tuple[Any, ...], ...] = (
        diary.check_ins, diary.pain_notes, diary.activities, diary.icing, diary.care, diary.medication,
        diary.clinic_visits, diary.outcomes,
    )  # fmt: skip
    found = [Entry(at=record.at, records=(record,)) for records in lists for record in between(records, day, day)]
    done = between(diary.exercise_sets, day, day)
    if done:
        found.append(Entry(at=max(record.at for record in done), records=done))
    return tuple(sorted(found, key=lambda entry: entry.at, reverse=True))


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

    for check in between(diary.check_ins, first, last):
        for score in (*check.now.known(), *check.worst_24h.known()):
            raise_to(check.at.date(), score)
    for note in between(diary.pain_notes, first, last):
        raise_to(note.at.date(), note.score)
    activities = between(diary.activities, first, last)
    for done in activities:
        for scores in (done.pain_before, done.pain_during, done.pain_after):
            for score in scores.known() if scores is not None else ():
                raise_to(done.at.date(), score)
    ran = {run.at.date() for run in activities if run.kind is ActivityKind.RUN}
    exercised = {done.at.date() for done in between(diary.exercise_sets, first, last)}
    iced = {session.at.date() for session in between(diary.icing, first, last)}
    return tuple(
        DayMarks(day=day, worst=worst.get(day), ran=day in ran, exercised=day in exercised, iced=day in iced)
        for day in wanted
    )


def exercises_on(diary: Diary, day: date) -> tuple[ExerciseDue, ...]:
    """The prescribed exercises of `day`: those due first, then those that rest."""
    week_ago = day - timedelta(days=6)
    recent: dict[str, set[date]] = {}
    today: dict[str, list[ExerciseSet]] = {}
    for done in between(diary.exercise_sets, week_ago, day):
        on = done.at.date()
        if on == day:
            today.setdefault(done.exercise, []).append(done)
        else:
            recent.setdefault(done.exercise, set()).add(on)
    found: list[ExerciseDue] = []
    for prescription in prescribed(diary, day).values():
        records = tuple(today.get(prescription.exercise, ()))
        found.append(
            ExerciseDue(
                prescription=prescription,
                name=exercise_name(diary, prescription.exercise),
                per_leg=is_per_leg(diary, prescription.exercise),
                due=_is_due(prescription, recent.get(prescription.exercise, set()), day),
                done=_done_knees(records, prescription),
                records=records,
            )
        )
    return tuple(sorted(found, key=lambda item: (not item.due and not item.done,)))


def _done_knees(records: tuple[ExerciseSet, ...], prescription: Prescription) -> frozenset[Knee]:
    """The legs whose sets reach the target that was copied into the log (else the one of the plan)."""
    sets: dict[Knee, int] = {}
    wanted: dict[Knee, int] = {}
    for record in records:
        for knee in record.side.knees:
            sets[knee] = sets.get(knee, 0) + record.sets
            wanted[knee] = record.target.sets if record.target else prescription.sets
    return frozenset(knee for knee, count in sets.items() if count >= wanted[knee])


def _is_due(prescription: Prescription, recent: set[date], day: date) -> bool:
    """Fewer days than prescribed in the last six, and a rest day between for up to three days a week (1H)."""
    if len(recent) >= prescription.days_per_week:
        return False
    return prescription.days_per_week > 3 or day - timedelta(days=1) not in recent


def tick(item: ExerciseDue, side: Side, at: datetime) -> tuple[tuple[Record, ...], tuple[Record, ...]]:
    """The records to save and to remove when `side` is ticked; the target is copied, so the past stays as it was.

    Of a leg that has done some sets already, only the others are added.
    """
    wanted = tuple(knee for knee in side.knees if knee not in item.done)
    open_sets = {knee: max(1, item.prescription.sets - item.sets_done(knee)) for knee in wanted}
    if not wanted:
        return (), ()
    if len(wanted) == 2 and len(set(open_sets.values())) == 1:
        return (_done(item.prescription, Side.BOTH, at, open_sets[wanted[0]]),), ()
    return tuple(_done(item.prescription, Side(knee.value), at, open_sets[knee]) for knee in wanted), ()


def untick(item: ExerciseDue, side: Side, at: datetime) -> tuple[tuple[Record, ...], tuple[Record, ...]]:
    """The records to save and to remove when a tick is taken back; the other leg keeps its own."""
    saved: list[Record] = []
    removed: list[Record] = []
    for record in item.records:
        if not set(record.side.knees) & set(side.knees):
            continue
        removed.append(record)
        kept = [knee for knee in record.side.knees if knee not in side.knees]
        saved.extend(replace(record, id=new_id(), side=Side(knee.value), changed=None) for knee in kept)
    return tuple(saved), tuple(removed)


def mark_all(items: tuple[ExerciseDue, ...], at: datetime) -> tuple[Record, ...]:
    """Everything that is due and not done yet, both legs."""
    saved: list[Record] = []
    for item in items:
        if item.due and not item.complete:
            more, _removed = tick(item, item.prescription.side, at)
            saved.extend(more)
    return tuple(saved)


def _done(prescription: Prescription, side: Side, at: datetime, sets: int) -> ExerciseSet:
    target = prescription.target
    return ExerciseSet(
        id=new_id(),
        at=at,
        exercise=prescription.exercise,
        side=side,
        sets=sets,
        reps=target.reps,
        hold_seconds=target.hold_seconds,
        load_kg=target.load_kg,
        target=target,
    )
