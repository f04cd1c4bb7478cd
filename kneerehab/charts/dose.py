"""Dose over time, a row for each exercise: repeats (or seconds held) of one leg, with the dose that was prescribed."""

from __future__ import annotations

from datetime import date
from math import nan
from typing import TYPE_CHECKING

from kneerehab.charts import words
from kneerehab.charts.chart import CardPlan, Chart, Drawing, Table, exercised
from kneerehab.charts.style import Locale, Style, spoken
from kneerehab.domain.training import Target
from kneerehab.domain.trends.dose import DosePoint, DoseSeries, DoseTrend, dose_trend
from kneerehab.i18n import N_, _, ngettext
from kneerehab.wording.labels import named

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from kneerehab.charts.page import Page, Plot

ROW = 52
"""Pixels that a row needs; exercises that have no room are named in the note."""


def said(dose: Target, locale: Locale) -> str:
    """A dose: "3 × 10, 8 kg", "2 × 30 s"."""
    if dose.reps is not None:
        text = _("{sets} × {reps}").format(sets=locale.number(dose.sets), reps=locale.number(dose.reps))
    elif dose.hold_seconds is not None:
        text = _("{sets} × {seconds} s").format(sets=locale.number(dose.sets), seconds=locale.number(dose.hold_seconds))
    else:
        text = ngettext("{n} set", "{n} sets", dose.sets).format(n=locale.number(dose.sets))
    if dose.load_kg:
        decimals = 1 if dose.load_kg % 1 else 0
        text += ", " + _("{load} kg").format(load=locale.number(dose.load_kg, decimals))
    return text


