"""Runs the operations on a disk that forgets or fails; one line of JSON an operation on standard output.

`python -m tests.disk powercut N [--only OPERATION] [--control]`: N power cuts, spread over all operations and all
moments of them. With `--control` nobody waits for the disk: entries must be lost then, else the cuts prove nothing.
`python -m tests.disk faults [CODE…] [--only OPERATION]`: each call failing once, with one error code after the other in
turn, or with each of those that are given.
"""

from __future__ import annotations

import argparse
import ctypes
import errno
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from kneerehab import replacing
from kneerehab.domain.errors import KneerehabError
from kneerehab.storage import database, keys
from tests.disk.journal import Disk, read
from tests.disk.operations import OPERATIONS, Operation, State, describe, file_in, open_up

SHIM = Path(__file__).with_name("shim.c")
CODES = ("ENOSPC", "EIO", "EACCES")


def compiled(folder: Path) -> Path:
    """The shim as a library; raises OSError or CalledProcessError where there is no compiler for it."""
    made = folder / "shim.so"
    command = ["cc", "-O1", "-Wall", "-Werror", "-shared", "-fPIC", "-o", str(made), str(SHIM), "-lpthread"]
    subprocess.run(command, check=True, capture_output=True)
    return made


def _under_shim(shim: Path, root: Path, *arguments: str, journal: Path | None = None) -> list[str]:
    """Run this module on that disk; its lines."""
    more = {"LD_PRELOAD": str(shim), "DISK_ROOT": str(root)} | ({"DISK_JOURNAL": str(journal)} if journal else {})
    done = subprocess.run(
        [sys.executable, "-m", "tests.disk", *arguments],
        env=os.environ | more,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
        timeout=1800,
    )
    return done.stdout.splitlines()


def expected(operation: Operation, folder: Path) -> list[State]:
    """What the folder holds at first and after each step."""
    found, data = [], folder / "expected"
    operation.prepare(data)

    def look() -> None:
        copy = folder / f"state-{len(found)}"
        shutil.copytree(data, copy) if data.exists() else copy.mkdir()
        found.append(describe(copy))

    look()
    for _ in operation.steps(data):
        look()
    return found


def powercut(count: int, only: list[str], control: bool) -> int:
    """Cut the power `count` times; 1 if anything was lost, or, in the control, if nothing was."""
    chosen = {title: OPERATIONS[title] for title in only or OPERATIONS}
    lost_at_all = 0
    with tempfile.TemporaryDirectory(prefix="kneerehab-disk-") as name:
        folder = Path(name)
        shim = compiled(folder)
        for number, (title, operation) in enumerate(chosen.items()):
            share = count // len(chosen) + (number < count % len(chosen))
            place = folder / str(number)
            place.mkdir()
            lost = _cuts(title, operation, share, place, shim, control)
            lost_at_all += len(lost)
            told = {"operation": title, "cuts": share, "lost": len(lost), "examples": lost[:3]}
            print(json.dumps(told), flush=True)
            shutil.rmtree(place)
    return int((lost_at_all > 0) != control)


def _cuts(title: str, operation: Operation, count: int, folder: Path, shim: Path, control: bool) -> list[str]:
    states = expected(operation, folder)
    root = folder / "disk"
    root.mkdir()
    operation.prepare(root / "kneerehab")
    first = Disk(root)
    _under_shim(shim, root, "record", title, str(root), *(["--control"] if control else []), journal=folder / "journal")
    journal = read(folder / "journal")
    luck = random.Random(title)
    # The moments in order, as often as it takes: first without luck, so that all that is not synced is gone.
    moments = sorted(luck.sample(range(len(journal) + 1), min(count, len(journal) + 1)))
    lost: list[str] = []
    done = 0
    while done < count:
        disk = first.again()
        passed = 0
        for moment in moments[: count - done]:
            for entry in journal[passed:moment]:
                disk.go_on(entry)
            passed = moment
            image = folder / "image"
            shutil.rmtree(image, ignore_errors=True)
            image.mkdir()
            disk.cut(image, luck if done >= len(moments) or luck.random() < 0.5 else None)
            done += 1
            wrong = _wrong(image / "kneerehab", states, disk.marks)
            if wrong:
                lost.append(f"after {moment} of {len(journal)}, {disk.marks} acknowledged: {wrong}")
    return lost


def _wrong(folder: Path, states: list[State], marks: int) -> str:
    """What is wrong with a folder in which so many steps are done, and the next may be; "" if nothing is."""
    try:
        found = describe(folder)
    except (KneerehabError, AssertionError) as fault:
        return f"{type(fault).__name__}: {fault}"
    if any(state.fits(found) for state in states[marks : marks + 2]):
        return ""
    return f"{found} is neither {states[marks]} nor the next"


