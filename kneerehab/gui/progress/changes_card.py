"""What changed between two visits, in sentences beside icons."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kneerehab.domain.trends.visits import Comparison
from kneerehab.gui.look import theme
from kneerehab.gui.look.card import Card
from kneerehab.gui.look.row import empty
from kneerehab.gui.look.text import Divider, Icon, Label
from kneerehab.i18n import _
from kneerehab.wording import visits_told
from kneerehab.wording.formats import Formats


class ChangesCard(Card):
    """The sentences, and which weeks they compare; what is done with them comes below."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("What changed"), "", parent)
        self._told = QVBoxLayout()
        self._told.setSpacing(theme.px(10))
        self.body.addLayout(self._told)
        self.body.addStretch(1)

    def show_changes(self, found: Comparison, formats: Formats) -> None:
        """Tell of these two visits."""
        empty(self._told)
        self._told.addWidget(Label(visits_told.span_words(found, formats), "small", "muted", wrap=True))
        for told in visits_told.changes(found, formats):
            self._told.addWidget(Divider())
            self._told.addWidget(_line(told))
        self._told.addWidget(Divider())
        self._told.addWidget(Label(visits_told.weeks_words(found, formats), "caption", "muted", wrap=True))


def _line(told: visits_told.Told) -> QWidget:
    line = QWidget()
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(theme.px(10))
    row.addWidget(Icon(told.icon, "accent", 18), 0, Qt.AlignmentFlag.AlignTop)
    words = QVBoxLayout()
    words.setSpacing(0)
    words.addWidget(Label(told.lead, "body_strong", wrap=True))
    if told.text:
        words.addWidget(Label(told.text, "body", wrap=True))
    row.addLayout(words, 1)
    return line
