"""The command line as it is after the spring that the tests' diaries lie in, whatever the computer's clock says."""

from __future__ import annotations

import pytest

from kneerehab.cli import compare, export_forms, log, plan, report, take_runs
from tests.clock import stand_in_summer


@pytest.fixture(autouse=True)
def _summer(monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in_summer(monkeypatch, (compare, export_forms, log, plan, report, take_runs))
