"""The calendar file as others read it: stable ids without names, updated when it comes again, neutral titles."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from icalendar import Calendar
from icalendar.cal.event import Event

from kneerehab.domain.codes import OverridePhase
from kneerehab.domain.diary import Diary
from kneerehab.exchange.calendar_out import calendar_file, earlier_file, is_calendar_of
from kneerehab.services.agenda import agenda
from kneerehab.services.exercises import exercise_name, starting_dose
from kneerehab.wording.agenda import words_for
from kneerehab.wording.formats import plain
from tests import builders
from tests.builders import day
from tests.services.test_agenda import visit

TODAY = day(10)
NOW = datetime(2026, 3, 11, 8, 30, 15, tzinfo=UTC)
BOOK = builders.diary(
    builders.quiet_days(1, 10),
    builders.override(10, OverridePhase.RUNWALK, rung=2),
    starting_dose("step-down", day(1)),
    visit(3, next_date=day(12), name="Dr. Kniffel"),
    name="Mira Holm",
)


def written(diary: Diary = BOOK, today: date = TODAY, now: datetime = NOW, earlier: bytes = b"", **more: Any) -> bytes:
    words = words_for(plain(), **more)
    return calendar_file(diary.runner.id, agenda(diary, today), words, now=now, today=today, earlier=earlier)


def events(data: bytes) -> dict[str, Event]:
    found = {str(event["uid"]): event for event in Calendar.from_ical(data).events}
    assert len(found) == data.count(b"BEGIN:VEVENT")  # no id stands twice
    return found


def greatest(data: bytes) -> int:
    return max(event.sequence for event in events(data).values())


def test_the_file_is_a_calendar_that_a_strict_reader_takes() -> None:
    data = written()
    assert data.startswith(b"BEGIN:VCALENDAR\r\n")
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    assert b"\n" not in data.replace(b"\r\n", b"")
    calendar = Calendar.from_ical(data)
    assert calendar["version"] == "2.0"
    assert not [fault for event in calendar.events for fault in event.errors]
    assert len(events(data)) == len(agenda(BOOK, TODAY))


def test_whole_days_take_no_time_and_a_run_is_tentative() -> None:
    found = events(written())
    run = found[f"run-{day(10)}-{BOOK.runner.id}@kneerehab"]
    assert run.start == day(10)
    assert not isinstance(run.start, datetime)
    assert (run.status, run.transparency, run.classification) == ("TENTATIVE", "TRANSPARENT", "PRIVATE")


def test_titles_say_nothing_of_health_and_nobody_is_named() -> None:
    data = written().replace(b"\r\n ", b"").decode()
    titles = {line for line in data.splitlines() if line.startswith("SUMMARY")}
    assert titles == {"SUMMARY:Run\\, if the plan agrees", "SUMMARY:Exercises", "SUMMARY:Appointment"}
    for word in ("Mira", "Holm", "Kniffel", "physio", "Physio", "knee ", "pain", "2:00"):
        assert word not in data


def test_names_and_details_stand_in_it_where_they_are_wanted() -> None:
    data = written(who="Mira Holm", exercise_name=lambda exercise: exercise_name(BOOK, exercise))
    found = {str(event["summary"]): str(event.get("description", "")) for event in reversed(events(data).values())}
    assert found["Mira Holm: Run, if the plan agrees"].startswith("6 × 2:00 run, 2:00 walk")
    assert "Step-down: " in found["Mira Holm: Exercises"]
    assert found["Mira Holm: Appointment"] == "Physiotherapist, Dr. Kniffel"
    assert "Mira" not in "".join(events(data))  # nor in any id


def test_a_second_import_updates_what_is_there() -> None:
    first, again = events(written()), events(written(now=NOW + timedelta(seconds=2)))
    assert first.keys() == again.keys()
    for uid, event in first.items():
        assert again[uid].sequence == event.sequence + 2
        assert (again[uid].DTSTAMP - event.DTSTAMP).total_seconds() == 2
        assert again[uid].start == event.start


def test_a_file_written_over_another_is_the_newer_one_whatever_the_clock_says() -> None:
    first, given = greatest(written()), written()
    for number, late in enumerate((timedelta(), timedelta(days=-400), timedelta(seconds=1)), start=1):
        given = written(now=NOW + late, earlier=given)
        assert greatest(given) == first + number
        assert {event.sequence for event in events(given).values()} == {greatest(given)}
    others = written(replace(BOOK, runner=replace(BOOK.runner, id=builders.an_id())), now=NOW + timedelta(days=9))
    assert greatest(written(earlier=others)) == first


@pytest.mark.parametrize("said", [b"2147483647", b"99999999999", b"soon"])
def test_an_odd_number_in_an_earlier_file_makes_none_that_calendars_cannot_read(said: bytes) -> None:
    odd = written().replace(b"SEQUENCE:%d" % greatest(written()), b"SEQUENCE:" + said)
    assert odd != written()
    assert greatest(written()) <= greatest(written(earlier=odd)) <= 2**31 - 1


def test_the_same_moment_gives_the_same_bytes() -> None:
    assert written() == written()


def test_what_an_earlier_file_planned_and_the_plan_does_no_longer_is_cancelled() -> None:
    earlier = written()
    sore = builders.check_in(11, left=(5, 6))
    later = BOOK.changed_by([sore])
    data = written(later, day(11), NOW + timedelta(days=1), earlier)
    found, planned = events(data), {f"{item.key}-{BOOK.runner.id}@kneerehab" for item in agenda(later, day(11))}
    gone = {uid for uid, event in found.items() if event.status == "CANCELLED"}
    assert gone
    assert gone == found.keys() - planned
    assert all(uid in events(earlier) and found[uid].sequence > events(earlier)[uid].sequence for uid in gone)
    assert all(found[uid].start >= day(11) for uid in gone)  # what was is left alone
    assert gone <= events(written(later, day(11), NOW + timedelta(days=2), data)).keys()  # and stays so


def test_another_runners_file_and_a_file_that_is_no_calendar_cancel_nothing() -> None:
    other = written(replace(BOOK, runner=replace(BOOK.runner, id=builders.an_id())))
    assert len(events(other)) == len(events(written()))
    for earlier in (other, b"BEGIN:VCALENDAR\r\nrubbish", b"\xff\xfe", b"PK\x03\x04"):
        assert b"CANCELLED" not in written(earlier=earlier)


def test_a_file_knows_whose_it_is(tmp_path: Any) -> None:
    file = tmp_path / "a.ics"
    assert earlier_file(file) == b""
    file.write_bytes(written())
    assert is_calendar_of(earlier_file(file), BOOK.runner.id)
    assert not is_calendar_of(earlier_file(file), builders.an_id())
    assert not is_calendar_of(b"", BOOK.runner.id)
    file.write_bytes(bytes(5 * 1024 * 1024))
    assert earlier_file(file) == b""
    assert earlier_file(tmp_path) == b""
