"""What can be done with a chart besides looking at it: read it as a table, copy it, save it as a picture."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Literal

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QMenu, QWidget

from kneerehab.gui.chart.picture import ChartPicture
from kneerehab.gui.chart.reading import chart_style
from kneerehab.gui.look import icons
from kneerehab.gui.look.choosing import file_to_write
from kneerehab.gui.look.menus import when_chosen
from kneerehab.gui.shell import clipboard
from kneerehab.gui.shell.host import host_of
from kneerehab.gui.shell.tasks import in_background
from kneerehab.i18n import _
from kneerehab.wording.system import system_reason

Kind = Literal["png", "svg"]

_PICTURE = (960, 480)


def menu(view: ChartPicture) -> QMenu:
    """The menu of a chart; it goes when it is closed."""
    made = QMenu(view)
    made.aboutToHide.connect(made.deleteLater)
    for icon, text, act in (
        ("list", _("Read it as a table…"), lambda: show_table(view)),
        ("copy", _("Copy picture"), lambda: copy_picture(view)),
        ("picture", _("Save as PNG…"), lambda: save_as(view, "png")),
        ("picture", _("Save as SVG…"), lambda: save_as(view, "svg")),
    ):
        action = made.addAction(icons.icon(icon, "muted"), text)
        when_chosen(action, view, act)
        action.setEnabled(view.data() is not None)
    return made


def show_table(view: ChartPicture) -> None:
    """Open the chart as a table."""
    from kneerehab.gui.chart.table_dialog import TableDialog

    if view.data() is not None:
        locale = chart_style(view.workspace).locale
        table = view.chart.table(view.data(), locale)
        TableDialog(_(view.chart.title), view.description(), table, view.window()).exec()


def copy_picture(view: ChartPicture) -> None:
    """Put the picture, with its title, on the clipboard."""
    if view.data() is not None:

        def copy(content: bytes) -> None:
            clipboard.copy_image(QImage.fromData(content))
            view.say(_("Picture copied"))

        in_background(view, _picture(view, "png"), copy)


def save_as(view: ChartPicture, kind: Kind, ask: Callable[..., str] = file_to_write) -> None:
    """Ask for a file and write the chart to it, with its title."""
    if view.data() is None:
        return
    file = ask(view, _("Save picture"), f"{view.chart.id}.{kind}", f"{kind.upper()} (*.{kind})")
    if file:
        path = Path(file) if Path(file).suffix else Path(file).with_suffix(f".{kind}")
        done = _("Saved as {file}").format(file=path.name)

        def write(content: bytes) -> None:
            if problem := write_file(path, content):
                _tell_fault(view, problem)
            else:
                view.say(done)

        in_background(view, _picture(view, kind), write)


def _tell_fault(view: ChartPicture, words: str) -> None:
    """A banner above the page: the bubble on a chart is too small for a reason, and goes by itself."""
    host = host_of(view)
    if host is None:
        view.say(words)
    else:
        host.tell("danger", words)


def write_file(path: Path, content: bytes) -> str:
    """Write a file whole; what was in the way, in words, or "" if it was written."""
    from kneerehab.replacing import write_whole

    try:
        write_whole(path, content)
    except OSError as fault:
        return not_written(path, fault)
    return ""


def not_written(path: Path, fault: OSError) -> str:
    """Why a file could not be written, and what to do."""
    return _("{file} could not be written: {reason}. Please choose another place.").format(
        file=path.name, reason=system_reason(fault)
    )


def ask_for_file(parent: QWidget, title: str, name: str, kinds: str) -> Path | None:
    """The file a person chose to write; None if they left it."""
    file = file_to_write(parent, title, name, kinds)
    return Path(file) if file else None


def _picture(view: ChartPicture, kind: Kind) -> Callable[[], bytes]:
    from dataclasses import replace

    from kneerehab.charts.picture import picture

    chart, data, style = view.chart, view.data(), replace(chart_style(view.workspace), scale=1.0, titled=True)
    return lambda: picture(chart, data, style, kind, width=_PICTURE[0], height=_PICTURE[1])
