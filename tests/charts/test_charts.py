"""What each chart shows: series, gaps, labels and counts; never pixels."""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from math import isnan

import pytest
from matplotlib.artist import Artist
from matplotlib.collections import LineCollection, PolyCollection
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.text import Text

from kneerehab.charts import CHARTS, Style, letters, spoken
from kneerehab.charts.picture import picture
from kneerehab.design import DARK, LIGHT
from kneerehab.domain.check_in import CheckIn
from kneerehab.domain.codes import ActivityKind, ExerciseKind, Phase, Side, Units
from kneerehab.domain.diary import Diary
from kneerehab.domain.fields import KneeScores
from kneerehab.domain.training import ExerciseSet, OwnExercise
from kneerehab.domain.trends.phases import PhaseSpan
from kneerehab.domain.trends.running import Dimension, WeeklyRunning, WeekPoint
from kneerehab.domain.trends.span import Span
from kneerehab.services.progress import gather
from tests.charts import diaries

Find = Callable[[Figure, str], list[Artist]]
TODAY = diaries.TODAY


def draw(chart_id: str, figure: Figure, records: Diary, days: int = 28, style: Style | None = None) -> object:
    """Draw a chart of a diary; returns its data."""
    data = CHARTS[chart_id].data(gather(records, span=diaries.span(days), today=TODAY))
    CHARTS[chart_id].draw(figure, data, style or Style())
    return data


def checked(scores: dict[int, tuple[int | None, int | None]]) -> Diary:
    """A diary with a check-in so many days ago."""
    return replace(
        diaries.empty(),
        check_ins=tuple(
            CheckIn(
                id=diaries.identifier(100 - ago),
                at=diaries.at(TODAY - timedelta(days=ago)),
                now=KneeScores(left=left, right=right),
                worst_24h=KneeScores(left=left, right=right),
                swelling=False,
                limp=False,
            )
            for ago, (left, right) in sorted(scores.items(), reverse=True)
        ),
    )


def one(artists: list[Artist]) -> Line2D:
    """The only artist, a line."""
    (line,) = artists
    assert isinstance(line, Line2D)
    return line


def written(figure: Figure, gid: str | None = None) -> list[str]:
    """The words of a figure, or those of one kind."""
    return [t.get_text() for t in figure.findobj(Text) if t.get_text() and (gid is None or t.get_gid() == gid)]


def test_a_day_without_a_score_breaks_the_pain_line(figure: Figure, find: Find) -> None:
    draw("pain", figure, checked({4: (3, None), 3: (2, None), 1: (0, None), 0: (0, None)}))

    days = list(one(find(figure, "left-days")).get_ydata())[-5:]
    means = list(one(find(figure, "left-mean")).get_ydata())[-5:]
    assert days[:2] == [3.0, 2.0]
    assert isnan(days[2])
    assert isnan(means[2])
    assert means[-1] == 1.25
    assert sum(isnan(value) for value in one(find(figure, "left-mean")).get_ydata()) == 24


def test_a_knee_without_any_score_has_no_line(figure: Figure, find: Find) -> None:
    draw("pain", figure, checked({1: (3, None), 0: (2, None)}))

    assert find(figure, "right-mean") == []
    assert "Right" not in written(figure)


def test_left_and_right_differ_by_more_than_colour(figure: Figure, find: Find) -> None:
    draw("pain", figure, diaries.diary(28))

    left, right = one(find(figure, "left-mean")), one(find(figure, "right-mean"))
    assert (left.get_linestyle(), right.get_linestyle()) == ("-", "--")
    points = one(find(figure, "left-days")), one(find(figure, "right-days"))
    assert [line.get_marker() for line in points] == ["o", "s"]
    assert points[1].get_markerfacecolor() == LIGHT.surface


def test_the_pain_axis_is_always_0_to_10(figure: Figure) -> None:
    draw("pain", figure, checked({1: (1, 0), 0: (1, 0)}))

    assert figure.axes[0].get_ylim()[1] == 10
    assert written(figure, "y-label") == ["0", "2", "4", "6", "8", "10"]


def test_runs_visits_and_flares_stand_beside_the_pain(figure: Figure, find: Find) -> None:
    records = diaries.diary(84)
    data = draw("pain", figure, records, 84)

    runs = {run.at.date() for run in records.activities}
    assert len(one(find(figure, "runs")).get_xdata()) == len(runs)
    assert len(one(find(figure, "visits")).get_xdata()) == len(records.clinic_visits)
    assert len(one(find(figure, "flares")).get_xdata()) == len(data.flares)  # type: ignore[attr-defined]
    assert {"run", "clinic visit", "swelling"} <= set(written(figure, "key"))


