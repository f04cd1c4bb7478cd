"""Import of runs: read as the person says, told with what is only suggested, saved in one step."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from kneerehab.cli.answering import say
from kneerehab.cli.refusing import misused
from kneerehab.i18n import _
from kneerehab.wording.labels import named
from kneerehab.wording.system import system_reason

if TYPE_CHECKING:
    from kneerehab.domain.activity import Activity
    from kneerehab.domain.runner import Runner
    from kneerehab.exchange.activities import Candidate, Preview, ReadFile
    from kneerehab.services.diary import DiaryService
    from kneerehab.wording.formats import Formats


class Named(NamedTuple):
    """A file to read, and its name as the person gave it."""

    path: Path
    name: str

    @property
    def is_diary(self) -> bool:
        """Whether it can be a diary: exports of websites are .json files too."""
        if not self.path.name.casefold().endswith(".json"):
            return False
        from kneerehab.exchange.activities import holds_runs

        return not holds_runs(self.path)


def take_runs(
    diaries: DiaryService,
    runner: Runner,
    files: Sequence[Named],
    options: Namespace,
    done: dict[str, Any],
    *,
    safe: bool,
) -> None:
    """Take in runs, after a copy if there are any and the diary is not `safe` yet."""
    from kneerehab.domain.record import new_id
    from kneerehab.exchange.activities import Reading, lost, previewed, to_records
    from kneerehab.exchange.activities.choosing import guesses

    today = date.today()
    diary = diaries.diary(runner.id)
    read = _read(files, Reading(units=runner.shown_units), options)
    found = previewed(read, diary, today=today)
    batch = new_id()
    shoes, records = to_records(found.new, diary, batch, found.files)
    if (shoes or records) and not options.dry_run:
        if not safe:
            done["copy"] = back_up(diaries)
        diaries.record(runner.id, *shoes, *records, today=today)
    for pair in shoes:
        say(options, _("added"), _("Shoes:"), pair.name)
        done["shoes"].append({"id": pair.id, "name": pair.name})
    if options.keep and records and not options.dry_run:
        _keep(diaries, found)
    _tell_runs(found, records, runner, options, done)
    for file in found.files:
        if file.mapping is None or not file.candidates:
            continue
        if words := lost(file.mapping):
            print(named(file.file, words), file=sys.stderr)
        if guessed := guesses(file.mapping):
            words = _("Please look whether this is right, or say it with --columns: {guesses}.")
            print(named(file.file, words.format(guesses=", ".join(guessed))), file=sys.stderr)


def _keep(diaries: DiaryService, found: Preview) -> None:
    """Keep the recordings; what stands in the way is said, for the runs are saved by now."""
    from kneerehab.exchange import recordings

    if diaries.database.is_locked:
        print(_("The diary is locked, so the files were not kept: they would not be locked."), file=sys.stderr)
        return
    try:
        recordings.keep(diaries.database.path.parent, found.files, found.new)
    except OSError as fault:
        words = _("The files of the runs could not be kept: {reason}")
        print(words.format(reason=system_reason(fault)), file=sys.stderr)


def _read(files: Sequence[Named], reading: Any, options: Namespace) -> list[ReadFile]:
    """Every file, under the name that the person gave it, and as the person says that it is to be read."""
    from kneerehab.exchange.activities import read_again, read_files, with_walks
    from kneerehab.exchange.activities.choosing import chosen, settled

    found = []
    for file in files:
        for read in read_files([file.path], reading, names={file.path: file.name}):
            if options.columns and read.mapping is not None:
                try:
                    mapping = chosen(read.mapping, options.columns)
                except ValueError as fault:
                    raise misused(named(read.file, str(fault))) from None
                read = replace(read_again(read, replace(reading, mapping=mapping)), file=read.file)
            candidates = read.candidates
            if options.kind:
                candidates = tuple(settled(candidate, options.kind) for candidate in candidates)
            if options.with_walks:
                candidates = tuple(with_walks(candidate) for candidate in candidates)
            found.append(replace(read, candidates=candidates))
    return found


def _tell_runs(
    found: Preview, records: Sequence[Activity], runner: Runner, options: Namespace, done: dict[str, Any]
) -> None:
    from kneerehab.wording.formats import plain
    from kneerehab.wording.records import details_and_scores, kind_name

    formats = plain(runner.shown_units)
    for candidate, record in zip(found.new, records, strict=True):
        details = ", ".join([details_and_scores(record, formats, str), *_suggested(candidate, formats)])
        say(options, _("added"), f"{record.at:%Y-%m-%d %H:%M}", f"{kind_name(record)}:", details)
        walks = candidate.walks is not None and candidate.walks.cut
        told = {"id": record.id, "at": f"{record.at:%Y-%m-%dT%H:%M}", "kind": record.kind, "seconds": record.seconds}
        told |= {"kind_guessed": candidate.kind_guessed, "walks_cut": walks, "metres": record.metres}
        done["runs"].append({**told, "file": candidate.file})
        if candidate.warning is not None:
            print(named(candidate.file, candidate.warning), file=sys.stderr)
    for repeated in found.duplicates:
        at = repeated.candidate.at
        say(options, _("left out"), f"{at:%Y-%m-%d %H:%M}", f"{repeated.candidate.file}:", repeated.reason)
        done["left_out"].append(
            {"at": f"{at:%Y-%m-%dT%H:%M}", "file": repeated.candidate.file, "reason": repeated.reason}
        )
    for fault in found.faults:
        print(named(fault.file, fault.fault), file=sys.stderr)
        done["faults"].append({"file": fault.file, "fault": fault.fault})


def _suggested(candidate: Candidate, formats: Formats) -> list[str]:
    from kneerehab.wording.imports import guess_mark, walks_mark

    parts = [guess_mark()] if candidate.kind_guessed else []
    walks = candidate.walks
    return parts if walks is None else [*parts, walks_mark(walks.seconds, formats, cut=walks.cut)]


def back_up(diaries: DiaryService) -> Path:
    from kneerehab.services import backups, kept_copies

    return backups.back_up_before(kept_copies.Kind.IMPORT, diaries.database.path, datetime.now())
