"""The page for the physio, as a file."""

from __future__ import annotations

from argparse import Namespace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from kneerehab.cli.answering import STANDARD_OUTPUT, answer, check_folder, check_output, refuse_terminal, say, write
from kneerehab.cli.arguments import Commands, add_runner, day, file_name
from kneerehab.cli.opening import diary_asked_for
from kneerehab.cli.refusing import FINE, Refused, misused, unwritable
from kneerehab.i18n import _

if TYPE_CHECKING:
    from kneerehab.domain.diary import Diary
    from kneerehab.domain.trends.span import Span


def declare(commands: Commands) -> None:
    """`report`."""
    made = commands.add(
        "report",
        report,
        _("write the page for the physio: PDF, or PNG if the name ends so"),
        result="runner (id), from, to, files",
    )
    made.add_argument(
        "--out",
        metavar="FILE",
        type=file_name,
        required=True,
        help=_("the file to write: .pdf or .png, or - for a PDF on standard output"),
    )
    add_runner(made)
    made.add_argument(
        "--since",
        metavar="DATE",
        type=day,
        help=_("the first day, YYYY-MM-DD (default: 12 weeks ago or the diary's beginning, but at least 4 weeks)"),
    )
    made.add_argument("--until", metavar="DATE", type=day, help=_("the last day, YYYY-MM-DD (default: today)"))
    made.add_argument("--paper", choices=("a4", "letter"), default="a4")
    made.add_argument("--details", action="store_true", help=_("add pages with every run, decision, day and note"))
    made.add_argument("--with-name", action="store_true", help=_("the runner's name instead of a pseudonym"))


def report(options: Namespace) -> int:
    """Write the report of a runner as PDF, or as PNG (one file a page) if the name ends so."""
    out, today = Path(options.out), date.today()
    check_output(options)
    if options.out == STANDARD_OUTPUT:
        refuse_terminal()
    elif out.suffix.lower() not in (".pdf", ".png"):
        raise misused(_("{file}: please end the name in .pdf or .png.").format(file=options.out))
    _check_days(options, today)
    diary = diary_asked_for(options)
    check_folder(options.out)
    from kneerehab.charts import english
    from kneerehab.report import Paper, ReportOptions, make_report, page_files, pdf, pngs
    from kneerehab.services.report import report_data, report_span
    from kneerehab.wording.summary import pseudonym

    runner = diary.runner
    span = report_span(diary, today, options.since, options.until)
    if options.since is None:
        _check_entries(diary, span)
    made = make_report(
        report_data(diary, span=span, today=today),
        ReportOptions(
            who=runner.name if options.with_name else pseudonym(runner.id),
            paper=Paper(options.paper),
            details=options.details,
            locale=english(runner.shown_units),
        ),
    )
    files = [out]
    if out.suffix.lower() == ".png":
        try:
            files = page_files(out, len(made.sheets))
        except OSError as fault:
            raise unwritable(out, fault) from None
        for file, picture in zip(files, pngs(made), strict=True):
            write(str(file), picture, replace=True)
    else:
        write(options.out, pdf(made), replace=True)
    if options.out != STANDARD_OUTPUT:
        say(options, _("{file}: written").format(file=options.out))
        answer(options, "report", {"runner": {"id": runner.id}, "from": span.first, "to": span.last, "files": files})
    return FINE


def _check_days(options: Namespace, today: date) -> None:
    for name, chosen in (("--since", options.since), ("--until", options.until)):
        if chosen is not None and chosen > today:
            words = _("{day} is in the future: please give {option} a day up to today, {today}.")
            raise misused(words.format(day=chosen.isoformat(), option=name, today=today.isoformat()))
    if options.since and options.until and options.since > options.until:
        raise misused(_("The first day, --since, is after the last, --until."))


def _check_entries(diary: Diary, span: Span) -> None:
    """Refuse an empty page for a diary that has entries, only not of these days."""
    from kneerehab.services.report import days_with_entries

    days = days_with_entries(diary)
    if not days or any(each in span for each in days):
        return
    words = _("The diary has no entries from {first} to {last}.").format(first=span.first, last=span.last)
    hint = _("The last one is of {day}. Choose other days, such as those up to it with: --until {day}")
    raise Refused(words, hint.format(day=max(days)))
