"""What was done: words and tables before speed, a guess is marked and can be changed, and unknown is never a run."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from kneerehab.domain.codes import ActivityKind, CrossKind, Surface
from kneerehab.exchange.activities import Candidate, Reading, as_kind, preview, read_bytes, sports, to_activity
from tests import activity_files as files
from tests import builders
from tests.activity_files import STRAVA_HEADER, FitSession, fit, gpx, points, strava_row, table, tcx, zipped

BERLIN = Reading(tz=ZoneInfo("Europe/Berlin"))
TODAY = date(2026, 3, 20)
RUN, WALK, CROSS = ActivityKind.RUN, ActivityKind.WALK, ActivityKind.CROSS


def only(data: bytes, name: str) -> Candidate:
    """The one candidate of a file without faults."""
    found = read_bytes(data, name, BERLIN)
    assert found.faults == ()
    assert len(found.candidates) == 1
    return found.candidates[0]


@pytest.mark.parametrize(
    ("title", "speed", "kind", "cross"),
    [
        ("Cycling 10/2/17", 4.0, CROSS, CrossKind.CYCLE),
        ("Running 10/2/17 7:15 am", 1.5, RUN, None),
        ("Course à pied le midi", 1.5, RUN, None),
        ("Spaziergang", 2.6, WALK, None),
        ("Round the lake", 1.5, WALK, None),
        ("Round the lake", 2.6, RUN, None),
        ("Run commute by bike", 8.0, CROSS, CrossKind.OTHER),
        ("Runde um den See", 1.5, WALK, None),
    ],
)
def test_a_title_goes_before_speed_and_both_are_guesses(
    title: str, speed: float, kind: ActivityKind, cross: CrossKind | None
) -> None:
    found = only(gpx(points(1800, speed), name=title, kind=None), "a.gpx")
    assert (found.kind, found.cross_kind, found.kind_guessed) == (kind, cross, True)


def test_a_name_of_a_file_can_say_that_it_was_no_run_and_nothing_else() -> None:
    ride = gpx(points(1800, 4.2), name="Abend", kind=None)
    assert only(ride, "runtastic_20260302_1800_Radfahren.gpx").cross_kind is CrossKind.CYCLE
    assert only(ride, "20260302.gpx").kind is RUN
    assert only(gpx(points(1800, 4.2), name="Lauf", kind=None), "Radfahren.gpx").kind is RUN
    assert only(gpx(points(1800, 8.0), name=None, kind=None), "run.gpx").kind is CROSS
    assert only(table("date,km,duration", "2026-03-02,5,31:40"), "rides.csv").kind is RUN


def test_what_the_file_states_goes_before_its_title() -> None:
    found = only(gpx(points(1800), name="Walk in the park", kind="running"), "a.gpx")
    assert (found.kind, found.kind_guessed) == (RUN, False)


@pytest.mark.parametrize("sport", ["running", "Running", "RUNNING"])
def test_tcx_names_running_in_any_case(sport: str) -> None:
    assert only(tcx([points(1800, 1.5)], sport=sport), "a.tcx").kind is RUN


@pytest.mark.parametrize("speed", [0.9, 1.5, 2.6, 8.0])
def test_tcx_other_is_no_run_unless_its_notes_say_so(speed: float) -> None:
    found = only(tcx([points(1800, speed)], sport="Other"), "a.tcx")
    assert (found.kind, found.cross_kind, found.kind_guessed) == (CROSS, CrossKind.OTHER, True)
    assert only(tcx([points(1800, speed)], sport="Other", notes="Hike"), "a.tcx").kind is WALK


def test_what_is_known_of_neither_kind_nor_distance_is_never_a_run_nor_on_a_treadmill() -> None:
    found = only(table("date,duration", "2026-03-02,31:40"), "a.csv")
    assert (found.kind, found.kind_guessed, found.surfaces) == (CROSS, True, ())
    other = only(tcx([points(1800, placed=False)], sport="Other"), "a.tcx")
    assert (other.kind, Surface.TREADMILL in other.surfaces) == (CROSS, False)


@pytest.mark.parametrize("number", [73, 84, 200])
def test_a_sport_of_fit_that_has_no_name_here_is_no_run(number: int) -> None:
    found = only(fit(points(1800, 3.0), FitSession(sport=number, timer=1800, metres=5400)), "a.fit")
    assert found.kind is CROSS
    generic = only(fit(points(1800, 3.0), FitSession(sport=0, timer=1800, metres=5400)), "a.fit")
    assert (generic.kind, generic.kind_guessed) == (RUN, True)


@pytest.mark.parametrize(
    ("number", "kind", "cross"),
    [
        ("9", RUN, None),
        ("10", WALK, None),
        ("4", WALK, None),
        ("1", CROSS, CrossKind.CYCLE),
        ("16", CROSS, CrossKind.SWIM),
        ("52", CROSS, CrossKind.OTHER),
    ],
)
def test_strava_numbers_its_sports_and_one_that_is_not_known_is_no_run(
    number: str, kind: ActivityKind, cross: CrossKind | None
) -> None:
    found = only(gpx(points(1800, 2.6), kind=number, name="Out"), "a.gpx")
    assert (found.kind, found.cross_kind, found.kind_guessed) == (kind, cross, number == "52")


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Balade à vélo", CROSS),
        ("Paseo en bicicleta", CROSS),
        ("Carrera ciclista", CROSS),
        ("Corsa in bicicletta", CROSS),
        ("Trekkingrad", CROSS),
        ("Rennradtour", CROSS),
        ("Mountainbiken", CROSS),
        ("Ochtendrit", CROSS),
        ("Rückenschwimmen", CROSS),
        ("Aqua Jogging", CROSS),
        ("Swimrun", CROSS),
        ("Corsa veloce", RUN),
        ("Entrenamiento en cinta", RUN),
        ("Loopbandtraining", RUN),
        ("Podismo", RUN),
        ("Camminata veloce", WALK),
        ("Abendspaziergang", WALK),
        ("Ochtendwandeling", WALK),
    ],
)
def test_a_ride_is_one_whatever_its_other_words_and_quick_is_no_wheel(words: str, kind: ActivityKind) -> None:
    found = sports.named(words)
    assert found is not None
    assert found.kind is kind
    title = only(gpx(points(1800, 4.2), name=words, kind=None), "a.gpx")
    assert title.kind is kind or words in ("Carrera ciclista", "Corsa in bicicletta", "Rückenschwimmen")


def test_a_guess_can_be_changed_and_is_none_any_more() -> None:
    ride = only(gpx(points(1800, 2.6), name=None, kind=None), "a.gpx")
    changed = as_kind(ride, CROSS, CrossKind.CYCLE)
    assert (changed.kind, changed.cross_kind, changed.kind_guessed) == (CROSS, CrossKind.CYCLE, False)
    record = to_activity(changed, "00000000-0000-4000-8000-00000000ba7c")
    assert (record.surfaces, record.steps_per_minute) == ((), None)
    back = as_kind(changed, RUN)
    assert (back.cross_kind, back.surfaces, back.steps_per_minute) == (None, (Surface.FLAT_ROAD,), 164)


def bulk(folder: Path, kind: str, speed: float, moving: float = 1800) -> Path:
    """A Strava export of one recording that states no sport, and the table that does."""
    row = strava_row(kind=kind, moving=moving, metres=speed * 1800, file="activities/77.gpx", name="x")
    track = gpx(points(1800, speed), name=None, kind=None)
    path = folder / "export.zip"
    path.write_bytes(zipped({"activities.csv": table(STRAVA_HEADER, row), "activities/77.gpx": track}))
    return path


@pytest.mark.parametrize(
    ("said", "speed", "kind"), [("Ride", 4.0, CROSS), ("Run", 1.5, RUN), ("Hike", 2.2, WALK), ("Laufen", 1.0, RUN)]
)
def test_a_tables_kind_beats_a_guess_and_nothing_comes_twice(
    tmp_path: Path, said: str, speed: float, kind: ActivityKind
) -> None:
    found = preview([bulk(tmp_path, said, speed)], builders.diary(), today=TODAY, reading=BERLIN)
    assert [(it.kind, it.kind_guessed, it.name) for it in found.new] == [(kind, False, "x")]
    assert len(found.duplicates) == 1


def test_a_row_that_names_its_recording_is_about_that_whatever_its_time(tmp_path: Path) -> None:
    found = preview([bulk(tmp_path, "Ride", 4.0, moving=900)], builders.diary(), today=TODAY, reading=BERLIN)
    assert len(found.new) == 1
    assert found.new[0].cross_kind is CrossKind.CYCLE


@pytest.mark.parametrize(
    ("words", "kind", "cross"),
    [
        ("Course à pied", RUN, None),
        ("Carrera", RUN, None),
        ("Corsa", RUN, None),
        ("Hardlopen", RUN, None),
        ("Corrida", RUN, None),
        ("Trailrunning", RUN, None),
        ("TrailRun", RUN, None),
        ("VirtualRun", RUN, None),
        ("Dauerlauf", RUN, None),
        ("Ochtendloop", RUN, None),
        ("Marche", WALK, None),
        ("Randonnée", WALK, None),
        ("Senderismo", WALK, None),
        ("Camminata", WALK, None),
        ("Wandelen", WALK, None),
        ("Caminhada", WALK, None),
        ("Wanderung", WALK, None),
        ("Vélo", CROSS, CrossKind.CYCLE),
        ("Ciclismo", CROSS, CrossKind.CYCLE),
        ("Fietsen", CROSS, CrossKind.CYCLE),
        ("Radfahren", CROSS, CrossKind.CYCLE),
        ("Natation", CROSS, CrossKind.SWIM),
        ("Natación", CROSS, CrossKind.SWIM),
        ("Nuoto", CROSS, CrossKind.SWIM),
        ("Zwemmen", CROSS, CrossKind.SWIM),
        ("Natação", CROSS, CrossKind.SWIM),
        ("Musculation", CROSS, CrossKind.STRENGTH),
        ("Fuerza", CROSS, CrossKind.STRENGTH),
        ("Musculação", CROSS, CrossKind.STRENGTH),
        ("Krafttraining", CROSS, CrossKind.STRENGTH),
        ("Krachttraining", CROSS, CrossKind.STRENGTH),
        ("Langlauf", CROSS, CrossKind.OTHER),
        ("Inline Skating", CROSS, CrossKind.OTHER),
        ("Ski de fond", CROSS, CrossKind.OTHER),
    ],
)
def test_kinds_are_known_in_seven_languages(words: str, kind: ActivityKind, cross: CrossKind | None) -> None:
    sport = sports.named(words)
    assert sport is not None
    assert (sport.kind, sport.cross_kind, sport.guessed) == (kind, cross, False)


def test_a_word_that_nobody_knows_is_some_training_and_only_a_guess() -> None:
    assert sports.named("Xyzzy") == sports.UNKNOWN
    easy = sports.named("Easy")
    assert easy is not None
    assert (easy.kind, easy.guessed) == (RUN, True)


def test_a_fit_file_without_a_session_takes_its_sport_from_the_message_of_that_name() -> None:
    begin = files.fit_time(files.START)
    records = [(files.RECORD, [(253, files.UINT32, begin + s), (5, files.UINT32, s * 150)]) for s in range(0, 1801, 5)]
    data = files.fit_file([(12, [(0, files.ENUM, files.RUNNING), (1, files.ENUM, 0)]), *records])
    assert (only(data, "a.fit").kind, only(data, "a.fit").kind_guessed) == (RUN, False)


def test_a_planned_course_is_named_as_such() -> None:
    begin = files.fit_time(files.START)
    course = files.fit_file(
        [(files.FILE_ID, [(0, files.ENUM, 6)]), (files.RECORD, [(253, files.UINT32, begin), (5, files.UINT32, 0)])]
    )
    said = ("It is a planned route, not a recorded run.",)
    assert read_bytes(course, "a.fit", BERLIN).faults == said
    tcx_course = b"<TrainingCenterDatabase><Courses><Course><Name>x</Name></Course></Courses></TrainingCenterDatabase>"
    assert read_bytes(tcx_course, "a.tcx", BERLIN).faults == said


def test_what_a_watch_writes_of_one_second_in_several_records_belongs_together() -> None:
    begin, north = files.fit_time(files.START), 2.5 / 111_195 * 2**31 / 180
    messages = []
    for second in range(0, 1801):
        place = [(253, files.UINT32, begin + second), (0, files.SINT32, round(626_000_000 + second * north))]
        messages.append((files.RECORD, [*place, (1, files.SINT32, 160_000_000)]))
        messages.append((files.RECORD, [(253, files.UINT32, begin + second), (5, files.UINT32, second * 270)]))
    found = only(files.fit_file(messages), "suunto.fit")
    assert (found.metres, found.seconds) == (4860, 1800)


def test_a_fit_session_without_a_start_takes_that_of_its_records() -> None:
    data = fit(points(600), FitSession(timer=600, metres=1500))
    begin = files.fit_time(files.START).to_bytes(4, "little")
    # Field 2 of the session (its start), 0xFFFFFFFF: not known.
    session = data.rindex(begin)
    blank = data[:session] + b"\xff\xff\xff\xff" + data[session + 4 : -2]
    found = only(blank + files.fit_crc(blank).to_bytes(2, "little"), "a.fit")
    assert (found.at, found.seconds) == (datetime(2026, 3, 2, 7, 30), 600)


def test_a_track_with_an_offset_of_its_own_shows_the_clock_there() -> None:
    text = gpx(points(60)).decode().replace(".000Z", "+09:00")
    found = only(text.encode(), "tokyo.gpx")
    assert found.at == datetime(2026, 3, 2, 6, 30)


def test_the_first_laps_start_goes_before_the_name_of_a_tcx_activity() -> None:
    text = tcx([points(1800)]).decode().replace("<Id>2026-03-02T06:30:15Z</Id>", "<Id>2026-03-02T07:15:15Z</Id>")
    assert only(text.encode(), "a.tcx").at == datetime(2026, 3, 2, 7, 30)


@pytest.mark.parametrize("speed", [0.35, 0.51, 0.8])
def test_a_slow_walk_keeps_its_length(speed: float) -> None:
    course = points(3600, speed)
    # A receiver that trembles: every other second half a metre too far.
    shaken = [replace(it, lat=(it.lat or 0) + (4e-6 if n % 2 else 0.0)) for n, it in enumerate(course)]
    found = only(gpx(shaken, kind="walking"), "a.gpx")
    assert found.metres == pytest.approx(3600 * speed, rel=0.03)
    assert found.seconds == pytest.approx(3600, rel=0.03)


def test_a_watch_that_counts_from_when_it_was_switched_on_is_dated_by_its_local_clock() -> None:
    local = files.fit_time(datetime(2026, 3, 2, 8, 30, 15, tzinfo=UTC))
    records = [(files.RECORD, [(253, files.UINT32, 1000 + s), (5, files.UINT32, s * 250)]) for s in range(0, 601, 5)]
    session = [(253, files.UINT32, 1600), (2, files.UINT32, 1000), (5, files.ENUM, 1), (8, files.UINT32, 600_000)]
    closing = [(253, files.UINT32, 1600), (5, files.UINT32, local)]
    run = only(files.fit_file([*records, (files.SESSION, session), (files.ACTIVITY, closing)]), "fr70.fit")
    assert (run.at, run.moment, run.seconds) == (datetime(2026, 3, 2, 8, 20), None, 600)


def test_who_is_faster_than_any_runner_for_an_hour_is_taken_for_a_rider() -> None:
    assert only(gpx(points(3600, 5.6), name=None, kind=None), "a.gpx").kind is CROSS
    assert only(gpx(points(3600, 4.6), name=None, kind=None), "a.gpx").kind is RUN
