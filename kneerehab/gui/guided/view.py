"""The guided session on the screen: readable from a mat, followed by ear, and saved set by set.

Keys: Space pauses and goes on, A or Left again, S or Right skip (Shift+S the exercise), E the easier ways where they
are offered, F finish, Esc leave, 0 to 9 rate the pain, Enter counts a repeat. Letters and digits rest where
single-letter keys are off; Tab reaches everything.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime
from datetime import time as time_of_day

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from kneerehab.gui.guided.awake import keep_awake
from kneerehab.gui.guided.diary import is_sore_day, save_session
from kneerehab.gui.guided.screen import SessionScreen
from kneerehab.gui.guided.telling import announcement, easier_words
from kneerehab.gui.look import accessible
from kneerehab.gui.shell.running import Running
from kneerehab.gui.shell.sound import LOW, Sounds
from kneerehab.gui.shell.workspace import Workspace
from kneerehab.i18n import _, ngettext
from kneerehab.services.exercises import own_exercise
from kneerehab.services.session import Session
from kneerehab.services.session_events import Cue
from kneerehab.services.session_log import SessionLog
from kneerehab.services.session_steps import Item, Stage
from kneerehab.wording.session import about_minutes

_TICK_MS = 100
_LAST_MINUTE = time_of_day(23, 59)
_SOUND_OF = {
    Cue.COUNT: "count", Cue.GO: "go", Cue.REPEAT: "repeat", Cue.TEN_LEFT: "ten", Cue.SWITCH: "switch",
    Cue.REST: "rest", Cue.NEXT: "next", Cue.OVER: "over",
}  # fmt: skip


class SessionView(SessionScreen):
    """Runs one session; `left` asks to go back to the page it came from."""

    left = Signal()

    def __init__(
        self,
        workspace: Workspace,
        items: tuple[Item, ...],
        parent: QWidget | None = None,
        *,
        clock: Callable[[], float] = time.monotonic,
        wall: Callable[[], float] = time.time,
        sounds: Sounds | None = None,
    ) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.session = Session(items, clock, wall)
        self.sounds = sounds or Sounds(workspace.loudness, self)
        self._log = SessionLog()
        self._runner_id = workspace.runner_id or ""
        self._day = workspace.today()
        self._sore = self._is_sore()
        self._release: Callable[[], None] | None = None
        self._gone = False
        self._ticker = QTimer(self, interval=_TICK_MS)
        self._ticker.setTimerType(Qt.TimerType.PreciseTimer)
        self._connect()
        self.refresh()

    def _connect(self) -> None:
        self._ticker.timeout.connect(self.tick)
        self.workspace.today_changed.connect(self._name_day)
        self.leave_button.clicked.connect(self.left)
        self.sound_button.clicked.connect(self._next_loudness)
        self.again.button.clicked.connect(self.do_again)
        self.main.button.clicked.connect(self.toggle)
        self.skip.button.clicked.connect(self.do_skip)
        self.count_button.clicked.connect(self.do_count)
        self.finish_button.clicked.connect(self.finish)
        self.exercise.easier_button.clicked.connect(self.do_easier)
        self.pain.value_changed.connect(self._rate)

    # life
    def begin(self) -> None:
        """Let the time run and keep the screen on."""
        self._release = keep_awake(self)
        self.session.resume()
        self._ticker.start()
        self._announce(Cue.NEXT)
        if self._offers_easier():
            accessible.announce(self, self.exercise.offer.text())

    def leave(self) -> None:
        """The view is about to go: end the session and keep what was done. Called by the window."""
        if self._gone:
            return
        self._gone = True
        self.session.finish()
        self._save()
        self._stop()

    def still_on(self) -> tuple[str, str] | None:
        """The question before the window closes, its title and text; None once the session is over."""
        if self.session.over:
            return None
        sets = len(self.session.results)
        kept = ngettext("{n} set is saved and stays saved.", "{n} sets are saved and stay saved.", sets).format(n=sets)
        return _("The guided session is still running"), kept if sets else _("No set is done yet.")

    def set_aside(self, come_back: Callable[[], object]) -> Running:
        """Pause while pages are used: nothing counts that nobody does."""
        self.session.pause()
        self._save()
        self._stop()
        self.refresh()
        name, left = _("Guided session"), about_minutes(self.session.seconds_left)
        return Running(
            icon="exercises",
            name=name,
            time=_("{n} min").format(n=max(1, round(self.session.seconds_left / 60))),
            title="",
            spoken=_("Guided session, paused, {time} left").format(time=left),
            go=come_back,
            paused=True,
        )

    def go_on(self) -> None:
        """Wait, paused, for whoever came back to go on."""
        self._release = keep_awake(self)
        self._ticker.start()
        self.refresh()
        self.main.button.setFocus(Qt.FocusReason.OtherFocusReason)

    def end_timer(self) -> None:
        """End the session and keep what was done."""
        self.leave()

    def _stop(self) -> None:
        self._ticker.stop()
        if self._release is not None:
            self._release()
            self._release = None

    def tick(self) -> None:
        """Let time pass; the timer calls this ten times a second."""
        self._heed(self.session.tick())

    def _heed(self, cues: tuple[Cue, ...]) -> None:
        """Sound, speak and save what happened, then show it."""
        for cue in cues:
            if cue in _SOUND_OF:
                self.sounds.play(_SOUND_OF[cue])
            self._announce(cue)
        if cues:
            self._save()
        if self.session.over:
            self._stop()
        self.refresh()

    # what one can do
    def toggle(self) -> None:
        """Pause or go on; after the end, back to the page."""
        if self.session.over:
            self.left.emit()
            return
        self.session.resume() if self.session.paused else self.session.pause()
        accessible.announce(self, _("Paused") if self.session.paused else _("Going on"))
        self.refresh()

    def do_again(self) -> None:
        """The set anew, or the one before."""
        self.session.again()
        self._save()
        self._announce(Cue.GO if self.session.stage is Stage.WORK else Cue.NEXT)
        self.refresh()

    def do_skip(self) -> None:
        """End the wait, or the set."""
        self._heed(self.session.skip())

    def skip_exercise(self) -> None:
        """On to the next exercise."""
        self._heed(self.session.skip_exercise())

    def do_count(self) -> None:
        """One repeat is done."""
        self._heed(self.session.count())

    def finish(self) -> None:
        """Enough for today."""
        self._heed(self.session.finish())

    def do_easier(self) -> None:
        """Take the easier ways from here on, where they are offered, or go back to the usual ones."""
        session = self.session
        if not self._offers_easier():
            return
        session.take_easier(not session.easy)
        accessible.announce(self, easier_words(session.item))
        self.refresh()

    def _is_sore(self) -> bool:
        return is_sore_day(self.workspace, self._runner_id, self._day)

    def _offers_easier(self) -> bool:
        """On a sore day, and after a set that hurt more than the limit; what was taken can always be given back."""
        session = self.session
        if session.over or session.item.easier is None:
            return False
        return self._sore or session.easy or session.worst_pain > self._limit()

    def _limit(self) -> int:
        return self.workspace.planner.settings(self._runner_id, self._day).quiet

    def _rate(self, score: int | None) -> None:
        self.session.rate(score)
        self._save()
        self.refresh()

    def _next_loudness(self) -> None:
        self.workspace.next_loudness(LOW)
        self.sounds.play("go")
        self.refresh()

    # saving
    def _save(self) -> None:
        save_session(self.workspace, self._runner_id, self._log, self.session, self._now())

    def _now(self) -> datetime:
        """Now, on the day on which the session began: one that goes on past midnight stays in one piece."""
        now = self.workspace.now()
        return now if now.date() == self._day else datetime.combine(self._day, _LAST_MINUTE)

    def _name_day(self) -> None:
        """Midnight has passed: say which day the sets are for."""
        if self._day == self.workspace.today():
            self.title.setText(_("Guided session"))
            return
        words = _("Guided session for {day}").format(day=self.workspace.formats.day(self._day))
        self.title.setText(words)
        accessible.announce(self, words)

    # showing
    def refresh(self) -> None:
        """Show where the session stands."""
        session = self.session
        own = own_exercise(self.workspace.diaries.diary(self._runner_id), session.item.exercise)
        self.show_loudness(self.workspace.loudness(), LOW)
        self.show_session(session, own_words=own.instructions if own else None, limit=self._limit())
        self.exercise.show_offer(session.item, offered=self._offers_easier(), sore=self._sore)

    def _announce(self, cue: Cue) -> None:
        """The same in words for a screen reader, and a line where the session waits by itself."""
        words = announcement(cue, self.session)
        if cue in (Cue.ASLEEP, Cue.GO, Cue.NEXT, Cue.OVER):
            self.waiting.setText(words or "" if cue is Cue.ASLEEP else "")
        if words:
            accessible.announce(self, words)

    # Qt
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._arrange()
        if not event.spontaneous():
            self.main.button.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        shift = held == Qt.KeyboardModifier.ShiftModifier
        if held not in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier):
            super().keyPressEvent(event)
            return
        key = event.key()
        always = {
            Qt.Key.Key_Space: self.toggle,
            Qt.Key.Key_Escape: self.left.emit,
            Qt.Key.Key_Return: self.do_count,
            Qt.Key.Key_Enter: self.do_count,
            Qt.Key.Key_Left: self.do_again,
            Qt.Key.Key_Right: self.do_skip,
        }
        letters = {
            Qt.Key.Key_A: self.do_again,
            Qt.Key.Key_S: self.skip_exercise if shift else self.do_skip,
            Qt.Key.Key_F: self.finish,
            Qt.Key.Key_E: self.do_easier,
        }
        event.accept()  # nothing of this is for the pages below
        if key in always:
            always[Qt.Key(key)]()
        elif not self.workspace.settings.single_keys:
            return
        elif key in letters:
            letters[Qt.Key(key)]()
        elif Qt.Key.Key_0 <= key <= Qt.Key.Key_9 or event.text().isdigit():
            self.pain.keyPressEvent(event)
