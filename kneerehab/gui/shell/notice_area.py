"""The banners above the page: each stays until it is closed or what it speaks of is over."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from shiboken6 import isValid

from kneerehab.gui.look import theme
from kneerehab.gui.look.row import empty, take_out
from kneerehab.i18n import _

if TYPE_CHECKING:
    from kneerehab.gui.look.banner import Banner


class NoticeArea(QWidget):
    """No room is taken while there is none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._success: Banner | None = None
        self.column = QVBoxLayout(self)
        self.column.setSpacing(theme.px(8))
        self._space()
        self.hide()

    def _space(self) -> None:
        side = max(theme.px(20), (self.width() - theme.px(theme.WIDEST)) // 2)
        self.column.setContentsMargins(side, theme.px(10), side, 0)

    def add(self, notice: QWidget) -> None:
        """A banner that stays until it is closed."""
        self.column.addWidget(notice)
        self.show()

    def remove(self, notice: QWidget) -> None:
        """Take a banner away."""
        take_out(self.column, notice)
        notice.hide()
        notice.deleteLater()
        self.setVisible(self.column.count() > 0)

    def clear(self) -> None:
        """Take all banners away."""
        empty(self.column)
        self._success = None
        self.hide()

    def tell(
        self, kind: str, lead: str, text: str = "", *, link: str = "", act: Callable[[], object] | None = None
    ) -> Callable[[], object]:
        """A banner with a link that closes it, or that first does what it says; returns what takes it away.

        News of a success takes the place of the last; what asks for care stays until it is closed.
        """
        from kneerehab.gui.look.banner import Banner  # not on the way to the first frame

        banner = Banner(kind, lead, text, link=link or _("Close"))
        if kind == "success":
            if self._success is not None:
                self.remove(self._success)
            self._success = banner

        def take_away() -> None:
            if isValid(banner):
                self.remove(banner)
            if self._success is banner:
                self._success = None

        def linked() -> None:
            take_away()
            if act is not None:
                act()

        banner.linked.connect(linked)
        self.add(banner)
        return take_away

    # Qt
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._space()
