"""Linux: NumPy and Pillow made from their own sources, without what their wheels bring and charts never ask for.

Charts invert 3 × 3 matrices at most, for which NumPy's own routines do as well as 28 MB of linear algebra. Of Pillow
they want PNG alone; its wheel brings eight more formats and a library for pictures of the screen.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from dev_console import SetUpError, say
from dev_environment import PINS

PACKAGES = {
    "numpy": tuple(
        f"setup-args=-D{option}"
        for option in ("allow-noblas=true", "blas=", "lapack=", "cpu-dispatch=none", "optimization=2", "strip=true")
    ),
    "pillow": tuple(
        f"{part}=disable"
        for part in ("avif", "freetype", "imagequant", "jpeg", "jpeg2000", "lcms", "raqm", "tiff", "webp", "xcb")
    ),
}
"""What is made, and the settings of its build."""

FILE = PINS / "source.txt"


def make(python: Path, site: Path) -> bool:
    """Replace the wheels in the packages `site` of `python`; False, said, where it can't be. Raises SetUpError."""
    if not any((site / f"{package}.libs").exists() for package in PACKAGES):
        return True
    names, stay = " and ".join(PACKAGES), "stay as they are, and the bundle some 40 MB larger"
    if missing := [name for name in ("cc", "c++") if shutil.which(name) is None]:
        say(f"No {' and no '.join(missing)} is here: {names} {stay}")
        return False
    if not takes_settings(python):
        say(f"pip is older than 23.1 here: {names} {stay}")
        return False
    say(f"Making {names} from source, which takes some minutes")
    tools = {"PATH": f"{python.parent}{os.pathsep}{os.environ.get('PATH', '')}"}
    with tempfile.TemporaryDirectory() as scratch:
        file = Path(scratch, FILE.name)
        file.write_text(with_settings(FILE.read_text(encoding="utf-8")), encoding="utf-8")
        done = subprocess.run(command(python, file), env=os.environ | tools, stdout=sys.stderr, check=False)
    if done.returncode:
        raise SetUpError(f"{names} could not be made from source; pip's words are above.")
    return True


def takes_settings(python: Path) -> bool:
    """Whether pip of this Python takes settings on the lines of a file, as from 23.1 on."""
    told = subprocess.run([str(python), "-m", "pip", "--version"], capture_output=True, text=True, check=False).stdout
    found = re.match(r"pip (\d+)\.(\d+)", told)
    return found is not None and (int(found[1]), int(found[2])) >= (23, 1)


def with_settings(pins: str) -> str:
    """The pins with the settings on their lines: pip heeds those of its command line for no requirement of a file."""
    for package, options in PACKAGES.items():
        settings = " ".join(f"--config-settings={option}" for option in options)
        pins = re.sub(rf"^({package}==.*) \\$", rf"\1 {settings} \\", pins, flags=re.MULTILINE)
    return pins


def command(python: Path, file: Path) -> Sequence[str]:
    """What makes them of the pins in `file`: with the hash of each source, the pinned tools alone, and nothing kept
    from before, which may have been made with other settings."""
    words = [str(python), "-m", "pip", "install", "--quiet", "--no-input", "--disable-pip-version-check"]
    words += [
        "--no-deps",
        "--no-build-isolation",
        "--force-reinstall",
        "--no-cache-dir",
        "--no-binary",
        ",".join(PACKAGES),
    ]
    return [*words, "--require-hashes", "--requirement", str(file)]