def test_visits_are_named_where_there_is_room_and_counted_from_the_first_of_the_diary(
    new_figure: Callable[[int, int], Figure],
) -> None:
    records = diaries.diary(84)
    days = (100, 70, 20, 19, 0)
    records = replace(
        records,
        clinic_visits=tuple(
            replace(records.clinic_visits[0], id=diaries.identifier(900 + ago), at=diaries.at(TODAY - timedelta(ago)))
            for ago in reversed(days)
        ),
    )
    card, screen = new_figure(648, 244), new_figure(1240, 420)
    draw("pain", card, records, 84)
    draw("pain", screen, records, 84, Style(scale=1.5))
    assert written(card, "name") == []
    assert written(screen, "name") == ["Visit 2", "Visit 3", "Visit 5"], "that of the day after has no room"
    whole = new_figure(1240, 420)
    draw("pain", whole, records, 120)
    assert written(whole, "name")[0] == "First visit"


def test_today_is_marked_where_the_room_is_shown_it(new_figure: Callable[[int, int], Figure], find: Find) -> None:
    records = diaries.diary(84)
    visit = records.clinic_visits[0]
    at_two = tuple(
        replace(visit, id=diaries.identifier(900 + ago), at=diaries.at(TODAY - timedelta(ago))) for ago in (40, 1)
    )
    records, marked = replace(records, clinic_visits=at_two), Style(today=TODAY)
    for size, style, names, marks in (
        ((1240, 420), marked, ["Today", "First visit"], 3),  # that of yesterday has no room beside it
        ((1240, 420), Style(), ["First visit", "Visit 2"], 2),
        ((1240, 420), Style(today=TODAY + timedelta(days=1)), ["First visit", "Visit 2"], 2),
        ((648, 244), marked, [], 2),
    ):
        figure = new_figure(*size)
        draw("pain", figure, records, 84, style)
        assert written(figure, "name") == names
        assert len(one(find(figure, "visits")).get_xdata()) == marks


def test_on_the_presenter_the_key_is_short_and_phases_are_left_to_the_way_back(
    new_figure: Callable[[int, int], Figure], find: Find
) -> None:
    records = diaries.diary(84)
    for style, keys, banded in ((Style(today=TODAY), 4, False), (Style(), 7, True)):
        figure = new_figure(1240, 420)
        data = CHARTS["pain"].data(gather(records, span=diaries.span(84), today=TODAY))
        build = PhaseSpan(phase=Phase.BUILD, first=TODAY - timedelta(days=40), last=TODAY)
        CHARTS["pain"].draw(figure, replace(data, phases=(build,)), style)
        assert len(written(figure, "key")) == keys
        assert bool(find(figure, "phases")) is banded
        assert all(re.fullmatch(r"Flare-up, \d+|Swelling", words) for words in written(figure, "mark"))


def test_beside_the_title_the_key_takes_no_row_of_its_own(new_figure: Callable[[int, int], Figure]) -> None:
    rows = []
    for width in (1240, 500):
        figure = new_figure(width, 420)
        draw("pain", figure, diaries.diary(84), 84, Style(titled=True))
        (title,) = (part for part in figure.findobj(Text) if part.get_gid() == "title")
        keys = [part for part in figure.findobj(Text) if part.get_gid() == "key"]
        rows.append({abs(part.get_position()[1] - title.get_position()[1]) < 3 for part in keys})
    assert rows == [{True}, {False}]


def test_a_visit_of_today_is_called_today(new_figure: Callable[[int, int], Figure]) -> None:
    records = diaries.diary(84)
    visit = replace(records.clinic_visits[0], at=diaries.at(TODAY))
    figure = new_figure(1240, 420)
    draw("pain", figure, replace(records, clinic_visits=(visit,)), 84, Style(today=TODAY))
    assert written(figure, "name") == ["Today"]


