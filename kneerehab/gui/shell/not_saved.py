"""The banner of a save that failed: it stays, tries again, and writes a copy that holds what the disk has not."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from kneerehab.gui.look.banner import Banner
from kneerehab.gui.shell import diary_file
from kneerehab.gui.shell.unsaved import NOTHING
from kneerehab.gui.shell.workspace import Workspace
from kneerehab.i18n import _
from kneerehab.services.diary import Edit


class NotSaved(Banner):
    """Hidden until `tell`; whoever shows it hides it or takes it away once all is saved."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__("danger", _("Not saved."), parent=parent)
        self._workspace = workspace
        self._reason = ""
        self._again: Callable[[], object] | None = None
        self._edit = NOTHING
        self.hide()
        self.linked.connect(self._try_again)
        self.also_linked.connect(self._save_copy)

    def tell(self, reason: str, again: Callable[[], object], edit: Edit | None = None) -> None:
        """Say why nothing was saved. `again` tries once more; `edit` is what a form holds beside all that waits."""
        self._reason, self._again, self._edit = reason, again, edit or NOTHING
        self._say(reason)
        self.show()

    def _say(self, words: str) -> None:
        copy = _("Save a copy…") if self._workspace.runner_id is not None else ""
        self.set_message(_("Not saved."), words, link=_("Try again"), also=copy)

    def _try_again(self) -> None:
        if self._again is not None:
            self._again()

    def _save_copy(self) -> None:
        from kneerehab.exchange.diary_json import write_diary

        workspace = self._workspace
        file = diary_file.ask_file(self.window(), _("Save a copy"), workspace.runner)
        if file is None:
            return
        fault = diary_file.write(file, lambda: write_diary(workspace.draft(self._edit), workspace.now()))
        if fault is None:
            words = _("{reason} A copy of the diary with what is not saved yet is in {file}; it can be imported later.")
            self._say(words.format(reason=self._reason, file=file.name))
        else:
            words = _("{reason} The copy {file} could not be written either. {fault}")
            self._say(words.format(reason=self._reason, file=file.name, fault=fault).strip())
