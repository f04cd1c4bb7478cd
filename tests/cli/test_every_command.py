"""Every command against what a person can meet: missing, forbidden, damaged, locked, full, interrupted.

`COMMANDS` holds a row a command, `TROUBLES` a row a trouble with the diary; what is read and written besides has tables
of its own. A command without a row fails the last test. Nothing here may end in a traceback: `main` is called as it is.
"""

from __future__ import annotations

import io
import os
import select
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from argparse import _SubParsersAction
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from kneerehab import paths
from kneerehab.cli import main
from kneerehab.cli.parser import parser
from kneerehab.exchange.diary_json import write_diary
from kneerehab.services import backups, locking
from kneerehab.storage.database import Database
from tests import activity_files as files
from tests import builders
from tests.faults.conftest import write
from tests.storage.test_database import needs_mount, small_disk

pytestmark = pytest.mark.usefixtures("nothing_unlocked")
posix = pytest.mark.skipif(os.name == "nt", reason="permissions, pipes and terminals of POSIX")
needs_lock = pytest.mark.skipif(not locking.lock_possible(), reason="the optional part `lock` is not installed")

PHRASE = "slow and steady feet"
BOOK = builders.diary(builders.quiet_days(1, 5))
NOBODY = 65534
FINE, REFUSED, USAGE, INTERRUPTED = 0, 1, 2, 130
ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, kw_only=True)
class Command:
    """How a command is given, what it is told on standard input, and where it ends in other codes than the rest.

    `elsewhere` says why it meets no diary, for one that doesn't.
    """

    arguments: str
    lines: tuple[str, ...] = ()
    codes: dict[str, int] = field(default_factory=dict)
    elsewhere: str = ""


COMMANDS = {
    "plan": Command(arguments="plan --on 2026-03-06"),
    "log": Command(arguments="log pain left 1 right 0"),
    "import": Command(arguments="import {book}", codes={"missing": FINE, "empty": FINE}),
    "export": Command(arguments="export --out {folder}/out.json"),
    "caseload": Command(arguments="caseload --on 2026-03-06"),
    "compare": Command(arguments="compare 2026-03-02 2026-03-06"),
    "programme": Command(arguments="programme --out {folder}/out.pdf --start 2026-03-02"),
    "report": Command(arguments="report --out {folder}/out.pdf --since 2026-03-02 --until 2026-03-06"),
    "backup": Command(arguments="backup --out {folder}/out.sqlite3"),
    "restore": Command(arguments="restore {copy}", codes={"missing": FINE, "empty": FINE, "damaged": FINE}),
    "check": Command(arguments="check"),
    "trail": Command(arguments="trail"),
    "clinicians": Command(arguments="clinicians --add Dana"),
    "lock": Command(arguments="lock", lines=(PHRASE, PHRASE)),
    "unlock": Command(arguments="unlock"),
    "completion": Command(arguments="completion bash", elsewhere="it prints what a shell needs"),
    "open": Command(arguments="open {gpx}", elsewhere="its diary is opened by a window, which tells what is wrong"),
    "demo": Command(arguments="demo", elsewhere="its diary is a throw-away one, in a window"),
}
WITH_DIARY = [name for name, command in COMMANDS.items() if not command.elsewhere]


@dataclass
class Scene:
    """A data folder with a diary, and files to give to commands, where another user may look."""

    folder: Path
    data: Path

    @property
    def file(self) -> Path:
        return paths.database_file(self.data)

    def given(self, arguments: str, **more: object) -> list[str]:
        names = {"folder": self.folder, **self.files, **more}
        return ["--data-dir", str(self.data), *(part.format(**names) for part in arguments.split())]

    @property
    def files(self) -> dict[str, str]:
        names = {"book": "ana.json", "copy": "copy.sqlite3", "gpx": "run.gpx"}
        return {key: str(self.folder / name) for key, name in names.items()}


@pytest.fixture(scope="module")
def models(real_guesses: None) -> Iterator[Path]:
    """An open and a locked data folder with the files beside, to be copied; every command has been imported."""
    with tempfile.TemporaryDirectory(prefix="kneerehab-commands-") as name:
        folder = Path(name)
        write(folder / "open" / "kneerehab.sqlite3", BOOK)
        write(folder / "other" / "kneerehab.sqlite3", builders.diary(builders.quiet_days(1, 2), name="Ana"))
        backups.back_up(folder / "other" / "kneerehab.sqlite3", folder / "copy.sqlite3", named=True)
        (folder / "ana.json").write_bytes(write_diary(builders.diary(builders.quiet_days(1, 3), name="Eva"), None))
        (folder / "run.gpx").write_bytes(files.gpx(files.points(300)))
        if locking.lock_possible():
            shutil.copytree(folder / "open", folder / "locked")
            locking.lock(folder / "locked" / "kneerehab.sqlite3", PHRASE, builders.at(9))
            Database.open(folder / "locked" / "kneerehab.sqlite3").close()  # the first use sets how the file is kept
            locking.forget()
        _load_all(folder)
        yield folder


