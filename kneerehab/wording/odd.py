"""The one question about an amount or a pace that looks like a slip: "42 km in the Walk phase: really?"."""

from __future__ import annotations

from collections.abc import Iterable

from kneerehab.domain.activity import Activity
from kneerehab.domain.codes import ActivityKind, Phase
from kneerehab.domain.odd import Odd, oddities
from kneerehab.domain.plan.verdict import Advice, Verdict
from kneerehab.frozen import dataclass
from kneerehab.i18n import _
from kneerehab.wording.fit import day_limit
from kneerehab.wording.formats import Formats
from kneerehab.wording.labels import label

_EARLY = (Phase.CALM, Phase.WALK, Phase.RUNWALK)


@dataclass(frozen=True, slots=True, kw_only=True)
class OddQuestion:
    """The question, and what makes it one."""

    title: str
    text: str


def odd_question(
    activity: Activity, others: Iterable[Activity], verdict: Verdict | None, formats: Formats
) -> OddQuestion | None:
    """What to ask before `activity` is saved, beside the `others` of the diary and its day's verdict; None if nothing.

    It is never refused: whoever says yes has it saved as it is.
    """
    found = oddities(activity, others, None if verdict is None else verdict.ceilings)
    if not found:
        return None
    why = [_pace(activity, formats)] if {Odd.FAST, Odd.SLOW} & set(found) and found[0] in (Odd.FAR, Odd.LONG) else []
    if activity.kind is ActivityKind.RUN and verdict is not None and {Odd.FAR, Odd.LONG} & set(found):
        if verdict.advice is not Advice.RUN:
            why.append(_("No run is planned for that day."))
        elif verdict.ceilings is not None:
            why.append(day_limit(verdict, formats))
    return OddQuestion(
        title=_title(found[0], activity, verdict, formats),
        text=" ".join([*why, _("If it is right, it is saved just as it is.")]),
    )


def _title(odd: Odd, activity: Activity, verdict: Verdict | None, formats: Formats) -> str:
    if odd in (Odd.FAST, Odd.SLOW):
        return _("{pace}: really?").format(pace=formats.pace(activity.seconds or 0, activity.metres or 0))
    far = odd is Odd.FAR
    amount = formats.short_distance(activity.metres or 0) if far else formats.minutes(activity.seconds or 0)
    if activity.kind is ActivityKind.CROSS:
        return _("{amount} at a time: really?").format(amount=amount)
    if activity.kind is ActivityKind.WALK:
        return _("A walk of {amount}: really?").format(amount=amount)
    if verdict is not None and verdict.phase in _EARLY:
        return _("{amount} in the {phase} phase: really?").format(amount=amount, phase=label(verdict.phase))
    return _("A run of {amount}: really?").format(amount=amount)


def _pace(activity: Activity, formats: Formats) -> str:
    return _("That would be {pace}.").format(pace=formats.pace(activity.seconds or 0, activity.metres or 0))
