"""Line icons from resources/icons, drawn in one colour at any size; tinted by the theme."""

from __future__ import annotations

import functools
from contextlib import nullcontext
from weakref import WeakKeyDictionary

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QAction, QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton
from shiboken6 import isValid

from kneerehab.gui.look import painting, theme
from kneerehab.paths import resources_dir

_ALIASES = {"download": "import", "dumb-bell": "exercises", "shoe": "run", "knee": "brace"}
_SIDEWAYS = frozenset(
    {"arrow-left", "arrow-right", "chevron-left", "chevron-right", "again", "undo", "redo", "skip", "export", "list"}
)
_dressed: WeakKeyDictionary[QAction | QAbstractButton, tuple[str, str, float]] = WeakKeyDictionary()
_listening = False


def names() -> tuple[str, ...]:
    """Every icon there is."""
    return tuple(sorted(path.stem for path in (resources_dir() / "icons").glob("*.svg")))


def paint(painter: QPainter, name: str, box: QRectF, colour: str = "text", stroke: float = 1.75) -> None:
    """Draw an icon in a token or hex colour; `stroke` is its width on the 24 grid. KeyError for an unknown icon.

    In a drawing that is turned round only what points sideways is turned with it.
    """
    made = _renderer(name, theme.colour(colour).name(), theme.colour("on_accent").name(), stroke)
    with nullcontext() if name in _SIDEWAYS else painting.upright(painter, box):
        made.render(painter, box)


def pixmap(name: str, colour: str = "text", size: float = 20, ratio: float | None = None) -> QPixmap:
    """An icon as a picture of `size` design pixels, sharp on the screen's pixel ratio."""
    return _pixmap(name, theme.colour(colour).name(), theme.px(size), ratio or _screen_ratio())


def icon(name: str, colour: str = "text", size: float = 20) -> QIcon:
    """A QIcon in the colours of now, for menus and actions; `dress` keeps one up to date."""
    return QIcon(_icon(name, theme.colour(colour).name(), theme.colour("line").name(), theme.px(size)))


def dress(target: QAction | QAbstractButton, name: str, colour: str = "text", size: float = 20) -> None:
    """Give an action or button an icon that is drawn anew whenever the theme changes."""
    global _listening
    if not _listening:
        _listening = True
        theme.notifier.changed.connect(_dress_again)
    _dressed[target] = (name, colour, size)
    target.setIcon(icon(name, colour, size))


def _dress_again() -> None:
    for target, (name, colour, size) in list(_dressed.items()):
        if isValid(target):
            target.setIcon(icon(name, colour, size))
        else:
            del _dressed[target]


@functools.cache
def _source(name: str) -> str:
    path = resources_dir() / "icons" / f"{_ALIASES.get(name, name)}.svg"
    if not path.is_file():
        raise KeyError(name)
    return path.read_text(encoding="utf-8")


@functools.lru_cache(maxsize=512)
def _renderer(name: str, colour: str, paper: str, stroke: float) -> QSvgRenderer:
    text = _source(name).replace("currentColor", colour).replace("#FFFFFF", paper)
    if stroke != 1.75:
        text = text.replace('stroke-width="1.75"', f'stroke-width="{stroke}"')
    return QSvgRenderer(QByteArray(text.encode()))


@functools.lru_cache(maxsize=512)
def _icon(name: str, colour: str, disabled: str, size: int) -> QIcon:
    made = QIcon()
    for ratio in (1.0, 2.0, 3.0):
        made.addPixmap(_pixmap(name, colour, size, ratio), QIcon.Mode.Normal)
        made.addPixmap(_pixmap(name, disabled, size, ratio), QIcon.Mode.Disabled)
    return made


@functools.lru_cache(maxsize=512)
def _pixmap(name: str, colour: str, size: int, ratio: float) -> QPixmap:
    _source(name)  # an unknown name must not raise while a painter is open: Qt would crash
    drawn = QPixmap(round(size * ratio), round(size * ratio))
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    paint(painter, name, QRectF(drawn.rect()), colour)
    painter.end()
    drawn.setDevicePixelRatio(ratio)
    return drawn


def _screen_ratio() -> float:
    app = QGuiApplication.instance()
    return app.devicePixelRatio() if isinstance(app, QGuiApplication) else 1.0
