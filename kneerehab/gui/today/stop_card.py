"""The answer once a run or walk of the day was too much: stop for today, why, and the earliest next one."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from kneerehab.domain.codes import ActivityKind
from kneerehab.domain.plan.after_run import AfterRun
from kneerehab.gui.look import theme
from kneerehab.gui.look.button import Link
from kneerehab.gui.look.locale import weekday
from kneerehab.gui.look.shapes import rounded
from kneerehab.gui.look.text import Heading, Label
from kneerehab.gui.shell.workspace import Workspace
from kneerehab.gui.today.pain_free_lane import LaneDay, PainFreeLane
from kneerehab.i18n import _, in_turn
from kneerehab.wording import after_run as words

_LONGEST_LANE = 6


class StopCard(QFrame):
    """Says stop without blame, and shows the days until the knee may be tried again."""

    why_wanted = Signal()

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.when = Label("", "body", "on_verdict_soft")
        self.why = Link(_("Why?"), colour="on_verdict", role="body_strong")
        self.title = Heading("", "verdict", "on_verdict")
        self.reason = Label("", "body", "on_verdict", wrap=True)
        self.added = Label("", "small", "on_verdict_soft", wrap=True)
        self.lane = PainFreeLane(tone="stop")
        self._build()
        self.why.clicked.connect(self.why_wanted)

    def _build(self) -> None:
        self.title.setWordWrap(True)
        head = QHBoxLayout()
        head.setSpacing(theme.px(8))
        head.addWidget(self.when)
        head.addWidget(self.why)
        head.addStretch(1)
        column = QVBoxLayout()
        column.setSpacing(theme.px(4))
        column.addLayout(head)
        for part in (self.title, self.reason, self.added):
            column.addWidget(part)
        column.addStretch(1)
        self._row = row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self.set_dense(0)
        row.setSpacing(theme.px(24))
        row.addLayout(column, 1)
        row.addWidget(self.lane, 0, Qt.AlignmentFlag.AlignVCenter)

    def show_answer(self, after: AfterRun) -> None:
        """Fill the card."""
        formats = self.workspace.formats
        at = formats.clock(after.last.at.time())
        is_run = after.kind is ActivityKind.RUN
        self.when.setText((_("After your run at {time}") if is_run else _("After your walk at {time}")).format(time=at))
        self.title.setText(words.title(after, formats))
        self.reason.setText(" ".join((words.why(after), words.judgement(after))))
        self.added.setText(" ".join(words.added(after)))
        self.added.setVisible(bool(self.added.text()))
        self._fill_lane(after)
        self.setAccessibleName(in_turn((self.title.text(), words.next_line(after, formats))))
        self.update()

    def _fill_lane(self, after: AfterRun) -> None:
        today = after.last.at.date()
        waits = (after.next_day - today).days if after.next_day is not None else 0
        self.lane.setVisible(0 < waits <= _LONGEST_LANE)
        if not self.lane.isVisibleTo(self):
            return
        assert after.next_day is not None
        days = [LaneDay(caption=_("Today"), done=False, today=True, crossed=True)]
        days += [LaneDay(caption=weekday(today + timedelta(days=back)), done=False) for back in range(1, waits)]
        self.lane.set_days(words.next_line(after, self.workspace.formats), days, weekday(after.next_day))

    def set_dense(self, dense: int) -> None:
        """Do with less air above and below: 0 has all of it, 2 the least."""
        side, air = theme.px(24), theme.px(12 - 3 * dense)
        self._row.setContentsMargins(side, air, side, air)

    def set_narrow(self, narrow: bool) -> None:
        """In a narrow window the lane stands below the words."""
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._row.setDirection(down if narrow else across)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rounded(painter, QRectF(self.rect()), theme.px(16), fill=theme.colour("verdict_stop"))
        painter.end()
