"""One exercise in a line of quick entry: "prisoner squat 2x10", "clamshell left 3 x 30 s, 5 kg, pain 1"."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from kneerehab.domain.codes import Side
from kneerehab.domain.quick_entry import MadeSets, QuickContext, QuickExercise
from kneerehab.domain.record import new_id
from kneerehab.domain.training import ExerciseSet
from kneerehab.i18n import _
from kneerehab.wording import quick_words as words
from kneerehab.wording.quick_amounts import Amounts
from kneerehab.wording.quick_names import Names
from kneerehab.wording.quick_reader import Words


class NamedExercise(Amounts):
    """Reads the name of an exercise and how much of it was done; what is None was not said."""

    def __init__(self, said: Words, names: Names) -> None:
        super().__init__(said)
        self.names = names
        self.exercise: QuickExercise | None = None
        self.sets: int | None = None
        self.reps: int | None = None
        self.load_kg: float | None = None
        self.pain: int | None = None
        self.side: Side | None = None
        self.note: str | None = None

    def _named(self, *, words_known: int = 0) -> bool:
        """Take a whole name with more words than quick entry itself knows at this place; whether one came."""
        count, found = self.names.whole(self.said)
        if count <= words_known:
            return False
        self.exercise = found[0]
        name = self.said.skip(count)
        if len(found) > 1:
            sentence = _("Several exercises are called “{name}”. Please log it in the Diary, where you can choose one.")
            self._ask_instead(sentence.format(name=name))
        return True

    def _named_in_part(self) -> bool:
        """Ask for the whole name where words of one come; whether they did."""
        count, found = self.names.partly(self.said)
        if not found:
            return False
        part, names = self.said.skip(count), [one.name for one in found]
        if len(names) == 1:
            sentence = _("Did you mean “{name}”? Please write the whole name.")
            self._ask_instead(sentence.format(name=names[0]))
        else:
            sentence = _("“{word}” fits several exercises: {names}. Please write one whole name.")
            self._ask_instead(sentence.format(word=part, names=_(", ").join(names)))
        return True

    def _ask_instead(self, question: str) -> None:
        """Nothing else is asked about before it is known which exercise is meant."""
        self.fault(question)
        self.said.rest()

    def _dose(self) -> bool:
        said = self.said
        if (found := said.times()) is not None:
            typed, sets, count, seconds = found
            self._take_sets(sets, typed)
            if seconds is not None:
                self._take_seconds(seconds, typed)
            elif not self.faults:
                self._take_reps(count, typed, sure=said.take(words.REPS) is not None)
        elif (number := said.counted(words.SETS)) is not None:
            self._take_sets(*number)
        elif (number := said.counted(words.REPS)) is not None:
            self._take_reps(*number, sure=True)
        elif (number := said.counted(words.KILOGRAMS)) is not None:
            if self.load_kg is not None:
                self._second(number[1])
            self.load_kg = number[0]
        elif said.take(words.HOLD) is None:
            return self._bare_reps() or self._seconds_or_what()
        return True

    def _bare_reps(self) -> bool:
        """The 10 of "2 sets of 10"."""
        number = self.said.number()
        if number is None or self.said.comes_amount or self.sets is None or self.reps is not None:
            return False
        self._take_reps(number, self.said.word(), sure=False)
        return True

    def _seconds_or_what(self) -> bool:
        said = self.said
        if said.comes_number and not said.comes_amount:
            sentence = _("What is {word}? Please write how much it was like 2x10 or 3x30 s.")
            self.fault(sentence.format(word=said.word()))
            return True
        return self._amount()

    def _take_sets(self, number: float, typed: str) -> None:
        if self.sets is not None:
            self._second(typed)
        elif number % 1:
            self._unknown(typed)
        else:
            self.sets = int(number)

    def _take_reps(self, number: float, typed: str, *, sure: bool) -> None:
        """`sure` are repeats that were called so: of an exercise that is held, a number alone is asked about."""
        if self.reps is not None:
            self._second(typed)
        elif number % 1:
            self._unknown(typed)
        elif self.exercise is not None and self.exercise.by_time and not sure:
            sentence = _("{n} can be seconds or repeats here. Please write {n} s or {n} repeats.")
            self.fault(sentence.format(n=int(number)))
        else:
            self.reps = int(number)

    def _second(self, typed: str) -> None:
        self.fault(
            _("“{typed}” is a second amount. Please leave one, or begin anew behind a semicolon.").format(typed=typed)
        )


def sets_of(one: NamedExercise, at: datetime, context: QuickContext, made: MadeSets) -> MadeSets:
    """The records of a named exercise: what was said, or its dose of that day if no amount was.

    None, with a fault, where something that is needed was not said. `made` are the sets said before in the line.
    """
    exercise, side = one.exercise, one.side
    assert exercise is not None
    planned = context.planned(exercise.id, at.date())
    if one.sets is one.reps is one.seconds is None:
        if planned is None or not set((side or planned.side).knees) <= set(planned.side.knees):
            one.fault(_("How much was it? Please write it like 2x10 or 3x30 s."))
            return ()
        found = context.tick(exercise.id, side or planned.side, at, made)
        if not found:
            one.fault(
                _("{name} is done on this day. For more of it, please write how much.").format(name=exercise.name)
            )
        found = tuple(replace(record, pain=one.pain, note=one.note) for record in found)
        return found if one.load_kg is None else tuple(replace(record, load_kg=one.load_kg) for record in found)
    if one.sets is None:
        one.fault(_("How many sets was it? Please write it like 2x10 or 3x30 s."))
    if side is None and exercise.per_leg:
        one.fault(_("Which leg was it? Please add left, right or both."))
    if one.faults or one.sets is None:
        return ()
    done = ExerciseSet(
        id=new_id(),
        at=at,
        exercise=exercise.id,
        side=side or Side.BOTH,
        sets=one.sets,
        reps=one.reps,
        hold_seconds=one.seconds,
        load_kg=one.load_kg,
        pain=one.pain,
        target=None if planned is None else planned.target,
        note=one.note,
    )
    return (done,)
