"""Taking a runner out of the copies of a diary; those that can't be opened are named, not passed over."""

from __future__ import annotations

from collections.abc import Iterable

from kneerehab.domain.errors import StorageError
from kneerehab.services.kept_copies import Backup, holding
from kneerehab.storage.erase import erase_runner


def erase(runner_id: str, copies: Iterable[Backup]) -> tuple[Backup, ...]:
    """Take a runner out of every copy that holds them; returns the copies that still do, or might."""
    left = []
    for copy in holding(runner_id, copies):
        try:
            erase_runner(copy.path, runner_id)
        except (StorageError, OSError):  # damaged, newer, locked with another passphrase, on a stick that is read only
            left.append(copy)
    return tuple(left)
