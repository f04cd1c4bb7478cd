"""Ranges, and a replay turned into what charts show."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise
from pathlib import Path

from kneerehab.charts import CHARTS
from kneerehab.domain.clinic import ClinicVisit
from kneerehab.domain.codes import Clinician, ExerciseKind, OverridePhase, Phase, Side
from kneerehab.domain.plan.replay import replay
from kneerehab.domain.training import ExerciseSet, OwnExercise
from kneerehab.domain.trends.adherence import ExerciseTally
from kneerehab.domain.trends.phases import PhaseTimeline
from kneerehab.domain.trends.running import WeeklyRunning
from kneerehab.domain.trends.span import Span
from kneerehab.exchange.diary_json import read_diary
from kneerehab.services.progress import (
    Range,
    covers,
    first_entry,
    free_dates,
    gather,
    span_of,
    weeks_of,
)
from tests.builders import START, an_id, at, check_in, day, diary, override, quiet_days, run, week

EXAMPLES = Path(__file__).parent.parent / "examples"


def test_a_preset_range_ends_today_and_begins_no_earlier_than_the_diary() -> None:
    book = diary(check_in(1))

    assert span_of(Range.FOUR_WEEKS, book, day(200)) == Span(first=day(173), last=day(200))
    assert span_of(Range.TWELVE_WEEKS, book, day(200)).days == 84
    assert span_of(Range.TWELVE_WEEKS, book, day(50)) == Span(first=day(1), last=day(50))
    assert span_of(Range.YEAR, book, day(1000)).days == 365
    assert span_of(Range.ALL, book, day(1000)) == Span(first=day(1), last=day(1000))


def test_a_young_diary_still_shows_four_weeks() -> None:
    for chosen in (Range.FOUR_WEEKS, Range.TWELVE_WEEKS, Range.YEAR, Range.ALL):
        assert span_of(chosen, diary(), START).days == 28


def test_entries_before_the_plan_belong_to_everything() -> None:
    book = diary(run(-60))

    assert first_entry(book) == day(-60)
    assert first_entry(diary()) is None
    assert span_of(Range.ALL, book, day(5)).first == day(-60)


def test_since_visit_begins_with_the_last_visit_up_to_today() -> None:
    visits = [ClinicVisit(id=an_id(), at=at(number), who=Clinician.PHYSIO) for number in (2, 9, 40)]

    assert span_of(Range.SINCE_VISIT, diary(visits), day(12)) == Span(first=day(9), last=day(12))
    assert span_of(Range.SINCE_VISIT, diary(), day(12)).days == 28


def test_kept_dates_end_today_and_wait_while_they_lie_ahead() -> None:
    texts = (day(3).isoformat(), day(9).isoformat())

    assert free_dates(texts, day(20)) == Span(first=day(3), last=day(9))
    assert free_dates(texts[::-1], day(5)) == Span(first=day(3), last=day(5))
    assert free_dates(texts, day(2)) is None
    assert free_dates((), day(20)) is None
    assert free_dates(texts[:1], day(20)) is None


def test_a_young_diary_does_not_cover_its_range() -> None:
    assert covers(span_of(Range.TWELVE_WEEKS, diary(check_in(1)), day(84)), Range.TWELVE_WEEKS)
    assert not covers(span_of(Range.TWELVE_WEEKS, diary(check_in(1)), day(83)), Range.TWELVE_WEEKS)
    assert not covers(span_of(Range.ALL, diary(check_in(1)), day(84)), Range.ALL)


def test_free_dates_are_taken_as_they_are() -> None:
    dates = Span(first=day(3), last=day(4))

    assert span_of(Range.DATES, diary(), day(12), dates) == dates
    assert span_of(Range.DATES, diary(), day(12)).days == 28


def test_closed_and_open_weeks_come_from_the_replay_with_the_runs_of_today() -> None:
    book = diary(
        override(1, OverridePhase.BUILD, budget=week(4320, 12000)),
        quiet_days(1, 10),
        [run(number, 1440, 4000) for number in (1, 3, 5, 8, 10)],
    )
    closed, still_open = weeks_of(replay(book, day(10)), book, day(10))

    assert (closed.start, closed.end, closed.open, closed.decision) == (day(1), day(7), False, "ADVANCE")
    assert (closed.allowed_seconds, closed.done_metres) == (4320, 12000)
    assert (still_open.start, still_open.end, still_open.open) == (day(8), day(14), True)
    assert (still_open.allowed_metres, still_open.done_metres) == (12600, 8000)


def test_a_week_that_waits_for_its_first_run_begins_today() -> None:
    book = diary(override(1, OverridePhase.BUILD, budget=week(4320, 12000)), quiet_days(1, 2))
    (waiting,) = weeks_of(replay(book, day(2)), book, day(2))

    assert (waiting.start, waiting.end, waiting.done_seconds) == (day(2), day(8), 0)


def test_the_week_after_the_open_one_is_shown_only_at_the_end_of_the_diary() -> None:
    book = diary(override(1, OverridePhase.BUILD, budget=week(4000, 12000)), quiet_days(1, 3), run(1))
    plan = replay(book, day(3))

    def coming(span: Span) -> list[tuple[int, int]]:
        data = CHARTS["running_minutes"].data(gather(book, span=span, today=day(3), replay=plan))
        assert isinstance(data, WeeklyRunning)
        return [(found.low, found.high) for found in data.coming]

    assert coming(Span(first=day(-10), last=day(3))) == [(4200, 4400)]
    assert coming(Span(first=day(-10), last=day(2))) == []
    assert coming(Span(first=day(-500), last=day(3))) == []


def test_exercises_are_named_by_the_library_and_by_the_runner() -> None:
    own = OwnExercise(id=an_id(), name="Wall sit", kind=ExerciseKind.STRENGTH, per_leg=True)
    book = diary(
        own,
        [
            ExerciseSet(id=an_id(), at=at(1), exercise=name, side=Side.BOTH, sets=2)
            for name in (own.id, "hamstring-stretch", "mine")
        ],
    )
    sources = gather(book, span=Span(first=day(1), last=day(7)), today=day(7))
    data = CHARTS["adherence"].data(sources)
    items: tuple[ExerciseTally, ...] = data.exercises  # type: ignore[attr-defined]

    assert [item.name for item in items] == ["Hamstring stretch", "mine", "Wall sit"]
    assert own.id in sources.per_leg


def test_the_plan_of_an_example_diary_reaches_the_charts() -> None:
    book = read_diary((EXAMPLES / "build-week-8.json").read_bytes())
    today = book.check_ins[-1].at.date()
    span = span_of(Range.ALL, book, today)
    sources = gather(book, span=span, today=today, replay=replay(book, today))

    timeline = CHARTS["phases"].data(sources)
    assert isinstance(timeline, PhaseTimeline)
    assert timeline.phases[-1].phase is Phase.BUILD
    assert timeline.phases[-1].last == today
    days = [(phase.first, phase.last) for phase in timeline.phases]
    assert all(later[0] - earlier[1] == timedelta(days=1) for earlier, later in pairwise(days))
    assert sources.weeks[-1].open
    assert sources.limit == 2
    assert all(chart.data(sources) is not None for chart in CHARTS.values())


def test_without_a_replay_there_are_no_phases_and_no_ceilings() -> None:
    sources = gather(diary(run(2)), span=Span(first=day(1), last=day(7)), today=day(7))

    assert (sources.phases, sources.weeks) == ((), ())
