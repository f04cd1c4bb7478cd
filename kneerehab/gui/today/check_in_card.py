"""The daily check-in: worst pain of 24 hours and pain now per knee, saved with every click."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kneerehab.domain.check_in import CheckIn, with_now, with_worst
from kneerehab.domain.codes import Knee, RedFlag, Side
from kneerehab.domain.fields import KneeScores
from kneerehab.domain.record import new_id
from kneerehab.gui.look import theme
from kneerehab.gui.look.button import Button, Link
from kneerehab.gui.look.card import Card
from kneerehab.gui.look.row import put_into, side_by_side, take_out
from kneerehab.gui.look.scroll_page import show_in_scroll_area
from kneerehab.gui.look.text import Icon, Label
from kneerehab.gui.shell.articles import open_article
from kneerehab.gui.shell.command import Letter
from kneerehab.gui.shell.workspace import Workspace
from kneerehab.gui.today.alarm_line import AlarmLine
from kneerehab.gui.today.knee_row import KneeRow
from kneerehab.i18n import _
from kneerehab.services.alarms import flags_of, flags_on, last_flagged, with_flags
from kneerehab.services.today import DayView, entry_time
from kneerehab.wording.labels import knee_name
from kneerehab.wording.red_flags import reported_on

if TYPE_CHECKING:
    from kneerehab.gui.today.more_panel import MorePanel


_HEAD = 420
"""Pixels at 100 % for the two buttons beside the title."""


class CheckInCard(Card):
    """Edits the newest check-in of the open day, or begins one; every click is saved at once."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(_("Check-in"), _("worst pain in the last 24 hours"), parent, padded=False)
        self.workspace = workspace
        self._view: DayView | None = None
        self._referred = self._fresh = self._narrow = False
        self._folded = self._unfolded = False
        self.questions = QWidget()
        self.rows = {knee: KneeRow(knee) for knee in Knee}
        self.saved_icon = Icon("check", "muted", 14)
        self.saved = Label("", "caption", "muted")
        self.none = Button(_("No pain, both knees"), variant="soft", icon="check", size="small")
        self.again = Link(_("New check-in"), role="caption")
        self.more_button = Button(
            _("Swelling, limp, more"), variant="quiet", icon="chevron-down", key=Letter.MORE, size="small"
        )
        self._more: MorePanel | None = None
        self.alarm = AlarmLine()
        self._build_card()
        self._connect()

    def _build_card(self) -> None:
        self.more_button.setCheckable(True)
        self._name_more()
        self._status = side_by_side(self.saved_icon, self.saved, self.again, gap=6)
        inside = QVBoxLayout(self.questions)
        inside.setContentsMargins(theme.px(12), 0, theme.px(12), 0)
        inside.setSpacing(theme.px(8))
        take_out(self._head_row, self.subtitle)  # beside two buttons it would be broken into three lines
        self.subtitle.setContentsMargins(theme.px(8), 0, theme.px(8), 0)
        inside.addWidget(self.subtitle)
        for row in self.rows.values():
            inside.addWidget(row)
        self._more_place = QVBoxLayout()
        self._more_place.setContentsMargins(theme.px(8), 0, theme.px(8), 0)
        inside.addLayout(self._more_place)
        self._foot = QHBoxLayout()
        self._foot.setContentsMargins(theme.px(8), 0, theme.px(8), 0)
        self._foot.addStretch(1)
        inside.addLayout(self._foot)
        self.slot.addWidget(self.none)
        self.slot.addWidget(self._status)
        self.slot.addWidget(self.more_button)
        self.body.addWidget(self.questions)
        self.body.addStretch(1)
        self.body.addWidget(self.alarm)

    def _connect(self) -> None:
        for knee, row in self.rows.items():
            row.worst_given.connect(lambda value, knee=knee: self._set_worst(knee, value))
            row.now_given.connect(lambda value, knee=knee: self._set_now(knee, value))
            row.done.connect(lambda knee=knee: self._go_on(knee))
        self.more_button.toggled.connect(self._open_more)
        self.again.clicked.connect(self._start_again)
        self.none.clicked.connect(self._answer_none)
        self.alarm.changed.connect(self._set_flags)
        self.alarm.learn_wanted.connect(lambda: open_article(self, "red-flags"))

    def _save_fields(self, fields: dict[str, Any]) -> None:
        self._save(lambda check: replace(check, **fields), _("Check-in"))

    @property
    def more(self) -> MorePanel:
        """The second part, built when it is first opened."""
        if self._more is None:
            from kneerehab.gui.today.more_panel import MorePanel

            self._more = MorePanel(self.workspace)
            self._more.changed.connect(self._save_fields)
            self._more_place.addWidget(self._more)
            self._more.hide()
            if self._view is not None:
                self._fill_more(self._view)
        return self._more

    def show_day(self, view: DayView, *, referred: bool | None = None) -> None:
        """Fill the card with the newest check-in of a day; `referred` says that the plan waits for a clearance."""
        if referred is not None:
            self._referred = referred
        if self._view is None or self._view.whose != view.whose:
            self._fresh = self._folded = self._unfolded = False
        self._view = view
        waiting = self._waiting()
        check = waiting or (None if self._fresh else view.check_in)
        affected = self.workspace.planner.settings(self.workspace.runner_id or "", view.day).affected
        for knee in Knee:
            worst = check.worst_24h.of(knee) if check else None
            now = check.now.of(knee) if check else None
            self.rows[knee].show_scores(worst, now, sore=affected is not Side.BOTH and knee in affected.knees)
        self.saved.setText(
            _("Saved {time}").format(time=self.workspace.formats.clock(check.at.time())) if check else ""
        )
        self.saved_icon.show()
        self._status.setVisible(check is not None)
        self.none.setVisible(check is None)
        self._show_subtitle()
        self.again.setVisible(check is not None and waiting is None)
        self._fill_alarm(view)
        if waiting is not None:
            self._say_unsaved()
        if self._more is not None:
            self._fill_more(view)

    def _waiting(self) -> CheckIn | None:
        """The check-in of this day that could not be saved yet; it stays on the screen."""
        for record in reversed(self.workspace.unsaved.records(self.workspace.runner_id)):
            if isinstance(record, CheckIn) and self._view is not None and record.at.date() == self._view.day:
                return record
        return None

    def _say_unsaved(self) -> None:
        self.saved.setText(_("Not saved yet"))
        self.saved_icon.hide()
        self._status.show()

    def _fill_alarm(self, view: DayView) -> None:
        """The signs of the whole day, as the plan reads them; else those of the day on which the plan was stopped."""
        flags, earlier = flags_of(self._day_check_ins()), ""
        diary = self.workspace.diary
        day = last_flagged(diary, view.day) if self._referred and not flags else None
        if day is not None:
            earlier = reported_on(flags_on(diary, day), day, self.workspace.formats)
        self.alarm.show_flags(flags, earlier=earlier)

    def _day_check_ins(self) -> list[CheckIn]:
        """The check-ins of the day, one that waits to be saved in place of what the diary has of it."""
        view, waiting = self._view, self._waiting()
        found = list(view.check_ins) if view is not None else []
        if waiting is not None:
            found = [check for check in found if check.id != waiting.id] + [waiting]
        return found

    def _fill_more(self, view: DayView) -> None:
        affected = self.workspace.planner.settings(self.workspace.runner_id or "", view.day).affected
        self.more.show_day(view, self._waiting() or (None if self._fresh else view.check_in), affected)

    def _show_subtitle(self) -> None:
        """What is asked; once it is answered, when that was stands in its place."""
        self.subtitle.setVisible(not self._narrow and self._status.isHidden())

    def fold(self, folded: bool) -> None:
        """Leave only the warning signs in sight, unless the questions were asked for again since they were folded."""
        self._folded = folded
        self._unfolded = self._unfolded and folded
        shown = not folded or self._unfolded
        self.head.setVisible(shown)
        self.questions.setVisible(shown)
        self.alarm.divider.setVisible(shown)

    def _unfold(self) -> None:
        self._unfolded = self._folded
        self.fold(self._folded)

    def focus_first(self) -> None:
        """Put the keyboard on the left knee's scale."""
        self._unfold()
        self.rows[Knee.LEFT].scale.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def take_typed(self) -> None:
        """Save a note that is being typed."""
        if self._more is not None:
            self._more.take_typed()

    def half_typed(self) -> str:
        """The note that is being typed and is not saved yet."""
        return self._more.half_typed() if self._more is not None else ""

    def toggle_more(self) -> None:
        """Open or close the second part."""
        self._unfold()
        self.more_button.toggle()

    def set_narrow(self, narrow: bool) -> None:
        """Few words in the head where there is no room for more."""
        self._narrow = narrow
        here, there = (self._foot, self.slot) if narrow else (self.slot, self._foot)
        for part in (self._status, self.none):
            put_into(here, part, there, at=0)
        self._name_more()
        self._show_subtitle()

    def _name_more(self) -> None:
        """Say what stands behind the button in as many words as there is room for; some languages need more."""
        button, words = self.more_button, _("Swelling, limp, more")
        measure = QFontMetrics(theme.font("body_strong"))  # as buttons have it
        longer = measure.horizontalAdvance(words) - measure.horizontalAdvance(button.text())
        needs = self.none.sizeHint().width() + button.sizeHint().width() + longer
        short = self._narrow or needs > theme.px(_HEAD)
        button.setText(_("More") if short else words)
        button.setAccessibleName(_("More about today") if short else words)

    def open_alarm(self) -> None:
        """Open the warning signs."""
        self.alarm.open()

    def _open_more(self, on: bool) -> None:
        self.more.setVisible(on)
        self.more_button.set_icon_name("chevron-up" if on else "chevron-down")

    def _go_on(self, knee: Knee) -> None:
        """One knee is answered: on to the next one, or to the warning signs."""
        target = self.rows[Knee.RIGHT].scale if knee is Knee.LEFT else self.alarm.link
        target.setFocus(Qt.FocusReason.OtherFocusReason)
        show_in_scroll_area(target)

    def _start_again(self) -> None:
        """A second check-in of the day: the first one stays as it was."""
        self._fresh = True
        if self._view is not None:
            self.show_day(self._view)
        self.focus_first()

    def _current(self) -> CheckIn:
        view = self._view
        assert view is not None
        if (waiting := self._waiting()) is not None:
            return waiting
        if view.check_in is not None and not self._fresh:
            return view.check_in
        at = entry_time(view.day, self.workspace.now())
        if view.check_in is not None and at <= view.check_in.at:
            at = view.check_in.at
        return CheckIn(id=new_id(), at=at, now=KneeScores(), worst_24h=KneeScores(), swelling=False, limp=False)

    def _answer_none(self) -> None:
        """0 for both knees, all day and now."""

        def quiet(check: CheckIn) -> CheckIn:
            for knee in Knee:
                check = with_worst(check, knee, 0)
            return check

        self._save(quiet, _("No pain, both knees"))
        self.alarm.link.setFocus(Qt.FocusReason.OtherFocusReason)

    def _set_worst(self, knee: Knee, value: int | None) -> None:
        text = _("{knee}: {score}").format(knee=knee_name(knee), score="–" if value is None else value)
        self._save(lambda check: with_worst(check, knee, value), text)

    def _set_now(self, knee: Knee, value: int | None) -> None:
        text = _("{knee} now: {score}").format(knee=knee_name(knee), score="–" if value is None else value)
        self._save(lambda check: with_now(check, knee, value), text)

    def _set_flags(self, wanted: tuple[RedFlag, ...]) -> None:
        """Tick a sign in the check-in on the screen; take one back wherever the day has it."""
        changed = with_flags(self._day_check_ins(), self._current(), wanted)
        self._fresh = self._fresh and not changed
        if not self.workspace.save(_("Warning signs"), *changed, quiet=True) and self._view is not None:
            self.show_day(self._view)

    def _save(self, change: Callable[[CheckIn], CheckIn], text: str) -> None:
        record = change(self._current())
        was_fresh, self._fresh = self._fresh, False
        if not self.workspace.save(text, record, quiet=True):
            self._fresh = was_fresh
            if self._view is not None:
                self.show_day(self._view)
