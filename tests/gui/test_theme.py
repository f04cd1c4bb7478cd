"""The look: contrast of every token pair, the style sheet, fonts, scale and the focus ring."""

from __future__ import annotations

from collections import Counter
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QFontInfo, QFontMetricsF, QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QScrollArea, QVBoxLayout, QWidget

from kneerehab.design import DARK, LIGHT, Theme, with_more_contrast
from kneerehab.gui.look import fonts, icons, theme

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # remarks of the offscreen platform

# text, backgrounds (visual language 1.3): at least 4.5 to 1
TEXT_PAIRS = [
    ("text", "bg side surface sunken accent_tint success_tint caution_tint danger_tint"),
    ("muted", "bg side surface sunken accent_tint"),
    ("accent", "bg surface sunken accent_tint caution_tint"),
    ("on_accent", "accent accent_hover"),
    ("success", "surface success_tint"),
    ("caution", "surface caution_tint"),
    ("danger", "surface danger_tint"),
    ("knee_left", "surface"),
    ("knee_right", "surface"),
    ("run", "surface"),
    ("on_verdict", "verdict_yes verdict_wait verdict_stop"),
    ("on_verdict_soft", "verdict_yes verdict_wait verdict_stop"),
    ("on_bar", "bar"),
    ("bar_action", "bar"),
]
# graphics and control edges: at least 3 to 1
EDGE_PAIRS = [
    ("line", "surface bg sunken"),
    ("focus", "surface bg side"),
    ("pain_edge", "surface bg sunken"),
    ("accent", "surface sunken figure_tint"),
    ("run", "surface band"),
    ("band_line", "surface"),
    ("ice", "surface"),
    ("exercise", "surface sunken"),
    ("success", "success_tint"),
    ("caution", "surface caution_tint"),
    ("danger", "surface"),
    ("mark_yes", "verdict_yes"),
    ("mark_wait", "verdict_wait"),
    ("mark_stop", "verdict_stop"),
]


def _flat(pairs: list[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(front, back) for front, backs in pairs for back in backs.split()]


def _luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The WCAG 2.2 contrast ratio of two #RRGGBB colours."""
    bright, dim = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


def test_every_colour_is_measured_against_another_or_called_decoration() -> None:
    measured = {token for pair in _flat(TEXT_PAIRS + EDGE_PAIRS) for token in pair}
    not_measured = set(Theme._fields) - measured
    decoration = {"name", "border", "grid", "scrim", "pain", "on_pain"}
    assert not_measured == decoration, "what a colour stands on belongs in TEXT_PAIRS or EDGE_PAIRS above"


@pytest.mark.parametrize("look", [LIGHT, DARK], ids=lambda look: look.name)
@pytest.mark.parametrize(("front", "back"), _flat(TEXT_PAIRS))
def test_text_can_be_read_on_its_background(look: Theme, front: str, back: str) -> None:
    assert contrast(getattr(look, front), getattr(look, back)) >= 4.5


@pytest.mark.parametrize("look", [LIGHT, DARK], ids=lambda look: look.name)
@pytest.mark.parametrize(("front", "back"), _flat(EDGE_PAIRS))
def test_graphics_and_edges_stand_out_from_their_background(look: Theme, front: str, back: str) -> None:
    assert contrast(getattr(look, front), getattr(look, back)) >= 3


@pytest.mark.parametrize("look", [LIGHT, DARK], ids=lambda look: look.name)
def test_every_pain_number_can_be_read_and_pain_goes_one_way_in_lightness(look: Theme) -> None:
    assert all(contrast(ink, fill) >= 4.5 for ink, fill in zip(look.on_pain, look.pain, strict=True))
    lightness = [_luminance(fill) for fill in look.pain]
    assert lightness == sorted(lightness, reverse=look is LIGHT)


@pytest.mark.parametrize("look", [LIGHT, DARK], ids=lambda look: look.name)
def test_the_style_sheet_has_no_token_left_over(look: Theme) -> None:
    sheet = theme.style_sheet(look, 2.0)
    assert "$" not in sheet
    assert look.accent_tint in sheet


def test_a_token_that_does_not_exist_is_refused() -> None:
    with pytest.raises(KeyError):
        theme._Tokens(LIGHT, 1.0)["acent"]


def test_dark_and_light_change_palette_and_tell_listeners(qapp: QApplication) -> None:
    heard: list[str] = []

    def listen() -> None:
        heard.append(theme.current().name)

    theme.notifier.changed.connect(listen)
    theme.apply(qapp, "dark")
    theme.apply(qapp, "light")
    theme.notifier.changed.disconnect(listen)
    assert heard == ["dark", "light"]
    assert qapp.palette().color(QPalette.ColorRole.Window).name().upper() == LIGHT.bg


@pytest.mark.parametrize(
    ("preference", "scheme", "expected"),
    [
        ("system", Qt.ColorScheme.Dark, DARK),
        ("system", Qt.ColorScheme.Light, LIGHT),
        ("system", Qt.ColorScheme.Unknown, LIGHT),
        ("light", Qt.ColorScheme.Dark, LIGHT),
        ("dark", Qt.ColorScheme.Light, DARK),
    ],
)
def test_only_the_system_preference_follows_the_desktop(preference, scheme, expected: Theme) -> None:
    assert theme.wanted_theme(preference, scheme) is expected


def test_a_change_of_the_desktop_is_followed_only_when_asked_to(qapp: QApplication) -> None:
    theme.apply(qapp, "dark")
    qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Light)
    assert theme.current() is DARK
    theme._look.preference = "system"
    qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Light)  # the offscreen desktop says nothing: light
    assert theme.current() is LIGHT


