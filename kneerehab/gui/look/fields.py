"""Fields to type into, and the label and error line around them; nothing typed is ever thrown away."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QLocale, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QVBoxLayout, QWidget

from kneerehab.gui.look import accessible, icons, painting, theme
from kneerehab.gui.look.dates import DateField
from kneerehab.gui.look.line_field import LineField
from kneerehab.gui.look.row import cue_row
from kneerehab.gui.look.text import Label
from kneerehab.wording.typed import number_in


class TextField(LineField):
    """One line of text, with an icon before it if named."""

    def __init__(
        self, text: str = "", *, placeholder: str = "", icon: str = "", name: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(text, parent)
        self._icon_name = icon
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(name or placeholder)
        self._space()

    def _space(self) -> None:
        room = theme.px(24) if self._icon_name else 0
        self.setTextMargins(*((0, 0, room, 0) if self.isRightToLeft() else (room, 0, 0, 0)))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_icon_name"):
            self._space()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._icon_name:
            side = theme.px(16)
            box = QRectF(theme.px(13), (self.height() - side) / 2, side, side)
            icons.paint(painting.Brush(self), self._icon_name, box, "muted")


class NumberField(LineField):
    """A number in the person's own notation, with its unit inside; empty is None, and never zero.

    `changed` carries the number or None. Out-of-range numbers stay and `problem()` says what to do about them.
    """

    changed = Signal(object)  # float, or None when empty

    def __init__(
        self,
        value: float | None = None,
        *,
        unit: str = "",
        minimum: float = 0,
        maximum: float = 999,
        decimals: int = 0,
        step: float = 1,
        required: bool = False,
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent=parent)
        self._unit = unit
        self._minimum, self._maximum = minimum, maximum
        self._decimals = decimals
        self._step = step
        self._required = required
        self.setProperty("number", True)
        self.setAccessibleName(name)
        self.setInputMethodHints(Qt.InputMethodHint.ImhFormattedNumbersOnly)
        self.textChanged.connect(lambda _text: self._tell())
        self.set_value(value)
        self._tell()
        self.edited.connect(lambda _text: self.changed.emit(self.value()))

    def value(self) -> float | None:
        """The number as typed, or None when empty or no number; see `problem()`."""
        number = self._read(self.text())
        return None if number is None else round(number, self._decimals)

    def set_value(self, value: float | None) -> None:
        """Show a number without `changed`; None empties the field."""
        self.setText("" if value is None else self._written(value))

    def set_unit(self, unit: str) -> None:
        """Change the unit shown inside."""
        self._unit = unit
        self._tell()

    def problem(self, *, whole: bool = False) -> str | None:
        """What to do about the content ("Please give a number from 1 to 600."), or None when it is fine.

        With `whole`, 12.5 is refused and not rounded.
        """
        from kneerehab.wording.fields import please_whole

        number, exact = self.value(), self._read(self.text())
        if number is None and not self.text().strip() and not self._required:
            return None
        if number is None:
            return self._unread()
        if whole and exact is not None and not float(exact).is_integer():
            return please_whole()
        return None if self._minimum <= number <= self._maximum else self._out_of_range()

    def understood(self) -> str:
        """What was read, where it isn't written as the field writes it ("= 3.5 km" for 3,5); else ""."""
        return next(iter(self._readings()), "")

    def _read(self, text: str) -> float | None:
        return number_in(text, QLocale().decimalPoint())

    def _readings(self) -> tuple[str, ...]:
        """What was understood, the longest first, to be shown where there is room; none where it needn't be said."""
        number, point = self.value(), QLocale().decimalPoint()
        if number is None or all(letter.isdecimal() or letter in f"+-{point}" for letter in self.text().strip()):
            return ()
        short = f"= {self._written(number)}"
        return (f"{short} {self._unit}", short) if self._unit else (short,)

    def _unread(self) -> str:
        """What to do about text that is no number."""
        return self._out_of_range()

    def _out_of_range(self) -> str:
        """What to do about a number beyond the limits."""
        from kneerehab.wording.fields import number_range

        return number_range(self._written(self._minimum), self._written(self._maximum))

    def _written(self, number: float) -> str:
        locale = QLocale()
        locale.setNumberOptions(QLocale.NumberOption.OmitGroupSeparator)
        text = locale.toString(float(number), "f", self._decimals)
        point = locale.decimalPoint()
        return text.rstrip("0").rstrip(point) if self._decimals and point in text else text

    def _beside(self) -> str:
        """What stands inside at the right: what was understood, else the unit, else nothing, as there is room."""
        measure, field = QFontMetricsF(theme.font("small")), QFontMetricsF(theme.font("field"))
        room = self.width() - field.horizontalAdvance(self.text()) - theme.px(36)
        return next(
            (words for words in (*self._readings(), self._unit) if measure.horizontalAdvance(words) <= room), ""
        )

    def _tell(self) -> None:
        """Leave room for what stands inside, and let screen readers and the mouse ask for it."""
        beside, said = self._beside(), self.understood()
        wide = QFontMetricsF(theme.font("small")).horizontalAdvance(beside)
        self.setTextMargins(0, 0, round(wide) + theme.px(8) if beside else 0, 0)
        if not self.property("error"):
            self.setAccessibleDescription(self.description())
        self.setToolTip(said)
        self.update()

    def description(self) -> str:
        """What a screen reader says of the field besides its name: what was understood, else the unit."""
        return self.understood() or self._unit

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            by = self._step if event.key() == Qt.Key.Key_Up else -self._step
            now = self.value()
            self.set_value(min(self._maximum, max(self._minimum, self._minimum if now is None else now + by)))
            self.changed.emit(self.value())
            return
        super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        words = QFontMetricsF(theme.font("field")).horizontalAdvance(self._written(self._maximum))
        width = round(words) + self.textMargins().right() + theme.px(40)
        return QSize(max(theme.px(96), width), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_unit"):
            self._tell()
            self.updateGeometry()
        super().changeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._tell()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if beside := self._beside():
            painter = painting.Brush(self)
            painter.setPen(theme.colour("muted"))
            painter.setFont(theme.font("small"))
            box = QRectF(self.rect()).adjusted(theme.px(13), 0, -theme.px(13), 0)
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, beside)


