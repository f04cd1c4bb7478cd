"""Linux: ICU's tables, made small. Qt has its own words of every language, and sorts with ICU."""

from __future__ import annotations

import re
import shutil
import struct
import subprocess
from pathlib import Path

from dev_console import SetUpError

_MAGIC = 0x27DA
_LITTLE_ENDIAN = 0
_ALIGNED = 16
_OF_SIGNS = ("coll/ja.res", "coll/ko.res", "coll/zh.res", "unames.icu")
_OF_ALL = ("root.res", "pool.res", "res_index.res")
_ASSEMBLY = """
.section .rodata
.balign 16
.globl {symbol}
.type {symbol}, %object
{symbol}:
.incbin "{file}"
.size {symbol}, . - {symbol}
.section .note.GNU-stack, "", %progbits
"""


def thin(library: Path) -> None:
    """Make `libicudata.so.NN` anew with what sorting needs; SetUpError if binutils can't."""
    symbol = f"icudt{library.name.rpartition('.')[2]}_dat"
    table, made, item = (library.with_suffix(suffix) for suffix in (".dat", ".new", ".o"))
    try:
        table.write_bytes(thinned(_table_of(library, symbol)))
        text = _ASSEMBLY.format(symbol=symbol, file=table).encode()
        subprocess.run(["as", "-o", str(item), "-"], input=text, check=True)
        linked = ["ld", "-shared", "-z", "noexecstack", "-soname", library.name, "-o", str(made), str(item)]
        subprocess.run(linked, check=True)
        shutil.copymode(library, made)
        made.replace(library)
    except (OSError, subprocess.CalledProcessError) as fault:
        raise SetUpError(f"ICU's tables could not be made smaller: {fault}") from fault
    finally:
        for left in (table, made, item):
            left.unlink(missing_ok=True)


def thinned(table: bytes) -> bytes:
    """Of a package of tables (ICU's `.dat`: header, list of parts, parts) one with what sorting needs."""
    header, magic, _size, _reserved, big_endian = struct.unpack_from("<4HB", table)
    if (magic, big_endian) != (_MAGIC, _LITTLE_ENDIAN):
        raise SetUpError("These are no tables of ICU for this machine.")
    (count,) = struct.unpack_from("<I", table, header)
    body = table[header:]
    places = [struct.unpack_from("<2I", body, 4 + 8 * number) for number in range(count)]
    ends = [start for _name, start in places[1:]] + [len(body)]
    kept: list[tuple[bytes, bytes]] = []
    for (name, start), end in zip(places, ends, strict=True):
        full = body[name : body.index(b"\0", name) + 1]
        if is_wanted(full[:-1].decode("ascii").partition("/")[2]):
            kept.append((full, body[start:end]))
    names, parts = bytearray(), bytearray()
    first = 4 + 8 * len(kept)
    data = _aligned(first + sum(len(name) for name, _part in kept))
    places = []
    for name, part in kept:
        places.append((first + len(names), data + len(parts)))
        names += name
        parts += part.ljust(_aligned(len(part)), b"\0")
    toc = struct.pack("<I", len(kept)) + b"".join(struct.pack("<2I", *place) for place in places)
    return table[:header] + (toc + bytes(names)).ljust(data, b"\0") + bytes(parts)


def _aligned(size: int) -> int:
    return -(-size // _ALIGNED) * _ALIGNED


def is_wanted(name: str) -> bool:
    """Whether a part of the tables is kept: what concerns all languages, and how each of them sorts.

    How Chinese, Japanese and Korean sort their signs is a third of it, and no catalogue is in these.
    """
    folder, _, file = name.rpartition("/")
    if name in _OF_SIGNS:
        return False
    return folder == "coll" or (not folder and (file in _OF_ALL or not file.endswith((".res", ".cnv"))))


def _table_of(library: Path, symbol: str) -> bytes:
    """The package of tables that a library is made of; its file begins with what is mapped at 0."""
    said = subprocess.run(["objdump", "-T", str(library)], capture_output=True, text=True, check=True).stdout
    found = re.search(rf"^([0-9a-f]+) .*\s([0-9a-f]+)\s+\S*\s*{symbol}$", said, re.MULTILINE)
    if found is None:
        raise SetUpError(f"{library.name} holds no {symbol}.")
    start, size = (int(number, 16) for number in found.groups())
    return library.read_bytes()[start : start + size]
