"""What is no sound diary is none at every door: `check`, opening, restoring and importing say the same of it."""

from __future__ import annotations

import copy
import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from kneerehab.domain import fields as f
from kneerehab.domain.diary import KINDS
from kneerehab.domain.errors import DamagedDatabase, InvalidFile
from kneerehab.domain.plan_records import Plan
from kneerehab.domain.record import Deletion
from kneerehab.domain.rules import REACH_DAYS
from kneerehab.domain.runner import Runner
from kneerehab.exchange.diary_json import read_diary
from kneerehab.services import backups
from kneerehab.services.changes import Changes
from kneerehab.services.check import check
from kneerehab.services.diary import DiaryService
from kneerehab.storage import records, soundness
from kneerehab.storage.cells import column_names
from kneerehab.storage.database import Database
from tests import builders
from tests.faults.conftest import write
from tests.faults.test_hostile import read_all

NOON = datetime(2026, 3, 10, 12)
DAY, TIME = "2026-03-02", "2026-03-02T07:00"
FAR = (builders.START + timedelta(days=REACH_DAYS + 1)).isoformat()


def uid(number: int) -> str:
    return f"0b6f1c6e-6a35-4c8a-9a0b-{number:012x}"


RUNNER, NOBODY = uid(1), uid(0xABC)
DOCUMENT: dict[str, Any] = {
    "format": "kneerehab-diary",
    "version": 2,
    "runner": {"id": RUNNER, "name": "Mira"},
    "plan": {"start": DAY},
    "plan_changes": [
        {"id": uid(2), "date": DAY, "set": {"growth_permille": 75}},
        {"id": uid(3), "date": "2026-03-03", "set": {"runs_per_week": 3}},
    ],
    "overrides": [
        {"id": uid(4), "date": DAY, "phase": "RUNWALK", "rung": 2, "reason": "a", "by": "b"},
        {"id": uid(5), "date": "2026-03-03", "phase": "CALM", "reason": "a", "by": "b"},
    ],
    "pauses": [{"id": uid(6), "from": "2026-03-05", "to": "2026-03-06", "reason": "ill"}],
    "check_ins": [{"id": uid(7), "at": TIME, "now": {}, "worst_24h": {}, "swelling": False, "limp": False}],
    "pain_notes": [{"id": uid(8), "at": TIME, "side": "left", "score": 2, "context": "stairs"}],
    "activities": [
        {"id": uid(9), "at": TIME, "kind": "run", "seconds": 600, "metres": 1500, "shoes_id": uid(16)},
        {"id": uid(10), "at": TIME, "kind": "cross"},
    ],
    "exercise_sets": [{"id": uid(11), "at": TIME, "exercise": "clamshell", "side": "both", "sets": 3}],
    "icing": [{"id": uid(12), "at": TIME, "minutes": 15, "side": "left"}],
    "care": [{"id": uid(13), "at": TIME, "kind": "rest"}],
    "medication": [{"id": uid(14), "at": TIME, "name": "ibuprofen", "painkiller": True}],
    "shoes": [{"id": uid(16), "name": "Blue"}],
    "clinic_visits": [{"id": uid(17), "at": TIME, "who": "physio"}],
    "exercises": [{"id": uid(18), "name": "Bridge", "kind": "strength", "per_leg": False}],
    "prescriptions": [
        {"id": uid(19), "exercise": "clamshell", "from": DAY, "sets": 3, "days_per_week": 3, "side": "both"}
    ],
    "outcomes": [{"id": uid(20), "at": TIME, "measure": "akps", "value": 71}],
    "deleted": [{"id": uid(21), "changed": "2026-03-02T07:00:00Z"}],
}
LISTS: dict[str, Any] = {"runner": Runner, "plan": Plan, **KINDS, "deleted": Deletion}
SOURCE = {"format": "gpx", "digest": "0a" * 32, "batch": NOBODY}

Shape = tuple[str, int, str, Any]
"""A list, the number of a record in it, a key, and the value that it gets, as a file has it."""

