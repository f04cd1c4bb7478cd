"""Tables of activities: Strava's and Garmin's are known, others guessed, and every guess can be changed and kept."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime, time
from zoneinfo import ZoneInfo

import pytest

from kneerehab.domain.codes import ActivityKind, CrossKind, FileFormat, Surface, Units
from kneerehab.exchange.activities import Column, ReadFile, Reading, cells, lost, read_bytes, recalled, remembered
from kneerehab.exchange.activities.mapping import DateOrder, Decimal, DistanceUnit, DurationUnit, Mapping
from tests.activity_files import GARMIN_HEADER, STRAVA_HEADER, garmin_row, strava_row, table

BERLIN = Reading(tz=ZoneInfo("Europe/Berlin"))
MILES = Reading(tz=ZoneInfo("America/New_York"), units=Units.MILE)


def read(data: bytes | str, reading: Reading = BERLIN) -> ReadFile:
    return read_bytes(data if isinstance(data, bytes) else data.encode(), "activities.csv", reading)


def guessed(data: str, reading: Reading = BERLIN) -> Mapping:
    found = read(data, reading).mapping
    assert found is not None
    return found


def test_stravas_table_is_known_utc_and_takes_exact_metres_and_moving_time() -> None:
    found = read(table(STRAVA_HEADER, strava_row()))
    assert found.faults == ()
    run = found.candidates[0]
    assert (run.at, run.kind, run.seconds, run.metres) == (datetime(2026, 3, 2, 7, 30), ActivityKind.RUN, 1800, 5012)
    assert (run.steps_per_minute, run.effort, run.name) == (164, 4, "Morning Run")
    assert (run.surfaces, run.format) == ((Surface.FLAT_ROAD,), FileFormat.CSV)
    assert found.mapping is not None
    assert (found.mapping.name, found.mapping.unsure) == ("Strava", ())


def test_an_older_table_of_strava_in_kilometres_is_known_too() -> None:
    header = "Activity ID,Activity Date,Activity Name,Activity Type,Elapsed Time,Distance,Filename"
    found = read(table(header, '1,"Mar 2, 2026, 6:30:15 PM",Evening,Virtual Run,1900,5.01,a.fit'))
    run = found.candidates[0]
    assert (run.at, run.seconds, run.metres) == (datetime(2026, 3, 2, 19, 30), 1900, 5010)
    assert run.surfaces == (Surface.TREADMILL,)


def test_garmins_table_is_known_local_and_takes_the_moving_time() -> None:
    run = read(table(GARMIN_HEADER, garmin_row())).candidates[0]
    assert (run.at, run.seconds, run.metres) == (datetime(2026, 3, 2, 7, 30), 1800, 5010)
    assert (run.steps_per_minute, run.name, run.place) == (164, "Berlin Running", 2)


def test_garmin_writes_swims_in_metres() -> None:
    swim = read(table(GARMIN_HEADER, garmin_row(), garmin_row(kind="Pool Swimming", distance="1,500"))).candidates[1]
    assert (swim.cross_kind, swim.metres) == (CrossKind.SWIM, 1500)


def test_garmins_table_says_that_its_unit_is_not_written_in_it() -> None:
    data = table(GARMIN_HEADER, garmin_row()).decode()
    assert guessed(data).distance_unit is DistanceUnit.KM
    assert guessed(data, MILES).distance_unit is DistanceUnit.MILE
    assert guessed(data).unsure == ("distance_unit",)


def test_garmins_table_with_decimal_commas_is_read_right() -> None:
    found = read(
        table(GARMIN_HEADER, garmin_row(distance="7,00"), garmin_row(date="2026-03-04 08:00:00", distance="5,25"))
    )
    assert [run.metres for run in found.candidates] == [7000, 5250]


def test_garmins_german_table_is_known() -> None:
    header = "Aktivitätstyp,Datum,Favorit,Titel,Distanz,Kalorien,Zeit,Ø HF,Ø Schrittfrequenz (Laufen),Anstieg gesamt"
    row = 'Laufen,2026-03-02 07:30:15,false,"Berlin Laufen","5.01","1,024","00:30:00","150","164","--"'
    run = read(table(header, row)).candidates[0]
    assert (run.kind, run.seconds, run.metres, run.steps_per_minute) == (ActivityKind.RUN, 1800, 5010, 164)


def test_where_garmin_leaves_the_moving_time_empty_the_time_is_read() -> None:
    assert read(table(GARMIN_HEADER, garmin_row(moving="--"))).candidates[0].seconds == 1920


def test_a_table_of_ones_own_is_guessed() -> None:
    found = read("Date;Time of day;Distance (km);Duration (min);RPE;Notes\n02.03.2026;07:05;5,2;31,5;3;felt fine\n")
    run = found.candidates[0]
    assert (run.at, run.metres, run.seconds) == (datetime(2026, 3, 2, 7, 5), 5200, 1890)
    assert (run.effort, run.name, run.kind, run.kind_guessed) == (3, "felt fine", ActivityKind.RUN, True)
    assert found.mapping is not None
    assert found.mapping.unsure == ()


def test_what_was_guessed_from_values_is_marked_for_a_question() -> None:
    mapping = guessed("date,distance,time\n03/04/2026,5.2,31\n05/04/2026,6,40\n")
    assert mapping.unsure == ("distance_unit", "duration_unit", "date_order")
    assert (mapping.distance_unit, mapping.duration_unit, mapping.date_order) == ("km", "min", "dmy")
    assert guessed("date,distance\n03/04/2026,3\n", MILES).date_order is DateOrder.MONTH_FIRST
    assert guessed("date,distance\n03/14/2026,3\n").date_order is DateOrder.MONTH_FIRST
    assert guessed("date,distance\n2026-03-14,5200\n").distance_unit is DistanceUnit.M
    assert guessed("date,duration_s\n2026-03-14,1800\n").duration_unit is DurationUnit.SECONDS
    assert guessed("date,miles\n2026-03-14,3\n").distance_unit is DistanceUnit.MILE


def test_a_day_without_a_time_is_put_at_noon_and_says_so() -> None:
    run = read("date,km\n2026-03-02,5\n").candidates[0]
    assert (run.at, run.time_known) == (datetime(2026, 3, 2, 12, 0), False)


def test_times_with_a_zone_are_turned_into_local_ones() -> None:
    run = read("date,km\n2026-03-02T23:30:00Z,5\n").candidates[0]
    assert run.at == datetime(2026, 3, 3, 0, 30)


def test_lines_that_cannot_be_read_are_named_and_the_others_taken() -> None:
    found = read(
        "date,km,minutes\n2026-03-02,5,30\nyesterday,5,30\n2026-03-03,five,30\n2026-03-04,5,long\n2026-03-05,,\n"
    )
    assert [run.metres for run in found.candidates] == [5000]
    assert found.faults == (
        "Line 3: “yesterday” is not a date.",
        "Line 4: “five” is not a distance.",
        "Line 5: “long” is not a time.",
        "Line 6: Neither its time nor its distance is known.",
    )


def test_many_bad_lines_are_counted_not_listed() -> None:
    found = read("date,km\n" + "x,5\n" * 1000)
    assert len(found.faults) == 101
    assert found.faults[-1] == "900 more lines can’t be read."


def test_a_table_without_a_date_asks_for_the_columns() -> None:
    found = read("foo,bar\n1,2\n")
    assert found.faults == ("No column was recognised as the date. Please choose the columns.",)
    assert found.mapping is not None
    assert found.mapping.header == ("foo", "bar")


UNKNOWN = "When;Stretch run;Time\n2026-03-02;5,2;31:00\n2026-03-04;what;40:00\n"


def test_a_table_whose_distance_no_column_is_recognised_for_asks_and_names_what_it_does_not_read() -> None:
    mapping = guessed(UNKNOWN)
    assert mapping.unsure == ("metres",)
    assert lost(mapping) == "No column was recognised as the distance. Not read: Stretch run."
    assert guessed("date;km;Took me\n2026-03-02;5;31\n").unsure == ("seconds",)
    assert guessed("date;km;Weather\n2026-03-02;5;sunny\n").unsure == (), "a column of words is neither"
    assert guessed("date;km\n2026-03-02;5\n").unsure == ()


def test_what_was_missing_is_asked_for_again_although_the_table_is_known() -> None:
    kept = recalled(remembered(replace(guessed(UNKNOWN), unsure=())))
    assert kept is not None
    assert guessed(UNKNOWN, replace(BERLIN, remembered=(kept,))).unsure == ("metres",)
    whole = replace(kept, columns={**kept.columns, Column.METRES: 1})
    found = read(UNKNOWN, replace(BERLIN, remembered=(whole,)))
    assert found.mapping == whole
    assert len(found.faults) == 1


@pytest.mark.parametrize("head", ["Length (km)", "Länge", "Distancia", "Entfernung [km]", "longueur", "Afstand"])
def test_a_distance_is_recognised_by_its_names(head: str) -> None:
    assert guessed(f"When;{head};Time\n2026-03-02;5,2;31:00\n").columns[Column.METRES] == 1


def test_a_column_of_kilometres_is_taken_for_the_distance_with_a_question_but_no_pace_is() -> None:
    mapping = guessed("When;Pace (min/km);min per km;Stretch (km);Time\n2026-03-02;5:58;5:58;5,2;31:00\n")
    assert (mapping.columns[Column.METRES], mapping.distance_unit) == (3, DistanceUnit.KM)
    assert mapping.unsure == ("metres",)
    assert lost(mapping) == ""


def test_a_chosen_mapping_overrides_the_guess() -> None:
    data = "foo,bar,baz\n4.3.2026,3.1,30\n"
    chosen = Mapping(
        name="mine",
        header=("foo", "bar", "baz"),
        columns={Column.DATE: 0, Column.METRES: 1, Column.SECONDS: 2},
        distance_unit=DistanceUnit.MILE,
        duration_unit=DurationUnit.MINUTES,
    )
    run = read(data, replace(BERLIN, mapping=chosen)).candidates[0]
    assert (run.at.date().isoformat(), run.metres, run.seconds) == ("2026-03-04", 4989, 1800)


def test_a_mapping_that_was_kept_is_used_for_the_same_header_only() -> None:
    data = table(GARMIN_HEADER, garmin_row())
    mapping = replace(guessed(data.decode()), distance_unit=DistanceUnit.MILE, unsure=())
    kept = recalled(json.loads(json.dumps(remembered(mapping))))
    assert kept == mapping
    assert read(data, replace(BERLIN, remembered=(kept,))).candidates[0].metres == 8063
    other = read("date,km\n2026-03-02,5\n", replace(BERLIN, remembered=(kept,)))
    assert other.candidates[0].metres == 5000


@pytest.mark.parametrize(
    "broken",
    [
        None,
        [],
        {},
        {"header": ["a"], "columns": {"date": 1}, "distance_unit": "m"},
        {"header": ["a"], "columns": {"date": True}, "distance_unit": "m", "duration_unit": "s", "date_order": "dmy"},
        {"header": ["a"], "columns": {"pain": 0}, "distance_unit": "m", "duration_unit": "s", "date_order": "dmy"},
        {"header": [1], "columns": {}, "distance_unit": "m", "duration_unit": "s", "date_order": "dmy", "decimal": "."},
        {
            "header": ["a"],
            "columns": {},
            "distance_unit": "ell",
            "duration_unit": "s",
            "date_order": "dmy",
            "decimal": ".",
        },
    ],
)
def test_a_kept_mapping_that_makes_no_sense_is_forgotten(broken: object) -> None:
    assert recalled(broken) is None


@pytest.mark.parametrize(
    ("cell", "decimal", "expected"),
    [
        ("5.2", Decimal.POINT, 5.2),
        ("1,024.5", Decimal.POINT, 1024.5),
        ("5,2", Decimal.COMMA, 5.2),
        ("1.024,5", Decimal.COMMA, 1024.5),
        ("5.2 km", Decimal.POINT, 5.2),
        ("1’024", Decimal.POINT, 1024),
        ("5\u00a0000", Decimal.POINT, 5000),
        ("-3", Decimal.POINT, None),
        ("5.2.1", Decimal.POINT, None),
        ("=1+2", Decimal.POINT, None),
        ("1e5", Decimal.POINT, None),
        ("nan", Decimal.POINT, None),
        ("٥", Decimal.POINT, None),
        ("", Decimal.POINT, None),
    ],
)
def test_numbers_are_read_with_either_decimal_sign(cell: str, decimal: Decimal, expected: float | None) -> None:
    assert cells.value(cell, decimal, 0, 1_000_000) == expected


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("1:02:03", 3723),
        ("00:31:40", 1900),
        ("31:40", 1900),
        ("00:28:10.5", 1690.5),
        ("1h 5min", 3900),
        ("45 min", 2700),
        ("90", 5400),
        ("1.5", 90),
        ("1:2:3:4", None),
        ("soon", None),
        ("", None),
    ],
)
def test_durations_are_read_as_people_write_them(cell: str, expected: float | None) -> None:
    assert cells.seconds(cell, DurationUnit.MINUTES, Decimal.POINT) == expected


@pytest.mark.parametrize(
    ("cell", "day", "clock"),
    [
        ("2026-03-02", "2026-03-02", None),
        ("2026-03-02 07:30:15", "2026-03-02", "07:30:15"),
        ("2026/3/2 7:30", "2026-03-02", "07:30:00"),
        ("02.03.2026", "2026-03-02", None),
        ("02.03.2026, 07:30", "2026-03-02", "07:30:00"),
        ("2/3/26 7:30 PM", "2026-03-02", "19:30:00"),
        ("Mar 2, 2026, 12:30:15 AM", "2026-03-02", "00:30:15"),
        ("Mar 2, 2026", "2026-03-02", None),
        ("2. März 2026 07:30", "2026-03-02", "07:30:00"),
        ("2 March 2026", "2026-03-02", None),
    ],
)
def test_dates_are_read_as_people_write_them(cell: str, day: str, clock: str | None) -> None:
    found = cells.day_and_time(cell, DateOrder.DAY_FIRST)
    assert found is not None
    assert (found[0].isoformat(), found[1]) == (day, None if clock is None else time.fromisoformat(clock))


@pytest.mark.parametrize(
    "cell", ["31.02.2026", "13/13/2026", "2026-02-30", "Foo 2, 2026", "Mar 2, 2026, 13:00 PM", "5", "-"]
)
def test_what_is_no_date_is_none(cell: str) -> None:
    assert cells.day_and_time(cell, DateOrder.DAY_FIRST) is None


def test_a_month_first_date_is_read_when_the_mapping_says_so() -> None:
    found = cells.day_and_time("3/2/2026", DateOrder.MONTH_FIRST)
    assert found is not None
    assert found[0].isoformat() == "2026-03-02"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_tables_of_older_spreadsheets_are_understood(encoding: str) -> None:
    data = "Datum\tDistanz (km)\tNotiz\r\n02.03.2026\t5,2\tÜber die Brücke\r\n".encode(encoding)
    run = read(data).candidates[0]
    assert (run.metres, run.name) == (5200, "Über die Brücke")


def test_quotes_line_breaks_and_nul_in_cells_do_no_harm() -> None:
    run = read('date,km,notes\n2026-03-02,5,"a ""b"", c\nd\0 \u202ee"\n').candidates[0]
    assert run.name == 'a "b", c d e'


def test_a_table_that_is_too_long_or_too_wide_is_refused() -> None:
    assert read("date,km\n" + "2026-03-02,5\n" * 20_001).faults == ("It has more than 20000 rows.",)
    assert read("date,km\n" + "\n" * 200_000).faults == ("It has more than 20000 rows.",)
    assert read(",".join(["date"] * 501)).faults == ("It has more than 500 columns.",)
    assert read('date,km\n2026-03-02,"' + "5" * 200_000).faults == ("Line 2 is not a line of a table.",)


STRAVA_ELSEWHERE = {
    "de": (
        "Aktivitäts-ID,Aktivitätsdatum,Name der Aktivität,Aktivitätsart,Verstrichene Zeit,Distanz,Dateiname,"
        "Verstrichene Zeit,Bewegungszeit,Distanz,Höhenzunahme,Startzeit",
        '1,"02.03.2026, 06:30:15",Lauf am Morgen,Lauf,1920,"5,01",a.fit,1920,"1800,0","5012,4","21,0",',
    ),
    "fr": (
        "ID de l'activité,Date de l'activité,Nom de l'activité,Type d'activité,Temps écoulé,Distance,Nom du fichier,"
        "Temps écoulé,Durée de déplacement,Distance,Dénivelé positif",
        '1,"2 mars 2026, 06:30:15",Course,Course à pied,1920,"5,01",a.fit,1920,"1800,0","5012,4","21,0"',
    ),
    "es": (
        "ID de actividad,Fecha de la actividad,Nombre de la actividad,Tipo de actividad,Tiempo transcurrido,Distancia,"
        "Tiempo transcurrido,Tiempo en movimiento,Distancia,Desnivel positivo",
        '1,"2 mar 2026, 6:30:15",x,Carrera,1920,"5,01",1920,"1800,0","5012,4","21,0"',
    ),
    "it": (
        "ID attività,Data dell'attività,Nome dell'attività,Tipo di attività,Tempo trascorso,Distanza,"
        "Tempo trascorso,Tempo in movimento,Distanza,Dislivello",
        '1,"2 mar 2026, 06:30:15",x,Corsa,1920,"5,01",1920,"1800,0","5012,4","21,0"',
    ),
    "nl": (
        "ID van activiteit,Datum van activiteit,Naam activiteit,Activiteitstype,Verstreken tijd,Afstand,"
        "Verstreken tijd,Beweegtijd,Afstand,Hoogtestijging",
        '1,"2 mrt. 2026 06:30:15",x,Hardloopsessie,1920,"5,01",1920,"1800,0","5012,4","21,0"',
    ),
    "pt": (
        "ID da atividade,Data da atividade,Nome da atividade,Tipo de atividade,Tempo decorrido,Distância,"
        "Tempo decorrido,Tempo de movimentação,Distância,Ganho de elevação",
        '1,"2 de mar. de 2026, 06:30:15",x,Corrida,1920,"5,01",1920,"1800,0","5012,4","21,0"',
    ),
}


@pytest.mark.parametrize("language", STRAVA_ELSEWHERE)
def test_stravas_table_is_known_in_other_languages(language: str) -> None:
    header, row = STRAVA_ELSEWHERE[language]
    found = read(table(header, row))
    assert found.faults == ()
    run = found.candidates[0]
    assert (run.at, run.kind, run.kind_guessed) == (datetime(2026, 3, 2, 7, 30), ActivityKind.RUN, False)
    assert (run.seconds, run.metres, run.surfaces) == (1800, 5012, (Surface.FLAT_ROAD,))
    assert found.mapping is not None
    assert (found.mapping.name, found.mapping.unsure) == ("Strava", ())


def test_stravas_distance_for_people_has_their_decimal_sign_and_the_exact_one_a_point() -> None:
    header = (
        "Activiteits-ID,Datum van activiteit,Naam van activiteit,Activiteitstype,Verstreken tijd,Afstand,"
        "Uitrusting voor activiteit,Bestandsnaam,Verstreken tijd,Beweegtijd,Afstand,Hoogtewinst"
    )
    rows = (
        '123,"6 mrt. 2024 14:23:15",Ochtendrit,Fietsrit,3700,"24,5",Canyon,1.fit.gz,3700.0,3600.0,24500.0,350.0',
        '125,"8 mrt. 2024 09:00:00",Rondje,Hardloopsessie,1800,5,Ghost,2.fit.gz,1800.0,1750.0,5000.0,20.0',
    )
    found = read(table(header, *rows))
    assert found.faults == ()
    assert [(it.kind, it.seconds, it.metres, it.gear) for it in found.candidates] == [
        (ActivityKind.CROSS, 3600, 24500, "Canyon"),
        (ActivityKind.RUN, 1750, 5000, "Ghost"),
    ]
    assert found.mapping is not None
    assert found.mapping.unsure == ()


def test_a_strava_table_that_writes_kilometres_twice_is_read_in_kilometres_and_asks() -> None:
    header = "Aktivitäts-ID,Aktivitätsdatum,Aktivitätsart,Verstrichene Zeit,Distanz,Verstrichene Zeit,Distanz"
    found = read(table(header, '1,"21.07.2025, 15:09:27",Lauf,1390,"2,81",1390,"2,81"'))
    assert [it.metres for it in found.candidates] == [2810]
    assert found.mapping is not None
    assert found.mapping.unsure == ("distance_unit",)


GARMIN_ELSEWHERE = {
    "fr": (
        "Type d'activité,Date,Favori,Titre,Distance,Calories,Durée,Ascension totale,Temps de déplacement",
        "Course à pied",
    ),
    "es": (
        "Tipo de actividad,Fecha,Favorito,Título,Distancia,Calorías,Tiempo,Ascenso total,Tiempo en movimiento",
        "Carrera",
    ),
    "it": ("Tipo di attività,Data,Preferito,Titolo,Distanza,Calorie,Tempo,Ascesa totale,Tempo in movimento", "Corsa"),
    "nl": ("Activiteittype,Datum,Favoriet,Titel,Afstand,Calorieën,Tijd,Totale stijging,Tijd in beweging", "Hardlopen"),
    "pt": (
        "Tipo de atividade,Data,Favorito,Título,Distância,Calorias,Tempo,Subida total,Tempo de movimento",
        "Corrida",
    ),
}


@pytest.mark.parametrize("language", GARMIN_ELSEWHERE)
def test_garmins_table_is_known_in_other_languages(language: str) -> None:
    header, kind = GARMIN_ELSEWHERE[language]
    row = f'{kind},2026-03-02 07:30:15,false,"x","5,01","400","00:32:00","21","00:30:00"'
    run = read(table(header, row)).candidates[0]
    assert (run.kind, run.seconds, run.metres) == (ActivityKind.RUN, 1800, 5010)
    assert run.surfaces == (Surface.FLAT_ROAD,)
    other = read(table(header, row.replace("00:30:00", "00:00:00"))).candidates[0]
    assert other.seconds == 1920


@pytest.mark.parametrize(
    ("header", "row"),
    [
        (
            "Tipo de atividade,Data,Favorito,Título,Distância,Tempo total,Tempo em movimento,Tempo transcorrido",
            'Musculação,2026-03-02 07:30:15,false,x,"0.00","01:07:05","00:00:00","01:08:00"',
        ),
        (
            "Activiteittype,Datum,Favoriet,Titel,Afstand,Tijd,Tijd bewogen,Verstreken tijd",
            'Krachttraining,2026-03-02 07:30:15,false,x,"0.00","01:20:00","01:07:05","01:30:00"',
        ),
    ],
)
def test_garmins_times_are_known_in_other_languages(header: str, row: str) -> None:
    training = read(table(header, row)).candidates[0]
    assert (training.cross_kind, training.seconds, training.metres) == (CrossKind.STRENGTH, 4025, None)


def test_garmins_runs_on_a_track_are_in_metres() -> None:
    data = table(GARMIN_HEADER, garmin_row(), garmin_row(kind="Track Running", distance="5,010"))
    run = read(data).candidates[1]
    assert (run.metres, run.surfaces) == (5010, (Surface.TRACK,))
    assert "It is longer than 200 km." in read(table(GARMIN_HEADER, garmin_row(distance="281"))).faults[0]


def test_the_table_of_google_health_is_in_millimetres_and_utc_with_the_offset_beside_it() -> None:
    header = (
        "exercise_id,exercise_start,exercise_end,utc_offset,activity_name,tracker_total_steps,"
        "tracker_total_distance_mm,tracker_total_altitude_mm"
    )
    row = "a,2026-03-01 22:30:15+0000,2026-03-01 23:00:15+0000,+09:00,{},4920,4500000,{}"
    found = read(table(header, row.format("Outdoor Run", 12_000), row.format("Bike", 120_000)))
    assert found.faults == ()
    run, ride = found.candidates
    assert (run.at, run.kind, run.kind_guessed) == (datetime(2026, 3, 2, 7, 30), ActivityKind.RUN, False)
    assert (run.seconds, run.metres, run.surfaces) == (1800, 4500, (Surface.FLAT_ROAD,))
    assert ride.cross_kind is CrossKind.CYCLE
    assert found.mapping is not None
    assert found.mapping.unsure == ()


def test_a_kind_in_words_goes_before_one_in_numbers() -> None:
    found = read(table("date,km,workout_type,type", "2026-03-02,5,3,Run", "2026-03-03,5,0,Ride"))
    assert [it.kind for it in found.candidates] == [ActivityKind.RUN, ActivityKind.CROSS]


def test_garmins_ascent_is_in_feet_where_its_distances_are_in_miles() -> None:
    data = table(GARMIN_HEADER, garmin_row(distance="3.11", ascent="230"))
    assert read(data, MILES).candidates[0].surface_reason == "14 m up per km; below 15 m it counts as flat."
    assert read(data).candidates[0].surfaces == (Surface.HILLY,)


def test_feet_are_read_as_feet_where_the_columns_name_says_so() -> None:
    run = read("Date,Distance (km),Elevation Gain (ft)\n2026-03-02,5,230\n").candidates[0]
    assert run.surface_reason == "14 m up per km; below 15 m it counts as flat."


def test_feet_are_read_as_feet_behind_an_underscore_too() -> None:
    run = read(table("date,distance_km,duration,elevation_gain_ft", "2026-03-02,5,30:00,200")).candidates[0]
    assert run.surfaces == (Surface.FLAT_ROAD,)


def test_a_time_that_no_one_runs_so_far_in_is_the_time_of_day_and_asked_for() -> None:
    found = read("Date,Time,Type,Distance (km)\n2026-03-02,07:15,Run,5.2\n2026-03-04,18:05,Run,6\n")
    assert [(it.at.time(), it.seconds) for it in found.candidates] == [(time(7, 15), None), (time(18, 5), None)]
    assert found.mapping is not None
    assert "time" in found.mapping.unsure


@pytest.mark.parametrize("clock", ["07:15", "07:15:30", "7:15 AM"])
@pytest.mark.parametrize("head", ["Date,Time,Type,km,Duration", "Datum,Zeit,Sportart,km,Minuten"])
def test_a_time_beside_a_duration_is_the_time_of_day(head: str, clock: str) -> None:
    found = read(table(head, f"2026-03-02,{clock},Run,5,30:00"))
    assert [(it.at, it.seconds) for it in found.candidates] == [(datetime(2026, 3, 2, 7, 15), 1800)]
    assert found.mapping is not None
    assert "time" not in found.mapping.unsure


def test_a_time_that_may_be_either_stays_a_duration_and_is_asked_for() -> None:
    found = read("Date,Time,Type,Distance (km)\n2026-03-02,18:15,Run,3\n2026-03-04,20:05,Run,3.2\n")
    assert [it.seconds for it in found.candidates] == [1095, 1205]
    assert found.mapping is not None
    assert "seconds" in found.mapping.unsure
    sure = read("Date,Time,Type,Distance (km)\n2026-03-02,31:40,Run,5\n").mapping
    assert sure is not None
    assert sure.unsure == ()


def test_a_header_below_other_lines_is_found() -> None:
    samsung = (
        "com.samsung.shealth.exercise,6020004,17\n"
        "com.samsung.health.exercise.exercise_type,com.samsung.health.exercise.start_time,"
        "com.samsung.health.exercise.duration,com.samsung.health.exercise.distance\n"
        "1002,2026-03-02 06:30:15.000,1800000,5012.4\n1001,2026-03-03 06:30:15.000,1800000,2500\n"
    )
    found = read(samsung)
    assert found.faults == ()
    assert [(it.kind, it.at, it.seconds, it.metres) for it in found.candidates] == [
        (ActivityKind.RUN, datetime(2026, 3, 2, 7, 30), 1800, 5012),
        (ActivityKind.WALK, datetime(2026, 3, 3, 7, 30), 1800, 2500),
    ]
    older = read("My runs\n\nDate,Distance (km),Time\n2026-03-02,5,31:40\n")
    assert [it.metres for it in older.candidates] == [5000]
    assert older.candidates[0].place == 4


def test_a_session_of_polar_flow_is_one_run_without_a_fault_for_each_of_its_points() -> None:
    samples = "".join(f",00:00:{second:02d},98,5.1\n" for second in range(60))
    found = read(
        "Name,Sport,Date,Start time,Duration,Total distance (km)\n,RUNNING,02-03-2026,07:30:15,00:30:00,5.01\n"
        f"Sample rate,Time,HR (bpm),Speed (km/h)\n{samples}"
    )
    assert found.faults == ()
    assert [(it.kind, it.at, it.seconds, it.metres) for it in found.candidates] == [
        (ActivityKind.RUN, datetime(2026, 3, 2, 7, 30), 1800, 5010)
    ]


@pytest.mark.parametrize(
    "data",
    [
        "timestamp,latitude,longitude,distance\n" + "2026-03-02T06:30:15Z,52.5,13.4,10\n" * 30,
        "date,distance,time\n" + "".join(f"2026-03-02 07:{n:02d}:15,{n / 10},5\n" for n in range(1, 50)),
    ],
)
def test_a_table_of_the_points_of_one_run_has_one_fault(data: str) -> None:
    found = read(data)
    assert found.candidates == ()
    assert found.faults == ("It lists the points of one run, not runs. Please export the run as FIT, TCX or GPX.",)


def test_a_log_of_strength_exercises_is_one_training_a_session_and_never_a_run() -> None:
    strong = (
        "Date,Workout Name,Duration,Exercise Name,Set Order,Weight,Reps,Distance,Seconds\n"
        + '2026-03-02 18:00:00,"Legs",1h 5m,"Squat",1,60,8,0,0\n' * 3
        + '2026-03-04 18:00:00,"Arms",45m,"Curl",1,10,8,0,0\n'
    )
    hevy = (
        '"title","start_time","end_time","exercise_title","set_index","weight_kg","reps","distance_km"\n'
        + '"Legs","2 Mar 2026, 18:00","2 Mar 2026, 19:05","Squat",0,60,8,\n' * 3
    )
    found = [
        (it.kind, it.cross_kind, it.seconds, it.metres, it.name)
        for it in read(strong).candidates + read(hevy).candidates
    ]
    assert found == [
        (ActivityKind.CROSS, CrossKind.STRENGTH, 3900, None, "Legs"),
        (ActivityKind.CROSS, CrossKind.STRENGTH, 2700, None, "Arms"),
        (ActivityKind.CROSS, CrossKind.STRENGTH, 3900, None, "Legs"),
    ]
