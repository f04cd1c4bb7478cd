"""Two visits in words, row by row: both values, what changed, and whether that counts (clinical rules F2 to F7, N2)."""

from __future__ import annotations

from kneerehab.domain.codes import Knee, Measure
from kneerehab.domain.measures import HIGHEST
from kneerehab.domain.trends.change import CLEAR_TENTHS, Weight
from kneerehab.domain.trends.visits import Comparison, MeasurePair, PainPair, Week
from kneerehab.frozen import dataclass
from kneerehab.i18n import N_, _, semicolon
from kneerehab.wording.formats import Formats
from kneerehab.wording.measures import measure_label
from kneerehab.wording.progress import points

_STEPS_SHOWN = 24  # the scale of step-downs: healthy knees do about 18 (F7)

_COUNTS = N_("{points} points count")


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """Where first, last and the change that counts lie between the ends of a scale, from 0 to 1; None is unknown."""

    first: float | None
    last: float | None
    mark: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """How much of a goal was run in the last week, from 0 to 1."""

    share: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Steps:
    """So many of so many days."""

    done: int
    of: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line: what it is, both values, what changed, and a verdict if a line is agreed (`tone` names its badge)."""

    name: str
    note: str
    first: str
    last: str
    change: str = ""
    verdict: str = ""
    tone: str = ""
    bar: Scale | Filled | Steps | None = None

    @property
    def said(self) -> str:
        """The whole row as one text, for screen readers and for the record."""
        values = _("{name}: {first} → {last}").format(name=self.name, first=self.first, last=self.last)
        return ", ".join(part for part in (values, self.change, self.verdict) if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Rows of one kind, with the scale they share."""

    title: str
    hint: str
    rows: tuple[Row, ...]


def title() -> str:
    """What the page, the section and the document are called."""
    return _("Two visits")


def groups(found: Comparison, formats: Formats) -> tuple[Group, ...]:
    """Every row, pain first; measures nobody took at either visit are left out."""
    made = [_pain_group(pair, formats) for pair in found.pain]
    steps = [pair for pair in found.measures if pair.measure is Measure.STEP_DOWN_30S]
    if steps:
        hint = _("step-downs in 30 s from a 20 cm step; healthy knees do about 18")
        made.append(Group(title=_("Strength"), hint=hint, rows=tuple(_measure_row(pair, formats) for pair in steps)))
    others = [pair for pair in found.measures if pair.measure is not Measure.STEP_DOWN_30S]
    if others:
        rows = tuple(_measure_row(pair, formats) for pair in others)
        made.append(Group(title=_("Measures"), hint=_("higher is better"), rows=rows))
    load = (_running_row(found, formats), _exercise_row(found, formats))
    return (*made, Group(title=_("Running and exercises"), hint=_("in the week of each visit"), rows=load))


def days_of(week: Week, formats: Formats) -> str:
    """Which days stand for a visit."""
    if week.days.days == 1:
        return formats.day(week.days.first)
    return _("{first} to {last}").format(first=formats.day(week.days.first), last=formats.day(week.days.last))


def _pain_group(pair: PainPair, formats: Formats) -> Group:
    unknown = _("too few scores")
    mean = Row(
        name=_("Daily worst, the week’s mean"),
        note=_("A clear change is 2 points"),
        first=unknown if pair.first is None else points(pair.first, formats),
        last=unknown if pair.last is None else points(pair.last, formats),
        bar=Scale(
            first=_share(pair.first, 10),
            last=_share(pair.last, 10),
            mark=_mark(pair.first, pair.last, CLEAR_TENTHS / 10, 10, down=True),
        ),
        **_pain_verdict(pair, formats),
    )
    worst = Row(
        name=_("Worst day of the week"),
        note=_between(pair, formats),
        first=_score(pair.worst_first, formats),
        last=_score(pair.worst_last, formats),
        change=_difference(pair.worst_first, pair.worst_last, formats),
        bar=Scale(first=_share(pair.worst_first, 10), last=_share(pair.worst_last, 10)),
    )
    name = _("Pain, left knee") if pair.knee is Knee.LEFT else _("Pain, right knee")
    return Group(title=name, hint=_("0 to 10, lower is better"), rows=(mean, worst))


def _pain_verdict(pair: PainPair, formats: Formats) -> dict[str, str]:
    change = pair.change
    if change is None:
        return {}
    verdict = {
        Weight.CLEAR: _("Clear change"),
        Weight.POSSIBLE: _("Possible change"),
        Weight.SMALL: _("Too little to count"),
    }[change.weight]
    tone = "" if change.weight is Weight.SMALL else "success" if change.tenths < 0 else "caution"
    # What is shown is rounded; the change is that of what is shown.
    return {"change": _size(change.tenths / 10, formats), "verdict": verdict, "tone": tone}


