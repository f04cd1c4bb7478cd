"""The one page: head, four figures, three charts, and two columns of what was decided, done and asked."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from kneerehab.charts import CHARTS
from kneerehab.domain.folding import folded
from kneerehab.domain.measures import MeasureTrend
from kneerehab.domain.overview import Decision, Overview, WorstDay
from kneerehab.domain.plan_records import Override
from kneerehab.domain.trends.adherence import ExerciseTally
from kneerehab.i18n import _, ngettext, pgettext
from kneerehab.report.column import Column, Places
from kneerehab.report.options import ReportOptions
from kneerehab.report.sheet import BODY, LINE, SMALL, Sheet
from kneerehab.report.tiles import legend, tiles
from kneerehab.services.report import ReportData
from kneerehab.wording import summary
from kneerehab.wording.formats import Formats
from kneerehab.wording.labels import knees_name, label, within
from kneerehab.wording.measures import measure_between, measure_change, measure_dates, measure_name
from kneerehab.wording.records import scores

_CHART = 196
_GAP = 14
_EXERCISE_PLACES: Places = ((0.0, "left"), (0.68, "right"), (0.84, "right"), (1.0, "right"))

_Part = Callable[[Column, Overview, Formats], None]


def first_page(data: ReportData, options: ReportOptions) -> Sheet:
    """Draw the page; what has no room is said to be left out."""
    sheet, found = Sheet(options), data.overview
    y = _head(sheet, found, options)
    y = tiles(sheet, found, y)
    y = legend(sheet, y)
    y = _charts(sheet, data, y)
    _columns(sheet, found, y)
    return sheet


def _columns(sheet: Sheet, found: Overview, top: float) -> None:
    """Two columns; each part leaves the next ones the lines they need to say the most important."""
    formats, middle = sheet.options.locale.formats, sheet.width / 2
    left = Column(sheet, sheet.left, middle - _GAP, top)
    right = Column(sheet, middle + _GAP, sheet.right, top)
    asked = _asked(right, found, formats)
    needed = len(asked) + 3 if asked else 0
    _stacked(left, (_signs, _plan, _worst), (3, 6, 4), found)
    beside = left.room(needed)
    rests = len(found.pauses) and min(3, len(found.pauses) + 1)  # more of them take what room is left
    least = (5, 6 + rests, 5 if found.measures else 0)
    _stacked(right, (_exercises, _care, _measures), least, found, kept=0 if beside else min(needed, 11))
    _questions(left if beside else right, asked)
    _room_for_notes(left if left.y < right.y else right)


def _stacked(column: Column, parts: Sequence[_Part], least: Sequence[int], found: Overview, kept: int = 0) -> None:
    """Write one part after the other; each leaves the `least` lines of those that follow, and `kept` at the end."""
    formats, sheet = column.sheet.options.locale.formats, column.sheet
    for number, write in enumerate(parts):
        column.bottom = sheet.bottom - LINE * (kept + sum(least[number + 1 :]))
        write(column, found, formats)
    column.bottom = sheet.bottom


def title() -> str:
    """What the document is called."""
    return _("Knee and running report")


def _head(sheet: Sheet, found: Overview, options: ReportOptions) -> float:
    formats = options.locale.formats
    y = sheet.left + 8
    sheet.text(sheet.left, y, title(), size=22, weight=700, colour=sheet.theme.text)
    made = _("Made on {day}").format(day=formats.day(found.today))
    sheet.text(sheet.right, y, made, size=SMALL, weight=400, ha="right")
    y += 26
    birth = found.diary.runner.birth_year if options.named else None
    who = [options.who, *([_("born {year}").format(year=birth)] if birth else []), knees_name(found.settings.affected)]
    zones = ", ".join(within(label(zone)) for zone in found.diary.runner.zones)
    if zones:
        who.append(_("pain at the start: {zones}").format(zones=zones))
    line = sheet.fitted("  ·  ".join(who), sheet.right - sheet.left, 12.6, 600)
    sheet.text(sheet.left, y, line, size=12.6, weight=600, colour=sheet.theme.text)
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
    draw("response", sheet.left, split - 8, top, height)
    draw("running_distance", split + 8, sheet.right, top, height)
    return top + height + 4


def _plan(column: Column, found: Overview, formats: Formats) -> None:
    if not column.heading(_("What the plan decided, newest first")):
        return

    def write(item: Decision) -> bool:
        return column.pair(formats.day(item.day), summary.decision(item, formats), lines=2)

    if not found.decisions:
        column.words(_("No decision in these days."))
    decided = [item for item in reversed(found.decisions) if item.rule != "P01-override"]
    column.listed(decided, write, 6)
    if found.overrides:
        column.gap()
        column.words(_("Overrides, set by a person"), weight=600)
        column.listed(reversed(found.overrides), lambda item: _override(column, item, formats), 3)


def _override(column: Column, item: Override, formats: Formats) -> bool:
    text = _("{phase}, {who}: {reason}").format(phase=label(item.phase), who=item.by, reason=item.reason)
    return column.pair(formats.day(item.date), text, lines=3)


def _worst(column: Column, found: Overview, formats: Formats) -> None:
    if not column.heading(_("Worst days")):
        return
    if not found.worst:
        column.words(_("No score above 0.") if found.logged else _("No scores."))

    def write(item: WorstDay) -> bool:
        text = scores(item.scores) + (_(", swelling") if item.swelling else "")
        return column.pair(formats.day(item.day), text, lines=1)

    column.listed(found.worst, write, 5)


def _signs(column: Column, found: Overview, formats: Formats) -> None:
    if not column.heading(_("Warning signs")):
        return
    if not found.red_flags:
        column.words(_("None reported."))
    column.listed(
        reversed(found.red_flags),
        lambda item: column.pair(formats.day(item[0]), ", ".join(label(flag) for flag in item[1])),
        4,
    )


def _exercises(column: Column, found: Overview, formats: Formats) -> None:
    if not column.heading(_("Exercises: days done of planned, and by leg")):
        return
    if not found.exercise.exercises:
        column.words(_("None.") if found.logged else _("Unknown: nothing was logged."))
        return
    muted = column.sheet.theme.muted
    heads = _("Exercise"), pgettext("exercise", "done"), pgettext("leg", "left"), pgettext("leg", "right")
    column.row(heads, _EXERCISE_PLACES, head=True)

    def write(item: ExerciseTally) -> bool:
        tally = item.tally
        done = tally.on_time + tally.shifted + tally.extra
        of = _("{done} of {planned}") if tally.planned else _("{done}, not planned")
        cells = (
            item.name,
            of.format(done=formats.number(done, 0), planned=formats.number(tally.planned, 0)),
            formats.number(item.left_days, 0),
            formats.number(item.right_days, 0),
        )
        return column.row(cells, _EXERCISE_PLACES)

    column.listed(found.exercise.exercises, write, 9)
    total = found.exercise.total
    if total.planned:
        column.words(
            _(
                "{percent} % of planned days: {on_time} on time, {shifted} shifted, {missed} missed, {extra} extra."
            ).format(
                percent=total.done_percent,
                on_time=total.on_time,
                shifted=total.shifted,
                missed=total.missed,
                extra=total.extra,
            ),
            size=SMALL,
            colour=muted,
        )


def _care(column: Column, found: Overview, formats: Formats) -> None:
    if not column.heading(_("Ice, medication, swelling")):
        return
    ice = found.icing
    if ice.sessions:
        times = ngettext("{n} time", "{n} times", ice.sessions).format(n=formats.number(ice.sessions, 0))
        days = ngettext("on {n} day", "on {n} days", ice.days).format(n=formats.number(ice.days, 0))
        text = f"{times}, {formats.minutes(60 * ice.minutes)}, {days}"
    else:
        text = _("none logged")
    column.pair(_("Ice"), text, indent=90)
    names = sorted({dose.name for dose in found.medication}, key=folded)
    text = summary.painkillers(found, formats) if found.medication else _("none logged")
    column.pair(_("Medication"), text + (f" ({', '.join(names)})" if names else ""), indent=90)
    text = ngettext(
        "swelling on {swelling}, limp on {limp} of {logged} logged day",
        "swelling on {swelling}, limp on {limp} of {logged} logged days",
        found.logged,
    ).format(
        swelling=formats.number(found.swelling_days, 0),
        limp=formats.number(found.limp_days, 0),
        logged=formats.number(found.logged, 0),
    )
    column.pair(_("Knee"), text, indent=90)
    if found.pauses:
        rests = ", ".join(
            _("{first} to {last} ({why})").format(
                first=formats.day(pause.from_),
                last=formats.day(pause.to) if pause.to else _("now"),
                why=label(pause.reason),
            )
            for pause in sorted(found.pauses, key=lambda pause: pause.from_, reverse=True)
        )
        column.pair(_("Paused"), rests, indent=90, lines=5)


def _measures(column: Column, found: Overview, formats: Formats) -> None:
    earlier = [outcome.at.date() for outcome in found.diary.outcomes if outcome.at.date() < found.span.first]
    if not (found.measures or earlier) or not column.heading(_("Measures, first and last")):
        return
    if not found.measures:
        column.words(_("None in these days; the last was on {day}.").format(day=formats.day(max(earlier))))
        return
    places: Places = ((0.0, "left"), (1.0, "right"))
    several = sum(1 for trend in found.measures if trend.activity) > 1

    muted, told = column.sheet.theme.muted, ""

    def write(trend: MeasureTrend) -> bool:
        """A row, before it its dates unless they stand above already, after it how far it went in between."""
        nonlocal told
        dates, between = measure_dates(trend, formats), measure_between(trend, formats)
        if not column.room(1 + (dates != told) + bool(between)):
            return False
        if dates != told:
            column.words(dates, size=SMALL, colour=muted, lines=1)
            told = dates
        column.row((measure_name(trend), measure_change(trend, formats)), places)
        if between:
            column.words(between, size=SMALL, colour=muted, lines=1)
        return True

    single_mean = [t for t in found.measures if t.measure == "psfs" and not t.activity and not several]
    told_here = [trend for trend in found.measures if trend not in single_mean]
    column.sheet.left_out = column.listed(told_here, write, 7, _("All measures stand on page 2."))


def _asked(column: Column, found: Overview, formats: Formats) -> list[tuple[str, str]]:
    """Lines about the visit, with a date where one begins: two questions, the last advice, the note of the plan."""
    advice = [visit for visit in reversed(found.visits) if visit.advice]
    texts = [(formats.day(visit.at.date()), visit.note or "") for visit in found.questions()[:2]]
    for visit in advice[:1]:
        words = _("Advice of {who}: {text}").format(who=visit.name or label(visit.who), text=visit.advice)
        texts.append((formats.day(visit.at.date()), words))
    if found.diary.plan.note:
        texts.append((_("About the plan"), found.diary.plan.note))
    lines: list[tuple[str, str]] = []
    for head, text in texts:
        wrapped = column.sheet.wrapped(text, column.width - _margin(column))
        if len(wrapped) > 4:
            wrapped = [*wrapped[:3], column.sheet.fitted(f"{wrapped[3]} …", column.width - _margin(column))]
        lines += [(head if number == 0 else "", line) for number, line in enumerate(wrapped)]
    return lines


def _margin(column: Column) -> float:
    """What stands before a question: a date, or what the note is about."""
    return max(column.sheet.day_room, 8 + column.sheet.measure(_("About the plan"), BODY, 500))


def _questions(column: Column, asked: list[tuple[str, str]]) -> None:
    if not asked or not column.heading(_("Questions and notes for the visit")):
        return
    for number, (head, line) in enumerate(asked):
        if column.free < 2 and number < len(asked) - 1:
            column.words(_("and more in the diary"), size=SMALL, colour=column.sheet.theme.muted)
            break
        column.margin(head, _margin(column))
        column.lines([line], indent=_margin(column))


def _room_for_notes(column: Column) -> None:
    """Lines to write on, where there is room left."""
    if not column.room(5) or not column.heading(_("Notes")):
        return
    while column.room(1.6):
        column.y += LINE * 1.5
        column.sheet.rule(column.y, column.left, column.right, column.sheet.theme.grid)
