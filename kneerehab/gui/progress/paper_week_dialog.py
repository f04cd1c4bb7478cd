"""Typing a paper week back in: digits alone, in the order of the sheet, with no key between two boxes."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from kneerehab.domain.check_in import CheckIn
from kneerehab.domain.codes import Knee
from kneerehab.domain.diary import between
from kneerehab.domain.plan.settings import settings_on
from kneerehab.domain.units import metres
from kneerehab.gui.forms.odd import is_meant
from kneerehab.gui.look import accessible, theme
from kneerehab.gui.look.dates import DateField
from kneerehab.gui.look.dialog import Dialog
from kneerehab.gui.look.fields import Field
from kneerehab.gui.look.locale import first_weekday, short_day
from kneerehab.gui.look.question import confirm_discard
from kneerehab.gui.look.scroll_page import show_in_scroll_area
from kneerehab.gui.look.text import Heading, Label
from kneerehab.gui.progress.paper_cells import Cell
from kneerehab.gui.progress.paper_grid import Columns, sheet
from kneerehab.gui.progress.paper_lines import DayLine, Line, RunLine
from kneerehab.gui.shell.whose import name_among_several, said_for
from kneerehab.gui.shell.workspace import Workspace
from kneerehab.i18n import _, pgettext
from kneerehab.services.paper_week import DAYS, RUNS, PaperRun, known_of, lettered, usual_week, week_records
from kneerehab.wording.labels import knee_name

_RUNS_KEY = "r"
_HINTS_BESIDE = 700
_SIDES = 34  # the margin of a dialog and its scroll bar


class PaperWeekDialog(Dialog):
    """Seven days and four runs; a full box hands over to the next, and what stays empty stays unknown."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        whose = name_among_several(workspace)
        title = _("Type in a paper week for {name}").format(name=whose) if whose else _("Type in a paper week")
        super().__init__(title, parent, save_text=_("Save"), width=760)
        self.workspace = workspace
        today = workspace.today()
        start = usual_week(today, first_weekday(workspace.settings.first_weekday))
        self.first = DateField(start, name=_("First day of the sheet"), latest=today)
        knees = settings_on(workspace.diary.plan, workspace.diary.plan_changes, start).affected.knees
        self.days = [DayLine(number) for number in range(DAYS)]
        self.runs = [RunLine(number, knees, workspace.formats.unit) for number in range(RUNS)]
        self.lines: list[Line] = [*self.days, *self.runs]
        self.problem = Label("", "body", "danger", wrap=True)
        self._names = [Label("", "body_strong") for _line in self.days]
        self._show_week()
        self._arrange(knees)
        self._listen()
        self.first_field = self._start_of(self.lines[0])

    def _arrange(self, knees: tuple[Knee, ...]) -> None:
        self.body.setSpacing(theme.px(12))
        beside = self._width() >= theme.px(_HINTS_BESIDE)
        about = QWidget()
        about.setMaximumWidth(self._room_inside())
        top = QBoxLayout(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom, about)
        top.setContentsMargins(0, 0, 0, 0)
        top.setSpacing(theme.px(20))
        top.addWidget(
            Field(_("First day of the sheet"), self.first), 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft
        )
        hints = QVBoxLayout()
        hints.setSpacing(theme.px(4))
        for words in (
            _("A full box goes on by itself. X is 10, Space leaves a box empty, Enter goes to the next line."),
            _("After a day’s numbers: full stop for all exercises, a letter for one, I ice, S swollen, L limping."),
            _("R goes to the runs. After a run’s numbers: F for a flat road, moved as usual."),
            _("= or / repeats: at the start of a line the one above, at the right knee the left one."),
        ):
            hints.addWidget(Label(words, "small", "muted", wrap=True))
        top.addLayout(hints, 1)
        self.body.addWidget(about)
        self.body.addLayout(self._day_sheet())
        self.body.addWidget(Heading(_("Runs")))
        self.body.addLayout(self._run_sheet(knees))
        self.body.addWidget(self.problem)
        self.problem.hide()

    def _day_sheet(self) -> QVBoxLayout:
        scores = (pgettext("pain", "worst"), pgettext("pain", "now"))
        groups = [Columns(name=knee_name(knee), heads=scores) for knee in Knee]
        groups += [Columns(heads=(_("exercises"),)), Columns(heads=(_("ice"), _("swollen"), _("limping")))]
        return sheet(self._names, groups, [line.cells for line in self.days], self._room_inside())

    def _run_sheet(self, knees: tuple[Knee, ...]) -> QVBoxLayout:
        around = (_("before"), _("during"), _("1 h after"))
        groups = [Columns(heads=(_("day"), _("minutes"), self.workspace.formats.unit))]
        groups += [Columns(name=knee_name(knee), heads=around) for knee in knees]
        groups.append(Columns(heads=(_("flat, as usual"),)))
        names = [Label(_("Run {n}").format(n=number + 1), "body_strong") for number in range(RUNS)]
        return sheet(names, groups, [line.cells for line in self.runs], self._room_inside())

    def _room_inside(self) -> int:
        return self._width() - 2 * theme.px(_SIDES)

    def _listen(self) -> None:
        self.first.changed.connect(lambda _day: self._show_week())
        self.workspace.today_changed.connect(self._next_day)
        for line in self.lines:
            for cell in line.cells:
                cell.full.connect(lambda line=line, cell=cell: self._go(line.next_after(cell)))
                cell.stepped.connect(lambda by, cell=cell: self._step(cell, by))
                cell.line_stepped.connect(lambda by, line=line, cell=cell: self._step_line(line, cell, by))
                cell.line_done.connect(lambda line=line: self._next_line(line))
                cell.marked.connect(lambda letter, line=line: self._mark(line, letter))
                cell.passed_on.connect(lambda digit, line=line: self._pass_on(line, digit))
                cell.repeated.connect(lambda line=line, cell=cell: self._repeat(line, cell))

    def _show_week(self) -> None:
        """Name the days, and leave out what the diary has."""
        first, diary, today = self.first.day() or self.workspace.today(), self.workspace.diary, self.workspace.today()
        letters = lettered(diary, first)
        for line, label in zip(self.days, self._names, strict=True):
            day = first + timedelta(days=line.number)
            name = short_day(day)
            label.setText(_("{n}  {day}").format(n=line.number + 1, day=name))
            checks: tuple[CheckIn, ...] = between(diary.check_ins, day, day)
            line.show_day(day, name, letters, known_of(diary, day), checks[-1] if checks else None)
            if day > today:
                line.close()

    def _next_day(self) -> None:
        """Midnight has passed while the sheet is typed: the day that is over takes answers, and the new one may be."""
        self.first.set_latest(self.workspace.today())
        self._show_week()

    # moving
    def _all(self) -> list[Cell]:
        return [cell for line in self.lines for cell in line.cells if cell.isEnabled()]

    def _go(self, to: QWidget) -> None:
        to.setFocus(Qt.FocusReason.TabFocusReason)
        show_in_scroll_area(to)

    def _step(self, cell: Cell, by: int) -> None:
        cells = self._all()
        at = cells.index(cell) + by
        self._go(cells[max(0, at)] if at < len(cells) else self.save_button)

    def _step_line(self, line: Line, cell: Cell, by: int) -> None:
        column, at = line.cells.index(cell), self.lines.index(line) + by
        if 0 <= at < len(self.lines):
            cells = self.lines[at].cells
            to = cells[min(column, len(cells) - 1)]
            self._go(to if to.isEnabled() else self._start_of(self.lines[at]))

    def _start_of(self, line: Line) -> QWidget:
        """Where a line begins to be typed; if it takes nothing, where the next one does."""
        for each in self.lines[self.lines.index(line) :]:
            if (cell := next((cell for cell in each.cells if cell.isEnabled()), None)) is not None:
                return cell
        return self.save_button

    def _next_line(self, line: Line) -> None:
        """The line below; an empty run ends the sheet."""
        at = self.lines.index(line) + 1
        ended = isinstance(line, RunLine) and line.is_empty()
        self._go(self.save_button if ended or at == len(self.lines) else self._start_of(self.lines[at]))

    def _mark(self, line: Line, letter: str) -> None:
        if letter.casefold() == _RUNS_KEY and isinstance(line, DayLine):
            self._go(self._start_of(self.runs[0]))
        else:
            line.mark(letter)

    def _pass_on(self, line: Line, digit: str) -> None:
        """A digit after the last number of a line begins the next one."""
        at = self.lines.index(line) + 1
        if at == len(self.lines):
            return
        to = self._start_of(self.lines[at])
        self._go(to)
        if isinstance(to, Cell) and to is not self.lines[at].landing:
            to.take(digit)

    def _repeat(self, line: Line, cell: Cell) -> None:
        """Take over what stands in the line above or at the other knee; after a line's last number, in the next one."""
        if cell is line.landing:
            at = self.lines.index(line) + 1
            if at < len(self.lines) and isinstance(to := self._start_of(self.lines[at]), Cell):
                self._go(to)
                if to is not self.lines[at].landing:
                    to.repeated.emit()
            return
        number = line.number - 1
        if isinstance(line, DayLine):
            last = line.repeat(cell, self.days[number] if number >= 0 else None)
        else:
            last = line.repeat(cell, self.runs[number] if number >= 0 else None)
        if last is not None:
            self._go(line.next_after(last))

    # saving
    def typed_runs(self) -> list[PaperRun]:
        """The runs that stand there; each has its day."""
        first, units = self.first.day() or self.workspace.today(), self.workspace.formats.units
        found = []
        for line in self.runs:
            number, minutes, far = line.day.score(), line.minutes.score(), line.distance.amount()
            if number is not None:
                found.append(
                    PaperRun(
                        day=first + timedelta(days=number - 1),
                        seconds=None if minutes is None else minutes * 60,
                        metres=metres(far, units) if far else None,
                        before=line.scores(0),
                        during=line.scores(1),
                        after=line.scores(2),
                        usual=bool(line.usual.text()),
                    )
                )
        return found

    def save(self) -> bool:
        if (found := self._wrong()) is not None:
            words, cell = found
            self.problem.setText(words)
            self.problem.show()
            accessible.announce(self.problem, words)
            self._go(cell)
            return False
        self.problem.hide()
        workspace, runs = self.workspace, self.typed_runs()
        records = week_records(
            workspace.diary,
            [line.typed() for line in self.days],
            runs,
            now=workspace.now(),
            ice_minutes=workspace.settings.ice_minutes,
        )
        if not records:
            return True
        from kneerehab.domain.activity import Activity

        if not all(is_meant(self, workspace, record) for record in records if isinstance(record, Activity)):
            return False
        return workspace.save(said_for(workspace, _("Paper week saved")), *records)

    def _wrong(self) -> tuple[str, Cell] | None:
        """What to mend first, in words, and where."""
        for line in self.days:
            if (cell := line.wrong()) is not None:
                words = _("{day}: the pain now can’t be above the worst of the last 24 hours.")
                return words.format(day=short_day(line.day)), cell
        for run in self.runs:
            number = run.day.score()
            if number is None and not run.is_empty():
                return _("Please give the day of this run, 1 to 7."), run.day
            if number is not None and (words := self._day_taken(self.days[number - 1].day)):
                return words, run.day
        return None

    def _day_taken(self, day: date) -> str:
        if day > self.workspace.today():
            return _("{day} is still to come.").format(day=short_day(day))
        if known_of(self.workspace.diary, day).run:
            words = _("{day} has a run in the diary already. A second one can be added on Today.")
            return words.format(day=short_day(day))
        return ""

    def on_close_guard(self) -> bool:
        return not any(cell.text() for cell in self._all()) or confirm_discard(self)
