"""Which days the Progress page shows: a range or two dates of one's own, kept between starts."""

from __future__ import annotations

from datetime import date

from kneerehab.domain.trends.span import Span
from kneerehab.gui.look.locale import day_and_year
from kneerehab.gui.shell.workspace import Workspace
from kneerehab.i18n import N_, _
from kneerehab.services.progress import Range, free_dates, span_of

PRESETS = {
    Range.FOUR_WEEKS: N_("4 weeks"),
    Range.TWELVE_WEEKS: N_("12 weeks"),
    Range.YEAR: N_("1 year"),
    Range.ALL: N_("All"),
}
"""The ranges with a button of their own, and its words."""


def chosen_range(workspace: Workspace) -> Range:
    """The range that is kept; 12 weeks instead of dates that are missing or lie ahead of the clock."""
    kept = workspace.settings.progress_range
    chosen = Range(kept) if kept in list(Range) else Range.TWELVE_WEEKS
    return Range.TWELVE_WEEKS if chosen is Range.DATES and _dates(workspace) is None else chosen


def shown_span(workspace: Workspace) -> Span:
    """The days of that range in the open diary."""
    return span_of(chosen_range(workspace), workspace.diary, workspace.today(), _dates(workspace))


def choose_range(workspace: Workspace, chosen: Range) -> None:
    """Show another range, and keep it."""
    workspace.change_settings(progress_range=chosen.value)


def choose_dates(workspace: Workspace, span: Span) -> None:
    """Show two dates of one's own, and keep them."""
    kept = (span.first.isoformat(), span.last.isoformat())
    workspace.change_settings(progress_range=Range.DATES.value, progress_dates=kept)


def last_visit(workspace: Workspace) -> date | None:
    """The day of the last clinic visit up to today."""
    today = workspace.today()
    return max((day for visit in workspace.diary.clinic_visits if (day := visit.at.date()) <= today), default=None)


def days_words(span: Span) -> str:
    """ "Fri 19 Dec 2025 to Thu 12 Mar 2026": what can be said of any days at once."""
    return _("{first} to {last}").format(first=day_and_year(span.first), last=day_and_year(span.last))


def _dates(workspace: Workspace) -> Span | None:
    return free_dates(workspace.settings.progress_dates, workspace.today())
