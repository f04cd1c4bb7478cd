"""What the pages share: services, the runner whose diary is open, the day, the preferences, and the one way to save."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from kneerehab import settings as preferences
from kneerehab.domain.diary import Diary
from kneerehab.domain.errors import KneerehabError
from kneerehab.domain.record import Record
from kneerehab.domain.runner import Runner
from kneerehab.domain.trail import Professional
from kneerehab.gui.look.locale import formats_for
from kneerehab.gui.shell.undo import UndoStack
from kneerehab.gui.shell.unsaved import Attempt, Unsaved
from kneerehab.services.diary import DiaryService, Edit
from kneerehab.services.edit import applied, stamped
from kneerehab.services.planner import Planner
from kneerehab.services.shoes import Limits
from kneerehab.wording.formats import Formats

if TYPE_CHECKING:
    from kneerehab.services.watched import Offer

_LAST_MINUTE = time(23, 59)


class Workspace(QObject):
    """State of the window that is not data: pages keep no copy of the diary, they ask here."""

    runner_changed = Signal()
    day_left = Signal()  # Today is about to show another day: what is half typed is saved now
    day_changed = Signal()
    today_changed = Signal()  # the date is another one: midnight, a clock that was set, travel
    minute_passed = Signal()  # once a minute, and when somebody comes back: what says "3 min ago" looks again
    settings_changed = Signal()
    work_changed = Signal()  # another clinician is at work, or none
    page_wanted = Signal(str)  # the name of a page to open
    day_in_diary = Signal(date)  # a day to open in the Diary
    record_wanted = Signal(str)  # the id of a diary entry to show
    saved = Signal(str)  # words of what was saved, for the undo bar
    save_failed = Signal(str)  # what went wrong; `try_again` saves all that waits
    runs_offered = Signal()  # `offered` is another one
    runs_settled = Signal(tuple)  # paths of files that were added or are not wanted
    all_saved = Signal()  # nothing waits to be saved any more

    def __init__(
        self,
        *,
        diaries: DiaryService,
        planner: Planner,
        settings: preferences.Settings,
        keep_settings: Callable[[preferences.Settings], None],
        now: Callable[[], datetime],
        demo: bool = False,
    ) -> None:
        super().__init__()
        self.diaries = diaries
        self.planner = planner
        self.settings = settings
        self.demo = demo
        self.offered: Offer | None = None
        """New runs in a watched folder or on a watch, to be looked at."""
        self._keep_settings = keep_settings
        self._now = now
        self._stacks: dict[str, UndoStack] = {}
        self.unsaved = Unsaved()
        self._day = self._today = now().date()
        nobody = settings.start_on == "nobody" and diaries.has_several()
        self._runner_id: str | None = None if nobody else diaries.first(settings.runner_id)
        if self._runner_id is not None:
            self.settings = preferences.for_runner(settings, self._runner_id)

    # time
    def now(self) -> datetime:
        """The local clock, to the minute; until the window has noticed a new date, the last minute of `today()`."""
        now = self._now().replace(second=0, microsecond=0)
        if now.date() == self._today:
            return now
        return datetime.combine(self._today, _LAST_MINUTE if now.date() > self._today else time())

    def today(self) -> date:
        """The local date, as the screens have it: what they call today is what is written to."""
        return self._today

    @property
    def is_behind(self) -> bool:
        """Whether the clock is on another date than the screens."""
        return self._now().date() != self._today

    def follow_clock(self) -> None:
        """Take over the date of the clock. Today moves along if it showed today; an earlier day stays where it is."""
        if not self.is_behind:
            return
        day = self._now().date()
        if self._day == self._today or self._day > day:
            self.day_left.emit()
            self._day = day
        self._today = day
        self.today_changed.emit()

    def until_midnight(self) -> timedelta:
        """How long the date of the clock lasts."""
        now = self._now()
        return datetime.combine(now.date() + timedelta(days=1), time()) - now

    @property
    def day(self) -> date:
        """The day that Today shows."""
        return self._day

    def open_day(self, day: date) -> None:
        """Show another day; the future stays closed."""
        self.follow_clock()
        day = min(day, self.today())
        if day != self._day:
            self.day_left.emit()
            self._day = day
            self.day_changed.emit()

    def open_today(self) -> None:
        """Show today, whatever the clock has done meanwhile."""
        self.follow_clock()
        self.open_day(self._today)

    # runner
    @property
    def runner_id(self) -> str | None:
        """Whose diary is open; None before the first runner."""
        return self._runner_id

    @property
    def diary(self) -> Diary:
        """The diary that is open; raises LookupError before the first runner."""
        if self._runner_id is None:
            raise LookupError("no runner yet")
        return self.diaries.diary(self._runner_id)

    @property
    def runner(self) -> Runner:
        """The runner whose diary is open."""
        return self.diary.runner

    @property
    def formats(self) -> Formats:
        """Dates and amounts by locale and by the runner's units."""
        return formats_for(self.runner.shown_units)

    def open_runner(self, runner_id: str | None) -> None:
        """Switch to another runner's diary, on today."""
        self.follow_clock()
        if self._runner_id is not None:
            self.day_left.emit()
        self._runner_id, self._day = runner_id, self.today()
        self.settings = preferences.opened(self.settings, runner_id)
        self.change_settings()
        self.runner_changed.emit()

    def delete_runner(self, runner_id: str) -> bool:
        """Delete a diary for good; if it was open, another one is opened. True if it is gone."""
        return self.attempt(lambda: self._delete_runner(runner_id))

    def _delete_runner(self, runner_id: str) -> None:
        was_open = runner_id == self._runner_id
        if was_open:
            self._runner_id = None  # pages that hear of the deletion can't show what is gone
        try:
            self.diaries.delete_runner(runner_id)
        finally:
            known = [runner.id for runner in self.diaries.runners()]
            if runner_id not in known:
                self._stacks.pop(runner_id, None)
                self.settings = preferences.without_runner(self.settings, runner_id)
                self.change_settings()
            if was_open and runner_id in known:
                self._runner_id = runner_id
            elif was_open:
                self.open_runner(known[0] if known else None)

    @property
    def by(self) -> Professional | None:
        """The clinician at work; None is the runner. Never kept: the next start begins without."""
        return self.diaries.by

    def put_to_work(self, by: Professional | None) -> None:
        """From now on what is saved bears this clinician's name, or nobody's."""
        self.diaries.by = by
        self.work_changed.emit()

    # saving
    @property
    def undo_stack(self) -> UndoStack:
        """What can be undone for the runner whose diary is open."""
        return self.undo_stack_of(self._runner_id or "")

    def undo_stack_of(self, runner_id: str) -> UndoStack:
        """What can be undone once this runner's diary is open."""
        if runner_id not in self._stacks:
            door = self.diaries
            self._stacks[runner_id] = UndoStack(lambda edit: door.apply(runner_id, edit, today=self.today()), self)
        return self._stacks[runner_id]

    def save(self, text: str, *saved: Record, removed: tuple[Record, ...] = (), quiet: bool = False) -> bool:
        """Save and remove records as one step that can be undone; True if the disk has it.

        `quiet` leaves out the undo bar (the card itself says "Saved"). On failure nothing is lost: `save_failed`
        carries the reason, and `try_again` tries again.
        """
        edit, stack = Edit(saved=saved, removed=removed), self.undo_stack
        attempt = Attempt(
            action=lambda: stack.do(text, edit),
            said="" if quiet else text,
            about=frozenset({text, *(record.id for record in saved + removed)}),
            runner_id=self._runner_id,
            edit=edit,
        )
        return self._try(attempt)

    def attempt(self, action: Callable[[], Any], text: str = "", *, about: str = "") -> bool:
        """Run something that saves; a fault the user can mend is told through `save_failed`.

        `about` names what it changes (an id): a later attempt about the same thing takes its place.
        """
        return self._try(Attempt(action=action, said=text, about=frozenset({about} if about else ())))

    def attempt_edit(self, runner_id: str, edit: Edit, *, about: str = "") -> bool:
        """Carry out an edit of any runner's diary that is no step of its own to undo; else like `attempt`."""
        attempt = Attempt(
            action=lambda: self.diaries.apply(runner_id, edit),
            about=frozenset({about} if about else ()),
            runner_id=runner_id,
            edit=edit,
        )
        return self._try(attempt)

    def draft(self, more: Edit) -> Diary:
        """The open diary as it would be with all that waits to be saved, and with `more`; nothing is saved."""
        diary, now = self.diary, datetime.now(UTC).replace(microsecond=0)
        for edit in (*self.unsaved.edits(self._runner_id), more):
            by_id = {record.id: record for record in diary.records()}
            diary = applied(stamped(edit, diary, by_id, now), diary)
        return diary

    def try_again(self) -> bool:
        """Save what could not be saved before; True if nothing waits any more."""
        for attempt in self.unsaved.take():
            self._try(attempt)
        return not self.unsaved

    def _try(self, attempt: Attempt) -> bool:
        waited = bool(self.unsaved)
        self.unsaved.supersede(attempt)
        try:
            attempt.action()
        except KneerehabError as fault:
            self.unsaved.add(attempt)
            from kneerehab.wording.faults import reason

            self.save_failed.emit(reason(fault))
            return False
        if attempt.said:
            self.saved.emit(attempt.said)
        if waited and not self.unsaved:
            self.all_saved.emit()
        return True

    # preferences
    @property
    def shoe_limits(self) -> Limits:
        """How far a pair of shoes may go, as set on this computer."""
        return Limits(inspect=self.settings.shoe_inspect_metres, overdue=self.settings.shoe_overdue_metres)

    def loudness(self) -> int:
        """How loud timers are, in percent; 0 while sounds are off."""
        return self.settings.sound_percent if self.settings.sound else 0

    def next_loudness(self, low: int) -> None:
        """Sounds on, quiet (`low` percent), off, on."""
        if not self.settings.sound:
            self.change_settings(sound=True, sound_percent=100)
        elif self.settings.sound_percent > low:
            self.change_settings(sound_percent=low)
        else:
            self.change_settings(sound=False)

    def change_settings(self, **changes: Any) -> None:
        """Change preferences of this computer and keep them."""
        self.settings = replace(self.settings, **changes)
        self._keep_settings(self.settings)
        self.settings_changed.emit()

    def keep_size(self, width: int, height: int) -> None:
        """Keep the size of the window for the next start; nothing that is shown follows from it, so nobody is told."""
        self.settings = replace(self.settings, window=(width, height))
        self._keep_settings(self.settings)
