"""The home programme: drawings, doses, boxes to tick for two weeks, what to do when it hurts, and the running rule.

One page for up to five exercises, then one more for each five. Meaning sits in words and outlines, so that a grey print
loses nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from kneerehab.domain.codes import Side
from kneerehab.domain.folding import one_line
from kneerehab.i18n import _, pgettext
from kneerehab.report import help_box, signature
from kneerehab.report.column import Column
from kneerehab.report.options import ReportOptions
from kneerehab.report.output import MADE_WITH, Report
from kneerehab.report.sheet import LINE, SMALL, Pose, Sheet
from kneerehab.services.programme import WEEKS, ProgrammeData, ProgrammeItem
from kneerehab.wording import programme as words
from kneerehab.wording.labels import knees_name, label, within
from kneerehab.wording.records import dose

_MOST = 5
"""Exercises on one page."""
_TEXT, _DAYS = 0.275, 0.634
"""Where the middle and the right column begin, as shares of the width."""
_POSE = 78
_CELL, _CELL_HIGH, _CELL_GAP = 27, 24, 4.2
_LINE, _DOT = 13.2, 14
_FOOT = 92
"""Below rules and help on A4: signatures, and the air around all three."""


def title() -> str:
    """What the document is called."""
    return _("Home programme")


def make_programme(data: ProgrammeData, options: ReportOptions) -> Report:
    """Set the sheets; nothing is drawn yet."""
    with options.speaking():
        return _set(data, options)


def _set(data: ProgrammeData, options: ReportOptions) -> Report:
    parts = [data.items[at : at + _MOST] for at in range(0, len(data.items), _MOST)] or [()]
    sheets = [_sheet(data, part, options, last=number == len(parts)) for number, part in enumerate(parts, 1)]
    for number, sheet in enumerate(sheets, 1):
        sheet.foot(number, len(sheets), _("General education, no diagnosis. {made_with}").format(made_with=MADE_WITH))
    return Report(sheets=tuple(sheets), options=options, title=f"{title()}, {options.who}")


def _sheet(data: ProgrammeData, items: Sequence[ProgrammeItem], options: ReportOptions, *, last: bool) -> Sheet:
    sheet = Sheet(options)
    y = _head(sheet, data, options)
    y = _facts(sheet, data, y)
    y = _every_time(sheet, data, y)
    y = _exercises(sheet, data, items, y, last=last)
    if last:
        y = _rules(sheet, data, y + 12)
        help_box.write(sheet, y + 10)
        signature.write(sheet, options.clinician or data.prescriber or "")
    return sheet


def _head(sheet: Sheet, data: ProgrammeData, options: ReportOptions) -> float:
    formats, theme, y = options.locale.formats, sheet.theme, sheet.left + 10
    sheet.text(sheet.left, y, title(), size=23, weight=700, colour=theme.text)
    sheet.text(sheet.right, y - 2, options.clinic, size=12.6, weight=600, colour=theme.text, ha="right")
    span = _("Two weeks, {first} to {last}").format(
        first=formats.short_day(data.first), last=formats.short_day(data.last)
    )
    sheet.text(sheet.left, y + 24, span, size=12)
    return y + 42


def _facts(sheet: Sheet, data: ProgrammeData, top: float) -> float:
    """Who it is for, the knee, and the dates, in one box."""
    options, runner, formats = sheet.options, data.diary.runner, sheet.options.locale.formats
    who = options.who + (f"  ·  {record}" if (record := one_line(runner.record_number or "")) else "")
    knee = ", ".join([knees_name(data.settings.affected), *(within(label(zone)) for zone in runner.zones[:1])])
    visit = data.next_visit
    facts = [
        (_("Name or record number"), who, 0.30),
        (_("Born"), str(runner.birth_year) if runner.birth_year and options.named else "", 0.11),
        (_("Knee"), knee, 0.24),
        (_("Made on"), formats.day(data.today), 0.175),
        (_("Next visit"), formats.short_day(visit) if visit else "", 0.175),
    ]
    sheet.frame((sheet.left, top, sheet.right, top + 46))
    left, width = sheet.left, sheet.right - sheet.left
    for number, (name, value, share) in enumerate(facts):
        right = left + share * width
        if number:
            sheet.frame((left, top, left + 0.1, top + 46), radius=0)
        sheet.text(left + 12, top + 15, name, size=10)
        room = right - left - 18
        size = max(10.0, min(12.4, 12.2 * room / max(1.0, sheet.measure(value, 12.4, 600))))
        shown = sheet.fitted(value, room, size, 600)
        sheet.text(left + 12, top + 31, shown, size=size, weight=600, colour=sheet.theme.text)
        left = right
    return top + 46


def _every_time(sheet: Sheet, data: ProgrammeData, top: float) -> float:
    """Both legs, if that is prescribed (A8), a warm-up (E11), and no catching up."""
    x, y = sheet.left, top + 22
    if all(item.dose.side is Side.BOTH for item in data.items):
        for number, part in enumerate(_(words.BOTH_LEGS).split("**")):
            if text := part.strip():
                weight = 700 if number % 2 else 400
                sheet.text(x, y, text, size=12.4, weight=weight, colour=sheet.theme.text)
                x += sheet.measure(text, 12.4, weight) + 4.5
    if x + sheet.measure(_(words.EVERY_TIME), 12.4) > sheet.right:
        x, y = sheet.left, y + LINE
    sheet.text(x, y, _(words.EVERY_TIME), size=12.4, colour=sheet.theme.text)
    return y + 14


def _exercises(sheet: Sheet, data: ProgrammeData, items: Sequence[ProgrammeItem], top: float, *, last: bool) -> float:
    theme, width = sheet.theme, sheet.right - sheet.left
    text, days = sheet.left + _TEXT * width, sheet.left + _DAYS * width
    y = top + 10
    for x, name in ((sheet.left, _("Exercise")), (text, _("How, and how much")), (days, pgettext("exercise", "Done"))):
        sheet.text(x, y, name, size=SMALL, weight=600)
    cells = days + 46
    for number in range(7):
        short = sheet.options.locale.weekday((data.first + timedelta(days=number)).weekday())[:2]
        middle = cells + number * (_CELL + _CELL_GAP) + _CELL / 2
        sheet.text(middle - sheet.measure(short, SMALL, 600) / 2, y, short, size=SMALL, weight=600)
    sheet.rule(y + 13, colour=theme.text, thick=1.6)
    y += 14
    room = sheet.bottom - y
    if last:
        room -= _rules_height(sheet, data) + help_box.height(sheet) + (_FOOT if sheet.height > 1150 else _FOOT - 13)
    row = min(112, room / max(1, len(items)))
    if not items:
        sheet.text(text, y + 30, _("No exercises are planned yet."), colour=theme.text)
        y += 60
    for number, item in enumerate(items):
        if number:
            sheet.rule(y)
        _exercise(sheet, item, y, row, text, days, cells)
        y += row
    sheet.rule(y, colour=theme.text, thick=1.6)
    return y


def _exercise(
    sheet: Sheet, item: ProgrammeItem, top: float, row: float, text: float, days: float, cells: float
) -> None:
    theme, middle = sheet.theme, top + row / 2
    if item.shipped is not None:
        pose_top = middle - _POSE / 2
        sheet.poses.append(Pose(item.shipped.slug, 1, sheet.left + 6, pose_top, _POSE))
        sheet.text(sheet.left + 6 + _POSE + 3, middle, "→", size=15, colour=theme.text)
        sheet.poses.append(Pose(item.shipped.slug, 2, sheet.left + 6 + _POSE + 22, pose_top, _POSE))
    room = days - text - 10
    lines, beside = _lines(sheet, item, room)
    pitch = min(_LINE, (row - 16) / len(lines))  # closer where a language needs more lines
    y = middle - (len(lines) - 1) * pitch / 2 - 3
    for number, (line, size, weight, colour) in enumerate(lines):
        sheet.text(text, y, line, size=size, weight=weight, colour=colour)
        if number == 1 and beside:
            sheet.text(text + sheet.measure(line, size, weight) + 8, y, beside, size=SMALL, colour=theme.text)
        y += pitch + (4 if number < 2 else 0)
    both = item.per_leg and item.dose.side is Side.BOTH
    one = {Side.LEFT: _("L"), Side.RIGHT: _("R")}.get(item.dose.side, "")
    for week in range(WEEKS):
        cell_top = middle - _CELL_HIGH - 2 + week * (_CELL_HIGH + 4)
        name = _("Week {n}").format(n=week + 1)
        size = min(10, 10 * (cells - days - 4) / sheet.measure(name, 10))
        sheet.text(days, cell_top + _CELL_HIGH / 2, name, size=size, colour=theme.text)
        for day in range(7):
            left = cells + day * (_CELL + _CELL_GAP)
            sheet.frame((left, cell_top, left + _CELL, cell_top + _CELL_HIGH), edge=theme.text, radius=4)
            if both:
                split = left + _CELL / 2
                sheet.frame((split, cell_top, split + 0.1, cell_top + _CELL_HIGH), edge=theme.text, radius=0)
            letters = ((0.25, _("L")), (0.75, _("R"))) if both else ((0.5, one),)
            for share, letter in letters:
                x = left + share * _CELL - sheet.measure(letter, 8.6) / 2
                sheet.text(x, cell_top + _CELL_HIGH / 2, letter, size=8.6)


_Line = tuple[str, float, int, str]


def _lines(sheet: Sheet, item: ProgrammeItem, room: float) -> tuple[list[_Line], str]:
    """Name, dose, then three cues and the easier way; an own exercise has its instructions. And what stands beside
    the dose: on which leg and how often, unless that is too long and takes a line of its own.
    """
    text, muted = sheet.theme.text, sheet.theme.muted
    lines: list[_Line] = [
        (sheet.fitted(item.name, room, 13.4, 700), 13.4, 700, text),
        (dose(item.dose), 12.8, 700, text),
    ]
    beside = words.legs_and_days(item.dose, per_leg=item.per_leg)
    if sheet.measure(lines[1][0], 12.8, 700) + 8 + sheet.measure(beside, SMALL) > room:
        lines.append((sheet.fitted(beside, room, SMALL), SMALL, 400, text))
        beside = ""
    if item.shipped is not None:
        for cue in item.shipped.cues[:3]:
            first, *more = sheet.wrapped(_(cue), room - _DOT, SMALL)
            cues = [f"•  {first}", *(f"    {line}" for line in more[:1])]
            lines += [(line, SMALL, 400, text) for line in cues]
        easier = _("Easier: {how}").format(how=_(item.shipped.easier.name))
        lines.append((sheet.fitted(easier, room, 10), 10, 400, muted))
    elif item.instructions:
        lines += [(line, SMALL, 400, text) for line in sheet.wrapped(item.instructions, room, SMALL)[:4]]
    return lines, beside


def _rules(sheet: Sheet, data: ProgrammeData, top: float) -> float:
    """What to do when it hurts, and the running rule, side by side."""
    middle, bottom = _middle(sheet), top + _rules_height(sheet, data)
    sheet.frame((sheet.left, top, middle, bottom))
    sheet.frame((middle + 16, top, sheet.right, bottom), edge=sheet.theme.text, thick=2)
    _pain_rules(sheet, data, top)
    _running_rules(sheet, data, top)
    return bottom


def _rules_height(sheet: Sheet, data: ProgrammeData) -> float:
    """As high as the longer of the two is in this language, tried on a sheet of its own."""
    tried = Sheet(sheet.options)
    return max(158.0, *(write(tried, data, 0) + 6 for write in (_pain_rules, _running_rules)))


def _middle(sheet: Sheet) -> float:
    return sheet.left + 0.49 * (sheet.right - sheet.left)


def _pain_rules(sheet: Sheet, data: ProgrammeData, top: float) -> float:
    """Write what to do when it hurts; where it ends."""
    theme = sheet.theme
    left = Column(sheet, sheet.left + 16, _middle(sheet) - 14, top + 22)
    left.words(_("When it hurts"), size=14, weight=700, lines=1)
    left.gap(2)
    left.words(_(words.HURTS), size=SMALL, colour=theme.muted, lines=1)
    left.gap(9)
    for score, what in words.when_it_hurts(data.settings):
        sheet.frame((left.left, left.y - 10, left.left + 48, left.y + 11), edge=theme.text, radius=5)
        x = left.left + 24 - sheet.measure(score, 12, 700) / 2
        sheet.text(x, left.y + 0.5, score, size=12, weight=700, colour=theme.text)
        left.words(what, indent=58, size=11.4)
        left.gap(11)
    left.words(_(words.LATER), size=11)
    return left.y - LINE / 2


def _running_rules(sheet: Sheet, data: ProgrammeData, top: float) -> float:
    """Write the running rule and the plan's answer; where they end."""
    theme = sheet.theme
    right = Column(sheet, _middle(sheet) + 32, sheet.right - 14, top + 22)
    right.words(_("The running rule"), size=14, weight=700, lines=1)
    right.gap(5)
    formats = sheet.options.locale.formats
    right.words(words.running_rule(data.settings, formats), size=12.2, weight=700)
    sheet.rule(right.y + 1, right.left, right.right)
    right.gap(16)
    for strong, what in words.running_lines(data.verdict, data.diary.runner.run_days, formats):
        indent = 0.0
        if strong and right.free:
            sheet.text(right.left, right.y, strong, size=11.2, weight=700, colour=theme.text)
            indent = sheet.measure(strong, 11.2, 700) + 5
        right.words(what, indent=indent, size=11.2)
        right.gap(2.5)
    return right.y - LINE / 2
