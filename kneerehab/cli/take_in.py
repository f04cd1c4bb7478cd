"""Import: diaries, handover files and the files of watches."""

from __future__ import annotations

import stat
import sys
from argparse import Namespace
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from kneerehab.cli.answering import answer, say
from kneerehab.cli.arguments import Commands, add_runner, file_name
from kneerehab.cli.asking import keep_standard_input, passphrase, someone_there
from kneerehab.cli.opening import chosen_runner, folder_of, open_folder
from kneerehab.cli.refusing import FINE, REFUSED, USAGE, Refused, misused, unreadable
from kneerehab.domain.codes import ActivityKind, CrossKind
from kneerehab.domain.errors import InvalidFile, WrongPassphrase
from kneerehab.i18n import _

if TYPE_CHECKING:
    from kneerehab.domain.activity import Activity
    from kneerehab.domain.diary import Diary
    from kneerehab.domain.runner import Runner
    from kneerehab.exchange.activities import Candidate, Preview, ReadFile
    from kneerehab.services.diary import DiaryService, ImportResult
    from kneerehab.wording.formats import Formats


def declare(commands: Commands) -> None:
    """`import`."""
    made = commands.add(
        "import",
        take_in,
        _("take in diaries, and runs from the files of watches and websites"),
        _("A copy of the database is made first, unless nothing would change."),
        result=(
            "copy (or null), diaries (file, runner, created, added, replaced, removed, unchanged, gave_way), "
            "runs (id, at, kind, kind_guessed, seconds, metres, walks_cut, file), left_out (at, file, reason), "
            "faults (file, fault)"
        ),
    )
    made.add_argument("files", metavar="FILE", type=file_name, nargs="+", help=_("the files, - for standard input"))
    made.add_argument(
        "--kind",
        choices=[str(kind) for kind in (ActivityKind.RUN, ActivityKind.WALK, *CrossKind)],
        help=_("what it was, for every activity whose file doesn’t say so"),
    )
    made.add_argument(
        "--columns",
        metavar="WHAT=COLUMN",
        action="append",
        default=[],
        help=_("how a table is read, like distance=3 or durations=min; may be given several times"),
    )
    made.add_argument(
        "--with-walks", action="store_true", help=_("keep the walks before and after a run as part of it")
    )
    add_runner(made)


class _Named(NamedTuple):
    """A file to read, and its name as the person gave it."""

    path: Path
    name: str

    @property
    def is_diary(self) -> bool:
        """Whether it can be a diary: exports of websites are .json files too."""
        if not self.path.name.casefold().endswith(".json"):
            return False
        from kneerehab.exchange.activities import holds_runs

        return not holds_runs(self.path)


def take_in(options: Namespace) -> int:
    """Take in what the files hold.

    1 if something in the files of watches could not be read; what could be is taken in.
    """
    from kneerehab.app import open_diaries
    from kneerehab.services import handover

    for file in options.files:
        if file.casefold().endswith(".sqlite3"):
            words = _("{file} is a copy of a whole database. To bring it back: kneerehab restore {file}")
            raise misused(words.format(file=file))
    if options.files.count("-") > 1:
        raise misused(_("Standard input can be read only once."))
    folder_of(options)
    with _named(options.files) as files:
        _check_readable(files)
        books = [(file.name, _diary(file, options)) for file in files if file.is_diary]
        runs = [file for file in files if not file.is_diary]
        done: dict[str, Any] = {"copy": None, "diaries": [], "runs": [], "left_out": [], "faults": []}
        with open_diaries(open_folder(options, there=False)) as diaries:
            runner = chosen_runner(diaries, options) if runs and not books else None
            safe = not diaries.runners()  # there is nothing to keep a copy of
            if not safe and any(not handover.preview(diaries, diary).nothing for _file, diary in books):
                done["copy"] = _back_up(diaries)
                safe = True
            for name, diary in books:
                done["diaries"].append(_merge(diaries, name, diary, options))
            if runs:
                _take_runs(diaries, runner or chosen_runner(diaries, options), runs, options, done, safe=safe)
    answer(options, "import", done)
    return REFUSED if done["faults"] else FINE


@contextmanager
def _named(given: Sequence[str]) -> Iterator[list[_Named]]:
    """The files; standard input lies in a file of its own meanwhile, under a name that tells its kind."""
    if "-" not in given:
        yield [_Named(Path(name), name) for name in given]
        return
    if someone_there():
        raise misused(_("Please send the file to standard input, or name it."))
    import tempfile

    from kneerehab.exchange.activities.sniffing import suffix_of
    from kneerehab.exchange.activities.source import HEAD

    with tempfile.TemporaryDirectory(prefix="kneerehab-import-", ignore_cleanup_errors=True) as scratch:
        path = Path(scratch) / "standard-input"
        keep_standard_input(path)
        with path.open("rb") as stream:
            suffix = suffix_of(stream.read(HEAD))
        path = path.rename(path.with_name(path.name + suffix))
        yield [_Named(path, _("standard input")) if name == "-" else _Named(Path(name), name) for name in given]


def _check_readable(files: Sequence[_Named]) -> None:
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


def _back_up(diaries: DiaryService) -> Path:
    from kneerehab.services import backups

    return backups.back_up_before(backups.Kind.IMPORT, diaries.database.path, datetime.now())


