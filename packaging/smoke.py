"""What a release must do before anyone gets it: `python packaging/smoke.py PROGRAM [WORD …]` on any system.

It says its version, takes a diary in, logs a day, opens its window, answers a second start, closes, and has it all.
Then it draws pages, and locks a handover and the diary: what a bundle can lack unseen.
On Windows the window is a real one, since only such a one can be asked to close; elsewhere it is drawn nowhere.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from kneerehab import __version__  # noqa: E402

BOOK = ROOT / "tests" / "examples" / "new-runner.json"
DAY = ("pain left 1 right 0", "ice left 15")
_PATIENCE = 120.0
_PHRASE = "green tea at noon"
_INTERRUPTED = 130


def main(program: Sequence[str]) -> None:
    """Try a program; ends with what went wrong as a message."""
    with tempfile.TemporaryDirectory(prefix="kneerehab-smoke-", ignore_cleanup_errors=True) as scratch:
        folder = Path(scratch, "data")
        expect(f"kneerehab {__version__}" in said(program, folder, "--version"), "the version is another one")
        said(program, folder, "import", str(BOOK))
        for line in DAY:
            said(program, folder, "log", line, "--yes")
        window(program, folder)
        said(program, folder, "check")
        out = Path(scratch, "out.json")
        said(program, folder, "export", "--format", "json", "--out", str(out))
        before, after = (json.loads(file.read_text(encoding="utf-8")) for file in (BOOK, out))
        for kind in ("check_ins", "icing"):
            expect(len(after[kind]) == len(before[kind]) + 1, f"what was logged is not in the diary: {kind}")
        rest(program, folder, Path(scratch))
    print("fine")


def rest(program: Sequence[str], folder: Path, scratch: Path) -> None:
    """Use what loads when first needed: charts, pages, and both locks."""
    for command, name in (("report", "report.pdf"), ("report", "report.png"), ("programme", "programme.pdf")):
        said(program, folder, command, "--out", str(scratch / name))
    handed = scratch / "handed.json"
    said(program, folder, "export", "--lock", "--out", str(handed), given=f"{_PHRASE}\n{_PHRASE}\n")
    said(program, scratch / "other", "import", str(handed), given=f"{_PHRASE}\n")
    said(program, folder, "lock", given=f"{_PHRASE}\n{_PHRASE}\n")
    said(program, folder, "unlock", given=f"{_PHRASE}\n")
    said(program, folder, "check")


def window(program: Sequence[str], folder: Path) -> None:
    """Open the window, start a second time (which the first window answers once its diary is open), and close it."""
    platform = {} if os.name == "nt" else {"QT_QPA_PLATFORM": "offscreen"}
    with subprocess.Popen([*program, "--data-dir", str(folder)], env=os.environ | platform) as first:
        begun = time.monotonic()
        try:
            while not (folder / "kneerehab.lock").exists():
                expect(first.poll() is None, f"the window ended with {first.returncode}")
                expect(time.monotonic() - begun < _PATIENCE, "no window came up")
                time.sleep(0.1)
            print(f"window after {time.monotonic() - begun:.1f} s", flush=True)
            said(program, folder, **platform)
            if os.name == "nt":
                subprocess.run(["taskkill", "/pid", str(first.pid)], check=True)
            else:
                first.send_signal(signal.SIGINT)
            code = first.wait(_PATIENCE)
        finally:
            if first.poll() is None:
                first.kill()
    expect(code == (0 if os.name == "nt" else _INTERRUPTED), f"the window ended with {code}")
    expect(not (folder / "kneerehab.lock").exists(), "the mark of the window was left behind")


def said(program: Sequence[str], folder: Path, *arguments: str, given: str = "", **more: str) -> str:
    """What the program says when it is run with arguments, and `given` on its input; it has to end well."""
    command = [*program, "--data-dir", str(folder), *arguments]
    done = subprocess.run(
        command, env=os.environ | more, input=given, capture_output=True, encoding="utf-8", timeout=_PATIENCE
    )
    expect(done.returncode == 0, f"{' '.join(arguments)}: {done.returncode}: {done.stderr}")
    return done.stdout


def expect(holds: bool, words: str) -> None:
    """Stop with a message where something is not as it has to be."""
    if not holds:
        sys.exit(words)


if __name__ == "__main__":
    main(sys.argv[1:])
