"""The home programme, as a file."""

from __future__ import annotations

from argparse import Namespace
from datetime import date, timedelta

from kneerehab.cli.answering import STANDARD_OUTPUT, answer, check_folder
from kneerehab.cli.arguments import Commands, day
from kneerehab.cli.everybody import for_everybody
from kneerehab.cli.opening import diary_asked_for
from kneerehab.cli.pages import add_pages, check_pages, page_options, write_pages
from kneerehab.cli.refusing import FINE
from kneerehab.i18n import _


def declare(commands: Commands) -> None:
    """`programme`."""
    made = commands.add(
        "programme",
        programme,
        _("write the home programme: drawings, doses and boxes to tick for two weeks"),
        result="runner (id), from, to, files; with --all files (runner, file), faults (runner, file, fault)",
    )
    add_pages(made)
    made.add_argument(
        "--start", metavar=_("DATE"), type=day, help=_("the first day, YYYY-MM-DD (default: today or the next Monday)")
    )
    made.add_argument("--week", action="store_true", help=_("instead a sheet for a week, to fill in by hand"))


def programme(options: Namespace) -> int:
    """Write the home programme of a runner as PDF, or as PNG (one file a page) if the name ends so."""
    if options.all:
        ending = f"-{date.today().isoformat()}.pdf"
        return for_everybody(options, "programme", programme, kind=_kind(options), ending=ending)
    check_pages(options)
    diary = diary_asked_for(options)
    check_folder(options.out)
    from kneerehab.report.paper_week import make_paper_week
    from kneerehab.report.programme import make_programme
    from kneerehab.services.programme import programme_data, programme_start

    runner, today = diary.runner, date.today()
    with page_options(options, runner) as page:
        data = programme_data(diary, first=options.start or programme_start(today), today=today)
        made = make_paper_week(data, page) if options.week else make_programme(data, page)
    last = data.first + timedelta(days=6) if options.week else data.last
    files = write_pages(options, made)
    if options.out != STANDARD_OUTPUT:
        answer(options, "programme", {"runner": {"id": runner.id}, "from": data.first, "to": last, "files": files})
    return FINE


def _kind(options: Namespace) -> str:
    """How the names of its files begin."""
    return "paper-week" if options.week else "home-programme"