FAULTY: dict[str, Shape] = {
    "id in upper case": ("check_ins", 0, "id", NOBODY.upper()),
    "id with its hyphens elsewhere": ("check_ins", 0, "id", "0b6f1c6e6-a35-4c8a-9a0b-000000000abc"),
    "id of a mark in upper case": ("deleted", 0, "id", NOBODY.upper()),
    "id used twice": ("pain_notes", 0, "id", uid(7)),
    "id of the runner": ("check_ins", 0, "id", RUNNER),
    "id of something deleted": ("deleted", 0, "id", uid(7)),
    "two decisions of one day": ("overrides", 1, "date", DAY),
    "two plan changes of one day": ("plan_changes", 1, "date", DAY),
    "plan that starts far away": ("plan", 0, "start", FAR),
    "entry far away": ("activities", 1, "at", f"{FAR}T07:00"),
    "end of a pause far away": ("pauses", 0, "to", FAR),
    "pause that ends before it begins": ("pauses", 0, "to", "2026-03-01"),
    "shoes that nobody has": ("activities", 0, "shoes_id", NOBODY),
    "shoes of a ride": ("activities", 1, "shoes_id", uid(16)),
    "run of no length": ("activities", 1, "kind", "run"),
    "step without a ladder": ("overrides", 1, "rung", 2),
    "outcome that no questionnaire has": ("outcomes", 0, "measure", "uwri"),
    "load of a thousandth": ("exercise_sets", 0, "load_kg", 2.125),
    "source without its digest": ("activities", 0, "source", {**SOURCE, "digest": None}),
    "target of repeats alone": ("exercise_sets", 0, "target", {"reps": 10}),
    "settings of nothing": ("plan_changes", 0, "set", {}),
    "growth that is taken away": ("plan_changes", 0, "set", {"growth_permille": None}),
}
FINE: dict[str, Shape] = {
    "as it is": ("runner", 0, "name", "Mira"),
    "shoes that somebody has": ("activities", 0, "shoes_id", uid(16)),
    "goal that is taken away": ("plan_changes", 0, "set", {"goal_week": None}),
    "exercise that nobody knows": ("exercise_sets", 0, "exercise", "headstand"),
    "entry as far away as can be": ("care", 0, "at", f"{builders.START + timedelta(days=REACH_DAYS)}T23:59"),
    "source": ("activities", 0, "source", SOURCE),
}


def in_file(shape: Shape) -> bytes:
    """The diary of the shape as a file."""
    name, number, key, value = shape
    document = copy.deepcopy(DOCUMENT)
    held = document[name] if isinstance(document[name], dict) else document[name][number]
    held[key] = value
    return json.dumps(document).encode()


def in_database(connection: sqlite3.Connection, shape: Shape) -> None:
    """Give the record of a database the value of the shape."""
    name, number, key, value = shape
    facet = next(one for one in f.facets(LISTS[name]) if one.key == key)
    names = [column for column in column_names(LISTS[name]) if column in _columns(facet.name, facet.spec)]
    table, held = {"runner": "runners", "plan": "plans"}.get(name, name), DOCUMENT[name]
    where = ("1", ()) if isinstance(held, dict) else ("id = ?", (held[number]["id"],))
    sets = ", ".join(f'"{column}" = ?' for column in names)
    connection.execute(f"UPDATE {table} SET {sets} WHERE {where[0]}", (*_cells(facet.spec, value), *where[1]))


def _columns(name: str, spec: f.Spec) -> list[str]:
    return [name] if (parts := _parts(spec)) is None else [f"{name}_{part}" for part, _inner in parts]


def _parts(spec: f.Spec) -> list[tuple[str, f.Spec]] | None:
    match spec:
        case f.Scores():
            return [("left", spec.score), ("right", spec.score)]
        case f.AmountField():
            return [("seconds", spec.seconds), ("metres", spec.metres)]
        case f.Nested():
            return [(part.key, part.spec) for part in f.facets(spec.of)]
    return None


