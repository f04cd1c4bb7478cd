"""The way to an article from anywhere in the window; the page itself is imported when it is wanted."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget


def open_article(origin: QWidget, slug: str) -> None:
    """Show an article in the window that a widget belongs to."""
    window = origin.window()
    if hasattr(window, "show_page"):
        window.show_page("learn")
        window.page("learn").open_article(slug)
