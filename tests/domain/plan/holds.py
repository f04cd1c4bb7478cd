"""What holds for every runner on every day, however they live: asked of the records alone, not of the plan.

Each function takes a diary and its whole plan, and raises where the plan breaks what its name says.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

from kneerehab.domain.activity import Activity
from kneerehab.domain.check_in import CheckIn
from kneerehab.domain.codes import ActivityKind, PainContext, Phase, Profile, Side
from kneerehab.domain.diary import KINDS, Diary
from kneerehab.domain.fields import Amount
from kneerehab.domain.plan.replay import replay
from kneerehab.domain.plan.verdict import Advice, Decision, Grade, Replay, Session, Verdict
from kneerehab.domain.record import moment

DAY = timedelta(days=1)
LIMITS = {Profile.PAIN_FREE: (0, 2), Profile.MONITORED: (2, 5)}
DEFAULTS: dict[str, Any] = {
    "affected": Side.BOTH,
    "profile": Profile.PAIN_FREE,
    "growth_permille": 50,
    "runs_per_week": 3,
    "allow_consecutive": False,
    "session_cap": True,
    "mask_hours": 12,
}
DEFAULT_GOAL = Amount(seconds=10800, metres=30000)
SMALLEST_RUN = {"seconds": 300, "metres": 500}
LADDER_RUN = 1440
STAY_BEGINS = {"P01-override", "P02-calm-gate", "P03-walk-gate", "P07-red-to-calm", "P09-gap-to-walk"}


def setting(book: Diary, on: date, name: str) -> Any:
    """The value of a setting in force on a date."""
    value = getattr(book.plan, name)
    for change in sorted(book.plan_changes, key=lambda change: change.date):
        if change.date <= on and name in change.settings:
            value = change.settings[name]
    return DEFAULTS.get(name) if value is None else value


def runs_on(book: Diary, on: date) -> list[Activity]:
    return [done for done in book.activities if done.at.date() == on and done.kind is ActivityKind.RUN]


def check_ins_on(book: Diary, on: date) -> list[CheckIn]:
    return sorted((record for record in book.check_ins if record.at.date() == on), key=lambda record: record.at)


def before_the_run(book: Diary, verdict: Verdict) -> datetime:
    """Until when a record of the day counts as made before its first run (in WALK: its first run or walk)."""
    kinds = (ActivityKind.RUN, ActivityKind.WALK) if verdict.phase is Phase.WALK else (ActivityKind.RUN,)
    starts = [done.at for done in book.activities if done.at.date() == verdict.date and done.kind in kinds]
    return min(starts, default=datetime.combine(verdict.date, time.max))


def offers(plan: Replay) -> Iterator[Verdict]:
    return (verdict for verdict in plan.days if verdict.advice in (Advice.RUN, Advice.WALK))


def nothing_is_offered_on_an_unchecked_paused_limping_swollen_or_flagged_day(book: Diary, plan: Replay) -> None:
    for verdict in offers(plan):
        today = check_ins_on(book, verdict.date)
        for knee in setting(book, verdict.date, "affected").knees:
            assert any(record.now.of(knee) is not None for record in today)
            assert any(record.worst_24h.of(knee) is not None for record in today)
        assert not any(record.swelling or record.limp or record.red_flags for record in today)
        assert not any(held.covers(verdict.date) for held in book.pauses)
        assert verdict.phase not in (Phase.CALM, Phase.REFER)


def nothing_is_offered_on_a_sore_day_or_after_a_night_of_pain(book: Diary, plan: Replay) -> None:
    for verdict in offers(plan):
        until = before_the_run(book, verdict)
        quiet, mild = LIMITS[setting(book, verdict.date, "profile")]
        today = check_ins_on(book, verdict.date)
        notes = [note for note in book.pain_notes if note.at.date() == verdict.date]
        for knee in Side.BOTH.knees:
            stating = [record for record in today if record.now.of(knee) is not None]
            asked = [record for record in stating if record.at <= until] or stating
            now = [record.now.of(knee) for record in asked]
            now += [note.score for note in notes if note.side is knee and note.at <= until]
            assert max((score for score in now if score is not None), default=0) <= quiet
        worst = [score for record in today for score in (*record.now.known(), *record.worst_24h.known())]
        assert max([*worst, *(note.score for note in notes)]) <= mild
        evening = datetime.combine(verdict.date - DAY, time(18))
        nights = [note for note in book.pain_notes if note.context is PainContext.NIGHT and note.score > 0]
        assert not any(evening <= note.at <= until for note in nights)


def nothing_is_offered_while_a_painkiller_may_hide_the_pain(book: Diary, plan: Replay) -> None:
    for verdict in offers(plan):
        until = before_the_run(book, verdict)
        span = timedelta(hours=setting(book, verdict.date, "mask_hours"))
        today = check_ins_on(book, verdict.date)
        doses = [dose.at for dose in book.medication if dose.painkiller]
        for record in [record for record in today if record.at <= until] or today:
            assert not any(timedelta(0) <= record.at - dose < span for dose in doses)
        assert not any(today[0].at < dose <= until for dose in doses)


def no_run_is_offered_the_day_after_a_run_or_in_a_full_week_unless_allowed(book: Diary, plan: Replay) -> None:
    for verdict in plan.days:
        if verdict.advice is not Advice.RUN:
            continue
        if runs_on(book, verdict.date - DAY):
            assert setting(book, verdict.date, "allow_consecutive")
        run_days = sum(bool(runs_on(book, verdict.date - back * DAY)) for back in range(1, 7))
        assert run_days < setting(book, verdict.date, "runs_per_week")


def a_held_week_never_shrinks_but_by_low_weeks_or_the_goal(book: Diary, plan: Replay) -> None:
    for closed in plan.weeks:
        if closed.decision is Decision.HOLD and "W14-low-weeks" not in closed.reasons:
            assert closed.next == at_most_the_goal(book, closed.closed, closed.budget)


def low_weeks_shrink_a_week_after_three_of_them_alone_and_by_a_fifth_at_most(book: Diary, plan: Replay) -> None:
    for number, closed in enumerate(plan.weeks):
        if "W14-low-weeks" not in closed.reasons:
            continue
        three = plan.weeks[max(0, number - 2) : number + 1]
        assert len(three) == 3
        for week in three:
            assert week.decision is Decision.HOLD
            assert "W09-little-done" in week.reasons
        fifth_less = Amount(seconds=closed.budget.seconds * 80 // 100, metres=closed.budget.metres * 80 // 100)
        least = at_most_the_goal(book, closed.closed, fifth_less)
        assert closed.next is not None
        assert closed.next.seconds >= least.seconds
        assert closed.next.metres >= least.metres


def an_advanced_week_never_shrinks_but_by_the_goal_and_grows_within_the_setting(book: Diary, plan: Replay) -> None:
    for closed in plan.weeks:
        if closed.decision is not Decision.ADVANCE:
            continue
        assert closed.next is not None
        permille = 1000 + setting(book, closed.closed, "growth_permille")
        least = at_most_the_goal(book, closed.closed, closed.budget)
        assert least.seconds <= closed.next.seconds <= closed.budget.seconds * permille // 1000
        assert least.metres <= closed.next.metres <= closed.budget.metres * permille // 1000


def at_most_the_goal(book: Diary, on: date, budget: Amount) -> Amount:
    """A budget cut at the goal; the default goal cuts nothing that is above it already."""
    goal = setting(book, on, "goal_week") or setting(book, on, "usual_week")
    if goal is None:
        return budget
    return Amount(seconds=min(budget.seconds, goal.seconds), metres=min(budget.metres, goal.metres))


def stays(plan: Replay) -> Iterator[tuple[Verdict, date, bool]]:
    """Every verdict with the first day of its stay, and whether an override began that."""
    since, by_override, phase = plan.days[0].date, False, None
    for verdict in plan.days:
        begun = [fired.rule for fired in verdict.rules if fired.rule in STAY_BEGINS]
        if verdict.phase is Phase.REFER and phase is not Phase.REFER:
            begun.append("R01-red-flag")
        if begun:
            since, by_override = verdict.date, begun[-1] == "P01-override"
        phase = verdict.phase
        yield verdict, since, by_override


def no_run_is_offered_longer_than_a_red_one_before_the_next_is_graded(book: Diary, plan: Replay) -> None:
    by_date = {verdict.date: verdict for verdict in plan.days}
    for verdict, since, _ in stays(plan):
        if verdict.ceilings is None or verdict.week is None:
            continue
        graded = [done for done in plan.sessions if tells(done, since, verdict.date)]
        if not graded or graded[-1].grade is not Grade.RED:
            continue
        red, given = graded[-1], by_date[graded[-1].date].ceilings
        assert verdict.ceilings.metres is not None
        if given is not None:
            assert verdict.ceilings.seconds <= given.seconds
            assert given.metres is None or verdict.ceilings.metres <= given.metres
        else:
            assert red.seconds is None or verdict.ceilings.seconds <= max(300, red.seconds)
            assert red.metres is None or verdict.ceilings.metres <= max(500, red.metres)


def tells(done: Session, since: date, on: date) -> bool:
    """Whether a run of the stay was graded by that morning, with a grade that says something."""
    return (
        done.kind is ActivityKind.RUN
        and done.date >= since
        and done.graded_on is not None
        and done.graded_on <= on
        and done.grade is not Grade.UNVERIFIED
    )


def no_single_run_is_offered_more_than_a_tenth_above_the_longest_before_the_week(book: Diary, plan: Replay) -> None:
    for verdict, _, by_override in stays(plan):
        if verdict.ceilings is None or verdict.week is None or not setting(book, verdict.date, "session_cap"):
            continue
        month = [ran for back in range(1, 31) for ran in runs_on(book, verdict.date - back * DAY)]
        if not month:
            assert by_override or (verdict.ceilings.seconds <= 1800 and (verdict.ceilings.metres or 0) <= 5000)
        for name, smallest in SMALLEST_RUN.items():
            stated = [ran for ran in month if getattr(ran, name) is not None]
            begun = verdict.week.start
            earlier = [ran for ran in stated if begun is not None and ran.at.date() < begun]
            longest = max((getattr(ran, name) for ran in earlier or stated), default=None)
            if longest is not None:
                assert getattr(verdict.ceilings, name) <= max(smallest, longest * 110 // 100)


def ceilings_are_given_with_a_run_alone_and_the_first_of_a_week_is_half_of_it_at_most(
    book: Diary, plan: Replay
) -> None:
    for verdict in plan.days:
        assert (verdict.ceilings is not None) == (verdict.advice is Advice.RUN)
        if verdict.ceilings is None:
            continue
        if verdict.week is None:
            assert (verdict.ceilings.seconds, verdict.ceilings.metres) == (LADDER_RUN, None)
            continue
        for name, smallest in SMALLEST_RUN.items():
            left = getattr(verdict.week.budget, name) - getattr(verdict.week.done, name)
            most = left if verdict.week.sessions else left // 2
            assert smallest <= getattr(verdict.ceilings, name) <= most


def up_to(book: Diary, last: date) -> Diary:
    """The diary as it stood in the evening of a day."""
    kept = {name: tuple(record for record in getattr(book, name) if moment(record).date() <= last) for name in KINDS}
    return replace(book, **kept)


def later_days_never_change_a_verdict(book: Diary, plan: Replay) -> None:
    for number in random.Random(len(plan.days)).sample(range(1, len(plan.days) + 1), k=min(6, len(plan.days))):
        last = plan.days[number - 1].date
        assert replay(up_to(book, last), last, every_day=True).days == plan.days[:number]


def the_order_of_records_never_matters(book: Diary, plan: Replay) -> None:
    chance = random.Random(len(plan.days))
    shuffled = {name: tuple(chance.sample(getattr(book, name), k=len(getattr(book, name)))) for name in KINDS}
    assert plan.to is not None
    assert replay(replace(book, **shuffled), plan.to, every_day=True) == plan


PROPERTIES: tuple[Callable[[Diary, Replay], None], ...] = (
    nothing_is_offered_on_an_unchecked_paused_limping_swollen_or_flagged_day,
    nothing_is_offered_on_a_sore_day_or_after_a_night_of_pain,
    nothing_is_offered_while_a_painkiller_may_hide_the_pain,
    no_run_is_offered_the_day_after_a_run_or_in_a_full_week_unless_allowed,
    a_held_week_never_shrinks_but_by_low_weeks_or_the_goal,
    low_weeks_shrink_a_week_after_three_of_them_alone_and_by_a_fifth_at_most,
    an_advanced_week_never_shrinks_but_by_the_goal_and_grows_within_the_setting,
    no_run_is_offered_longer_than_a_red_one_before_the_next_is_graded,
    no_single_run_is_offered_more_than_a_tenth_above_the_longest_before_the_week,
    ceilings_are_given_with_a_run_alone_and_the_first_of_a_week_is_half_of_it_at_most,
    later_days_never_change_a_verdict,
    the_order_of_records_never_matters,
)
"""Everything that holds, in the order of this file."""