def test_pain_says_how_many_days_were_logged() -> None:
    data = CHARTS["pain"].data(
        gather(checked({20: (6, None), 3: (7, 0), 0: (0, 1)}), span=diaries.span(28), today=TODAY)
    )

    assert CHARTS["pain"].describe(data) == (
        "Pain, worst of the day, 4 weeks: 3 of 28 days logged. Left knee from 6 to 0, highest 7 on 11 Mar 2026. "
        "Right knee from 0 to 1, highest 1 on 14 Mar 2026. 0 runs."
    )
    assert (
        CHARTS["pain"].readout(data, TODAY) == "Sat 14 Mar 2026: worst left 0, right 1; 7-day mean left 3.5, right 0.5"
    )
    assert CHARTS["pain"].readout(data, TODAY - timedelta(days=1)) == "Fri 13 Mar 2026: no entry"


def weeks() -> WeeklyRunning:
    """Three plan weeks: within, over, and still open; then a week without running before them."""
    first = TODAY - timedelta(days=27)

    def week(number: int, done: int, allowed: int | None, *, still_open: bool = False) -> WeekPoint:
        start = first + timedelta(days=7 * number)
        return WeekPoint(
            start=start,
            end=start + timedelta(days=6),
            done_seconds=done,
            done_metres=done * 3,
            allowed_seconds=allowed,
            allowed_metres=None if allowed is None else allowed * 3,
            open=still_open,
        )

    return WeeklyRunning(
        span=Span(first=first, last=TODAY),
        dimension=Dimension.DISTANCE,
        weeks=(week(0, 0, None), week(1, 3000, 3000), week(2, 3700, 3150), week(3, 900, 3150, still_open=True)),
        runs=7,
        unknown=1,
    )


def test_weekly_running_shows_allowed_done_over_and_open_weeks(figure: Figure, find: Find) -> None:
    CHARTS["running_distance"].draw(figure, weeks(), Style())

    counts = {gid: len(find(figure, gid)[0].get_paths()) for gid in ("allowed", "done", "open")}  # type: ignore[attr-defined]
    assert counts == {"allowed": 3, "done": 2, "open": 1}
    assert len(one(find(figure, "over")).get_xdata()) == 1
    assert "now" in written(figure, "x-label")
    assert "no running yet" in written(figure)
    assert isinstance(find(figure, "ceilings")[0], LineCollection)


def test_weekly_running_counts_in_the_runners_units(figure: Figure) -> None:
    miles = spoken(Units.MILE)

    assert CHARTS["running_distance"].describe(weeks(), miles) == (
        "Running a week, 4 weeks: 7 runs, at most 6.8\u00a0mi in the week of 1 Mar 2026. "
        "1 of 3 plan weeks over what was allowed. 1 run lacks its distance."
    )
    assert CHARTS["running_distance"].table(weeks(), miles).headers[2] == "Allowed (mi)"
    assert CHARTS["running_minutes"].table(replace(weeks(), dimension=Dimension.TIME)).rows[2][2:] == (
        "52",
        "62",
        "over",
    )


def test_each_run_has_four_moments_and_unknown_ones_are_gaps(figure: Figure, find: Find) -> None:
    records = diaries.diary(28)
    last = replace(records.activities[-1], pain_after=None)
    data = draw("response", figure, records.changed_by([last]))

    ys = list(one(find(figure, "left-points")).get_ydata())
    shown = len(ys) // 5
    assert shown == len(data.runs) == 12  # type: ignore[attr-defined]
    assert isnan(ys[-3])
    assert "an hour after not known" in CHARTS["response"].readout(data, last.at.date())


def test_walks_are_in_neither_the_24_hour_chart_nor_its_table(figure: Figure) -> None:
    records = diaries.diary(28)
    walk = replace(records.activities[-1], kind=ActivityKind.WALK)
    data = draw("response", figure, records.changed_by([walk]))

    chart, day = CHARTS["response"], walk.at.date()
    assert day not in chart.days(data)
    assert len(chart.table(data).rows) == 2 * len(data.runs) == 22  # type: ignore[attr-defined]
    assert chart.readout(data, day).endswith("no entry")


def test_only_the_latest_runs_that_fit_are_drawn_and_it_says_so(new_figure: Callable[[int, int], Figure]) -> None:
    figure = new_figure(480, 260)
    data = draw("response", figure, diaries.diary(84), 84)

    assert len(data.runs) == 36  # type: ignore[attr-defined]
    assert "latest 9 of 36 runs" in " ".join(written(figure, "note"))
    assert len(CHARTS["response"].table(data).rows) == 72


def test_a_run_beyond_110_percent_is_ringed(figure: Figure, find: Find) -> None:
    records = diaries.diary(28)
    long = replace(records.activities[-1], metres=9000)
    draw("longest_run", figure, records.changed_by([long]))

    assert list(one(find(figure, "over")).get_ydata()) == [9.0]
    assert "longer than that" in written(figure, "key")


