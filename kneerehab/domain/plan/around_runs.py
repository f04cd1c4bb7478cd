"""What the diary says before the run of a day, and what it says after a run or walk began (section 1)."""

from __future__ import annotations

from bisect import bisect_right

from kneerehab.domain.activity import Activity
from kneerehab.domain.codes import ActivityKind, Knee, PainContext
from kneerehab.domain.plan.days import UNKNOWN, ByDay, minute
from kneerehab.domain.plan.settings import PlanSettings
from kneerehab.frozen import dataclass

COVERING_MINUTES = (180, 1560)
"""How long after a run or walk began a check-in states its worst of 24 hours so that a pain felt would stand there."""

_EVENING = 18 * 60
_DAY = 24 * 60


def first_start(by_day: ByDay, day: int, *, walks: bool) -> int | None:
    """The minute at which the first run of a day began, or with `walks` the first run or walk; none without one."""
    found = [by_day.runs[day]] if day in by_day.runs else []
    if walks and day in by_day.walks:
        found.append(by_day.walks[day])
    return min((minute(session.activities[0].at) for session in found), default=None)


def _by(at: int, start: int | None) -> bool:
    return start is None or at <= start


def now_before(by_day: ByDay, day: int, start: int | None) -> tuple[int, int]:
    """`now` of both knees: check-ins and notes before the run; a knee that none states before it by later check-ins."""
    check_ins, notes = by_day.check_ins.get(day, ()), by_day.notes.get(day, ())
    if not notes and (start is None or len(check_ins) == 1):
        return by_day.on(day).now
    before, ever = [UNKNOWN, UNKNOWN], [UNKNOWN, UNKNOWN]
    for check_in in check_ins:
        in_time = _by(minute(check_in.at), start)
        for side, score in enumerate((check_in.now.left, check_in.now.right)):
            if score is not None:
                ever[side] = max(ever[side], score)
                if in_time:
                    before[side] = max(before[side], score)
    now = [known if known != UNKNOWN else ever[side] for side, known in enumerate(before)]
    for note in notes:
        if _by(minute(note.at), start):
            side = note.side is Knee.RIGHT
            now[side] = max(now[side], note.score)
    return now[0], now[1]


def dulled(by_day: ByDay, day: int, start: int | None, settings: PlanSettings) -> bool:
    """Whether a painkiller before a check-in, or between it and the run, may hide what was known before the run."""
    check_ins = by_day.check_ins.get(day, [])
    if not check_ins or day not in by_day.dosed:
        return False
    asked = [check_in for check_in in check_ins if _by(minute(check_in.at), start)] or check_ins
    if any(by_day.since_painkiller(check_in.at) < settings.mask_minutes for check_in in asked):
        return True
    return taken_between(by_day, minute(check_ins[0].at), (day + 1) * _DAY - 1 if start is None else start)


def taken_between(by_day: ByDay, after: int, until: int) -> bool:
    """Whether a painkiller was taken later than one minute and not later than another."""
    return bisect_right(by_day.painkillers, until) > bisect_right(by_day.painkillers, after)


def night_pain(by_day: ByDay, day: int, start: int | None) -> tuple[Knee, int] | None:
    """The highest note of pain at night since 18:00 of the day before, and of the day itself before the run."""
    evening = (day - 1) * _DAY + _EVENING
    scores = {Knee.LEFT: 0, Knee.RIGHT: 0}
    for note in (*by_day.notes.get(day - 1, ()), *by_day.notes.get(day, ())):
        at = minute(note.at)
        if note.context is PainContext.NIGHT and at >= evening and (at < day * _DAY or _by(at, start)):
            scores[note.side] = max(scores[note.side], note.score)
    knee = max(scores, key=scores.__getitem__)
    return (knee, scores[knee]) if scores[knee] else None


def sore_after(by_day: ByDay, day: int, start: int, quiet: int) -> bool:
    """Whether a score of now or a note of a day is above G and was made after a run or walk began."""
    return noted_after(by_day, day, start, quiet) or any(
        score is not None and score > quiet
        for check_in in by_day.check_ins.get(day, ())
        if minute(check_in.at) > start
        for score in (check_in.now.left, check_in.now.right)
    )


