"""`kneerehab export` as a calendar and as a FHIR Bundle: files that others read, kept up to date, without names."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from fhir.resources.R4B.bundle import Bundle
from icalendar import Calendar

from kneerehab.cli import main
from kneerehab.exchange.diary_json import write_diary
from kneerehab.services.exercises import starting_dose
from tests import builders
from tests.clock import SUMMER
from tests.services.test_agenda import visit

BOOK = builders.diary(
    builders.check_in(90, left=(2, 3)),
    builders.run(91),
    builders.ice(92),
    starting_dose("step-down", builders.day(1)),
    visit(80, next_date=SUMMER.date()),
    name="Mira Holm",
)


@pytest.fixture(autouse=True)
def imported(data_dir: Path, tmp_path: Path) -> None:
    file = tmp_path / "book.json"
    file.write_bytes(write_diary(BOOK, None))
    assert main(["--quiet", "import", str(file)]) == 0
    file.unlink()


def test_a_calendar_is_written_and_brought_up_to_date_in_its_place(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "plan.ics"
    assert main(["export", "--format", "ics", "--out", str(out), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    first = {str(event["uid"]) for event in Calendar.from_ical(out.read_bytes()).events}
    assert told["entries"] == len(first) > 2
    assert f"next-visit-{BOOK.clinic_visits[0].id}-{BOOK.runner.id}@kneerehab" in first
    assert main(["export", "--format", "ics", "--out", str(out), "--quiet"]) == 0  # without --force: it is its own
    assert {str(event["uid"]) for event in Calendar.from_ical(out.read_bytes()).events} == first
    assert b"Mira" not in out.read_bytes()


def test_a_calendar_takes_the_place_of_nothing_else(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "mine.ics"
    for held in (b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n", b"a letter"):
        out.write_bytes(held)
        assert main(["export", "--format", "ics", "--out", str(out)]) == 1
        assert "already there" in capsys.readouterr().err
        assert out.read_bytes() == held
    assert main(["export", "--format", "ics", "--out", str(out), "--force", "--quiet"]) == 0
    assert b"VEVENT" in out.read_bytes()


def test_a_calendar_with_name_and_details_goes_to_standard_output(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert main(["export", "--format", "ics", "--out", "-", "--with-name", "--details"]) == 0
    data = capfdbinary.readouterr().out
    assert "Mira Holm: Exercises" in {str(event["summary"]) for event in Calendar.from_ical(data).events}
    assert b"Step-down: " in data.replace(b"\r\n ", b"")


def test_a_bundle_holds_the_report_and_says_what_is_not_coded(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "mira.json"
    assert main(["export", "--format", "fhir", "--out", str(out)]) == 0
    assert "Ice: 1 entry is left out." in capsys.readouterr().out
    model = Bundle.model_validate_json(out.read_bytes())
    (document,) = [entry.resource for entry in model.entry if entry.resource.get_resource_type() == "DocumentReference"]
    data = document.content[0].attachment.data
    assert data.startswith(b"%PDF")
    assert b"Mira" not in out.read_bytes()
    assert main(["export", "--format", "fhir", "--out", str(out)]) == 1  # it is there
    assert main(["export", "--format", "fhir", "--out", str(out), "--force", "--json", "--with-name"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert {"what": "icing", "entries": 1, "left_out": True} in told["not_coded"]
    assert "Mira Holm" in out.read_text(encoding="utf-8")


def test_a_bundle_on_standard_output_is_the_bundle_alone(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert main(["export", "--format", "fhir", "--out", "-"]) == 0
    told = capfdbinary.readouterr()
    Bundle.model_validate_json(told.out)
    assert b"Ice: 1 entry is left out." in told.err
    assert main(["export", "--format", "fhir", "--out", "-", "--quiet"]) == 0
    assert not capfdbinary.readouterr().err


def test_a_bundle_since_a_day_holds_nothing_from_before(tmp_path: Path) -> None:
    out = tmp_path / "mira.json"
    since = str(builders.day(91))
    assert main(["export", "--format", "fhir", "--out", str(out), "--since", since, "--quiet"]) == 0
    found = [entry["resource"] for entry in json.loads(out.read_bytes())["entry"]]
    days = {one["effectiveDateTime"] for one in found if "effectiveDateTime" in one}
    assert days == {since}
    assert "CarePlan" in {one["resourceType"] for one in found}


def test_a_bundle_of_days_without_an_entry_has_no_report(tmp_path: Path) -> None:
    out = tmp_path / "mira.json"
    assert main(["export", "--format", "fhir", "--out", str(out), "--since", str(SUMMER.date()), "--quiet"]) == 0
    assert "DocumentReference" not in out.read_text(encoding="utf-8")
