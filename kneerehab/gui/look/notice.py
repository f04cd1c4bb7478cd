"""A banner that can be closed with a button of its own."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from kneerehab.gui.look.banner import Banner
from kneerehab.gui.look.button import IconButton
from kneerehab.i18n import _


class Notice(Banner):
    """Like a banner; `closed` when the person has read it. Whoever shows it takes it away."""

    closed = Signal()

    def __init__(
        self, kind: str, lead: str, text: str = "", *, link: str = "", icon: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(kind, lead, text, link=link, icon=icon, parent=parent)
        self.close_button = IconButton("close", _("Close this notice"), variant="plain", size="small")
        row = self.layout()
        assert isinstance(row, QHBoxLayout)
        row.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignVCenter)
        self.close_button.clicked.connect(self.closed)
