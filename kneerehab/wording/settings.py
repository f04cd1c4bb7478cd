"""Plan settings in words: names, values, what they mean and where their range comes from (plan engine, section 2)."""

from __future__ import annotations

from kneerehab.domain.fields import Amount
from kneerehab.domain.plan_records import SettingValue
from kneerehab.domain.rules import SETTINGS
from kneerehab.i18n import _, pgettext
from kneerehab.wording.formats import Formats
from kneerehab.wording.labels import label


def setting_name(name: str) -> str:
    """What a setting is called."""
    return _(SETTINGS[name].label)


def setting_meaning(name: str) -> str:
    """What a setting does and its range, in a sentence."""
    return _(SETTINGS[name].hint)


def setting_source(name: str) -> str:
    """Where a setting's range or default comes from."""
    return _(SETTINGS[name].source)


def setting_value(value: SettingValue, formats: Formats, name: str = "") -> str:
    """A setting's value in words."""
    if value is None:
        return pgettext("value", "none")
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, Amount):
        return f"{formats.minutes(value.seconds)} / {formats.distance(value.metres)}"
    if isinstance(value, int):
        if name == "growth_permille":
            return f"{formats.number(value / 10, 1 if value % 10 else 0)}\u00a0%"
        return _("{hours} h").format(hours=value) if name == "mask_hours" else str(value)
    return label(value)
