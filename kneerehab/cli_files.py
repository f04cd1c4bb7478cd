"""The commands about whole files: import, backup, restore, check, lock, unlock."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from kneerehab import paths
from kneerehab.cli import Refused, asked_passphrase, chosen_runner, data_folder
from kneerehab.domain.errors import InvalidFile, Locked, WrongPassphrase
from kneerehab.domain.record import moment
from kneerehab.i18n import _, ngettext

if TYPE_CHECKING:
    from kneerehab.domain.diary import Diary
    from kneerehab.domain.runner import Runner
    from kneerehab.services.backups import Contents
    from kneerehab.services.diary import DiaryService, ImportResult

FAULTY = 1


def backup(options: argparse.Namespace) -> int:
    """Write a verified copy of the database to --out, else into the folder of backups; prints where it is."""
    from kneerehab.services import backups

    folder = data_folder(options)
    target = Path(options.out) if options.out else paths.backups_dir(folder)
    if options.out and target.exists() and not target.is_dir():
        raise Refused(_("{file} is already there. Please choose another name.").format(file=target))
    if options.out and not target.parent.is_dir():
        words = _("The folder {folder} is not there. Please make it, or choose another one.")
        raise Refused(words.format(folder=target.parent))
    made = backups.back_up(paths.database_file(folder), target, named=bool(options.out) and not target.is_dir())
    print(made)
    print(summary(backups.contents(made)))
    return 0


def restore(options: argparse.Namespace) -> int:
    """Bring a copy back as the diary, after saving what is there now; refused while the window is open."""
    from kneerehab.services import backups, locking

    folder = data_folder(options, may_stay_shut=True)
    copy = Path(options.file)
    with _alone(folder):
        try:
            done = backups.restore(copy, paths.database_file(folder), datetime.now())
        except Locked:  # with another passphrase than the diary
            locking.unlock(copy, asked_passphrase(_("Passphrase of {file}: ").format(file=copy)))
            done = backups.restore(copy, paths.database_file(folder), datetime.now())
    if done.saved is not None:
        print(_("The diary as it was is kept in {file}.").format(file=done.saved))
    if done.aside is not None:
        print(_("The diary that could not be opened is kept in {file}.").format(file=done.aside))
    print(_("Restored: {what}").format(what=summary(backups.contents(paths.database_file(folder)))))
    return 0


def check(options: argparse.Namespace) -> int:
    """0 if the diary is sound, 1 with what is wrong with it, 2 if it can't be checked."""
    from kneerehab.services.check import check as faults_of

    found = faults_of(paths.database_file(data_folder(options)))
    print("\n".join(found) if found else _("The diary is sound."))
    return FAULTY if found else 0


def lock(options: argparse.Namespace) -> int:
    """Lock the diary and its copies with a new passphrase, asked for twice; refused while the window is open.

    1 if a copy stays as it was.
    """
    from kneerehab.services import locking
    from kneerehab.storage.faults import absent, lock_absent

    folder = data_folder(options)
    file = paths.database_file(folder)
    if not file.is_file():
        raise absent()
    if not locking.lock_possible():
        raise lock_absent()
    passphrase = asked_passphrase(_("New passphrase: "))
    if len(passphrase) < locking.SHORTEST_PASSPHRASE:
        raise Refused(_("Please take at least {n} characters.").format(n=locking.SHORTEST_PASSPHRASE))
    if asked_passphrase(_("The same once more: ")) != passphrase:
        raise Refused(_("The two passphrases differ. Nothing was changed."))
    with _alone(folder):
        left = locking.lock(file, passphrase, datetime.now(), _chosen_folder(folder))
    print(_("The diary is locked. Nobody can open it without the passphrase; please keep it in a safe place."))
    return _told_left(left)


def unlock(options: argparse.Namespace) -> int:
    """Take the lock off the diary and its copies; refused while the window is open. 1 if a copy stays locked."""
    from kneerehab.services import locking

    folder = data_folder(options)
    file = paths.database_file(folder)
    if not locking.is_locked(file):
        raise Refused(_("The diary is not locked."))
    with _alone(folder):
        left = locking.take_lock_off(file, datetime.now(), _chosen_folder(folder))
    print(_("The lock is off: whoever uses this computer can read the diary."))
    return _told_left(left)


def _told_left(left: tuple[Path, ...]) -> int:
    for path in left:
        print(_("{file}: stays as it was").format(file=path), file=sys.stderr)
    return FAULTY if left else 0


