"""Left against right: sets of each exercise, back to back."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from kneerehab.charts import words
from kneerehab.charts.chart import CardPlan, Chart, Drawing, Table, exercised
from kneerehab.charts.style import Locale, Style, spoken
from kneerehab.domain.codes import Knee
from kneerehab.domain.trends.dose import LegBalance, leg_balance
from kneerehab.i18n import N_, _, ngettext

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from kneerehab.charts.page import Page

ROW = 40


def draw(figure: Figure, data: LegBalance, style: Style) -> Drawing:
    """Shares on top, then a pair of bars an exercise with its sets beside them."""
    from kneerehab.charts.legend import header
    from kneerehab.charts.page import Page

    page, locale = Page(figure, style), style.locale
    if not data.rows:
        return page.message(_("No exercise was logged leg by leg in these days."))
    top = header(page, _("Left and right"), [], subtitle=_("sets done")) + page.px(12)
    left_share = round(data.left * 100 / (data.left + data.right))
    theme, middle = page.theme, page.width / 2
    left_text = _("Left {percent} %").format(percent=locale.number(left_share))
    right_text = _("{percent} % Right").format(percent=locale.number(100 - left_share))
    page.text(page.px(8), top, left_text, size=14, weight=600, colour=theme.knee_left, gid="share")
    page.text(
        page.width - page.px(8), top, right_text, size=14, weight=600, colour=theme.knee_right, ha="right", gid="share"
    )
    edge = max(page.measure(left_text, 14, 600), page.measure(right_text, 14, 600)) + page.px(16)
    state = _verdict(data)
    if page.measure(state, CHIP, 600) > 2 * (middle - edge):
        top += page.px(20)  # where a language is long, in a line of its own
    page.text(
        middle,
        top,
        page.fitted(state, page.width - page.px(16), CHIP, 600),
        size=CHIP,
        weight=600,
        colour=theme.success if data.less is None else theme.caution,
        ha="center",
        gid="verdict",
    )
    top += page.px(18)
    rest = 0
    while True:  # that some are left out takes room, too
        lines = _foot(page, data, rest, page.height - top - page.px(ROW))
        foot = page.px(10) + len(lines) * page.px(STEP) if lines else page.px(6)
        room = page.height - top - foot - page.px(6)
        shown = data.rows[: max(1, int(room // page.px(ROW)))]
        if len(data.rows) - len(shown) <= rest:
            break
        rest = len(data.rows) - len(shown)
    for number, line in enumerate(reversed(lines)):
        page.text(page.width / 2, page.height - page.px(12) - number * page.px(STEP), line, ha="center", gid="note")
    high = min(room / len(shown), page.px(60))
    _bars(page, data, shown, top, high)
    return Drawing(plot=(0.0, top / page.height, 1.0, (top + high * len(shown)) / page.height))


CHIP, STEP = 12, 16


def _verdict(data: LegBalance) -> str:
    if data.less is None:
        return "✓ " + _("Nearly even")
    return "▲ " + (_("Left does less") if data.less is Knee.LEFT else _("Right does less"))


def _foot(page: Page, data: LegBalance, rest: int, room: float) -> list[str]:
    """How many have no row, and what works both legs at once, in as many lines as there is room for."""
    parts = []
    if rest:
        more = ngettext("{n} more in the table", "{n} more in the table", rest)
        parts.append(more.format(n=page.style.locale.number(rest)))
    if data.together:
        parts.append(_("Both legs at once: {names}").format(names=", ".join(map(_, data.together))))
    if not parts:
        return []
    across = page.width - page.px(16)
    lines = page.wrapped(" · ".join(parts), across)
    most = max(1, int((room - page.px(10)) // page.px(STEP)))
    if len(lines) > most:
        lines = [*lines[: most - 1], page.fitted(" ".join(lines[most - 1 :]), across)]
    return lines


def _bars(page: Page, data: LegBalance, shown: tuple[object, ...], top: float, high: float) -> None:
    from kneerehab.charts.marks import rounded

    theme, locale, middle = page.theme, page.style.locale, page.width / 2
    rows = data.rows[: len(shown)]
    most = max(max(row.left, row.right) for row in rows)
    number_room = page.measure(locale.number(most), 12, 600) + page.px(16)
    reach = middle - number_room - page.px(4)
    thick = page.px(12)
    lefts, rights = [], []
    for number, row in enumerate(rows):
        y = top + number * high + page.px(26)
        name = page.fitted(_(row.name), page.width - page.px(16), 13, 400)
        page.text(
            middle,
            top + number * high + page.px(9),
            name,
            size=13,
            weight=400,
            colour=theme.text,
            ha="center",
            gid="row",
        )
        left, right = row.left / most * reach, row.right / most * reach
        if row.left:
            lefts.append(rounded(middle - 1 - left, y, middle - 1, y + thick, 2.5))
        if row.right:
            rights.append(rounded(middle + 1, y, middle + 1 + right, y + thick, 2.5))
        for x, count, ha in (
            (middle - 1 - left - page.px(8), row.left, True),
            (middle + 1 + right + page.px(8), row.right, False),
        ):
            text = locale.number(count)
            side = "right" if ha else "left"
            page.text(
                x,
                y + thick / 2,
                text,
                weight=600,
                colour=theme.text,
                ha="right" if side == "right" else "left",
                gid="count",
            )
    page.shapes(lefts, theme.knee_left, gid="left", zorder=2)
    page.shapes(rights, theme.knee_right, gid="right", zorder=2)


def describe(data: LegBalance, locale: Locale | None = None) -> str:
    """Sets per leg, and which one does less."""
    locale = locale or spoken()
    start = _("Left and right, {period}").format(period=words.period(data.span, locale))
    if not data.rows:
        return _("{start}: no exercise was logged leg by leg.").format(start=start)
    state = _("nearly even")
    if data.less is not None:
        state = _("left does less") if data.less is Knee.LEFT else _("right does less")
    return _("{start}: {left} sets left, {right} sets right, {state}. {exercises}.").format(
        start=start,
        left=locale.number(data.left),
        right=locale.number(data.right),
        state=state,
        exercises=ngettext("{n} exercise", "{n} exercises", len(data.rows)).format(n=locale.number(len(data.rows))),
    )


def table(data: LegBalance, locale: Locale | None = None) -> Table:
    """One row an exercise."""
    locale = locale or spoken()
    return Table(
        headers=(_("Exercise"), _("Sets left"), _("Sets right")),
        rows=tuple((_(row.name), locale.number(row.left), locale.number(row.right)) for row in data.rows),
    )


def readout(data: LegBalance, day: date, locale: Locale | None = None) -> str:
    """This chart is not about days: the whole of it."""
    return describe(data, locale)


def days(data: LegBalance) -> tuple[date, ...]:
    """None: it sums up all days."""
    return ()


CHART = Chart(
    id="balance",
    title=N_("Left and right"),
    subtitle=N_("sets done"),
    card=CardPlan(name="balance", columns=2, height=244, at_first=True, early=exercised),
    data=lambda s: leg_balance(s.diary, s.span, names=s.names, per_leg=s.per_leg),
    draw=draw,
    describe=describe,
    table=table,
    readout=readout,
    days=days,
)
