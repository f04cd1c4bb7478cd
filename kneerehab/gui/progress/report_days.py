"""Which days the report may tell of: usual ranges, and those up to the last entry of a diary that ended long ago."""

from __future__ import annotations

from datetime import date

from kneerehab.domain.trends.span import Span
from kneerehab.domain.trends.visits import usual_pair, visit_days
from kneerehab.gui.look.locale import day_and_year
from kneerehab.gui.shell.workspace import Workspace
from kneerehab.i18n import _
from kneerehab.services.progress import Range, span_of
from kneerehab.services.report import report_span

_SHOWN, _ENDED = "shown", "ended"


def choices(workspace: Workspace, shown: Span | None) -> list[tuple[object, str]]:
    """What can be chosen, with its words; the first is the one to begin with. `shown` are the days on the screen."""
    found: list[tuple[object, str]] = [
        (Range.TWELVE_WEEKS.value, _("The last 12 weeks")),
        (Range.FOUR_WEEKS.value, _("The last 4 weeks")),
        (Range.YEAR.value, _("The last year")),
        (Range.ALL.value, _("The whole diary")),
    ]
    visits = [visit.at.date() for visit in workspace.diary.clinic_visits]
    if any(day < workspace.today() for day in visits):
        found.insert(1, (Range.SINCE_VISIT.value, _("Since the last visit")))
    if shown is not None:
        found.insert(0, (_SHOWN, _("The days on the screen")))
    last = _ended_on(workspace, shown)
    if last is not None:
        found.insert(0, (_ENDED, _("The 12 weeks up to {day}").format(day=day_and_year(last))))
    return found


def span(workspace: Workspace, shown: Span | None, chosen: object) -> Span:
    """The days of a choice; the last 12 weeks without one."""
    if chosen == _SHOWN and shown is not None:
        return shown
    if chosen == _ENDED:
        return report_span(workspace.diary, workspace.today(), until=_ended_on(workspace, shown))
    known = Range(str(chosen)) if chosen else Range.TWELVE_WEEKS
    return span_of(known, workspace.diary, workspace.today())


def visit_choices(workspace: Workspace, shown: tuple[date, date] | None) -> list[tuple[object, str]]:
    """No comparison, or the first and the last visit before today against today, and the two that are `shown`."""
    diary, today = workspace.diary, workspace.today()
    pairs = [shown] if shown is not None else []
    pairs += [(day, today) for day in (usual_pair(diary, today)[0], *visit_days(diary, today)[-2:]) if day < today]
    found: list[tuple[object, str]] = [(None, _("Left out"))]
    for first, last in dict.fromkeys(pairs):
        words = _("{first} and {last}").format(first=day_and_year(first), last=day_and_year(last))
        found.append((pair_key((first, last)), words))
    return found


def pair_key(pair: tuple[date, date] | None) -> str | None:
    """Two days as the key of a choice."""
    return None if pair is None else " ".join(day.isoformat() for day in pair)


def pair_of(key: object) -> tuple[date, date] | None:
    """The two days of a key."""
    if not key:
        return None
    first, last = str(key).split()
    return date.fromisoformat(first), date.fromisoformat(last)


def _ended_on(workspace: Workspace, shown: Span | None) -> date | None:
    """The last day with an entry, if the days that would be offered first have none."""
    days = workspace.diary.days_with_entries()
    usual = shown or span_of(Range.TWELVE_WEEKS, workspace.diary, workspace.today())
    return None if not days or any(day in usual for day in days) else max(days)
