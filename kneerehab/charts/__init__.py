"""Charts: functions from data to a matplotlib figure, for screen, report and command line alike.

`CHARTS` lists them; each is declared in a file of its own, with its data, drawing, card, words and table. To add one,
add a file and a line in the table here. The first `draw` imports matplotlib, not this file.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from kneerehab.charts import (
    adherence,
    balance,
    dose,
    exercise_days,
    icing,
    longest_run,
    pain,
    pain_context,
    phases,
    response,
    running,
    shoes,
)
from kneerehab.charts.chart import CardPlan, Chart, Drawing, Spot, Table
from kneerehab.charts.style import Locale, Style, spoken

# What matplotlib is busy with on its first start (it looks for fonts) is no matter for standard error.
logging.getLogger("matplotlib").setLevel(logging.ERROR)

__all__ = ["CHARTS", "CardPlan", "Chart", "Drawing", "Locale", "Spot", "Style", "Table", "spoken"]


_ALL: tuple[Chart[Any], ...] = (
    pain.CHART,
    balance.CHART,
    running.DISTANCE,
    running.MINUTES,
    exercise_days.CHART,
    icing.CHART,
    response.CHART,
    longest_run.CHART,
    adherence.CHART,
    dose.CHART,
    pain_context.CHART,
    shoes.CHART,
    phases.CHART,
)
CHARTS: Mapping[str, Chart[Any]] = MappingProxyType({chart.id: chart for chart in _ALL})
"""Every chart by its id, in the order of the Progress page."""
