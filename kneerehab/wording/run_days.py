"""Weekdays for running in words: their short names, and how a wish goes together with the plan."""

from __future__ import annotations

from collections.abc import Collection

from kneerehab.domain.codes import Weekday
from kneerehab.domain.run_days import Wish, neighbours
from kneerehab.i18n import N_, _
from kneerehab.wording.labels import label, leading

_SHORT = {
    Weekday.MON: N_("Mon"),
    Weekday.TUE: N_("Tue"),
    Weekday.WED: N_("Wed"),
    Weekday.THU: N_("Thu"),
    Weekday.FRI: N_("Fri"),
    Weekday.SAT: N_("Sat"),
    Weekday.SUN: N_("Sun"),
}


def short_weekday(day: Weekday) -> str:
    """A weekday in few letters."""
    return _(_SHORT[day])


def wish_words(found: Wish, days: Collection[Weekday], runs_per_week: int) -> str:
    """What the plan makes of the wish, and what to change where it can't be met."""
    match found:
        case Wish.OPEN:
            return _("The plan keeps a rest day between two runs. Choose days if you like.")
        case Wish.FITS:
            return _("The plan can offer your runs on these days.")
        case Wish.IN_A_ROW:
            first, second = neighbours(days) or (Weekday.SAT, Weekday.SUN)
            return _("{first} and {second} follow each other. The plan keeps a rest day between, so move one.").format(
                first=leading(label(first)), second=leading(label(second))
            )
        case Wish.NO_REST:
            return _("Four runs leave no rest day between two of them. The plan then offers every other day.")
        case Wish.TOO_MANY:
            return _("These are more days than runs. The plan offers {runs} runs in 7 days at most.").format(
                runs=runs_per_week
            )
        case Wish.TOO_FEW:
            return _("These are fewer days than runs. Choose {runs} days, or fewer runs a week.").format(
                runs=runs_per_week
            )


def rest_words() -> str:
    """That a wish fits and keeps rest days."""
    return _("A rest day lies between every two runs.")
