"""What a physio asks of a diary: every number by hand-made diaries; unknown days are never counted as good."""

from __future__ import annotations

from datetime import date, timedelta

from kneerehab.domain.clinic import Outcome
from kneerehab.domain.codes import Measure, OverridePhase, Phase, RedFlag, Side
from kneerehab.domain.diary import Diary
from kneerehab.domain.overview import Overview, overview
from kneerehab.domain.plan.replay import replay
from kneerehab.domain.plan.verdict import Grade
from kneerehab.domain.trends.pain import pain_by_day
from kneerehab.domain.trends.span import Span
from tests import builders as b


def read(diary: Diary, first: int, last: int, today: date | None = None) -> Overview:
    span = Span(first=b.day(first), last=b.day(last))
    return overview(
        diary,
        span=span,
        today=today or span.last,
        plan=replay(diary, span.last, every_day=True),
        pain=pain_by_day(diary),
        names={},
    )


def test_days_are_counted_only_where_there_is_a_score() -> None:
    found = read(b.diary(b.check_in(1), b.check_in(3), b.check_in(9)), 1, 5)
    assert (found.logged, found.span.days) == (2, 5)
    assert (found.swelling_days, found.limp_days) == (0, 0)


def test_swelling_limp_and_warning_signs_are_days() -> None:
    diary = b.diary(
        b.check_in(1, swelling=True, limp=True),
        b.check_in(1, clock="19:00", swelling=True),
        b.check_in(2, flags=[RedFlag.CANNOT_MOVE]),
        b.check_in(8, swelling=True),
    )
    found = read(diary, 1, 7)
    assert (found.swelling_days, found.limp_days) == (1, 1)
    assert found.red_flags == ((b.day(2), (RedFlag.CANNOT_MOVE,)),)


def test_the_worst_days_come_first_and_the_latest_of_equal_ones() -> None:
    scores = {1: 3, 2: 7, 3: 0, 4: 7, 5: 1, 6: 2, 7: 4}
    found = read(b.diary(*[b.check_in(day, (0, score)) for day, score in scores.items()]), 1, 7)
    assert [(worst.day, max(worst.scores.known())) for worst in found.worst] == [
        (b.day(4), 7),
        (b.day(2), 7),
        (b.day(7), 4),
        (b.day(1), 3),
        (b.day(6), 2),
    ]


def test_running_adds_what_is_known_and_counts_what_is_not() -> None:
    diary = b.diary(b.run(1, 1200, 3000), b.run(3, None, 2000), b.run(5, 900, None), b.walk(6), b.run(9))
    found = read(diary, 1, 7).running
    assert (found.runs, found.seconds, found.metres, found.unknown) == (3, 2100, 5000, 2)


def test_runs_are_counted_by_their_grade() -> None:
    week = b.override(1, OverridePhase.BUILD, budget=b.week(3600, 9000))
    diary = b.diary(week, b.quiet_days(1, 7), b.run(1, 1200, 3000), b.run(4, 1200, 3000, left=(0, 6, 0)))
    found = read(diary, 1, 7).running.grades
    assert (found[Grade.GREEN], found[Grade.RED]) == (1, 1)


def test_every_run_is_counted_under_some_grade() -> None:
    week = b.override(3, OverridePhase.BUILD, budget=b.week(3600, 9000))
    twice = [b.run(4, 600, 1500), b.run(4, 600, 1500, clock="18:00")]
    diary = b.diary(b.run(-2), week, b.quiet_days(1, 7), twice, b.run(7))
    found = read(diary, -6, 7).running
    assert (found.runs, sum(found.grades.values())) == (4, 4)
    assert (found.grades[Grade.UNVERIFIED], found.grades[Grade.PENDING]) == (1, 1)


def test_measures_compare_within_the_span() -> None:
    def stairs(number: int, value: float) -> Outcome:
        return Outcome(id=b.an_id(), at=b.at(number), measure=Measure.PSFS, activity="Stairs", value=value)

    diary = b.diary(stairs(1, 3), stairs(10, 5), stairs(15, 9), stairs(20, 3), stairs(30, 1))
    one, _mean = sorted(read(diary, 9, 21).measures, key=lambda trend: trend.activity is None)
    assert (one.first, one.first_day, one.last, one.last_day) == (5, b.day(10), 3, b.day(20))
    assert (one.highest, one.highest_day, one.lowest) == (9, b.day(15), 3)
    assert read(diary, 21, 29).measures == ()


def test_test_walks_are_not_counted_as_runs() -> None:
    diary = b.diary(b.override(1, OverridePhase.WALK), b.quiet_days(1, 5), b.walk(2))
    found = read(diary, 1, 5)
    assert len(found.sessions) == 1
    assert (found.running.runs, sum(found.running.grades.values())) == (0, 0)


def test_decisions_are_moves_of_the_plan_and_closed_weeks_in_order() -> None:
    week = b.override(1, OverridePhase.BUILD, budget=b.week(3600, 9000))
    runs = [b.run(day, 1000, 2600) for day in (1, 3, 5)]
    found = read(b.diary(week, b.quiet_days(1, 12), runs), 1, 12)
    assert [decision.day for decision in found.decisions] == sorted(decision.day for decision in found.decisions)
    assert found.decisions[0].rule == "P01-override"
    assert [decision.week for decision in found.decisions if decision.week] == list(found.weeks)
    assert found.last_week is not None
    assert (found.phase, found.phase_since) == (Phase.BUILD, b.day(1))


def test_what_lies_outside_the_span_is_left_out() -> None:
    diary = b.diary(
        b.override(1, OverridePhase.WALK),
        b.pause(2, 4),
        b.painkiller(3),
        b.ice(3),
        b.check_in(3, (9, 9)),
        b.quiet_days(8, 14),
    )
    found = read(diary, 8, 14)
    assert (found.overrides, found.pauses, found.medication, found.worst) == ((), (), (), ())
    assert (found.painkiller_days, found.icing.sessions, found.decisions) == (0, 0, ())
    assert read(diary, 4, 14).pauses == diary.pauses


def test_an_open_pause_is_told_from_its_beginning_on() -> None:
    diary = b.diary(b.pause(3))
    assert read(diary, 1, 2).pauses == ()
    assert read(diary, 5, 9).pauses == diary.pauses


def test_two_painkillers_of_a_day_are_one_day() -> None:
    found = read(b.diary(b.painkiller(1), b.painkiller(1, "20:00"), b.painkiller(2)), 1, 3)
    assert (found.painkiller_days, len(found.medication)) == (2, 3)


def test_before_the_plan_begins_there_is_no_phase() -> None:
    diary = b.diary(b.check_in(1))
    found = read(diary, -9, -2, today=diary.plan.start - timedelta(days=3))
    assert (found.phase, found.phase_since, found.decisions, found.last_week) == (None, None, (), None)


def test_settings_are_those_at_the_end_of_the_span() -> None:
    diary = b.diary(b.plan_change(5, affected=Side.RIGHT), affected=Side.LEFT)
    assert read(diary, 1, 4).settings.affected is Side.LEFT
    assert read(diary, 1, 6).settings.affected is Side.RIGHT
