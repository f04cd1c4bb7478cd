"""The Diary's read side: newest first, by kind, by day and by words, and what a month holds."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta

import pytest

from kneerehab.domain.codes import ActivityKind, ExerciseKind, Knee, PainContext, Side
from kneerehab.domain.diary import KINDS, Diary
from kneerehab.domain.record import moment
from kneerehab.domain.shoes import Shoes
from kneerehab.domain.training import ExerciseSet, OwnExercise
from kneerehab.services.diary_days import DiaryDays
from kneerehab.services.log import KIND_CODES, DayMark, Log, is_dated, kind_code, pain_of
from kneerehab.wording.labels import label
from kneerehab.wording.records import kind_name
from tests import builders
from tests.builders import an_id, at, day

OWN = "00000000-0000-4000-8000-00000000abcd"


def a_diary() -> Diary:
    lunges = OwnExercise(id=OWN, name="Garden lunges", kind=ExerciseKind.STRENGTH, per_leg=True)
    done = ExerciseSet(id=an_id(), at=at(3, "18:00"), exercise=OWN, side=Side.BOTH, sets=3)
    squats = replace(done, id=an_id(), at=at(4), exercise="prisoner-squat", note="Felt easy in the garden")
    return builders.diary(
        builders.check_in(1, (0, 3)),
        builders.check_in(2, (None, None), (1, 2)),
        replace(builders.run(2, clock="18:00"), note="Along the river"),
        builders.walk(3),
        builders.pain_note(3, 5, Knee.RIGHT, PainContext.STAIRS),
        builders.painkiller(5),
        builders.pause(6, 8),
        [lunges, done, squats, Shoes(id=an_id(), name="Blue trainers")],
    )


def a_log(diary: Diary | None = None, before: Log | None = None) -> Log:
    return Log(diary or a_diary(), label, kind_name, before)


def test_every_record_is_there_newest_first_and_those_without_a_date_come_last() -> None:
    diary = a_diary()
    found = a_log(diary).find()
    assert {record.id for record in found} == {record.id for record in diary.records()}
    assert [moment(record) for record in found] == sorted((moment(record) for record in found), reverse=True)
    assert len(found) == len(list(diary.records()))
    assert [is_dated(record) for record in found[-3:]] == [True, False, False]


def test_every_kind_of_record_has_one_code() -> None:
    assert set(KIND_CODES) == set(KINDS) - {"activities"} | {kind.value for kind in ActivityKind}
    assert kind_code(builders.walk(1)) == "walk"
    assert kind_code(builders.check_in(1)) == "check_ins"


@pytest.mark.parametrize(
    ("kinds", "count"),
    [({"check_ins"}, 2), ({"check_ins", "pain_notes"}, 3), ({"run"}, 1), ({"exercise_sets"}, 2), ({"icing"}, 0)],
)
def test_a_filter_by_kind_lets_only_these_kinds_through(kinds: set[str], count: int) -> None:
    found = a_log().find(kinds=frozenset(kinds))
    assert len(found) == count
    assert {kind_code(record) for record in found} <= kinds


def test_the_note_filter_finds_what_has_a_note() -> None:
    assert [record.note for record in a_log().find(noted=True)] == ["Felt easy in the garden", "Along the river"]


@pytest.mark.parametrize(
    ("words", "notes"),
    [
        ("river", ["Along the river"]),
        ("RIVER along", ["Along the river"]),
        ("river garden", []),
        ("garden", ["Felt easy in the garden", None, None]),  # a note, an own exercise, and what was done of it
        ("prisoner", ["Felt easy in the garden"]),
        ("stairs", [None]),
        ("ibuprofen", [None]),
        ("trainers", [None]),
        ("%", []),
    ],
)
def test_a_search_looks_through_notes_texts_exercises_and_codes(words: str, notes: list[str | None]) -> None:
    assert [record.note for record in a_log().find(words=words)] == notes


def test_a_search_is_blind_to_accents_on_either_side() -> None:
    visit = replace(builders.check_in(1), note="Escalón de más, dolor MÁXIMO")
    log = Log(builders.diary(visit), label, kind_name)
    for words in ("escalon maximo", "más dólor", "ESCALÓN"):
        assert log.find(words=words) == (visit,), words
    assert log.find(words="escalera") == ()


@pytest.mark.parametrize(
    ("words", "note"),
    [
        *((words, "Übung im Garten, müde") for words in ("Übung", "uebung", "ubung", "UEBUNG muede")),
        *((words, "Uebung im Garten, muede") for words in ("Übung", "uebung", "müde")),
    ],
)
def test_a_search_knows_the_german_ways_to_write_an_umlaut(words: str, note: str) -> None:
    log = Log(builders.diary(visit := replace(builders.check_in(1), note=note)), label, kind_name)
    assert log.find(words=words) == (visit,)


def test_an_exercise_is_found_by_what_else_it_is_called() -> None:
    done = builders.exercise_set(1, "prisoner-squat")
    assert a_log(builders.diary([done])).find(words="hands behind the head") == (done,)


def test_filters_work_together() -> None:
    log = a_log()
    assert len(log.find(day=day(2))) == 2
    assert len(log.find(day=day(2), kinds=frozenset({"run"}))) == 1
    assert len(log.find(day=day(2), kinds=frozenset({"run"}), words="river")) == 1
    assert log.find(day=day(2), kinds=frozenset({"run"}), words="garden") == ()


def test_texts_are_used_again_and_follow_a_change() -> None:
    diary = a_diary()
    before = a_log(diary)
    assert len(before.find(words="river")) == 1
    changed = replace(diary.activities[0], note="Along the road")
    after = a_log(diary.changed_by([changed]), before)
    assert after.find(words="river") == ()
    assert after.find(words="road") == (changed,)


def test_a_renamed_own_exercise_is_found_by_its_new_name() -> None:
    diary = a_diary()
    before = a_log(diary)
    before.warm(100)
    renamed = replace(diary.exercises[0], name="Balcony lunges")
    after = a_log(diary.changed_by([renamed]), before)
    assert len(after.find(words="balcony")) == 2
    assert len(after.find(words="lunges")) == 2


def test_warming_goes_on_until_all_texts_are_there() -> None:
    log = a_log()
    steps = 1
    while log.warm(3):
        steps += 1
    assert steps == -(-len(log.records) // 3)


def test_the_days_of_a_month_have_their_worst_pain_and_runs() -> None:
    days = a_log().days(day(1), day(6))
    assert days == {
        day(1): DayMark(worst=3, run=False),
        day(2): DayMark(worst=2, run=True),
        day(3): DayMark(worst=5, run=False),
        day(4): DayMark(worst=None, run=False),
        day(5): DayMark(worst=None, run=False),
        day(6): DayMark(worst=None, run=False),
    }
    assert a_log().count(day(1), day(2)) == 3
    assert a_log().days(date(2000, 1, 1), date(2000, 1, 31)) == {}  # what has no date is on no day


def test_a_day_is_summed_up_and_unknown_pain_stays_unknown() -> None:
    second, fourth = a_log().summary(day(2)), a_log().summary(day(4))
    assert (second.worst, second.runs, second.metres, second.entries) == (2, 1, 3600, 2)
    assert (fourth.worst, fourth.exercises_done, fourth.exercises_due) == (None, 1, 1)


def test_a_row_shows_the_worst_that_a_record_states_for_each_knee() -> None:
    run = pain_of(builders.run(1, left=(0, 2, 1), right=(None, None, None)))
    assert run is not None
    assert (run.left, run.right) == (2, None)
    assert pain_of(builders.painkiller(1)) is None
    assert pain_of(builders.run(1, left=(None,) * 3, right=(None,) * 3)) is None


@pytest.mark.parametrize("seed", range(8))
def test_a_log_that_goes_on_from_the_one_before_is_as_one_made_anew(seed: int) -> None:
    chance, diary = random.Random(seed), a_diary()
    log = a_log(diary)
    days = DiaryDays(log, day(9))
    for _ in range(12):
        known = list(diary.records())
        moved = [replace(one, at=one.at + timedelta(minutes=chance.randint(-5, 5))) for one in diary.check_ins]
        new = [builders.check_in(chance.randint(1, 8)) for _ in range(chance.choice((0, 1, 60)))]
        diary = diary.changed_by([*moved, *new], chance.sample(known, k=min(2, len(known))))
        log = a_log(diary, log)
        days = DiaryDays(log, day(9), days)
        assert log.records == a_log(diary).records
        assert log.days(day(1), day(9)) == a_log(diary).days(day(1), day(9))
        assert days.rows() == DiaryDays(a_log(diary), day(9)).rows()
