"""Why the plan says what it says, and how a run would fit before it is saved."""

from __future__ import annotations

from dataclasses import replace

from kneerehab.domain.codes import Knee, OverridePhase, PainContext, RedFlag, Surface
from kneerehab.domain.diary import Diary
from kneerehab.domain.plan.explanation import Explanation, GradePreview, asked, explain, grade_preview
from kneerehab.domain.plan.verdict import Grade
from tests.builders import (
    check_in,
    cross_training,
    day,
    diary,
    override,
    pain_note,
    painkiller,
    pause,
    quiet_days,
    run,
    walk,
    week,
)
from tests.domain.plan.test_rules import STORIES

WALK, RUNWALK, BUILD = OverridePhase.WALK, OverridePhase.RUNWALK, OverridePhase.BUILD


def why(book: Diary, number: int) -> Explanation:
    explanation = explain(book, day(number))
    assert explanation is not None
    return explanation


def records(explanation: Explanation, rule: str) -> tuple[str, ...]:
    """Ids of the records that a rule of the chain looked at."""
    chain = [*explanation.moved, *explanation.asked, *(rule for graded in explanation.graded for rule in graded.asked)]
    return next(link.records for link in chain if link.rule.startswith(rule))


def test_every_rule_up_to_the_deciding_one_is_listed_with_its_inputs() -> None:
    morning = check_in(1, left=(1, 1))
    chain = asked(diary(override(1, WALK), morning), day(1))
    assert [(link.rule[:3], link.applied) for link in chain] == [
        *((f"R0{number}", False) for number in range(1, 8)),
        ("R17", False),
        ("R08", True),
    ]
    assert chain[-1].inputs == {"knee": "left", "now": 1, "limit": 0}
    assert chain[-1].records == (morning.id,)
    assert chain[3].inputs == {"missing": ()}


def test_the_whole_chain_ends_with_the_rule_of_the_verdict_for_every_story() -> None:
    for story in STORIES.values():
        book = story()
        for number in range(1, 32):
            explanation = why(book, number)
            assert explanation.asked[-1].rule == explanation.verdict.rule
            assert [link.applied for link in explanation.asked[:-1]] == [False] * (len(explanation.asked) - 1)
            told = [fired.rule for fired in explanation.verdict.rules]
            graded = [reason for graded in explanation.graded for reason in graded.session.reasons]
            assert told == [*graded, *(link.rule for link in explanation.moved), explanation.asked[-1].rule]
            known = {record.id for record in book.records()}
            ids = [id for link in (*explanation.asked, *explanation.moved) for id in link.records]
            assert known.issuperset(ids)


def test_before_the_first_day_there_is_nothing_to_explain() -> None:
    assert explain(diary(), day(0)) is None
    assert asked(diary(), day(0)) == ()


def test_a_graded_session_names_the_records_behind_each_rule() -> None:
    first, second = check_in(1), check_in(3, left=(1, 1), limp=True)
    dose, other = painkiller(3, "06:00"), painkiller(1, "20:00")
    ran = run(1, left=(0, 1, 0))
    explanation = why(diary(override(1, RUNWALK), first, second, dose, other, ran), 3)
    [graded] = explanation.graded
    assert graded.session.records == (ran.id,)
    assert [link.rule[:3] for link in graded.asked if link.applied] == ["G01", "G05", "G06", "G12"]
    assert records(explanation, "G01") == (ran.id,)
    assert records(explanation, "G05") == (first.id, second.id)
    assert records(explanation, "G06") == (second.id,)
    assert records(explanation, "G10") == (ran.id, first.id, second.id)
    assert records(explanation, "G12") == (ran.id, dose.id)
    assert records(explanation, "P07") == (ran.id,)


def test_without_a_closing_day_no_check_in_is_named() -> None:
    ran = run(1)
    explanation = why(diary(override(1, RUNWALK), ran), 4)
    assert records(explanation, "G05") == ()
    assert records(explanation, "G12") == (ran.id,)


def test_each_move_names_its_records() -> None:
    decided, morning = override(4, WALK), [check_in(number) for number in (1, 2, 3)]
    gate = why(diary(morning), 3)
    assert records(gate, "P02") == (morning[1].id, morning[2].id)
    assert records(why(diary(decided), 4), "P01") == (decided.id,)
    walks = [walk(1), walk(2)]
    opened = why(diary(override(1, WALK), quiet_days(1, 3), walks), 3)
    assert records(opened, "P03") == (walks[1].id,)
    ran = run(1)
    assert records(why(diary(override(1, RUNWALK), ran), 10), "P08") == (ran.id,)
    assert records(why(diary(override(1, RUNWALK)), 9), "P08") == ()


def test_a_graduation_names_the_runs_of_the_two_weeks_before_it() -> None:
    goal = week(4500, 12500)
    runs = [run(number, 1425, 2000) for number in (1, 3, 5, 8, 10, 12)]
    book = diary(
        override(1, BUILD, budget=goal), run(0, 300, 500), runs, run(15, 300, 500), quiet_days(1, 15), goal_week=goal,
        session_cap=False, allow_consecutive=True, runs_per_week=4,
    )  # fmt: skip
    assert records(why(book, 15), "P11") == tuple(ran.id for ran in runs)


def test_a_closed_week_names_its_runs_and_for_pain_its_check_ins() -> None:
    runs = [run(number, 1440, 4000) for number in (1, 3)]
    mornings = [check_in(number, left=(0, 3) if number == 6 else (0, 0)) for number in range(1, 9)]
    book = diary(override(1, BUILD, budget=week(4320, 12000)), mornings, runs, run(8, 300, 900))
    explanation = why(book, 8)
    assert records(explanation, "W09") == tuple(ran.id for ran in runs)
    assert records(explanation, "W06") == tuple(morning.id for morning in mornings[:7])
    assert records(explanation, "R16") == ()
    assert records(why(book, 5), "R16") == tuple(ran.id for ran in runs)
    late = diary(override(1, BUILD, budget=week(4320, 12000)), mornings, runs[0], last := run(7, 1440, 4000))
    assert records(why(late, 8), "W09") == (runs[0].id, last.id)
    assert records(why(late, 7), "R16") == (runs[0].id,)


