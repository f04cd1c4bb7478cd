"""Rewrites packaging/requirements: asks pip on every supported Python for the newest versions, and the package index
for the hash of each of their wheels."""

from __future__ import annotations

import json
import os
import re
import shutil
import ssl
import subprocess
import sys
import tempfile
import urllib.error
import urllib.request
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import dev_source
from dev_console import SetUpError, say
from dev_environment import LEVELS, PINS, PYPROJECT, requirements
from dev_pip import SUPPORTED, pins_of

_HEADER = """\
# Exact versions and hashes of {what}, transitive dependencies included, for every system.
# Written by `python3 packaging/dev.py lock`; before each pin stand its wheels with their bytes.
"""
_WHAT = {
    "run.txt": "all that kneerehab needs",
    "dev.txt": "all that its developers need besides run.txt",
    "bundle.txt": "all that its installers are made with besides run.txt",
}
_PLAIN = {"fonttools", "SQLAlchemy"}
"""Taken as the wheel for any system: what the compiled ones do faster is never asked here, and they are 7 MB more."""

_OTHER_SYSTEM = {
    "win32": re.compile(r"""(sys_platform|platform_system|os_name) *== *["'](win32|Windows|nt)["']"""),
    "darwin": re.compile(r"""(sys_platform|platform_system) *== *["'](darwin|Darwin)["']"""),
}
_BUILD = re.compile(r"(?<=^\[build-system\]\n)requires = \[.*?\]$", re.MULTILINE | re.DOTALL)

