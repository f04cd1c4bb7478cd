"""Reaching the diary: its folder and file, however odd they are, its passphrase, and the runner who is meant."""

from __future__ import annotations

import stat
import sys
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from kneerehab import paths
from kneerehab.cli.asking import TRIES, passphrase, someone_there
from kneerehab.cli.refusing import Refused, misused, unreadable
from kneerehab.domain.errors import ReadOnly, WrongPassphrase
from kneerehab.domain.folding import same_name
from kneerehab.i18n import _
from kneerehab.wording.system import system_reason

if TYPE_CHECKING:
    from kneerehab.domain.diary import Diary
    from kneerehab.domain.runner import Runner
    from kneerehab.services.diary import DiaryService


def folder_of(options: Namespace) -> Path:
    """The data folder, there or not; refuses one that can't be looked into, and a diary that is no plain file."""
    folder = paths.data_dir(options.data_dir)
    try:
        if not stat.S_ISDIR(folder.stat().st_mode):
            raise misused(_("{folder} is not a folder. Please give the folder of the diary.").format(folder=folder))
    except FileNotFoundError:
        return folder
    except NotADirectoryError:
        words = _("{folder} lies below something that is not a folder. Please give the folder of the diary.")
        raise misused(words.format(folder=folder)) from None
    except OSError as fault:
        raise _shut(folder, fault) from None
    file = paths.database_file(folder)
    try:
        if not stat.S_ISREG(file.stat().st_mode):
            words = _(
                "{file} is not a plain file, so it can't be the diary. Please move it away or choose another folder."
            )
            raise Refused(words.format(file=file))
        file.open("rb").close()
    except FileNotFoundError:
        if file.is_symlink():
            raise Refused(_("{file} is a link to something that is not there.").format(file=file)) from None
    except OSError as fault:
        # One that may not even be looked at is shut off by its folder.
        raise unreadable(file, fault) if _can_be_seen(file) else _shut(folder, fault) from None
    return folder


def _can_be_seen(file: Path) -> bool:
    try:
        file.lstat()
    except PermissionError:
        return False
    except OSError:
        pass
    return True


def _shut(folder: Path, fault: OSError) -> Refused:
    words = _("The folder {folder} can't be opened: {reason}. Please check its permissions, or choose another folder.")
    return Refused(words.format(folder=folder, reason=system_reason(fault)))


def require_diary(folder: Path) -> Path:
    """The file of the diary; raises Absent, or DamagedDatabase if it is gone or empty although there are copies."""
    from kneerehab.storage.faults import EMPTIED, MISSING, absent, damaged

    file = paths.database_file(folder)
    size = file.stat().st_size if file.is_file() else None
    if size:
        return file
    try:
        copies = any(paths.backups_dir(folder).glob("*.sqlite3"))
        if size is None:
            next(folder.glob("*"), None)
    except OSError as fault:
        raise _shut(folder, fault) from None
    if copies:
        raise damaged(MISSING if size is None else EMPTIED)
    if size is None:
        raise absent(folder)
    raise Refused(_("The diary {file} is empty: it holds no runner. It has not been changed.").format(file=file))


def open_folder(options: Namespace, *, there: bool = True) -> Path:
    """The data folder, with the passphrase of a locked diary known; refuses if none is `there` but must be.

    It is asked for once: a command that `is_open` goes on from one that did so.
    Raises Absent, Locked, WrongPassphrase or another StorageError.
    """
    folder = folder_of(options)
    if there:
        require_diary(folder)
    if not getattr(options, "is_open", False):
        unlock(paths.database_file(folder), _("Passphrase of the diary: "), options)
    return folder


def unlock(file: Path, prompt: str, options: Namespace, *, may_stay_shut: bool = False) -> bool:
    """Ask for the passphrase of a file if it is locked; False if it stays shut, which it `may` where that is said.

    At a terminal it is asked again after a slip. Raises Locked, WrongPassphrase or another StorageError.
    """
    from kneerehab.services import kept_copies, locking
    from kneerehab.storage.faults import locked

    if not locking.is_locked(file):
        return True
    if not locking.lock_possible():
        from kneerehab.storage.faults import lock_absent

        raise lock_absent()
    copies = [copy.path for copy in kept_copies.in_folders(file.parent / kept_copies.FOLDER)]
    for left in reversed(range(TRIES if someone_there() else 1)):
        phrase = passphrase(prompt, options)
        if not phrase:
            if may_stay_shut:
                return False
            raise locked()
        try:
            locking.unlock(file, phrase, copies)
        except WrongPassphrase as fault:
            if not left:
                raise
            print(fault, file=sys.stderr)
        else:
            return True
    return False


