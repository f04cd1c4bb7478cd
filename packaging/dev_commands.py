"""What `dev.py` can do; each sub-command is one function that returns an exit code."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import dev_libraries
from dev_console import SetUpError, say
from dev_environment import ROOT, Level, ensure_environment, missing_packages

_CHECKS = {
    "ruff check": ["ruff", "check", "."],
    "ruff format": ["ruff", "format", "--check", "."],
    "mypy": ["mypy"],
}
_COVERAGE = ["--cov", "--cov-report=term-missing:skip-covered"]


def main(arguments: Sequence[str]) -> int:
    """Run one sub-command; the exit code is the program's or the tests' own, and 1 when the set-up fails."""
    chosen, rest = _parse(arguments)
    try:
        return _COMMANDS[chosen][0](rest)
    except SetUpError as error:
        print(f"\n{error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        say("Stopped. The next start takes it up again.")
        return 130


def run(arguments: Sequence[str]) -> int:
    """Set up what the program needs and open it."""
    _libraries(dev_libraries.window_needs())
    # -P: a file in the caller's folder must not stand in for one of ours.
    return _call(["-P", "-m", "kneerehab", *arguments], cwd=None, level="run")


def test(arguments: Sequence[str]) -> int:
    """Set everything up and pass the tests."""
    _libraries(dev_libraries.OFFSCREEN)
    return _call(["-m", "pytest", *_workers(arguments), *arguments])


def check(arguments: Sequence[str]) -> int:
    """Lint, format, types and (without --lint) tests; all of them, also when one fails, and pytest speaks last."""
    _libraries(dev_libraries.OFFSCREEN)
    failed = []
    for name, command in _CHECKS.items():
        say(name)
        if _call(["-m", *command]):
            failed.append(name)
    if "--lint" in arguments:
        return int(bool(failed))
    if failed:
        say(f"FAILED: {', '.join(failed)}. The tests run all the same.")
    tests = [argument for argument in arguments if argument != "--cov"]
    tested = _call(["-m", "pytest", *(_COVERAGE if "--cov" in arguments else []), *_workers(tests), *tests])
    return tested or int(bool(failed))


def lifetime(arguments: Sequence[str]) -> int:
    """Run the tests that depend on the lifetimes of Qt's objects on the newest other Python there is."""
    argparse.ArgumentParser(prog="dev.py lifetime", description=lifetime.__doc__).parse_args(arguments)
    import dev_pythons

    return dev_pythons.lifetime()


def _workers(arguments: Sequence[str]) -> list[str]:
    """Run the tests side by side, one process a core, unless the caller chose otherwise.

    A process that crashes ends the run: with another in its place xdist loses tests, and waits for them for ever.
    """
    chosen = any(argument.startswith(("-n", "--pdb", "-s", "--numprocesses")) for argument in arguments)
    side_by_side = ["-n", "auto", "--dist", "loadfile", "--no-loadscope-reorder", "--max-worker-restart=0"]
    return [] if chosen else side_by_side


def screenshots(arguments: Sequence[str]) -> int:
    """Picture every page of the demo runner into a folder."""
    import screenshots as script  # needs no Qt until it works: a wrong option is answered before any set-up

    script.parse(arguments)
    _libraries(dev_libraries.OFFSCREEN)
    return _call([str(ROOT / "packaging" / "screenshots.py"), *arguments], cwd=None)


def messages(arguments: Sequence[str]) -> int:
    """Bring the catalogues of all languages up to date with the texts there are."""
    return _call([str(ROOT / "packaging" / "messages.py"), *arguments], cwd=None)


def revision(arguments: Sequence[str]) -> int:
    """Write the next revision of the database, with its digest and old database, for fields that were added."""
    parser = argparse.ArgumentParser(
        prog="dev.py revision",
        description="Writes the revision that adds the columns of new fields, names it in storage/migrations, and "
        "keeps a database of it in tests/old_databases.",
    )
    parser.add_argument("name", nargs="+", metavar="WORD", help="what the new fields hold, in a few words")
    parser.parse_args(arguments)
    return _call(["-m", "tests.old_databases.revise", *arguments])


def bench(arguments: Sequence[str]) -> int:
    """Measure against a baseline in the same run and print the ratios."""
    there = sorted(path.stem.removeprefix("bench_") for path in (ROOT / "tests" / "benchmarks").glob("bench_*.py"))
    parser = argparse.ArgumentParser(
        prog="dev.py bench", description="Measures how long things take, against a bare baseline in the same run."
    )
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(there)} (default: all)")
    unknown = sorted(set(parser.parse_args(arguments).names) - set(there))
    if unknown:
        parser.error(f"no such benchmark: {', '.join(unknown)}")
    _libraries(dev_libraries.OFFSCREEN)
    return _call(["-m", "tests.benchmarks", *arguments])


def powercut(arguments: Sequence[str]) -> int:
    """Cut the power as often as asked while a diary is saved, copied, restored, locked …; nothing may be lost."""
    parser = argparse.ArgumentParser(
        prog="dev.py powercut",
        description="Works out what a disk would hold if the power went at any moment, and looks whether all that was "
        "acknowledged is there. A library of our own drops what was not synced; it needs a C compiler and Linux.",
    )
    parser.add_argument("count", metavar="N", type=int, help="how many cuts, over all operations")
    parser.add_argument("--only", metavar="OPERATION", action="append", help="one of them, such as save or lock")
    parser.add_argument("--control", action="store_true", help="wait for no disk: now entries must be lost")
    parser.parse_args(arguments)
    return _call(["-m", "tests.disk", "powercut", *arguments])


