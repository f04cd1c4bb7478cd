"""XML read safely and in a stream: no DTD, so no entities and nothing fetched; every part of it bounded.

Python's own expat is used directly: gpxpy and ElementTree hold the whole document, and no wrapper bounds a single tag.
Elements that nobody asked for cost a table look-up and no more.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field
from xml.parsers import expat

from kneerehab.exchange.activities.source import MIB, Source, Unreadable
from kneerehab.frozen import dataclass
from kneerehab.i18n import _

MOST_DEPTH = 64
MOST_NAMES = 10_000
MOST_TAGS = 3_500_000
"""Opening and closing tags, and attributes. A day of a point a second has 2.5 million with all that a watch knows."""

_MOST_PIECES = 64
"""Pieces of one text that are kept, of 8 KiB at most; no text that is used is longer."""


Start = Callable[[dict[str, str]], None]
Text = Callable[[str], None]
End = Callable[[], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is told of which elements, by their names without prefix.

    `starts` get the attributes, `texts` the text that stood directly in an element without parts, `ends` nothing.
    `path` holds the names of the elements around (and, in `starts`, not yet the element itself).
    """

    root: str
    not_one: str
    """A sentence for documents that begin with another element."""
    starts: Mapping[str, Start]
    texts: Mapping[str, Text]
    ends: Mapping[str, End]
    path: list[str] = field(default_factory=list)


def parse(source: Source, wanted: Wanted) -> None:
    """Tell what is wanted, in the order of the document; raises Unreadable or Stopped."""
    opened: dict[str, tuple[str, Start | None, bool]] = {}
    closed: dict[str, tuple[Text | None, End | None]] = {}
    interned: dict[str, str] = {}
    path, text = wanted.path, list[str]()
    parser = expat.ParserCreate(None, None, interned)
    collect = text.append

    def started_first(name: str, attributes: dict[str, str]) -> None:
        if name.rpartition(":")[2] != wanted.root:
            raise Unreadable(wanted.not_one)
        parser.StartElementHandler = started
        started(name, attributes)

    # These two run a million times for a long file: what can be bounded piece by piece, below, is not counted here.
    def started(name: str, attributes: dict[str, str]) -> None:
        try:
            local, start, is_text = opened[name]
        except KeyError:
            local = name.rpartition(":")[2]
            start, is_text = wanted.starts.get(local), local in wanted.texts
            opened[name] = local, start, is_text
            closed[name] = wanted.texts.get(local), wanted.ends.get(local)
        if start is not None:
            start(attributes)
        path.append(local)
        if is_text:
            text.clear()
            # Only now: the blanks between elements, half of many files, then never reach Python.
            parser.CharacterDataHandler = collect

    def ended(name: str) -> None:
        path.pop()
        told, end = closed[name]
        if told is not None:
            parser.CharacterDataHandler = None
            told(text[0] if len(text) == 1 else "".join(text))
        elif end is not None:
            end()

    parser.buffer_text = True
    parser.StartElementHandler = started_first
    parser.EndElementHandler = ended
    parser.StartDoctypeDeclHandler = _refuse_doctype
    fed = tags = 0
    try:
        # Some websites write blanks before the XML declaration, which the standard forbids.
        chunk = source.read().lstrip()
        while chunk:
            tags += chunk.count(b"<") + chunk.count(b"=")
            if tags > MOST_TAGS:
                raise Unreadable(_("It holds more than any run. Please save its activities as separate files."))
            parser.Parse(chunk, False)
            fed += len(chunk)
            # A tag, a comment or the like is held until its end: one without an end must not fill the memory,
            # and names, which expat and Python keep for good, must not either.
            if fed - parser.CurrentByteIndex > MIB or len(interned) > MOST_NAMES:
                raise Unreadable(_("It is not written like any such file."))
            if len(path) > MOST_DEPTH:
                raise Unreadable(_("It is nested more deeply than any such file."))
            del text[_MOST_PIECES:]
            chunk = source.read()
        parser.Parse(b"", True)
    except expat.ExpatError as fault:
        raise Unreadable(_fault_text(fault) if opened else _before_all(fault, wanted)) from None
    except (LookupError, UnicodeError, ValueError):
        # An encoding that neither expat nor Python knows.
        raise Unreadable(_("Its text encoding is not known.")) from None
    finally:
        # The handlers refer to each other in a circle; without this each file would wait for the garbage collector.
        parser.StartElementHandler = parser.EndElementHandler = parser.CharacterDataHandler = None
        parser.StartDoctypeDeclHandler = None


def _refuse_doctype(*_details: object) -> None:
    raise Unreadable(_("It has a document type definition, which such files never need, so it was not read."))


def _before_all(fault: expat.ExpatError, wanted: Wanted) -> str:
    """What is wrong with a file that ends, or is none, before its first element."""
    empty = fault.code == expat.errors.codes[expat.errors.XML_ERROR_NO_ELEMENTS]
    return _("The file is empty or cut short.") if empty else wanted.not_one


def _fault_text(fault: expat.ExpatError) -> str:
    if fault.code == expat.errors.codes[expat.errors.XML_ERROR_NO_ELEMENTS]:
        return _("The file is empty or cut short.")
    return _("It is not sound XML: line {line}, column {column}. Perhaps it is cut short.").format(
        line=fault.lineno, column=fault.offset + 1
    )
