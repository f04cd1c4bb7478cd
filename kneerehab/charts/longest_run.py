"""Single runs against 110 % of the longest run of the 30 days before (C7)."""

from __future__ import annotations

from datetime import date
from math import nan
from typing import TYPE_CHECKING

from kneerehab.charts import words
from kneerehab.charts.chart import CardPlan, Chart, Drawing, Table, runs
from kneerehab.charts.style import Locale, Style, spoken
from kneerehab.domain.trends.running import LongestRun, LongPoint, longest_run
from kneerehab.domain.units import distance
from kneerehab.i18n import N_, _, ngettext

if TYPE_CHECKING:
    from matplotlib.figure import Figure


def draw(figure: Figure, data: LongestRun, style: Style) -> Drawing:
    """A stepped line is the limit of each day, triangles are runs, those above it marked; no limit is a gap."""
    from kneerehab.charts import axis
    from kneerehab.charts.legend import Key, header
    from kneerehab.charts.marks import points, series
    from kneerehab.charts.page import POINT, Page

    page, locale = Page(figure, style), style.locale
    ran = [point for point in data.points if point.longest is not None]
    if not ran:
        return page.message(_("No run with a distance in these days."))
    theme = page.theme
    weekly = any(point.days > 1 for point in data.points)
    keys = [
        Key(shape="triangle", colour=theme.run, text=_("longest run of a week") if weekly else _("run")),
        Key(shape="step", colour=theme.band_line, text=_("longest of 30 days + 10 %"), edge=theme.band),
    ]
    if any(point.over for point in data.points):
        keys.append(Key(shape="ring", colour=theme.caution, text=_("longer than that")))
    top = header(page, _("Longest run in 30 days"), keys, subtitle=locale.formats.unit) + page.px(14)
    bottom = page.height - page.px(28)

    def shown(metres: int | None) -> float:
        return nan if metres is None else distance(metres, locale.formats.units)

    highest = max(distance(max(point.longest or 0, point.cap or 0), locale.formats.units) for point in data.points)
    values = axis.round_steps(highest, axis.rows_that_fit(page, bottom - top))
    decimals = 1 if any(value % 1 for value in values) else 0
    ticks = [(value, locale.number(value, decimals)) for value in values]
    last = data.points[-1].cap
    end = "" if last is None else _("up to {distance}").format(distance=locale.formats.ceiling(last))
    needed = page.measure(end, weight=600) + page.px(10)
    direct = bool(end) and needed < page.width * 0.25
    plot = page.plot(
        axis.label_room(page, [text for _value, text in ticks]),
        top,
        page.width - page.px(10) - (needed if direct else 0),
        bottom,
        x=(data.span.first.toordinal(), data.span.last.toordinal() + 1),
        y=(0, values[-1]),
    )
    axis.grid(page, plot, ticks)
    axis.day_labels(page, plot, data.span, page.height - page.px(12))
    xs = [x for point in data.points for x in (point.day.toordinal(), point.day.toordinal() + point.days)]
    caps = [shown(point.cap) for point in data.points for _edge in range(2)]
    plot.axes.fill_between(xs, caps, 0, facecolor=theme.band, edgecolor="none", alpha=0.6, zorder=1).set_gid("allowed")
    series(plot, xs, caps, theme.band_line, gid="cap", width=2, solid_joinstyle="miter")
    middle = [_middle(point) for point in ran]
    points(plot, middle, [shown(point.longest) for point in ran], "^", theme.run, 9, gid="runs", zorder=4)
    over = [point for point in ran if point.over]
    ring = {"markerfacecolor": "none", "markeredgewidth": 1.8 * POINT, "zorder": 5}
    points(
        plot, [_middle(p) for p in over], [shown(p.longest) for p in over], "o", theme.caution, 16, gid="over", **ring
    )
    if direct:
        axis.end_labels(page, plot, [(plot.y(shown(last)), end, theme.run)])
    return page.drawing(plot, [(point.day, plot.x(_middle(point))) for point in data.points])


def _middle(point: LongPoint) -> float:
    return point.day.toordinal() + point.days / 2


def describe(data: LongestRun, locale: Locale | None = None) -> str:
    """The longest run, what is the limit now, and how many runs passed it."""
    locale = locale or spoken()
    parts = [
        _("Longest run in 30 days, {period}: {runs}.").format(
            period=words.period(data.span, locale), runs=words.runs(data.runs, locale)
        )
    ]
    ran = [point for point in data.points if point.longest is not None]
    if ran:
        best = max(ran, key=lambda point: point.longest or 0)
        parts.append(
            _("The longest was {distance} on {day}.").format(
                distance=locale.formats.distance(best.longest or 0), day=locale.day(best.day)
            )
            if best.days == 1
            else _("The longest was {distance} in the week of {day}.").format(
                distance=locale.formats.distance(best.longest or 0), day=locale.day(best.day)
            )
        )
    over = sum(point.over for point in ran)
    if over:
        parts.append(
            ngettext(
                "{count} time a run was more than 10 % longer than the longest of the 30 days before.",
                "{count} times a run was more than 10 % longer than the longest of the 30 days before.",
                over,
            ).format(count=locale.number(over))
        )
    last = data.points[-1].cap if data.points else None
    if last is not None:
        parts.append(
            _("At the end, 10 % more than the longest is {distance}.").format(distance=locale.formats.ceiling(last))
        )
    if data.unknown:
        parts.append(
            ngettext("{count} run lacks its distance.", "{count} runs lack their distance.", data.unknown).format(
                count=locale.number(data.unknown)
            )
        )
    return " ".join(parts)


def table(data: LongestRun, locale: Locale | None = None) -> Table:
    """One row for every day or week with a run."""
    locale = locale or spoken()

    def shown(metres: int | None) -> str:
        return words.cell(None if metres is None else distance(metres, locale.formats.units), locale, 1)

    unit = locale.formats.unit
    return Table(
        headers=(
            _("Day"),
            _("Longest run ({unit})").format(unit=unit),
            _("110 % of the 30 days before ({unit})").format(unit=unit),
            "",
        ),
        rows=tuple(
            (locale.day(point.day), shown(point.longest), shown(point.cap), _("longer") if point.over else "")
            for point in data.points
            if point.longest is not None
        ),
    )


def readout(data: LongestRun, day: date, locale: Locale | None = None) -> str:
    """The day's run and its limit."""
    locale = locale or spoken()
    point = next((point for point in data.points if 0 <= (day - point.day).days < point.days), None)
    if point is None:
        return words.readout(day, 1, [], locale)
    parts = [
        _("no run with a distance")
        if point.longest is None
        else _("longest run {distance}").format(distance=locale.formats.distance(point.longest)),
        _("no run in the 30 days before")
        if point.cap is None
        else _("10 % more than the longest of 30 days is {distance}").format(
            distance=locale.formats.ceiling(point.cap)
        ),
    ]
    return words.readout(point.day, point.days, parts, locale)


def days(data: LongestRun) -> tuple[date, ...]:
    """Every day, or the first of every week."""
    return tuple(point.day for point in data.points)


CHART = Chart(
    id="longest_run",
    title=N_("Longest run"),
    subtitle=N_("against the 30 days before"),
    card=CardPlan(name="longest_run", columns=2, height=262, at_first=True, early=runs),
    data=lambda s: longest_run(s.diary, s.span, s.week_start),
    draw=draw,
    describe=describe,
    table=table,
    readout=readout,
    days=days,
)
