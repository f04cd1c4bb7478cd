"""Ice: the timer, which knee, the look at the skin, a kind warning when it is too soon, and sessions nobody timed."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kneerehab.domain.codes import Side
from kneerehab.domain.icing import IcingSession
from kneerehab.domain.record import new_id
from kneerehab.gui.look import theme
from kneerehab.gui.look.button import Button, IconButton, Link
from kneerehab.gui.look.card import Card
from kneerehab.gui.look.flow import FlowLayout
from kneerehab.gui.look.habits import key_words
from kneerehab.gui.look.ring import Ring
from kneerehab.gui.look.segmented import SegmentedControl
from kneerehab.gui.look.text import Icon, Label
from kneerehab.gui.shell.articles import open_article
from kneerehab.gui.shell.command import Letter
from kneerehab.gui.shell.host import host_of
from kneerehab.gui.shell.ice_running import ice_running
from kneerehab.gui.shell.ice_timer import IceState, IceTimer
from kneerehab.gui.shell.workspace import Workspace
from kneerehab.gui.today import ice_words
from kneerehab.gui.today.ice_dots import IceDots
from kneerehab.gui.today.pain_chip import PainChip
from kneerehab.i18n import _, ngettext, pgettext
from kneerehab.services.icing import DAY_GOAL, spaced
from kneerehab.services.today import DayView
from kneerehab.wording.labels import knees_within


class IceCard(Card):
    """Times and logs icing sessions; the timer belongs to today, dots and logging to any day."""

    wanted = Signal()  # somebody wants to see it, from another page

    def __init__(self, workspace: Workspace, parent: QWidget | None = None, *, timer: IceTimer | None = None) -> None:
        super().__init__(_("Ice"), "", parent)
        self.workspace = workspace
        self.timer = timer or IceTimer(workspace, self)
        self._view: DayView | None = None
        self._whose = ""  # id of the runner whose day is shown
        self._knee_chosen = False
        self.dots = IceDots(DAY_GOAL)
        self.count = Label("", "small", "muted")
        self.ring = Ring(_("Ice timer"), diameter=88, thickness=8, colour="ice")
        self.knee = SegmentedControl(
            _("Ice on which knee"),
            [("left", _("Left")), ("right", _("Right")), ("both", _("Both"))],
            "both",
            size="small",
        )
        self.which = Label("", "body_strong", wrap=True)
        self.start_button = Button(pgettext("button", "Start"), variant="soft", icon="play", key=Letter.ICE)
        self.stop_button = Button(pgettext("ice", "Done"), icon="check")
        self.before = PainChip(_("Pain before"), _("Pain before the ice"))
        self.after = PainChip(_("Pain after"), _("Pain after the ice"))
        self.concern_icon = Icon("triangle-alert", "caution", 16)
        self.concern = Label("", "small", wrap=True)
        self.skin = Label(_("How is the skin? Lift the ice and look."), "small", "text", wrap=True)
        self.skin_fine = Button(_("It is fine"), variant="soft", size="small", icon="check")
        self.skin_bad = Button(_("Not fine"), size="small")
        self.hint = Label(_("A cloth between ice and skin. Look at the skin after 5 min."), "small", "muted", wrap=True)
        self.care = IconButton("info", _("Is ice for me?"), variant="plain", size="small")
        self.already = Label(_("Already iced?"), "small", "muted")
        self.log_link = Link("")
        self._build_card()
        self._connect()

    def _build_card(self) -> None:
        self.slot.addWidget(self.dots)
        self.slot.addWidget(self.count)
        self.slot.addWidget(self.care)
        right = QVBoxLayout()
        right.setSpacing(theme.px(8))
        right.addStretch(1)
        right.addWidget(self.knee)
        right.addWidget(self.which)
        right.addWidget(self.start_button)
        right.addWidget(self.stop_button)
        right.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(theme.px(10))
        row.addWidget(self.ring, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addLayout(right, 1)
        self.body.addLayout(row)
        self.body.setSpacing(theme.px(6))
        self.body.addWidget(self.hint)
        self.concern_row = _row(self.concern_icon, self.concern)
        self.body.addWidget(self.concern_row)
        self.skin_row = QWidget()
        asked = QVBoxLayout(self.skin_row)
        asked.setContentsMargins(0, 0, 0, 0)
        asked.setSpacing(theme.px(6))
        asked.addWidget(self.skin)
        answers = QHBoxLayout()
        answers.setSpacing(theme.px(8))
        answers.addWidget(self.skin_fine)
        answers.addWidget(self.skin_bad)
        answers.addStretch(1)
        asked.addLayout(answers)
        self.body.addWidget(self.skin_row)
        self.pain_row = QWidget()
        flow = FlowLayout(self.pain_row, spacing=theme.px(8))
        flow.addWidget(self.before)
        flow.addWidget(self.after)
        self.body.addWidget(self.pain_row)
        self.body.addStretch(1)
        self.foot = QWidget()
        foot = FlowLayout(self.foot, spacing=theme.px(6), line_spacing=0)
        foot.addWidget(self.already)
        foot.addWidget(self.log_link)
        self.body.addWidget(self.foot)

    def _connect(self) -> None:
        self.knee.changed.connect(self._knee_picked)
        self.start_button.clicked.connect(self.toggle)
        self.stop_button.clicked.connect(self._stopped)
        self.log_link.clicked.connect(self.log)
        self.dots.wanted.connect(self._want)
        self.care.clicked.connect(self._open_care)
        self.before.value_changed.connect(lambda score: self.timer.note(pain_before=score))
        self.after.value_changed.connect(lambda score: self.timer.note(pain_after=score))
        self.skin_fine.clicked.connect(lambda: self.timer.note(skin_ok=True))
        self.skin_bad.clicked.connect(lambda: self.timer.note(skin_ok=False))
        self.timer.changed.connect(self._show_timer)
        self.timer.skin_due.connect(self._skin_due)
        self.timer.ended.connect(self._ended)
        self.workspace.minute_passed.connect(self._minute_passed)
        theme.notifier.changed.connect(self._show_timer)

    # showing
    @property
    def minutes(self) -> int:
        """The usual length, 5 to 20 minutes (D2, D4)."""
        return self.workspace.settings.ice_minutes

    def show_day(self, view: DayView) -> None:
        """Show what was iced on a day."""
        whose = self.workspace.runner_id or ""
        if self._view is None or (self._view.day, self._whose) != (view.day, whose):
            self._knee_chosen = False
        self._view, self._whose = view, whose
        count = len(view.icing)
        self.dots.set_done(count)
        self.count.setText(_("{n} of {goal}").format(n=count, goal=DAY_GOAL))
        total = sum(session.minutes for session in view.icing)
        self.count.setToolTip(ngettext("{n} min in all", "{n} min in all", total).format(n=total))
        self.log_link.setText(_("Log {n} min").format(n=self.minutes))
        self.log_link.setToolTip(key_words("Shift+I"))
        self.log_link.updateGeometry()
        self._show_timer()

    @property
    def _is_today(self) -> bool:
        return self._view is not None and self._view.day == self.workspace.today()

    def _preset_knee(self) -> None:
        """The affected knee, unless one was chosen; while ice is on, its knee stays (it may be another runner's)."""
        if self._view is not None and not self._knee_chosen and not self.timer.is_on:
            self.knee.set_value(self.workspace.planner.settings(self._whose, self._view.day).affected.value)

    def _show_timer(self) -> None:
        self._preset_knee()
        timer, state = self.timer, self.timer.state
        on, done = timer.is_on, state is IceState.DONE
        left = timer.seconds_left
        self.ring.set_progress(left, timer.seconds)
        if done and timer.record is not None:
            self.ring.set_progress(1, 1)
            self.ring.set_texts(str(timer.record.minutes), _("min logged"))
        elif on:
            self.ring.set_texts(f"{left // 60}:{left % 60:02}", _("paused") if state is IceState.PAUSED else _("to go"))
        else:
            self.ring.set_texts(f"{self.minutes}:00", _("minutes"))
        self.ring.set_colour("line" if state is IceState.PAUSED else "ice")
        words, icon = {
            IceState.RUNNING: (pgettext("button", "Pause"), "pause"),
            IceState.PAUSED: (_("Go on"), "play"),
        }.get(state, (pgettext("button", "Start"), "play"))
        if self.start_button.text() != words:
            self.start_button.setText(words)
            self.start_button.set_icon_name(icon)
        self.start_button.setEnabled(on or self._is_today)
        self.start_button.setVisible(not done)
        self.stop_button.setVisible(on or done)
        self.stop_button.setText(pgettext("ice", "Done") if on else _("Close"))
        self.stop_button.setAccessibleName(_("Ice is off, log it") if on else _("Close the questions after the ice"))
        self.knee.setVisible(not on and not done)
        self.which.setVisible(on or done)
        if timer.record is not None:
            self.which.setText(
                ice_words.which(timer.record, self._view.day if self._view else None, self.workspace.formats)
            )
        self.skin_row.setVisible(on and timer.skin_asked)
        self.pain_row.setVisible(on or done)
        self.after.setVisible(done)
        if timer.record is not None:
            self.before.set_value(timer.record.pain_before)
            self.after.set_value(timer.record.pain_after)
        self.hint.setVisible(on)
        self.foot.setVisible(not on and not done)
        self.care.setVisible(not on and not done)
        self._show_concern()
        self._show_title()

    def _show_concern(self) -> None:
        """Why another session had better wait; it never locks the button."""
        text = ""
        if self.timer.state is IceState.DONE and self.timer.record is not None and self.timer.record.skin_ok is False:
            text = _("Ice off. Leave the skin free now and look at it again later.")
        elif self._view is not None and self._is_today and self.timer.state is IceState.IDLE:
            text = ice_words.concern(self.workspace, Side(self.knee.value() or "both"))
        self.concern.setText(text)
        self.concern_row.setVisible(bool(text))

    def _show_title(self) -> None:
        if (host := host_of(self)) is not None:
            host.set_running("ice", ice_running(self.timer, self.wanted.emit))

    # acting
    def toggle(self) -> None:
        """Start, pause or go on."""
        if self.timer.is_on:
            self.timer.toggle()
        elif self._is_today:
            self.timer.dismiss()
            self.timer.start(Side(self.knee.value() or "both"))

    def _stopped(self) -> None:
        self.timer.stop() if self.timer.is_on else self.timer.dismiss()
        shown = self.start_button if self.start_button.isVisible() else self.stop_button
        shown.setFocus(Qt.FocusReason.OtherFocusReason)

    def _knee_picked(self, _side: object) -> None:
        self._knee_chosen = True
        self._show_concern()

    def _minute_passed(self) -> None:
        if self.isVisible():
            self._show_concern()

    def _skin_due(self) -> None:
        ice_words.alert(self, _("5 minutes of ice: lift it and look at the skin."))

    def _ended(self, minutes: int) -> None:
        text = ice_words.ended(self.timer.record, minutes)
        if not minutes:
            self._tell("info", text)
        elif minutes * 60 >= self.timer.seconds:
            ice_words.alert(self, text)
            if not self.isVisible():
                self._tell("info", _("Ice is over."), text)

    def _tell(self, kind: str, lead: str, text: str = "") -> None:
        if (host := host_of(self)) is not None:
            host.tell(kind, lead, text)

    def log(self) -> None:
        """A session of the usual length that ended just now (or some time on an earlier day)."""
        self._log(1)

    def _want(self, count: int) -> None:
        """Bring the number of sessions to `count`: log the missing ones, or take the last one back."""
        view = self._view
        if view is None:
            return
        if count < len(view.icing):
            last = view.icing[-1]
            self.workspace.save(_("Ice taken out"), removed=(last,))
        elif count > len(view.icing):
            self._log(count - len(view.icing))

    def _log(self, count: int) -> None:
        view = self._view
        if view is None:
            return
        side = Side(self.knee.value() or "both")
        starts = spaced(count, view.icing, view.day, self.workspace.now(), self.minutes)
        made = [IcingSession(id=new_id(), at=at, minutes=self.minutes, side=side) for at in starts]
        words = {"knees": knees_within(side), "n": self.minutes, "count": count}
        one, more = _("Ice, {knees}, {n} min"), _("Ice, {knees}, {count} times {n} min")
        self.workspace.save((one if count == 1 else more).format(**words), *made)

    def _open_care(self) -> None:
        open_article(self, "ice-safety")


def _row(icon: Icon, words: Label) -> QWidget:
    row = QWidget()
    line = QHBoxLayout(row)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(theme.px(8))
    line.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
    line.addWidget(words, 1)
    return row
