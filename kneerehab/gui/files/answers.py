"""What no watch knows: pain and form of imported runs, asked once, run by run, and skipped as one likes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QButtonGroup, QVBoxLayout, QWidget

from kneerehab.domain.activity import Activity
from kneerehab.domain.codes import ActivityKind
from kneerehab.domain.fields import KneeScores
from kneerehab.gui.forms.run.pain import RunPain
from kneerehab.gui.look import theme
from kneerehab.gui.look.dialog import Dialog
from kneerehab.gui.look.locale import clock, short_day
from kneerehab.gui.look.scroll_page import scroll_area
from kneerehab.gui.look.text import Label
from kneerehab.gui.look.toggle import ChoiceRow, Choices
from kneerehab.gui.shell.whose import name_among_several, said_for
from kneerehab.gui.shell.workspace import Workspace
from kneerehab.i18n import _, ngettext
from kneerehab.wording.labels import label, named

_MOST = 20
_DAYS = 60
"""Older runs can be answered in the Diary; few people remember them."""

_HEIGHT_BESIDE, _HEIGHT_ABOVE = 420, 150
"""Of the rows, with the questions beside or below them: seven or two and a half rows show that there are more."""

_Answer = tuple[KneeScores | None, KneeScores | None, KneeScores | None, bool | None]
_NOTHING: _Answer = (None, None, None, None)


def askable(records: Sequence[Activity], today: date) -> list[Activity]:
    """The imported runs and walks worth asking about, newest first."""
    since = today - timedelta(days=_DAYS)
    found = [record for record in records if record.kind is not ActivityKind.CROSS and record.at.date() >= since]
    return sorted(found, key=lambda record: record.at, reverse=True)[:_MOST]


class AnswersDialog(Dialog):
    """One row a run; an answer stays unknown until it is given."""

    def __init__(self, workspace: Workspace, records: Sequence[Activity], parent: QWidget | None = None) -> None:
        whose = name_among_several(workspace)
        super().__init__(
            named(whose, _("How did they feel?")) if whose else _("How did they feel?"),
            parent,
            subtitle=_("The watch can’t know. The plan counts what you leave open as not known."),
            save_text=_("Save answers"),
            cancel_text=_("Skip"),
            width=880,
        )
        self.workspace = workspace
        self._records = {record.id: record for record in records}
        self._given: dict[str, _Answer] = {}
        self._current = records[0].id
        self._group = QButtonGroup(self)
        self.rows = {record.id: ChoiceRow(self._name(record), _("open")) for record in records}
        self.pain = RunPain(workspace.planner.settings(workspace.runner_id or "", records[0].at.date()).affected)
        self.form = self.pain.form
        self._build_rows()
        self._connect_rows()
        self.rows[self._current].setChecked(True)
        self.first_field = self.rows[self._current]
        self._name_save()

    def _build_rows(self) -> None:
        left, right = Choices(_("Runs")), QWidget()
        rows, questions = QVBoxLayout(left), QVBoxLayout(right)
        for column in (rows, questions):
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(theme.px(8))
        for row in self.rows.values():
            self._group.addButton(row)
            rows.addWidget(row)
        rows.addStretch(1)
        # The rows scroll by themselves: the questions about the last of twenty runs stand beside it.
        rows.setContentsMargins(theme.px(4), theme.px(4), theme.px(10), theme.px(4))
        left.setProperty("page", True)
        self.area, self._list = scroll_area(left), left
        questions.addWidget(self.pain)
        questions.addWidget(Label(_("Each run can also be answered later, in the Diary."), "small", "muted", wrap=True))
        questions.addStretch(1)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(theme.px(24))
        self._columns.addWidget(self.area, 4)
        self._columns.addWidget(right, 6)
        self.body.addLayout(self._columns)

    def _connect_rows(self) -> None:
        for record_id, row in self.rows.items():
            row.toggled.connect(lambda on, record_id=record_id: self._show(record_id) if on else None)
        self.pain.changed.connect(self._take)

    def _name(self, record: Activity) -> str:
        formats = self.workspace.formats
        length = formats.distance(record.metres) if record.metres is not None else formats.minutes(record.seconds or 0)
        return f"{short_day(record.at.date())}, {clock(record.at.time())}  {label(record.kind)} {length}"

    def _show(self, record_id: str) -> None:
        self._current = record_id
        self.area.ensureWidgetVisible(self.rows[record_id])
        *scores, form = self._given.get(record_id, _NOTHING)
        self.pain.set_scores(*scores)
        self.pain.set_form(form)

    def _take(self) -> None:
        """Keep what is answered for the run that is shown."""
        before, during, after = self.pain.scores()
        answer = (before, during, after, self.pain.form_changed())
        if answer == _NOTHING:
            self._given.pop(self._current, None)
        else:
            self._given[self._current] = answer
        known = sum(part is not None for part in answer)
        words = _("open") if not known else _("answered") if known == len(answer) else _("partly answered")
        self.rows[self._current].set_detail(words)
        self._name_save()

    def _name_save(self) -> None:
        self.save_button.setEnabled(bool(self._given))

    def answered(self) -> list[Activity]:
        """The runs with the answers that were given, as they are in the diary otherwise."""
        kept = {record.id: record for record in self.workspace.diary.activities}
        return [
            replace(kept[key], pain_before=before, pain_during=during, pain_after=after, form_changed=form)
            for key, (before, during, after, form) in self._given.items()
            if key in kept
        ]

    # Dialog
    def save(self) -> bool:
        records = self.answered()
        count = len(records)
        words = ngettext("Answers for {n} activity saved", "Answers for {n} activities saved", count).format(n=count)
        return self.workspace.save(said_for(self.workspace, words), *records)

    # Qt
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() >= theme.px(760)
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._columns.setDirection(across if wide else down)
        rows, bar = self._list, self.area.verticalScrollBar()
        self.area.setMinimumWidth(rows.minimumSizeHint().width() + bar.sizeHint().width())
        self.area.setFixedHeight(min(rows.sizeHint().height(), theme.px(_HEIGHT_BESIDE if wide else _HEIGHT_ABOVE)))
