"""One typed line as records: "run 3.5 km 24 min no pain", "pain left 1 right 0"; what is not understood is named.

A semicolon parts two statements. Nothing is guessed: a number without a unit, a pain without a knee or a moment is
asked back, and what was not said stays unknown. An exercise that is named without an amount is done as planned. In a
check-in "pain" is the worst of the last 24 hours and "now" is an answer of its own; a worst of 0 answers both, as on
the screen.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from kneerehab.domain.activity import Activity
from kneerehab.domain.care import Care, Medication
from kneerehab.domain.check_in import CheckIn, with_now, with_worst
from kneerehab.domain.codes import ActivityKind, CareKind, CrossKind, Knee
from kneerehab.domain.errors import InvalidRecord
from kneerehab.domain.fields import KneeScores, field_faults
from kneerehab.domain.icing import IcingSession
from kneerehab.domain.quick_entry import MadeSets, QuickContext
from kneerehab.domain.record import Record, new_id
from kneerehab.domain.training import ExerciseSet
from kneerehab.frozen import dataclass
from kneerehab.i18n import _
from kneerehab.wording.faults import reason
from kneerehab.wording.fields import future_day, future_time
from kneerehab.wording.labels import knee_name
from kneerehab.wording.quick_exercise import sets_of
from kneerehab.wording.quick_names import Names
from kneerehab.wording.quick_reader import Words
from kneerehab.wording.quick_statement import Statement
from kneerehab.wording.quick_words import Moment, Subject

_MOST_ICE = 60
_LONGEST = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Understood:
    """The records of a line, new ones and changed check-ins, and a sentence for each word that stands in the way.

    Only a line without faults may be saved.
    """

    records: tuple[Record, ...] = ()
    faults: tuple[str, ...] = ()

    @property
    def is_sound(self) -> bool:
        """Whether there is something to save and nothing in its way."""
        return bool(self.records) and not self.faults


def understand(text: str, context: QuickContext, point: str = ".") -> Understood:
    """What a line says; `point` is the decimal sign of the place, for a number like 1,250."""
    line = _Line(context)
    for part in text.replace("\n", ";").split(";"):
        if said := Words(part, point):
            line.read(said)
    return Understood(records=tuple(line.records.values()), faults=tuple(dict.fromkeys(line.faults)))


class _Line:
    """Takes in the statements of one line; the day of one holds for those behind it."""

    def __init__(self, context: QuickContext) -> None:
        self.context = context
        self.today, self.day = context.now.date(), context.day
        self.records: dict[str, Record] = {}
        self.faults: list[str] = []
        self._names = Names(context.exercises)

    def read(self, said: Words) -> None:
        """Take in one statement."""
        medicines = self.context.diary.medication
        one = Statement(said, today=self.today, day=self.day, medicines=medicines, exercises=self._names)
        one.read()
        self.day = one.day
        if not one.faults and one.subject is not None:
            if self.day > self.today:
                one.fault(future_day())
            elif (at := self._at(one)) > self.context.now:
                one.fault(future_time())
            else:
                found = self._records(one, at)
                if faults := [fault for record in found for fault in field_faults(record)]:
                    one.fault(reason(InvalidRecord(faults)))  # a note that is too long
                else:
                    self.records.update((record.id, record) for record in found)
        self.faults += one.faults

    def _at(self, one: Statement) -> datetime:
        return self.context.usual_time(self.day) if one.clock is None else datetime.combine(self.day, one.clock)

    def _records(self, one: Statement, at: datetime) -> tuple[Record, ...]:
        """The records of a statement; none, with a fault, where something that is needed was not said."""
        match one.subject:
            case ActivityKind() | CrossKind():
                return self._activity(one, at)
            case Subject.CHECK_IN:
                return self._check_in(one, at)
            case Subject.EXERCISES:
                return self._exercises(one, at)
            case Subject.EXERCISE:
                return sets_of(one, at, self.context, self._made)
            case Subject.ICE:
                return _ice(one, at)
            case CareKind():
                return _care(one, at)
            case _:
                return _medicine(one, at)

    def _activity(self, one: Statement, at: datetime) -> tuple[Record, ...]:
        run = isinstance(one.subject, ActivityKind)
        if one.seconds is None and one.metres is None:
            one.fault(_("Please say how long or how far it was, like 24 min or 3.5 km."))
        if any(moment is None for moment, _knee in one.scores):
            one.fault(_("When did it hurt? Please write before, during or after in front of the knee."))
        if one.faults:
            return ()
        affected = self.context.affected(self.day).knees
        return (
            Activity(
                id=new_id(),
                at=at,
                kind=ActivityKind(one.subject or "") if run else ActivityKind.CROSS,
                cross_kind=None if run else CrossKind(one.subject or ""),
                seconds=one.seconds,
                metres=one.metres,
                surfaces=tuple(one.surfaces),
                # "No pain" speaks of the way there and of the run; an hour after it is asked again.
                pain_before=_scores(one, Moment.BEFORE, affected),
                pain_during=_scores(one, Moment.DURING, affected),
                pain_after=_scores(one, Moment.AFTER, affected, unsaid=False),
                form_changed=one.form_changed,
                effort=one.effort,
                note=one.note,
            ),
        )

    def _check_in(self, one: Statement, at: datetime) -> tuple[Record, ...]:
        """The newest check-in of the day with these answers, or a new one."""
        worst = _scores(one, Moment.WORST, tuple(Knee)) or KneeScores()
        now = _scores(one, Moment.NOW, tuple(Knee), unsaid=False) or KneeScores()
        found = self._known_check_in(at)
        for knee in Knee:
            score, now_score = worst.of(knee), now.of(knee)
            if score is not None and now_score is not None and now_score > score:
                sentence = _(
                    "{knee}: now can’t be more than the worst of the last 24 hours. Please check both numbers."
                )
                one.fault(sentence.format(knee=knee_name(knee)))
            found = found if score is None else with_worst(found, knee, score)
            found = found if now_score is None else with_now(found, knee, now_score)
        found = found if one.swelling is None else replace(found, swelling=one.swelling)
        found = found if one.limp is None else replace(found, limp=one.limp)
        found = found if one.note is None else replace(found, note=one.note)
        if not (worst.known() or now.known() or one.swelling is not None or one.limp is not None):
            one.fault(_("Please say how it was, like “pain left 1 right 0”."))
        return () if one.faults else (found,)

    def _known_check_in(self, at: datetime) -> CheckIn:
        fresh = [record for record in self.records.values() if isinstance(record, CheckIn)]
        for record in (*reversed(fresh), *reversed(self.context.diary.check_ins)):
            if record.at.date() == at.date():
                return record
        return CheckIn(id=new_id(), at=at, now=KneeScores(), worst_24h=KneeScores(), swelling=False, limp=False)

    @property
    def _made(self) -> MadeSets:
        return tuple(record for record in self.records.values() if isinstance(record, ExerciseSet))

    def _exercises(self, one: Statement, at: datetime) -> tuple[Record, ...]:
        found = self.context.open_exercises(self.day, at, self._made)
        if not found:
            one.fault(_("No exercises are open on this day, so there is nothing to mark as done."))
        return found


def _scores(one: Statement, moment: Moment, knees: tuple[Knee, ...], *, unsaid: bool = True) -> KneeScores | None:
    """The scores of a moment; with `unsaid`, those that were said without a moment too. None if there are none."""
    moments = {moment, None} if unsaid else {moment}
    found: dict[str, int] = {knee.value: 0 for knee in knees} if one.none_at & moments else {}
    for (when, knee), score in one.scores.items():
        if when in moments:
            if found.get(knee.value, score) != score:
                sentence = _("{knee}: there are two numbers for the same moment. Please leave one.")
                one.fault(sentence.format(knee=knee_name(knee)))
            found[knee.value] = score
    return KneeScores(**found) if found else None


def _ice(one: Statement, at: datetime) -> tuple[Record, ...]:
    if one.side is None:
        one.fault(_("Which knee was iced? Please add left, right or both."))
    if one.seconds is None:
        one.fault(_("How long was the ice on? Please add the minutes."))
    elif one.seconds % 60 or not 60 <= one.seconds <= _MOST_ICE * 60:
        one.fault(_("Ice is logged in whole minutes, from 1 to 60."))
    if one.faults or one.side is None or one.seconds is None:
        return ()
    return (IcingSession(id=new_id(), at=at, minutes=one.seconds // 60, side=one.side, note=one.note),)


def _care(one: Statement, at: datetime) -> tuple[Record, ...]:
    if one.seconds is not None and one.seconds % 60:
        one.fault(_("Care is logged in whole minutes."))
        return ()
    minutes = None if one.seconds is None else one.seconds // 60
    return (Care(id=new_id(), at=at, kind=CareKind(one.subject or ""), side=one.side, minutes=minutes, note=one.note),)


def _medicine(one: Statement, at: datetime) -> tuple[Record, ...]:
    if one.name is None:
        one.fault(_("Please give the name of the medicine."))
    elif one.painkiller is None:
        sentence = _("Is {name} a painkiller? Please add “painkiller” or “not a painkiller”; the plan needs to know.")
        one.fault(sentence.format(name=one.name))
    elif max(len(one.name), len(one.dose or "")) > _LONGEST:
        one.fault(_("Please keep the name and the dose to 100 characters each."))
    if one.faults or one.name is None or one.painkiller is None:
        return ()
    taken = Medication(id=new_id(), at=at, name=one.name, painkiller=one.painkiller, dose=one.dose, note=one.note)
    return (taken,)
