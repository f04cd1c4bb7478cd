"""What a guided session looks like: its parts, their places in windows of every size, and where the session stands."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QAccessible, QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from kneerehab import library
from kneerehab.domain.codes import Side
from kneerehab.gui.guided.bar import SessionBar
from kneerehab.gui.guided.centre import SessionCentre
from kneerehab.gui.guided.exercise_card import GuidedExerciseCard
from kneerehab.gui.guided.next_up import NextUpCard, next_lines
from kneerehab.gui.guided.scroll import SessionScroll
from kneerehab.gui.guided.telling import over_words, progress_words
from kneerehab.gui.look import theme
from kneerehab.gui.look.button import Button
from kneerehab.gui.look.card import Card
from kneerehab.gui.look.pain_scale import PainScale
from kneerehab.gui.look.row import take_out
from kneerehab.gui.look.text import Heading, Icon, Label
from kneerehab.gui.shell.host import Guest
from kneerehab.i18n import _, ngettext, pgettext
from kneerehab.services.session import Session
from kneerehab.services.session_steps import Beat, Stage
from kneerehab.wording.labels import leg, named, pain_word
from kneerehab.wording.session import beat_word, stage_word

_WIDE, _MIDDLE = 1120, 840  # widths of the view at 100 % text


class SessionScreen(Guest):
    """Shows a session (`show_session`); what its buttons do is up to the view."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tier = ""
        self.leave_button = Button(_("Leave"), icon="close", key="Esc")
        self.title = Heading(_("Guided session"), "card_title", late=True)
        self.progress = Label("", "small", "muted", late=True)
        self.sound_button = Button("", icon="sound")
        self.bar = SessionBar()
        self.exercise = GuidedExerciseCard()
        self.centre = SessionCentre()
        self.pills, self.ring = self.centre.pills, self.centre.ring
        self.again, self.main, self.skip = self.centre.again, self.centre.main, self.centre.skip
        self.count_button, self.waiting = self.centre.count_button, self.centre.waiting
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
        self.right = self._right()
        self._content = QWidget()
        self._grid = QGridLayout(self._content)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._scroll = SessionScroll()
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

    # showing
    def show_session(self, session: Session, *, own_words: str | None, limit: int) -> None:
        """Show where it stands; `own_words` explain the runner's own exercise, `limit` is the green limit of pain."""
        stage = session.stage
        self.bar.set_parts(
            [(item.name, session.share(number)) for number, item in enumerate(session.items)],
            -1 if session.over else session.step.item,
        )
        self.progress.setText(progress_words(session))
        pose = 1 if stage is Stage.READY or (session.beat or ("",))[0] in (Beat.UP, Beat.BACK) else 2
        self.exercise.show_item(session.item, session.step.side, pose, own_words)
        self._show_pills(session)
        self._show_ring(session)
        if session.over:
            self.main.set_state("check", _("Back"))
        elif session.paused:
            self.main.set_state("play", _("Go on"))
        else:
            self.main.set_state("pause", pgettext("button", "Pause"))
        for part in (self.again, self.skip):
            part.button.setEnabled(not session.over)
        self.count_button.setVisible(stage is Stage.WORK and session.item.target.reps is not None)
        self.next_up.show_lines(next_lines(session))
        self.next_up.setVisible(not session.over)
        self._show_pain(session, limit)
        self.finish_card.setVisible(not session.over)
        self.waiting.setVisible(bool(self.waiting.text()))

    def show_loudness(self, percent: int, low: int) -> None:
        """Say whether sounds are on, low or off."""
        words = _("Sound off") if percent == 0 else _("Sound low") if percent <= low else _("Sound on")
        if words != self.sound_button.text():
            self.sound_button.setText(words)
            self.sound_button.set_icon_name("sound" if percent else "sound-off")
            self.sound_button.setAccessibleDescription(_("Changes between on, low and off"))

    def _show_pills(self, session: Session) -> None:
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

    def _show_ring(self, session: Session) -> None:
        ring = self.ring
        if session.over:
            sets = len(session.results)
            ring.set_segments(0)
            ring.set_marks(0, 0)
            ring.set_progress(1, 1)
            words = ngettext("{n} set saved", "{n} sets saved", sets).format(n=sets)
            ring.set_texts(str(sets), words, over_words(session))
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

    def _show_pain(self, session: Session, limit: int) -> None:
        step = session.steps[session.pain_step]
        score = session.pain
        if self.pain.value != score:
            self.pain.set_value(score)
        whose = leg(step.side) if step.side is not Side.BOTH else session.items[step.item].name
        self.pain_words.setText(whose if score is None else named(whose, f"{score} – {pain_word(score)}"))
        over = score is not None and score > limit
        self.pain_hint.set_tone("caution" if over else "muted")
        hint = _("Pain? Make it gentler. Still there? Skip it.")
        if over and limit:
            hint = _("Above the monitored plan's limit of {n}: make it gentler. Still there? Skip it.").format(n=limit)
        elif over:
            hint = _("Above your limit of {n}: make it gentler. Still there? Skip it.").format(n=limit)
        self.pain_hint.setText(hint)

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
            self._fit_centre()
            return
        self._tier = tier
        for part in (self.exercise, self.centre, self.right):
            take_out(self._grid, part)
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
        self._fit_centre()

    def _fit_centre(self) -> None:
        """Let the middle column keep to its room."""
        margins = self._outer.contentsMargins()
        room = self.width() - margins.left() - margins.right()
        if self._tier == "narrow":
            room -= self._scroll.verticalScrollBar().sizeHint().width()
        else:
            room -= self.exercise.width() + self.right.width() + 2 * self._grid.spacing()
        self.centre.keep_to(room, may_stand_beside=self._tier == "narrow")

    # Qt
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
