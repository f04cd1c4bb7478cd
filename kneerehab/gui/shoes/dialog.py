"""The pairs of shoes: how far each has come, which is for runs, and adding, changing and retiring one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kneerehab.domain.record import new_id
from kneerehab.domain.shoes import REPLACE_AT_METRES, Shoes
from kneerehab.domain.units import METRES_PER, distance
from kneerehab.gui.forms.saving import carry_out
from kneerehab.gui.look import theme
from kneerehab.gui.look.amount_fields import DistanceField
from kneerehab.gui.look.badge import Badge
from kneerehab.gui.look.banner import EmptyState
from kneerehab.gui.look.button import Button, IconButton
from kneerehab.gui.look.dates import DateField
from kneerehab.gui.look.dialog import Dialog
from kneerehab.gui.look.fields import Field, TextField
from kneerehab.gui.look.question import confirm_discard
from kneerehab.gui.look.row import empty
from kneerehab.gui.look.shared_lines import SharedLines
from kneerehab.gui.look.text import Divider, Label
from kneerehab.gui.shell.not_saved import NotSaved
from kneerehab.gui.shell.workspace import Workspace
from kneerehab.gui.shoes.meter import Meter
from kneerehab.i18n import N_, _, ngettext
from kneerehab.services.diary import Edit
from kneerehab.services.shoes import PairInUse, ShoeState, default_pair, pairs
from kneerehab.wording.labels import named

_STATES = {  # words, kind of badge, colour of the meter
    ShoeState.FINE: (N_("In use"), "success", "success"),
    ShoeState.INSPECT: (N_("Have a look"), "caution", "caution"),
    ShoeState.REPLACE: (N_("Replace"), "caution", "caution"),
    ShoeState.OVERDUE: (N_("Overdue"), "caution", "caution"),
    ShoeState.RETIRED: (N_("Retired"), "plain", "line"),
}


class ShoesDialog(Dialog):
    """One row a pair. Everything but the form of a pair takes effect at once and can be undone."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(_("Shoes"), parent, subtitle=_("Distance from the runs you logged with them"), width=640)
        self.workspace = workspace
        self.failure = NotSaved(workspace)
        self.rows = QVBoxLayout()
        self.empty = EmptyState(_("No shoes yet. Add a pair and choose it when you log a run."), icon="plus")
        self.add_button = Button(_("Add a pair"), icon="plus", variant="soft", size="big")
        self.rows.setSpacing(theme.px(12))
        for part in (self.failure, self.empty):
            self.body.addWidget(part)
        self.body.addLayout(self.rows)
        self.body.addStretch(1)
        self.foot_left.addWidget(self.add_button)
        self.add_button.clicked.connect(lambda: self._edit(None))
        self.first_field = self.add_button
        self.refresh()

    def refresh(self) -> None:
        """Show the pairs as they are now."""
        workspace = self.workspace
        empty(self.rows)
        found = pairs(workspace.diary, workspace.today(), workspace.shoe_limits)
        chosen = default_pair(workspace.diary, workspace.today(), workspace.settings.default_shoes)
        for pair in found:
            if self.rows.count():
                self.rows.addWidget(Divider())
            self.rows.addWidget(self._row(pair, is_default=pair.shoes == chosen))
        self.empty.setVisible(not found)

    def _row(self, pair: PairInUse, *, is_default: bool) -> QWidget:
        name, retired = pair.shoes.name, pair.state is ShoeState.RETIRED
        state, badge, colour = _STATES[pair.state]
        row = QWidget()
        column = QVBoxLayout(row)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(6))
        head = QHBoxLayout()
        head.setSpacing(theme.px(10))
        head.addWidget(Label(name, "body_strong", "muted" if retired else "text", wrap=True), 1)
        if is_default:
            head.addWidget(Badge(_("For runs"), "hold", "run"))
        head.addWidget(Badge(_(state), badge))
        column.addLayout(head)
        meter = Meter(_("{name}, way to replacement").format(name=name), colour=colour)
        meter.set_share(pair.metres / pair.shoes.replace_at)
        column.addWidget(meter)
        foot = QHBoxLayout()
        foot.setSpacing(theme.px(6))
        foot.addWidget(Label(self._details(pair), "small", "muted", wrap=True), 1)
        if not retired and not is_default:
            use = Button(_("Use for runs"), variant="quiet", size="small")
            use.setAccessibleName(named(use.text(), name))
            use.clicked.connect(lambda: self._use(pair.shoes))
            foot.addWidget(use)
        swap = Button(_("Use again") if retired else _("Retire"), variant="quiet", size="small")
        swap.setAccessibleName(named(swap.text(), name))
        swap.clicked.connect(lambda: self._retire(pair.shoes, not retired))
        foot.addWidget(swap)
        edit = IconButton("edit", _("Edit {name}").format(name=name), variant="plain", size="small")
        edit.clicked.connect(lambda: self._edit(pair.shoes))
        foot.addWidget(edit)
        column.addLayout(foot)
        return row

    def _details(self, pair: PairInUse) -> str:
        formats, units = self.workspace.formats, self.workspace.runner.shown_units
        done, most = (formats.number(distance(far, units), 0) for far in (pair.metres, pair.shoes.replace_at))
        parts = [_("{done} of {most} {unit}").format(done=done, most=most, unit=formats.unit)]
        if pair.months is not None:
            parts.append(ngettext("{n} month", "{n} months", pair.months).format(n=pair.months))
        if pair.unknown:
            text = ngettext("{n} run without a distance", "{n} runs without a distance", pair.unknown)
            parts.append(text.format(n=pair.unknown))
        return " · ".join(parts)

    def _use(self, shoes: Shoes) -> None:
        own = {pair.id for pair in self.workspace.diary.shoes}
        others = tuple(kept for kept in self.workspace.settings.default_shoes if kept not in own)
        self.workspace.change_settings(default_shoes=(*others, shoes.id))
        self.refresh()

    def _retire(self, shoes: Shoes, retire: bool) -> None:
        words = (_("{name} retired") if retire else _("{name} in use again")).format(name=shoes.name)
        changed = replace(shoes, retired=self.workspace.today() if retire else None)
        edit = Edit(saved=(changed,))
        if carry_out(self.workspace, edit, words, self.failure, lambda: self._retire(shoes, retire)):
            self.refresh()

    def _edit(self, shoes: Shoes | None) -> None:
        if PairDialog(self.workspace, shoes, self).exec():
            self.refresh()


