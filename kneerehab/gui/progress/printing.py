"""Printing drawn pages, with the system's preview first."""

from __future__ import annotations

from PySide6.QtCore import QMarginsF, QRect, Qt
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrintPreviewDialog
from PySide6.QtWidgets import QWidget

from kneerehab.gui.look.choosing import shaded
from kneerehab.report import Paper

_DPI, _DPI_MANY, _MANY = 300, 150, 12


def density(count: int) -> int:
    """Dots per inch for so many pages: a long report prints coarser, so that it stays quick and small."""
    return _DPI if count <= _MANY else _DPI_MANY


def preview(pages: list[bytes], paper: Paper, title: str, parent: QWidget) -> None:
    """Open the print preview of these pages, given as PNG."""
    printer = printer_for(paper, title)
    with shaded(parent) as window:
        dialog = QPrintPreviewDialog(printer, window)
        dialog.setWindowTitle(title)
        dialog.resize(window.size())
        dialog.paintRequested.connect(lambda asked: print_pages(asked, pages))
        dialog.exec()


def printer_for(paper: Paper, title: str) -> QPrinter:
    """A printer with the report's paper; the pages bring their own margins."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    size = QPageSize(QPageSize.PageSizeId.A4 if paper is Paper.A4 else QPageSize.PageSizeId.Letter)
    printer.setPageLayout(QPageLayout(size, QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0)))
    printer.setFullPage(True)
    printer.setDocName(title)
    return printer


def print_pages(printer: QPrinter, pages: list[bytes]) -> None:
    """Draw each page (PNG) on a sheet, as large as fits; one is unpacked at a time."""
    painter = QPainter(printer)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    for number, content in enumerate(pages):
        page = QImage.fromData(content)
        if number:
            printer.newPage()
        sheet = painter.viewport()
        size = page.size().scaled(sheet.size(), Qt.AspectRatioMode.KeepAspectRatio)
        painter.drawImage(QRect((sheet.width() - size.width()) // 2, 0, size.width(), size.height()), page)
    painter.end()
