"""One run out of the diary, as GPX or TCX, with its track if its file was kept."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QWidget

from kneerehab.domain.activity import Activity
from kneerehab.exchange.recordings import find, run_file
from kneerehab.gui.look.choosing import file_to_write
from kneerehab.gui.shell.host import host_of
from kneerehab.gui.shell.workspace import Workspace
from kneerehab.i18n import _
from kneerehab.replacing import write_whole
from kneerehab.wording.system import system_reason

SUFFIXES = (".gpx", ".tcx")


def export_run(parent: QWidget, workspace: Workspace, run: Activity) -> None:
    """Ask for a file and write the run to it; what stands in the way is told."""
    folder = workspace.diaries.database.path.parent
    suffix = ".gpx" if find(folder, run) is not None else ".tcx"
    filters = [_("GPX with its track (*.gpx)"), _("TCX (*.tcx)")]
    chosen = file_to_write(
        parent, _("Save this run"), f"{run.at:%Y-%m-%d-%H%M}{suffix}", ";;".join(filters), filters[suffix == ".tcx"]
    )
    if not chosen:
        return
    file = Path(chosen)
    if file.suffix.casefold() not in SUFFIXES:
        file = file.with_name(file.name + suffix)
    host = host_of(parent)
    try:
        data = run_file(folder, run, file.suffix.casefold())
    except ValueError as fault:
        if host is not None:
            host.tell("info", _("Nothing was written."), str(fault))
        return
    try:
        write_whole(file, data)
    except OSError as fault:
        if host is not None:
            host.tell("danger", _("{file} could not be written.").format(file=file.name), system_reason(fault))
        return
    if host is not None:
        host.tell("success", _("Run written to {file}.").format(file=file.name))
