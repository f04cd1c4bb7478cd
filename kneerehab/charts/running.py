"""Weekly running against what the plan allowed, in distance or in minutes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from kneerehab.charts import words
from kneerehab.charts.chart import CardPlan, Chart, Drawing, Table, runs
from kneerehab.charts.style import Locale, Style, spoken
from kneerehab.domain.trends.running import Dimension, WeeklyRunning, WeekPoint, coming_weeks, weekly_running
from kneerehab.domain.trends.sources import Sources
from kneerehab.domain.trends.span import Span
from kneerehab.domain.units import distance
from kneerehab.i18n import N_, _, ngettext

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from kneerehab.charts.legend import Key
    from kneerehab.charts.page import Page, Plot, Points

BAR_SHARE = 0.56  # of a week's width
MOST_PIXELS = 26


def draw(figure: Figure, data: WeeklyRunning, style: Style) -> Drawing:
    """Bars are what was run, boxes what was allowed; an outlined bar is a week that is not over."""
    from kneerehab.charts import axis
    from kneerehab.charts.legend import header
    from kneerehab.charts.page import Page

    page = Page(figure, style)
    if not data.runs and not any(week.allowed(data.dimension) for week in data.weeks):
        return page.message(_("No running in these days."))
    title = _("Running, distance a week") if data.dimension is Dimension.DISTANCE else _("Running, minutes a week")
    top = header(page, title, _keys(page, data), subtitle=_unit(data, style.locale)) + page.px(14)
    bottom = page.height - page.px(28)
    highest = max(
        [_shown(week.done(data.dimension), data, style.locale) for week in data.weeks]
        + [_shown(week.allowed(data.dimension) or 0, data, style.locale) for week in data.weeks]
        + [_shown(week.high, data, style.locale) for week in data.coming]
    )
    values = axis.round_steps(highest, axis.rows_that_fit(page, bottom - top), minutes=data.dimension is Dimension.TIME)
    decimals = 1 if any(value % 1 for value in values) else 0
    ticks = [(value, style.locale.number(value, decimals)) for value in values]
    end = max([data.span.last, *(week.end for week in data.weeks), *(week.end for week in data.coming)])
    plot = page.plot(
        axis.label_room(page, [text for _value, text in ticks]),
        top,
        page.width - page.px(10),
        bottom,
        x=(data.span.first.toordinal(), end.toordinal() + 1),
        y=(0, values[-1]),
    )
    axis.grid(page, plot, ticks)
    _bars(page, plot, data)
    taken = _captions(page, plot, data)
    axis.day_labels(page, plot, Span(first=data.span.first, last=end), page.height - page.px(12), avoid=taken)
    return page.drawing(plot, [(week.start, sum(_edges(plot, week, data)) / 2) for week in data.weeks])


def _unit(data: WeeklyRunning, locale: Locale) -> str:
    return locale.formats.unit if data.dimension is Dimension.DISTANCE else _("min")


def _shown(value: int, data: WeeklyRunning, locale: Locale) -> float:
    """Metres in the runner's units, or seconds in minutes."""
    return distance(value, locale.formats.units) if data.dimension is Dimension.DISTANCE else value / 60


def _said(value: int, data: WeeklyRunning, locale: Locale) -> str:
    """An amount with its unit."""
    return locale.formats.distance(value) if data.dimension is Dimension.DISTANCE else locale.formats.minutes(value)


def _keys(page: Page, data: WeeklyRunning) -> list[Key]:
    from kneerehab.charts.legend import Key

    theme, keys = page.theme, []
    if any(week.allowed(data.dimension) for week in data.weeks):
        keys.append(Key(shape="step", colour=theme.band_line, text=_("allowed"), edge=theme.band))
    keys.append(Key(shape="bar", colour=theme.run, text=_("run")))
    if any(week.open for week in data.weeks):
        keys.append(Key(shape="bar", colour=theme.surface, text=_("week not over"), edge=theme.run))
    if any(week.over(data.dimension) for week in data.weeks):
        keys.append(Key(shape="triangle", colour=theme.caution, text=_("over")))
    if data.coming:
        keys.append(Key(shape="band", colour=theme.surface, text=_("next week, +5–10 %"), edge=theme.band_line))
    return keys


