"""The detail of one exercise: drawings, how and why, the dose and the day it starts, easier and harder, sources."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kneerehab.domain.codes import ExerciseKind
from kneerehab.domain.exercise import Exercise
from kneerehab.domain.training import OwnExercise, Prescription
from kneerehab.gui.exercises.dose_editor import DoseEditor
from kneerehab.gui.exercises.poses import PosesPanel
from kneerehab.gui.exercises.variant_button import VariantButton
from kneerehab.gui.look import theme
from kneerehab.gui.look.badge import Badge
from kneerehab.gui.look.banner import Banner
from kneerehab.gui.look.button import Button, Link
from kneerehab.gui.look.card import Card
from kneerehab.gui.look.dates import DateField
from kneerehab.gui.look.fields import Field
from kneerehab.gui.look.flow import FlowLayout, follow_width
from kneerehab.gui.look.row import cue_row, empty, put_into, side_by_side, titled
from kneerehab.gui.look.scroll_page import scroll_area
from kneerehab.gui.look.text import Divider, Heading, Label
from kneerehab.i18n import _, ngettext
from kneerehab.services.exercises import Suggestion
from kneerehab.wording.labels import label
from kneerehab.wording.session import dose_each, full_dose

_LOW = 360  # height at 100 %


class DetailPane(Card):
    """Shows one exercise and asks for changes; the page carries them out."""

    back_wanted = Signal()
    start_wanted = Signal()
    dose_wanted = Signal(Prescription, date)  # the first day
    out_wanted = Signal(date)  # the first day without it
    variant_wanted = Signal(object)  # Variant, or None for the usual way
    suggestion_wanted = Signal(Suggestion)
    hide_wanted = Signal(bool)
    edit_wanted = Signal()
    delete_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", "", parent)
        self.exercise = ""
        self._shown: tuple[object, ...] = ()
        self._planned = False
        self._today = date(2000, 1, 1)
        self.back = Button(_("All exercises"), icon="arrow-left", variant="quiet", size="small")
        self.poses = PosesPanel()
        self.name = Heading("", "dialog_title")
        self.badge = Badge(_("In my plan"), "success")
        self.why = Label("", "small", "muted", wrap=True)
        self.ready = Banner("success", "", icon="arrow-up")
        self.way = Label("", "small_strong", "accent", wrap=True)
        self.usual_way = Link(_("Back to the usual way"))
        self.text = QVBoxLayout()
        self.dose = DoseEditor()
        self.later = Label("", "small", "muted", wrap=True)
        self.start_day = DateField(name=_("Changes hold from"))
        self.save_button = Button(_("Save change"), variant="soft", icon="check")
        self.easier, self.harder = VariantButton("arrow-down"), VariantButton("arrow-up")
        self.sources = QVBoxLayout()
        self.hide_link = Link("")
        self.edit_link = Link(_("Change this exercise"))
        self.delete_link = Link(_("Delete"))
        self.start_button = Button(_("Start now"), variant="primary", icon="play", size="big", wraps=True)
        self.plan_button = Button("", size="big", wraps=True)
        self._buttons = QWidget()
        self._suggestion: Suggestion | None = None
        self._build_card()
        self._connect()

    def _build_card(self) -> None:
        self.area = scroll_area(content := QWidget())
        self.body.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(self.area, 1)
        self._column = column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, theme.px(4), theme.px(4))
        column.setSpacing(theme.px(12))
        column.addWidget(self.poses)
        head = QHBoxLayout()
        self.name.setWordWrap(True)
        head.addWidget(self.name, 1)
        head.addWidget(self.badge, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(head)
        column.addWidget(self.why)
        column.addWidget(self.ready)
        self.way_row = QWidget()
        way = FlowLayout(self.way_row, spacing=theme.px(10), line_spacing=0)
        way.addWidget(self.way)
        way.addWidget(self.usual_way)
        column.addWidget(self.way_row)
        self.text.setSpacing(theme.px(10))
        column.addLayout(self.text)
        column.addWidget(Divider())
        column.addWidget(self.dose)
        from_row = QHBoxLayout()
        from_row.setSpacing(theme.px(12))
        from_row.addWidget(Field(_("Changes hold from"), self.start_day))
        from_row.addWidget(self.save_button, 0, Qt.AlignmentFlag.AlignBottom)
        from_row.addStretch(1)
        column.addLayout(from_row)
        column.addWidget(self.later)
        column.addWidget(side_by_side(self.easier, self.harder, gap=12))
        self.sources.setSpacing(theme.px(4))
        column.addLayout(self.sources)
        flow = FlowLayout(links := QWidget(), spacing=theme.px(16), line_spacing=0)
        for link in (self.edit_link, self.hide_link, self.delete_link):
            flow.addWidget(link)
        column.addWidget(links)
        column.addStretch(1)
        follow_width(self._buttons)
        row = QHBoxLayout(self._buttons)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(10))
        row.addWidget(self.start_button, 1)
        row.addWidget(self.plan_button)
        self.body.addWidget(self._buttons)

    def _connect(self) -> None:
        self.back.clicked.connect(self.back_wanted)
        self.start_button.clicked.connect(self.start_wanted)
        self.plan_button.clicked.connect(self._plan_clicked)
        self.save_button.clicked.connect(self._save_clicked)
        self.dose.changed.connect(self._show_pending)
        self.usual_way.clicked.connect(lambda: self.variant_wanted.emit(None))
        self.easier.clicked.connect(lambda: self.variant_wanted.emit(self.easier.variant))
        self.harder.clicked.connect(lambda: self.variant_wanted.emit(self.harder.variant))
        self.ready.linked.connect(lambda: self.suggestion_wanted.emit(self._suggestion))
        self.hide_link.clicked.connect(lambda: self.hide_wanted.emit(not self._is_hidden))
        self.edit_link.clicked.connect(self.edit_wanted)
        self.delete_link.clicked.connect(self.delete_wanted)

    @property
    def day(self) -> date:
        """The first day of a change."""
        return self.start_day.day() or self._today

    def set_can_go_back(self, on: bool) -> None:
        """Whether the pane lies over the list and needs a way back."""
        self.back.setVisible(on)

    def show_exercise(
        self,
        shipped: Exercise | None,
        own: OwnExercise | None,
        dose: Prescription,
        *,
        planned: bool,
        later: str,
        suggestion: Suggestion | None,
        hidden: bool,
        may_delete: bool,
        today: date,
        at_work: str = "",
    ) -> None:
        """Show an exercise with its dose of today (or the one to begin with); what was typed stays while it may."""
        exercise = dose.exercise
        fresh = exercise != self.exercise
        self.exercise, self._planned, self._suggestion, self._is_hidden = exercise, planned, suggestion, hidden
        per_leg = shipped.per_leg if shipped else own.per_leg if own else True
        if fresh or today != self._today:
            self._today = today
            self.start_day.setMinimumDate(today)  # type: ignore[arg-type]
            self.start_day.set_day(today)
        if fresh:
            self.area.verticalScrollBar().setValue(0)
        self.poses.show_exercise(exercise, tuple(_(pose) for pose in shipped.poses) if shipped else ())
        self.name.setText(_(shipped.name) if shipped else own.name if own else exercise)
        self.setAccessibleName(self.name.text())
        self.badge.set_state(_("In my plan") if planned else _("Hidden"), "success" if planned else "quiet")
        self.badge.setVisible(planned or hidden)
        self.why.setText(_(shipped.why) if shipped else label(own.kind) if own else "")
        self._show_suggestion(suggestion, per_leg)
        self.way.setText(_("You do it as: {way}").format(way=_(dose.note)) if dose.note else "")
        self.way_row.setVisible(bool(dose.note) and planned)
        self._fill_text(shipped, own)
        if fresh or self._shown != (dose, planned, at_work):
            self._shown = (dose, planned, at_work)
            kind = shipped.kind if shipped else own.kind if own else None
            weighted = kind is ExerciseKind.STRENGTH
            self.dose.show_dose(
                dose, per_leg=per_leg, own=shipped is None, weighted=weighted, planned=planned, at_work=at_work
            )
        self.later.setText(later)
        self.later.setVisible(bool(later))
        self.easier.show_variant(_("Easier"), shipped.easier if shipped else None)
        self.harder.show_variant(_("Harder"), shipped.harder if shipped else None)
        self._fill_sources(shipped)
        self.hide_link.setText(_("Show in the list again") if hidden else _("Hide from the list"))
        self.hide_link.setVisible(not planned)
        self.edit_link.setVisible(own is not None)
        self.delete_link.setVisible(own is not None and may_delete)
        for link in (self.hide_link, self.edit_link, self.delete_link):
            link.updateGeometry()
        self.plan_button.setText(_("Take out of plan") if planned else _("Add to plan"))
        self.plan_button.set_icon_name("" if planned else "plus")
        self._show_pending()

    def _show_suggestion(self, suggestion: Suggestion | None, per_leg: bool) -> None:
        self.ready.setVisible(suggestion is not None)
        if suggestion is None:
            return
        why = _("Two full sessions, pain within your limit, quiet mornings after.")
        if suggestion.wanted is not None:
            more = dose_each(suggestion.wanted, per_leg=per_leg)
            self.ready.set_message(_("Ready for a little more."), why, link=_("Change to {dose}").format(dose=more))
        else:
            self.ready.set_message(_("At the full dose."), _("{why} The harder way is open.").format(why=why))

    def _fill_text(self, shipped: Exercise | None, own: OwnExercise | None) -> None:
        empty(self.text)
        if shipped is None:
            if own is not None and own.instructions:
                self.text.addWidget(Label(own.instructions, "body", wrap=True))
            return
        self.text.addWidget(
            titled(_("Set-up"), [cue_row(_(line), "chevron-right", "muted") for line in shipped.set_up])
        )
        pair = QHBoxLayout(holder := QWidget())
        pair.setContentsMargins(0, 0, 0, 0)
        pair.setSpacing(theme.px(16))
        cues = [cue_row(_(line), "check", "success") for line in shipped.cues]
        slips = [cue_row(_(line), "close", "danger") for line in shipped.slips]
        pair.addWidget(titled(_("How to do it"), cues), 5)
        pair.addWidget(titled(_("Common slips"), slips), 4)
        self.text.addWidget(holder)
        facts = [_("Works on: {muscles}").format(muscles=", ".join(_(item) for item in shipped.muscles))]
        needs = ", ".join(_(item) for item in shipped.equipment) or _("nothing")
        facts.append(_("You need: {things}").format(things=needs))
        self.text.addWidget(Label("  ·  ".join(facts), "small", "muted", wrap=True))

    def _fill_sources(self, shipped: Exercise | None) -> None:
        empty(self.sources)
        if shipped is None:
            return
        lines = []
        full = full_dose(shipped.full, per_leg=shipped.per_leg)
        days = ngettext("{n} day a week", "{n} days a week", shipped.full.days_per_week)
        lines.append(_("Full dose: {dose}, {days}.").format(dose=full, days=days.format(n=shipped.full.days_per_week)))
        lines += [_(note) for note in (shipped.dose_note, shipped.no_harder) if note]
        ours = [
            _(_CHOICES[name]) for name in dict.fromkeys((*shipped.start.design_choice, *shipped.full.design_choice))
        ]
        ours += [_("the easier way")] if shipped.easier.design_choice else []
        ours += [_("the harder way")] if shipped.harder is not None and shipped.harder.design_choice else []
        if ours:
            lines.append(_("Our own choice, without a source: {what}.").format(what=", ".join(ours)))
        names = list(dict.fromkeys(source.name for source in shipped.sources))
        lines.append(_("Sources: {names}").format(names=" · ".join(names)))
        for line in lines:
            self.sources.addWidget(Label(line, "small", "muted", wrap=True))

    def _show_pending(self) -> None:
        """The button that saves a change is there while something differs from the plan."""
        self.save_button.setVisible(self._planned and self.dose.is_changed())

    def _save_clicked(self) -> None:
        if self.dose.check():
            self.dose_wanted.emit(self.dose.dose(), self.day)

    def _plan_clicked(self) -> None:
        if self._planned:
            self.out_wanted.emit(self.day)
        else:
            self._save_clicked()

    def _place_buttons(self) -> None:
        """Those of a low pane scroll with the rest."""
        if self.height() < theme.px(_LOW):
            put_into(self._column, self._buttons, self.body, at=self._column.indexOf(self.why))
        else:
            put_into(self.body, self._buttons, self._column)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_buttons()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_column"):
            self._place_buttons()


_CHOICES = {
    "sets": "sets",
    "reps": "repeats",
    "hold_seconds": "hold",
    "rest_seconds": "rest",
    "days_per_week": "days a week",
    "most_reps": "most repeats",
    "most_hold_seconds": "longest hold",
}
