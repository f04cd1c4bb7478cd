"""The caseload: search, chips, and every runner on one line; a diary is opened, reported on or handed over from here.

Names and what is kept of each diary are there at once. Those that have changed since, or are of another day, are read
off the window's thread, and kept for the next time; until then a row says of which day it is.
"""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from kneerehab.domain.caseload import CaseloadRow, Note, in_order
from kneerehab.gui.caseload.columns import captions
from kneerehab.gui.caseload.head import SortHead
from kneerehab.gui.caseload.reading import Made, Reading
from kneerehab.gui.caseload.row import Shown
from kneerehab.gui.caseload.view import CaseloadView
from kneerehab.gui.look import accessible, theme
from kneerehab.gui.look.button import Button
from kneerehab.gui.look.card import Card
from kneerehab.gui.look.chip import ChipGroup
from kneerehab.gui.look.flow import FlowLayout
from kneerehab.gui.look.locale import long_day, short_day
from kneerehab.gui.look.menus import when_chosen
from kneerehab.gui.look.scroll_page import ScrollPage
from kneerehab.gui.look.search import Search, width_of_placeholder
from kneerehab.gui.look.text import Label
from kneerehab.gui.look.toggle import Toggle
from kneerehab.gui.shell.command import Command
from kneerehab.gui.shell.host import request
from kneerehab.gui.shell.page import Page
from kneerehab.gui.shell.workspace import Workspace
from kneerehab.i18n import _, ngettext
from kneerehab.services.changes import Change
from kneerehab.services.runners import finder, same_names
from kneerehab.wording.formats import Formats

if TYPE_CHECKING:
    from kneerehab.services.caseload import Listed

ALL, LOOK = "all", "look"
_CHIPS = (ALL, LOOK, Note.RED_FLAG, Note.SILENT, Note.READY, Note.ON_PLAN)


