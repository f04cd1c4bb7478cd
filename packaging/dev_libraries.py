"""The system libraries Qt needs on Linux: which are missing, and how a Debian-like system gets them."""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable

from dev_console import SetUpError, say

# Shared library → Debian package, from `ldd` over PySide6-Essentials' QtCore, QtGui, QtWidgets, QtSvg and plug-ins.
OFFSCREEN = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11.so.6": "libx11-6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libstdc++.so.6": "libstdc++6",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libz.so.1": "zlib1g",
    "libzstd.so.1": "libzstd1",
}
WINDOW = OFFSCREEN | {
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb.so.1": "libxcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-glx.so.0": "libxcb-glx0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}


def is_loadable(library: str) -> bool:
    """Whether the system's own loader finds `library`, by any of the ways it looks (cache, standard folders, paths)."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def missing_libraries(needed: Iterable[str], loadable: Callable[[str], bool] = is_loadable) -> list[str]:
    """The shared libraries of `needed` that this system lacks; never any outside Linux, where the wheels bring all."""
    return [library for library in needed if not loadable(library)] if sys.platform.startswith("linux") else []


def packages_for(libraries: Iterable[str]) -> list[str]:
    """The Debian packages that hold `libraries`, sorted, each once."""
    return sorted({WINDOW[library] for library in libraries})


def apt_command(packages: Iterable[str]) -> str:
    """The one command a person types to install `packages`."""
    prefix = "" if _is_root() else "sudo "
    return f"{prefix}apt-get update; {prefix}apt-get install -y --no-install-recommends {' '.join(packages)}"


def apt_prefix() -> list[str] | None:
    """How apt-get may be called without asking anyone: as root or with a sudo that needs no password; else None."""
    if not shutil.which("apt-get"):
        return None
    if _is_root():
        return ["env", "DEBIAN_FRONTEND=noninteractive"]
    if (
        shutil.which("sudo")
        and subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False).returncode == 0
    ):
        return ["sudo", "-n", "env", "DEBIAN_FRONTEND=noninteractive"]
    return None


def apt_install(packages: list[str]) -> bool:
    """Install `packages` if that is allowed without a question; whether apt-get says it did."""
    prefix = apt_prefix()
    if prefix is None:
        return False
    say(f"Installing from your system's packages: {' '.join(packages)}")
    # A broken third-party list makes `update` fail without any harm to the packages wanted here.
    subprocess.run([*prefix, "apt-get", "-qq", "update"], check=False)
    install = [*prefix, "apt-get", "-qq", "-y", "--no-install-recommends", "install", *packages]
    return subprocess.run(install, stdout=subprocess.DEVNULL, check=False).returncode == 0


def ensure_libraries(
    needed: Iterable[str], *, besides: Iterable[str] = (), loadable: Callable[[str], bool] = is_loadable
) -> None:
    """Install what is missing of `needed`, if that is allowed; raises SetUpError naming the command that does.

    Nothing happens while all of `needed` is there. If something is not, one go brings all that a window needs and the
    packages `besides`, so that nobody is asked twice.
    """
    if not missing_libraries(needed, loadable):
        return
    missing = missing_libraries(WINDOW, loadable)
    packages = sorted({*packages_for(missing), *besides})
    apt_install(packages)
    if missing_libraries(needed, loadable):
        raise SetUpError(missing_message(missing, packages, has_apt=shutil.which("apt-get") is not None))


def missing_message(libraries: Iterable[str], packages: Iterable[str], *, has_apt: bool) -> str:
    """What to tell a person whose system lacks `libraries`, which are in `packages`."""
    what = f"Qt needs system libraries that are not installed: {', '.join(libraries)}."
    if has_apt:
        return f"{what}\nThis command installs them; then start again:\n\n    {apt_command(packages)}\n"
    return (
        f"{what}\nInstall them with your system's package manager; then start again.\n"
        f"(Debian calls the packages {', '.join(packages)}.)"
    )


def _is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0
