"""NumPy and Pillow for the Linux bundle are made from source; where it can't be, that is said and the wheel stays."""

from __future__ import annotations

import os
import sys
import tarfile
from hashlib import sha256
from pathlib import Path

import pytest

import dev_source

_PACKAGE = {
    "PKG-INFO": "Metadata-Version: 2.1\nName: numpy\nVersion: 1.0\n",
    "pyproject.toml": '[build-system]\nrequires = []\nbuild-backend = "builder"\nbackend-path = ["."]\n',
    "builder.py": """
import os, zipfile
def build_wheel(folder, config_settings=None, metadata_directory=None):
    name, about = "numpy-1.0-py3-none-any.whl", "numpy-1.0.dist-info"
    with zipfile.ZipFile(os.path.join(folder, name), "w") as wheel:
        wheel.writestr("numpy_settings.txt", " ".join((config_settings or {}).get("setup-args", ())))
        wheel.writestr(f"{about}/METADATA", "Metadata-Version: 2.1\\nName: numpy\\nVersion: 1.0\\n")
        wheel.writestr(f"{about}/WHEEL", "Wheel-Version: 1.0\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n")
        wheel.writestr(f"{about}/RECORD", "")
    return name
""",
}
"""A package that holds what its builder was told."""


def test_without_a_compiler_the_wheel_stays_and_that_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "numpy.libs").mkdir()
    monkeypatch.setenv("PATH", str(tmp_path))
    assert not dev_source.make(Path(sys.executable), tmp_path)
    assert "No cc and no c++ is here: numpy and pillow stay as they are" in "".join(capsys.readouterr())


def test_with_an_old_pip_the_wheel_stays_and_that_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "numpy.libs").mkdir()
    for name, text in {"python": "#!/bin/sh\necho 'pip 23.0.1 from here'\n", "cc": "", "c++": ""}.items():
        (tmp_path / name).write_text(text)
        (tmp_path / name).chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    assert not dev_source.make(tmp_path / "python", tmp_path)
    assert "pip is older than 23.1 here" in "".join(capsys.readouterr())


def test_what_is_made_already_is_not_made_again(tmp_path: Path) -> None:
    assert dev_source.make(tmp_path / "no python", tmp_path)


@pytest.mark.skipif(not dev_source.takes_settings(Path(sys.executable)), reason="pip is too old for it")
def test_the_build_is_told_the_settings_and_the_hash_is_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = tmp_path / "numpy-1.0.tar.gz"
    with tarfile.open(source, "w:gz") as archive:
        for name, text in _PACKAGE.items():
            (file := tmp_path / name).write_text(text)
            archive.add(file, f"numpy-1.0/{name}")
    pins = tmp_path / "source.txt"
    right = sha256(source.read_bytes()).hexdigest()
    pins.write_text(f'numpy==1.0 ; python_version >= "3" \\\n    --hash=sha256:{right}\n')
    (site := tmp_path / "site").mkdir()
    (site / "numpy.libs").mkdir()
    monkeypatch.setattr(dev_source, "FILE", pins)
    for name, value in {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(tmp_path), "PIP_TARGET": str(site)}.items():
        monkeypatch.setenv(name, value)
    (tools := tmp_path / "tools").mkdir()
    for compiler in ("cc", "c++"):  # this package needs none, and not every machine has one
        (tools / compiler).write_text("")
        (tools / compiler).chmod(0o755)
    monkeypatch.setenv("PATH", str(tools), prepend=os.pathsep)

    dev_source.make(Path(sys.executable), site)
    told = (site / "numpy_settings.txt").read_text().split()
    assert {"-Dallow-noblas=true", "-Dblas=", "-Dlapack=", "-Dcpu-dispatch=none"} <= set(told)

    pins.write_text(pins.read_text().replace(right, "0" * 64))
    with pytest.raises(dev_source.SetUpError, match="could not be made"):
        dev_source.make(Path(sys.executable), site)


def test_every_pinned_source_gets_the_settings() -> None:
    pins = dev_source.FILE.read_text(encoding="utf-8")
    told = dev_source.with_settings(pins)
    assert told.count("-Dblas=") == pins.count("numpy==") > 0
    assert told.count("=tiff=disable") == pins.count("pillow==") > 0
