"""The foot of the check-in: "Anything alarming?", always in sight, with all twelve warning signs one click away."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from kneerehab.domain.codes import RedFlag
from kneerehab.domain.red_flags import Level, by_urgency, highest, of_level
from kneerehab.gui.look import accessible, theme
from kneerehab.gui.look.button import Link
from kneerehab.gui.look.chip import ChipGroup
from kneerehab.gui.look.flow import FlowLayout
from kneerehab.gui.look.scroll_page import show_in_scroll_area
from kneerehab.gui.look.text import Divider, Icon, Label
from kneerehab.i18n import _
from kneerehab.wording import red_flags
from kneerehab.wording.labels import english_beneath, label

AFTER_RED = (
    RedFlag.INJURY_WITH_POP,
    RedFlag.CALF_PAIN_OR_SWELLING,
    RedFlag.CANNOT_TAKE_WEIGHT,
    RedFlag.LOCKS_OR_GIVES_WAY,
)
"""The signs that stand in sight after a run that was too much."""

_HEIGHT = 44
_CORNER = 14  # of the card whose foot this is


class AlarmLine(QFrame):
    """`changed` carries the signs that shall be ticked; `learn_wanted` asks for the article about them."""

    changed = Signal(tuple)
    learn_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ticked: tuple[RedFlag, ...] = ()
        self._panel: AlarmPanel | None = None
        self._quick: _Quick | None = None
        self._quick_wanted = False
        self.divider = Divider()
        self.line = _Line()
        self.link = self.line.link
        self._build()
        self.link.clicked.connect(self._toggle)
        self.line.pressed.connect(self._toggle)
        self.show_flags(())

    def _build(self) -> None:
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self.divider)
        self._column.addWidget(self.line)

    @property
    def panel(self) -> AlarmPanel:
        """The twelve signs, built when they are first opened."""
        if self._panel is None:
            self._panel = AlarmPanel()
            self._panel.changed.connect(self.changed)
            self._panel.learn_wanted.connect(self.learn_wanted)
            self._column.addWidget(self._panel)
            self._panel.show_flags(self._ticked)
            self._panel.hide()
        return self._panel

    def offer_after_red(self, wanted: bool) -> None:
        """After a red run the signs that an injury brings stand below the line, one click away."""
        self._quick_wanted = wanted
        if wanted and self._quick is None:
            self._quick = _Quick()
            self._quick.changed.connect(self._take_quick)
            self._column.insertWidget(2, self._quick)
            self._quick.show_flags(self._ticked)
        self._arrange()

    def _take_quick(self, chosen: tuple[RedFlag, ...]) -> None:
        others = tuple(flag for flag in self._ticked if flag not in AFTER_RED)
        self.changed.emit(by_urgency((*others, *chosen)))

    @property
    def is_open(self) -> bool:
        """Whether the signs are in sight."""
        return self._panel is not None and not self._panel.isHidden()

    def show_flags(self, flags: Iterable[RedFlag], *, earlier: str = "") -> None:
        """Show which signs are ticked; `earlier` tells of signs of an earlier day that still wait."""
        self._ticked = tuple(flags)
        self.line.show_flags(self._ticked, earlier)
        for part in (self._panel, self._quick):
            if part is not None:
                part.show_flags(self._ticked)

    def open(self) -> None:
        """Open the signs and put the keyboard on the first one."""
        self._set_open(True)
        self.panel.first.setFocus(Qt.FocusReason.ShortcutFocusReason)
        show_in_scroll_area(self.panel)

    def _toggle(self) -> None:
        self._set_open(not self.is_open)
        if self.is_open:
            show_in_scroll_area(self.panel)

    def _set_open(self, on: bool) -> None:
        self.panel.setVisible(on)
        self._arrange()

    def _arrange(self) -> None:
        quick = self._quick_wanted and not self.is_open
        if self._quick is not None:
            self._quick.setVisible(quick)
        self.line.show_open(self.is_open or quick)


class _Line(QWidget):
    """Icon, question, how many signs, and whether one is ticked; a click anywhere opens them."""

    pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._alarming = False
        self._open = False
        self.icon = Icon("info", "danger", 20)
        self.question = Label(_("Anything alarming?"), "body_strong")
        self.link = Link("", role="body_strong")
        self.words = Label("", "small", "muted", wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(20), theme.px(8), theme.px(20), theme.px(8))
        row.setSpacing(theme.px(10))
        row.addWidget(self.icon, 0, Qt.AlignmentFlag.AlignVCenter)
        said = QWidget()
        flow = FlowLayout(said, spacing=theme.px(10), line_spacing=0, grows=self.words, least=theme.px(120))
        for part in (self.question, self.link, self.words):
            flow.addWidget(part)
        row.addWidget(said, 1)
        self.setMinimumHeight(theme.px(_HEIGHT))
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_flags(self, flags: tuple[RedFlag, ...], earlier: str) -> None:
        """Say how many are ticked, and by name which."""
        self._alarming = bool(flags) or bool(earlier)
        self.link.setText(red_flags.sign_count())
        self.link.setAccessibleName(red_flags.asked(flags))
        text = earlier if earlier and not flags else red_flags.ticked(flags)
        self.words.setText(text)
        self.words.set_tone("danger" if self._alarming else "muted")
        self.link.setAccessibleDescription(text)
        self.update()

    def show_open(self, on: bool) -> None:
        """The corners below are the card's only while nothing stands under the line."""
        self._open = on
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()  # so that the release comes here too

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.pressed.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._alarming:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box, corner = QRectF(self.rect()), theme.px(_CORNER)
        shape = QPainterPath()
        if self._open:
            shape.addRect(box)
        else:
            shape.setFillRule(Qt.FillRule.WindingFill)
            shape.addRoundedRect(box, corner, corner)
            shape.addRect(box.adjusted(0, 0, 0, -corner))
        painter.fillPath(shape, theme.colour("danger_tint"))
        painter.end()


