"""The first start: two pages of short questions, or a demo runner; nothing leaves this computer."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from kneerehab.domain.codes import Phase, Side, Units
from kneerehab.domain.plan_records import Plan
from kneerehab.domain.record import new_id
from kneerehab.domain.runner import Runner
from kneerehab.gui.look import theme
from kneerehab.gui.look.button import Button
from kneerehab.gui.look.flow import FlowLayout
from kneerehab.gui.look.locale import first_weekday, formats_for
from kneerehab.gui.look.row import put_into
from kneerehab.gui.look.text import Heading, Icon, Label
from kneerehab.gui.shell.command import Command
from kneerehab.gui.shell.host import request
from kneerehab.gui.shell.sidebar import Brand
from kneerehab.gui.shell.workspace import Workspace
from kneerehab.gui.welcome.how import HowPart
from kneerehab.gui.welcome.question import Where
from kneerehab.gui.welcome.way_card import WayCard
from kneerehab.gui.welcome.who import WhoPart
from kneerehab.i18n import _
from kneerehab.services.exercises import starting_set
from kneerehab.wording.runners import twin_words

_ONE_COLUMN = 1000
_FOOT_SHARE = 0.3
"""A foot higher than this part of the page, as with the largest text in the smallest window, scrolls with the page."""
_WHO, _HOW = 0, 1


class WelcomePage(QWidget):
    """Asks who it is and how they run; every answer can be left open and changed later."""

    demo_wanted = Signal()
    back_wanted = Signal()

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self._again = bool(workspace.diaries.runners())
        self._pages: list[_Sides] = []
        self.setObjectName("welcome")
        self.setProperty("page", True)
        first = first_weekday(workspace.settings.first_weekday)
        self.who = WhoPart()
        self.how = HowPart(first)
        self.way = WayCard(first)
        self.stack = QStackedWidget()
        self.next_button = Button(_("Next"), variant="primary", size="big", key="Ctrl+Enter")
        self.start_button = Button(_("Start my plan"), variant="primary", size="big", key="Ctrl+Enter")
        self.skip_button = Button(_("Skip for now"), variant="quiet", size="big")
        self.demo_button = Button(_("Try it with a demo runner"), variant="quiet", size="big")
        self.back_button = Button(_("Back"), size="big")
        self._build()
        self._connect()
        self._show_page(_WHO)

    def _build(self) -> None:
        short = _("Four short questions. You can change every answer later.")
        self._pages = [
            _Sides(1, _("Let’s find your starting point"), short, self.who, self.who.where, shares=(9, 11)),
            _Sides(2, _("How do you run?"), short, self.how, self.way, shares=(1, 1)),
        ]
        for page in self._pages:
            self.stack.addWidget(page)
        self.promise = QWidget()
        row = QHBoxLayout(self.promise)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(8))
        row.addWidget(Icon("check", "muted", 16))
        row.addWidget(Label(_("Everything stays on this computer."), "small", "muted"))
        buttons = QWidget()
        flow = FlowLayout(buttons, spacing=theme.px(12))
        for button in (self.back_button, self.demo_button, self.skip_button, self.next_button, self.start_button):
            flow.addWidget(button)
        self._foot = QWidget()
        self._ends = FlowLayout(self._foot, spacing=theme.px(12), to_both_ends=True)
        self._ends.addWidget(self.promise)
        self._ends.addWidget(buttons)
        self._outer = QVBoxLayout(self)
        self._outer.setContentsMargins(0, 0, 0, 0)
        self._outer.setSpacing(0)
        self._outer.addWidget(self.stack, 1)
        self._outer.addWidget(self._foot)

    def _connect(self) -> None:
        self.who.entered.connect(self.go_on)
        others = self.workspace.diaries.runners()
        self.who.name.textChanged.connect(lambda name: self.who.name_field.set_hint(twin_words(name, others)))
        self.who.units_chosen.connect(self._units_chosen)
        self.who.import_wanted.connect(lambda: request(self, Command.IMPORT))
        self.how.changed.connect(self._show_way)
        self.next_button.clicked.connect(self.go_on)
        self.start_button.clicked.connect(self.start)
        self.skip_button.clicked.connect(self.skip)
        self.demo_button.clicked.connect(self.demo_wanted)
        self.back_button.clicked.connect(self._go_back)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self._primary)

    def _primary(self) -> None:
        self.go_on() if self.stack.currentIndex() == _WHO else self.start()

    def go_on(self) -> None:
        """On to how the person runs; a name is needed for that."""
        if self.who.is_named():
            self._show_page(_HOW)
            self._pages[_HOW].to_top()
            self.how.last_run.setFocus(Qt.FocusReason.TabFocusReason)

    def _go_back(self) -> None:
        if self.stack.currentIndex() == _WHO:
            self.back_wanted.emit()
            return
        self._show_page(_WHO)
        self.who.name.setFocus(Qt.FocusReason.TabFocusReason)

    def _show_page(self, place: int) -> None:
        self.stack.setCurrentIndex(place)
        on_first = place == _WHO
        self.next_button.setVisible(on_first)
        self.start_button.setVisible(not on_first)
        self.back_button.setVisible(self._again or not on_first)
        self.demo_button.setVisible(on_first and not self.workspace.demo)
        self.skip_button.setVisible(not (on_first and self._again))
        self._place_foot()
        if not on_first:
            self._show_way()

    def _place_foot(self) -> None:
        """Below the questions, always in sight; at their end where it would leave them too little room."""
        high = self._ends.heightForWidth(self.width())
        along = high > _FOOT_SHARE * self.height()
        places = [self._outer, *(page.column for page in self._pages)]
        wanted = self._pages[self.stack.currentIndex()].column if along else self._outer
        put_into(wanted, self._foot, *places)

    def _units_chosen(self, units: Units) -> None:
        self.how.set_units(units)

    def _show_way(self) -> None:
        plan = self._plan(self.who.affected(preset=True))
        formats = formats_for(self.who.shown_units())
        self.way.show_way(plan, self.how.run_days(), self.how.last_run.value(), formats)

    def start(self) -> None:
        """Make the runner and the plan from the answers."""
        if not self.who.is_named():
            self._show_page(_WHO)
            self.who.is_named()
        elif self.how.check():
            self._create(self.who.name.text().strip(), self.who.affected(preset=True))

    def skip(self) -> None:
        """Begin with what was said so far; what was not stays unknown."""
        if self.stack.currentIndex() == _HOW and not self.how.check():
            return
        on_first = self.stack.currentIndex() == _WHO
        self._create(self.who.name.text().strip() or _("Runner"), self.who.affected(preset=not on_first))

    def _plan(self, affected: Side | None) -> Plan:
        return Plan(start=self._today(), affected=affected, **self.how.answers())

    def _create(self, name: str, affected: Side | None) -> None:
        zones = self.who.zones()
        runner = Runner(id=new_id(), name=name, units=self.who.shown_units(), zones=zones, run_days=self.how.run_days())
        plan, workspace = self._plan(affected), self.workspace
        first = starting_set(Phase.CALM, self._today(), zones)
        if workspace.attempt(lambda: workspace.diaries.create_runner(runner, plan, *first), about="welcome"):
            workspace.open_runner(runner.id)

    def _today(self) -> date:
        return self.workspace.today()

    # Qt
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if (
            not event.spontaneous() and self.stack.currentIndex() == _WHO
        ):  # not when the window comes back from its icon
            # Only once the window has settled: until then Qt gives the focus to the first link.
            QTimer.singleShot(0, self, lambda: self.who.name.setFocus(Qt.FocusReason.TabFocusReason))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < theme.px(_ONE_COLUMN)
        left, right = (20, 20) if narrow else (64, 52)
        for page in self._pages:
            page.set_narrow(narrow, left, right)
        self._ends.setContentsMargins(theme.px(left), theme.px(12), theme.px(right), theme.px(24))
        self._place_foot()


class _Sides(QScrollArea):
    """Brand, title and questions at the left, a card at the right; below each other where it is narrow.

    `column` holds them, and what else is to scroll with them.
    """

    def __init__(
        self, page: int, title: str, below: str, questions: QWidget, card: QWidget, *, shares: tuple[int, int]
    ) -> None:
        super().__init__()
        head = QHBoxLayout()
        head.setSpacing(theme.px(12))
        head.addWidget(Brand(edge=0), 1)
        head.addWidget(Where(page))
        heading = Heading(title, "verdict")
        heading.setWordWrap(True)
        left = QVBoxLayout()
        left.setSpacing(theme.px(6))
        left.addLayout(head)
        left.addWidget(heading)
        left.addWidget(Label(below, "body", "muted", wrap=True))
        left.addSpacing(theme.px(8))
        left.addWidget(questions, 1)
        content = QWidget()
        content.setProperty("focus_host", True)
        self.column = QVBoxLayout(content)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(0)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(theme.px(28))
        self.column.addLayout(self._columns, 1)
        self._columns.addLayout(left, shares[0])
        self._columns.addWidget(card, shares[1])
        self.setWidget(content)
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        content.setAutoFillBackground(False)
        self.viewport().setAutoFillBackground(False)

    def to_top(self) -> None:
        """Show the beginning."""
        self.verticalScrollBar().setValue(0)

    def set_narrow(self, narrow: bool, left: int, right: int) -> None:
        """One column or two, with margins in design pixels."""
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._columns.setDirection(down if narrow else across)
        self._columns.setContentsMargins(theme.px(left), theme.px(28), theme.px(right), theme.px(8))
