"""pip at work: exactly the pinned files with their hashes, how far it is, and what went wrong in plain words."""

from __future__ import annotations

import os
import platform
import re
import shutil
import subprocess
import sys
import threading
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path

from dev_console import SetUpError, progress, say

SUPPORTED = ("3.11", "3.12", "3.13", "3.14")

_WHEEL = re.compile(r"# (\S+\.whl) (\d+)$")
_PIN = re.compile(r"([\w.-]+)==([^ ;\\]+)(?: ; ([^\\]+?))? \\$")
_LOOK_SECONDS = 1.0
_MB = 1_000_000

# What pip says → what is meant. The first that fits wins.
_FAULTS = (
    (
        r"No space left on device|not enough space on the disk",
        "The disk is full. Free about 1 GB, then start again.",
    ),
    (
        r"DO NOT MATCH THE HASHES",
        "A package is not the one that was pinned: what arrived has another hash than this checkout names. Nothing of "
        "it was installed. Start again; if that doesn't help, ask who runs your network or package server.",
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
        "A package has no ready-made build for this computer and this Python. It needs 64-bit Windows 10, macOS 14 or "
        f"Linux of 2022 (glibc 2.34), or newer, and Python {', '.join(SUPPORTED[:-1])} or {SUPPORTED[-1]}.",
    ),
    (
        r"Permission denied|Access is denied|EnvironmentError: \[Errno 13\]",
        "A file could not be written. Close programs that use the .venv folder and check that this folder is yours.",
    ),
)


def install(
    python: Path, pins: Sequence[Path], site: Path, scratch: Path, changing: Callable[[], None] = lambda: None
) -> None:
    """Install all that the files `pins` name into the environment of `python`, whose packages are in `site`.

    pip's downloads go through the folder `scratch`, which is made and removed: their size tells how far it is.
    `changing` is called once all is fetched, before the first package changes. Raises SetUpError.
    """
    expected = {name: size for file in pins for name, size in wheels_here(file.read_text(encoding="utf-8")).items()}
    present = {_label(folder.name) for folder in site.glob("*.dist-info")}
    wanted = {name: size for name, size in expected.items() if _label(name) not in present}
    say(announcement(wanted))
    command = [str(python), "-m", "pip", "install", "--disable-pip-version-check", "--no-input"]
    # Wheels alone: nobody should need a compiler, and a missing wheel is a clear message instead of a failed build.
    # The files are complete, so dependencies need no looking up; with them, pip before 24 trips over coverage[toml].
    command += ["--progress-bar", "off", "--only-binary", ":all:", "--require-hashes", "--no-deps"]
    for file in pins:
        command += ["--requirement", str(file)]
    shutil.rmtree(scratch, ignore_errors=True)
    scratch.mkdir(parents=True)
    places = {name: str(scratch) for name in ("TMPDIR", "TEMP", "TMP")}
    try:
        said, code = _watched(
            command, os.environ | places, changing, lambda phase: _state(phase, wanted, site, scratch)
        )
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    if code != 0:
        raise SetUpError(pip_message(said))


def announcement(wanted: Mapping[str, int]) -> str:
    """What is about to be installed: wheels and their bytes."""
    packages = "1 package" if len(wanted) == 1 else f"{len(wanted)} packages"
    return f"Installing {packages} in exact versions: about {max(1, _mb(sum(wanted.values())))} MB to fetch"


def wheels_here(pins: str, *, minor: int = sys.version_info.minor, system: str | None = None) -> dict[str, int]:
    """Which wheels pip will probably take from the text of a file of pins: file name → bytes. On this computer, or on
    another Python 3.`minor` and `system`, as `fits` takes it."""
    found: dict[str, int] = {}
    offered: list[tuple[int, str]] = []
    for line in pins.splitlines():
        wheel, pin = _WHEEL.match(line), _PIN.match(line)
        if wheel:
            offered.append((int(wheel[2]), wheel[1]))
        elif pin:
            fitting = [(size, name) for size, name in offered if fits(name, minor=minor, system=system)]
            if fitting and holds(pin[3] or "", minor=minor, system=system):
                size, name = max(fitting)
                found[name] = size
            offered = []
    return found


def fits(wheel: str, *, minor: int = sys.version_info.minor, system: str | None = None) -> bool:
    """Whether a wheel of this file name is for this computer, glibc not looked at; `system` is like "linux x86_64"."""
    _name, _version, *_build, python, abi, target = wheel.removesuffix(".whl").split("-")
    pythons = python.split(".")
    stable = "abi3" in abi.split(".") and any(int(tag[3:]) <= minor for tag in pythons if re.fullmatch(r"cp3\d+", tag))
    if not ("py3" in pythons or stable or (f"cp3{minor}" in pythons and abi in (f"cp3{minor}", "none"))):
        return False
    if target == "any":
        return True
    names = {"darwin": "macosx", "windows": "win", "linux": "manylinux"}
    kind, machine = (system or f"{platform.system()} {platform.machine()}").lower().split()
    machines = {"amd64": "(amd64|x86_64)", "x86_64": "(amd64|x86_64|universal2)", "arm64": "(arm64|universal2)"}
    return re.search(rf"\b{names.get(kind, kind)}\w*_{machines.get(machine, machine)}\b", target) is not None


