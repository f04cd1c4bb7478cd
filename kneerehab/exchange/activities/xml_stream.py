"""XML read safely and in a stream: no DTD, so no entities and nothing fetched; every part of it bounded.

Python's own expat is used directly: gpxpy and ElementTree hold the whole document, and no wrapper bounds a single tag.
"""

from __future__ import annotations

from collections.abc import Callable
from xml.parsers import expat

from kneerehab.exchange.activities.source import MIB, Source, Unreadable
from kneerehab.i18n import _

MOST_DEPTH = 64
MOST_NAMES = 10_000
MOST_ELEMENTS = 12_000_000
"""A dozen for each point a file may have."""

MOST_TEXT = 4096
"""Characters of one element that are kept; a longer text is cut."""

Start = Callable[[str, dict[str, str]], None]
End = Callable[[str, str], None]


def parse(source: Source, start: Start, end: End, path: list[str]) -> None:
    """Call `start(name, attributes)` and `end(name, text)` for each element, names without prefix.

    `path` holds the names of the elements around (and, in `start`, not yet the element itself). Raises Unreadable.
    """
    names: dict[str, str] = {}
    interned: dict[str, str] = {}
    text: list[str] = []
    kept = elements = 0

    def started(name: str, attributes: dict[str, str]) -> None:
        nonlocal kept, elements
        elements += 1
        if elements > MOST_ELEMENTS:
            raise Unreadable(_("It has more than {count} elements.").format(count=MOST_ELEMENTS))
        if len(path) >= MOST_DEPTH:
            raise Unreadable(_("It is nested more deeply than any such file."))
        local = names.get(name)
        if local is None:
            local = names[name] = name.rpartition(":")[2]
        start(local, attributes)
        path.append(local)
        text.clear()
        kept = 0

    def ended(_name: str) -> None:
        end(path.pop(), "".join(text))
        text.clear()

    def written(data: str) -> None:
        nonlocal kept
        if kept < MOST_TEXT:
            kept += len(data)
            text.append(data)

    parser = expat.ParserCreate(None, None, interned)
    parser.buffer_text = True
    parser.StartElementHandler = started
    parser.EndElementHandler = ended
    parser.CharacterDataHandler = written
    parser.StartDoctypeDeclHandler = _refuse_doctype
    fed = 0
    try:
        # Some websites write blanks before the XML declaration, which the standard forbids.
        chunk = source.read().lstrip()
        while chunk:
            parser.Parse(chunk, False)
            fed += len(chunk)
            # A tag, a comment or the like is held until its end: one without an end must not fill the memory,
            # and names, which expat and Python keep for good, must not either.
            if fed - parser.CurrentByteIndex > MIB or len(interned) > MOST_NAMES:
                raise Unreadable(_("It is not written like any such file."))
            chunk = source.read()
        parser.Parse(b"", True)
    except expat.ExpatError as fault:
        raise Unreadable(_fault_text(fault)) from None
    except (LookupError, UnicodeError, ValueError):
        # An encoding that neither expat nor Python knows.
        raise Unreadable(_("Its text encoding is not known.")) from None
    finally:
        # The handlers refer to each other in a circle; without this each file would wait for the garbage collector.
        parser.StartElementHandler = parser.EndElementHandler = parser.CharacterDataHandler = None
        parser.StartDoctypeDeclHandler = None


def _refuse_doctype(*_details: object) -> None:
    raise Unreadable(_("It has a document type definition, which such files never need, so it was not read."))


def _fault_text(fault: expat.ExpatError) -> str:
    if fault.code == expat.errors.codes[expat.errors.XML_ERROR_NO_ELEMENTS]:
        return _("The file is empty or cut short.")
    return _("It is not sound XML: line {line}, column {column}. Perhaps it is cut short.").format(
        line=fault.lineno, column=fault.offset + 1
    )