class NoteField(QPlainTextEdit):
    """Several lines of text; Tab goes on to the next control."""

    def __init__(
        self, text: str = "", *, placeholder: str = "", name: str = "", lines: int = 3, parent: QWidget | None = None
    ) -> None:
        super().__init__(text, parent)
        self._lines = lines
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(name or placeholder)
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(240), self._lines * theme.line_height("field") + theme.px(26))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(120), self.sizeHint().height())

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()
        super().changeEvent(event)


class Field(QWidget):
    """A control with its label above and, when there is one, a hint or the error below in words and with an icon."""

    lines_at = 2
    """Where in `column` hint and error stand, each made when it first says something."""

    def __init__(self, label: str, control: QWidget, *, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.control = control
        self.label = Label(label, "small", "muted")
        self._hint: Label | None = None
        self._error: Label | None = None
        self._description = control.accessibleDescription()
        self.column = QVBoxLayout(self)
        self._build()
        self.set_hint(hint)

    def _build(self) -> None:
        self.label.setBuddy(self.control)
        if isinstance(self.control, DateField):
            self.control.refused.connect(self.set_error)
        if self.label.text().casefold() not in self.control.accessibleName().casefold():
            self.control.setAccessibleName(self.label.text())  # whoever says what is written above it means it
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(theme.px(5))
        self.column.addWidget(self.label)
        self.column.addWidget(self.control)
        self.column.addStretch(1)
        self.label.setVisible(bool(self.label.text()))

    def error(self) -> str:
        """What the error line says; "" without one."""
        return self._error.text() if self._error is not None else ""

    def set_label(self, label: str) -> None:
        """Change the label, and the control's accessible name with it."""
        self.label.setText(label)
        self.label.setVisible(bool(label))
        self.control.setAccessibleName(label)

    def set_hint(self, hint: str) -> None:
        """Change the quiet line below; "" hides it."""
        if hint and self._hint is None:
            self._hint = Label("", "small", "muted", wrap=True)
            self.column.insertWidget(self.lines_at, self._hint)
        if self._hint is not None:
            self._hint.setText(hint)
            self._hint.setVisible(bool(hint))

    def set_error(self, text: str | None) -> None:
        """Show what to do ("Minutes: please give a number from 1 to 600."), or clear it with None."""
        message = text or ""
        if message == self.error():
            return
        if self._error is None:
            self._error = Label("", "small", "danger", wrap=True)
            self._error_row = cue_row(self._error, "triangle-alert", "danger", gap=6)
            self.column.insertWidget(self.lines_at + (self._hint is not None), self._error_row)
        self._error.setText(message)
        self._error_row.setVisible(bool(message))
        control = self.control
        calm = control.description() if isinstance(control, NumberField) else self._description
        control.setAccessibleDescription(message or calm)
        self.control.setProperty("error", bool(message))
        self.control.style().unpolish(self.control)
        self.control.style().polish(self.control)
        if message:
            accessible.announce(self.control, message)
