"""The command line: without a command it opens the window; demo, plan, import, export, report, backup, restore, check,
lock, unlock.

Heavy parts are imported by the command that needs them: `plan` reads a file without database, Qt or matplotlib.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kneerehab import __version__
from kneerehab.domain.errors import InvalidFile, KneerehabError
from kneerehab.i18n import _

if TYPE_CHECKING:
    from kneerehab.domain.diary import Diary
    from kneerehab.domain.runner import Runner
    from kneerehab.services.diary import DiaryService

MISTAKE = 2
_PLAIN = {"data_dir": None, "demo": False}


class Refused(Exception):
    """The command can't do what was asked; the lines go to standard error and the exit code is 2."""

    def __init__(self, *lines: str) -> None:
        super().__init__("\n".join(lines))
        self.lines = lines


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command; 0 if it did what was asked, 2 if something the user can mend is in the way."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    arguments = sys.argv[1:] if argv is None else argv
    # A start from the desktop has no arguments, and need not wait until a parser of them is made.
    options = _parser().parse_args(arguments) if arguments else argparse.Namespace(run=_window, **_PLAIN)
    try:
        return int(options.run(options))
    except BrokenPipeError:  # whoever read the output has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Refused as refusal:
        print(*refusal.lines, sep="\n", file=sys.stderr)
        return MISTAKE
    except KneerehabError as fault:
        print(fault, file=sys.stderr)
        return MISTAKE


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="kneerehab",
        description=_(
            "A diary and a return-to-running plan for runners with knee pain. Without a command the window opens."
        ),
    )
    parser.add_argument("--version", action="version", version=f"kneerehab {__version__}")
    parser.add_argument("--data-dir", metavar="DIR", help=_("keep the diary in this folder"))
    parser.add_argument("--demo", action="store_true", help=_("open a throw-away demo runner"))
    parser.set_defaults(run=_window)
    commands = parser.add_subparsers(title=_("commands"), metavar="COMMAND")

    def command(name: str, run: Any, text: str) -> argparse.ArgumentParser:
        made = commands.add_parser(name, help=text, description=text)
        made.add_argument("--data-dir", metavar="DIR", default=argparse.SUPPRESS, help=argparse.SUPPRESS)
        made.set_defaults(run=run)
        return made

    command("demo", _demo, _("open a throw-away demo runner"))

    plan = command("plan", _plan, _("say what the plan answers: may I run, how far, and why"))
    plan.add_argument(
        "--diary", metavar="FILE", action="append", default=[], help=_("read this diary file; may be repeated")
    )
    plan.add_argument("--runner", metavar="NAME", help=_("read this runner's diary from the database"))
    plan.add_argument("--on", metavar="DATE", type=_date, help=_("the date asked for, YYYY-MM-DD (default: today)"))
    plan.add_argument("--all", action="store_true", help=_("every day from the start of the plan"))
    plan.add_argument("--json", action="store_true", help=_("print the plan as JSON"))

    take = command(
        "import", _file_command("take_in"), _("take in diaries, and runs from GPX, TCX, FIT, CSV or zip files")
    )
    take.add_argument("files", metavar="FILE", nargs="+")
    take.add_argument("--runner", metavar="NAME", help=_("whose runs; not needed if there is one runner"))

    give = command("export", _export, _("write a runner's whole diary to a file, or to tables in a folder"))
    give.add_argument("--format", choices=("json", "csv"), default="json")
    give.add_argument(
        "--out", metavar="FILE", required=True, help=_("the file to write, - for standard output; for csv a folder")
    )
    give.add_argument("--runner", metavar="NAME", help=_("whose diary; not needed if there is one runner"))

    copy = command("backup", _file_command("backup"), _("write a verified copy of the database"))
    copy.add_argument("--out", metavar="FILE", help=_("where to write it (default: the folder of backups)"))

    back = command("restore", _file_command("restore"), _("bring a copy of the database back; what is there is kept"))
    back.add_argument("file", metavar="FILE")

    command(
        "check", _file_command("check"), _("say whether the database is sound; exit code 0, else 1, or 2 if unknown")
    )

    command("lock", _file_command("lock"), _("lock the whole diary with a passphrase, or with another one"))
    command("unlock", _file_command("unlock"), _("take the lock off: the diary can be read without a passphrase again"))

    paper = command("report", _report, _("write the page for the physio: PDF, or PNG if the name ends so"))
    paper.add_argument("--out", metavar="FILE", required=True, help=_("the file to write: .pdf or .png"))
    paper.add_argument("--runner", metavar="NAME", help=_("whose diary; not needed if there is one runner"))
    paper.add_argument(
        "--since",
        metavar="DATE",
        type=_date,
        help=_("the first day, YYYY-MM-DD (default: 12 weeks ago or the diary's beginning, but at least 4 weeks)"),
    )
    paper.add_argument("--paper", choices=("a4", "letter"), default="a4")
    paper.add_argument("--details", action="store_true", help=_("add pages with every run, decision, day and note"))
    paper.add_argument("--with-name", action="store_true", help=_("the runner's name instead of a pseudonym"))
    return parser


def _date(text: str) -> date:
    from kneerehab.domain.fields import YEARS

    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = date.min
    if text != day.isoformat() or not YEARS[0] <= day.year <= YEARS[1]:
        raise argparse.ArgumentTypeError(_("{text} is not a date like 2026-03-12, 2000 to 2099").format(text=text))
    return day


