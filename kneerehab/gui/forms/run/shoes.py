"""Which shoes were worn, with the way to the list of shoes beside it."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from kneerehab.gui.forms.run.start import NO_SHOES, shoe_choices
from kneerehab.gui.look import theme
from kneerehab.gui.look.button import IconButton
from kneerehab.gui.look.select import Select
from kneerehab.gui.shell.command import Command
from kneerehab.gui.shell.host import request
from kneerehab.gui.shell.workspace import Workspace
from kneerehab.i18n import _


class ShoeChoice(QWidget):
    """`select` holds the pairs in use that day; a pair that is added meanwhile is the chosen one."""

    changed = Signal()

    def __init__(self, workspace: Workspace, own_id: str | None = None, parent: QWidget | None = None) -> None:
        """`own_id` is the pair of the run being edited, offered even if it is retired."""
        super().__init__(parent)
        self.workspace = workspace
        self._own_id = own_id
        self._day = workspace.today()
        self.select = Select(name=_("Shoes"))
        self.list_button = IconButton("edit", _("Shoes…"), size="field")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(6))
        self.select.setSizeAdjustPolicy(Select.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.select.setMinimumContentsLength(8)  # a pair's name may be long
        row.addWidget(self.select, 1)
        row.addWidget(self.list_button)
        self.list_button.clicked.connect(self._open_list)
        self.select.changed.connect(lambda _key: self.changed.emit())

    def fill(self, day: date, *, usual: bool) -> None:
        """Offer the pairs of a day; `usual` chooses the usual one."""
        self._day = day
        choices, likely = self._choices()
        self.select.set_choices(choices, likely if usual else NO_SHOES)

    def shoes_id(self) -> str | None:
        """The chosen pair."""
        return str(self.select.value() or "") or None

    def set_shoes(self, shoes_id: str | None) -> None:
        """Choose a pair."""
        self.select.set_value(shoes_id or NO_SHOES)

    def _choices(self) -> tuple[list[tuple[str, str]], str]:
        workspace = self.workspace
        preferred = workspace.settings.default_shoes
        return shoe_choices(workspace.diary, self._day, self._own_id, workspace.formats, preferred)

    def _open_list(self) -> None:
        before = {key for key, _text in self._choices()[0]}
        chosen = self.select.value()
        request(self, Command.SHOES)
        choices, _likely = self._choices()
        new = [key for key, _text in choices if key not in before]
        kept = chosen if chosen in {key for key, _text in choices} else NO_SHOES
        self.select.set_choices(choices, new[-1] if new else kept)
        self.changed.emit()
