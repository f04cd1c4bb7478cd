"""What `dev.py` can do; each sub-command is one function that returns an exit code."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import dev_libraries
from dev_console import SetUpError, say
from dev_environment import ROOT, ensure_environment, missing_packages

_CHECKS = {
    "ruff check": ["ruff", "check", "."],
    "ruff format": ["ruff", "format", "--check", "."],
    "mypy": ["mypy"],
}
_WINDOWLESS = ("-h", "--help", "--version")
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
    """Set everything up and open the program."""
    _libraries(dev_libraries.WINDOW)
    if _lacks_screen(arguments):
        say("No screen found (neither DISPLAY nor WAYLAND_DISPLAY is set): start this from a desktop session.")
    # -P: a file in the caller's folder must not stand in for one of ours.
    return _call(["-P", "-m", "kneerehab", *arguments], cwd=None)


def test(arguments: Sequence[str]) -> int:
    """Set everything up and pass the tests."""
    _libraries(dev_libraries.OFFSCREEN)
    return _call(["-m", "pytest", *_workers(arguments), *arguments])


def check(arguments: Sequence[str]) -> int:
    """Lint, format, types and tests; all of them, also when one fails, and pytest's closing line comes last."""
    _libraries(dev_libraries.OFFSCREEN)
    failed = []
    for name, command in _CHECKS.items():
        say(name)
        if _call(["-m", *command]):
            failed.append(name)
    if failed:
        say(f"FAILED: {', '.join(failed)}. The tests run all the same.")
    tests = [argument for argument in arguments if argument != "--cov"]
    tested = _call(["-m", "pytest", *(_COVERAGE if "--cov" in arguments else []), *_workers(tests), *tests])
    return tested or int(bool(failed))


def _workers(arguments: Sequence[str]) -> list[str]:
    """Run the tests side by side, one process a core, unless the caller chose otherwise."""
    chosen = any(argument.startswith(("-n", "--pdb", "-s", "--numprocesses")) for argument in arguments)
    return [] if chosen else ["-n", "auto", "--dist", "loadfile"]


def screenshots(arguments: Sequence[str]) -> int:
    """Picture every page of the demo runner into a folder."""
    parser = argparse.ArgumentParser(prog="dev.py screenshots")
    parser.add_argument("folder", type=Path)
    folder: Path = parser.parse_args(arguments).folder.absolute()
    _libraries(dev_libraries.OFFSCREEN)
    return _call(["packaging/screenshots.py", str(folder)], QT_QPA_PLATFORM="offscreen")


def bench(arguments: Sequence[str]) -> int:
    """Measure against a baseline in the same run and print the ratios."""
    _libraries(dev_libraries.OFFSCREEN)
    return _call(["-m", "tests.benchmarks", *arguments])


def lock(arguments: Sequence[str]) -> int:
    """Resolve the newest versions on every supported Python and rewrite constraints.txt."""
    import dev_lock  # seldom needed, and start-up is everyone's

    return dev_lock.lock(arguments)


_COMMANDS: dict[str, tuple[Callable[[Sequence[str]], int], str]] = {
    "run": (run, "open the program; what follows goes to it"),
    "test": (test, "run the tests; what follows goes to pytest"),
    "check": (check, "ruff, format, mypy and the tests; --cov adds coverage, the rest goes to pytest"),
    "screenshots": (screenshots, "DIR: picture every page of the demo runner into DIR"),
    "bench": (bench, "how long things take, against a bare baseline"),
    "lock": (lock, "refresh packaging/constraints.txt; may be given the Pythons to ask"),
}


def _parse(arguments: Sequence[str]) -> tuple[str, list[str]]:
    parser = argparse.ArgumentParser(
        prog="dev.py",
        description="Sets up what kneerehab needs in .venv, once, then does what you ask.",
        epilog="\n".join(f"  {name:12} {text}" for name, (_, text) in _COMMANDS.items()),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("command", choices=_COMMANDS, metavar="command", help=", ".join(_COMMANDS))
    # Parsed by hand from here on: options after the sub-command belong to the program or to pytest.
    chosen: str = parser.parse_args(arguments[:1]).command
    return chosen, list(arguments[1:])


def _lacks_screen(arguments: Sequence[str]) -> bool:
    """Whether a window is wanted, by there being no sub-command, on a Linux session that cannot show one."""
    wants_window = all(argument.startswith("-") and argument not in _WINDOWLESS for argument in arguments)
    named = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return wants_window and sys.platform.startswith("linux") and not any(os.environ.get(name) for name in named)


def _libraries(needed: dict[str, str]) -> None:
    platform = os.environ.get("QT_QPA_PLATFORM", "")
    wanted = dev_libraries.OFFSCREEN if platform.startswith("offscreen") else needed
    dev_libraries.ensure_libraries(wanted, besides=missing_packages())


def _call(arguments: Sequence[str], *, cwd: Path | None = ROOT, **variables: str) -> int:
    """Run the environment's Python with the checkout importable and nothing of the caller's Python in its way."""
    environment = {name: value for name, value in os.environ.items() if name not in ("PYTHONHOME", "PYTHONPATH")}
    if cwd is None:
        # Where the caller stands, so that file names mean what they meant. In ROOT, -m finds the checkout by itself,
        # and mypy would take a folder on PYTHONPATH for installed packages.
        environment["PYTHONPATH"] = str(ROOT)
    command = [str(ensure_environment()), *arguments]
    return subprocess.run(command, cwd=cwd, env=environment | variables, check=False).returncode
