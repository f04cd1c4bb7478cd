"""Today once a run or walk is logged: the answer for the rest of the day instead of an offer to run again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kneerehab.domain.activity import Activity
from kneerehab.domain.plan.after_run import ASKED_FROM, AfterRun, Done, ended, hour_after_open
from kneerehab.domain.plan.verdict import Verdict
from kneerehab.gui.look import theme
from kneerehab.gui.look.button import Link
from kneerehab.gui.look.card import Card
from kneerehab.gui.look.row import put_into
from kneerehab.gui.look.text import Label
from kneerehab.gui.look.two_columns import GAPS, TwoColumns
from kneerehab.gui.shell.workspace import Workspace
from kneerehab.gui.today.before_next_card import BeforeNextCard
from kneerehab.gui.today.coming_card import ComingCard
from kneerehab.gui.today.done_card import DoneCard
from kneerehab.gui.today.ease_card import EaseCard
from kneerehab.gui.today.gentle_card import GentleCard
from kneerehab.gui.today.hour_after_card import HourAfterCard
from kneerehab.gui.today.packing import scale_height
from kneerehab.gui.today.so_far_card import SoFarCard
from kneerehab.gui.today.still_good_card import StillGoodCard
from kneerehab.gui.today.stop_card import StopCard
from kneerehab.i18n import _
from kneerehab.services.today import DayView

_PUT_OFF = timedelta(hours=1)
_FEW = 2  # entries, a run and the check-in before it


class AfterRunView(QWidget):
    """`answer` stands at the top of the page; `columns` holds what helps for the rest of the day.

    Its parts are there once `pieces` has been gone through, as fast or slowly as there is time.
    """

    why_wanted = Signal()
    guided_wanted = Signal()
    all_wanted = Signal()
    ice_wanted = Signal()
    note_wanted = Signal()  # the page for a physio

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self._put_off: dict[str, datetime] = {}
        self._dense = 0
        self._low = False  # a narrow window with two columns
        self._due = QTimer(self, singleShot=True)
        self.pieces = self._make()

    def _make(self) -> Iterator[None]:
        workspace = self.workspace
        self.done = DoneCard(workspace)
        self.stop = StopCard(workspace)
        self.ease = EaseCard(workspace)
        yield
        self.hour_after = HourAfterCard(workspace)
        yield
        self.signs_place = QVBoxLayout()  # the check-in folded to its warning signs, which the page puts here
        self.so_far = SoFarCard(workspace)
        self._lowest = QVBoxLayout(), QVBoxLayout()  # at the foot of the columns
        self.coming = ComingCard(workspace)
        self.before_next = BeforeNextCard(workspace)
        yield
        self.still_good = StillGoodCard(workspace)
        self.gentle = GentleCard(workspace)
        self.note = _NoteCard()
        yield
        self._build()
        self._connect()

    def _build(self) -> None:
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(GAPS[0]))
        column.addWidget(self.done)
        column.addWidget(self.stop)
        self.columns = TwoColumns(
            (self.ease, self.hour_after, self.signs_place, self._lowest[0]),
            (self.coming, self.before_next, self.still_good, self.gentle, self._lowest[1]),
            shares=(3, 2),
        )
        column.addLayout(self.columns)
        self._place_lowest()

    def _place_lowest(self) -> None:
        """What was logged stands on the left; after a red run, if it is much, on the right, where more room is."""
        crowded = self._dense > 1 and not self.stop.isHidden() and len(self.so_far.lines) > _FEW
        left, right = self._lowest[::-1] if crowded else self._lowest
        put_into(left, self.so_far, right)
        put_into(right, self.note, left)
        self.gentle.show_pictures(not crowded)

    def _connect(self) -> None:
        for card in (self.done, self.stop):
            card.why_wanted.connect(self.why_wanted)
        self.still_good.guided_wanted.connect(self.guided_wanted)
        self.still_good.all_wanted.connect(self.all_wanted)
        self.still_good.ice_wanted.connect(self.ice_wanted)
        self.ease.ice_wanted.connect(self.ice_wanted)
        self.note.link.clicked.connect(self.note_wanted)
        self.hour_after.later_wanted.connect(self._put_it_off)
        self._due.timeout.connect(self._show_question)
        self.workspace.minute_passed.connect(self._minute_passed)

    def show_answer(self, after: AfterRun, verdict: Verdict, view: DayView) -> None:
        """Fill all parts for the rest of the day."""
        self._after = after
        red = after.done is Done.RED
        self.done.setVisible(not red)
        self.stop.setVisible(red)
        for part in (self.ease, self.before_next, self.gentle, self.note):
            part.setVisible(red)
        self.coming.setVisible(not red)
        self.still_good.setVisible(not red)
        if red:
            self.stop.show_answer(after)
            self.before_next.show_answer(after, verdict)
            self.gentle.show_day(view)
        else:
            self.done.show_answer(after, verdict.week)
            self.coming.show_days(after, verdict.week)
            self.still_good.show_day(view)
        self.so_far.show_day()
        self._place_lowest()
        self._show_question()

    def answer_words(self) -> str:
        """What the card on top says."""
        return (self.done if self.stop.isHidden() else self.stop).accessibleName()

    def _show_question(self) -> None:
        """Ask about the hour after from 45 minutes after the end, unless it was put off; wake up when it is due."""
        asked, due = self._question()
        self.hour_after.setVisible(asked is not None)
        if asked is not None:
            self.hour_after.show_activity(asked)
        self._due.stop()
        if due is not None:
            self._due.start(max(1000, int((due - self.workspace.now()).total_seconds() * 1000)))

    def _minute_passed(self) -> None:
        """The timer stands still while the computer sleeps."""
        if self.isVisible():
            self._show_question()

    def _question(self) -> tuple[Activity | None, datetime | None]:
        """What may be asked now, and when the next question is due today."""
        now, due = self.workspace.now(), None
        for activity in reversed(self._after.activities):
            if not hour_after_open(self.workspace.diary, activity, activity.at.date()):
                continue
            from_ = max(ended(activity) + ASKED_FROM, self._put_off.get(activity.id, datetime.min))
            if from_ <= now:
                return activity, None
            due = from_ if due is None else min(due, from_)
        return None, due

    def _put_it_off(self, activity_id: str) -> None:
        self._put_off[activity_id] = self.workspace.now() + _PUT_OFF
        self._show_question()

    def set_dense(self, dense: int) -> None:
        """Do with less air: 0 has all of it, 2 the least."""
        if dense == self._dense:
            return
        self._dense = dense
        left, right = (self.ease, self.hour_after, self.so_far), (self.coming, self.before_next, self.still_good)
        for part in (self.done, self.stop, *left, *right, self.gentle, self.note, self.columns):
            part.set_dense(dense)
        self._column.setSpacing(theme.px(GAPS[dense]))
        self._place_lowest()
        self._fit_scales()

    def set_narrow(self, *, narrow: bool, one_column: bool) -> None:
        """Follow the width of the page."""
        self.done.set_narrow(narrow)
        self.stop.set_narrow(narrow)
        self.columns.stack(one_column)
        self._low = narrow and not one_column
        self.hour_after.set_narrow(self._low)
        self._fit_scales()

    def _fit_scales(self) -> None:
        for scale in self.hour_after.scales.values():
            scale.set_cell_height(scale_height(self._dense, low=self._low))


class _NoteCard(Card):
    """Leads to the page for a physio."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", "", parent)
        self.link = Link(_("Take this day along"))
        row = QHBoxLayout()
        row.addWidget(Label(_("Seeing a physio soon?"), "body", "muted", wrap=True), 1)
        row.addWidget(self.link)
        self.body.addLayout(row)
