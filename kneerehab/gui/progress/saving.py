"""What leaves the Progress page: a picture of it, the summary for the clinic, CSV tables."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QPoint
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from kneerehab.domain.trends.span import Span
from kneerehab.gui import theme
from kneerehab.gui.controls.scroll_page import ScrollPage
from kneerehab.gui.progress.chart_actions import ask_for_file, write_file
from kneerehab.gui.progress.reading import chart_locale
from kneerehab.gui.workspace import Workspace
from kneerehab.i18n import _

_RATIO = 2
_AIR = 24


def save_page(workspace: Workspace, frame: ScrollPage) -> str:
    """Ask for a file and write all cards of the page to it, with title and headline; says what was done."""
    path = ask_for_file(frame, _("Save picture"), "progress.png", "PNG (*.png)")
    if path is None:
        return ""
    path = path if path.suffix else path.with_suffix(".png")
    written = write_file(workspace, path, page_png(frame))
    return _("Picture saved as {file}.").format(file=path.name) if written else ""


def page_png(frame: ScrollPage) -> bytes:
    """The whole page as PNG at twice the screen's size: also what has to be scrolled to."""
    air = theme.px(_AIR)
    head = theme.line_height("page_title") + theme.line_height("body") + theme.px(10)
    width, height = frame.content.width(), frame.content.height() + head + air
    image = QImage(width * _RATIO, height * _RATIO, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(_RATIO)
    image.fill(theme.colour("bg"))
    painter = QPainter(image)
    left = frame.body.contentsMargins().left()
    frame.title.render(painter, QPoint(left, air), flags=QWidget.RenderFlag.DrawChildren)
    frame.subtitle.render(
        painter,
        QPoint(left, air + theme.line_height("page_title") + theme.px(4)),
        flags=QWidget.RenderFlag.DrawChildren,
    )
    frame.content.render(painter, QPoint(0, head + air), flags=QWidget.RenderFlag.DrawChildren)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return bytes(buffer.data().data())


def copy_summary(workspace: Workspace, span: Span) -> str:
    """Put five lines of plain text on the clipboard; returns them."""
    from kneerehab.services.report import report_data
    from kneerehab.wording.summary import five_lines

    found = report_data(workspace.diary, span=span, today=workspace.today()).overview
    text = five_lines(found, chart_locale(workspace.runner.shown_units).formats)
    copy_text(text)
    return text


def copy_text(text: str) -> None:
    """Put text on the clipboard."""
    QApplication.clipboard().setText(text)


def export_csv(workspace: Workspace, parent: QWidget) -> str:
    """Ask for a folder and write every table of the diary into it; says what was done."""
    chosen = QFileDialog.getExistingDirectory(parent.window(), _("Folder for the tables"))
    return write_tables(workspace, Path(chosen)) if chosen else ""


def write_tables(workspace: Workspace, folder: Path) -> str:
    """Write the CSV tables and say so; a failure is told with a way to try again."""
    from kneerehab.exchange.csv_out import write_csv

    try:
        written = write_csv(workspace.diary, folder)
    except OSError as fault:
        workspace.save_failed.emit(
            _("The tables could not be written: {reason}. Please choose another place.").format(
                reason=fault.strerror or fault
            ),
            lambda: bool(write_tables(workspace, folder)),
        )
        return ""
    return _("{n} tables written to {folder}.").format(n=len(written), folder=folder.name)
