"""Two visits for the patient to see: the whole screen, as large as it goes, without names, notes and buttons."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from kneerehab.domain.trends.visits import Comparison
from kneerehab.gui.look import theme
from kneerehab.gui.look.locale import formats_since
from kneerehab.gui.look.window_beside import WindowBeside
from kneerehab.gui.progress.changes_card import ChangesCard
from kneerehab.gui.progress.visits_table import VisitsTable
from kneerehab.gui.shell.workspace import Workspace
from kneerehab.wording import visits, visits_told

_WIDE = 1120
_SHARES = 68, 32


class VisitsScreen(WindowBeside):
    """A window of its own, so that banners and the list of runners stay out of sight; Esc closes it."""

    def __init__(self, workspace: Workspace, found: Comparison, days: tuple[str, str], parent: QWidget) -> None:
        """`days` name the two visits."""
        super().__init__(parent)
        formats = formats_since(found.first.visit, workspace.today(), workspace.formats)
        table, changes = VisitsTable(), ChangesCard()
        table.show_groups(visits.groups(found, formats), *days)
        changes.show_changes(found, formats)
        self.picture = _Enlarged(table, changes)
        told = (f"{each.lead} {each.text}".rstrip() for each in visits_told.changes(found, formats))
        rows = (row.said for group in visits.groups(found, formats) for row in group.rows)
        self.picture.setAccessibleName("\n".join([*told, *rows]))
        self._build()
        workspace.runner_changed.connect(self.close)

    def _build(self) -> None:
        self.setProperty("page", True)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWindowTitle(visits.title())
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(24), theme.px(16), theme.px(24), theme.px(24))
        column.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignRight)
        column.addWidget(self.picture, 1)


class _Enlarged(QLabel):
    """Parts of the page, drawn as large as the window lets them; it is read as one text."""

    def __init__(self, table: VisitsTable, changes: ChangesCard) -> None:
        super().__init__()
        self.content = QWidget(self)
        self.content.hide()
        row = QHBoxLayout(self.content)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(16))
        for part, share in zip((table, changes), _SHARES, strict=True):
            row.addWidget(part, share, Qt.AlignmentFlag.AlignTop)

    def minimumSizeHint(self) -> QSize:
        return QSize(320, 240)

    def sizeHint(self) -> QSize:
        return QSize(1200, 700)

    def paintEvent(self, event: QPaintEvent) -> None:
        wide = theme.px(_WIDE)
        self.content.resize(wide, 10)
        layout = self.content.layout()
        assert layout is not None
        layout.activate()
        high = max(layout.heightForWidth(wide), layout.sizeHint().height())
        self.content.resize(wide, high)
        larger = min(self.width() / wide, self.height() / high)
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        painter.fillRect(QRectF(self.rect()), theme.colour("bg"))
        painter.translate((self.width() - larger * wide) / 2, 0)
        painter.scale(larger, larger)
        self.content.render(painter, QPoint(), renderFlags=QWidget.RenderFlag.DrawChildren)
        painter.end()
