"""The virtual environment `.venv`: made once with exact versions, then recognised by its stamp without asking pip."""

from __future__ import annotations

import hashlib
import importlib.util
import os
import platform
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterable
from pathlib import Path

import dev_libraries
from dev_console import SetUpError, say

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
CONSTRAINTS = ROOT / "packaging" / "constraints.txt"
PYPROJECT = ROOT / "pyproject.toml"

_STAMP = "kneerehab-set-up"
_FETCHING = re.compile(r"\s*Downloading (?:\S*/)?(\w+)-\S+\.whl \((.+ MB)\)")  # the small ones are not worth a line

# What pip says → what is meant. The first that fits wins.
_FAULTS = (
    (
        r"No space left on device|not enough space on the disk",
        "The disk is full. Free about 1 GB, then start again.",
    ),
    (
        r"CERTIFICATE_VERIFY_FAILED|SSLError",
        "The package server could not be trusted: its certificate does not check out here. Is the computer's clock "
        "right? If your network inspects encrypted traffic, set PIP_CERT to its certificate file.",
    ),
    (
        r"Retrying \(|Max retries exceeded|NewConnectionError|Failed to establish|name resolution|"
        r"Network is unreachable|ConnectTimeout|ReadTimeout|ProxyError|getaddrinfo failed|IncompleteRead",
        "The package server cannot be reached. The first start needs the internet; check the connection "
        "(and PIP_INDEX_URL or the proxy, if you use one), then start again.",
    ),
    (
        r"No matching distribution found|Could not find a version|requires a different Python",
        "A package has no ready-made build for this computer and this Python. "
        "It needs 64-bit Windows 10, macOS 14 or Linux of 2022 (glibc 2.34), or newer, and Python 3.11, 3.12 or 3.13.",
    ),
    (
        r"Permission denied|Access is denied|EnvironmentError: \[Errno 13\]",
        "A file could not be written. Close programs that use the .venv folder and check that this folder is yours.",
    ),
)


def venv_python(venv: Path = VENV) -> Path:
    """The interpreter inside `venv`, by this system's convention."""
    return venv / "Scripts" / "python.exe" if os.name == "nt" else venv / "bin" / "python"


def requirements(pyproject: Path = PYPROJECT) -> list[str]:
    """What the program and its developers need, as pyproject.toml has it."""
    project = tomllib.loads(pyproject.read_text(encoding="utf-8"))["project"]
    return [*project["dependencies"], *project["optional-dependencies"]["dev"]]


def stamp_text(wanted: Iterable[str], constraints: str, root: Path = ROOT) -> str:
    """Two lines that a finished environment carries: for which Python and folder it was made, and what it holds.

    A venv names its folder in its scripts, so a moved checkout must not match. Line ends differ between checkouts and
    must not count.
    """
    python = f"python {sys.version_info.major}.{sys.version_info.minor} {platform.machine()} {root}"
    content = "\n".join([*wanted, "", *constraints.splitlines()])
    return f"{python}\nholds {hashlib.sha256(content.encode()).hexdigest()}\n"


def state_of(venv: Path, stamp: str) -> str:
    """ "ready"; "outdated" (finished, for other versions of the packages); "unusable" (half-made or for another
    Python); or "absent"."""
    if not os.path.lexists(venv):
        return "absent"
    try:
        found = (venv / _STAMP).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return "unusable"
    if not venv_python(venv).exists() or found.splitlines()[:1] != stamp.splitlines()[:1]:
        return "unusable"
    return "ready" if found == stamp else "outdated"


def ensure_environment() -> Path:
    """The environment's interpreter, after making or mending the environment; raises SetUpError."""
    wanted = requirements()
    constraints = CONSTRAINTS.read_text(encoding="utf-8")
    stamp = stamp_text(wanted, constraints)
    state = state_of(VENV, stamp)
    if state == "ready":
        return venv_python()
    if state in ("unusable", "absent"):
        _make(remove_first=state == "unusable")
    else:
        say("The pinned packages have changed; updating .venv")
    # Gone while pip works: an interrupted set-up is thereby recognised as half-made.
    (VENV / _STAMP).unlink(missing_ok=True)
    _install(wanted)
    (VENV / _STAMP).write_text(stamp, encoding="utf-8")
    say("Ready.")
    return venv_python()


def _make(*, remove_first: bool) -> None:
    if Path(sys.prefix).resolve() == VENV.resolve():
        raise SetUpError(
            "This Python lives in the .venv that has to be remade. Run `deactivate`, "
            "then start again with the system's Python."
        )
    _require_venv_module()
    if remove_first:
        say("Removing a .venv that is unfinished or made for another Python")
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
        raise SetUpError(venv_message(None))
    if not (dev_libraries.apt_install(packages) and _has_venv_module()):
        raise SetUpError(venv_message(dev_libraries.apt_command(packages)))


def venv_message(command: str | None) -> str:
    """What to tell a person whose Python cannot make virtual environments; `command` is what mends it, if known."""
    what = f"This Python ({sys.executable}) lacks the modules venv and ensurepip, which make virtual environments."
    if command:
        return f"{what}\nThis command installs them; then start again:\n\n    {command}\n"
    return f"{what}\nInstall a complete Python, for example from https://www.python.org/downloads/, then start again."


def _install(wanted: list[str]) -> None:
    say("Installing the pinned packages: about 150 MB to fetch, a minute or two")
    command = [str(venv_python()), "-m", "pip", "install", "--disable-pip-version-check", "--no-input"]
    command += ["--progress-bar", "off"]
    # Wheels alone: nobody should need a compiler, and a missing wheel is a clear message instead of a failed build.
    command += ["--only-binary", ":all:", "--constraint", str(CONSTRAINTS), *wanted]
    said: list[str] = []
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8", errors="replace"
    ) as pip:
        assert pip.stdout is not None
        for line in pip.stdout:
            said.append(line)
            progress = progress_of(line)
            if progress:
                say(progress)
    if pip.returncode != 0:
        raise SetUpError(pip_message("".join(said)))


def progress_of(line: str) -> str | None:
    """What a person wants to know of a line that pip says, or None."""
    fetching = _FETCHING.match(line)
    if fetching:
        return f"  fetching {fetching[1]} ({fetching[2]})"
    if line.startswith("Installing collected packages"):
        return "  unpacking"
    if "Retrying (" in line:
        return "  the package server does not answer; trying again"
    return None


def pip_message(said: str) -> str:
    """What to tell a person whose pip failed: the likely reason, then the words of pip that it was taken from."""
    lines = [line.strip() for line in said.splitlines()]
    for pattern, reason in _FAULTS:
        telling = [line for line in lines if re.search(pattern, line)]
        if telling:
            return f"{reason}\n\npip said:\n    {telling[-1]}"
    return "\n    ".join(["pip could not install the packages.\n\npip said:", *lines[-3:]])
