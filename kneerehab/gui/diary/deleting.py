"""Deleting from the Diary, at once and to be undone."""

from __future__ import annotations

from kneerehab.domain.record import Record, moment
from kneerehab.domain.shoes import Shoes
from kneerehab.gui.diary.day_model import Node
from kneerehab.gui.shell.workspace import Workspace
from kneerehab.i18n import _, ngettext
from kneerehab.services.log import is_dated
from kneerehab.wording.records import deleted_on, kind_name


def delete_entry(workspace: Workspace, node: Node) -> tuple[str, str]:
    """Delete an entry of a day: one record, or its exercises together; what to tell, as lead and text."""
    if len(node.records) == 1:
        return delete(workspace, node.records[0])
    day = workspace.formats.short_day(node.day)
    workspace.save(_("Exercises deleted, {day}").format(day=day), removed=node.records)
    return "", ""


def delete(workspace: Workspace, record: Record) -> tuple[str, str]:
    """Delete a record. Shoes that were worn are kept; why is returned as lead and text, else nothing."""
    worn = 0
    if isinstance(record, Shoes):
        worn = sum(1 for activity in workspace.diary.activities if activity.shoes_id == record.id)
    if worn:
        text = ngettext("They are named by {n} entry.", "They are named by {n} entries.", worn).format(n=worn)
        return _("These shoes stay."), f"{text} {_('Edit them and set the day they were retired instead.')}"
    kind, day = kind_name(record), workspace.formats.short_day(moment(record).date())
    text = deleted_on(kind, day) if is_dated(record) else _("{kind} deleted").format(kind=kind)
    workspace.save(text, removed=(record,))
    return "", ""
