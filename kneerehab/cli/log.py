"""Quick entry: one line of words as entries of the diary."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from kneerehab.cli.answering import answer, say
from kneerehab.cli.arguments import Commands, add_by, add_runner
from kneerehab.cli.asking import agreed, someone_there
from kneerehab.cli.opening import chosen_runner, diaries_there, put_to_work
from kneerehab.cli.refusing import FINE, Refused, misused
from kneerehab.i18n import _

if TYPE_CHECKING:
    from kneerehab.domain.diary import Diary
    from kneerehab.domain.record import Record
    from kneerehab.services.diary import DiaryService


def declare(commands: Commands) -> None:
    """`log`."""
    made = commands.add(
        "log",
        log,
        _("log what a line says, like “run 3.5 km 24 min no pain” or “pain left 1 right 0”"),
        _("A word that is not understood ends in 2, and nothing is saved. A semicolon parts two entries."),
        _("In “pain left 1” the pain is the worst of the last 24 hours; “now left 0” is the pain now."),
        result="saved (true or false), entries (list, id, at, words)",
    )
    made.add_argument("words", metavar=_("WORDS"), nargs="+", help=_("the line; quotes around it are welcome"))
    add_runner(made)
    add_by(made)
    made.add_argument("--yes", action="store_true", help=_("an odd amount is right: save it without asking"))
    made.add_argument("--dry-run", action="store_true", help=_("say what would be saved, and save nothing"))


def log(options: Namespace) -> int:
    """Save what the line says and say it again; 2, and nothing saved, where a word is not understood."""
    with diaries_there(options) as diaries:
        from kneerehab.services.quick_entry import context_of
        from kneerehab.wording.quick_entry import understand

        runner = chosen_runner(diaries, options)
        put_to_work(diaries, options)
        diary, now = diaries.diary(runner.id), datetime.now()
        found = understand(" ".join(options.words), context_of(diary, now))
        if not found.is_sound:
            raise misused(*(found.faults or [_("Please say what to log, like “run 3.5 km 24 min”.")]))
        lines = _lines(found.records, diary, now)
        entries = [_entry(record, diary, now) for record in found.records]
        questions = () if options.yes else _questions(found.records, diary, diaries, now)
        if not options.dry_run:
            _make_sure(questions)
            _save(diaries, found.records, runner.id, now)
    if not options.dry_run:
        say(options, "\n".join(_("Saved: {words}").format(words=line) for line in lines))
    elif not options.json:
        print("\n".join(_("Would save: {words}").format(words=line) for line in lines))
        for question in questions:
            print(_("Would ask: {question}").format(question=question))
    answer(options, "log", {"saved": not options.dry_run, "entries": entries})
    return FINE


def _questions(records: Sequence[Record], diary: Diary, diaries: DiaryService, now: datetime) -> tuple[str, ...]:
    """What is odd about the runs, walks and cross-training of a line."""
    from kneerehab.domain.activity import Activity
    from kneerehab.services.planner import Planner
    from kneerehab.wording.formats import plain
    from kneerehab.wording.odd import odd_question

    planner, formats = Planner(diaries), plain(diary.runner.shown_units)
    asked = []
    for record in records:
        if isinstance(record, Activity):
            verdict = planner.verdict(diary.runner.id, record.at.date())
            if (question := odd_question(record, diary.activities, verdict, formats)) is not None:
                asked.append(f"{question.title} {question.text}")
    return tuple(asked)


def _make_sure(questions: Sequence[str]) -> None:
    """Ask whoever is there; elsewhere an odd amount needs --yes."""
    if not questions:
        return
    if not someone_there():
        raise misused(*questions, _("Nothing was saved. Add --yes if it is right."))
    if not all(agreed(question) for question in questions):
        raise Refused(_("Nothing was saved."))


def _save(diaries: DiaryService, records: Sequence[Record], runner_id: str, now: datetime) -> None:
    from kneerehab.domain.errors import InvalidRecord
    from kneerehab.wording.faults import reason

    try:
        diaries.record(runner_id, *records, today=now.date())
    except InvalidRecord as fault:  # a day that is too far from the plan's first
        raise misused(reason(fault)) from None


def _lines(records: Sequence[Record], diary: Diary, now: datetime) -> tuple[str, ...]:
    from kneerehab.services.exercises import exercise_name
    from kneerehab.wording.formats import plain
    from kneerehab.wording.quick_preview import preview

    formats = plain(diary.runner.shown_units)
    return preview(records, diary, formats, lambda name: exercise_name(diary, name), now.date())


def _entry(record: Record, diary: Diary, now: datetime) -> dict[str, str]:
    """For programs: the record's list in the diary, its id and time, and what it says."""
    from kneerehab.domain.diary import LIST_OF
    from kneerehab.domain.record import moment

    return {
        "list": LIST_OF[type(record)],
        "id": record.id,
        "at": moment(record).isoformat(timespec="minutes"),
        "words": _lines([record], diary, now)[0],
    }
