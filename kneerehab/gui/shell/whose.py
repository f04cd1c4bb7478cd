"""Whose diary is written to: said where there are several, so that nothing of one runner gets into another's."""

from __future__ import annotations

from kneerehab.gui.shell.workspace import Workspace
from kneerehab.i18n import _
from kneerehab.wording.runners import shown_name


def name_among_several(workspace: Workspace) -> str:
    """What the runner whose diary is open is called on the screen; "" where there is no other."""
    if workspace.runner_id is None or not workspace.diaries.has_several():
        return ""
    return shown_name(workspace.runner, hidden=workspace.settings.hide_names)


def said_for(workspace: Workspace, said: str) -> str:
    """What was saved, and for whom."""
    name = name_among_several(workspace)
    return _("{said}, for {name}").format(said=said, name=name) if name else said
