"""One press for a run or walk on which nothing hurt: the answer and saving in one."""

from __future__ import annotations

from PySide6.QtGui import QKeySequence, QShortcut

from kneerehab.gui.forms.run.pain import RunPain
from kneerehab.gui.look.button import Button
from kneerehab.gui.look.dialog import Dialog
from kneerehab.gui.look.habits import key_words, tip
from kneerehab.i18n import _


class QuietSave(Button):
    """Answers no pain and no change of form, then saves the form; offered while nothing is answered."""

    def __init__(self, dialog: Dialog, pain: RunPain) -> None:
        super().__init__(_("No pain – save"), variant="soft", size="big", parent=dialog)
        self._dialog, self._pain = dialog, pain
        self.setAccessibleDescription(_("Answers that nothing hurt and you moved as usual, then saves."))
        self.setToolTip(tip(key_words("Ctrl+Shift+Enter")))
        self.clicked.connect(self._save)
        for keys in ("Ctrl+Shift+Return", "Ctrl+Shift+Enter"):
            QShortcut(QKeySequence(keys), dialog).activated.connect(self._press)

    def offer(self, wanted: bool) -> None:
        """Show it where it is `wanted` and nothing has been answered yet."""
        self.setVisible(wanted and self._pain.is_open())

    def _press(self) -> None:
        if self.isVisible():
            self._save()

    def _save(self) -> None:
        self._pain.answer_none()
        self._dialog.try_save()
