"""The other Python, for the tests of lifetimes: which one is taken."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

import dev_pythons


def _interpreter(folder: Path, version: str, *, works: bool = True) -> Path:
    """A program that answers as a Python of that version does, or as pyenv's stand-in for one that is not there."""
    file = folder / f"python-{version}-{works}"
    file.write_text(f"#!/bin/sh\necho {version}\nexit {int(not works)}\n")
    file.chmod(0o755)
    return file


@pytest.mark.skipif(os.name != "posix", reason="the stand-ins are scripts of a Unix shell")
def test_the_newest_other_python_that_works_is_taken(tmp_path: Path) -> None:
    old, own, newest = (_interpreter(tmp_path, version) for version in ("3.9", "3.12", "3.13"))
    broken = _interpreter(tmp_path, "3.14", works=False)
    found = [old, own, tmp_path / "python-absent", broken, newest]
    assert dev_pythons.newest_other(found, own="3.12") == ("3.13", newest)
    assert dev_pythons.newest_other(found, own="3.13") == ("3.12", own)
    assert dev_pythons.newest_other([old, own, broken], own="3.12") is None


def test_the_python_that_runs_this_is_a_working_one() -> None:
    assert dev_pythons._version(Path(sys.executable)) == f"3.{sys.version_info.minor}"
