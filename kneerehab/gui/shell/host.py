"""What a feature may ask of the window that it stands in; no feature knows the window itself."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Protocol, runtime_checkable

from PySide6.QtWidgets import QWidget

from kneerehab.gui.shell.command import Command, Letter
from kneerehab.gui.shell.running import Running


class Guest(QWidget):
    """A view that may fill the window for a while, as a guided session does."""

    def leave(self) -> None:
        """It is about to go, by whatever way: keep what was done."""
        raise NotImplementedError

    def still_on(self) -> tuple[str, str] | None:
        """What is being timed and what is kept of it if it ends now, as title and text of a question."""
        return None

    def end_timer(self) -> None:
        """End what is being timed and keep what was done."""

    def set_aside(self, come_back: Callable[[], object]) -> Running:
        """Wait while pages are used; what to show of it there, with what leads back."""
        raise NotImplementedError

    def go_on(self) -> None:
        """It fills the window again."""


@runtime_checkable
class Host(Protocol):
    """The window, as features see it."""

    @property
    def widget(self) -> QWidget:
        """The window itself, for dialogs to stand over."""
        ...

    def show_page(self, name: str) -> None:
        """Open a page of `navigation.PAGES`."""

    def press(self, letter: Letter) -> None:
        """Open Today and do there what a letter stands for."""

    def run(self, command: Command) -> None:
        """Do what a menu entry does."""

    def open_article(self, slug: str, anchor: str = "") -> None:
        """Show an article; with an anchor, at that word."""

    def take_over(self, view: Guest, title: str) -> None:
        """Fill the window with a view."""

    def tell(
        self, kind: str, lead: str, text: str = "", *, link: str = "", act: Callable[[], object] | None = None
    ) -> Callable[[], object]:
        """Put a banner above the page; returns what takes it away."""
        ...

    def say_outside(self, title: str, text: str) -> bool:
        """Show a message of the system; False where there is none."""
        ...

    def give_back(self) -> None:
        """Take away the view that fills the window or waits; a page comes with `show_page`."""

    def come_back(self) -> bool:
        """Show the view that waits; False without one."""
        ...

    def set_running(self, name: str, running: Running | None) -> None:
        """Show on every page what runs on; None takes it away."""

    def may_leave(self) -> bool:
        """Whether nothing typed would be lost if the diary were closed now, or the person says so."""
        ...

    def restore(self, copy: Path) -> None:
        """Close the diary and open a copy of it."""

    def change_lock(self, passphrase: str) -> None:
        """Close the diary and open it again locked with a passphrase, not locked with ""."""

    def speak(self, code: str) -> None:
        """Close the diary and open it again in another language, the system's with ""."""

    def shut(self) -> None:
        """Close a locked diary until its passphrase is given again."""


def host_of(part: QWidget) -> Host | None:
    """The window that a part, or a dialog over it, belongs to; None where it stands alone."""
    at: QWidget | None = part.window()
    while at is not None and not isinstance(at, Host):
        above = at.parentWidget()
        at = above.window() if above is not None else None
    return at if isinstance(at, Host) else None


def request(part: QWidget, command: Command) -> None:
    """Ask the window of a part for a command; nothing happens where it stands alone."""
    if (host := host_of(part)) is not None:
        host.run(command)
