"""Pain by situation, a row for each: stairs, sitting, squatting and whatever else has a note."""

from __future__ import annotations

from datetime import date
from math import nan
from typing import TYPE_CHECKING

from kneerehab.charts import words
from kneerehab.charts.chart import CardPlan, Chart, Drawing, Table
from kneerehab.charts.style import Locale, Style, spoken
from kneerehab.domain.codes import Knee
from kneerehab.domain.trends.pain import ContextPoint, ContextSeries, ContextTrend, context_trend
from kneerehab.i18n import N_, _, ngettext
from kneerehab.wording.labels import label

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from kneerehab.charts.page import Page, Plot

ROW = 54


def draw(figure: Figure, data: ContextTrend, style: Style) -> Drawing:
    """Each row goes from 0 to 10; points are joined by thin lines, days between them are not known."""
    from kneerehab.charts import axis
    from kneerehab.charts.legend import Key, header, knee_key
    from kneerehab.charts.page import Page

    page, locale = Page(figure, style), style.locale
    if not data.series:
        return page.message(_("No pain note in these days."))
    seen = [knee for knee in Knee if any(p.scores.of(knee) is not None for s in data.series for p in s.points)]
    keys: list[Key] = [knee_key(page, knee is Knee.LEFT) for knee in seen]
    room = page.height - page.px(28 + 40)
    ranked = sorted(data.series, key=lambda series: -series.notes)
    kept = ranked[: max(1, int(room // page.px(ROW)))]
    shown = [series for series in data.series if series in kept]
    rest = len(data.series) - len(shown)
    more = (
        ngettext("{n} more in the table", "{n} more in the table", rest).format(n=locale.number(rest)) if rest else ""
    )
    top = header(page, _("Pain by situation"), keys, subtitle=_("notes, 0 to 10"), right=more) + page.px(6)
    names = [label(series.context) for series in shown]
    counts = [ngettext("{n} note", "{n} notes", s.notes).format(n=locale.number(s.notes)) for s in shown]
    widest = max(page.measure(text, weight=600) for text in (*names, *counts))
    left = page.px(8) + min(widest, page.width * 0.35) + page.px(34)
    plot = page.plot(
        left,
        top,
        page.width - page.px(12),
        page.height - page.px(28),
        x=(data.span.first.toordinal(), data.span.last.toordinal() + 1),
        y=(len(shown), 0),
    )
    for number, (series, name, count) in enumerate(zip(shown, names, counts, strict=True)):
        _row(page, plot, series, number, name, count, weekly=data.span.weekly)
    axis.day_labels(page, plot, data.span, page.height - page.px(12))
    return page.drawing(plot, [(day, plot.x(_x(day, data.span.weekly))) for day in days(data)])


def _x(day: date, weekly: bool) -> float:
    return day.toordinal() + (3.5 if weekly else 0.5)


def _row(page: Page, plot: Plot, data: ContextSeries, number: int, name: str, count: str, *, weekly: bool) -> None:
    from kneerehab.charts.marks import knee_look, knee_points, series

    high = plot.height / (plot.y0 - plot.y1)
    head, base = plot.top + number * high + page.px(10), plot.top + (number + 1) * high - page.px(10)
    middle = (head + base) / 2
    room = plot.left - page.px(42)
    page.text(
        page.px(8), middle - page.px(8), page.fitted(name, room, 12, 600), weight=600, colour=page.theme.text, gid="row"
    )
    page.text(page.px(8), middle + page.px(9), page.fitted(count, room), gid="count")
    page.lines([[(plot.left, y), (plot.right, y)] for y in (head, middle)], page.theme.grid, 1, zorder=-3)
    page.lines([[(plot.left, base), (plot.right, base)]], page.theme.line, 1, zorder=-2)
    for value, y in ((10, head), (0, base)):
        page.text(plot.left - page.px(8), y, page.style.locale.number(value), size=11, ha="right", gid="y-label")

    def level(score: int | None) -> float:
        return nan if score is None else (base - score / 10 * (base - head) - plot.top) / high

    xs = [_x(point.day, weekly) for point in data.points]
    for knee in (Knee.RIGHT, Knee.LEFT):
        ys = [level(point.scores.of(knee)) for point in data.points]
        known = [(x, y) for x, y in zip(xs, ys, strict=True) if y == y]
        look = {**knee_look(page.theme, knee), "width": 1.2}
        series(plot, [x for x, _y in known], [y for _x, y in known], gid=f"{knee}-line", alpha=0.6, **look)
        knee_points(plot, knee, xs, ys, page.theme, gid=f"{knee}-points", size=6.5, zorder=4)


def describe(data: ContextTrend, locale: Locale | None = None) -> str:
    """Per situation how many notes, the last and the highest score."""
    locale = locale or spoken()
    start = _("Pain by situation, {period}: {logged}.").format(
        period=words.period(data.span, locale), logged=words.logged(data.logged, data.span, locale)
    )
    parts = [start]
    for series in data.series:
        if not series.points:
            parts.append(_("{name}: no note.").format(name=label(series.context)))
            continue
        highest = max(max(point.scores.known()) for point in series.points)
        last = max(series.points[-1].scores.known())
        parts.append(
            _("{name}: {notes}, highest {high}, last {last}.").format(
                name=label(series.context),
                notes=ngettext("{n} note", "{n} notes", series.notes).format(n=locale.number(series.notes)),
                high=locale.number(highest),
                last=locale.number(last),
            )
        )
    return " ".join(parts)


def table(data: ContextTrend, locale: Locale | None = None) -> Table:
    """One row for each day and situation."""
    locale = locale or spoken()
    rows = sorted((point.day, label(s.context), point) for s in data.series for point in s.points)
    return Table(
        headers=(_("Week of") if data.span.weekly else _("Day"), _("Situation"), _("Left"), _("Right")),
        rows=tuple(
            (locale.day(day), name, words.cell(point.scores.left, locale), words.cell(point.scores.right, locale))
            for day, name, point in rows
        ),
    )


def readout(data: ContextTrend, day: date, locale: Locale | None = None) -> str:
    """The notes of a day."""
    locale = locale or spoken()
    step = 7 if data.span.weekly else 1

    def of(series: ContextSeries) -> ContextPoint | None:
        return next((point for point in series.points if 0 <= (day - point.day).days < step), None)

    found = [(series, point) for series in data.series if (point := of(series)) is not None]
    first = min((point.day for _series, point in found), default=day)
    parts = [f"{label(series.context)} {words.scores(point.scores, locale)}" for series, point in found]
    return words.readout(first, step, parts, locale)


def days(data: ContextTrend) -> tuple[date, ...]:
    """The days (or weeks) with a note."""
    return tuple(sorted({point.day for series in data.series for point in series.points}))


CHART = Chart(
    id="pain_context",
    title=N_("Pain by situation"),
    subtitle=N_("stairs, sitting, squatting and more"),
    card=CardPlan(name="pain_context", columns=3, height=262),
    data=lambda s: context_trend(s.diary, s.span, s.week_start),
    draw=draw,
    describe=describe,
    table=table,
    readout=readout,
    days=days,
)
