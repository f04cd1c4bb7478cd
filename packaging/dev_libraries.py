"""The system libraries Qt needs on Linux, brought by a Debian-like system where that is allowed without a question."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from dev_console import SetUpError, progress, say

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))  # the checkout, whose program knows what it needs

from kneerehab.system_needs import (
    OFFSCREEN,
    how_to_install,
    is_loadable,
    is_root,
    missing_libraries,
    missing_message,
    packages_for,
    window_needs,
)

__all__ = ["OFFSCREEN", "apt_install", "apt_prefix", "ensure_libraries", "how_to_install", "window_needs"]

_STATUS = re.compile(r"(dl|pm)status:[^:]*:([\d.]+):")


def apt_prefix() -> list[str] | None:
    """How apt-get may be called without asking anyone: as root or with a sudo that needs no password; else None."""
    if not shutil.which("apt-get"):
        return None
    if is_root():
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
    install = [*prefix, "apt-get", "-qq", "-y", "--no-install-recommends", "-o", "APT::Status-Fd=1", "install"]
    with progress() as tell, subprocess.Popen([*install, *packages], stdout=subprocess.PIPE, text=True) as apt:
        assert apt.stdout is not None
        for line in apt.stdout:
            status = _STATUS.match(line)
            if status:
                tell(f"  {'fetching' if status[1] == 'dl' else 'installing'} them: {float(status[2]):.0f} %")
    return apt.returncode == 0


def ensure_libraries(
    needed: Iterable[str], *, besides: Iterable[str] = (), loadable: Callable[[str], bool] = is_loadable
) -> None:
    """Install what is missing of `needed`, if that is allowed; raises SetUpError naming the command that does.

    Nothing happens while all of `needed` is there. If something is not, one go brings all that a window needs and the
    packages `besides`, so that nobody is asked twice.
    """
    if not missing_libraries(needed, loadable):
        return
    session = {name: value for name, value in os.environ.items() if name != "QT_QPA_PLATFORM"}
    missing = missing_libraries([*dict.fromkeys([*needed, *window_needs(session)])], loadable)
    packages = sorted({*packages_for(missing), *besides})
    apt_install(packages)
    if missing_libraries(needed, loadable):
        raise SetUpError(missing_message(missing, packages))