@pytest.mark.parametrize("look", [LIGHT, DARK], ids=lambda look: look.name)
def test_with_more_contrast_text_is_strong_and_every_edge_can_be_seen(look: Theme) -> None:
    strong = with_more_contrast(look)
    pairs = [(front, back) for front, back in _flat(TEXT_PAIRS) if front in ("text", "muted")]
    assert pairs
    assert all(contrast(getattr(strong, front), getattr(strong, back)) >= 7 for front, back in pairs)
    assert contrast(strong.border, strong.surface) >= 3
    assert contrast(strong.grid, strong.surface) >= 3
    for front, back in _flat(TEXT_PAIRS):
        assert contrast(getattr(strong, front), getattr(strong, back)) >= 4.5


def test_a_wish_for_more_contrast_is_followed_whatever_theme_is_chosen(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    wishes = {"contrastPreference": Qt.ContrastPreference.HighContrast}
    monkeypatch.setattr(
        theme, "_accessibility", lambda _hints: SimpleNamespace(contrastPreference=lambda: wishes["contrastPreference"])
    )
    theme.apply(qapp, "dark")
    assert theme.current() == with_more_contrast(DARK)
    wishes["contrastPreference"] = Qt.ContrastPreference.NoPreference
    theme._follow_system()
    assert theme.current() is DARK


def test_the_desktop_is_asked_and_one_that_says_nothing_wants_nothing(qapp: QApplication) -> None:
    hints = qapp.styleHints()
    if hasattr(hints, "accessibility"):
        assert hints.accessibility().contrastPreference() is Qt.ContrastPreference.NoPreference
    assert not theme._system_wants(qapp, "contrastPreference", "HighContrast")
    assert not theme._system_wants(qapp, "a hint of a later Qt", "HighContrast")


def test_text_scale_reaches_lengths_fonts_and_style_sheet(qapp: QApplication) -> None:
    theme.apply(qapp, "light", 2.0)
    assert (theme.px(14), theme.font("body").pixelSize()) == (28, 28)
    assert "font-size: 30px" in qapp.styleSheet()
    theme.apply(qapp, "light", 0.2)
    assert theme.px(14) == 14  # never below the design's own size


class _Dressed(QObject):
    """How often each part of a window was told that its style has changed."""

    def __init__(self) -> None:
        super().__init__()
        self.times: Counter[QObject] = Counter()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.times[watched] += event.type() is QEvent.Type.StyleChange and watched.isWidgetType()
        return False


@pytest.mark.parametrize("wanted", [{"theme": "dark"}, {"text_scale": 200}], ids=str)
def test_a_change_of_the_look_dresses_each_part_once(qapp: QApplication, program, wanted: dict[str, object]) -> None:
    running = program("build-week-8", first="learn")
    dressed = _Dressed()
    qapp.installEventFilter(dressed)
    running.workspace.change_settings(**wanted)
    qapp.removeEventFilter(dressed)
    parts = running.window.findChildren(QWidget)
    assert len(parts) > 100
    assert all(dressed.times[part] for part in parts)
    twice = [part for part in parts if dressed.times[part] > 1]
    assert len(twice) < len(parts) / 5, "parts are dressed once for each part that they stand in"


def test_a_thin_line_never_vanishes() -> None:
    assert theme.px(0.3) == 1
    assert theme.px(0) == 0


@pytest.mark.parametrize("role", [role for role, spec in fonts.ROLES.items() if spec.families is fonts.TEXT])
def test_digits_of_the_text_face_are_equally_wide_so_that_timers_hold_still(role: str) -> None:
    measure = QFontMetricsF(theme.font(role))
    widths = [measure.horizontalAdvance(digit * 4) for digit in "0123456789"]
    assert max(widths) <= min(widths) * 1.005


def test_the_shipped_typefaces_are_used() -> None:
    assert QFontInfo(theme.font("body")).family() == "Inter"
    assert QFontInfo(theme.font("verdict")).family() == "Inter Display"


def test_single_letter_hints_and_motion_can_be_turned_off(qapp: QApplication) -> None:
    theme.apply(qapp, "light", letter_keys=False, reduced_motion=True)
    assert not theme.letter_keys()
    assert theme.motion(200) == 0
    theme.apply(qapp, "light")
    assert theme.motion(200) == 200


@pytest.mark.parametrize("name", icons.names())
def test_every_icon_draws_something_in_the_colour_asked_for(name: str) -> None:
    picture = icons.pixmap(name, "#FF0000", 48, 2.0).toImage()
    assert picture.width() == 96
    inked = [
        picture.pixelColor(x, y)
        for x in range(picture.width())
        for y in range(picture.height())
        if picture.pixelColor(x, y).alpha() > 250
    ]
    assert any(ink.red() > 240 and ink.green() < 20 for ink in inked)


def test_an_unknown_icon_is_refused() -> None:
    with pytest.raises(KeyError):
        icons.icon("no-such-icon")


def test_a_dressed_button_takes_the_colour_of_the_new_theme(qapp: QApplication, qtbot) -> None:
    button = QPushButton()
    qtbot.addWidget(button)
    icons.dress(button, "trash", "accent")
    before = button.icon().pixmap(40, 40).toImage()
    theme.apply(qapp, "dark")
    assert button.icon().pixmap(40, 40).toImage() != before


@pytest.fixture
def window(qtbot) -> QWidget:
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(20, 20, 20, 20)
    for part in (QPushButton("One"), QPushButton("Two"), QLineEdit()):
        column.addWidget(part)
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


def _ring(window: QWidget) -> QWidget | None:
    rings = [w for w in window.findChildren(QWidget, "focus_ring") if w.isVisible()]
    return rings[-1] if rings else None


def _press(window: QWidget, target: QWidget) -> None:
    centre = target.mapTo(window, target.rect().center())
    QTest.mouseClick(window.windowHandle(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(centre))


def test_tab_shows_the_ring_two_pixels_outside_the_control(window: QWidget) -> None:
    first, second = window.findChildren(QPushButton)
    first.setFocus()
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_Tab)
    ring = _ring(window)
    assert second.hasFocus()
    assert ring is not None
    assert ring.geometry() == second.geometry().adjusted(-4, -4, 4, 4)


def test_a_mouse_click_shows_no_ring_on_a_button_but_one_in_a_field(window: QWidget) -> None:
    second, field = window.findChildren(QPushButton)[1], window.findChild(QLineEdit)
    _press(window, second)
    assert second.hasFocus()
    assert _ring(window) is None
    _press(window, field)
    assert field.hasFocus()
    assert _ring(window) is not None
    _press(window, second)
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_Down)  # from here on by keyboard
    assert _ring(window) is not None