def _cells(spec: f.Spec, value: Any) -> list[Any]:
    if (parts := _parts(spec)) is not None:
        return [(value or {}).get(key) for key, _inner in parts]
    return [json.dumps(value) if isinstance(value, list | dict) else value]


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sound") / "kneerehab.sqlite3"
    write(path, read_diary(json.dumps(DOCUMENT).encode()))
    return path


@pytest.fixture
def open_one(sound: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(sound, isolation_level=None)) as connection:
        connection.execute("PRAGMA ignore_check_constraints=ON")
        yield connection


def imports(data: bytes) -> bool:
    try:
        read_diary(data)
    except InvalidFile:
        return False
    return True


@pytest.mark.parametrize("words", [*FAULTY, *FINE])
def test_every_door_says_the_same(sound: Path, file: Path, tmp_path: Path, words: str) -> None:
    taken, shape = words in FINE, (FAULTY | FINE)[words]
    assert imports(in_file(shape)) is taken
    shaped = tmp_path / "shaped" / "kneerehab.sqlite3"
    shaped.parent.mkdir()
    shaped.write_bytes(sound.read_bytes())
    with closing(sqlite3.connect(shaped, isolation_level=None)) as plain:
        plain.execute("PRAGMA ignore_check_constraints=ON")
        in_database(plain, shape)
    write(file, builders.diary(builders.quiet_days(1, 3)))
    before = file.read_bytes()
    assert (check(shaped) == []) is taken
    if taken:
        read_all(shaped)
        backups.restore(shaped, file, NOON)
        read_all(file)
        return
    with pytest.raises(DamagedDatabase):
        read_all(shaped)
    with pytest.raises(DamagedDatabase):
        backups.restore(shaped, file, NOON)
    assert file.read_bytes() == before


def candidates(spec: f.Spec) -> list[Any]:
    """Values at the edges of a field, and beyond."""
    match spec:
        case f.Integer():
            return [spec.low, spec.high, spec.low - 1, spec.high + 1, "some"]
        case f.Number():
            return [spec.low, spec.high, spec.low + 0.25, spec.low + 0.125, spec.low - 0.01, spec.high + 0.01, "some"]
        case f.Flag():
            return [True, False, 2, "yes"]
        case f.Text():
            return ["", "a", "é" * spec.high, "é" * (spec.high + 1)]
        case f.Choice():
            return [*(code.value for code in spec.codes), "none", ""]
        case f.Codes():
            first, second, *_more = [code.value for code in spec.codes]
            return [[first], [second, first], [first, first], ["none"], [1], first, {}]
        case f.Day():
            return [DAY, "2028-02-29", "2026-02-29", "2026-13-01", "1999-12-31", "2100-01-01", "2026-3-2", "2026-W10-1"]
        case f.LocalTime():
            return [TIME, "2026-03-02T24:00", "2026-02-30T07:00", "2026-03-02 07:00", f"{TIME}:00", f"{TIME}Z", DAY]
        case f.UtcTime():
            return [f"{TIME}:00Z", f"{TIME}:60Z", f"{TIME}:00", f"{TIME}Z", f"{TIME}:00+00:00", "2026-02-30T07:00:00Z"]
        case f.Identifier():
            return [NOBODY, NOBODY.upper(), NOBODY[:-1], NOBODY.replace("-", "0"), NOBODY.replace("c", "g")]
        case f.Sha256():
            return ["0a" * 32, "0A" * 32, "0a" * 31, "0g" * 32]
        case f.Scores():
            return [{"left": one} for one in candidates(spec.score)] + [{"right": 3}, {}]
        case f.AmountField():
            whole = {"seconds": spec.seconds.low, "metres": spec.metres.low}
            return [whole, whole | {"seconds": spec.seconds.low - 1}, whole | {"metres": None}, {"metres": 3000}]
        case f.Nested():
            whole = SOURCE if "digest" in {part.key for part in f.facets(spec.of)} else {"sets": 3, "reps": 10}
            changed = [{part.key: one} for part in f.facets(spec.of) for one in [None, *candidates(part.spec)]]
            return [whole, *(whole | one for one in changed)]
    return [{}, {"growth_permille": 9000}, {"start": DAY}, {"goal_week": None}, {"profile": None}, {"sets": 3}, []]


