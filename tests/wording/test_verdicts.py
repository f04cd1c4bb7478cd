"""The reasons on Today's card: at most three, and none of them twice."""

from __future__ import annotations

from kneerehab.domain.codes import OverridePhase
from kneerehab.domain.diary import Diary
from kneerehab.domain.plan.replay import replay
from kneerehab.wording.formats import plain
from kneerehab.wording.verdicts import reasons
from tests.builders import check_in, day, diary, override, painkiller, quiet_days, run, week

BUILD = override(1, OverridePhase.BUILD, budget=week(4320, 12000))


def told(book: Diary, number: int) -> list[str]:
    answer = replay(book, day(number))
    sessions = [session for session in answer.sessions if session.date < day(number)]
    return [reason.text for reason in reasons(answer.days[-1], sessions, 0, plain())]


def test_a_masked_day_tells_of_the_medicine_once() -> None:
    texts = told(diary(BUILD, quiet_days(1, 3), painkiller(3)), 3)
    assert len([text for text in texts if "Pain relief" in text]) == 1


def test_after_a_red_run_it_is_told_of_once() -> None:
    book = diary(BUILD, quiet_days(1, 1), run(1, 1440, 4000, left=(0, 4, 2)), check_in(2, (2, 4)))
    assert len([text for text in told(book, 2) if plain().short_day(day(1)) in text]) == 1
