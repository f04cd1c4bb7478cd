"""Icing minutes a day (or week) below the worst pain of that day."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from kneerehab.charts import words
from kneerehab.charts.chart import CardPlan, Chart, Drawing, Table
from kneerehab.charts.style import Locale, Style, spoken
from kneerehab.domain.trends.icing import IcePoint, IcingTrend, icing_trend
from kneerehab.i18n import N_, _, ngettext

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from kneerehab.charts.page import Page, Plot

DOT = 17
"""Pixels across a pain dot that holds its number."""


def draw(figure: Figure, data: IcingTrend, style: Style) -> Drawing:
    """Pain above on 0 to 10 in its own colours, ice below in minutes; a day without a score has no dot."""
    from kneerehab.charts import axis
    from kneerehab.charts.legend import Key, header
    from kneerehab.charts.page import Page

    page, locale = Page(figure, style), style.locale
    if not data.iced and not data.logged:
        return page.message(_("No icing in these days."))
    theme = page.theme
    weekly = data.span.weekly
    keys = [
        Key(shape="bar", colour=theme.ice, text=_("ice, minutes a week") if weekly else _("ice, minutes a day")),
        Key(shape="dot", colour=theme.pain[4], edge=theme.pain_edge, text=_("worst pain, either knee")),
    ]
    top = header(page, _("Ice"), keys, subtitle=_("with the pain that day")) + page.px(12)
    bottom = page.height - page.px(28)
    gap = page.px(22)
    split = top + (bottom - top - gap) * 0.5
    scores = axis.score_ticks(page, split - top)
    highest = max(point.minutes for point in data.points)
    values = axis.round_steps(max(highest, 10), axis.rows_that_fit(page, bottom - split - gap), minutes=True)
    amounts = [(value, locale.number(value)) for value in values]
    left = axis.label_room(page, [text for _value, text in (*scores, *amounts)])
    right = page.width - page.px(12)
    across = (float(data.span.first.toordinal()), float(data.span.last.toordinal() + 1))
    ice = page.plot(left, split + gap, right, bottom, x=across, y=(0, values[-1]))
    pain = page.plot(left, top, right, split, x=across, y=(0, 10))
    axis.grid(page, ice, amounts)
    axis.grid(page, pain, scores)
    _bars(page, ice, data)
    _dots(page, pain, data)
    axis.day_labels(page, ice, data.span, page.height - page.px(12))
    edges = (left / page.width, top / page.height, right / page.width, bottom / page.height)
    return Drawing(plot=edges, spots=page.drawing(ice, [(p.day, ice.x(_x(p))) for p in data.points]).spots)


def _x(point: IcePoint) -> float:
    return point.day.toordinal() + point.days / 2


def _bars(page: Page, plot: Plot, data: IcingTrend) -> None:
    from kneerehab.charts.marks import rounded

    step = plot.width / len(data.points)
    half = max(0.6, min(step * 0.62, page.px(18)) / 2)
    bars = [
        rounded(plot.x(_x(point)) - half, plot.y(point.minutes), plot.x(_x(point)) + half, plot.bottom, min(2.5, half))
        for point in data.points
        if point.minutes
    ]
    page.shapes(bars, page.theme.ice, gid="ice", zorder=2)


def _dots(page: Page, plot: Plot, data: IcingTrend) -> None:
    """Dots in the colour of their score, its number inside where there is room; a thin stem ties each to 0."""
    from kneerehab.charts.page import POINT

    step = plot.width / len(data.points)
    numbered = step >= page.px(DOT) and plot.height >= page.px(60)
    size = page.px(DOT) if numbered else max(2.5, min(step * 0.9, page.px(7)))
    known = [(plot.x(_x(point)), point.pain) for point in data.points if point.pain is not None]
    stems = [[(x, plot.y(0)), (x, plot.y(score))] for x, score in known if score]
    page.lines(stems, page.theme.border, 1, zorder=0).set_gid("stems")
    edge = {"markeredgecolor": page.theme.pain_edge, "markeredgewidth": (1 if size > 4 else 0.5) * POINT}
    for score in sorted({score for _x, score in known}):
        places = [(x, plot.y(value)) for x, value in known if value == score]
        page.marks(places, "o", page.theme.pain[score], size, **edge).set_gid("pain")
    if numbered:
        for x, score in known:
            page.text(
                x,
                plot.y(score),
                page.style.locale.number(score),
                size=10.5,
                weight=600,
                colour=page.theme.on_pain[score],
                ha="center",
                gid="score",
            )


def describe(data: IcingTrend, locale: Locale | None = None) -> str:
    """Minutes, days with ice, days with a score."""
    locale = locale or spoken()
    return _("Ice, {period}: {minutes} min on {iced} of {days} days, at most {most}. Pain: {logged}.").format(
        period=words.period(data.span, locale),
        minutes=locale.number(data.minutes),
        iced=locale.number(data.iced),
        days=locale.number(data.span.days),
        most=(_("{n} min a week") if data.span.weekly else _("{n} min a day")).format(
            n=locale.number(max((point.minutes for point in data.points), default=0))
        ),
        logged=words.logged(data.logged, data.span, locale),
    )


def table(data: IcingTrend, locale: Locale | None = None) -> Table:
    """One row a day or week."""
    locale = locale or spoken()
    return Table(
        headers=(_("Week of") if data.span.weekly else _("Day"), _("Minutes"), _("Sessions"), _("Worst pain")),
        rows=tuple(
            (
                locale.day(point.day),
                locale.number(point.minutes),
                locale.number(point.sessions),
                words.cell(point.pain, locale),
            )
            for point in data.points
        ),
    )


def readout(data: IcingTrend, day: date, locale: Locale | None = None) -> str:
    """Ice and pain of a day."""
    locale = locale or spoken()
    point = next((point for point in data.points if 0 <= (day - point.day).days < point.days), None)
    if point is None:
        return words.readout(day, 1, [], locale)
    parts = [_("no ice")]
    if point.sessions:
        parts = [
            ngettext(
                "{minutes} min of ice in {n} session", "{minutes} min of ice in {n} sessions", point.sessions
            ).format(minutes=locale.number(point.minutes), n=locale.number(point.sessions))
        ]
    pain = _("no pain score") if point.pain is None else _("worst pain {n}").format(n=locale.number(point.pain))
    return words.readout(point.day, point.days, [*parts, pain], locale)


def days(data: IcingTrend) -> tuple[date, ...]:
    """Every day, or the first of every week."""
    return tuple(point.day for point in data.points)


CHART = Chart(
    id="icing",
    title=N_("Ice"),
    subtitle=N_("with the pain that day"),
    card=CardPlan(name="icing", columns=2, height=264, at_first=True, early=lambda diary: bool(diary.icing)),
    data=lambda s: icing_trend(s.diary, s.span, s.pain, s.week_start),
    draw=draw,
    describe=describe,
    table=table,
    readout=readout,
    days=days,
)
