"""Saving from a form that stays open: a failure is told in the form itself, in front of the page."""

from __future__ import annotations

from collections.abc import Callable

from kneerehab.domain.errors import KneerehabError
from kneerehab.gui.look.scroll_page import show_in_scroll_area
from kneerehab.gui.shell.not_saved import NotSaved
from kneerehab.gui.shell.workspace import Workspace
from kneerehab.i18n import _
from kneerehab.services.diary import Edit
from kneerehab.wording.faults import reason


def carry_out(workspace: Workspace, edit: Edit, text: str, failure: NotSaved, again: Callable[[], object]) -> bool:
    """Save as one step that can be undone; on failure `failure` says why, offers `again`, and nothing typed is lost."""
    try:
        workspace.undo_stack.do(text, edit)
    except KneerehabError as fault:
        failure.tell(_("{reason} Everything typed is still here.").format(reason=reason(fault)), again, edit)
        show_in_scroll_area(failure)
        return False
    failure.hide()
    workspace.saved.emit(text)
    return True
