"""A diary as a file, as tables in a folder, as a calendar, or for a clinic's system; for one runner or for all."""

from __future__ import annotations

import os
from argparse import Namespace
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from kneerehab import paths
from kneerehab.cli.answering import (
    STANDARD_OUTPUT,
    answer,
    check_folder,
    check_output,
    refuse_taken,
    say,
    write,
)
from kneerehab.cli.arguments import Commands, add_force, add_runner, day, file_name
from kneerehab.cli.everybody import add_all, for_everybody
from kneerehab.cli.export_forms import bundle_of, calendar_of, diary_of, run_of, trail_of
from kneerehab.cli.opening import chosen_runner, diaries_there, folder_of, open_folder
from kneerehab.cli.refusing import FINE, Refused, misused, unwritable
from kneerehab.i18n import _

if TYPE_CHECKING:
    from kneerehab.services.diary import DiaryService


class Form(NamedTuple):
    """How a format is made and what its files are called where there is one for everybody.

    `make` gives the file and what else is worth an answer.
    """

    make: Callable[[DiaryService, str, Namespace], tuple[bytes, dict[str, Any]]] | None
    kind: str = ""
    ending: str = ""


FORMS = {
    "json": Form(diary_of, "diary", ".kneerehab.json"),
    "csv": Form(None, "tables"),  # a folder of them
    "ics": Form(calendar_of, "calendar", ".ics"),
    "fhir": Form(bundle_of, "fhir", ".fhir.json"),
    "trail": Form(trail_of, "trail", ".trail.json"),
    "gpx": Form(run_of),
    "tcx": Form(run_of),
}
_OF_ONE_RUN = ("gpx", "tcx")


def declare(commands: Commands) -> None:
    """`export`."""
    made = commands.add(
        "export",
        export,
        _("write a runner's whole diary to a file, or to tables in a folder, or one run"),
        _("A run has its track if its recording was kept: kneerehab import --keep."),
        _(
            "ics is a calendar of planned runs, exercises, measures and visits. Written over that of last time, it "
            "cancels what is no longer planned; importing it again updates the entries."
        ),
        _("trail is who changed what and when, for which the diary's own file has no place."),
        _("fhir is a FHIR R4 Bundle with the report in it, for a clinic's system."),
        result=(
            "runner (id, name), files, entries (of ics), lines (of trail), not_coded (of fhir: what, entries, "
            "left_out); with --all files (runner, file), faults (runner, file, fault)"
        ),
    )
    made.add_argument("--format", choices=tuple(FORMS), default="json")
    made.add_argument(
        "--run", dest="one_run", metavar=_("RUN"), help=_("for gpx and tcx: the run, by its day, its start or its id")
    )
    made.add_argument(
        "--out",
        metavar=_("FILE"),
        type=file_name,
        required=True,
        help=_("the file to write, - for standard output; for csv and with --all a folder"),
    )
    made.add_argument(
        "--lock",
        action="store_true",
        help=_("for json: lock it with a passphrase to hand it over; asked for twice, or two lines of standard input"),
    )
    made.add_argument(
        "--with-name",
        action="store_true",
        help=_("for csv, ics, trail and fhir: the runner's name, which is left out otherwise"),
    )
    made.add_argument(
        "--details", action="store_true", help=_("for ics: how far, which exercises, and whom to visit, for all to see")
    )
    made.add_argument(
        "--since", metavar=_("DATE"), type=day, help=_("for fhir: only what happened from this day on, YYYY-MM-DD")
    )
    add_force(made)
    add_runner(made)
    add_all(made)


def export(options: Namespace) -> int:
    """One file or folder, or with --all one for every runner, where they replace those of the same runner alone."""
    check_output(options)
    _check_options(options)
    if options.lock and not hasattr(options, "phrase"):
        from kneerehab.cli.lock import new_passphrase
        from kneerehab.exchange.handover import SHORTEST_PASSPHRASE

        open_folder(options)
        options.is_open = True
        options.phrase = new_passphrase(options, SHORTEST_PASSPHRASE)
    form = FORMS[options.format]
    if options.all:
        return for_everybody(options, "export", export, kind=form.kind, ending=form.ending)
    return _tables(options) if form.make is None else _file(options, form.make)


def _check_options(options: Namespace) -> None:
    """Refuse what does not go together, before anything is read."""
    if (options.format in _OF_ONE_RUN) is not (options.one_run is not None):
        raise misused(_("--run goes with --format gpx or tcx, and these need it."))
    if options.all and options.one_run is not None:
        raise misused(_("--run names a run of one runner, so it does not go with --all."))
    goes_with = (
        ("--lock", options.lock, ("json",)),
        ("--with-name", options.with_name, ("csv", "ics", "trail", "fhir")),
        ("--details", options.details, ("ics",)),
        ("--since", options.since is not None, ("fhir",)),
    )
    for name, given, formats in goes_with:
        if given and options.format not in formats:
            words = _("{option} goes with --format {formats}.")
            raise misused(words.format(option=name, formats=", ".join(formats)))
    if options.out == STANDARD_OUTPUT and options.all:
        raise misused(_("{folder} is not a folder. With --all please name one.").format(folder=options.out))
    if options.out == STANDARD_OUTPUT and options.format == "csv":
        raise misused(_("Tables are written to a folder: please name one with --out."))


def _file(options: Namespace, make: Callable[[DiaryService, str, Namespace], tuple[bytes, dict[str, Any]]]) -> int:
    may_be_there = options.force or options.format == "ics"  # one of this runner's own is brought up to date
    if options.out != STANDARD_OUTPUT:
        _refuse_diary(options)
        check_folder(options.out)
        if not may_be_there:
            refuse_taken(Path(options.out))
    with diaries_there(options) as diaries:
        runner = chosen_runner(diaries, options)
        data, more = make(diaries, runner.id, options)
    write(options.out, data, replace=may_be_there)
    return _told(options, runner.id, runner.name, [Path(options.out)], more)


def _refuse_diary(options: Namespace) -> None:
    """Refuse to write over the diary itself, also with --force."""
    # Not Path.resolve, which raises for a loop of links before Python 3.13.
    if os.path.realpath(options.out) == os.path.realpath(paths.database_file(folder_of(options))):
        raise Refused(_("{file} is the diary itself. Please choose another name.").format(file=options.out))


def _tables(options: Namespace) -> int:
    with diaries_there(options) as diaries:
        diary = diaries.diary(chosen_runner(diaries, options).id)
    from kneerehab.exchange.csv_out import write_csv
    from kneerehab.wording.summary import name_or_pseudonym

    runner = diary.runner
    try:
        files = write_csv(diary, Path(options.out), who=name_or_pseudonym(runner, named=options.with_name))
    except OSError as fault:
        raise unwritable(options.out, fault) from None
    return _told(options, diary.runner.id, diary.runner.name, files, {})


def _told(options: Namespace, key: str, name: str, files: list[Path], more: dict[str, Any]) -> int:
    if options.out != STANDARD_OUTPUT:
        say(options, _("{file}: written").format(file=options.out))
        answer(options, "export", {"runner": {"id": key, "name": name}, "files": files, **more})
    return FINE
