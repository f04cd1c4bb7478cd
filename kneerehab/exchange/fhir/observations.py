"""Pain per knee and rating, what a check-in says besides, and the totals of the outcome measures."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from kneerehab.domain.codes import Knee, Measure, Side
from kneerehab.domain.diary import Diary
from kneerehab.domain.fields import KneeScores
from kneerehab.exchange.fhir.elements import PAIN, Maker, Resource, at, concept, exercise_code, own, quantity, score
from kneerehab.i18n import _


def check_in_observations(diary: Diary, make: Maker) -> Iterator[Resource]:
    """Pain now, worst and average of the last 24 hours per knee; swelling, limp, and each sign that was ticked."""
    for told in diary.check_ins:
        ratings = (
            ("now", _("Pain now"), told.now),
            ("worst-24h", _("Worst in the last 24 hours"), told.worst_24h),
            ("average-24h", _("Average of the last 24 hours"), told.average_24h),
        )
        for code, words, scores in ratings:
            yield from _both_knees(make, told.id, code, words, scores, told.at)
        flags = (
            ("swelling", _("Swelling, new or more than before"), told.swelling),
            ("limp", _("Limping"), told.limp),
        )
        for code, words, answer in flags:
            yield _flag(make, told.id, code, words, answer, told.at)
        for sign in (*told.red_flags, *told.signs, *told.symptoms):
            yield _flag(make, told.id, str(sign), make.words.label(sign), True, told.at)


def pain_observations(diary: Diary, make: Maker) -> Iterator[Resource]:
    """Pain in one situation, and before, during and after a run or walk."""
    for note in diary.pain_notes:
        yield _pain(
            make, f"{note.id} pain", f"{note.context}", make.words.label(note.context), note.score, note.side, note.at
        )
    for done in diary.activities:
        ratings = (
            ("before", _("Pain just before"), done.pain_before),
            ("during", _("Worst pain during"), done.pain_during),
            ("after", _("Pain about an hour after"), done.pain_after),
        )
        for code, words, scores in ratings:
            yield from _both_knees(make, done.id, code, words, scores, done.at)


def exercise_observations(diary: Diary, make: Maker) -> Iterator[Resource]:
    """What was done of each exercise, in words, and the pain during it."""
    for done in diary.exercise_sets:
        words = make.words.exercise(done.exercise)
        value = {"valueString": make.words.dose(done)}
        code = concept(words, own(exercise_code(done.exercise)))
        yield {
            **make.observation(f"{done.id} sets", "therapy", code, value, at(done.at)),
            "bodySite": make.knee(done.side),
        }
        if done.pain is not None:
            yield _pain(make, f"{done.id} pain", "exercise", words, done.pain, done.side, done.at)


def measure_observations(diary: Diary, make: Maker) -> Iterator[Resource]:
    """Totals alone: the items of the questionnaires may not be passed on without a licence."""
    for result in diary.outcomes:
        words, value = make.words.measure(result.measure), score(result.value)
        if result.measure is Measure.STEP_DOWN_30S:
            value = quantity(result.value, "count", "{count}")
        if result.activity is not None:
            words = f"{words}: {result.activity}"
        category = "exam" if result.measure is Measure.STEP_DOWN_30S else "survey"
        made = make.observation(
            f"{result.id} total", category, concept(words, own(str(result.measure))), value, at(result.at)
        )
        if result.side is not None:
            made["bodySite"] = make.knee(result.side)
        yield made


def _both_knees(
    make: Maker, record_id: str, code: str, words: str, scores: KneeScores | None, moment: datetime
) -> Iterator[Resource]:
    for knee in Knee:
        found = None if scores is None else scores.of(knee)
        if found is not None:
            yield _pain(make, f"{record_id} pain {code} {knee}", code, words, found, knee, moment)


def _pain(make: Maker, key: str, code: str, words: str, found: int, side: Knee | Side, moment: datetime) -> Resource:
    made = make.observation(key, "survey", concept(words, PAIN, own(f"pain-{code}")), score(found), at(moment))
    return {**made, "bodySite": make.knee(side)}


def _flag(make: Maker, record_id: str, code: str, words: str, answer: bool, moment: datetime) -> Resource:
    key = f"{record_id} {code}"
    return make.observation(key, "survey", concept(words, own(code)), {"valueBoolean": answer}, at(moment))
