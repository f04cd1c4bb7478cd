"""How a run or walk fits the plan, said before it is saved: what holds already, and what saving it means.

Nothing is refused and nothing foretold: the grade itself waits for the next check-in.
"""

from __future__ import annotations

from kneerehab.domain.activity import Activity
from kneerehab.domain.codes import ActivityKind, Phase, Surface
from kneerehab.domain.fields import Amount, KneeScores
from kneerehab.domain.plan.explanation import GradePreview
from kneerehab.domain.plan.settings import PlanSettings
from kneerehab.domain.plan.verdict import Advice, Grade, Verdict
from kneerehab.frozen import dataclass
from kneerehab.i18n import N_, _
from kneerehab.wording.formats import Formats
from kneerehab.wording.labels import label
from kneerehab.wording.rules import finding
from kneerehab.wording.verdicts import limit

SUCCESS, INFO, CAUTION, DANGER = "success", "info", "caution", "danger"

_MOST = 3
"""Sentences at once: the strongest."""

_WEEKLY = (Phase.BUILD, Phase.MAINTAIN)
_FLAT = (Surface.FLAT_ROAD, Surface.TRACK, Surface.TREADMILL, Surface.FLAT_TRAIL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """A title, how it fits in sentences, and what saving it means; `tone` is success, info, caution or danger."""

    tone: str
    title: str
    text: str = ""
    meaning: str = ""

    def words(self) -> str:
        """All of it in one line, for screen readers."""
        return " ".join(part for part in (self.title, self.text, self.meaning) if part)


def nothing_yet() -> Fit:
    """Neither time nor distance is there."""
    return Fit(tone=INFO, title=_("Time or distance?"), text=_("Either is enough; both are better."))


def fit(
    preview: GradePreview | None,
    activity: Activity,
    settings: PlanSettings,
    formats: Formats,
    *,
    done: Amount | None = None,
    this: Amount | None = None,
) -> Fit:
    """How `activity` fits its day; `done` is what the open week holds without it, `this` what it adds."""
    if preview is None:
        return _ungraded(activity, settings)
    verdict = preview.verdict
    if verdict.advice is Advice.STOP:
        return Fit(
            tone=DANGER,
            title=_("Please rest until the knee has been looked at."),
            text=_("Running waits until someone qualified has cleared you."),
            meaning=_("What you did is saved all the same."),
        )
    budget = verdict.week.budget if verdict.week is not None else None
    after = _sum(done, this)
    over_week = _passes(after, budget)
    over: tuple[str, str] | None = None
    if over_week and budget is not None and after is not None:
        over = _("Over this week's budget."), _of_week(after, budget, formats)
    elif preview.over_ceiling and verdict.ceilings is not None:
        over = _("Over the day's limit."), day_limit(verdict, formats)
    found = _findings(preview, activity, settings, formats, over)
    meaning = _meaning(preview, activity, settings, over_week=over_week)
    if found:
        only_open = _only_open(preview, activity) and not preview.over_ceiling and not over_week
        return Fit(
            tone=INFO if only_open else CAUTION,
            title=_("Fits so far.") if only_open and activity.seconds is not None else found[0][0],
            text=" ".join(text for title, text in found[:_MOST]),
            meaning=meaning,
        )
    return Fit(tone=SUCCESS, title=_fitting(verdict), text=_left(verdict, after, budget, formats), meaning=meaning)


def unanswered(activity: Activity, settings: PlanSettings) -> tuple[str, ...]:
    """The questions about a run or walk that are still open, in words; unknown is never "no"."""
    pains = (
        (_("pain before"), activity.pain_before),
        (_("pain during"), activity.pain_during),
        (_("pain an hour after"), activity.pain_after),
    )
    missing = [name for name, scores in pains if not _complete(scores, settings)]
    parts = [_("pain before, during and after")] if len(missing) == len(pains) else missing
    if activity.form_changed is None:
        parts.append(_("whether you moved differently"))
    if activity.kind is ActivityKind.RUN and not activity.surfaces:
        parts.append(_("the ground"))
    return tuple(parts)


def time_question(kind: ActivityKind) -> str:
    """Why the time is asked for where a step or a test walk goes by it."""
    if kind is ActivityKind.WALK:
        return _("A test walk counts by its time, 30 min or more.")
    return _("A walk–run step counts by its time.")


def lacks_time(preview: GradePreview | None, activity: Activity | None) -> bool:
    """Whether the time is unknown where it decides if the run or walk counts (G14)."""
    return (
        preview is not None
        and activity is not None
        and activity.seconds is None
        and "G14-wrong-length" in preview.rules
    )


def _only_open(preview: GradePreview, activity: Activity) -> bool:
    """Whether nothing speaks against it but questions that can still be answered."""
    rules = set(preview.rules) - ({"G14-wrong-length"} if activity.seconds is None else set())
    return rules <= {"G10-score-missing"}


def _ungraded(activity: Activity, settings: PlanSettings) -> Fit:
    if activity.at.date() < settings.start:
        return Fit(
            tone=INFO,
            title=_("Before the plan began."),
            text=_("It is kept in the diary and tells the plan what you had run before."),
        )
    return Fit(tone=SUCCESS, title=_("A walk is welcome."), text=_("The plan only grades walks in the Walk phase."))


def _complete(scores: KneeScores | None, settings: PlanSettings) -> bool:
    return scores is not None and all(scores.of(knee) is not None for knee in settings.knees)


def _sum(done: Amount | None, this: Amount | None) -> Amount | None:
    if done is None or this is None:
        return None
    return Amount(seconds=done.seconds + this.seconds, metres=done.metres + this.metres)


def _passes(after: Amount | None, budget: Amount | None) -> bool:
    """More than 2 % over the week's budget in time or distance (W05)."""
    if after is None or budget is None:
        return False
    return after.seconds * 100 > budget.seconds * 102 or after.metres * 100 > budget.metres * 102


def _highest(scores: KneeScores | None) -> int:
    return max(scores.known() if scores else (), default=0)


def _findings(
    preview: GradePreview,
    activity: Activity,
    settings: PlanSettings,
    formats: Formats,
    over: tuple[str, str] | None,
) -> list[tuple[str, str]]:
    """(title, sentence) of everything that speaks against progress, the strongest first."""
    rules, verdict = preview.rules, preview.verdict
    run = activity.kind is ActivityKind.RUN
    found: list[tuple[str, str]] = []

    def add(rule: str, title: str, text: str) -> None:
        if rule in rules:
            found.append((title, text))

    hurt = _("A lot for the knee.") if preview.grade is Grade.RED else _("A bit too much for the knee.")
    pain = (
        _("Pain of {score} of 10 during it; the monitored plan's limit is {limit}.")
        if settings.quiet
        else _("Pain of {score} of 10 during it; the limit is {limit}.")
    )
    add("G01-pain-during", hurt, pain.format(score=_highest(activity.pain_during), limit=settings.quiet))
    sore = (
        _("Sore before it: {score} of 10; the monitored plan's limit is {limit}.")
        if settings.quiet
        else _("Sore before it: {score} of 10; the limit is {limit}.")
    )
    add("G02-started-sore", hurt, sore.format(score=_highest(activity.pain_before), limit=settings.quiet))
    add("G03-form-changed", hurt, _("You moved differently than usual."))
    add("G04-not-settled", hurt, _("An hour later it hurt more than before."))
    if "G11-not-offered" in rules:
        title = _("Not a run day in the plan.") if run else _("No test walk in the plan today.")
        if verdict.rule == "R04-no-check-in":
            title = _("The check-in of that day is still open.")
        found.append((title, finding(verdict.rule, verdict.rules[-1].inputs, formats)))
    add("G13-not-flat", _("Ground that isn't open yet."), _not_open(activity, verdict))
    if over is not None:
        found.append(over)
    add(
        "G15-over-cap",
        _("Longer than the single-run guard."),
        _("More than 10 % above the longest run of the last 30 days."),
    )
    if activity.seconds is None:
        add("G14-wrong-length", _("How long was it?"), time_question(activity.kind))
    elif run:
        step = _("A step lasts 24 min. With or without the walks around it, 20 to 38 min count.")
        add("G14-wrong-length", _("Not the length of the step."), step)
    else:
        add("G14-wrong-length", _("Shorter than a test walk."), _("A test walk lasts 30 min or more."))
    add("G12-masked", _("Pain relief may hide the signal."), _("A painkiller was taken before it."))
    if "G10-score-missing" in rules and (questions := unanswered(activity, settings)):
        text = _("Still open: {questions}.").format(questions=", ".join(questions))
        found.append((_("Some answers are missing."), text))
    return found


def _not_open(activity: Activity, verdict: Verdict) -> str:
    opened = verdict.surfaces or _FLAT
    names = [label(code) for code in activity.surfaces if code not in opened]
    if not names:
        return _("Flat ground comes first.")
    return _("{surfaces}: flat ground comes first.").format(surfaces=", ".join(names))


def day_limit(verdict: Verdict, formats: Formats) -> str:
    """The ceilings of a day that has some, as a sentence."""
    assert verdict.ceilings is not None
    text = formats.minutes(verdict.ceilings.seconds)
    if verdict.ceilings.metres is not None:
        text = f"{text} / {formats.ceiling(verdict.ceilings.metres)}"
    return _("The limit is {limit}.").format(limit=text)


def _of_week(after: Amount, budget: Amount, formats: Formats) -> str:
    return _("With it the week stands at {done} of {minutes} and {far} of {distance}.").format(
        done=formats.minutes(after.seconds),
        minutes=formats.minutes(budget.seconds),
        far=formats.distance(after.metres),
        distance=formats.ceiling(budget.metres),
    )


def _fitting(verdict: Verdict) -> str:
    if verdict.phase is Phase.WALK:
        return _("Fits: a brisk walk.")
    return _("Fits this step.") if verdict.phase is Phase.RUNWALK else _("Fits this week.")


def _left(verdict: Verdict, after: Amount | None, budget: Amount | None, formats: Formats) -> str:
    if after is None or budget is None:
        return (
            finding(verdict.rule, verdict.rules[-1].inputs, formats)
            if verdict.intervals is None
            else limit(verdict, formats)
        )
    seconds, metres = budget.seconds - after.seconds, budget.metres - after.metres
    if seconds < 60 or metres < 100:
        return _("After this, the week's budget is used.")
    return _("After this, {minutes} and {distance} are left this week.").format(
        minutes=formats.minutes(seconds), distance=formats.ceiling(metres)
    )


_MEANINGS = {
    (Grade.AMBER, Phase.WALK): N_("It will be saved as amber: the quiet walks are counted anew."),
    (Grade.AMBER, Phase.RUNWALK): N_("It will be saved as amber: two without a green between lead one step down."),
    (Grade.AMBER, Phase.BUILD): N_("It will be saved as amber: one holds the next week, two step it back."),
    (Grade.RED, Phase.WALK): N_("It will be saved as red: the plan goes back to Calm."),
    (Grade.RED, Phase.RUNWALK): N_("It will be saved as red: the plan steps back, and settled days come first."),
    (Grade.RED, Phase.BUILD): N_("It will be saved as red: the plan steps back, and settled days come first."),
}


def _open_meaning(activity: Activity) -> str:
    """What is still possible for a run or walk that lacks answers."""
    if activity.seconds is None:
        return _("It will be saved as it is. With the time it can move the plan on.")
    if activity.kind is ActivityKind.RUN and not activity.surfaces:
        return _("It will be saved as it is. Once this is answered it can move the plan on.")
    return _("It will be saved as it is. The next check-in can answer the rest, and so can you.")


def _meaning(preview: GradePreview, activity: Activity, settings: PlanSettings, *, over_week: bool) -> str:
    """What the plan makes of it, as things stand now."""
    phase = Phase.BUILD if preview.verdict.phase in _WEEKLY else preview.verdict.phase
    if preview.grade is Grade.UNVERIFIED:
        if _only_open(preview, activity) and (lacks_time(preview, activity) or unanswered(activity, settings)):
            return _open_meaning(activity)
        return _("It will be saved and counts, but not as progress.")
    if preview.grade in (Grade.AMBER, Grade.RED):
        return _(_MEANINGS.get((preview.grade, phase), N_("It will be saved. Rest goes on as before.")))
    if over_week:
        return _("It will be saved and counts. Over the budget, the next week does not grow.")
    if preview.over_ceiling:
        return _("It will be saved and counts. Less is then left for the rest of the week.")
    return ""
