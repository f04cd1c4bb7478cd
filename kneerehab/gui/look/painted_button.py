"""The one base of all that is painted and pressed: it holds what they share, and each says its size and drawing."""

from __future__ import annotations

from functools import partial
from math import ceil
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QCheckBox, QPushButton, QRadioButton, QSizePolicy, QWidget

from kneerehab.gui.look import painting
from kneerehab.gui.look.habits import pressed_by_enter

if TYPE_CHECKING:
    _Base = QAbstractButton
else:
    _Base = object

FIXED, LEAST, GROWS, AT_MOST, ANY = (
    QSizePolicy.Policy.Fixed,
    QSizePolicy.Policy.Minimum,
    QSizePolicy.Policy.Expanding,
    QSizePolicy.Policy.Maximum,
    QSizePolicy.Policy.Preferred,
)


class PaintedButton(_Base):
    """Stands before Qt's kind of button among the bases of a class, which adds `sizeHint` and `draw`.

    Enter presses what is no check box or radio button, the pointer is a hand, hover and press draw anew, and a new text
    size lays out anew. The ring around the focus is that of `focus_ring`.
    """

    def __init__(
        self,
        text: str = "",
        parent: QWidget | None = None,
        *,
        ring: int = 8,
        across: QSizePolicy.Policy = FIXED,
        down: QSizePolicy.Policy = FIXED,
        wraps: bool = False,
    ) -> None:
        """`ring` is the radius of the focus ring at 100 %, -1 for round; `wraps` if its height follows its width."""
        super().__init__(parent)
        self.setText(text)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setProperty("focus_radius", ring)
        policy = QSizePolicy(across, down)
        policy.setHeightForWidth(wraps)
        self.setSizePolicy(policy)
        if isinstance(self, QPushButton):
            self.setAutoDefault(False)

    @property
    def warm(self) -> bool:
        """Whether the mouse is over it, or presses it, and it can be pressed."""
        return self.isEnabled() and (self.underMouse() or self.isDown())

    def draw(self, painter: QPainter) -> None:
        """Draw the button; the painter is smooth, belongs to this widget and turns round as `painting.Brush` says."""
        raise NotImplementedError

    def lay_out_anew(self) -> None:
        """What is shown has changed, and with it perhaps the size."""
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        return self.sizePolicy().hasHeightForWidth()

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def nextCheckState(self) -> None:
        """Qt draws a clicked button at once, and with it all that `toggled` has changed, before it is laid out anew.

        It asks this of the one that gives way in a group, too, which is never released.
        """
        group: QButtonGroup | None = self.group()
        gives_way = self.isChecked() and group is not None and group.exclusive()
        if self.isCheckable() and not gives_way:
            self.setUpdatesEnabled(False)
            self.released.connect(partial(self.setUpdatesEnabled, True), Qt.ConnectionType.SingleShotConnection)
        super().nextCheckState()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if isinstance(self, (QCheckBox, QRadioButton)) or not pressed_by_enter(self, event):
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.StyleChange:
            self.lay_out_anew()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painting.brush_for(self)
        try:
            self.draw(painter)
        finally:
            painter.end()  # an error that keeps the painter alive would bring Qt down


class WordedButton(PaintedButton):
    """One that `wraps` goes on in further lines where it is given less width than its words need in one.

    A subclass says `words`, `face` and `beside`.
    """

    def __init__(
        self,
        text: str = "",
        parent: QWidget | None = None,
        *,
        ring: int = 8,
        across: QSizePolicy.Policy = LEAST,
        wraps: bool = False,
    ) -> None:
        """`across` holds for one that does not wrap."""
        across, down = (ANY, LEAST) if wraps else (across, FIXED)
        super().__init__(text, parent, ring=ring, across=across, down=down, wraps=wraps)

    def words(self) -> str:
        """What is written on it."""
        return self.text()

    def face(self) -> QFont:
        """The font of the words."""
        raise NotImplementedError

    def beside(self) -> float:
        """How many pixels of its width the words have not."""
        raise NotImplementedError

    def lines(self) -> list[str]:
        """The words as they stand at the width it has."""
        return self._lines_at(self.width())

    def _lines_at(self, width: int) -> list[str]:
        if not self.hasHeightForWidth() or width >= self.sizeHint().width():
            return [self.words()]
        return painting.wrapped(self.words(), self.face(), width - self.beside())

    def minimumSizeHint(self) -> QSize:
        hint = self.sizeHint()
        if not self.hasHeightForWidth():
            return hint
        longest = max(painting.text_width(word, self.face()) for word in self.words().split(" "))
        return QSize(min(hint.width(), ceil(longest + self.beside())), hint.height())

    def heightForWidth(self, width: int) -> int:
        more = len(self._lines_at(width)) - 1
        return self.sizeHint().height() + more * ceil(QFontMetricsF(self.face()).height())
