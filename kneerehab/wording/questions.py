"""Questions on Today about a run or walk of the days before, and what a check-in answered of it."""

from __future__ import annotations

from datetime import date, timedelta

from kneerehab.domain.activity import Activity
from kneerehab.domain.codes import ActivityKind
from kneerehab.domain.plan.around_runs import Unanswered
from kneerehab.i18n import _
from kneerehab.wording.formats import Formats


def lead(activity: Activity, today: date, formats: Formats) -> str:
    """Which run or walk is asked about: "Yesterday’s run:"."""
    walk = activity.kind is ActivityKind.WALK
    if activity.at.date() == today - timedelta(days=1):
        return _("Yesterday’s walk:") if walk else _("Yesterday’s run:")
    text = _("The walk of {day}:") if walk else _("The run of {day}:")
    return text.format(day=formats.short_day(activity.at.date()))


def question(activity: Activity, left: Unanswered, *, check_in_open: bool) -> str:
    """What is asked about it; what a check-in has answered, or can answer today, is not pressed for."""
    walk = activity.kind is ActivityKind.WALK
    if left.knees and check_in_open and not left.surfaces:
        return _("how was the knee? A check-in without pain answers that too.")
    if left.knees:
        return _("how was the knee? Until that is answered it can’t count.")
    if left.form and left.covered:
        if walk:
            return _("did you limp or walk differently? Your check-in answered the pain.")
        return _("did you limp or run differently? Your check-in answered the pain.")
    if left.form:
        if walk:
            return _("did you limp or walk differently? Until that is answered it can’t count.")
        return _("did you limp or run differently? Until that is answered it can’t count.")
    return _("what was the ground like? Until that is answered it can’t count.")


def answered(activity: Activity, today: date, limit: int, formats: Formats) -> str:
    """That a check-in answered all that was open; `limit` is the highest score that counts as quiet."""
    walk = activity.kind is ActivityKind.WALK
    yesterday = activity.at.date() == today - timedelta(days=1)
    texts = {
        (False, True, False): _("Your check-in answered yesterday’s run: no pain."),
        (True, True, False): _("Your check-in answered yesterday’s walk: no pain."),
        (False, False, False): _("Your check-in answered the run of {day}: no pain."),
        (True, False, False): _("Your check-in answered the walk of {day}: no pain."),
        (False, True, True): _("Your check-in answered yesterday’s run: no pain above your limit."),
        (True, True, True): _("Your check-in answered yesterday’s walk: no pain above your limit."),
        (False, False, True): _("Your check-in answered the run of {day}: no pain above your limit."),
        (True, False, True): _("Your check-in answered the walk of {day}: no pain above your limit."),
    }
    return texts[walk, yesterday, limit > 0].format(day=formats.short_day(activity.at.date()))