# window
def _window(options: argparse.Namespace) -> int:
    from kneerehab.app import run

    return run(data_dir=options.data_dir, demo=options.demo)


def _demo(options: argparse.Namespace) -> int:
    from kneerehab.app import run

    return run(data_dir=options.data_dir, demo=True)


# plan
def _plan(options: argparse.Namespace) -> int:
    diaries = _diaries_asked_for(options)
    from kneerehab.domain.plan.replay import default_on, replay
    from kneerehab.exchange.plan_json import plan_document

    documents, texts = [], []
    for diary in diaries:
        on = options.on or (default_on(diary) if options.all else date.today())
        answer = replay(diary, on, every_day=options.all)
        if options.json:
            documents.append(plan_document(answer))
        else:
            from kneerehab.wording.plan_text import plan_text

            texts.append(plan_text(diary, answer))
    if options.json:
        print(json.dumps(documents[0] if len(documents) == 1 else documents, ensure_ascii=False))
    else:
        print("\n\n".join(texts))
    return 0


def _diaries_asked_for(options: argparse.Namespace) -> list[Diary]:
    if options.diary and options.runner:
        raise Refused(_("Give either --diary or --runner, not both."))
    if not options.diary:
        with diaries_there(options) as diaries:
            return [diaries.diary(chosen_runner(diaries, options.runner).id)]
    return read_all(options.diary)


def read_all(files: list[str]) -> list[Diary]:
    """Every diary file, or a refusal with the faults of all of them."""
    from kneerehab.exchange.diary_json import read_diary

    found: list[Diary] = []
    faults: list[str] = []
    for file in files:
        try:
            found.append(read_diary(_bytes_of(file)))
        except InvalidFile as fault:
            faults.extend(f"{file}: {line}" for line in fault.faults)
    if faults:
        raise Refused(*faults)
    return found


def _bytes_of(file: str) -> bytes:
    from kneerehab.exchange.diary_json import MOST_BYTES

    try:
        with Path(file).open("rb") as stream:
            return stream.read(MOST_BYTES + 1)
    except (OSError, ValueError):
        raise InvalidFile(["diary: cannot be read"]) from None


# files
def _file_command(name: str) -> Callable[[argparse.Namespace], int]:
    """A command of `cli_files`, imported when it is used."""

    def run(options: argparse.Namespace) -> int:
        from kneerehab import cli_files

        return int(getattr(cli_files, name)(options))

    return run


def _report(options: argparse.Namespace) -> int:
    from kneerehab.cli_report import report

    return report(options)


def _export(options: argparse.Namespace) -> int:
    if options.format == "csv":
        from kneerehab.cli_report import tables

        return tables(options)
    with diaries_there(options) as diaries:
        data = diaries.export(
            chosen_runner(diaries, options.runner).id, datetime.now().replace(second=0, microsecond=0)
        )
    if options.out == "-":
        sys.stdout.buffer.write(data)
        return 0
    from kneerehab.exchange.files import write_whole

    try:
        write_whole(Path(options.out), data)
    except OSError as fault:
        raise Refused(
            _("{file} could not be written: {reason}. Please choose another place.").format(
                file=options.out, reason=fault.strerror or fault
            )
        ) from None
    return 0


def data_folder(options: argparse.Namespace, *, may_stay_shut: bool = False) -> Path:
    """The folder of the diary; asks for the passphrase of a locked one. Raises Locked or WrongPassphrase.

    With `may_stay_shut` nothing need be answered.
    """
    from kneerehab import paths
    from kneerehab.services import locking
    from kneerehab.storage.faults import locked

    folder = paths.data_dir(options.data_dir)
    file = paths.database_file(folder)
    if locking.is_locked(file):
        prompt = (
            _("Passphrase of the diary (nothing if it is lost): ") if may_stay_shut else _("Passphrase of the diary: ")
        )
        passphrase = asked_passphrase(prompt)
        if passphrase:
            locking.unlock(file, passphrase)
        elif not may_stay_shut:
            raise locked()
    return folder


@contextmanager
def diaries_there(options: argparse.Namespace) -> Iterator[DiaryService]:
    """The diaries of the folder, to be read; raises a StorageError where there are none, and makes no folder then."""
    from kneerehab import paths
    from kneerehab.app import open_diaries
    from kneerehab.storage.faults import absent

    folder = data_folder(options)
    if not paths.database_file(folder).exists() and not paths.backups_dir(folder).exists():
        raise absent()
    with open_diaries(folder) as diaries:
        yield diaries


def asked_passphrase(prompt: str) -> str:
    """A passphrase that is typed unseen, or the next line of standard input where no one can be asked."""
    if sys.stdin.isatty():
        import getpass

        return getpass.getpass(prompt)
    return sys.stdin.readline().rstrip("\n")


def chosen_runner(diaries: DiaryService, name: str | None) -> Runner:
    """The runner of that name, or the only one there is."""
    runners = diaries.runners()
    found = [runner for runner in runners if name is None or runner.name == name]
    if len(found) == 1:
        return found[0]
    if not runners:
        raise Refused(_("There is no runner yet. Open kneerehab once, or import a diary."))
    names = ", ".join(runner.name for runner in runners)
    if not found:
        raise Refused(_("There is no runner named {name}. Known: {names}").format(name=name, names=names))
    raise Refused(_("Please say whose diary with --runner. Known: {names}").format(names=names))
