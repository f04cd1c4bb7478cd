"""One exercise in a line of quick entry: by each of its names in every language, and never another than was named."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kneerehab import i18n, library
from kneerehab.domain.codes import CrossKind, ExerciseKind, Side
from kneerehab.domain.diary import Diary
from kneerehab.domain.fields import field_faults
from kneerehab.domain.training import ExerciseSet, OwnExercise, Target
from kneerehab.i18n import _
from kneerehab.paths import resources_dir
from kneerehab.services.exercises import exercise_name, starting_dose
from kneerehab.services.quick_entry import context_of
from kneerehab.wording import quick_words
from kneerehab.wording.formats import plain
from kneerehab.wording.quick_entry import Understood, understand
from kneerehab.wording.quick_preview import preview
from tests import builders
from tests.builders import an_id, at, day

NOW = at(7, "19:30")
BARE = builders.diary(builders.quiet_days(1, 5))
PLANNED = builders.diary(
    [*builders.quiet_days(1, 5), starting_dose("clamshell", day(1)), starting_dose("prisoner-squat", day(1))]
)
LANGUAGES = ("en", "de", "fr", "es", "pt_BR")
BOTH = {"en": "both", "de": "beide", "fr": "les deux", "es": "ambas", "pt_BR": "ambas"}


def read(text: str, diary: Diary = BARE, **more: Any) -> Understood:
    return understand(text, context_of(diary, NOW), **more)


def one(text: str, diary: Diary = BARE, **more: Any) -> ExerciseSet:
    found = read(text, diary, **more)
    assert found.faults == ()
    (record,) = found.records
    assert isinstance(record, ExerciseSet)
    return record


def asked(text: str, diary: Diary = BARE) -> str:
    found = read(text, diary)
    assert not found.is_sound
    assert found.records == ()
    assert len(found.faults) == 1
    return found.faults[0]


def shown(text: str, diary: Diary = BARE) -> tuple[str, ...]:
    return preview(read(text, diary).records, diary, plain(), lambda name: exercise_name(diary, name), NOW.date())


def own(name: str) -> OwnExercise:
    return OwnExercise(id=an_id(), name=name, kind=ExerciseKind.STRENGTH, per_leg=False)


def without_accents(name: str) -> str:
    apart = unicodedata.normalize("NFD", name)
    return "".join(sign for sign in apart if not unicodedata.combining(sign)).replace("ß", "ss").replace("’", "'")


def written_out(name: str) -> str:
    for letter, plainly in {"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ß": "ss"}.items():
        name = name.replace(letter, plainly)
    return name


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("slug", list(library.exercises()))
def test_every_name_that_is_shown_is_taken_in_every_spelling(slug: str, code: str) -> None:
    exercise = library.exercises()[slug]
    with i18n.speaking(resources_dir() / "locale", code):
        for name in map(_, (exercise.name, *exercise.other_names)):
            spelt = {name, name.upper(), name.replace("-", " "), without_accents(name), written_out(name)}
            for way in spelt:
                done = one(f"{way} {BOTH[code]} 1x30 s")
                assert (done.exercise, done.side, done.sets, done.hold_seconds) == (slug, Side.BOTH, 1, 30), way


@pytest.mark.parametrize("code", LANGUAGES)
def test_no_name_is_that_of_two_exercises_or_a_word_of_quick_entry(code: str) -> None:
    with i18n.speaking(resources_dir() / "locale", code):
        for slug, exercise in library.exercises().items():
            found = read(f"{_(exercise.name)} {BOTH[code]} 1x30 s; {_(exercise.name)} {BOTH[code]} 2x40 s")
            assert [record.exercise for record in found.records if isinstance(record, ExerciseSet)] == [slug, slug]


def test_the_names_of_one_language_are_not_taken_in_another() -> None:
    with i18n.speaking(resources_dir() / "locale", "de"):
        assert read("Foam rolling beide 1x30 s").faults


@pytest.mark.parametrize(
    ("text", "sets", "reps", "hold"),
    [
        ("deadlift 2x10", 2, 10, None),
        ("deadlift 2 x 10", 2, 10, None),
        ("Deadlift 2 × 10", 2, 10, None),
        ("deadlift 2*10 reps", 2, 10, None),
        ("deadlift 2 times 10", 2, 10, None),
        ("did deadlift, 2 sets of 10", 2, 10, None),
        ("deadlift 10 repeats 2 sets", 2, 10, None),
        ("deadlift 3 sets", 3, None, None),
        ("deadlift 3x30s", 3, None, 30),
        ("deadlift 3 x 1 min", 3, None, 60),
        ("half squat 3x10 5 s hold", 3, 10, 5),
        ("half squat 3x10 held 5 s", 3, 10, 5),
    ],
)
def test_amounts_are_read_as_people_write_them(text: str, sets: int, reps: int | None, hold: int | None) -> None:
    done = one(text)
    assert (done.sets, done.reps, done.hold_seconds) == (sets, reps, hold)
    assert (done.load_kg, done.pain, done.target, done.note) == (None, None, None, None)


def test_side_load_pain_day_and_note_are_kept_when_they_are_said() -> None:
    done = one("yesterday step down right 2x5 with 2.5 kg pain 2 note Easy, really.")
    assert (done.side, done.load_kg, done.pain, done.note) == (Side.RIGHT, 2.5, 2, "Easy, really.")
    assert done.at == at(6, "08:00")
    assert one("deadlift 2x8 no pain").pain == 0


def test_without_an_amount_the_dose_of_the_day_is_done_and_what_is_open_of_it() -> None:
    done = one("prisoner squat", PLANNED)
    assert (done.sets, done.reps, done.side, done.pain) == (2, 8, Side.BOTH, None)
    assert done.target == Target(sets=2, reps=8)
    left = one("clamshell left pain 1", PLANNED)
    assert (left.side, left.sets, left.reps, left.hold_seconds, left.pain) == (Side.LEFT, 2, 10, 2, 1)
    half = builders.diary([*PLANNED.records(), replace(left, sets=1)])
    assert [(item.side, item.sets) for item in read("clamshell", half).records] == [(Side.LEFT, 1), (Side.RIGHT, 2)]  # type: ignore[attr-defined]
    whole = builders.diary([*PLANNED.records(), done])
    assert "is done on this day" in asked("prisoner squat", whole)
    assert one("prisoner squat 1x8", whole).sets == 1


def test_an_amount_beside_the_plan_keeps_the_dose_of_that_day_as_its_target() -> None:
    done = one("prisoner squat 1x5", PLANNED)
    assert (done.sets, done.reps, done.target) == (1, 5, Target(sets=2, reps=8))


def test_what_one_line_says_twice_is_marked_once() -> None:
    found = read("clamshell; exercises done", PLANNED)
    assert [record.exercise for record in found.records] == ["clamshell", "prisoner-squat"]  # type: ignore[attr-defined]
    assert not read("clamshell; clamshell", PLANNED).is_sound


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("squat 2x10", "“squat” fits several exercises: Prisoner squat, Bulgarian split squat, Half squat."),
        ("prisoner 2x10", "Did you mean “Prisoner squat”?"),
        ("foam rolling", "How much was it?"),
        ("clamshell 10 reps left", "How many sets"),
        ("clamshell 2x10", "Which leg"),
        ("foam rolling both 3x30", "30 can be seconds or repeats here. Please write 30 s or 30 repeats."),
        ("foam rolling both 3 sets 30", "can be seconds or repeats"),
        ("deadlift 2x10 3x8", "“3x8” is a second amount"),
        ("deadlift 2 sets 8 reps 10 reps", "“10 reps” is a second amount"),
        ("deadlift 2x10 2 kg 4 kg", "“4 kg” is a second amount"),
        ("deadlift 2x30 s 40 s", "“40 s” is a second time"),
        ("deadlift 8", "What is 8?"),
        ("deadlift 2x10 fast", "“fast”"),
        ("deadlift 2y10", "What is 2y10?"),
        ("deadlift 2x10 3 km", "“3 km”"),
        ("deadlift 2x0", "1 to 200"),
        ("deadlift 30x10", "1 to 20"),
        ("deadlift 1x900 s", "600"),
        ("deadlift 2x10 pain 11", "“11”"),
        ("deadlift 2x10 pain", "“pain”"),
        ("deadlift 2.5 sets", "“2.5 sets”"),
    ],
)
def test_what_is_unclear_is_asked_and_nothing_is_guessed(text: str, named: str) -> None:
    assert named in asked(text)


def test_the_plan_of_one_leg_does_not_speak_for_the_other() -> None:
    left = builders.diary([starting_dose("clamshell", day(1), side=Side.LEFT)])
    assert one("clamshell", left).side is Side.LEFT
    assert "How much" in asked("clamshell right", left)


def test_an_own_exercise_is_taken_by_its_name_whatever_words_it_is_made_of() -> None:
    for name in ("A skips", "At home: hops", "Pain free squat", "Today’s circuit", "90/90 stretch", "Run drills"):
        mine = own(name)
        assert one(f"{name} 2x10", builders.diary([*BARE.records(), mine])).exercise == mine.id, name


def test_a_name_that_two_exercises_bear_is_asked_about_and_the_shown_one_goes_before_another_name() -> None:
    twins = builders.diary([*BARE.records(), own("Hops"), own("hops")])
    assert "Several exercises are called “Hops”." in asked("Hops 2x10", twins)
    mine = own("Mini squat")
    assert one("mini squat 2x10", builders.diary([*BARE.records(), mine])).exercise == mine.id
    assert one("mini squat 2x10").exercise == "half-squat"


def test_a_word_of_quick_entry_goes_before_an_exercise_of_that_name_unless_it_is_called_an_exercise() -> None:
    mine = own("Pilates")
    diary = builders.diary([*BARE.records(), mine])
    assert [record.cross_kind for record in read("pilates 30 min", diary).records] == [CrossKind.PILATES]  # type: ignore[attr-defined]
    assert one("exercise pilates 2x10", diary).exercise == mine.id


def test_the_preview_says_all_that_is_saved_and_a_dose_done_as_planned_by_its_name() -> None:
    assert shown("prisoner squat; clamshell", PLANNED) == ("Exercises done, today 19:30: Prisoner squat, Clamshell",)
    assert shown("clamshell left", PLANNED) == ("Exercise, today 19:30: Clamshell, 2 × 10, 2 s hold, left leg",)
    assert shown("prisoner squat 2x8 pain 1 note Fine", PLANNED) == (
        "Exercise, today 19:30: Prisoner squat, 2 × 8, both legs, pain 1, note: Fine",
    )
    assert shown("deadlift 2x8 5 kg") == ("Exercise, today 19:30: Deadlift, 2 × 8, 5 kg, both legs",)


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_words_a_question_asks_for_are_understood(code: str) -> None:
    with i18n.speaking(resources_dir() / "locale", code):
        name = _(library.exercises()["quad-hip-flexor-roll"].name)
        question = read(f"{name} {BOTH[code]} 3x30").faults[0]
        *_rest, seconds, repeats = question.rstrip(".").split("30")
        repeated = one(f"{name} {BOTH[code]} 3x30 {repeats.strip()}")
        assert (repeated.sets, repeated.reps, repeated.hold_seconds) == (3, 30, None)
        held = one(f"{name} {BOTH[code]} 3x30 {seconds.split()[0]}")
        assert (held.sets, held.reps, held.hold_seconds) == (3, None, 30)


_WORDS = [
    *(word for one in library.exercises().values() for word in one.name.split()),
    *(one.name for one in library.exercises().values()),
    *("2x10", "3 x 30 s", "2 sets", "10 reps", "30 s", "5 kg", "8", "pain 2", "no pain", "left", "right", "both"),
    *("exercise", "exercises", "done", "today", "yesterday", "at 7:30", "note", ";", "and", "run 3 km", "x", "hold"),
]


@given(st.lists(st.sampled_from(_WORDS), max_size=8), st.sampled_from([BARE, PLANNED]))
def test_whatever_is_typed_only_what_was_named_is_written(parts: list[str], diary: Diary) -> None:
    text = " ".join(parts)
    found = read(text, diary)
    if not found.is_sound:
        return
    assert [fault for record in found.records for fault in field_faults(record)] == []
    for record in found.records:
        if isinstance(record, ExerciseSet) and not {"exercise", "exercises"} & set(
            parts
        ):  # which tick all that is planned
            assert exercise_name(diary, record.exercise).casefold().replace("-", " ") in text.casefold().replace(
                "-", " "
            )
            assert record.load_kg is None or "kg" in text
            assert record.pain is None or "pain" in text


@given(
    st.sampled_from(list(library.exercises())),
    st.sampled_from(Side),
    st.integers(1, 20),
    st.integers(1, 200) | st.none(),
    st.integers(1, 600) | st.none(),
    st.integers(0, 10) | st.none(),
)
def test_what_is_written_out_in_full_comes_back_as_it_was(
    slug: str, side: Side, sets: int, reps: int | None, hold: int | None, pain: int | None
) -> None:
    said = [library.exercises()[slug].name, quick_words.first(quick_words.SIDES[side]), f"{sets} sets"]
    said += [f"{reps} reps"] if reps is not None else []
    said += [f"{hold} s"] if hold is not None else []
    said += [f"pain {pain}"] if pain is not None else []
    done = one(" ".join(said))
    told = (done.exercise, done.side, done.sets, done.reps, done.hold_seconds, done.pain)
    assert told == (slug, side, sets, reps, hold, pain)