def test_before_the_first_run_there_is_no_limit(figure: Figure, find: Find) -> None:
    records = diaries.diary(10)
    draw("longest_run", figure, records, 28)

    caps = list(one(find(figure, "cap")).get_ydata())
    assert all(isnan(cap) for cap in caps[: 2 * 18])
    assert not isnan(caps[-1])


def test_parts_of_exercise_weeks_differ_by_pattern(figure: Figure, find: Find) -> None:
    data = draw("adherence", figure, diaries.diary(84), 84)

    assert find(figure, "on-time")[0].get_hatch() is None  # type: ignore[attr-defined]
    assert find(figure, "shifted")[0].get_hatch() == "/////"  # type: ignore[attr-defined]
    assert find(figure, "extra")[0].get_hatch() == "...."  # type: ignore[attr-defined]
    percent = data.total.done_percent  # type: ignore[attr-defined]
    assert f"{percent} % of planned" in written(figure, "total")


@pytest.mark.parametrize(("days", "cells"), [(28, 28), (84, 84), (365, 365)])
def test_the_calendar_has_a_cell_a_day(days: int, cells: int, figure: Figure, find: Find) -> None:
    data = draw("exercise_days", figure, diaries.diary(days), days)

    (drawn,) = find(figure, "cells")
    assert isinstance(drawn, PolyCollection)
    assert len(drawn.get_paths()) == cells
    assert len(find(figure, "done")[0].get_paths()) == data.active  # type: ignore[attr-defined]


def test_the_calendar_of_many_years_has_a_row_a_year(new_figure: Callable[[int, int], Figure]) -> None:
    figure = new_figure(1200, 400)
    draw("exercise_days", figure, diaries.diary(1100), 1100)

    assert written(figure, "y-label") == ["2023", "2024", "2025", "2026"]


def trained(*sides: Side, sets: int = 3) -> Diary:
    """A diary of one exercise a side, done today."""
    return replace(
        diaries.empty(),
        exercise_sets=tuple(
            ExerciseSet(
                id=diaries.identifier(number),
                at=diaries.at(TODAY),
                exercise=("glute-bridge", "calf-stretch", "clamshell")[number],
                side=side,
                sets=sets,
                reps=10,
            )
            for number, side in enumerate(sides)
        ),
    )


def test_the_largest_square_of_the_calendar_is_one_exercise(figure: Figure) -> None:
    draw("exercise_days", figure, trained(Side.BOTH))

    assert written(figure, "key") == ["none", "1 exercise"]


@pytest.mark.parametrize("width", [300, 648])
@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_the_key_of_many_years_is_never_cut(new_figure: Callable[[int, int], Figure], width: int, scale: float) -> None:
    figure = new_figure(width, 264)
    draw("exercise_days", figure, diaries.diary(3650), 3650, Style(scale=scale))

    key = next(text for text in figure.findobj(Text) if text.get_gid() == "key" and text.get_text() != "none")
    assert "…" not in key.get_text()
    assert key.get_text().split()[0].isdigit()
    if width > 600:
        assert key.get_text().endswith("in a week")


@pytest.mark.parametrize(
    ("sides", "legend"),
    [
        ((Side.BOTH,), "done, both legs"),
        ((Side.LEFT, Side.RIGHT), "done, one leg"),
        ((Side.BOTH, Side.LEFT), "done, one leg or both"),
    ],
)
def test_dose_says_whose_legs_it_counts(figure: Figure, sides: tuple[Side, ...], legend: str) -> None:
    draw("dose", figure, trained(*sides))

    assert legend in written(figure)


