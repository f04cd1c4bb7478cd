"""`dev.py bundle`: the program as a folder that needs no Python, made by PyInstaller from the pinned wheels, and on
Debian-like Linux as a package."""

from __future__ import annotations

import os
import shutil
import struct
import subprocess
import sys
from pathlib import Path

import dev_deb
from dev_console import SetUpError, say
from dev_environment import ROOT, ensure_environment

_VENV = ".venv-bundle"
_SPEC = ROOT / "packaging" / "bundle" / "kneerehab.spec"
_MB = 1_000_000
_LOAD, _PAGE = 1, 4096


def bundle(folder: Path, *, deb: bool) -> int:
    """Make the bundle (and the package) in `folder`, in an environment that holds nothing else; the exit code."""
    if os.environ.get("KNEEREHAB_VENV") != _VENV:
        # What lies beside the pinned wheels in a developer's environment must not find its way in.
        command = [sys.executable, str(ROOT / "packaging" / "dev.py"), "bundle", "--out", str(folder.absolute())]
        command += [] if deb else ["--no-deb"]
        return subprocess.run(command, env=os.environ | {"KNEEREHAB_VENV": _VENV}, check=False).returncode
    python = ensure_environment("bundle")
    say("Making the bundle")
    command = [str(python), "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN", "--distpath", str(folder)]
    done = subprocess.run([*command, "--workpath", str(ROOT / "build"), str(_SPEC)], cwd=ROOT, check=False)
    if done.returncode:
        raise SetUpError("PyInstaller could not make the bundle; its words are above.")
    made = folder / "kneerehab"
    if sys.platform == "linux":
        _strip(made)
    say(f"{made}: {dev_deb.size_of(made) / _MB:.0f} MB")
    if deb and sys.platform == "linux" and shutil.which("dpkg-deb"):
        say(f"{dev_deb.package(made, folder)}")
    return 0


def _strip(folder: Path) -> None:
    """Take the words for debuggers out of libraries; one that would no longer load after that stays as it is."""
    for file in folder.rglob("*.so*"):
        thin = file.with_name(f"{file.name}.thin")
        done = subprocess.run(["strip", "--strip-unneeded", "-o", str(thin), str(file)], check=False)
        if done.returncode == 0 and is_loadable(thin.read_bytes()):
            shutil.copymode(file, thin)
            thin.replace(file)
        thin.unlink(missing_ok=True)


def is_loadable(library: bytes) -> bool:
    """Whether each part of a 64-bit ELF file can be mapped where it lies; strip shifts what patchelf has moved."""
    first, size, count = struct.unpack_from("<Q", library, 32)[0], *struct.unpack_from("<2H", library, 54)
    for at in range(first, first + size * count, size):
        kind, _flags, offset, address = struct.unpack_from("<2I2Q", library, at)
        if kind == _LOAD and (offset - address) % _PAGE:
            return False
    return True
