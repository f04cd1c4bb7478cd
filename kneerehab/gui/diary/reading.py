"""What the Diary page reads: the log and the days of the open diary, and the run days to come."""

from __future__ import annotations

from datetime import date

from kneerehab.domain.diary import Diary
from kneerehab.domain.record import Record
from kneerehab.gui.diary.row_text import RowText, row_text
from kneerehab.gui.shell.workspace import Workspace
from kneerehab.services.diary_days import DiaryDays
from kneerehab.services.log import Log
from kneerehab.services.today import exercise_name
from kneerehab.wording.labels import label
from kneerehab.wording.records import kind_name

_WARM_AT_ONCE = 1500


class DiaryReading:
    """Made anew when the diary or the day has changed; `log` and `days` are None before the first reading."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self.log: Log | None = None
        self.days: DiaryDays | None = None
        self._planned: tuple[Diary, date, tuple[date, ...]] | None = None

    def read(self) -> bool:
        """Read the open diary if it is not the one read last; True if it was read."""
        diary, today = self._workspace.diary, self._workspace.today()
        if self.log is not None and self.log.diary is diary and self.days is not None and self.days.today == today:
            return False
        same_runner = self.log is not None and self.log.diary.runner.id == diary.runner.id
        self.log = Log(diary, label, kind_name, self.log if same_runner else None)
        self.days = DiaryDays(self.log, today, self.days)
        return True

    def forget(self) -> None:
        """Another runner's diary comes."""
        self.log = self.days = None

    def words(self, record: Record) -> RowText:
        """The words of a row of the table."""
        workspace, diary = self._workspace, self._workspace.diary
        return row_text(record, workspace.formats, lambda key: exercise_name(diary, key), workspace.today())

    def warm(self) -> bool:
        """Make ready for a search while nobody waits; whether there is more to do."""
        return self.log is not None and self.log.warm(_WARM_AT_ONCE)

    def planned(self) -> tuple[date, ...]:
        """The coming run days, as far as they are known."""
        if self._planned is None or self.log is None or self._planned[0] is not self.log.diary:
            return ()
        return self._planned[2] if self._planned[1] == self._workspace.today() else ()

    def find_planned(self) -> bool:
        """Ask the plan for the coming run days of this diary; True if they were not known."""
        runner_id, today = self._workspace.runner_id, self._workspace.today()
        if runner_id is None:
            return False
        if self._planned is not None and self._planned[0] is self._workspace.diary and self._planned[1] == today:
            return False
        self._planned = (self._workspace.diary, today, self._workspace.planner.coming_runs(runner_id, today))
        return True
