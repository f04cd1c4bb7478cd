"""The first page of the Welcome: name, knee, units, and where it hurts on a drawing."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kneerehab.domain.codes import Side, Units, Zone
from kneerehab.gui.look import theme
from kneerehab.gui.look.button import Link
from kneerehab.gui.look.card import Card
from kneerehab.gui.look.fields import Field, TextField
from kneerehab.gui.look.knee_map import KneeMap, knees_of
from kneerehab.gui.look.segmented import SegmentedControl
from kneerehab.gui.look.text import Icon, Label
from kneerehab.gui.welcome.question import question
from kneerehab.i18n import _


class WhoPart(QWidget):
    """Who it is, which knee, and the units; `where` is the card for the other side of the window."""

    import_wanted = Signal()
    units_chosen = Signal(Units)
    entered = Signal()  # Enter in the name

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._knee_said = False  # the first segment is only preset
        self.name = TextField(name=_("What should we call you?"))
        self.name.setMaxLength(100)
        self.name_field = Field("", self.name)
        self.knee = SegmentedControl(
            _("Which knee hurts?"),
            [("left", _("Left")), ("right", _("Right")), ("both", _("Both"))],
            "left",
            size="big",
        )
        self.units = SegmentedControl(
            _("Kilometres or miles"), [("km", _("km")), ("mile", _("miles"))], "km", size="big"
        )
        self.import_link = Link(_("Or open a diary you have already"))
        self.map = KneeMap("left")
        self.where = Card()
        self._build()
        self._build_where()
        self._connect()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        for index, (text, part) in enumerate(
            (
                (_("What should we call you?"), self.name_field),
                (_("Which knee hurts?"), self.knee),
                (_("Kilometres or miles?"), self.units),
            ),
            start=1,
        ):
            part.setMaximumWidth(theme.px(420))
            column.addLayout(question(index, text, part))
        column.addSpacing(theme.px(8))
        column.addWidget(self.import_link, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)

    def _build_where(self) -> None:
        self.where.body.addLayout(question(4, _("Where does it hurt?")))
        self.where.body.addWidget(Label(_("Click every place that does."), "small", "muted", wrap=True))
        self.where.body.addWidget(self.map, 1)
        note = QHBoxLayout()
        note.setSpacing(theme.px(10))
        note.addWidget(Icon("info", "accent", 18), 0, Qt.AlignmentFlag.AlignTop)
        words = _("This shapes your exercises. It is not a diagnosis: a doctor or physio can look for the cause.")
        note.addWidget(Label(words, "small", "muted", wrap=True), 1)
        self.where.body.addLayout(note)

    def _connect(self) -> None:
        self.knee.changed.connect(self._knee_chosen)
        self.units.changed.connect(lambda key: self.units_chosen.emit(Units(key or "km")))
        self.name.textChanged.connect(lambda _text: self.name_field.set_error(None))
        self.name.returnPressed.connect(self.entered)
        self.import_link.clicked.connect(self.import_wanted)

    def _knee_chosen(self, knees: str | None) -> None:
        self._knee_said = True
        self.map.set_knees(knees_of(knees))

    def is_named(self) -> bool:
        """Whether there is a name; if not, say so beside it and put the keyboard there."""
        if self.name.text().strip():
            return True
        self.name_field.set_error(_("Please type a name; a first name or initials are enough."))
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)
        return False

    def affected(self, *, preset: bool) -> Side | None:
        """The sore knee; without `preset` None while nobody touched the choice."""
        return Side(self.knee.value() or "both") if preset or self._knee_said else None

    def shown_units(self) -> Units:
        """The units to show."""
        return Units(self.units.value() or "km")

    def zones(self) -> tuple[Zone, ...]:
        """Where it hurts."""
        return tuple(zone for zone in Zone if zone in self.map.zones)