def test_each_r_rule_names_what_it_looked_at() -> None:
    flag = check_in(1, flags=[RedFlag.CANNOT_MOVE])
    assert records(why(diary(flag, check_in(2)), 2), "R02") == (flag.id,)
    held = pause(1, 2)
    assert records(why(diary(held), 1), "R03") == (held.id,)
    morning, note = check_in(1), pain_note(1, 3, Knee.RIGHT)
    after_a_run = diary(override(1, RUNWALK), morning, run(1), note)
    assert records(why(after_a_run, 1), "R09") == (morning.id, note.id)
    assert records(why(diary(override(1, WALK), morning, note), 1), "R08") == (morning.id, note.id)
    dose, pill = painkiller(1), painkiller(1, "07:30")
    assert records(why(diary(override(1, WALK), morning, dose, pill), 1), "R10") == (morning.id, dose.id, pill.id)
    night, sore = pain_note(1, 2, context=PainContext.NIGHT, clock="23:00"), pain_note(2, 1, clock="06:00")
    sleepless = why(diary(override(1, WALK), quiet_days(1, 2), night, sore), 2)
    assert records(sleepless, "R17") == (night.id, sore.id)
    second = pain_note(2, 1, context=PainContext.NIGHT)
    assert records(why(diary(override(1, WALK), check_in(3), second), 3), "R17") == (second.id,)
    walked = walk(1)
    book = diary(override(1, WALK), quiet_days(1, 2), walked)
    assert records(why(book, 2), "R11") == (walked.id,)
    assert records(why(book, 1), "R11") == ()
    assert records(why(book, 1), "R05") == ()
    red = run(1, left=(0, 3, 0))
    after = why(diary(override(1, RUNWALK, rung=2), quiet_days(1, 2), red), 2)
    assert records(after, "R07") == records(after, "P06") == (red.id,)
    runs = [run(number) for number in (-1, 0, 1, 3, 5, 7)]
    rested = why(diary(override(1, RUNWALK), quiet_days(1, 7), runs, allow_consecutive=True), 1)
    assert records(rested, "R12") == (runs[1].id,)
    week_full = why(diary(override(1, RUNWALK), quiet_days(1, 7), runs), 7)
    assert records(week_full, "R13") == tuple(ran.id for ran in runs[2:5])
    runs = [run(number) for number in (1, 3, 5)]
    full = why(diary(override(1, RUNWALK), quiet_days(1, 7), runs), 7)
    assert records(full, "R13") == tuple(ran.id for ran in runs)
    assert records(full, "R12") == ()


def preview(book: Diary, activity: object) -> GradePreview:
    found = grade_preview(book, activity)  # type: ignore[arg-type]
    assert found is not None
    return found


def test_a_run_that_fits_the_day_has_nothing_against_it() -> None:
    fits = preview(diary(override(1, RUNWALK), check_in(1)), run(1))
    assert (fits.grade, fits.rules, fits.over_ceiling, fits.verdict.rule) == (Grade.GREEN, (), False, "R14-run-rung")


def test_a_run_that_breaks_the_plan_says_how_before_it_is_saved() -> None:
    start = override(1, BUILD, budget=week(4320, 12000))
    book = diary(start, check_in(1, left=(1, 1)), painkiller(1), run(-3, 1000, 3000))
    odd = preview(book, run(1, 1200, 3000, left=(1, 0, 0), surfaces=[Surface.HILLY], form_changed=None))
    assert [rule[:3] for rule in odd.rules] == ["G02", "G10", "G11", "G12", "G13", "G15"]
    assert (odd.grade, odd.over_ceiling) == (Grade.AMBER, False)
    quiet = diary(start, check_in(1))
    assert preview(quiet, run(1, 1441, 4000)).over_ceiling


def test_a_second_run_of_the_day_is_seen_together_with_the_first() -> None:
    first = run(1, 700, 2000)
    book = diary(override(1, RUNWALK), check_in(1), first)
    both = preview(book, run(1, 740, 2000, clock="18:00"))
    assert (both.rules, both.seconds, both.metres) == ((), 1440, 4000)
    assert preview(book, first).rules == ("G14-wrong-length",)


def test_in_walk_a_walk_is_judged_apart_from_a_run_of_the_day() -> None:
    book = diary(override(1, WALK), check_in(1), run(1))
    assert preview(book, walk(1)).rules == ()


def test_what_the_plan_does_not_grade_has_no_preview() -> None:
    book = diary(override(1, RUNWALK), check_in(1))
    assert grade_preview(book, run(0)) is None
    assert grade_preview(book, walk(1)) is None
    assert grade_preview(book, cross_training(1)) is None
    assert preview(diary(override(1, WALK), check_in(1)), walk(1)).grade is Grade.GREEN


def test_the_hour_after_that_nobody_can_know_yet_is_not_held_against_a_run() -> None:
    book = diary(override(1, RUNWALK), check_in(1))
    assert preview(book, run(1, left=(0, 0, None), right=(0, 0, None))).rules == ()
    sore = preview(book, run(1, left=(1, 0, None)))
    assert [rule[:3] for rule in sore.rules] == ["G02"]
    assert "G10-score-missing" in preview(book, replace(run(1), pain_before=None, pain_after=None)).rules
