"""The card beside the questions: how the way back would begin, asked of the plan anew with every answer."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from kneerehab.domain.codes import Phase, Weekday
from kneerehab.domain.plan_records import Plan
from kneerehab.gui.look import theme
from kneerehab.gui.look.banner import Banner
from kneerehab.gui.look.card import Card
from kneerehab.gui.look.flow import FlowLayout
from kneerehab.gui.look.text import Divider, Heading, Label
from kneerehab.gui.welcome.way_list import WayList, WayStep
from kneerehab.gui.welcome.week_row import WeekRow
from kneerehab.i18n import _
from kneerehab.services.way import WayBack, way_back
from kneerehab.wording.formats import Formats
from kneerehab.wording.labels import label
from kneerehab.wording.plan_page import PHASES
from kneerehab.wording.way import no_promise, phase_begins, why_rung


class WayCard(Card):
    """Five phases with their earliest days, why the ladder begins where it does, and the running week."""

    def __init__(self, first_weekday: int, parent: QWidget | None = None) -> None:
        super().__init__("", "", parent)
        self.title = Heading(_("Your way back would begin like this"))
        self.title.setWordWrap(True)
        self.way = WayList()
        self.why = Banner("info", "")
        self.week = WeekRow(first_weekday)
        self.week_words = Label("", "small", "muted", wrap=True)
        self._build_card()

    def _build_card(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(theme.px(12))
        row.addWidget(Label(_("It changes while you answer."), "small", "muted", wrap=True), 1)
        row.addWidget(Label(_("at the earliest"), "small", "muted"), 0, Qt.AlignmentFlag.AlignRight)
        foot = FlowLayout(spacing=theme.px(12), grows=self.week_words, least=theme.px(100))
        foot.addWidget(self.week_words)
        foot.addWidget(self.week)
        self.body.setSpacing(theme.px(8))
        self.body.addWidget(self.title)
        self.body.addLayout(row)
        self.body.addWidget(self.way, 1)
        self.body.addWidget(self.why)
        self.body.addWidget(Label(no_promise(), "small", "muted", wrap=True))
        self.body.addWidget(Divider())
        self.body.addLayout(foot)

    def show_way(self, plan: Plan, run_days: Collection[Weekday], days_off: str | None, formats: Formats) -> None:
        """Ask the plan for these answers; `days_off` is "short", "weeks", "long", or anything else if not said."""
        found = way_back(plan, run_days)
        self.way.show_steps([self._step(phase, found, plan.start, formats) for phase in PHASES])
        self.why.set_message(*why_rung(days_off))
        self.week.show_days(run_days)
        self.week_words.setText(_("Your running week") if run_days else _("Your running week, any days"))

    def _step(self, phase: Phase, found: WayBack, today: date, formats: Formats) -> WayStep:
        day = found.begins.get(phase)
        name = label(phase)
        text = phase_begins(phase, found.settings, found.first_week, formats)
        if day is None:
            later = "" if phase is Phase.MAINTAIN else _("later")
            return WayStep(name=name[:1].upper() + name[1:], text=text, day=later)
        shown = _("today") if day == today else formats.short_day(day)
        return WayStep(
            name=name[:1].upper() + name[1:], text=text, day=shown, spoken_day=formats.day(day), current=day == today
        )
