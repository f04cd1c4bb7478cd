"""The pins: how the answers of all Pythons become files that pip can take on every system."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

import dev_environment
import dev_lock
import dev_pip
from dev_console import SetUpError

ROOT = Path(__file__).resolve().parents[2]


def test_versions_that_differ_between_pythons_are_pinned_with_markers() -> None:
    resolved = {
        "3.11": {"numpy": "2.4", "alembic": "1", "early": "1"},
        "3.12": {"numpy": "2.5", "alembic": "1"},
        "3.13": {"numpy": "2.6", "alembic": "1", "late": "9"},
        "3.14": {"numpy": "2.6", "alembic": "1", "late": "9"},
    }
    assert dev_lock.merge(resolved) == [
        "alembic==1",
        'early==1 ; python_version < "3.12"',
        'late==9 ; python_version >= "3.13"',
        'numpy==2.4 ; python_version < "3.12"',
        'numpy==2.5 ; python_version >= "3.12" and python_version < "3.13"',
        'numpy==2.6 ; python_version >= "3.13"',
    ]


def test_what_only_another_system_needs_is_pinned_for_that_one() -> None:
    resolved = {"3.11": {'colorama ; sys_platform == "win32"': "0.4"}, "3.12": {}}
    assert dev_lock.merge(resolved) == ['colorama==0.4 ; python_version < "3.12" and sys_platform == "win32"']


def test_what_other_systems_need_is_found() -> None:
    requires = ['colorama>=0.4; sys_platform == "win32"', 'tomli; python_version < "3.11"', "pluggy>=1"]
    requires += ['pywin32; sys_platform == "win32" and extra == "all"', "dock; platform_system == 'Darwin'"]
    assert dev_lock.wanted_elsewhere(requires) == {"colorama": "win32", "dock": "darwin"}


def test_a_pin_carries_the_hash_of_every_wheel_in_an_order_that_stays() -> None:
    wheels = [dev_lock.Wheel(name=f"numpy-2-{tag}.whl", size=3, sha256=tag) for tag in ("b", "a")]
    text = dev_lock.block("numpy==2", wheels)
    assert text == ("# numpy-2-a.whl 3\n# numpy-2-b.whl 3\nnumpy==2 \\\n    --hash=sha256:a \\\n    --hash=sha256:b\n")
    assert dev_pip.pins_of(text) == [("numpy", "2", "")]
    with pytest.raises(SetUpError, match="no wheel"):
        dev_lock.block("numpy==2", [])


def test_of_what_need_not_be_compiled_the_small_wheel_for_any_system_is_pinned() -> None:
    names = ("fonttools-4-cp311-cp311-win_amd64.whl", "fonttools-4-py3-none-any.whl")
    text = dev_lock.block("fonttools==4", [dev_lock.Wheel(name=name, size=3, sha256=name[-7:]) for name in names])
    assert text == "# fonttools-4-py3-none-any.whl 3\nfonttools==4 \\\n    --hash=sha256:any.whl\n"
    with pytest.raises(SetUpError, match="no wheel"):
        dev_lock.block("fonttools==4", [dev_lock.Wheel(name=names[0], size=3, sha256="a")])


@pytest.mark.parametrize(
    ("wheel", "useful"),
    [
        ("numpy-2-cp314-cp314-win_amd64.whl", True),
        ("numpy-2-cp314-cp314t-win_amd64.whl", False),
        ("numpy-2-cp310-cp310-win_amd64.whl", False),
        ("numpy-2-pp311-pypy311_pp73-win_amd64.whl", False),
        ("qt-2-cp310-abi3-win_amd64.whl", True),
        ("pure-2-py2.py3-none-any.whl", True),
    ],
)
def test_wheels_of_other_interpreters_are_left_out(wheel: str, useful: bool) -> None:
    assert dev_lock.useful(wheel) is useful


def test_every_python_that_is_supported_is_promised_and_no_other() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    promised = [c.rpartition(" ")[2] for c in project["classifiers"] if re.search(r":: 3\.\d+$", c)]
    assert promised == list(dev_pip.SUPPORTED)
    assert project["requires-python"] == f">={dev_pip.SUPPORTED[0]}"


def test_what_builds_the_package_is_pinned_to_what_developers_have() -> None:
    build = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["build-system"]["requires"]
    texts = [(dev_environment.PINS / name).read_text(encoding="utf-8") for name in ("run.txt", "dev.txt")]
    pinned = {f"{name}=={version}" for text in texts for name, version, _marker in dev_pip.pins_of(text)}
    assert any(requirement.startswith("hatchling==") for requirement in build)
    assert set(build) <= pinned
