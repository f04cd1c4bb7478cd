"""The four figures under the head of a report: both knees, the plan, the running."""

from __future__ import annotations

from kneerehab.domain.codes import Knee, Phase
from kneerehab.domain.overview import Overview, knee_change
from kneerehab.i18n import _, ngettext
from kneerehab.report.sheet import SMALL, Sheet
from kneerehab.wording import summary
from kneerehab.wording.formats import Formats
from kneerehab.wording.progress import points, weight_words

_TILE, _GAP, _LINE, _NOTE, _VALUE = 66, 14, 12.5, 11.5, 15
_LARGE, _SMALL = 17.0, 12.0
"""The sizes of a value."""


def tiles(sheet: Sheet, found: Overview, top: float) -> float:
    """Draw them from `top` on; where the next thing may begin."""
    formats = sheet.options.locale.formats
    found_tiles = [_pain_tile(found, knee, formats) for knee in Knee]
    phase, _comma, since = summary.phase(found, formats).rpartition(", ")
    found_tiles.append((_("Plan"), phase or since, since if phase else "", None))
    found_tiles.append(_running_tile(found, formats))
    width = (sheet.right - sheet.left - 3 * 10) / 4
    names = [sheet.wrapped(name, width - 18, SMALL, 600)[:2] for name, _value, _note, _colour in found_tiles]
    notes = [sheet.wrapped(note, width - 18, SMALL) for _name, _value, note, _colour in found_tiles]
    more = _LINE * (max(map(len, names)) - 1)  # some languages need two lines for a name
    values = [_fit(sheet, value, width - 20) for _name, value, _note, _colour in found_tiles]
    deep = _VALUE * (max(len(lines) for lines, _size in values) - 1)
    high = _TILE + more + deep + _NOTE * (max(map(len, notes)) - 1)
    for number, (_name, _value, _note, colour) in enumerate(found_tiles):
        left = sheet.left + number * (width + 10)
        sheet.tile((left, top, left + width, top + high))
        for down, told in enumerate(names[number]):
            y = top + 14 + down * _LINE
            sheet.text(left + 10, y, told, size=SMALL, colour=colour or sheet.theme.muted, weight=600)
        lines, size = values[number]
        for down, line in enumerate(lines):
            y = top + 34 + more + down * _VALUE
            sheet.text(left + 10, y, line, size=size, weight=600, colour=sheet.theme.text, tag="P")
        for down, line in enumerate(notes[number]):
            sheet.text(left + 10, top + 52 + more + deep + down * _NOTE, line, size=SMALL, weight=400)
    return top + high + _GAP


def _fit(sheet: Sheet, value: str, room: float) -> tuple[list[str], float]:
    """A value in one line, as large as it may be, or in two; and its size."""
    size = min(_LARGE, _LARGE * room / sheet.measure(value, _LARGE, 600))
    return ([value], size) if size >= _SMALL else (sheet.wrapped(value, room, _SMALL, 600)[:2], _SMALL)


_Tile = tuple[str, str, str, str | None]


def _pain_tile(found: Overview, knee: Knee, formats: Formats) -> _Tile:
    name = _("Left knee, first and last week") if knee is Knee.LEFT else _("Right knee, first and last week")
    change = knee_change(found.changes, knee)
    if change is None:
        return name, "–", _("too few scores"), None
    value = _("{start} → {now} of 10").format(start=points(change.start, formats), now=points(change.now, formats))
    return name, value, _and_worst(weight_words(change, formats), found, knee, formats), None


def _and_worst(words: str, found: Overview, knee: Knee, formats: Formats) -> str:
    """The worst day beside first and last week: a flare in between must not hide behind them."""
    scores = [(score, item.day) for item in found.worst if (score := item.scores.of(knee)) is not None]
    if not scores:
        return words
    score, day = max(scores)
    return _("{change}; worst {score} on {day}").format(change=words, score=score, day=formats.day(day))


def _running_tile(found: Overview, formats: Formats) -> _Tile:
    week, runs = found.last_week, found.running
    if week is not None and found.phase in (Phase.BUILD, Phase.MAINTAIN):
        value = _("{done} of {budget}").format(
            done=formats.distance(week.done.metres), budget=formats.ceiling(week.budget.metres)
        )
        name = _("Running, week of {day}").format(day=formats.day(week.start))
        return name, value, summary.grades(found, formats), None
    value = ngettext("{n} run", "{n} runs", runs.runs).format(n=formats.number(runs.runs, 0))
    if not runs.runs and not found.logged:
        value = _("none logged")  # whoever logs nothing may have run
    note = summary.grades(found, formats) if runs.runs else ""
    return _("Running"), value, note, None


def legend(sheet: Sheet, top: float) -> float:
    """How the figures of the knees are made and what change counts (F2)."""
    words = _(
        "Knees: mean of the daily worst scores in the first and the last week that has scores. A change of 2 points "
        "is clear, of 1 possible."
    )
    sheet.text(sheet.left, top - 2, words, size=9.6, weight=400)
    return top + 14
