"""One control per plan setting, reading and showing its value."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from kneerehab.domain.codes import Profile, Side, Units
from kneerehab.domain.plan.settings import SETTINGS
from kneerehab.domain.plan_records import SettingValue
from kneerehab.frozen import dataclass
from kneerehab.gui.look.segmented import SegmentedControl
from kneerehab.gui.look.stepper import Stepper
from kneerehab.gui.look.toggle import Toggle
from kneerehab.gui.plan.week_amount import WeekAmount
from kneerehab.i18n import _
from kneerehab.wording.formats import Formats
from kneerehab.wording.labels import label, leading
from kneerehab.wording.plan_page import percent
from kneerehab.wording.settings import setting_name


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingField:
    """A control with its three ways: read, show, and (for weeks) check."""

    control: QWidget
    read: Callable[[], SettingValue]
    show: Callable[[Any], None]
    changed: Any
    check: Callable[[], bool] = lambda: True


def setting_field(name: str, units: Units, formats: Formats) -> SettingField:
    """The control for a setting; KeyError for an unknown one."""
    info = SETTINGS[name]
    title = setting_name(name)
    if name in ("affected", "profile"):
        codes: Any = Side if name == "affected" else Profile
        words = {code.value: leading(label(code)) for code in codes}
        words["pain_free"], words["monitored"] = _("Pain-free, 0"), _("Monitored, up to 2")
        return _segments(title, [(code.value, words[code.value]) for code in codes], codes)
    if name == "growth_permille":
        return _segments(title, [(str(rate), percent(rate, formats)) for rate in (50, 75, 100)], int)
    if name in ("runs_per_week", "first_rung"):
        assert info.low is not None
        assert info.high is not None
        return _segments(title, [(str(n), str(n)) for n in range(info.low, info.high + 1)], int)
    if name == "mask_hours":
        assert info.low is not None
        assert info.high is not None
        stepper = Stepper(title, info.low, info.high, suffix=_("h"))
        return SettingField(control=stepper, read=stepper.amount, show=stepper.set_amount, changed=stepper.changed)
    if isinstance(info.default, bool):
        toggle = Toggle("")
        toggle.setAccessibleName(title)
        return SettingField(control=toggle, read=toggle.isChecked, show=toggle.setChecked, changed=toggle.toggled)
    week = WeekAmount(units, name=title)
    return SettingField(control=week, read=week.amount, show=week.set_amount, changed=week.changed, check=week.check)


def _segments(title: str, choices: list[tuple[str, str]], kind: Callable[[str], SettingValue]) -> SettingField:
    """A switch; a stored value between the choices stays what it is until one is chosen."""
    control = SegmentedControl(title, choices)
    between: list[SettingValue] = [None]

    def show(value: Any) -> None:
        text = str(getattr(value, "value", value))
        between[0] = value
        control.set_value(text if text in control.segments else None)

    def read() -> SettingValue:
        chosen = control.value()
        return between[0] if chosen is None else kind(chosen)

    return SettingField(control=control, read=read, show=show, changed=control.changed)
