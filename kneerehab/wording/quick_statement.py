"""Reads one statement of quick entry, word by word; what can't be read becomes a sentence that names it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, time, timedelta
from enum import StrEnum

from kneerehab.domain.care import Medication
from kneerehab.domain.codes import ActivityKind, CareKind, CrossKind, Knee, Side, Surface
from kneerehab.i18n import _
from kneerehab.wording import quick_words as words
from kneerehab.wording.labels import knee_name
from kneerehab.wording.quick_exercise import NamedExercise
from kneerehab.wording.quick_names import Names
from kneerehab.wording.quick_reader import Words, clock_in, day_in
from kneerehab.wording.quick_words import Moment, Subject


class Statement(NamedExercise):
    """What one statement has said so far; what is None was not said."""

    def __init__(
        self, said: Words, *, today: date, day: date, medicines: Sequence[Medication], exercises: Names
    ) -> None:
        """`day` holds until the statement names another; `medicines` are those of the diary, the newest last."""
        super().__init__(said, exercises)
        self.day = day
        self.clock: time | None = None
        self.surfaces: list[Surface] = []
        self.effort: int | None = None
        self.form_changed: bool | None = None
        self.swelling: bool | None = None
        self.limp: bool | None = None
        self.name: str | None = None
        self.dose: str | None = None
        self.painkiller: bool | None = None
        self.scores: dict[tuple[Moment | None, Knee], int] = {}
        self.none_at: set[Moment | None] = set()
        self._moment: Moment | None = None
        self._dangling = ""  # a word that waits for its number
        self._today, self._medicines = today, medicines

    # reading
    def read(self) -> None:
        """Every word, from the left."""
        while self.said and self.names.whole(self.said)[0] < 2 and self._common():
            pass
        if self.said:
            self.subject = self._subject()
            if self.subject is None and self._named_in_part():
                return
            if self.subject is None:
                self._unknown(self.said.word())
        if self.subject is None:
            if self.faults or self.note:
                self.fault(
                    _("A line begins with what it was, like run, pain, ice, the name of an exercise or a medicine.")
                )
            return
        while self.said:
            if not self._common() and not self._special():
                self._unknown(self.said.word())
        if self._dangling:
            self.fault(_("Please give a number from 0 to 10 for “{word}”.").format(word=self._dangling))

    def _subject(self) -> StrEnum | None:
        said = self.said
        if self._named(words_known=self._words_known()):
            return Subject.EXERCISE
        if said.comes(words.NO_PAIN) or said.comes(words.PAIN) or said.comes_code(words.IN_CHECK_IN):
            return Subject.CHECK_IN
        if any(said.comes(each) for each in (words.SWELLING, words.NO_SWELLING, words.LIMP, words.NO_LIMP)):
            return Subject.CHECK_IN
        if (found := said.take_code(words.SUBJECTS)) is not None:
            # “exercise pilates” is an exercise of that name, “pilates” alone the training.
            return Subject.EXERCISE if found is Subject.EXERCISES and self._named() else found
        return Subject.MEDICINE if self._known_medicine() else None

    def _words_known(self) -> int:
        """So many of the words that come next have a meaning of their own, whatever an exercise is called."""
        told = (words.NO_PAIN, words.PAIN, words.SWELLING, words.NO_SWELLING, words.LIMP, words.NO_LIMP)
        subjects = (*words.IN_CHECK_IN.values(), *words.SUBJECTS.values())
        medicines = (words.KNOWN_PAINKILLERS, *(taken.name for taken in self._medicines))
        return max(self.said.length(phrases) for phrases in (*told, *subjects, *medicines))

    def _common(self) -> bool:
        """Day, clock, note, and words that say nothing here; whether one of them came."""
        said, today = self.said, self._today
        if said.take(words.NOTE):
            self.note = said.rest() or None
        elif said.take(words.YESTERDAY):
            self.day = today - timedelta(days=1)
        elif said.take(words.TODAY):
            self.day = today
        elif (day := day_in(said.next)) is not None:
            said.word()
            self.day = day
        elif not (said.comes_code(words.SURFACES) or said.comes_code(words.SIDES)) and said.take(words.AT):
            # In French “à plat” and “à gauche” begin like “à 7:30”, in Portuguese “as duas” like “às 7:30”.
            if (clock := clock_in(said.next)) is not None:
                said.word()
                self.clock = clock
            elif not said.comes_code(words.SIDES):
                self.fault(_("Please write the time of day like 7:30 behind “at”."))
        elif not said.take(words.FILLERS):
            return False
        return True

    def _special(self) -> bool:
        """A word that belongs to the subject; whether it came."""
        match self.subject:
            case ActivityKind():
                return self._pain(words.AROUND_RUNS) or self._of_activity() or self._amount()
            case CrossKind():
                return self._effort() or self._amount()
            case Subject.CHECK_IN:
                return self._signs() or self._pain(words.IN_CHECK_IN)
            case Subject.ICE:
                return self._side() or self._bare_minutes() or self._amount()
            case CareKind():
                return self._side() or self._amount()
            case Subject.MEDICINE:
                return self._medicine()
            case Subject.EXERCISE:
                return self._side() or self._pain_of_exercise() or self._dose() or self._done()
            case _:
                return self._done()

    def _done(self) -> bool:
        return self.said.take(words.DONE) is not None

    def _pain_of_exercise(self) -> bool:
        """Its worst pain, of either leg."""
        said = self.said
        if said.take(words.NO_PAIN):
            self.pain = 0
        elif pain := said.take(words.PAIN):
            if said.number() is None:
                self.fault(_("Please give a number from 0 to 10 for “{word}”.").format(word=pain))
            else:
                self.pain = self._one_score()
        else:
            return False
        return True

    def _pain(self, moments: Mapping[Moment, str]) -> bool:
        said = self.said
        if said.take(words.NO_PAIN):
            self._dangling = ""
            knees: list[Knee] = []
            while (side := said.take_code(words.SIDES)) is not None:
                knees.extend(side.knees)
            moment = said.take_code(moments)
            if not knees:
                self.none_at.add(moment)
            for knee in knees:
                self._score(moment, knee, 0)
            self._moment = None
        elif pain := said.take(words.PAIN):
            self._dangling = pain
        elif (found := said.take_typed_code(moments)) is not None:
            self._at_moment(*found)
        elif (named := said.take_typed_code(words.SIDES)) is not None:
            self._side_score(*named)
        elif said.comes_number and said.comes_code(words.SIDES, behind=1) and said.number() is not None:
            score = self._one_score()
            side = said.take_code(words.SIDES)
            assert side is not None
            self._score_of(side, score)
        elif self._dangling and said.number() is not None:
            said.word()
            self._dangling = ""
            self.fault(_("Which knee was it? Please write left, right or both before the number."))
        else:
            return False
        return True

    def _at_moment(self, moment: Moment, word: str) -> None:
        """A moment before its scores, or behind them: pain left 2 during."""
        said = self.said
        open_ones = [key for key in self.scores if key[0] is None]
        leads = said.comes_code(words.SIDES) or said.comes_number or said.comes(words.PAIN)
        if open_ones and not leads:
            for key in open_ones:
                self._score(moment, key[1], self.scores.pop(key))
            return
        self._moment, self._dangling = moment, word

    def _side_score(self, side: Side, word: str) -> None:
        if self.said.number() is None:
            self.fault(_("Please give a number from 0 to 10 behind “{word}”.").format(word=word))
            self._dangling = ""
            return
        self._score_of(side, self._one_score())

    def _score_of(self, side: Side, score: int | None) -> None:
        for knee in side.knees:
            if score is not None:
                self._score(self._moment, knee, score)

    def _one_score(self) -> int | None:
        """Take a number as a score; None, with a fault, if it is none."""
        number, word = self.said.number(), self.said.word()
        self._dangling = ""
        if number is None or not number.is_integer() or not 0 <= number <= 10:
            self.fault(_("“{word}” is no pain score. It is a whole number from 0 to 10.").format(word=word))
            return None
        return int(number)

    def _score(self, moment: Moment | None, knee: Knee, score: int) -> None:
        if self.scores.setdefault((moment, knee), score) != score:
            sentence = _("{knee}: there are two numbers for the same moment. Please leave one.")
            self.fault(sentence.format(knee=knee_name(knee)))

    def _of_activity(self) -> bool:
        said = self.said
        if said.take(words.FORM_USUAL):
            self.form_changed = False
        elif said.take(words.FORM_CHANGED):
            self.form_changed = True
        elif (surface := said.take_code(words.SURFACES)) is not None:
            self.surfaces += [surface] if surface not in self.surfaces else []
        else:
            return self._effort()
        return True

    def _effort(self) -> bool:
        if not self.said.take(words.EFFORT):
            return False
        number = self.said.number()
        if number is None or not number.is_integer() or not 0 <= number <= 10:
            self.fault(_("Please give the effort as a whole number from 0 to 10."))
        else:
            self.effort = int(number)
        if self.said.comes_number:
            self.said.word()
        return True

    def _signs(self) -> bool:
        said = self.said
        if said.take(words.NO_SWELLING):
            self.swelling = False
        elif said.take(words.NO_LIMP):
            self.limp = False
        elif said.take(words.SWELLING):
            self.swelling = True
        elif said.take(words.LIMP):
            self.limp = True
        else:
            return False
        return True

    def _side(self) -> bool:
        if (side := self.said.take_code(words.SIDES)) is None:
            return False
        self.side = side if self.side in (None, side) else Side.BOTH
        return True

    # medicines
    def _known_medicine(self) -> bool:
        """Take the name of a painkiller we know, or of a medicine the diary knows; whether one came."""
        said = self.said
        for taken in reversed(self._medicines):
            if said.take(taken.name):
                self.name, self.painkiller = taken.name, taken.painkiller
                return True
        self.name = said.take(words.KNOWN_PAINKILLERS)
        self.painkiller = True if self.name else None
        return self.name is not None

    def _medicine(self) -> bool:
        """Its name, whether it is a painkiller, and then its dose, as it was typed."""
        said = self.said
        if said.take(words.NO_PAINKILLER):
            self.painkiller = False
        elif said.take(words.PAINKILLER):
            self.painkiller = True
        elif self.name is None and not said.comes_number:
            if not self._known_medicine():
                self.name = said.word()
        elif said.comes_number or self.dose is not None:
            self.dose = " ".join(part for part in (self.dose, said.word()) if part)
        elif self.name is not None:
            self.name = f"{self.name} {said.word()}"
        else:
            return False
        return True
