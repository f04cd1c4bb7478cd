"""The same sources make the same wheel, byte by byte, wherever and whenever it is made."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

from kneerehab import __version__

ROOT = Path(__file__).resolve().parents[2]
SOURCES = ("kneerehab", "resources", "README.md", "LICENSE", "pyproject.toml")
BUILD = "import sys; from hatchling.build import build_wheel; print(build_wheel(sys.argv[1]))"


def wheel(
    folder: Path, *, age: int, mode: int, epoch: str = "1764500000", umask: int = 0o022, zone: str = "UTC"
) -> Path:
    """Build from a copy of the sources whose files have these times and rights."""
    for name in SOURCES:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            folder.mkdir(exist_ok=True)
            shutil.copy(source, folder)
    for path in folder.rglob("*"):
        if path.is_file():
            path.chmod(mode)
            os.utime(path, (age, age))
    command = [sys.executable, "-c", BUILD, str(folder / "dist")]
    environment = os.environ | {"SOURCE_DATE_EPOCH": epoch, "TZ": zone}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=True, umask=umask)
    return folder / "dist" / done.stdout.split()[-1]


def test_the_same_sources_make_the_same_wheel_byte_by_byte(tmp_path: Path) -> None:
    first = wheel(tmp_path / "first", age=1_700_000_000, mode=0o644)
    again = wheel(tmp_path / "a second folder", age=1_750_000_000, mode=0o600, umask=0o077, zone="Asia/Tokyo")
    assert first.name == again.name == f"kneerehab-{__version__}-py3-none-any.whl"
    assert first.read_bytes() == again.read_bytes()
    later = wheel(tmp_path / "later", age=1_700_000_000, mode=0o644, epoch="1764600000")
    assert later.read_bytes() != first.read_bytes(), "the time that is given is the one that is written"
    with zipfile.ZipFile(first) as packed:
        names = set(packed.namelist())
    assert {"kneerehab/app.py", "kneerehab/resources/theme.qss"} <= names
    assert not [name for name in names if name.endswith(".pyc")]
