"""Chooses a picture for an own exercise: a small view of it, and buttons to choose and to take it out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kneerehab.gui.look import icons, own_pictures, painting, theme
from kneerehab.gui.look.button import Button
from kneerehab.gui.look.choosing import file_to_read
from kneerehab.gui.look.drawn import Drawn
from kneerehab.gui.look.flow import FlowLayout
from kneerehab.gui.look.text import Label
from kneerehab.i18n import _

AskFile = Callable[[QWidget], str]


class PictureChoice(QWidget):
    """Nothing is stored before `keep`."""

    def __init__(self, exercise: str, parent: QWidget | None = None, *, ask: AskFile | None = None) -> None:
        super().__init__(parent)
        self._ask = ask or _ask
        self._changed = False
        self.view = _View(own_pictures.find(exercise) if exercise else None)
        self.choose_button = Button(_("Choose picture"), icon="picture")
        self.remove_button = Button(_("Take it out"), variant="quiet")
        self.hint = Label(_("A picture stays on this computer; exports leave it out."), "small", "muted", wrap=True)
        self.error = Label("", "small", "danger", wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(16))
        row.addWidget(self.view, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        buttons = QWidget()
        flow = FlowLayout(buttons, spacing=theme.px(8))
        flow.addWidget(self.choose_button)
        flow.addWidget(self.remove_button)
        for part in (buttons, self.hint, self.error):
            column.addWidget(part)
        column.addStretch(1)
        row.addLayout(column, 1)
        self.choose_button.clicked.connect(self._choose)
        self.remove_button.clicked.connect(lambda: self._show(None))
        self._tell("")

    def keep(self, exercise: str) -> bool:
        """Store what was chosen for an exercise; False, with the reason shown, if that failed."""
        if not self._changed or own_pictures.keep(exercise, self.view.image):
            return True
        self._tell(_("The picture could not be stored. Please make room on the disk, or take it out."))
        return False

    def _choose(self) -> None:
        name = self._ask(self)
        if not name:
            return
        image = own_pictures.read(Path(name))
        if image is None:
            self._tell(_("{file} is no picture that can be read. Please choose another.").format(file=Path(name).name))
        else:
            self._show(image)

    def _show(self, image: QImage | None) -> None:
        self._changed = True
        self.view.show_image(image)
        self._tell("")

    def _tell(self, error: str) -> None:
        self.error.setText(error)
        self.error.setVisible(bool(error))
        self.remove_button.setVisible(self.view.image is not None)


class _View(Drawn):
    def __init__(self, image: QImage | None) -> None:
        super().__init__()
        self.image: QImage | None = None
        self.show_image(image)

    def show_image(self, image: QImage | None) -> None:
        self.image = image
        self.say(_("Picture of the exercise") if image is not None else _("No picture"))

    def design_size(self) -> QSize:
        return QSize(theme.px(96), theme.px(96))

    def sizeHint(self) -> QSize:
        return self.design_size()

    def draw(self, painter: QPainter) -> None:
        box = QRectF(self.rect())
        box.setWidth(min(box.width(), box.height()))
        painting.rounded(painter, box, 10, "sunken", "border")
        if self.image is None:
            side = painting.length(28)
            icons.paint(painter, "picture", painting.box_around(box.center(), side, side), "muted")
            return
        room = painting.length(84)
        size = QSizeF(self.image.size()).scaled(QSizeF(room, room), Qt.AspectRatioMode.KeepAspectRatio)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(painting.box_around(box.center(), size.width(), size.height()), self.image)


def _ask(parent: QWidget) -> str:
    kinds = _("Pictures (*.png *.jpg *.jpeg *.gif *.bmp *.webp)")
    return file_to_read(parent, _("Choose a picture"), kinds)
