"""pip at work: which wheels it will take here, how far it is, and what is said of its faults."""

from __future__ import annotations

import re
import sys
import zipfile
from pathlib import Path

import pytest

import dev_console
import dev_environment
import dev_pip
import dev_source

MINOR = sys.version_info.minor
PINS = f"""\
# numpy-2.4.6-cp3{MINOR}-cp3{MINOR}-win_amd64.whl 7
# numpy-2.4.6-cp3{MINOR + 1}-cp3{MINOR + 1}-any.whl 9
# numpy-2.4.6-py3-none-any.whl 16918164
numpy==2.4.6 \\
    --hash=sha256:aa \\
    --hash=sha256:bb
# later-1-py3-none-any.whl 5
later==1 ; python_version >= "3.{MINOR + 1}" \\
    --hash=sha256:cc
# elsewhere-1-py3-none-any.whl 5
elsewhere==1 ; sys_platform == "nowhere" \\
    --hash=sha256:cc
# sooner-1-py2.py3-none-any.whl 6
sooner==1 ; python_version < "3.{MINOR + 1}" and sys_platform == "{sys.platform}" \\
    --hash=sha256:dd
"""


def test_the_wheels_for_this_computer_are_found_among_those_of_all() -> None:
    assert dev_pip.wheels_here(PINS) == {
        "numpy-2.4.6-py3-none-any.whl": 16918164,
        "sooner-1-py2.py3-none-any.whl": 6,
    }


@pytest.mark.parametrize(
    ("wheel", "system", "fits"),
    [
        ("numpy-2-cp311-cp311-manylinux_2_27_x86_64.manylinux_2_28_x86_64.whl", "linux x86_64", True),
        ("numpy-2-cp311-cp311-manylinux_2_27_aarch64.whl", "linux x86_64", False),
        ("numpy-2-cp311-cp311-musllinux_1_2_x86_64.whl", "linux x86_64", False),
        ("numpy-2-cp312-cp312-manylinux_2_27_x86_64.whl", "linux x86_64", False),
        ("qt-6-cp310-abi3-manylinux_2_34_x86_64.whl", "linux x86_64", True),
        ("late-6-cp312-abi3-manylinux_2_34_x86_64.whl", "linux x86_64", False),
        ("qt-6-cp310-abi3-macosx_13_0_universal2.whl", "Darwin arm64", True),
        ("qt-6-cp310-abi3-win_amd64.whl", "Windows AMD64", True),
        ("qt-6-cp310-abi3-win_arm64.whl", "Windows AMD64", False),
        ("tool-6-py3-none-manylinux_2_17_x86_64.whl", "linux x86_64", True),
        ("pure-6-py2.py3-none-any.whl", "Windows AMD64", True),
    ],
)
def test_a_wheel_fits_its_python_and_system(wheel: str, system: str, fits: bool) -> None:
    assert dev_pip.fits(wheel, minor=11, system=system) is fits


@pytest.mark.parametrize("name", ["run.txt", "dev.txt"])
def test_every_pin_for_this_computer_has_a_wheel_and_every_pin_a_hash(name: str) -> None:
    text = (dev_environment.PINS / name).read_text(encoding="utf-8")
    here = [package for package, _version, marker in dev_pip.pins_of(text) if dev_pip.holds(marker)]
    assert len(dev_pip.wheels_here(text)) == len(here) > 15
    assert text.count(".whl ") == text.count("--hash=sha256:")
    assert not [line for line in text.splitlines() if "==" in line and not line.endswith("\\")]


@pytest.mark.parametrize("system", ["linux x86_64", "linux aarch64", "Windows AMD64", "Darwin arm64", "Darwin x86_64"])
@pytest.mark.parametrize("version", dev_pip.SUPPORTED)
@pytest.mark.parametrize("name", ["run.txt", "bundle.txt"])
def test_every_pin_has_a_wheel_for_every_python_on_every_system(name: str, version: str, system: str) -> None:
    text = (dev_environment.PINS / name).read_text(encoding="utf-8")
    minor = int(version.partition(".")[2])
    wanted = [package for package, _, mark in dev_pip.pins_of(text) if dev_pip.holds(mark, minor=minor, system=system)]
    found = {file.partition("-")[0] for file in dev_pip.wheels_here(text, minor=minor, system=system)}
    assert {re.sub(r"[-_.]+", "_", package).lower() for package in wanted} == {file.lower() for file in found}
    assert len(wanted) == len(set(wanted)), "one version each"


def test_what_is_made_from_source_has_the_versions_of_its_wheels() -> None:
    source = dev_pip.pins_of(dev_source.FILE.read_text(encoding="utf-8"))
    run = dev_pip.pins_of((dev_environment.PINS / "run.txt").read_text(encoding="utf-8"))
    assert source == [pin for pin in run if pin[0] in dev_source.PACKAGES]


def test_every_requirement_has_an_exact_version() -> None:
    run, dev = ((dev_environment.PINS / name).read_text(encoding="utf-8") for name in ("run.txt", "dev.txt"))
    assert dev_pip.missing_pins(dev_environment.requirements("run"), run) == []
    assert dev_pip.missing_pins(dev_environment.requirements("dev"), run + dev) == []
    bundle = (dev_environment.PINS / "bundle.txt").read_text(encoding="utf-8")
    assert dev_pip.missing_pins(dev_environment.requirements("bundle"), run + bundle) == []
    assert dev_pip.missing_pins(["sqlalchemy>=2", "left-pad"], run) == ["left-pad"]