def _edges(plot: Plot, week: WeekPoint, data: WeeklyRunning) -> tuple[float, float]:
    """Left and right pixel of a week; one that began before the span is cut."""
    left = plot.x(max(week.start, data.span.first).toordinal())
    return left, max(plot.x(week.end.toordinal() + 1), left + 1)


def _bars(page: Page, plot: Plot, data: WeeklyRunning) -> None:
    from kneerehab.charts.marks import rounded

    theme, locale = page.theme, page.style.locale
    allowed: list[Points] = []
    edges: list[Points] = []
    done: list[Points] = []
    still_open: list[Points] = []
    over: list[tuple[float, float]] = []
    for week in data.weeks:
        left, right = _edges(plot, week, data)
        ceiling = week.allowed(data.dimension)
        if ceiling is not None:
            y = plot.y(_shown(ceiling, data, locale))
            gap = 1.0 if right - left > 6 else 0.0
            allowed.append([(left + gap, y), (right - gap, y), (right - gap, plot.bottom), (left + gap, plot.bottom)])
            edges.append([(left + gap, y), (right - gap, y)])
        amount = week.done(data.dimension)
        if amount:
            half = min((right - left) * BAR_SHARE, page.px(MOST_PIXELS)) / 2
            middle, y = (left + right) / 2, plot.y(_shown(amount, data, locale))
            bar = rounded(middle - half, y, middle + half, plot.bottom, min(3.0, half))
            (still_open if week.open else done).append(bar)
            if week.over(data.dimension):
                over.append((middle, y - page.px(9)))
    page.shapes(allowed, theme.band, zorder=-1, gid="allowed", alpha=0.75)
    page.lines(edges, theme.band_line, 2, zorder=-1).set_gid("ceilings")
    page.shapes(done, theme.run, zorder=2, gid="done")
    page.shapes(still_open, theme.surface, theme.run, 2, zorder=2, gid="open")
    page.marks(over, "^", theme.caution, page.px(10)).set_gid("over")
    boxes = [
        [
            (plot.x(week.start.toordinal()) + 1, plot.y(_shown(week.high, data, locale))),
            (plot.x(week.end.toordinal() + 1) - 1, plot.y(_shown(week.high, data, locale))),
            (plot.x(week.end.toordinal() + 1) - 1, plot.y(_shown(week.low, data, locale))),
            (plot.x(week.start.toordinal()) + 1, plot.y(_shown(week.low, data, locale))),
        ]
        for week in data.coming
    ]
    page.shapes(boxes, "none", theme.band_line, 1.4, linestyle=(0, (3, 2)), zorder=1, gid="coming")


def _captions(page: Page, plot: Plot, data: WeeklyRunning) -> list[tuple[float, float]]:
    """ "now" under the open week, and a word on weeks before the first run; returns the pixels taken under the plot."""
    taken = []
    for week in data.weeks:
        if week.open:
            middle, half = sum(_edges(plot, week, data)) / 2, page.measure(_("now"), weight=600) / 2
            middle = min(middle, page.width - half - 2)
            page.text(
                middle,
                page.height - page.px(12),
                _("now"),
                weight=600,
                colour=page.theme.text,
                ha="center",
                gid="x-label",
            )
            taken.append((middle - half, middle + half))
    first = next((week for week in data.weeks if week.done(data.dimension)), None)
    text = _("no running yet")
    if first is not None and page.measure(text) + page.px(12) < plot.x(first.start.toordinal()) - plot.left:
        page.text(plot.left + page.px(4), plot.bottom - page.px(14), text, gid="note")
    return taken