@pytest.mark.parametrize("name", ["light", "dark"])
def test_the_ring_is_painted_in_the_focus_colour(qapp: QApplication, window: QWidget, name: str) -> None:
    theme.apply(qapp, name)  # type: ignore[arg-type]
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_Tab)
    ring = _ring(window)
    assert ring is not None
    picture = window.grab().toImage()
    edge = ring.geometry()
    assert picture.pixelColor(edge.center().x(), edge.top()).name().upper() == theme.current().focus


def test_the_ring_lives_inside_the_scroll_area_that_clips_its_control(qtbot) -> None:
    area = QScrollArea()
    content = QWidget()
    column = QVBoxLayout(content)
    buttons = [QPushButton(str(number)) for number in range(3)]
    for button in buttons:
        column.addWidget(button)
    area.setWidget(content)
    qtbot.addWidget(area)
    with qtbot.waitActive(area):
        area.show()
        area.activateWindow()
    buttons[0].setFocus()
    QTest.keyClick(area.windowHandle(), Qt.Key.Key_Tab)
    ring = _ring(area)
    assert ring is not None
    assert ring.parentWidget() is area.viewport()


def test_the_ring_outlives_the_control_it_was_around(window: QWidget, qtbot) -> None:
    second = window.findChildren(QPushButton)[1]
    second.setFocus()
    second.deleteLater()
    qtbot.wait(1)
    window.findChild(QLineEdit).setFocus()
    assert _ring(window) is not None


def test_where_two_scroll_bars_meet_there_is_no_line(qtbot) -> None:
    area = QScrollArea()
    qtbot.addWidget(area)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
    area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
    area.resize(200, 200)
    area.show()
    picture = area.grab().toImage()
    side = area.verticalScrollBar().width()
    colours = {picture.pixel(199 - x, 199 - y) for x in range(side) for y in range(side)}
    assert len(colours) == 1