def _load_all(folder: Path) -> None:
    """Let every command import what it needs: the user whom permissions hold may not read Python itself."""
    shutil.copytree(folder / "open", folder / "data")
    with pytest.MonkeyPatch.context() as patch:
        for name in WITH_DIARY:
            patch.setattr(sys, "stdin", io.StringIO("".join(f"{line}\n" for line in COMMANDS[name].lines)))
            main(["--quiet", *Scene(folder, folder / "data").given(COMMANDS[name].arguments)])
    locking.forget()


@pytest.fixture
def scene(models: Path) -> Iterator[Scene]:
    with tempfile.TemporaryDirectory(prefix="kneerehab-command-", ignore_cleanup_errors=True) as name:
        made = Scene(Path(name), Path(name) / "data")
        made.folder.chmod(0o755)
        shutil.copytree(models / "open", made.data)
        for file in ("ana.json", "copy.sqlite3", "run.gpx"):
            shutil.copy(models / file, made.folder)
        yield made
        for path in (made.folder, made.data, *made.folder.glob("*")):
            if path.is_dir():
                path.chmod(0o755)


@pytest.fixture
def locked(scene: Scene, models: Path) -> Scene:
    shutil.rmtree(scene.data)
    shutil.copytree(models / "locked", scene.data)
    return scene


