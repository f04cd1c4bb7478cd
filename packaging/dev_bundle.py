"""`dev.py bundle`: the program as a folder that needs no Python, made by PyInstaller from the pinned wheels, and what
people install of it: a package of Debian, an installer for Windows, a disk image for macOS."""

from __future__ import annotations

import os
import platform
import shutil
import struct
import subprocess
import sys
from pathlib import Path

import dev_deb
import dev_icu
import dev_source
from dev_console import SetUpError, say
from dev_environment import ROOT, ensure_environment, venv_packages
from kneerehab import __version__

_VENV = ".venv-bundle"
_SPEC = ROOT / "packaging" / "bundle" / "kneerehab.spec"
WINDOWS = ROOT / "packaging" / "windows" / "kneerehab.iss"
MACOS = ROOT / "packaging" / "macos" / "dmg.sh"
BUILD = ROOT / "build"
"""What PyInstaller makes on its way, such as the icon."""

_MB = 1_000_000
_LOAD, _PAGE = 1, 4096


def bundle(folder: Path, *, make: bool = True, installer: bool = True) -> int:
    """Make the bundle and its installer in `folder`, in an environment that holds nothing else; the exit code.

    Without `make` a bundle that is there is taken: one whose programs have been signed meanwhile.
    """
    if os.environ.get("KNEEREHAB_VENV") != _VENV:
        # What lies beside the pinned wheels in a developer's environment must not find its way in.
        command = [sys.executable, str(ROOT / "packaging" / "dev.py"), "bundle", "--out", str(folder.absolute())]
        command += [] if installer else ["--folder-only"]
        command += [] if make else ["--installer-only"]
        return subprocess.run(command, env=os.environ | {"KNEEREHAB_VENV": _VENV}, check=False).returncode
    made = folder / ("kneerehab.app" if sys.platform == "darwin" else "kneerehab")
    if make:
        _make(folder, made)
    if installer and (file := _installer(made, folder)) is not None:
        say(f"{file}")
    return 0


def _make(folder: Path, made: Path) -> None:
    python = ensure_environment("bundle")
    if sys.platform == "linux":
        dev_source.make(python, venv_packages())
    say("Making the bundle")
    command = [str(python), "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN", "--distpath", str(folder)]
    done = subprocess.run([*command, "--workpath", str(BUILD), str(_SPEC)], cwd=ROOT, check=False)
    if done.returncode:
        raise SetUpError("PyInstaller could not make the bundle; its words are above.")
    if sys.platform == "linux":
        _make_small(made)
    say(f"{made}: {dev_deb.size_of(made) / _MB:.0f} MB")


def _installer(made: Path, out: Path, system: str = sys.platform) -> Path | None:
    """What people install, where this system has the tool that makes it."""
    if system == "linux":
        return dev_deb.package(made, out) if shutil.which("dpkg-deb") else None
    file, command = out / installer_name(system, platform.machine()), installer_command(system, made, out)
    if shutil.which(command[0]) is None:
        return None
    if subprocess.run(command, check=False).returncode:
        raise SetUpError(f"{command[0]} could not make {file.name}; its words are above.")
    return file


def installer_name(system: str, machine: str) -> str:
    """The name of the file that people fetch, for Windows or macOS."""
    kind = "setup.exe" if system == "win32" else "dmg"
    return f"kneerehab-{__version__}-{machine.lower()}{'-' if system == 'win32' else '.'}{kind}"


def installer_command(system: str, made: Path, out: Path, machine: str = "") -> list[str]:
    """What makes that file of the folder (Windows) or the app (macOS) `made`."""
    name = installer_name(system, machine or platform.machine())
    if system == "win32":
        given = {"Version": __version__, "Folder": made.absolute(), "Icon": BUILD / "kneerehab.ico"}
        defined = [f"/D{word}={value}" for word, value in given.items()]
        return ["iscc", *defined, f"/O{out.absolute()}", f"/F{name.removesuffix('.exe')}", str(WINDOWS)]
    return ["bash", str(MACOS), str(made), str(out / name)]


def _make_small(folder: Path) -> None:
    """Take out what Qt asks ICU's tables nothing of, the words for debuggers, and where translated texts stand in the
    source.

    A library that would no longer load without those stays as it is.
    """
    for catalogue in folder.rglob("*.po"):
        lines = catalogue.read_bytes().splitlines(keepends=True)
        catalogue.write_bytes(b"".join(line for line in lines if not line.startswith(b"#: ")))
    for tables in folder.rglob("libicudata.so.*"):
        dev_icu.thin(tables)
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
