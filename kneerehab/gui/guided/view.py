"""The guided session on the screen: readable from a mat, followed by ear, and saved set by set.

Keys: Space pauses and goes on, A again, S skip (Shift+S the exercise), F finish, Esc leave, 0 to 9 rate the pain, Enter
counts a repeat. Letters and digits rest where single-letter keys are turned off; Tab reaches everything.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from kneerehab import library
from kneerehab.domain.codes import Side
from kneerehab.domain.training import ExerciseSet
from kneerehab.gui import theme
from kneerehab.gui.awake import keep_awake
from kneerehab.gui.controls import accessible
from kneerehab.gui.controls.button import Button
from kneerehab.gui.controls.card import Card
from kneerehab.gui.controls.text import Heading, Icon, Label
from kneerehab.gui.guided.bar import SessionBar
from kneerehab.gui.guided.buttons import LabelledRound
from kneerehab.gui.guided.exercise_card import GuidedExerciseCard
from kneerehab.gui.guided.next_up import NextUpCard, next_lines
from kneerehab.gui.guided.pills import Pills
from kneerehab.gui.guided.ring import SessionRing
from kneerehab.gui.sound import Sounds
from kneerehab.gui.widgets.pain_scale import PainScale
from kneerehab.gui.workspace import Workspace
from kneerehab.i18n import _, ngettext
from kneerehab.services.exercises import own_exercise
from kneerehab.services.session import Cue, Session
from kneerehab.services.session_log import SessionLog
from kneerehab.services.session_steps import Beat, Item, Stage
from kneerehab.wording.labels import pain_word
from kneerehab.wording.session import about_minutes, beat_word, leg, stage_word

_TICK_MS = 100
_SOUND_OF = {
    Cue.COUNT: "count", Cue.GO: "go", Cue.REPEAT: "repeat", Cue.TEN_LEFT: "ten", Cue.SWITCH: "switch",
    Cue.REST: "rest", Cue.NEXT: "next", Cue.OVER: "over",
}  # fmt: skip
_QUIET = 40  # percent
_WIDE, _MIDDLE = 1120, 840  # widths of the view at 100 % text


class SessionView(QWidget):
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
        self._release: Callable[[], None] | None = None
        self._gone = False
        self._tier = ""
        self._ticker = QTimer(self, interval=_TICK_MS)
        self._ticker.setTimerType(Qt.TimerType.PreciseTimer)
        self.leave_button = Button(_("Leave"), icon="close", key="Esc")
        self.title = Heading(_("Guided session"), "card_title")
        self.progress = Label("", "small", "muted")
        self.sound_button = Button("", icon="sound")
        self.bar = SessionBar()
        self.exercise = GuidedExerciseCard()
        self.pills = Pills()
        self.ring = SessionRing(_("Time or repeats of this set"))
        self.again = LabelledRound("again", _("Again"), "A")
        self.main = LabelledRound("pause", _("Pause"), "Space", main=True)
        self.skip = LabelledRound("skip", _("Skip"), "S")
        self.controls = QWidget()
        self.count_button = Button(_("Count one"), variant="soft", icon="plus", key="Enter")
        self.waiting = Label("", "small", "caution", wrap=True)
        self.next_up = NextUpCard()
        self.pain_card = Card(_("Pain right now"))
        self.pain_words = Label("", "small", "muted")
        self.pain = PainScale(_("Pain during this exercise"), cell_name=_("Pain"))
        self.pain_hint = Label("", "small", "muted", wrap=True)
        self.finish_card = Card()
        self.finish_title = Label(_("Enough for today?"), "body_strong", wrap=True)
        self.finish_hint = Label(_("What you did is kept."), "small", "muted", wrap=True)
        self.finish_button = Button(_("Finish"), icon="flag", key="F")
        self._build()
        self._connect()
        self.refresh()

    # parts
    def _build(self) -> None:
        self.setProperty("page", True)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(_("Guided session"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("focus_none", True)
        self.title.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.progress.setAlignment(Qt.AlignmentFlag.AlignCenter)
        head = QGridLayout()
        head.setColumnStretch(0, 1)
        head.setColumnStretch(2, 1)
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(self.title)
        names.addWidget(self.progress)
        head.addWidget(self.leave_button, 0, 0, Qt.AlignmentFlag.AlignLeft)
        head.addLayout(names, 0, 1)
        head.addWidget(self.sound_button, 0, 2, Qt.AlignmentFlag.AlignRight)
        self.centre = self._centre()
        self.right = self._right()
        self._content = QWidget()
        self._grid = QGridLayout(self._content)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._scroll = QScrollArea()
        self._scroll.setWidget(self._content)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.viewport().setAutoFillBackground(False)
        self._content.setAutoFillBackground(False)
        self._outer = QVBoxLayout(self)
        self._outer.addLayout(head)
        self._outer.addWidget(self.bar)
        self._outer.addWidget(self._scroll, 1)

    def _centre(self) -> QWidget:
        made = QWidget()
        controls = QHBoxLayout(self.controls)
        controls.setContentsMargins(0, 0, 0, 0)
        controls.setSpacing(theme.px(34))
        for part in (self.again, self.main, self.skip):
            controls.addWidget(part)
        self.waiting.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._middle = QGridLayout(made)
        self._middle.setContentsMargins(0, theme.px(10), 0, 0)
        self._middle.setSpacing(theme.px(16))
        return made

    def _arrange_centre(self, *, beside: bool) -> None:
        """The controls below the ring, or beside it where the window is low."""
        grid, centred = self._middle, Qt.AlignmentFlag.AlignCenter
        parts = (self.pills, self.ring, self.controls, self.count_button, self.waiting)
        for part in parts:
            grid.removeWidget(part)
        if beside:
            grid.addWidget(self.ring, 0, 0, 4, 1, centred)
            order, column = (self.pills, self.controls, self.count_button, self.waiting), 1
        else:
            order, column = parts, 0
        for row, part in enumerate(order):
            grid.addWidget(part, row, column, centred if part is not self.waiting else Qt.AlignmentFlag.AlignTop)
        for row in range(6):
            grid.setRowStretch(row, int(row == (4 if beside else 5)))

    def _right(self) -> QWidget:
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(16))
        self.pain_card.slot.addWidget(self.pain_words)
        self.pain_card.body.addWidget(self.pain)
        hint = QHBoxLayout()
        hint.setSpacing(theme.px(8))
        hint.addWidget(Icon("info", "accent", 18), 0, Qt.AlignmentFlag.AlignTop)
        hint.addWidget(self.pain_hint, 1)
        self.pain_card.body.addLayout(hint)
        words = QVBoxLayout()
        words.setSpacing(theme.px(2))
        words.addWidget(self.finish_title)
        words.addWidget(self.finish_hint)
        row = QHBoxLayout()
        row.addLayout(words, 1)
        row.addWidget(self.finish_button, 0, Qt.AlignmentFlag.AlignVCenter)
        self.finish_card.body.addLayout(row)
        for part in (self.next_up, self.pain_card, self.finish_card):
            column.addWidget(part, int(part is self.pain_card))
        self.pain_card.body.addStretch(1)
        return made

    def _connect(self) -> None:
        self._ticker.timeout.connect(self.tick)
        self.leave_button.clicked.connect(self.left)
        self.sound_button.clicked.connect(self._next_loudness)
        self.again.button.clicked.connect(self.do_again)
        self.main.button.clicked.connect(self.toggle)
        self.skip.button.clicked.connect(self.do_skip)
        self.count_button.clicked.connect(self.do_count)
        self.finish_button.clicked.connect(self.finish)
        self.pain.value_changed.connect(self._rate)

    # life
    def begin(self) -> None:
        """Let the time run and keep the screen on."""
        self._release = keep_awake(self)
        self.session.resume()
        self._ticker.start()
        self._announce(Cue.NEXT)

    def leave(self) -> None:
        """The view is about to go: end the session and keep what was done. Called by the window."""
        if self._gone:
            return
        self._gone = True
        self.session.finish()
        self._save()
        self._stop()

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

    def _rate(self, score: int | None) -> None:
        self.session.rate(score)
        self._save()
        self.refresh()

    def _next_loudness(self) -> None:
        """On, quiet, off, on."""
        settings = self.workspace.settings
        if not settings.sound:
            self.workspace.change_settings(sound=True, sound_percent=100)
        elif settings.sound_percent > _QUIET:
            self.workspace.change_settings(sound_percent=_QUIET)
        else:
            self.workspace.change_settings(sound=False)
        self.sounds.play("go")
        self.refresh()

    # saving
    def _save(self) -> None:
        """Bring the diary up to date; the first record of an exercise and side is a step that can be undone."""
        workspace, runner_id = self.workspace, self._runner_id
        diary = workspace.diaries.diary(runner_id)
        saved, removed = self._log.edits(self.session, diary, self._now())
        known = {record.id for record in diary.exercise_sets}
        for record in saved:
            if record.id in known or workspace.runner_id != runner_id:
                workspace.attempt(lambda record=record: workspace.diaries.amend(runner_id, record))
            else:
                name = next(item.name for item in self.session.items if item.exercise == record.exercise)
                workspace.save(_step_text(name, record), record, quiet=True)
        if removed:
            workspace.attempt(lambda: workspace.diaries.delete(runner_id, *removed))

    def _now(self) -> datetime:
        return self.workspace.now()

    # showing
    def refresh(self) -> None:
        """Show where the session stands."""
        session = self.session
        stage = session.stage
        self.bar.set_parts(
            [(item.name, session.share(number)) for number, item in enumerate(session.items)],
            -1 if session.over else session.step.item,
        )
        self.progress.setText(self._progress_words())
        self._show_sound()
        pose = 1 if stage is Stage.READY or (session.beat or ("",))[0] in (Beat.UP, Beat.BACK) else 2
        own = own_exercise(self.workspace.diaries.diary(self._runner_id), session.item.exercise)
        self.exercise.show_item(session.item, session.step.side, pose, own.instructions if own else None)
        self._show_pills()
        self._show_ring()
        if session.over:
            self.main.set_state("check", _("Back"))
        elif session.paused:
            self.main.set_state("play", _("Go on"))
        else:
            self.main.set_state("pause", _("Pause"))
        for part in (self.again, self.skip):
            part.button.setEnabled(not session.over)
        counts = stage is Stage.WORK and session.item.target.reps is not None
        self.count_button.setVisible(counts)
        self.next_up.show_lines(next_lines(session))
        self.next_up.setVisible(not session.over)
        self._show_pain()
        self.finish_card.setVisible(not session.over)
        self.waiting.setVisible(bool(self.waiting.text()))

    def _progress_words(self) -> str:
        session = self.session
        if session.over:
            return _("All done")
        return _("Exercise {n} of {count}, {time} left").format(
            n=session.step.item + 1, count=len(session.items), time=about_minutes(session.seconds_left)
        )

    def _show_sound(self) -> None:
        settings = self.workspace.settings
        if not settings.sound:
            words, icon = _("Sound off"), "sound-off"
        else:
            words, icon = (_("Sound low") if settings.sound_percent <= _QUIET else _("Sound on")), "sound"
        if words != self.sound_button.text():
            self.sound_button.setText(words)
            self.sound_button.set_icon_name(icon)
            self.sound_button.setAccessibleDescription(_("Changes between on, low and off"))

    def _show_pills(self) -> None:
        session = self.session
        side = session.step.side
        if session.over:
            self.pills.show_words("", "")
        elif session.stage is Stage.WORK:
            coming = next((step for step in session.coming() if step.item == session.step.item), None)
            other = coming is not None and coming.side is not side
            after = _("{leg} next").format(leg=leg(coming.side)) if other and coming is not None else ""
            self.pills.show_words(_("{leg} now").format(leg=leg(side)), after)
        else:
            self.pills.show_words("", _("{leg} next").format(leg=leg(side)))

    def _show_ring(self) -> None:
        session, ring = self.session, self.ring
        if session.over:
            sets = len(session.results)
            ring.set_segments(0)
            ring.set_marks(0, 0)
            ring.set_progress(1, 1)
            words = ngettext("{n} set saved", "{n} sets saved", sets).format(n=sets)
            ring.set_texts(str(sets), words, stage_word("over"))
            return
        step, item = session.step, session.item
        ring.set_marks(item.target.sets, step.set)
        under = _("Set {n} of {count}").format(n=step.set, count=item.target.sets)
        if step.stage is Stage.WORK and item.target.reps is not None:
            ring.set_segments(item.target.reps)
            ring.set_progress(session.repeats, item.target.reps)
            over = beat_word(session.beat[0]) if session.beat else _("At your own pace")
            middle = _("{n} of {count}").format(n=session.repeats, count=item.target.reps)
        else:
            ring.set_segments(0)
            smooth = bool(theme.motion(1)) and not QAccessible.isActive()
            seconds = -int(-session.left // 1)
            left, whole = (round(session.left * 10), step.seconds * 10) if smooth else (seconds, step.seconds)
            ring.set_progress(left, whole)
            shipped = library.find(item.exercise)
            over = stage_word(step.stage.value, shipped.kind if shipped else None)
            middle = f"{seconds // 60}:{seconds % 60:02}"
        ring.set_texts(middle, under, _("Paused") if session.paused else over)

    def _show_pain(self) -> None:
        session = self.session
        step = session.steps[session.pain_step]
        score = session.pain
        if self.pain.value != score:
            self.pain.set_value(score)
        whose = leg(step.side) if step.side is not Side.BOTH else session.items[step.item].name
        self.pain_words.setText(whose if score is None else f"{whose}: {score} – {pain_word(score)}")
        limit = self.workspace.planner.settings(self._runner_id, self.workspace.today()).quiet
        over = score is not None and score > limit
        self.pain_hint.set_tone("caution" if over else "muted")
        self.pain_hint.setText(
            _("Above your limit of {n}: make it gentler. Still there? Skip it.").format(n=limit)
            if over
            else _("Pain? Make it gentler. Still there? Skip it.")
        )

    def _announce(self, cue: Cue) -> None:
        """The same in words for a screen reader, and a line where the session waits by itself."""
        session = self.session
        step, item = session.step, session.item
        words = {
            Cue.GO: _("Go: {name}, {leg}, set {n} of {count}").format(
                name=item.name, leg=leg(step.side).lower(), n=step.set, count=item.target.sets
            ),
            Cue.NEXT: _("Get ready: {name}, {leg}").format(name=item.name, leg=leg(step.side).lower()),
            Cue.SWITCH: _("Switch sides: {leg}").format(leg=leg(step.side).lower()),
            Cue.REST: _("Rest {n} seconds").format(n=step.seconds),
            Cue.TEN_LEFT: _("10 seconds left"),
            Cue.OVER: _("All done. What you did is saved."),
            Cue.ASLEEP: _("The computer slept. Go on when you are ready."),
        }.get(cue)
        if cue in (Cue.ASLEEP, Cue.GO, Cue.NEXT, Cue.OVER):
            self.waiting.setText(words or "" if cue is Cue.ASLEEP else "")
        if words:
            accessible.announce(self, words)

    # layout
    def _arrange(self) -> None:
        """Three columns, three narrow ones, or all below each other."""
        room = self.width() / theme.scale()
        tier = "wide" if room >= _WIDE else "middle" if room >= _MIDDLE else "narrow"
        side = theme.px({"wide": 40, "middle": 20, "narrow": 16}[tier])
        self._outer.setContentsMargins(side, theme.px(28 if tier == "wide" else 16), side, theme.px(20))
        self._outer.setSpacing(theme.px(24 if tier == "wide" else 14))
        high = self.height() / theme.scale()
        most = {"wide": 344, "middle": 240, "narrow": 240}[tier]
        self.ring.set_diameter(int(max(200, min(most, high - {"wide": 416, "middle": 390, "narrow": 150}[tier]))))
        self.exercise.picture.set_height(0 if tier == "wide" else 200)
        self.next_up.set_short(tier == "middle")
        self.exercise.set_short(tier == "middle")
        self.finish_hint.setVisible(tier != "middle")
        self.pain.set_cell_height(38 if tier == "wide" else 32)
        if tier == self._tier:
            return
        self._tier = tier
        self._arrange_centre(beside=tier == "narrow")
        for part in (self.exercise, self.centre, self.right):
            self._grid.removeWidget(part)
            part.setMinimumWidth(0)
            part.setMaximumWidth(16_777_215)
        places = {"narrow": ((2, 0), (0, 0), (1, 0))}.get(tier, ((0, 0), (0, 1), (0, 2)))
        for part, (row, column) in zip((self.exercise, self.centre, self.right), places, strict=True):
            self._grid.addWidget(part, row, column)
        self._grid.setSpacing(theme.px(16))
        for column in range(3):
            self._grid.setColumnStretch(column, int(column == (0 if tier == "narrow" else 1)))
        if tier != "narrow":
            self.exercise.setFixedWidth(theme.px(356 if tier == "wide" else 250))
            self.right.setFixedWidth(theme.px(356 if tier == "wide" else 300))

    # Qt
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._arrange()
        if not event.spontaneous():
            self.main.button.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and self._tier:
            self._tier = ""
            self._arrange()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(960), theme.px(640))

    def minimumSizeHint(self) -> QSize:
        return QSize(300, 300)

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
        }
        letters = {
            Qt.Key.Key_A: self.do_again,
            Qt.Key.Key_S: self.skip_exercise if shift else self.do_skip,
            Qt.Key.Key_F: self.finish,
        }
        event.accept()  # nothing of this is for the pages below
        if key in always:
            always[key]()
        elif not self.workspace.settings.single_keys:
            return
        elif key in letters:
            letters[key]()
        elif Qt.Key.Key_0 <= key <= Qt.Key.Key_9 or event.text().isdigit():
            self.pain.keyPressEvent(event)


def _step_text(name: str, record: ExerciseSet) -> str:
    return f"{name}, {leg(record.side).lower()}" if record.side is not Side.BOTH else name
