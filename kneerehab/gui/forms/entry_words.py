"""What an entry of a day says, be it one record or several exercises."""

from __future__ import annotations

from kneerehab.domain.check_in import CheckIn
from kneerehab.domain.diary import Diary
from kneerehab.domain.training import ExerciseSet
from kneerehab.i18n import _
from kneerehab.services.exercises import exercise_name
from kneerehab.services.today import Entry, exercises_on
from kneerehab.wording.formats import Formats
from kneerehab.wording.records import check_in_words, details, dose


def entry_words(entry: Entry, diary: Diary, formats: Formats) -> str:
    """What an entry says besides its time, kind and scores."""
    first = entry.records[0]
    if isinstance(first, CheckIn):
        return check_in_words(first)
    if not entry.is_exercises:
        return details(first, formats, lambda key: exercise_name(diary, key))
    slugs = dict.fromkeys(record.exercise for record in entry.records if isinstance(record, ExerciseSet))
    names = ", ".join(exercise_name(diary, slug) for slug in slugs)
    if len(entry.records) == 1 and isinstance(first, ExerciseSet):
        return f"{names}, {dose(first)}"
    due = [item for item in exercises_on(diary, entry.at.date()) if item.due or item.done]
    done = sum(item.complete for item in due)
    if due and done == len(due):
        return _("All {count} done: {names}").format(count=done, names=names)
    return _("{done} of {count}: {names}").format(done=done, count=len(due), names=names) if due else names
