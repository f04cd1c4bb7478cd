"""The set-up's own rules: when an environment is fit, which libraries are missing, and what the commands answer."""

from __future__ import annotations

import ast
import os
import re
import shutil
import subprocess
import sys
import threading
from pathlib import Path

import pytest

import dev_commands
import dev_console
import dev_environment
import dev_libraries
import dev_pip
from dev_console import SetUpError
from kneerehab import system_needs

ROOT = Path(__file__).resolve().parents[2]
PINS = {"run.txt": "SQLAlchemy==2.1.9\n", "dev.txt": "pytest==9.2.0\n"}
RUN = {"run.txt": PINS["run.txt"]}


@pytest.fixture
def venv(tmp_path: Path) -> Path:
    """A finished environment for running and developing, as far as the stamp can tell."""
    python = dev_environment.venv_python(tmp_path / ".venv")
    python.parent.mkdir(parents=True)
    python.touch()
    (tmp_path / ".venv" / dev_environment._STAMP).write_text(dev_environment.stamp_text(PINS))
    return tmp_path / ".venv"


def test_a_finished_environment_is_ready_without_asking_pip(venv: Path) -> None:
    assert dev_environment.state_of(venv, dev_environment.stamp_text(PINS)) == "ready"


def test_what_is_set_up_for_developing_runs_the_program_as_well(venv: Path) -> None:
    assert dev_environment.state_of(venv, dev_environment.stamp_text(RUN)) == "ready"


def test_what_is_set_up_for_running_lacks_the_developers_tools(venv: Path) -> None:
    (venv / dev_environment._STAMP).write_text(dev_environment.stamp_text(RUN))
    assert dev_environment.state_of(venv, dev_environment.stamp_text(PINS)) == "lacking"


def test_changed_pins_make_an_environment_outdated_for_those_who_need_them(venv: Path) -> None:
    tools = dev_environment.stamp_text(PINS | {"dev.txt": "pytest==9.2.1\n"})
    assert dev_environment.state_of(venv, tools) == "outdated"
    assert dev_environment.state_of(venv, dev_environment.stamp_text({"run.txt": "SQLAlchemy==2.1.10\n"})) == "outdated"


def test_a_folder_that_is_no_environment_is_never_removed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "dear.txt").write_text("kept")
    monkeypatch.setattr(dev_environment, "VENV", tmp_path / "letters")
    with pytest.raises(SetUpError, match="is no virtual environment"):
        dev_environment._make(remove_first=True)
    assert (tmp_path / "letters" / "dear.txt").read_text() == "kept"


def test_another_line_end_in_the_checkout_changes_nothing() -> None:
    windows = {name: text.replace("\n", "\r\n") for name, text in PINS.items()}
    assert dev_environment.stamp_text(windows) == dev_environment.stamp_text(PINS)


def test_a_fetch_that_fails_leaves_what_was_there_usable(
    venv: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_arguments: object) -> None:
        raise SetUpError("no internet")

    folder = tmp_path / "requirements"
    folder.mkdir()
    for name, text in PINS.items():
        (folder / name).write_text(text)
    running = dev_environment.stamp_text(RUN)
    (venv / dev_environment._STAMP).write_text(running)
    monkeypatch.setattr(dev_environment, "VENV", venv)
    monkeypatch.setattr(dev_environment, "PINS", folder)
    monkeypatch.setattr(dev_environment.dev_pip, "install", fail)
    with pytest.raises(SetUpError, match="no internet"):
        dev_environment.ensure_environment("dev")
    assert dev_environment.state_of(venv, running) == "ready"


def test_an_interrupted_set_up_is_recognised_by_its_missing_stamp(venv: Path) -> None:
    (venv / dev_environment._STAMP).unlink()
    assert dev_environment.state_of(venv, dev_environment.stamp_text(PINS)) == "unusable"


def test_an_environment_of_a_removed_python_is_unusable(venv: Path) -> None:
    dev_environment.venv_python(venv).unlink()
    assert dev_environment.state_of(venv, dev_environment.stamp_text(PINS)) == "unusable"


def test_an_environment_of_a_moved_checkout_or_another_python_is_unusable(venv: Path) -> None:
    moved = dev_environment.stamp_text(PINS, root=Path("/elsewhere"))
    assert dev_environment.state_of(venv, moved) == "unusable"
    other = dev_environment.stamp_text(PINS).replace("python 3", "python 4")
    assert dev_environment.state_of(venv, other) == "unusable"


def test_a_link_that_leads_nowhere_is_unusable_and_no_folder_is_absent(tmp_path: Path) -> None:
    assert dev_environment.state_of(tmp_path / ".venv", "") == "absent"
    if os.name != "nt":
        (tmp_path / ".venv").symlink_to(tmp_path / "gone")
        assert dev_environment.state_of(tmp_path / ".venv", "") == "unusable"