Versions = dict[str, str]
"""Package name (as its author writes it), with ` ; marker` if only another system needs it → exact version."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wheel:
    """One file of the package index."""

    name: str
    size: int  # bytes
    sha256: str


def lock(pythons: Sequence[str], *, keep: bool = False) -> int:
    """Resolve on each of `pythons`, else on each supported one found on PATH; with `keep` at the versions that are
    pinned already. Raises SetUpError."""
    found = _pythons(pythons or [f"python{version}" for version in SUPPORTED])
    absent = [version for version in SUPPORTED if version not in found]
    if absent:
        raise SetUpError(f"No working Python {', '.join(absent)} was found; name its interpreter after `lock`.")
    whole: dict[str, Versions] = {}
    running: dict[str, Versions] = {}
    bundling: dict[str, Versions] = {}
    for version in SUPPORTED:
        say(f"Asking pip on Python {version}")
        pinned = _pinned(version) if keep else {}
        whole[version] = _resolve(found[version], requirements("dev"), pinned)
        running[version] = _resolve(found[version], requirements("run"), whole[version])
        bundling[version] = _resolve(found[version], requirements("bundle"), pinned or whole[version])
    say("Asking the package index for the hashes")
    index = _index()
    written = {"run.txt": running, "dev.txt": _besides(whole, running), "bundle.txt": _besides(bundling, running)}
    for file, resolved in written.items():
        text = _HEADER.format(what=_WHAT[file]) + "".join(
            block(line, index(*line.split(" ")[0].split("=="))) for line in merge(resolved)
        )
        (PINS / file).write_text(text, encoding="utf-8", newline="\n")
        say(f"Wrote {PINS / file}")
    of_source = {python: {name: versions[name] for name in dev_source.PACKAGES} for python, versions in running.items()}
    dev_source.FILE.write_text(source_pins(of_source, _index(".tar.gz")), encoding="utf-8", newline="\n")
    _pin_build(_resolve(found[SUPPORTED[0]], ["hatchling"], whole[SUPPORTED[0]]))
    return 0


def _besides(whole: Mapping[str, Versions], running: Mapping[str, Versions]) -> dict[str, Versions]:
    """What `whole` has on each Python and `running` has not."""
    return {python: {n: v for n, v in found.items() if n not in running[python]} for python, found in whole.items()}


def merge(resolved: Mapping[str, Versions]) -> list[str]:
    """One line per package and run of Pythons (oldest first) that share a version; the last run is open-ended."""
    pythons = list(resolved)
    lines = []
    for name in sorted({name for versions in resolved.values() for name in versions}, key=str.lower):
        runs: list[tuple[int, int, str]] = []  # the first Python, the one after the last, the version
        for number, python in enumerate(pythons):
            version = resolved[python].get(name)
            if version and runs and runs[-1][1:] == (number, version):
                runs[-1] = (runs[-1][0], number + 1, version)
            elif version:
                runs.append((number, number + 1, version))
        package, _, other_system = name.partition(" ; ")
        for first, end, version in runs:
            bounds = [f'python_version >= "{pythons[first]}"'] if first else []
            bounds += [f'python_version < "{pythons[end]}"'] if end < len(pythons) else []
            bounds += [other_system] if other_system else []
            lines.append(f"{package}=={version}" + (f" ; {' and '.join(bounds)}" if bounds else ""))
    return lines


def block(line: str, wheels: Iterable[Wheel]) -> str:
    """What a file of pins says of one package: its wheels, the pin, the hashes; SetUpError without any wheel."""
    ordered = sorted(wheels, key=lambda wheel: wheel.name)
    if line.partition("==")[0] in _PLAIN:
        ordered = [wheel for wheel in ordered if wheel.name.endswith("-any.whl")]
    if not ordered:
        raise SetUpError(f"The package index has no wheel of {line}.")
    lines = [f"# {wheel.name} {wheel.size}" for wheel in ordered]
    lines += [" \\\n".join([line, *(f"    --hash=sha256:{wheel.sha256}" for wheel in ordered)])]
    return "".join(f"{text}\n" for text in lines)


def source_pins(resolved: Mapping[str, Versions], index: Callable[[str, str], list[Wheel]]) -> str:
    """The file of what is made from source: the same versions as the wheels that it takes the place of."""
    header = _HEADER.format(what="the source that the Linux bundle is made with").replace("wheels", "files")
    return header + "".join(block(line, index(*line.split(" ")[0].split("=="))) for line in merge(resolved))


def wanted_elsewhere(requires: Iterable[str]) -> dict[str, str]:
    """The names that a package wants on other systems only (Windows' colorama) → the system, so that they are pinned
    as well."""
    found = {}
    for requirement in requires:
        name, _, marker = requirement.partition(";")
        for system, pattern in _OTHER_SYSTEM.items():
            if "extra" not in marker and pattern.search(marker):
                found[re.split(r"[^\w.-]", name.strip(), maxsplit=1)[0]] = system
    return found


def useful(wheel: str) -> bool:
    """Whether a wheel of this file name is for an ordinary CPython of a supported version."""
    python, abi = wheel.removesuffix(".whl").split("-")[-3:-1]
    ours = {f"cp{version.replace('.', '')}" for version in SUPPORTED}
    return "py3" in python.split(".") or "abi3" in abi.split(".") or (python in ours and abi in (python, "none"))


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


def _pinned(python: str) -> Versions:
    """What the files of pins have now for one Python, other systems' packages too."""
    pins = {}
    for file in dict.fromkeys((*LEVELS["dev"], *LEVELS["bundle"])):
        for name, version, marker in pins_of((PINS / file).read_text(encoding="utf-8")):
            minor = int(python.split(".")[1])
            bounds = re.findall(r'python_version (>=|<) "3\.(\d+)"', marker)
            if all((minor >= int(bound)) == (sign == ">=") for sign, bound in bounds):
                pins[name] = version
    return pins


def _resolve(python: str, wanted: Sequence[str], versions: Versions) -> Versions:
    """The packages that pip takes for `wanted` and, for other systems, besides; of `versions` where they name one."""
    with tempfile.TemporaryDirectory(prefix="kneerehab-lock-") as folder:
        limits = Path(folder, "limits.txt")
        lines = "".join(f"{name.partition(' ;')[0]}=={version}\n" for name, version in versions.items())
        limits.write_text(lines, encoding="utf-8")
        return _closed(python, wanted, limits)


def _closed(python: str, wanted: Sequence[str], limits: Path) -> Versions:
    elsewhere: dict[str, str] = {}
    base: set[str] | None = None
    while True:
        command = [python, "-m", "pip", "install", "--quiet", "--dry-run", "--ignore-installed"]
        command += ["--disable-pip-version-check", "--only-binary", ":all:", "--report", "-"]
        command += ["--constraint", str(limits), *wanted, *sorted(elsewhere)]
        answer = subprocess.run(command, stdout=subprocess.PIPE, text=True, encoding="utf-8", check=False)
        if answer.returncode != 0:
            raise SetUpError(f"pip on {python} found no answer; its words are above.")
        metadata: list[dict[str, Any]] = [package["metadata"] for package in json.loads(answer.stdout)["install"]]
        names = {package["name"].replace("_", "-"): package["version"] for package in metadata}
        base = set(names) if base is None else base
        more = {k: v for package in metadata for k, v in wanted_elsewhere(package.get("requires_dist", [])).items()}
        if more.keys() <= elsewhere.keys():
            # What another system's package brings along is needed where that one is.
            system = next(iter(elsewhere.values()), "win32")
            ours = {name for name in names if name in base}
            return {
                name if name in ours else f'{name} ; sys_platform == "{elsewhere.get(name, system)}"': version
                for name, version in names.items()
            }
        elsewhere |= more


def _index(kind: str = ".whl") -> Callable[[str, str], list[Wheel]]:
    """The package index that pip uses here: gives the useful wheels (or files with another end) of a package's version,
    by its JSON interface."""
    ask = "from pip._internal.models.index import PyPI; print(PyPI.simple_url)"
    settings = _pip_output("config", "list")
    named = re.search(r"^(?:global|:env:)\.index-url='(.+)'$", settings, re.MULTILINE)
    address = named[1] if named else subprocess.check_output([sys.executable, "-c", ask], text=True).strip()
    certificate = re.search(r"^(?:global|:env:)\.cert='(.+)'$", settings, re.MULTILINE)
    trust = ssl.create_default_context(cafile=certificate[1] if certificate else os.environ.get("SSL_CERT_FILE"))

    def wheels(name: str, version: str) -> list[Wheel]:
        project = re.sub(r"[-_.]+", "-", name).lower()
        asked = urllib.request.Request(
            f"{address.rstrip('/')}/{project}/", headers={"Accept": "application/vnd.pypi.simple.v1+json"}
        )
        try:
            with urllib.request.urlopen(asked, timeout=60, context=trust) as answer:
                files = json.load(answer)["files"]
        except (OSError, ValueError, KeyError, urllib.error.URLError) as error:
            raise SetUpError(f"The package index did not list {name} as JSON ({error}).") from error
        return [
            Wheel(name=file["filename"], size=file["size"], sha256=file["hashes"]["sha256"])
            for file in files
            if file["filename"].endswith(kind)
            and file["filename"].removesuffix(kind).split("-")[1] == version
            and not file.get("yanked")
            and (kind != ".whl" or useful(file["filename"]))
        ]

    return wheels


def _pip_output(*arguments: str) -> str:
    command = [sys.executable, "-m", "pip", *arguments]
    return subprocess.run(command, stdout=subprocess.PIPE, text=True, encoding="utf-8", check=False).stdout


def _pin_build(versions: Versions) -> None:
    """Write the exact versions of what builds the package into pyproject.toml."""
    pins = "".join(f'    "{name}=={version}",\n' for name, version in sorted(versions.items()) if ";" not in name)
    text = PYPROJECT.read_text(encoding="utf-8")
    PYPROJECT.write_text(_BUILD.sub(f"requires = [\n{pins}]", text), encoding="utf-8", newline="\n")
    say(f"Wrote the build requirements of {PYPROJECT}")
