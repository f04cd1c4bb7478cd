"""Charts: functions from data to a matplotlib figure, for screen, report and command line alike.

`CHARTS` lists them; each lives in a file with `draw`, `describe`, `table`, `readout` and `days`. To add one, add
a file, an entry here, and its data in `services.progress.BUILDERS`. The first `draw` imports matplotlib, not this file.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from types import MappingProxyType

from kneerehab.charts.chart import Chart, Drawing, Spot, Table
from kneerehab.charts.style import Locale, Style, english
from kneerehab.i18n import N_

# What matplotlib is busy with on its first start (it looks for fonts) is no matter for standard error.
logging.getLogger("matplotlib").setLevel(logging.ERROR)

__all__ = ["CHARTS", "Chart", "Drawing", "Locale", "Spot", "Style", "Table", "english"]


def _chart(chart_id: str, title: str, subtitle: str, module: str | None = None) -> Chart:
    return Chart(id=chart_id, title=title, subtitle=subtitle, module=module or chart_id)


_ALL = (
    _chart("pain", N_("Pain"), N_("worst of the day, line is the 7-day mean")),
    _chart("running_distance", N_("Running"), N_("distance a week"), "running"),
    _chart("running_minutes", N_("Running time"), N_("minutes a week"), "running"),
    _chart("response", N_("24 hours after each run"), N_("does it settle?")),
    _chart("longest_run", N_("Longest run"), N_("against the 30 days before")),
    _chart("adherence", N_("Exercises"), N_("a week, against the plan")),
    _chart("exercise_days", N_("Exercise days"), N_("done each day")),
    _chart("dose", N_("Dose"), N_("repeats or seconds held")),
    _chart("balance", N_("Left and right"), N_("sets done")),
    _chart("icing", N_("Ice"), N_("with the pain that day")),
    _chart("pain_context", N_("Pain by situation"), N_("stairs, sitting, squatting and more")),
    _chart("shoes", N_("Shoes"), N_("distance so far")),
    _chart("phases", N_("Phases"), N_("of the plan, over time")),
)
CHARTS: Mapping[str, Chart] = MappingProxyType({chart.id: chart for chart in _ALL})
"""Every chart by its id, in the order of the Progress page."""
