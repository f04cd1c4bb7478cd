"""The six walk–run steps, and where the runner stands on them."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from kneerehab.domain.codes import Phase
from kneerehab.domain.plan.course import LADDER
from kneerehab.domain.plan.verdict import Verdict
from kneerehab.gui.look import theme
from kneerehab.gui.look.badge import Badge
from kneerehab.gui.look.card import Card
from kneerehab.gui.look.row import empty
from kneerehab.gui.look.text import Label
from kneerehab.gui.shell.articles import Word, WordLink
from kneerehab.gui.shell.workspace import Workspace
from kneerehab.i18n import _, pgettext
from kneerehab.wording.plan_page import step_words


class StepsCard(Card):
    """Shown until weekly budgets begin."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(_("Walk–run steps"), "", parent)
        self.workspace = workspace
        self._rows = QWidget()
        self._grid = QGridLayout(self._rows)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.px(16))
        self._grid.setVerticalSpacing(theme.px(10))
        self._grid.setColumnStretch(1, 1)
        self.note = Label("", "small", "muted", wrap=True)
        self.slot.addWidget(WordLink(Word.STEP))
        self.body.addWidget(self._rows)
        self.body.addWidget(self.note)
        self.body.addStretch(1)

    def show_steps(self, verdict: Verdict) -> None:
        """Mark what is done, the step of now with its green runs, and what is to come."""
        empty(self._grid)
        on_ladder = verdict.phase is Phase.RUNWALK
        for number, step in enumerate(LADDER, start=1):
            here = on_ladder and number == verdict.rung
            role = "body_strong" if here else "body"
            tone = "text" if here else "muted"
            if here:
                badge = Badge(_("{have} of 2 green").format(have=verdict.progress or 0), "hold", "run")
            elif on_ladder and number < (verdict.rung or 1):
                badge = Badge(pgettext("step", "Done"), "plain")
            else:
                badge = Badge(_("To come"), "plain", "")
            self._grid.addWidget(Label(_("Step {number}").format(number=number), role), number, 0)
            self._grid.addWidget(Label(step_words(step, self.workspace.formats), role, tone, wrap=True), number, 1)
            self._grid.addWidget(badge, number, 2, Qt.AlignmentFlag.AlignRight)
        text = _("Each step takes two green runs; a 5 min walk before and after. Then weekly budgets begin.")
        self.note.setText(text if on_ladder else f"{_('Two quiet 30 min walks open the steps.')} {text}")
