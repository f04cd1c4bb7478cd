"""How is it, an hour after? One tap when nothing hurts, else a score per knee; asked from 45 minutes after the end."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from kneerehab.domain.activity import Activity
from kneerehab.domain.codes import ActivityKind, Knee
from kneerehab.domain.fields import KneeScores
from kneerehab.domain.plan.after_run import ended
from kneerehab.gui.look import theme
from kneerehab.gui.look.button import Button
from kneerehab.gui.look.card import Card
from kneerehab.gui.look.pain_scale import PainScale
from kneerehab.gui.look.row import put_into
from kneerehab.gui.look.text import Label
from kneerehab.gui.shell.workspace import Workspace
from kneerehab.i18n import _
from kneerehab.services.questions import no_pain_after, one_tap_after
from kneerehab.wording.labels import knee_name

_NAME, _WITH_HINT = 116, 430


class HourAfterCard(Card):
    """Stores `pain_after` of one run or walk, and only what was answered; `later_wanted` puts it off."""

    later_wanted = Signal(str)

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(_("How is it, an hour after?"), "", parent)
        self.workspace = workspace
        self._activity: Activity | None = None
        self._narrow = False
        self.ended = Label("", "small", "muted")
        self.none = Button("", variant="primary", icon="check", key="0", size="big")
        self.hint = Label(_("One tap, and the run can count. Or say how much below."), "small", "muted", wrap=True)
        self.later = Button(_("Later"), variant="quiet")
        self.scales: dict[Knee, PainScale] = {}
        self.before: dict[Knee, QLabel] = {}
        self._names: dict[Knee, QWidget] = {}
        self._build_card()
        self._connect()

    def _build_card(self) -> None:
        self.slot.addWidget(self.ended)
        self._one = QWidget()
        self._tap = row = QHBoxLayout(self._one)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(12))
        row.addWidget(self.none)
        row.addWidget(self.hint, 1)
        row.addWidget(self.later)
        self.body.addWidget(self._one)
        self.body.setSpacing(theme.px(8))
        for knee in Knee:
            name = knee_name(knee)
            self.scales[knee] = PainScale(
                _("{knee}, pain an hour after").format(knee=name),
                cell_name=_("{knee}, an hour after").format(knee=name),
            )
            self.before[knee] = Label("", "small", "muted")
            line = QWidget()
            words = QVBoxLayout()
            words.setSpacing(0)
            words.addWidget(Label(name, "body_strong"))
            words.addWidget(self.before[knee])
            names = QWidget()
            names.setLayout(words)
            words.setContentsMargins(0, 0, 0, 0)
            names.setFixedWidth(theme.px(_NAME))
            beside = QHBoxLayout(line)
            beside.setContentsMargins(0, 0, 0, 0)
            beside.setSpacing(0)
            beside.addWidget(names)
            beside.addWidget(self.scales[knee], 1, Qt.AlignmentFlag.AlignVCenter)
            self._names[knee] = line
            self.body.addWidget(line)

    def _connect(self) -> None:
        self.none.clicked.connect(self.answer_none)
        self.later.clicked.connect(self._put_off)
        for knee, scale in self.scales.items():
            scale.value_changed.connect(lambda score, knee=knee: self._answer(knee, score))

    def show_activity(self, activity: Activity) -> None:
        """Ask about a run or walk; after a red one without the shortcut to 0."""
        diary, formats = self.workspace.diary, self.workspace.formats
        self._activity = activity
        is_run, end = activity.kind is ActivityKind.RUN, ended(activity)
        settings = self.workspace.planner.settings(self.workspace.runner_id or "", end.date())
        both = len(settings.knees) > 1
        self.none.setText(_("No pain, both knees") if both else _("No pain"))
        self.none.setAccessibleName(_("No pain, both knees, an hour after") if both else _("No pain, an hour after"))
        verdict = self.workspace.planner.verdict(self.workspace.runner_id or "", activity.at.date())
        self._offer_tap(one_tap_after(diary, activity, verdict))
        self.hint.setText(
            _("One tap, and the run can count. Or say how much below.")
            if is_run
            else _("One tap, and the walk can count. Or say how much below.")
        )
        said = _("The run ended at {time}") if is_run else _("The walk ended at {time}")
        self.ended.setText(said.format(time=formats.clock(end.time())))
        self.ended.setVisible(activity.seconds is not None)
        for knee, scale in self.scales.items():
            self._names[knee].setVisible(knee in settings.knees)
            scale.set_value(None if activity.pain_after is None else activity.pain_after.of(knee))
            before = None if activity.pain_before is None else activity.pain_before.of(knee)
            known = _("{score} before the run") if is_run else _("{score} before the walk")
            self.before[knee].setText("" if before is None else known.format(score=before))
            self.before[knee].setVisible(before is not None)

    def set_dense(self, dense: int) -> None:
        super().set_dense(dense)
        self.body.setSpacing(theme.px(8 if dense < 2 else 6))

    def _offer_tap(self, offered: bool) -> None:
        """With the one tap or without it, and then with "Later" in the head, so that a line less is needed."""
        here, there = (self._tap, self.slot) if offered else (self.slot, self._tap)
        put_into(here, self.later, there)
        self._one.setVisible(offered)
        self.none.setVisible(offered)
        self.set_title(self.heading.text(), "" if offered else _("A score for each knee is enough."))

    def set_narrow(self, narrow: bool) -> None:
        """The button needs its room; the hint says nothing new."""
        self._narrow = narrow
        self.hint.setVisible(not narrow and self.width() >= theme.px(_WITH_HINT))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.set_narrow(self._narrow)

    def answer_none(self) -> None:
        """No pain in any affected knee."""
        if self._activity is not None:
            self._save(no_pain_after(self.workspace.diary, self._activity))

    def focus_first(self) -> None:
        """Put the keyboard on the one tap, or on the first knee that is asked about."""
        knee = next((scale for scale in self.scales.values() if scale.isVisible()), self.none)
        (self.none if self.none.isVisible() else knee).setFocus(Qt.FocusReason.OtherFocusReason)

    def is_about(self, activity: Activity) -> bool:
        """Whether it asks about that run or walk."""
        return self.isVisible() and self._activity is not None and self._activity.id == activity.id

    def _answer(self, knee: Knee, score: int | None) -> None:
        activity = self._activity
        if activity is None:
            return
        after = replace(activity.pain_after or KneeScores(), **{knee.value: score})
        self._save(replace(activity, pain_after=after if after.known() else None))

    def _save(self, answered: Activity) -> None:
        self._activity = activity = answered
        text = (
            _("An hour after the run saved") if activity.kind is ActivityKind.RUN else _("An hour after the walk saved")
        )
        self.workspace.save(text, answered)

    def _put_off(self) -> None:
        if self._activity is not None:
            self.later_wanted.emit(self._activity.id)
