"""A Debian package of the bundle: the folder, a link on the path, what menus read, and what it needs."""

from __future__ import annotations

import gzip
import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path

from dev_console import SetUpError
from dev_environment import ROOT
from kneerehab import __version__
from kneerehab.paths import DESKTOP_ID as ID
from kneerehab.system_needs import WAYLAND, X11

DESKTOP = ROOT / "packaging" / "desktop"
MAINTAINER = "The kneerehab authors <nobody@kneerehab.invalid>"
"""Debian asks for an address, and the project has none; names that end in `.invalid` are kept for saying so."""

_BASE = {
    "libbrotlicommon.so.1": "libbrotli1",
    "libbrotlidec.so.1": "libbrotli1",
    "libgcc_s.so.1": "libgcc-s1",
    "libstdc++.so.6": "libstdc++6",
}
_OF_LIBC = re.compile(r"(ld-linux.*|lib(c|m|dl|rt|util|pthread|resolv))\.so\.\d")
_PLUGIN_ONLY = re.compile(r"plugins/(platformthemes|printsupport|imageformats)/")
"""Plug-ins that stay away by themselves where the system has not what they need."""

_SINCE_T64 = {"libglib2.0-0": "libglib2.0-0t64 | libglib2.0-0"}
"""Debian 13 has a new name for these."""


def package(bundle: Path, out: Path) -> Path:
    """Write the package of the folder `bundle` into `out`; its path."""
    root = out / "deb"
    shutil.rmtree(root, ignore_errors=True)
    shutil.copytree(bundle, root / "usr/lib/kneerehab", symlinks=True)
    places = {
        f"{ID}.desktop": "usr/share/applications",
        f"{ID}.metainfo.xml": "usr/share/metainfo",
        f"{ID}.xml": "usr/share/mime/packages",
        f"{ID}.svg": "usr/share/icons/hicolor/scalable/apps",
        "copyright": "usr/share/doc/kneerehab",
        "kneerehab.lintian": "usr/share/lintian/overrides",
    }
    for name, folder in places.items():
        (root / folder).mkdir(parents=True, exist_ok=True)
        shutil.copy(DESKTOP / name, root / folder / name.replace(".lintian", ""))
    _compress(changelog().encode(), root / "usr/share/doc/kneerehab/changelog.gz")
    _compress((DESKTOP / "kneerehab.1").read_bytes(), root / "usr/share/man/man1/kneerehab.1.gz")
    link = root / "usr/bin/kneerehab"
    link.parent.mkdir(parents=True)
    link.symlink_to("../lib/kneerehab/kneerehab")
    for path in root.rglob("*"):
        if not path.is_symlink():
            runs = path.is_dir() or path == root / "usr/lib/kneerehab/kneerehab"
            path.chmod(0o755 if runs else 0o644)
    machine = subprocess.check_output(["dpkg", "--print-architecture"], text=True).strip()
    size = size_of(root)
    (root / "DEBIAN").mkdir(mode=0o755)
    text = control(machine, depends(bundle), size // 1024)
    (root / "DEBIAN" / "control").write_text(text, encoding="utf-8")
    file = out / f"kneerehab_{__version__}_{machine}.deb"
    command = ["dpkg-deb", "--root-owner-group", "-Zxz", "--build", str(root), str(file)]
    if subprocess.run(command, stdout=sys.stderr, check=False).returncode:
        raise SetUpError("dpkg-deb could not make the package; its words are above.")
    shutil.rmtree(root)
    return file


def changelog() -> str:
    """The releases that software centres are told of, as Debian writes such a list; the newest first."""
    told = ElementTree.parse(DESKTOP / f"{ID}.metainfo.xml").getroot().iterfind("releases/release")
    entries = []
    for release in told:
        day = datetime.fromisoformat(release.attrib["date"]).replace(tzinfo=UTC)
        text = "  * What changed for users: /usr/lib/kneerehab/_internal/kneerehab/CHANGELOG.md"
        head = f"kneerehab ({release.attrib['version']}) stable; urgency=medium"
        entries.append(f"{head}\n\n{text}\n\n -- {MAINTAINER}  {format_datetime(day)}\n")
    return "\n".join(entries)


def control(machine: str, needs: list[str], kilobytes: int) -> str:
    """What dpkg reads of the package."""
    fields = {
        "Package": "kneerehab",
        "Version": __version__,
        "Architecture": machine,
        "Maintainer": MAINTAINER,
        "Installed-Size": str(kilobytes),
        "Depends": ", ".join(needs),
        "Recommends": "libcups2",
        "Section": "misc",
        "Priority": "optional",
    }
    about = (
        "Description: diary and return-to-running plan for runners with knee pain\n"
        " Log pain, exercises, icing and runs, and be told honestly whether to run today.\n"
        " It works offline, and nothing that is recorded leaves the computer.\n"
        " .\n"
        " Taking the package away leaves the diary in ~/.local/share/kneerehab.\n"
    )
    return "".join(f"{name}: {value}\n" for name, value in fields.items()) + about


def depends(bundle: Path) -> list[str]:
    """The Debian packages of the libraries that files of the bundle ask for and it does not hold.

    SetUpError for a library whose package nobody has named.
    """
    brought = {path.name for path in bundle.rglob("*.so*")}
    asked: dict[str, str] = {}
    for path in bundle.rglob("*"):
        if path.is_file() and (".so" in path.name or path.parent == bundle):
            asked |= {} if _PLUGIN_ONLY.search(str(path)) else dict.fromkeys(_asks_for(path), path.name)
    return packages_of({name: file for name, file in asked.items() if name not in brought})


def packages_of(asked: dict[str, str]) -> list[str]:
    """The same for libraries (name → a file that asks), sorted, each once."""
    known = X11 | WAYLAND | _BASE
    named = {"libc6 (>= 2.36)"}
    for library, file in asked.items():
        if _OF_LIBC.match(library):
            continue
        if library not in known:
            raise SetUpError(f"{file} asks for {library}, and no Debian package is named for it.")
        named.add(_SINCE_T64.get(known[library], known[library]))
    return sorted(named)


def size_of(folder: Path) -> int:
    """The bytes of all files in a folder."""
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file() and not file.is_symlink())


def _asks_for(file: Path) -> list[str]:
    said = subprocess.run(["objdump", "-p", str(file)], capture_output=True, text=True, check=False).stdout
    return re.findall(r"NEEDED +(\S+)", said)


def _compress(text: bytes, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("wb") as raw, gzip.GzipFile("", "wb", 9, raw, mtime=0) as packed:
        packed.write(text)
