"""Eight weeks of three runners before one window: what the file holds is what was entered, and the card says the plan.

The window is left open overnight, closed and started again; days are forgotten and filled in later; things are changed,
deleted, undone and done again; one runner takes over while the ice of another is still on. More lives:
`KNEEREHAB_LIVES="1 2 3" pytest tests/life`.
"""

from __future__ import annotations

import os
import random
from collections import Counter, deque
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from kneerehab.domain.activity import Activity
from kneerehab.domain.care import Care
from kneerehab.domain.check_in import CheckIn
from kneerehab.domain.codes import ActivityKind, CareKind, Knee, OverridePhase, Role, Side
from kneerehab.domain.diary import Diary
from kneerehab.domain.fields import Amount, KneeScores
from kneerehab.domain.icing import IcingSession
from kneerehab.domain.plan.after_run import ASKED_FROM, after_run
from kneerehab.domain.plan.replay import replay
from kneerehab.domain.plan.verdict import Advice
from kneerehab.domain.plan_records import Override
from kneerehab.domain.record import Record
from kneerehab.domain.training import ExerciseSet
from kneerehab.gui.forms.record_dialog import RecordDialog
from kneerehab.gui.forms.run.dialog import LogRunDialog
from kneerehab.gui.plan.override import OverrideDialog
from kneerehab.gui.runners.dialog import RunnersDialog
from kneerehab.gui.today.care_dialog import CareDialog
from kneerehab.wording import after_run as after_words
from kneerehab.wording.verdicts import headline
from tests.gui.conftest import Opener, Running
from tests.life.book import Book, on_disk
from tests.life.hands import CONTROL, DIGITS, SHIFT, Hands

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # remarks of the offscreen platform

LIVES = [int(seed) for seed in os.environ.get("KNEEREHAB_LIVES", "1").split()]
FIRST_DAY = date(2026, 3, 2)
DAYS = 56
MORNING = time(8, 0)  # when an entry for an earlier day is dated
SIDES = {"Nora": Side.LEFT, "Ben": Side.BOTH, "Mira": Side.RIGHT}
COMES = {"Nora": 0.95, "Ben": 0.6, "Mira": 0.4}
"""How often somebody sits down on a day; what was forgotten is filled in later."""