def holds(marker: str, *, minor: int = sys.version_info.minor, system: str | None = None) -> bool:
    """Whether an environment marker of a pin holds, of the kinds that `dev.py lock` writes; where, as for `fits`."""
    names = {"windows": "win32"}
    kind = system.lower().split()[0] if system else sys.platform
    for sign, bound in re.findall(r'python_version (>=|<) "3\.(\d+)"', marker):
        if (minor >= int(bound)) != (sign == ">="):
            return False
    systems = re.findall(r'sys_platform == "(\w+)"', marker)
    return not systems or names.get(kind, kind) in systems


def _watched(
    command: list[str], environment: dict[str, str], changing: Callable[[], None], state: Callable[[str], str]
) -> tuple[str, int]:
    """Run pip and keep telling its state, which is asked with "fetched" or "unpacked"; its words and exit code."""
    said: list[str] = []
    phase = "fetched"
    with (
        progress() as tell,
        subprocess.Popen(
            command,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            errors="replace",
            env=environment,
        ) as pip,
    ):

        def listen() -> None:
            nonlocal phase
            assert pip.stdout is not None
            for line in pip.stdout:
                said.append(line)
                if line.startswith("Installing collected packages"):
                    changing()
                    phase = "unpacked"

        ear = threading.Thread(target=listen, daemon=True)
        ear.start()
        while pip.poll() is None:
            ear.join(_LOOK_SECONDS)
            if said and "Retrying (" in said[-1]:
                tell("  the package server does not answer; trying again")
            elif pip.poll() is None and (words := state(phase)):
                tell(words)
        ear.join()
    return "".join(said), pip.returncode


def _state(phase: str, wanted: dict[str, int], site: Path, scratch: Path) -> str:
    """How far pip is: "fetched 37 of 109 MB, 5 of 24 packages"; "" if that can't be said."""
    try:
        wheels = sorted(scratch.rglob("*.whl"))
        if phase == "fetched":
            sizes = {wheel.name: wheel.stat().st_size for wheel in wheels}
            whole = sum(size >= wanted.get(name, 0) for name, size in sizes.items())
            return _words(phase, sum(sizes.values()), sum(wanted.values()), whole, len(wanted))
        parts = [unpacked(wheel, site) for wheel in wheels]
        names = {_label(name) for name in wanted}
        whole = sum(_label(mark.parent.name) in names for mark in site.glob("*.dist-info/INSTALLER"))
    except (OSError, zipfile.BadZipFile):  # half written, or just tidied up: also a folder that is being looked through
        return ""
    if whole == len(wanted):  # pip removes the wheels now, and their sum would shrink
        return ""
    done, total = sum(there for there, _all in parts), sum(size for _there, size in parts)
    return _words(phase, done, total, whole, len(wanted)) if parts else ""


def unpacked(wheel: Path, site: Path) -> tuple[int, int]:
    """Of a wheel being installed into `site`: the bytes of its files that are there, and of all."""
    contents = _contents(wheel)
    folder = next((name.split("/")[0] for name, _size in contents if ".dist-info/" in name), "")
    through = (site / folder / "INSTALLER").exists()  # written last; what a wheel keeps elsewhere is there as well
    return sum(size for name, size in contents if through or (site / name).exists()), sum(size for _, size in contents)


@cache
def _contents(wheel: Path) -> list[tuple[str, int]]:
    with zipfile.ZipFile(wheel) as archive:
        return [(entry.filename, entry.file_size) for entry in archive.infolist()]


def _words(phase: str, done: int, total: int, whole: int, packages: int) -> str:
    return f"  {phase} {_mb(min(done, total))} of {_mb(total)} MB, {min(whole, packages)} of {packages} packages"


def _mb(size: int) -> int:
    return round(size / _MB)


def _label(name: str) -> tuple[str, str]:
    """Name and version of a wheel or a .dist-info folder, as both write them."""
    project, version, *_rest = name.removesuffix(".dist-info").split("-")
    return re.sub(r"[-_.]+", "_", project).lower(), version


def pip_message(said: str) -> str:
    """What to tell a person whose pip failed: the likely reason, then the words of pip that it was taken from."""
    lines = [line.strip() for line in said.splitlines()]
    for pattern, reason in _FAULTS:
        telling = [line for line in lines if re.search(pattern, line)]
        if telling:
            return f"{reason}\n\npip said:\n    {telling[-1]}"
    return "\n    ".join(["pip could not install the packages.\n\npip said:", *lines[-3:]])


def pins_of(text: str) -> list[tuple[str, str, str]]:
    """The name, version and marker ("" without one) of each pin in the text of a file of pins."""
    found = [_PIN.match(line) for line in text.splitlines()]
    return [(pin[1], pin[2], pin[3] or "") for pin in found if pin]


def missing_pins(requirements: Iterable[str], text: str) -> list[str]:
    """The names of `requirements` that no line of the text of pins gives an exact version."""
    pinned = {re.sub(r"[-_.]+", "-", name).lower() for name, _version, _marker in pins_of(text)}
    names = [re.split(r"[^\w.-]", requirement.strip(), maxsplit=1)[0] for requirement in requirements]
    return [name for name in names if re.sub(r"[-_.]+", "-", name).lower() not in pinned]
