"""Writing the open diary for other programs: which form, what it tells of the runner, and where it goes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from kneerehab.domain.errors import KneerehabError
from kneerehab.frozen import dataclass
from kneerehab.gui.look import choosing, theme
from kneerehab.gui.look.banner import Banner
from kneerehab.gui.look.dialog import Dialog
from kneerehab.gui.look.locale import formats_for
from kneerehab.gui.look.text import Label
from kneerehab.gui.look.toggle import ChoiceRow, Choices, Toggle
from kneerehab.gui.shell.tasks import Task, in_background
from kneerehab.gui.shell.workspace import Workspace
from kneerehab.i18n import N_, _, ngettext
from kneerehab.wording.runners import full_name
from kneerehab.wording.summary import file_stem, name_or_pseudonym
from kneerehab.wording.system import system_reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A form of export: its words, the beginning and ending of a file's name, and what can be chosen with it."""

    title: str
    detail: str
    about: str
    kind: str
    ending: str = ""
    filter: str = ""
    may_name: bool = False
    may_detail: bool = False


FORMS = {
    "json": Form(
        title=N_("Whole diary"),
        detail=N_("JSON"),
        about=N_(
            "Everything, to be read by kneerehab or by a program of your own. Whoever has the file can read it: "
            "File > Hand over… locks one."
        ),
        kind="diary",
        ending=".kneerehab.json",
        filter=N_("Diaries (*.json)"),
    ),
    "csv": Form(
        title=N_("Tables"),
        detail=N_("CSV, for a spreadsheet"),
        about=N_("A folder with one table for each kind of entry, and one with a row for each day."),
        kind="tables",
        may_name=True,
    ),
    "ics": Form(
        title=N_("Calendar"),
        detail=N_("iCalendar"),
        about=N_(
            "Runs and exercises of the next two weeks, measures and visits. Imported again, it updates what is there; "
            "written over the file of last time, it also cancels what is no longer planned."
        ),
        kind="calendar",
        ending=".ics",
        filter=N_("Calendars (*.ics)"),
        may_name=True,
        may_detail=True,
    ),
    "trail": Form(
        title=N_("History of the diary"),
        detail=N_("JSON"),
        about=N_(
            "Who changed what and when, with old and new values. The file of the whole diary has no place for it."
        ),
        kind="trail",
        ending=".trail.json",
        may_name=True,
        filter=N_("Histories (*.json)"),
    ),
    "fhir": Form(
        title=N_("For a clinic’s system"),
        detail=N_("FHIR R4"),
        about=N_(
            "Pain, activity, exercises and measures with codes that clinic systems know, and the report as PDF. The "
            "file lists what has no such code. Your notes are not in it."
        ),
        kind="fhir",
        ending=".fhir.json",
        filter=N_("FHIR Bundles (*.json)"),
        may_name=True,
    ),
}