@pytest.fixture
def shipped_faces(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A computer without any further typeface."""

    def forget() -> None:
        for cached in (letters.readable, letters.family_of, letters.look):
            cached.cache_clear()

    monkeypatch.setattr(letters, "_ELSEWHERE", ())
    forget()
    yield
    forget()


@pytest.mark.parametrize("chart_id", ["dose", "balance"])
@pytest.mark.parametrize("name", ["深蹲 🏋🏽‍♀️ squat", "تمرين", "👍", "नी\tतान\n2"])
def test_exercises_named_in_any_script_are_drawn_without_a_warning(
    figure: Figure, chart_id: str, name: str, shipped_faces: None
) -> None:
    own = OwnExercise(id="own", name=name, kind=ExerciseKind.STRENGTH, per_leg=True)
    sets = trained(Side.LEFT, Side.RIGHT, Side.RIGHT).exercise_sets
    records = replace(
        diaries.empty(), exercises=(own,), exercise_sets=tuple(replace(item, exercise="own") for item in sets)
    )
    draw(chart_id, figure, records)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        figure.canvas.draw()

    shown = letters.readable(name)
    assert "\n" not in shown
    assert any(shown in text for text in written(figure))


def test_dose_has_a_row_for_each_exercise_and_names_the_rest(figure: Figure) -> None:
    data = draw("dose", figure, diaries.diary(84), 84)

    assert len(data.series) == 5  # type: ignore[attr-defined]
    rows = written(figure, "row")
    assert 2 <= len(rows) < 5
    assert written(figure, "total") == [f"{5 - len(rows)} more in the table"]
    assert written(figure, "end-label")[0] == "3 × 10, 4.5 kg"


def test_balance_says_which_leg_does_less_in_words(figure: Figure, find: Find) -> None:
    draw("balance", figure, diaries.diary(84), 84)

    assert written(figure, "verdict") in (["▲ Right does less"], ["✓ Nearly even"])
    assert len(find(figure, "left")[0].get_paths()) == len(written(figure, "row"))  # type: ignore[attr-defined]


@pytest.mark.parametrize("together", [True, False])
def test_balance_counts_the_exercises_that_have_no_room(
    new_figure: Callable[[int, int], Figure], together: bool
) -> None:
    records = diaries.diary(84)
    if not together:
        each_leg = tuple(replace(item, side=Side.LEFT) for item in records.exercise_sets)
        records = replace(records, exercise_sets=each_leg)
    left_out = []
    for high in (150, 244, 600):
        figure = new_figure(420, high)
        data = draw("balance", figure, records, 84)
        rows, note = len(written(figure, "row")), " ".join(reversed(written(figure, "note")))
        rest = len(data.rows) - rows  # type: ignore[attr-defined]
        assert note.startswith(f"{rest} more in the table") is (rest > 0)
        assert ("Both legs" in note) is together
        left_out.append(rest)
    assert left_out[0] > 0
    assert left_out[-1] == 0


def test_ice_has_no_dot_on_a_day_without_a_score(figure: Figure, find: Find) -> None:
    data = draw("icing", figure, diaries.diary(28))

    known = [point for point in data.points if point.pain is not None]  # type: ignore[attr-defined]
    assert len(known) < 28
    assert sum(len(line.get_xdata()) for line in find(figure, "pain")) == len(known)  # type: ignore[attr-defined]
    assert len(written(figure, "score")) == len(known)


def test_situations_always_begin_with_stairs_sitting_and_squatting(figure: Figure) -> None:
    draw("pain_context", figure, diaries.diary(10))

    assert written(figure, "row")[:3] == ["Stairs", "Sitting", "Squatting"]


def test_worn_shoes_are_told_in_words(figure: Figure) -> None:
    draw("shoes", figure, diaries.diary(28))

    values = written(figure, "value")
    assert [value.endswith("time for a new pair") for value in values] == [False, True, False]
    assert values[2].endswith("retired")


def test_a_referral_adds_its_own_lane(figure: Figure, find: Find) -> None:
    sources = gather(diaries.diary(28), span=diaries.span(28), today=TODAY)
    phases = (
        PhaseSpan(phase=Phase.BUILD, first=date(2026, 2, 20), last=date(2026, 3, 10)),
        PhaseSpan(phase=Phase.REFER, first=date(2026, 3, 11), last=TODAY),
    )
    data = CHARTS["phases"].data(replace(sources, phases=phases))
    CHARTS["phases"].draw(figure, data, Style(theme=DARK))

    assert written(figure, "row")[-1] == "See a professional"
    assert len(find(figure, "refer")[0].get_paths()) == 1  # type: ignore[attr-defined]


def test_pictures_keep_their_text_and_are_the_same_every_time() -> None:
    data = CHARTS["pain"].data(diaries.sources(28))
    style = Style(titled=True)
    svg = picture(CHARTS["pain"], data, style, "svg")

    assert ">Pain<" in svg.decode()
    assert svg == picture(CHARTS["pain"], data, style, "svg")
    assert picture(CHARTS["pain"], data, style, "png").startswith(b"\x89PNG")
    pdf = picture(CHARTS["pain"], data, style, "pdf")
    assert b"/ToUnicode" in pdf
