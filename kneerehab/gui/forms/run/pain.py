"""How the knees were on a run or walk: form, pain before, most during and an hour after; empty until answered."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from kneerehab.domain.codes import ActivityKind, Knee, Side
from kneerehab.domain.fields import KneeScores
from kneerehab.gui.look import theme
from kneerehab.gui.look.button import Button
from kneerehab.gui.look.flow import FlowLayout
from kneerehab.gui.look.pain_scale import PainScale
from kneerehab.gui.look.segmented import SegmentedControl
from kneerehab.gui.look.text import Heading, Label
from kneerehab.i18n import N_, _
from kneerehab.wording.labels import knee_name, knees_within, within

_FORM = {
    ActivityKind.RUN: N_("Did you limp or run differently?"),
    ActivityKind.WALK: N_("Did you limp or walk differently?"),
    None: N_("Did you limp or move differently?"),
}
_ANSWERS = {"yes": True, "no": False}
_MOMENTS = (N_("Before"), N_("Most during"), N_("An hour after"))
_AN_HOUR_AFTER = 2


class RunPain(QWidget):
    """`changed` after every answer. What was answered for a knee stays when the other one is shown."""

    changed = Signal()

    def __init__(
        self,
        side: Side,
        kind: ActivityKind | None = None,
        parent: QWidget | None = None,
        *,
        hour_is_over: Callable[[], bool] | None = None,
    ) -> None:
        """`kind` is None where runs and walks take turns.

        `hour_is_over` says whether the knee an hour after can be known already: before that it is not asked about here,
        as `show_hour` then finds. Without it the hour is over.
        """
        super().__init__(parent)
        self._hour_is_over = hour_is_over or (lambda: True)
        self.title = Heading("", "body_strong")
        self.none = Button(_("No pain, moved as usual"), variant="soft", icon="check", size="compact")
        question = _(_FORM[kind])
        self.form = SegmentedControl(question, [("no", _("No")), ("yes", _("Yes"))], size="small", optional=True)
        self.form_words = Label(question, wrap=True)
        self.side = SegmentedControl(
            _("Which knee"),
            [("left", _("Left")), ("right", _("Right")), ("both", _("Both"))],
            side.value,
            size="small",
        )
        self.scales: dict[tuple[int, Knee], PainScale] = {}
        """By moment and knee: those that were asked about so far."""
        self._names: dict[tuple[int, Knee], Label] = {}
        self._grid = QGridLayout()
        self.asked_later = Label(_("Today will ask how the knee is an hour after."), "small", "muted", wrap=True)
        self._build()
        self.asked_later.setHidden(hour_is_over is None)
        self._show_side()
        self.none.clicked.connect(self.answer_none)
        self.form.changed.connect(lambda _value: self.changed.emit())
        self.side.changed.connect(lambda _side: self._show_side())

    def _build(self) -> None:
        head = FlowLayout(spacing=theme.px(14), line_spacing=theme.px(8), to_both_ends=True)
        for part in (self.title, self.none, self.side):
            head.addWidget(part)
        form = QHBoxLayout()
        form.setSpacing(theme.px(14))
        form.addWidget(self.form_words, 1)
        form.addWidget(self.form)
        self._grid.setHorizontalSpacing(theme.px(12))
        self._grid.setVerticalSpacing(theme.px(8))
        self._grid.setColumnStretch(1, 1)
        self._grid.setColumnMinimumWidth(0, theme.px(104))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        column.addLayout(head)
        column.addLayout(form)
        column.addLayout(self._grid)
        column.addWidget(self.asked_later)

    def _scale(self, index: int, knee: Knee) -> PainScale:
        """The scale of a moment and knee, made when it is first asked about, with the place it has for Tab."""
        if (scale := self.scales.get((index, knee))) is None:
            words = _("{knee}, pain {moment}").format(knee=knee_name(knee), moment=within(_(_MOMENTS[index])))
            scale = self.scales[index, knee] = PainScale(words, cell_height=34)
            scale.value_changed.connect(lambda _value: self.changed.emit())
            name = self._names[index, knee] = Label("")
            for part in (scale, name):
                part.hide()  # until its row is shown
            row = index * len(Knee) + list(Knee).index(knee)
            self._grid.addWidget(name, row, 0)
            self._grid.addWidget(scale, row, 1)
            self._name(index, knee)
            before = max((key for key in self.scales if key < (index, knee)), default=None)
            last = (self.form if before is None else self.scales[before]).findChildren(QAbstractButton)[-1]
            for one, next_one in pairwise((last, *scale.findChildren(QAbstractButton))):
                self.setTabOrder(one, next_one)
        return scale

    def _name(self, index: int, knee: Knee) -> None:
        words = _(_MOMENTS[index])
        if self._shown() is Side.BOTH:
            words = _("{moment}, left") if knee is Knee.LEFT else _("{moment}, right")
            words = words.format(moment=_(_MOMENTS[index]))
        self._names[index, knee].setText(words)

    def _shown(self) -> Side:
        return Side(self.side.value() or Side.BOTH)

    def _show_side(self) -> None:
        side = self._shown()
        self.title.setText(_("Pain, {knee}").format(knee=knees_within(side)))
        for index in range(len(_MOMENTS)):
            asked = index < _AN_HOUR_AFTER or self.asked_later.isHidden()
            for knee in Knee:
                self._show_row(index, knee, shown=asked and knee in side.knees)
        for key in self._names:
            self._name(*key)

    def show_hour(self) -> None:
        """Ask about the hour after once it is over; an answer that is there already stays in sight."""
        open_ = self.scores()[_AN_HOUR_AFTER] is not None or self._hour_is_over()
        if open_ != self.asked_later.isHidden():
            self.asked_later.setVisible(not open_)
            for knee in Knee:
                self._show_row(_AN_HOUR_AFTER, knee, shown=open_ and knee in self._shown().knees)

    def _show_row(self, index: int, knee: Knee, *, shown: bool) -> None:
        if shown or (index, knee) in self.scales:
            self._scale(index, knee).setVisible(shown)
            self._names[index, knee].setVisible(shown)

    def is_open(self) -> bool:
        """Whether nothing has been answered yet."""
        return self.form.value() is None and self.scores() == (None, None, None)

    def answer_none(self) -> None:
        """Zeros for every score of the shown knees that can be known by now, and a form as ever."""
        for index in range(_AN_HOUR_AFTER + self._hour_is_over()):
            for knee in self._shown().knees:
                self._scale(index, knee).set_value(0)
        self.form.set_value("no")
        self.changed.emit()

    def scores(self) -> tuple[KneeScores | None, KneeScores | None, KneeScores | None]:
        """Before, most during, an hour after; None where nothing was answered."""
        given = {key: scale.value for key, scale in self.scales.items()}
        found = [
            KneeScores(left=given.get((index, Knee.LEFT)), right=given.get((index, Knee.RIGHT)))
            for index in range(len(_MOMENTS))
        ]
        before, during, after = (scores if scores.known() else None for scores in found)
        return before, during, after

    def form_changed(self) -> bool | None:
        """Whether the way of moving changed; None while that is not answered."""
        return _ANSWERS.get(self.form.value() or "")

    def set_form(self, changed: bool | None) -> None:
        """Show the stored answer about form."""
        self.form.set_value(None if changed is None else "yes" if changed else "no")

    def set_scores(self, *moments: KneeScores | None) -> None:
        """Show what is stored; a knee with answers is shown."""
        for index, scores in enumerate(moments):
            for knee in Knee:
                score = None if scores is None else scores.of(knee)
                if score is not None or (index, knee) in self.scales:
                    self._scale(index, knee).set_value(score)
        known = {knee for (_index, knee), scale in self.scales.items() if scale.value is not None}
        if known - set(self._shown().knees):
            self.side.set_value(Side.BOTH.value)
            self._show_side()
