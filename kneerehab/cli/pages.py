"""Writing pages for people, as a PDF or as one picture a page: what `report` and `programme` have in common."""

from __future__ import annotations

import argparse
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from kneerehab.cli.answering import STANDARD_OUTPUT, check_output, refuse_taken, refuse_terminal, say, write
from kneerehab.cli.arguments import add_force, add_runner, file_name
from kneerehab.cli.everybody import add_all
from kneerehab.cli.refusing import misused, unwritable
from kneerehab.i18n import _, language, matching, shipped, speaking
from kneerehab.paths import resources_dir

if TYPE_CHECKING:
    from kneerehab.domain.runner import Runner
    from kneerehab.report import Report, ReportOptions


def add_pages(command: argparse.ArgumentParser) -> None:
    """Whose pages, where they go, on which paper, and whether a name stands on them."""
    command.add_argument(
        "--out",
        metavar=_("FILE"),
        type=file_name,
        required=True,
        help=_("the file to write: .pdf or .png, or - for a PDF on standard output; with --all a folder"),
    )
    add_force(command)
    add_runner(command)
    add_all(command)
    command.add_argument("--paper", choices=("a4", "letter"), default="a4")
    command.add_argument("--with-name", action="store_true", help=_("the runner's name instead of a pseudonym"))
    command.add_argument(
        "--clinic", metavar=_("NAME"), default="", help=_("the clinic's name, for the head of the page")
    )
    command.add_argument("--clinician", metavar=_("NAME"), default="", help=_("who signs: a line for that on the page"))
    codes = shipped(resources_dir() / "locale")
    command.add_argument(
        "--language",
        metavar=_("CODE"),
        type=lambda text: matching(resources_dir() / "locale", text) or text,
        choices=codes,
        default=language(),
        help=_("the language of the page: {codes} (default: that of the program)").format(codes=", ".join(codes)),
    )


def check_pages(options: Namespace) -> None:
    """Refuse a file that pages can't be written to, before anything is read."""
    check_output(options)
    if options.out == STANDARD_OUTPUT:
        refuse_terminal()
    elif Path(options.out).suffix.lower() not in (".pdf", ".png"):
        raise misused(_("{file}: please end the name in .pdf or .png.").format(file=options.out))
    elif not options.force:
        refuse_taken(Path(options.out))


@contextmanager
def page_options(options: Namespace, runner: Runner) -> Iterator[ReportOptions]:
    """Whose pages they are, for which paper, and in which language; within it all that stands on them is gathered."""
    from kneerehab.charts import spoken
    from kneerehab.report import Paper, ReportOptions
    from kneerehab.wording.runners import full_name
    from kneerehab.wording.summary import name_or_pseudonym

    with speaking(resources_dir() / "locale", options.language):
        yield ReportOptions(
            who=full_name(name_or_pseudonym(runner, named=options.with_name)),
            named=options.with_name,
            paper=Paper(options.paper),
            clinic=options.clinic,
            clinician=options.clinician,
            locale=spoken(runner.shown_units),
        )


def write_pages(options: Namespace, made: Report) -> list[Path]:
    """Write the PDF, or one picture a page if the name ends so; the files that were written."""
    from kneerehab.report import page_files, pdf, pngs

    out = Path(options.out)
    files = [out]
    if out.suffix.lower() == ".png":
        try:
            files = page_files(out, len(made.sheets))
        except OSError as fault:
            raise unwritable(out, fault) from None
        for file in files[1:]:
            if not options.force:
                refuse_taken(file)
        for file, picture in zip(files, pngs(made), strict=True):
            write(str(file), picture, replace=options.force)
    else:
        write(options.out, pdf(made), replace=options.force)
    if options.out != STANDARD_OUTPUT:
        say(options, _("{file}: written").format(file=options.out))
    return files
