"""What is still needed, and what is told of a day (section 11)."""

from __future__ import annotations

from kneerehab.domain.codes import Knee, OverridePhase, PainContext, Surface
from tests.builders import check_in, diary, override, pain_note, painkiller, quiet_days, run, walk, week
from tests.domain.plan.reading import days_of, missing_steps, told

WALK, RUNWALK, BUILD = OverridePhase.WALK, OverridePhase.RUNWALK, OverridePhase.BUILD


def test_an_unchecked_day_needs_a_check_in_first() -> None:
    assert missing_steps(days_of(diary(override(1, WALK), walk(1)))[1]) == {
        "check-in": "0 of 1",
        "green-walks": "0 of 2",
    }


def test_calm_counts_its_days_settled_days_and_days_without_a_run() -> None:
    days = days_of(diary(quiet_days(-3, 1), check_in(2, left=(0, 1)), run(-1)))
    assert missing_steps(days[1]) == {"days-in-calm": "0 of 2", "settled-days": "2 of 2", "run-free-days": "1 of 2"}
    assert missing_steps(days[2]) == {"days-in-calm": "1 of 2", "settled-days": "0 of 2", "run-free-days": "2 of 2"}
    ran = days_of(diary(quiet_days(1, 2), run(1)))
    assert missing_steps(ran[2])["run-free-days"] == "0 of 2"


def test_on_the_ladder_green_runs_are_counted() -> None:
    days = days_of(diary(override(1, RUNWALK), quiet_days(1, 2), run(1)))
    assert missing_steps(days[2]) == {"green-runs": "1 of 2"}


def test_week_counts_stop_at_what_is_needed() -> None:
    start = override(1, BUILD, budget=week(4320, 12000))
    last = days_of(diary(start, [run(number, 1440, 4000) for number in (1, 3, 5)]), 9)[9]
    assert missing_steps(last) == {
        "check-in": "0 of 1", "week-days": "7 of 7", "sessions": "2 of 2", "percent-done": "80 of 80",
    }  # fmt: skip


def test_of_a_week_the_larger_share_in_time_or_distance_is_counted() -> None:
    start = override(1, BUILD, budget=week(4320, 12000))
    for seconds, metres, expected in ((1440, 1000, "33 of 80"), (600, 8000, "66 of 80")):
        days = days_of(diary(start, quiet_days(1, 2), run(1, seconds, metres)))
        assert missing_steps(days[2])["percent-done"] == expected


def test_a_masked_day_is_told_and_three_of_seven_lead_to_a_professional() -> None:
    days = days_of(diary(quiet_days(0, 9), [painkiller(number) for number in (0, 5, 6, 7)]))
    assert {number: told(verdict) for number, verdict in days.items() if told(verdict)} == {
        5: ["masked-day"],
        6: ["masked-day", "see-professional masked-3-of-7"],
        7: ["masked-day", "see-professional masked-3-of-7"],
    }


def test_a_calm_that_lasts_weeks_and_pain_at_night_lead_to_a_professional() -> None:
    sore = [check_in(number, left=(1, 1)) for number in range(1, 16)]
    notes = [pain_note(3, 4, Knee.RIGHT, PainContext.NIGHT), pain_note(4, 0, context=PainContext.NIGHT)]
    more = [pain_note(3, 1, context=PainContext.NIGHT), pain_note(5, 4)]
    days = days_of(diary(sore, notes, more))
    assert {number: told(verdict) for number, verdict in days.items() if told(verdict)} == {
        3: ["see-professional night-pain"],
        **{number: ["see-professional calm-7-days"] for number in range(8, 14)},
        14: ["see-professional calm-7-days"],
        15: ["see-professional calm-7-days"],
    }


def test_a_graded_session_is_followed_by_what_was_odd_about_it() -> None:
    book = diary(override(1, RUNWALK), quiet_days(1, 2), run(1, 2329, 4000, surfaces=[Surface.HILLY]))
    last = days_of(book)[2]
    assert told(last) == ["graded unverified", "not-flat", "over-ceiling"]
    assert last.notices[0].details["reasons"] == ("G13-not-flat", "G14-wrong-length")
    with_its_walks = diary(override(1, RUNWALK), quiet_days(1, 2), run(1, 2328, 4000))
    assert told(days_of(with_its_walks)[2]) == ["graded green"]


def test_background_pain_is_two_in_ten_at_most_on_ten_checked_days_of_fourteen() -> None:
    def from_day_14(*records: object) -> list[str]:
        return told(days_of(diary(*records), 14)[14])  # type: ignore[arg-type]

    mild = [check_in(number, left=(1, 2)) for number in range(1, 15)]
    assert "see-professional background-pain" in from_day_14(mild)
    assert "see-professional background-pain" in from_day_14(mild[4:])
    assert "see-professional background-pain" not in from_day_14(mild[5:])
    assert "see-professional background-pain" not in from_day_14(mild[1:], check_in(1, left=(1, 3)))
    assert "see-professional background-pain" not in from_day_14(mild[1:], check_in(1, swelling=True))


def test_quiet_days_and_days_with_an_offer_are_no_background_pain() -> None:
    masked = [painkiller(number) for number in range(1, 15)]
    assert "see-professional background-pain" not in told(days_of(diary(quiet_days(1, 14), masked), 14)[14])
    offered = days_of(diary(override(1, WALK), check_in(1), [check_in(n, left=(1, 1)) for n in range(2, 16)]), 15)
    assert "see-professional background-pain" not in told(offered[14])
    assert "see-professional background-pain" in told(offered[15])