@pytest.mark.parametrize("name", LISTS)
def test_the_edges_of_every_field_are_the_same_in_a_database_and_in_a_file(
    open_one: sqlite3.Connection, name: str
) -> None:
    taken = refused = 0
    for facet in f.facets(LISTS[name]):
        if (name, facet.key) == ("runner", "id"):  # what belongs to them would belong to nobody
            continue
        for value in candidates(facet.spec):
            shape = (name, 0, facet.key, value)
            open_one.execute("BEGIN")
            try:
                in_database(open_one, shape)
                opens = records.load_diary(open_one, RUNNER) is not None
            except DamagedDatabase:
                opens = False
            finally:
                open_one.execute("ROLLBACK")
            assert opens is imports(in_file(shape)), shape
            taken, refused = taken + opens, refused + (not opens)
    assert taken
    assert refused


def test_what_a_runner_does_not_have_is_not_looked_for(file: Path) -> None:
    write(file, *(builders.diary(name=f"Patient {number}") for number in range(50)))
    asked: list[str] = []
    with closing(sqlite3.connect(file)) as plain:
        plain.set_trace_callback(asked.append)
        assert list(soundness._lines(plain)) == []
    assert len(asked) < 50 * 5 + 30


@pytest.mark.parametrize("year", [1970, 1999, 2100, 9026])
def test_a_clock_far_from_our_years_shuts_nobody_out(file: Path, year: int) -> None:
    clock = [datetime(2026, 3, 10, 12, tzinfo=UTC)]
    book = builders.diary(builders.quiet_days(1, 3))
    with Database.open(file) as database:
        service = DiaryService(database, Changes(), lambda: clock[0])
        service.import_diary(book)
        clock[0] = datetime(year, 1, 1, 0, 5, tzinfo=UTC)
        service.export(book.runner.id, clock[0].replace(tzinfo=None))
        service.delete(book.runner.id, book.check_ins[0])
        service.record(book.runner.id, builders.check_in(5))
        written = service.export(book.runner.id, clock[0].replace(tzinfo=None))
    assert check(file) == []
    read_all(file)
    assert len(read_diary(written).check_ins) == 3


@pytest.mark.parametrize("year", [1970, 9026])
def test_what_earlier_versions_wrote_under_such_a_clock_is_read(file: Path, tmp_path: Path, year: int) -> None:
    book = builders.diary(builders.quiet_days(1, 3))
    write(file, book)
    with Database.open(file) as database:
        service = DiaryService(database, Changes(), lambda: datetime(2026, 3, 10, 12, tzinfo=UTC))
        service.delete(book.runner.id, book.check_ins[0], book.check_ins[1])
        service.export(book.runner.id, NOON)
    with closing(sqlite3.connect(file, isolation_level=None)) as plain:
        plain.execute(f"UPDATE runners SET exported_at = '{year}-01-01T00:05'")
        plain.execute(f"UPDATE deleted SET changed = '{year}-01-01T00:05:00Z'")
        plain.execute(f"UPDATE trail SET at = '{year}-01-01T00:05:00Z'")
    assert check(file) == []
    with Database.open(file) as database:
        service = DiaryService(database, Changes(), lambda: datetime(2026, 3, 10, 12, tzinfo=UTC))
        assert {line.at.year for line in service.trail(book.runner.id)} <= {2000, 2099}
        again = read_diary(service.export(book.runner.id, NOON))
    assert [mark.changed.year for mark in again.deleted] == [2000 if year < 2000 else 2099] * 2
    backups.restore(backups.back_up(file, tmp_path / "copies"), file, NOON)
