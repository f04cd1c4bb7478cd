"""Quick entry: what one line says, what it leaves unknown, and what it asks back."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kneerehab import i18n
from kneerehab.domain.activity import Activity
from kneerehab.domain.check_in import CheckIn
from kneerehab.domain.codes import ActivityKind, CareKind, CrossKind, Side, Surface
from kneerehab.domain.diary import Diary
from kneerehab.domain.fields import KneeScores, field_faults
from kneerehab.domain.folding import spellings
from kneerehab.domain.plan_records import PlanChange
from kneerehab.domain.record import Record, moment
from kneerehab.domain.training import ExerciseSet
from kneerehab.i18n import _
from kneerehab.paths import resources_dir
from kneerehab.services.exercises import exercise_name, starting_dose
from kneerehab.services.quick_entry import context_of
from kneerehab.wording import quick_words
from kneerehab.wording.formats import plain
from kneerehab.wording.quick_entry import Understood, understand
from kneerehab.wording.quick_preview import care_line, check_in_line, preview
from tests import builders
from tests.builders import at, day

NOW = at(7, "19:30")
QUIET = builders.diary(builders.quiet_days(1, 5))
ZERO = KneeScores(left=0, right=0)


def read(text: str, diary: Diary = QUIET, **more: Any) -> Understood:
    return understand(text, context_of(diary, NOW), **more)


def one(text: str, diary: Diary = QUIET, **more: Any) -> Any:
    found = read(text, diary, **more)
    assert found.faults == ()
    (record,) = found.records
    return record


def shown(text: str, diary: Diary = QUIET) -> tuple[str, ...]:
    return lines_of(read(text, diary).records, diary)


def lines_of(records: tuple[Record, ...], diary: Diary) -> tuple[str, ...]:
    return preview(records, diary, plain(), lambda name: exercise_name(diary, name), NOW.date())


def test_a_run_with_distance_time_and_no_pain_is_understood() -> None:
    run = one("run 3.5 km 24 min no pain")
    assert (run.kind, run.metres, run.seconds, run.at) == (ActivityKind.RUN, 3500, 1440, NOW)
    assert run.pain_before == run.pain_during == ZERO


def test_no_pain_does_not_answer_the_form_the_hour_after_or_the_ground() -> None:
    run = one("run 3.5 km 24 min no pain")
    assert (run.pain_after, run.form_changed, run.surfaces, run.effort) == (None, None, (), None)


def test_no_pain_speaks_of_the_affected_knee_alone() -> None:
    change = PlanChange(id=builders.an_id(), date=day(1), settings={"affected": Side.LEFT})
    left = builders.diary([*builders.quiet_days(1, 5), change])
    assert one("run 3 km no pain", left).pain_during == KneeScores(left=0)


def test_a_run_without_a_word_about_pain_leaves_every_pain_unknown() -> None:
    run = one("run 24 min")
    assert (run.pain_before, run.pain_during, run.pain_after, run.metres) == (None, None, None, None)


@pytest.mark.parametrize(
    ("text", "seconds", "metres"),
    [
        ("run 24:00 3,6km", 1440, 3600),
        ("run 1 h 30 10 km", 5400, 10000),
        ("run 1 h 30 min 10k", 5400, 10000),
        ("run 24 min 3 km", 1440, 3000),
        ("run 24'30\" 800 metres", 1470, 800),
        ("ran 1:02:30", 3750, None),
        ("run 2 mi", None, 3219),
        ("run 3\u00a0km in 20\u00a0min", 1200, 3000),
    ],
)
def test_times_and_distances_are_read_as_people_write_them(text: str, seconds: int | None, metres: int | None) -> None:
    run = one(text)
    assert (run.seconds, run.metres) == (seconds, metres)


def test_pain_of_a_run_belongs_to_the_moment_that_was_said() -> None:
    run = one("run 3 km pain before left 0 during left 2 right 1")
    assert run.pain_before == KneeScores(left=0)
    assert run.pain_during == KneeScores(left=2, right=1)
    assert one("run 3 km pain left 2 during").pain_during == KneeScores(left=2)
    assert one("run 3 km no pain before, during left 1 and right 0").pain_during == KneeScores(left=1, right=0)


def test_surface_form_effort_and_note_are_kept_when_they_are_said() -> None:
    run = one("run 3 km on the track, hills, moved as usual effort 4 note Felt fine, really.")
    assert run.surfaces == (Surface.TRACK, Surface.HILLY)
    assert (run.form_changed, run.effort, run.note) == (False, 4, "Felt fine, really.")
    assert one("run 3 km form changed").form_changed is True


def test_pain_is_the_worst_of_a_day_and_now_an_answer_of_its_own() -> None:
    check = one("pain left 1 right 0")
    assert check.worst_24h == KneeScores(left=1, right=0)
    assert check.now == KneeScores(left=None, right=0)  # a worst of 0 answers both
    assert one("now left 0").worst_24h == KneeScores()
    both = one("pain left 2 now left 0")
    assert (both.worst_24h.left, both.now.left) == (2, 0)


def test_no_pain_alone_is_a_check_in_of_both_knees() -> None:
    check = one("no pain")
    assert (check.worst_24h, check.now) == (ZERO, ZERO)
    assert one("no pain left").worst_24h == KneeScores(left=0)
    assert one("no pain now").worst_24h == KneeScores()


def test_a_second_line_changes_the_check_in_of_the_day_and_keeps_its_other_answers() -> None:
    old = builders.check_in(7, left=(1, 2), right=(0, 0), clock="07:42")
    diary = builders.diary([old])
    check = one("pain left 3", diary)
    assert (check.id, check.at) == (old.id, old.at)
    assert (check.worst_24h, check.now) == (KneeScores(left=3, right=0), KneeScores(left=1, right=0))
    (line,) = shown("pain left 3", diary)
    assert "changes the check-in" in line
    assert "07:42" in line


def test_two_statements_about_one_day_make_one_check_in() -> None:
    check = one("pain left 2; now left 0; swelling")
    assert (check.worst_24h.left, check.now.left, check.swelling) == (2, 0, True)


def test_care_ice_and_cross_training_are_understood() -> None:
    ice = one("ice left 15")
    assert (ice.side, ice.minutes) == (Side.LEFT, 15)
    assert one("iced both knees 10 min").side is Side.BOTH
    care = one("compression left 20 min")
    assert (care.kind, care.side, care.minutes) == (CareKind.COMPRESSION, Side.LEFT, 20)
    assert one("warm up 5 min").kind is CareKind.WARM_UP
    swim = one("swam 30 min")
    assert (swim.kind, swim.cross_kind) == (ActivityKind.CROSS, CrossKind.SWIM)
    assert one("walk 30 min").kind is ActivityKind.WALK


def test_exercises_done_marks_what_is_open() -> None:
    planned = builders.diary([*builders.quiet_days(1, 5), starting_dose("clamshell", day(1))])
    found = read("exercises done", planned)
    assert [type(record) for record in found.records] == [ExerciseSet]
    assert lines_of(found.records, planned) == ("Exercises done, today 19:30: Clamshell",)
    done = builders.diary([*planned.records(), *found.records])
    assert "No exercises are open" in read("exercises done", done).faults[0]


def test_a_known_painkiller_needs_no_answer_and_another_medicine_asks_for_one() -> None:
    taken = one("ibuprofen 400 mg")
    assert (taken.name, taken.dose, taken.painkiller) == ("ibuprofen", "400 mg", True)
    assert "Is Magnesium a painkiller?" in read("took Magnesium 300 mg").faults[0]
    magnesium = one("took Magnesium citrate 300 mg, not a painkiller")
    assert (magnesium.name, magnesium.dose, magnesium.painkiller) == ("Magnesium citrate", "300 mg", False)
    known = builders.diary([magnesium])
    assert one("magnesium citrate", known).painkiller is False


def test_a_day_and_a_time_may_stand_anywhere_and_hold_for_what_follows() -> None:
    assert one("yesterday run 3 km").at == at(6, "08:00")
    assert one("run 3 km at 7:10 yesterday").at == at(6, "07:10")
    assert one("2026-03-04 run 3 km").at.date() == day(3)
    found = read("yesterday; run 3 km; ice left 10")
    assert {record.at.date() for record in found.records} == {NOW.date() - timedelta(days=1)}  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("runn 3 km", "“runn”"),
        ("run 3 km fast", "“fast”"),
        ("run 5", "What is 5?"),
        ("run 3 km 24", "What is 24?"),
        ("run 30 m", "minutes or metres"),
        ("run", "how long or how far"),
        ("run 3 km 4 km", "“4 km”"),
        ("run 20 min 30 min", "“30 min”"),
        ("run 0 km", "“0 km”"),
        ("run 900 km", "“900 km”"),
        ("run 3 km pain 2", "Which knee"),
        ("run 3 km pain left 2", "When did it hurt"),
        ("run 3 km pain during", "“during”"),
        ("run 3 km no pain during left 2 during", "two numbers"),
        ("run 3 km at noon", "7:30"),
        ("run 3 km at 23:00", "still to come"),
        ("2026-03-09 run 3 km", "still to come"),
        ("pain left 11", "“11”"),
        ("pain left 2.5", "“2.5”"),
        ("pain left", "“left”"),
        ("pain", "“pain”"),
        ("pain left 1 left 2", "two numbers"),
        ("pain left 3 now left 4", "can’t be more"),
        ("ice 15", "Which knee"),
        ("ice left", "How long"),
        ("ice left 90", "1 to 60"),
        ("ice left 3 km", "“3 km”"),
        ("note hello", "begins with"),
        ("effort 3", "“effort”"),
        ("run 3 km effort 11", "0 to 10"),
    ],
)
def test_what_is_not_understood_is_named_and_nothing_is_guessed(text: str, named: str) -> None:
    found = read(text)
    assert not found.is_sound
    assert any(named in fault for fault in found.faults), found.faults


def test_one_word_that_is_not_understood_holds_up_the_whole_line() -> None:
    found = read("run 3 km; foo")
    assert found.records
    assert not found.is_sound


@pytest.mark.parametrize("text", ["", "  ", ";", "yesterday", "…"])
def test_an_empty_line_is_nothing_to_save(text: str) -> None:
    assert not read(text).is_sound


def test_the_preview_says_amounts_exactly_and_what_is_still_open() -> None:
    (line,) = shown("run 3.55 km 24:30 flat")
    assert line.replace("\u00a0", " ") == (
        "Run, today 19:30: 3.55 km, 24 min 30 s, Flat road, pain not answered yet, form not answered yet"
    )


def test_the_decimal_sign_of_the_place_decides_a_number_that_can_be_either() -> None:
    assert one("run 1,250 km", point=",").metres == 1250
    assert read("run 1,250 km").faults


def test_yesterday_as_a_line_gives_the_same_answers_again() -> None:
    old = builders.check_in(6, left=(1, 2), right=(0, 0), clock="07:42")
    diary = builders.diary([old])
    line = check_in_line(diary, day(6))
    assert line == "pain left 2 right 0 now left 1"
    check = one(line, diary)
    assert isinstance(check, CheckIn)
    assert check.id != old.id
    assert (check.worst_24h, check.now, check.at) == (old.worst_24h, old.now, NOW)
    assert check_in_line(diary, day(5)) == ""


def test_yesterdays_care_as_a_line_gives_the_same_care_again() -> None:
    done = (*read("ice left 15 at 9:00").records, *read("compression both 20 min at 10:00; rest").records)
    diary = builders.diary(done)
    line = care_line(diary, NOW.date())
    assert line == "ice left 15 min; compression both 20 min; rest"
    again = read(line).records
    assert [(type(record), record.minutes) for record in again] == [(type(record), record.minutes) for record in done]  # type: ignore[attr-defined]


def test_a_translation_brings_the_words_of_its_language(monkeypatch: pytest.MonkeyPatch) -> None:
    from kneerehab.wording import typed

    german = {
        quick_words.SUBJECTS[ActivityKind.RUN]: "lauf, gelaufen",
        quick_words.NO_PAIN: "ohne schmerzen",
        typed._MINUTE_WORDS: "minuten min",
    }
    for module in (quick_words, typed):
        monkeypatch.setattr(module, "_", lambda text: german.get(text, text))
    run = one("Lauf 3,5 km 24 Minuten ohne Schmerzen")
    assert isinstance(run, Activity)
    assert (run.metres, run.seconds, run.pain_during) == (3500, 1440, ZERO)


def _vocabulary() -> list[str]:
    tables = (quick_words.SUBJECTS, quick_words.SIDES, quick_words.AROUND_RUNS, quick_words.IN_CHECK_IN)
    found = [phrase.strip() for table in tables for phrases in table.values() for phrase in phrases.split(",")]
    found += [phrases.split(",")[0] for phrases in quick_words.SURFACES.values()]
    found += [
        "pain",
        "no pain",
        "note",
        "at",
        "today",
        "yesterday",
        "effort",
        "done",
        "swelling",
        "no limp",
        "as usual",
    ]
    found += ["0", "2", "10", "11", "2.5", "-1", "3.5 km", "24 min", "24:00", "1 h 30", "30 m", "2/10", "7:30", "23:59"]
    found += ["2026-03-01", "2000-01-01", ";", "ibuprofen", "400 mg", "painkiller", "not a painkiller", "hello", "…"]
    return [*found, "\u00a0", "é", "٣ km"]


@given(st.lists(st.sampled_from(_vocabulary()), max_size=9))
@example(["ibuprofen", "x" * 101])
@example(["took", "y" * 101, "painkiller"])
@example(["note", "z" * 2001])
@example(["run", "3 km", "note", "z" * 2001])
def test_whatever_is_typed_a_line_without_faults_is_one_the_diary_takes(parts: list[str]) -> None:
    found = read(" ".join(parts))
    if found.is_sound:
        assert [fault for record in found.records for fault in field_faults(record)] == []
        assert all(moment(record) <= NOW for record in found.records)
        assert lines_of(found.records, QUIET)


@given(st.integers(0, 10), st.integers(0, 10), st.integers(0, 10), st.integers(0, 10))
def test_a_check_in_comes_back_from_its_own_line(worst: int, other: int, now: int, other_now: int) -> None:
    old = builders.check_in(6, left=(min(now, worst), worst), right=(min(other_now, other), other))
    diary = builders.diary([old])
    check = one(check_in_line(diary, day(6)), diary)
    assert (check.worst_24h, check.now) == (old.worst_24h, old.now)


SPOKEN = {
    "yesterday run 3.5 km 24 min at 7:30 flat no pain": {
        "de": "gestern gelaufen 3,5 km 24 min um 7:30 flach kein Schmerz",
        "fr": "hier couru 3,5 km en 24 min à 7:30 plat sans douleur",
        "es": "ayer corri 3,5 km en 24 min a las 7:30 llano sin dolor",
        "pt_BR": "ontem corri 3,5 km em 24 min as 7:30 plano sem dor",
    },
    "walk 30 min flat road": {
        "de": "spazieren 30 min auf flacher Strasse",
        "fr": "marché 30 min à plat",
        "es": "caminé 30 min por calle llana",
        "pt_BR": "andei 30 min na rua plana",
    },
    "today run 3 km as usual": {
        "de": "heute Lauf 3 km wie gewohnt",
        "fr": "aujourd'hui j’ai couru 3 km comme d'habitude",
        "es": "hoy corrí 3 km como siempre",
        "pt_BR": "hoje corri 3 km como sempre",
    },
    "run 30 min pain during left 3 right 0 form changed": {
        "de": "Lauf 30 min Schmerz dabei links 3 rechts 0 anders bewegt",
        "fr": "couru 30 min douleur pendant gauche 3 droite 0 foulee modifiee",
        "es": "corrí 30 min dolor durante izquierda 3 derecha 0 movimiento alterado",
        "pt_BR": "corri 30 min dor durante esquerdo 3 direito 0 movimento alterado",
    },
    "worst left 3 right 0 now left 1 right 0 no swelling": {
        "de": "starkster links 3 rechts 0 jetzt links 1 rechts 0 keine Schwellung",
        "fr": "max gauche 3 droite 0 maintenant gauche 1 droite 0 pas de gonflement",
        "es": "maximo izquierda 3 derecha 0 ahora izquierda 1 derecha 0 sin hinchazon",
        "pt_BR": "pior esquerdo 3 direito 0 agora esquerdo 1 direito 0 sem inchaco",
    },
    "ice left knee 15 min": {
        "de": "gekuhlt linkes Knie 15 min",
        "fr": "glace genou gauche 15 min",
        "es": "hielo rodilla izquierda 15 min",
        "pt_BR": "gelo no joelho esquerdo 15 min",
    },
    "pain left 2 right 0": {
        "de": "Schmerz links 2 rechts 0",
        "fr": "douleur à gauche 2 à droite 0",
        "es": "dolor en la izquierda 2 derecha 0",
        "pt_BR": "dor na esquerda 2 na direita 0",
    },
    "ice both knees 10 min": {
        "de": "Eis beide 10 min",
        "fr": "glace aux deux genoux 10 min",
        "es": "hielo en las dos 10 min",
        "pt_BR": "gelo nos dois joelhos 10 min",
    },
    "step-down both legs 2x10 at 7:30": {
        "de": "Step-down beide Beine 2x10 um 7:30",
        "fr": "descente de marche deux jambes 2x10 à 7:30",
        "es": "bajada de escalón las dos 2x10 a las 7:30",
        "pt_BR": "step-down as duas pernas 2x10 às 7:30",
    },
    "cycle 40 min effort 5": {
        "de": "Rad gefahren 40 min Anstrengung 5",
        "fr": "velo 40 min effort 5",
        "es": "bici 40 min esfuerzo 5",
        "pt_BR": "pedalei 40 min esforço 5",
    },
    "warm-up 5 min": {
        "de": "aufgewarmt 5 min",
        "fr": "echauffement 5 min",
        "es": "calentamiento 5 min",
        "pt_BR": "aquecimento 5 min",
    },
}


@pytest.mark.parametrize("code", ["de", "fr", "es", "pt_BR"])
@pytest.mark.parametrize("english", list(SPOKEN))
def test_what_people_write_in_their_language_is_what_its_english_says(english: str, code: str) -> None:
    said = read(english).records
    assert said
    with i18n.speaking(resources_dir() / "locale", code):
        found = read(SPOKEN[english][code], point=",")
    assert found.faults == ()
    assert [replace(record, id="") for record in found.records] == [replace(record, id="") for record in said]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("ungefaehr", None),
        ("gekuehlt links 15 min", "gekühlt links 15 min"),
        ("aufgewaermt 5 min", "aufgewärmt 5 min"),
        ("staerkster links 3", "stärkster links 3"),
    ],
)
def test_umlauts_may_be_written_out_and_nothing_else_is_taken_for_one(typed: str, meant: str | None) -> None:
    with i18n.speaking(resources_dir() / "locale", "de"):
        found = read(typed)
        assert bool(found.faults) is (meant is None)
        if meant is not None:
            same = [replace(record, id="") for record in read(meant).records]
            assert [replace(record, id="") for record in found.records] == same


@pytest.mark.parametrize("code", ["en", "de", "fr", "es", "pt_BR"])
def test_no_word_means_two_things_of_one_kind(code: str) -> None:
    tables = (quick_words.SUBJECTS, quick_words.SIDES, quick_words.AROUND_RUNS, quick_words.IN_CHECK_IN)
    with i18n.speaking(resources_dir() / "locale", code):
        for table in (*tables, quick_words.SURFACES):
            said = [
                phrase
                for each in table.values()
                for phrase in {way for one in _(each).split(",") for way in spellings(one.strip())}
            ]
            assert [phrase for phrase in set(said) if said.count(phrase) > 1] == []
