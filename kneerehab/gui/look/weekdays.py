"""Weekdays to run on: seven ticked boxes in a row, one tab stop, arrows inside; a line below says how the wish fits."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kneerehab.domain.codes import Weekday
from kneerehab.domain.run_days import WEEK, Wish, wish
from kneerehab.gui.look import accessible, theme
from kneerehab.gui.look.chip import Chip
from kneerehab.gui.look.flow import FlowLayout, follow_width
from kneerehab.gui.look.habits import onwards
from kneerehab.gui.look.text import Icon, Label
from kneerehab.i18n import _
from kneerehab.wording.labels import label, leading
from kneerehab.wording.run_days import rest_words, short_weekday, wish_words

_LOOKS = {Wish.OPEN: ("info", "muted"), Wish.FITS: ("check", "success")}  # icon and tone; any other is a caution


class DayToggle(Chip):
    """One weekday."""

    def __init__(self, day: Weekday, parent: QWidget | None = None) -> None:
        super().__init__(short_weekday(day), shape="tick", parent=parent)
        self.day = day
        self.setToolTip(leading(label(day)))
        self.toggled.connect(lambda _on: self._name())
        self._name()

    def _name(self) -> None:
        name = leading(label(self.day))
        self.setAccessibleName(_("{day}, chosen").format(day=name) if self.isChecked() else name)

    def sizeHint(self) -> QSize:
        words = QFontMetricsF(theme.font("small_strong")).horizontalAdvance(self.text())
        high = max(theme.px(40), theme.line_height("small_strong") + theme.px(12))
        return QSize(max(theme.px(64), round(words + 0.5) + theme.px(20 + 2 * 8)), high)


class WeekdayToggles(QWidget):
    """`changed` carries the chosen weekdays, Monday first, whatever day the week is shown from."""

    changed = Signal(tuple)

    def __init__(self, name: str, *, first: int = 0, parent: QWidget | None = None) -> None:
        """`first` is the day the week begins with, 0 is Monday."""
        super().__init__(parent)
        self.setAccessibleName(name)
        self._quiet = False
        self.days = {day: DayToggle(day, self) for day in (*WEEK[first:], *WEEK[:first])}
        flow = FlowLayout(self, spacing=theme.px(12), line_spacing=theme.px(8))
        for toggle in self.days.values():
            toggle.setAccessibleDescription(name)
            toggle.installEventFilter(self)
            flow.addWidget(toggle)
            toggle.toggled.connect(lambda _on: self._tell())
        follow_width(self)
        self._put_stop_on(next(iter(self.days.values())))

    def chosen(self) -> tuple[Weekday, ...]:
        """The chosen weekdays, Monday first."""
        return tuple(day for day in WEEK if self.days[day].isChecked())

    def set_chosen(self, days: Iterable[Weekday]) -> None:
        """Choose exactly these, without `changed`."""
        wanted = set(days)
        self._quiet = True
        for day, toggle in self.days.items():
            toggle.setChecked(day in wanted)
        self._quiet = False

    def _tell(self) -> None:
        if not self._quiet:
            self.changed.emit(self.chosen())

    def _put_stop_on(self, stop: DayToggle) -> None:
        for toggle in self.days.values():
            here = toggle is stop
            toggle.setFocusPolicy(Qt.FocusPolicy.StrongFocus if here else Qt.FocusPolicy.ClickFocus)
        self.setFocusProxy(stop)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(watched, DayToggle):
            return super().eventFilter(watched, event)
        if event.type() == QEvent.Type.FocusIn:
            self._put_stop_on(watched)
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = onwards(self, event, down=1)
            if step:
                toggles = list(self.days.values())
                toggles[(toggles.index(watched) + step) % len(toggles)].setFocus(Qt.FocusReason.TabFocusReason)
                return True
        return super().eventFilter(watched, event)


class RunDays(QWidget):
    """The weekdays, and below them in words whether the plan can follow."""

    changed = Signal(tuple)

    def __init__(self, name: str, *, first: int = 0, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.toggles = WeekdayToggles(name, first=first)
        self.line = Label("", "small", "muted", wrap=True)
        self._icon = Icon("info", "muted", 16)
        self._runs, self._consecutive = 3, False
        self._build()
        self.toggles.changed.connect(self._changed)
        self._show_wish()

    def _build(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(theme.px(8))
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.line, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        column.addWidget(self.toggles)
        column.addLayout(row)
        self.setFocusProxy(self.toggles)

    def chosen(self) -> tuple[Weekday, ...]:
        """The chosen weekdays, Monday first."""
        return self.toggles.chosen()

    def set_chosen(self, days: Iterable[Weekday]) -> None:
        """Choose exactly these, without `changed`."""
        self.toggles.set_chosen(days)
        self._show_wish()

    def set_plan(self, runs_per_week: int, *, consecutive: bool) -> None:
        """What the plan may offer: runs a week, and whether on two days in a row."""
        self._runs, self._consecutive = runs_per_week, consecutive
        self._show_wish()

    def wish(self) -> Wish:
        """How the wish stands."""
        return wish(self.chosen(), self._runs, consecutive=self._consecutive)

    def _changed(self, days: tuple[Weekday, ...]) -> None:
        self._show_wish()
        accessible.announce(self.toggles, self.line.text())
        self.changed.emit(days)

    def _show_wish(self) -> None:
        found = self.wish()
        icon, tone = _LOOKS.get(found, ("triangle-alert", "caution"))
        rests = found is Wish.FITS and not self._consecutive
        self.line.setText(rest_words() if rests else wish_words(found, self.chosen(), self._runs))
        self.line.set_tone(tone)
        self._icon.set_icon(icon, tone)
