"""Rewrites constraints.txt: asks pip on every supported Python for the newest versions and merges the answers."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from dev_console import SetUpError, say
from dev_environment import CONSTRAINTS, requirements

SUPPORTED = ("3.11", "3.12", "3.13")

_HEADER = """\
# Exact versions of everything kneerehab and its developers use, transitive dependencies included.
# Written by `python3 packaging/dev.py lock`, which asks pip on every supported Python: 3.11, 3.12 and 3.13 are looked
# for on PATH, or are named (`dev.py lock /path/to/python3.11 ...`). To add one package by hand, put its requirement
# into pyproject.toml and its `name==version` line here.
"""
_OTHER_SYSTEM = re.compile(r"sys_platform|platform_system|os_name")

Versions = dict[str, str]
"""Package name (as its author writes it) → exact version."""


def lock(arguments: Sequence[str]) -> int:
    """Resolve on each Python of `arguments`, else on each supported one found on PATH; raises SetUpError."""
    pythons = _pythons(arguments or [f"python{version}" for version in SUPPORTED])
    absent = [version for version in SUPPORTED if version not in pythons]
    if absent:
        raise SetUpError(f"No working Python {', '.join(absent)} was found; name its interpreter after `lock`.")
    resolved = {}
    for version in SUPPORTED:
        say(f"Asking pip on Python {version}")
        resolved[version] = _resolve(pythons[version])
    CONSTRAINTS.write_text(_HEADER + "".join(f"{line}\n" for line in merge(resolved)), encoding="utf-8")
    say(f"Wrote {CONSTRAINTS}")
    return 0


def merge(resolved: Mapping[str, Versions]) -> list[str]:
    """One line per package and run of Pythons (oldest first) that share a version; the last run is open-ended.

    A package that some Python does not need has no line for it there: a constraint installs nothing by itself.
    """
    pythons = list(resolved)
    lines = []
    for name in sorted({name for versions in resolved.values() for name in versions}, key=str.lower):
        runs: list[tuple[str, str]] = []  # (first Python, version)
        for python in pythons:
            version = resolved[python].get(name)
            if version and (not runs or runs[-1][1] != version):
                runs.append((python, version))
        for index, (first, version) in enumerate(runs):
            bounds = [f'python_version >= "{first}"'] if index else []
            if index + 1 < len(runs):
                bounds.append(f'python_version < "{runs[index + 1][0]}"')
            lines.append(f"{name}=={version}" + (f" ; {' and '.join(bounds)}" if bounds else ""))
    return lines


def wanted_elsewhere(requires: Iterable[str]) -> set[str]:
    """The names that a package wants on other systems only (Windows' colorama), so that they are pinned as well."""
    found = set()
    for requirement in requires:
        name, _, marker = requirement.partition(";")
        if "extra" not in marker and _OTHER_SYSTEM.search(marker):
            found.add(re.split(r"[^\w.-]", name.strip(), maxsplit=1)[0])
    return found


def _pythons(commands: Iterable[str]) -> dict[str, str]:
    found = {}
    for command in commands:
        path = shutil.which(command)
        if path is None:
            continue
        ask = "import sys; print('%d.%d' % sys.version_info[:2])"
        answer = subprocess.run([path, "-c", ask], capture_output=True, text=True, check=False)
        if answer.returncode == 0:
            found[answer.stdout.strip()] = path
    return found


def _resolve(python: str) -> Versions:
    elsewhere: set[str] = set()
    while True:
        command = [
            python,
            "-m",
            "pip",
            "install",
            "--quiet",
            "--dry-run",
            "--ignore-installed",
            "--only-binary",
            ":all:",
        ]
        command += ["--disable-pip-version-check", "--report", "-", *requirements(), *sorted(elsewhere)]
        answer = subprocess.run(command, stdout=subprocess.PIPE, text=True, encoding="utf-8", check=False)
        if answer.returncode != 0:
            raise SetUpError(f"pip on {python} found no answer; its words are above.")
        metadata: list[dict[str, Any]] = [package["metadata"] for package in json.loads(answer.stdout)["install"]]
        more = {name for package in metadata for name in wanted_elsewhere(package.get("requires_dist", []))}
        if more <= elsewhere:
            return {package["name"].replace("_", "-"): package["version"] for package in metadata}
        elsewhere |= more
