"""How far each pair of shoes has come, and when to replace it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from kneerehab.charts.chart import CardPlan, Chart, Drawing, Table, runs
from kneerehab.charts.style import Locale, Style, spoken
from kneerehab.domain.trends.shoes import ShoeDistance, ShoePoint, shoe_distance
from kneerehab.domain.units import distance
from kneerehab.i18n import N_, _, ngettext

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from kneerehab.charts.page import Page, Points

BELOW = 17
ROW = 46


def draw(figure: Figure, data: ShoeDistance, style: Style) -> Drawing:
    """A track a pair, filled as far as it has come; retired pairs are hatched."""
    from kneerehab.charts.legend import Key, header
    from kneerehab.charts.page import Page

    page, locale = Page(figure, style), style.locale
    if not data.shoes:
        return page.message(_("No shoes yet."))
    theme = page.theme
    keys = [Key(shape="bar", colour=theme.run, text=_("distance so far"))]
    if any(shoe.retired for shoe in data.shoes):
        keys.append(Key(shape="hatched", colour=theme.surface, text=_("retired"), edge=theme.line))
    room = page.height - page.px(44)
    # A name and its distance stand side by side, or below each other where one of the pairs needs it.
    below = page.px(BELOW) if any(_needs(page, shoe) > page.width - page.px(32) for shoe in data.shoes) else 0
    shown = data.shoes[: max(1, int(room // (page.px(ROW) + below)))]
    rest = len(data.shoes) - len(shown)
    more = (
        ngettext("{n} more in the table", "{n} more in the table", rest).format(n=locale.number(rest)) if rest else ""
    )
    top = header(page, _("Shoes"), keys, subtitle=locale.formats.unit, right=more) + page.px(6)
    high = min((page.height - top - page.px(6)) / len(shown), page.px(62) + below)
    _tracks(page, shown, top, high, below)
    return Drawing(plot=(0.0, top / page.height, 1.0, (top + high * len(shown)) / page.height))


def _said(shoe: ShoePoint, locale: Locale) -> str:
    """ "412 of 644 km", with a word if it is retired or worn."""
    text = _("{metres} of {limit} {unit}")
    if shoe.retired:
        text = _("{metres} of {limit} {unit}, retired")
    elif shoe.worn:
        text = _("{metres} of {limit} {unit}, time for a new pair")
    return text.format(
        metres=locale.number(distance(shoe.metres, locale.formats.units)),
        limit=locale.number(distance(shoe.replace_at, locale.formats.units)),
        unit=locale.formats.unit,
    )


def _needs(page: Page, shoe: ShoePoint) -> float:
    """The width of a name and what is said of it, in pixels."""
    return page.measure(shoe.name, 13, 600) + page.measure(_said(shoe, page.style.locale))


def _tracks(page: Page, shown: tuple[ShoePoint, ...], top: float, high: float, below: float) -> None:
    from kneerehab.charts.marks import rounded

    theme = page.theme
    left, right, thick = page.px(8), page.width - page.px(8), page.px(12)
    tracks: list[Points] = []
    used: list[Points] = []
    retired: list[Points] = []
    worn: list[Points] = []
    for number, shoe in enumerate(shown):
        row = top + number * high
        said = page.fitted(_said(shoe, page.style.locale), right - left)
        late = shoe.worn and not shoe.retired
        page.text(
            left,
            row + page.px(10),
            page.fitted(shoe.name, right - left, 13, 600),
            size=13,
            weight=600,
            colour=theme.text,
            gid="row",
        )
        colour = theme.caution if late else theme.muted
        page.text(
            left if below else right,
            row + page.px(10) + below,
            said,
            colour=colour,
            ha="left" if below else "right",
            gid="value",
        )
        y = row + page.px(22) + below
        tracks.append(rounded(left, y, right, y + thick, thick / 2))
        end = left + min(1.0, shoe.metres / shoe.replace_at) * (right - left)
        if end > left + 1:
            kind = retired if shoe.retired else worn if late else used
            kind.append(rounded(left, y, max(end, left + 2), y + thick, thick / 2))
    page.shapes(tracks, theme.sunken, theme.border, gid="tracks")
    page.shapes(used, theme.run, gid="used", zorder=2)
    page.shapes(worn, theme.caution, gid="worn", zorder=2)
    page.hatched(retired, theme.surface, theme.line, 1, "/////", gid="retired", zorder=2)


def describe(data: ShoeDistance, locale: Locale | None = None) -> str:
    """Each pair with its distance."""
    locale = locale or spoken()
    if not data.shoes:
        return _("Shoes: none yet.")
    pairs = " ".join(_("{name}: {said}.").format(name=shoe.name, said=_said(shoe, locale)) for shoe in data.shoes)
    return _("Shoes, distance up to {day}. {pairs}").format(day=locale.day(data.on), pairs=pairs)


def table(data: ShoeDistance, locale: Locale | None = None) -> Table:
    """One row a pair."""
    locale = locale or spoken()
    unit = locale.formats.unit
    return Table(
        headers=(
            _("Shoes"),
            _("Distance ({unit})").format(unit=unit),
            _("Replace at ({unit})").format(unit=unit),
            _("Retired"),
            _("Runs without a distance"),
        ),
        rows=tuple(
            (
                shoe.name,
                locale.number(distance(shoe.metres, locale.formats.units)),
                locale.number(distance(shoe.replace_at, locale.formats.units)),
                _("yes") if shoe.retired else _("no"),
                locale.number(shoe.unknown),
            )
            for shoe in data.shoes
        ),
    )


def readout(data: ShoeDistance, day: date, locale: Locale | None = None) -> str:
    """This chart is not about days: the whole of it."""
    return describe(data, locale)


def days(data: ShoeDistance) -> tuple[date, ...]:
    """None: it sums up all days."""
    return ()


CHART = Chart(
    id="shoes",
    title=N_("Shoes"),
    subtitle=N_("distance so far"),
    card=CardPlan(name="shoes", columns=3, height=262, early=runs),
    data=lambda s: shoe_distance(s.diary, s.span.last),
    draw=draw,
    describe=describe,
    table=table,
    readout=readout,
    days=days,
)
