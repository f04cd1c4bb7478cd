"""A document for paper: its preview beside the choices, and saving, printing or copying it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QImage, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from kneerehab.charts import spoken
from kneerehab.frozen import dataclass
from kneerehab.gui.chart.actions import ask_for_file, not_written, write_file
from kneerehab.gui.chart.reading import chart_locale
from kneerehab.gui.look import accessible, language, theme
from kneerehab.gui.look.button import Button
from kneerehab.gui.look.dialog import Dialog
from kneerehab.gui.look.fields import Field
from kneerehab.gui.look.flow import FlowLayout
from kneerehab.gui.look.segmented import SegmentedControl
from kneerehab.gui.look.select import Select
from kneerehab.gui.look.text import Label
from kneerehab.gui.progress.drawing import Drawing
from kneerehab.gui.progress.page_preview import PageView
from kneerehab.gui.progress.signing import Signing
from kneerehab.gui.shell.tasks import Task, in_background
from kneerehab.gui.shell.workspace import Workspace
from kneerehab.i18n import _
from kneerehab.report import Paper, Progress, Report, ReportOptions
from kneerehab.wording.runners import full_name
from kneerehab.wording.summary import file_stem, name_or_pseudonym, pseudonym

_TWO_COLUMNS = 700
_PAGE_WIDTH, _PAGE_SHARE = 400, 0.4  # at most so much of the window


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A document ready to be drawn, its first page for the screen, and what it says in a few lines."""

    report: Report
    first: QImage
    summary: str


