"""What to do about a number that would be kept as another one, or that the locale writes in another way."""

from __future__ import annotations

from PySide6.QtCore import QLocale

from kneerehab.gui.controls.fields import NumberField
from kneerehab.i18n import _
from kneerehab.wording.fields import please_whole


def number_problem(field: NumberField, *, whole: bool = False) -> str | None:
    """What to do about what is typed, or None when it is fine; with `whole`, 12.5 is refused and not rounded."""
    text = field.text().strip()
    exact = _exact(text)
    if exact is not None:
        return field.problem() or (please_whole() if whole and not exact.is_integer() else None)
    meant = _exact(text.replace(",", ".")) if text.count(",") == 1 else None
    if meant is None:
        return field.problem()
    if whole and not meant.is_integer():
        return please_whole()
    return _("Please write it as {number}.").format(number=_written(meant))


def _exact(text: str) -> float | None:
    for locale in (QLocale(), QLocale.c()):
        number, good = locale.toDouble(text)
        if good:
            return float(number)
    return None


def _written(number: float) -> str:
    locale = QLocale()
    locale.setNumberOptions(QLocale.NumberOption.OmitGroupSeparator)
    return locale.toString(number, "g", 12)