def with_folder(fault: ReadOnly, options: Namespace) -> Refused:
    """The refusal of a folder that can't be written; says which one the diary's is, where no other is named."""
    from kneerehab.storage.faults import READ_ONLY

    if str(fault) != _(READ_ONLY):
        return Refused(str(fault))
    return Refused(str(fault), _("The folder is {folder}.").format(folder=paths.data_dir(options.data_dir)))


@contextmanager
def diaries_there(options: Namespace) -> Iterator[DiaryService]:
    """The diaries of the folder, to be read; raises Absent where there are none, and makes no folder then."""
    with open_diaries(open_folder(options)) as diaries:
        yield diaries


def diary_asked_for(options: Namespace) -> Diary:
    """The diary of the runner who was named, or of the only one."""
    with diaries_there(options) as diaries:
        return diaries.diary(chosen_runner(diaries, options).id)


def chosen_runner(diaries: DiaryService, options: Namespace) -> Runner:
    """The runner of that name or id, or the only one there is."""
    runners = diaries.runners()
    name, key = options.runner, options.id
    found = [runner for runner in runners if name in (None, runner.name) and key in (None, runner.id)]
    if not found and name is not None and key is None:
        found = [runner for runner in runners if same_name(runner.name) == same_name(name)]
    if len(found) == 1:
        return found[0]
    if not runners:
        raise misused(_("There is no runner yet. Open kneerehab once, or import a diary."))
    from kneerehab.wording.runners import full_name

    names = [full_name(runner.name) for runner in runners]
    meant = found if name is not None and found else runners
    known = ", ".join(called(each, names) for each in meant)
    if found:
        words = (
            _("Please say whose diary with --runner. Known: {names}")
            if name is None
            else _("Several runners have this name. Please say whose diary with --id. Known: {names}")
        )
        raise misused(words.format(names=known))
    if key is not None:
        raise misused(_("There is no runner with the id {id}. Known: {names}").format(id=key, names=known))
    raise misused(_("There is no runner named {name}. Known: {names}").format(name=name, names=known))


def called(runner: Runner, names: list[str]) -> str:
    """A name as --runner takes it; where it takes none or several of `names`, with id and what they are known by."""
    from kneerehab.wording.runners import full_name

    shown = full_name(runner.name)
    if names.count(shown) < 2 and shown == runner.name:
        return shown
    about = (runner.record_number, runner.birth_year, runner.id)
    return f"{shown} ({', '.join(str(part) for part in about if part)})"


def put_to_work(diaries: DiaryService, options: Namespace) -> None:
    """Let the trail bear the name of the clinician of --by; refuses one whom the file does not have."""
    if options.by is None:
        return
    from kneerehab.services.clinicians import clinicians

    known = clinicians(diaries)
    diaries.by = next((one for one in known if one.name.casefold() == options.by.casefold()), None)
    if diaries.by is None:
        names = ", ".join(one.name for one in known) or _("nobody")
        raise misused(_("No clinician is named {name}. Known: {names}").format(name=options.by, names=names))


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Keep windows away from the folder; raises Busy if one has it open."""
    from kneerehab.gui.shell.single_instance import hold

    release = hold(folder)
    try:
        yield
    finally:
        release()


@contextmanager
def open_diaries(data_dir: str | Path | None) -> Iterator[DiaryService]:
    """The diary service of a data folder; raises StorageError."""
    from kneerehab.app import utc_now
    from kneerehab.services.changes import Changes
    from kneerehab.services.diary import DiaryService
    from kneerehab.storage.database import Database

    database = Database.open(paths.database_file(paths.data_dir(data_dir)))
    try:
        yield DiaryService(database, Changes(), utc_now)
    finally:
        database.close()
