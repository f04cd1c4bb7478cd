"""The line below the Diary's title: what the month on show holds."""

from __future__ import annotations

from datetime import date

from kneerehab.gui.look.locale import month, month_and_year
from kneerehab.i18n import _, ngettext
from kneerehab.services.diary_days import MonthSums


def entries_subtitle(first: date, count: int, today: date) -> str:
    """ "42 entries in March"."""
    text = ngettext("{n} entry in {month}", "{n} entries in {month}", count)
    return text.format(n=count, month=_month(first, today))


def days_subtitle(first: date, sums: MonthSums, today: date) -> str:
    """ "27 check-ins and 12 runs in November"."""
    check_ins = ngettext("{n} check-in", "{n} check-ins", sums.checked_in).format(n=sums.checked_in)
    runs = ngettext("{n} run", "{n} runs", sums.runs).format(n=sums.runs)
    return _("{check_ins} and {runs} in {month}").format(check_ins=check_ins, runs=runs, month=_month(first, today))


def _month(first: date, today: date) -> str:
    return month(first) if first.year == today.year else month_and_year(first)
