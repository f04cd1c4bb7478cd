"""Pain per knee: single days, 7-day mean, and the runs, visits, flares and phases beside it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from math import nan
from typing import TYPE_CHECKING

from kneerehab.charts import words
from kneerehab.charts.chart import CardPlan, Chart, Drawing, Table, nothing
from kneerehab.charts.style import Locale, Style, spoken
from kneerehab.domain.codes import Knee
from kneerehab.domain.trends.pain import PainPoint, PainTrend, pain_trend
from kneerehab.i18n import N_, _, ngettext
from kneerehab.wording.labels import knee_name, label

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from kneerehab.charts.legend import Key
    from kneerehab.charts.page import Page, Plot

_ROOM_FOR_NAMES = 200
"""Height of phases and plot in pixels at 100 % from which visits and today are named, as on the presenter."""
RUN_LANE = -1.0  # where the run markers stand, in pain points below 0


def draw(figure: Figure, data: PainTrend, style: Style) -> Drawing:
    """Lines are means, points single days (or the highest of a week); days without a score are gaps."""
    from kneerehab.charts import axis
    from kneerehab.charts.legend import header
    from kneerehab.charts.marks import knee_look, knee_points, points, series
    from kneerehab.charts.page import Page

    page = Page(figure, style)
    if not data.logged and not data.runs:
        return page.message(nothing())
    knees = data.knees()
    ends = [_end(data, knee, style.locale) for knee in knees]
    top = header(page, _("Pain"), _keys(page, data), subtitle=_("worst of the day, line is the 7-day mean"))
    bottom = page.height - page.px(28)
    banded = bool(data.phases) and style.today is None and bottom - top > page.px(110)
    names = _names(data, style.today) if bottom - top > page.px(_ROOM_FOR_NAMES) else {}
    band = page.px(20 if banded else 0) + page.px(18 if names else 0)
    words_right = [*(text for _value, text in ends), *([_("Runs")] if data.runs else [])]
    direct = max((page.measure(text, weight=600) for text in words_right), default=0)
    right = page.width - page.px(6) - (direct + page.px(8) if direct < page.width * 0.22 else 0)
    low = RUN_LANE - 0.6 if data.runs else -0.3
    ticks = axis.score_ticks(page, (bottom - top - band - page.px(10)) * 10 / (10 - low))
    left = axis.label_room(page, [text for _value, text in ticks])
    plot = page.plot(
        left,
        top + band + page.px(10),
        right,
        bottom,
        x=(data.span.first.toordinal(), data.span.last.toordinal() + 1),
        y=(low, 10),
    )
    axis.grid(page, plot, ticks)
    axis.day_labels(page, plot, data.span, page.height - page.px(12))
    if banded:
        _phases(page, plot, data, top)
    _write_names(page, plot, names, top + band)

    xs = [_x(point) for point in data.points]
    dense = plot.width / max(1, len(xs)) < 4
    for knee in reversed(knees):
        ys = [_number(point.worst.of(knee)) for point in data.points]
        knee_points(plot, knee, xs, ys, page.theme, gid=f"{knee}-days", size=3.4 if dense else 4.6, alpha=0.7)
    for knee in reversed(knees):
        ys = [_number(point.mean.of(knee)) for point in data.points]
        series(plot, xs, ys, gid=f"{knee}-mean", **knee_look(page.theme, knee), zorder=4 if knee is Knee.LEFT else 3.5)
    run_xs = [day.toordinal() + 0.5 for day in data.runs]
    points(plot, run_xs, [RUN_LANE] * len(run_xs), "^", page.theme.run, 7 if dense else 9, gid="runs")
    _marks(page, plot, data, names)
    if right < page.width - page.px(10):
        colours = {Knee.LEFT: page.theme.knee_left, Knee.RIGHT: page.theme.knee_right}
        labels = [(plot.y(value), text, colours[knee]) for knee, (value, text) in zip(knees, ends, strict=True)]
        if data.runs:
            labels.append((plot.y(RUN_LANE), _("Runs"), page.theme.run))
        axis.end_labels(page, plot, labels)
    return page.drawing(plot, [(point.day, plot.x(_x(point))) for point in data.points])


def _x(point: PainPoint) -> float:
    return point.day.toordinal() + point.days / 2


def _number(value: float | None) -> float:
    return nan if value is None else float(value)


def _end(data: PainTrend, knee: Knee, locale: Locale) -> tuple[float, str]:
    """The last known mean of a knee and the words beside it."""
    value = next(mean for point in reversed(data.points) if (mean := point.mean.of(knee)) is not None)
    name = _("Left {value}") if knee is Knee.LEFT else _("Right {value}")
    return value, name.format(value=locale.number(value, 1))


def _keys(page: Page, data: PainTrend) -> list[Key]:
    from kneerehab.charts.legend import Key, knee_key

    keys = [knee_key(page, knee is Knee.LEFT) for knee in data.knees()]
    weekly = any(point.days > 1 for point in data.points)
    if len(keys) == 2:
        keys.append(Key(shape="both", colour="", text=_("worst of a week") if weekly else _("one day")))
    unnamed = page.style.today is None  # on the presenter they bear their names
    if data.runs and unnamed:
        keys.append(Key(shape="triangle", colour=page.theme.run, text=_("run")))
    if data.visits and unnamed:
        keys.append(Key(shape="diamond", colour=page.theme.accent, text=_("clinic visit")))
    if data.flares and unnamed:
        keys.append(Key(shape="ring", colour=page.theme.text, text=_("flare-up")))
    if data.swelling:
        keys.append(Key(shape="down", colour=page.theme.caution, text=_("swelling")))
    return keys


def _phases(page: Page, plot: Plot, data: PainTrend, top: float) -> None:
    """The plan's phases as named boxes above the plot; a name that has no room is left to the readout."""
    boxes = [(phase, plot.x(phase.first.toordinal()), plot.x(phase.last.toordinal() + 1)) for phase in data.phases]
    high = page.px(17)
    page.shapes(
        [[(left, top), (right - 1, top), (right - 1, top + high), (left, top + high)] for _phase, left, right in boxes],
        page.theme.accent_tint,
        zorder=-1,
        gid="phases",
    )
    for phase, left, right in boxes:
        name = label(phase.phase)
        if page.measure(name, 11) + page.px(8) <= right - left:
            page.text(
                (left + right) / 2, top + high / 2, name, size=11, colour=page.theme.text, ha="center", gid="phase"
            )


