"""Tagged PDF, so that a screen reader reads a page in order and tells headings, tables and charts (ISO 32000-1, 14.8).

`read_order` says what a sheet holds, `Marks` puts numbers around it while matplotlib writes the page, and
`add_structure` makes the tree that leads from the one to the other. Whatever is not read is marked as an artifact.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING, Any

from kneerehab.i18n import _
from kneerehab.report.sheet import LINE, Cell, Picture, Pose, Sheet, Words

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from pypdf import PdfWriter


@dataclass(eq=False, slots=True, kw_only=True)
class Element:
    """What is read as one: a heading (H1, H2), a paragraph (P), a cell or a figure."""

    tag: str
    cell: Cell | None = None
    alternative: str = ""
    marks: list[int] = field(default_factory=list)


class Marks:
    """The elements of one sheet, and the numbers that stand around them in the file."""

    def __init__(self, sheet: Sheet) -> None:
        self.elements: list[Element] = []
        self._of: dict[int, Element] = {}
        self._file: Any = None
        self._count = 0
        for part, joined in read_order(sheet):
            if not joined:
                self.elements.append(_element(part, sheet))
            self._of[id(part)] = self.elements[-1]

    def begin(self, renderer: Any, part: object | None) -> None:
        """What is drawn until `end` is this part of the sheet, or an artifact; only a PDF has marks."""
        file: Any = getattr(renderer, "file", None)
        if file is None:
            return
        if file is not self._file:  # matplotlib draws once for nothing, to measure
            self._file, self._count = file, 0
            for element in self.elements:
                element.marks.clear()
        found = self._of.get(id(part))
        if found is None:
            file.write(b"/Artifact BMC\n")
            return
        found.marks.append(self._count)
        file.write(f"/{found.tag} <</MCID {self._count}>> BDC\n".encode("ascii"))
        self._count += 1

    def end(self, renderer: Any) -> None:
        """The part is over."""
        file: Any = getattr(renderer, "file", None)
        if file is not None:
            file.write(b"EMC\n")

    def around(self, artists: Iterable[Artist], part: object | None) -> None:
        """Have artists draw within the marks of a part, or as artifacts."""
        for artist in artists:
            vars(artist)["draw"] = self._drawing(artist.draw, part)

    def _drawing(self, draw: Callable[[Any], None], part: object | None) -> Callable[[Any], None]:
        def marked(renderer: Any) -> None:
            self.begin(renderer, part)
            draw(renderer)
            self.end(renderer)

        return marked


def read_order(sheet: Sheet) -> Iterator[tuple[Words | Picture | Pose, bool]]:
    """What a sheet holds in the order it is read, and whether it goes on with the paragraph before it."""
    head, poses = sheet.before_charts, list(sheet.poses)
    before: Words | None = None
    for number, words in enumerate(sheet.words):
        if number == head:
            yield from ((picture, False) for picture in sheet.charts)
            before = None
        while poses and poses[0].top <= words.y and poses[0].left <= words.x:
            yield poses.pop(0), False
        if words.text:
            yield words, before is not None and _goes_on(before, words)
            before = words
    if head >= len(sheet.words):
        yield from ((picture, False) for picture in sheet.charts)
    yield from ((pose, False) for pose in poses)


def _goes_on(before: Words, words: Words) -> bool:
    same = (before.x, before.size, before.weight, before.side) == (words.x, words.size, words.weight, words.side)
    return same and before.tag == words.tag == "P" and abs(words.y - before.y - LINE) < 0.01


def _element(part: Words | Picture | Pose, sheet: Sheet) -> Element:
    if isinstance(part, Words):
        return Element(tag=part.tag, cell=part.cell)
    if isinstance(part, Picture):
        return Element(tag="Figure", alternative=part.chart.describe(part.data, sheet.options.locale))
    from kneerehab import library

    exercise = library.exercises()[part.slug]
    return Element(tag="Figure", alternative=_(exercise.poses[part.number - 1]))


def add_structure(writer: PdfWriter, pages: Sequence[Sequence[Element]]) -> None:
    """Put the tree over the marks of all pages into a file."""
    from pypdf.generic import ArrayObject, BooleanObject, DictionaryObject, NameObject, NumberObject, TextStringObject

    def made(tag: str, parent: Any, page: Any = None, **more: Any) -> Any:
        found = DictionaryObject({NameObject("/S"): NameObject(f"/{tag}"), NameObject("/P"): parent})
        found[NameObject("/K")] = ArrayObject()
        if page is not None:
            found[NameObject("/Pg")] = page
        for name, value in more.items():
            found[NameObject(f"/{name}")] = value
        reference = writer._add_object(found)
        parent.get_object()["/K"].append(reference)
        return reference

    whole = DictionaryObject({NameObject("/Type"): NameObject("/StructTreeRoot"), NameObject("/K"): ArrayObject()})
    root = writer._add_object(whole)
    document = made("Document", root)
    column_head = DictionaryObject(
        {NameObject("/O"): NameObject("/Table"), NameObject("/Scope"): NameObject("/Column")}
    )
    numbers = ArrayObject()
    for number, (page, elements) in enumerate(zip(writer.pages, pages, strict=True)):
        at = page.indirect_reference
        owners: dict[int, Any] = {}

        def put(element: Element, reference: Any, owners: dict[int, Any] = owners) -> None:
            for mark in element.marks:
                reference.get_object()["/K"].append(NumberObject(mark))
                owners[mark] = reference

        for rows in _tables(elements):
            first = rows[0][0]
            if first.cell is None:
                more = {"Alt": TextStringObject(first.alternative)} if first.alternative else {}
                put(first, made(first.tag, document, at, **more))
                continue
            table = made("Table", document, at)
            for row in rows:
                line = made("TR", table, at)
                cells: dict[int, list[Element]] = {}
                for element in row:
                    if element.cell is not None:
                        cells.setdefault(element.cell.column, []).append(element)
                for column in range(first.cell.columns):
                    head = row[0].cell is not None and row[0].cell.head
                    cell = made("TH", line, at, A=column_head) if head else made("TD", line, at)
                    for element in cells.get(column, ()):  # such as a name and the note below it
                        put(element, cell)
        page[NameObject("/StructParents")] = NumberObject(number)
        page[NameObject("/Tabs")] = NameObject("/S")
        numbers += [NumberObject(number), ArrayObject(owners[mark] for mark in sorted(owners))]
    tree = DictionaryObject({NameObject("/Nums"): numbers})
    whole[NameObject("/ParentTree")] = writer._add_object(tree)
    whole[NameObject("/ParentTreeNextKey")] = NumberObject(len(pages))
    writer.root_object[NameObject("/StructTreeRoot")] = root
    marked = DictionaryObject({NameObject("/Marked"): BooleanObject(True)})
    writer.root_object[NameObject("/MarkInfo")] = marked


def _tables(elements: Sequence[Element]) -> Iterator[list[list[Element]]]:
    """What is read as one: the rows of a table that follow each other, else an element by itself."""
    table: list[list[Element]] = []
    for _row, found in groupby(elements, lambda element: element.cell and element.cell.row):
        cells = list(found)
        cell = cells[0].cell
        last = table[-1][0].cell if table else None
        if last is not None and (cell is None or cell.head > last.head or cell[::2] != (last.row + 1, last.columns)):
            yield table
            table = []
        if cell is None:
            yield from ([[element]] for element in cells)
        else:
            table.append(cells)
    if table:
        yield table
