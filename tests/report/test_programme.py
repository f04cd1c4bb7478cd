"""The home programme: every exercise with its drawing, dose and boxes; the rule of the day; who it is for."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from io import BytesIO
from itertools import pairwise

import pytest
from pypdf import PdfReader

from kneerehab import library
from kneerehab.domain.codes import Profile, RedFlag, Role, Side
from kneerehab.domain.diary import Diary
from kneerehab.domain.plan.outlook import quiet_morning
from kneerehab.domain.training import OwnExercise
from kneerehab.report import Paper, Report, ReportOptions, pdf, picture
from kneerehab.report.programme import make_programme
from kneerehab.services.exercises import starting_dose
from kneerehab.services.programme import programme_data, programme_start
from kneerehab.wording.programme import legs_and_days

TODAY = date(2026, 3, 16)


def programme(diary: Diary, today: date = TODAY, first: date = TODAY, **options: object) -> Report:
    """The sheets of a diary."""
    made = ReportOptions(**{"who": "Runner 0000", **options})  # type: ignore[arg-type]
    return make_programme(programme_data(diary, first=first, today=today), made)


def words_of(report: Report, page: int = 0) -> str:
    """Everything written on a page, in the order it is read."""
    return " ".join(line.text for line in report.sheets[page].words)


def test_it_begins_today_or_when_the_next_week_does() -> None:
    assert programme_start(date(2026, 3, 16)) == date(2026, 3, 16)  # a Monday
    assert programme_start(date(2026, 3, 17)) == date(2026, 3, 23)
    assert programme_start(date(2026, 3, 17), week_start=6) == date(2026, 3, 22)


def test_each_exercise_has_its_drawings_dose_legs_and_two_weeks_of_boxes(demo: Diary) -> None:
    report = programme(demo)
    (sheet,) = report.sheets
    text = words_of(report)
    for name in ("Hamstring stretch", "Prisoner squat", "Bulgarian split squat"):
        assert name in text
    assert "3 × 30 s each leg  ·  every day" in text
    assert "3 × 12 both legs together  ·  3 days a week" in text
    assert {(pose.slug, pose.number) for pose in sheet.poses if pose.slug == "prisoner-squat"} == {
        ("prisoner-squat", 1),
        ("prisoner-squat", 2),
    }
    # Two weeks of seven boxes each, four of the five exercises with a letter for each leg.
    letters = [line.text for line in sheet.words if line.text in ("L", "R")]
    assert len(letters) == 4 * 2 * 7 * 2


def test_a_dose_for_one_leg_asks_for_that_leg_alone_and_the_word_about_both_goes(demo: Diary) -> None:
    first = demo.prescriptions[0]
    one = demo.changed_by([replace(each, side=Side.RIGHT) for each in demo.prescriptions])
    report = programme(one)
    assert "Both legs, every time" in words_of(programme(demo))
    assert "Both legs, every time" not in words_of(report)
    assert "right leg  ·  " in words_of(report)
    assert not [line for line in report.sheets[0].words if line.text == "L"]
    assert first.side is Side.BOTH


def test_six_exercises_take_two_pages_and_the_rules_stand_on_the_last(demo: Diary) -> None:
    more = demo.changed_by([starting_dose("clamshell", TODAY), starting_dose("calf-stretch", TODAY)])
    report = programme(more)
    assert len(report.sheets) == 2
    assert "The running rule" not in words_of(report, 0)
    assert "The running rule" in words_of(report, 1)
    assert "Page 2 of 2" in words_of(report, 1)


@pytest.mark.parametrize("code", ["en", "de", "es", "fr", "pt-BR"])
def test_leg_and_frequency_are_whole_and_a_page_without_rules_leaves_its_lines_air(demo: Diary, code: str) -> None:
    slugs = ("glute-bridge", "calf-stretch", "clamshell", "quad-stretch", "half-squat", "calf-roll")
    options = ReportOptions(who="Runner 0000", language=code, paper=Paper.LETTER)
    with options.speaking():
        doses = tuple(starting_dose(slug, TODAY) for slug in slugs)
        data = programme_data(replace(demo, prescriptions=doses), first=TODAY, today=TODAY)
        often = legs_and_days(starting_dose("glute-bridge", TODAY), per_leg=False)
        sheet = make_programme(data, options).sheets[0]
    assert often in [line.text for line in sheet.words]
    middle = [line for line in sheet.words if line.text.startswith(("•", "    "))]
    assert min(below.y - above.y for above, below in pairwise(middle)) > 10.5


def test_the_limits_for_pain_and_the_growth_are_those_of_the_plan(demo: Diary) -> None:
    text = words_of(programme(demo))
    assert "1 – 2 Make it easier" in text
    assert "3 – 10 Stop this exercise for today" in text
    watched = replace(demo, plan=replace(demo.plan, profile=Profile.MONITORED, growth_permille=100), plan_changes=())
    text = words_of(programme(watched))
    assert "0 – 2 Go on" in text
    assert "3 – 5 Make it easier" in text
    assert "6 – 10 Stop" in text
    assert "grow by 10 % a week" in text


def test_without_a_check_in_the_run_of_a_quiet_day_is_named_and_with_a_warning_sign_none(demo: Diary) -> None:
    text = words_of(programme(demo))  # nobody has checked in on this morning
    assert "How are your knees" not in text
    assert "Each run: Up to 24 min / 3.6 km" in text.replace("\u00a0", " ")
    flagged = replace(quiet_morning(TODAY), red_flags=frozenset({RedFlag.CANNOT_TAKE_WEIGHT}))
    text = words_of(programme(demo.changed_by([flagged])))
    assert "Please stop – see a doctor today" in text
    assert "Each run:" not in text


def test_an_own_exercise_has_its_instructions_and_no_drawing(demo: Diary) -> None:
    kind = next(iter(library.exercises().values())).kind
    own = OwnExercise(id="own", name="Wall sit", kind=kind, per_leg=False, instructions="Back to the wall. Slide down.")
    diary = demo.changed_by([own, starting_dose("own", TODAY)], demo.prescriptions)
    report = programme(diary)
    assert "Wall sit" in words_of(report)
    assert "Back to the wall." in words_of(report)
    assert report.sheets[0].poses == []


def test_an_empty_plan_says_so(demo: Diary) -> None:
    assert "No exercises are planned yet." in words_of(programme(demo.changed_by([], demo.prescriptions)))


def test_who_prescribed_and_the_clinic_stand_on_it_and_the_year_of_birth_only_with_the_name(demo: Diary) -> None:
    dose = replace(demo.prescriptions[0], by="K. Moen", role=Role.CLINICIAN)
    diary = demo.changed_by([dose])
    text = words_of(programme(diary, clinic="Example Clinic"))
    assert "K. Moen" in text
    assert "Example Clinic" in text
    assert str(diary.runner.birth_year) not in text
    assert str(diary.runner.birth_year) in words_of(programme(diary, who=diary.runner.name, named=True))
    assert "A. Berg" in words_of(programme(diary, clinician="A. Berg"))


@pytest.mark.parametrize("paper", list(Paper))
@pytest.mark.parametrize("code", ["en", "de", "es", "fr", "pt-BR"])
def test_nothing_leaves_the_sheet_covers_the_foot_or_lies_on_other_words(demo: Diary, paper: Paper, code: str) -> None:
    options = ReportOptions(who="A runner with a name", paper=paper, language=code, clinic="Clinic of the long name")
    with options.speaking():
        report = make_programme(programme_data(demo, first=TODAY, today=TODAY), options)
    (sheet,) = report.sheets
    placed = []
    for line in sheet.words:
        left = line.x if line.side == "left" else line.x - line.width
        assert left >= sheet.left - 1, line
        assert left + line.width <= sheet.right + 1, line
        assert not line.text.endswith("…"), line
        placed.append((left, left + line.width, line.y - line.size * 0.4, line.y + line.size * 0.4, line.text))
    for number, (left, right, top, bottom, text) in enumerate(placed):
        for other in placed[number + 1 :]:
            apart = right <= other[0] + 1 or other[1] <= left + 1 or bottom <= other[2] + 1 or other[3] <= top + 1
            assert apart, (text, other)
    boxes = [frame.box for frame in sheet.frames]
    assert max(bottom for _left, _top, _right, bottom in boxes) < sheet.bottom - 40
    assert max(right for _left, _top, right, _bottom in boxes) <= sheet.right


def test_a_heavy_dose_and_a_very_long_name_stay_on_the_sheet(demo: Diary) -> None:
    long = demo.changed_by([replace(each, load_kg=12.5) for each in demo.prescriptions])
    (sheet,) = programme(long, who="A runner with a very long name " * 3).sheets
    for line in sheet.words:
        left = line.x if line.side == "left" else line.x - line.width
        assert left >= sheet.left - 1, line
        assert left + line.width <= sheet.right + 1, line


def test_the_pdf_can_be_searched_and_the_picture_holds_the_drawings(demo: Diary) -> None:
    report = programme(demo)
    pages = PdfReader(BytesIO(pdf(report))).pages
    assert "Run only when pain-free" in pages[0].extract_text()
    drawn = picture(report, 0, 60)
    report.sheets[0].poses.clear()
    assert len(picture(report, 0, 60)) < len(drawn)
