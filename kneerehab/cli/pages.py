"""Writing pages for people, as a PDF or as one picture a page: what `report` and `programme` have in common."""

from __future__ import annotations

import argparse
import sys
from argparse import Namespace
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from kneerehab.cli.answering import STANDARD_OUTPUT, answer, check_output, refuse_terminal, say, write
from kneerehab.cli.arguments import add_runner, file_name
from kneerehab.cli.opening import diaries_there
from kneerehab.cli.refusing import FINE, REFUSED, Refused, misused, unwritable
from kneerehab.i18n import _

if TYPE_CHECKING:
    from kneerehab.domain.runner import Runner
    from kneerehab.report import Report, ReportOptions


def add_pages(command: argparse.ArgumentParser) -> None:
    """Whose pages, where they go, on which paper, and whether a name stands on them."""
    command.add_argument(
        "--out",
        metavar="FILE",
        type=file_name,
        required=True,
        help=_("the file to write: .pdf or .png, or - for a PDF on standard output; with --all a folder"),
    )
    add_runner(command)
    command.add_argument(
        "--all", action="store_true", help=_("of every runner, into the folder of --out, named by number or pseudonym")
    )
    command.add_argument("--paper", choices=("a4", "letter"), default="a4")
    command.add_argument("--with-name", action="store_true", help=_("the runner's name instead of a pseudonym"))


def check_pages(options: Namespace) -> None:
    """Refuse a file that pages can't be written to, before anything is read."""
    check_output(options)
    if options.out == STANDARD_OUTPUT:
        refuse_terminal()
    elif Path(options.out).suffix.lower() not in (".pdf", ".png"):
        raise misused(_("{file}: please end the name in .pdf or .png.").format(file=options.out))


def page_options(options: Namespace, runner: Runner) -> ReportOptions:
    """Whose pages they are, and for which paper."""
    from kneerehab.charts import english
    from kneerehab.report import Paper, ReportOptions
    from kneerehab.wording.summary import pseudonym

    return ReportOptions(
        who=runner.name if options.with_name else pseudonym(runner.id),
        named=options.with_name,
        paper=Paper(options.paper),
        locale=english(runner.shown_units),
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
        for file, picture in zip(files, pngs(made), strict=True):
            write(str(file), picture, replace=True)
    else:
        write(options.out, pdf(made), replace=True)
    if options.out != STANDARD_OUTPUT:
        say(options, _("{file}: written").format(file=options.out))
    return files


def for_everybody(options: Namespace, kind: str, run: Callable[[Namespace], int]) -> int:
    """Do for every runner what `run` does for one; who has nothing to tell is named and left out.

    Ends in 1 if anybody was left out.
    """
    folder = Path(options.out)
    if options.runner or options.id:
        raise misused(_("Give either --all, or --runner or --id, not both."))
    if not folder.is_dir():
        raise misused(_("{folder} is not a folder. With --all please name one.").format(folder=options.out))
    with diaries_there(options) as diaries:
        runners = diaries.runners()
    from kneerehab.wording.summary import file_stem

    code, files = FINE, []
    for runner in runners:
        file = folder / f"{file_stem(kind, runner)}-{date.today().isoformat()}.pdf"
        one = Namespace(**{**vars(options), "all": False, "id": runner.id, "out": str(file), "json": False})
        one.quiet = options.quiet or options.json
        try:
            run(one)
            files.append({"runner": {"id": runner.id}, "file": file})
        except Refused as fault:
            print(f"{file.name}: {fault}", file=sys.stderr)
            code = REFUSED
    answer(options, kind, {"files": files})
    return code
