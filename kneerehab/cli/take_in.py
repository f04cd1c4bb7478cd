"""Import: diaries, handover files and the files of watches."""

from __future__ import annotations

import stat
from argparse import Namespace
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kneerehab import paths, scratch
from kneerehab.cli.answering import answer, say
from kneerehab.cli.arguments import Commands, add_by, add_runner, file_name
from kneerehab.cli.asking import keep_standard_input, passphrase, someone_there
from kneerehab.cli.opening import chosen_runner, folder_of, open_folder
from kneerehab.cli.refusing import FINE, REFUSED, USAGE, Refused, misused, unreadable
from kneerehab.cli.take_runs import Named, back_up, take_runs
from kneerehab.domain.codes import ActivityKind, CrossKind
from kneerehab.domain.errors import InvalidFile, WrongPassphrase
from kneerehab.i18n import _

if TYPE_CHECKING:
    from kneerehab.domain.diary import Diary
    from kneerehab.services.diary import DiaryService, ImportResult


def declare(commands: Commands) -> None:
    """`import`."""
    made = commands.add(
        "import",
        take_in,
        _("take in diaries, and runs from the files of watches and websites"),
        _("A copy of the database is made first, unless nothing would change."),
        _("Nothing is taken in if one of the diaries can’t be read. A passphrase is tried on the files after it too."),
        result=(
            "saved, copy (or null), diaries (file, runner, created, added, replaced, removed, unchanged, gave_way), "
            "runs (id, at, kind, kind_guessed, seconds, metres, walks_cut, file), shoes (id, name), "
            "left_out (at, file, reason), faults (file, fault)"
        ),
    )
    made.add_argument("files", metavar=_("FILE"), type=file_name, nargs="+", help=_("the files, - for standard input"))
    made.add_argument(
        "--kind",
        choices=[str(kind) for kind in (ActivityKind.RUN, ActivityKind.WALK, *CrossKind)],
        help=_("what it was, for every activity whose file doesn’t say so"),
    )
    made.add_argument(
        "--columns",
        metavar=_("WHAT=COLUMN"),
        action="append",
        default=[],
        help=_("how a table is read, like distance=3 or durations=min; may be given several times"),
    )
    made.add_argument(
        "--with-walks", action="store_true", help=_("keep the walks before and after a run as part of it")
    )
    made.add_argument(
        "--keep", action="store_true", help=_("keep the files of runs beside the diary, compressed, for their tracks")
    )
    made.add_argument("--dry-run", action="store_true", help=_("say what would be taken in, and take in nothing"))
    add_runner(made)
    add_by(made)


def take_in(options: Namespace) -> int:
    """Take in what the files hold.

    1 if something in the files of watches could not be read; what could be is taken in.
    """
    from kneerehab.cli.opening import open_diaries, put_to_work
    from kneerehab.services import handover

    refuse_copies(options.files)
    if options.files.count("-") > 1:
        raise misused(_("Standard input can be read only once."))
    folder_of(options)
    with _named(options.files) as files:
        check_readable(files)
        books = _diaries(files, options)
        runs = [file for file in files if not file.is_diary]
        done: dict[str, Any] = {"saved": not options.dry_run, "copy": None, "diaries": [], "runs": [], "shoes": []}
        done |= {"left_out": [], "faults": []}
        with _folder(options) as folder, open_diaries(folder) as diaries:
            put_to_work(diaries, options)
            runner = chosen_runner(diaries, options) if runs and not books else None
            safe = options.dry_run or not diaries.runners()  # there is nothing to keep a copy of
            if not safe and any(not handover.preview(diaries, diary).nothing for _file, diary in books):
                done["copy"] = back_up(diaries)
                safe = True
            for name, diary in books:
                act = _compare if options.dry_run else _merge
                done["diaries"].append(act(diaries, name, diary, options))
            if runs:
                take_runs(diaries, runner or chosen_runner(diaries, options), runs, options, done, safe=safe)
    answer(options, "import", done)
    return REFUSED if done["faults"] else FINE


@contextmanager
def _named(given: Sequence[str]) -> Iterator[list[Named]]:
    """The files; standard input lies in a file of its own meanwhile, under a name that tells its kind."""
    if "-" not in given:
        yield [Named(Path(name), name) for name in given]
        return
    if someone_there():
        raise misused(_("Please send the file to standard input, or name it."))
    from kneerehab.exchange.activities.sniffing import suffix_of
    from kneerehab.exchange.activities.source import HEAD

    with scratch.folder("import") as folder:
        path = folder / "standard-input"
        keep_standard_input(path)
        with path.open("rb") as stream:
            suffix = suffix_of(stream.read(HEAD))
        path = path.rename(path.with_name(path.name + suffix))
        yield [Named(path, _("standard input")) if name == "-" else Named(Path(name), name) for name in given]


def refuse_copies(names: Sequence[str]) -> None:
    """Refuse copies of whole databases, which no import takes in."""
    for file in names:
        if file.casefold().endswith(".sqlite3"):
            words = _("{file} is a copy of a whole database. To bring it back: kneerehab restore {file}")
            raise misused(words.format(file=file))


