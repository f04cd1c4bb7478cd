"""Linux: NumPy made from its own source, without the linear algebra of its wheel, a third of what a bundle would hold.

Charts invert 3 × 3 matrices at most, and NumPy's own routines do that as well.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
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
    say(f"Making {PACKAGE} from its source, which takes some minutes")
    tools = {"PATH": f"{python.parent}{os.pathsep}{os.environ.get('PATH', '')}"}
    if subprocess.run(command(python), env=os.environ | tools, stdout=sys.stderr, check=False).returncode:
        raise SetUpError(f"{PACKAGE} could not be made from its source; pip's words are above.")
    return True


def command(python: Path) -> Sequence[str]:
    """What makes it: with the pinned hash of the source, and with the pinned tools alone."""
    words = [str(python), "-m", "pip", "install", "--quiet", "--no-input", "--disable-pip-version-check"]
    words += ["--no-deps", "--no-build-isolation", "--force-reinstall", "--no-binary", PACKAGE, "--require-hashes"]
    words += [f"--config-settings=setup-args=-D{option}" for option in _SETTINGS]
    return [*words, "--requirement", str(FILE)]
