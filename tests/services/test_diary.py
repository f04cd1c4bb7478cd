"""The one door for writes, with a real file behind it."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kneerehab.domain.activity import Activity
from kneerehab.domain.check_in import CheckIn, PainNote
from kneerehab.domain.codes import ActivityKind, Knee, OverridePhase, PainContext, PauseReason
from kneerehab.domain.diary import KINDS, Diary
from kneerehab.domain.errors import Busy, InvalidFile, InvalidRecord
from kneerehab.domain.fields import Amount, KneeScores
from kneerehab.domain.plan_records import Override, Pause, Plan, PlanChange
from kneerehab.domain.record import Deletion, Record, new_id
from kneerehab.domain.runner import Runner
from kneerehab.domain.shoes import Shoes
from kneerehab.exchange.diary_json import read_diary, write_diary
from kneerehab.services.changes import CHANGE_OF, Change, Changes
from kneerehab.services.check import check
from kneerehab.services.diary import DiaryService, Edit
from kneerehab.storage.database import Database
from tests.storage.any_record import records as any_records

EXAMPLES = sorted((Path(__file__).parents[1] / "examples").glob("*.json"))
TODAY = date(2026, 3, 10)
EVENING = datetime(2026, 3, 10, 20, 0)


@dataclass
class Desk:
    """A service on a file of its own, with a clock that moves when told, and what was announced."""

    database: Database
    now: datetime = datetime(2026, 3, 10, 19, 0, tzinfo=UTC)
    heard: list[Change] = field(default_factory=list)
    runner_id: str = ""

    def __post_init__(self) -> None:
        self.service = DiaryService(self.database, Changes(), lambda: self.now)
        self.service.changes.subscribe(self.heard.append)

    def begin(self) -> None:
        runner = Runner(id=new_id(), name="Mira")
        self.runner_id = self.service.create_runner(runner, Plan(start=date(2026, 3, 2))).id
        self.heard.clear()

    @property
    def diary(self) -> Diary:
        return self.service.diary(self.runner_id)

    def stored(self) -> Diary:
        """What a fresh start of the program would show."""
        return DiaryService(self.database, Changes(), lambda: self.now).diary(self.runner_id)

    def tick(self, seconds: int = 60) -> None:
        self.now += timedelta(seconds=seconds)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with Database.open(tmp_path / "data" / "diary.sqlite3") as database:
        made = Desk(database)
        made.begin()
        yield made


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Desk]:
    """Another computer."""
    with Database.open(tmp_path / "other" / "diary.sqlite3") as database:
        yield Desk(database)


def check_in(at: datetime = EVENING, **more: Any) -> CheckIn:
    known = {"now": KneeScores(left=1), "worst_24h": KneeScores(left=2), "swelling": False, "limp": False}
    return CheckIn(id=new_id(), at=at, **(known | more))


def run(**more: Any) -> Activity:
    return Activity(**({"id": new_id(), "at": EVENING, "kind": ActivityKind.RUN, "seconds": 600} | more))


def override(day: date = TODAY, **more: Any) -> Override:
    known = {"id": new_id(), "date": day, "phase": OverridePhase.WALK, "reason": "quiet", "by": "me"}
    return Override(**(known | more))


# runners


def test_several_are_two_or_more(tmp_path: Path) -> None:
    with Database.open(tmp_path / "diary.sqlite3") as database:
        desk, found = Desk(database), []
        for _number in range(3):
            found.append(desk.service.has_several())
            desk.begin()
    assert found == [False, False, True]


# recording, amending, deleting


def test_a_saved_record_is_stamped_kept_announced_and_still_there_after_a_restart(desk: Desk) -> None:
    record = check_in()
    desk.service.record(desk.runner_id, record, today=TODAY)
    assert desk.diary.check_ins == (replace(record, changed=desk.now),)
    assert desk.stored() == desk.diary
    assert desk.heard == [Change.CHECK_INS]


def test_a_listener_hears_of_a_change_only_when_it_is_saved_and_can_read_it(desk: Desk) -> None:
    seen: list[int] = []
    desk.service.changes.subscribe(lambda _change: seen.append(len(desk.stored().check_ins)))
    desk.service.record(desk.runner_id, check_in())
    assert seen == [1]


def test_a_listener_that_ended_its_subscription_hears_no_more(desk: Desk) -> None:
    heard: list[Change] = []
    end = desk.service.changes.subscribe(heard.append)
    end()
    end()
    desk.service.record(desk.runner_id, check_in())
    assert heard == []


def test_a_listener_that_fails_does_not_make_the_save_look_failed(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    caught: list[object] = []
    monkeypatch.setattr(sys, "excepthook", lambda _kind, error, _trace: caught.append(error))
    fault = ValueError("a page")

    def fail(_change: Change) -> None:
        raise fault

    desk.service.changes.subscribe(fail)
    heard: list[Change] = []
    desk.service.changes.subscribe(heard.append)
    desk.service.record(desk.runner_id, check_in())
    assert caught == [fault]
    assert heard == [Change.CHECK_INS]
    assert len(desk.diary.check_ins) == 1


def test_undo_and_redo_restore_the_very_same_records_and_marks(desk: Desk) -> None:
    states = [desk.diary]
    first, second = check_in(), run()
    undo: list[Edit] = []
    for step in (
        Edit(saved=(first, second)),
        Edit(saved=(replace(first, note="later thought"),)),
        Edit(removed=(first,)),
        Edit(saved=(override(),), removed=(second,)),
        Edit(runner=Runner(id=desk.runner_id, name="Mira Holm"), plan=replace(desk.diary.plan, mask_hours=6)),
    ):
        desk.tick()
        undo.append(desk.service.apply(desk.runner_id, step, today=TODAY))
        states.append(desk.diary)
    assert len({str(state) for state in states}) == len(states)
    redo: list[Edit] = []
    for expected in reversed(states[:-1]):
        desk.tick()
        redo.append(desk.service.apply(desk.runner_id, undo.pop(), today=TODAY))
        assert desk.diary == expected == desk.stored()
    for expected in states[1:]:
        desk.tick()
        desk.service.apply(desk.runner_id, redo.pop(), today=TODAY)
        assert desk.diary == expected == desk.stored()


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(data=st.data())
def test_whatever_is_edited_the_kept_diary_equals_the_file_and_undo_leads_back(desk: Desk, data: st.DataObject) -> None:
    desk.begin()  # what one example leaves must not show in the next
    kinds = [kind for name, kind in KINDS.items() if name not in ("plan_changes", "overrides")]
    undo: list[tuple[Diary, Edit]] = []
    for _ in range(data.draw(st.integers(1, 4))):
        known = list(desk.diary.records())
        gone = data.draw(st.lists(st.sampled_from(known), max_size=2, unique_by=lambda r: r.id)) if known else []
        new: list[Record] = [
            data.draw(any_records(kind)) for kind in data.draw(st.lists(st.sampled_from(kinds), max_size=2))
        ]
        before = desk.diary
        undo.append((before, desk.service.apply(desk.runner_id, Edit(saved=tuple(new), removed=tuple(gone)))))
        assert desk.diary == desk.stored()
    for before, edit in reversed(undo):
        desk.service.apply(desk.runner_id, edit)
        assert desk.diary == before == desk.stored()


def test_a_deleted_record_leaves_a_mark_and_undo_takes_the_mark_away(desk: Desk) -> None:
    desk.service.record(desk.runner_id, check_in())
    (record,) = desk.diary.check_ins
    desk.tick()
    back = desk.service.delete(desk.runner_id, record)
    assert desk.diary.check_ins == ()
    assert desk.diary.deleted == (Deletion(id=record.id, changed=desk.now),)
    desk.tick()
    desk.service.apply(desk.runner_id, back)
    assert desk.diary.check_ins == (record,)
    assert desk.diary.deleted == ()


def test_saving_what_is_there_already_changes_nothing(desk: Desk) -> None:
    record = check_in()
    desk.service.record(desk.runner_id, record)
    desk.heard.clear()
    before = desk.diary
    desk.tick()
    assert not desk.service.amend(desk.runner_id, replace(record, changed=None))
    assert desk.diary is before
    assert desk.heard == []


def test_an_edit_is_later_than_the_one_before_though_the_clock_was_set_back(desk: Desk) -> None:
    record = check_in()
    desk.service.record(desk.runner_id, record)
    desk.tick(-3600)
    desk.service.amend(desk.runner_id, replace(record, note="again"))
    first = datetime(2026, 3, 10, 19, 0, tzinfo=UTC)
    assert desk.diary.check_ins[0].changed == first + timedelta(seconds=1)


def test_an_optional_pair_of_scores_of_which_none_is_known_is_kept_as_unknown(desk: Desk) -> None:
    desk.service.record(desk.runner_id, check_in(average_24h=KneeScores()))
    assert desk.diary.check_ins[0].average_24h is None
    assert desk.stored() == desk.diary


# what is refused


@pytest.mark.parametrize(
    ("record", "fault"),
    [
        (check_in(now=KneeScores(left=11)), "now: must be an object"),
        (check_in(at=EVENING + timedelta(days=1)), "at: is in the future"),
        (check_in(at=datetime(2005, 1, 1)), "at: is more than 7320 days away from plan.start"),
        (run(seconds=None), "needs seconds or metres"),
        (run(seconds=0), "seconds: must be an integer from 1 to 86400"),
        (run(shoes_id=new_id()), "shoes_id: no such shoes"),
        (run(kind=ActivityKind.CROSS, form_changed=False), "form_changed: is not allowed with kind cross"),
        (override(rung=2), "rung: is only allowed with phase RUNWALK"),
        (
            Pause(id=new_id(), from_=TODAY, to=date(2026, 3, 9), reason=PauseReason.ILL),
            "to: is before from",
        ),
        (
            PlanChange(id=new_id(), date=TODAY, settings={"growth_permille": None}),
            "set.growth_permille: must be an integer from 50 to 100",
        ),
        (PlanChange(id=new_id(), date=TODAY, settings={"start": TODAY}), "set.start: unknown key"),  # type: ignore[dict-item]
        (PlanChange(id=new_id(), date=TODAY, settings={}), "set: must be an object"),
    ],
)
def test_an_unsound_record_is_refused_and_nothing_is_touched(desk: Desk, record: Record, fault: str) -> None:
    before = desk.diary
    with pytest.raises(InvalidRecord) as refused:
        desk.service.record(desk.runner_id, check_in(), record, today=TODAY)
    assert refused.value.faults == (fault,)
    assert desk.diary is before
    assert desk.stored() == before
    assert desk.heard == []


def test_what_is_planned_may_lie_in_the_future(desk: Desk) -> None:
    later = TODAY + timedelta(days=7)
    pause = Pause(id=new_id(), from_=later, reason=PauseReason.AWAY)
    change = PlanChange(id=new_id(), date=later, settings={"goal_week": Amount(seconds=1800, metres=3000)})
    desk.service.record(desk.runner_id, pause, change, today=TODAY)
    assert len(desk.diary.pauses) == len(desk.diary.plan_changes) == 1


def test_an_imported_record_of_tomorrow_can_be_noted_on_but_not_be_moved_on(desk: Desk) -> None:
    record = check_in(EVENING + timedelta(days=1), changed=desk.now)
    desk.service.import_diary(replace(desk.diary, check_ins=(record,)))
    typed_again = datetime.fromisoformat(record.at.isoformat())
    desk.service.amend(desk.runner_id, replace(record, at=typed_again, note="another clock"), today=TODAY)
    assert desk.diary.check_ins[0].note == "another clock"
    with pytest.raises(InvalidRecord, match="at: is in the future"):
        desk.service.amend(desk.runner_id, replace(record, at=record.at + timedelta(minutes=1)), today=TODAY)


def test_a_date_has_one_override_but_the_same_one_can_be_amended(desk: Desk) -> None:
    first = override()
    desk.service.record(desk.runner_id, first)
    with pytest.raises(InvalidRecord, match="date: is already used"):
        desk.service.record(desk.runner_id, override(date.fromisoformat(TODAY.isoformat())))
    desk.service.amend(desk.runner_id, replace(first, reason="still quiet"))
    desk.service.apply(desk.runner_id, Edit(saved=(override(),), removed=(first,)))
    assert len(desk.diary.overrides) == 1


def test_an_id_of_another_kind_of_record_is_refused(desk: Desk) -> None:
    record = check_in()
    desk.service.record(desk.runner_id, record)
    for taken in (record.id, desk.runner_id):
        with pytest.raises(InvalidRecord, match="id: is already used"):
            desk.service.record(desk.runner_id, run(id=taken))


def test_shoes_that_were_run_in_are_retired_and_not_deleted(desk: Desk) -> None:
    shoes = Shoes(id=new_id(), name="Blue")
    worn, barefoot = [run(shoes_id=shoes.id), run(shoes_id=shoes.id)], run()
    desk.service.record(desk.runner_id, shoes, *worn, barefoot)
    with pytest.raises(InvalidRecord, match="are named by 2 activities; retire them instead"):
        desk.service.delete(desk.runner_id, shoes)
    desk.service.delete(desk.runner_id, *worn, shoes)
    assert desk.diary.shoes == ()


def test_the_start_of_the_plan_can_be_corrected_only_while_the_diary_is_empty(desk: Desk) -> None:
    plan = replace(desk.diary.plan, start=date(2026, 3, 3))
    desk.service.amend_plan(desk.runner_id, plan)
    desk.service.record(desk.runner_id, check_in())
    for other in (date(2026, 3, 4), date(2026, 3, 2)):
        with pytest.raises(InvalidRecord, match="start: can't change"):
            desk.service.amend_plan(desk.runner_id, replace(plan, start=other))
    assert desk.diary.plan == plan == desk.stored().plan


def test_a_lock_of_another_process_leaves_diary_and_file_as_they_were(desk: Desk) -> None:
    before = desk.diary
    hold = (
        "import sqlite3, sys; c = sqlite3.connect(sys.argv[1], isolation_level=None); c.execute('BEGIN IMMEDIATE');"
        "print('held', flush=True); sys.stdin.read()"
    )
    command = [sys.executable, "-c", hold, str(desk.database.path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        with pytest.raises(Busy):
            desk.service.record(desk.runner_id, check_in())
        assert desk.diary is before
        assert desk.heard == []
    desk.service.record(desk.runner_id, check_in())
    assert len(desk.stored().check_ins) == 1


def test_a_write_of_another_program_is_seen_and_built_upon(desk: Desk) -> None:
    with Database.open(desk.database.path) as database:
        second = DiaryService(database, Changes(), lambda: desk.now)
        second.record(desk.runner_id, check_in())
        assert len(desk.diary.check_ins) == 1
        second.record(desk.runner_id, check_in())
        desk.service.record(desk.runner_id, run())
        assert len(desk.diary.check_ins) == 2
        assert second.diary(desk.runner_id) == desk.diary == desk.stored()


def test_a_thousand_records_go_in_as_one_step(desk: Desk) -> None:
    batch = tuple(run(at=EVENING - timedelta(hours=hour)) for hour in range(1000))
    back = desk.service.apply(desk.runner_id, Edit(saved=batch))
    assert desk.diary == desk.stored()
    assert [activity.id for activity in desk.diary.activities] == [activity.id for activity in reversed(batch)]
    desk.service.apply(desk.runner_id, back)
    assert desk.diary.activities == desk.stored().activities == ()


# runners


def test_two_runners_keep_to_themselves(desk: Desk) -> None:
    second = desk.service.create_runner(Runner(id=new_id(), name="ada"), Plan(start=TODAY))
    assert desk.heard == [Change.ALL]
    desk.service.record(second.id, check_in())
    assert desk.diary.check_ins == ()
    assert [runner.name for runner in desk.service.runners()] == ["ada", "Mira"]


def test_a_plan_is_read_without_the_rest_of_a_diary_that_is_not_open(desk: Desk) -> None:
    change = PlanChange(id=new_id(), date=TODAY, settings={"runs_per_week": 2})
    desk.service.record(desk.runner_id, change)
    fresh = DiaryService(desk.database, Changes(), lambda: desk.now)
    assert fresh.plan(desk.runner_id) == (desk.diary.plan, desk.diary.plan_changes)
    with pytest.raises(LookupError):
        fresh.plan(new_id())


def test_an_unsound_or_doubled_runner_is_refused(desk: Desk) -> None:
    with pytest.raises(InvalidRecord, match="name: must be text"):
        desk.service.create_runner(Runner(id=new_id(), name=""), Plan(start=TODAY))
    with pytest.raises(InvalidRecord, match="id: is already used"):
        desk.service.create_runner(Runner(id=desk.runner_id, name="Twin"), Plan(start=TODAY))
    with pytest.raises(InvalidRecord, match="mask_hours"):
        desk.service.amend_plan(desk.runner_id, Plan(start=date(2026, 3, 2), mask_hours=48))
    assert len(desk.service.runners()) == 1


def test_a_deleted_runner_is_gone_from_the_file(desk: Desk) -> None:
    secret = "a secret of the knee"
    desk.service.record(desk.runner_id, check_in(note=secret))
    desk.service.delete_runner(desk.runner_id)
    assert desk.service.runners() == ()
    with pytest.raises(LookupError):
        desk.service.diary(desk.runner_id)
    folder = desk.database.path.parent
    assert not [
        item for item in folder.iterdir() if item.suffix != ".sqlite3-shm" and secret.encode() in item.read_bytes()
    ]


def _with_a_deleted_one(desk: Desk, kilobytes: int) -> None:
    """The file of a clinic that deleted somebody, with so much room to give back."""
    other = desk.service.create_runner(Runner(id=new_id(), name="Ada"), Plan(start=TODAY))
    with closing(sqlite3.connect(desk.database.path, isolation_level=None)) as connection:
        connection.execute("CREATE TABLE room (page BLOB)")
        for _page in range(kilobytes // 8):
            connection.execute("INSERT INTO room VALUES (zeroblob(8192))")
        connection.execute("DROP TABLE room")
    desk.service.delete_runner(other.id)


def test_the_room_of_a_deleted_runner_is_given_back(desk: Desk) -> None:
    _with_a_deleted_one(desk, 400)
    before = desk.database.path.stat().st_size
    assert desk.database.compaction.wanted
    assert desk.database.compaction.run()
    assert not desk.database.compaction.wanted
    assert desk.service.tidy()
    assert desk.database.path.stat().st_size < before - 300_000
    desk.service.record(desk.runner_id, check_in())
    assert len(desk.stored().check_ins) == 1


def test_a_save_ends_what_makes_the_file_smaller_and_never_waits_for_it(desk: Desk) -> None:
    _with_a_deleted_one(desk, 40_000)
    for number in range(1, 5):
        worker = Thread(target=desk.database.compaction.run)
        worker.start()
        time.sleep(0.01 * number)  # wherever it is by now
        desk.service.record(desk.runner_id, check_in(note=str(number)))
        worker.join()
    assert len(desk.stored().check_ins) == 4
    assert not check(desk.database.path)
    desk.database.compaction.end(for_good=True)
    assert not desk.database.compaction.run()


def test_what_the_runner_and_the_plan_become_is_announced(desk: Desk) -> None:
    desk.service.amend_runner(replace(desk.diary.runner, name="Mira Holm"))
    desk.service.amend_plan(desk.runner_id, replace(desk.diary.plan, runs_per_week=4))
    assert desk.heard == [Change.RUNNER, Change.PLAN | Change.RUNNER]
    assert desk.stored() == desk.diary


def test_every_kind_of_record_is_announced_as_something() -> None:
    assert set(CHANGE_OF) == {Runner, *KINDS.values()}
    whole = Change.NONE
    for change in CHANGE_OF.values():
        whole |= change
    assert whole == Change.ALL


# import and export


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_an_example_is_exported_as_the_diary_it_was(desk: Desk, path: Path) -> None:
    diary = read_diary(path.read_bytes())
    result = desk.service.import_diary(diary)
    assert (result.created, result.added, result.unchanged) == (True, sum(1 for _ in diary.records()), 0)
    assert desk.service.diary(diary.runner.id) == diary
    exported = desk.service.export(diary.runner.id, EVENING)
    assert json.loads(exported) == json.loads(path.read_bytes()) | {"version": 2}
    assert exported == write_diary(diary, diary.exported_at)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_importing_the_same_file_twice_changes_nothing(desk: Desk, path: Path) -> None:
    diary = read_diary(path.read_bytes())
    desk.service.import_diary(diary)
    before = desk.service.diary(diary.runner.id)
    dump = _dump(desk.database.path)
    desk.heard.clear()
    result = desk.service.import_diary(read_diary(path.read_bytes()))
    assert (result.added, result.replaced, result.removed) == (0, 0, 0)
    assert result.unchanged == sum(1 for _ in diary.records())
    assert desk.service.diary(diary.runner.id) is before
    assert _dump(desk.database.path) == dump
    assert desk.heard == []


def _dump(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as plain:
        return list(plain.iterdump())


def test_a_bad_file_leaves_nothing_behind(desk: Desk) -> None:
    document = json.loads(EXAMPLES[0].read_bytes())
    document["outcomes"][-1]["value"] = 101
    before = _dump(desk.database.path)
    with pytest.raises(InvalidFile):
        desk.service.import_diary(read_diary(json.dumps(document).encode()))
    assert _dump(desk.database.path) == before


def test_an_unchanged_diary_is_exported_as_the_same_bytes_and_a_changed_one_anew(desk: Desk) -> None:
    desk.service.record(desk.runner_id, check_in())
    first = desk.service.export(desk.runner_id, EVENING)
    assert b'"exported_at": "2026-03-10T20:00"' in first
    assert desk.diary.exported_at == EVENING
    assert desk.service.export(desk.runner_id, EVENING + timedelta(days=1)) == first
    back = desk.service.record(desk.runner_id, check_in())
    assert b'"exported_at": "2026-03-11T20:00"' in desk.service.export(desk.runner_id, EVENING + timedelta(days=1))
    desk.service.apply(desk.runner_id, back)
    assert desk.stored() == desk.diary


def test_a_diary_that_came_in_keeps_the_time_of_its_file_until_it_is_changed_or_merged(desk: Desk, other: Desk) -> None:
    desk.service.record(desk.runner_id, check_in())
    theirs = desk.service.export(desk.runner_id, EVENING)
    other.runner_id = desk.runner_id
    other.service.import_diary(read_diary(theirs))
    later = EVENING + timedelta(hours=1)
    assert other.service.export(desk.runner_id, later) == theirs, "the same diary is the same file"
    other.service.record(desk.runner_id, run())
    changed = other.service.export(desk.runner_id, later)
    assert b'"exported_at": "2026-03-10T21:00"' in changed

    desk.service.record(desk.runner_id, run())
    desk.service.import_diary(read_diary(changed))
    merged = desk.service.export(desk.runner_id, later + timedelta(hours=1))
    assert b'"exported_at": "2026-03-10T22:00"' in merged, "neither file held all of this"
    other.service.import_diary(read_diary(merged))
    assert other.service.export(desk.runner_id, later + timedelta(days=1)) == merged, "both hold the same by now"


def test_the_later_edit_of_a_record_wins_and_deletions_travel(desk: Desk, other: Desk) -> None:
    kept, amended_here, amended_there, deleted_there = (check_in(EVENING - timedelta(days=day)) for day in range(4))
    desk.service.record(desk.runner_id, kept, amended_here, amended_there, deleted_there)
    other.runner_id = desk.runner_id
    other.service.import_diary(read_diary(desk.service.export(desk.runner_id, EVENING)))
    assert replace(other.diary, exported_at=None) == replace(desk.diary, exported_at=None)

    other.tick(60)
    added = run()
    other.service.apply(
        desk.runner_id, Edit(saved=(replace(amended_there, note="there"), added), removed=(deleted_there,))
    )
    other.service.amend(desk.runner_id, replace(amended_here, note="there, but earlier"))
    desk.tick(120)
    desk.service.amend(desk.runner_id, replace(amended_here, note="here"))
    desk.heard.clear()

    before = desk.diary
    result = desk.service.import_diary(read_diary(other.service.export(desk.runner_id, EVENING)))
    assert (result.created, result.added, result.replaced, result.removed, result.unchanged) == (False, 1, 1, 1, 2)
    assert {record.id: record.note for record in desk.diary.check_ins} == {
        kept.id: None,
        amended_here.id: "here",
        amended_there.id: "there",
    }
    assert [mark.id for mark in desk.diary.deleted] == [deleted_there.id]
    assert desk.heard == [Change.CHECK_INS | Change.ACTIVITIES]
    assert desk.stored() == desk.diary

    other.service.import_diary(read_diary(desk.service.export(desk.runner_id, EVENING)))
    assert other.diary == desk.diary
    assert result.undo is not None
    desk.service.apply(desk.runner_id, result.undo)
    assert desk.diary == before == desk.stored()


def test_a_record_without_a_time_of_change_is_older_than_one_with_it(desk: Desk) -> None:
    record = check_in()
    desk.service.record(desk.runner_id, record)
    theirs = replace(desk.diary, check_ins=(replace(record, note="older", changed=None),))
    assert desk.service.import_diary(theirs).unchanged == 1
    assert desk.diary.check_ins[0].note is None
    desk.service.delete(desk.runner_id, record)
    desk.service.import_diary(theirs)
    assert desk.diary.check_ins == ()


def test_a_deletion_of_the_same_second_as_an_edit_wins(desk: Desk) -> None:
    record = check_in()
    desk.service.record(desk.runner_id, record)
    mark = Deletion(id=record.id, changed=desk.now)
    desk.service.import_diary(replace(desk.diary, check_ins=(), deleted=(mark,)))
    assert desk.diary.check_ins == ()
    assert desk.diary.deleted == (mark,)


def test_an_edit_after_the_deletion_brings_a_record_back(desk: Desk) -> None:
    record = check_in()
    desk.service.record(desk.runner_id, record)
    desk.service.delete(desk.runner_id, record)
    later = replace(record, note="later", changed=desk.now + timedelta(days=1))
    desk.service.import_diary(replace(desk.diary, check_ins=(later,), deleted=()))
    assert desk.diary.check_ins == (later,)
    assert desk.diary.deleted == ()


def test_of_two_overrides_of_a_date_the_later_edit_stays_on_both_computers(desk: Desk, other: Desk) -> None:
    other.runner_id = desk.runner_id
    other.service.import_diary(desk.diary)
    earlier, later = override(reason="earlier"), override(reason="later")
    desk.service.record(desk.runner_id, earlier)
    other.tick()
    other.service.record(desk.runner_id, later)
    from_here = desk.service.export(desk.runner_id, EVENING)
    desk.service.import_diary(read_diary(other.service.export(desk.runner_id, EVENING)))
    other.service.import_diary(read_diary(from_here))
    for one in (desk, other):
        assert [record.reason for record in one.diary.overrides] == ["later"]
        read_diary(one.service.export(desk.runner_id, EVENING))
    before = desk.diary
    desk.service.import_diary(read_diary(other.service.export(desk.runner_id, EVENING)))
    assert desk.diary.overrides == before.overrides
    assert desk.diary.deleted == before.deleted


def test_shoes_deleted_on_one_computer_stay_if_the_other_ran_in_them(desk: Desk, other: Desk) -> None:
    shoes = Shoes(id=new_id(), name="Blue")
    desk.service.record(desk.runner_id, shoes)
    other.runner_id = desk.runner_id
    other.service.import_diary(desk.diary)
    desk.tick()
    desk.service.delete(desk.runner_id, shoes)
    other.service.record(desk.runner_id, run(shoes_id=shoes.id))
    from_here = desk.diary
    desk.service.import_diary(other.diary)
    other.service.import_diary(from_here)
    for one in (desk, other):
        assert [pair.name for pair in one.diary.shoes] == ["Blue"]
        assert read_diary(write_diary(one.diary, None)).activities[0].shoes_id == shoes.id


def test_the_runner_and_plan_of_the_later_edit_win(desk: Desk, other: Desk) -> None:
    other.runner_id = desk.runner_id
    other.service.import_diary(desk.diary)
    other.tick()
    other.service.amend_plan(desk.runner_id, replace(desk.diary.plan, runs_per_week=2))
    desk.service.import_diary(other.diary)
    assert desk.diary.plan.runs_per_week == 2
    desk.tick(120)
    desk.service.amend_plan(desk.runner_id, replace(desk.diary.plan, runs_per_week=4))
    desk.service.import_diary(other.diary)
    assert desk.diary.plan.runs_per_week == 4
    assert desk.stored() == desk.diary


def test_a_merge_that_would_make_the_diary_unsound_is_refused_whole(desk: Desk) -> None:
    far = PainNote(id=new_id(), at=datetime(2050, 1, 1), side=Knee.LEFT, score=1, context=PainContext.OTHER)
    before = _dump(desk.database.path)
    with pytest.raises(InvalidRecord, match="7320 days"):
        desk.service.import_diary(replace(desk.diary, pain_notes=(far,), check_ins=(check_in(),)))
    assert _dump(desk.database.path) == before
    assert desk.stored() == desk.diary
