"""A clock of the tests' own, for what reads the computer's: their diaries lie in the spring of 2026."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta, tzinfo
from types import ModuleType

import pytest

SUMMER = datetime(2026, 6, 15, 12)
"""A Monday in local time, after all that the tests' diaries hold: the program takes no record from the future."""


def stand_in_summer(monkeypatch: pytest.MonkeyPatch, modules: Iterable[ModuleType]) -> None:
    """Let `datetime.now` and `date.today` in these modules begin at noon of `SUMMER` and go on from there."""
    ahead: timedelta = SUMMER - datetime.now()

    class Now(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]
            return datetime.now(tz) + ahead

    class Today(date):
        @classmethod
        def today(cls) -> date:  # type: ignore[override]
            return Now.now().date()

    for module in modules:
        for name, clock in (("datetime", Now), ("date", Today)):
            if hasattr(module, name):
                monkeypatch.setattr(module, name, clock)
