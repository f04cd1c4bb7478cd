"""The dialogs of the program, made the way the program makes them, for tests that walk all of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

from PySide6.QtWidgets import QApplication, QWidget

from kneerehab import library
from kneerehab.charts import CHARTS
from kneerehab.domain.activity import Activity
from kneerehab.domain.codes import ActivityKind, CareKind, Phase, Side
from kneerehab.domain.diary import Diary
from kneerehab.domain.record import new_id
from kneerehab.domain.shoes import Shoes
from kneerehab.domain.trends.visits import usual_pair
from kneerehab.exchange.diary_json import write_diary
from kneerehab.exchange.handover import lock
from kneerehab.gui.chart.reading import chart_style
from kneerehab.gui.chart.table_dialog import TableDialog
from kneerehab.gui.exercises.dialogs import OwnExerciseDialog, StartDayDialog
from kneerehab.gui.exercises.ready_sets import ReadySetDialog
from kneerehab.gui.exercises.set_editor import SetEditor
from kneerehab.gui.files.answers import AnswersDialog
from kneerehab.gui.files.backups import BackupsDialog
from kneerehab.gui.files.exporting import ExportDialog
from kneerehab.gui.files.handover import HandOverDialog, TakeDiaryDialog
from kneerehab.gui.files.import_runs import ImportRunsDialog
from kneerehab.gui.files.many_diaries import ManyDiariesDialog
from kneerehab.gui.forms.blank import CHOICES, blank
from kneerehab.gui.forms.history import HistoryDialog
from kneerehab.gui.forms.passphrase_dialog import PassphraseDialog
from kneerehab.gui.forms.record_dialog import AddDialog, RecordDialog
from kneerehab.gui.forms.run.dialog import LogRunDialog
from kneerehab.gui.lock.dialog import ChangeLockDialog, LockDialog
from kneerehab.gui.look.dialog import Dialog
from kneerehab.gui.look.question import Question
from kneerehab.gui.plan.clearance import ClearanceDialog
from kneerehab.gui.plan.flare_up import FlareUpDialog
from kneerehab.gui.plan.override import OverrideDialog
from kneerehab.gui.plan.pause import PauseDialog
from kneerehab.gui.plan.settings_dialog import PlanSettingsDialog
from kneerehab.gui.plan.what_if import WhatIfDialog
from kneerehab.gui.plan.why import WhyDialog
from kneerehab.gui.presenter.tour import TourDialog
from kneerehab.gui.progress.measures_dialog import MeasuresDialog
from kneerehab.gui.progress.paper_week_dialog import PaperWeekDialog
from kneerehab.gui.progress.programme_dialog import ProgrammeDialog
from kneerehab.gui.progress.report_dialog import ReportDialog
from kneerehab.gui.progress.visits_dialog import VisitsDialog
from kneerehab.gui.runners.dialog import RunnerDialog, RunnersDialog
from kneerehab.gui.shell.keys import KeysDialog
from kneerehab.gui.shell.workspace import Workspace
from kneerehab.gui.shoes.dialog import PairDialog, ShoesDialog
from kneerehab.gui.today.agreed import AgreedDialog
from kneerehab.gui.today.care_dialog import CareDialog
from kneerehab.gui.today.cross_training import WARM_UP, CrossDialog, EasyPartDialog
from kneerehab.gui.today.medication import MedicationDialog
from kneerehab.i18n import _
from kneerehab.services import backups, kept_copies
from kneerehab.services.handover import preview
from kneerehab.services.progress import Range, gather, span_of
from tests.activity_files import gpx, points

Make = Callable[[Workspace, QWidget], Dialog]


def _record(kind: str) -> Make:
    def make(workspace: Workspace, parent: QWidget) -> Dialog:
        return RecordDialog(workspace, blank(kind, workspace.today(), workspace.now(), Side.LEFT, 15), parent)

    return make


def _easy(workspace: Workspace) -> Activity:
    """A warm-up as it was kept before version 2 of the diary."""
    return Activity(id=new_id(), at=workspace.now(), kind=ActivityKind.CROSS, seconds=300, note=WARM_UP)


def _shoes(workspace: Workspace, parent: QWidget) -> Dialog:
    assert workspace.save("shoes", Shoes(id=new_id(), name="Blue with a long name", start_metres=1000), quiet=True)
    return ShoesDialog(workspace, parent)


def _backups(workspace: Workspace, parent: QWidget) -> Dialog:
    file = workspace.diaries.database.path
    for _copy in range(3):
        backups.back_up(file, file.parent / kept_copies.FOLDER)
    return BackupsDialog(file, None, lambda _folder: None, parent)


def _history(workspace: Workspace, parent: QWidget) -> Dialog:
    first = workspace.diary.check_ins[-1]
    assert workspace.save("check-in", replace(first, swelling=not first.swelling, note="Warm"), quiet=True)
    return HistoryDialog(workspace, first, parent)


def _many_diaries(workspace: Workspace, parent: QWidget) -> Dialog:
    """The diary that is open, one that is new here, and two files that want a look."""
    folder = workspace.diaries.database.path.parent
    another = Diary(runner=replace(workspace.runner, id=new_id()), plan=workspace.diary.plan)
    diary = write_diary(another, None)
    made = {"here.json": write_diary(workspace.diary, None), "new.json": diary, "bad.json": b"{}"}
    made["locked.json"] = lock(diary, "correct horse")
    for name, data in made.items():
        (folder / name).write_bytes(data)
    dialog = ManyDiariesDialog(workspace, [folder / name for name in made], parent)
    while not dialog.looks:
        QApplication.processEvents()
    return dialog


def _import_runs(workspace: Workspace, parent: QWidget) -> Dialog:
    """A new run, and a file that holds none."""
    folder = workspace.diaries.database.path.parent
    start = datetime(2026, 3, 11, 7, tzinfo=UTC)
    (folder / "run.gpx").write_bytes(gpx(points(600), start=start))
    (folder / "bad.gpx").write_bytes(b"<gpx")
    dialog = ImportRunsDialog(workspace, [folder / "run.gpx", folder / "bad.gpx"], parent)
    while dialog.found is None:
        QApplication.processEvents()
    return dialog


def _take_diary(workspace: Workspace, parent: QWidget) -> Dialog:
    changed = replace(workspace.diary.check_ins[-1], note="Warm", changed=datetime.now(UTC))
    theirs = replace(workspace.diary, check_ins=(*workspace.diary.check_ins[:-1], changed))
    return TakeDiaryDialog(preview(workspace.diaries, theirs), parent)


def _table(workspace: Workspace, parent: QWidget) -> Dialog:
    chart, locale, today = CHARTS["pain"], chart_style(workspace).locale, workspace.today()
    data = chart.data(gather(workspace.diary, span=span_of(Range.ALL, workspace.diary, today), today=today))
    return TableDialog(_(chart.title), chart.describe(data, locale), chart.table(data, locale), parent)


def _question(_workspace: Workspace, parent: QWidget) -> Dialog:
    title, text = _("Leave without saving?"), _("What you changed here would be lost.")
    return Question(parent, title, text, stay=_("Keep editing"), go=_("Leave"))


DIALOGS: dict[str, Make] = {
    "import runs": _import_runs,
    "take a diary": _take_diary,
    "table": _table,
    "question": _question,
    "lock": lambda _workspace, parent: LockDialog(possible=True, parent=parent),
    "change the lock": lambda _workspace, parent: ChangeLockDialog(lambda _words: None, parent),
    "passphrase": lambda _workspace, parent: PassphraseDialog(_("A locked diary"), "locked.json", str, parent),
    "tour": lambda _workspace, parent: TourDialog(parent, demo=False),
    "agreed": AgreedDialog,
    "answers": lambda workspace, parent: AnswersDialog(workspace, workspace.diary.activities[-3:], parent),
    "backups": _backups,
    "care": lambda workspace, parent: CareDialog(workspace, next(iter(CareKind)), None, parent),
    "cross": lambda workspace, parent: CrossDialog(workspace, None, parent),
    "warm up": lambda workspace, parent: CareDialog(workspace, CareKind.WARM_UP, None, parent),
    "old warm up": lambda workspace, parent: EasyPartDialog(workspace, WARM_UP, _easy(workspace), parent),
    "export": ExportDialog,
    "flare-up": FlareUpDialog,
    "hand over": HandOverDialog,
    "history": _history,
    "history of the diary": lambda workspace, parent: HistoryDialog(workspace, None, parent),
    "keys": lambda _workspace, parent: KeysDialog(parent),
    "run": lambda workspace, parent: LogRunDialog(workspace, ActivityKind.RUN, parent=parent),
    "walk": lambda workspace, parent: LogRunDialog(workspace, ActivityKind.WALK, parent=parent),
    "old run": lambda workspace, parent: LogRunDialog(
        workspace, ActivityKind.RUN, next(a for a in workspace.diary.activities if a.kind is ActivityKind.RUN), parent
    ),
    "many diaries": _many_diaries,
    "measures": MeasuresDialog,
    "medication": lambda workspace, parent: MedicationDialog(workspace, None, parent),
    "override": OverrideDialog,
    "clearance": ClearanceDialog,
    "pause": PauseDialog,
    "paper week": PaperWeekDialog,
    "plan settings": PlanSettingsDialog,
    "add": lambda workspace, parent: AddDialog(workspace, workspace.today(), parent),
    "programme": ProgrammeDialog,
    "report": lambda workspace, parent: ReportDialog(
        workspace, parent, span=span_of(Range.ALL, workspace.diary, workspace.today())
    ),
    "runners": RunnersDialog,
    "runner": lambda workspace, parent: RunnerDialog(workspace, workspace.runner, parent),
    "shoes": _shoes,
    "pair": lambda workspace, parent: PairDialog(workspace, None, parent),
    "two visits": lambda workspace, parent: VisitsDialog(
        workspace, usual_pair(workspace.diary, workspace.today()), parent
    ),
    "what if": WhatIfDialog,
    "why": lambda workspace, parent: WhyDialog(workspace, workspace.today(), parent),
    "own exercise": lambda workspace, parent: OwnExerciseDialog(workspace, None, parent),
    "start day": lambda workspace, parent: StartDayDialog(
        "Replace", ["Wall sit goes.", "Squat comes."], workspace.today(), "Replace", parent
    ),
    "ready-made set": lambda workspace, parent: ReadySetDialog(workspace, Phase.BUILD, parent),
    "own set": lambda workspace, parent: SetEditor(
        workspace.diaries.database.path.parent, library.protocols()[0], (), parent=parent, shipped=True
    ),
} | {f"new {kind}": _record(kind) for group in CHOICES for kind in group}
