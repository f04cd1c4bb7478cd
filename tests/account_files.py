"""Makes the exports of accounts: Apple Health, Garmin, Polar, Fitbit and Google Fit, in the shapes they document."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
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


def _samples(clock: datetime, course: Sequence[Point]) -> Iterable[dict[str, Any]]:
    for point in course:
        at = clock + timedelta(seconds=point.seconds)
        yield {"dateTime": at.isoformat(timespec="milliseconds"), "value": point.metres}


def epoch_ms(moment: datetime) -> int:
    """Milliseconds since 1970, as Garmin writes moments."""
    return int(moment.astimezone(UTC).timestamp() * 1000)
