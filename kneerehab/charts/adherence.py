"""Exercise against the plan by week: done on time, shifted within the week, missed, and extra."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from kneerehab.charts import words
from kneerehab.charts.chart import CardPlan, Chart, Drawing, Table, exercised
from kneerehab.charts.style import Locale, Style, spoken
from kneerehab.domain.trends.adherence import Adherence, Tally, WeekTally, adherence
from kneerehab.domain.trends.span import Span
from kneerehab.i18n import N_, _, ngettext

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from kneerehab.charts.page import Page, Plot, Points

BAR_SHARE = 0.62


def draw(figure: Figure, data: Adherence, style: Style) -> Drawing:
    """Stacked bars, each part with a look of its own: full, hatched, empty, dotted above the planned ones."""
    from kneerehab.charts import axis
    from kneerehab.charts.legend import Key, header
    from kneerehab.charts.page import Page

    page, locale, total = Page(figure, style), style.locale, data.total
    if not total.planned and not total.extra:
        return page.message(_("No exercise planned or done in these days."))
    theme = page.theme
    keys = [Key(shape="bar", colour=theme.exercise, text=_("on time"))]
    if total.shifted:
        keys.append(Key(shape="hatched", colour=theme.surface, text=_("shifted"), edge=theme.exercise))
    if total.missed:
        keys.append(Key(shape="bar", colour=theme.surface, text=_("missed"), edge=theme.line))
    if total.extra:
        keys.append(Key(shape="dotted", colour=theme.surface, text=_("extra"), edge=theme.exercise))
    percent = total.done_percent
    done = "" if percent is None else _("{percent} % of planned").format(percent=locale.number(percent))
    top = header(page, _("Exercises"), keys, subtitle=_("a week, against the plan"), right=done) + page.px(8)
    bottom = page.height - page.px(28)
    highest = max(week.tally.planned + week.tally.extra for week in data.weeks)
    values = axis.round_steps(max(highest, 2), axis.rows_that_fit(page, bottom - top))
    ticks = [(value, locale.number(value)) for value in values]
    span = Span(first=data.span.first, last=data.weeks[-1].end)
    plot = page.plot(
        axis.label_room(page, [text for _value, text in ticks]),
        top,
        page.width - page.px(10),
        bottom,
        x=(span.first.toordinal(), span.last.toordinal() + 1),
        y=(0, values[-1]),
    )
    axis.grid(page, plot, ticks)
    _bars(page, plot, data)
    axis.day_labels(page, plot, span, page.height - page.px(12))
    return page.drawing(plot, [(week.start, _middle(plot, week)) for week in data.weeks])


def _middle(plot: Plot, week: WeekTally) -> float:
    return (plot.x(week.start.toordinal()) + plot.x(week.end.toordinal() + 1)) / 2


def _bars(page: Page, plot: Plot, data: Adherence) -> None:
    from kneerehab.charts.marks import rounded

    theme = page.theme
    parts: dict[str, list[Points]] = {"on_time": [], "shifted": [], "missed": [], "extra": []}
    full = plot.x_value(1) and plot.width / (plot.x1 - plot.x0) * 7
    for week in data.weeks:
        half = min(full * BAR_SHARE, page.px(30)) / 2
        wide = plot.x(week.end.toordinal() + 1) - plot.x(week.start.toordinal())
        half, level = min(half, wide / 2), 0
        for name, shapes in parts.items():
            count = getattr(week.tally, name)
            if count:
                low, high = plot.y(level) - 0.7, plot.y(level + count) + 0.7
                middle = _middle(plot, week)
                shapes.append(rounded(middle - half, high, middle + half, max(low, high + 1), min(2.5, half)))
                level += count
    thin = 0.7 if full < 8 else 1.3
    page.shapes(parts["on_time"], theme.exercise, gid="on-time", zorder=2)
    page.hatched(parts["shifted"], theme.surface, theme.exercise, thin, "/////", gid="shifted", zorder=2)
    page.shapes(parts["missed"], theme.surface, theme.line, thin, gid="missed", zorder=2)
    page.hatched(parts["extra"], theme.surface, theme.exercise, thin, "....", gid="extra", zorder=2)


def _said(tally: Tally, locale: Locale) -> list[str]:
    counts = (
        (_("{n} on time"), tally.on_time),
        (_("{n} shifted"), tally.shifted),
        (_("{n} missed"), tally.missed),
        (_("{n} extra"), tally.extra),
    )
    return [text.format(n=locale.number(count)) for text, count in counts if count]


def describe(data: Adherence, locale: Locale | None = None) -> str:
    """How much of the plan was done, and how."""
    locale = locale or spoken()
    total = data.total
    counts = ", ".join(_said(total, locale))
    if total.planned:
        text = _("Exercises against the plan, {period}: {percent} % of {planned} planned done. {counts}.")
    elif counts:
        text = _("Exercises against the plan, {period}: {counts}.")
    else:
        text = _("Exercises against the plan, {period}: nothing planned.")
    return text.format(
        period=words.period(data.span, locale),
        percent=locale.number(total.done_percent or 0),
        planned=locale.number(total.planned),
        counts=counts,
    )


def table(data: Adherence, locale: Locale | None = None) -> Table:
    """Weeks first, then each exercise over the whole time."""
    locale = locale or spoken()

    def counts(tally: Tally) -> tuple[str, ...]:
        return tuple(
            locale.number(count) for count in (tally.planned, tally.on_time, tally.shifted, tally.missed, tally.extra)
        )

    return Table(
        headers=(_("Week of, or exercise"), _("Planned"), _("On time"), _("Shifted"), _("Missed"), _("Extra")),
        rows=(
            *((locale.day(week.start), *counts(week.tally)) for week in data.weeks),
            *((_(item.name), *counts(item.tally)) for item in data.exercises),
        ),
    )


def readout(data: Adherence, day: date, locale: Locale | None = None) -> str:
    """The counts of a week."""
    locale = locale or spoken()
    week = next((week for week in data.weeks if week.start <= day <= week.end), None)
    if week is None:
        return words.readout(day, 1, [], locale)
    planned = ngettext("{n} planned", "{n} planned", week.tally.planned).format(n=locale.number(week.tally.planned))
    return words.readout(week.start, 7, [planned, *_said(week.tally, locale)], locale)


def days(data: Adherence) -> tuple[date, ...]:
    """The first day of every week."""
    return tuple(week.start for week in data.weeks)


CHART = Chart(
    id="adherence",
    title=N_("Exercises"),
    subtitle=N_("a week, against the plan"),
    card=CardPlan(name="adherence", columns=3, height=262, early=exercised),
    data=lambda s: adherence(s.diary, s.span, today=s.today, names=s.names, week_start=s.week_start),
    draw=draw,
    describe=describe,
    table=table,
    readout=readout,
    days=days,
)
