"""The warning signs of one day: all its check-ins together, as the plan reads them, ticked and unticked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from kneerehab.domain.check_in import CheckIn
from kneerehab.domain.codes import RedFlag
from kneerehab.domain.diary import Diary, between
from kneerehab.domain.red_flags import by_urgency


def flags_on(diary: Diary, day: date) -> tuple[RedFlag, ...]:
    """The signs that any check-in of the day names, the most urgent first."""
    return flags_of(between(diary.check_ins, day, day))


def flags_of(check_ins: Iterable[CheckIn]) -> tuple[RedFlag, ...]:
    """The signs of these check-ins together, the most urgent first."""
    return by_urgency(flag for check in check_ins for flag in check.red_flags)


def last_flagged(diary: Diary, day: date) -> date | None:
    """The newest day up to `day` on which a sign was ticked; None without any."""
    until = reversed(between(diary.check_ins, date.min, day))
    return next((check.at.date() for check in until if check.red_flags), None)


def goes_on_from(diary: Diary, cleared: date, today: date) -> date:
    """The day from which a clearance holds: when it was given, but after the last day with a sign, which would win."""
    flagged = last_flagged(diary, today)
    return cleared if flagged is None or cleared > flagged else flagged + timedelta(days=1)


def with_flags(check_ins: Iterable[CheckIn], current: CheckIn, wanted: Iterable[RedFlag]) -> tuple[CheckIn, ...]:
    """The check-ins that change when a day shall have exactly `wanted`.

    What is new goes into `current`; what is taken back leaves every check-in of the day, or the plan would still stop.
    """
    wanted = set(wanted)
    others = [check for check in check_ins if check.id != current.id]
    elsewhere = {flag for check in others for flag in check.red_flags}
    own = {flag for flag in wanted if flag in current.red_flags or flag not in elsewhere}
    changed = [_with(check, wanted & set(check.red_flags)) for check in others]
    return tuple(
        check
        for before, check in zip([*others, current], [*changed, _with(current, own)], strict=True)
        if check.red_flags != before.red_flags
    )


def _with(check: CheckIn, flags: set[RedFlag]) -> CheckIn:
    """The check-in with these signs, in the order of the format."""
    return replace(check, red_flags=tuple(flag for flag in RedFlag if flag in flags))
