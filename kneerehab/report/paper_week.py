"""The paper week: a sheet to fill in by hand, in the order in which `Type in a paper week` asks.

Meaning sits in words and outlines, so that a grey print loses nothing.
"""

from __future__ import annotations

from datetime import timedelta

from kneerehab.domain.codes import Knee
from kneerehab.i18n import _, pgettext
from kneerehab.report import help_box
from kneerehab.report.column import Column
from kneerehab.report.options import ReportOptions
from kneerehab.report.output import MADE_WITH, Report
from kneerehab.report.sheet import LINE, SMALL, Sheet
from kneerehab.services.paper_week import DAYS, RUNS, lettered
from kneerehab.services.programme import ProgrammeData
from kneerehab.wording import programme as words
from kneerehab.wording.labels import knee_name, knees_name
from kneerehab.wording.records import dose

_ROW, _LOW_ROW, _RUN_ROW, _TALL = 50, 43, 42, 1150  # a line of a day, the same on Letter, of a run; pixels of A4
_BOX, _TICK, _GAP = (42, 31), (19, 19), 4
_KNEES, _EXERCISES, _ICE, _SIGNS = 0.125, 0.42, 0.715, 0.852
_PAIN, _USUAL = 0.29, 0.79
"""Where the columns of a line begin, as shares of the width."""
_ICE_BOXES = 4
_MANY = 10  # exercises with a box of their own in each line; the others are written beside


def title() -> str:
    """What the document is called."""
    return _("Paper week")


def make_paper_week(data: ProgrammeData, options: ReportOptions) -> Report:
    """Set the one sheet; nothing is drawn yet."""
    with options.speaking():
        return _set(data, options)


def _set(data: ProgrammeData, options: ReportOptions) -> Report:
    sheet = Sheet(options)
    y = _head(sheet, data)
    y = _exercises(sheet, data, y)
    y = _days(sheet, data, y)
    y = _runs(sheet, data, y + 12)
    _foot(sheet, y + 8)
    sheet.foot(1, 1, _("General education, no diagnosis. {made_with}").format(made_with=MADE_WITH))
    return Report(sheets=(sheet,), options=options, title=f"{title()}, {options.who}")


def _x(sheet: Sheet, share: float) -> float:
    return sheet.left + share * (sheet.right - sheet.left)


def _head(sheet: Sheet, data: ProgrammeData) -> float:
    options, formats, y = sheet.options, sheet.options.locale.formats, sheet.left + 6
    last = data.first + timedelta(days=DAYS - 1)
    sheet.text(sheet.left, y, title(), size=22, weight=700, colour=sheet.theme.text)
    dates = _("{first} to {last}").format(first=formats.short_day(data.first), last=formats.short_day(last))
    sheet.text(sheet.right, y, dates, size=12.6, weight=600, colour=sheet.theme.text, ha="right")
    who = "  ·  ".join(part for part in (options.who, knees_name(data.settings.affected), options.clinic) if part)
    sheet.text(sheet.left, y + 22, sheet.fitted(who, sheet.right - sheet.left, 12, 600), size=12, weight=600)
    for number, line in enumerate((words.EACH_MORNING, words.LEAVE_EMPTY)):
        sheet.text(sheet.left, y + 40 + number * LINE, _(line), size=11.2, colour=sheet.theme.text)
    return y + 68