def _chosen_folder(folder: Path) -> str | None:
    from kneerehab import settings

    return settings.load(paths.settings_file(folder)).backup_folder


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Keep windows away from the folder; raises Busy if one has it open."""
    from kneerehab.gui.single_instance import hold

    release = hold(folder)
    try:
        yield
    finally:
        release()


def summary(contents: Contents) -> str:
    """Runners with their records and last days, on one line."""
    told = []
    for runner in contents.runners:
        text = ngettext("{name}: {n} record", "{name}: {n} records", runner.records)
        text = text.format(name=runner.name, n=runner.records)
        told.append(text + (_(", last day {day}").format(day=runner.last_day) if runner.last_day else ""))
    return "; ".join(told) or _("no runner")


def take_in(options: argparse.Namespace) -> int:
    """Import diaries, handover files and the files of watches.

    A copy of the database is made before anything is written, unless nothing would be added, changed or deleted.
    1 if something in the files of watches could not be read; what could be is taken in.
    """
    from kneerehab.app import open_diaries
    from kneerehab.services import handover

    books = [(file, _diary(file)) for file in options.files if file.casefold().endswith(".json")]
    runs = [Path(file) for file in options.files if not file.casefold().endswith(".json")]
    with open_diaries(data_folder(options)) as diaries:
        runner = chosen_runner(diaries, options.runner) if runs and not books else None
        safe = not diaries.runners()  # there is nothing to keep a copy of
        if not safe and any(not handover.preview(diaries, diary).nothing for _file, diary in books):
            _back_up(diaries)
            safe = True
        for file, diary in books:
            _merge(diaries, file, diary)
        if not runs:
            return 0
        return _take_runs(diaries, runner or chosen_runner(diaries, options.runner), runs, safe=safe)


def _back_up(diaries: DiaryService) -> None:
    from kneerehab.services import backups

    backups.back_up_before(backups.Kind.IMPORT, diaries.database.path, datetime.now())


def _take_runs(diaries: DiaryService, runner: Runner, files: list[Path], *, safe: bool) -> int:
    """Take in runs, after a copy if there are any and the diary is not `safe` yet."""
    from kneerehab.domain.record import new_id
    from kneerehab.exchange.activities import Reading, lost, preview, to_activity
    from kneerehab.wording.formats import plain
    from kneerehab.wording.records import details_and_scores, kind_name

    today, formats = date.today(), plain(runner.shown_units)
    found = preview(files, diaries.diary(runner.id), today=today, reading=Reading(units=runner.shown_units))
    batch = new_id()
    records = [to_activity(candidate, batch) for candidate in found.new]
    if records:
        if not safe:
            _back_up(diaries)
        diaries.record(runner.id, *records, today=today)
    for record in records:
        print(
            _("added"), f"{record.at:%Y-%m-%d %H:%M}", f"{kind_name(record)}:", details_and_scores(record, formats, str)
        )
    for repeated in found.duplicates:
        when = f"{repeated.candidate.at:%Y-%m-%d %H:%M}"
        print(_("left out"), when, f"{repeated.candidate.file}:", repeated.reason)
    for fault in found.faults:
        print(f"{fault.file}: {fault.fault}", file=sys.stderr)
    for file in found.files:
        if file.mapping is not None and file.candidates and (words := lost(file.mapping)):
            print(f"{file.file}: {words}", file=sys.stderr)
    return FAULTY if found.faults else 0


def _diary(file: str) -> Diary:
    """The diary in a plain or a locked file; asks for the passphrase, or reads it where no one can be asked."""
    from kneerehab.exchange.handover import MOST_BYTES, PassphraseNeeded, is_locked, read_handover

    try:
        with Path(file).open("rb") as stream:
            data = stream.read(MOST_BYTES + 1)
        phrase = asked_passphrase(_("Passphrase of {file}: ").format(file=file)) if is_locked(data) else None
        return read_handover(data, phrase or None)
    except InvalidFile as fault:
        raise Refused(*(f"{file}: {line}" for line in fault.faults)) from None
    except (PassphraseNeeded, WrongPassphrase) as fault:
        raise Refused(f"{file}: {fault}") from None
    except FileNotFoundError:
        raise Refused(_("{file}: The file is not there.").format(file=file)) from None
    except (OSError, ValueError):
        raise Refused(f"{file}: diary: cannot be read") from None


def _merge(diaries: DiaryService, file: str, diary: Diary) -> None:
    result = diaries.import_diary(diary)
    print(
        _("{file}: {name}: {added} added, {replaced} replaced, {removed} removed, {same} already there").format(
            file=file,
            name=diary.runner.name,
            added=result.added,
            replaced=result.replaced,
            removed=result.removed,
            same=result.unchanged,
        )
    )
    if result.gone or result.gave_way:
        _tell_gone(diaries.diary(diary.runner.id), result)


def _tell_gone(diary: Diary, result: ImportResult) -> None:
    """Name what an import took away: records, and decisions that gave way to another one of their date."""
    from kneerehab.services.exercises import exercise_name
    from kneerehab.wording.formats import plain
    from kneerehab.wording.merging import clinicians_first, gave_way
    from kneerehab.wording.records import details_and_scores, kind_name

    formats = plain(diary.runner.shown_units)
    told = {pair.lost.id for pair in result.gave_way}
    for record in sorted(result.gone, key=moment):
        if record.id not in told:
            what = details_and_scores(record, formats, lambda exercise: exercise_name(diary, exercise))
            print(_("removed"), f"{moment(record):%Y-%m-%d}", f"{kind_name(record)}:", what)
    for pair in result.gave_way:
        print(gave_way(pair.lost, pair.kept, diary.runner.name, formats))
    if any(pair.by_role for pair in result.gave_way):
        print(clinicians_first())
