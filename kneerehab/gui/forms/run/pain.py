"""How the knees were on a run or walk: form, pain before, most during and an hour after; empty until answered."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from kneerehab.domain.codes import ActivityKind, Knee, Side
from kneerehab.domain.fields import KneeScores
from kneerehab.gui.look import theme
from kneerehab.gui.look.button import Button
from kneerehab.gui.look.flow import FlowLayout
from kneerehab.gui.look.pain_scale import PainScale
from kneerehab.gui.look.segmented import SegmentedControl
from kneerehab.gui.look.text import Heading, Label
from kneerehab.i18n import N_, _
from kneerehab.wording.labels import knee_name, knees_name, within

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
        hour_is_over: Callable[[], bool] = lambda: True,
    ) -> None:
        """`kind` is None where runs and walks take turns.

        `hour_is_over` says whether the knee an hour after can be known already: before that it is not asked about here.
        """
        super().__init__(parent)
        self._hour_is_over = hour_is_over
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
        self._names: dict[tuple[int, Knee], Label] = {}
        self.asked_later = Label(_("Today will ask how the knee is an hour after."), "small", "muted", wrap=True)
        self._build()
        self.asked_later.hide()
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
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.px(12))
        grid.setVerticalSpacing(theme.px(8))
        grid.setColumnStretch(1, 1)
        grid.setColumnMinimumWidth(0, theme.px(104))
        for index, moment in enumerate(_MOMENTS):
            for row, knee in enumerate(Knee):
                words = _("{knee}, pain {moment}").format(knee=knee_name(knee), moment=within(_(moment)))
                scale = PainScale(words, cell_height=34)
                scale.value_changed.connect(lambda _value: self.changed.emit())
                name = Label("")
                self.scales[index, knee] = scale
                self._names[index, knee] = name
                grid.addWidget(name, index * 2 + row, 0)
                grid.addWidget(scale, index * 2 + row, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        column.addLayout(head)
        column.addLayout(form)
        column.addLayout(grid)
        column.addWidget(self.asked_later)

    def _show_side(self) -> None:
        side = Side(self.side.value() or "both")
        self.title.setText(_("Pain, {knee}").format(knee=within(knees_name(side))))
        for index, knee in self.scales:
            shown = knee in side.knees
            words = _(_MOMENTS[index])
            if side is Side.BOTH:
                words = _("{moment}, left") if knee is Knee.LEFT else _("{moment}, right")
                words = words.format(moment=_(_MOMENTS[index]))
            self._names[index, knee].setText(words)
            self._show_row(index, knee, shown=shown and (index < _AN_HOUR_AFTER or self.asked_later.isHidden()))

    def show_hour(self) -> None:
        """Ask about the hour after once it is over; an answer that is there already stays in sight."""
        known = any(self.scales[_AN_HOUR_AFTER, knee].value is not None for knee in Knee)
        open_ = known or self._hour_is_over()
        if open_ != self.asked_later.isHidden():
            self.asked_later.setVisible(not open_)
            for knee in Knee:
                shown = open_ and knee in Side(self.side.value() or "both").knees
                self._show_row(_AN_HOUR_AFTER, knee, shown=shown)

    def _show_row(self, index: int, knee: Knee, *, shown: bool) -> None:
        self._names[index, knee].setVisible(shown)
        self.scales[index, knee].setVisible(shown)

    def is_open(self) -> bool:
        """Whether nothing has been answered yet."""
        return self.form.value() is None and self.scores() == (None, None, None)

    def answer_none(self) -> None:
        """Zeros for every score of the shown knees that can be known by now, and a form as ever."""
        known = _AN_HOUR_AFTER + self._hour_is_over()
        for (index, knee), scale in self.scales.items():
            if index < known and knee in Side(self.side.value() or "both").knees:
                scale.set_value(0)
        self.form.set_value("no")
        self.changed.emit()

    def scores(self) -> tuple[KneeScores | None, KneeScores | None, KneeScores | None]:
        """Before, most during, an hour after; None where nothing was answered."""
        found = [
            KneeScores(left=self.scales[index, Knee.LEFT].value, right=self.scales[index, Knee.RIGHT].value)
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
                self.scales[index, knee].set_value(None if scores is None else scores.of(knee))
        shown = set(Side(self.side.value() or "both").knees)
        known = {knee for (_index, knee), scale in self.scales.items() if scale.value is not None}
        if known - shown:
            self.side.set_value(Side.BOTH.value)
            self._show_side()