class PaperDialog(Dialog):
    """Every choice draws the preview anew; the runner's name stands on it only if they want it to.

    Subclasses add their choices to `choices`, say how the document is set (`work`), and call `draw` at the end.
    """

    kind = ""
    """How the suggested name of a file begins."""

    def __init__(self, title: str, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(title, parent, save_text=_("Save PDF…"), cancel_text=_("Close"), width=880)
        self.workspace = workspace
        self.made: Made | None = None
        self.page = PageView(min(theme.px(_PAGE_WIDTH), round((parent or self).window().width() * _PAGE_SHARE)))
        self.drawing = Drawing()
        self._turning: Task | None = None
        name = _("With the name of the runner") if workspace.settings.hide_names else full_name(workspace.runner.name)
        self.who = SegmentedControl(
            _("Name on the page"), [("no", pseudonym(workspace.runner.id)), ("yes", name)], "no"
        )
        self.paper = SegmentedControl(_("Paper"), [("a4", "A4"), ("letter", _("Letter"))], _usual_paper().value)
        self.language = Select(language.names(), language.spoken(), name=_("Language of the page"))
        self.png_button = Button(_("Save PNG…"), icon="picture")
        self.print_button = Button(_("Print…"), icon="print")
        self.said = Label("", "small", "success", wrap=True)
        self.choices = QVBoxLayout()
        signing = QVBoxLayout()
        self.signing = Signing(workspace, signing, self)
        self.buttons = FlowLayout()
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._arrange(signing)
        self._listen()

    def _arrange(self, signing: QVBoxLayout) -> None:
        self.choices.setSpacing(theme.px(16))
        self.choices.addWidget(
            Field(
                _("Name on the page"), self.who, hint=_("Without your name, only you and your physio know whose it is.")
            )
        )
        self.choices.addWidget(Field(_("Paper"), self.paper), 0, Qt.AlignmentFlag.AlignLeft)
        self.choices.addWidget(Field(_("Language of the page"), self.language), 0, Qt.AlignmentFlag.AlignLeft)
        options = QVBoxLayout()
        options.setSpacing(theme.px(16))
        options.addLayout(self.choices)
        signing.setSpacing(theme.px(16))
        options.addLayout(signing)
        buttons = QWidget()
        buttons.setLayout(self.buttons)
        for button in (self.png_button, self.print_button):
            self.buttons.addWidget(button)
        options.addWidget(buttons)
        options.addWidget(self.said)
        options.addStretch(1)
        preview = QVBoxLayout()
        preview.setSpacing(theme.px(8))
        preview.addWidget(self.page)
        preview.addStretch(1)
        self.foot_left.addWidget(self.drawing)
        self._columns.setSpacing(theme.px(24))
        self._columns.addLayout(preview)
        self._columns.addLayout(options, 1)
        self.body.addLayout(self._columns)

    def _listen(self) -> None:
        for choice in (self.who, self.paper, self.language):
            choice.changed.connect(lambda _value: self.draw())
        self.signing.changed.connect(self.draw)
        self.page.wanted.connect(self._draw_page)
        self.drawing.stopped.connect(self._stopped)
        self.finished.connect(lambda _code: self.drawing.stop())
        self.png_button.clicked.connect(self._save_png)
        self.print_button.clicked.connect(self.preview)

    # what stands on it
    def options(self) -> ReportOptions:
        """Whose it is, from which clinic, and for which paper; subclasses add their own choices."""
        runner, named, code = self.workspace.runner, self.who.value() == "yes", str(self.language.value())
        with language.speaking(code):
            who = full_name(name_or_pseudonym(runner, named=named))
        units = runner.shown_units
        return self.signing.on(
            ReportOptions(
                who=who,
                named=named,
                paper=Paper(self.paper.value() or "a4"),
                locale=chart_locale(units) if code == language.spoken() else spoken(units),
                language=code.replace("_", "-"),
            )
        )

    def work(self) -> Callable[[], tuple[Report, str]]:
        """What sets the document on the worker thread: it reads no widget. The text is a summary of it."""
        raise NotImplementedError

    def draw(self) -> None:
        """Draw the preview of what is chosen."""
        self.said.setText("")
        self.made = None
        self._allow(False)
        ratio, dots, setting = self.devicePixelRatioF(), self._dots(self.options()), self.work()

        def work(_told: Progress) -> Made:
            report, summary = setting()
            return Made(report=report, first=_page(report, 0, dots, ratio), summary=summary)

        self.drawing.start(work, self._arrived)

    def _arrived(self, made: Made) -> None:
        self.made = made
        self.page.show_report(len(made.report.sheets), made.first, made.summary)
        self._allow(True)

    def _draw_page(self, number: int) -> None:
        """A page that was turned to; of pages turned quickly only the last is drawn."""
        if self.made is None:
            return
        report, ratio, dots = self.made.report, self.devicePixelRatioF(), self._dots(self.made.report.options)
        if self._turning is not None:
            self._turning.cancel()

        def turned(image: QImage) -> None:
            self._turning = None
            if self.made is not None and self.made.report is report:
                self.page.add_page(number, image)

        self._turning = in_background(self, lambda: _page(report, number, dots, ratio), turned)

    def _dots(self, options: ReportOptions) -> int:
        return round(self.page.sheet.page_width * self.devicePixelRatioF() / options.paper.inches[0])

    def _allow(self, on: bool) -> None:
        self.save_button.setEnabled(on)
        for index in range(self.buttons.count()):
            if (item := self.buttons.itemAt(index)) is not None and (button := item.widget()) is not None:
                button.setEnabled(on)

    def _stopped(self) -> None:
        """After Cancel: what has been made can still be saved; without it, nothing was made."""
        self._allow(self.made is not None)
        if self.made is None:
            self.page.clear()
            self.say(_("Cancelled; there is no preview. Change a choice to draw one."), "muted")
        else:
            self.say(_("Cancelled; nothing was written."), "muted")

    # what is done with it
    def save(self) -> bool:
        """Ask where and write the PDF; the dialog stays, so that it can be printed too."""
        path = ask_for_file(self, _("Save report"), self._name("pdf"), "PDF (*.pdf)")
        if path is not None:
            self.write_pdf(path if path.suffix else path.with_suffix(".pdf"))
        return False

    def write_pdf(self, path: Path) -> None:
        """Write the PDF to a file."""
        if self.made is None:
            return
        from kneerehab.report import pdf

        report = self.made.report
        self._busy(lambda told: pdf(report, told), lambda content: self._written([(path, content)]))

    def _save_png(self) -> None:
        path = ask_for_file(self, _("Save report"), self._name("png"), "PNG (*.png)")
        if path is not None:
            self.write_png(path if path.suffix else path.with_suffix(".png"))

    def write_png(self, path: Path) -> None:
        """Write one picture a page; the first has the name that was chosen."""
        if self.made is None:
            return
        from kneerehab.report import page_files, pngs

        report = self.made.report
        try:
            paths = page_files(path, len(report.sheets))
        except OSError as fault:
            self.say(not_written(path, fault), "danger")
            return
        self._busy(
            lambda told: pngs(report, progress=told),
            lambda pages: self._written(list(zip(paths, pages, strict=True))),
        )

    def preview(self) -> None:
        """The system's print preview, which prints."""
        if self.made is None:
            return
        from kneerehab.gui.progress import printing
        from kneerehab.report import pngs

        report = self.made.report
        dpi = printing.density(len(report.sheets))
        self._busy(
            lambda told: pngs(report, dpi, told),
            lambda pages: printing.preview(pages, report.options.paper, report.title, self),
        )

    def _busy(self, work: Callable[[Progress], Any], done: Callable[[Any], object]) -> None:
        def finished(result: Any) -> None:
            self._allow(True)
            done(result)

        self.said.setText("")
        self._allow(False)
        self.drawing.start(work, finished)

    def _written(self, files: list[tuple[Path, bytes]]) -> None:
        for path, content in files:
            if problem := write_file(path, content):
                self.say(problem, "danger")
                return
        self.say(_("Saved as {file}.").format(file=files[0][0].name))

    def say(self, words: str, tone: str = "success") -> None:
        """Say below the buttons what came of it."""
        self.said.set_tone(tone)
        self.said.setText(words)
        accessible.announce(self.said, words)

    def _name(self, kind: str) -> str:
        return f"{file_stem(self.kind, self.workspace.runner)}-{self.workspace.today().isoformat()}.{kind}"

    # Qt
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() >= theme.px(_TWO_COLUMNS)
        # The choices come first where both don't stand side by side.
        across, up = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.BottomToTop
        self._columns.setDirection(across if wide else up)


def _page(report: Report, number: int, dots: int, ratio: float) -> QImage:
    """A page (from 0) for the screen; on the worker thread."""
    from kneerehab.report import picture

    image = QImage.fromData(picture(report, number, dots))
    image.setDevicePixelRatio(ratio)
    return image


def _usual_paper() -> Paper:
    """Letter where inches are usual."""
    american = QLocale().measurementSystem() == QLocale.MeasurementSystem.ImperialUSSystem
    return Paper.LETTER if american else Paper.A4
