"""The milestone of the day: one quiet line with a star, which can be closed and is gone tomorrow."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from kneerehab.domain.plan.milestones import Milestone
from kneerehab.gui.look import painting, theme
from kneerehab.gui.look.button import IconButton
from kneerehab.gui.look.shapes import rounded
from kneerehab.gui.look.text import Icon, Label
from kneerehab.gui.shell.workspace import Workspace
from kneerehab.i18n import _
from kneerehab.wording.milestones import milestone_line

_REMEMBERED = 20
_DOT, _STEP = 10, 14


class MilestoneLine(QFrame):
    """Shown while its day is today and nobody has closed it."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self._found: Milestone | None = None
        self.words = Label("", "body", wrap=True)
        self.dots = _Dots()
        self.close_button = IconButton("close", _("Close this milestone"), variant="plain", size="small")
        self._build()
        self.close_button.clicked.connect(self._close)

    def _build(self) -> None:
        self._row = row = QHBoxLayout(self)
        row.setSpacing(theme.px(12))
        row.addWidget(Icon("star", "success", 20), 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.words, 1, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.dots, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignVCenter)
        self.set_dense(0)

    def set_dense(self, dense: int) -> None:
        """Do with less air."""
        self.setMinimumHeight(theme.px(40 if dense else 56))
        above = theme.px(2 if dense else 8)
        self._row.setContentsMargins(theme.px(20), above, theme.px(12), above)

    def refresh(self, found: Milestone | None) -> None:
        """Show a milestone that was not closed."""
        self._found = found
        self.setVisible(found is not None and not is_closed(self.workspace, found))
        if found is not None:
            self.words.setText(milestone_line(found))
            self.dots.show_count(found.have, found.of)
            self.setAccessibleName(self.words.text())

    def _close(self) -> None:
        if self._found is not None:
            closed = (*self.workspace.settings.milestones_closed, _key(self.workspace, self._found))
            self.workspace.change_settings(milestones_closed=closed[-_REMEMBERED:])
        self.hide()

    def paintEvent(self, event: QPaintEvent) -> None:
        box = QRectF(self.rect())
        rounded(painting.Brush(self), box, theme.px(16), fill=theme.colour("surface"), edge=theme.colour("border"))


def is_closed(workspace: Workspace, found: Milestone) -> bool:
    """Whether the line was closed today."""
    return _key(workspace, found) in workspace.settings.milestones_closed


def _key(workspace: Workspace, found: Milestone) -> str:
    return f"{workspace.runner_id} {workspace.today().isoformat()} {found.kind.value}"


class _Dots(QWidget):
    """A filled dot for each one that is there, a ring for each to come; the words beside say the same."""

    def __init__(self) -> None:
        super().__init__()
        self._have = self._of = 0
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_count(self, have: int, of: int) -> None:
        """Draw `have` of `of`."""
        self._have, self._of = have, of
        self.setVisible(of > 0)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(_STEP * self._of), theme.px(_DOT + 2))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, radius = painting.brush_for(self), theme.px(_DOT) / 2
        colour = theme.colour("success")
        for place in range(self._of):
            painter.setPen(colour)
            painter.setBrush(colour if place < self._have else Qt.BrushStyle.NoBrush)
            middle = QPointF(theme.px(_STEP) * (place + 0.5), self.height() / 2)
            painter.drawEllipse(middle, radius - 0.5, radius - 0.5)
