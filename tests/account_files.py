"""Makes the exports of accounts, in the shapes they document: Apple Health, Garmin, Polar, Fitbit, Google's two."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from tests.activity_files import START, Point

_DOCTYPE = """<!DOCTYPE HealthData [
<!ELEMENT HealthData (ExportDate,Me,(Record|Correlation|Workout|ActivitySummary)*)>
<!ATTLIST HealthData locale CDATA #REQUIRED>
<!ELEMENT Workout ((MetadataEntry|WorkoutEvent|WorkoutRoute|WorkoutStatistics)*)>
]>"""
APPLE_HEAD = f"""<?xml version="1.0" encoding="UTF-8"?>
{_DOCTYPE}
<HealthData locale="de_DE">
 <ExportDate value="2026-03-20 09:00:00 +0100"/>
 <Me HKCharacteristicTypeIdentifierDateOfBirth="1984-01-01"/>
"""
APPLE_FOOT = "</HealthData>\n"


def apple(*workouts: str, records: int = 3) -> bytes:
    """An export with some pulse records before its workouts."""
    pulse = "".join(apple_record(number) for number in range(records))
    return (APPLE_HEAD + pulse + "".join(workouts) + APPLE_FOOT).encode()


def apple_record(number: int) -> str:
    """One pulse record, as a watch writes one every few seconds."""
    at = f"2026-03-02 07:{number // 60 % 60:02d}:{number % 60:02d} +0100"
    return (
        ' <Record type="HKQuantityTypeIdentifierHeartRate" sourceName="Mira’s Apple Watch" sourceVersion="10.3"'
        ' device="&lt;&lt;HKDevice: 0x28&gt;, name:Apple Watch, manufacturer:Apple Inc., model:Watch&gt;"'
        f' unit="count/min" creationDate="{at}" startDate="{at}" endDate="{at}" value="{60 + number % 100}">\n'
        '  <MetadataEntry key="HKMetadataKeyHeartRateMotionContext" value="0"/>\n </Record>\n'
    )


def apple_workout(
    kind: str = "Running",
    *,
    start: str = "2026-03-02 07:30:15 +0100",
    minutes: float = 30,
    km: float | None = 5.01,
    older: bool = False,
    indoors: bool = False,
    route: str | None = None,
    steps: int | None = None,
) -> str:
    """One workout: with sums in parts of their own, or `older`, as attributes."""
    attributes = f'workoutActivityType="HKWorkoutActivityType{kind}" duration="{minutes}" durationUnit="min"'
    if older and km is not None:
        attributes += f' totalDistance="{km}" totalDistanceUnit="km"'
    parts = [f'<MetadataEntry key="HKIndoorWorkout" value="{int(indoors)}"/>']
    parts.append('<MetadataEntry key="HKElevationAscended" value="2100 cm"/>')
    if km is not None and not older:
        form = '<WorkoutStatistics type="HKQuantityTypeIdentifier{kind}" sum="{sum}" unit="{unit}"/>'
        parts.append(form.format(kind="DistanceWalkingRunning", sum=km, unit="km"))
        parts += [form.format(kind="StepCount", sum=steps, unit="count")] if steps else []
    if route:
        parts.append(f'<WorkoutRoute><FileReference path="/workout-routes/{route}"/></WorkoutRoute>')
    return (
        f' <Workout {attributes} sourceName="Watch" startDate="{start}" endDate="{start}">{"".join(parts)}</Workout>\n'
    )


def write_apple(path: Path, size: int, workouts: int = 1000) -> None:
    """Write an export of about so many bytes, mostly pulse, without ever holding it."""
    block = "".join(apple_record(number) for number in range(2_000)).encode()
    runs = [
        apple_workout(start=f"{START + timedelta(days=-number):%Y-%m-%d %H:%M:%S} +0100").encode()
        for number in range(workouts)
    ]
    with path.open("wb") as file:
        file.write(APPLE_HEAD.encode())
        while file.tell() < size:
            file.write(block)
            # In the real thing they stand together; apart they are harder to find.
            file.write(b"".join(runs[:50]))
            del runs[:50]
        file.write(b"".join(runs) + APPLE_FOOT.encode())


def garmin(*activities: dict[str, Any]) -> bytes:
    """Garmin's list of all activities, each with what is different from a run of 30 minutes."""
    made = [
        {
            "activityId": 1001 + number,
            "name": "Berlin Laufen",
            "activityType": "running",
            "beginTimestamp": int(START.timestamp() * 1000),
            "startTimeLocal": int((START.timestamp() + 3600) * 1000),
            "duration": 1_920_000.0,
            "movingDuration": 1_800_000.0,
            "distance": 501_000.0,
            "elevationGain": 2_100.0,
            "avgRunCadence": 82.0,
            "splits": [{"measurements": [{"fieldEnum": "SUM_DISTANCE", "value": 100_000.0}]}],
            **changes,
        }
        for number, changes in enumerate(activities)
    ]
    return json.dumps([{"summarizedActivitiesExport": made}]).encode()