class Life:
    """The household: who is who, what they entered, and what happens next."""

    def __init__(self, running: Running, seed: int) -> None:
        self.running = running
        self.hands = Hands(running)
        self.chance = random.Random(seed)
        self.books: dict[str, Book] = {}
        self.who = ""
        self.told: deque[str] = deque(maxlen=15)
        self.done: Counter[str] = Counter()
        self.missed: dict[str, list[date]] = {name: [] for name in SIDES}

    # helpers
    @property
    def now(self) -> datetime:
        return self.running.now

    @property
    def book(self) -> Book:
        return self.books[self.who]

    @property
    def knees(self) -> tuple[Knee, ...]:
        return SIDES[self.who].knees

    @property
    def day(self) -> date:
        """The day that the screen names."""
        return self.running.workspace.day

    @property
    def at(self) -> datetime:
        """When an entry that is made now is dated."""
        return self.now if self.day == self.now.date() else datetime.combine(self.day, MORNING)

    def tell(self, what: str) -> None:
        self.told.append(f"{self.now:%a %d %b %H:%M} {self.who}: {what}")
        self.done[what.split(",")[0]] += 1

    def entered(self, kind: type[Any]) -> list[Any]:
        """What the day on the screen holds of a kind, by the book."""
        return [record for record in self.book.records if isinstance(record, kind) and record.at.date() == self.day]

    def settle(self) -> None:
        """No sound, and ice melts by the clock of the test."""
        self.hands.sit_down()
        timer = self.hands.today.ice.timer
        timer.sounds._play = lambda _file: None  # type: ignore[method-assign]
        timer._clocks = (lambda: self.now.timestamp(), lambda: self.now.timestamp())

    # runners
    def begin(self, name: str) -> None:
        """Somebody new answers the welcome."""
        page: Any = self.running.window.stack.currentWidget()
        QTest.keyClicks(page.who.name, name)
        self.hands.click({Side.LEFT: "Left", Side.RIGHT: "Right", Side.BOTH: "Both"}[SIDES[name]], page)
        self.hands.click("Next", page)
        QTest.keyClicks(page.how.usual.distance, "20")
        QTest.keyClicks(page.how.usual.minutes, "120")
        self.hands.click("Start my plan", page)
        self.who = name
        self.books[name] = Book(self.running.diary.records())  # the first exercises come from the program
        assert self.running.window.current_page == "today"
        assert self.running.window.focusWidget() is not None
        self.tell("begins")
        self.settle()

    def switch(self, name: str) -> None:
        """Open the diary of somebody else."""
        if name == self.who:
            return

        def choose(form: Any) -> None:
            rows, view = form.list.rows, form.list.view
            row = next(row for row, runner in enumerate(rows.items) if runner.name == name)
            place = view.visualRect(rows.index(row)).center()
            QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)

        self.hands.in_form(RunnersDialog, choose, lambda: self.hands.key(Qt.Key.Key_K, CONTROL))
        self.who = name
        self.tell("opens the diary")
        assert self.running.workspace.runner.name == name
        assert self.running.window.current_page == "today"

    def add(self, name: str) -> None:
        """Somebody joins."""

        def choose(form: Any) -> None:
            self.hands.click("Add runner", form)

        self.hands.in_form(RunnersDialog, choose, lambda: self.hands.key(Qt.Key.Key_K, CONTROL))
        self.begin(name)

    # entries
    def check_in(self, worst: dict[Knee, int]) -> None:
        """Answer for both knees, by mouse or keyboard."""
        hands = self.hands
        keys = self.chance.random() < 0.4 and not any(worst.values())
        if keys:
            hands.letter(Qt.Key.Key_P)
        for knee, score in worst.items():
            name = f"{knee.value.capitalize()} knee"
            if keys:
                hands.key(DIGITS[score])
                if knee is Knee.LEFT:
                    hands.key(Qt.Key.Key_Tab)
            else:
                hands.click(f"{name}, worst {score}")
            self._answer(knee, worst=score)
            if score:
                now = self.chance.randint(0, score)
                hands.click(f"{name}, now {now}")
                self._answer(knee, now=now)
        self.tell(f"checks in, {list(worst.values())} for {self.day}{' by keys' if keys else ''}")

    def _answer(self, knee: Knee, *, worst: int | None = None, now: int | None = None) -> None:
        old = next(iter(self.entered(CheckIn)), None)
        made = old or CheckIn(id="", at=self.at, now=KneeScores(), worst_24h=KneeScores(), swelling=False, limp=False)
        if worst is not None:
            made = replace(made, worst_24h=replace(made.worst_24h, **{knee.value: worst}))
            now = 0 if worst == 0 else None
        made = replace(made, now=replace(made.now, **{knee.value: now}))
        self.book.change(new=[made], gone=[old] if old else [])

    def exercise(self) -> None:
        """Tick one leg of one exercise, or everything that is due."""
        card = self.hands.today.exercises
        if not card.isVisible() or not card.all_button.isVisible() or not card.all_button.isEnabled():
            return
        rows = [row for row in card._rows if row.item.due and not row.item.complete]
        if self.chance.random() < 0.3 and rows and rows[0].item.per_leg and not rows[0].item.done:
            item = rows[0].item
            self.hands.click(f"{item.name}, left leg done")
            self.book.change(new=[self._set(item, Side.LEFT)])
            self.tell(f"ticks one leg, {item.name}")
            rows = [row for row in card._rows if row.item.due and not row.item.complete]
        made = []
        for row in rows:
            open_knees = [knee for knee in row.item.prescription.side.knees if knee not in row.item.done]
            made.append(self._set(row.item, Side.BOTH if len(open_knees) == 2 else Side(open_knees[0].value)))
        if self.chance.random() < 0.5:
            self.hands.letter(Qt.Key.Key_E)
        else:
            self.hands.click("Mark all done", card)
        self.book.change(new=made)
        self.tell(f"marks all exercises, {len(made)}")

    def _set(self, item: Any, side: Side) -> ExerciseSet:
        target = item.prescription.target
        return ExerciseSet(
            id="", at=self.at, exercise=item.prescription.exercise, side=side, sets=item.prescription.sets,
            reps=target.reps, hold_seconds=target.hold_seconds, load_kg=target.load_kg, target=target,
        )  # fmt: skip

    def ice_afterwards(self) -> None:
        """Log ice that nobody timed."""
        if self.entered(IcingSession) or not self.hands.today.ice.isVisible():
            return
        started = self.now - timedelta(minutes=15) if self.day == self.now.date() else self.at
        self.hands.letter(Qt.Key.Key_I, SHIFT)
        self.book.change(new=[IcingSession(id="", at=started, minutes=15, side=SIDES[self.who])])
        self.tell(f"logs ice, {started:%H:%M}")

    def start_ice(self) -> IcingSession | None:
        """Begin to ice; the record as it will be once a minute has passed."""
        card = self.hands.today.ice
        if not card.isVisible() or card.timer.is_on or self.day != self.now.date():
            return None
        self.hands.letter(Qt.Key.Key_I)
        assert card.timer.is_on
        self.tell("starts the ice timer")
        return IcingSession(id="", at=self.now, minutes=1, side=SIDES[self.who])

    def ice_for(self, minutes: int) -> None:
        """Ice by the timer, and stop it."""
        begun = self.start_ice()
        if begun is None:
            return
        self._melt(minutes)
        self.hands.click("Ice is off, log it")
        self.hands.click("Close the questions after the ice")
        self.book.change(new=[replace(begun, minutes=minutes)])
        self.tell(f"iced, {minutes} min")

    def _melt(self, minutes: int) -> None:
        for _minute in range(minutes):
            self.hands.wait_until(self.now + timedelta(minutes=1))
            self.hands.today.ice.timer.tick()

    def care(self, over_midnight: datetime | None = None) -> None:
        """Put the leg up; with `over_midnight` the form stays open until then."""
        if not self.hands.today.care.isVisible():
            return
        minutes, began = self.chance.choice((10, 20, 45)), self.at

        def fill(form: Any) -> None:
            self.hands.type_over(form.length, str(minutes))
            if over_midnight is not None:
                self.hands.wait_until(over_midnight)
                assert form.its_day.isVisible()
            self.hands.save(form)

        self.hands.in_form(CareDialog, fill, lambda: self.hands.press(self.hands.today.care.buttons["elevation"]))
        self.book.change(new=[Care(id="", at=began, kind=CareKind.ELEVATION, side=SIDES[self.who], minutes=minutes)])
        self.tell(f"puts the leg up{' over midnight' if over_midnight else ''}, {minutes} min")

    def move(self, kind: ActivityKind, worst: int | None) -> Activity:
        """Log a run or walk with the most pain during it; None leaves all answers open."""
        minutes = self.chance.randint(12, 30)
        metres = None if kind is ActivityKind.WALK else minutes * 140 // 100 * 100
        made: list[Activity] = []

        def fill(form: Any) -> None:
            self.hands.type_over(form.minutes, str(minutes))
            if metres is not None:
                self.hands.type_over(form.distance, f"{metres / 1000}")
            scores: list[KneeScores | None] = [None, None, None]
            if worst == 0:
                self.hands.click("No pain, moved as usual", form)
                none = KneeScores(**{knee.value: 0 for knee in self.knees})
                hour_is_over = at + timedelta(minutes=minutes) + ASKED_FROM <= self.now
                scores = [none, none, none if hour_is_over else None]
            elif worst is not None:
                knee = self.knees[0]
                for moment, score in enumerate((0, worst)):
                    QTest.keyClick(form.pain.scales[moment, knee], DIGITS[score])
                    scores[moment] = KneeScores(**{knee.value: score})
                QTest.mouseClick(form.form.segments["no"], Qt.MouseButton.LeftButton)
            made.append(
                Activity(
                    id="",
                    at=datetime.combine(form.day.day(), form.time.time_of_day()),
                    kind=kind,
                    seconds=minutes * 60,
                    metres=metres,
                    surfaces=form.ground.surfaces(),
                    pain_before=scores[0],
                    pain_during=scores[1],
                    pain_after=scores[2],
                    form_changed=None if worst is None else False,
                )
            )
            self.hands.save(form)

        letter = Qt.Key.Key_R if kind is ActivityKind.RUN else Qt.Key.Key_W
        at = self.at
        self.hands.in_form(LogRunDialog, fill, lambda: self.hands.letter(letter))
        assert made[0].at == at
        self.book.change(new=made)
        self.tell(f"logs a {kind.value}, {minutes} min, pain {worst}")
        return made[0]

    def hour_after(self, logged: Activity) -> None:
        """Answer the question an hour later with one tap."""
        self.hands.wait_until(self.now + timedelta(minutes=100))
        card = self.hands.today.after_run.hour_after
        if not card.isVisible() or not card.none.isVisible():
            return
        QTest.mouseClick(card.none, Qt.MouseButton.LeftButton)
        answered = KneeScores(**{knee.value: 0 for knee in self.knees})
        self.book.change(new=[replace(logged, pain_after=answered)], gone=[logged])
        self.tell("answers an hour after")

    # second thoughts
    def lines(self) -> list[Any]:
        """What was logged, where it is shown."""
        page = self.hands.today
        card = page.so_far if page.so_far.isVisible() else page.after_run.so_far if page.rare.after_run else None
        return card.lines if card is not None and card.isVisible() else []

    def change_something(self) -> None:
        """Add a note to something that was logged on the day."""
        lines = [line for line in self.lines() if isinstance(line.entry.records[0], (Activity, Care, IcingSession))]
        if not lines:
            return
        line = self.chance.choice(lines)
        record = line.entry.records[0]
        words = self.chance.choice(("felt easy", "on the sofa", "after work", "with Ida & Tom"))

        def fill(form: Any) -> None:
            field = form.note if isinstance(form, LogRunDialog) else form.form.entries["note"].control
            field.setFocus()
            QTest.keyClicks(field, words)
            self.hands.save(form)

        kind = LogRunDialog if isinstance(record, Activity) else RecordDialog
        self.hands.in_form(kind, fill, lambda: QTest.mouseClick(line.edit, Qt.MouseButton.LeftButton))
        noted = (record.note or "") + words
        self.book.change(new=[replace(record, note=noted)], gone=[record])
        self.tell(f"changes an entry, {type(record).__name__}")

    def delete_something(self) -> None:
        """Delete a line of the day; mostly it was a mistake."""
        lines = self.lines()
        if not lines:
            return
        line = self.chance.choice(lines)
        gone: tuple[Record, ...] = line.entry.records
        QTest.mouseClick(line.delete, Qt.MouseButton.LeftButton)
        self.book.change(gone=gone)
        self.tell(f"deletes, {type(gone[0]).__name__} {len(gone)}")
        if self.chance.random() < 0.8:
            self.undo()

    def undo(self) -> None:
        """Ctrl+Z."""
        if self.book.undo():
            self.hands.letter(Qt.Key.Key_Z, CONTROL)
            self.tell("undoes")

    def redo(self) -> None:
        """Ctrl+Shift+Z."""
        if self.book.redo():
            self.hands.letter(Qt.Key.Key_Z, CONTROL | SHIFT)
            self.tell("does it again")

    # days
    def pain(self, back: int = 0) -> dict[Knee, int]:
        """How the knees are: Nora's are quiet, Ben's calm down in two weeks and flare up, Mira's hurt now and then."""
        number = (self.now.date() - FIRST_DAY).days - back
        bad = {"Nora": 0.02, "Ben": 0.6 if number < 10 or 35 < number < 39 else 0.05, "Mira": 0.15}[self.who]
        return {
            knee: self.chance.randint(1, 3) if knee in self.knees and self.chance.random() < bad else 0 for knee in Knee
        }

    def fill_in(self) -> None:
        """Go back to a day that was forgotten, enter it, and come back to today."""
        missed, self.missed[self.who] = self.missed[self.who][-3:], []
        today = self.now.date()
        for day in missed:
            while self.day > day:
                self.hands.click("Day before", self.hands.today)
            assert self.day == day
            self.tell(f"fills in, {day}")
            self.check_in(self.pain((today - day).days))
            if self.chance.random() < 0.5:
                self.exercise()
            if self.chance.random() < 0.3:
                self.ice_afterwards()
            self.answer_is_the_plans()
            self.hands.letter(Qt.Key.Key_T)
            assert self.day == today

    def sit_down(self, name: str) -> None:
        """One visit of one runner."""
        self.switch(name)
        self.hands.wait_until(self.now + timedelta(minutes=self.chance.randint(2, 20)))
        if self.missed[name] and self.chance.random() < 0.6:
            self.fill_in()
        self.check_in(self.pain())
        if self.chance.random() < 0.75:
            self.exercise()
        if self.chance.random() < 0.3:
            self.ice_afterwards()
        if self.chance.random() < 0.2:
            self.care()
        if self.chance.random() < 0.15:
            self.undo()
            if self.chance.random() < 0.7:
                self.redo()
        self.answer_is_the_plans()
        self.move_if_offered()
        if self.chance.random() < 0.15:
            self.change_something()
        if self.chance.random() < 0.15:
            self.delete_something()
        self.answer_is_the_plans()

    def move_if_offered(self) -> None:
        """Run or walk when the plan says so, and sometimes when it doesn't."""
        verdict = self.running.workspace.planner.verdict(self.running.workspace.runner_id or "", self.day)
        assert verdict is not None
        offered = {Advice.RUN: ActivityKind.RUN, Advice.WALK: ActivityKind.WALK}.get(verdict.advice)
        if self.entered(Activity) or self.chance.random() > (0.85 if offered else 0.1):
            return
        self.hands.wait_until(self.now + timedelta(minutes=45))
        logged = self.move(offered or ActivityKind.WALK, self.chance.choice((0, 0, 0, 0, 1, 2, None)))
        if logged.pain_after is None and self.hands.today.rare.after_run is not None:
            self.hour_after(logged)

    # nights
    def night(self, day: date) -> None:
        """How the day ends: the window is closed, stays open, or something is still going on at midnight."""
        tomorrow = datetime.combine(day + timedelta(days=1), time(7, self.chance.randint(0, 50)))
        late = datetime.combine(day, time(23, 57))
        way = self.chance.random()
        if self.now < late and way < 0.15:
            self.hands.come_back(late)
            self.care(over_midnight=late + timedelta(minutes=6))
        elif self.now < late and way < 0.3:
            self.hands.come_back(late)
            self.ice_for(5)
        elif way < 0.55:
            self.restart(tomorrow)
            return
        self.hands.come_back(tomorrow)
        self.tell("finds the window open")
        title = self.hands.today.frame.title.text()
        assert title == self.running.workspace.formats.day(tomorrow.date()), "the page still names another day"

    def restart(self, now: datetime) -> None:
        self.running.now = now
        self.running.restart()
        for book in self.books.values():
            book.restart()
        self.settle()
        self.tell("starts the program")
        assert self.running.workspace.runner.name == self.who

    def take_over(self, name: str) -> None:
        """Somebody opens their diary while the ice of another is on: its minutes are kept where they belong."""
        begun, before = self.start_ice(), self.book
        if begun is None:
            return
        self._melt(3)
        self.switch(name)
        before.change(new=[replace(begun, minutes=3)])
        self.tell("takes over in the middle of ice")

    # what must hold
    def answer_is_the_plans(self) -> None:
        """The card on the screen has the words of a fresh replay of what the file holds."""
        page, workspace = self.hands.today, self.running.workspace
        diary = on_disk(self.running.folder / "kneerehab.sqlite3")[self.who]
        verdict = replay(diary, self.day).verdict
        if verdict is None:
            assert page.verdict.title.text() == "No plan yet on this day"
            return
        after = after_run(diary, verdict)
        if after is None:
            assert page.verdict.isVisible()
            assert page.verdict.title.text() == headline(verdict, workspace.formats).title
            return
        card = page.after_run.stop if page.after_run.stop.isVisible() else page.after_run.done
        assert not page.verdict.isVisible()
        assert card.title.text() == after_words.title(after, workspace.formats)
        offers = [words for words in self.hands.words() if words.startswith(("Yes –", "Log a run", "Log a walk"))]
        assert offers == [], "a run is logged, and another one is offered"
        assert not page.run.isVisible()

    def file_holds_what_was_entered(self) -> None:
        """Every runner's whole diary, read by a second connection."""
        found: dict[str, Diary] = on_disk(self.running.folder / "kneerehab.sqlite3")
        assert sorted(found) == sorted(self.books)
        for name, book in self.books.items():
            assert Book(found[name].records()).lines() == book.lines(), name

    def decide(self) -> None:
        """Mira's physio lets her run from the first day on: the plan begins with whole weeks."""
        made: list[Override] = []

        def fill(form: Any) -> None:
            self.hands.press(form.choice.phase.segments[OverridePhase.BUILD.value])
            self.hands.press(form.who.segments["physio"])
            QTest.keyClicks(form.reason, "We ran together")
            self.hands.type_over(form.week.minutes, "60")
            self.hands.type_over(form.week.distance, "9")
            made.append(
                Override(
                    id="",
                    date=self.day,
                    phase=OverridePhase.BUILD,
                    reason="We ran together",
                    by="my physio",
                    week=Amount(seconds=3600, metres=9000),
                    role=Role.CLINICIAN,
                )
            )
            self.hands.save(form)

        self.running.window.show_page("plan")
        plan: Any = self.running.window.page("plan")
        self.hands.in_form(OverrideDialog, fill, lambda: self.hands.press(plan.override_button))
        self.book.change(new=made)
        self.tell("decides with the physio")
        self.hands.key(Qt.Key.Key_T)
        assert self.running.window.current_page == "today"

    def live(self) -> None:
        """All eight weeks."""
        for number in range(DAYS):
            day = FIRST_DAY + timedelta(days=number)
            assert self.now.date() == day
            for name in SIDES:
                if name not in self.books and (number == 3 or (number == 1 and name == "Ben")):
                    self.add(name)
                    if name == "Mira":
                        self.decide()
                if name in self.books and self.chance.random() < COMES[name]:
                    self.sit_down(name)
                elif name in self.books:
                    self.missed[name].append(day)
            if self.chance.random() < 0.12 and len(self.books) == len(SIDES):
                self.take_over(self.chance.choice([name for name in SIDES if name != self.who]))
            self.file_holds_what_was_entered()
            self.night(day)
        self.file_holds_what_was_entered()


@pytest.mark.slow
@pytest.mark.parametrize("seed", LIVES)
def test_eight_weeks_of_three_runners_are_kept_as_they_were_entered(program: Opener, seed: int) -> None:
    life = Life(program(now=datetime.combine(FIRST_DAY, time(7, 20))), seed)
    try:
        life.begin("Nora")
        life.live()
    except BaseException as fault:
        fault.add_note("\n".join(["What was done last:", *life.told]))
        raise
    for what in (
        "logs a run", "logs a walk", "answers an hour after", "fills in", "undoes", "does it again", "changes an entry",
        "deletes", "finds the window open", "starts the program", "takes over in the middle of ice",
        "puts the leg up over midnight",
    ):  # fmt: skip
        assert life.done[what], f"nobody ever {what}; a life that is too quiet tests nothing"
