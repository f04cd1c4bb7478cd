"""Opening the Progress page of a running program and waiting for its charts."""

from __future__ import annotations

from typing import Any

from kneerehab.gui.progress.page import ProgressPage


def open_page(running: Any, qtbot: Any, *, drawn: bool = True) -> ProgressPage:
    """The page with every chart drawn, or with all that stands around the charts."""
    running.window.show_page("progress")
    page = running.window.page("progress")
    assert isinstance(page, ProgressPage)
    if drawn:
        wait_for_charts(page, qtbot)
    else:
        qtbot.waitUntil(lambda: page.foot is not None and not page.steps.busy())
    return page


def wait_for_charts(page: ProgressPage, qtbot: Any) -> None:
    """Until everything is built and every chart that can be seen has its picture."""

    def drawn() -> bool:
        views = [card.view for card in page.cards.values() if card.isVisible()]
        built = bool(views) and not page.steps.busy()
        if built and page._rest.isActive():  # what nobody has scrolled to is drawn when the page has been still a while
            page._rest.stop()
            page._draw_rest()
        return built and all(view.picture() is not None and view._task is None for view in views)

    qtbot.waitUntil(drawn)


def wait_for_headline(page: ProgressPage, qtbot: Any, words: str) -> str:
    """The line below the title, once it holds these words."""
    qtbot.waitUntil(lambda: words in page.frame.subtitle.text())
    return page.frame.subtitle.text()
