"""What changed between two visits: in sentences for the patient, and as plain text for the clinic's record."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kneerehab.domain.codes import Knee, Measure
from kneerehab.domain.measures import EVERY_WEEKS
from kneerehab.domain.trends.change import Weight
from kneerehab.domain.trends.visits import Comparison
from kneerehab.frozen import dataclass
from kneerehab.i18n import _, ngettext, semicolon
from kneerehab.wording.formats import Formats
from kneerehab.wording.labels import knee_name
from kneerehab.wording.progress import points
from kneerehab.wording.visits import Group, Row, days_of, groups, pair_name, running_words


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One thing that changed, in a sentence and perhaps a second one, beside an icon of that name."""

    icon: str
    lead: str
    text: str = ""


def span_words(found: Comparison, formats: Formats) -> str:
    """ "71 days, 25 runs, one flare-up" """
    number = formats.number
    days = ngettext("{n} day", "{n} days", found.days).format(n=number(found.days, 0))
    runs = ngettext("{n} run", "{n} runs", found.runs).format(n=number(found.runs, 0))
    flares = _("no flare-up noted")
    if found.flares:
        flares = ngettext("{n} flare-up", "{n} flare-ups", found.flares).format(n=number(found.flares, 0))
    return f"{days}, {runs}, {flares}"


def changes(found: Comparison, formats: Formats) -> tuple[Told, ...]:
    """What changed, the most important first, in whole sentences."""
    return tuple(
        told
        for part in (_pain_told, _measures_told, _steps_told, _running_told, _between_told)
        for told in part(found, formats)
    )


def _pain_told(found: Comparison, formats: Formats) -> Iterator[Told]:
    weights = {
        Weight.CLEAR: _("That is a clear change."),
        Weight.POSSIBLE: _("That is a possible change."),
        Weight.SMALL: _("That is too little to count."),
    }
    for pair in found.pain:
        change, knee = pair.change, knee_name(pair.knee)
        if change is None:
            words = _("{knee} pain can’t be compared: one of the weeks has too few scores.")
            yield Told(icon="info", lead=words.format(knee=knee))
            continue
        if not change.tenths:
            words, icon, text = _("{knee} pain stayed at {now}."), "equals", ""
        else:
            fell = change.tenths < 0
            words = (
                _("{knee} pain fell from {start} to {now}.") if fell else _("{knee} pain rose from {start} to {now}.")
            )
            icon, text = "arrow-down" if fell else "arrow-up", weights[change.weight]
        lead = words.format(knee=knee, start=points(change.start, formats), now=points(change.now, formats))
        yield Told(icon=icon, lead=lead, text=text)


def _measures_told(found: Comparison, formats: Formats) -> Iterator[Told]:
    lined = [pair for pair in found.measures if pair.line is not None]
    grew = [pair_name(pair) for pair in lined if pair.counts and (pair.change or 0) > 0]
    fell = [pair_name(pair) for pair in lined if pair.counts and (pair.change or 0) < 0]
    if grew:
        yield Told(icon="arrow-up", lead=_("Better by at least what counts: {names}.").format(names=", ".join(grew)))
    if fell:
        yield Told(icon="arrow-down", lead=_("Worse by at least what counts: {names}.").format(names=", ".join(fell)))
    for pair in lined:
        if pair.change is None or pair.counts or pair.line is None:
            continue
        words = _("{name} did not change.")
        if pair.change:
            words = _("{name} grew by {size}.") if pair.change > 0 else _("{name} fell by {size}.")
        again = ngettext(
            "{points} would count. Look again in {n} week.",
            "{points} would count. Look again in {n} weeks.",
            EVERY_WEEKS,
        )
        yield Told(
            icon="equals",
            lead=words.format(name=pair_name(pair), size=points(abs(pair.change), formats)),
            text=again.format(points=points(pair.line, formats), n=formats.number(EVERY_WEEKS, 0)),
        )
    if once := [pair_name(pair) for pair in lined if pair.change is None]:
        yield Told(icon="info", lead=_("Measured at one of the visits alone: {names}.").format(names=", ".join(once)))


def _steps_told(found: Comparison, formats: Formats) -> Iterator[Told]:
    legs = {pair.side: pair for pair in found.measures if pair.measure is Measure.STEP_DOWN_30S}
    left, right = legs.get(Knee.LEFT), legs.get(Knee.RIGHT)
    if left is None or right is None or left.last is None or right.last is None:
        return
    text = ""
    if left.first is not None and right.first is not None:
        apart = formats.number(abs(left.first - right.first), 0)
        text = _("At the first visit they were {n} apart.").format(n=apart)
    lead = _("Step-downs now: left {left}, right {right}.")
    values = {"left": formats.number(left.last, 0), "right": formats.number(right.last, 0)}
    yield Told(icon="exercises", lead=lead.format(**values), text=text)


def _running_told(found: Comparison, formats: Formats) -> Iterator[Told]:
    first, last = running_words(found.first, formats), running_words(found.last, formats)
    if found.first.running is None or found.last.running is None or first == last:
        return
    yield Told(icon="run", lead=_("Running in a week: first {first}, now {last}.").format(first=first, last=last))


def _between_told(found: Comparison, formats: Formats) -> Iterator[Told]:
    """The worst between the visits, where it was above what either week had."""
    for pair in found.pain:
        ends = max(score for score in (pair.worst_last, 0) if score is not None)
        if pair.highest is not None and pair.highest_day is not None and pair.highest > ends:
            words = _("{knee}, worst in between: {score} of 10 on {day}.")
            lead = words.format(knee=knee_name(pair.knee), score=pair.highest, day=formats.day(pair.highest_day))
            yield Told(icon="info", lead=lead)


def weeks_words(found: Comparison, formats: Formats) -> str:
    """Which days stand for either visit."""
    return _("Weeks compared: {first}; {last}.").format(
        first=days_of(found.first, formats), last=days_of(found.last, formats)
    )


# for the record
def record_text(found: Comparison, formats: Formats, who: str, knees: str) -> str:
    """Plain text for the clinic's record: a line a group, every value with what it is."""
    head = _("{who}, {knees}. Two visits, {first} and {last}, {span}.").format(
        who=who,
        knees=knees,
        first=formats.day(found.first.visit),
        last=formats.day(found.last.visit),
        span=span_words(found, formats),
    )
    lines = [head, weeks_words(found, formats), *(_line(group) for group in groups(found, formats))]
    return "\n".join(" ".join(line.split()).replace("\u00a0", " ") for line in lines)


def _line(group: Group) -> str:
    return _("{title} ({hint}): {rows}.").format(
        title=group.title, hint=group.hint, rows=semicolon().join(_rows(group.rows))
    )


def _rows(rows: Sequence[Row]) -> Iterator[str]:
    for row in rows:
        yield f"{row.said} ({row.note})" if row.note else row.said
