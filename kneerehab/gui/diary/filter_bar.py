"""Which records the Diary shows: chips by kind, a menu of the rarer kinds, and the search."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Signal
from PySide6.QtGui import QAction, QActionGroup, QFontMetricsF, QPainter
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from kneerehab.domain.codes import ActivityKind
from kneerehab.gui.diary.chip_filters import ChipFilters
from kneerehab.gui.diary.kinds import ALL, FILTERS, MORE
from kneerehab.gui.look import icons, painting, theme
from kneerehab.gui.look.menus import hang
from kneerehab.gui.look.painted_button import PaintedButton
from kneerehab.gui.look.shapes import rounded
from kneerehab.i18n import _
from kneerehab.wording.labels import label
from kneerehab.wording.records import list_name


class FilterBar(ChipFilters):
    """`chosen` is a filter of `kinds`; the rarer ones are in a menu."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self.more = KindMenu()
        names = {key: _(name) for key, name in FILTERS}
        about, search = _("Kinds of entries"), _("Search entries")
        super().__init__(names, ALL, about=about, search=search, more=self.more, parent=parent)
        self.more.chosen.connect(self.choose)
        self.reset()

    def _show(self, key: str) -> None:
        super()._show(key)
        self.more.show_chosen(key if key in MORE else None)


class KindMenu(PaintedButton, QPushButton):
    """A chip that opens the list of the rarer kinds; `chosen` carries the kind."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent, ring=-1)
        self._kind: str | None = None
        self._menu = QMenu(self)
        self._actions = QActionGroup(self)
        self.actions_of: dict[str, QAction] = {}
        for kind in MORE:
            action = QAction(_name(kind), self, checkable=True)
            icons.dress(action, "check", "accent")
            action.setIconVisibleInMenu(False)
            action.triggered.connect(lambda _on=False, kind=kind: self.chosen.emit(kind))
            self._actions.addAction(action)
            self._menu.addAction(action)
            self.actions_of[kind] = action
        self._actions.setExclusionPolicy(QActionGroup.ExclusionPolicy.ExclusiveOptional)
        self.setMenu(self._menu)
        hang(self._menu, self)
        self.show_chosen(None)

    def show_chosen(self, kind: str | None) -> None:
        """Show a kind as chosen, or none of these."""
        self._kind = kind
        for key, action in self.actions_of.items():
            action.setChecked(key == kind)
        self.setText(_name(kind) if kind else _("More"))
        self.setAccessibleName(_("More kinds: {kind}").format(kind=_name(kind)) if kind else _("More kinds"))
        self.lay_out_anew()

    def sizeHint(self) -> QSize:
        words = QFontMetricsF(theme.font("chip")).horizontalAdvance(self.text())
        height = max(theme.px(28), theme.line_height("chip") + theme.px(8))
        tick = theme.px(20) if self._kind else 0
        return QSize(round(words + 0.5) + tick + theme.px(16) + 2 * theme.px(12), height)

    def draw(self, painter: QPainter) -> None:
        on = self._kind is not None
        box = QRectF(self.rect())
        fill = "accent_tint" if on else "sunken" if self.warm else "surface"
        edge = theme.colour("accent" if on else "line")
        rounded(painter, box, box.height() / 2, fill=theme.colour(fill), edge=edge, width=2 if on else 1)
        colour = "accent" if on else "text"
        left = float(theme.px(12))
        if on:
            side = theme.px(14)
            icons.paint(painter, "check", QRectF(left, (box.height() - side) / 2, side, side), colour, 2.2)
            left += theme.px(20)
        words = QRectF(left, 0, box.width() - left - theme.px(24), box.height())
        painting.write(painter, words, self.text(), theme.font("chip"), colour, painting.LEFT)
        painting.chevron(painter, QPointF(box.width() - theme.px(16), box.height() / 2), colour)


def _name(kind: str) -> str:
    return label(ActivityKind(kind)) if kind in list(ActivityKind) else list_name(kind)
