"""What was logged on the open day, a line each, to be changed or deleted where it stands."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from kneerehab.domain.check_in import CheckIn
from kneerehab.domain.codes import Knee
from kneerehab.domain.record import Record, moment
from kneerehab.gui.forms.entry_words import entry_words
from kneerehab.gui.look import theme
from kneerehab.gui.look.button import Button, IconButton
from kneerehab.gui.look.card import Card
from kneerehab.gui.look.day_dot import DayDot
from kneerehab.gui.look.kind_icons import icon_of
from kneerehab.gui.look.row import put_into, taken
from kneerehab.gui.look.text import Divider, Icon, Label
from kneerehab.gui.shell.workspace import Workspace
from kneerehab.i18n import _
from kneerehab.services.log import kind_code, pain_of
from kneerehab.services.today import Entry, entries_on, exercise_name
from kneerehab.wording.labels import knee_name
from kneerehab.wording.records import deleted_on, details, kind_name

_CLOCK, _KIND, _DOT = 44, 92, 22
_WITH_ICON = 400  # narrower, with very large text, the word alone says what it is
_BESIDE = 440  # narrower, the details stand below the kind


class SoFarCard(Card):
    """Pencil and bin stand on every line; deleting is undone from the bar, as in the Diary."""

    add_wanted = Signal()

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(_("Today so far"), "", parent)
        self.workspace = workspace
        self.lines: list[EntryLine] = []
        self.add = Button(_("Add"), variant="quiet", icon="plus")
        self.slot.addWidget(self.add)
        self.list = QVBoxLayout()
        self.list.setSpacing(0)
        self.body.addLayout(self.list)
        self.body.addStretch(1)
        self.add.clicked.connect(self.add_wanted)

    def show_entries(self, *, wanted: bool) -> None:
        """Show the card with the lines of the day that Today shows, where that is wanted; none is built unseen.

        Nor is it there for a check-in alone, which is changed on its card.
        """
        shown = wanted and self._has_more_than_check_ins()
        if shown:
            self.show_day()
        self.setVisible(shown)

    def set_dense(self, dense: int) -> None:
        super().set_dense(dense)
        for line in self.lines:
            line.set_dense(dense)
        self.list.invalidate()

    def _has_more_than_check_ins(self) -> bool:
        entries = entries_on(self.workspace.diary, self.workspace.day)
        return not all(isinstance(entry.records[0], CheckIn) for entry in entries)

    def show_day(self) -> None:
        """Fill the lines of the day that Today shows; a line that says the same stays."""
        workspace = self.workspace
        today = workspace.day == workspace.today()
        self.set_title(_("Today so far") if today else _("Logged on this day"))
        entries = entries_on(workspace.diary, workspace.day)
        focused = next((at for at, line in enumerate(self.lines) if line.has_focus_inside()), None)
        old = self.lines
        self.lines = [self._line_of(entry, old) for entry in entries]
        if self.lines == old:
            return
        while taken(self.list) is not None:
            pass
        before: QWidget = self.add
        for line in self.lines:
            self.list.addWidget(line.rule)
            self.list.addWidget(line)
            for button in (line.edit, line.delete):
                self.setTabOrder(before, button)
                before = button
        for line in old:
            if line not in self.lines:
                for part in (line.rule, line):
                    part.hide()
                    part.deleteLater()
        if focused is not None and self.lines and old[focused] not in self.lines:
            self.lines[min(focused, len(self.lines) - 1)].edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _line_of(self, entry: Entry, old: list[EntryLine]) -> EntryLine:
        """The line that an entry has by now, or a new one."""
        said = _said(self.workspace, entry)
        found = next((line for line in old if line.entry == entry and line.said == said), None)
        if found is not None:
            return found
        line = EntryLine(entry, said, self)
        line.set_dense(self._dense)
        line.edit.clicked.connect(lambda: self._edit(line))
        line.delete.clicked.connect(lambda: self._delete(line))
        return line

    def _edit(self, line: EntryLine) -> None:
        records = line.entry.records
        if len(records) == 1:
            self._open(records[0])
            return
        menu = QMenu(line.edit)
        for record in sorted(records, key=moment):
            words = details(record, self.workspace.formats, lambda key: exercise_name(self.workspace.diary, key))
            menu.addAction(words.replace("&", "&&"), partial(self._open, record))
        menu.exec(line.edit.mapToGlobal(line.edit.rect().bottomLeft()))
        menu.deleteLater()

    def _open(self, record: Record) -> None:
        from kneerehab.gui.forms.record_dialog import edit_record

        edit_record(self.workspace, record, self.window())

    def _delete(self, line: EntryLine) -> None:
        records = line.entry.records
        day = self.workspace.formats.short_day(line.entry.at.date())
        what = _("Exercises") if line.entry.is_exercises else kind_name(records[0])
        self.workspace.save(deleted_on(what, day), removed=records)


def _said(workspace: Workspace, entry: Entry) -> tuple[str, str]:
    """When it was, and what it says."""
    plain = isinstance(entry.records[0], CheckIn)
    text = "" if plain else entry_words(entry, workspace.diary, workspace.formats)
    return workspace.formats.clock(entry.at.time()), text


class EntryLine(QWidget):
    """Time, icon, kind, what it says, the pain of each knee, pencil and bin; `rule` is the line above it."""

    def __init__(self, entry: Entry, said: tuple[str, str], parent: QWidget) -> None:
        """`said` is when it was and what it says."""
        super().__init__(parent)
        self.entry, self.said = entry, said
        self.rule = Divider(parent)
        first = entry.records[0]
        icon, colour = icon_of(kind_code(first))
        kind = _("Exercises") if entry.is_exercises else kind_name(first)
        clock, text = said
        self.edit = IconButton("edit", _("Edit"), variant="plain")
        self.delete = IconButton("trash", _("Delete"), variant="plain")
        whole = ", ".join(part for part in (kind, clock, text) if part)
        self.edit.setAccessibleName(_("{entry}. Edit").format(entry=whole))
        self.delete.setAccessibleName(_("{entry}. Delete").format(entry=whole))
        self._column, self._row = QVBoxLayout(self), QHBoxLayout()
        self._column.setSpacing(0)
        self._column.addLayout(row := self._row)
        row.setSpacing(theme.px(8))
        time, name = Label(clock, "small", "muted"), Label(kind, "body_strong")
        time.setMinimumWidth(theme.px(_CLOCK))
        name.setMinimumWidth(theme.px(_KIND))
        row.addWidget(time)
        self._icon = Icon(icon, colour, 20)
        row.addWidget(self._icon)
        row.addWidget(name)
        self._name, self._text = name, Label(text, "small", "text", wrap=True)
        row.addWidget(self._text, 1)
        self._text.setVisible(bool(text))
        pain = pain_of(first) if not entry.is_exercises else None
        for knee, sign in ((Knee.LEFT, _("L")), (Knee.RIGHT, _("R"))):
            score = None if pain is None else pain.of(knee)
            if score is not None:
                row.addWidget(Label(sign, "caption", "muted"))
                row.addWidget(DayDot(score, name=knee_name(knee), size=_DOT))
        row.addWidget(self.edit)
        row.addWidget(self.delete)
        self.set_dense(0)

    def set_dense(self, dense: int) -> None:
        """Do with less air above and below."""
        air = theme.px(4 if dense < 2 else 1)
        self._column.setContentsMargins(0, air, 0, air)
        self.updateGeometry()  # else the card goes on with the height that it has asked for

    def has_focus_inside(self) -> bool:
        """Whether one of its buttons has the keyboard."""
        return self.edit.hasFocus() or self.delete.hasFocus()

    def _beside(self) -> int:
        """The least width at which the details stand beside the kind."""
        inside = self._row.indexOf(self._text) >= 0 or not self._text.text()
        more = 0 if inside else self._text.minimumSizeHint().width() + self._row.spacing()
        return max(theme.px(_BESIDE), self._row.minimumSize().width() + more)

    # Qt
    def minimumSizeHint(self) -> QSize:
        """As wide as it has to be without icon, the details below: one that asked for more would never be narrower."""
        size = super().minimumSizeHint()
        gone = [part for part in (self._icon, self._text) if part.isVisibleTo(self) and self._row.indexOf(part) >= 0]
        spare = sum(part.minimumSizeHint().width() + self._row.spacing() for part in gone)
        return QSize(max(size.width() - spare, self._text.minimumSizeHint().width()), size.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._icon.setVisible(self.width() >= theme.px(_WITH_ICON))
        narrow, plain = self.width() < self._beside(), not self._text.text()
        self._name.setWordWrap(narrow)
        self._row.setStretchFactor(self._name, int(narrow or plain))
        if narrow and not plain:
            put_into(self._column, self._text, self._row)
        else:
            put_into(self._row, self._text, self._column, at=self._row.indexOf(self._name) + 1, stretch=1)
