"""The set-up's own rules: when an environment is fit, what is missing, and what people are told."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

import dev_commands
import dev_environment
import dev_libraries
import dev_lock
from dev_console import SetUpError

ROOT = Path(__file__).resolve().parents[2]
WANTED = ["sqlalchemy>=2.0"]
PINS = "SQLAlchemy==2.1.9\n"


@pytest.fixture
def venv(tmp_path: Path) -> Path:
    """A finished environment, as far as the stamp can tell."""
    python = dev_environment.venv_python(tmp_path / ".venv")
    python.parent.mkdir(parents=True)
    python.touch()
    (tmp_path / ".venv" / dev_environment._STAMP).write_text(dev_environment.stamp_text(WANTED, PINS))
    return tmp_path / ".venv"


def test_a_finished_environment_is_ready_without_asking_pip(venv: Path) -> None:
    assert dev_environment.state_of(venv, dev_environment.stamp_text(WANTED, PINS)) == "ready"


def test_changed_pins_or_requirements_make_an_environment_outdated(venv: Path) -> None:
    for wanted, pins in ((WANTED, "SQLAlchemy==2.1.10\n"), (["sqlalchemy>=2.1"], PINS)):
        assert dev_environment.state_of(venv, dev_environment.stamp_text(wanted, pins)) == "outdated"


def test_another_line_end_in_the_checkout_changes_nothing() -> None:
    assert dev_environment.stamp_text(WANTED, PINS.replace("\n", "\r\n")) == dev_environment.stamp_text(WANTED, PINS)


def test_an_interrupted_set_up_is_recognised_by_its_missing_stamp(venv: Path) -> None:
    (venv / dev_environment._STAMP).unlink()
    assert dev_environment.state_of(venv, dev_environment.stamp_text(WANTED, PINS)) == "unusable"


def test_an_environment_of_a_removed_python_is_unusable(venv: Path) -> None:
    dev_environment.venv_python(venv).unlink()
    assert dev_environment.state_of(venv, dev_environment.stamp_text(WANTED, PINS)) == "unusable"


def test_an_environment_of_a_moved_checkout_or_another_python_is_unusable(venv: Path) -> None:
    moved = dev_environment.stamp_text(WANTED, PINS, root=Path("/elsewhere"))
    assert dev_environment.state_of(venv, moved) == "unusable"
    other = dev_environment.stamp_text(WANTED, PINS).replace("python 3", "python 4")
    assert dev_environment.state_of(venv, other) == "unusable"


def test_a_link_that_leads_nowhere_is_unusable_and_no_folder_is_absent(tmp_path: Path) -> None:
    assert dev_environment.state_of(tmp_path / ".venv", "") == "absent"
    if os.name != "nt":
        (tmp_path / ".venv").symlink_to(tmp_path / "gone")
        assert dev_environment.state_of(tmp_path / ".venv", "") == "unusable"


def test_the_requirements_are_read_from_pyproject() -> None:
    wanted = dev_environment.requirements()
    assert "sqlalchemy>=2.0" in wanted
    assert any(requirement.startswith("pytest-qt") for requirement in wanted)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux leaves Qt's libraries to the system")
def test_missing_libraries_are_found_and_named_by_their_packages() -> None:
    def loadable(library: str) -> bool:
        return library not in ("libxcb-cursor.so.0", "libGL.so.1", "libgthread-2.0.so.0", "libglib-2.0.so.0")

    missing = dev_libraries.missing_libraries(dev_libraries.WINDOW, loadable)
    assert missing == ["libGL.so.1", "libglib-2.0.so.0", "libgthread-2.0.so.0", "libxcb-cursor.so.0"]
    assert dev_libraries.packages_for(missing) == ["libgl1", "libglib2.0-0", "libxcb-cursor0"]
    assert "libxcb-cursor.so.0" not in dev_libraries.missing_libraries(dev_libraries.OFFSCREEN, loadable)


def test_nothing_is_looked_for_outside_linux(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    assert dev_libraries.missing_libraries(dev_libraries.WINDOW, lambda library: False) == []


def test_a_library_that_no_system_has_does_not_load() -> None:
    assert not dev_libraries.is_loadable("libkneerehab-nowhere.so.7")


def test_nothing_is_installed_when_nothing_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dev_libraries, "apt_install", lambda packages: pytest.fail("apt was called"))
    dev_libraries.ensure_libraries(dev_libraries.WINDOW, loadable=lambda library: True)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux leaves Qt's libraries to the system")
def test_what_may_not_be_installed_is_told_with_its_packages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dev_libraries, "apt_prefix", lambda: None)
    with pytest.raises(SetUpError, match="libxcb-cursor0"):
        dev_libraries.ensure_libraries(dev_libraries.WINDOW, loadable=lambda library: library != "libxcb-cursor.so.0")


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux leaves Qt's libraries to the system")
def test_one_command_brings_all_that_any_command_will_need(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dev_libraries, "apt_prefix", lambda: None)
    absent = {"libxcb-cursor.so.0", "libGL.so.1"}
    with pytest.raises(SetUpError, match=r"libgl1 libxcb-cursor0 python3\.11-venv"):
        dev_libraries.ensure_libraries(
            dev_libraries.OFFSCREEN, besides=["python3.11-venv"], loadable=lambda library: library not in absent
        )
    # The tests do without a window's libraries, so those alone stop nobody.
    dev_libraries.ensure_libraries(dev_libraries.OFFSCREEN, loadable=lambda library: library != "libxcb-cursor.so.0")


def test_the_message_gives_the_one_command_where_there_is_apt(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dev_libraries, "_is_root", lambda: False)
    told = dev_libraries.missing_message(["libEGL.so.1"], ["libegl1"], has_apt=True)
    command = "sudo apt-get update; sudo apt-get install -y --no-install-recommends libegl1"
    assert f"    {command}\n" in told
    assert "apt-get" not in dev_libraries.missing_message(["libEGL.so.1"], ["libegl1"], has_apt=False)


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("WARNING: Retrying (Retry(total=0))\nERROR: No matching distribution found for x", "cannot be reached"),
        ("ERROR: No matching distribution found for PySide6-Essentials", "no ready-made build"),
        ("ERROR: Could not install packages: [Errno 28] No space left on device", "disk is full"),
        ("SSLError(SSLCertVerificationError('CERTIFICATE_VERIFY_FAILED')) Retrying (", "could not be trusted"),
        ("something nobody expected", "could not install"),
    ],
)
def test_a_failing_pip_is_explained_and_quoted(said: str, told: str) -> None:
    message = dev_environment.pip_message(said)
    assert told in message.splitlines()[0]
    assert said.splitlines()[0] in message


def test_large_downloads_are_announced_and_small_ones_are_not() -> None:
    large = "  Downloading pyside6_essentials-6.11.3-cp310-abi3-manylinux_2_34_x86_64.whl (95.3 MB)\n"
    assert dev_environment.progress_of(large) == "  fetching pyside6_essentials (95.3 MB)"
    assert dev_environment.progress_of("  Downloading mako-1.4.3-py3-none-any.whl (78 kB)\n") is None
    assert dev_environment.progress_of("Requirement already satisfied: pip\n") is None


def test_a_python_without_venv_is_told_the_command_if_one_is_known() -> None:
    assert "apt-get install python3.12-venv" in dev_environment.venv_message("apt-get install python3.12-venv")
    assert "python.org" in dev_environment.venv_message(None)


def test_the_front_door_has_no_syntax_that_an_old_python_would_trip_over() -> None:
    tree = ast.parse((ROOT / "packaging" / "dev.py").read_text(encoding="utf-8"), feature_version=(3, 4))
    modern = (ast.JoinedStr, ast.AnnAssign, ast.NamedExpr, ast.Nonlocal, ast.AsyncFunctionDef)
    assert not [node for node in ast.walk(tree) if isinstance(node, modern)]
    first_import = next(node for node in tree.body if isinstance(node, ast.ImportFrom))
    version_check = next(node for node in tree.body if isinstance(node, ast.If))
    assert version_check.lineno < first_import.lineno, "a sibling was imported before the version was checked"


def test_a_wrong_command_shows_the_right_ones(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        dev_commands.main(["tset"])
    assert stop.value.code == 2
    assert "screenshots" in capsys.readouterr().err


def test_versions_that_differ_between_pythons_are_pinned_with_markers() -> None:
    resolved = {
        "3.11": {"numpy": "2.4", "alembic": "1"},
        "3.12": {"numpy": "2.5", "alembic": "1"},
        "3.13": {"numpy": "2.6", "alembic": "1", "late": "9"},
    }
    assert dev_lock.merge(resolved) == [
        "alembic==1",
        "late==9",
        'numpy==2.4 ; python_version < "3.12"',
        'numpy==2.5 ; python_version >= "3.12" and python_version < "3.13"',
        'numpy==2.6 ; python_version >= "3.13"',
    ]


def test_what_other_systems_need_is_pinned_too() -> None:
    requires = ['colorama>=0.4; sys_platform == "win32"', 'tomli; python_version < "3.11"', "pluggy>=1"]
    requires.append('pywin32; sys_platform == "win32" and extra == "all"')
    assert dev_lock.wanted_elsewhere(requires) == {"colorama"}


def test_every_requirement_has_an_exact_version() -> None:
    pins = (ROOT / "packaging" / "constraints.txt").read_text(encoding="utf-8").lower()
    for requirement in dev_environment.requirements():
        name = requirement.split(";")[0].split(">")[0].split("<")[0].strip().lower()
        assert f"\n{name}==" in pins, f"{name} is not pinned"


@pytest.mark.slow
def test_a_built_wheel_holds_the_resources_and_the_command(tmp_path: Path) -> None:
    import zipfile

    build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(tmp_path)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("kneerehab-*.whl")
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
        points = next(name for name in names if name.endswith("entry_points.txt"))
        assert "kneerehab = kneerehab.cli:main" in archive.read(points).decode()
    shipped = {path.relative_to(ROOT).as_posix() for path in (ROOT / "resources").rglob("*") if path.is_file()}
    assert {f"kneerehab/{name}" for name in shipped} <= names
    assert not [name for name in names if name.startswith(("tests", "packaging"))]
