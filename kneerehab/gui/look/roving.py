"""One tab stop for many cells: arrows move the focus inside, and every cell stays a radio button to a screen reader."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHelpEvent, QKeyEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QGroupBox, QPushButton, QStyle, QToolTip, QWidget

from kneerehab.gui.look.painted_button import PaintedButton

# With one of these a key is a shortcut of the window, not for the cells.
HELD = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier


class RovingCell(PaintedButton, QPushButton):
    """One cell; it leaves keys and choosing to its group, however it was pressed (mouse, key, accessibility action)."""

    pressed_at = Signal(int)
    focused_at = Signal(int)

    def __init__(self, index: int, parent: RovingGroup, *, ring: int = 8) -> None:
        super().__init__("", parent, ring=ring)
        self.index = index
        self._quiet = False
        self.setCheckable(True)
        self.setAutoExclusive(True)  # with it Qt tells a screen reader that this is a radio button
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.toggled.connect(self._was_toggled)

    def show_chosen(self, chosen: bool) -> None:
        """Show whether this is the chosen cell, without any signal to the group; what is shown is not drawn again."""
        if chosen == self.isChecked():
            return
        self._quiet = True
        self.setAutoExclusive(False)  # an exclusive button cannot be unchecked, but unknown must stay possible
        self.setChecked(chosen)
        self.setAutoExclusive(True)
        self._quiet = False
        self.update()

    def tip(self) -> str:
        """What the mouse is told; kept out of the tool tip property, which a screen reader would read as well."""
        return self.accessibleName()

    def _was_toggled(self, on: bool) -> None:
        if on and not self._quiet:
            self.pressed_at.emit(self.index)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focused_at.emit(self.index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.ignore()  # on to the group

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        event.ignore()


class RovingGroup(QGroupBox):
    """A named group of cells of which exactly one takes part in the tab order."""

    keys: tuple[Qt.Key, ...] = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_Space)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cells: Sequence[RovingCell] = ()
        self._current = 0
        self.setAccessibleName(name)

    def take(self, cells: Sequence[RovingCell]) -> None:
        """Adopt the cells, once, in their order."""
        self._cells = list(cells)
        for cell in cells:
            cell.pressed_at.connect(self.press)
            cell.focused_at.connect(self.put_stop_on)
        self.put_stop_on(0)

    @property
    def current(self) -> int:
        """The index of the cell that has, or would get, the focus."""
        return self._current

    def put_stop_on(self, index: int) -> None:
        """Make one cell the tab stop."""
        self._current = index
        for cell in self._cells:
            here = cell.index == index
            cell.setFocusPolicy(Qt.FocusPolicy.StrongFocus if here else Qt.FocusPolicy.ClickFocus)
        self.setFocusProxy(self._cells[index])

    def move_to(self, index: int) -> None:
        """Move the focus to a cell; an index outside the group does nothing."""
        if 0 <= index < len(self._cells) and self._cells[index].isEnabled():
            self.put_stop_on(index)
            self._cells[index].setFocus(Qt.FocusReason.OtherFocusReason)

    def has_focus_inside(self) -> bool:
        """Whether one of the cells has the keyboard focus."""
        return any(cell.hasFocus() for cell in self._cells)

    def settle_on(self, index: int) -> None:
        """Make a cell the tab stop; a focus that is inside the group already goes along."""
        if self.has_focus_inside():
            self.move_to(index)
        else:
            self.put_stop_on(index)

    def press(self, index: int) -> None:
        """Choose a cell on the person's behalf; groups say what that means."""
        raise NotImplementedError

    def place_cells(self) -> None:
        """Give every cell its place for the present size; groups say where."""
        raise NotImplementedError

    def place_in_rows(self, columns: int, height: int, gap: int, count: int) -> None:
        """Spread the first `count` cells over rows of as many columns; heights and gaps in pixels."""
        pitch = (self.width() + gap) / columns
        for cell in self._cells[:count]:
            row, column = divmod(cell.index, columns)
            left, right = round(column * pitch), round((column + 1) * pitch) - gap
            cell.setGeometry(left, row * (height + gap), right - left, height)
        if self.sizeHint().height() != self.height():
            self.updateGeometry()

    def put(self, cell: RovingCell, left: int, top: int, width: int, height: int) -> None:
        """Give a cell its place as seen from the side where reading begins."""
        cell.setGeometry(QStyle.visualRect(self.layoutDirection(), self.rect(), QRect(left, top, width, height)))

    def wants(self, event: QKeyEvent) -> bool:
        """Whether a key is for the group before any shortcut of the page."""
        return event.key() in self.keys and not event.modifiers() & HELD

    def event(self, event: QEvent) -> bool:
        # What a cell leaves alone comes here: fifty cells that looked at all their events would be felt at the start.
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride and self.wants(event):
            event.accept()
            return True
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            cell = self.childAt(event.pos())
            if isinstance(cell, RovingCell):
                QToolTip.showText(event.globalPos(), cell.tip(), cell)
                return True
        return super().event(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and self._cells:
            self.place_cells()
            self.updateGeometry()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.place_cells()

    def paintEvent(self, event: QPaintEvent) -> None:
        """A group box draws a frame; this one shows its cells alone."""
