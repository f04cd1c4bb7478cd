"""The page for the physio, as a file."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from kneerehab.cli.answering import STANDARD_OUTPUT, answer, check_folder
from kneerehab.cli.arguments import Commands, day
from kneerehab.cli.compare import add_visits, check_pair, chosen_pair
from kneerehab.cli.everybody import for_everybody
from kneerehab.cli.opening import diary_asked_for
from kneerehab.cli.pages import add_pages, check_pages, page_options, write_pages
from kneerehab.cli.refusing import FINE, Refused, misused
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
        result="runner (id), from, to, files; with --all files (runner, file), faults (runner, file, fault)",
    )
    add_pages(made)
    made.add_argument(
        "--since",
        metavar=_("DATE"),
        type=day,
        help=_("the first day, YYYY-MM-DD (default: 12 weeks ago or the diary's beginning, but at least 4 weeks)"),
    )
    made.add_argument("--until", metavar=_("DATE"), type=day, help=_("the last day, YYYY-MM-DD (default: today)"))
    made.add_argument("--details", action="store_true", help=_("add pages with every run, decision, day and note"))
    add_visits(made)


def report(options: Namespace) -> int:
    """Write the report of a runner as PDF, or as PNG (one file a page) if the name ends so."""
    today = date.today()
    _check_days(options, today)
    check_pair(options.visits, today)
    if options.all:
        return for_everybody(options, "report", report, kind="knee-report", ending=f"-{today.isoformat()}.pdf")
    check_pages(options)
    diary = diary_asked_for(options)
    check_folder(options.out)
    from kneerehab.report import make_report
    from kneerehab.services.report import report_data, report_span

    runner = diary.runner
    span = report_span(diary, today, options.since, options.until)
    if options.since is None:
        _check_entries(diary, span)
    pair = None if options.visits is None else chosen_pair(diary, options.visits, today)
    with page_options(options, runner) as page:
        data = report_data(diary.called(page.who), span=span, today=today, visits=pair)
        made = make_report(data, replace(page, details=options.details))
    files = write_pages(options, made)
    if options.out != STANDARD_OUTPUT:
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
    days = diary.days_with_entries()
    if not days or any(each in span for each in days):
        return
    words = _("The diary has no entries from {first} to {last}.").format(first=span.first, last=span.last)
    hint = _("The last one is of {day}. Choose other days, such as those up to it with: --until {day}")
    raise Refused(words, hint.format(day=max(days)))