def fitbit(*exercises: dict[str, Any]) -> bytes:
    """A file of Fitbit's exercises."""
    made = [
        {
            "logId": 384529004 + number,
            "activityName": "Run",
            "activityTypeId": 90009,
            "distance": 5.01,
            "distanceUnit": "Kilometer",
            "duration": 1_920_000,
            "activeDuration": 1_800_000,
            "steps": 4_920,
            "startTime": f"{START:%m/%d/%y %H:%M:%S}",
            **changes,
        }
        for number, changes in enumerate(exercises)
    ]
    return json.dumps(made, indent=2).encode()


def google_fit(**changes: Any) -> bytes:
    """One session of Google Fit."""
    session = {
        "fitnessActivity": "running",
        "startTime": "2026-03-02T06:30:15Z",
        "endTime": "2026-03-02T07:02:15Z",
        "duration": "1800s",
        "aggregate": [
            {"metricName": "com.google.active_minutes", "intValue": 30},
            {"metricName": "com.google.distance.delta", "floatValue": 5010.2},
        ],
        **changes,
    }
    return json.dumps(session).encode()


def polar(course: Sequence[Point] = (), **changes: Any) -> bytes:
    """One training session of Polar Flow; `course` as its measured distance."""
    clock = datetime(2026, 3, 2, 7, 30, 15)
    exercise: dict[str, Any] = {
        "startTime": clock.isoformat(timespec="milliseconds"),
        "timezoneOffset": 60,
        "duration": "PT1800.5S",
        "distance": 5010.0,
        "sport": "RUNNING",
        "ascent": 21.0,
        "cadence": {"avg": 82, "max": 95},
        "samples": {"recordedRoute": [{"latitude": 52.5}], "distance": list(_samples(clock, course))},
        **changes,
    }
    return json.dumps({"exportVersion": "1.6", "name": "Easy", "exercises": [exercise]}).encode()


def polar_numbered(course: Sequence[Point], number: str) -> bytes:
    """One training session as Polar Flow exports it since about 2025; its first values are not measured."""
    metres = [float("nan"), *(point.metres for point in course[1:])]
    common: dict[str, Any] = {
        "startTime": "2026-03-02T07:30:15",
        "timezoneOffsetMinutes": 60,
        "durationMillis": course[-1].seconds * 1000,
        "distanceMeters": course[-1].metres,
        "sport": {"id": number},
    }
    channels = [{"type": "SPEED", "values": []}, {"type": "DISTANCE", "intervalMillis": 1000, "values": metres}]
    exercise = {**common, "samples": {"samples": channels}, "routes": {}}
    return json.dumps({"identifier": {"id": "5022701696"}, "name": "", **common, "exercises": [exercise]}).encode()


def _samples(clock: datetime, course: Sequence[Point]) -> Iterable[dict[str, Any]]:
    for point in course:
        at = clock + timedelta(seconds=point.seconds)
        yield {"dateTime": at.isoformat(timespec="milliseconds"), "value": point.metres}


def epoch_ms(moment: datetime) -> int:
    """Milliseconds since 1970, as Garmin writes moments."""
    return int(moment.astimezone(UTC).timestamp() * 1000)