def draw(figure: Figure, data: DoseTrend, style: Style) -> Drawing:
    """Each row has its own scale from 0 to its largest dose, which is written at its end."""
    from kneerehab.charts import axis
    from kneerehab.charts.legend import Key, header
    from kneerehab.charts.page import Page

    page, locale = Page(figure, style), style.locale
    if not data.series:
        return page.message(_("No exercise done in these days."))
    theme = page.theme
    keys = [Key(shape="dot", colour=theme.exercise, text=_legs(data)[0])]
    if any(point.target is not None for series in data.series for point in series.points):
        keys.append(Key(shape="thin", colour=theme.line, text=_("prescribed")))
    room = page.height - page.px(28 + 36)
    shown = data.series[: max(1, int(room // page.px(ROW)))]
    rest = len(data.series) - len(shown)
    more = (
        ngettext("{n} more in the table", "{n} more in the table", rest).format(n=locale.number(rest)) if rest else ""
    )
    top = header(page, _("Dose"), keys, subtitle=_("repeats or seconds held"), right=more) + page.px(2)
    bottom = page.height - page.px(28)
    ends = [said(series.points[-1].dose, locale) for series in shown]
    needed = max(page.measure(end, weight=600) for end in ends) + page.px(10)
    direct = needed < page.width * 0.3
    plot = page.plot(
        page.px(8),
        top,
        page.width - page.px(10) - (needed if direct else 0),
        bottom,
        x=(data.span.first.toordinal(), data.span.last.toordinal() + 1),
        y=(len(shown), 0),
    )
    for number, (series, end) in enumerate(zip(shown, ends, strict=True)):
        _row(page, plot, series, number, end, direct, weekly=data.span.weekly)
    axis.day_labels(page, plot, data.span, page.height - page.px(12))
    return page.drawing(plot, [(day, plot.x(_x(day, data.span.weekly))) for day in days(data)])


def _legs(data: DoseTrend) -> tuple[str, str]:
    """Whose dose it is, for the legend and for the head of the table: of one leg, of both at once, or it differs."""
    found = {series.by_leg for series in data.series}
    if found == {True}:
        return _("done, one leg"), _("Dose, one leg")
    if found == {False}:
        return _("done, both legs"), _("Dose, both legs")
    return _("done, one leg or both"), _("Dose, one leg or both")


def _x(day: date, weekly: bool) -> float:
    return day.toordinal() + (3.5 if weekly else 0.5)


def _row(page: Page, plot: Plot, data: DoseSeries, number: int, end: str, direct: bool, *, weekly: bool) -> None:
    """One exercise: its name above its line."""
    from kneerehab.charts.marks import points, series

    high = plot.height / (plot.y0 - plot.y1)
    name_high = page.px(20)
    base, head = plot.top + (number + 1) * high - page.px(5), plot.top + number * high + name_high
    page.text(
        plot.left,
        plot.top + number * high + page.px(9),
        page.fitted(_(data.name) if direct else named(_(data.name), end), plot.width),
        colour=page.theme.text,
        gid="row",
    )
    page.lines([[(plot.left, base), (plot.right, base)]], page.theme.grid, 1, zorder=-2)
    most = max(max(point.volume, point.target or 0) for point in data.points)

    def level(volume: float) -> float:
        """Where an amount is in the plot's own units: rows counted from the top."""
        return (base - volume / most * (base - head) - plot.top) / high

    xs = [_x(point.day, weekly) for point in data.points]
    targets = [nan if point.target is None else level(point.target) for point in data.points]
    dashed = (0, (4, 3))
    series(
        plot, xs, targets, page.theme.line, gid="target", width=1.4, linestyle=dashed, drawstyle="steps-mid", zorder=2
    )
    ys = [level(point.volume) for point in data.points]
    series(plot, xs, ys, page.theme.exercise, gid="line", width=1.2, alpha=0.55, zorder=3)
    small = len(xs) * 4 > plot.width
    points(plot, xs, ys, "o", page.theme.exercise, 3 if small else 5, gid="dose", zorder=4)
    if direct:
        y = max(head + page.px(4), min(plot.top + ys[-1] * high, base - page.px(4)))
        page.text(plot.right + page.px(8), y, end, weight=600, colour=page.theme.exercise, gid="end-label")


def describe(data: DoseTrend, locale: Locale | None = None) -> str:
    """Each of the commonest exercises from its first dose to its last."""
    locale = locale or spoken()
    start = _("Dose over time, {period}: {count} of {days} days with exercise.").format(
        period=words.period(data.span, locale), count=locale.number(data.active), days=locale.number(data.span.days)
    )
    parts = [start]
    for series in data.series[:4]:
        first, last = said(series.points[0].dose, locale), said(series.points[-1].dose, locale)
        parts.append(
            _("{name} {dose}.").format(name=_(series.name), dose=last)
            if first == last
            else _("{name} from {first} to {last}.").format(name=_(series.name), first=first, last=last)
        )
    if len(data.series) > 4:
        rest = len(data.series) - 4
        parts.append(ngettext("{n} more exercise.", "{n} more exercises.", rest).format(n=locale.number(rest)))
    return " ".join(parts)


def table(data: DoseTrend, locale: Locale | None = None) -> Table:
    """One row for each exercise and day."""
    locale = locale or spoken()
    return Table(
        headers=(
            _("Exercise"),
            _("Week of") if data.span.weekly else _("Day"),
            _legs(data)[1],
            _("In all"),
            _("Prescribed"),
        ),
        rows=tuple(
            (
                _(series.name),
                locale.day(point.day),
                said(point.dose, locale),
                _amount(series, point.volume, locale),
                words.UNKNOWN if point.target is None else _amount(series, point.target, locale),
            )
            for series in data.series
            for point in series.points
        ),
    )


def _amount(series: DoseSeries, volume: int, locale: Locale) -> str:
    return _("{n} s").format(n=locale.number(volume)) if series.seconds else locale.number(volume)


def readout(data: DoseTrend, day: date, locale: Locale | None = None) -> str:
    """Every exercise of a day with its dose."""
    locale = locale or spoken()
    step = 7 if data.span.weekly else 1

    def of(series: DoseSeries) -> DosePoint | None:
        return next((point for point in series.points if 0 <= (day - point.day).days < step), None)

    found = [(series, point) for series in data.series if (point := of(series)) is not None]
    first = min((point.day for _series, point in found), default=day)
    return words.readout(
        first, step, [f"{_(series.name)} {said(point.dose, locale)}" for series, point in found], locale
    )


def days(data: DoseTrend) -> tuple[date, ...]:
    """The days (or weeks) with any exercise."""
    return tuple(sorted({point.day for series in data.series for point in series.points}))


CHART = Chart(
    id="dose",
    title=N_("Dose"),
    subtitle=N_("repeats or seconds held"),
    card=CardPlan(name="dose", columns=3, height=262, early=exercised),
    data=lambda s: dose_trend(s.diary, s.span, names=s.names, week_start=s.week_start),
    draw=draw,
    describe=describe,
    table=table,
    readout=readout,
    days=days,
)
