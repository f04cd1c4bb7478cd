"""The four figures under the head of a report: both knees, the plan, the running."""

from __future__ import annotations

from kneerehab.domain.codes import Knee, Phase
from kneerehab.domain.overview import Overview, knee_change
from kneerehab.i18n import _, ngettext
from kneerehab.report.sheet import SMALL, Sheet
from kneerehab.wording import summary
from kneerehab.wording.formats import Formats
from kneerehab.wording.progress import points, weight_words

_TILE, _GAP, _LINE, _NOTE = 66, 14, 12.5, 11.5


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
    high = _TILE + more + _NOTE * (max(map(len, notes)) - 1)
    for number, (_name, value, _note, colour) in enumerate(found_tiles):
        left = sheet.left + number * (width + 10)
        sheet.tile((left, top, left + width, top + high))
        for down, told in enumerate(names[number]):
            y = top + 14 + down * _LINE
            sheet.text(left + 10, y, told, size=SMALL, colour=colour or sheet.theme.muted, weight=600)
        size = max(12, min(17, 17 * (width - 20) / sheet.measure(value, 17, 600)))
        shown = sheet.fitted(value, width - 20, size, 600)
        sheet.text(left + 10, top + 34 + more, shown, size=size, weight=600, colour=sheet.theme.text, tag="P")
        for down, line in enumerate(notes[number]):
            sheet.text(left + 10, top + 52 + more + down * _NOTE, line, size=SMALL, weight=400)
    return top + high + _GAP


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
