"""What a typed line will save, in words, before it is saved; and yesterday's answers as a line to be confirmed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from kneerehab.domain.activity import Activity
from kneerehab.domain.care import Care
from kneerehab.domain.check_in import CheckIn
from kneerehab.domain.codes import ActivityKind, Knee, Side
from kneerehab.domain.diary import Diary
from kneerehab.domain.icing import IcingSession
from kneerehab.domain.record import Record, moment
from kneerehab.domain.training import ExerciseSet, Target
from kneerehab.domain.units import shown_distance
from kneerehab.i18n import _
from kneerehab.wording import quick_words as words
from kneerehab.wording.formats import Formats
from kneerehab.wording.labels import label
from kneerehab.wording.quick_words import Moment
from kneerehab.wording.records import details_and_scores, kind_name, scores

ExerciseName = Callable[[str], str]


def preview(
    records: Sequence[Record], before: Diary, formats: Formats, exercise_name: ExerciseName, today: date
) -> tuple[str, ...]:
    """A line a record; exercises done as planned share theirs. `before` is the diary until now."""
    known = {record.id for record in before.check_ins}
    lines = []
    for record in records:
        if _as_planned(record, before):
            continue
        text = _("{kind}, {when}: {said}").format(
            kind=kind_name(record), when=_when(record, formats, today), said=_said(record, formats, exercise_name)
        )
        changes = _("{line} (changes the check-in that is there)")
        lines.append(changes.format(line=text) if record.id in known else text)
    done = [record for record in records if isinstance(record, ExerciseSet) and _as_planned(record, before)]
    if done:
        names = ", ".join(dict.fromkeys(exercise_name(record.exercise) for record in done))
        lines.append(_("Exercises done, {when}: {names}").format(when=_when(done[0], formats, today), names=names))
    return tuple(lines)


def check_in_line(diary: Diary, day: date) -> str:
    """The pain of the newest check-in of a day as a line to be typed again; "" if there is none with a score."""
    found = [record for record in diary.check_ins if record.at.date() == day]
    return _pain_line(found[-1]) if found else ""


def care_line(diary: Diary, day: date) -> str:
    """The ice and the care of a day as a line to be typed again; "" if there was none."""
    care: list[IcingSession | Care] = [record for record in diary.icing if record.at.date() == day]
    care += [record for record in diary.care if record.at.date() == day]
    return "; ".join(_care_words(record) for record in sorted(care, key=lambda record: (record.at, record.id)))


def _as_planned(record: Record, before: Diary) -> bool:
    """Whether it is an exercise with nothing to say but its name: its whole dose of that day, on all its legs."""
    if not isinstance(record, ExerciseSet) or record.pain is not None or record.note:
        return False
    doses = [
        dose for dose in before.prescriptions if dose.exercise == record.exercise and dose.covers(record.at.date())
    ]
    made = Target(sets=record.sets, reps=record.reps, hold_seconds=record.hold_seconds, load_kg=record.load_kg)
    return any(made == record.target == dose.target and record.side is dose.side for dose in doses)


def _when(record: Record, formats: Formats, today: date) -> str:
    at = moment(record)
    if at.date() == today:
        return _("today {clock}").format(clock=formats.clock(at.time()))
    if at.date() == today - timedelta(days=1):
        return _("yesterday {clock}").format(clock=formats.clock(at.time()))
    return _("{day} {clock}").format(day=formats.short_day(at.date()), clock=formats.clock(at.time()))


def _said(record: Record, formats: Formats, exercise_name: ExerciseName) -> str:
    if isinstance(record, Activity):
        said = _of_activity(record, formats)
    else:
        said = details_and_scores(record, formats, exercise_name)
    return _("{said}, note: {note}").format(said=said, note=record.note) if record.note else said


def _of_activity(record: Activity, formats: Formats) -> str:
    """Exact amounts, every answer about pain, and by name what the plan reads and was not answered."""
    parts = [label(record.cross_kind)] if record.cross_kind else []
    if record.metres is not None:
        parts.append(_exact(record.metres, formats))
    if record.seconds is not None:
        parts.append(formats.time_words(record.seconds))
    parts += [label(code) for code in record.surfaces]
    told = {
        _("pain before: {scores}"): record.pain_before,
        _("pain during: {scores}"): record.pain_during,
        _("pain after: {scores}"): record.pain_after,
    }
    parts += [sentence.format(scores=scores(pair)) for sentence, pair in told.items() if pair is not None]
    if record.effort is not None:
        parts.append(_("effort {effort}").format(effort=record.effort))
    if record.form_changed is not None:
        parts.append(_("form changed") if record.form_changed else _("moved as usual"))
    if record.kind is not ActivityKind.CROSS:
        parts += [_("pain not answered yet")] if record.pain_during is None else []
        parts += [_("form not answered yet")] if record.form_changed is None else []
    return ", ".join(parts)


def _exact(metres: int, formats: Formats) -> str:
    """A distance with a second decimal where it has one: 3.55 km is not 3.5 km here."""
    tenths, hundredths = (shown_distance(metres, formats.units, decimals) for decimals in (1, 2))
    decimals = 1 if tenths == hundredths else 2
    return f"{formats.number(hundredths, decimals)}\u00a0{formats.unit}"


def _pain_line(record: CheckIn) -> str:
    """ "pain left 1 right 0 now left 0" in the words of quick entry, without a now that follows from a worst of 0."""
    worst, now = [], []
    for knee in Knee:
        side = words.first(words.SIDES[Side(knee.value)])
        score, now_score = record.worst_24h.of(knee), record.now.of(knee)
        worst += [side, str(score)] if score is not None else []
        now += [side, str(now_score)] if now_score is not None and score != 0 else []
    line = [words.first(words.PAIN), *worst] if worst else []
    line += [words.first(words.IN_CHECK_IN[Moment.NOW]), *now] if now else []
    signs = [words.first(words.SWELLING)] if record.swelling else []
    signs += [words.first(words.LIMP)] if record.limp else []
    return " ".join([*line, *signs]) if line else ""


def _care_words(record: IcingSession | Care) -> str:
    kind = words.Subject.ICE if isinstance(record, IcingSession) else record.kind
    parts = [words.first(words.SUBJECTS[kind])]
    parts += [words.first(words.SIDES[record.side])] if record.side is not None else []
    if record.minutes is not None:
        parts.append(_("{n} min").format(n=record.minutes))
    return " ".join(parts)
