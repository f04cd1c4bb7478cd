"""What leaves the Progress page: a picture of it, the summary for the clinic, CSV tables."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QMargins, QPoint
from PySide6.QtGui import QImage, QRegion
from PySide6.QtWidgets import QWidget

from kneerehab.domain.trends.span import Span
from kneerehab.gui.chart.actions import ask_for_file, not_written, write_file
from kneerehab.gui.chart.reading import chart_locale
from kneerehab.gui.look import choosing, theme
from kneerehab.gui.look.scroll_page import ScrollPage
from kneerehab.gui.shell import clipboard
from kneerehab.gui.shell.workspace import Workspace
from kneerehab.i18n import _

_RATIO = 2
_AIR = 24


Told = tuple[str, str]
"""The kind of a banner and its words; without words there is nothing to tell."""


def save_page(frame: ScrollPage) -> Told:
    """Ask for a file and write all cards of the page to it, with title and headline."""
    path = ask_for_file(frame, _("Save picture"), "progress.png", "PNG (*.png)")
    if path is None:
        return "success", ""
    path = path if path.suffix else path.with_suffix(".png")
    problem = write_file(path, page_png(frame))
    return ("danger", problem) if problem else ("success", _("Picture saved as {file}.").format(file=path.name))


def page_png(frame: ScrollPage) -> bytes:
    """The whole page as PNG at twice the screen's size: also what has to be scrolled to."""
    air, draw = theme.px(_AIR), QWidget.RenderFlag.DrawChildren
    title, lines = theme.line_height("page_title"), max(theme.line_height("body"), frame.subtitle.height())
    head = air + title + lines + theme.px(10)
    shown = frame.content.rect()
    shown.setTop(frame.head_within())
    image = QImage(shown.size().grownBy(QMargins(0, head, 0, 0)) * _RATIO, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(_RATIO)
    image.fill(theme.colour("bg"))
    left = frame.body.contentsMargins().left()
    for part, place, seen in (
        (frame.title, QPoint(left, air), QRegion()),
        (frame.subtitle, QPoint(left, air + title + theme.px(4)), QRegion()),
        (frame.content, QPoint(0, head), QRegion(shown)),
    ):
        part.render(image, place, seen, draw)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(buffer.data().data())


def copy_summary(workspace: Workspace, span: Span) -> str:
    """Put five lines of plain text on the clipboard; returns them."""
    from kneerehab.services.report import report_data
    from kneerehab.wording.summary import five_lines, pseudonym

    diary = workspace.diary.called(pseudonym(workspace.runner.id))
    found = report_data(diary, span=span, today=workspace.today()).overview
    text = five_lines(found, chart_locale(workspace.runner.shown_units).formats)
    clipboard.copy(text)
    return text


def export_csv(workspace: Workspace, parent: QWidget) -> Told:
    """Ask for a folder and write every table of the diary into it."""
    chosen = choosing.folder(parent, _("Folder for the tables"))
    return write_tables(workspace, Path(chosen)) if chosen else ("success", "")


def write_tables(workspace: Workspace, folder: Path) -> Told:
    """Write the CSV tables and say so, or what was in the way."""
    from kneerehab.exchange.csv_out import write_csv
    from kneerehab.wording.summary import pseudonym

    try:
        written = write_csv(workspace.diary, folder, who=pseudonym(workspace.runner.id))
    except OSError as fault:
        return "danger", not_written(folder, fault)
    return "success", _("{n} tables written to {folder}.").format(n=len(written), folder=folder.name)


def save_focused_chart(page: QWidget) -> bool:
    """Save the chart of a page that has the focus; False if none has."""
    from kneerehab.gui.chart import actions
    from kneerehab.gui.chart.view import ChartView

    view = page.window().focusWidget()
    if not isinstance(view, ChartView) or not page.isAncestorOf(view):
        return False
    actions.save_as(view, "png")
    return True
