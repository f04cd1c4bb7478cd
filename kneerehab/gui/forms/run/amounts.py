"""How far and how long: the two fields of a run, which keep exact values until one is typed over, and its pace."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kneerehab.domain.units import METRES_PER, distance
from kneerehab.gui.look import theme
from kneerehab.gui.look.amount_fields import DistanceField, SpanField
from kneerehab.gui.look.fields import Field
from kneerehab.gui.look.text import Label
from kneerehab.gui.shell.workspace import Workspace
from kneerehab.i18n import _

_MOST_METRES = 200_000


class Amounts(QObject):
    """The parts to place are `distance_field`, `minutes_field` and `pace_field`; `changed` when something is typed."""

    changed = Signal()

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._formats = workspace.formats
        self._units = workspace.runner.shown_units
        most = int(_MOST_METRES / METRES_PER[self._units])
        self.distance = DistanceField(units=self._units, minimum=0.1, maximum=most, step=0.1, name=_("Distance"))
        self.minutes = SpanField(minimum=1, maximum=1440, decimals=1, name=_("Minutes"))
        self.distance_field = Field(_("Distance"), self.distance)
        self.minutes_field = Field(_("Minutes"), self.minutes)
        self.pace = Label("–")
        self.pace_field = _captioned(_("Pace"), self.pace)
        self._exact: dict[str, tuple[str, int | None]] = {}
        self.distance.changed.connect(lambda _value: self.changed.emit())
        self.minutes.changed.connect(lambda _value: self.changed.emit())

    def fill(self, seconds: int | None, far: int | None) -> None:
        """Show amounts; None leaves a field empty."""
        self.minutes.set_value(None if seconds is None else seconds / 60)
        self.distance.set_value(None if far is None else distance(far, self._units))
        self._exact = {"seconds": (self.minutes.text(), seconds), "metres": (self.distance.text(), far)}

    def texts(self) -> tuple[str, str]:
        """What stands in the fields."""
        return self.distance.text(), self.minutes.text()

    def is_untouched(self) -> bool:
        """Whether both fields still show what they were filled with."""
        return self.texts() == (self._exact["metres"][0], self._exact["seconds"][0])

    def seconds(self) -> int | None:
        """The time; None while it is empty or can't be read."""
        text, exact = self._exact["seconds"]
        return exact if self.minutes.text() == text else self.minutes.seconds()

    def metres(self) -> int | None:
        """The distance; None while it is empty or can't be read."""
        text, exact = self._exact["metres"]
        return exact if self.distance.text() == text else self.distance.metres()

    def are_sound(self) -> bool:
        """Whether what is typed can be read and at least one of the two is there."""
        faulty = self.distance.problem() or self.minutes.problem()
        return not faulty and (self.seconds() is not None or self.metres() is not None)

    def show_pace(self) -> None:
        """Work the pace out, if both amounts are known."""
        seconds, far = self.seconds(), self.metres()
        known = seconds and far and not self.distance.problem() and not self.minutes.problem()
        self.pace.setText(self._formats.pace(seconds, far) if known and seconds and far else "–")

    def clear_errors(self) -> None:
        """Take the error lines away."""
        for field in (self.distance_field, self.minutes_field):
            field.set_error(None)

    def check(self) -> bool:
        """Say beside its field what is missing or can't be read, and put the keyboard there; True if all is well."""
        for field, control in ((self.distance_field, self.distance), (self.minutes_field, self.minutes)):
            problem = control.problem()
            field.set_error(problem)
            if problem:
                control.setFocus(Qt.FocusReason.OtherFocusReason)
                return False
        if not self.are_sound():
            self.distance_field.set_error(_("Please give a distance or minutes; one of them is enough."))
            self.distance.setFocus(Qt.FocusReason.OtherFocusReason)
            return False
        return True


def _captioned(caption: str, words: Label) -> QWidget:
    """Words that can't be typed, in line with the fields beside them."""
    made = QWidget()
    words.setMinimumHeight(theme.px(40))
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(theme.px(5))
    column.addWidget(Label(caption, "small", "muted"))
    column.addWidget(words)
    column.addStretch(1)
    return made