def _names(data: PainTrend, today: date | None) -> dict[date, str]:
    """What each marked day is: today first, then which visit it was."""
    names = {} if today is None or today not in data.span else {today: _("Today")}
    for visit in data.visits:
        text = _("First visit") if visit.number == 1 else _("Visit {n}").format(n=visit.number)
        names.setdefault(visit.day, text)
    return names


def _write_names(page: Page, plot: Plot, names: Mapping[date, str], row: float) -> None:
    """Over the marks; a name that has no room beside those before it is left to the readout."""
    taken: list[tuple[float, float]] = []
    for day, text in names.items():
        half, gap = page.measure(text, weight=600) / 2, page.px(8)
        x = min(max(plot.x(day.toordinal() + 0.5), plot.left + half), page.width - half)
        if all(x - half >= right + gap or x + half <= left - gap for left, right in taken):
            page.text(x, row - page.px(6), text, weight=600, colour=page.theme.accent, ha="center", gid="name")
            taken.append((x - half, x + half))


def _marks(page: Page, plot: Plot, data: PainTrend, names: Mapping[date, str]) -> None:
    """Visits and named days at the top; flares and swelling at their day's score, with a word where there is room."""
    from kneerehab.charts.marks import points
    from kneerehab.charts.page import POINT

    visits = [day.toordinal() + 0.5 for day in sorted({visit.day for visit in data.visits} | names.keys())]
    stems = [[(plot.x(x), plot.y(10)), (plot.x(x), plot.y(0))] for x in visits]
    page.lines(stems, page.theme.line, 1, zorder=-2, linestyles="dotted")
    points(plot, visits, [10.0] * len(visits), "D", page.theme.accent, 7, gid="visits")
    worst = {
        point.day + timedelta(days=number): max(point.worst.known(), default=0)
        for point in data.points
        for number in range(point.days)
    }
    taken: list[tuple[float, float]] = []
    for days, marker, colour, text, gid in (
        (data.flares, "o", page.theme.text, _("Flare-up, {score}"), "flares"),
        (data.swelling, "v", page.theme.caution, _("Swelling"), "swelling"),
    ):
        xs, ys = [day.toordinal() + 0.5 for day in days], [float(worst[day]) for day in days]
        look = {"markerfacecolor": "none", "markeredgewidth": 1.6 * POINT, "zorder": 5}
        points(plot, xs, ys, marker, colour, 6 if data.span.weekly else 10, gid=gid, **look)
        for x, y in () if data.span.weekly else zip(xs, ys, strict=True):
            _word(page, plot, worst, (plot.x(x), y), text.format(score=round(y)), taken)


