"""Linux: NumPy made from its own source, without the linear algebra of its wheel, a third of what a bundle would hold.

Charts invert 3 × 3 matrices at most, and NumPy's own routines do that as well.
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

PACKAGE = "numpy"
FILE = PINS / "source.txt"
_SETTINGS = ("allow-noblas=true", "blas=", "lapack=", "cpu-dispatch=none", "optimization=2", "strip=true")


def make(python: Path, site: Path) -> bool:
    """Replace the wheel in the packages `site` of `python`; False, said, where no compiler is. Raises SetUpError."""
    if not (site / f"{PACKAGE}.libs").exists():
        return True
    if missing := [name for name in ("cc", "c++") if shutil.which(name) is None]:
        say(f"No {' and no '.join(missing)} is here: {PACKAGE} stays as it is, and the bundle some 35 MB larger")
        return False
    if not takes_settings(python):
        say(f"pip is older than 23.1 here: {PACKAGE} stays as it is, and the bundle some 35 MB larger")
        return False
    say(f"Making {PACKAGE} from its source, which takes some minutes")
    tools = {"PATH": f"{python.parent}{os.pathsep}{os.environ.get('PATH', '')}"}
    with tempfile.TemporaryDirectory() as scratch:
        file = Path(scratch, FILE.name)
        file.write_text(with_settings(FILE.read_text(encoding="utf-8")), encoding="utf-8")
        done = subprocess.run(command(python, file), env=os.environ | tools, stdout=sys.stderr, check=False)
    if done.returncode:
        raise SetUpError(f"{PACKAGE} could not be made from its source; pip's words are above.")
    return True


def takes_settings(python: Path) -> bool:
    """Whether pip of this Python takes settings on the lines of a file, as from 23.1 on."""
    told = subprocess.run([str(python), "-m", "pip", "--version"], capture_output=True, text=True, check=False).stdout
    found = re.match(r"pip (\d+)\.(\d+)", told)
    return found is not None and (int(found[1]), int(found[2])) >= (23, 1)


def with_settings(pins: str) -> str:
    """The pins with the settings on their lines: pip heeds those of its command line for no requirement of a file."""
    settings = " ".join(f"--config-settings=setup-args=-D{option}" for option in _SETTINGS)
    return re.sub(rf"^({PACKAGE}==.*) \\$", rf"\1 {settings} \\", pins, flags=re.MULTILINE)


def command(python: Path, file: Path) -> Sequence[str]:
    """What makes it of the pins in `file`: with the hash of the source, the pinned tools alone, and nothing kept from
    before, which may have been made with other settings."""
    words = [str(python), "-m", "pip", "install", "--quiet", "--no-input", "--disable-pip-version-check"]
    words += ["--no-deps", "--no-build-isolation", "--force-reinstall", "--no-cache-dir", "--no-binary", PACKAGE]
    return [*words, "--require-hashes", "--requirement", str(file)]
