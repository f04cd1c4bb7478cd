"""The other Python: what depends on the lifetimes of Qt's objects is tested on a second one, too.

PySide6 frees objects differently from one Python to the next, so a dialog that is sound on one may fail on another.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import dev_libraries
from dev_console import say
from dev_environment import ROOT
from dev_pip import SUPPORTED


def lifetime() -> int:
    """Run the tests marked `lifetime` on the newest other Python that can be had; 0 with a remark if there is none."""
    version, python = newest_other(candidates()) or _from_debian() or ("", Path())
    if not version:
        ours = f"{sys.version_info.major}.{sys.version_info.minor}"
        say(f"No Python but this {ours} was found ({', '.join(SUPPORTED)} are looked for): no second run.")
        return 0
    say(f"Tests of the lifetimes of Qt's objects on Python {version} ({python})")
    return subprocess.run(
        [str(python), "packaging/dev.py", "test", "-m", "lifetime"],
        cwd=ROOT,
        env=os.environ | {"KNEEREHAB_VENV": f".venv-{version}"},
        check=False,
    ).returncode


def candidates() -> Iterator[Path]:
    """Where interpreters of the supported versions may be: on PATH, pyenv's, the system's."""
    folders = [*os.environ.get("PATH", "").split(os.pathsep), "/usr/bin", "/usr/local/bin"]
    for version in SUPPORTED:
        for folder in folders:
            yield Path(folder, f"python{version}")
    pyenv = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv")
    yield from pyenv.glob("versions/3.*/bin/python")


def newest_other(pythons: Iterable[Path], own: str = f"3.{sys.version_info.minor}") -> tuple[str, Path] | None:
    """Version and path of the newest supported one of `pythons` that works and is not of the version `own`."""
    found = {version: python for python in pythons if (version := _version(python)) in SUPPORTED and version != own}
    return max(found.items(), key=lambda item: SUPPORTED.index(item[0]), default=None)


def _version(python: Path) -> str:
    """ "3.13", or "" for what is no interpreter (pyenv's stand-ins for versions that are not switched on)."""
    if not python.is_file():
        return ""
    ask = "import sys; print('%d.%d' % sys.version_info[:2])"
    try:
        answer = subprocess.run([str(python), "-c", ask], capture_output=True, text=True, check=False, timeout=60)
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return answer.stdout.strip() if answer.returncode == 0 else ""


def _from_debian() -> tuple[str, Path] | None:
    """Another Python out of the system's packages, where they may be installed without a question."""
    if not shutil.which("apt-cache") or dev_libraries.apt_prefix() is None:
        return None
    listed = subprocess.run(
        ["apt-cache", "--names-only", "search", r"^python3\.[0-9]+$"], capture_output=True, text=True, check=False
    )
    own = f"3.{sys.version_info.minor}"
    offered = [version for version in re.findall(r"^python(3\.\d+) ", listed.stdout, re.MULTILINE) if version != own]
    for version in sorted(set(offered) & set(SUPPORTED), key=SUPPORTED.index, reverse=True):
        python = Path("/usr/bin", f"python{version}")
        if dev_libraries.apt_install([python.name, f"{python.name}-venv"]) and _version(python) == version:
            return version, python
    return None
