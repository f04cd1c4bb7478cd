"""Two visits on paper: the same rows and sentences as on the screen; open circle first, filled circle last.

Meaning sits in words and outlines, so that a grey print loses nothing.
"""

from __future__ import annotations

from kneerehab.domain.diary import Diary
from kneerehab.domain.plan.settings import settings_on
from kneerehab.domain.trends.visits import Comparison
from kneerehab.i18n import _
from kneerehab.report.column import Column
from kneerehab.report.options import ReportOptions
from kneerehab.report.sheet import SMALL, Cell, Sheet
from kneerehab.wording import visits_told
from kneerehab.wording.labels import knees_name
from kneerehab.wording.visits import Filled, Group, Row, Scale, Steps, groups, title

_FIRST, _BAR, _LAST, _CHANGE = 0.33, 0.47, 0.68, 0.80
"""Where the columns begin, as shares of the width; names stand at the left edge."""
_BAR_WIDTH = 0.19
_ROW, _GROUP = 36, 26
_NAME_CELL, _FIRST_CELL, _LAST_CELL, _CHANGE_CELL = range(4)


def visit_sheets(found: Comparison, diary: Diary, options: ReportOptions) -> list[Sheet]:
    """One page, or more where many activities are rated; without their feet."""
    sheet = Sheet(options)
    sheets, y = [sheet], _head(sheet, found, diary)
    y = _columns(sheet, found, y)
    for group in groups(found, options.locale.formats):
        if y + _GROUP + _ROW > sheet.bottom:
            sheet = Sheet(options)
            sheets.append(sheet)
            y = _columns(sheet, found, sheet.left)
        y = _group_head(sheet, group, y)
        for row in group.rows:
            if y + _ROW > sheet.bottom:
                sheet = Sheet(options)
                sheets.append(sheet)
                y = _columns(sheet, found, sheet.left)
            y = _row(sheet, row, y)
    _changes(sheets, found, y + 12)
    return sheets


def _head(sheet: Sheet, found: Comparison, diary: Diary) -> float:
    options, formats, y = sheet.options, sheet.options.locale.formats, sheet.left + 8
    sheet.text(sheet.left, y, title(), size=22, weight=700, colour=sheet.theme.text)
    dates = _("{first} and {last}").format(first=formats.day(found.first.visit), last=formats.day(found.last.visit))
    sheet.text(sheet.right, y, dates, size=12.6, weight=600, colour=sheet.theme.text, ha="right")
    settings = settings_on(diary.plan, diary.plan_changes, found.last.visit)
    who = [options.who]
    if options.named and diary.runner.birth_year:
        who.append(_("born {year}").format(year=diary.runner.birth_year))
    who += [knees_name(settings.affected), *(part for part in (options.clinic, options.clinician) if part)]
    line = sheet.fitted("  ·  ".join(who), sheet.right - sheet.left, 12.6, 600)
    sheet.text(sheet.left, y + 26, line, size=12.6, weight=600, colour=sheet.theme.text)
    sheet.text(sheet.left, y + 44, visits_told.span_words(found, formats), size=12)
    sheet.text(sheet.right, y + 44, visits_told.weeks_words(found, formats), size=SMALL, ha="right")
    return y + 62


def _x(sheet: Sheet, share: float) -> float:
    return sheet.left + share * (sheet.right - sheet.left)


def _cell(sheet: Sheet, column: int, *, head: bool = False) -> Cell:
    """A place in the row that is being set."""
    return Cell(sheet.rows, column, 4, head)


def _columns(sheet: Sheet, found: Comparison, top: float) -> float:
    """What the dark tick is, and the heads of the columns: which circle is which visit."""
    formats, y = sheet.options.locale.formats, top + 10
    _tick(sheet, _x(sheet, _BAR) + 4, y)
    room = _x(sheet, _LAST) - _x(sheet, _BAR) - 18
    sheet.text(_x(sheet, _BAR) + 11, y, sheet.fitted(_("the change that counts"), room, SMALL), size=SMALL)
    heads = (
        (_NAME_CELL, sheet.left + 8, _("Measure"), 400),
        (_FIRST_CELL, _x(sheet, _FIRST) + 17, formats.day(found.first.visit), 400),
        (_LAST_CELL, _x(sheet, _LAST) + 17, formats.day(found.last.visit), 600),
        (_CHANGE_CELL, _x(sheet, _CHANGE), _("Difference"), 400),
    )
    _circle(sheet, _x(sheet, _FIRST) + 6, y, filled=False)
    _circle(sheet, _x(sheet, _LAST) + 6, y, filled=True)
    for column, x, words, weight in heads:
        cell = _cell(sheet, column, head=True)
        sheet.text(x, y, words, size=SMALL, weight=weight, colour=sheet.theme.text, cell=cell)
    sheet.rows += 1
    return top + 22


def _group_head(sheet: Sheet, group: Group, top: float) -> float:
    y, cell = top + _GROUP / 2, _cell(sheet, _NAME_CELL)
    sheet.frame((sheet.left, top, sheet.right, top + _GROUP - 2), face=sheet.theme.sunken, thick=0, radius=4)
    sheet.text(sheet.left + 8, y, group.title, size=12, weight=700, colour=sheet.theme.text, cell=cell)
    x = sheet.left + 8 + sheet.measure(group.title, 12, 700) + 10
    sheet.text(x, y, sheet.fitted(group.hint, sheet.right - x - 8, SMALL), size=SMALL, cell=cell)
    sheet.rows += 1
    return top + _GROUP


