"""How a run fits, live under a form: words in a tinted box, with the week's bar."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from kneerehab.domain.activity import Activity
from kneerehab.domain.fields import Amount
from kneerehab.domain.plan.explanation import GradePreview
from kneerehab.domain.plan.verdict import Advice
from kneerehab.gui.forms.run.bar import Bar, BarPart
from kneerehab.gui.look import accessible, theme
from kneerehab.gui.look.shapes import rounded
from kneerehab.gui.look.text import Icon, Label
from kneerehab.gui.shell.workspace import Workspace
from kneerehab.i18n import _
from kneerehab.wording.fit import CAUTION, DANGER, INFO, SUCCESS, Fit, fit, nothing_yet

_LOOK = {  # icon, colour, fill
    SUCCESS: ("check", "success", "success_tint"),
    INFO: ("info", "accent", "accent_tint"),
    CAUTION: ("triangle-alert", "caution", "caution_tint"),
    DANGER: ("info", "danger", "danger_tint"),
}


class FitPanel(QFrame):
    """Shows what `wording.fit` says; nothing here decides or refuses anything. `compact` leaves out the bar."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.shown = nothing_yet()
        self.compact = False
        self.icon = Icon("info", "accent", 20)
        self.words = Label(wrap=True, rich=True)
        self.bar = Bar(_("This week"))
        self.meaning = Label("", "small", "text", wrap=True)
        self._build()
        self.show_fit(self.shown)

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(theme.px(10))
        head.addWidget(self.icon, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self.words, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(16), theme.px(12), theme.px(16), theme.px(12))
        column.setSpacing(theme.px(8))
        column.addLayout(head)
        column.addWidget(self.bar)
        column.addWidget(self.meaning)
        column.addStretch(1)

    def show_activity(self, activity: Activity | None) -> GradePreview | None:
        """Say how `activity` would fit; None asks for time or distance. Returns the preview it rests on."""
        if activity is None:
            self.show_fit(nothing_yet())
            return None
        planner, runner_id = self.workspace.planner, self.workspace.runner_id or ""
        preview = planner.preview(runner_id, activity)
        week = None if preview is None else planner.in_week(runner_id, activity, preview)
        done, this = week or (None, None)
        settings = planner.settings(runner_id, activity.at.date())
        self.show_fit(fit(preview, activity, settings, self.workspace.formats, done=done, this=this))
        if preview is not None and done is not None and this is not None:
            self._show_week(activity, preview, done, this)
        return preview

    def show_fit(self, found: Fit) -> None:
        """Show words alone."""
        if found.title != self.shown.title:
            accessible.announce(self, found.words())
        self.shown = found
        icon, colour, _fill = _LOOK[found.tone]
        self.icon.set_icon(icon, colour)
        self.words.setText(f"<b>{escape(found.title)}</b>&nbsp; {escape(found.text)}")
        self.meaning.setText(found.meaning)
        self.meaning.setVisible(bool(found.meaning))
        self.bar.hide()
        self.setAccessibleName(found.words())
        self.update()

    def _show_week(self, activity: Activity, preview: GradePreview, done: Amount, this: Amount) -> None:
        if preview.verdict.week is None or preview.verdict.advice is Advice.STOP:
            return
        budget = preview.verdict.week.budget
        formats = self.workspace.formats
        if activity.seconds is None:
            parts = _parts(done.metres, this.metres, budget.metres, formats.distance)
        else:
            parts = _parts(done.seconds, this.seconds, budget.seconds, formats.minutes)
        self.bar.set_parts(parts, colour=_LOOK[self.shown.tone][1])
        self.bar.setVisible(not self.compact)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        rounded(painter, QRectF(self.rect()), theme.px(12), fill=theme.colour(_LOOK[self.shown.tone][2]))
        painter.end()


def _parts(done: int, this: int, budget: int, write: Callable[[int], str]) -> list[BarPart]:
    left = budget - done - this
    parts = [
        BarPart(amount=done, caption=_("Done {amount}").format(amount=write(done))),
        BarPart(amount=this, style="hatched", caption=_("This run {amount}").format(amount=write(this)), strong=True),
    ]
    if left * 50 > budget:
        parts.append(BarPart(amount=left, style="outline", caption=_("Left {amount}").format(amount=write(left))))
    return parts
