"""Undo and redo of edits to the diary, 50 steps back, per runner.

Unlike QUndoStack, a step that fails (a full disk, say) leaves the history where it was, so it can be tried again.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from kneerehab.frozen import dataclass
from kneerehab.services.diary import Edit

LIMIT = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """Something that was done: its words for the menu, and the edit that takes it back (or does it again)."""

    text: str
    edit: Edit


class UndoStack(QObject):
    """What can be undone and redone for one runner; `changed` tells menus to look again."""

    changed = Signal()

    def __init__(self, apply: Callable[[Edit], Edit], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._apply = apply
        self._undo: list[Step] = []
        self._redo: list[Step] = []

    @property
    def undo_text(self) -> str | None:
        """What undo would take back; None if there is nothing."""
        return self._undo[-1].text if self._undo else None

    @property
    def redo_text(self) -> str | None:
        """What redo would do again; None if there is nothing."""
        return self._redo[-1].text if self._redo else None

    def do(self, text: str, edit: Edit) -> None:
        """Carry out an edit and remember how to take it back; raises what saving raises and then remembers nothing."""
        self.remember(text, self._apply(edit))

    def remember(self, text: str, inverse: Edit) -> None:
        """Remember a step that was carried out elsewhere, by the edit that takes it back."""
        self._undo.append(Step(text=text, edit=inverse))
        del self._undo[:-LIMIT]
        self._redo.clear()
        self.changed.emit()

    def undo(self) -> str | None:
        """Take the newest step back; its text, or None if there was none."""
        return self._move(self._undo, self._redo)

    def redo(self) -> str | None:
        """Do the step that was undone last once more; its text, or None if there was none."""
        return self._move(self._redo, self._undo)

    def _move(self, source: list[Step], target: list[Step]) -> str | None:
        if not source:
            return None
        step = source[-1]
        inverse = self._apply(step.edit)
        source.pop()
        target.append(Step(text=step.text, edit=inverse))
        self.changed.emit()
        return step.text
