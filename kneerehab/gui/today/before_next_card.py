"""After a red run: the two conditions of the next one, and what follows then."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kneerehab.domain.plan.after_run import AfterRun
from kneerehab.domain.plan.verdict import Verdict
from kneerehab.gui.look import theme
from kneerehab.gui.look.badge import Badge
from kneerehab.gui.look.button import Link
from kneerehab.gui.look.card import Card
from kneerehab.gui.look.text import Divider, Icon, Label
from kneerehab.gui.shell.articles import Word, open_word
from kneerehab.gui.shell.workspace import Workspace
from kneerehab.i18n import _
from kneerehab.wording import after_run as words


class BeforeNextCard(Card):
    """Days without a run, settled days, and the smaller week; said without reproach."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(_("Before the next run"), "", parent)
        self.workspace = workspace
        self.settled = Label("", "small", "muted", wrap=True)
        self.monitored = Link(_("What the monitored plan is"))
        self.monitored.clicked.connect(lambda: open_word(self, Word.MONITORED))
        self.then = Label("", "small", "muted", wrap=True)
        self.body.addWidget(_step("1", Label(_("Two days without a run"), "body_strong", wrap=True), None))
        self.body.addWidget(_step("2", Label(_("Two settled days in a row"), "body_strong", wrap=True), self.settled))
        self.body.addWidget(self.monitored, 0, Qt.AlignmentFlag.AlignLeft)
        self._divider = Divider()
        self._then = _step("", Label(_("Then a smaller week"), "body_strong", wrap=True), self.then)
        self.body.addWidget(self._divider)
        self.body.addWidget(self._then)
        self.body.addWidget(Label(_("One such day is not a lost month."), "small", "muted", wrap=True))
        self.body.addStretch(1)

    def show_answer(self, after: AfterRun, verdict: Verdict) -> None:
        """Fill in what settled means today, and the budget that follows."""
        quiet = self.workspace.planner.settings(self.workspace.runner_id or "", verdict.date).quiet
        self.settled.setText(
            _("0 of 10 all day, no swelling, no limp")
            if not quiet
            else _("At most {limit} of 10 all day, no swelling, no limp").format(limit=quiet)
        )
        self.monitored.setVisible(bool(quiet))
        smaller = words.smaller_week(after, self.workspace.formats)
        self.then.setText(smaller)
        for part in (self._divider, self._then):
            part.setVisible(bool(smaller))


def _step(number: str, name: Label, text: Label | None) -> QWidget:
    row = QWidget()
    line = QHBoxLayout(row)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(theme.px(12))
    mark = Badge(number) if number else Icon("arrow-down", "caution", 20)
    words_ = QVBoxLayout()
    words_.setSpacing(theme.px(2))
    words_.addWidget(name)
    if text is not None:
        words_.addWidget(text)
    line.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
    line.addLayout(words_, 1)
    return row
