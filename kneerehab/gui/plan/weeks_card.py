"""Week by week, newest first: what was allowed, what was run, the worst pain, and what it led to."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from kneerehab.domain.diary import Diary
from kneerehab.domain.fields import Amount
from kneerehab.domain.plan.verdict import Decision, Replay, Verdict
from kneerehab.domain.trends.pain import DayPain, pain_by_day, worst_of_days
from kneerehab.frozen import dataclass
from kneerehab.gui.look import theme
from kneerehab.gui.look.button import Link
from kneerehab.gui.look.card import Card
from kneerehab.gui.look.day_dot import DayDot
from kneerehab.gui.look.row import empty, take_out
from kneerehab.gui.look.shapes import rounded
from kneerehab.gui.look.short_dates import short_date, span
from kneerehab.gui.look.text import Divider, Label
from kneerehab.gui.plan.decision_chip import DecisionChip
from kneerehab.gui.shell.articles import Word, WordLink
from kneerehab.gui.shell.workspace import Workspace
from kneerehab.i18n import N_, Np_, _
from kneerehab.services.progress import weeks_of
from kneerehab.wording.formats import Formats
from kneerehab.wording.plan_page import closed_details, open_details, week_pair
from kneerehab.wording.rules import decision_words

_FIRST = 10
_COLUMNS = (
    (N_("Week"), 24),
    (N_("Allowed"), 17),
    (Np_("running", "Done"), 18),
    (N_("Worst pain"), 17),
    (N_("Outcome"), 24),
)
_LAST = len(_COLUMNS) - 1
_NAME_NARROW = 19  # the share of the first column then: the others' heads are longer
_BESIDE_CHIP = 330  # width at 100 % of a row without its outcome
_OVER = (100, 102)
_CHIP = 104  # the widest outcome in English
_MEANING = {Decision.HOLD.value: Word.HELD, Decision.STEP_BACK.value: Word.STEP_BACK}


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekLine:
    """One row: `look` is a decision or OPEN, `details` the reasons that a click opens."""

    title: str
    when: str
    allowed: tuple[str, str]
    done: tuple[str, str]
    over: bool
    worst: int | None
    outcome: str
    look: str
    details: str


def week_lines(replay: Replay, verdict: Verdict, diary: Diary, formats: Formats) -> list[WeekLine]:
    """The rows, newest first; the worst pain is that of either knee on the week's days."""
    pain = pain_by_day(diary)
    lines = []
    for number, week in enumerate(replay.weeks, start=1):
        last = max(week.start, week.closed - timedelta(days=1))
        lines.append(
            WeekLine(
                title=_("Week {number}").format(number=number),
                when=span(week.start, last),
                allowed=week_pair(week.budget, formats, ceiling=True),
                done=week_pair(week.done, formats, ceiling=False),
                over=_over(week.done, week.budget),
                worst=_worst(pain, week.start, last),
                outcome=decision_words(week.decision),
                look=week.decision.value,
                details=closed_details(week, formats),
            )
        )
    if verdict.week is not None:
        now, point = verdict.week, weeks_of(replay, diary, verdict.date)[-1]
        done = Amount(seconds=point.done_seconds, metres=point.done_metres)
        start = now.start or verdict.date
        waits = now.start is None and not done.seconds and not done.metres
        lines.append(
            WeekLine(
                title=_("Week {number}").format(number=len(lines) + 1),
                when=_("waits for a run") if waits else _("since {day}").format(day=short_date(start)),
                allowed=week_pair(now.budget, formats, ceiling=True),
                done=week_pair(done, formats, ceiling=False),
                over=_over(done, now.budget),
                worst=_worst(pain, start, verdict.date),
                outcome=_("This week"),
                look="OPEN",
                details=open_details(now, verdict),
            )
        )
    return lines[::-1]


def _over(done: Amount, budget: Amount) -> bool:
    """More than 2 % over in time or distance (W05)."""
    times, limit = _OVER
    return done.seconds * times > budget.seconds * limit or done.metres * times > budget.metres * limit


def _worst(pain: Mapping[date, DayPain], first: date, last: date) -> int | None:
    days = [first + timedelta(days=ahead) for ahead in range((last - first).days + 1)]
    return max(worst_of_days(pain, days).known(), default=None)


