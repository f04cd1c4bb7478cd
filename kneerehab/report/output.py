"""The report as files: PDF with title, language and bookmarks, PNG one a page; one page is drawn at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from io import BytesIO
from typing import TYPE_CHECKING

from kneerehab import __version__
from kneerehab.frozen import dataclass
from kneerehab.i18n import _
from kneerehab.report.options import ReportOptions
from kneerehab.services.report import ReportData

if TYPE_CHECKING:
    from kneerehab.domain.diary import Diary
    from kneerehab.domain.trends.visits import Comparison
    from kneerehab.report.sheet import Sheet
    from kneerehab.report.tags import Element

PNG_DPI = 200
MADE_WITH = f"kneerehab {__version__}"
Progress = Callable[[int, int], None]
"""Told how many pages of how many are done; what it raises stops the work."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Sheets to draw; `sections` are the names of its parts with the number of the page (from 0) they begin on."""

    sheets: tuple[Sheet, ...]
    options: ReportOptions
    title: str
    sections: tuple[tuple[str, int], ...] = ()


def make_report(data: ReportData, options: ReportOptions) -> Report:
    """Set the page, two visits if they were chosen, and with `options.details` the tables; nothing is drawn yet."""
    with options.speaking():
        return _set(data, options)


def _set(data: ReportData, options: ReportOptions) -> Report:
    from kneerehab.report.details import further_pages
    from kneerehab.report.first_page import first_page, title

    first, left_out = first_page(data, options)
    sheets, sections = [first], [(_("Overview"), 0)]
    if left_out:  # the first page names page 2 for them, so they stand before everything else
        _add(sheets, sections, *further_pages(data, options, left_out))
    if data.visits is not None:
        from kneerehab.report.visits import visit_sheets
        from kneerehab.wording.visits import title as visits_title

        _add(sheets, sections, visit_sheets(data.visits, data.overview.diary, options), [(visits_title(), 0)])
    if options.details and not left_out:
        _add(sheets, sections, *further_pages(data, options, ()))
    add_feet(sheets)
    return Report(sheets=tuple(sheets), options=options, title=f"{title()}, {options.who}", sections=tuple(sections))


def _add(
    sheets: list[Sheet], sections: list[tuple[str, int]], pages: Sequence[Sheet], parts: Iterable[tuple[str, int]]
) -> None:
    """Let pages follow, with the parts that begin on them."""
    sections += [(name, page + len(sheets)) for name, page in parts]
    sheets += pages


def make_visits(found: Comparison, diary: Diary, options: ReportOptions) -> Report:
    """Two visits by themselves; nothing is drawn yet."""
    from kneerehab.report.visits import visit_sheets
    from kneerehab.wording.visits import title

    with options.speaking():
        sheets = visit_sheets(found, diary, options)
        add_feet(sheets)
        return Report(sheets=tuple(sheets), options=options, title=f"{title()}, {options.who}")


def add_feet(sheets: Sequence[Sheet]) -> None:
    """Say at the foot of every page what kind of document it is."""
    words = _("A diary kept by the runner, no diagnosis. Pain 0 to 10; days without an entry are unknown, not 0.")
    for number, sheet in enumerate(sheets, 1):
        sheet.foot(number, len(sheets), f"{words} {MADE_WITH}")


def pdf(report: Report, progress: Progress | None = None) -> bytes:
    """A tagged PDF with selectable text, vector charts, embedded fonts, its title, language and bookmarks."""
    import matplotlib
    from matplotlib.backends.backend_pdf import PdfPages

    from kneerehab.report.paint import painted
    from kneerehab.report.tags import Marks

    drawn = BytesIO()
    marked = []
    # Type 3: matplotlib puts Inter's OpenType outlines into type 42 in a way that not every reader takes.
    with matplotlib.rc_context({"pdf.fonttype": 3}), PdfPages(drawn) as pages:
        for number, sheet in enumerate(report.sheets, 1):
            with report.options.speaking():
                marks = Marks(sheet)
                with painted(sheet, marks) as figure:
                    pages.savefig(figure)
            marked.append(marks.elements)
            if progress is not None:
                progress(number, len(report.sheets))
    return _finished(drawn, report, marked)


def _finished(drawn: BytesIO, report: Report, marked: Sequence[Sequence[Element]]) -> bytes:
    """The same with what matplotlib can't set: structure, language and title for screen readers, bookmarks, searchable
    signs."""
    from pypdf import PdfWriter
    from pypdf.generic import BooleanObject, DictionaryObject, NameObject, TextStringObject

    from kneerehab.report.pdf_fonts import same_size
    from kneerehab.report.tags import add_structure

    writer = PdfWriter(clone_from=drawn)
    writer.pdf_header = "%PDF-1.7"
    writer.metadata = {"/Title": report.title, "/Creator": MADE_WITH}
    writer.root_object[NameObject("/Lang")] = TextStringObject(report.options.language)
    writer.root_object[NameObject("/ViewerPreferences")] = DictionaryObject(
        {NameObject("/DisplayDocTitle"): BooleanObject(True)}
    )
    if len(report.sheets) > 1:
        for name, page in report.sections:
            writer.add_outline_item(title=name, page_number=page)
    same_size(writer.pages[0])
    add_structure(writer, marked)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def pictures(report: Report, dpi: int = PNG_DPI) -> Iterator[bytes]:
    """One PNG a page, drawn when it is asked for."""
    return (picture(report, number, dpi) for number in range(len(report.sheets)))


def picture(report: Report, number: int, dpi: int = PNG_DPI) -> bytes:
    """A page (from 0) as PNG."""
    from kneerehab.report.paint import painted

    out = BytesIO()
    named = {"Title": report.title, "Software": MADE_WITH}
    with report.options.speaking(), painted(report.sheets[number]) as figure:
        figure.savefig(out, format="png", dpi=dpi, facecolor="white", metadata=named)
    return out.getvalue()


def pngs(report: Report, dpi: int = PNG_DPI, progress: Progress | None = None) -> list[bytes]:
    """One picture a page."""
    found = []
    for number, page in enumerate(pictures(report, dpi), 1):
        found.append(page)
        if progress is not None:
            progress(number, len(report.sheets))
    return found
