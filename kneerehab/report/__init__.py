"""The physio's page: what a diary says about some weeks, on one sheet, as PDF with text that stays text, or as PNG.

`make_report` sets it from `services.report.report_data`; `pdf`, `pngs` and `picture` draw it, one page at a time.
Nothing here knows Qt.
"""

from kneerehab.report.files import page_files
from kneerehab.report.options import Paper, ReportOptions
from kneerehab.report.output import Progress, Report, make_report, make_visits, pdf, picture, pngs

__all__ = [
    "Paper",
    "Progress",
    "Report",
    "ReportOptions",
    "make_report",
    "make_visits",
    "page_files",
    "pdf",
    "picture",
    "pngs",
]
