"""The first days of a diary, while the chart of pain has too little to show."""

from __future__ import annotations

from kneerehab.domain.diary import Diary
from kneerehab.i18n import ngettext

LEAST_CHECK_INS = 3


def to_go(diary: Diary) -> int:
    """How many days with a check-in are missing until there is something to tell of pain."""
    days = len({check_in.at.date() for check_in in diary.check_ins})
    return max(0, LEAST_CHECK_INS - days)


def sentence(missing: int, *, charts: bool) -> str:
    """How many are missing; `charts` says that others are shown already."""
    if charts:
        words = ngettext(
            "Your pain chart starts after 3 check-ins. {n} to go.",
            "Your pain chart starts after 3 check-ins. {n} to go.",
            missing,
        )
    else:
        words = ngettext(
            "Your charts start after 3 check-ins. {n} to go.",
            "Your charts start after 3 check-ins. {n} to go.",
            missing,
        )
    return words.format(n=missing)
