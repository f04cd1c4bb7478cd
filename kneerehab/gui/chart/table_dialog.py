"""A chart as a table, for those who would rather read numbers; Ctrl+C copies the chosen cells."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from kneerehab.charts import Table
from kneerehab.gui.look import theme
from kneerehab.gui.look.button import Button
from kneerehab.gui.look.dialog import Dialog
from kneerehab.gui.look.text import Label
from kneerehab.gui.shell import clipboard
from kneerehab.i18n import _

_Index = QModelIndex | QPersistentModelIndex


class TableModel(QAbstractTableModel):
    """The cells of a chart's table."""

    def __init__(self, table: Table, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table = table

    def rowCount(self, parent: _Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.table.rows)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.table.headers)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self.table.rows[index.row()][index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column():
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return self.table.headers[section]
        if role == Qt.ItemDataRole.TextAlignmentRole and orientation == Qt.Orientation.Horizontal:
            side = Qt.AlignmentFlag.AlignRight if section else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def text(self, indexes: list[QModelIndex] | None = None) -> str:
        """Cells between tabs, rows on lines; everything with its head if no cells are named."""
        if not indexes:
            return "\n".join("\t".join(row) for row in (self.table.headers, *self.table.rows))
        rows: dict[int, list[tuple[int, str]]] = {}
        for index in indexes:
            rows.setdefault(index.row(), []).append((index.column(), self.data(index)))
        return "\n".join("\t".join(text for _column, text in sorted(cells)) for _row, cells in sorted(rows.items()))


class TableDialog(Dialog):
    """The chart's title and description, and its table."""

    def __init__(self, title: str, description: str, table: Table, parent: QWidget | None = None) -> None:
        super().__init__(title, parent, width=820)
        self.model = TableModel(table, self)
        self.view = _View()
        self.copy_button = Button(_("Copy table"), icon="copy")
        self.body.addWidget(Label(description, "small", "muted", wrap=True))
        self.body.addWidget(self.view)
        self.foot_left.addWidget(self.copy_button)
        self.first_field = self.view
        self._dress(title)
        self.copy_button.clicked.connect(lambda: clipboard.copy(self.model.text()))

    def _dress(self, title: str) -> None:
        self.view.setModel(self.model)
        self.view.setAccessibleName(title)
        self.view.setAlternatingRowColors(True)
        self.view.setShowGrid(False)
        self.view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.view.setStyleSheet(f"QTableView::item {{ padding: 0 {theme.px(10)}px; }}")
        self.view.setMinimumHeight(theme.px(360))
        self.view.setTabKeyNavigation(False)
        self.view.verticalHeader().hide()
        self.view.verticalHeader().setDefaultSectionSize(theme.px(30))
        heads = self.view.horizontalHeader()
        heads.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        if self.model.columnCount():
            heads.setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
            self.view.setCurrentIndex(self.model.index(0, 0))


class _View(QTableView):
    def keyPressEvent(self, event: QKeyEvent) -> None:
        model = self.model()
        if event.matches(QKeySequence.StandardKey.Copy) and isinstance(model, TableModel):
            clipboard.copy(model.text(self.selectedIndexes()))
        else:
            super().keyPressEvent(event)
