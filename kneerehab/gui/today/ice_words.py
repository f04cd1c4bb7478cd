"""What the ice card says, and how: which knee, what was logged, why another session had better wait."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtWidgets import QWidget

from kneerehab.domain.codes import Side
from kneerehab.domain.diary import between
from kneerehab.domain.icing import IcingSession
from kneerehab.gui.look import accessible
from kneerehab.gui.shell.notify import notify
from kneerehab.gui.shell.workspace import Workspace
from kneerehab.i18n import _
from kneerehab.services.icing import Concern, advice
from kneerehab.wording.formats import Formats
from kneerehab.wording.labels import knees_name, knees_within


def which(record: IcingSession, shown: date | None, formats: Formats) -> str:
    """The knee, and the day that the minutes are for where another one is shown."""
    knees = knees_name(record.side)
    if shown is None or record.at.date() == shown:
        return knees
    return _("{knees}, for {day}").format(knees=knees, day=formats.day(record.at.date()))


def concern(workspace: Workspace, side: Side) -> str:
    """Why to wait; "" where nothing speaks against ice."""
    now = workspace.now()
    told = advice(between(workspace.diary.icing, now.date() - timedelta(days=1), now.date()), side, now)
    if told is None:
        return ""
    if told.concern is Concern.DAY_FULL:
        return _("{n} times today is plenty. The skin needs a rest until tomorrow.").format(n=told.count)
    if told.from_ is None:
        return ""
    ago = _("The last ice ended {n} min ago.") if told.minutes_ago else _("The last ice has just ended.")
    wait = _("Better wait until {time}.").format(time=workspace.formats.clock(told.from_.time()))
    return f"{ago.format(n=told.minutes_ago)} {wait}"


def ended(record: IcingSession | None, minutes: int) -> str:
    """How many whole minutes are logged, or that none are."""
    if not minutes:
        return _("Less than half a minute of ice: nothing was logged.")
    knees = knees_within(record.side) if record is not None else ""
    return _("Ice off the {knees}, please. {n} min are logged.").format(knees=knees, n=minutes)


def alert(card: QWidget, text: str) -> None:
    """Say something that can't wait, also to whoever doesn't look at the window."""
    accessible.announce(card, text)
    notify(card.window(), _("Ice"), text)