class ExportDialog(Dialog):
    """After it was accepted, `written` is the file or folder, and `remark` what else is worth telling."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(_("Export"), parent, save_text=_("Write the file…"), width=620)
        self.workspace = workspace
        self.written: Path | None = None
        self.remark = ""
        self.rows = {name: ChoiceRow(_(form.title), _(form.detail)) for name, form in FORMS.items()}
        self.about = Label("", "small", "muted", wrap=True)
        self.with_name = Toggle(_("With the name of the runner"))
        self.with_details = Toggle(_("How far, which exercises, and whom to visit"))
        self.failure = Banner("danger", _("Not written."))
        self._group = QButtonGroup(self)
        self._task: Task | None = None
        self._build_form()
        self._connect_form()
        self.rows["json"].setChecked(True)
        self.first_field = self.rows["json"]

    def _build_form(self) -> None:
        self.failure.hide()
        self.body.addWidget(self.failure)
        group = Choices(_("Export"))
        forms, choices = QVBoxLayout(group), QVBoxLayout()
        forms.setContentsMargins(0, 0, 0, 0)
        for row in self.rows.values():
            self._group.addButton(row)
            forms.addWidget(row)
        self.about.setTextFormat(Qt.TextFormat.PlainText)
        for toggle in (self.with_name, self.with_details):
            choices.addWidget(toggle)
        for column in (forms, choices):
            column.setSpacing(theme.px(8))
        self.body.addWidget(group)
        self.body.addWidget(self.about)
        self.body.addLayout(choices)
        self.body.addStretch(1)

    def _connect_form(self) -> None:
        for row in self.rows.values():
            row.toggled.connect(self._show_form)
        self.with_name.toggled.connect(self._say_who_sees)
        self.with_details.toggled.connect(self._say_who_sees)

    @property
    def form(self) -> str:
        """The name of the chosen form."""
        return next((name for name, row in self.rows.items() if row.isChecked()), "json")

    def _show_form(self, _on: bool = True) -> None:
        form = FORMS[self.form]
        self.with_name.setVisible(form.may_name)
        self.with_details.setVisible(form.may_detail)
        self.save_button.setText(_("Choose a folder…") if not form.ending else _("Write the file…"))
        self._say_who_sees()

    def _say_who_sees(self, _on: bool = True) -> None:
        form = FORMS[self.form]
        words = [_(form.about)]
        if form.may_detail and not (self.with_name.isChecked() or self.with_details.isChecked()):
            words.append(_("Titles are neutral: whoever sees the calendar learns nothing of a knee."))
        elif form.may_detail:
            words.append(_("Whoever sees the calendar reads it too."))
        elif form.may_name and not self.with_name.isChecked():
            words.append(_("A pseudonym and the record number stand in it instead of the name."))
        self.about.setText(" ".join(words))

    def write(self, place: Path) -> None:
        """Make the file beside the window and write it there whole, then accept; what goes wrong is shown."""
        self.failure.hide()
        self.save_button.setEnabled(False)
        self._task = in_background(self, self._work(place), lambda made: self._made(place, *made), self._failed)

    def _work(self, place: Path) -> Callable[[], tuple[bytes, str]]:
        """What makes the file: it reads no widget and no database."""
        workspace, named = self.workspace, self.with_name.isChecked() and FORMS[self.form].may_name
        diary, today = workspace.diary, workspace.today()
        now = datetime.now(UTC).replace(microsecond=0)
        match self.form:
            case "ics":
                formats, weeks = formats_for(diary.runner.shown_units), workspace.settings.measure_weeks
                detailed = self.with_details.isChecked()

                def calendar() -> tuple[bytes, str]:
                    from kneerehab.exchange.calendar_out import calendar_file, earlier_file
                    from kneerehab.services.agenda import agenda
                    from kneerehab.services.exercises import exercise_name
                    from kneerehab.wording.agenda import words_for

                    words = words_for(
                        formats,
                        who=full_name(diary.runner.name) if named else None,
                        exercise_name=(lambda exercise: exercise_name(diary, exercise)) if detailed else None,
                    )
                    planned = agenda(diary, today, measure_weeks=weeks)
                    earlier = earlier_file(place)
                    data = calendar_file(diary.runner.id, planned, words, now=now, today=today, earlier=earlier)
                    count = len(planned)
                    return data, ngettext("{n} entry from today on.", "{n} entries from today on.", count).format(
                        n=count
                    )

                return calendar
            case "fhir":
                from kneerehab.gui.chart.reading import chart_locale

                locale = chart_locale(diary.runner.shown_units)

                def for_clinic() -> tuple[bytes, str]:
                    from kneerehab.gui.files.clinic_bundle import clinic_bundle

                    made = clinic_bundle(diary, today=today, now=now, locale=locale, named=named)
                    count = sum(item.left_out for item in made.not_coded)
                    words = ngettext(
                        "{n} kind of entry has no code and is left out; the file names it.",
                        "{n} kinds of entries have no code and are left out; the file names them.",
                        count,
                    )
                    return made.data, words.format(n=count) if count else ""

                return for_clinic
            case "trail":
                from kneerehab.exchange.trail_json import write_trail

                who = name_or_pseudonym(diary.runner, named=named)
                trail = write_trail(diary.runner, workspace.diaries.trail(diary.runner.id), who=who)
                return lambda: (trail, "")
        data = workspace.diaries.export(workspace.runner_id or "", workspace.now())
        return lambda: (data, "")

    def _made(self, place: Path, data: bytes, remark: str) -> None:
        from kneerehab.replacing import write_whole

        self._task = None
        try:
            write_whole(place, data)
        except OSError as fault:
            self._tell(system_reason(fault))
            return
        self.written, self.remark = place, remark
        self.accept()

    def write_tables(self, folder: Path) -> None:
        """Write the tables into a folder, then accept; what goes wrong is shown."""
        from kneerehab.exchange.csv_out import write_csv

        diary = self.workspace.diary
        who = name_or_pseudonym(diary.runner, named=self.with_name.isChecked())
        try:
            count = len(write_csv(diary, folder, who=who))
        except OSError as fault:
            self._tell(system_reason(fault))
            return
        self.written = folder
        self.remark = ngettext("{n} table.", "{n} tables.", count).format(n=count)
        self.accept()

    def _failed(self) -> None:
        self._task = None
        self._tell("")

    def _tell(self, words: str) -> None:
        self.save_button.setEnabled(True)
        self.failure.set_message(_("Not written."), words)
        self.failure.show()

    # Dialog
    def save(self) -> bool:
        """Ask where, and begin; the dialog closes when the file is there."""
        form, runner = FORMS[self.form], self.workspace.runner
        if not form.ending:
            if chosen := choosing.folder(self, _("Folder for the tables")):
                self.write_tables(Path(chosen))
            return False
        name = file_stem(form.kind, runner) + form.ending
        chosen = choosing.file_to_write(self, _("Export"), name, _(form.filter))
        if chosen:
            place = Path(chosen)
            try:
                self.write(place if place.suffix else place.with_name(place.name + form.ending))
            except KneerehabError as fault:
                self._tell(str(fault))
        return False

    # Qt
    def done(self, result: Any) -> None:
        if self._task is not None:
            self._task.cancel()
            self._task = None
        super().done(result)
