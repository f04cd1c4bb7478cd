"""Looks into the watched folder and at a plugged-in watch now and again, in a thread, and offers what is new there."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from kneerehab.gui.shell import gc_pause
from kneerehab.gui.shell.workspace import Workspace

if TYPE_CHECKING:
    from kneerehab.domain.diary import Diary
    from kneerehab.exchange.activities import Reading
    from kneerehab.services.watched import Offer, Watch

FIRST_MS = 3_000
AGAIN_MS = 60_000
_PATIENCE = 5.0
"""Seconds; a drive of a watch may be slow to answer."""


class RunWatch(QObject):
    """Puts `workspace.offered`; nothing is ever saved from here. `drives` finds the folders of plugged-in watches."""

    _looked = Signal(object)  # Offer or None, or the exception that no one expected

    def __init__(
        self,
        workspace: Workspace,
        memory: Path,
        parent: QObject | None = None,
        drives: Callable[[], list[Path]] | None = None,
    ) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self._memory = memory
        self._drives = drives
        self._watch: Watch | None = None
        self._pending: tuple[Path, ...] = ()
        self._stop = threading.Event()
        self._under_way = False
        self._thread: threading.Thread | None = None
        self._timer = QTimer(self, interval=AGAIN_MS)
        self._first = QTimer(self, singleShot=True, interval=FIRST_MS)
        self._timer.timeout.connect(self.look)
        self._first.timeout.connect(self.look)
        self._looked.connect(self._tell)
        workspace.runs_settled.connect(self._settle)
        workspace.runner_changed.connect(self._forget_offer)
        self._first.start()
        self._timer.start()

    def look(self) -> None:
        """Look once, if there is somewhere to look and no look is under way, until it is heard of here."""
        workspace, settings = self.workspace, self.workspace.settings
        if self._under_way:  # not whether the thread lives: it may take a while to end after it has told
            return
        if workspace.runner_id is None or not (settings.watched_folder or settings.watch_drives):
            return
        from kneerehab.exchange.activities import Reading, recalled

        kept = [recalled(item) for item in settings.csv_mappings]
        reading = Reading(
            units=workspace.runner.shown_units,
            remembered=[mapping for mapping in kept if mapping is not None],
            stop=self._stop.is_set,
        )
        chosen = [Path(settings.watched_folder)] if settings.watched_folder else []
        arguments = (chosen, settings.watch_drives, self._pending, workspace.diary, workspace.today(), reading)
        # A drive that doesn't answer must not keep the program from ending.
        gc_pause.pause("watch")
        self._thread = threading.Thread(target=self._work, args=arguments, name="kneerehab-watch", daemon=True)
        self._thread.start()
        self._under_way = True

    def stop(self) -> None:
        """End it, and wait a little for a look that is under way: it stops at the next piece of a file."""
        self._first.stop()
        self._timer.stop()
        self._stop.set()
        self.blockSignals(True)
        if self._thread is not None:
            self._thread.join(_PATIENCE)
        gc_pause.resume("watch")
        self.deleteLater()

    def _work(
        self, chosen: list[Path], drives: bool, pending: tuple[Path, ...], diary: Diary, today: date, reading: Reading
    ) -> None:
        from kneerehab.exchange.activities import Stopped
        from kneerehab.services import watched

        try:
            if self._watch is None:
                self._watch = watched.Watch(self._memory)
            folders = chosen + ((self._drives or watched.watch_folders)() if drives else [])
            found = self._watch.look(folders, time.time(), self._stop.is_set)
            if not found and not pending:
                self._report(None)
                return
            paths = [path for path in dict.fromkeys((*pending, *found)) if path.exists()]
            offer = watched.offer(paths, diary, today, reading)
        except Stopped:
            return
        except Exception as fault:  # whatever it is: a look that fails must not fail in silence
            self._report(fault)
            return
        self._report(offer)

    def _report(self, found: Offer | Exception | None) -> None:
        if not self._stop.is_set():
            self._looked.emit(found)

    @Slot(object)
    def _tell(self, found: Offer | Exception | None) -> None:
        self._under_way = False
        gc_pause.resume("watch")
        if isinstance(found, Exception):
            raise found
        files = found.files if found is not None and found.new else ()
        if files == self._pending and (found is None or self.workspace.offered is not None):
            return
        self._pending = files
        self.workspace.offered = found if files else None
        self.workspace.runs_offered.emit()

    @Slot(object)
    def _settle(self, files: tuple[Path, ...]) -> None:
        self._pending = ()
        self.workspace.offered = None
        if self._watch is not None:
            with suppress(OSError):  # then it is remembered until the program ends; nothing of the diary is in there
                self._watch.settle(files)
        self.workspace.runs_offered.emit()

    def _forget_offer(self) -> None:
        """Another runner's diary may have these runs, or lack them: they are compared anew at the next look."""
        self.workspace.offered = None
        self.workspace.runs_offered.emit()
