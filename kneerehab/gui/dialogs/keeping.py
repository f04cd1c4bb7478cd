"""Saving from a form that stays open: a failure is told in the form itself, in front of the page."""

from __future__ import annotations

from kneerehab.domain.errors import KneerehabError
from kneerehab.gui.controls.banner import Banner
from kneerehab.gui.workspace import Workspace
from kneerehab.i18n import _
from kneerehab.services.diary import Edit


def carry_out(workspace: Workspace, edit: Edit, text: str, failure: Banner) -> bool:
    """Save as one step that can be undone; on failure `failure` says why and nothing typed is lost."""
    try:
        workspace.undo_stack.do(text, edit)
    except KneerehabError as fault:
        failure.set_message(_("Not saved yet."), str(fault))
        failure.show()
        return False
    workspace.saved.emit(text)
    return True