class PairDialog(Dialog):
    """One pair: what it is called, when it was bought, how far it had come, and when to replace it."""

    def __init__(self, workspace: Workspace, shoes: Shoes | None = None, parent: QWidget | None = None) -> None:
        title = _("Add a pair") if shoes is None else _("Edit pair")
        super().__init__(title, parent, save_text=_("Save"), width=520)
        self.workspace = workspace
        self._shoes = shoes
        units, today = workspace.runner.shown_units, workspace.today()
        most = int(5_000_000 / METRES_PER[units])
        self.failure = NotSaved(workspace)
        self.name = TextField(shoes.name if shoes else "", name=_("Name"), placeholder=_("Brand, model or colour"))
        self.name.setMaxLength(100)
        self.bought = DateField(shoes.bought if shoes else None, latest=today, optional=True, name=_("Bought on"))
        start = shoes.start_metres if shoes else None
        self.start = self._distance(start, 0, most, _("Distance before this diary"))
        replace_at = shoes.replace_at if shoes else REPLACE_AT_METRES
        self.replace_at = self._distance(replace_at, 100_000 / METRES_PER[units], most, _("Replace at"))
        self._exact = {"start": (self.start.text(), start), "replace": (self.replace_at.text(), replace_at)}
        self.retired = DateField(
            shoes.retired if shoes else None, latest=today, today=today, optional=True, name=_("Retired on")
        )
        self.note = TextField(
            (shoes.note or "") if shoes else "", placeholder=_("Add a note"), icon="note", name=_("Note")
        )
        self.note.setMaxLength(2000)
        self.delete_button = Button(_("Delete"), variant="quiet", icon="trash", size="big")
        self._build_form()
        self._initial = self._typed()
        self.first_field = self.name

    def _distance(self, value: int | None, least: float, most: float, name: str) -> DistanceField:
        units = self.workspace.runner.shown_units
        shown = None if value is None else distance(value, units)
        return DistanceField(shown, units=units, minimum=-(-least // 1), maximum=most, decimals=0, step=10, name=name)

    def _build_form(self) -> None:
        self.body.addWidget(self.failure)
        self.name_field = Field(_("Name"), self.name)
        self.start_field = Field(_("Distance before this diary"), self.start)
        self.replace_field = Field(
            _("Replace at"), self.replace_at, hint=_("Usual are 480 to 640 km (300 to 400 miles).")
        )
        self.retired_field = Field(_("Retired on"), self.retired, hint=_("Empty while they are in use."))
        self.body.addWidget(self.name_field)
        for left, right in (
            (Field(_("Bought on"), self.bought), self.start_field),
            (self.retired_field, self.replace_field),
        ):
            row = SharedLines(gap=theme.px(12), line_gap=theme.px(16))
            row.add(left)
            row.add(right)
            self.body.addLayout(row)
        self.body.addWidget(self.note)
        self.body.addStretch(1)
        self.foot_left.addWidget(self.delete_button)
        named = self._shoes is not None and any(
            done.shoes_id == self._shoes.id for done in self.workspace.diary.activities
        )
        # Shoes that runs name stay: the runs would lose what they were run in.
        self.delete_button.setVisible(self._shoes is not None and not named)
        self.delete_button.clicked.connect(self._delete)
        self.name.edited.connect(lambda _text: self.name_field.set_error(None))
        for field, control in ((self.start_field, self.start), (self.replace_field, self.replace_at)):
            control.changed.connect(lambda _value, field=field: field.set_error(None))

    def _typed(self) -> tuple[object, ...]:
        return (
            self.name.text(), self.bought.day(), self.start.text(), self.replace_at.text(), self.retired.day(),
            self.note.text(),
        )  # fmt: skip

    def _metres(self, key: str, control: DistanceField) -> int | None:
        """The exact metres while the field still shows them, else what was typed."""
        text, exact = self._exact[key]
        if control.text() == text:
            return exact
        return control.metres()

    def save(self) -> bool:
        name = self.name.text().strip()
        self.name_field.set_error(None if name else _("Please give the pair a name."))
        self.start_field.set_error(self.start.problem())
        self.replace_field.set_error(self.replace_at.problem())
        for field in (self.name_field, self.start_field, self.replace_field):
            if field.error():
                field.control.setFocus(Qt.FocusReason.OtherFocusReason)
                return False
        replace_at = self._metres("replace", self.replace_at)
        usual = self._shoes is None or self._shoes.replace_at_metres is None
        record = replace(
            self._shoes or Shoes(id=new_id(), name=name),
            name=name,
            bought=self.bought.day(),
            start_metres=self._metres("start", self.start),
            replace_at_metres=None if usual and replace_at == REPLACE_AT_METRES else replace_at,
            retired=self.retired.day(),
            note=self.note.text().strip() or None,
        )
        return self._carry_out(Edit(saved=(record,)), _("{name} saved").format(name=name), self.try_save)

    def _delete(self) -> None:
        assert self._shoes is not None
        text = _("{name} deleted").format(name=self._shoes.name)
        if self._carry_out(Edit(removed=(self._shoes,)), text, self._delete):
            self.accept()

    def _carry_out(self, edit: Edit, text: str, again: Callable[[], object]) -> bool:
        return carry_out(self.workspace, edit, text, self.failure, again)

    def on_close_guard(self) -> bool:
        return self._typed() == self._initial or confirm_discard(self)
