"""The report dialog: preview, PDF, PNG, print, the five lines; long reports tell their pages and can be cancelled."""

from __future__ import annotations

import re
from datetime import date, datetime
from itertools import pairwise
from pathlib import Path
from time import process_time
from typing import Any

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt, QTimer
from PySide6.QtPrintSupport import QPrintPreviewDialog
from PySide6.QtWidgets import QApplication

from kneerehab.gui.progress import printing
from kneerehab.gui.progress.report_dialog import ReportDialog
from kneerehab.i18n import _
from kneerehab.report import Paper, pngs

pytestmark = [
    pytest.mark.lifetime,
    pytest.mark.qt_log_ignore("This plugin does not support"),  # remarks of the offscreen platform
]


@pytest.fixture
def running(program: Any) -> Any:
    return program("build-week-8", first="learn")


def report_dialog(running: Any, qtbot: Any, *, details: bool = False) -> ReportDialog:
    """The dialog with its preview drawn."""
    dialog = ReportDialog(running.workspace, running.window)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(lambda: dialog.made is not None)
    if details:
        dialog.pages.segments["all"].click()
        qtbot.waitUntil(lambda: dialog.made is not None and len(dialog.made.report.sheets) > 1)
    return dialog


def test_the_report_is_previewed_under_a_pseudonym_and_saved_as_pdf_and_png(
    running: Any, qtbot: Any, tmp_path: Path
) -> None:
    dialog = report_dialog(running, qtbot)
    assert dialog.made is not None
    assert len(dialog.made.report.sheets) == 2  # the measures have no room on the first
    assert running.workspace.runner.name not in dialog.made.report.title
    dialog.write_pdf(tmp_path / "report.pdf")
    qtbot.waitUntil(lambda: dialog.said.text() == "Saved as report.pdf.")
    dialog.write_png(tmp_path / "report.png")
    qtbot.waitUntil(lambda: dialog.said.text() == "Saved as report.png.")
    dialog.write_pdf(tmp_path / "no" / "report.pdf")
    qtbot.waitUntil(lambda: "could not be written" in dialog.said.text())
    assert {path.name for path in tmp_path.iterdir() if path.is_file()} >= {"report.pdf", "report.png"}


def test_details_bring_more_pages_each_drawn_when_turned_to_and_the_name_comes_only_when_chosen(
    running: Any, qtbot: Any
) -> None:
    dialog = report_dialog(running, qtbot)
    dialog.who.segments["yes"].click()
    dialog.pages.segments["all"].click()
    qtbot.waitUntil(lambda: dialog.made is not None and len(dialog.made.report.sheets) > 1)
    assert dialog.made is not None
    assert running.workspace.runner.name in dialog.made.report.title
    assert dialog.page.number.text() == f"Page 1 of {len(dialog.made.report.sheets)}"
    first = dialog.page.sheet._image
    qtbot.mouseClick(dialog.page.after, Qt.MouseButton.LeftButton)
    assert dialog.page.number.text().startswith("Page 2 of")
    qtbot.waitUntil(lambda: dialog.page.sheet._image is not first)


def test_a_preview_that_was_cancelled_shows_no_page_of_the_former_choice(running: Any, qtbot: Any) -> None:
    dialog = report_dialog(running, qtbot, details=True)
    dialog.pages.segments["one"].click()
    assert dialog.drawing.busy
    dialog.drawing.cancel_button.click()
    assert dialog.page.sheet._image is None
    assert not dialog.page.number.isVisible()
    assert dialog.page.sheet.accessibleDescription() == ""
    assert dialog.said.text() == "Cancelled; there is no preview. Change a choice to draw one."
    assert not dialog.save_button.isEnabled()
    dialog.pages.segments["all"].click()
    qtbot.waitUntil(lambda: dialog.made is not None)
    assert dialog.page.number.isVisible()


def test_the_bar_counts_pages_and_cancel_leaves_no_file(running: Any, qtbot: Any, tmp_path: Path) -> None:
    dialog = report_dialog(running, qtbot, details=True)
    assert dialog.made is not None
    count = len(dialog.made.report.sheets)
    dialog.write_png(tmp_path / "report.png")
    assert not dialog.save_button.isEnabled()
    qtbot.waitUntil(lambda: dialog.drawing.bar.maximum() == count)
    assert re.fullmatch(rf"Page \d of {count}", dialog.drawing.words.text())
    qtbot.waitUntil(dialog.drawing.isVisible)
    qtbot.mouseClick(dialog.drawing.cancel_button, Qt.MouseButton.LeftButton)
    assert dialog.said.text() == "Cancelled; nothing was written."
    assert dialog.save_button.isEnabled()
    assert not dialog.drawing.isVisible()
    dialog.write_pdf(tmp_path / "after.pdf")  # the worker is free again
    qtbot.waitUntil((tmp_path / "after.pdf").is_file)
    assert not (tmp_path / "report.png").exists()


