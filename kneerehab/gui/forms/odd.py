"""Asks once about an amount or a pace that looks like a slip, before it is saved."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from kneerehab.domain.activity import Activity
from kneerehab.gui.look.question import ask
from kneerehab.gui.shell.workspace import Workspace
from kneerehab.i18n import _
from kneerehab.wording.odd import OddQuestion, odd_question


def question_about(workspace: Workspace, activity: Activity, before: Activity | None = None) -> OddQuestion | None:
    """What to ask about `activity`; None if nothing is odd, or its amounts are those that it had `before`."""
    if before is not None and (before.seconds, before.metres) == (activity.seconds, activity.metres):
        return None
    verdict = workspace.planner.verdict(workspace.runner_id or "", activity.at.date())
    return odd_question(activity, workspace.diary.activities, verdict, workspace.formats)


def is_meant(parent: QWidget, workspace: Workspace, activity: Activity, before: Activity | None = None) -> bool:
    """Whether nothing is odd about `activity`, or the person says that it is right."""
    question = question_about(workspace, activity, before)
    return question is None or ask(
        parent, question.title, question.text, stay=_("Check it"), go=_("It is right"), grave=False
    )
