"""Printing drawn pages, with the system's preview first."""

from __future__ import annotations

from PySide6.QtCore import QMarginsF, QRect, Qt
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrintPreviewDialog
from PySide6.QtWidgets import QWidget

from kneerehab.report import Paper

DPI = 300


def preview(pages: list[QImage], paper: Paper, title: str, parent: QWidget) -> None:
    """Open the print preview of these pages."""
    printer = printer_for(paper, title)
    dialog = QPrintPreviewDialog(printer, parent)
    dialog.setWindowTitle(title)
    dialog.resize(parent.window().size())
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


def print_pages(printer: QPrinter, pages: list[QImage]) -> None:
    """Draw each page on a sheet, as large as fits."""
    painter = QPainter(printer)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    for number, page in enumerate(pages):
        if number:
            printer.newPage()
        sheet = painter.viewport()
        size = page.size().scaled(sheet.size(), Qt.AspectRatioMode.KeepAspectRatio)
        painter.drawImage(QRect((sheet.width() - size.width()) // 2, 0, size.width(), size.height()), page)
    painter.end()
