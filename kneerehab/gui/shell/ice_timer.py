"""The ice timer: runs while other pages are used, and keeps the minutes that really passed.

The session is in the diary from half a minute on and is amended every minute, so there is nothing to restore: a program
that is killed leaves the minutes up to then. Less than half a minute is a slip of the finger and leaves nothing.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from enum import Enum, auto
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from kneerehab.domain.codes import Side
from kneerehab.domain.icing import IcingSession
from kneerehab.domain.record import new_id
from kneerehab.gui.shell.sound import Sounds
from kneerehab.gui.shell.workspace import Workspace
from kneerehab.i18n import _, ngettext
from kneerehab.services.edit import Edit
from kneerehab.services.icing import SKIN_CHECK, IceClock, IceCue
from kneerehab.wording.labels import knees_within

_TICK_MS = 250


class IceState(Enum):
    """Nothing runs; ice is on; the ice is off for now; the session is over and can still be rated."""

    IDLE = auto()
    RUNNING = auto()
    PAUSED = auto()
    DONE = auto()


class IceTimer(QObject):
    """One session at a time, of the runner whose diary was open when it began."""

    changed = Signal()
    skin_due = Signal()
    ended = Signal(int)  # whole minutes that were logged, 0 if it was less than half of one

    def __init__(
        self,
        workspace: Workspace,
        parent: QObject | None = None,
        *,
        clock: Callable[[], float] = time.monotonic,
        wall: Callable[[], float] = time.time,
        sounds: Sounds | None = None,
    ) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.state = IceState.IDLE
        self.sounds = sounds or Sounds(workspace.loudness, self)
        self._clocks = (clock, wall)
        self._clock: IceClock | None = None
        self._record: IcingSession | None = None
        self._runner_id = ""
        self._saved = False
        self._tried = 0  # minutes of the last attempt to save, so that a full disk is asked once a minute
        self._shown = -1
        self._ticker = QTimer(self, interval=_TICK_MS)
        self._ticker.timeout.connect(self.tick)
        workspace.runner_changed.connect(self._runner_changed)

    # what it shows
    @property
    def seconds_left(self) -> int:
        """Seconds until the ice comes off."""
        return self._clock.left if self._clock is not None else self.workspace.settings.ice_minutes * 60

    @property
    def seconds(self) -> int:
        """The set length."""
        minutes = self._clock.minutes if self._clock is not None else self.workspace.settings.ice_minutes
        return minutes * 60

    @property
    def record(self) -> IcingSession | None:
        """The session under way or just over."""
        return self._record

    @property
    def is_on(self) -> bool:
        """Whether a session is under way, paused or not."""
        return self.state in (IceState.RUNNING, IceState.PAUSED)

    @property
    def skin_asked(self) -> bool:
        """Whether the look at the skin is due and not answered yet."""
        passed = self._clock is not None and self._clock.seconds >= SKIN_CHECK * 60
        return passed and self._record is not None and self._record.skin_ok is None

    # what it does
    def start(self, side: Side, pain_before: int | None = None) -> None:
        """Begin a session of the usual length."""
        clock, wall = self._clocks
        self._clock = IceClock(self.workspace.settings.ice_minutes, clock, wall)
        self._runner_id = self.workspace.runner_id or ""
        self._saved = False
        self._tried = 0
        now = self.workspace.now()
        self._record = IcingSession(id=new_id(), at=now, minutes=1, side=side, pain_before=pain_before)
        self.state = IceState.RUNNING
        self._ticker.start()
        self.sounds.play("go")
        self.changed.emit()

    def toggle(self) -> None:
        """Pause, or go on."""
        assert self._clock is not None
        if self.state is IceState.RUNNING:
            self._clock.pause()
            self.state = IceState.PAUSED
        elif self.state is IceState.PAUSED:
            self._clock.resume()
            self.state = IceState.RUNNING
        self._keep_minutes()
        self.changed.emit()

    def stop(self) -> None:
        """The ice comes off now; the minutes that passed are kept."""
        if self.is_on and self._clock is not None:
            if self.state is IceState.RUNNING:
                self._clock.tick()
            self._end()

    def still_on(self) -> tuple[str, str] | None:
        """The question before the window closes, its title and text; None while no ice is on."""
        if not self.is_on or self._clock is None:
            return None
        minutes = self._clock.minutes_to_keep
        kept = ngettext("{n} min is in the diary and stays there.", "{n} min are in the diary and stay there.", minutes)
        none = _("It is less than half a minute so far, which is not kept.")
        return _("Ice is still on"), kept.format(n=minutes) if minutes else none

    def dismiss(self) -> None:
        """Done with the questions after a session."""
        if self.state is IceState.DONE:
            self._forget()

    def note(self, **answers: Any) -> None:
        """Answers to `pain_before`, `pain_after` (int) or `skin_ok` (bool); skin that is not fine ends the session."""
        if self._record is None:
            return
        self._record = replace(self._record, **answers)
        if self._saved:
            self._write()
        if answers.get("skin_ok") is False and self.is_on:
            self.stop()
        self.changed.emit()

    def tick(self) -> None:
        """Let time pass; the timer calls this four times a second."""
        clock = self._clock
        if clock is None or self.state is not IceState.RUNNING:
            return
        for cue in clock.tick():
            if cue is IceCue.SKIN:
                self.sounds.play("skin")
                self.skin_due.emit()
        self._keep_minutes()
        if self.is_on and clock.over:
            self.sounds.play("over")
            self._end()
        if self.seconds_left != self._shown:
            self._shown = self.seconds_left
            self.changed.emit()

    # keeping
    def _keep_minutes(self) -> None:
        """Bring the diary up to the whole minutes that passed."""
        assert self._clock is not None
        assert self._record is not None
        minutes = self._clock.minutes_to_keep
        if self._saved and not self._is_there():
            self._forget()  # it was undone or deleted meanwhile
        elif minutes > self._tried:
            self._tried = minutes
            self._record = replace(self._record, minutes=minutes)
            self._write()

    def _write(self) -> None:
        record, workspace = self._record, self.workspace
        assert record is not None
        if self._saved or workspace.runner_id != self._runner_id:
            done = workspace.attempt_edit(self._runner_id, Edit(saved=(record,)), about=record.id)
        else:
            done = workspace.save(_("Ice, {knees}").format(knees=knees_within(record.side)), record, quiet=True)
        self._saved = self._saved or done

    def _is_there(self) -> bool:
        record = self._record
        try:
            diary = self.workspace.diaries.diary(self._runner_id)
        except LookupError:
            return False
        return record is not None and any(session.id == record.id for session in diary.icing)

    def _end(self) -> None:
        self._keep_minutes()
        self._ticker.stop()
        if self.state is IceState.IDLE:
            return
        minutes = self._record.minutes if self._saved and self._record is not None else 0
        if minutes:
            self.state = IceState.DONE
        else:
            self._forget()
        self.ended.emit(minutes)
        self.changed.emit()

    def _forget(self) -> None:
        self._ticker.stop()
        self.state = IceState.IDLE
        self._clock = self._record = None
        self._saved = False
        self.changed.emit()

    def _runner_changed(self) -> None:
        if self._record is not None and self.workspace.runner_id != self._runner_id:
            self.stop()
            self._forget()
