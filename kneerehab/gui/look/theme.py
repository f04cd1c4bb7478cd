"""The look: palette, style sheet, fonts and text scale made from the design tokens, following the system when asked to.

Controls read `current()`, `px()` and `font()` while they paint; a change arrives in them as QEvent.StyleChange, and
everywhere else as `notifier.changed`.
"""

from __future__ import annotations

import functools
import string
import sys
from collections.abc import Sequence
from typing import Literal

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPalette, QStyleHints
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from kneerehab.design import DARK, LIGHT, Theme, with_more_contrast
from kneerehab.gui.look import everywhere, focus_ring, fonts
from kneerehab.paths import resources_dir

Preference = Literal["light", "dark", "system"]

_STYLE = "Fusion"
WIDEST = 1180  # of what a page shows, in design pixels
SCALE_LIMITS = (1.0, 3.0)  # text scale, 1.0 = 100 %


class _Notifier(QObject):
    """Says that theme, text scale, key hints or motion have changed."""

    changed = Signal()


class _Look:
    """The one look of the running program."""

    def __init__(self) -> None:
        self.theme = LIGHT
        self.preference: Preference = "system"
        self.chosen_scale = 1.0
        self.scale = 1.0
        self.letter_keys = True
        self.reduced_motion = False
        self.listening = False
        self.styled = False


notifier = _Notifier()
_look = _Look()


def application(arguments: Sequence[str], kind: type[QApplication] = QApplication) -> QApplication:
    """The running QApplication, or a new one of this class in the style that `apply` dresses."""
    found = QApplication.instance()
    if isinstance(found, QApplication):
        return found
    # As an option: setStyle answers with the style, and for that PySide builds every enum that styles have.
    _look.styled = True
    return kind([*arguments, "-style", _STYLE])


def apply(
    app: QApplication,
    preference: Preference = "system",
    scale: float = 1.0,
    *,
    letter_keys: bool = True,
    reduced_motion: bool = False,
    all_faces: bool = True,
) -> None:
    """Dress the whole program; call before the first window and again whenever a setting changes.

    `all_faces` False leaves the faces out that the empty window doesn't need; `fonts.load` brings them later.
    `scale` multiplies the system's own text scale. `letter_keys` shows single-letter key hints on buttons.
    """
    fonts.load(all_faces=all_faces)
    _look.preference = preference
    _look.chosen_scale = scale
    _look.letter_keys = letter_keys
    _look.reduced_motion = reduced_motion or _system_wants(app, "motionPreference", "ReducedMotion")
    if not _look.listening:
        _look.listening = True
        if not _look.styled:
            app.setStyle(_STYLE)
        hints = app.styleHints()
        hints.colorSchemeChanged.connect(lambda _scheme: _follow_system())
        if (changed := getattr(_accessibility(hints), "contrastPreferenceChanged", None)) is not None:
            changed.connect(lambda _wish: _follow_system())
        focus_ring.install(app, lambda: QColor(_look.theme.focus), px)
    _dress(app)


def current() -> Theme:
    """The tokens in use now."""
    return _look.theme


def colour(name: str) -> QColor:
    """A token's colour by name ("accent"), or any colour by its hex text."""
    return QColor(name if name.startswith("#") else getattr(_look.theme, name))


def px(size: float) -> int:
    """A length of the design in pixels at the current text scale; never 0 for a positive length."""
    return max(1, round(size * _look.scale)) if size > 0 else round(size * _look.scale)


def scale() -> float:
    """The text scale in use: the system's times the setting's; 1.0 is 100 %."""
    return _look.scale


def font(role: str) -> QFont:
    """The font of a text role (`fonts.ROLES`) at the current scale; KeyError for an unknown role."""
    return QFont(_font(role, _look.scale))


def line_height(role: str) -> int:
    """The line height of a text role in pixels at the current scale."""
    return px(fonts.ROLES[role].line)


def letter_keys() -> bool:
    """Whether single-letter keys are on, and so may be hinted at on buttons."""
    return _look.letter_keys


def motion(milliseconds: int) -> int:
    """How long a movement may take: 0 with reduced motion."""
    return 0 if _look.reduced_motion else milliseconds


def wanted_theme(preference: Preference, scheme: Qt.ColorScheme) -> Theme:
    """The theme a preference asks for on a desktop with this colour scheme; a desktop that says nothing is light."""
    if preference == "system":
        return DARK if scheme == Qt.ColorScheme.Dark else LIGHT
    return DARK if preference == "dark" else LIGHT


def style_sheet(theme: Theme, text_scale: float) -> str:
    """resources/theme.qss with its tokens put in; `$px_N` is N scaled pixels. KeyError for an unknown token."""
    source = (resources_dir() / "theme.qss").read_text(encoding="utf-8")
    return string.Template(source).substitute(_Tokens(theme, text_scale))


