"""A list of lines with ticks, drawn like the other ticks of the program."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from kneerehab.gui.look import icons, theme


class TickedList(QListWidget):
    """Its items are ticked with Space or a click."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setItemDelegate(_Ticks(self))
        side, air = theme.px(18), theme.px(5)
        # The system's own tick can't be seen on a dark ground.
        self.setStyleSheet(
            f"QListWidget::item {{ padding: {air}px; }}"
            f"QListWidget::indicator {{ width: {side}px; height: {side}px; }}"
            "QListWidget::indicator { border: none; background: none; image: none; }"
        )

    def show_lines(self, lines: Iterable[tuple[str, object]], most: int) -> None:
        """Show these instead, each ticked and with what it stands for, at most so many rows high."""
        self.blockSignals(True)
        self.clear()
        for words, meant in lines:
            item = QListWidgetItem(words)
            item.setToolTip(words)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked)
            item.setData(Qt.ItemDataRole.UserRole, meant)
            self.addItem(item)
        self.blockSignals(False)
        self.fit(most)
        if self.count():
            self.setCurrentRow(0)

    def fit(self, most: int) -> None:
        """As high as its rows, and no higher than that many."""
        row = self.sizeHintForRow(0) if self.count() else theme.px(30)
        self.setFixedHeight(min(max(self.count(), 1), most) * row + theme.px(4) + 2 * self.frameWidth())


class _Ticks(QStyledItemDelegate):
    """Draws a box, and in it a tick."""

    # Qt
    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().paint(painter, option, index)
        shown = QStyleOptionViewItem(option)
        self.initStyleOption(shown, index)
        style = option.widget.style()
        place = style.subElementRect(QStyle.SubElement.SE_ItemViewItemCheckIndicator, shown, option.widget)
        ticked = shown.checkState is Qt.CheckState.Checked
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour("accent" if ticked else "line"), max(1, theme.px(1))))
        painter.setBrush(theme.colour("accent_tint" if ticked else "surface"))
        painter.drawRoundedRect(QRectF(place).adjusted(0.5, 0.5, -0.5, -0.5), theme.px(4), theme.px(4))
        painter.restore()
        if ticked:
            inset = theme.px(2)
            icons.paint(painter, "check", QRectF(place).adjusted(inset, inset, -inset, -inset), "accent", 2.5)
