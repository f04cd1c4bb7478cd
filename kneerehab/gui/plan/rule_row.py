"""One rule that was asked: the question, the answer, what it looked at (with links to the diary), and its source."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kneerehab.domain.record import Record
from kneerehab.gui.look import theme
from kneerehab.gui.look.badge import Badge
from kneerehab.gui.look.button import Link
from kneerehab.gui.look.flow import FlowLayout, follow_width
from kneerehab.gui.look.text import Label
from kneerehab.i18n import _
from kneerehab.wording.chain import record_title
from kneerehab.wording.formats import Formats


class RuleRow(QWidget):
    """`record_wanted` carries the id of a diary entry. `answer` is a badge's words, `kind` its look."""

    record_wanted = Signal(str)

    def __init__(
        self,
        question: str,
        answer: str,
        kind: str,
        text: str,
        source: str,
        records: Sequence[Record],
        formats: Formats,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.question = Label(question, "body_strong", wrap=True)
        self.answer = Badge(answer, kind, "")
        self.text = Label(text, "body", wrap=True)
        self.source = Label(source, "caption", "muted", wrap=True)
        self.links = [self._link(record, formats) for record in records]
        self._build()
        self.setAccessibleName(" ".join(part for part in (question, answer + ".", text, source) if part))

    def _build(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(theme.px(3))
        words.addWidget(self.question)
        if self.text.text():
            words.addWidget(self.text)
        if self.links:
            holder = QWidget()
            follow_width(holder)
            flow = FlowLayout(holder, spacing=theme.px(14), line_spacing=theme.px(2))
            for link in self.links:
                flow.addWidget(link)
            words.addWidget(holder)
        words.addWidget(self.source)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, theme.px(2), 0, theme.px(2))
        row.setSpacing(theme.px(14))
        row.addLayout(words, 1)
        row.addWidget(self.answer, 0, Qt.AlignmentFlag.AlignTop)

    def _link(self, record: Record, formats: Formats) -> Link:
        link = Link(record_title(record, formats), role="small_medium")
        link.setAccessibleDescription(_("Opens the entry in the diary"))
        link.clicked.connect(lambda: self.record_wanted.emit(record.id))
        return link
