"""The virtual environment `.venv`: made once with exact versions, then recognised by its stamp without asking pip.

It has levels: "run" is what the program needs, "dev" adds what its developers need, "bundle" what makes installers.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import platform
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Literal

import dev_libraries
import dev_pip
from dev_console import SetUpError, alone, say
from dev_libraries import how_to_install

Level = Literal["run", "dev", "bundle"]

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / os.environ.get("KNEEREHAB_VENV", ".venv")
PYPROJECT = ROOT / "pyproject.toml"
PINS = ROOT / "packaging" / "requirements"
LEVELS: dict[Level, tuple[str, ...]] = {
    "run": ("run.txt",),
    "dev": ("run.txt", "dev.txt"),
    "bundle": ("run.txt", "bundle.txt"),
}

_STAMP = "kneerehab-set-up"


def venv_python(venv: Path = VENV) -> Path:
    """The interpreter inside `venv`, by this system's convention."""
    return venv / "Scripts" / "python.exe" if os.name == "nt" else venv / "bin" / "python"


def venv_packages(venv: Path = VENV) -> Path:
    """Where `venv` keeps its packages, if it is of this Python's version."""
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    return venv / "Lib" / "site-packages" if os.name == "nt" else venv / "lib" / version / "site-packages"


def requirements(level: Level, pyproject: Path = PYPROJECT) -> list[str]:
    """What the program needs (with the lock, since a diary may have one), and what `level` adds to that, unpinned."""
    project = tomllib.loads(pyproject.read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    return [*project["dependencies"], *extras["lock"], *(extras[level] if level != "run" else [])]


def stamp_text(pins: Mapping[str, str], root: Path = ROOT) -> str:
    """What a finished environment carries: for which Python and folder it was made, then a line for each file of pins
    (name → text) that it holds.

    A venv names its folder in its scripts, so a moved checkout must not match. Line ends differ between checkouts and
    must not count.
    """
    lines = [f"python {sys.version_info.major}.{sys.version_info.minor} {platform.machine()} {root}"]
    for name, text in pins.items():
        lines.append(f"{name} {hashlib.sha256(chr(10).join(text.splitlines()).encode()).hexdigest()}")
    return "".join(f"{line}\n" for line in lines)


def state_of(venv: Path, stamp: str) -> str:
    """ "ready" (holds at least what `stamp` says); "lacking" (finished, without some file's packages); "outdated"
    (finished, for other versions of the packages); "unusable" (half-made or for another Python); or "absent"."""
    if not os.path.lexists(venv):
        return "absent"
    try:
        found = (venv / _STAMP).read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return "unusable"
    python, *wanted = stamp.splitlines()
    if not venv_python(venv).exists() or found[:1] != [python]:
        return "unusable"
    if set(wanted) <= set(found):
        return "ready"
    held = {line.split()[0]: line for line in found[1:]}
    return "outdated" if any(held.get(line.split()[0], line) != line for line in wanted) else "lacking"


def ensure_environment(level: Level = "dev") -> Path:
    """The environment's interpreter, after making or mending the environment; raises SetUpError."""
    pins = {name: (PINS / name).read_text(encoding="utf-8") for name in LEVELS[level]}
    stamp = stamp_text(pins)
    if state_of(VENV, stamp) != "ready":
        with alone(VENV.with_name(f"{VENV.name}.lock")):
            _set_up(pins, stamp)
    return venv_python()


def _set_up(pins: Mapping[str, str], stamp: str) -> None:
    state = state_of(VENV, stamp)
    if state == "ready":
        return
    kept: list[str] = []
    if state in ("unusable", "absent"):
        _make(remove_first=state == "unusable")
    else:
        mended = (
            "The pinned packages have changed; updating" if state == "outdated" else "Adding the developers' tools to"
        )
        say(f"{mended} {VENV.name}")
        found = (VENV / _STAMP).read_text(encoding="utf-8").splitlines()[1:]
        kept = [line for line in found if line.split()[0] not in pins]

    def changing() -> None:
        # Gone while pip unpacks: so a half-made set-up is recognised. A fetch that fails harms nothing.
        (VENV / _STAMP).unlink(missing_ok=True)

    dev_pip.install(venv_python(), [PINS / name for name in pins], venv_packages(), VENV / "fetching", changing)
    (VENV / _STAMP).write_text(stamp + "".join(f"{line}\n" for line in kept), encoding="utf-8")
    say("Ready.")


def _make(*, remove_first: bool) -> None:
    if Path(sys.prefix).resolve() == VENV.resolve():
        raise SetUpError(
            f"This Python lives in the {VENV.name} that has to be remade. Run `deactivate`, "
            "then start again with the system's Python."
        )
    _require_venv_module()
    if remove_first:
        if VENV.parent != ROOT and VENV.is_dir() and any(VENV.iterdir()) and not (VENV / "pyvenv.cfg").is_file():
            raise SetUpError(f"{VENV} is no virtual environment. Name an empty or a new folder by KNEEREHAB_VENV.")
        say(f"Removing a {VENV.name} that is unfinished or made for another Python")
        try:
            VENV.unlink() if VENV.is_symlink() or VENV.is_file() else shutil.rmtree(VENV)
        except OSError as error:
            raise SetUpError(
                f"{VENV} cannot be removed ({error}). Close what uses it, delete it, then start again."
            ) from error
    say(f"Making a virtual environment in {VENV} (Python {platform.python_version()})")
    made = subprocess.run(
        [sys.executable, "-m", "venv", str(VENV)],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if made.returncode != 0:
        raise SetUpError(f"The virtual environment could not be made:\n{made.stdout.strip()}")


def _has_venv_module() -> bool:
    importlib.invalidate_caches()
    return all(importlib.util.find_spec(name) for name in ("venv", "ensurepip"))


def missing_packages() -> list[str]:
    """The Debian package that this Python lacks for making an environment, if it is Debian's own and lacks one."""
    # Debian splits venv off its own Python, and only apt can put it back there.
    debian = shutil.which("apt-get") is not None and sys.base_prefix == "/usr"
    return (
        [f"python{sys.version_info.major}.{sys.version_info.minor}-venv"] if debian and not _has_venv_module() else []
    )


def _require_venv_module() -> None:
    if _has_venv_module():
        return
    packages = missing_packages()
    if not packages:
        raise SetUpError(venv_message([]))
    if not (dev_libraries.apt_install(packages) and _has_venv_module()):
        raise SetUpError(venv_message(packages))


def venv_message(packages: Sequence[str]) -> str:
    """What to tell a person whose Python cannot make virtual environments; `packages` bring it, if any do."""
    what = f"This Python ({sys.executable}) lacks the modules venv and ensurepip, which make virtual environments."
    if packages:
        return f"{what}\n{how_to_install(packages)}"
    return f"{what}\nInstall a complete Python, for example from https://www.python.org/downloads/, then start again."
