"""A runner on one line: what to note first, and that what nobody said stays unknown."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kneerehab.domain.caseload import CaseloadRow, Note, Order, caseload_row, in_order
from kneerehab.domain.codes import OverridePhase, Phase, RedFlag
from kneerehab.services.exercises import starting_dose
from kneerehab.wording.caseload import note_words, phase_words
from kneerehab.wording.formats import plain
from kneerehab.wording.runners import shown_name
from tests.builders import check_in, day, diary, exercise_set, override, pause, quiet_days, run, week

BUILD = override(1, OverridePhase.BUILD, budget=week(4320, 10900))


def row(on: int, *records: object) -> CaseloadRow:
    """The row of a diary as of a day of its plan."""
    return caseload_row(diary(*records), day(on))  # type: ignore[arg-type]


def words(found: CaseloadRow) -> str:
    return note_words(found, plain())


def test_whoever_is_on_plan_needs_no_look() -> None:
    found = row(12, BUILD, quiet_days(1, 12), run(2), run(5))
    assert (found.note, found.needs_a_look) == (Note.ON_PLAN, False)
    assert phase_words(found) == "Build, week 2"


def test_a_warning_sign_comes_first_and_names_the_sign() -> None:
    flagged = check_in(9, flags=[RedFlag.CALF_PAIN_OR_SWELLING])
    found = row(15, BUILD, quiet_days(1, 8), flagged)
    assert found.note is Note.RED_FLAG  # and not that nobody has written for six days
    assert words(found).startswith("Warning sign: ")
    assert found.phase is Phase.REFER


def test_silence_is_told_from_the_fifth_day_on_but_not_during_a_pause() -> None:
    assert row(12, BUILD, quiet_days(1, 8)).note is Note.ON_PLAN
    found = row(13, BUILD, quiet_days(1, 8))
    assert (found.note, found.days) == (Note.SILENT, 5)
    assert words(found) == "No entry, 5 days"
    assert row(13, BUILD, quiet_days(1, 8), pause(9)).note is Note.ON_PLAN


def test_a_flare_and_a_red_run_are_told_apart_and_before_silence() -> None:
    sore = check_in(6, left=(4, 5))
    assert row(6, BUILD, quiet_days(1, 5), sore).note is Note.FLARE
    hurt = run(6, left=(0, 4, 0))
    red = row(9, BUILD, quiet_days(1, 9), hurt)
    assert red.note is Note.RED_RUN
    assert words(red) == f"Red run on {day(6).isoformat()}"
    assert row(30, BUILD, quiet_days(1, 30), hurt).note is not Note.RED_RUN


def test_a_run_over_the_limit_is_told() -> None:
    found = row(9, BUILD, quiet_days(1, 9), run(2), run(5, 5400, 14000))
    assert found.note is Note.RAN_OVER
    assert words(found).startswith("Ran over the limit on ")


def test_a_new_phase_is_told_for_a_week() -> None:
    found = row(4, quiet_days(1, 4))
    assert (found.note, found.phase) == (Note.READY, Phase.WALK)
    assert not found.needs_a_look
    assert row(11, quiet_days(1, 11)).note is Note.ON_PLAN


def test_before_the_first_day_the_plan_has_not_begun() -> None:
    found = row(0, quiet_days(1, 3))
    assert (found.note, found.phase, found.last_entry) == (Note.NOT_BEGUN, None, None)
    assert (words(found), phase_words(found)) == ("Plan not begun", "Not begun")


def test_days_without_a_score_are_gaps_and_exercises_of_a_silent_week_unknown() -> None:
    dose = replace(starting_dose("glute-bridge", day(1)), days_per_week=3)
    spoken = row(5, BUILD, dose, quiet_days(1, 2), check_in(4, left=(1, 2)), exercise_set(2), exercise_set(4))
    assert spoken.pain[-5:] == (0, 0, None, 2, None)
    assert (spoken.last_pain, spoken.exercise_days, spoken.planned_days) == (2, 2, 3)
    silent = row(30, BUILD, dose, quiet_days(1, 2))
    assert silent.exercise_days is None
    assert silent.pain[-1] is None


def test_nothing_later_than_the_day_is_read() -> None:
    book = (BUILD, quiet_days(1, 12), run(2), run(5), check_in(13, left=(8, 9)))
    with_later, without = row(12, *book), row(12, *book[:-1])
    assert with_later == replace(without, runner_id=with_later.runner_id)


def test_the_order_is_urgency_then_name() -> None:
    calm = row(12, BUILD, quiet_days(1, 12), run(2), run(5))
    rows = [
        replace(calm, name="zoe"),
        replace(calm, name="Ada"),
        replace(calm, name="Yan", note=Note.SILENT),
        replace(calm, name="Xu", note=Note.RED_FLAG),
    ]
    assert [found.name for found in in_order(rows)] == ["Xu", "Yan", "Ada", "zoe"]


@pytest.mark.parametrize(("name", "number", "shown"), [("Nora Lind", "R-7", "R-7"), ("mo lin", None, "ML")])
def test_instead_of_hidden_names_stand_record_numbers_or_initials(name: str, number: str | None, shown: str) -> None:
    found = replace(row(1, quiet_days(1, 1)), name=name, record_number=number)
    assert shown_name(found, hidden=True) == shown
    assert shown_name(found) == name


@pytest.mark.parametrize("note", list(Note))
def test_every_note_has_words(note: Note) -> None:
    over = row(9, BUILD, quiet_days(1, 9), run(2), run(5, 5400, 14000))
    assert note_words(replace(over, note=note), plain())


def test_rows_are_ordered_by_any_column_and_unknown_stays_last() -> None:
    def made(name: str, **more: object) -> CaseloadRow:
        return replace(row(2, BUILD, quiet_days(1, 1)), name=name, runner_id=name, **more)  # type: ignore[arg-type]

    rows = [
        made("a", pain=(1,), exercise_days=1, planned_days=2),
        made("b", pain=(3,), exercise_days=None, phase=Phase.CALM),
        made("c", pain=(None,), exercise_days=1, planned_days=5, last_entry=None),
    ]

    def names(order: Order, *, turned: bool = False) -> str:
        return "".join(one.name for one in in_order(rows, order, turned=turned))

    assert names(Order.NAME) == "abc"
    assert names(Order.NAME, turned=True) == "cba"
    assert names(Order.PAIN) == "bac"
    assert names(Order.PAIN, turned=True) == "abc"
    assert names(Order.EXERCISES) == "cab"
    assert names(Order.PHASE) == "bac"
    assert names(Order.LAST_ENTRY, turned=True) == "abc"