def record(title: str, root: Path, control: bool) -> int:
    """Under the shim: carry out an operation and mark in the journal what is done."""
    if control:
        database._PRAGMAS = tuple(each.replace("=FULL", "=OFF") for each in database._PRAGMAS)
        replacing._sync = lambda _handle: None
    open_up(file_in(root / "kneerehab"))
    mark = ctypes.CDLL(None).disk_mark
    for _ in OPERATIONS[title].steps(root / "kneerehab"):
        mark(b"done")
    return 0


def faults(codes: tuple[str, ...], only: list[str]) -> int:
    """Let each call of each operation fail once; 1 if anything was lost or not told."""
    bad = 0
    with tempfile.TemporaryDirectory(prefix="kneerehab-disk-") as name:
        shim = compiled(Path(name))
        for title in only or OPERATIONS:
            root = Path(name) / "disk"
            for line in _under_shim(shim, root, "fail", title, str(root), *codes):
                print(line, flush=True)
                bad += bool(json.loads(line)["wrong"])
            shutil.rmtree(root, ignore_errors=True)
    return int(bad > 0)


def fail(title: str, root: Path, codes: tuple[str, ...]) -> int:
    """Under the shim: one operation, each of its calls failing once."""
    disk = ctypes.CDLL(None)
    operation = OPERATIONS[title]
    root.mkdir(exist_ok=True)
    states = expected(operation, root)
    prepared = root / "prepared"
    operation.prepare(prepared)
    told: dict[str, int] = {}
    wrong: list[str] = []
    number = tries = 0
    while True:
        number += 1
        reached = False
        for code in codes or (CODES[number % len(CODES)],):
            work = root / "work"
            shutil.rmtree(work, ignore_errors=True)
            if prepared.exists():
                shutil.copytree(prepared, work)
            words, marks = _attempt(disk, operation, work, number, getattr(errno, code))
            reached = reached or disk.disk_count() >= number
            disk.disk_arm(-1, 0)
            tries += 1
            told[words] = told.get(words, 0) + 1
            fault = _after(operation, work, states, words, marks)
            if fault:
                wrong.append(f"call {number}, {code}: {words or 'no word'}; {fault}")
        if not reached:
            break
    print(json.dumps({"operation": title, "calls": number - 1, "tries": tries, "told": told, "wrong": wrong[:5]}))
    return 0


def _attempt(disk: ctypes.CDLL, operation: Operation, work: Path, number: int, code: int) -> tuple[str, int]:
    """Carry out an operation with a call that fails; what was told, "" if nothing, and the steps that were done."""
    marks = 0
    disk.disk_arm(number, code)
    try:
        for _ in operation.steps(work):
            marks += 1
    except KneerehabError as fault:
        return type(fault).__name__, marks
    except OSError as fault:  # settings and exports, whose callers tell it
        return f"OSError {errno.errorcode[fault.errno or 0]}", marks
    return "", marks


def _after(operation: Operation, work: Path, states: list[State], words: str, marks: int) -> str:
    """What is wrong after a call failed, or with the next try; "" if nothing is."""
    if words.startswith("OSError") and not operation.bare:
        return "told in the words of the system"
    if not words and marks != len(states) - 1:
        return "it ended early without a word"
    if wrong := _wrong_now(work, states, marks):
        return wrong
    if marks == len(states) - 1:
        return ""  # all is done: there is nothing to try again
    try:
        for _ in operation.again(work):
            pass
    except (KneerehabError, OSError) as fault:
        return f"the next try failed: {type(fault).__name__}: {fault}"
    try:
        found = describe(work)
    except (KneerehabError, AssertionError) as fault:
        return f"after the next try: {fault}"
    return "" if states[-1].fits(found) else f"after the next try: {found} is not {states[-1]}"


def _wrong_now(work: Path, states: list[State], marks: int) -> str:
    copy = work.with_name("copy")
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(work, copy) if work.exists() else copy.mkdir()
    return _wrong(copy, states, marks)


def main() -> int:
    parser = argparse.ArgumentParser(prog="tests.disk")
    commands = parser.add_subparsers(dest="command", required=True)
    cut = commands.add_parser("powercut")
    cut.add_argument("count", type=int)
    cut.add_argument("--control", action="store_true")
    each = commands.add_parser("faults")
    each.add_argument("codes", nargs="*")
    for command in (cut, each):
        command.add_argument("--only", action="append", choices=OPERATIONS, default=[])
    for name in ("record", "fail"):
        inner = commands.add_parser(name)
        inner.add_argument("title")
        inner.add_argument("root", type=Path)
        inner.add_argument("codes", nargs="*")
        inner.add_argument("--control", action="store_true")
    options = parser.parse_args()
    acts: dict[str, Callable[[], int]] = {
        "powercut": lambda: powercut(options.count, options.only, options.control),
        "record": lambda: record(options.title, options.root, options.control),
        "faults": lambda: faults(tuple(options.codes), options.only),
        "fail": lambda: fail(options.title, options.root, tuple(options.codes)),
    }
    return acts[options.command]()


if __name__ == "__main__":
    keys._ROUNDS = 1000  # a passphrase that is slow to try would be all that is waited for
    sys.exit(main())
