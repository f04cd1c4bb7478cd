"""Two diaries of one runner become one: whoever begins, however often, and nothing that was decided is lost unsaid."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kneerehab.domain.codes import OverridePhase, Role, Side
from kneerehab.domain.diary import Diary, marks_in_order
from kneerehab.domain.plan_records import Override
from kneerehab.domain.record import Deletion, Record
from kneerehab.domain.rules import ONE_PER_DATE
from kneerehab.domain.runner import Runner
from kneerehab.domain.shoes import Shoes
from kneerehab.domain.training import Prescription
from kneerehab.exchange.diary_json import read_diary, write_diary
from kneerehab.services.edit import Edit, applied, edit_faults, inverse, stamped
from kneerehab.services.exercises import prescribed
from kneerehab.services.merge import count, merge
from kneerehab.wording.formats import plain
from kneerehab.wording.merging import gave_way
from tests import builders

EARLY = datetime(2026, 5, 4, 8, tzinfo=UTC)
LATE = EARLY + timedelta(days=1)
RUNNER = Runner(id=builders.an_id(), name="Mira", changed=EARLY)


def together(mine: Diary, theirs: Diary) -> Diary:
    """`mine` after `theirs` was merged into it."""
    edit = merge(mine, theirs).edit
    by_id = {record.id: record for record in mine.records()}
    after = applied(edit, mine)
    assert edit_faults(edit, mine, after, by_id, today=None, fixed_start=False) == []
    return after


def book(*records: Record, deleted: tuple[Deletion, ...] = (), runner: Runner = RUNNER, **plan: Any) -> Diary:
    return replace(builders.diary(records, **plan), runner=runner, deleted=marks_in_order(deleted))


def decision(phase: OverridePhase, changed: datetime | None, role: Role | None = None, by: str = "me") -> Override:
    return replace(builders.override(3, phase), changed=changed, role=role, by=by)


def both_ways(one: Diary, two: Diary) -> Diary:
    """The merge, which is the same whoever begins and which neither diary changes any more."""
    merged = together(one, two)
    assert together(two, one) == merged
    for again in (one, two, merged):
        assert not merge(merged, again).edit
        assert merge(merged, again).gave_way == ()
    return merged


# decisions of one date
def test_a_clinicians_decision_beats_a_later_one_of_the_runner() -> None:
    runners = decision(OverridePhase.BUILD, LATE, Role.RUNNER)
    clinicians = decision(OverridePhase.WALK, EARLY, Role.CLINICIAN, by="Dr Lee")
    merged = both_ways(book(runners), book(clinicians))
    assert merged.overrides == (clinicians,)
    assert [mark.id for mark in merged.deleted] == [runners.id]


@pytest.mark.parametrize("role", [None, Role.RUNNER])
def test_a_clinicians_decision_beats_one_without_a_role_and_one_without_a_time(role: Role | None) -> None:
    other = decision(OverridePhase.BUILD, LATE, role)
    clinicians = decision(OverridePhase.WALK, None, Role.CLINICIAN, by="Dr Lee")
    assert both_ways(book(other), book(clinicians)).overrides == (clinicians,)


@pytest.mark.parametrize("roles", [(None, None), (Role.RUNNER, None), (None, Role.RUNNER), (Role.CLINICIAN,) * 2])
def test_else_the_later_decision_of_a_date_stays(roles: tuple[Role | None, Role | None]) -> None:
    later = decision(OverridePhase.BUILD, LATE, roles[0])
    earlier = decision(OverridePhase.WALK, EARLY, roles[1])
    assert both_ways(book(later), book(earlier)).overrides == (later,)


def test_a_decision_that_lost_comes_back_only_by_a_later_edit_and_then_competes_again() -> None:
    clinicians = decision(OverridePhase.WALK, EARLY, Role.CLINICIAN, by="Dr Lee")
    runners = decision(OverridePhase.BUILD, EARLY, Role.RUNNER)
    merged = both_ways(book(runners), book(clinicians))
    again = book(replace(runners, reason="still quiet", changed=LATE))
    assert both_ways(merged, again).overrides == (clinicians,)
    elsewhere = book(replace(runners, date=builders.day(4), changed=LATE))
    assert len(both_ways(merged, elsewhere).overrides) == 2


def test_a_decision_without_a_time_that_lost_comes_back_by_any_edit() -> None:
    untimed, clinicians = decision(OverridePhase.BUILD, None), decision(OverridePhase.WALK, EARLY, Role.CLINICIAN)
    merged = both_ways(book(untimed), book(clinicians))
    assert merged.deleted == (Deletion(id=untimed.id, changed=datetime(2000, 1, 1, tzinfo=UTC)),)
    elsewhere = book(replace(untimed, date=builders.day(4), changed=EARLY))
    assert len(both_ways(merged, elsewhere).overrides) == 2


def test_an_edit_of_the_same_decision_is_a_correction_and_the_later_one_wins() -> None:
    wrong = decision(OverridePhase.WALK, EARLY, Role.CLINICIAN)
    right = replace(wrong, role=Role.RUNNER, changed=LATE)
    assert both_ways(book(wrong), book(right)).overrides == (right,)


# what is told
def test_what_lost_is_told_by_name_whichever_diary_it_stood_in() -> None:
    runners = decision(OverridePhase.BUILD, LATE, Role.RUNNER)
    clinicians = decision(OverridePhase.WALK, EARLY, Role.CLINICIAN, by="Dr Lee")
    one, two = book(runners), book(clinicians)
    for found in (merge(one, two).gave_way, merge(two, one).gave_way):
        (pair,) = found
        assert (pair.lost, pair.kept, pair.by_role) == (runners, clinicians, True)
        assert gave_way(pair.lost, pair.kept, "Mira", plain()) == (
            "2026-03-04: “Build”, decided by Mira, gave way to “Walk”, decided by Dr Lee."
        )


def test_two_decisions_of_one_person_and_two_plan_changes_are_told_too() -> None:
    first, second = decision(OverridePhase.WALK, EARLY), decision(OverridePhase.BUILD, LATE)
    slow = replace(builders.plan_change(5, runs_per_week=2), changed=EARLY)
    fast = replace(builders.plan_change(5, runs_per_week=4), changed=LATE)
    found = merge(book(first, fast), book(second, slow)).gave_way
    assert not any(pair.by_role for pair in found)
    assert [gave_way(pair.lost, pair.kept, "Mira", plain()) for pair in found] == [
        "2026-03-04: Mira decided twice. “Walk” gave way to “Build”.",
        "2026-03-06: the plan change “Most runs a week: 2” gave way to the newer one, “Most runs a week: 4”.",
    ]


def test_what_lost_on_the_other_computer_is_told_here_too_when_its_deletion_arrives() -> None:
    runners = decision(OverridePhase.BUILD, LATE, Role.RUNNER)
    clinicians = decision(OverridePhase.WALK, EARLY, Role.CLINICIAN, by="Dr Lee")
    here, clinic = book(runners), book(clinicians)
    (pair,) = merge(here, together(clinic, here)).gave_way
    assert (pair.lost, pair.kept) == (runners, clinicians)
    assert merge(here, book(deleted=(Deletion(id=runners.id, changed=LATE),))).gave_way == (), "nothing stands instead"


def test_a_clinician_who_is_called_me_is_not_taken_for_the_runner() -> None:
    lost, kept = decision(OverridePhase.WALK, EARLY, Role.CLINICIAN), decision(OverridePhase.CALM, LATE, Role.CLINICIAN)
    assert "Mira" not in gave_way(lost, kept, "Mira", plain())


# doses of one day
def a_dose(day: int = 3, changed: datetime | None = None, reps: int = 8, by: str | None = None) -> Prescription:
    return Prescription(
        id=builders.an_id(), exercise="clamshell", from_=builders.day(day), sets=3, reps=reps, days_per_week=3,
        side=Side.BOTH, by=by, changed=changed,
    )  # fmt: skip


def test_of_two_doses_from_one_day_both_stay_the_later_counts_and_it_is_said() -> None:
    early, late = a_dose(changed=EARLY, by="Dana Roth"), a_dose(changed=LATE, reps=12)
    merged = both_ways(book(early), book(late))
    assert set(merged.prescriptions) == {early, late}
    assert prescribed(merged, builders.day(3)) == {"clamshell": late}
    assert merge(merged, book(early)).gave_way == (), "it is told once"
    for found in (merge(book(early), book(late)).gave_way, merge(book(late), book(early)).gave_way):
        (pair,) = found
        assert gave_way(pair.lost, pair.kept, "Mira", plain(), lambda _slug: "Clamshell") == (
            "2026-03-04, Clamshell: the dose “3 × 8, by Dana Roth” gave way to the later one, “3 × 12”."
        )


def test_of_three_doses_from_one_day_the_latest_counts_and_both_others_are_told() -> None:
    first, second, last = (a_dose(changed=EARLY + timedelta(hours=hour), reps=8 + hour) for hour in range(3))
    for found in (merge(book(first, second), book(last)), merge(book(last), book(second, first))):
        assert {(pair.lost.id, pair.kept.id) for pair in found.gave_way} == {(first.id, last.id), (second.id, last.id)}


def test_where_two_doses_differ_in_leg_or_days_the_words_say_so() -> None:
    early, late = a_dose(changed=EARLY, by="Dana Roth"), a_dose(changed=LATE)
    told = gave_way(replace(early, side=Side.LEFT), replace(late, side=Side.RIGHT, days_per_week=7), "Mira", plain())
    assert "“Left leg  ·  3 × 8  ·  3 days a week, by Dana Roth” gave way" in told
    assert "“Right leg  ·  3 × 8  ·  every day”." in told


def test_doses_of_another_day_and_two_that_one_side_knew_of_both_stay() -> None:
    early, late, other = a_dose(changed=EARLY), a_dose(changed=LATE), a_dose(4, changed=LATE)
    assert len(both_ways(book(early), book(other)).prescriptions) == 2
    assert not merge(book(early, late), book(early)).edit
    assert len(both_ways(book(early, late), book(early)).prescriptions) == 2
    assert prescribed(book(late, early), builders.day(3))["clamshell"] == late
    elsewhere = replace(other, id=builders.an_id(), exercise="bridge")
    assert merge(book(early), book(early, late, elsewhere)).gave_way == (), "both were seen together there"
    turned = book(replace(early, id=late.id), replace(late, id=early.id))
    assert prescribed(turned, builders.day(3))["clamshell"].changed == LATE, "whatever the order of the ids"


# any two diaries
IDS = [builders.an_id() for _ in range(11)]
SHOES = Shoes(id=builders.an_id(), name="Blue", changed=EARLY)
_moments = st.sampled_from([None, EARLY, EARLY + timedelta(hours=1), LATE])
_role = st.sampled_from([None, *Role])


def _record(record_id: str) -> st.SearchStrategy[Record]:
    """Any of a few versions of a record; the kind goes with the id, as it never changes."""
    number = IDS.index(record_id)
    days = st.integers(1, 3)
    made: Callable[[int, str, Role | None], Record]
    if number < 3:
        made = lambda day, note, role: replace(builders.override(day, OverridePhase.WALK), role=role)  # noqa: E731
    elif number < 5:
        made = lambda day, note, role: builders.plan_change(day, runs_per_week=2)  # noqa: E731
    elif number < 7:
        made = lambda day, note, role: replace(builders.run(day), shoes_id=SHOES.id if note else None)  # noqa: E731
    elif number < 8:
        made = lambda day, note, role: builders.check_in(day)  # noqa: E731
    else:
        made = lambda day, note, role: a_dose(day)  # noqa: E731
    return st.builds(
        lambda day, note, role, changed: replace(made(day, note, role), id=record_id, note=note, changed=changed),
        days,
        st.sampled_from([None, "a", "b"]),
        _role,
        _moments,
    )


@st.composite
def diaries(draw: st.DrawFn) -> Diary:
    """A sound diary out of few ids, dates and times: so that two of them meet in every way they can."""
    records: dict[str, Record] = {}
    marks: list[Deletion] = []
    taken: set[tuple[type, Any]] = set()
    for record_id in draw(st.lists(st.sampled_from(IDS), unique=True)):
        if draw(st.booleans()):
            marks.append(Deletion(id=record_id, changed=draw(_moments) or EARLY))
            continue
        record: Any = draw(_record(record_id))
        place = (type(record), getattr(record, "date", record.id))
        if isinstance(record, ONE_PER_DATE) and place in taken:
            continue
        taken.add(place)
        records[record_id] = record
    worn = any(getattr(record, "shoes_id", None) for record in records.values())
    if worn or draw(st.booleans()):
        records[SHOES.id] = replace(SHOES, changed=draw(_moments))
    elif draw(st.booleans()):
        marks.append(Deletion(id=SHOES.id, changed=draw(_moments) or EARLY))
    runner = replace(RUNNER, name=draw(st.sampled_from(["Mira", "Mira Holm"])), changed=draw(_moments))
    plan = draw(st.sampled_from([2, 3]))
    return book(*records.values(), deleted=tuple(marks), runner=runner, runs_per_week=plan)


@settings(max_examples=200, deadline=None)
@given(one=diaries(), two=diaries())
def test_any_two_diaries_become_the_same_one_whoever_begins_and_only_once(one: Diary, two: Diary) -> None:
    merged = both_ways(one, two)
    assert read_diary(write_diary(merged, None)) == merged, "the outcome is a sound diary"


@settings(max_examples=100, deadline=None)
@given(one=diaries(), two=diaries())
def test_nothing_vanishes_but_by_a_deletion_or_another_decision_of_its_date(one: Diary, two: Diary) -> None:
    merged = together(one, two)
    kept = {record.id for record in merged.records()}
    marked = {mark.id: mark.changed for mark in merged.deleted}
    told = {pair.lost.id for pair in merge(one, two).gave_way}
    deleted = {mark.id for mark in (*one.deleted, *two.deleted)}
    for record in (*one.records(), *two.records()):
        assert record.id in kept or record.id in marked
        assert record.id in kept | deleted | told
    for mark in (*one.deleted, *two.deleted):
        back = merged.find(mark.id)
        worn = any(run.shoes_id == mark.id for run in merged.activities)
        assert (
            worn
            or (back is None and marked[mark.id] >= mark.changed)
            or (back is not None and back.changed is not None and back.changed > mark.changed)
        )


@settings(max_examples=100, deadline=None)
@given(one=diaries())
def test_a_diary_merged_with_itself_stays_what_it_is(one: Diary) -> None:
    assert not merge(one, one).edit


def test_of_runner_and_plan_only_the_one_that_differs_is_taken_over() -> None:
    mine = book(runs_per_week=3)
    renamed = replace(RUNNER, name="Mira Holm", changed=LATE)
    of_the_runner = merge(mine, book(runner=renamed, runs_per_week=3)).edit
    assert (of_the_runner.runner, of_the_runner.plan) == (renamed, None)
    theirs = book(runner=replace(RUNNER), runs_per_week=4)
    of_the_plan = merge(mine, theirs).edit
    assert (of_the_plan.runner, of_the_plan.plan) == (None, theirs.plan)


def test_what_is_stamped_once_or_merged_is_exact_and_gets_no_other_time() -> None:
    mine, record = book(), builders.check_in(1)
    edit = stamped(Edit(saved=(record,)), mine, {}, EARLY)
    assert (edit.exact, edit.saved) == (True, (replace(record, changed=EARLY),))
    assert merge(mine, book(record)).edit.exact


def test_an_edit_of_any_one_part_does_something_and_one_without_parts_nothing() -> None:
    record, mark = builders.check_in(1), Deletion(id=builders.an_id(), changed=EARLY)
    parts: tuple[dict[str, Any], ...] = (
        {"saved": (record,)}, {"removed": (record,)}, {"runner": RUNNER}, {"plan": book().plan}, {"marks": (mark,)},
        {"unmarked": (mark.id,)},
    )  # fmt: skip
    assert all(Edit(**part) for part in parts)
    assert not Edit(exact=True)
    assert Edit(saved=(record,), marks=(mark,), unmarked=("gone",)).touched() == {record.id, "gone"}
    assert Edit(runner=RUNNER).is_of_runner
    assert not Edit(runner=RUNNER, saved=(record,)).is_of_runner


def test_an_older_mark_that_a_later_one_took_the_place_of_comes_back_with_undo() -> None:
    early, late = (Deletion(id=builders.an_id(), changed=EARLY), Deletion(id=builders.an_id(), changed=EARLY))
    before, edit = replace(book(), deleted=(early, late)), Edit(marks=(replace(late, changed=LATE),), exact=True)
    after = applied(edit, before)
    assert {mark.changed for mark in after.deleted} == {EARLY, LATE}
    assert applied(inverse(edit, before, {}), after).deleted == marks_in_order(before.deleted)


def test_an_import_counts_what_is_new_replaced_removed_and_the_same() -> None:
    kept = [replace(builders.check_in(number), changed=EARLY) for number in range(1, 10)]
    gone = [Deletion(id=record.id, changed=LATE) for record in kept[5:7]]
    mine = book(*kept)
    theirs = book(
        *[replace(record, note="later", changed=LATE) for record in kept[:5]],
        *kept[7:],
        *[replace(builders.check_in(number), changed=LATE) for number in (20, 21)],
        deleted=tuple(gone),
    )
    assert count(merge(mine, theirs).edit, mine, theirs) == {"added": 2, "replaced": 5, "removed": 2, "unchanged": 2}
