"""What could not be saved yet, oldest first, so that trying again brings all of it to the disk."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from kneerehab.domain.record import Record
from kneerehab.frozen import dataclass
from kneerehab.services.edit import Edit

NOTHING = Edit()


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """One thing to save: how, what to say then, what it is about (ids, or the words of the step), whose it is.

    `edit` is what it would do to that diary, for the screen and for a copy; empty if it is no edit of one diary.
    """

    action: Callable[[], Any]
    said: str = ""
    about: frozenset[str] = frozenset()
    runner_id: str | None = None
    edit: Edit = NOTHING


class Unsaved:
    """The attempts that failed; a newer one about the same thing takes the place of the older."""

    def __init__(self) -> None:
        self._waiting: list[Attempt] = []

    def __bool__(self) -> bool:
        return bool(self._waiting)

    def supersede(self, attempt: Attempt) -> None:
        """Forget what a newer attempt, failed or not, makes out of date."""
        self._waiting = [old for old in self._waiting if not (old.about & attempt.about)]

    def add(self, attempt: Attempt) -> None:
        """Remember an attempt that failed."""
        self._waiting.append(attempt)

    def take(self) -> list[Attempt]:
        """All that waits, oldest first; they wait no longer."""
        waiting, self._waiting = self._waiting, []
        return waiting

    def records(self, runner_id: str | None) -> list[Record]:
        """The records of a runner that are not on the disk yet, oldest attempt first."""
        return [record for edit in self.edits(runner_id) for record in edit.saved]

    def edits(self, runner_id: str | None) -> list[Edit]:
        """What waits to be done to a runner's diary, oldest first."""
        return [attempt.edit for attempt in self._waiting if attempt.runner_id == runner_id and attempt.edit]
