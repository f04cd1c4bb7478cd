"""Which records the Diary shows: chips by kind, a menu of the rarer kinds, and the search."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QFontMetricsF, QPainter
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QMenu, QPushButton, QSizePolicy, QWidget

from kneerehab.domain.codes import ActivityKind
from kneerehab.gui.diary.kinds import ALL, FILTERS, MORE
from kneerehab.gui.look import icons, painting, theme
from kneerehab.gui.look.chip import Chip
from kneerehab.gui.look.flow import FlowLayout
from kneerehab.gui.look.menus import hang
from kneerehab.gui.look.painted_button import PaintedButton
from kneerehab.gui.look.search import Search
from kneerehab.gui.look.shapes import rounded
from kneerehab.i18n import _
from kneerehab.wording.labels import label
from kneerehab.wording.records import list_name

_SEARCH = 130


class FilterBar(QWidget):
    """`changed` speaks of what the person did; `chosen` is a filter of `kinds`, `words` what is searched for."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chosen = ALL
        self.chips: dict[str, Chip] = {key: Chip(_(name)) for key, name in FILTERS}
        self.more = KindMenu()
        self.search = Search(placeholder=_("Search"), icon="search", name=_("Search entries"))
        self._group = QButtonGroup(self)
        self._build()
        self._connect()
        self.reset()

    def _build(self) -> None:
        self._group.setExclusive(False)
        chips = QWidget()
        flow = FlowLayout(chips, spacing=theme.px(6), line_spacing=theme.px(8))
        for chip in self.chips.values():
            self._group.addButton(chip)
            flow.addWidget(chip)
        flow.addWidget(self.more)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        chips.setSizePolicy(policy)
        chips.setAccessibleName(_("Kinds of entries"))
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(18), theme.px(11), theme.px(16), theme.px(11))
        row.setSpacing(theme.px(10))
        row.addWidget(chips, 1, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.search, 0, Qt.AlignmentFlag.AlignVCenter)
        self.search.setFixedWidth(theme.px(_SEARCH))
        self.search.setClearButtonEnabled(False)

    def _connect(self) -> None:
        for key, chip in self.chips.items():
            chip.toggled.connect(lambda _on, key=key: self.choose(key))  # a screen reader toggles without a click
        self.more.chosen.connect(self.choose)
        self.search.textChanged.connect(lambda _text: self.changed.emit())

    @property
    def words(self) -> str:
        """What is searched for."""
        return self.search.text().strip()

    def is_all(self) -> bool:
        """Whether nothing is filtered out."""
        return self.chosen == ALL and not self.words

    def choose(self, key: str) -> None:
        """Filter by a kind, as a click does; a second click on it shows all again."""
        self._show(ALL if key == self.chosen else key)
        self.changed.emit()

    def reset(self) -> None:
        """Show all, without `changed`."""
        self._show(ALL)
        self.search.blockSignals(True)
        self.search.clear()
        self.search.blockSignals(False)

    def _show(self, key: str) -> None:
        self.chosen = key
        for name, chip in self.chips.items():
            chip.blockSignals(True)
            chip.setChecked(name == key)
            chip.blockSignals(False)
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
