"""Pictures of every page of the demo runner: `dev.py screenshots DIR`, light and dark, two sizes."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from PySide6.QtWidgets import QApplication

from kneerehab.gui import theme
from kneerehab.gui.main_window import MainWindow
from kneerehab.gui.navigation import PAGES

SIZES = ((1280, 800), (960, 640))
THEMES: tuple[theme.Preference, ...] = ("light", "dark")


def main(target: Path) -> list[Path]:
    """Write the pictures below `target` (made if need be); their paths."""
    from kneerehab.app import start

    target.mkdir(parents=True, exist_ok=True)
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    made: list[Path] = []
    with tempfile.TemporaryDirectory(prefix="kneerehab-pictures-", ignore_cleanup_errors=True) as folder:
        for look in THEMES:
            for width, height in SIZES:
                theme.apply(app, look)
                window = MainWindow()
                window.resize(width, height)
                window.show()
                start(window, Path(folder, f"{look}-{width}"), demo=True)
                window.clear_notices()
                assert window.workspace is not None
                window.workspace.change_settings(theme=look)
                for entry in PAGES:
                    window.show_page(entry.name)
                    settle(app)
                    file = target / f"{entry.name}-{look}-{width}x{height}.png"
                    window.grab().save(str(file))
                    made.append(file)
                    print(file)
                window.release()
                window.close()
    return made


def settle(app: QApplication) -> None:
    """Let layouts, lazy parts and charts finish."""
    from PySide6.QtCore import QDeadlineTimer, QEventLoop

    deadline = QDeadlineTimer(600)
    while not deadline.hasExpired():
        app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: dev.py screenshots DIR")
    main(Path(sys.argv[1]))
