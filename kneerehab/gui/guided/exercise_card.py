"""The exercise under way: its drawing with the working leg coloured, and the cues."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from kneerehab import library
from kneerehab.domain.codes import Side
from kneerehab.gui.look import painting, theme
from kneerehab.gui.look.button import Button
from kneerehab.gui.look.card import Card
from kneerehab.gui.look.exercise_picture import ExercisePicture
from kneerehab.gui.look.row import cue_row, empty
from kneerehab.gui.look.text import Divider, Heading, Label
from kneerehab.i18n import _
from kneerehab.services.session_steps import Item
from kneerehab.wording.session import set_words


class GuidedExerciseCard(Card):
    """Follows the session from exercise to exercise, and the figure turns with the leg."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", "", parent)
        self._shown: tuple[str, str | None] | None = None
        self._offer: tuple[str, bool, bool] | None = None
        self.name = Heading("", "dialog_title")
        self.name.setWordWrap(True)
        self.detail = Label("", "small", "muted", wrap=True)
        self.way = Label("", "small_strong", "accent", wrap=True)
        self.offer = Label("", "small", "muted", wrap=True)
        self.easier_button = Button("", variant="soft", size="small", icon="arrow-down", key="E")
        self.picture = ExercisePicture("", 0, 0)
        self.cues = QVBoxLayout()
        self.coloured = QWidget()
        self.divider = Divider()
        self._short = False
        self._drawn = True
        self._build_card()

    def _build_card(self) -> None:
        self.cues.setSpacing(theme.px(10))
        self.body.setSpacing(theme.px(10))
        head = QVBoxLayout()
        head.setSpacing(theme.px(4))
        for part in (self.name, self.detail, self.way):
            head.addWidget(part)
        self.body.addLayout(head)
        self.body.addWidget(self.offer)
        self.body.addWidget(self.easier_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(self.picture, 1)
        self.body.addLayout(self.cues)
        self.body.addWidget(self.divider)
        row = QHBoxLayout(self.coloured)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(8))
        row.addWidget(_Swatch())
        row.addWidget(Label(_("The coloured leg is the one that works."), "small", "muted", wrap=True), 1)
        self.body.addWidget(self.coloured)

    def set_short(self, short: bool) -> None:
        """Three cues at most and no legend, for a low window."""
        self._short = short
        self._trim()

    def _trim(self) -> None:
        for number in range(self.cues.count()):
            item = self.cues.itemAt(number)
            if item is not None and (cue := item.widget()) is not None:
                cue.setVisible(not (self._short and number > 2))
        for part in (self.divider, self.coloured):
            part.setVisible(self._drawn and not self._short)

    def show_item(self, item: Item, side: Side, pose: int, own_words: str | None) -> None:
        """Show an exercise; `own_words` are the instructions of the runner's own one."""
        easier = item.easier if item.easy else None
        drawn = easier.exercise if easier is not None and easier.exercise else item.exercise
        self.picture.set_exercise(drawn, pose=pose, mirrored=side is Side.LEFT)
        if self._shown == (item.exercise, item.way):
            return
        self._shown = (item.exercise, item.way)
        shipped = library.find(item.exercise)
        self.name.setText(_(item.name) if shipped else item.name)
        where = _(shipped.muscles[0]) if shipped else ""
        dose = set_words(item.target)
        self.detail.setText(f"{where[:1].upper()}{where[1:]}, {dose}" if where else dose)
        self.way.setText(_("Do it as: {way}").format(way=_(item.way)) if item.way else "")
        self.way.setVisible(bool(item.way))
        self._drawn = shipped is not None
        empty(self.cues)
        told = library.find(drawn)
        lines = [_(cue) for cue in told.cues[:4]] if told else [own_words] if own_words else []
        if easier is not None:
            self.cues.addWidget(cue_row(_(easier.how), "arrow-down", "accent"))
            if drawn == item.exercise:  # its cues and its drawing are those of the usual way
                self.cues.addWidget(cue_row(_("The drawing shows the usual way."), "info", "muted"))
                lines = []
        for words in lines:
            self.cues.addWidget(cue_row(words, "check" if shipped else "note", "success" if shipped else "muted"))
        self._trim()

    def show_offer(self, item: Item, *, offered: bool, sore: bool) -> None:
        """Offer the easier way of an exercise, or the way back from it; nothing changes without the button."""
        if self._offer == (item.exercise, offered, item.easy) and self.easier_button.isVisibleTo(self) is offered:
            return
        self._offer = (item.exercise, offered, item.easy)
        self.offer.setVisible(offered and not item.easy)
        self.easier_button.setVisible(offered)
        if item.easier is None:
            return
        words = (
            _("The knee is sore today. An easier way here: {way}.")
            if sore
            else _("That set hurt more than your limit. An easier way here: {way}.")
        )
        self.offer.setText(words.format(way=_(item.easier.name)))
        self.easier_button.setText(_("Usual ways again") if item.easy else _("Take the easier ways"))
        self.easier_button.set_icon_name("arrow-up" if item.easy else "arrow-down")
        self.easier_button.setAccessibleDescription(_(item.easier.how))


class _Swatch(QWidget):
    """The look of the working leg."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(26), theme.px(12))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painting.brush_for(self)
        painting.rounded(painter, QRectF(self.rect()), 6, "figure_tint", "accent", 1.8)
        painter.end()