def noted_after(by_day: ByDay, day: int, start: int, quiet: int) -> bool:
    """Whether a note of pain of a day is above G and was made after a run or walk began."""
    return any(note.score > quiet and minute(note.at) > start for note in by_day.notes.get(day, ()))


class Aftermath:
    """All that was written after a run or walk began, up to a day: highest scores per knee, left first.

    `highest` is of all scores, `worst` of those of the last 24 hours; `asked` says whether one of these was stated in
    time to cover the run.
    """

    __slots__ = ("_masked_for", "asked", "highest", "worst")

    def __init__(self, by_day: ByDay, activity: Activity, last: int) -> None:
        start = minute(activity.at)
        highest, worst, asked = [UNKNOWN, UNKNOWN], [UNKNOWN, UNKNOWN], [False, False]
        self._masked_for: int | None = None
        for day in range(activity.at.toordinal(), last + 1):
            for check_in in by_day.check_ins.get(day, ()):
                later = minute(check_in.at) - start
                if later <= 0:
                    continue
                in_time = COVERING_MINUTES[0] <= later <= COVERING_MINUTES[1]
                now, most = check_in.now, check_in.worst_24h
                for side, (at, day_worst) in enumerate(((now.left, most.left), (now.right, most.right))):
                    if at is not None:
                        highest[side] = max(highest[side], at)
                    if day_worst is not None:
                        highest[side] = max(highest[side], day_worst)
                        worst[side] = max(worst[side], day_worst)
                        asked[side] |= in_time
                since = by_day.since_painkiller(check_in.at)
                if self._masked_for is None or since < self._masked_for:
                    self._masked_for = since
            for note in by_day.notes.get(day, ()):
                if minute(note.at) > start:
                    side = note.side is Knee.RIGHT
                    highest[side] = max(highest[side], note.score)
        self.highest, self.worst, self.asked = highest, worst, asked

    def covers(self, knee: Knee, settings: PlanSettings) -> bool:
        """Whether a pain of this knee that was felt would stand here (section 1)."""
        side = knee is Knee.RIGHT
        unmasked = self._masked_for is not None and self._masked_for >= settings.mask_minutes
        return self.asked[side] and unmasked and self.highest[side] <= settings.quiet


@dataclass(frozen=True, slots=True, kw_only=True)
class Unanswered:
    """What a run or walk leaves open: affected knees without all three scores, whether form changed, the ground.

    `covered` are the affected knees that lack a score but that a later check-in answers for; `form_covered` says the
    same of the form.
    """

    knees: tuple[Knee, ...] = ()
    form: bool = False
    surfaces: bool = False
    covered: tuple[Knee, ...] = ()
    form_covered: bool = False

    def __bool__(self) -> bool:
        """Whether anything is open."""
        return bool(self.knees) or self.form or self.surfaces


def unanswered(by_day: ByDay, settings: PlanSettings, activity: Activity, last: int | None) -> Unanswered:
    """What is still open of a run or walk, by what was written up to the day `last` (G10); `None`: nothing yet."""
    surfaces = activity.kind is ActivityKind.RUN and not activity.surfaces
    triples = (activity.pain_before, activity.pain_during, activity.pain_after)
    lacking = [knee for knee in settings.knees if any(scores is None or scores.of(knee) is None for scores in triples)]
    if not lacking and activity.form_changed is not None:
        return Unanswered(surfaces=surfaces)
    after = None if last is None else Aftermath(by_day, activity, last)
    covered = {knee for knee in settings.knees if after is not None and after.covers(knee, settings)}
    form_unknown = activity.form_changed is None
    form_covered = (
        form_unknown
        and after is not None
        and len(covered) == len(settings.knees)
        and all(after.worst[knee is Knee.RIGHT] == 0 for knee in settings.knees)
    )
    return Unanswered(
        knees=tuple(knee for knee in lacking if knee not in covered),
        form=form_unknown and not form_covered,
        surfaces=surfaces,
        covered=tuple(knee for knee in lacking if knee in covered),
        form_covered=form_covered,
    )
