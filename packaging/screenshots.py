"""Pictures of the first start and of every page of the demo runner: `dev.py screenshots DIR`, light and dark, two
sizes, in any language of the program."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))  # the checkout; it need not be installed

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication, QWidget

SIZES = ("1280x800", "960x640")
THEMES = ("light", "dark")
WELCOME = "welcome"
"""What a first start shows, before there is a runner and any page."""

_QUIET_SECONDS = 0.3
_SOON_MS = 2_000  # what is due later than that is no part of the picture
_MOST_SECONDS = 120  # a slow machine with both cores busy


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    """The options: `folder`, `language`, lists of pages, themes and sizes, empty for all; exits with 2 if wrong."""
    from kneerehab import i18n, paths
    from kneerehab.gui.shell.navigation import PAGES

    parser = argparse.ArgumentParser(
        prog="dev.py screenshots", description="Pictures every page of the demo runner, as PAGE-THEME-SIZE.png."
    )
    parser.add_argument("folder", metavar="DIR", type=Path, help="where the pictures go; made if need be")
    pages = [WELCOME, *(entry.name for entry in PAGES)]
    for name, choices in (("page", pages), ("theme", THEMES), ("size", SIZES)):
        parser.add_argument(
            f"--{name}", action="append", default=[], choices=choices, help="only this one; may be repeated"
        )
    languages = i18n.shipped(paths.resources_dir() / "locale")
    parser.add_argument("--language", default="en", choices=languages, help="what the program speaks (default: en)")
    return parser.parse_args(arguments)


def main(options: argparse.Namespace) -> list[Path]:
    """Write the pictures; their paths."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    from kneerehab.gui.look import language, theme
    from kneerehab.gui.shell.navigation import PAGES

    options.folder.mkdir(parents=True, exist_ok=True)
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    language.speak(options.language)
    wanted = options.page or [WELCOME, *(entry.name for entry in PAGES)]
    made: list[Path] = []
    with tempfile.TemporaryDirectory(prefix="kneerehab-pictures-", ignore_cleanup_errors=True) as scratch:
        for look in options.theme or THEMES:
            for size in options.size or SIZES:
                theme.apply(app, look)  # type: ignore[arg-type]
                for demo in (False, True):
                    names = [name for name in wanted if (name != WELCOME) is demo]
                    files = {name: options.folder / f"{name}-{look}-{size}.png" for name in names}
                    if files:
                        _picture(app, Path(scratch, f"{demo}-{look}-{size}"), look, size, files, demo=demo)
                    made += files.values()
    return made


def _picture(app: QApplication, folder: Path, look: str, size: str, files: Mapping[str, Path], *, demo: bool) -> None:
    """Start on a fresh folder, with the demo runner or none, and picture pages (name → file)."""
    from PySide6.QtCore import QEvent

    from kneerehab.app import start
    from kneerehab.gui.shell.main_window import MainWindow

    window = MainWindow()
    window.resize(*map(int, size.split("x")))
    window.show()
    start(window, folder, demo=demo)
    window.clear_notices()
    assert window.workspace is not None
    window.workspace.change_settings(theme=look)
    for name, file in files.items():
        if name != WELCOME:
            window.show_page(name)
        settle(app, window)
        if (message := app.activeModalWidget()) is not None:
            sys.exit(f"{file.name} was not made: “{message.windowTitle()}” stands before it.")
        if not window.grab().save(str(file)):
            sys.exit(f"{file} could not be written.")
        print(file, flush=True)
    window.release()
    window.close()
    window.deleteLater()
    app.sendPostedEvents(window, QEvent.Type.DeferredDelete)  # or it would still follow the next picture's theme


def settle(app: QApplication, window: QWidget) -> None:
    """Wait until layouts, lazy parts and every chart in sight are finished; exits after two minutes without that."""
    from PySide6.QtCore import QEventLoop

    begun = quiet_since = time.monotonic()
    while (now := time.monotonic()) - quiet_since < _QUIET_SECONDS:
        app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
        if is_drawing(window):
            quiet_since = time.monotonic()
        if now - begun > _MOST_SECONDS:
            sys.exit("The charts were not drawn within two minutes.")


def is_drawing(window: QWidget) -> bool:
    """Whether something still has to come: work in the background, a chart without its picture, a turn put off."""
    from PySide6.QtCore import QTimer

    from kneerehab.gui.chart.view import ChartView
    from kneerehab.gui.shell import tasks
    from kneerehab.gui.shell.idle_steps import IdleSteps

    turns: list[IdleSteps] = window.findChildren(IdleSteps)
    charts: list[ChartView] = window.findChildren(ChartView)
    timers: list[QTimer] = window.findChildren(QTimer)
    return (
        tasks.busy()
        or any(steps.busy() for steps in turns)
        or any(timer.isSingleShot() and 0 <= timer.remainingTime() < _SOON_MS for timer in timers)
        or any(chart.picture() is None for chart in charts if not chart.visibleRegion().isEmpty())
    )


if __name__ == "__main__":
    main(parse(sys.argv[1:]))
