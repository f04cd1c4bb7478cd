"""The daily check-in: worst pain of 24 hours and pain now per knee, saved with every click."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kneerehab.domain.check_in import CheckIn
from kneerehab.domain.codes import Knee, Side
from kneerehab.domain.fields import KneeScores
from kneerehab.domain.record import new_id
from kneerehab.gui import theme
from kneerehab.gui.controls.button import Button, Link
from kneerehab.gui.controls.card import Card
from kneerehab.gui.controls.flow import FlowLayout
from kneerehab.gui.controls.row import side_by_side
from kneerehab.gui.controls.text import Divider, Icon, Label
from kneerehab.gui.widgets.now_chip import NowChip
from kneerehab.gui.widgets.pain_scale import PainScale
from kneerehab.gui.workspace import Workspace
from kneerehab.i18n import _
from kneerehab.services.today import DayView, entry_time
from kneerehab.wording.labels import knee_name, pain_word

if TYPE_CHECKING:
    from kneerehab.gui.today.more_panel import MorePanel


class KneeRow(QWidget):
    """One knee: its name, the worst in words, the pain now, and the scale."""

    def __init__(self, knee: Knee, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.knee = knee
        name = knee_name(knee)
        self.sore = Label(_("sore side"), "small", "muted")
        self.words = Label("", "small", "muted")
        self.now = NowChip(name)
        self.scale = PainScale(
            _("{knee}, worst in 24 hours").format(knee=name), cell_name=_("{knee}, worst").format(knee=name)
        )
        head = FlowLayout(spacing=theme.px(8), line_spacing=theme.px(2), to_both_ends=True)
        head.addWidget(side_by_side(Label(name, "body"), self.sore, gap=8))
        head.addWidget(side_by_side(self.words, self.now, gap=8))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(4))
        column.addLayout(head)
        column.addWidget(self.scale)

    def show_scores(self, worst: int | None, now: int | None, *, sore: bool) -> None:
        """Show what is stored; unknown stays empty."""
        self.scale.set_value(worst)
        self.now.set_value(now, worst)
        self.now.setEnabled(worst is not None)
        self.words.setText(_("not answered") if worst is None else f"{worst} – {pain_word(worst)}")
        self.sore.setVisible(sore)


class CheckInCard(Card):
    """Edits the newest check-in of the open day, or begins one; every click is saved at once."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(_("Pain check-in"), _("worst in the last 24 hours"), parent)
        self.workspace = workspace
        self._view: DayView | None = None
        self._fresh = False
        self.saved_icon = Icon("check", "muted", 14)
        self.saved = Label("", "caption", "muted")
        self.again = Link(_("New check-in"), role="caption")
        self.rows = {knee: KneeRow(knee) for knee in Knee}
        self.more_button = Button(_("More"), variant="quiet", icon="chevron-down")
        hint = _("stairs, sitting, squatting, symptoms, pain relief, note")
        self.more_hint = Label(hint, "small", "muted", wrap=True)
        self._more: MorePanel | None = None
        self._build_card()
        self._connect()

    def _build_card(self) -> None:
        self.slot.addWidget(self.again)
        self.slot.addWidget(self.saved_icon)
        self.slot.addWidget(self.saved)
        for row in self.rows.values():
            self.body.addWidget(row)
        self.body.addWidget(Divider())
        line = QHBoxLayout()
        line.addWidget(self.more_button)
        line.addWidget(self.more_hint, 1)
        self.body.addLayout(line)
        self._more_place = QVBoxLayout()
        self.body.addLayout(self._more_place)
        self.more_button.setCheckable(True)
        self.more_button.setAccessibleName(_("More about today"))
        self.body.addStretch(1)

    def _connect(self) -> None:
        for knee, row in self.rows.items():
            row.scale.value_changed.connect(lambda value, knee=knee: self._set_worst(knee, value))
            row.scale.now_typed.connect(lambda value, knee=knee: self._set_now(knee, value))
            row.now.value_changed.connect(lambda value, knee=knee: self._set_now(knee, value))
        self.more_button.toggled.connect(self._open_more)
        self.again.clicked.connect(self._start_again)

    @property
    def more(self) -> MorePanel:
        """The second part, built when it is first opened."""
        if self._more is None:
            from kneerehab.gui.today.more_panel import MorePanel

            self._more = MorePanel(self.workspace)
            self._more.changed.connect(lambda change: self._save(change, _("Check-in")))
            self._more_place.addWidget(self._more)
            self._more.hide()
            if self._view is not None:
                self._fill_more(self._view)
        return self._more

    def show_day(self, view: DayView) -> None:
        """Fill the card with the newest check-in of a day."""
        if self._view is None or self._view.day != view.day:
            self._fresh = False
        self._view = view
        waiting = self._waiting()
        check = waiting or (None if self._fresh else view.check_in)
        affected = self.workspace.planner.settings(self.workspace.runner_id or "", view.day).affected
        order = [Knee.LEFT, Knee.RIGHT]
        for knee in order:
            worst = check.worst_24h.of(knee) if check else None
            now = check.now.of(knee) if check else None
            self.rows[knee].show_scores(worst, now, sore=affected is not Side.BOTH and knee in affected.knees)
        self.saved.setText(
            _("Saved {time}").format(time=self.workspace.formats.clock(check.at.time())) if check else ""
        )
        for part in (self.saved_icon, self.saved):
            part.setVisible(check is not None)
        self.again.setVisible(check is not None and waiting is None)
        if waiting is not None:
            self._say_unsaved()
        if self._more is not None:
            self._fill_more(view)

    def _waiting(self) -> CheckIn | None:
        """The check-in of this day that could not be saved yet; it stays on the screen."""
        for record in reversed(self.workspace.unsaved.records(self.workspace.runner_id)):
            if isinstance(record, CheckIn) and self._view is not None and record.at.date() == self._view.day:
                return record
        return None

    def _say_unsaved(self) -> None:
        self.saved.setText(_("Not saved yet"))
        self.saved_icon.hide()
        self.saved.show()

    def _fill_more(self, view: DayView) -> None:
        affected = self.workspace.planner.settings(self.workspace.runner_id or "", view.day).affected
        self.more.show_day(view, self._waiting() or (None if self._fresh else view.check_in), affected)

    def focus_first(self) -> None:
        """Put the keyboard on the left knee's scale."""
        self.rows[Knee.LEFT].scale.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def take_typed(self) -> None:
        """Save a note that is being typed."""
        if self._more is not None:
            self._more.take_typed()

    def toggle_more(self) -> None:
        """Open or close the second part."""
        self.more_button.toggle()

    def _open_more(self, on: bool) -> None:
        self.more.setVisible(on)
        self.more_hint.setVisible(not on)
        self.more_button.set_icon_name("chevron-up" if on else "chevron-down")
        self.more_button.setText(_("Less") if on else _("More"))

    def _start_again(self) -> None:
        """A second check-in of the day: the first one stays as it was."""
        self._fresh = True
        if self._view is not None:
            self.show_day(self._view)
        self.focus_first()

    def _current(self) -> CheckIn:
        view = self._view
        assert view is not None
        if (waiting := self._waiting()) is not None:
            return waiting
        if view.check_in is not None and not self._fresh:
            return view.check_in
        at = entry_time(view.day, self.workspace.now())
        if view.check_in is not None and at <= view.check_in.at:
            at = view.check_in.at
        return CheckIn(id=new_id(), at=at, now=KneeScores(), worst_24h=KneeScores(), swelling=False, limp=False)

    def _set_worst(self, knee: Knee, value: int | None) -> None:
        """One click sets the worst, and now with it; now stays lower if it already is."""

        def change(check: CheckIn) -> CheckIn:
            now, old = check.now.of(knee), check.worst_24h.of(knee)
            lower = now is not None and value is not None and now < value and now != old
            return replace(
                check,
                worst_24h=replace(check.worst_24h, **{knee.value: value}),
                now=replace(check.now, **{knee.value: now if lower else value}),
            )

        self._save(change, _("{knee}: {score}").format(knee=knee_name(knee), score="–" if value is None else value))

    def _set_now(self, knee: Knee, value: int | None) -> None:
        def change(check: CheckIn) -> CheckIn:
            worst = check.worst_24h.of(knee)
            raised = value if worst is None or (value is not None and value > worst) else worst
            return replace(
                check,
                now=replace(check.now, **{knee.value: value}),
                worst_24h=replace(check.worst_24h, **{knee.value: raised}),
            )

        text = _("{knee} now: {score}")
        self._save(change, text.format(knee=knee_name(knee), score="–" if value is None else value))

    def _save(self, change: object, text: str) -> None:
        assert callable(change)
        record = change(self._current())
        was_fresh, self._fresh = self._fresh, False
        if not self.workspace.save(text, record, quiet=True):
            self._fresh = was_fresh
            if self._view is not None:
                self.show_day(self._view)
