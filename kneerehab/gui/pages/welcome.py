"""The first start: five short questions, or a demo runner; nothing leaves this computer."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QButtonGroup, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from kneerehab.domain.codes import Phase, Side, Units, Zone
from kneerehab.domain.plan_records import Plan
from kneerehab.domain.record import new_id
from kneerehab.domain.runner import Runner
from kneerehab.domain.units import distance
from kneerehab.gui import theme
from kneerehab.gui.controls.button import Button, Link
from kneerehab.gui.controls.card import Card
from kneerehab.gui.controls.fields import Field, TextField
from kneerehab.gui.controls.flow import FlowLayout
from kneerehab.gui.controls.segmented import SegmentedControl
from kneerehab.gui.controls.text import Heading, Icon, Label
from kneerehab.gui.controls.toggle import ChoiceRow
from kneerehab.gui.controls.week_fields import WeekFields
from kneerehab.gui.locale import number
from kneerehab.gui.sidebar import Brand
from kneerehab.gui.widgets.knee_map import KneeMap
from kneerehab.gui.workspace import Workspace
from kneerehab.i18n import _
from kneerehab.services.exercises import starting_set

_ONE_COLUMN = 1000


class WelcomePage(QWidget):
    """Asks what the plan needs to begin; every answer can be changed later."""

    demo_wanted = Signal()
    back_wanted = Signal()

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self._knee_said = False  # the first segment is only preset
        self._again = bool(workspace.diaries.runners())
        self.setObjectName("welcome")
        self.setProperty("page", True)
        self.name = TextField(name=_("What should we call you?"))
        self.name.setMaxLength(100)
        self.name_field = Field("", self.name)
        self.knee = SegmentedControl(
            _("Which knee hurts?"), [("left", _("Left")), ("right", _("Right")), ("both", _("Both"))], "left"
        )
        self.units = SegmentedControl(_("Kilometres or miles"), [("km", _("km")), ("mile", _("miles"))], "km")
        self.usual = WeekFields(Units.KM, name=_("Usual week"))
        self.as_before = ChoiceRow(_("Run as much as before"))
        self.another = ChoiceRow(_("Another week"), _("you choose"))
        self.goal = WeekFields(Units.KM, name=_("Goal week"))
        self.map = KneeMap("left")
        self.start_button = Button(_("Start my plan"), variant="primary", size="big")
        self.skip_button = Button(_("Skip for now"), variant="quiet", size="big")
        self.demo_button = Button(_("Try it with a demo runner"), variant="quiet", size="big")
        self.back_button = Button(_("Back"), variant="quiet", size="big")
        self.import_link = Link(_("Or open a diary you have already"))
        self._build()
        self._connect()

    def _build(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(theme.px(6))
        left.addWidget(Brand())
        left.addSpacing(theme.px(14))
        title = Heading(_("Let’s find your starting point"), "verdict")
        title.setWordWrap(True)
        left.addWidget(title)
        left.addWidget(Label(_("Five short questions. You can change every answer later."), "body", "muted", wrap=True))
        left.addWidget(self.import_link, 0, Qt.AlignmentFlag.AlignLeft)
        left.addSpacing(theme.px(10))
        week = QWidget()
        self._week = QBoxLayout(QBoxLayout.Direction.LeftToRight, week)
        self._week.setContentsMargins(0, 0, 0, 0)
        self._week.setSpacing(theme.px(12))
        self._week.addWidget(self.usual, 1)
        self._week.addWidget(self.units, 0, Qt.AlignmentFlag.AlignTop)
        goals = QWidget()
        column = QVBoxLayout(goals)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        group = QButtonGroup(self)
        for choice in (self.as_before, self.another):
            group.addButton(choice)
            column.addWidget(choice)
        column.addWidget(self.goal)
        self.goal.hide()
        self.as_before.setChecked(True)
        for index, (text, part) in enumerate(
            (
                (_("What should we call you?"), self.name_field),
                (_("Which knee hurts?"), self.knee),
                (_("How much did you run a week before it hurt?"), week),
                (_("What is your goal?"), goals),
            ),
            start=1,
        ):
            left.addLayout(_question(index, text, part))
        left.addStretch(1)
        promise = QWidget()
        row = QHBoxLayout(promise)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(8))
        row.addWidget(Icon("check", "muted", 16))
        row.addWidget(Label(_("Everything stays on this computer."), "small", "muted"))

        card = Card()
        card.body.addLayout(_question(5, _("Where does it hurt?"), None))
        card.body.addWidget(self.map, 1)
        note = QHBoxLayout()
        note.addWidget(Icon("info", "accent", 18), 0, Qt.AlignmentFlag.AlignTop)
        note.addWidget(
            Label(
                _("This is for your diary, not a diagnosis. A doctor or physio can look for the cause."),
                "small",
                "muted",
                wrap=True,
            ),
            1,
        )
        card.body.addLayout(note)

        content = QWidget()
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight, content)
        self._columns.setSpacing(theme.px(56))
        holder = QWidget()
        holder.setLayout(left)
        self._columns.addWidget(holder, 9)
        self._columns.addWidget(card, 11)
        scroll = QScrollArea()
        scroll.setWidget(content)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        content.setAutoFillBackground(False)
        scroll.viewport().setAutoFillBackground(False)

        buttons = QWidget()
        row = FlowLayout(buttons, spacing=theme.px(12))
        for button in (self.back_button, self.demo_button, self.skip_button, self.start_button):
            row.addWidget(button)
        self._foot = FlowLayout(spacing=theme.px(12), to_both_ends=True)
        self._foot.addWidget(promise)
        self._foot.addWidget(buttons)
        self.back_button.setVisible(self._again)
        self.demo_button.setVisible(not self.workspace.demo)
        self.skip_button.setVisible(not self._again)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(scroll, 1)
        outer.addLayout(self._foot)

    def _connect(self) -> None:
        self.knee.changed.connect(self._knee_chosen)
        self.units.changed.connect(self._units_changed)
        self.another.toggled.connect(self.goal.setVisible)
        self.usual.changed.connect(self._show_usual)
        self.name.textChanged.connect(lambda _text: self.name_field.set_error(None))
        self.name.returnPressed.connect(self.start)
        self.start_button.clicked.connect(self.start)
        self.skip_button.clicked.connect(self.skip)
        self.demo_button.clicked.connect(self.demo_wanted)
        self.back_button.clicked.connect(self.back_wanted)
        self.import_link.clicked.connect(lambda: self.workspace.command_wanted.emit("import"))

    def _knee_chosen(self, knees: str | None) -> None:
        self._knee_said = True
        self.map.set_knees(knees or "both")

    def _units_changed(self, units: str | None) -> None:
        for week in (self.usual, self.goal):
            week.set_units(Units(units or "km"))
        self._show_usual()

    def _show_usual(self) -> None:
        amount = self.usual.amount()
        if amount is None:
            self.as_before.set_detail("")
            return
        units = Units(self.units.value() or "km")
        self.as_before.set_detail(
            _("{distance} {unit}, {minutes} min a week").format(
                distance=number(distance(amount.metres, units), 1),
                unit=_("km") if units is Units.KM else _("mi"),
                minutes=number(amount.seconds // 60, 0),
            )
        )

    def start(self) -> None:
        """Make the runner and the plan from the answers."""
        named = bool(self.name.text().strip())
        if not named:
            self.name_field.set_error(_("Please type a name; a first name or initials are enough."))
        weeks_fine = self.usual.check()
        if self.another.isChecked():
            weeks_fine = self.goal.check() and weeks_fine
        if not named:
            self.name.setFocus(Qt.FocusReason.OtherFocusReason)
        if named and weeks_fine:
            self._create(self.name.text().strip(), Side(self.knee.value() or "both"))

    def skip(self) -> None:
        """Begin with a careful default plan."""
        said = Side(self.knee.value() or "both") if self._knee_said else None
        self._create(self.name.text().strip() or _("Runner"), said)

    def _create(self, name: str, affected: Side | None) -> None:
        runner = Runner(
            id=new_id(),
            name=name,
            units=Units(self.units.value() or "km"),
            zones=tuple(zone for zone in Zone if zone in self.map.zones),
        )
        plan = Plan(
            start=self._today(),
            affected=affected,
            usual_week=self.usual.amount(),
            goal_week=self.goal.amount() if self.another.isChecked() else None,
        )
        workspace = self.workspace
        first = starting_set(Phase.CALM, self._today(), runner.zones)
        if workspace.attempt(lambda: workspace.diaries.create_runner(runner, plan, *first), about="welcome"):
            workspace.open_runner(runner.id)

    def _today(self) -> date:
        return self.workspace.today()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < theme.px(_ONE_COLUMN)
        wanted = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        self._columns.setDirection(wanted)
        self._week.setDirection(wanted)
        left, right = (20, 20) if narrow else (64, 52)
        self._columns.setContentsMargins(theme.px(left), theme.px(28), theme.px(right), theme.px(8))
        self._foot.setContentsMargins(theme.px(left), theme.px(12), theme.px(right), theme.px(24))


def _question(index: int, text: str, part: QWidget | None) -> QVBoxLayout:
    """A numbered question with its control indented below."""
    column = QVBoxLayout()
    column.setSpacing(theme.px(6))
    row = QHBoxLayout()
    row.setSpacing(theme.px(10))
    row.addWidget(_Number(index))
    row.addWidget(Heading(text, "body_strong"), 1)
    column.addLayout(row)
    if part is not None:
        holder = QHBoxLayout()
        holder.setContentsMargins(theme.px(34), 0, 0, theme.px(10))
        holder.addWidget(part, 1)
        column.addLayout(holder)
    return column


class _Number(Label):
    """The number of a question in a tinted disc."""

    def __init__(self, index: int) -> None:
        super().__init__(str(index), "chip", "accent")
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        side = theme.px(24)
        self.setFixedSize(side, side)
        self.setStyleSheet(f"background: {theme.current().accent_tint}; border-radius: {side // 2}px;")
