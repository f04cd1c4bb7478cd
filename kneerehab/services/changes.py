"""Telling whoever wants to know that the diary has changed, once it is saved."""

from __future__ import annotations

import enum
import sys
from collections.abc import Callable, Iterable
from types import MappingProxyType

from kneerehab.domain.activity import Activity
from kneerehab.domain.care import Care, Medication
from kneerehab.domain.check_in import CheckIn, PainNote
from kneerehab.domain.clinic import ClinicVisit, Outcome
from kneerehab.domain.icing import IcingSession
from kneerehab.domain.plan_records import Override, Pause, PlanChange
from kneerehab.domain.record import Record
from kneerehab.domain.runner import Runner
from kneerehab.domain.shoes import Shoes
from kneerehab.domain.training import ExerciseSet, OwnExercise, Prescription


class Change(enum.Flag):
    """What has changed, by groups of records."""

    RUNNER = enum.auto()
    """Who the runner is; also that a runner came or went."""
    PLAN = enum.auto()
    """Plan settings, plan changes, overrides and pauses."""
    CHECK_INS = enum.auto()
    PAIN_NOTES = enum.auto()
    ACTIVITIES = enum.auto()
    EXERCISES = enum.auto()
    """Exercises done, and the runner's own exercises."""
    ICING = enum.auto()
    CARE = enum.auto()
    MEDICATION = enum.auto()
    SHOES = enum.auto()
    VISITS = enum.auto()
    PRESCRIPTIONS = enum.auto()
    OUTCOMES = enum.auto()
    NONE = 0
    ALL = (
        RUNNER
        | PLAN
        | CHECK_INS
        | PAIN_NOTES
        | ACTIVITIES
        | EXERCISES
        | ICING
        | CARE
        | MEDICATION
        | SHOES
        | VISITS
        | PRESCRIPTIONS
        | OUTCOMES
    )


CHANGE_OF: MappingProxyType[type[Record], Change] = MappingProxyType(
    {
        Runner: Change.RUNNER,
        PlanChange: Change.PLAN,
        Override: Change.PLAN,
        Pause: Change.PLAN,
        CheckIn: Change.CHECK_INS,
        PainNote: Change.PAIN_NOTES,
        Activity: Change.ACTIVITIES,
        ExerciseSet: Change.EXERCISES,
        OwnExercise: Change.EXERCISES,
        IcingSession: Change.ICING,
        Care: Change.CARE,
        Medication: Change.MEDICATION,
        Shoes: Change.SHOES,
        ClinicVisit: Change.VISITS,
        Prescription: Change.PRESCRIPTIONS,
        Outcome: Change.OUTCOMES,
    }
)
"""Record class to the group that is announced."""


def change_of(records: Iterable[Record]) -> Change:
    """The groups that these records belong to."""
    change = Change.NONE
    for kind in {type(record) for record in records}:
        change |= CHANGE_OF[kind]
    return change


Listener = Callable[[Change], None]


class Changes:
    """Who wants to know, and telling them."""

    def __init__(self) -> None:
        self._listeners: list[Listener] = []

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Call `listener` after every change; returns a function that ends it."""
        self._listeners.append(listener)

        def unsubscribe() -> None:
            if listener in self._listeners:
                self._listeners.remove(listener)

        return unsubscribe

    def announce(self, change: Change) -> None:
        """Tell every listener; nothing is told if nothing changed.

        The records are saved by now. A listener that fails goes to the last-resort handler: it must not make the save
        look failed, nor keep the others from hearing.
        """
        if not change:
            return
        for listener in tuple(self._listeners):
            try:
                listener(change)
            except Exception:
                sys.excepthook(*sys.exc_info())
