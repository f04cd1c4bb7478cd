"""Ice: today's sessions as dots, which knee, and a session logged in one click."""

from __future__ import annotations

from datetime import datetime, timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kneerehab.domain.codes import Side
from kneerehab.domain.icing import IcingSession
from kneerehab.domain.record import new_id
from kneerehab.gui import theme
from kneerehab.gui.controls.button import Button
from kneerehab.gui.controls.card import Card
from kneerehab.gui.controls.segmented import SegmentedControl
from kneerehab.gui.controls.text import Label
from kneerehab.gui.widgets.ring import Ring
from kneerehab.gui.workspace import Workspace
from kneerehab.i18n import _, ngettext
from kneerehab.services.today import DayView, entry_time
from kneerehab.wording.labels import knees_name

GAP = timedelta(hours=2)
"""The least gap between two sessions (D5, conflict 6)."""


class IceCard(Card):
    """Logs icing sessions of the usual length for the open day."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(_("Ice"), "", parent)
        self.workspace = workspace
        self._view: DayView | None = None
        self._knee_chosen = False
        self.ring = Ring(_("Ice timer"), colour="ice")
        self.knee = SegmentedControl(
            _("Ice on which knee"), [("left", _("Left")), ("right", _("Right")), ("both", _("Both"))], "both"
        )
        self.log_button = Button("", variant="soft", icon="ice", key="Shift+I")
        self.hint = Label(_("A cloth between ice and skin; look at the skin after 5 min."), "small", "muted", wrap=True)
        self._build_card()
        self.knee.changed.connect(self._knee_picked)
        self.log_button.clicked.connect(self.log)

    def _build_card(self) -> None:
        right = QVBoxLayout()
        right.setSpacing(theme.px(10))
        right.addWidget(self.knee)
        right.addWidget(self.log_button)
        right.addStretch(1)
        self.row = QHBoxLayout()
        self.row.setSpacing(theme.px(16))
        self.row.addWidget(self.ring, 0, Qt.AlignmentFlag.AlignTop)
        self.row.addLayout(right, 1)
        self.body.addLayout(self.row)
        self.body.addWidget(self.hint)
        self.body.addStretch(1)

    @property
    def minutes(self) -> int:
        """The usual length, 5 to 20 minutes (D2, D4)."""
        return self.workspace.settings.ice_minutes

    def show_day(self, view: DayView) -> None:
        """Show what was iced on a day."""
        if self._view is None or self._view.day != view.day:
            self._knee_chosen = False
        self._view = view
        if not self._knee_chosen:
            affected = self.workspace.planner.settings(self.workspace.runner_id or "", view.day).affected
            self.knee.set_value(affected.value)
        count = len(view.icing)
        total = sum(session.minutes for session in view.icing)
        text = ngettext("{n} session, {total} min", "{n} sessions, {total} min", count).format(n=count, total=total)
        self.set_title(_("Ice"), text if count else _("none yet"))
        self.ring.set_progress(self.minutes * 60, self.minutes * 60)
        self.ring.set_texts(f"{self.minutes}:00", _("minutes"))
        self.log_button.setText(_("Log {n} min").format(n=self.minutes))

    def _knee_picked(self, _side: object) -> None:
        self._knee_chosen = True

    def log(self) -> None:
        """A session of the usual length that ended just now (or in the morning of an earlier day)."""
        view = self._view
        if view is None:
            return
        side = Side(self.knee.value() or "both")
        session = IcingSession(id=new_id(), at=self._start(view), minutes=self.minutes, side=side)
        text = _("Ice, {knees}, {n} min").format(knees=knees_name(side).lower(), n=self.minutes)
        self.workspace.save(text, session)

    def _start(self, view: DayView) -> datetime:
        if view.day != self.workspace.today():
            after = max(
                (session.at + GAP for session in view.icing), default=entry_time(view.day, self.workspace.now())
            )
            return min(after, after.replace(hour=23, minute=0)) if after.date() == view.day else view.icing[-1].at
        now = self.workspace.now()
        started = now - timedelta(minutes=self.minutes)
        return started if started.date() == view.day else now.replace(hour=0, minute=0)
