"""Lines of the paper week: one a day and one a run, with their cells in the order in which they are typed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from kneerehab.domain.check_in import CheckIn
from kneerehab.domain.codes import Knee
from kneerehab.domain.fields import KneeScores
from kneerehab.domain.training import Prescription
from kneerehab.gui.progress.paper_cells import ALL, Cell, Kind
from kneerehab.i18n import _
from kneerehab.services.paper_week import Known, PaperDay
from kneerehab.wording.labels import knee_within

TICK = "✓"
ICE, SWOLLEN, LIMPING, USUAL = "i", "s", "l", "f"
"""Letters of what a line is ticked with."""


class DayLine:
    """Worst and now of each knee, exercises, ice and two signs; typing ends on the exercises."""

    def __init__(self, number: int) -> None:
        self.number = number
        self.day = date.min
        self.letters: Mapping[str, Prescription] = {}
        self.worst = {knee: Cell(Kind.SCORE, "") for knee in Knee}
        self.now = {knee: Cell(Kind.SCORE, "") for knee in Knee}
        self.exercises = Cell(Kind.MARKS, "")
        self.ice = Cell(Kind.COUNT, "")
        self.swollen, self.limping = Cell(Kind.TICK, ""), Cell(Kind.TICK, "")
        scores = [cell for knee in Knee for cell in (self.worst[knee], self.now[knee])]
        self.cells = [*scores, self.exercises, self.ice, self.swollen, self.limping]
        self.landing = self.exercises
        for knee in Knee:
            self.worst[knee].textEdited.connect(lambda text, knee=knee: self._worst_typed(knee, text))

    def show_day(
        self, day: date, name: str, letters: Mapping[str, Prescription], known: Known, check_in: CheckIn | None
    ) -> None:
        """Stand for a day; what the diary has of it is shown and not asked for. `letters` are exercises by letter."""
        self.day, self.letters = day, letters
        for knee in Knee:
            said = knee_within(knee)
            self.worst[knee].setAccessibleName(_("{day}, {knee}, worst pain of 24 hours").format(day=name, knee=said))
            self.now[knee].setAccessibleName(_("{day}, {knee}, pain now").format(day=name, knee=said))
            self.worst[knee].lock(known.check_in, _shown(check_in.worst_24h.of(knee) if check_in else None))
            self.now[knee].lock(known.check_in, _shown(check_in.now.of(knee) if check_in else None))
        for cell, words in (
            (self.exercises, _("{day}, exercises done")),
            (self.ice, _("{day}, times iced")),
            (self.swollen, _("{day}, swollen")),
            (self.limping, _("{day}, limping")),
        ):
            cell.setAccessibleName(words.format(day=name))
        self.swollen.lock(known.check_in, TICK if check_in and check_in.swelling else "")
        self.limping.lock(known.check_in, TICK if check_in and check_in.limp else "")
        self.ice.lock(known.ice)
        self.exercises.lock(False)

    def close(self) -> None:
        """A day that is still to come takes nothing."""
        for cell in self.cells:
            cell.lock(True)

    def _worst_typed(self, knee: Knee, text: str) -> None:
        """Without any pain in 24 hours there is none now (`domain.check_in.with_worst`)."""
        self.now[knee].setText("0" if text == "0" else "")

    def next_after(self, cell: Cell) -> Cell:
        """Where typing goes from a full cell."""
        at = self.cells.index(cell) + 1
        for knee in Knee:
            if cell is self.worst[knee] and self.now[knee].text() == "0":
                at += 1
        return next(
            (each for each in self.cells[at : self.cells.index(self.landing)] if each.isEnabled()), self.landing
        )

    def repeat(self, cell: Cell, above: DayLine | None) -> Cell | None:
        """Take over the day above, or at the second knee the first; the last cell that was filled, if any was."""
        left, right = Knee
        if cell is self.worst[right]:
            pairs = [(self.worst[left], self.worst[right]), (self.now[left], self.now[right])]
        elif above is not None and cell is self.worst[left]:
            pairs = list(zip(above.cells[:4], self.cells[:4], strict=True))
        else:
            return None
        return repeated(pairs)

    def mark(self, letter: str) -> bool:
        """Tick what a letter stands for, or take the tick back; False for a letter that is none."""
        letter = letter.casefold()
        if letter in ALL:
            whole = "".join(self.letters)
            self._set(self.exercises, "" if self.exercises.text() == whole else whole)
        elif letter == ICE:
            self._set(self.ice, str((self.ice.score() or 0) + 1) if (self.ice.score() or 0) < 9 else "")
        elif letter in (SWOLLEN, LIMPING):
            cell = self.swollen if letter == SWOLLEN else self.limping
            self._set(cell, "" if cell.text() else TICK)
        elif letter.upper() in self.letters:
            kept = set(self.exercises.text()) ^ {letter.upper()}
            self._set(self.exercises, "".join(each for each in self.letters if each in kept))
        else:
            return False
        return True

    def _set(self, cell: Cell, text: str) -> None:
        if cell.isEnabled():
            cell.setText(text)

    def typed(self) -> PaperDay:
        """What stands here, without what the diary has already."""

        def scores(cells: Mapping[Knee, Cell]) -> KneeScores:
            return KneeScores(
                **{knee.value: cell.score() if cell.isEnabled() else None for knee, cell in cells.items()}
            )

        return PaperDay(
            day=self.day,
            worst=scores(self.worst),
            now=scores(self.now),
            exercises=tuple(self.letters[letter] for letter in self.exercises.text() if letter in self.letters),
            ice=(self.ice.score() or 0) if self.ice.isEnabled() else 0,
            swelling=self.swollen.isEnabled() and bool(self.swollen.text()),
            limp=self.limping.isEnabled() and bool(self.limping.text()),
        )

    def wrong(self) -> Cell | None:
        """A pain now above the worst of the 24 hours before."""
        for knee in Knee:
            now, worst = self.now[knee], self.worst[knee]
            if now.isEnabled() and now.text() and worst.text() and int(now.text()) > int(worst.text()):
                return now
        return None


class RunLine:
    """Which day, time, distance, pain around it per affected knee, and the tick of a flat road; typing ends there."""

    def __init__(self, number: int, knees: tuple[Knee, ...], unit: str) -> None:
        self.number = number
        run = _("Run {n}").format(n=number + 1)
        self.day = Cell(Kind.DAY, _("{run}, day 1 to 7").format(run=run))
        self.minutes = Cell(Kind.MINUTES, _("{run}, minutes").format(run=run))
        self.distance = Cell(Kind.DISTANCE, _("{run}, {unit}").format(run=run, unit=unit))
        moments = (_("{run}, {knee}, pain before"), _("{run}, {knee}, pain during"), _("{run}, {knee}, an hour after"))
        self.pain = {
            knee: tuple(Cell(Kind.SCORE, words.format(run=run, knee=knee_within(knee))) for words in moments)
            for knee in knees
        }
        self.usual = Cell(Kind.TICK, _("{run}, flat road, moved as usual").format(run=run))
        scores = [cell for cells in self.pain.values() for cell in cells]
        self.cells = [self.day, self.minutes, self.distance, *scores, self.usual]
        self.landing = self.usual
        self.minutes.textChanged.connect(self._minutes_typed)

    def _minutes_typed(self, _text: str) -> None:
        self.distance.minutes = self.minutes.score()

    def next_after(self, cell: Cell) -> Cell:
        """Where typing goes from a full cell."""
        return self.cells[self.cells.index(cell) + 1]

    def repeat(self, cell: Cell, above: RunLine | None) -> Cell | None:
        """Take over the run above, or at the second knee the first; the last cell that was filled, if any was."""
        scores = list(self.pain.values())
        if len(scores) > 1 and cell is scores[1][0]:
            return repeated(zip(scores[0], scores[1], strict=True))
        if above is None:
            return None
        at = {self.minutes: 1, self.distance: 1, scores[0][0]: 3 * len(scores)}.get(cell, 0)
        start = self.cells.index(cell)
        return repeated(list(zip(above.cells, self.cells, strict=True))[start : start + at])

    def mark(self, letter: str) -> bool:
        """Tick the flat road, or take the tick back; False for another letter."""
        if letter.casefold() != USUAL:
            return False
        self.usual.setText("" if self.usual.text() else TICK)
        return True

    def is_empty(self) -> bool:
        """Whether nothing stands here."""
        return not any(cell.text() for cell in self.cells)

    def scores(self, moment: int) -> KneeScores:
        """Pain before (0), during (1) or an hour after (2)."""
        return KneeScores(**{knee.value: cells[moment].score() for knee, cells in self.pain.items()})


def repeated(pairs: Iterable[tuple[Cell, Cell]]) -> Cell | None:
    """Fill the second of each pair from the first, unless the diary has it; the last one, if anything was there."""
    filled = None
    for there, here in pairs:
        if here.isEnabled() and there.text():
            here.setText(there.text())
            filled = here
    return filled


Line = DayLine | RunLine


def _shown(score: int | None) -> str:
    return "" if score is None else str(score)
