"""What `export` writes in each format: the bytes of one file, and what else is worth an answer."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import asdict
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kneerehab.cli.answering import STANDARD_OUTPUT, refuse_taken, say
from kneerehab.cli.refusing import Refused
from kneerehab.i18n import _

if TYPE_CHECKING:
    from kneerehab.services.diary import DiaryService

Made = tuple[bytes, dict[str, Any]]


def diary_of(diaries: DiaryService, runner_id: str, options: Namespace) -> Made:
    """The whole diary, locked with the passphrase if one was asked for."""
    data = diaries.export(runner_id, datetime.now().replace(second=0, microsecond=0))
    if options.lock:
        from kneerehab.exchange.handover import lock

        data = lock(data, options.phrase)
    return data, {}


def run_of(diaries: DiaryService, runner_id: str, options: Namespace) -> Made:
    """One activity of a diary."""
    from kneerehab.exchange.recordings import run_file

    found = [
        it
        for it in diaries.diary(runner_id).activities
        if it.id == options.one_run or f"{it.at:%Y-%m-%dT%H:%M}".startswith(options.one_run)
    ]
    if len(found) != 1:
        names = ", ".join(f"{it.at:%Y-%m-%dT%H:%M}" for it in found[:10])
        words = _("{run} fits several: {runs}.") if found else _("No run is called {run}.")
        raise Refused(words.format(run=options.one_run, runs=names))
    try:
        return run_file(diaries.database.path.parent, found[0], f".{options.format}"), {}
    except ValueError as fault:
        raise Refused(str(fault)) from None


def trail_of(diaries: DiaryService, runner_id: str, options: Namespace) -> Made:
    """Who changed what in the diary, and when."""
    from kneerehab.exchange.trail_json import write_trail
    from kneerehab.wording.summary import name_or_pseudonym

    lines, runner = diaries.trail(runner_id), diaries.diary(runner_id).runner
    who = name_or_pseudonym(runner, named=options.with_name)
    return write_trail(runner, lines, who=who), {"lines": len(lines)}


def calendar_of(diaries: DiaryService, runner_id: str, options: Namespace) -> Made:
    """The next weeks; what an earlier file of the same runner planned and the plan does no longer is cancelled."""
    from kneerehab.exchange.calendar_out import calendar_file, earlier_file, is_calendar_of
    from kneerehab.services.agenda import agenda
    from kneerehab.services.exercises import exercise_name
    from kneerehab.wording.agenda import words_for
    from kneerehab.wording.formats import plain
    from kneerehab.wording.runners import full_name

    earlier = b"" if options.out == STANDARD_OUTPUT else earlier_file(Path(options.out))
    if not options.force and options.out != STANDARD_OUTPUT and not is_calendar_of(earlier, runner_id):
        refuse_taken(Path(options.out))
    diary, today = diaries.diary(runner_id), date.today()
    words = words_for(
        plain(diary.runner.shown_units),
        who=full_name(diary.runner.name) if options.with_name else None,
        exercise_name=(lambda exercise: exercise_name(diary, exercise)) if options.details else None,
    )
    planned = agenda(diary, today)
    now = datetime.now(UTC).replace(microsecond=0)
    return calendar_file(runner_id, planned, words, now=now, today=today, earlier=earlier), {"entries": len(planned)}


def bundle_of(diaries: DiaryService, runner_id: str, options: Namespace) -> Made:
    """A FHIR Bundle with the report; what is not coded is said."""
    from kneerehab.charts import spoken
    from kneerehab.exchange.fhir import told
    from kneerehab.gui.files.clinic_bundle import clinic_bundle, fhir_words

    diary = diaries.diary(runner_id)
    made = clinic_bundle(
        diary,
        today=date.today(),
        now=datetime.now(UTC).replace(microsecond=0),
        locale=spoken(diary.runner.shown_units),
        named=options.with_name,
        since=options.since,
    )
    for item in made.not_coded:
        say(options, told(item, fhir_words(diary)))
    return made.data, {"not_coded": [asdict(item) for item in made.not_coded]}
