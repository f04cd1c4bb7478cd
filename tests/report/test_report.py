"""The physio's page: what stands on it, that all of it fits, and the files it becomes."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from matplotlib.figure import Figure
from matplotlib.text import Text
from matplotlib.transforms import Bbox
from pypdf import PdfReader

from kneerehab import i18n
from kneerehab.charts import letters, spoken
from kneerehab.domain.check_in import CheckIn
from kneerehab.domain.clinic import ClinicVisit, Outcome
from kneerehab.domain.codes import ActivityKind, Clinician, ExerciseKind, Knee, Measure, RedFlag, Units
from kneerehab.domain.diary import Diary
from kneerehab.domain.fields import KneeScores
from kneerehab.domain.training import OwnExercise
from kneerehab.exchange.diary_json import read_diary
from kneerehab.paths import resources_dir
from kneerehab.report import Paper, Report, ReportOptions, make_report, pdf, pngs
from kneerehab.report.paint import exact_letters, figure
from kneerehab.report.sheet import Sheet
from kneerehab.services.exercises import starting_dose
from kneerehab.services.report import report_data, report_span
from kneerehab.wording.summary import decision
from tests import builders
from tests.charts import diaries

TODAY = date(2026, 3, 16)


def report(diary: Diary, today: date = TODAY, since: date | None = None, **options: Any) -> Report:
    data = report_data(diary, span=report_span(diary, today, since), today=today)
    return make_report(data, ReportOptions(**{"who": "Runner 0001", **options}))


def words(made: Report, page: int = 0) -> list[str]:
    """Everything written on a page, in the order it was written, then the labels of its charts."""
    sheet = made.sheets[page]
    labels = figure(sheet).findobj(Text)
    return [line.text for line in sheet.words if line.text] + [text.get_text() for text in labels if text.get_text()]


def boxes(sheet: Sheet) -> list[tuple[str, Bbox]]:
    """Every line on a sheet with the pixels it takes, as the canvas measures it."""
    drawn = figure(sheet)
    canvas: Any = drawn.canvas
    renderer = canvas.get_renderer()
    with exact_letters():
        return _measured(sheet, drawn, renderer)


def _measured(sheet: Sheet, drawn: Figure, renderer: Any) -> list[tuple[str, Bbox]]:
    found = [
        (text.get_text(), text.get_window_extent(renderer)) for text in drawn.findobj(Text) if text.get_text().strip()
    ]
    for line in sheet.words:
        if line.text.strip():
            look = letters.look(line.text, line.weight, line.size)
            wide, high, _below = renderer.get_text_width_height_descent(line.text, look, False)
            left = line.x if line.side == "left" else line.x - line.width
            middle = sheet.height - line.y
            found.append((line.text, Bbox.from_bounds(left, middle - high / 2, wide, high)))
    return found


def long_diary() -> Diary:
    """A year with long names, long notes, warning signs, and more of everything than fits."""
    made = diaries.diary(400)
    number = 500_000

    def new() -> str:
        nonlocal number
        number += 1
        return diaries.identifier(number)

    flagged = tuple(
        CheckIn(
            id=new(),
            at=datetime(2026, 2, day, 7, 0),
            now=KneeScores(left=9, right=8),
            worst_24h=KneeScores(left=10, right=9),
            swelling=True,
            limp=True,
            red_flags=tuple(RedFlag)[:4],
        )
        for day in range(1, 9)
    )
    visits = tuple(
        ClinicVisit(
            id=new(),
            at=datetime(2026, 1, day, 9, 0),
            who=Clinician.PHYSIO,
            name="A name as long as names may be " * 3,
            advice="Advice that goes on and on. " * 60,
            note="A question that goes on and on? " * 60,
        )
        for day in range(1, 9)
    )
    return made.changed_by([*flagged, *visits])


@pytest.mark.parametrize("paper", list(Paper))
@pytest.mark.parametrize("details", [False, True])
@pytest.mark.parametrize("which", ["demo", "empty", "one day", "long"])
def test_nothing_leaves_the_paper_or_lies_on_other_words(demo: Diary, which: str, details: bool, paper: Paper) -> None:
    diary = {
        "demo": lambda: demo,
        "empty": diaries.empty,
        "one day": lambda: diaries.diary(1),
        "long": long_diary,
    }[which]()
    every_line_has_its_place(
        report(diary, diaries.TODAY, paper=paper, details=details, who="A runner with quite a long name")
    )


@pytest.mark.parametrize("code", ["de", "es", "fr", "pt-BR"])
def test_every_line_has_its_place_and_its_whole_words_in_every_language(demo: Diary, code: str) -> None:
    options = ReportOptions(who="Runner 0001", language=code, details=True)
    with options.speaking():
        made = make_report(report_data(demo, span=report_span(demo, TODAY), today=TODAY), options)
    every_line_has_its_place(made)
    assert [line.text for line in made.sheets[0].words if line.text.endswith("…")] == []


def every_line_has_its_place(made: Report) -> None:
    """Nothing leaves the paper, nothing lies on other words."""
    for sheet in made.sheets:
        found = boxes(sheet)
        for text, box in found:
            assert box.x0 >= 20, text
            assert box.x1 <= sheet.width - 20, text
            assert box.y0 >= 20, text
            assert box.y1 <= sheet.height - 20, text
        for number, (text, box) in enumerate(found):
            for other, beside in found[number + 1 :]:
                wide = min(box.x1, beside.x1) - max(box.x0, beside.x0)
                high = min(box.y1, beside.y1) - max(box.y0, beside.y0)
                assert wide <= 1 or high <= 3.5, (text, other)


def test_the_page_tells_who_when_and_how_many_days_were_logged(demo: Diary) -> None:
    told = words(report(demo))
    assert any(text.startswith("Runner 0001") for text in told)
    assert not any(demo.runner.name in text for text in told)
    assert any("days logged" in text for text in told)


@pytest.mark.parametrize("paper", list(Paper))
@pytest.mark.parametrize("which", ["demo", "long"])
def test_clinic_record_number_and_who_signs_stand_on_it_if_wished(demo: Diary, which: str, paper: Paper) -> None:
    diary = demo if which == "demo" else long_diary()
    diary = replace(diary, runner=replace(diary.runner, record_number="R-2031"))
    clinic = "The Physiotherapy Clinic at the Old Harbour " * 2
    made = report(diary, diaries.TODAY, paper=paper, clinic=clinic, clinician="K. Moen")
    every_line_has_its_place(made)
    told = words(made)
    assert told[1].startswith("The Physiotherapy Clinic")
    assert told[2].startswith("Runner 0001  ·  R-2031  ·  ")
    assert [part for part in ("K. Moen", "Signature", "Date") if told.count(part) != 1] == []
    assert "Signature" not in words(report(diary, diaries.TODAY, paper=paper))


def test_the_page_has_every_part_a_physio_asks_for(demo: Diary) -> None:
    told = words(report(demo))
    for part in (
        "What the plan decided, newest first",
        "Overrides, set by a person",
        "Worst days",
        "Warning signs",
        "Exercises: days done of planned, and by leg",
        "Ice, medication, swelling",
        "Measures, first and last",
        "Questions and notes for the visit",
        "Pain",
        "24 hours after each run",
        "Running, distance a week",
    ):
        assert part in told, part
    assert "None reported." in told
    assert any("a clear change" in text for text in told)


@pytest.mark.parametrize("paper", list(Paper))
@pytest.mark.parametrize("details", [False, True])
def test_what_has_no_room_on_the_first_page_stands_whole_on_the_second(paper: Paper, details: bool) -> None:
    diary = long_diary()
    made = report(diary, diaries.TODAY, paper=paper, details=details)
    first, *others = [[line.text for line in sheet.words if line.y < sheet.bottom] for sheet in made.sheets]
    assert "All of it is on page 2." in first
    told = [text for page in others for text in page]
    joined = " ".join(told)
    found = report_data(diary, span=report_span(diary, diaries.TODAY), today=diaries.TODAY).overview
    formats = spoken().formats
    for item in found.decisions:
        assert decision(item, formats) in " ".join([*first, *told])
    assert joined.count("Advice that goes on and on.") == 8 * 60
    assert joined.count("A question that goes on and on?") == 8 * 60 * (2 if details else 1)  # a note of its day, too
    assert told.count("Questions and notes for the visit") == 1
    assert told.count("Every decision of the plan") == details
    assert "Warning signs" in others[0]
    assert not any(text.startswith("and ") and text.endswith(" more") for text in [*first, *told])


def test_details_hold_every_run_decision_and_day(demo: Diary) -> None:
    made = report(demo, details=True)
    told = [text for page in range(1, len(made.sheets)) for text in words(made, page)]
    data = report_data(demo, span=report_span(demo, TODAY), today=TODAY)
    formats = spoken().formats
    for session in data.overview.sessions:
        if session.kind is ActivityKind.RUN:
            assert formats.day(session.date) in told
    quiet = "23 Dec 2025 to 4 Jan 2026: 13 days without an entry"
    assert quiet in told
    for day in data.sources.pain:
        assert formats.short_day(day) in told
    assert formats.short_day(date(2026, 1, 4)) not in told
    assert "12 Jan 2026" in told[told.index("Walk") :]  # a test walk, judged like a run
    assert f"Page 1 of {len(made.sheets)}" in words(made)


def test_a_day_without_a_check_in_is_unknown_and_not_free_of_swelling() -> None:
    diary = builders.diary(builders.check_in(1), builders.pain_note(2, 3))
    made = report(diary, builders.day(2), details=True)
    told = words(made, 1)
    second = told.index(spoken().formats.short_day(builders.day(2)))
    assert told[second + 1 : second + 4] == ["3 | –", "– | –", "–"]


def test_an_empty_diary_still_gives_a_page() -> None:
    told = words(report(diaries.empty(), diaries.TODAY))
    assert "No scores." in told
    assert "No running in these days." in told


def test_the_pdf_has_title_language_text_and_embedded_fonts(demo: Diary) -> None:
    made = report(demo, who="Runner Ä–1")
    reader = PdfReader(BytesIO(pdf(made)))
    assert reader.metadata is not None
    assert reader.metadata.title == "Knee and running report, Runner Ä–1"
    root: Any = reader.trailer["/Root"]
    assert root["/Lang"] == "en"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    page = reader.pages[0]
    text = page.extract_text()
    for part in ("Knee and running report", "Runner Ä–1", "What the plan decided", "Bulgarian split squat", "→"):
        assert part in text
    resources: Any = page["/Resources"]
    fonts: Any = resources["/Font"]
    assert fonts
    for name in fonts:
        font = fonts[name]
        assert font["/Subtype"] == "/Type3"  # its outlines are in the file
        assert "/ToUnicode" in font  # so that it can be searched and copied
    assert "/Image" not in str(resources.get("/XObject", {}))


@pytest.mark.parametrize(("paper", "size"), [(Paper.A4, (595, 842)), (Paper.LETTER, (612, 792))])
def test_the_paper_is_the_one_asked_for(demo: Diary, paper: Paper, size: tuple[int, int]) -> None:
    box = PdfReader(BytesIO(pdf(report(demo, paper=paper)))).pages[0].mediabox
    assert (round(float(box.width)), round(float(box.height))) == size


def test_progress_is_told_page_by_page(demo: Diary) -> None:
    made, told = report(demo, details=True), []
    pdf(made, lambda done, count: told.append((done, count)))
    assert told == [(number, len(made.sheets)) for number in range(1, len(made.sheets) + 1)]


def test_a_picture_a_page(demo: Diary) -> None:
    made = report(demo, details=True)
    pictures = pngs(made, 60)
    assert len(pictures) == len(made.sheets)
    assert all(picture.startswith(b"\x89PNG") for picture in pictures)


def test_miles_stand_on_the_page_of_a_runner_who_reads_miles(demo: Diary) -> None:
    runner = replace(demo.runner, units=Units.MILE)
    told = words(report(replace(demo, runner=runner), locale=spoken(Units.MILE)))
    assert any("\u00a0mi" in text for text in told)
    assert not any("\u00a0km" in text for text in told)


def measured(number: int, value: float) -> Outcome:
    return Outcome(id=builders.an_id(), at=builders.at(number), measure=Measure.AKPS, value=value)


def test_measures_of_the_days_are_told_with_their_dates() -> None:
    day = spoken().formats.day
    diary = builders.diary(measured(1, 30), measured(20, 50), measured(30, 90), measured(40, 30))
    told = words(report(diary, builders.day(41), builders.day(19)))
    start = told.index("Measures, first and last")
    assert told[start + 1 : start + 5] == [
        f"{day(builders.day(20))} → {day(builders.day(40))}",
        "AKPS",
        "50 → 30, 20 less: counts",
        f"in between highest 90 on {day(builders.day(30))}",
    ]
    told = words(report(diary, builders.day(60), builders.day(45)))
    assert f"None in these days; the last was on {day(builders.day(40))}." in told


@pytest.mark.parametrize("code", ["en", "de", "fr", "es", "pt_BR"])
def test_no_measure_is_cut_where_it_stands_whole(code: str) -> None:
    with i18n.speaking(resources_dir() / "locale", code):
        diary = builders.diary(measured(1, 50), measured(20, 10), measured(30, 90), measured(40, 30))
        made = report(diary, builders.day(41), details=True)
        told = words(made, 1)
        row = told[told.index("AKPS") : told.index("AKPS") + 8]
    assert not any("…" in text for text in row)
    assert {"10", "90"} <= set(" ".join(row).split()), "the lowest and the highest in between"


def test_of_a_runner_who_logged_nothing_nothing_is_called_0() -> None:
    told = words(report(builders.diary(), builders.day(30)))
    assert told[told.index("Running") + 1] == "none logged"
    assert told[told.index("Knee") + 1] == "not logged"


def test_medication_that_nobody_logged_is_not_none_taken() -> None:
    told = words(report(builders.diary(builders.check_in(1)), builders.day(2)))
    assert told[told.index("Medication") + 1] == "none logged"
    assert not any("painkillers on" in text for text in told)


def test_the_grades_of_the_runs_add_up_whatever_they_are() -> None:
    runs = [builders.run(number, 1200, 3000, left=(0, number % 7, 0)) for number in range(-4, 41, 2)]
    told = words(report(builders.diary(builders.quiet_days(1, 30), *runs), builders.day(40), builders.day(-5)))
    start = told.index("23 runs")
    assert sum(int(number) for number in re.findall(r"\d+", " ".join(told[start + 1 : start + 3]))) == 23


def test_since_a_date_nothing_older_is_told(example: Callable[[str], Diary]) -> None:
    diary, since = example("build-week-8"), date(2026, 2, 1)
    data = report_data(diary, span=report_span(diary, date(2026, 2, 22), since), today=date(2026, 2, 22))
    found = data.overview
    assert found.span.first == since
    assert all(decision.day >= since for decision in found.decisions)
    assert all(worst.day >= since for worst in found.worst)
    assert report_span(diary, date(2026, 2, 22), date(2026, 2, 22) + timedelta(days=9)).days == 1


def test_a_report_of_days_long_gone_says_nothing_of_the_weeks_after_them() -> None:
    example = Path(__file__).resolve().parent.parent / "examples" / "build-week-8.json"
    diary, until = read_diary(example.read_bytes()), date(2026, 2, 22)
    span = report_span(diary, until + timedelta(days=200), until=until)
    data = report_data(diary, span=span, today=until + timedelta(days=200))
    then = report_data(diary, span=report_span(diary, until), today=until)
    assert data.sources.span == then.sources.span
    assert data.sources.weeks == then.sources.weeks
    assert max(week.end for week in data.sources.weeks) < until + timedelta(days=7)
    assert data.overview.today == until + timedelta(days=200)


@pytest.mark.parametrize("paper", list(Paper))
def test_every_measure_stands_on_the_first_page_or_on_the_second(paper: Paper) -> None:
    results = [
        replace(measured(number, value), measure=measure, side=side, activity=activity)
        for number in (1, 40)
        for measure, value in ((Measure.AKPS, 60 + number), (Measure.KOOS_PF, 50 + number), (Measure.UWRI, 20))
        for side, activity in ((None, None),)
    ]
    results += [
        replace(measured(number, 4), measure=Measure.PSFS, activity=activity)
        for number in (1, 40)
        for activity in ("stairs", "running downhill", "sitting in the cinema", "kneeling")
    ]
    results += [
        replace(measured(number, 9), measure=Measure.STEP_DOWN_30S, side=knee) for number in (1, 40) for knee in Knee
    ]
    book = builders.diary(builders.quiet_days(1, 40), *results)
    made = report(book, builders.day(41), builders.day(1), paper=paper)
    told = [line.text for sheet in made.sheets for line in sheet.words]
    for name in ("AKPS", "KOOS-PF", "UWRI", "stairs", "kneeling", "30"):
        assert any(name in text for text in told), name
    whole = [
        line.text for sheet in report(book, builders.day(41), details=True, paper=paper).sheets for line in sheet.words
    ]
    for line in ("AKPS: 0 to 100, higher is better. 10 points count.", "KOOS-PF: 0 to 100", "UWRI: 0 to 36"):
        assert any(text.startswith(line) for text in whole), line
        assert paper is Paper.LETTER or any(text.startswith(line) for text in told), "where there is room"
    assert not any("more" in text and text.startswith("and ") for text in told)


def test_who_was_silent_is_not_told_to_have_missed_anything() -> None:
    book = builders.diary(starting_dose("clamshell", builders.day(1)))
    told = words(report(book, builders.day(80), builders.day(1)))
    assert "Unknown: nothing was logged." in told
    assert not any("missed" in text for text in told)


def test_a_flare_in_between_stands_beside_first_and_last_week() -> None:
    quiet = [number for number in range(1, 41) if number != 20]
    days = [check for number in quiet for check in builders.quiet_days(number, number)]
    book = builders.diary(*days, builders.check_in(20, left=(2, 5)))
    told = " ".join(words(report(book, builders.day(41), builders.day(1))))
    assert f"worst 5 on {spoken().formats.day(builders.day(20))}" in told


def test_a_pause_is_told_on_letter_too() -> None:
    book = builders.diary(builders.quiet_days(1, 40), builders.pause(10, 14), *[measured(n, 40 + n) for n in (1, 40)])
    told = words(report(book, builders.day(41), builders.day(1), paper=Paper.LETTER))
    assert "Paused" in told


def test_five_pauses_are_all_told_on_letter_the_newest_first() -> None:
    rests = [builders.pause(first, first + 1) for first in (5, 12, 19, 26, 33)]
    book = builders.diary(builders.quiet_days(1, 40), *rests, *[measured(n, 40 + n) for n in (1, 40)])
    told = " ".join(words(report(book, builders.day(41), builders.day(1), paper=Paper.LETTER)))
    places = [told.find(spoken().formats.day(builders.day(first)) + " to") for first in (33, 26, 19, 12, 5)]
    assert -1 not in places
    assert places == sorted(places)


@pytest.mark.parametrize("paper", list(Paper))
@pytest.mark.parametrize("count", [6, 12, 20])
def test_many_pauses_are_all_told_and_none_is_cut(paper: Paper, count: int) -> None:
    firsts = range(2, 2 + 4 * count, 4)
    rests = [builders.pause(first, first + 1) for first in firsts]
    book = builders.diary(builders.quiet_days(1, 84), *rests, *[measured(n, 40 + n) for n in (1, 80)])
    made = report(book, builders.day(84), builders.day(1), paper=paper)
    told = [line.text for sheet in made.sheets for line in sheet.words]
    joined = " ".join(told)
    assert all(spoken().formats.day(builders.day(first)) + " to" in joined for first in firsts)
    if any(text.endswith("…") for text in told):
        assert "All of it is on page 2." in told


def test_a_long_name_of_an_exercise_goes_on_in_the_next_line(demo: Diary) -> None:
    name = "Standing up from the low bench by the river on one leg with a bag of sand in both hands"
    own = OwnExercise(id=builders.an_id(), name=name, kind=ExerciseKind.STRENGTH, per_leg=True)
    dose = replace(starting_dose("clamshell", TODAY - timedelta(days=20)), exercise=own.id)
    made = report(replace(demo, prescriptions=(dose,), exercises=(own,), exercise_sets=()))
    names = [line.text for line in made.sheets[0].words if line.cell is not None and line.cell.column == 0]
    assert name in " ".join(names)


@pytest.mark.parametrize("paper", list(Paper))
@pytest.mark.parametrize("code", ["en", "de", "es", "fr", "pt-BR"])
@pytest.mark.parametrize("which", ["demo", "long"])
def test_no_line_lies_beyond_the_margin(demo: Diary, which: str, code: str, paper: Paper) -> None:
    diary, today = (demo, TODAY) if which == "demo" else (long_diary(), diaries.TODAY)
    options = ReportOptions(who="A runner with a long name " * 4, language=code, paper=paper)
    with options.speaking():
        made = make_report(report_data(diary, span=report_span(diary, today), today=today), options)
    for sheet in made.sheets:
        for text, box in boxes(sheet):
            assert box.x0 >= sheet.left - 1, text
            assert box.x1 <= sheet.right + 1, text
        middle = sheet.width / 2
        for line in sheet.words if sheet is made.sheets[0] else ():
            if sheet.charts[-1].box[3] < line.y < sheet.bottom and line.x < middle - 40:
                assert line.x + line.width <= middle - 13, line.text
