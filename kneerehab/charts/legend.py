"""The key of a chart, in rows above the plot; each entry shows its shape as well as its colour."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from kneerehab.charts.marks import rounded
from kneerehab.charts.page import CAPTION, POINT, Page
from kneerehab.frozen import dataclass
from kneerehab.i18n import _

GAP = 18
"""Pixels between two entries."""
MOST_HEIGHT = 0.32
"""Share of the page that keys may take; on a small page with large text the last ones give way to the plot."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """One entry: a name of `SHAPES`, its colour and its words; `edge` is the outline of filled shapes."""

    shape: str
    colour: str
    text: str
    edge: str | None = None


def header(
    page: Page, title: str, keys: Sequence[Key], *, subtitle: str = "", note: str = "", right: str = ""
) -> float:
    """Draw title (if the style wants it), key and a note; returns the pixel row where the plot may begin.

    Beside the title the key takes no row of its own, if all of it has room there. `right` is a short total, set bold
    at the end of the first row of keys if there is room.
    """
    y = page.px(4)
    room = page.width - page.px(8)
    if page.style.titled:
        y += page.px(12)
        shown = page.fitted(title, room, 16, 600)
        page.text(page.px(4), y, shown, size=16, weight=600, colour=page.theme.text, gid="title")
        used = page.measure(shown, 16, 600)
        if subtitle and used + page.px(14) + page.measure(subtitle, 13, 400) < room:
            page.text(page.px(18) + used, y, subtitle, size=13, weight=400)
            used += page.px(14) + page.measure(subtitle, 13, 400)
        row = sum(_width(page, key, key.text) for key in keys) + page.px(GAP) * (len(keys) - 1)
        if keys and not right and used + page.px(GAP) + row <= room:
            x = page.px(4) + room - row
            for key in keys:
                _write(page, key, key.text, x, y)
                x += _width(page, key, key.text) + page.px(GAP)
            keys = ()
        y += page.px(14)
    x, rows = page.px(4), 0
    for key in keys:
        text = page.fitted(key.text, room - page.px(SHAPES[key.shape][0] + 6))
        needed = _width(page, key, text)
        new_row = rows == 0 or x + needed > page.px(4) + room
        if new_row and rows and y + page.px(32) > page.height * MOST_HEIGHT:
            break  # marks without an entry are still told by the readout and the table
        if new_row:
            x, rows = page.px(4), rows + 1
            y += page.px(20) if rows > 1 else page.px(10)
        _write(page, key, text, x, y)
        x += needed + page.px(GAP)
    if right:
        needed = page.measure(right, CAPTION, 600)
        if rows == 0 or x + needed > room:
            rows, y = rows + 1, y + (page.px(20) if rows else page.px(10))
        page.text(page.px(4) + room - page.px(4), y, right, weight=600, colour=page.theme.text, ha="right", gid="total")
    if rows:
        y += page.px(12)
    for number, line in enumerate(page.wrapped(note, room) if note else ()):
        if number and y + page.px(34) > page.height * (MOST_HEIGHT + 0.2):
            break
        y += page.px(8)
        page.text(page.px(4), y, line, gid="note")
        y += page.px(9)
    return y


def _width(page: Page, key: Key, text: str) -> float:
    return page.px(SHAPES[key.shape][0] + 6) + page.measure(text)


def _write(page: Page, key: Key, text: str, x: float, y: float) -> None:
    wide, draw = SHAPES[key.shape]
    draw(page, key, x, y)
    page.text(x + page.px(wide + 6), y, text, gid="key")


def knee_key(page: Page, left: bool, text: str | None = None) -> Key:
    """The line of a knee."""
    if left:
        return Key(shape="line", colour=page.theme.knee_left, text=text or _("Left"))
    return Key(shape="dash", colour=page.theme.knee_right, text=text or _("Right"))


def _line(page: Page, key: Key, x: float, y: float) -> None:
    page.lines([[(x, y), (x + page.px(24), y)]], key.colour, 2.8)


def _dash(page: Page, key: Key, x: float, y: float) -> None:
    wide = page.px(24)
    page.lines([[(x, y), (x + wide * 0.38, y)], [(x + wide * 0.6, y), (x + wide, y)]], key.colour, 2.4)


def _thin(page: Page, key: Key, x: float, y: float) -> None:
    page.lines([[(x, y), (x + page.px(18), y)]], key.colour, 1.4, linestyles="dashed")


def _marker(marker: str, size: float, *, hollow: bool = False) -> Callable[[Page, Key, float, float], None]:
    def draw(page: Page, key: Key, x: float, y: float) -> None:
        look = {"markerfacecolor": page.theme.surface, "markeredgewidth": 1.6 * POINT} if hollow else {}
        if key.edge:
            look = {**look, "markeredgecolor": key.edge, "markeredgewidth": 1 * POINT}
        page.marks([(x + page.px(6), y)], marker, key.colour, page.px(size), **look)

    return draw


def _both(page: Page, key: Key, x: float, y: float) -> None:
    page.marks([(x + page.px(4), y)], "o", page.theme.knee_left, page.px(5))
    look = {"markerfacecolor": page.theme.surface, "markeredgewidth": 1.2 * POINT}
    page.marks([(x + page.px(14), y)], "s", page.theme.knee_right, page.px(5), **look)


def _box(page: Page, key: Key, x: float, y: float, wide: float, high: float, radius: float, hatch: str = "") -> None:
    shape = rounded(x, y - page.px(high) / 2, x + page.px(wide), y + page.px(high) / 2, page.px(radius))
    if hatch:
        page.hatched([shape], key.colour, key.edge or "none", 1.4, hatch)
    else:
        page.shapes([shape], key.colour, key.edge or "none", 1.4)


def _bar(page: Page, key: Key, x: float, y: float) -> None:
    _box(page, key, x, y, 10, 12, 2.5)


def _band(page: Page, key: Key, x: float, y: float) -> None:
    _box(page, key, x, y, 18, 9, 1)


def _hatched(page: Page, key: Key, x: float, y: float) -> None:
    _box(page, key, x, y, 12, 12, 2.5, "/////")


def _dotted(page: Page, key: Key, x: float, y: float) -> None:
    _box(page, key, x, y, 12, 12, 2.5, "....")


def _step(page: Page, key: Key, x: float, y: float) -> None:
    page.shapes([rounded(x, y, x + page.px(18), y + page.px(6), 0)], key.edge or "none")
    page.lines([[(x, y), (x + page.px(18), y)]], key.colour, 2)


SHAPES: dict[str, tuple[float, Callable[[Page, Key, float, float], None]]] = {
    "line": (24, _line),
    "dash": (24, _dash),
    "thin": (18, _thin),
    "dot": (12, _marker("o", 7)),
    "square": (12, _marker("s", 7, hollow=True)),
    "ring": (12, _marker("o", 9, hollow=True)),
    "down": (12, _marker("v", 9, hollow=True)),
    "triangle": (12, _marker("^", 9)),
    "diamond": (12, _marker("D", 7)),
    "both": (18, _both),
    "bar": (10, _bar),
    "band": (18, _band),
    "hatched": (12, _hatched),
    "dotted": (12, _dotted),
    "step": (18, _step),
}
"""Shape name to its width in pixels and the function that draws it."""