def faults(arguments: Sequence[str]) -> int:
    """Let each call to the disk fail once, with ENOSPC, EIO and EACCES; it must be told, and the next try must work."""
    parser = argparse.ArgumentParser(prog="dev.py faults", description=faults.__doc__)
    parser.add_argument("codes", nargs="*", metavar="CODE", help="all of these at each call (default: one in turn)")
    parser.add_argument("--only", metavar="OPERATION", action="append", help="one operation, such as save or lock")
    parser.parse_args(arguments)
    return _call(["-m", "tests.disk", "faults", *arguments])


def lock(arguments: Sequence[str]) -> int:
    """Resolve on every supported Python and rewrite packaging/requirements."""
    parser = argparse.ArgumentParser(
        prog="dev.py lock",
        description="Asks pip for the newest versions on every supported Python, and the package index for the hash of "
        "each of their wheels; then rewrites packaging/requirements and the build requirements in pyproject.toml.",
    )
    parser.add_argument("--keep", action="store_true", help="keep the versions that are pinned; new packages get one")
    parser.add_argument("pythons", nargs="*", metavar="PYTHON", help="the interpreters to ask (default: on PATH)")
    options = parser.parse_args(arguments)
    import dev_lock  # seldom needed, and start-up is everyone's

    return dev_lock.lock(options.pythons, keep=options.keep)


def bundle(arguments: Sequence[str]) -> int:
    """Make the program that needs no Python: a folder and, with the tool of the system, what people install of it."""
    parser = argparse.ArgumentParser(prog="dev.py bundle", description=bundle.__doc__)
    parser.add_argument("--out", metavar="DIR", type=Path, default=ROOT / "dist", help="where it goes (default: dist)")
    part = parser.add_mutually_exclusive_group()
    part.add_argument("--folder-only", action="store_true", help="no .deb (dpkg-deb), setup.exe (iscc) or .dmg")
    part.add_argument("--installer-only", action="store_true", help="that alone, of the folder that is there")
    options = parser.parse_args(arguments)
    import dev_bundle  # seldom needed, and start-up is everyone's

    return dev_bundle.bundle(options.out, make=not options.installer_only, installer=not options.folder_only)


_COMMANDS: dict[str, tuple[Callable[[Sequence[str]], int], str]] = {
    "run": (run, "open the program; what follows goes to it"),
    "test": (test, "run the tests; what follows goes to pytest"),
    "check": (
        check,
        "ruff, format, mypy and the tests (--lint: without); --cov adds coverage, the rest goes to pytest",
    ),
    "lifetime": (lifetime, "the tests of dialogs, start and close on the newest other Python that can be had"),
    "screenshots": (screenshots, "DIR: picture every page of the demo runner into DIR; --help names its options"),
    "messages": (messages, "bring the catalogues up to date with the texts there are; may be given languages"),
    "revision": (revision, "WORDS: the next revision of the database, for fields that were added to records"),
    "bench": (bench, "how long things take, against a bare baseline"),
    "powercut": (powercut, "N: cut the power N times while a diary is saved, copied, locked …"),
    "faults": (faults, "let each call to the disk fail once"),
    "bundle": (
        bundle,
        "the program without Python: a folder, and its .deb, setup.exe or .dmg; --help names its options",
    ),
    "lock": (lock, "refresh packaging/requirements; may be given the Pythons to ask"),
}


def _parse(arguments: Sequence[str]) -> tuple[str, list[str]]:
    parser = argparse.ArgumentParser(
        prog="dev.py",
        description="Sets up what kneerehab needs in .venv (or in the folder that KNEEREHAB_VENV names), once, then "
        "does what you ask.",
        epilog="\n".join(f"  {name:12} {text}" for name, (_, text) in _COMMANDS.items()),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("command", choices=_COMMANDS, metavar="command", help=", ".join(_COMMANDS))
    # Parsed by hand from here on: options after the sub-command belong to the program or to pytest.
    chosen: str = parser.parse_args(arguments[:1]).command
    return chosen, list(arguments[1:])


def _libraries(needed: Mapping[str, str]) -> None:
    dev_libraries.ensure_libraries(needed, besides=missing_packages())


def _call(arguments: Sequence[str], *, cwd: Path | None = ROOT, level: Level = "dev") -> int:
    """Run the environment's Python with the checkout importable and nothing of the caller's Python in its way."""
    environment = {name: value for name, value in os.environ.items() if name not in ("PYTHONHOME", "PYTHONPATH")}
    if cwd is None:
        # Where the caller stands, so that file names mean what they meant. In ROOT, -m finds the checkout by itself,
        # and mypy would take a folder on PYTHONPATH for installed packages.
        environment["PYTHONPATH"] = str(ROOT)
    command = [str(ensure_environment(level)), *arguments]
    return subprocess.run(command, cwd=cwd, env=environment, check=False).returncode
