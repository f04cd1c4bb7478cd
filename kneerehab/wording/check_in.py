"""What a check-in still lacks, in one sentence."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from kneerehab.domain.check_in import CheckIn
from kneerehab.domain.codes import Knee
from kneerehab.i18n import N_, _

_NOW = {
    Knee.LEFT: N_("Still missing: how the left knee is now."),
    Knee.RIGHT: N_("Still missing: how the right knee is now."),
}
_WHOLE = {
    Knee.LEFT: N_("Still missing: the left knee."),
    Knee.RIGHT: N_("Still missing: the right knee."),
}
_MIXED = {
    Knee.LEFT: N_("Still missing: the left knee, and how the right one is now."),
    Knee.RIGHT: N_("Still missing: the right knee, and how the left one is now."),
}


def still_missing(missing: Collection[str], check_ins: Iterable[CheckIn]) -> str:
    """What is asked for next; `missing` are the knees of which the plan lacks an answer (R04)."""
    check_ins = tuple(check_ins)
    knees = [knee for knee in Knee if knee.value in missing]
    half = [knee for knee in knees if any(check.worst_24h.of(knee) is not None for check in check_ins)]
    whole = [knee for knee in knees if knee not in half]
    if not half and (len(whole) == 2 or not check_ins):
        return _("Check in first, then the plan can answer.")
    if len(half) == 2:
        return _("Still missing: how both knees are now.")
    if half and whole:
        return _(_MIXED[whole[0]])
    return _(_NOW[half[0]]) if half else _(_WHOLE[whole[0]])