def describe(data: WeeklyRunning, locale: Locale | None = None) -> str:
    """How many weeks and runs, the most, and the weeks over."""
    locale = locale or spoken()
    told = {"period": words.period(data.span, locale), "runs": words.runs(data.runs, locale)}
    if not data.runs:
        return _("Running a week, {period}: {runs}.").format(**told)
    best = max(data.weeks, key=lambda week: week.done(data.dimension))
    with_plan = [week for week in data.weeks if week.allowed(data.dimension) is not None]
    over = sum(1 for week in with_plan if week.over(data.dimension))
    parts = [
        _("Running a week, {period}: {runs}, at most {most} in the week of {day}.").format(
            most=_said(best.done(data.dimension), data, locale), day=locale.day(best.start), **told
        )
    ]
    if with_plan:
        parts.append(
            ngettext(
                "{over} of {count} plan week over what was allowed.",
                "{over} of {count} plan weeks over what was allowed.",
                len(with_plan),
            ).format(over=locale.number(over), count=locale.number(len(with_plan)))
        )
    if data.unknown:
        lacking = ngettext("{count} run lacks its time.", "{count} runs lack their time.", data.unknown)
        if data.dimension is Dimension.DISTANCE:
            lacking = ngettext("{count} run lacks its distance.", "{count} runs lack their distance.", data.unknown)
        parts.append(lacking.format(count=locale.number(data.unknown)))
    return " ".join(parts)


def table(data: WeeklyRunning, locale: Locale | None = None) -> Table:
    """One row a week."""
    locale = locale or spoken()
    unit = _unit(data, locale)
    decimals = 1 if data.dimension is Dimension.DISTANCE else 0
    rows = []
    for week in data.weeks:
        allowed = week.allowed(data.dimension)
        rows.append(
            (
                locale.day(week.start),
                locale.day(week.end),
                words.cell(None if allowed is None else _shown(allowed, data, locale), locale, decimals),
                locale.number(_shown(week.done(data.dimension), data, locale), decimals),
                _note(week, data),
            )
        )
    return Table(
        headers=(_("From"), _("To"), _("Allowed ({unit})").format(unit=unit), _("Run ({unit})").format(unit=unit), ""),
        rows=tuple(rows),
    )


def _note(week: WeekPoint, data: WeeklyRunning) -> str:
    if week.over(data.dimension):
        return _("over")
    return _("week not over") if week.open else ""


def readout(data: WeeklyRunning, day: date, locale: Locale | None = None) -> str:
    """A week's amount and ceiling."""
    locale = locale or spoken()
    week = next((week for week in data.weeks if week.start <= day <= week.end), None)
    if week is None:
        return words.readout(day, 1, [], locale)
    parts = [_("run {amount}").format(amount=_said(week.done(data.dimension), data, locale))]
    allowed = week.allowed(data.dimension)
    if allowed is not None:
        parts.append(_("allowed {amount}").format(amount=_said(allowed, data, locale)))
    note = _note(week, data)
    return words.readout(week.start, 7, [*parts, note] if note else parts, locale)


def days(data: WeeklyRunning) -> tuple[date, ...]:
    """The first day of every week."""
    return tuple(week.start for week in data.weeks)


def _data(sources: Sources, dimension: Dimension) -> WeeklyRunning:
    return weekly_running(
        sources.diary,
        sources.span,
        dimension,
        plan_weeks=sources.weeks,
        coming=coming_weeks(sources.weeks, sources.span, sources.today, dimension),
        week_start=sources.week_start,
    )


_CARD = CardPlan(
    name="running",
    columns=2,
    height=264,
    at_first=True,
    switch=N_("Running in"),
    subtitle=N_("a week"),
    early=runs,
)

DISTANCE = Chart(
    id="running_distance",
    title=N_("Running"),
    subtitle=N_("distance a week"),
    card=_CARD,
    data=lambda s: _data(s, Dimension.DISTANCE),
    draw=draw,
    describe=describe,
    table=table,
    readout=readout,
    days=days,
)

MINUTES = replace(
    DISTANCE,
    id="running_minutes",
    title=N_("Running time"),
    subtitle=N_("minutes a week"),
    choice=N_("min"),
    data=lambda s: _data(s, Dimension.TIME),
)