def _between(pair: PainPair, formats: Formats) -> str:
    if pair.highest is None or pair.highest_day is None:
        return _("In between: no score")
    return _("Worst in between: {score} on {day}").format(score=pair.highest, day=formats.short_day(pair.highest_day))


def pair_name(pair: MeasurePair) -> str:
    """The measure, the activity or the leg."""
    if pair.measure is Measure.STEP_DOWN_30S and pair.side is not None:
        return _("Left leg") if pair.side is Knee.LEFT else _("Right leg")
    return pair.activity or measure_label(pair.measure)


def _measure_row(pair: MeasurePair, formats: Formats) -> Row:
    most = HIGHEST[pair.measure]
    if pair.measure is Measure.STEP_DOWN_30S:
        most = max(_STEPS_SHOWN, *(round(value) for value in (pair.first or 0, pair.last or 0)))
    notes = [_(_COUNTS).format(points=points(pair.line, formats))] if pair.line is not None else []
    ends = [value for value in (pair.first, pair.last) if value is not None]
    if pair.lowest is not None and pair.lowest_day is not None and pair.lowest < min(ends):
        words = _("lowest in between: {value} on {day}")
        notes.append(words.format(value=points(pair.lowest, formats), day=formats.short_day(pair.lowest_day)))
    verdict, tone = "", ""
    if pair.line is not None and pair.change is not None:
        verdict = _("Counts") if pair.counts else _("Too little to count")
        tone = "" if not pair.counts else "success" if pair.change > 0 else "caution"
    return Row(
        name=pair_name(pair),
        note=semicolon().join(notes),
        first=_("not measured") if pair.first is None else points(pair.first, formats),
        last=_("not measured again") if pair.last is None else points(pair.last, formats),
        change=_difference(pair.first, pair.last, formats),
        verdict=verdict,
        tone=tone,
        bar=Scale(
            first=_share(pair.first, most),
            last=_share(pair.last, most),
            mark=None if pair.line is None else _mark(pair.first, pair.last, pair.line, most),
        ),
    )


def _running_row(found: Comparison, formats: Formats) -> Row:
    goal, last = found.goal, found.last.running
    note, bar = "", None
    if goal is not None:
        note = _("Goal: {time} and {distance}").format(
            time=formats.time_words(goal.seconds // 60 * 60), distance=formats.short_distance(goal.metres)
        )
        if last is not None and goal.metres:
            bar = Filled(share=min(1.0, last.metres / goal.metres))
    return Row(
        name=_("Running"),
        note=note,
        first=running_words(found.first, formats),
        last=running_words(found.last, formats),
        bar=bar,
    )


def running_words(week: Week, formats: Formats) -> str:
    """A week's running: "72 min, 10.7 km", "no run", or that nothing was logged."""
    if week.running is None:
        return _("not logged")
    if not week.running.seconds and not week.running.metres:
        return _("amount unknown") if week.unmeasured else _("no run")
    minutes, distance = formats.minutes(week.running.seconds), formats.distance(week.running.metres)
    if week.unmeasured:
        return _("at least {minutes}, {distance}").format(minutes=minutes, distance=distance)
    return _("{minutes}, {distance}").format(minutes=minutes, distance=distance)


def _exercise_row(found: Comparison, formats: Formats) -> Row:
    last = found.last
    return Row(
        name=_("Exercise days"),
        note=_("days with an exercise, of those planned a week"),
        first=_exercise_words(found.first, formats),
        last=_exercise_words(last, formats),
        bar=Steps(done=last.exercise_days, of=last.planned_days)
        if last.exercise_days is not None and last.planned_days
        else None,
    )


def _exercise_words(week: Week, formats: Formats) -> str:
    if week.exercise_days is None:
        return _("not logged")
    done = formats.number(week.exercise_days, 0)
    if not week.planned_days:
        return done
    return _("{done} of {planned}").format(done=done, planned=formats.number(week.planned_days, 0))


def _score(score: int | None, formats: Formats) -> str:
    return _("no score") if score is None else formats.number(score, 0)


def _size(change: float, formats: Formats) -> str:
    if not change:
        return _("no change")
    size = points(abs(change), formats)
    return (_("{size} less") if change < 0 else _("{size} more")).format(size=size)


def _difference(first: float | None, last: float | None, formats: Formats) -> str:
    return "" if first is None or last is None else _size(last - first, formats)


def _share(value: float | None, most: int) -> float | None:
    return None if value is None else value / most


def _mark(first: float | None, last: float | None, line: float, most: int, *, down: bool = False) -> float | None:
    """The change that counts, from the first value on: the way it went, else the way it is hoped to go."""
    if first is None:
        return None
    falls = down if last is None or last == first else last < first
    at = (first - line if falls else first + line) / most
    return at if 0 <= at <= 1 else None
