"""Care besides ice: what was logged on the day, the insoles' break-in, and one button for each kind."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from kneerehab.domain.activity import Activity
from kneerehab.domain.care import Care, Medication
from kneerehab.domain.codes import ActivityKind, CareKind
from kneerehab.gui.look import theme
from kneerehab.gui.look.badge import Disc
from kneerehab.gui.look.button import Button, IconButton
from kneerehab.gui.look.card import Card
from kneerehab.gui.look.flow import FlowLayout
from kneerehab.gui.look.row import empty
from kneerehab.gui.look.text import Divider, Label
from kneerehab.gui.shell.workspace import Workspace
from kneerehab.gui.today.care_words import easy_part, schedule_words
from kneerehab.i18n import _
from kneerehab.services.care import BreakIn, care_on, shown_break_in
from kneerehab.services.today import DayView
from kneerehab.wording.labels import knees_name, label, within
from kneerehab.wording.records import deleted_on, details, list_name

CareRecord = Care | Activity | Medication

_ICONS = {
    CareKind.REST: "rest",
    CareKind.ELEVATION: "arrow-up",
    CareKind.COMPRESSION: "brace",
    CareKind.BRACE: "brace",
    CareKind.TAPE: "brace",
    CareKind.INSOLES: "run",
    CareKind.WARM_UP: "walk",
    CareKind.COOL_DOWN: "walk",
}
_ORDER = (
    CareKind.REST,
    CareKind.ELEVATION,
    CareKind.COMPRESSION,
    CareKind.BRACE,
    CareKind.TAPE,
    CareKind.INSOLES,
)
_AROUND_A_RUN = (CareKind.WARM_UP, CareKind.COOL_DOWN)


_AT_HAND = 3
"""Kinds that stand on the card; the others are one more click away."""

_SMALL = 420
"""Width at 100 % below which the buttons stand close together."""


class CareRow(QWidget):
    """Icon, what it was, its details and time, and at the end what there is to press."""

    def __init__(self, icon: str, name: str, text: str, *buttons: Button) -> None:
        super().__init__()
        self.name = Label(name, "body_strong", wrap=True)
        self.text = Label(text, "small", "muted", wrap=True)
        words = QVBoxLayout()
        words.setSpacing(theme.px(2))
        words.addWidget(self.name)
        words.addWidget(self.text)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(12))
        row.addWidget(Disc(icon), 0, Qt.AlignmentFlag.AlignVCenter)
        row.addLayout(words, 1)
        for button in buttons:
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        self.text.setVisible(bool(text))  # not before it has a parent: it would be a window of its own


class CareCard(Card):
    """A button opens the form, filled in like last time; Save logs it for the open day."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(_("Care"), "", parent)
        self.workspace = workspace
        self.rows = QVBoxLayout()
        self.buttons: dict[str, Button] = {}
        self.more = IconButton("more", _("More kinds of care"), size="small")
        self._shown: tuple[object, ...] | None = None
        self._build_card()

    def _build_card(self) -> None:
        self.rows.setSpacing(theme.px(8))
        self.body.addLayout(self.rows)
        at_hand = QWidget()
        self._at_hand = FlowLayout(at_hand, spacing=theme.px(8))  # two lines where a language has long words
        self.slot.addWidget(at_hand)
        self._others = QWidget()
        flow = FlowLayout(self._others, spacing=theme.px(8))
        for number, (key, text, make) in enumerate(self._choices()):
            button = Button(text, size="small")
            button.setAccessibleName(_("Log {what}").format(what=within(text)))
            button.clicked.connect(lambda _checked=False, make=make: make().exec())
            self.buttons[key] = button
            if number < _AT_HAND:
                self._at_hand.addWidget(button)
            else:
                flow.addWidget(button)
        self._at_hand.addWidget(self.more)
        self.body.addWidget(self._others)
        self._others.hide()
        self.more.setCheckable(True)
        self.more.toggled.connect(self._open_more)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        gap = theme.px(4 if self.width() < theme.px(_SMALL) else 8)
        self._at_hand.set_gaps(gap, gap)

    def _open_more(self, on: bool) -> None:
        self._others.setVisible(on)
        name = _("Fewer kinds of care") if on else _("More kinds of care")
        self.more.setAccessibleName(name)
        self.more.setToolTip(name)

    def _choices(self) -> list[tuple[str, str, Callable[[], QDialog]]]:
        """Key, text and form of every kind."""
        workspace = self.workspace

        def care(kind: CareKind) -> Callable[[], QDialog]:
            return lambda: new_care(workspace, kind, self.window())

        return [
            *((kind.value, label(kind), care(kind)) for kind in _ORDER),
            ("cross", label(ActivityKind.CROSS), lambda: new_training(workspace, self.window())),
            *((kind.value, label(kind), care(kind)) for kind in _AROUND_A_RUN),
            ("medication", list_name("medication"), lambda: new_medication(workspace, self.window())),
        ]

    def show_day(self, view: DayView) -> None:
        """Show what was logged on a day and where the insoles' break-in stands; unchanged rows stay as they are."""
        diary = self.workspace.diary
        found = care_on(diary, view.day)
        state = shown_break_in(diary, view.day)
        shown = (view.day, found, state, self.workspace.formats.units, theme.scale())
        if shown == self._shown:
            return
        self._shown = shown
        empty(self.rows)
        if state is not None and state.last != view.day:
            button = Button(_("Log"), variant="soft", size="compact")
            button.setAccessibleName(_("Log the insoles of the day"))
            button.clicked.connect(lambda: self.buttons["insoles"].click())
            self._add(CareRow("run", label(CareKind.INSOLES), schedule_words(state), button))
        for record in found:
            self._add(self._row(record, state))

    def _add(self, row: CareRow) -> None:
        if self.rows.count():
            self.rows.addWidget(Divider())
        self.rows.addWidget(row)

    def _row(self, record: CareRecord, state: BreakIn | None) -> CareRow:
        formats = self.workspace.formats
        clock = formats.clock(record.at.time())
        if isinstance(record, Care):
            icon, name = _ICONS[record.kind], label(record.kind)
            told = record.side if record.kind is not CareKind.INSOLES else None  # insoles have no knee
            parts = [knees_name(told)] if told else []
            parts += [_length(record.minutes)] if record.minutes else []
            if record.kind is CareKind.INSOLES and state is not None:
                parts.append(schedule_words(state))
        elif isinstance(record, Medication):
            icon, name = "pill", record.name
            parts = [*([record.dose] if record.dose else []), *([_("painkiller")] if record.painkiller else [])]
        else:
            part = easy_part(record)
            icon, name = ("walk", _(part)) if part else ("bike", label(record.kind))
            if part:
                parts = [formats.minutes(record.seconds)] if record.seconds else []
            else:
                parts = [details(record, formats, str)]
        edit = IconButton("edit", _("Edit {what}, {time}").format(what=name, time=clock), variant="plain")
        edit.clicked.connect(lambda: care_dialog(self.workspace, record, self.window()).exec())
        delete = IconButton("trash", _("Delete"), variant="plain")
        delete.setAccessibleName(_("{entry}. Delete").format(entry=f"{name}, {clock}"))
        delete.clicked.connect(lambda: self._delete(record, name))
        return CareRow(icon, name, " · ".join([clock, *parts]), edit, delete)

    def _delete(self, record: CareRecord, name: str) -> None:
        """Delete an entry at once; the bar takes it back."""
        day = self.workspace.formats.short_day(record.at.date())
        self.workspace.save(deleted_on(name, day), removed=(record,))