def _take_runs(
    diaries: DiaryService,
    runner: Runner,
    files: Sequence[_Named],
    options: Namespace,
    done: dict[str, Any],
    *,
    safe: bool,
) -> None:
    """Take in runs, after a copy if there are any and the diary is not `safe` yet."""
    from kneerehab.domain.record import new_id
    from kneerehab.exchange.activities import Reading, lost, previewed, to_activity

    today = date.today()
    read = _read(files, Reading(units=runner.shown_units), options)
    found = previewed(read, diaries.diary(runner.id), today=today)
    batch = new_id()
    records = [to_activity(candidate, batch) for candidate in found.new]
    if records:
        if not safe:
            done["copy"] = _back_up(diaries)
        diaries.record(runner.id, *records, today=today)
    _tell_runs(found, records, runner, options, done)
    for file in found.files:
        if file.mapping is not None and file.candidates and (words := lost(file.mapping)):
            print(f"{file.file}: {words}", file=sys.stderr)


def _read(files: Sequence[_Named], reading: Any, options: Namespace) -> list[ReadFile]:
    """Every file, under the name that the person gave it, and as the person says that it is to be read."""
    from kneerehab.exchange.activities import read_again, read_files, with_walks
    from kneerehab.exchange.activities.choosing import chosen, settled

    found = []
    for file in files:
        for read in read_files([file.path], reading, names={file.path: file.name}):
            if options.columns and read.mapping is not None:
                try:
                    mapping = chosen(read.mapping, options.columns)
                except ValueError as fault:
                    raise misused(f"{read.file}: {fault}") from None
                read = replace(read_again(read, replace(reading, mapping=mapping)), file=read.file)
            candidates = read.candidates
            if options.kind:
                candidates = tuple(settled(candidate, options.kind) for candidate in candidates)
            if options.with_walks:
                candidates = tuple(with_walks(candidate) for candidate in candidates)
            found.append(replace(read, candidates=candidates))
    return found


def _tell_runs(
    found: Preview, records: Sequence[Activity], runner: Runner, options: Namespace, done: dict[str, Any]
) -> None:
    from kneerehab.wording.formats import plain
    from kneerehab.wording.records import details_and_scores, kind_name

    formats = plain(runner.shown_units)
    for candidate, record in zip(found.new, records, strict=True):
        details = ", ".join([details_and_scores(record, formats, str), *_suggested(candidate, formats)])
        say(options, _("added"), f"{record.at:%Y-%m-%d %H:%M}", f"{kind_name(record)}:", details)
        walks = candidate.walks is not None and candidate.walks.cut
        told = {"id": record.id, "at": f"{record.at:%Y-%m-%dT%H:%M}", "kind": record.kind, "seconds": record.seconds}
        told |= {"kind_guessed": candidate.kind_guessed, "walks_cut": walks, "metres": record.metres}
        done["runs"].append({**told, "file": candidate.file})
        if candidate.warning is not None:
            print(f"{candidate.file}: {candidate.warning}", file=sys.stderr)
    for repeated in found.duplicates:
        at = repeated.candidate.at
        say(options, _("left out"), f"{at:%Y-%m-%d %H:%M}", f"{repeated.candidate.file}:", repeated.reason)
        done["left_out"].append(
            {"at": f"{at:%Y-%m-%dT%H:%M}", "file": repeated.candidate.file, "reason": repeated.reason}
        )
    for fault in found.faults:
        print(f"{fault.file}: {fault.fault}", file=sys.stderr)
        done["faults"].append({"file": fault.file, "fault": fault.fault})


def _suggested(candidate: Candidate, formats: Formats) -> list[str]:
    from kneerehab.wording.imports import guess_mark, walks_line

    parts = [guess_mark()] if candidate.kind_guessed else []
    walks = candidate.walks
    return parts if walks is None else [*parts, walks_line(walks.seconds, formats, cut=walks.cut)]


def _diary(file: _Named, options: Namespace) -> Diary:
    """The diary in a plain or a locked file; asks for the passphrase, or reads it where no one can be asked."""
    from kneerehab.exchange.handover import MOST_BYTES, PassphraseNeeded, is_locked, read_handover

    try:
        with file.path.open("rb") as stream:
            data = stream.read(MOST_BYTES + 1)
        prompt = _("Passphrase of {file}: ").format(file=file.name)
        phrase = passphrase(prompt, options) if is_locked(data) else None
        return read_handover(data, phrase or None)
    except InvalidFile as fault:
        raise Refused(*(f"{file.name}: {line}" for line in fault.faults)) from None
    except (PassphraseNeeded, WrongPassphrase) as fault:
        raise Refused(f"{file.name}: {fault}") from None
    except OSError as fault:
        raise unreadable(file.name, fault) from None


def _merge(diaries: DiaryService, file: str, diary: Diary, options: Namespace) -> dict[str, Any]:
    result = diaries.import_diary(diary)
    numbers = {
        "added": result.added,
        "replaced": result.replaced,
        "removed": result.removed,
        "unchanged": result.unchanged,
    }
    words = _("{file}: {name}: {added} added, {replaced} replaced, {removed} removed, {unchanged} already there")
    say(options, words.format(file=file, name=diary.runner.name, **numbers))
    if result.gone or result.gave_way:
        _tell_gone(diaries.diary(diary.runner.id), result, options)
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

    formats = plain(diary.runner.shown_units)
    told = {pair.lost.id for pair in result.gave_way}
    for record in sorted(result.gone, key=moment):
        if record.id not in told:
            what = details_and_scores(record, formats, lambda exercise: exercise_name(diary, exercise))
            say(options, _("removed"), f"{moment(record):%Y-%m-%d}", f"{kind_name(record)}:", what)
    for pair in result.gave_way:
        say(options, gave_way(pair.lost, pair.kept, diary.runner.name, formats))
    if any(pair.by_role for pair in result.gave_way):
        say(options, clinicians_first())