def palette(theme: Theme) -> QPalette:
    """The Qt palette of a theme, for everything the style sheet does not name."""
    made = QPalette()
    role, group = QPalette.ColorRole, QPalette.ColorGroup
    for key, value in {
        role.Window: theme.bg,
        role.WindowText: theme.text,
        role.Base: theme.surface,
        role.AlternateBase: theme.sunken,
        role.Text: theme.text,
        role.PlaceholderText: theme.muted,
        role.Button: theme.surface,
        role.ButtonText: theme.text,
        role.BrightText: theme.danger,
        role.Highlight: theme.accent,
        role.HighlightedText: theme.on_accent,
        role.Link: theme.accent,
        role.LinkVisited: theme.accent,
        role.ToolTipBase: theme.bar,
        role.ToolTipText: theme.on_bar,
        role.Light: theme.surface,
        role.Midlight: theme.border,
        role.Mid: theme.line,
        role.Dark: theme.line,
        role.Shadow: theme.line,
        role.Accent: theme.accent,
    }.items():
        made.setColor(key, QColor(value))
    for key in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(group.Disabled, key, QColor(theme.line))
    return made


class _Tokens(dict[str, str]):
    """What `$name` in the style sheet stands for."""

    def __init__(self, theme: Theme, text_scale: float) -> None:
        super().__init__({name: str(getattr(theme, name)) for name in theme._fields})
        self._scale = text_scale

    def __missing__(self, key: str) -> str:
        if not key.startswith("px_"):
            raise KeyError(key)
        return f"{round(int(key[3:]) * self._scale)}px"


@functools.cache
def _font(role: str, text_scale: float) -> QFont:
    return fonts.font(role, text_scale)


def _dress(app: QApplication) -> None:
    wanted = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark}.get(_look.preference, Qt.ColorScheme.Unknown)
    app.styleHints().setColorScheme(wanted)  # the window frame follows too
    _look.theme = _theme_for(app)
    low, high = SCALE_LIMITS
    before = _look.scale
    _look.scale = min(high, max(low, round(_system_text_scale(app) * _look.chosen_scale, 2)))
    app.setPalette(palette(_look.theme))
    app.setFont(font("body"))
    if _look.scale != before and everywhere.windows():
        from kneerehab.gui.look.rescale import rescale  # needs the controls, and they need this

        rescale(before, _look.scale)
    _put_on(app, style_sheet(_look.theme, _look.scale))
    notifier.changed.emit()
    if _look.scale != before:
        from kneerehab.gui.look.rescale import measure_again

        measure_again()


def _put_on(app: QApplication, sheet: str) -> None:
    """Change the style sheet, and dress each part once: Qt by itself does it once more for each of its ancestors."""
    if not app.styleSheet():
        app.setStyleSheet(sheet)
        return
    app.style().unpolish(app)  # whom it has dressed is forgotten, and so not dressed anew by Qt
    app.setStyleSheet(sheet)
    changed = QEvent(QEvent.Type.StyleChange)
    for part in everywhere.outside_in():
        if isValid(part):
            part.style().polish(part)
            app.sendEvent(part, changed)


def _follow_system() -> None:
    app = QApplication.instance()
    if isinstance(app, QApplication) and _theme_for(app) != _look.theme:
        _dress(app)


def _theme_for(app: QApplication) -> Theme:
    """The theme that is chosen, with more contrast where the system asks for that."""
    chosen = wanted_theme(_look.preference, app.styleHints().colorScheme())
    return with_more_contrast(chosen) if _system_wants(app, "contrastPreference", "HighContrast") else chosen


def _system_text_scale(app: QApplication) -> float:
    """The text size the desktop asks for, 1.0 = 100 %; display scaling is Qt's business and not counted again."""
    screen = app.primaryScreen()
    if app.platformName() == "windows":
        return max(1.0, _system_font_points() / 9)
    if sys.platform == "darwin" or screen is None:
        return 1.0
    return max(1.0, screen.logicalDotsPerInch() / 96)


@functools.cache
def _system_font_points() -> float:
    """The desktop's own font size, read before ours replaces it."""
    from PySide6.QtGui import QFontDatabase

    return QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).pointSizeF()


def _system_wants(app: QApplication, hint: str, answer: str) -> bool:
    """Whether the desktop gives this answer; older versions of Qt ask it for less."""
    hints = app.styleHints()  # what it is asked for accessibility goes with it
    asked = getattr(_accessibility(hints), hint, None)
    return asked is not None and asked().name == answer


def _accessibility(hints: QStyleHints) -> object:
    """What a desktop says of accessibility; None before Qt 6.10."""
    found = getattr(hints, "accessibility", None)
    return None if found is None else found()
