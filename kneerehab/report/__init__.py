"""The physio's page: what a diary says about some weeks, on one sheet, as PDF with text that stays text, or as PNG.

`make_report` draws it from `services.report.report_data`; `pdf` and `pngs` write it. Nothing here knows Qt.
"""

from kneerehab.report.options import Paper, ReportOptions
from kneerehab.report.output import Report, make_report, pdf, pngs

__all__ = ["Paper", "Report", "ReportOptions", "make_report", "pdf", "pngs"]