def _row(sheet: Sheet, row: Row, top: float) -> float:
    text, left, name = sheet.theme.text, sheet.left + 8, _cell(sheet, _NAME_CELL)
    high, low, middle = top + 11, top + 25, top + _ROW / 2 - 1
    room = _x(sheet, _FIRST) - left - 8
    shown, size = _shrunk(sheet, row.name, room, (11.6, 10.6), 500)
    sheet.text(left, high if row.note else middle, shown, size=size, weight=500, colour=text, cell=name)
    if row.note:
        across = (_x(sheet, _BAR) if len(row.first) < 6 else _x(sheet, _FIRST)) - left - 8  # below a short value
        shown, size = _shrunk(sheet, row.note, across, (9.8, 9.2))
        sheet.text(left, low, shown, size=size, cell=name)
    first, last = _x(sheet, _FIRST), _x(sheet, _LAST)
    _value(sheet, row.first, first, _x(sheet, _BAR) - first - 8, middle, _FIRST_CELL)
    _value(sheet, row.last, last, (_x(sheet, _CHANGE) if row.change else sheet.right) - last - 8, middle, _LAST_CELL)
    if row.bar is not None:
        _bar(sheet, row.bar, middle)
    change, cell = _x(sheet, _CHANGE), _cell(sheet, _CHANGE_CELL)
    sheet.text(change, high if row.verdict else middle, row.change, colour=text, cell=cell)
    if row.verdict:
        weight = 600 if row.tone else 400
        sheet.text(change, low, row.verdict, size=SMALL, weight=weight, colour=text, cell=cell)
    sheet.rows += 1
    sheet.rule(top + _ROW - 2)
    return top + _ROW


def _shrunk(sheet: Sheet, words: str, room: float, sizes: tuple[float, float], weight: int = 400) -> tuple[str, float]:
    """The words and their size: the first of two, or less where a language needs the room, the second at least."""
    most, least = sizes
    size = max(least, min(most, most * room / sheet.measure(words, most, weight)))
    return sheet.fitted(words, room, size, weight), size


def _value(sheet: Sheet, words: str, x: float, room: float, y: float, column: int) -> None:
    """A number large, and bold at the last visit; words as small as they need."""
    weight, cell = 700 if column == _LAST_CELL else 400, _cell(sheet, column)
    size = 13.4 if sheet.measure(words, 13.4, weight) <= room else SMALL
    lines = [words] if sheet.measure(words, size, weight) <= room else sheet.wrapped(words, room, size, weight)[:2]
    for number, line in enumerate(lines):
        place, shown = y + (number - (len(lines) - 1) / 2) * 13, sheet.fitted(line, room, size, weight)
        sheet.text(x, place, shown, size=size, weight=weight, colour=sheet.theme.text, cell=cell)


def _bar(sheet: Sheet, bar: Scale | Filled | Steps, y: float) -> None:
    left, theme = _x(sheet, _BAR), sheet.theme
    width = _BAR_WIDTH * (sheet.right - sheet.left)
    if isinstance(bar, Filled):
        sheet.frame((left, y - 5, left + width, y + 5), edge=theme.line, radius=3)
        if bar.share > 0:
            sheet.frame((left, y - 5, left + max(6, bar.share * width), y + 5), face=theme.run, thick=0, radius=3)
        return
    if isinstance(bar, Steps):
        each = (width - 4 * (bar.of - 1)) / bar.of
        for number in range(bar.of):
            x = left + number * (each + 4)
            face = theme.success if number < bar.done else "none"
            sheet.frame((x, y - 5, x + each, y + 5), face=face, edge=theme.line, radius=2)
        return
    sheet.frame((left, y - 1.5, left + width, y + 1.5), face=theme.border, thick=0, radius=1.5)
    known = [left + share * width for share in (bar.first, bar.last) if share is not None]
    if len(known) == 2 and known[0] != known[1]:
        sheet.frame((min(known), y - 1.5, max(known), y + 1.5), face=theme.accent, thick=0, radius=0)
    if bar.mark is not None:
        _tick(sheet, left + bar.mark * width, y)
    if bar.first is not None:
        _circle(sheet, left + bar.first * width, y, filled=False)
    if bar.last is not None:
        _circle(sheet, left + bar.last * width, y, filled=True)


def _circle(sheet: Sheet, x: float, y: float, *, filled: bool) -> None:
    r, accent = (5.5, sheet.theme.accent) if filled else (5, sheet.theme.accent)
    face = accent if filled else sheet.theme.surface
    sheet.frame((x - r, y - r, x + r, y + r), face=face, edge=accent, thick=2, radius=r)


def _tick(sheet: Sheet, x: float, y: float) -> None:
    for start in (-10, -5, 0, 5):
        sheet.frame((x - 0.8, y + start, x + 0.8, y + start + 3.4), face=sheet.theme.text, thick=0, radius=0)


def _changes(sheets: list[Sheet], found: Comparison, top: float) -> None:
    """The sentences, below the rows; on a page of their own where there is no room."""
    told = visits_told.changes(found, sheets[-1].options.locale.formats)
    column = Column(sheets[-1], sheets[-1].left, sheets[-1].right, top)
    if not column.room(len(told) + 3):
        sheets.append(Sheet(sheets[-1].options))
        column = Column(sheets[-1], sheets[-1].left, sheets[-1].right, sheets[-1].left)
    column.heading(_("What changed"))
    for each in told:
        column.words(f"•  {each.lead} {each.text}".rstrip())
        column.gap(2)
