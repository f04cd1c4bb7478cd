"""What one activity of an import was, and whether its walks belong to the run: shown, and changed by the runner."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kneerehab.domain.codes import ActivityKind, CrossKind
from kneerehab.exchange.activities import Candidate
from kneerehab.gui.look import theme
from kneerehab.gui.look.button import Link
from kneerehab.gui.look.fields import Field
from kneerehab.gui.look.select import Select
from kneerehab.gui.look.text import Label
from kneerehab.gui.look.toggle import Toggle
from kneerehab.i18n import _
from kneerehab.wording.formats import Formats
from kneerehab.wording.labels import label

Kind = tuple[ActivityKind, CrossKind | None]

KINDS: tuple[Kind, ...] = (
    (ActivityKind.RUN, None),
    (ActivityKind.WALK, None),
    *((ActivityKind.CROSS, cross) for cross in CrossKind),
)


class RunDetails(QWidget):
    """`kind_chosen` carries a place in KINDS, `all_wanted` the same for every guess, `walks_cut` whether they are."""

    kind_chosen = Signal(int)
    all_wanted = Signal(int)
    walks_cut = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.kind = Select([(place, _words(kind)) for place, kind in enumerate(KINDS)], name=_("What it was"))
        self.hint = Label("", "small", "muted", wrap=True)
        self.all = Link("")
        self.walks = Toggle("")
        self._build()
        self._connect()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        row = QHBoxLayout()
        row.setSpacing(theme.px(12))
        row.addWidget(Field(_("What it was"), self.kind))
        side = QVBoxLayout()
        side.addStretch(1)
        side.addWidget(self.hint)
        side.addWidget(self.all, 0, Qt.AlignmentFlag.AlignLeft)
        row.addLayout(side, 1)
        column.addLayout(row)
        column.addWidget(self.walks)

    def _connect(self) -> None:
        self.kind.changed.connect(lambda _place: self.kind_chosen.emit(self._place()))
        self.all.clicked.connect(lambda: self.all_wanted.emit(self._place()))
        self.walks.clicked.connect(self.walks_cut)

    def show_candidate(self, candidate: Candidate | None, formats: Formats, guesses: int) -> None:
        """Show this one of the list; `guesses` are all whose kind is only guessed."""
        self.setVisible(candidate is not None)
        if candidate is None:
            return
        self.kind.set_value(KINDS.index((candidate.kind, candidate.cross_kind)))
        self.hint.setText(_("The file doesn’t say what it was. Please look whether this is right."))
        self.hint.setVisible(candidate.kind_guessed)
        self.all.setText(_("Yes, and so were all {n} guesses").format(n=guesses))
        self.all.setVisible(candidate.kind_guessed and guesses > 1)
        walks = candidate.walks
        self.walks.setVisible(walks is not None and candidate.kind is ActivityKind.RUN)
        if walks is not None:
            words = _("Leave out {time} of walking before and after: the plan counts the run alone.")
            self.walks.setText(words.format(time=formats.minutes(walks.seconds)))
            self.walks.setChecked(walks.cut)

    def _place(self) -> int:
        value = self.kind.value()
        return value if isinstance(value, int) else 0


def _words(kind: Kind) -> str:
    return label(kind[1] or kind[0])
