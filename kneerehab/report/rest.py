"""The parts of the report that the first page has no room for: there they stand whole."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from kneerehab.i18n import _, pgettext
from kneerehab.report import told
from kneerehab.report.column import Places
from kneerehab.report.pages import Pages
from kneerehab.report.told import Part
from kneerehab.services.report import ReportData
from kneerehab.wording import summary
from kneerehab.wording.measures import measure_between, measure_change, measure_dates, measure_lines, measure_name

EXERCISE_PLACES: Places = ((0.0, "left"), (0.68, "right"), (0.84, "right"), (1.0, "right"))


def add_whole(pages: Pages, data: ReportData, parts: Iterable[Part]) -> None:
    """Tell all of these parts."""
    for part in parts:
        _WHOLE[part](pages, data)


def exercise_heads() -> tuple[str, str, str, str]:
    """What stands above the columns of the exercises."""
    return _("Exercise"), pgettext("exercise", "done"), pgettext("leg", "left"), pgettext("leg", "right")


def measures(pages: Pages, data: ReportData) -> None:
    """First and last value of each, how far it went in between, and below them what change counts."""
    formats = pages.options.locale.formats
    places: Places = ((0.0, "left"), (0.27, "left"), (0.51, "left"), (0.75, "left"))
    each = (
        (
            measure_name(trend),
            measure_change(trend, formats),
            measure_dates(trend, formats),
            measure_between(trend, formats),
        )
        for trend in data.overview.measures
    )
    rows = [line for cells in each for line in pages.column.in_lines(cells, places)]
    lines = measure_lines(data.overview.measures)
    rows += [(part,) for line in lines for part in pages.column.sheet.wrapped(line, pages.column.width)]
    head = (_("Measure"), _("First and last"), _("Days"), _("In between"))
    pages.table(_("Measures"), head, places, rows, _("None."))


def decisions(pages: Pages, data: ReportData) -> None:
    """Every step of the plan, in the order they were taken."""
    formats = pages.options.locale.formats
    entries = [(formats.day(item.day), summary.decision(item, formats)) for item in data.overview.decisions]
    pages.entries(_("Every decision of the plan"), entries, _("No decision in these days."))


def _plan(pages: Pages, data: ReportData) -> None:
    decisions(pages, data)
    if found := told.overrides(data.overview, pages.options.locale.formats):
        pages.entries(_("Overrides, set by a person"), found[::-1], "")


def _exercises(pages: Pages, data: ReportData) -> None:
    rows: list[tuple[str, ...]] = [*told.exercises(data.overview, pages.options.locale.formats)]
    if total := told.exercise_total(data.overview):
        rows.append((total,))
    pages.table(_("Exercises: days done of planned, and by leg"), exercise_heads(), EXERCISE_PLACES, rows, _("None."))


def _signs(pages: Pages, data: ReportData) -> None:
    pages.entries(
        _("Warning signs"), told.signs(data.overview, pages.options.locale.formats)[::-1], _("None reported.")
    )


def _worst(pages: Pages, data: ReportData) -> None:
    none = _("No score above 0.") if data.overview.logged else _("No scores.")
    pages.entries(_("Worst days"), told.worst(data.overview, pages.options.locale.formats), none)


def _care(pages: Pages, data: ReportData) -> None:
    pages.entries(_("Ice, medication, swelling"), told.care(data.overview, pages.options.locale.formats), "")


def _questions(pages: Pages, data: ReportData) -> None:
    formats, found = pages.options.locale.formats, data.overview
    entries = [*told.notes(found, formats), *told.advice(found, formats), *told.about_the_plan(found)]
    pages.entries(_("Questions and notes for the visit"), entries, "")


_WHOLE: Mapping[Part, Callable[[Pages, ReportData], None]] = {
    Part.SIGNS: _signs,
    Part.PLAN: _plan,
    Part.WORST: _worst,
    Part.EXERCISES: _exercises,
    Part.CARE: _care,
    Part.MEASURES: measures,
    Part.QUESTIONS: _questions,
}