# Forms are imported when one is opened: Today must not wait for them.
def new_care(workspace: Workspace, kind: CareKind, parent: QWidget | None) -> QDialog:
    """The form of a new entry of care."""
    from kneerehab.gui.today.care_dialog import CareDialog

    return CareDialog(workspace, kind, parent=parent)


def new_training(workspace: Workspace, parent: QWidget | None) -> QDialog:
    """The form of new cross-training."""
    from kneerehab.gui.today.cross_training import CrossDialog

    return CrossDialog(workspace, parent=parent)


def new_medication(workspace: Workspace, parent: QWidget | None) -> QDialog:
    """The form of a new medicine taken."""
    from kneerehab.gui.today.medication import MedicationDialog

    return MedicationDialog(workspace, parent=parent)


def care_dialog(workspace: Workspace, record: CareRecord, parent: QWidget | None = None) -> QDialog:
    """The form that changes an entry of the care log."""
    from kneerehab.gui.today.care_dialog import CareDialog
    from kneerehab.gui.today.cross_training import CrossDialog, EasyPartDialog
    from kneerehab.gui.today.medication import MedicationDialog

    if isinstance(record, Care):
        return CareDialog(workspace, record.kind, record, parent)
    if isinstance(record, Medication):
        return MedicationDialog(workspace, record, parent)
    part = easy_part(record)
    return EasyPartDialog(workspace, part, record, parent) if part else CrossDialog(workspace, record, parent)


def _length(minutes: int) -> str:
    """ "45 min" or "2 h 30 min"."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return _("{minutes}\u00a0min").format(minutes=rest)
    return _("{hours}\u00a0h {minutes}\u00a0min").format(hours=hours, minutes=rest) if rest else f"{hours}\u00a0h"