def _signs(name: str, flags: Iterable[RedFlag]) -> tuple[ChipGroup, Label]:
    """Signs to tick, and the English beneath those that no clinician of the language has read."""
    flags = tuple(flags)
    group = ChipGroup(name, [(flag.value, label(flag)) for flag in flags])
    for flag in flags:
        group.chips[flag.value].setAccessibleDescription(english_beneath((flag,)))
    english = Label(english_beneath(flags), "caption", "muted", wrap=True)
    english.setVisible(bool(english.text()))
    return group, english


class _Quick(QWidget):
    """The few signs that an injury on a run brings."""

    changed = Signal(tuple)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = Label(_("Get help if one of these is there:"), "small_strong", wrap=True)
        self.chips, english = _signs(self.words.text(), AFTER_RED)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(20), theme.px(4), theme.px(20), theme.px(14))
        column.setSpacing(theme.px(8))
        column.addWidget(self.words)
        column.addWidget(self.chips)
        column.addWidget(english)
        self.chips.changed.connect(lambda keys: self.changed.emit(tuple(RedFlag(key) for key in keys)))

    def show_flags(self, flags: tuple[RedFlag, ...]) -> None:
        """Tick exactly these, without `changed`."""
        self.chips.set_chosen(flag.value for flag in flags)


class AlarmPanel(QWidget):
    """The signs by how soon they need help, and what to do about those that are ticked."""

    changed = Signal(tuple)
    learn_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        made = {level: _signs(red_flags.level_name(level), of_level(level)) for level in sorted(Level, reverse=True)}
        self.groups = {level: group for level, (group, _english) in made.items()}
        self._english = {level: english for level, (_group, english) in made.items()}
        self.advice = Label("", "body", "danger", wrap=True)
        self.mistake = Label(_("Ticked by mistake? Press it again to take it back."), "small", "muted", wrap=True)
        self.learn = Link(_("More about these signs"))
        self._said: Level | None = None
        self._build()
        for group in self.groups.values():
            group.changed.connect(lambda _keys: self.changed.emit(self.chosen()))
        self.learn.clicked.connect(self.learn_wanted)

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(20), theme.px(8), theme.px(20), theme.px(16))
        column.setSpacing(theme.px(8))
        column.addWidget(self.advice)
        for level, group in self.groups.items():
            column.addWidget(Label(red_flags.level_name(level), "small_strong"))
            column.addWidget(group)
            column.addWidget(self._english[level])
        column.addWidget(self.mistake)
        column.addWidget(self.learn, 0, Qt.AlignmentFlag.AlignLeft)

    @property
    def first(self) -> QWidget:
        """The first sign."""
        return next(iter(next(iter(self.groups.values())).chips.values()))

    def chosen(self) -> tuple[RedFlag, ...]:
        """The signs that are ticked, the most urgent first."""
        return tuple(RedFlag(key) for group in self.groups.values() for key in group.chosen())

    def show_flags(self, flags: tuple[RedFlag, ...]) -> None:
        """Tick exactly these, without `changed`, and say what to do, the most urgent first."""
        for group in self.groups.values():
            group.set_chosen(flag.value for flag in flags)
        found = red_flags.advice(flags)
        self.advice.setText("\n".join(found))
        self.advice.setVisible(bool(found))
        self.mistake.setVisible(bool(found))
        level = highest(flags)
        if level is not None and level != self._said:
            accessible.announce(self, " ".join((red_flags.stop_headline(flags), *found)))
        self._said = level