def test_what_comes_is_announced_with_its_size() -> None:
    assert "Installing 1 package in exact versions: about 1 MB" in dev_pip.announcement({"mako-1.whl": 78_000})
    assert "Installing 2 packages in exact versions: about 140 MB" in dev_pip.announcement(
        {"a": 90_000_000, "b": 50_000_000}
    )


def test_the_progress_counts_what_has_been_fetched(tmp_path: Path) -> None:
    wanted = {"numpy-2-py3-none-any.whl": 4_000_000, "mako-1-py3-none-any.whl": 2_000_000}
    scratch = tmp_path / "fetching" / "pip-unpack-x"
    scratch.mkdir(parents=True)
    (scratch / "mako-1-py3-none-any.whl").write_bytes(b"x" * 2_000_000)
    (scratch / "numpy-2-py3-none-any.whl").write_bytes(b"x" * 1_000_000)
    told = dev_pip._state("fetched", wanted, tmp_path, tmp_path / "fetching")
    assert told == "  fetched 3 of 6 MB, 1 of 2 packages"


def test_the_progress_counts_what_has_been_unpacked(tmp_path: Path) -> None:
    site, scratch = tmp_path / "site", tmp_path / "fetching"
    (site / "mako").mkdir(parents=True)
    (site / "shiboken6-6.dist-info").mkdir()
    (site / "shiboken6-6.dist-info" / "INSTALLER").touch()
    (site / "mako" / "a.py").touch()
    scratch.mkdir()
    with zipfile.ZipFile(scratch / "mako-1-py3-none-any.whl", "w") as wheel:
        wheel.writestr("mako/a.py", b"x" * 1_000_000)
        wheel.writestr("mako/b.py", b"x" * 2_000_000)
        wheel.writestr("mako-1.dist-info/RECORD", b"")
    wanted = {"mako-1-py3-none-any.whl": 2, "shiboken6-6-cp310-abi3-win_amd64.whl": 2}
    assert dev_pip._state("unpacked", wanted, site, scratch) == "  unpacked 1 of 3 MB, 1 of 2 packages"


def test_nothing_is_said_once_pip_has_tidied_up(tmp_path: Path) -> None:
    wheel = {"mako-1-py3-none-any.whl": 2}
    assert dev_pip._state("unpacked", wheel, tmp_path, tmp_path / "gone") == ""
    (tmp_path / "mako-1.dist-info").mkdir()
    (tmp_path / "mako-1.dist-info" / "INSTALLER").touch()
    with zipfile.ZipFile(tmp_path / "mako-1-py3-none-any.whl", "w") as left:
        left.writestr("mako/a.py", b"x")
    assert dev_pip._state("unpacked", wheel, tmp_path, tmp_path) == ""


def test_a_folder_that_pip_removes_while_it_is_looked_through_ends_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def vanished(_folder: Path, _pattern: str) -> list[Path]:  # what Python 3.11 does then
        raise FileNotFoundError("pip-unpack-np081tb4")

    monkeypatch.setattr(Path, "rglob", vanished)
    assert dev_pip._state("unpacked", {"one-1-py3-none-any.whl": 1}, tmp_path, tmp_path) == ""


def test_a_log_gets_a_line_of_progress_now_and_then(capsys: pytest.CaptureFixture[str]) -> None:
    seconds = iter([0, 3, 11, 12])
    with dev_console.progress(now=lambda: next(seconds)) as tell:
        for number in range(3):
            tell(f"fetched {number}")
    assert capsys.readouterr().err == "[kneerehab] fetched 1\n"


def test_a_terminal_gets_one_line_that_is_written_over(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    with dev_console.progress() as tell:
        tell("fetched 10 of 12 MB")
        tell("unpacked")
    assert capsys.readouterr().err == "\r[kneerehab] fetched 10 of 12 MB\r[kneerehab] unpacked           \n"


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("WARNING: Retrying (Retry(total=0))\nERROR: No matching distribution found for x", "cannot be reached"),
        ("ERROR: No matching distribution found for PySide6-Essentials", "no ready-made build"),
        ("ERROR: Could not install packages: [Errno 28] No space left on device", "disk is full"),
        ("SSLError(SSLCertVerificationError('CERTIFICATE_VERIFY_FAILED')) Retrying (", "could not be trusted"),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.", "not the one that was pinned"),
        ("something nobody expected", "could not install"),
    ],
)
def test_a_failing_pip_is_explained_and_quoted(said: str, told: str) -> None:
    message = dev_pip.pip_message(said)
    assert told in message.splitlines()[0]
    assert said.splitlines()[0] in message


def test_a_changed_package_is_refused(tmp_path: Path) -> None:
    """pip itself, on a wheel of another hash than the pinned one."""
    wheels = tmp_path / "wheels"
    wheels.mkdir()
    with zipfile.ZipFile(wheels / "kneerehab_probe-1-py3-none-any.whl", "w") as wheel:
        wheel.writestr("kneerehab_probe.py", "")
        for name, text in {
            "METADATA": "Metadata-Version: 2.1\nName: kneerehab-probe\nVersion: 1\n",
            "WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
            "RECORD": "",
        }.items():
            wheel.writestr(f"kneerehab_probe-1.dist-info/{name}", text)
    pins = tmp_path / "run.txt"
    pins.write_text(
        f"--no-index\n--find-links {wheels.as_uri()}\nkneerehab-probe==1 \\\n    --hash=sha256:{'0' * 64}\n",
        encoding="utf-8",
    )
    changed: list[str] = []
    with pytest.raises(dev_console.SetUpError, match="not the one that was pinned"):
        dev_pip.install(
            Path(sys.executable), [pins], tmp_path / "site", tmp_path / "fetching", lambda: changed.append("!")
        )
    assert not changed
    assert not (tmp_path / "fetching").exists()
