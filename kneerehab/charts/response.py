"""The 24-hour response: pain before, during, an hour after and the morning after each run, per knee."""

from __future__ import annotations

from datetime import date
from math import nan
from typing import TYPE_CHECKING

from kneerehab.charts import words
from kneerehab.charts.chart import CardPlan, Chart, Drawing, Table
from kneerehab.charts.style import Locale, Style, spoken
from kneerehab.domain.codes import Knee
from kneerehab.domain.trends.running import ResponseTrend, RunResponse, response_trend
from kneerehab.i18n import N_, _, ngettext

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from kneerehab.charts.page import Page, Plot

SLOT = 46
"""Pixels that a run needs; older runs that have no room are left to the table."""
PLACES = (0.14, 0.38, 0.62, 0.86)  # of the four moments within a slot


def draw(figure: Figure, data: ResponseTrend, style: Style) -> Drawing:
    """One group of four points a run, the latest runs that fit; a line that falls back to its start has settled."""
    from kneerehab.charts import axis
    from kneerehab.charts.legend import Key, header, knee_key
    from kneerehab.charts.marks import knee_look, knee_points, series
    from kneerehab.charts.page import Page

    page = Page(figure, style)
    if not data.runs:
        return page.message(_("No running in these days."))
    room = page.width - page.px(52)
    shown = data.runs[-max(1, int(room // page.px(SLOT))) :]
    keys = [knee_key(page, True), knee_key(page, False)]
    if any(run.worse_next_morning() for run in shown):
        keys.append(Key(shape="triangle", colour=page.theme.caution, text=_("sorer next morning")))
    note = _("Each run, left to right: before · most during · an hour after · next morning")
    if len(shown) < len(data.runs):
        note += " · " + _("latest {shown} of {count} runs").format(
            shown=style.locale.number(len(shown)), count=style.locale.number(len(data.runs))
        )
    top = header(page, _("24 hours after each run"), keys, subtitle=_("pain 0 to 10"), note=note)
    bottom = page.height - page.px(28)
    ticks = axis.score_ticks(page, bottom - top - page.px(12))
    plot = page.plot(
        axis.label_room(page, [text for _value, text in ticks]),
        top + page.px(12),
        page.width - page.px(10),
        bottom,
        x=(0, max(len(shown), 4)),
        y=(-0.4, 10),
    )
    axis.grid(page, plot, ticks)
    _slots(page, plot, shown)
    for knee in (Knee.RIGHT, Knee.LEFT):
        shift = plot.x_value(2 if knee is Knee.RIGHT else -2)
        xs: list[float] = []
        ys: list[float] = []
        for number, run in enumerate(shown):
            for place, score in zip(PLACES, run.moments(knee), strict=True):
                xs.append(number + place + shift)
                ys.append(nan if score is None else score)
            xs.append(number + 1)
            ys.append(nan)
        series(plot, xs, ys, gid=f"{knee}-response", **{**knee_look(page.theme, knee), "width": 1.8})
        knee_points(plot, knee, xs, ys, page.theme, gid=f"{knee}-points", size=6, zorder=4)
    return page.drawing(plot, [(run.day, plot.x(number + 0.5)) for number, run in enumerate(shown)])


def _slots(page: Page, plot: Plot, shown: tuple[RunResponse, ...]) -> None:
    """Every other run on a tinted ground, its date below, and the mark of a sorer morning above."""
    grounds, marks, free = [], [], -1.0
    for number, run in enumerate(shown):
        if number % 2 == 0:
            left, right = plot.x(number), plot.x(number + 1)
            grounds.append([(left, plot.top), (right, plot.top), (right, plot.bottom), (left, plot.bottom)])
        if run.worse_next_morning():
            highest = max(score for knee in Knee if (score := run.moments(knee)[3]) is not None)
            marks.append((plot.x(number + PLACES[3]), plot.y(highest) - page.px(13)))
        label = page.style.locale.axis_day(run.day)
        middle, half = plot.x(number + 0.5), page.measure(label) / 2
        if middle - half > free and middle + half < page.width - 2:
            page.text(middle, page.height - page.px(12), label, ha="center", gid="x-label")
            free = middle + half + page.px(8)
    page.shapes(grounds, page.theme.sunken, zorder=-4, gid="slots")
    page.marks(marks, "^", page.theme.caution, page.px(9)).set_gid("sorer")


def describe(data: ResponseTrend, locale: Locale | None = None) -> str:
    """In how many runs pain was back within the hour, and no higher on the next morning."""
    locale = locale or spoken()
    start = _("24 hours after each run, {period}: {runs}.").format(
        period=words.period(data.span, locale), runs=words.runs(len(data.runs), locale)
    )
    settled = [answer for run in data.runs if (answer := run.settled()) is not None]
    mornings = [answer for run in data.runs if (answer := run.worse_next_morning()) is not None]
    parts = [start]
    if settled:
        parts.append(
            ngettext(
                "Pain was back at its level before within an hour in {good} of {count} run with scores.",
                "Pain was back at its level before within an hour in {good} of {count} runs with scores.",
                len(settled),
            ).format(good=locale.number(sum(settled)), count=locale.number(len(settled)))
        )
    if mornings:
        parts.append(
            ngettext(
                "The next morning was sorer after {bad} of {count} run with morning scores.",
                "The next morning was sorer after {bad} of {count} runs with morning scores.",
                len(mornings),
            ).format(bad=locale.number(sum(mornings)), count=locale.number(len(mornings)))
        )
    return " ".join(parts)


def table(data: ResponseTrend, locale: Locale | None = None) -> Table:
    """One row a run and knee."""
    locale = locale or spoken()
    rows = []
    for run in data.runs:
        for knee in Knee:
            if any(score is not None for score in run.moments(knee)):
                name = _("left") if knee is Knee.LEFT else _("right")
                rows.append((locale.day(run.day), name, *(words.cell(score, locale) for score in run.moments(knee))))
    return Table(
        headers=(_("Run"), _("Knee"), _("Before"), _("Most during"), _("An hour after"), _("Next morning")),
        rows=tuple(rows),
    )


def readout(data: ResponseTrend, day: date, locale: Locale | None = None) -> str:
    """The four moments of every run of a day."""
    locale = locale or spoken()
    names = (_("before"), _("most during"), _("an hour after"), _("next morning"))
    parts = []
    for run in data.runs:
        if run.day != day:
            continue
        for name, scores in zip(names, (run.before, run.during, run.after, run.next_morning), strict=True):
            said = words.scores(scores, locale)
            text = _("{moment} {scores}") if said else _("{moment} not known")
            parts.append(text.format(moment=name, scores=said))
        if run.worse_next_morning():
            parts.append(_("sorer next morning"))
    return words.readout(day, 1, parts, locale)


def days(data: ResponseTrend) -> tuple[date, ...]:
    """The days with a run."""
    return tuple(sorted({run.day for run in data.runs}))


CHART = Chart(
    id="response",
    title=N_("24 hours after each run"),
    subtitle=N_("does it settle?"),
    card=CardPlan(name="response", columns=4, height=262, at_first=True),
    data=lambda s: response_trend(s.diary, s.span, s.pain),
    draw=draw,
    describe=describe,
    table=table,
    readout=readout,
    days=days,
)
