"""Axes made of grid lines and labels that were measured first: as many as fit, none that touch."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from math import ceil, floor, log10

from kneerehab.charts.page import Page, Plot
from kneerehab.charts.style import Locale
from kneerehab.domain.trends.span import Span

LABEL_GAP = 8
"""Pixels between a label and the plot."""


def round_steps(top: float, most: int, *, minutes: bool = False) -> list[float]:
    """Round values from 0 to at least `top`, at most `most` of them above 0."""
    top, most = max(top, 1e-9), max(most, 1)
    if minutes:
        for whole in (5, 10, 15, 30, 60, 120, 180, 300, 600):
            if top / whole <= most:
                return [float(whole * number) for number in range(ceil(top / whole) + 1)]
    power = 10.0 ** floor(log10(top / most))
    step = next(power * factor for factor in (1, 2, 3, 5, 10, 20) if top / (power * factor) <= most)
    return [step * number for number in range(ceil(top / step - 1e-9) + 1)]


def rows_that_fit(page: Page, height: float, each: float = 34) -> int:
    """How many grid lines a height has room for."""
    return max(1, int(height // page.px(each)))


def label_room(page: Page, labels: Sequence[str]) -> float:
    """Pixels that labels left of a plot need."""
    return page.px(4) + max((page.measure(label) for label in labels), default=0) + page.px(LABEL_GAP)


def grid(page: Page, plot: Plot, ticks: Sequence[tuple[float, str]]) -> None:
    """Light lines across the plot with their labels at the left; the line of 0 is stronger."""
    page.lines(
        [[(plot.left, plot.y(value)), (plot.right, plot.y(value))] for value, _label in ticks if value],
        page.theme.grid,
        1,
        zorder=-3,
    )
    if any(value == 0 for value, _label in ticks):
        page.lines([[(plot.left, plot.y(0)), (plot.right, plot.y(0))]], page.theme.line, 1, zorder=-2)
    for value, label in ticks:
        page.text(plot.left - page.px(LABEL_GAP), plot.y(value), label, ha="right", gid="y-label")


def score_ticks(page: Page, height: float) -> list[tuple[float, str]]:
    """0 to 10 in steps of 2, 5 or 10, as room allows."""
    step = next((step for step in (2, 5) if height / (10 / step) >= page.px(18)), 10)
    return [(float(value), page.style.locale.number(value)) for value in range(0, 11, step)]


def _every(first: date, last: date, days: int) -> Iterator[date]:
    return (first + timedelta(days=number) for number in range(0, (last - first).days + 1, days))


def _months(first: date, last: date, months: int) -> Iterator[date]:
    number = first.year * 12 + first.month - (first.day == 1)
    number += -number % months
    while number // 12 <= last.year:
        day = date(number // 12, number % 12 + 1, 1)
        if day > last:
            return
        yield day
        number += months


def date_ticks(span: Span, room: float, measure: Callable[[str], float], locale: Locale) -> list[tuple[date, str]]:
    """As many dates as fit in `room` pixels: days, weeks, months or years, whichever is the finest that fits."""
    for step in (1, 2, 7, 14, 28):
        if span.days <= 400 and span.days / step * measure(locale.axis_day(date(2026, 12, 28))) * 1.35 <= room:
            return [(day, locale.axis_day(day)) for day in _every(span.first, span.last, step)]
    for months in (1, 2, 3, 6, 12, 24, 60):
        write = locale.axis_month if months < 12 else _year
        if span.days / 30.4 / months * measure(write(date(2026, 1, 1))) * 1.35 <= room:
            found = [(day, write(day)) for day in _months(span.first, span.last, months)]
            return found or [(span.first, locale.axis_day(span.first))]
    return [(span.first, locale.axis_day(span.first))]


def _year(day: date) -> str:
    return str(day.year)


def day_labels(page: Page, plot: Plot, span: Span, y: float, *, avoid: Sequence[tuple[float, float]] = ()) -> None:
    """Dates under a plot whose x axis is the ordinal of the day; `avoid` are stretches of pixels that are taken."""
    taken = list(avoid)
    for day, label in date_ticks(span, plot.width, page.measure, page.style.locale):
        middle, half = plot.x(day.toordinal() + 0.5), page.measure(label) / 2
        middle = max(middle, half + 2)
        if middle + half > page.width - 2:
            continue
        if all(middle + half + page.px(6) < left or middle - half - page.px(6) > right for left, right in taken):
            page.text(middle, y, label, ha="center", gid="x-label")
            taken.append((middle - half, middle + half))


def end_labels(page: Page, plot: Plot, labels: Sequence[tuple[float, str, str]]) -> None:
    """Words at the right end of lines: (pixel row, text, colour); moved apart where they would touch."""
    step = page.line_height()
    placed = sorted(labels)
    rows: list[float] = []
    for y, _text, _colour in placed:
        rows.append(max(y, rows[-1] + step) if rows else y)
    overflow = max(0.0, rows[-1] - plot.bottom) if rows else 0.0
    for number in range(len(rows) - 1, -1, -1):
        limit = plot.bottom if number == len(rows) - 1 else rows[number + 1] - step
        rows[number] = min(rows[number], limit) if overflow else rows[number]
    for (_y, text, colour), y in zip(placed, rows, strict=True):
        page.text(plot.right + page.px(LABEL_GAP), y, text, weight=600, colour=colour, gid="end-label")
