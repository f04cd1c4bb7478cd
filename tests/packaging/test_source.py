"""NumPy for the Linux bundle is made from its own source; where it can't be, that is said and the wheel stays."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

import dev_source


def test_without_a_compiler_the_wheel_stays_and_that_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "numpy.libs").mkdir()
    monkeypatch.setenv("PATH", str(tmp_path))
    assert not dev_source.make(Path(sys.executable), tmp_path)
    assert "No cc and no c++ is here: numpy stays as it is" in "".join(capsys.readouterr())


def test_what_is_made_already_is_not_made_again(tmp_path: Path) -> None:
    assert dev_source.make(tmp_path / "no python", tmp_path)


def test_the_source_is_taken_by_its_hash_and_without_tools_from_elsewhere() -> None:
    words = dev_source.command(Path(sys.executable))
    assert {"--require-hashes", "--no-build-isolation", "--no-deps"} <= set(words)
    assert "--config-settings=setup-args=-Dblas=" in words
    assert words[-1] == str(dev_source.FILE)
