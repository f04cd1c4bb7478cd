"""Opening the window, on the person's own diary or with a demo runner."""

from __future__ import annotations

from argparse import Namespace

from kneerehab.cli.arguments import Commands
from kneerehab.i18n import _


def declare(commands: Commands) -> None:
    """`demo`; without any command the window opens."""
    commands.add("demo", demo, _("open a throw-away demo runner"))


def window(options: Namespace) -> int:
    """Open the window and stay until it is closed."""
    return open_window(data_dir=options.data_dir, demo=options.demo, at_login=options.at_login)


def demo(options: Namespace) -> int:
    """The same with a runner who is gone afterwards."""
    return open_window(data_dir=options.data_dir, demo=True)


def open_window(*, data_dir: str | None = None, demo: bool = False, at_login: bool = False) -> int:
    """The program's exit code once its window was closed."""
    from kneerehab.app import run

    return run(data_dir=data_dir, demo=demo, at_login=at_login)
