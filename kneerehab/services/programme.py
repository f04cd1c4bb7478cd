"""The read side of the home programme: what a runner is to do in the next two weeks, by the plan of a day."""

from __future__ import annotations

from datetime import date, timedelta

from kneerehab import library
from kneerehab.domain.diary import Diary
from kneerehab.domain.exercise import Exercise
from kneerehab.domain.plan.outlook import quiet_morning
from kneerehab.domain.plan.replay import replay
from kneerehab.domain.plan.settings import PlanSettings, settings_on
from kneerehab.domain.plan.verdict import Advice, Verdict
from kneerehab.domain.training import Prescription
from kneerehab.frozen import dataclass
from kneerehab.services.exercises import exercise_name, is_per_leg, own_exercise, prescribed

WEEKS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeItem:
    """One exercise of the sheet; `shipped` has its drawing and cues, `instructions` are those of an own one."""

    name: str
    dose: Prescription
    per_leg: bool
    shipped: Exercise | None
    instructions: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeData:
    """What the sheet is made from: `first` is its first day, the answer and the settings are those of `today`."""

    diary: Diary
    today: date
    first: date
    items: tuple[ProgrammeItem, ...]
    settings: PlanSettings
    verdict: Verdict | None
    """If nobody has checked in on `today`, the answer to a quiet morning."""

    @property
    def last(self) -> date:
        """The last day with a box to tick."""
        return self.first + timedelta(days=7 * WEEKS - 1)

    @property
    def prescriber(self) -> str | None:
        """Who prescribed last, if a clinician did and gave a name."""
        named = [item.dose for item in self.items if item.dose.is_professional and item.dose.by]
        return max(named, key=lambda dose: dose.from_).by if named else None

    @property
    def next_visit(self) -> date | None:
        """The next date agreed at a visit, if it has not passed."""
        coming = [visit.next_date for visit in self.diary.clinic_visits if visit.next_date is not None]
        return min((day for day in coming if day > self.today), default=None)


def programme_start(today: date, week_start: int = 0) -> date:
    """Today, if a week begins (0 is Monday), else the day the next one does."""
    return today + timedelta(days=(week_start - today.weekday()) % 7)


def programme_data(diary: Diary, *, first: date, today: date) -> ProgrammeData:
    """What is prescribed on the first day of the sheet, and the running rule of `today`."""
    return ProgrammeData(
        diary=diary,
        today=today,
        first=first,
        items=tuple(_item(diary, dose) for dose in prescribed(diary, first).values()),
        settings=settings_on(diary.plan, diary.plan_changes, today),
        verdict=_answer(diary, today),
    )


def _answer(diary: Diary, today: date) -> Verdict | None:
    verdict = replay(diary, today).verdict
    if verdict is None or verdict.advice is not Advice.CHECK_IN:
        return verdict
    return replay(diary.changed_by([quiet_morning(today)]), today).verdict


def _item(diary: Diary, dose: Prescription) -> ProgrammeItem:
    own = own_exercise(diary, dose.exercise)
    return ProgrammeItem(
        name=exercise_name(diary, dose.exercise),
        dose=dose,
        per_leg=is_per_leg(diary, dose.exercise),
        shipped=library.find(dose.exercise),
        instructions=own.instructions if own is not None else None,
    )
