"""Dialogs of the Exercises page: an own exercise, the day on which a change starts, and a ready-made set."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kneerehab import library
from kneerehab.domain.codes import ExerciseKind, Phase
from kneerehab.domain.record import new_id
from kneerehab.domain.training import OwnExercise
from kneerehab.gui.exercises.picture_choice import PictureChoice
from kneerehab.gui.look import theme
from kneerehab.gui.look.dates import DateField
from kneerehab.gui.look.dialog import Dialog
from kneerehab.gui.look.fields import Field, NoteField, TextField
from kneerehab.gui.look.segmented import SegmentedControl
from kneerehab.gui.look.text import Label
from kneerehab.gui.look.toggle import CheckBox
from kneerehab.gui.shell.workspace import Workspace
from kneerehab.i18n import _
from kneerehab.services.clinicians import signed
from kneerehab.services.exercises import exercise_name, prescribed, starting_slugs, use_set
from kneerehab.wording.labels import label

_PHASES = (Phase.CALM, Phase.WALK, Phase.RUNWALK, Phase.BUILD, Phase.MAINTAIN)


class OwnExerciseDialog(Dialog):
    """Name, kind, legs and instructions; `made` is the record after saving."""

    def __init__(self, workspace: Workspace, own: OwnExercise | None = None, parent: QWidget | None = None) -> None:
        title = _("Your own exercise") if own is None else _("Change exercise")
        super().__init__(title, parent, save_text=_("Save"), width=560)
        self.workspace = workspace
        self.made = own
        self._own = own
        self.name = TextField(own.name if own else "", name=_("Name"))
        self.name.setMaxLength(100)
        self.name_field = Field(_("Name"), self.name)
        self.kind = SegmentedControl(
            _("Kind"),
            [(kind.value, label(kind)) for kind in ExerciseKind],
            (own.kind if own else ExerciseKind.STRENGTH),
        )
        self.per_leg = CheckBox(_("Each leg by itself, both legs the same"))
        self.per_leg.setChecked(own.per_leg if own else True)
        self.how = NoteField(
            (own.instructions or "") if own else "", name=_("How to do it"), lines=5, placeholder=_("How to do it")
        )
        self.how_field = Field(_("How to do it (if you like)"), self.how)
        self.picture = PictureChoice(own.id if own else "", self)
        self.body.addWidget(self.name_field)
        self.body.addWidget(Field(_("Kind"), self.kind), 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(self.per_leg)
        self.body.addWidget(self.how_field)
        self.body.addWidget(self.picture)
        self.first_field = self.name
        self.name.textChanged.connect(lambda _text: self.name_field.set_error(None))

    def save(self) -> bool:
        name, how = self.name.text().strip(), self.how.toPlainText().strip()
        if not name:
            self.name_field.set_error(_("Please give the exercise a name."))
            self.name.setFocus(Qt.FocusReason.OtherFocusReason)
            return False
        if len(how) > 4000:
            self.how_field.set_error(_("Please shorten this to 4000 characters."))
            self.how.setFocus(Qt.FocusReason.OtherFocusReason)
            return False
        made = OwnExercise(
            id=self._own.id if self._own else new_id(),
            name=name,
            kind=ExerciseKind(self.kind.value() or "strength"),
            per_leg=self.per_leg.isChecked(),
            instructions=how or None,
            note=self._own.note if self._own else None,
        )
        if not self.picture.keep(made.id):
            return False
        if not self.workspace.save(_("Exercise: {name}").format(name=name), made):
            return False
        self.made = made
        return True


class StartDayDialog(Dialog):
    """Asks on which day a change starts; `day` is the answer."""

    def __init__(
        self, title: str, lines: list[str], today: date, save_text: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(title, parent, save_text=save_text, width=520)
        for line in lines:
            self.body.addWidget(Label(line, "body", wrap=True))
        self.start = DateField(today, earliest=today, name=_("First day"))
        self.body.addWidget(
            Field(_("From which day?"), self.start, hint=_("Days before it stay as they were.")),
            0,
            Qt.AlignmentFlag.AlignLeft,
        )
        self._today = today
        self.first_field = self.start

    @property
    def day(self) -> date:
        """The first day of the change."""
        return self.start.day() or self._today


class ReadySetDialog(Dialog):
    """A ready-made set for a phase: what comes, what goes, and from when; our choice from the library, and said so."""

    def __init__(self, workspace: Workspace, phase: Phase, parent: QWidget | None = None) -> None:
        super().__init__(_("Ready-made sets"), parent, save_text=_("Use this set"), width=600)
        self.workspace = workspace
        here = phase if phase in _PHASES else Phase.CALM
        self.phase = SegmentedControl(_("Phase"), [(item.value, label(item)) for item in _PHASES], here.value)
        self.others = SegmentedControl(
            _("Exercises that are not in the set"),
            [("keep", _("Keep them too")), ("leave", _("Take them out"))],
            "keep",
        )
        self.start = DateField(workspace.today(), earliest=workspace.today(), name=_("First day"))
        self.summary = QVBoxLayout()
        self.note = Label(
            _(
                "These sets follow the phase and where it hurts. They are our own choice from the library, at the "
                "starting dose and for both legs. A physio may know better."
            ),
            "small",
            "muted",
            wrap=True,
        )
        self.why = Label("", "small", "muted", wrap=True)
        self._build_body()
        for part in (self.phase, self.others, self.start):
            part.changed.connect(lambda _value: self._fill())
        self._fill()

    def _build_body(self) -> None:
        self.summary.setSpacing(theme.px(6))
        left = Qt.AlignmentFlag.AlignLeft
        self.body.addWidget(Field(_("Set for the phase"), self.phase), 0, left)
        self.body.addLayout(self.summary)
        self.body.addWidget(Field(_("Exercises that are not in the set"), self.others), 0, left)
        self.body.addWidget(
            Field(_("From which day?"), self.start, hint=_("Days before it stay as they were.")), 0, left
        )
        self.body.addWidget(self.note)
        self.body.addWidget(self.why)

    def _chosen(self) -> tuple[Phase, bool, date]:
        return (
            Phase(self.phase.value() or Phase.CALM),
            self.others.value() == "keep",
            self.start.day() or self.workspace.today(),
        )

    def _fill(self) -> None:
        while (entry := self.summary.takeAt(0)) is not None:
            if (old := entry.widget()) is not None:
                old.hide()
                old.deleteLater()
        phase, keep, day = self._chosen()
        diary = self.workspace.diary
        now = prescribed(diary, day)
        slugs = starting_slugs(phase, diary.runner.zones)
        names = {slug: _(library.exercises()[slug].name) for slug in slugs}
        comes = [names[slug] for slug in slugs if slug not in now]
        stays = [names[slug] for slug in slugs if slug in now]
        leaving = [item for item in now if item not in slugs and not now[item].is_professional]
        goes = [] if keep else [exercise_name(diary, item) for item in leaving]
        for words, those in (
            (_("Comes in: {names}"), comes),
            (_("Stays as it is: {names}"), stays),
            (_("Leaves the plan: {names}"), goes),
        ):
            if those:
                self.summary.addWidget(Label(words.format(names=", ".join(those)), "body", wrap=True))
        self.save_button.setEnabled(bool(comes or goes))
        protocols = library.protocols_for(diary.runner.zones)
        told = [f"{_(protocol.name)}: {_(protocol.why)}" for protocol in protocols]
        sources = dict.fromkeys(source.name for protocol in protocols for source in protocol.sources)
        told.append(_("Sources: {names}").format(names=" · ".join(sources)))
        self.why.setText("\n".join(told))

    def save(self) -> bool:
        phase, keep, day = self._chosen()
        diary = self.workspace.diary
        saved, removed = signed(diary, use_set(diary, phase, day, keep_others=keep), self.workspace.by)
        text = _("Set for {phase}").format(phase=label(phase))
        return self.workspace.save(text, *saved, removed=removed)
