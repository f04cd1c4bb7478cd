"""A program that saves without end, to be killed: `python -m tests.faults.saving DATABASE RUNNER`.

For each line on standard input, a seed, a warmed process forks one that opens the diary and saves. What it is about to
do and what it has done stand on standard output, line by line: `pid N`, `open`, then `try` and `done` in turns with an
act, an id and a note, and at last `dead`.
"""

from __future__ import annotations

import os
import random
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from kneerehab.domain.check_in import CheckIn
from kneerehab.domain.fields import KneeScores
from kneerehab.domain.record import new_id
from kneerehab.exchange import diary_json  # noqa: F401 (loaded once, here, and not in each process that is killed)
from kneerehab.services import backups, kept_copies
from kneerehab.services.changes import Changes
from kneerehab.services.diary import DiaryService
from kneerehab.storage.database import Database


def tell(*words: object) -> None:
    """One line, written at once: so short a write is never torn."""
    os.write(1, (" ".join(map(str, words)) + "\n").encode())


def save_on(path: Path, owner: str, seed: int) -> None:
    """Record, amend, delete and back up, by chance, until killed."""
    chance = random.Random(seed)
    service = DiaryService(Database.open(path), Changes(), lambda: datetime.now(UTC))
    tell("open")
    kept: list[CheckIn] = []
    for number in range(10**9):
        kind = chance.random()
        note = f"{seed}-{number}-" + "n" * chance.randrange(1900)
        if kind < 0.65 or not kept:
            record = CheckIn(
                id=new_id(),
                at=datetime(2026, 3, 2, 7),
                now=KneeScores(left=1),
                worst_24h=KneeScores(),
                swelling=False,
                limp=False,
                note=note,
            )
            tell("try", "save", record.id, note)
            service.record(owner, record)
            kept.append(record)
            tell("done", "save", record.id, note)
        elif kind < 0.85:
            record = kept[-1] = replace(kept[-1], note=note)
            tell("try", "save", record.id, note)
            service.amend(owner, record)
            tell("done", "save", record.id, note)
        elif kind < 0.97:
            record = kept.pop()
            tell("try", "delete", record.id, "-")
            service.delete(owner, record)
            tell("done", "delete", record.id, "-")
        else:
            backups.back_up_before(kept_copies.Kind.IMPORT, path, datetime.now())


def main(path: Path, owner: str) -> None:
    """Fork a process for each seed, and tell when it is dead."""
    for line in iter(sys.stdin.readline, ""):
        child = os.fork()
        if child == 0:
            try:
                tell("pid", os.getpid())
                save_on(path, owner, int(line))
            finally:
                os._exit(1)
        os.waitpid(child, 0)
        tell("dead")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
