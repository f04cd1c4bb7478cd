"""The commands that write for people and spreadsheets: the physio's page, and CSV tables."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from kneerehab.cli import Refused, chosen_runner, diaries_there
from kneerehab.i18n import _

if TYPE_CHECKING:
    from kneerehab.domain.diary import Diary


def report(options: argparse.Namespace) -> int:
    """Write the report of a runner as PDF, or as PNG (one file a page) if the name ends so."""
    out = Path(options.out)
    if out.suffix.lower() not in (".pdf", ".png"):
        raise Refused(_("{file}: please end the name in .pdf or .png.").format(file=options.out))
    today = date.today()
    if options.since is not None and options.since > today:
        raise Refused(
            _("{day} is in the future: please give --since a day up to today, {today}.").format(
                day=options.since.isoformat(), today=today.isoformat()
            )
        )
    diary = _diary(options)
    from kneerehab.charts import english
    from kneerehab.report import Paper, ReportOptions, make_report, page_files, pdf, pngs
    from kneerehab.services.report import report_data, report_span
    from kneerehab.wording.summary import pseudonym

    runner = diary.runner
    made = make_report(
        report_data(diary, span=report_span(diary, today, options.since), today=today),
        ReportOptions(
            who=runner.name if options.with_name else pseudonym(runner.id),
            paper=Paper(options.paper),
            details=options.details,
            locale=english(runner.shown_units),
        ),
    )
    if out.suffix.lower() == ".pdf":
        _write(out, pdf(made))
        return 0
    try:
        files = page_files(out, len(made.sheets))
    except OSError as fault:
        raise _not_written(out, fault) from None
    for file, picture in zip(files, pngs(made), strict=True):
        _write(file, picture)
    return 0


def tables(options: argparse.Namespace) -> int:
    """Write a runner's diary as CSV tables into a folder."""
    from kneerehab.exchange.csv_out import write_csv

    if options.out == "-":
        raise Refused(_("Tables are written to a folder: please name one with --out."))
    diary = _diary(options)
    try:
        write_csv(diary, Path(options.out))
    except OSError as fault:
        raise _not_written(Path(options.out), fault) from None
    return 0


def _diary(options: argparse.Namespace) -> Diary:
    with diaries_there(options) as diaries:
        return diaries.diary(chosen_runner(diaries, options.runner).id)


def _write(file: Path, data: bytes) -> None:
    from kneerehab.exchange.files import write_whole

    try:
        write_whole(file, data)
    except OSError as fault:
        raise _not_written(file, fault) from None


def _not_written(file: Path, fault: OSError) -> Refused:
    return Refused(
        _("{file} could not be written: {reason}. Please choose another place.").format(
            file=file, reason=fault.strerror or fault
        )
    )
