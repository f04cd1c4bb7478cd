"""What the bundle and its Debian package are told to hold; making them takes a minute and is `dev.py bundle`."""

from __future__ import annotations

import configparser
import struct
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path
from typing import Any

import pytest

import dev_bundle
import dev_deb
from dev_console import SetUpError

ROOT = Path(__file__).resolve().parents[2]
sys.path.append(str(ROOT / "packaging" / "bundle"))

import contents  # noqa: E402

from kneerehab import __version__  # noqa: E402
from kneerehab.gui.shell.navigation import PAGES  # noqa: E402
from kneerehab.storage.migrations import SHAPES  # noqa: E402

DESKTOP = ROOT / "packaging" / "desktop"


def test_every_resource_goes_where_an_installed_program_looks_for_it() -> None:
    shipped = {Path(folder, file.name) for file, folder in contents.data_files()}

    for file in (path for path in (ROOT / "resources").rglob("*") if path.is_file()):
        assert Path("kneerehab", file.relative_to(ROOT)) in shipped


def test_every_revision_goes_along_as_a_file_that_alembic_can_run() -> None:
    shipped = [file.name for file, folder in contents.data_files() if folder.endswith("versions")]

    assert sorted(name[:4] for name in shipped) == sorted(SHAPES)


def test_pages_that_are_imported_by_name_are_told_to_the_bundle() -> None:
    assert {f"kneerehab.gui.{entry.name}.page" for entry in PAGES} <= set(contents.modules())


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("PySide6/Qt/lib/libQt6Widgets.so.6", True),
        ("PySide6/QtPrintSupport.abi3.so", True),
        ("PySide6/Qt/lib/libQt6Quick.so.6", False),
        ("PySide6/Qt6Qml.dll", False),
        ("PySide6/Qt/lib/libicudata.so.73", True),
        ("PySide6/Qt/plugins/platforms/libqxcb.so", True),
        ("PySide6/plugins/platforms/qwindows.dll", True),
        ("PySide6/Qt/plugins/sqldrivers/libqsqlite.so", False),
        ("PySide6/Qt/translations/qtbase_de.qm", True),
        ("PySide6/Qt/translations/qtbase_ja.qm", False),
        ("libglib-2.0.so.0", False),
        ("libpython3.11.so.1.0", True),
        ("libxcb-cursor.so.0", True),
        ("sqlcipher3/_sqlite3.so", True),
        ("tzdata/zoneinfo/UTC", True),
        ("tzdata/zoneinfo/Etc/UTC", False),
        ("tzdata/zoneinfo/Europe/Berlin", False),
    ],
)
def test_of_qt_and_the_system_only_what_the_program_uses_goes_along(name: str, wanted: bool) -> None:
    assert contents.is_wanted(name) is wanted


def test_every_module_of_qt_that_is_imported_is_in_the_bundle() -> None:
    for file in (ROOT / "kneerehab").rglob("*.py"):
        for line in file.read_text(encoding="utf-8").splitlines():
            if line.strip().startswith("from PySide6.Qt"):
                assert line.split()[1].removeprefix("PySide6.") in contents.QT


def test_menus_and_software_centres_are_told_of_one_program_and_this_version() -> None:
    entry = configparser.ConfigParser(interpolation=None)
    entry.read(DESKTOP / f"{dev_deb.ID}.desktop", encoding="utf-8")
    about = ElementTree.parse(DESKTOP / f"{dev_deb.ID}.metainfo.xml").getroot()
    release = about.find("releases/release")

    assert entry["Desktop Entry"]["Exec"] == "kneerehab %F"
    assert (DESKTOP / f"{entry['Desktop Entry']['Icon']}.svg").is_file()
    offered = {kind.text for kind in about.iterfind("provides/mediatype")}
    assert set(entry["Desktop Entry"]["MimeType"].strip(";").split(";")) == offered
    kinds = ElementTree.parse(DESKTOP / f"{dev_deb.ID}.xml").getroot().findall("{*}mime-type")
    assert offered - {kind.get("type") for kind in kinds} == {"application/gpx+xml"}, "which every desktop knows"
    assert about.findtext("id") == dev_deb.ID
    assert about.findtext("launchable") == f"{dev_deb.ID}.desktop"
    assert release is not None
    assert release.get("version") == __version__


