"""The plan's phases over time, with pauses and people's decisions."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from kneerehab.charts import words
from kneerehab.charts.chart import CardPlan, Chart, Drawing, Table
from kneerehab.charts.style import Locale, Style, spoken
from kneerehab.domain.codes import Phase
from kneerehab.domain.trends.phases import PhaseSpan, PhaseTimeline, phase_timeline
from kneerehab.i18n import N_, _, ngettext
from kneerehab.wording.labels import label

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from kneerehab.charts.page import Page, Plot, Points

ORDER = (Phase.MAINTAIN, Phase.BUILD, Phase.RUNWALK, Phase.WALK, Phase.CALM)


def draw(figure: Figure, data: PhaseTimeline, style: Style) -> Drawing:
    """A lane a phase, the goal on top; pauses are hatched through all lanes, decisions stand at the foot."""
    from kneerehab.charts import axis
    from kneerehab.charts.legend import Key, header
    from kneerehab.charts.page import Page

    page = Page(figure, style)
    if not data.phases:
        return page.message(_("The plan has not begun in these days."))
    theme = page.theme
    lanes = _lanes(data)
    keys = []
    if data.pauses:
        keys.append(Key(shape="hatched", colour=theme.surface, text=_("pause"), edge=theme.line))
    if data.decisions:
        keys.append(Key(shape="diamond", colour=theme.accent, text=_("decided by a person")))
    now = data.phases[-1]
    ending = label(now.phase) if now.last == data.span.last else ""
    top = header(page, _("Phases"), keys, subtitle=_("of the plan"), right=ending) + page.px(4)
    names = [label(phase) for phase in lanes]
    widest = min(max(page.measure(name) for name in names), page.width * 0.34)
    plot = page.plot(
        page.px(8) + widest + page.px(10),
        top,
        page.width - page.px(12),
        page.height - page.px(28),
        x=(data.span.first.toordinal(), data.span.last.toordinal() + 1),
        y=(len(lanes), 0),
    )
    _draw_lanes(page, plot, data, lanes)
    axis.day_labels(page, plot, data.span, page.height - page.px(12))
    return page.drawing(plot, [(day, plot.x(day.toordinal() + 0.5)) for day in data.span.each()])


def _lanes(data: PhaseTimeline) -> tuple[Phase, ...]:
    referred = any(span.phase is Phase.REFER for span in data.phases)
    return (*ORDER, Phase.REFER) if referred else ORDER


def _draw_lanes(page: Page, plot: Plot, data: PhaseTimeline, lanes: tuple[Phase, ...]) -> None:
    from kneerehab.charts.marks import rounded

    theme = page.theme
    high = plot.height / len(lanes)
    thick = min(high * 0.56, page.px(20))
    name_size = 12 if high >= page.line_height() else 12 * high / page.line_height()
    tracks: list[Points] = []
    bars: list[Points] = []
    latest: list[Points] = []
    warnings: list[Points] = []
    for number, phase in enumerate(lanes):
        y = plot.top + (number + 0.5) * high
        current = data.phases[-1].phase is phase
        page.text(
            page.px(8),
            y,
            page.fitted(label(phase), plot.left - page.px(18), name_size),
            size=name_size,
            colour=theme.text if current else theme.muted,
            weight=600 if current else 500,
            gid="row",
        )
        tracks.append([(plot.left, y - 0.5), (plot.right, y - 0.5), (plot.right, y + 0.5), (plot.left, y + 0.5)])
    for index, span in enumerate(data.phases):
        y = plot.top + (lanes.index(span.phase) + 0.5) * high
        left, right = plot.x(span.first.toordinal()), plot.x(span.last.toordinal() + 1)
        shape = rounded(left, y - thick / 2, max(right, left + 1.5), y + thick / 2, 4)
        if span.phase is Phase.REFER:
            warnings.append(shape)
        else:
            (latest if index == len(data.phases) - 1 else bars).append(shape)
    page.shapes(tracks, theme.grid, zorder=-3, gid="tracks")
    page.shapes(bars, theme.figure_tint, theme.accent, 1.2, zorder=1, gid="phases")
    page.shapes(latest, theme.accent, theme.accent, 1.2, zorder=1, gid="phase-now")
    page.shapes(warnings, theme.danger_tint, theme.danger, 1.2, zorder=1, gid="refer")
    rests = [
        rounded(plot.x(pause.first.toordinal()), plot.top, plot.x(pause.last.toordinal() + 1), plot.bottom, 0)
        for pause in data.pauses
    ]
    page.hatched(rests, "none", theme.line, 0, "///", zorder=2, alpha=0.55, gid="pauses")
    flags = [(plot.x(decision.day.toordinal() + 0.5), plot.bottom) for decision in data.decisions]
    page.lines([[(x, plot.top), (x, y)] for x, y in flags], theme.accent, 1, zorder=0, linestyles="dotted")
    page.marks(flags, "D", theme.accent, page.px(7)).set_gid("decisions")


def describe(data: PhaseTimeline, locale: Locale | None = None) -> str:
    """The phases in order with how long each lasted, then pauses and decisions."""
    locale = locale or spoken()
    period = words.period(data.span, locale)
    if not data.phases:
        return _("Phases of the plan, {period}: the plan has not begun.").format(period=period)
    listed = ", ".join(_stretch(span, locale) for span in data.phases[-6:])
    if len(data.phases) > 6:
        listed = _("the last six of {n}: {listed}").format(n=locale.number(len(data.phases)), listed=listed)
    parts = [_("Phases of the plan, {period}: {listed}.").format(period=period, listed=listed)]
    if data.pauses:
        count = len(data.pauses)
        parts.append(ngettext("{n} pause.", "{n} pauses.", count).format(n=locale.number(count)))
    if data.decisions:
        count = len(data.decisions)
        parts.append(
            ngettext("{n} decision by a person.", "{n} decisions by a person.", count).format(n=locale.number(count))
        )
    return " ".join(parts)


def _stretch(span: PhaseSpan, locale: Locale) -> str:
    length = (span.last - span.first).days + 1
    return ngettext("{phase} {n} day", "{phase} {n} days", length).format(
        phase=label(span.phase), n=locale.number(length)
    )


def table(data: PhaseTimeline, locale: Locale | None = None) -> Table:
    """Phases, pauses and decisions by date."""
    locale = locale or spoken()
    rows = [
        *((span.first, span.last, label(span.phase)) for span in data.phases),
        *((pause.first, pause.last, _("Pause: {reason}").format(reason=label(pause.reason))) for pause in data.pauses),
        *((item.day, item.day, _decided(item.by, label(item.phase))) for item in data.decisions),
    ]
    rows.sort(key=lambda row: row[0])
    return Table(
        headers=(_("From"), _("To"), _("What")),
        rows=tuple((locale.day(first), locale.day(last), what) for first, last, what in rows),
    )


def _decided(by: str, phase: str) -> str:
    return _("Decided by {by}: {phase}").format(by=by, phase=phase)


def readout(data: PhaseTimeline, day: date, locale: Locale | None = None) -> str:
    """Phase, pause and decision of a day."""
    locale = locale or spoken()
    parts = [label(span.phase) for span in data.phases if span.first <= day <= span.last]
    parts += [
        _("Pause: {reason}").format(reason=label(pause.reason))
        for pause in data.pauses
        if pause.first <= day <= pause.last
    ]
    parts += [_decided(item.by, label(item.phase)) for item in data.decisions if item.day == day]
    return words.readout(day, 1, parts, locale)


def days(data: PhaseTimeline) -> tuple[date, ...]:
    """Every day."""
    return tuple(data.span.each())


CHART = Chart(
    id="phases",
    title=N_("Phases"),
    subtitle=N_("of the plan, over time"),
    card=CardPlan(name="phases", columns=6, height=150),
    data=lambda s: phase_timeline(s.diary, s.span, s.phases),
    draw=draw,
    describe=describe,
    table=table,
    readout=readout,
    days=days,
)