def _word(
    page: Page,
    plot: Plot,
    worst: dict[date, int],
    at: tuple[float, float],
    text: str,
    taken: list[tuple[float, float]],
) -> None:
    """A word on a stem above a mark, clear of the points below it; left out if it would not be."""
    x, score = at
    half = page.measure(text) / 2 + page.px(6)
    under = [value for day, value in worst.items() if abs(plot.x(day.toordinal() + 0.5) - x) <= half + page.px(2)]
    row = plot.y(max([score, *under])) - page.px(26)
    inside = plot.left <= x - half and x + half <= plot.right and row - page.px(12) > plot.top
    if not inside or any(x - half < right and x + half > left for left, right in taken):
        return
    taken.append((x - half, x + half))
    page.lines([[(x, plot.y(score) - page.px(6)), (x, row + page.px(9))]], page.theme.line, 1, zorder=2)
    page.text(x, row, text, colour=page.theme.text, ha="center", gid="mark")


def describe(data: PainTrend, locale: Locale | None = None) -> str:
    """Per knee how many days, from what to what, and the highest; then the runs."""
    locale = locale or spoken()
    if not data.knees():
        return _("Pain, {period}: no day logged.").format(period=words.period(data.span, locale))
    parts = []
    for knee in data.knees():
        known = [(point.worst.of(knee), point.day) for point in data.points if point.worst.of(knee) is not None]
        high, day = max(known, key=lambda item: item[0] or 0)
        first, last = known[0][0] or 0, known[-1][0] or 0
        text = _("{knee} from {first} to {last}, highest {high} on {day}.")
        if len({value for value, _day in known}) == 1:
            text = _("{knee} {first} throughout.")
        scores = {"first": locale.number(first), "last": locale.number(last), "high": locale.number(high or 0)}
        parts.append(text.format(knee=knee_name(knee), day=locale.day(day), **scores))
    start = _("Pain, worst of the day, {period}: {logged}.").format(
        period=words.period(data.span, locale), logged=words.logged(data.logged, data.span, locale)
    )
    ending = [words.runs(len(data.runs), locale)]
    if data.visits:
        ending.append(ngettext("{n} clinic visit", "{n} clinic visits", len(data.visits)).format(n=len(data.visits)))
    if data.flares:
        ending.append(ngettext("{n} flare-up", "{n} flare-ups", len(data.flares)).format(n=len(data.flares)))
    return " ".join([start, *parts, ", ".join(ending) + "."])


def table(data: PainTrend, locale: Locale | None = None) -> Table:
    """One row a day or week."""
    locale = locale or spoken()
    runs = set(data.runs)
    return Table(
        headers=(_("Day"), _("Left, worst"), _("Left, mean"), _("Right, worst"), _("Right, mean"), _("Runs")),
        rows=tuple(
            (
                locale.day(point.day),
                words.cell(point.worst.left, locale),
                words.cell(point.mean.left, locale, 1),
                words.cell(point.worst.right, locale),
                words.cell(point.mean.right, locale, 1),
                locale.number(sum(point.day + timedelta(days=number) in runs for number in range(point.days))),
            )
            for point in data.points
        ),
    )


def readout(data: PainTrend, day: date, locale: Locale | None = None) -> str:
    """Scores, means, and what else happened."""
    locale = locale or spoken()
    point = next((point for point in data.points if 0 <= (day - point.day).days < point.days), None)
    if point is None:
        return words.readout(day, 1, [], locale)
    within = {point.day + timedelta(days=number) for number in range(point.days)}
    parts = []
    if point.worst.known():
        parts.append(_("worst {scores}").format(scores=words.scores(point.worst, locale)))
    means = [
        _("{knee} {score}").format(knee=_("left") if knee is Knee.LEFT else _("right"), score=locale.number(mean, 1))
        for knee in Knee
        if (mean := point.mean.of(knee)) is not None
    ]
    if means:
        text = _("7-day mean {scores}") if point.days == 1 else _("mean {scores}")
        parts.append(text.format(scores=", ".join(means)))
    ran = len(within & set(data.runs))
    if ran:
        parts.append(words.runs(ran, locale))
    parts += [_("clinic visit") for visit in data.visits if visit.day in within]
    parts += [_("flare-up") for flare in data.flares if flare in within]
    if within & set(data.swelling):
        parts.append(_("swelling"))
    parts += [label(phase.phase) for phase in data.phases if phase.first <= point.day <= phase.last]
    return words.readout(point.day, point.days, parts, locale)


def days(data: PainTrend) -> tuple[date, ...]:
    """Every day, or the first of every week."""
    return tuple(point.day for point in data.points)


CHART = Chart(
    id="pain",
    title=N_("Pain"),
    subtitle=N_("worst of the day, line is the 7-day mean"),
    card=CardPlan(name="pain", columns=4, height=244, at_first=True),
    data=lambda s: pain_trend(s.diary, s.span, pain=s.pain, limit=s.limit, phases=s.phases, week_start=s.week_start),
    draw=draw,
    describe=describe,
    table=table,
    readout=readout,
    days=days,
)
