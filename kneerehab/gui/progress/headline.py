"""The line below the title of Progress: what became of the pain over the days that are shown."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from kneerehab.domain.trends.change import DAYS, PainChange, pain_changes, scored_days
from kneerehab.domain.trends.span import Span
from kneerehab.gui.chart.reading import Reading, chart_locale
from kneerehab.gui.progress.ranges import chosen_range, days_words
from kneerehab.gui.shell.tasks import Task, in_background
from kneerehab.gui.shell.workspace import Workspace
from kneerehab.i18n import _
from kneerehab.services.progress import Range, covers
from kneerehab.wording.progress import change_sentence, changed_between, changed_since, main_change, period_words

Found = tuple[tuple[PainChange, ...], Span | None]
"""The change of each knee, and from when to when there are scores."""


class Headline(QObject):
    """Adds up on the worker thread; `changed` carries the words, `found` what they rest on."""

    changed = Signal(str)
    found = Signal(tuple)

    def __init__(self, workspace: Workspace, parent: QObject) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self._task: Task | None = None
        self._about: tuple[object, ...] = ()

    def read(self, reading: Reading, span: Span) -> None:
        """Tell of other days. Until they are added up their dates are told, never what was true of others."""
        chosen = chosen_range(self.workspace)
        about = (self.workspace.runner_id, chosen, span)
        if about != self._about:
            self._about = about
            self.changed.emit(days_words(span))
        self.leave()

        def add_up() -> Found:
            pain = reading().pain
            return pain_changes(pain, span), scored_days(pain, span)

        self._task = in_background(self, add_up, lambda found: self._tell(found, chosen, span))

    def leave(self) -> None:
        """Nothing can be told any more of what was being added up: too few check-ins are left."""
        if self._task is not None:
            self._task.cancel()
            self._task = None

    def _tell(self, found: Found, chosen: Range, span: Span) -> None:
        self._task = None
        if self.workspace.runner_id != self._about[0]:
            return  # another diary is open by now, or none
        self.changed.emit(words(self.workspace, *found, chosen, span))
        self.found.emit(found[0])


def words(workspace: Workspace, changes: tuple[PainChange, ...], scored: Span | None, chosen: Range, span: Span) -> str:
    """One sentence; a range is named only where its days have scores from the beginning, else the first such day."""
    locale, today = chart_locale(workspace.formats.units), workspace.today()
    if scored is None:
        return _("No pain scores in these days.")
    settings = workspace.planner.settings(workspace.runner_id or "", today)
    change = main_change(changes, settings.knees)
    if change is None:
        return _("Too few scores to say how the pain changed.")
    late = (scored.first - span.first).days >= DAYS
    if span.last < today:
        begin = scored.first if late else span.first
        return changed_between(change, locale.day(begin), locale.day(span.last), workspace.formats)
    if covers(span, chosen) and not late:
        return change_sentence(change, period_words(span.days, workspace.formats), workspace.formats)
    begin = max(span.first, scored.first)
    day = locale.axis_day(begin) if begin.year == today.year else locale.day(begin)  # short: it is to stay on one line
    return changed_since(change, day, workspace.formats)