_HC_RECORD = (
    "row_id INTEGER PRIMARY KEY AUTOINCREMENT, uuid BLOB UNIQUE NOT NULL, last_modified_time INTEGER, "
    "client_record_id TEXT, client_record_version TEXT, device_info_id INTEGER, app_info_id INTEGER, "
    "recording_method INTEGER, dedupe_hash BLOB UNIQUE, start_time INTEGER, start_zone_offset INTEGER, "
    "end_time INTEGER, end_zone_offset INTEGER, local_date INTEGER, local_date_time_start_time INTEGER AS "
    "(start_time + 1000 * start_zone_offset)"
)
HC_TABLES = {
    "exercise_session_record_table": f"{_HC_RECORD}, notes TEXT, exercise_type INTEGER, title TEXT, has_route INTEGER",
    "distance_record_table": f"{_HC_RECORD}, distance REAL",
    "elevation_gained_record_table": f"{_HC_RECORD}, elevation REAL",
    "steps_record_table": f"{_HC_RECORD}, count INTEGER",
    "exercise_segments_table": "parent_key INTEGER NOT NULL, segment_start_time INTEGER, segment_end_time INTEGER, "
    "segment_type INTEGER, repetitions_count INTEGER",
    "exercise_route_table": "parent_key INTEGER NOT NULL, timestamp_millis INTEGER NOT NULL, longitude REAL NOT NULL, "
    "latitude REAL NOT NULL, horizontal_accuracy REAL NOT NULL, vertical_accuracy REAL NOT NULL, "
    "altitude REAL NOT NULL",
    "heart_rate_record_table": _HC_RECORD,
}
"""Tables of Health Connect's file, as Android's own source declares them (with a generated column)."""


class HealthConnect:
    """Makes health_connect_export.db, row by row; every time is given in minutes from START."""

    def __init__(self, tables: Mapping[str, str] = HC_TABLES) -> None:
        self.file = sqlite3.connect(":memory:", isolation_level=None)
        for name, columns in tables.items():
            self.file.execute(f"CREATE TABLE {name} ({columns})")

    def session(self, begin: float = 0, minutes: float = 30, **said: Any) -> int:
        """A session (a run of app 1 in Berlin's winter unless `said` otherwise); its row."""
        said = {"exercise_type": 33, "title": None, **said}
        return self._interval("exercise_session_record_table", begin, minutes, **said)

    def count(self, table: str, begin: float, minutes: float, **said: Any) -> None:
        """What an app counted: distance, elevation or count."""
        self._interval(table, begin, minutes, **said)

    def pause(self, row: int, begin: float, minutes: float, kind: int = 67) -> None:
        """A part of a session; 67 is a pause."""
        times = (_hc_ms(begin), _hc_ms(begin + minutes))
        self.file.execute("INSERT INTO exercise_segments_table VALUES (?, ?, ?, ?, 0)", (row, *times, kind))

    def route(self, row: int, course: Sequence[Point]) -> None:
        """The places of a session, which lie in no order."""
        for at in reversed(course):
            values = (
                row,
                _hc_ms(at.seconds / 60),
                at.lon,
                at.lat,
                5.0,
                5.0,
                5e-324 if at.height is None else at.height,
            )
            self.file.execute("INSERT INTO exercise_route_table VALUES (?, ?, ?, ?, ?, ?, ?)", values)

    def _interval(self, table: str, begin: float, minutes: float, **said: Any) -> int:
        said = {"app_info_id": 1, "start_zone_offset": 3600, **said}
        said |= {"start_time": _hc_ms(begin), "end_time": _hc_ms(begin + minutes), "uuid": os.urandom(16)}
        names, marks = ", ".join(said), ", ".join("?" * len(said))
        row = self.file.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", tuple(said.values())).lastrowid
        assert row is not None
        return row

    def data(self) -> bytes:
        """The file."""
        return self.file.serialize()

    def __del__(self) -> None:
        self.file.close()  # Python 3.13 and later warn of a connection that nobody closed


def _hc_ms(minutes: float) -> int:
    return epoch_ms(START) + round(minutes * 60_000)
