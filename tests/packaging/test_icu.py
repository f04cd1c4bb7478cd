"""ICU's tables are made smaller for the Linux bundle, and what is left can still be read as a package of tables."""

from __future__ import annotations

import shutil
import struct
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

import dev_icu
from dev_console import SetUpError

HEADER = struct.pack("<4H4B", 32, 0x27DA, 20, 0, 0, 0, 2, 0).ljust(32, b"h")
SORTED = """
import functools
from PySide6.QtCore import QCollator, QLocale
words = ["ä", "z", "a", "Ä", "ñ", "n", "o", "ö", "ç", "c", "côte", "coté", "Äpfel", "Zebra", "10", "9"]
for code in ("de", "fr", "fr_CA", "es", "pt_BR", "sv", "ja"):
    collator = QCollator(QLocale(code))
    collator.setNumericMode(True)
    print(code, *sorted(words, key=functools.cmp_to_key(collator.compare)))
print(sum("libicudata" in line for line in open("/proc/self/maps")) > 0)
"""


def package(parts: dict[str, bytes]) -> bytes:
    """A package of tables as ICU writes one: parts begin at multiples of 16."""
    names = b"".join(f"icudt73l/{name}\0".encode() for name in parts)
    first = 4 + 8 * len(parts)
    at, data, toc = -(-(first + len(names)) // 16) * 16, b"", struct.pack("<I", len(parts))
    for name, part in parts.items():
        toc += struct.pack("<2I", first + names.index(f"icudt73l/{name}\0".encode()), at + len(data))
        data += part.ljust(-(-len(part) // 16) * 16, b"\0")
    return HEADER + (toc + names).ljust(at, b"\0") + data


def test_what_sorts_is_kept_and_words_of_languages_go() -> None:
    kept = {"coll/de.res": b"german" * 9, "coll/root.res": b"all", "nfkc.nrm": b"x" * 16, "root.res": b"\1" * 5}
    gone = {"cnvalias.icu": b"", "curr/de.res": b"euro", "de.res": b"ja", "ibm-37.cnv": b"ebcdic", "zone/fr.res": b"z"}
    whole = package(dict(sorted((kept | gone).items())))
    assert dev_icu.thinned(whole) == package(dict(sorted((kept | {"cnvalias.icu": b""}).items())))
    assert dev_icu.thinned(package(kept)) == package(kept)


def test_what_is_no_table_of_this_machine_is_told() -> None:
    with pytest.raises(SetUpError, match="no tables of ICU"):
        dev_icu.thinned(b"\x27\xda" * 20)


@pytest.mark.skipif(sys.platform != "linux" or not shutil.which("as"), reason="ICU and binutils, as on Linux")
def test_qt_sorts_every_language_with_the_small_tables_as_with_the_whole(tmp_path: Path) -> None:
    spec = find_spec("PySide6")
    assert spec is not None
    assert spec.origin is not None
    (whole,) = Path(spec.origin).parent.glob("Qt/lib/libicudata.so.*")
    small = Path(shutil.copy(whole, tmp_path))
    dev_icu.thin(small)
    assert small.stat().st_size < whole.stat().st_size / 5
    assert list(tmp_path.iterdir()) == [small]

    def said(**more: str) -> str:
        command = [sys.executable, "-c", SORTED]
        return subprocess.run(command, env=more, capture_output=True, text=True, check=True).stdout

    assert "sv 9 10 a c ç coté côte n ñ o z Zebra ä Ä Äpfel ö" in said()
    assert said(LD_PRELOAD=str(small)) == said()
