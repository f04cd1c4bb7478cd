"""What a guided session reads of the diary, and keeps in it as sets are done."""

from __future__ import annotations

from datetime import date, datetime

from kneerehab.gui.guided.telling import step_text
from kneerehab.gui.shell.workspace import Workspace
from kneerehab.services.edit import Edit
from kneerehab.services.session import Session
from kneerehab.services.session_log import SessionLog
from kneerehab.services.soreness import is_sore


def is_sore_day(workspace: Workspace, runner_id: str, day: date) -> bool:
    """Whether the easier ways are offered from the start."""
    planner, diary = workspace.planner, workspace.diaries.diary(runner_id)
    return is_sore(diary, planner.settings(runner_id, day), planner.verdict(runner_id, day), day)


def save_session(workspace: Workspace, runner_id: str, log: SessionLog, session: Session, now: datetime) -> None:
    """Bring the diary up to date; the first record of an exercise and side is a step that can be undone."""
    diary = workspace.diaries.diary(runner_id)
    saved, removed = log.edits(session, diary, now)
    known = {record.id for record in diary.exercise_sets}
    for record in saved:
        if record.id in known or workspace.runner_id != runner_id:
            workspace.attempt_edit(runner_id, Edit(saved=(record,)), about=record.id)
        else:
            name = next(item.name for item in session.items if item.exercise == record.exercise)
            workspace.save(step_text(name, record), record, quiet=True)
    if removed:
        workspace.attempt_edit(runner_id, Edit(removed=tuple(removed)))
