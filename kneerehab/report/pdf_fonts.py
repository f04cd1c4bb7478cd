"""Type 3 fonts whose text can be searched: every part of a typeface tells readers the same size.

A type 3 font does not say how large its letters are. Readers built on poppler or xpdf guess it from the width of the
glyph named m, else of another letter. matplotlib names letters by number and puts signs beyond Latin-1 (→, –, ł) into
parts of their own; without a letter these seem larger than the words around them, and a search or a copy finds them on
another line.
"""

from __future__ import annotations

from typing import Any

from pypdf.generic import FloatObject, NameObject, NumberObject

_BY_NUMBER = {
    f"/uni{ord(letter):04X}": f"/{letter}" for letter in "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
}


def same_size(page: Any) -> None:
    """Name letters by themselves, and let every part of a typeface have the letter its size is guessed from."""
    fonts = [font.get_object() for font in page["/Resources"]["/Font"].values()]
    fonts = [font for font in fonts if font.get("/Subtype") == "/Type3"]
    for font in fonts:
        _rename(font)
    whole = {_family(font): font for font in fonts if _telling(_codes(font))}
    for font in fonts:
        if not _telling(_codes(font)) and _family(font) in whole:
            _lend(whole[_family(font)], font)


def _rename(font: Any) -> None:
    differences, drawn = font["/Encoding"]["/Differences"], font["/CharProcs"]
    for number, item in enumerate(differences):
        letter = _BY_NUMBER.get(item) if isinstance(item, NameObject) else None
        if letter is not None and letter not in drawn:
            differences[number] = NameObject(letter)
            drawn[NameObject(letter)] = drawn.raw_get(item)
            del drawn[item]


def _codes(font: Any) -> dict[str, int]:
    """The code of each glyph by its name."""
    found, code = {}, 0
    for item in font["/Encoding"]["/Differences"]:
        if isinstance(item, NameObject):
            found[str(item)] = code
            code += 1
        else:
            code = int(item)
    return found


def _telling(codes: dict[str, int]) -> str | None:
    """The glyph a size is guessed from: m, else the first letter."""
    letters = [name for name in codes if name[1:].isascii() and name[1:].isalpha() and len(name) == 2]
    return "/m" if "/m" in codes else min(letters, key=codes.__getitem__, default=None)


def _lend(source: Any, font: Any) -> None:
    """Put the telling letter of one part into another, at the highest code that is free."""
    known, used = _codes(source), set(_codes(font).values())
    name = _telling(known)
    free = next((code for code in range(255, 0, -1) if code not in used), None)
    if name is None or free is None:
        return
    first, last, widths = int(font["/FirstChar"]), int(font["/LastChar"]), font["/Widths"]
    widths.extend(NumberObject(0) for _code in range(last + 1, free + 1))
    widths[free - first] = FloatObject(source["/Widths"][known[name] - int(source["/FirstChar"])])
    font[NameObject("/LastChar")] = NumberObject(max(last, free))
    font["/Encoding"]["/Differences"].extend([NumberObject(free), NameObject(name)])
    font["/CharProcs"][NameObject(name)] = source["/CharProcs"].raw_get(name)


def _family(font: Any) -> str:
    """The name of a typeface without the tag of its part."""
    return str(font["/Name"]).partition("+")[2]
