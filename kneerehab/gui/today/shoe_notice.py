"""The quiet line on Today when a pair of shoes is due: closed once, it stays closed until the pair needs more."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from kneerehab.domain.units import distance
from kneerehab.gui.look.notice import Notice
from kneerehab.gui.shell.command import Command
from kneerehab.gui.shell.host import request
from kneerehab.gui.shell.workspace import Workspace
from kneerehab.i18n import _
from kneerehab.services.shoes import PairInUse, ShoeState, notice


class ShoeNotice(Notice):
    """At most one pair, and after closing one no other on the same day."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__("info", "", icon="run", parent=parent)
        self.workspace = workspace
        self._pair: PairInUse | None = None
        self._asked: object = None
        self.closed.connect(self._close_for_now)
        self.linked.connect(self._open)
        self.hide()

    def refresh(self) -> None:
        """Show what is due today; nothing on earlier days."""
        workspace, diary, settings = self.workspace, self.workspace.diary, self.workspace.settings
        today = workspace.today()
        quiet = workspace.day != today or settings.shoe_notice_day == today.isoformat()
        limits, closed = workspace.shoe_limits, settings.shoe_notices_closed
        asked = quiet, today, limits, closed, workspace.formats, diary.runner.id, diary.shoes, diary.activities
        if asked == self._asked:
            return
        self._asked = asked
        self._pair = None if quiet else notice(diary, today, limits, closed)
        self.setVisible(self._pair is not None)
        if self._pair is not None:
            self.set_message(*words(self._pair, workspace), link=_("Shoes"), icon="run")

    def _close_for_now(self) -> None:
        if self._pair is None:
            return
        settings = self.workspace.settings
        self.workspace.change_settings(
            shoe_notices_closed=(*settings.shoe_notices_closed, self._pair.key)[-50:],
            shoe_notice_day=self.workspace.today().isoformat(),
        )

    def _open(self) -> None:
        request(self, Command.SHOES)


def words(pair: PairInUse, workspace: Workspace) -> tuple[str, str]:
    """What a pair has come to, and what that is good for; neither blames nor foretells."""
    formats = workspace.formats
    far = formats.number(distance(pair.metres, formats.units), 0)
    lead = _("{name}: {distance} {unit}.").format(name=pair.shoes.name, distance=far, unit=formats.unit)
    match pair.state:
        case ShoeState.INSPECT:
            return lead, _("Worth a look at sole and heel.")
        case ShoeState.REPLACE:
            return lead, _("About as far as shoes usually last. A new pair may be due.")
        case _:
            return lead, _("Further than shoes usually last. A new pair is due.")
