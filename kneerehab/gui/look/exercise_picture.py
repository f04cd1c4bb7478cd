"""The drawing of an exercise on its sunken panel; decoration beside its name."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QSizePolicy, QWidget

from kneerehab import library
from kneerehab.gui.look import icons, own_pictures, painting, theme
from kneerehab.gui.look.shapes import rounded

_renderers: dict[tuple[str, int, bool, str], QSvgRenderer] = {}


def paint_drawing(painter: QPainter, exercise: str, box: QRectF, *, pose: int = 2, mirrored: bool = False) -> None:
    """Draw one pose, square and centred in `box`; the runner's own shows its picture, else a dumb-bell."""
    look = theme.current()
    key = (exercise, pose, mirrored, look.name)
    if key not in _renderers and library.find(exercise) is not None:
        colours = {token: getattr(look, token) for token in library.DRAWING_COLOURS}
        svg = library.drawing_svg(exercise, colours, pose=1 if pose == 1 else 2, mirrored=mirrored)
        _renderers[key] = QSvgRenderer(QByteArray(svg.encode()))
    side = min(box.width(), box.height())
    square = QRectF(box.center().x() - side / 2, box.center().y() - side / 2, side, side)
    renderer = _renderers.get(key)
    if renderer is not None:
        with painting.upright(painter, square):  # its left leg is the left one in every language
            renderer.render(painter, square)
        return
    own = own_pictures.find(exercise) if exercise else None
    if own is not None:
        scaled = QSizeF(own.size()).scaled(box.size(), Qt.AspectRatioMode.KeepAspectRatio)
        place = QRectF(box.center().x() - scaled.width() / 2, box.center().y() - scaled.height() / 2, *scaled.toTuple())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(place, own)
        return
    small = side * 0.34
    mark = QRectF(square.center().x() - small / 2, square.center().y() - small / 2, small, small)
    icons.paint(painter, "exercises", mark, "muted")


class ExercisePicture(QWidget):
    """One pose of an exercise; `width` and `height` in pixels at 100 %, 0 takes the room there is."""

    def __init__(
        self,
        exercise: str = "",
        width: int = 0,
        height: int = 54,
        *,
        pose: int = 2,
        panel: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        painting.keep_as_it_is(self)  # its left leg is the left one in every language
        self._exercise, self._pose, self._mirrored = exercise, pose, False
        self._wide, self._high, self._panel = width, height, panel
        across = QSizePolicy.Policy.Fixed if width else QSizePolicy.Policy.Expanding
        self.setSizePolicy(across, QSizePolicy.Policy.Fixed if height else QSizePolicy.Policy.Expanding)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def set_size(self, width: int, height: int) -> None:
        """Another size, in pixels at 100 %."""
        self._wide, self._high = width, height
        self.updateGeometry()

    @property
    def exercise(self) -> str:
        """The exercise that is drawn."""
        return self._exercise

    @property
    def mirrored(self) -> bool:
        """Whether the figure faces left, as for the left leg."""
        return self._mirrored

    def set_exercise(self, exercise: str, *, pose: int | None = None, mirrored: bool = False) -> None:
        """Show another drawing; the one that is shown already is not painted again."""
        shown = self._exercise, self._pose, self._mirrored
        self._exercise, self._mirrored = exercise, mirrored
        self._pose = self._pose if pose is None else pose
        if shown != (self._exercise, self._pose, self._mirrored):
            self.update()

    def set_height(self, height: int) -> None:
        """Change the height, in pixels at 100 %."""
        if height != self._high:
            self._high = height
            self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(self._wide or 120), theme.px(self._high or 120))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(self._wide or 60), theme.px(self._high or 100))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect())
        if self._panel:
            rounded(painter, box, theme.px(10), fill=theme.colour("sunken"))
        room = min(theme.px(6), box.height() * 0.05)
        paint_drawing(
            painter, self._exercise, box.adjusted(room, room, -room, -room), pose=self._pose, mirrored=self._mirrored
        )
        painter.end()