def _exercises(sheet: Sheet, data: ProgrammeData, top: float) -> float:
    """What each letter means, in two columns."""
    found = list(lettered(data.diary, data.first).items())
    names = {item.dose.exercise: item.name for item in data.items}
    half, room = -(-len(found) // 2), (sheet.right - sheet.left) / 2 - 16
    for number, (letter, prescription) in enumerate(found):
        x = sheet.left if number < half else _x(sheet, 0.5)
        y = top + (number % half if half else 0) * LINE + 6
        sheet.text(x, y, letter, size=11.6, weight=700, colour=sheet.theme.text)
        text = f"{names.get(prescription.exercise, '')}, {dose(prescription)}"
        sheet.text(x + 18, y, sheet.fitted(text, room - 18, SMALL), size=SMALL, colour=sheet.theme.text)
    y = top + half * LINE
    if len(found) > _MANY:
        beside = _("Letters from {letter} on have no box: write them beside it.").format(letter=found[_MANY][0])
        sheet.text(sheet.left, y + 6, beside, size=SMALL)
        y += LINE
    return y + (4 if half else 0)


def _boxes(sheet: Sheet, x: float, y: float, count: int, size: tuple[float, float] = _BOX) -> float:
    """Boxes to write in, around the height `y`; where the next thing may begin."""
    wide, high = size
    for _box in range(count):
        sheet.frame((x, y - high / 2, x + wide, y + high / 2), edge=sheet.theme.text, radius=4)
        x += wide + _GAP
    return x


def _caption(sheet: Sheet, x: float, bottom: float, room: float, text: str) -> None:
    """The head of a column, in two lines at most that end at `bottom`; smaller where a word has no room."""
    size = min(9.6, *(9.5 * room / sheet.measure(word, 9.6, 600) for word in text.split()))
    lines = sheet.wrapped(text, room, size, 600)[:2]
    for number, line in enumerate(lines):
        shown = sheet.fitted(line, room, size, 600)
        place = bottom - (len(lines) - 1 - number) * 11
        sheet.text(x, place, shown, size=size, weight=600, colour=sheet.theme.text)


def _named(sheet: Sheet, x: float, bottom: float, head: str, names: tuple[str, ...]) -> float:
    """The head of several boxes, and the name of each; where the next thing may begin."""
    step = _BOX[0] + _GAP
    _caption(sheet, x, bottom - 12, step * len(names) + 10, head)
    for number, name in enumerate(names):
        size = max(7.0, min(9.0, 9 * (step - 3) / sheet.measure(name, 9)))
        sheet.text(x + number * step, bottom, sheet.fitted(name, step, size), size=size, colour=sheet.theme.text)
    return x + step * len(names) + 14


def _letter(sheet: Sheet, x: float, y: float, letter: str) -> None:
    sheet.text(x - sheet.measure(letter, 9) / 2, y, letter, size=9)


def _days(sheet: Sheet, data: ProgrammeData, top: float) -> float:
    """A line a day: both knees, exercises, ice, signs."""
    letters = tuple(lettered(data.diary, data.first))[:_MANY]
    high, y = (_ROW if sheet.height > _TALL else _LOW_ROW), top + 34
    x, knees = _x(sheet, _KNEES), []
    for knee in Knee:
        knees.append(x)
        x = _named(sheet, x, y - 7, knee_name(knee), (pgettext("pain", "worst"), pgettext("pain", "now")))
    done, ice, signs = (_x(sheet, share) for share in (_EXERCISES, _ICE, _SIGNS))
    _caption(sheet, done, y - 7, ice - done - 8, _("Exercises done: all, or which"))
    _caption(sheet, ice, y - 7, signs - ice - 6, _("Ice, a box each time"))
    _caption(sheet, signs, y - 7, 62, _("Swollen"))
    _caption(sheet, signs + 66, y - 7, sheet.right - signs - 66, _("Limping"))
    for number in range(DAYS):
        day, middle = data.first + timedelta(days=number), y + high / 2
        sheet.rule(y, colour=sheet.theme.line)
        sheet.text(sheet.left, middle, str(number + 1), size=13, weight=700, colour=sheet.theme.text)
        name = sheet.fitted(sheet.options.locale.weekday(day.weekday()), 60, 12, 600)
        sheet.text(sheet.left + 18, middle - 6, name, size=12, weight=600, colour=sheet.theme.text)
        sheet.text(sheet.left + 18, middle + 9, sheet.options.locale.axis_day(day), size=9.6)
        for place in knees:
            _boxes(sheet, place, middle, 2)
        _boxes(sheet, done, middle, 1, (32, 22))
        _letter(sheet, done + 16, middle, sheet.fitted(_("all"), 30, 9))
        x, step = done + 42, min(_TICK[0] + _GAP, (ice - done - 46) / max(1, len(letters)))
        for place, letter in enumerate(letters):
            _boxes(sheet, x + place * step, middle, 1, (step - _GAP, _TICK[1]))
            _letter(sheet, x + place * step + (step - _GAP) / 2, middle, letter)
        _boxes(sheet, ice, middle, _ICE_BOXES, _TICK)
        _boxes(sheet, signs, middle, 1, _TICK)
        _boxes(sheet, signs + 66, middle, 1, _TICK)
        y += high
    sheet.rule(y, colour=sheet.theme.line)
    return y


def _runs(sheet: Sheet, data: ProgrammeData, top: float) -> float:
    """Lines for runs: which day, how much, pain around it, and whether the ground and the way of moving were usual."""
    unit = sheet.options.locale.formats.unit
    sheet.text(sheet.left, top + 8, _("Runs"), size=14, weight=700, colour=sheet.theme.text)
    y = top + 46
    day, minutes, far, x = (_x(sheet, share) for share in (0.0, 0.08, 0.17, _PAIN))
    usual, knees = _x(sheet, _USUAL), []
    _caption(sheet, day, y - 7, minutes - day - 6, _("Day 1 to 7"))
    _caption(sheet, minutes, y - 7, far - minutes - 6, _("Minutes"))
    _caption(sheet, far, y - 7, 60, unit)
    for knee in data.settings.affected.knees:
        knees.append(x)
        x = _named(sheet, x, y - 7, knee_name(knee), (_("before"), _("during"), _("1 h after")))
    _caption(sheet, usual, y - 7, sheet.right - usual, _("Flat road, moved as usual"))
    for _line in range(RUNS):
        middle = y + _RUN_ROW / 2
        sheet.rule(y, colour=sheet.theme.line)
        _boxes(sheet, day, middle, 1, (30, _BOX[1]))
        _boxes(sheet, minutes, middle, 1, (54, _BOX[1]))
        _boxes(sheet, far, middle, 1, (80, _BOX[1]))
        sheet.text(
            far + 48, middle + 8, sheet.options.locale.number(0.5, 1)[1:2], size=14, weight=700, colour=sheet.theme.text
        )
        for place in knees:
            _boxes(sheet, place, middle, 3)
        _boxes(sheet, usual, middle, 1, _TICK)
        y += _RUN_ROW
    sheet.rule(y, colour=sheet.theme.line)
    return y


def _foot(sheet: Sheet, top: float) -> None:
    """Words of one's own, and when to get help: signs are no answer for a sheet."""
    column = Column(sheet, sheet.left, sheet.right, top)
    top = sheet.bottom - help_box.height(sheet)
    column.bottom = top - 8
    if column.room(2):
        sheet.text(column.left, column.y + 8, _("Notes"), size=SMALL, weight=600, colour=sheet.theme.text)
        column.y += 12
        while column.room(1.6):
            column.y += LINE * 1.5
            sheet.rule(column.y, colour=sheet.theme.line)
    help_box.write(sheet, top)