def test_closing_the_dialog_stops_what_it_draws(running: Any, qtbot: Any, tmp_path: Path) -> None:
    dialog = report_dialog(running, qtbot, details=True)
    dialog.write_pdf(tmp_path / "report.pdf")
    dialog.reject()
    assert not dialog.drawing.busy
    qtbot.wait(400)
    assert not (tmp_path / "report.pdf").exists()


def test_nothing_else_is_overwritten_by_the_further_pages(running: Any, qtbot: Any, tmp_path: Path) -> None:
    dialog = report_dialog(running, qtbot, details=True)
    (tmp_path / "report-2.png").write_bytes(b"\x89PNG a holiday picture")
    dialog.write_png(tmp_path / "report.png")
    assert "report-2.png is there already" in dialog.said.text()
    assert [path.name for path in tmp_path.glob("*.png")] == ["report-2.png"]


def test_the_window_answers_while_a_long_report_is_written(running: Any, qtbot: Any, tmp_path: Path) -> None:
    dialog = report_dialog(running, qtbot, details=True)
    beats = [process_time()]  # not the time on the wall: other programs may have the processor
    timer = QTimer(dialog, interval=5)
    timer.timeout.connect(lambda: beats.append(process_time()))
    timer.start()
    dialog.write_pdf(tmp_path / "report.pdf")
    qtbot.waitUntil(lambda: dialog.said.text() == "Saved as report.pdf.")
    timer.stop()
    waits = sorted(after - before for before, after in pairwise(beats))
    assert waits[len(waits) * 95 // 100] < 0.05  # two frames, and what the worker does beside it
    assert waits[-1] < 0.3


def test_the_report_prints_on_the_chosen_paper(running: Any, qtbot: Any, tmp_path: Path) -> None:
    dialog = report_dialog(running, qtbot)
    assert dialog.made is not None
    page = pngs(dialog.made.report, 100)[0]
    for paper, size in ((Paper.LETTER, (612, 792)), (Paper.A4, (595, 842))):
        printer = printing.printer_for(paper, "report")
        printer.setOutputFileName(str(tmp_path / "printed.pdf"))
        printing.print_pages(printer, [page] * 2)
        pages = PdfReader(tmp_path / "printed.pdf").pages
        assert len(pages) == 2
        assert (round(pages[0].mediabox.width), round(pages[0].mediabox.height)) == size


def test_print_opens_the_preview(running: Any, qtbot: Any) -> None:
    dialog = report_dialog(running, qtbot)
    seen: list[str] = []

    def close() -> None:
        shown = QApplication.activeModalWidget()
        if isinstance(shown, QPrintPreviewDialog):
            seen.append(shown.windowTitle())
            shown.close()
        else:
            QTimer.singleShot(50, close)

    QTimer.singleShot(50, close)
    qtbot.mouseClick(dialog.print_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(seen))
    assert dialog.made is not None
    assert seen == [dialog.made.report.title]


def test_a_long_report_prints_coarser() -> None:
    assert printing.density(1) == 300
    assert printing.density(200) == 150


def test_the_clipboard_holds_five_lines_of_plain_text(running: Any, qtbot: Any) -> None:
    dialog = report_dialog(running, qtbot)
    qtbot.mouseClick(dialog.copy_button, Qt.MouseButton.LeftButton)
    text = QApplication.clipboard().text()
    assert len(text.split("\n")) == 5
    assert all(line == line.strip() and line for line in text.split("\n"))
    assert running.workspace.runner.name not in text


def test_a_diary_that_ended_long_ago_begins_with_the_weeks_up_to_its_last_entry(program: Any, qtbot: Any) -> None:
    dialog = report_dialog(program("build-week-8", now=datetime(2026, 11, 28, 9), first="learn"), qtbot)
    assert dialog.days.currentText() == "The 12 weeks up to Sun 22 Feb 2026"
    assert dialog.span().last == date(2026, 2, 22)
    assert dialog.made is not None
    assert "22 Feb 2026" in dialog.made.summary
    lately = report_dialog(program("build-week-8", now=datetime(2026, 3, 12, 9), first="learn"), qtbot)
    assert lately.days.currentText() == "The last 12 weeks"
    assert lately.days.findText("The 12 weeks up to Sun 22 Feb 2026") == -1


def test_the_page_comes_in_the_patients_language_and_the_window_keeps_its_own(
    running: Any, qtbot: Any, tmp_path: Path
) -> None:
    dialog = report_dialog(running, qtbot)
    assert dialog.language.value() == "en"
    dialog.language.set_value("de")
    dialog.language.changed.emit("de")
    assert _("Cancel") == "Cancel"  # while the worker speaks German
    qtbot.waitUntil(lambda: dialog.made is not None)
    assert dialog.made is not None
    assert dialog.made.summary.startswith("Runner ")
    dialog.write_pdf(tmp_path / "report.pdf")
    qtbot.waitUntil(lambda: dialog.said.text() == "Saved as report.pdf.")
    text = PdfReader(tmp_path / "report.pdf").pages[0].extract_text()
    assert "Bericht zu Knie und Laufen" in text
    assert re.search(r"Erstellt am \d+\. ", text)
    assert "Pain" not in text