def check_readable(files: Sequence[Named]) -> None:
    """Refuse what is not there or may not be read, all of it at once and before anything is taken in."""
    refused = []
    for file in files:
        try:
            if not stat.S_ISREG(file.path.stat().st_mode):
                raise misused(_("{file}: This is not a file.").format(file=file.name))
            file.path.open("rb").close()
        except Refused as refusal:
            refused.append(refusal)
        except (OSError, ValueError) as fault:
            refused.append(unreadable(file.name, fault if isinstance(fault, OSError) else OSError(str(fault))))
    if refused:
        lines = [line for refusal in refused for line in refusal.lines]
        raise Refused(*lines, code=USAGE if any(refusal.code == USAGE for refusal in refused) else REFUSED)


@contextmanager
def _folder(options: Namespace) -> Iterator[Path]:
    """The data folder; a dry run where there is none yet has an empty one that is gone afterwards."""
    folder = open_folder(options, there=False)
    if not options.dry_run or paths.database_file(folder).exists():
        yield folder
        return
    with scratch.folder("import") as folder:
        yield folder


def _diaries(files: Sequence[Named], options: Namespace) -> list[tuple[str, Diary]]:
    """Every diary among the files with its file's name, or a refusal with what is wrong with any of them."""
    found: list[tuple[str, Diary]] = []
    refused: list[Refused] = []
    known: list[str] = []
    for file in files:
        if file.is_diary:
            try:
                found.append((file.name, _diary(file, options, known)))
            except Refused as refusal:
                refused.append(refusal)
    if refused:
        raise Refused(*(line for refusal in refused for line in refusal.lines), code=refused[0].code)
    return found


def _diary(file: Named, options: Namespace, known: list[str]) -> Diary:
    """The diary in a plain or a locked file, which one of the `known` passphrases may open.

    Else it is asked for, or read where no one can be asked, and known from then on.
    """
    from kneerehab.exchange.handover import MOST_BYTES, PassphraseNeeded, read_handover
    from kneerehab.wording.labels import named
    from kneerehab.wording.merging import why_refused

    try:
        with file.path.open("rb") as stream:
            data = stream.read(MOST_BYTES + 1)
        with suppress(PassphraseNeeded, WrongPassphrase):
            return read_handover(data, *known)
        phrase = passphrase(_("Passphrase of {file}: ").format(file=file.name), options)
        diary = read_handover(data, *filter(None, [phrase]))
        known.append(phrase)
        return diary
    except InvalidFile as fault:
        raise Refused(*(named(file.name, line) for line in why_refused(fault))) from None
    except (PassphraseNeeded, WrongPassphrase) as fault:
        raise Refused(named(file.name, str(fault))) from None
    except OSError as fault:
        raise unreadable(file.name, fault) from None


def _merge(diaries: DiaryService, file: str, diary: Diary, options: Namespace) -> dict[str, Any]:
    result = diaries.import_diary(diary)
    told = _told(file, diary, result, options)
    if result.gone or result.gave_way:
        _tell_gone(diaries.diary(diary.runner.id), result, options)
    return told


def _compare(diaries: DiaryService, file: str, diary: Diary, options: Namespace) -> dict[str, Any]:
    """What `_merge` would tell, without doing it."""
    from kneerehab.services.diary import ImportResult
    from kneerehab.services.handover import preview

    found = preview(diaries, diary)
    result = ImportResult(
        runner_id=diary.runner.id,
        created=found.created,
        added=len(found.added),
        replaced=len(found.replaced),
        removed=len(found.removed),
        unchanged=sum(kind.there for kind in found.counts.values()) - len(found.added) - len(found.replaced),
        gone=found.removed,
        gave_way=found.gave_way,
    )
    told = _told(file, diary, result, options)
    if result.gone or result.gave_way:
        _tell_gone(diary, result, options)
    return told


def _told(file: str, diary: Diary, result: ImportResult, options: Namespace) -> dict[str, Any]:
    from kneerehab.wording.runners import full_name

    numbers = {
        "added": result.added,
        "replaced": result.replaced,
        "removed": result.removed,
        "unchanged": result.unchanged,
    }
    words = _("{file}: {name}: {added} added, {replaced} replaced, {removed} removed, {unchanged} already there")
    say(options, words.format(file=file, name=full_name(diary.runner.name), **numbers))
    runner = {"id": diary.runner.id, "name": diary.runner.name}
    gave_way = [{"lost": pair.lost.id, "kept": pair.kept.id} for pair in result.gave_way]
    return {"file": file, "runner": runner, "created": result.created, **numbers, "gave_way": gave_way}


def _tell_gone(diary: Diary, result: ImportResult, options: Namespace) -> None:
    """Name what an import took away: records, and decisions that gave way to another one of their date."""
    from kneerehab.domain.record import moment
    from kneerehab.services.exercises import exercise_name
    from kneerehab.wording.formats import plain
    from kneerehab.wording.merging import clinicians_first, gave_way
    from kneerehab.wording.records import details_and_scores, kind_name
    from kneerehab.wording.runners import full_name

    formats = plain(diary.runner.shown_units)
    told = {pair.lost.id for pair in result.gave_way}
    for record in sorted(result.gone, key=moment):
        if record.id not in told:
            what = details_and_scores(record, formats, lambda exercise: exercise_name(diary, exercise))
            say(options, _("removed"), f"{moment(record):%Y-%m-%d}", f"{kind_name(record)}:", what)
    for pair in result.gave_way:
        say(
            options,
            gave_way(
                pair.lost, pair.kept, full_name(diary.runner.name), formats, lambda name: exercise_name(diary, name)
            ),
        )
    if any(pair.by_role for pair in result.gave_way):
        say(options, clinicians_first())
