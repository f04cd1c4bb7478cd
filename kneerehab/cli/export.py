"""A runner's whole diary as a file, or as tables in a folder."""

from __future__ import annotations

from argparse import Namespace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from kneerehab import paths
from kneerehab.cli.answering import STANDARD_OUTPUT, answer, check_output, refuse_taken, say, write
from kneerehab.cli.arguments import Commands, add_force, add_runner, file_name
from kneerehab.cli.opening import chosen_runner, diaries_there, folder_of
from kneerehab.cli.refusing import FINE, Refused, misused, unwritable
from kneerehab.i18n import _

if TYPE_CHECKING:
    from kneerehab.domain.diary import Diary

_RUNS = ("gpx", "tcx")


def declare(commands: Commands) -> None:
    """`export`."""
    made = commands.add(
        "export",
        export,
        _("write a runner's whole diary to a file, or to tables in a folder, or one run"),
        _("A run has its track if its recording was kept: kneerehab import --keep."),
        result="runner (id, name), files",
    )
    made.add_argument("--format", choices=("json", "csv", "gpx", "tcx"), default="json")
    made.add_argument(
        "--run", dest="one_run", metavar="RUN", help=_("for gpx and tcx: the run, by its day, its start or its id")
    )
    made.add_argument(
        "--out",
        metavar="FILE",
        type=file_name,
        required=True,
        help=_("the file to write, - for standard output; for csv a folder"),
    )
    add_force(made)
    add_runner(made)


def export(options: Namespace) -> int:
    """JSON to a file or standard output; tables to a folder, where they replace those of the same runner alone."""
    check_output(options)
    if options.format == "csv":
        return _tables(options)
    if (options.format in _RUNS) is not (options.one_run is not None):
        raise misused(_("--run goes with --format gpx or tcx, and these need it."))
    if options.out != STANDARD_OUTPUT:
        _refuse_diary(options)
        if not options.force:
            refuse_taken(Path(options.out))
    with diaries_there(options) as diaries:
        runner = chosen_runner(diaries, options)
        if options.one_run is not None:
            data = _run(diaries.diary(runner.id), options, diaries.database.path.parent)
        else:
            data = diaries.export(runner.id, datetime.now().replace(second=0, microsecond=0))
    write(options.out, data, replace=options.force)
    return _told(options, runner.id, runner.name, [Path(options.out)])


def _run(diary: Diary, options: Namespace, folder: Path) -> bytes:
    """One activity of a diary as a file."""
    from kneerehab.exchange.recordings import run_file

    found = [
        it
        for it in diary.activities
        if it.id == options.one_run or f"{it.at:%Y-%m-%dT%H:%M}".startswith(options.one_run)
    ]
    if len(found) != 1:
        names = ", ".join(f"{it.at:%Y-%m-%dT%H:%M}" for it in found[:10])
        words = _("{run} fits several: {runs}.") if found else _("No run is called {run}.")
        raise Refused(words.format(run=options.one_run, runs=names))
    try:
        return run_file(folder, found[0], f".{options.format}")
    except ValueError as fault:
        raise Refused(str(fault)) from None


def _refuse_diary(options: Namespace) -> None:
    """Refuse to write over the diary itself, also with --force."""
    if Path(options.out).resolve() == paths.database_file(folder_of(options)).resolve():
        raise Refused(_("{file} is the diary itself. Please choose another name.").format(file=options.out))


def _tables(options: Namespace) -> int:
    if options.out == STANDARD_OUTPUT:
        raise misused(_("Tables are written to a folder: please name one with --out."))
    with diaries_there(options) as diaries:
        diary = diaries.diary(chosen_runner(diaries, options).id)
    from kneerehab.exchange.csv_out import write_csv

    try:
        files = write_csv(diary, Path(options.out))
    except OSError as fault:
        raise unwritable(options.out, fault) from None
    return _told(options, diary.runner.id, diary.runner.name, files)


def _told(options: Namespace, key: str, name: str, files: list[Path]) -> int:
    if options.out != STANDARD_OUTPUT:
        say(options, _("{file}: written").format(file=options.out))
        answer(options, "export", {"runner": {"id": key, "name": name}, "files": files})
    return FINE