class WeekRow(QFrame):
    """One week; its chip opens the reasons below."""

    def __init__(self, line: WeekLine, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._now = line.look == "OPEN"
        self.chip = DecisionChip(line.outcome, line.look)
        self.details = Label(line.details, "small", wrap=True)
        self.dot = DayDot(line.worst, name=_("Worst pain"), size=26)
        self.meaning = WordLink(_MEANING[line.look]) if line.look in _MEANING else None
        self._build(line)
        self.chip.toggled.connect(self._open)
        spoken = (line.title, line.when, _("allowed {a}").format(a=", ".join(line.allowed)),
                  _("done {a}").format(a=", ".join(line.done)), line.outcome)  # fmt: skip
        self.setAccessibleName(", ".join(spoken))
        self.chip.setAccessibleName(_("{week}: {outcome}").format(week=line.title, outcome=line.outcome))
        self.chip.setAccessibleDescription(line.details)

    def _build(self, line: WeekLine) -> None:
        self._grid = grid = columns()
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)  # else it would never be narrow
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        for at, (first, second) in enumerate(((line.title, line.when), line.allowed, line.done)):
            grid.addWidget(_two_lines(first, second, strong=at == 0, over=line.over and at == 2), 0, at)
        grid.addWidget(self.dot, 0, 3, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        grid.addWidget(self.chip, 0, 4, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(8), theme.px(6), theme.px(8), theme.px(6))
        column.setSpacing(theme.px(6))
        column.addLayout(grid)
        column.addWidget(self.details)
        if self.meaning is not None:
            column.addWidget(self.meaning)
        self._open(False)

    def set_narrow(self, narrow: bool, chip: int) -> None:
        """Put the outcome below the numbers, where it finds no room beside them; the widest needs `chip`."""
        take_out(self._grid, self.chip)
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        self._grid.addWidget(self.chip, *((1, 0, 1, _LAST + 1) if narrow else (0, _LAST, 1, 1)), left)
        make_room(self._grid, narrow, chip)

    def _open(self, on: bool) -> None:
        """Show the reasons, and the way to what the outcome means."""
        for part in (self.details, self.meaning):
            if part is not None:
                part.setVisible(on)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._now:
            painter = QPainter(self)
            rounded(painter, QRectF(self.rect()), theme.px(8), fill=theme.colour("accent_tint"))
            painter.end()


class WeeksCard(Card):
    """The newest weeks; older ones on a click."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(_("Week by week"), "", parent)
        self.workspace = workspace
        self.rows: list[WeekRow] = []
        self.older = Link("")
        self._lines: list[WeekLine] = []
        self._shown = _FIRST
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        self._build_card()
        self.older.clicked.connect(self._show_older)

    def _build_card(self) -> None:
        self.slot.addWidget(WordLink(Word.BUDGET))
        head = QWidget()
        self._grid = grid = columns()
        head.setLayout(grid)
        head.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        grid.setContentsMargins(theme.px(8), 0, theme.px(8), 0)
        self._heads = [_narrow(Label(_(title), "caption", "muted", wrap=True)) for title, _stretch in _COLUMNS]
        for column, title in enumerate(self._heads):
            grid.addWidget(title, 0, column)
        self.body.addWidget(head)
        self.body.addLayout(self._list)
        self.body.addWidget(self.older)
        self.body.addStretch(1)

    def show_weeks(self, lines: list[WeekLine]) -> None:
        """Fill the table."""
        self._lines = lines
        empty(self._list)
        self.rows = []
        for index, line in enumerate(lines[: self._shown]):
            if index and lines[index - 1].look != "OPEN":
                self._list.addWidget(Divider())
            self.rows.append(row := WeekRow(line))
            self._list.addWidget(row)
        self._arrange()
        self.older.setText(_("Show older weeks"))
        self.older.setVisible(len(lines) > self._shown)

    def _show_older(self) -> None:
        self._shown += 26
        self.show_weeks(self._lines)

    def _arrange(self) -> None:
        """Have every row, and the heads, leave the same room for an outcome, or stand it below."""
        chips = max((row.chip.sizeHint().width() for row in self.rows), default=0)
        narrow = self.width() < theme.px(_BESIDE_CHIP) + chips
        self._heads[_LAST].setVisible(not narrow)
        make_room(self._grid, narrow, chips)
        for row in self.rows:
            row.set_narrow(narrow, chips)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()


def columns() -> QGridLayout:
    """A grid whose columns stand alike in every row."""
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(theme.px(8))
    grid.setVerticalSpacing(theme.px(6))
    for column, (_title, stretch) in enumerate(_COLUMNS):
        grid.setColumnStretch(column, stretch)
        grid.setColumnMinimumWidth(column, theme.px(_CHIP if column == len(_COLUMNS) - 1 else stretch * 3))
    return grid


def make_room(grid: QGridLayout, narrow: bool, chip: int) -> None:
    """As wide a last column as the widest outcome needs, or none where outcomes stand below."""
    grid.setColumnStretch(0, _NAME_NARROW if narrow else _COLUMNS[0][1])
    grid.setColumnStretch(_LAST, 0 if narrow else _COLUMNS[_LAST][1])
    grid.setColumnMinimumWidth(_LAST, 0 if narrow else max(chip, theme.px(_CHIP)))


def _narrow(label: Label) -> Label:
    """Let the column decide the width."""
    label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    return label


def _two_lines(first: str, second: str, *, strong: bool, over: bool) -> QWidget:
    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(Label(first, "body_strong" if strong else "body"))
    column.addWidget(Label(second, "caption", "muted", wrap=True))
    if over:
        column.addWidget(Label(_("over"), "chip", "caution"))  # below: beside the number there is no room for it
    box.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    return box