def test_the_package_names_what_the_libraries_come_from() -> None:
    needs = dev_deb.packages_of({"libEGL.so.1": "a", "libglib-2.0.so.0": "b", "libm.so.6": "c", "libGL.so.1": "d"})

    assert needs == ["libc6 (>= 2.36)", "libegl1", "libgl1", "libglib2.0-0t64 | libglib2.0-0"]


def test_a_library_whose_package_nobody_named_is_told() -> None:
    with pytest.raises(SetUpError, match=r"libQt6Gui asks for libnew\.so\.1"):
        dev_deb.packages_of({"libnew.so.1": "libQt6Gui"})


def test_what_dpkg_reads_has_every_field() -> None:
    text = dev_deb.control("amd64", ["libegl1", "libgl1"], 1000)
    fields = dict(line.split(": ", 1) for line in text.splitlines() if not line.startswith(" "))

    assert fields["Package"] == "kneerehab"
    assert fields["Version"] == __version__
    assert fields["Depends"] == "libegl1, libgl1"
    assert text.endswith("\n")


def test_debian_is_told_of_this_version_first() -> None:
    assert dev_deb.changelog().startswith(f"kneerehab ({__version__}) stable; urgency=medium\n\n  * ")


def test_a_library_that_could_not_be_mapped_is_recognised() -> None:
    def library(offset: int) -> bytes:
        header = bytes(32) + struct.pack("<Q", 64) + bytes(14) + struct.pack("<2H", 56, 1) + bytes(6)
        return header + struct.pack("<2I2Q", 1, 5, offset, 0x402000) + bytes(32)

    assert dev_bundle.is_loadable(library(0x2000))
    assert not dev_bundle.is_loadable(library(0x2010))


def test_modules_lose_their_docstrings_and_keep_their_assertions(tmp_path: Path) -> None:
    (file := tmp_path / "module.py").write_text(
        '"""Long."""\nfrom __future__ import annotations\nfrom dataclasses import dataclass\n'
        'class Plain:\n    """Long."""\n@dataclass\nclass Value:\n    """Long."""\n    part: int\n'
        'def told():\n    """Long."""\n'
        'def strict(value):\n    """Long."""\n    assert value, "none"\n    return "Long."\n'
    )
    there: dict[str, Any] = {"__name__": __name__}
    exec(contents.compiled(str(file)), there)

    assert "__doc__" not in there
    assert there["told"].__doc__ is there["strict"].__doc__ is there["Plain"].__doc__ is None
    assert there["Value"].__doc__ == "-"
    assert there["strict"](1) == "Long."
    assert there["told"]() is None
    with pytest.raises(AssertionError, match="none"):
        there["strict"](0)


def test_the_kinds_of_pictures_that_are_always_imported_are_kept() -> None:
    names = ["PIL.PsdImagePlugin", "PIL.PngImagePlugin", "PIL.BmpImagePlugin", "PIL.Image", *contents.modules()]
    kept = contents.kept_modules([(name, "source", "PYMODULE") for name in names])
    assert [name for name, _, _ in kept] == names[1:]


def test_catalogues_go_along_without_the_places_of_their_texts(tmp_path: Path) -> None:
    (file := tmp_path / "de.po").write_bytes(
        b'# Reviewed: nobody yet\n#: a.py b.py\nmsgid "a"\nmsgstr "\xc3\xa4 #: b"\n'
    )
    dev_bundle._make_small(tmp_path)
    assert file.read_bytes() == b'# Reviewed: nobody yet\nmsgid "a"\nmsgstr "\xc3\xa4 #: b"\n'


def test_what_a_compiled_module_imports_is_kept() -> None:
    assert contents.is_wanted("_cffi_backend.cpython-311-x86_64-linux-gnu.so")
    assert not contents.is_wanted("libglib-2.0.so.0")
