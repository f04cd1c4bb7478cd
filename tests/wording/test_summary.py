"""The five-line summary and the sentences on how pain and measures changed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from kneerehab.charts import spoken
from kneerehab.domain.clinic import Outcome
from kneerehab.domain.codes import Knee, Measure
from kneerehab.domain.measures import measure_trends
from kneerehab.domain.runner import Runner
from kneerehab.domain.trends.change import PainChange
from kneerehab.exchange.demo import demo_diary
from kneerehab.exchange.diary_json import read_diary
from kneerehab.services.report import report_data, report_span
from kneerehab.wording.measures import (
    measure_between,
    measure_change,
    measure_dates,
    measure_line,
    measure_name,
    measure_source,
)
from kneerehab.wording.progress import change_sentence, main_change, period_words, weight_words
from kneerehab.wording.summary import file_stem, five_lines, name_or_pseudonym, pseudonym
from tests import builders
from tests.builders import an_id

FORMATS = spoken().formats
EXAMPLES = Path(__file__).resolve().parent.parent / "examples"


def change(start: float, now: float, knee: Knee = Knee.LEFT) -> PainChange:
    return PainChange(knee=knee, start=start, now=now, start_days=7, now_days=7)


def test_the_summary_of_the_demo_runner_is_five_lines_of_plain_text() -> None:
    today = date(2026, 3, 16)
    diary = demo_diary(today)
    found = report_data(diary, span=report_span(diary, today), today=today).overview
    lines = five_lines(found, FORMATS).splitlines()
    assert lines[0].startswith(f"{pseudonym(diary.runner.id)}, left knee, 23 Dec 2025 to 16 Mar 2026 (12 weeks), ")
    assert lines[1].startswith("Pain, mean of the daily worst, first and last week: left knee ")
    assert "a clear change" in lines[1]
    assert lines[2].startswith("Plan: Build, since ")
    assert lines[3].startswith("Running: ")
    assert "painkillers on 1 day" in lines[4]
    assert "Warning signs: none reported." in lines[4]
    assert len(lines) == 5
    assert not any("\u00a0" in line or "  " in line for line in lines)
    assert diary.runner.name not in "".join(lines)


@pytest.mark.parametrize("name", ["build-week-8", "new-runner", "walk-run-day-20"])
def test_every_example_has_five_lines(name: str) -> None:
    diary = read_diary((EXAMPLES / f"{name}.json").read_bytes())
    today = date(2026, 3, 16)
    found = report_data(diary, span=report_span(diary, today), today=today).overview
    assert len(five_lines(found, FORMATS).splitlines()) == 5


def test_a_diary_without_anything_says_so_and_promises_nothing() -> None:
    diary = builders.diary()
    found = report_data(diary, span=report_span(diary, builders.day(3)), today=builders.day(3)).overview
    text = five_lines(found, FORMATS)
    assert "0 of 28 days logged" in text
    assert "too few scores" in text
    assert "Running: none." in text


def test_a_note_on_several_lines_stays_on_one() -> None:
    from dataclasses import replace

    from kneerehab.domain.clinic import ClinicVisit
    from kneerehab.domain.codes import Clinician

    visit = ClinicVisit(id=an_id(), at=builders.at(2, "09:00"), who=Clinician.PHYSIO, note="Hills?\nStairs?")
    diary = replace(builders.diary(visit), plan=builders.diary().plan)
    found = report_data(diary, span=report_span(diary, builders.day(3)), today=builders.day(3)).overview
    lines = five_lines(found, FORMATS).splitlines()
    assert len(lines) == 5
    assert lines[4].endswith("Hills? Stairs?")


@pytest.mark.parametrize(
    ("start", "now", "sentence"),
    [
        (6, 0, "Left knee pain fell from a weekly mean of 6 to 0 in 12 weeks."),
        (2.04, 3.96, "Left knee pain rose from a weekly mean of 2 to 4 in 12 weeks."),
        (2.5, 2.1, "Left knee pain stayed about the same in 12 weeks: a weekly mean of 2.5, now 2.1."),
    ],
)
def test_the_headline_names_both_ends(start: float, now: float, sentence: str) -> None:
    assert change_sentence(change(start, now), "12 weeks", FORMATS) == sentence


def test_a_change_is_weighed_in_words() -> None:
    assert weight_words(change(6, 3), FORMATS) == "3 less: a clear change"
    assert weight_words(change(3, 4.5), FORMATS) == "1.5 more: a possible change"
    assert weight_words(change(3, 3.4), FORMATS) == "0.4 more: too small to count"
    assert weight_words(change(3, 3), FORMATS) == "no change"


def test_the_affected_knee_is_spoken_of_first_then_the_one_that_changed_most() -> None:
    left, right = change(2, 1), change(6, 1, Knee.RIGHT)
    assert main_change((left, right), (Knee.LEFT,)) is left
    assert main_change((left, right), (Knee.LEFT, Knee.RIGHT)) is right
    assert main_change((right,), (Knee.LEFT,)) is right
    assert main_change((), (Knee.LEFT,)) is None


@pytest.mark.parametrize(
    ("days", "words"),
    [(28, "4 weeks"), (84, "12 weeks"), (365, "1 year"), (45, "45 days"), (1, "1 day"), (3650, "about 10 years")],
)
def test_a_period_in_words(days: int, words: str) -> None:
    assert period_words(days, FORMATS) == words


def test_measures_tell_first_last_and_whether_the_change_counts() -> None:
    records = [
        Outcome(id=an_id(), at=builders.at(1, "19:00"), measure=Measure.AKPS, value=62),
        Outcome(id=an_id(), at=builders.at(15, "19:00"), measure=Measure.AKPS, value=74.5),
        Outcome(id=an_id(), at=builders.at(1, "19:00"), measure=Measure.STEP_DOWN_30S, value=11, side=Knee.LEFT),
    ]
    step_down, akps = measure_trends(records)
    assert (measure_name(akps), measure_change(akps, FORMATS)) == ("AKPS", "62 → 74.5, 12.5 more: counts")
    assert (measure_name(step_down), measure_change(step_down, FORMATS)) == ("Step-downs in 30 s, left", "11")


def test_measures_tell_their_dates_and_how_far_they_went_in_between() -> None:
    def akps(number: int, value: float) -> Outcome:
        return Outcome(id=an_id(), at=builders.at(number, "19:00"), measure=Measure.AKPS, value=value)

    first, highest, last = (FORMATS.day(builders.day(number)) for number in (1, 8, 15))
    (trend,) = measure_trends([akps(1, 50), akps(8, 90), akps(15, 30)])
    assert measure_dates(trend, FORMATS) == f"{first} → {last}"
    assert measure_between(trend, FORMATS) == f"in between highest 90 on {highest}"
    (trend,) = measure_trends([akps(1, 50), akps(15, 30)])
    assert measure_between(trend, FORMATS) == ""
    (trend,) = measure_trends([akps(1, 50)])
    assert measure_dates(trend, FORMATS) == f"Only once, on {first}"


def test_what_was_never_logged_is_not_called_zero() -> None:
    found = report_data(builders.diary(), span=report_span(builders.diary(), builders.day(3)), today=builders.day(3))
    told = five_lines(found.overview, FORMATS)
    assert "Ice: none logged, painkillers: none logged" in told


@pytest.mark.parametrize("measure", list(Measure))
def test_every_measure_has_its_line_and_its_source(measure: Measure) -> None:
    assert measure_line(measure).endswith(".")
    assert measure_source(measure)


def test_ten_thousand_runners_have_ten_thousand_pseudonyms() -> None:
    ids = [f"{number:08x}-0000-4000-8000-000000000000" for number in range(10_000)]
    assert len({pseudonym(runner_id) for runner_id in ids}) == len(ids)


def test_the_name_stands_only_where_it_is_wanted_and_then_as_it_is() -> None:
    runner = Runner(id="da60c2f1-0000-4000-8000-000000000000", name="Nora\nLind")
    assert name_or_pseudonym(runner, named=True) == runner.name
    assert name_or_pseudonym(runner, named=False) == pseudonym(runner.id)


def test_a_file_is_named_by_record_number_or_pseudonym_never_by_name() -> None:
    runner = Runner(id="da60c2f1-0000-4000-8000-000000000000", name="Nora Lind", record_number="R/10 47")
    assert file_stem("knee-report", runner) == "knee-report-R1047"
    nameless = file_stem("knee-report", replace(runner, record_number=None))
    assert nameless == f"knee-report-{pseudonym(runner.id).removeprefix('Runner ')}"
    assert "Nora" not in nameless
