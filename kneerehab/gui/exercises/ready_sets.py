"""The dialog of ready-made sets: what comes, what goes and from when, of our sets or of those that a physio made."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kneerehab import library, paths
from kneerehab.domain.codes import Phase
from kneerehab.domain.exercise import Protocol
from kneerehab.gui.exercises.set_editor import SetEditor
from kneerehab.gui.look import theme
from kneerehab.gui.look.button import Button
from kneerehab.gui.look.dates import DateField
from kneerehab.gui.look.dialog import Dialog
from kneerehab.gui.look.fields import Field
from kneerehab.gui.look.flow import FlowLayout
from kneerehab.gui.look.question import ask
from kneerehab.gui.look.row import empty
from kneerehab.gui.look.segmented import SegmentedControl
from kneerehab.gui.look.select import Select
from kneerehab.gui.look.text import Label
from kneerehab.gui.shell.workspace import Workspace
from kneerehab.i18n import _
from kneerehab.services.clinicians import signed
from kneerehab.services.exercise_sets import set_slugs, use_set
from kneerehab.services.exercises import exercise_name, prescribed
from kneerehab.services.own_sets import OwnSets, delete_set, own_sets
from kneerehab.wording.file_faults import file_fault
from kneerehab.wording.labels import label, named
from kneerehab.wording.system import system_reason

_PHASES = (Phase.CALM, Phase.WALK, Phase.RUNWALK, Phase.BUILD, Phase.MAINTAIN)
_OWN = "own "
_MOST_FAULTS = 5


class ReadySetDialog(Dialog):
    """A set for a phase: what comes, what goes, and from when; whose choice it is, is said."""

    def __init__(self, workspace: Workspace, phase: Phase, parent: QWidget | None = None) -> None:
        super().__init__(_("Ready-made sets"), parent, save_text=_("Use this set"), width=600)
        self.workspace = workspace
        self.folder = paths.own_sets_dir(workspace.diaries.database.path.parent)
        self._own = OwnSets()
        here = phase if phase in _PHASES else Phase.CALM
        self.which = Select(name=_("Which set"))
        self.copy_button = Button(_("Copy and change…"), icon="copy", size="compact")
        self.edit_button = Button(_("Change…"), icon="edit", size="compact")
        self.delete_button = Button(_("Delete…"), icon="trash", size="compact")
        self.phase = SegmentedControl(
            _("Set for the phase"), [(item.value, label(item)) for item in _PHASES], here.value
        )
        self.others = SegmentedControl(
            _("Exercises that are not in the set"),
            [("keep", _("Keep them too")), ("leave", _("Take them out"))],
            "keep",
        )
        self.start = DateField(workspace.today(), earliest=workspace.today())
        self.summary = QVBoxLayout()
        self.note = Label("", "small", "muted", wrap=True)
        self.why = Label("", "small", "muted", wrap=True)
        self.faults = Label("", "small", "danger", wrap=True)
        self._build_body()
        self._read("")
        for part in (self.which, self.phase, self.others, self.start):
            part.changed.connect(lambda _value: self._fill())
        self.copy_button.clicked.connect(self._copy)
        self.edit_button.clicked.connect(self._edit)
        self.delete_button.clicked.connect(self._delete)

    def _build_body(self) -> None:
        self.summary.setSpacing(theme.px(6))
        left = Qt.AlignmentFlag.AlignLeft
        buttons = QWidget()
        row = FlowLayout(buttons, spacing=theme.px(8))
        for button in (self.copy_button, self.edit_button, self.delete_button):
            row.addWidget(button)
        self.body.addWidget(Field(_("Which set"), self.which))
        self.body.addWidget(buttons)
        self.body.addWidget(self.faults)
        self.body.addWidget(Field(_("Set for the phase"), self.phase), 0, left)
        self.body.addLayout(self.summary)
        self.body.addWidget(Field(_("Exercises that are not in the set"), self.others), 0, left)
        self.body.addWidget(Field(_("From which day?"), self.start, hint=_("Days before it stay as they were.")))
        self.body.addWidget(self.note)
        self.body.addWidget(self.why)
        self.body.addStretch(1)  # what a scrolled dialog has to spare goes below, not between the fields

    # what is shown
    def _read(self, chosen: str) -> None:
        """The list of sets anew, with one of them chosen; own ones for where it hurts stand first."""
        self._own, zones = own_sets(self.folder), set(self.workspace.diary.runner.zones)
        shipped = [(one.slug, _(one.name)) for one in library.protocols()]
        fitting = sorted(self._own.sets, key=lambda one: not zones & set(one.zones))
        own = [(_OWN + one.slug, _("Own set: {name}").format(name=one.name)) for one in fitting]
        self.which.set_choices([("", _("By where it hurts")), *own, *shipped], chosen)
        words = _("A file of own sets can’t be used. {fault}")
        first = {line.partition(": ")[0]: line for line in reversed(self._own.faults)}
        faults = sorted(self._own.faults, key=lambda line: line not in first.values())[:_MOST_FAULTS]
        lines = [words.format(fault=file_fault(line)) for line in faults]  # of every file the first, then others
        self.faults.setTextFormat(Qt.TextFormat.PlainText)
        self.faults.setText("\n".join(lines))
        self.faults.setVisible(bool(lines))
        self._fill()

    def _protocol(self) -> Protocol | None:
        """The set that is chosen; `None` is the one by where it hurts."""
        key = str(self.which.value() or "")
        sets = {_OWN + one.slug: one for one in self._own.sets} | {one.slug: one for one in library.protocols()}
        return sets.get(key)

    def _is_own(self) -> bool:
        return str(self.which.value() or "").startswith(_OWN)

    def _chosen(self) -> tuple[Phase, bool, date]:
        return (
            Phase(self.phase.value() or Phase.CALM),
            self.others.value() == "keep",
            self.start.day() or self.workspace.today(),
        )

    def _fill(self) -> None:
        empty(self.summary)
        phase, keep, day = self._chosen()
        diary = self.workspace.diary
        now = prescribed(diary, day)
        slugs = set_slugs(diary, phase, self._protocol())
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
        self.edit_button.setVisible(self._is_own())
        self.delete_button.setVisible(self._is_own())
        self._tell()

    def _tell(self) -> None:
        """Whose choice the set is, and from where."""
        protocol = self._protocol()
        if self._is_own():
            self.note.setText(_("Somebody made this set here. It begins at the starting dose, for both legs."))
            self.why.setText(protocol.why if protocol is not None else "")
            self.why.setVisible(bool(self.why.text()))
            return
        self.note.setText(
            _(
                "These sets follow the phase and where it hurts. They are our own choice from the library, at the "
                "starting dose and for both legs. A physio may know better."
            )
        )
        told = [protocol] if protocol is not None else library.protocols_for(self.workspace.diary.runner.zones)
        lines = [named(_(one.name), _(one.why)) for one in told]
        sources = dict.fromkeys(source.name for one in told for source in one.sources)
        lines.append(_("Sources: {names}").format(names=" · ".join(sources)))
        self.why.setText("\n".join(lines))
        self.why.show()

    # own sets
    def _copy(self) -> None:
        """A new set that begins as the chosen one, or as the first of those by where it hurts."""
        source = self._protocol() or library.protocols_for(self.workspace.diary.runner.zones)[0]
        self._open(SetEditor(self.folder, source, self._own.sets, parent=self, shipped=not self._is_own()))

    def _edit(self) -> None:
        protocol = self._protocol()
        if protocol is not None:
            self._open(SetEditor(self.folder, protocol, self._own.sets, parent=self, slug=protocol.slug))

    def _open(self, editor: SetEditor) -> None:
        if editor.exec() and editor.made is not None:
            self._read(_OWN + editor.made.slug)

    def _delete(self) -> None:
        protocol = self._protocol()
        if protocol is None or not ask(
            self,
            _("Delete the set {name}?").format(name=protocol.name),
            _("What it brought into plans stays there. This can’t be undone."),
            stay=_("Keep"),
            go=_("Delete set"),
        ):
            return
        try:
            delete_set(self.folder, protocol.slug)
        except OSError as fault:
            self.faults.setText(_("The set could not be deleted: {reason}").format(reason=system_reason(fault)))
            self.faults.show()
            return
        self._read("")

    def save(self) -> bool:
        phase, keep, day = self._chosen()
        diary = self.workspace.diary
        steps = use_set(diary, phase, day, keep_others=keep, protocol=self._protocol())
        saved, removed = signed(diary, steps, self.workspace.by)
        text = _("Set for {phase}").format(phase=label(phase))
        return self.workspace.save(text, *saved, removed=removed)
