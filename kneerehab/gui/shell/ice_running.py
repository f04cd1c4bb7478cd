"""The ice timer as the other pages show it."""

from __future__ import annotations

from collections.abc import Callable

from kneerehab.gui.shell.ice_timer import IceState, IceTimer
from kneerehab.gui.shell.running import Running
from kneerehab.i18n import _
from kneerehab.wording.labels import knees_within


def ice_running(timer: IceTimer, go: Callable[[], object]) -> Running | None:
    """What to show while ice is on; None else."""
    if not timer.is_on or timer.record is None:
        return None
    left, paused = timer.seconds_left, timer.state is IceState.PAUSED
    clock, knees = f"{left // 60}:{left % 60:02}", knees_within(timer.record.side)
    title = _("Ice {time}").format(time=clock)
    spoken = _("Ice, {knees}, paused, {n} min to go") if paused else _("Ice, {knees}, {n} min to go")
    return Running(
        icon="ice",
        name=_("Ice, {knees}").format(knees=knees),
        time=clock,
        title=_("{ice}, paused").format(ice=title) if paused else title,
        spoken=spoken.format(knees=knees, n=-(-left // 60)),
        go=go,
        paused=paused,
    )
