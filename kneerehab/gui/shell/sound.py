"""Short sounds of the timers, through whatever player the system has; where there is none, it stays quiet.

Never the only signal: whoever plays one also shows and announces it. Qt's own player belongs to a part of PySide6 that
the program does without, so a small program of the system is asked instead. The wave is made quieter before it is
handed over, since not every player knows a volume.
"""

from __future__ import annotations

import array
import atexit
import shutil
import sys
from collections.abc import Callable
from contextlib import ExitStack
from functools import cache, cached_property
from pathlib import Path

from PySide6.QtCore import QObject

from kneerehab import scratch
from kneerehab.paths import resources_dir

LOW = 40
"""Per cent of full loudness that count as low."""

NAMES = ("count", "go", "repeat", "ten", "switch", "rest", "next", "skin", "over")
_PLAYERS = {
    "darwin": (("afplay",),),
    "linux": (("pw-play",), ("paplay",), ("aplay", "-q"), ("ffplay", "-nodisp", "-autoexit", "-loglevel", "quiet")),
}
_AT_ONCE = 4  # a player that hangs must not pile up

Play = Callable[[Path], None]


class Sounds(QObject):
    """Plays by name; `percent` says how loud (0 is off) each time it is asked."""

    def __init__(self, percent: Callable[[], int], parent: QObject | None = None, *, play: Play | None = None) -> None:
        super().__init__(parent)
        self._percent = percent
        if play is not None:
            self._play = play

    @cached_property
    def _play(self) -> Play | None:
        """Looked for when there is something to be heard."""
        return system_player(self)

    def play(self, name: str) -> None:
        """Play one of NAMES; a system that can't is no error."""
        percent = max(0, min(100, self._percent()))
        if percent == 0 or self._play is None:
            return
        try:
            self._play(self._file(name, percent))
        except OSError:
            self._play = None

    def _file(self, name: str, percent: int) -> Path:
        """The sound at this loudness, made once per run."""
        source = resources_dir() / "sounds" / f"{name}.wav"
        if percent == 100:
            return source
        made = _quiet_folder() / f"{name}-{percent}.wav"
        if not made.is_file():
            quieter(source, made, percent)
        return made


@cache
def _quiet_folder() -> Path:
    """Where quieter copies live until the program ends."""
    stack = ExitStack()
    atexit.register(stack.close)
    return stack.enter_context(scratch.folder("sound"))


def quieter(source: Path, target: Path, percent: int) -> None:
    """Copy a 16-bit wave file at `percent` of its loudness."""
    import wave

    with wave.open(str(source), "rb") as file:
        settings, frames = file.getparams(), array.array("h", file.readframes(file.getnframes()))
    swap = sys.byteorder == "big"
    if swap:
        frames.byteswap()
    frames = array.array("h", (sample * percent // 100 for sample in frames))
    if swap:
        frames.byteswap()
    with wave.open(str(target), "wb") as file:
        file.setparams(settings)
        file.writeframes(frames.tobytes())


def system_player(parent: QObject) -> Play | None:
    """What can play a file here, without waiting for its end; None if nothing can."""
    if sys.platform == "win32":
        import winsound

        flags = winsound.SND_FILENAME | winsound.SND_ASYNC | winsound.SND_NODEFAULT

        def play_on_windows(file: Path) -> None:
            try:
                winsound.PlaySound(str(file), flags)
            except RuntimeError:  # no sound device
                return

        return play_on_windows
    for program, *options in _PLAYERS.get(sys.platform, _PLAYERS["linux"]):
        found = shutil.which(program)
        if found is not None:
            return _by_process(found, options, parent)
    return None


def _by_process(program: str, options: list[str], parent: QObject) -> Play:
    from PySide6.QtCore import QProcess

    running: list[QProcess] = []

    def play(file: Path) -> None:
        if len(running) >= _AT_ONCE:
            return
        process = QProcess(parent)
        process.setProgram(program)
        process.setArguments([*options, str(file)])
        process.setStandardOutputFile(QProcess.nullDevice())
        process.setStandardErrorFile(QProcess.nullDevice())
        running.append(process)

        def ended(*_how: object) -> None:
            if process in running:
                running.remove(process)
                process.deleteLater()

        process.finished.connect(ended)
        process.errorOccurred.connect(ended)
        process.start()

    return play
