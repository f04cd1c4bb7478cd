"""What eases the knee after too much: ice, the leg up, short walks; each where it can be begun or logged."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kneerehab.domain.codes import CareKind
from kneerehab.gui.look.button import Button
from kneerehab.gui.look.card import Card
from kneerehab.gui.look.text import Divider
from kneerehab.gui.shell.command import Letter
from kneerehab.gui.shell.workspace import Workspace
from kneerehab.gui.today.care_card import CareRow, new_care
from kneerehab.i18n import _, pgettext


class EaseCard(Card):
    """Rest, ice, a light wrap and the knee above the heart (D1 to D4); pain-free walking is fine (conflict 10)."""

    ice_wanted = Signal()

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(_("What eases it now"), "", parent)
        self.workspace = workspace
        self.ice = Button(pgettext("button", "Start"), variant="primary", icon="play", key=Letter.ICE)
        self.ice.setAccessibleName(_("Start the ice timer"))
        self.leg_up = Button(_("Log"), variant="soft")
        self.leg_up.setAccessibleName(_("Log leg up"))
        minutes = workspace.settings.ice_minutes
        self.body.addWidget(
            CareRow(
                "ice",
                _("Ice, {n} min").format(n=minutes),
                _("A cloth between ice and skin. Look at the skin after 5 min."),
                self.ice,
            )
        )
        self.body.addWidget(Divider())
        self.body.addWidget(
            CareRow("arrow-up", _("Leg up, light wrap"), _("Knee above the heart for a while"), self.leg_up)
        )
        self.body.addWidget(Divider())
        self.body.addWidget(
            CareRow(
                "walk",
                _("Short walks, if they don't hurt"),
                _("Stairs, squats and sitting long with a bent knee can wait"),
            )
        )
        self.body.addStretch(1)
        self.ice.clicked.connect(self.ice_wanted)
        self.leg_up.clicked.connect(self._log_leg_up)

    def _log_leg_up(self) -> None:
        new_care(self.workspace, CareKind.ELEVATION, self.window()).exec()