class CaseloadPage(Page):
    """One row a runner, the most urgent first."""

    watches = Change.ALL

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent)
        self.rows: dict[str, CaseloadRow] = {}
        self._old: dict[str, date] = {}
        """Whose row is of an earlier day, and of which."""
        self._runners: list[Listed] = []
        self._twice: frozenset[str] = frozenset()
        self.frame = ScrollPage(_("Caseload"), parent=self)
        self.hide_names = Toggle(_("Hide names"), key="H")
        self.import_button = Button(_("Import diaries"), icon="import")
        self.add_button = Button(_("Add runner"), icon="plus", variant="primary", key="N")
        self.card = Card(padded=False)
        self.chips = ChipGroup(_("Which runners"), [(key, _chip(key)) for key in _CHIPS], exclusive=True)
        self.search = Search(
            placeholder=_("Name, number or birth year"), icon="search", name=_("Search by name, number or birth year")
        )
        self.found = Label("", "small", "muted")
        self.view = CaseloadView()
        self.head = SortHead(lambda: captions(self.view.viewport().width()), 32, self.card)
        self.reading = Reading(workspace.diaries.database.path, self._take, self)
        self._build()
        self._connect()

    def _build(self) -> None:
        for part in (self.hide_names, self.import_button, self.add_button):
            self.frame.header_end.addWidget(part, 0, Qt.AlignmentFlag.AlignTop)
        self.chips.set_chosen([ALL])
        self.search.setMinimumWidth(max(theme.px(250), width_of_placeholder(self.search)))
        bar = QWidget()
        row = FlowLayout(bar, spacing=theme.px(12), grows=self.chips, least=theme.px(280))
        row.setContentsMargins(theme.px(16), theme.px(12), theme.px(16), theme.px(12))
        for widget in (self.chips, self.found, self.search):
            row.addWidget(widget)
        self.card.setAccessibleName(_("Runners"))
        self.card.body.setSpacing(0)
        self.card.body.setContentsMargins(0, 0, 0, theme.px(4))
        self.card.body.addWidget(bar)
        self.card.body.addWidget(self.head)
        self.card.body.addWidget(self.view, 1)
        self.frame.body.addWidget(self.card, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.frame)

    def _connect(self) -> None:
        self.hide_names.toggled.connect(lambda on: self.workspace.change_settings(hide_names=on))
        self.import_button.clicked.connect(lambda: request(self, Command.IMPORT))
        self.add_button.clicked.connect(lambda: request(self, Command.ADD_RUNNER))
        self.chips.changed.connect(lambda _keys: self._show())
        self.search.textChanged.connect(lambda _text: self._show())
        self.head.ordered.connect(lambda _order, _turned: self._show())
        self.view.resized.connect(self.head.place)
        self.view.opened.connect(self.open)
        self.view.menu_wanted.connect(self._open_menu)
        find = QShortcut(QKeySequence.StandardKey.Find, self)
        find.activated.connect(lambda: self.search.setFocus(Qt.FocusReason.ShortcutFocusReason))

    # what is shown
    def refresh(self) -> None:
        """The list of runners anew, with what is kept of them; what is not of today is read."""
        from kneerehab.services.caseload import listed, told

        today = self.workspace.today()
        self._runners = listed(self.workspace.diaries.database)
        self._twice = same_names(self._runners)
        self.rows, self._old = told(self._runners, today)
        self.hide_names.blockSignals(True)
        self.hide_names.setChecked(self.workspace.settings.hide_names)
        self.hide_names.blockSignals(False)
        self._show()
        urgent = [row.runner_id for row in in_order(self.rows[runner_id] for runner_id in self._old)]
        unknown = [runner.id for runner in self._runners if runner.id not in self.rows]
        self.reading.start([*unknown, *urgent], today)

    def _take(self, made: Made) -> None:
        from kneerehab.services.caseload import keep_summaries

        keep_summaries(self.workspace.diaries.database, [summary for _row, summary in made])
        for row, _summary in made:
            self.rows[row.runner_id] = row
            self._old.pop(row.runner_id, None)
        self._show()

    def _show(self) -> None:
        known = [self.rows[runner.id] for runner in self._runners if runner.id in self.rows]
        known = in_order(known, self.head.order, turned=self.head.turned, by_name=True)
        by_id = {runner.id: runner for runner in self._runners}
        runners = [by_id[row.runner_id] for row in known]
        runners += (runner for runner in self._runners if runner.id not in self.rows)
        (key,) = self.chips.chosen() or (ALL,)
        shown = [runner for runner in runners if self._passes(runner, key)] if key != ALL else runners
        if text := self.search.text().strip():
            shown = list(filter(finder(text), shown))
        self.view.show_rows(shown, partial(self._line, self.workspace.formats))
        self._count(known, len(shown), filtered=key != ALL or bool(text))

    def _line(self, formats: Formats, runner: Listed) -> Shown:
        row, old = self.rows.get(runner.id), self._old.get(runner.id)
        last = row.last_entry if row is not None else None
        return Shown(
            runner=runner,
            row=row,
            same_name=runner.id in self._twice,
            hidden=self.workspace.settings.hide_names,
            formats=formats,
            last=self._when(last, formats) if row is not None else "",
            short_last=formats.clock(last.time()) if last is not None and last.date() == self.workspace.today() else "",
            as_of=short_day(old) if old is not None else "",
        )

    def _passes(self, runner: Listed, key: str) -> bool:
        row = self.rows.get(runner.id)
        return row is not None and (row.needs_a_look if key == LOOK else row.note == key)

    def _count(self, known: list[CaseloadRow], shown: int, *, filtered: bool) -> None:
        runners, looks = len(self._runners), sum(row.needs_a_look for row in known)
        number = self.workspace.formats.number
        words = ngettext("{n} runner", "{n} runners", runners).format(n=number(runners, 0))
        counted = len(known) == runners and not self._old
        if counted:
            words += ", " + ngettext("{n} needs a look", "{n} need a look", looks).format(n=number(looks, 0))
        else:
            words = _("{runners}, still being read").format(runners=words)
        self.frame.set_title(_("Caseload"), f"{words}  ·  {long_day(self.workspace.today())}")
        counts = Counter[str](row.note for row in known)
        for key, chip in self.chips.chips.items():
            count = number({ALL: runners, LOOK: looks}.get(key, counts[key]), 0)
            chip.set_count(count if counted or key == ALL else "…")
        text = ngettext("{n} found", "{n} found", shown).format(n=number(shown, 0)) if filtered else ""
        if text and text != self.found.text():
            accessible.announce(self.found, text)
        self.found.setText(text)
        self.found.setVisible(bool(text))

    def _when(self, last: datetime | None, formats: Formats) -> str:
        if last is None:
            return _("no entry")
        if last.date() == self.workspace.today():
            return _("Today, {time}").format(time=formats.clock(last.time()))
        return short_day(last.date())

    # what is done
    def open(self, runner_id: str) -> None:
        """Open a diary on Today."""
        self.workspace.open_runner(runner_id)
        self.workspace.page_wanted.emit("today")

    def _open_menu(self, runner_id: str, place: QPoint) -> None:
        menu = QMenu(self)
        for text, act in (
            (_("Open"), lambda: self.open(runner_id)),
            (_("Report…"), lambda: self._then(runner_id, Command.REPORT)),
            (_("Home programme…"), lambda: self._then(runner_id, Command.PROGRAMME)),
            (_("Two visits"), lambda: self._then(runner_id, Command.VISITS)),
            (_("Hand over…"), lambda: self._then(runner_id, Command.HAND_OVER)),
        ):
            when_chosen(menu.addAction(text), self, act)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(place)

    def _then(self, runner_id: str, command: Command) -> None:
        """Open a diary, and what was asked for over it."""
        if runner_id != self.workspace.runner_id:
            self.workspace.open_runner(runner_id)
        request(self, command)

    def begin(self) -> None:
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def shortcut(self, key: str) -> bool:
        if key == "H":
            self.hide_names.toggle()
        elif key == "N":
            self.add_button.click()
        else:
            return False
        return True

    # Qt
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.reading.stop()
        self._stale = True


def _chip(key: str) -> str:
    return {
        ALL: _("All"),
        LOOK: _("Needs a look"),
        Note.RED_FLAG: _("Warning sign"),
        Note.SILENT: _("Silent"),
        Note.READY: _("New phase"),
        Note.ON_PLAN: _("On plan"),
    }[key]
