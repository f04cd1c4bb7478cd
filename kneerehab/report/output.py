"""The report as files: PDF with title and language, PNG one a page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO

from kneerehab import __version__
from kneerehab.i18n import _
from kneerehab.report.options import ReportOptions
from kneerehab.report.sheet import Sheet
from kneerehab.services.report import ReportData

PNG_DPI = 200
Progress = Callable[[int, int], None]
"""Told how many pages of how many are done."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Drawn sheets, ready to be written."""

    sheets: tuple[Sheet, ...]
    options: ReportOptions
    title: str


def make_report(data: ReportData, options: ReportOptions) -> Report:
    """Draw the page, and with `options.details` the tables after it."""
    from kneerehab.report.details import detail_pages
    from kneerehab.report.first_page import first_page, title

    sheets = [first_page(data, options)]
    if options.details:
        sheets += detail_pages(data, options)
    words = _("A diary kept by the runner, no diagnosis. Pain 0 to 10; days without an entry are unknown, not 0.")
    for number, sheet in enumerate(sheets, 1):
        sheet.foot(number, len(sheets), f"{words} kneerehab {__version__}")
    return Report(sheets=tuple(sheets), options=options, title=f"{title()}, {options.who}")


def pdf(report: Report, progress: Progress | None = None) -> bytes:
    """A PDF with selectable text, vector charts, embedded fonts, and its title and language set."""
    import matplotlib
    from matplotlib.backends.backend_pdf import PdfPages

    drawn = BytesIO()
    # Type 3: matplotlib puts Inter's OpenType outlines into type 42 in a way that not every reader takes.
    with matplotlib.rc_context({"pdf.fonttype": 3}), PdfPages(drawn) as pages:
        for number, sheet in enumerate(report.sheets, 1):
            pages.savefig(sheet.figure)
            if progress is not None:
                progress(number, len(report.sheets))
    return _named(drawn, report)


def _named(drawn: BytesIO, report: Report) -> bytes:
    """The same with title and language, which screen readers ask for; matplotlib can't set the language."""
    from pypdf import PdfWriter
    from pypdf.generic import BooleanObject, DictionaryObject, NameObject, TextStringObject

    writer = PdfWriter(clone_from=drawn)
    writer.metadata = {"/Title": report.title, "/Creator": f"kneerehab {__version__}"}
    writer.root_object[NameObject("/Lang")] = TextStringObject(report.options.language)
    writer.root_object[NameObject("/ViewerPreferences")] = DictionaryObject(
        {NameObject("/DisplayDocTitle"): BooleanObject(True)}
    )
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def pngs(report: Report, dpi: int = PNG_DPI) -> list[bytes]:
    """One picture a page."""
    found = []
    for sheet in report.sheets:
        out = BytesIO()
        sheet.figure.savefig(out, format="png", dpi=dpi, facecolor="white", metadata={"Title": report.title})
        found.append(out.getvalue())
    return found