def test_a_second_set_up_waits_for_the_first(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    order = []

    def second() -> None:
        with dev_console.alone(tmp_path / ".venv.lock"):
            order.append("second")

    with dev_console.alone(tmp_path / ".venv.lock"):
        other = threading.Thread(target=second)
        other.start()
        said = ""
        while "under way" not in said and other.is_alive():  # no waiting by a clock: it may stand still in a test run
            said += capsys.readouterr().err
        order.append("first")
    other.join()
    assert order == ["first", "second"]
    assert "under way" in said


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(SetUpError, match="can't be written"), dev_console.alone(tmp_path / "gone" / ".venv.lock"):
        pytest.fail("went on")


def test_the_requirements_are_read_from_pyproject_and_the_lock_is_always_among_them() -> None:
    wanted = dev_environment.requirements("run")
    assert "sqlalchemy>=2.0" in wanted
    assert any(requirement.startswith("sqlcipher3") for requirement in wanted)
    assert not any(requirement.startswith("pytest") for requirement in wanted)
    assert any(requirement.startswith("pytest-qt") for requirement in dev_environment.requirements("dev"))


def test_running_installs_no_developers_tools() -> None:
    pinned = {
        name for name, _version, _marker in dev_pip.pins_of((dev_environment.PINS / "run.txt").read_text("utf-8"))
    }
    assert not pinned & {"mypy", "ruff", "pytest", "hypothesis", "hatchling", "coverage"}
    assert {"PySide6-Essentials", "sqlcipher3"} <= pinned


def test_nothing_is_installed_when_nothing_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dev_libraries, "apt_install", lambda packages: pytest.fail("apt was called"))
    dev_libraries.ensure_libraries(system_needs.X11, loadable=lambda library: True)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux leaves Qt's libraries to the system")
def test_what_may_not_be_installed_is_told_with_its_packages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dev_libraries, "apt_prefix", lambda: None)
    with pytest.raises(SetUpError, match="libxcb-cursor0"):
        dev_libraries.ensure_libraries(system_needs.X11, loadable=lambda library: library != "libxcb-cursor.so.0")


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux leaves Qt's libraries to the system")
def test_one_command_brings_all_that_any_command_will_need(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dev_libraries, "apt_prefix", lambda: None)
    absent = {"libxcb-cursor.so.0", "libGL.so.1"}
    with pytest.raises(SetUpError, match=r"libgl1 libxcb-cursor0 python3\.11-venv"):
        dev_libraries.ensure_libraries(
            system_needs.OFFSCREEN, besides=["python3.11-venv"], loadable=lambda library: library not in absent
        )
    # The tests do without a window's libraries, so those alone stop nobody.
    dev_libraries.ensure_libraries(system_needs.OFFSCREEN, loadable=lambda library: library != "libxcb-cursor.so.0")


def test_a_python_without_venv_is_told_the_command_if_one_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}")
    assert "apt-get install -y --no-install-recommends python3.12-venv" in dev_environment.venv_message(
        ["python3.12-venv"]
    )
    assert "python.org" in dev_environment.venv_message([])


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


@pytest.mark.parametrize(
    ("command", "told"),
    [("bench", "storage"), ("lock", "--keep"), ("screenshots", "--page")],
)
def test_help_is_answered_before_anything_is_set_up(
    command: str, told: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dev_commands, "ensure_environment", lambda level: pytest.fail("set up"))
    with pytest.raises(SystemExit) as stop:
        dev_commands.main([command, "--help"])
    assert stop.value.code == 0
    assert told in capsys.readouterr().out


@pytest.mark.parametrize("arguments", [["bench", "nothing"], ["screenshots"], ["screenshots", "x", "--page", "none"]])
def test_a_wrong_use_is_answered_before_anything_is_set_up(
    arguments: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dev_commands, "ensure_environment", lambda level: pytest.fail("set up"))
    with pytest.raises(SystemExit) as stop:
        dev_commands.main(arguments)
    assert stop.value.code == 2


@pytest.mark.slow
def test_a_built_wheel_holds_the_resources_and_the_command(tmp_path: Path) -> None:
    import zipfile

    build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(tmp_path)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("kneerehab-*.whl")
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
        points = next(name for name in names if name.endswith("entry_points.txt"))
        written = archive.read(points).decode()
        console, window = written.split("[gui_scripts]")
        assert "kneerehab = kneerehab.cli:main" in console
        assert "kneerehab-window = kneerehab.cli:main" in window
    shipped = {path.relative_to(ROOT).as_posix() for path in (ROOT / "resources").rglob("*") if path.is_file()}
    assert {f"kneerehab/{name}" for name in shipped} <= names
    assert not [name for name in names if name.startswith(("tests", "packaging"))]


def test_before_a_commit_the_same_checks_run_as_in_check(monkeypatch: pytest.MonkeyPatch) -> None:
    called: list[str] = []
    monkeypatch.setattr(dev_commands, "_libraries", lambda _needed: None)
    monkeypatch.setattr(dev_commands, "_call", lambda arguments: called.append(arguments[1]) or 0)
    hooks = (ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8")
    entries = re.findall(r"entry: python3 packaging/dev.py (.*)", hooks)
    assert entries == ["check --lint", "check"]
    for entry in entries:
        assert dev_commands.main(entry.split()) == 0
    assert called == ["ruff", "ruff", "mypy", "ruff", "ruff", "mypy", "pytest"]