@contextmanager
def as_somebody() -> Iterator[None]:
    """As a user whom permissions hold, which the superuser is not."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


Told = Callable[..., tuple[int, str]]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Told:
    """Runs a command with lines for standard input; its exit code and what it said on standard error."""

    def told(arguments: list[str], *lines: str, somebody: bool = False) -> tuple[int, str]:
        locking.forget()
        text = io.TextIOWrapper(io.BytesIO("".join(f"{line}\n" for line in lines).encode()), encoding="utf-8")
        monkeypatch.setattr(sys, "stdin", text)
        capsys.readouterr()
        try:
            if somebody:
                with as_somebody():
                    code = main(arguments)
            else:
                code = main(arguments)
        except SystemExit as left:
            code = int(left.code or 0)
        return code, capsys.readouterr().err

    return told


# the diary
def _missing(scene: Scene) -> None:
    shutil.rmtree(scene.data)


def _no_folder(scene: Scene) -> None:
    shutil.rmtree(scene.data)
    scene.data.write_text("a file")


def _forbidden(scene: Scene) -> None:
    scene.data.chmod(0o755)
    scene.file.chmod(0o000)


def _forbidden_folder(scene: Scene) -> None:
    scene.data.chmod(0o000)


def _forbidden_to_write(scene: Scene) -> None:
    for file in scene.folder.glob("*.*"):
        file.chmod(0o444)
    scene.file.chmod(0o444)
    scene.data.chmod(0o555)


def _damaged(scene: Scene) -> None:
    scene.file.write_bytes(b"SQLite format 3\0" + bytes(5000))


def _empty(scene: Scene) -> None:
    scene.file.write_bytes(b"")


def _folder(scene: Scene) -> None:
    scene.file.unlink()
    scene.file.mkdir()


def _pipe(scene: Scene) -> None:
    scene.file.unlink()
    os.mkfifo(scene.file)


def _loop(scene: Scene) -> None:
    scene.file.unlink()
    scene.file.symlink_to(scene.file.name)


def _foreign(scene: Scene) -> None:
    import sqlite3

    scene.file.unlink()
    connection = sqlite3.connect(scene.file)
    connection.execute("CREATE TABLE recipes (name TEXT)")
    connection.commit()
    connection.close()


TROUBLES: dict[str, tuple[Callable[[Scene], None], int, str]] = {
    "missing": (_missing, USAGE, "no diary in the folder {data} yet"),
    "no folder": (_no_folder, USAGE, "{data} is not a folder"),
    "forbidden": (_forbidden, REFUSED, "{data}/kneerehab.sqlite3 can't be read: Permission denied"),
    "forbidden folder": (_forbidden_folder, REFUSED, "{data} can't be opened: Permission denied"),
    "forbidden to write": (_forbidden_to_write, REFUSED, "{data}"),
    "damaged": (_damaged, REFUSED, ""),
    "empty": (_empty, REFUSED, "is empty"),
    "a folder": (_folder, REFUSED, "is not a plain file"),
    "a pipe": (_pipe, REFUSED, "is not a plain file"),
    "a loop of links": (_loop, REFUSED, "kneerehab.sqlite3 can't be read"),
    "of another program": (_foreign, REFUSED, ""),
}
"""What is wrong with the diary, the exit code, and words on standard error; `check` tells a damage as its answer."""


@posix
@pytest.mark.parametrize("trouble", TROUBLES)
@pytest.mark.parametrize("name", WITH_DIARY)
def test_a_command_tells_what_is_wrong_with_the_diary(scene: Scene, run: Told, name: str, trouble: str) -> None:
    prepare, usual, words = TROUBLES[trouble]
    command = COMMANDS[name]
    prepare(scene)
    held = scene.file.read_bytes() if trouble in ("damaged", "of another program") else b""
    code, said = run(scene.given(command.arguments), *command.lines, somebody=trouble.startswith("forbidden"))
    expected = command.codes.get(trouble, FINE if trouble == "of another program" and name == "restore" else usual)
    assert code == expected, said
    if expected:
        if (name, trouble) != ("unlock", "forbidden to write"):  # there is no lock to take off
            assert words.format(data=scene.data) in said
        assert said.strip() or name == "check"
        assert not held or scene.file.read_bytes() == held
        assert trouble != "missing" or not scene.data.exists()
    assert not [path for path in scene.folder.rglob("*.part*") if path.is_file()]


@needs_lock
@pytest.mark.parametrize("phrase", ["", "not the passphrase"])
@pytest.mark.parametrize("name", WITH_DIARY)
def test_a_command_changes_nothing_without_the_passphrase(locked: Scene, run: Told, name: str, phrase: str) -> None:
    held = {path: path.read_bytes() for path in locked.data.rglob("*") if path.is_file()}
    code, said = run(locked.given(COMMANDS[name].arguments), *([phrase] if phrase else []))
    assert code == REFUSED, said
    assert "passphrase" in said
    assert {path: path.read_bytes() for path in locked.data.rglob("*") if path.is_file()} == held


@needs_lock
@pytest.mark.parametrize("name", WITH_DIARY)
def test_a_command_goes_on_with_the_passphrase_from_standard_input(locked: Scene, run: Told, name: str) -> None:
    code, said = run(locked.given(COMMANDS[name].arguments), PHRASE, *COMMANDS[name].lines)
    assert code == FINE, said
    assert locking.is_locked(locked.file) is (name != "unlock")


@posix
@pytest.mark.parametrize("name", [name for name in COMMANDS if name not in ("open", "demo", "unlock")])
def test_an_answer_that_finds_no_room_is_told(
    scene: Scene, run: Told, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("this system has no /dev/full")
    with open("/dev/full", "w", encoding="utf-8") as full:
        monkeypatch.setattr(sys, "stdout", full)
        code, said = run(scene.given(COMMANDS[name].arguments), *COMMANDS[name].lines)
    assert code == REFUSED
    assert "could not be written: No space left on the disk" in said


@posix
def test_help_that_finds_no_room_is_told_also_where_nothing_is_buffered() -> None:
    if not Path("/dev/full").exists():
        pytest.skip("this system has no /dev/full")
    for buffered in ({}, {"PYTHONUNBUFFERED": "1"}):
        with open("/dev/full", "w", encoding="utf-8") as full:
            command = [sys.executable, "-m", "kneerehab", "check", "--help"]
            ended = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, env=os.environ | buffered, check=False)
        assert ended.returncode == REFUSED
        assert b"could not be written" in ended.stderr


@needs_mount
@pytest.mark.parametrize("was", ["open", pytest.param("locked", marks=needs_lock)])
@pytest.mark.parametrize("name", ["import", "backup", "restore", pytest.param("lock", marks=needs_lock)])
def test_a_full_disk_is_told_and_leaves_the_diary_as_it_was(
    scene: Scene, models: Path, run: Told, name: str, was: str
) -> None:
    command = COMMANDS[name]
    shutil.rmtree(scene.data)
    shutil.copytree(models / was, scene.data)
    with small_disk(scene.folder / "disk", "size=1m") as disk:
        shutil.copytree(scene.data, disk / "data")
        room = os.statvfs(disk)
        (disk / "ballast").write_bytes(bytes(room.f_bavail * room.f_frsize - 8192))
        small = Scene(scene.folder, disk / "data")
        held = small.file.read_bytes()
        arguments = "backup" if name == "backup" else command.arguments
        code, said = run(small.given(arguments), *([PHRASE] if was == "locked" else []), *command.lines)
        assert code == REFUSED, said
        # SQLCipher does not say why the log of changes can't grow.
        assert "no room left" in said or (was == "locked" and "has room" in said)
        assert small.file.read_bytes() == held
        assert not list(disk.rglob("*.part*"))


_OWN_TERMINAL = """
import fcntl, sys, termios
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
import pytest
from kneerehab.cli import main, plan, report, take_runs
from tests.clock import stand_in_summer
stand_in_summer(pytest.MonkeyPatch(), (plan, report, take_runs))
sys.exit(main(sys.argv[1:]))
"""
"""Takes the terminal for its own, as a shell does for what it starts, and is in the summer of its tests."""


def _in_a_terminal(
    arguments: list[str], *keys: bytes, until: tuple[bytes, ...] = (b"Passphrase of the diary",)
) -> tuple[int, str]:
    """Run a command in a terminal of its own; press the next of `keys` each time it says one of `until`.

    Its exit code and all it said.
    """
    import pty

    ours, theirs = pty.openpty()
    command = [sys.executable, "-c", _OWN_TERMINAL, *arguments]
    with subprocess.Popen(
        command, stdin=theirs, stdout=theirs, stderr=theirs, cwd=ROOT, start_new_session=True
    ) as child:
        os.close(theirs)
        said, pressed = b"", 0
        try:
            while select.select([ours], [], [], 30)[0]:
                try:
                    part = os.read(ours, 4096)
                except OSError:  # the terminal is gone, as the program is
                    break
                if not part:
                    break
                said += part
                if pressed < min(sum(map(said.count, until)), len(keys)):
                    time.sleep(0.05)  # it has said so, and now waits
                    os.write(ours, keys[pressed])
                    pressed += 1
            code = child.wait(timeout=120)
        finally:
            child.kill()
            os.close(ours)
    return code, said.decode()


@posix
@needs_lock
@pytest.mark.parametrize("name", WITH_DIARY)
def test_ctrl_c_at_the_passphrase_ends_in_130_and_changes_nothing(locked: Scene, name: str) -> None:
    held = locked.file.read_bytes()
    code, said = _in_a_terminal(locked.given(COMMANDS[name].arguments), b"\x03")
    assert code == INTERRUPTED
    assert "Interrupted." in said
    assert "Traceback" not in said
    assert locked.file.read_bytes() == held


@posix
@needs_lock
def test_ctrl_d_at_the_passphrase_gives_none(locked: Scene) -> None:
    code, said = _in_a_terminal(locked.given("check"), b"\x04")
    assert code == REFUSED
    assert "No passphrase was given." in said
    assert "Traceback" not in said


@posix
@needs_lock
def test_a_slip_in_a_passphrase_is_asked_for_again_in_a_terminal(locked: Scene) -> None:
    code, said = _in_a_terminal(locked.given("check"), b"slip of the hand\n", f"{PHRASE}\n".encode())
    assert code == FINE
    assert said.count("Passphrase of the diary") == 2
    assert "The diary is sound." in said


@posix
@needs_lock
@pytest.mark.parametrize(("answer", "code"), [("n", REFUSED), ("", REFUSED), ("y", FINE)])
def test_a_person_at_the_terminal_is_asked_before_the_lock_goes(
    locked: Scene, models: Path, answer: str, code: int
) -> None:
    prompts = b"Passphrase of the diary", b"Restore it without a lock?"
    found, said = _in_a_terminal(locked.given("restore {copy}"), b"\n", f"{answer}\n".encode(), until=prompts)
    assert found == code, said
    assert locking.is_locked(locked.file) is (code == REFUSED)


@posix
def test_ctrl_c_while_a_file_is_awaited_from_standard_input_ends_in_130() -> None:
    command = [sys.executable, "-m", "kneerehab", "plan", "--diary", "-"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT) as child:
        assert child.stdin is not None
        child.stdin.write(b" " * 1_000_000)  # more than a pipe holds: that is done once it is being read
        child.send_signal(signal.SIGINT)
        assert child.wait(timeout=120) == INTERRUPTED
        assert child.stderr is not None
        assert child.stderr.read().decode().split() == ["Interrupted."]


# files that are read
READS = {
    "a diary": ("import {book}", "book", REFUSED),
    "a run": ("import {gpx}", "gpx", REFUSED),
    "a copy": ("restore {copy}", "copy", REFUSED),
    "a diary for the plan": ("plan --diary {book}", "book", USAGE),  # as the specification of the format has it
}


@posix
@pytest.mark.parametrize("trouble", ["missing", "forbidden", "a folder", "damaged"])
@pytest.mark.parametrize("what", READS)
def test_a_file_that_can_not_be_read_is_named_as_it_was_given(scene: Scene, run: Told, what: str, trouble: str) -> None:
    arguments, key, refused = READS[what]
    file = Path(scene.files[key])
    file.unlink()
    if trouble == "forbidden":
        file.touch(mode=0o000)
    elif trouble == "a folder":
        file.mkdir()
    elif trouble == "damaged":
        file.write_bytes(b"{")
    held = scene.file.read_bytes()
    if trouble == "forbidden" and os.geteuid() == 0:
        scene.data.chmod(0o777)
        for path in scene.data.rglob("*"):
            path.chmod(0o777)
    code, said = run(scene.given(arguments), somebody=trouble == "forbidden")
    assert code == (USAGE if trouble in ("missing", "a folder") else refused), said
    assert str(file) in said or (what, trouble) == ("a copy", "damaged")
    assert "Permission denied" in said or trouble != "forbidden" or what.endswith("plan")
    assert scene.file.read_bytes() == held


# files that are written
WRITES = {
    "export": "export --out {out}",
    "tables": "export --format csv --out {out}",
    "calendar": "export --format ics --out {out}",
    "bundle": "export --format fhir --out {out}",
    "report": "report --since 2026-03-02 --out {out}",
    "programme": "programme --start 2026-03-02 --out {out}",
    "backup": "backup --out {out}",
}
ENDINGS = {
    "export": ".json",
    "tables": "",
    "calendar": ".ics",
    "bundle": ".json",
    "report": ".pdf",
    "programme": ".pdf",
    "backup": ".sqlite3",
}


@posix
@pytest.mark.parametrize("what", WRITES)
def test_a_folder_that_may_not_be_written_is_blamed_itself(scene: Scene, run: Told, what: str) -> None:
    shut = scene.folder / "shut"
    shut.mkdir(mode=0o555)
    run(scene.given(WRITES[what], out=f"{scene.folder}/first{ENDINGS[what]}"))  # what is needed is loaded
    for path in (scene.data, *scene.data.rglob("*")):
        path.chmod(0o777)
    out = f"{shut}/out{ENDINGS[what]}"
    code, said = run(scene.given(WRITES[what], out=out), somebody=True)
    assert code == REFUSED, said
    assert str(shut) in said
    assert "folder of the diary" not in said
    assert not list(shut.iterdir())


@pytest.mark.parametrize("what", ["export", "calendar", "bundle", "report", "backup"])
def test_a_folder_that_is_not_there_is_a_mistake_in_the_command(scene: Scene, run: Told, what: str) -> None:
    out = scene.folder / "nowhere" / f"out{ENDINGS[what]}"
    code, said = run(scene.given(WRITES[what], out=out))
    assert code == USAGE, said
    assert str(out.parent) in said
    assert not out.parent.exists()


@posix
@pytest.mark.parametrize("what", ["export", "calendar", "bundle", "report"])
def test_an_output_without_room_is_told(scene: Scene, run: Told, what: str) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("this system has no /dev/full")
    out = scene.folder / f"full{ENDINGS[what]}"
    out.symlink_to("/dev/full")
    code, said = run(scene.given(WRITES[what], out=out))
    assert code == REFUSED
    assert "No space left on the disk" in said
    assert Path("/dev/full").is_char_device()


# the table itself
def test_every_command_has_a_row() -> None:
    (action,) = (action for action in parser()._actions if isinstance(action, _SubParsersAction))
    assert set(action.choices) == set(COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_the_help_of_every_command_names_folder_passphrase_and_codes(
    name: str, run: Told, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as left:
        main([name, "--help"])
    assert left.value.code == 0
    shown = " ".join(capsys.readouterr().out.split())
    for words in ("--data-dir DIR", "KNEEREHAB_DATA_DIR", "next line of standard input", "130 interrupted", "--quiet"):
        assert words in shown, words
