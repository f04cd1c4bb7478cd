"""The answer once a run or walk of the day is logged: done, what is left of the week, when the next may come."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from kneerehab.domain.plan.after_run import AfterRun, Done
from kneerehab.domain.plan.verdict import OpenWeek
from kneerehab.gui.look import icons, painting, theme
from kneerehab.gui.look.button import Link
from kneerehab.gui.look.drawn import Drawn
from kneerehab.gui.look.shapes import rounded
from kneerehab.gui.look.text import Heading, Label
from kneerehab.gui.look.track import Lane, Track
from kneerehab.gui.shell.workspace import Workspace
from kneerehab.i18n import _, in_turn, pgettext
from kneerehab.wording import after_run as words

_RING = 72


class DoneCard(QFrame):
    """A tick, or an equals sign after a bit too much; never an offer to run again."""

    why_wanted = Signal()

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.mark = _Mark()
        self.title = Heading("", "verdict")
        self.why_done = Label("", "body", wrap=True)
        self.next = Label("", "sub_verdict", wrap=True)
        self.reason = Label("", "body", late=True)
        self.added = Label("", "body", wrap=True)
        self.why = Link(_("Why?"), role="body_strong")
        self.track = Track(tone="done", scale=0.72)
        self._tone = "success"
        self._build()
        self.why.clicked.connect(self.why_wanted)

    def _build(self) -> None:
        self.title.setWordWrap(True)
        column = QVBoxLayout()
        column.setSpacing(theme.px(2))
        for part in (self.title, self.why_done, self.next, self.added):
            column.addWidget(part)
        line = QHBoxLayout()
        line.setSpacing(theme.px(8))
        line.addWidget(self.reason)
        line.addWidget(self.why)
        line.addStretch(1)
        column.addLayout(line)
        self._row = row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self.set_dense(0)
        row.setSpacing(theme.px(24))
        row.addWidget(self.mark, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addLayout(column, 1)
        row.addWidget(self.track, 0, Qt.AlignmentFlag.AlignVCenter)

    def show_answer(self, after: AfterRun, week: OpenWeek | None) -> None:
        """Say what was done, what is left of the week (`week` as it stood in the morning), and when to run next."""
        formats = self.workspace.formats
        amber = after.done is Done.AMBER
        self._tone = "caution" if amber else "success"
        self.mark.show_mark("equals" if amber else "check", self._tone)
        self.title.setText(words.title(after, formats))
        said = " ".join(part for part in (words.why(after), words.judgement(after)) if part) if amber else ""
        self.why_done.setText(said)
        self.next.setText(words.next_line(after, formats))
        self.reason.setText(words.why_then(after))
        self.added.setText(" ".join(words.added(after)))
        for part in (self.why_done, self.reason, self.added):
            part.setVisible(bool(part.text()))
        self._fill_track(after, week)
        spoken = (self.title.text(), said, self.next.text(), words.left_line(after, formats))
        self.setAccessibleName(in_turn(spoken))
        self.update()

    def _fill_track(self, after: AfterRun, week: OpenWeek | None) -> None:
        self.track.setVisible(after.left is not None)
        if after.left is None or week is None:
            return
        formats = self.workspace.formats
        planned = self.workspace.planner.settings(self.workspace.runner_id or "", after.last.at.date()).runs_per_week
        done = week.sessions + 1
        lanes: list[Lane] = ["done"] * done
        lanes += ["later"] * (max(planned, done) - done)
        self.track.set_week(
            lanes,
            formats.minutes(after.left.seconds),
            _("{distance} left").format(distance=formats.ceiling(after.left.metres)),
            share=1 - after.left.seconds / week.budget.seconds,
        )

    def set_dense(self, dense: int) -> None:
        """Do with less air above and below: 0 has all of it, 2 the least."""
        side, air = theme.px(24), theme.px(12 - 3 * dense)
        self._row.setContentsMargins(side, air, side, air)

    def set_narrow(self, narrow: bool) -> None:
        """In a narrow window the track stands below the words."""
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._row.setDirection(down if narrow else across)
        self.track.set_flat(narrow)
        self.mark.setVisible(not narrow)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rounded(
            painter, QRectF(self.rect()), theme.px(16),
            fill=theme.colour(f"{self._tone}_tint"), edge=theme.colour(self._tone), width=1,
        )  # fmt: skip
        painter.end()


class _Mark(Drawn):
    """A ring with a sign; the title beside it says the same."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon, self._tone = "check", "success"
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.say(pgettext("day", "Done"))

    def show_mark(self, icon: str, tone: str) -> None:
        """Change sign and colour."""
        self._icon, self._tone = icon, tone
        self.update()

    def design_size(self) -> QSize:
        return QSize(theme.px(_RING), theme.px(_RING))

    def draw(self, painter: QPainter) -> None:
        unit, centre = painting.length(1), QRectF(self.rect()).center()
        painter.setPen(painting.pen(self._tone, 3))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        radius = (_RING / 2 - 2) * unit
        painter.drawEllipse(centre, radius, radius)
        if self._icon == "check":
            painting.tick(painter, centre, 34 * unit, theme.colour(self._tone), 5)
            return
        half = QPointF(18 * unit, 18 * unit)
        icons.paint(painter, self._icon, QRectF(centre - half, centre + half), self._tone)
