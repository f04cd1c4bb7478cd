"""Exercise days as a calendar: the more exercises, the larger the square."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from kneerehab.charts import words
from kneerehab.charts.chart import CardPlan, Chart, Drawing, Spot, Table, exercised
from kneerehab.charts.style import Locale, Style, spoken
from kneerehab.domain.trends.adherence import ExerciseCalendar, ExerciseDay, exercise_calendar
from kneerehab.domain.trends.span import week_of
from kneerehab.i18n import N_, _, ngettext, pgettext

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from kneerehab.charts.page import Page, Points

SIZES = (0.33, 0.5, 0.67, 0.83, 1.0)
"""Side of the inner square as a share of the cell, by fifths of the largest number."""
LARGEST_CELL = 26


def draw(figure: Figure, data: ExerciseCalendar, style: Style) -> Drawing:
    """Columns are weeks and rows weekdays; over a year, columns are the weeks of a year and rows years."""
    from kneerehab.charts.legend import header
    from kneerehab.charts.marks import rounded
    from kneerehab.charts.page import Page

    page, locale = Page(figure, style), style.locale
    if not data.active:
        return page.message(_("No exercise done in these days."))
    share = ngettext("{count} of {days} day", "{count} of {days} days", data.span.days).format(
        count=locale.number(data.active), days=locale.number(data.span.days)
    )
    top = header(page, _("Exercises"), [], subtitle=_("done each day"), right=share) + page.px(4)
    places = {cell.day: _place(cell, data) for cell in data.cells}
    first_row = min(row for _column, row in places.values())
    columns = max(column for column, _row in places.values()) + 1
    rows = max(row for _column, row in places.values()) - first_row + 1
    names = [_row_name(data, row + first_row, locale) for row in range(rows)]
    left = page.px(6) + max(page.measure(name) for name in names) + page.px(8)
    foot = page.px(50)
    pitch = min(
        (page.width - left - page.px(10)) / columns,
        (page.height - top - foot) / rows,
        page.px(LARGEST_CELL),
    )
    side = pitch * 0.86
    across = min((page.width - left - page.px(10)) / columns, pitch * 1.5)
    outer: list[Points] = []
    inner: list[Points] = []
    spots = []
    for cell in data.cells:
        column, row = places[cell.day]
        x, y = left + column * across, top + (row - first_row) * pitch
        outer.append(rounded(x, y, x + side, y + side, side * 0.22))
        if cell.done:
            size = max(side * SIZES[_step(cell.done, data.most) - 1], 1.2)
            gap = (side - size) / 2
            inner.append(rounded(x + gap, y + gap, x + gap + size, y + gap + size, size * 0.2))
        spots.append(Spot(day=cell.day, x=(x + side / 2) / page.width, y=(y + side / 2) / page.height))
    page.shapes(outer, page.theme.sunken, page.theme.border, 1 if side > 7 else 0.5, zorder=1, gid="cells")
    page.shapes(inner, page.theme.exercise, zorder=2, gid="done")
    every = max(1, int(-(-page.line_height() // pitch)))
    for number, name in enumerate(names):
        if number % every == 0:
            page.text(left - page.px(8), top + number * pitch + side / 2, name, ha="right", gid="y-label")
    below = top + rows * pitch + page.px(12)
    _column_names(page, data, left, across, below)
    _scale(page, data, min(below + page.px(24), page.height - page.px(12)))
    right, bottom = left + columns * across, top + rows * pitch
    return Drawing(
        plot=(left / page.width, top / page.height, right / page.width, bottom / page.height), spots=tuple(spots)
    )


def _step(done: int, most: int) -> int:
    """1 to 5: which fifth of the largest number."""
    return max(1, -(-done * len(SIZES) // most))


def _place(cell: ExerciseDay, data: ExerciseCalendar) -> tuple[int, int]:
    """Column and row of a cell."""
    if data.span.weekly:
        return min((cell.day.timetuple().tm_yday - 1) // 7, 52), cell.day.year
    start = week_of(data.span.first, data.week_start)
    return (cell.day - start).days // 7, (cell.day - start).days % 7


def _row_name(data: ExerciseCalendar, row: int, locale: Locale) -> str:
    return str(row) if data.span.weekly else locale.weekday((row + data.week_start) % 7)


def _column_names(page: Page, data: ExerciseCalendar, left: float, pitch: float, y: float) -> None:
    """Dates (or months) under the columns, as many as fit."""
    free = -1.0
    locale = page.style.locale
    start = week_of(data.span.first, data.week_start)
    columns = 53 if data.span.weekly else (data.span.last - start).days // 7 + 1
    for column in range(columns):
        day = date(2025, 1, 1) + timedelta(days=7 * column) if data.span.weekly else start + timedelta(days=7 * column)
        if data.span.weekly:
            if day.day > 7:
                continue
            name = locale.axis_month(day) if day.month > 1 else _("Jan")
        else:
            name = locale.axis_day(max(day, data.span.first))
        x = left + column * pitch
        if x > free and x + page.measure(name) < page.width - 2:
            page.text(x, y, name, gid="x-label")
            free = x + page.measure(name) + page.px(16)


def _scale(page: Page, data: ExerciseCalendar, y: float) -> None:
    """What the sizes mean, from none to the most."""
    from kneerehab.charts.marks import rounded

    side, x = page.px(14), page.px(6)
    page.text(x, y, pgettext("exercises", "none"), gid="key")
    x += page.measure(pgettext("exercises", "none")) + page.px(8)
    outer: list[Points] = []
    inner: list[Points] = []
    for number, share in enumerate((0.0, *SIZES)):
        left = x + number * (side + page.px(5))
        outer.append(rounded(left, y - side / 2, left + side, y + side / 2, side * 0.22))
        if share:
            half = side * share / 2
            inner.append(rounded(left + side / 2 - half, y - half, left + side / 2 + half, y + half, half * 0.4))
    page.shapes(outer, page.theme.sunken, page.theme.border)
    page.shapes(inner, page.theme.exercise, zorder=2)
    x += 6 * (side + page.px(5)) + page.px(4)
    room = page.width - x - page.px(4)
    texts = _most(data, page.style.locale)
    page.text(x, y, next((text for text in texts if page.measure(text) <= room), texts[-1]), gid="key")


def _most(data: ExerciseCalendar, locale: Locale) -> tuple[str, ...]:
    """What the largest square stands for, in words for much and for little room."""
    one = ngettext("{n} exercise", "{n} exercises", data.most)
    texts: tuple[str, ...] = (one,)
    if data.span.weekly:
        one_week = ngettext("{n} exercise in a week", "{n} exercises in a week", data.most)
        texts = (one_week, _("{n} in a week"), _("{n}"))
    return tuple(text.format(n=locale.number(data.most)) for text in texts)


def describe(data: ExerciseCalendar, locale: Locale | None = None) -> str:
    """On how many days there was any exercise, and the most on one."""
    locale = locale or spoken()
    if not data.active:
        text = _("Exercise days, {period}: {count} of {days} days with exercise.")
    elif data.span.weekly:
        text = _("Exercise days, {period}: {count} of {days} days with exercise, at most {most} in a week.")
    else:
        text = _("Exercise days, {period}: {count} of {days} days with exercise, at most {most} a day.")
    return text.format(
        period=words.period(data.span, locale),
        count=locale.number(data.active),
        days=locale.number(data.span.days),
        most=ngettext("{n} exercise", "{n} exercises", data.most).format(n=locale.number(data.most)),
    )


def table(data: ExerciseCalendar, locale: Locale | None = None) -> Table:
    """One row a day or week."""
    locale = locale or spoken()
    return Table(
        headers=(_("Week of") if data.span.weekly else _("Day"), _("Exercises done")),
        rows=tuple((locale.day(cell.day), locale.number(cell.done)) for cell in data.cells),
    )


def readout(data: ExerciseCalendar, day: date, locale: Locale | None = None) -> str:
    """Done and planned."""
    locale = locale or spoken()
    cell = next((cell for cell in data.cells if 0 <= (day - cell.day).days < cell.days), None)
    if cell is None:
        return words.readout(day, 1, [], locale)
    parts = [
        ngettext("{n} exercise done", "{n} exercises done", cell.done).format(n=locale.number(cell.done)),
    ]
    return words.readout(cell.day, cell.days, parts, locale)


def days(data: ExerciseCalendar) -> tuple[date, ...]:
    """Every day, or the first of every week."""
    return tuple(cell.day for cell in data.cells)


CHART = Chart(
    id="exercise_days",
    title=N_("Exercise days"),
    subtitle=N_("done each day"),
    card=CardPlan(name="exercise_days", columns=2, height=264, at_first=True, early=exercised),
    data=lambda s: exercise_calendar(s.diary, s.span, s.week_start),
    draw=draw,
    describe=describe,
    table=table,
    readout=readout,
    days=days,
)
