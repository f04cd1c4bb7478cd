"""A bad day: pain of one knee or both in one situation, and what the plan makes of it."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from kneerehab.domain.check_in import PainNote
from kneerehab.domain.codes import PainContext, Side, Zone
from kneerehab.domain.record import new_id
from kneerehab.gui.forms.form_dialog import FormDialog
from kneerehab.gui.look import theme
from kneerehab.gui.look.banner import Banner
from kneerehab.gui.look.chip import ChipGroup
from kneerehab.gui.look.dates import DateField
from kneerehab.gui.look.fields import Field, NoteField
from kneerehab.gui.look.pain_scale import PainScale
from kneerehab.gui.look.segmented import SegmentedControl
from kneerehab.gui.look.shared_lines import SharedLines
from kneerehab.gui.look.times import TimeField
from kneerehab.gui.shell.command import Letter
from kneerehab.gui.shell.host import host_of
from kneerehab.gui.shell.workspace import Workspace
from kneerehab.i18n import _, pgettext
from kneerehab.services.today import entry_time
from kneerehab.wording.chain import answer_with
from kneerehab.wording.labels import label


class FlareUpDialog(FormDialog):
    """Saves pain notes: they raise the day's worst pain, and with it what the plan answers."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(
            workspace,
            _("A bad day"),
            parent,
            subtitle=_("Note it, and be kind to the knee"),
            save_text=_("Save"),
            width=640,
        )
        at = entry_time(workspace.day, workspace.now())
        affected = workspace.planner.settings(workspace.runner_id or "", at.date()).affected
        sides = [("left", _("Left")), ("right", _("Right")), ("both", _("Both"))]
        # With two sore knees nobody knows which one it is today: a score is stored for the knee that is named.
        self.side = SegmentedControl(
            _("Which knee"), sides, None if affected is Side.BOTH else affected.value, size="field"
        )
        self.side_field = Field(_("Which knee"), self.side)
        self.scale = PainScale(_("How much does it hurt, 0 to 10?"), cell_height=34)
        self.context = ChipGroup(
            _("What were you doing?"), [(code.value, label(code)) for code in PainContext], exclusive=True
        )
        self.zone = ChipGroup(_("Where, if you like"), [(code.value, label(code)) for code in Zone])
        self.day = DateField(at.date(), today=workspace.today(), name=_("Date"))
        self.time = TimeField(at.time(), name=pgettext("clock", "Time"))
        self.note = NoteField(name=_("Note"), placeholder=_("Add a note"), lines=2)
        self.answer = Banner("info", "")
        self.help = Banner(
            "plain",
            _("Anything alarming?"),
            _("A hot, red knee or calf pain, for example, can’t wait."),
            link=_("Look at the signs"),
        )
        self.scale_field = Field(_("How much does it hurt, 0 to 10?"), self.scale)
        self.context_field = Field(_("What were you doing?"), self.context)
        self.day_field = Field(_("Date"), self.day)
        self._build_form()
        self._connect_form()
        self.refresh()
        self.begin(self.day)
        self.first_field = self.scale

    def _build_form(self) -> None:
        when = SharedLines(gap=theme.px(12), line_gap=theme.px(12))
        when.add(self.day_field, 3)
        when.add(Field(pgettext("clock", "Time"), self.time), 2)
        when.add(self.side_field, 4)
        self.body.addLayout(when)
        for part in (self.scale_field, self.context_field, Field(_("Where, if you like"), self.zone), self.note):
            self.body.addWidget(part)
        self.body.addWidget(self.answer)
        self.body.addWidget(self.help)
        self.body.addStretch(1)

    def _connect_form(self) -> None:
        self.scale.value_changed.connect(lambda _score: self.refresh())
        self.context.changed.connect(lambda _keys: self.refresh())
        self.side.changed.connect(lambda _side: self.refresh())
        self.day.changed.connect(lambda _day: self.refresh())
        self.zone.changed.connect(self._one_zone)
        self.help.linked.connect(self._open_signs)

    def refresh(self) -> None:
        """Say what the plan would answer with this entry."""
        self.scale_field.set_error(None)
        self.context_field.set_error(None)
        self.side_field.set_error(None)
        day, today = self.day.day(), self.workspace.today()
        later = day is not None and day > today
        self.day_field.set_error(_("That day is still to come.") if later else None)
        records = [] if later else self._records()
        if not records:
            text = _("It counts as that day’s worst pain. Above your limit no run is offered that day.")
            self.answer.set_message(_("What it does"), text)
            return
        workspace = self.workspace
        found = workspace.planner.what_if(workspace.runner_id or "", records, records[0].at.date())
        self.answer.set_message(answer_with(found.verdict, workspace.formats))

    def _open_signs(self) -> None:
        """Leave the form, asking first if something was typed, and open the warning signs on Today."""
        host = host_of(self)
        self.reject()
        if not self.isVisible() and host is not None:
            host.press(Letter.SIGNS)

    def _one_zone(self, keys: tuple[str, ...]) -> None:
        """The newest choice alone: a note is about one place."""
        if len(keys) > 1:
            before = self._zone_before
            self.zone.set_chosen([key for key in keys if key != before][:1])
        self._zone_before = next(iter(self.zone.chosen()), "")

    _zone_before = ""

    def _records(self) -> list[PainNote]:
        day, score = self.day.day(), self.scale.value
        if day is None or score is None or self.side.value() is None:
            return []
        chosen, zone = self.context.chosen(), self.zone.chosen()
        return [
            PainNote(
                id=new_id(),
                at=datetime.combine(day, self.time.time_of_day()),
                side=knee,
                score=score,
                context=PainContext(chosen[0]) if chosen else PainContext.OTHER,
                zone=Zone(zone[0]) if zone else None,
                note=self.note.toPlainText().strip() or None,
            )
            for knee in Side(self.side.value() or "").knees
        ]

    def state(self) -> tuple[object, ...]:
        return (
            self.side.value(), self.scale.value, self.context.chosen(), self.zone.chosen(),
            self.day.day(), self.note.toPlainText(),
        )  # fmt: skip

    def save(self) -> bool:
        if self.day_field.error():
            self.day.setFocus(Qt.FocusReason.OtherFocusReason)
            return False
        if self.scale.value is None:
            self.scale_field.set_error(_("Please give a score; 0 is no pain, 10 the worst."))
            self.scale.setFocus(Qt.FocusReason.OtherFocusReason)
            return False
        if self.side.value() is None:
            self.side_field.set_error(_("Please say which knee."))
            self.side.setFocus(Qt.FocusReason.OtherFocusReason)
            return False
        if not self.context.chosen():
            self.context_field.set_error(_("Please choose one; “Something else” is fine."))
            next(iter(self.context.chips.values())).setFocus(Qt.FocusReason.OtherFocusReason)
            return False
        return self.keep(_("Pain note saved"), *self._records())
