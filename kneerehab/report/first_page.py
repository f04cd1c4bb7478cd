"""The one page: head, four figures, three charts, and two columns of what was decided, done and asked."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from kneerehab.charts import CHARTS
from kneerehab.domain.folding import one_line
from kneerehab.domain.measures import MeasureTrend
from kneerehab.domain.overview import Overview
from kneerehab.i18n import _
from kneerehab.report import signature, told
from kneerehab.report.column import Column, Places
from kneerehab.report.options import ReportOptions
from kneerehab.report.rest import EXERCISE_PLACES, exercise_heads
from kneerehab.report.sheet import LINE, SMALL, Sheet
from kneerehab.report.tiles import legend, tiles
from kneerehab.report.told import Part
from kneerehab.services.report import ReportData
from kneerehab.wording import summary
from kneerehab.wording.formats import Formats
from kneerehab.wording.labels import knees_name, label, within
from kneerehab.wording.measures import measure_between, measure_change, measure_dates, measure_lines, measure_name

_CHART = 196
_GAP = 14
_ANSWER = 4
"""Lines of one question or answer."""
_HEADING = 2.1
"""Lines that a heading takes."""
_ENDLESS = 1e6

_Write = Callable[[Column, Overview, Formats], bool]
"""Writes one part; False if not all of it had room."""


def first_page(data: ReportData, options: ReportOptions) -> tuple[Sheet, tuple[Part, ...]]:
    """Draw the page; and which parts have no room for all of theirs on it."""
    sheet, found = Sheet(options), data.overview
    sheet.bottom -= signature.HEIGHT if options.clinician else 0
    y = _head(sheet, found, options)
    y = tiles(sheet, found, y)
    y = legend(sheet, y)
    y = _charts(sheet, data, y)
    left_out = _columns(sheet, found, y)
    if options.clinician:
        signature.write(sheet, options.clinician)
    return sheet, left_out


def _columns(sheet: Sheet, found: Overview, top: float) -> tuple[Part, ...]:
    """Two columns; each part leaves the next ones the lines they need to say the most important."""
    middle = sheet.width / 2
    left = Column(sheet, sheet.left, middle - _GAP, top)
    right = Column(sheet, middle + _GAP, sheet.right, top)
    asked = _asked(right, found)
    days = _HEADING + len(found.worst)
    left_out = _stacked(left, {Part.SIGNS: (_signs, 3), Part.PLAN: (_plan, 6), Part.WORST: (_worst, days)}, found)
    beside = left.room(asked)
    rests = len(found.pauses) and min(3, len(found.pauses) + 1)  # more of them take what room is left
    parts = {
        Part.EXERCISES: (_exercises, 5),
        Part.CARE: (_care, 6 + rests),
        Part.MEASURES: (_measures, 5 if found.measures else 0),
    }
    left_out += _stacked(right, parts, found, kept=0 if beside else min(asked, 11))
    if not _questions(left if beside else right, found):
        left_out.append(Part.QUESTIONS)
    _room_for_notes(left if left.y < right.y else right)
    return tuple(part for part in Part if part in left_out)


def _height(write: _Write, column: Column, found: Overview) -> float:
    """How many lines a part takes where there is room for all of it, tried on a sheet of its own."""
    tried = Column(Sheet(column.sheet.options), column.left, column.right, 0, bottom=_ENDLESS)
    write(tried, found, column.sheet.options.locale.formats)
    return tried.y / LINE


def _stacked(
    column: Column, parts: Mapping[Part, tuple[_Write, float]], found: Overview, kept: float = 0
) -> list[Part]:
    """Write one part after the other; each leaves the least lines of those that follow, and `kept` at the end.

    Which of them are not told whole.
    """
    formats, sheet, left_out = column.sheet.options.locale.formats, column.sheet, list[Part]()
    least = [min(lines, _height(write, column, found)) for write, lines in parts.values()]
    for number, (part, (write, _least)) in enumerate(parts.items(), 1):
        column.bottom = sheet.bottom - LINE * (kept + sum(least[number:]))
        if not write(column, found, formats):
            left_out.append(part)
    column.bottom = sheet.bottom
    return left_out


def title() -> str:
    """What the document is called."""
    return _("Knee and running report")


def _head(sheet: Sheet, found: Overview, options: ReportOptions) -> float:
    formats = options.locale.formats
    y = sheet.left + 8
    sheet.text(sheet.left, y, title(), size=22, weight=700, colour=sheet.theme.text)
    made = _("Made on {day}").format(day=formats.day(found.today))
    if options.clinic:
        room = sheet.right - sheet.left - sheet.measure(title(), 22, 700) - sheet.measure(f"  ·  {made}", SMALL) - 20
        made = f"{sheet.fitted(options.clinic, room, SMALL)}  ·  {made}"
    sheet.text(sheet.right, y, made, size=SMALL, weight=400, ha="right")
    y += 26
    runner = found.diary.runner
    who = [options.who, *([record] if (record := one_line(runner.record_number or "")) else [])]
    who += [_("born {year}").format(year=runner.birth_year)] if runner.birth_year and options.named else []
    who.append(knees_name(found.settings.affected))
    zones = ", ".join(within(label(zone)) for zone in runner.zones)
    if zones:
        who.append(_("pain at the start: {zones}").format(zones=zones))
    line, room = "  ·  ".join(who), sheet.right - sheet.left
    for part in [line] if sheet.measure(line, 12.6, 600) <= room else sheet.wrapped(line, room, 12.6, 600):
        sheet.text(sheet.left, y, part, size=12.6, weight=600, colour=sheet.theme.text)
        y += 18
    second = f"{summary.dates(found, formats)}  ·  {summary.logged(found, formats)}"
    sheet.text(sheet.left, y, second, size=12, weight=400)
    return y + 18


def _charts(sheet: Sheet, data: ReportData, top: float) -> float:
    def draw(name: str, left: float, right: float, top: float, height: float) -> None:
        sheet.chart(CHARTS[name], CHARTS[name].data(data.sources), (left - 4, top, right, top + height))

    height = _CHART if sheet.height > 1150 else _CHART - 16  # Letter is shorter than A4
    draw("pain", sheet.left, sheet.right, top, height)
    top += height + 8
    split = sheet.left + (sheet.right - sheet.left) * 0.64
    draw("response", sheet.left, split - 20, top, height)
    draw("running_distance", split + 8, sheet.right, top, height)
    return top + height + 4


def _plan(column: Column, found: Overview, formats: Formats) -> bool:
    if not column.heading(_("What the plan decided, newest first")):
        return False
    decided, by_hand = told.decisions(found, formats), told.overrides(found, formats)
    newest = column.sheet.wrapped(by_hand[0][1], column.width - column.indent(by_hand)) if by_hand else []
    kept = LINE * (2 + min(_ANSWER, len(newest)) + (len(by_hand) > 1)) if by_hand else 0
    column.bottom -= kept
    if not found.decisions:
        column.words(_("No decision in these days."))
    whole = column.entries(decided, each=4)
    column.bottom += kept
    if by_hand:
        column.gap()
        whole = column.words(_("Overrides, set by a person"), weight=600, lines=1) and whole
        whole = column.entries(by_hand, each=4) and whole
    return whole


def _worst(column: Column, found: Overview, formats: Formats) -> bool:
    if not column.heading(_("Worst days")):
        return False
    if not found.worst:
        column.words(_("No score above 0.") if found.logged else _("No scores."))
    return column.entries(told.worst(found, formats))


def _signs(column: Column, found: Overview, formats: Formats) -> bool:
    if not column.heading(_("Warning signs")):
        return False
    if not found.red_flags:
        column.words(_("None reported."))
    return column.entries(told.signs(found, formats))


def _exercises(column: Column, found: Overview, formats: Formats) -> bool:
    if not column.heading(_("Exercises: days done of planned, and by leg")):
        return False
    if not found.exercise.exercises:
        column.words(_("None.") if found.logged else _("Unknown: nothing was logged."))
        return True
    column.row(exercise_heads(), EXERCISE_PLACES, head=True)
    total = column.sheet.wrapped(told.exercise_total(found), column.width, SMALL)
    column.bottom -= LINE * len(total)
    broken = [column.broken(cells, EXERCISE_PLACES) for cells in told.exercises(found, formats)]
    whole = column.listed(broken, len, lambda rows: [column.row(cells, EXERCISE_PLACES) for cells in rows])
    column.bottom += LINE * len(total)
    column.lines(total, size=SMALL, colour=column.sheet.theme.muted)
    return whole


def _care(column: Column, found: Overview, formats: Formats) -> bool:
    return column.heading(_("Ice, medication, swelling")) and column.entries(told.care(found, formats))


def _measures(column: Column, found: Overview, formats: Formats) -> bool:
    earlier = [outcome.at.date() for outcome in found.diary.outcomes if outcome.at.date() < found.span.first]
    if not (found.measures or earlier):
        return True
    if not column.heading(_("Measures, first and last")):
        return not found.measures
    if not found.measures:
        return column.words(_("None in these days; the last was on {day}.").format(day=formats.day(max(earlier))))
    places: Places = ((0.0, "left"), (1.0, "right"))
    several = sum(1 for trend in found.measures if trend.activity) > 1
    muted, dated = column.sheet.theme.muted, ""

    def rows(trend: MeasureTrend) -> list[Sequence[str]]:
        return column.broken((measure_name(trend), measure_change(trend, formats)), places)

    def lines(trend: MeasureTrend) -> int:
        return len(rows(trend)) + (measure_dates(trend, formats) != dated) + bool(measure_between(trend, formats))

    def write(trend: MeasureTrend) -> None:
        """Its row, before it its dates unless they stand above already, after it how far it went in between."""
        nonlocal dated
        dates, between = measure_dates(trend, formats), measure_between(trend, formats)
        if dates != dated:
            column.words(dates, size=SMALL, colour=muted, lines=1)
            dated = dates
        for cells in rows(trend):
            column.row(cells, places)
        if between:
            column.words(between, size=SMALL, colour=muted, lines=1)

    single_mean = [t for t in found.measures if t.measure == "psfs" and not t.activity and not several]
    whole = column.listed([trend for trend in found.measures if trend not in single_mean], lines, write)
    what_counts = [
        part for line in measure_lines(found.measures) for part in column.sheet.wrapped(line, column.width, SMALL)
    ]
    if whole and len(what_counts) <= column.free:
        column.lines(what_counts, size=SMALL, colour=muted)
    return whole


def _asked(column: Column, found: Overview) -> float:
    """How many lines the questions want, with their heading."""
    first, _others = _about_the_visit(found, column.sheet.options.locale.formats)
    room = column.width - column.indent(first)
    return sum(min(_ANSWER, len(column.sheet.wrapped(text, room))) for _head, text in first) + _HEADING if first else 0


def _about_the_visit(found: Overview, formats: Formats) -> tuple[list[told.Entry], list[told.Entry]]:
    """Two questions, the last advice and the note of the plan; and all others."""
    notes, advice = told.notes(found, formats), told.advice(found, formats)
    return [*notes[:2], *advice[:1], *told.about_the_plan(found)], [*notes[2:], *advice[1:]]


def _questions(column: Column, found: Overview) -> bool:
    first, others = _about_the_visit(found, column.sheet.options.locale.formats)
    if not first:
        return True
    return column.heading(_("Questions and notes for the visit")) and column.entries([*first, *others], each=_ANSWER)


def _room_for_notes(column: Column) -> None:
    """Lines to write on, where there is room left."""
    if not column.room(5) or not column.heading(_("Notes")):
        return
    while column.room(1.6):
        column.y += LINE * 1.5
        column.sheet.rule(column.y, column.left, column.right, column.sheet.theme.grid)
