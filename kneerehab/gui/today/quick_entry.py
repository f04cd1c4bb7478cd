"""Quick entry: one line in the runner's words on Today, what it will save below, and Enter to save it."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from PySide6.QtCore import QEvent, QLocale, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QSizePolicy, QVBoxLayout, QWidget

from kneerehab.domain.activity import Activity
from kneerehab.domain.diary import Diary
from kneerehab.gui.look import accessible, theme
from kneerehab.gui.look.fields import TextField
from kneerehab.gui.look.habits import key_words
from kneerehab.gui.look.text import Label
from kneerehab.gui.shell.whose import name_among_several, said_for
from kneerehab.gui.shell.workspace import Workspace
from kneerehab.gui.today.quick_panel import QuickPanel
from kneerehab.i18n import _
from kneerehab.services.exercises import exercise_name
from kneerehab.services.quick_entry import context_of
from kneerehab.wording.quick_entry import Understood, understand
from kneerehab.wording.quick_preview import care_line, check_in_line, preview
from kneerehab.wording.records import kind_name

_LAST_MINUTE = time(23, 59)
_LEAST, _MOST = 168, 360
_SIDES = 32  # of the line, beside its words
_ASKED_AFTER = 500
"""Milliseconds without a key after which the line is asked about: half a word is no mistake."""


class QuickEntry(QWidget):
    """What is shown is what is saved, as one step to undo; what is not understood is named and saves nothing.

    Words without a day are of the day that Today shows. A line keeps to the runner and, over midnight, to its day.
    """

    def __init__(self, workspace: Workspace, page: QWidget) -> None:
        super().__init__(page)
        self.workspace = workspace
        self.line = _Line(name=_("Quick entry"))
        self.panel = QuickPanel(page)
        self.found = Understood()
        self._runner_id = workspace.runner_id
        self._kept: dict[str | None, str] = {}
        self._since = workspace.today()
        self._diary: Diary | None = None
        self._meant = ""  # the line about whose odd amount was asked
        self._pause = QTimer(self, singleShot=True, interval=_ASKED_AFTER)
        self._build()
        self._connect()

    def _build(self) -> None:
        caption = Label(_("Quick entry, {keys}").format(keys=key_words("Ctrl+L")), "small", "muted")
        caption.setBuddy(self.line)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(3))
        column.addWidget(caption)
        column.addWidget(self.line)
        self.setMinimumWidth(theme.px(_LEAST))
        self.setMaximumWidth(theme.px(_MOST))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def _connect(self) -> None:
        self.line.textChanged.connect(lambda _text: self._read())
        self.line.returnPressed.connect(self.save)
        self.panel.wanted.connect(self._add)
        self._pause.timeout.connect(self._ask)
        self.workspace.today_changed.connect(self._read_or_show)
        self.workspace.day_changed.connect(self._read)
        self.workspace.runner_changed.connect(self._change_runner)
        self._look = QTimer(self, singleShot=True, interval=0)
        self._look.timeout.connect(self._follow_focus)
        for part in (self.line, self.panel.same_check_in, self.panel.same_care):
            part.installEventFilter(self)

    def start(self) -> None:
        """Put the keyboard into the line."""
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.line.selectAll()

    def typed(self) -> str:
        """What stands in the line and is not saved."""
        return self.line.text().strip()

    # reading
    def _read(self) -> None:
        """Understand the line anew."""
        workspace = self.workspace
        if workspace.runner_id is None:
            return
        if not self.typed():
            self._since = workspace.today()
        self._diary = workspace.diary
        now, day = workspace.now(), workspace.day
        if day == workspace.today():
            day = self._since
        if self._since != workspace.today():  # typed over midnight it stays with its day, and says so
            now = datetime.combine(self._since, _LAST_MINUTE)
            day = min(day, self._since)
        self.found = understand(self.line.text(), context_of(self._diary, now, day), QLocale().decimalPoint())
        self._show()
        self._pause.start()

    def _read_or_show(self) -> None:
        """A new date: an empty line is of that day, another keeps its own."""
        if self.typed():
            self._show()
        else:
            self._read()

    def _show(self) -> None:
        diary, workspace = self._diary, self.workspace
        if diary is None:
            return
        formats, today = workspace.formats, workspace.today()
        lines = preview(self.found.records, diary, formats, lambda name: exercise_name(diary, name), today)
        whose = name_among_several(workspace)
        self.panel.show_found(lines, sound=self.found.is_sound, typed=bool(self.typed()), whose=whose)

    def _ask(self) -> None:
        """Say what stands in the way, and let a screen reader say how the line was understood."""
        self._pause.stop()
        if self.found.faults or not self._meant:
            self._tell("\n".join(self.found.faults))

    def _tell(self, words: str) -> None:
        self.panel.ask(words)
        spoken = self.panel.spoken()
        self.line.setAccessibleDescription(spoken)
        if spoken and self.line.hasFocus():
            accessible.announce(self.line, spoken)

    def _add(self, text: str) -> None:
        """Fill in yesterday's answers behind what was typed; they are saved only with the line."""
        typed = self.typed().rstrip(";")
        self.line.setText(f"{typed}; {text}" if typed else text)
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    # saving
    def save(self) -> None:
        """Keep what the line says, and empty it; an odd amount is asked about once."""
        if self._diary is not self.workspace.diary:
            moved_on = self._diary is not None
            self._read()
            if moved_on and self.typed():
                return  # what is shown now is saved the next time
        if not self.found.is_sound:
            self._ask()
            if not self.found.faults:
                self._tell(_("Please type what it was, like “run 3.5 km 24 min no pain”."))
            return
        from kneerehab.gui.forms.odd import question_about  # seldom needed, and start-up is everyone's

        records = self.found.records
        questions = [question_about(self.workspace, record) for record in records if isinstance(record, Activity)]
        odd = [f"{question.title} {question.text}" for question in questions if question is not None]
        if odd and self._meant != self.typed():
            self._meant = self.typed()
            self._tell("\n".join([*odd, _("Enter once more saves it.")]))
            return
        kinds = dict.fromkeys(kind_name(record) for record in records)
        words = _("{kind} logged").format(kind=next(iter(kinds))) if len(kinds) == 1 else _("Quick entry saved")
        self.workspace.save(said_for(self.workspace, words), *records)
        self._meant = ""
        self.line.clear()

    def _change_runner(self) -> None:
        """Each runner's line is kept for when that diary is open again."""
        before, self._runner_id = self._runner_id, self.workspace.runner_id
        self._kept[before] = self.line.text()
        self._diary = None
        self.line.setText(self._kept.pop(self._runner_id, ""))

    def _follow_focus(self) -> None:
        """The panel is there while the line or the panel itself has the keyboard."""
        now = QApplication.focusWidget()
        inside = now is self.line or (now is not None and self.panel.isAncestorOf(now))
        if inside and not self.panel.isVisible() and self.workspace.runner_id is not None:
            self._offer_yesterday()
            self._read()
            self.panel.show_below(self.line)
        elif not inside:
            self.panel.hide()

    def _offer_yesterday(self) -> None:
        diary, yesterday = self.workspace.diary, self.workspace.today() - timedelta(days=1)
        is_today = self.workspace.day == self.workspace.today()
        offered = (check_in_line(diary, yesterday), care_line(diary, yesterday)) if is_today else ("", "")
        self.panel.offer(*offered)
        QWidget.setTabOrder(self.line, self.panel.same_check_in)
        QWidget.setTabOrder(self.panel.same_check_in, self.panel.same_care)

    # Qt
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn and watched is self.line:
            self._follow_focus()
        elif event.type() == QEvent.Type.FocusOut:
            self._look.start()  # not before it is known where the keyboard went
        return False


class _Line(TextField):
    """Shows an example that fits. Esc empties it; once it is empty, Esc leaves it."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        examples = (_("run 3.5 km 24 min no pain"), _("run 3.5 km 24 min"), _("run 3.5 km"))
        room = self.width() - theme.px(_SIDES)
        self.setPlaceholderText(
            next((text for text in examples if self.fontMetrics().horizontalAdvance(text) < room), "")
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self.text():
            self.clear()
        else:
            self.clearFocus()

    def event(self, event: QEvent) -> bool:
        asked_first = event.type() == QEvent.Type.ShortcutOverride
        if asked_first and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            event.accept()  # before anything else that Esc may close
        return super().event(event)
