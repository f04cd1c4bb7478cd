"""A record on one line: its kind, and what it says, as the Diary and the command line show it."""

from __future__ import annotations

from collections.abc import Callable
from functools import singledispatch

from kneerehab.domain.activity import Activity
from kneerehab.domain.care import Care, Medication
from kneerehab.domain.check_in import CheckIn, PainNote
from kneerehab.domain.clinic import ClinicVisit, Outcome
from kneerehab.domain.codes import ActivityKind
from kneerehab.domain.diary import LIST_OF
from kneerehab.domain.fields import Amount, KneeScores
from kneerehab.domain.icing import IcingSession
from kneerehab.domain.plan_records import Override, Pause, PlanChange
from kneerehab.domain.record import Record
from kneerehab.domain.shoes import Shoes
from kneerehab.domain.training import ExerciseSet, OwnExercise, Prescription, Target
from kneerehab.i18n import N_, _, ngettext, semicolon
from kneerehab.wording.formats import Formats, spoken_number
from kneerehab.wording.labels import knee_name, knees_name, label, leg_within, named
from kneerehab.wording.settings import setting_name, setting_value

ExerciseName = Callable[[str], str]
"""The name of an exercise by its slug or id."""

_KINDS = {
    "plan_changes": N_("Plan change"),
    "overrides": N_("Override"),
    "pauses": N_("Pause"),
    "check_ins": N_("Pain check-in"),
    "pain_notes": N_("Pain note"),
    "activities": N_("Activity"),
    "exercise_sets": N_("Exercise"),
    "icing": N_("Ice"),
    "care": N_("Care"),
    "medication": N_("Medication"),
    "shoes": N_("Shoes"),
    "clinic_visits": N_("Clinic visit"),
    "exercises": N_("Own exercise"),
    "prescriptions": N_("Exercise plan"),
    "outcomes": N_("Outcome measure"),
}


def list_name(name: str) -> str:
    """What a list of the diary holds, in the singular ("check_ins" → "Pain check-in")."""
    return _(_KINDS[name])


def saved_on(kind: str, day: str) -> str:
    """What undo calls a step that saved an entry."""
    return _("{kind} saved, {day}").format(kind=kind, day=day)


def deleted_on(kind: str, day: str) -> str:
    """What undo calls a step that deleted an entry."""
    return _("{kind} deleted, {day}").format(kind=kind, day=day)


def kind_name(record: Record) -> str:
    """What a record is; runs, walks and cross-training by their own names."""
    return label(record.kind) if isinstance(record, Activity) else list_name(LIST_OF[type(record)])


def dose(what: Target | ExerciseSet | Prescription) -> str:
    """ "3 × 12", "4 × 30 s" or "3 × 8, 5 kg"."""
    if what.reps is not None:
        text = f"{what.sets} × {what.reps}"
        if what.hold_seconds is not None:
            text = _("{dose}, {seconds} s hold").format(dose=text, seconds=what.hold_seconds)
    elif what.hold_seconds is not None:
        text = _("{sets} × {seconds} s").format(sets=what.sets, seconds=what.hold_seconds)
    else:
        text = ngettext("{sets} set", "{sets} sets", what.sets).format(sets=what.sets)
    if not what.load_kg:
        return text
    decimals = len(f"{what.load_kg:g}".partition(".")[2])
    return _("{dose}, {load} kg").format(dose=text, load=spoken_number(what.load_kg, decimals))


def scores(found: KneeScores | None) -> str:
    """ "left 0, right 2"; unknown scores are left out."""
    if found is None:
        return ""
    parts = [_("left {score}").format(score=found.left)] if found.left is not None else []
    parts += [_("right {score}").format(score=found.right)] if found.right is not None else []
    return ", ".join(parts)


def week_amount(amount: Amount, formats: Formats) -> str:
    """ "80 min and 12.0 km a week"."""
    return _("{minutes} and {distance} a week").format(
        minutes=formats.minutes(amount.seconds), distance=formats.distance(amount.metres)
    )


def details_and_scores(record: Record, formats: Formats, exercise_name: ExerciseName) -> str:
    """As `details`, with the pain that the Diary draws beside them in a column: for lists of text alone."""
    match record:
        case CheckIn():
            told = {_("now: {scores}"): record.now, _("worst in the last 24 hours: {scores}"): record.worst_24h}
            known = [words.format(scores=scores(pair)) for words, pair in told.items() if scores(pair)]
            return ", ".join([*(known or [_("no score")]), *_besides_scores(record)])
        case Activity() if scores(record.pain_during):
            said = details(record, formats, exercise_name)
            return _("{said}, pain during: {scores}").format(said=said, scores=scores(record.pain_during))
        case _:
            return details(record, formats, exercise_name)


@singledispatch
def details(record: Record, formats: Formats, exercise_name: ExerciseName) -> str:
    """What the record says, without its time, kind and note."""
    raise TypeError(type(record).__name__)


@details.register
def _check_in(record: CheckIn, formats: Formats, exercise_name: ExerciseName) -> str:
    return ", ".join([_("Worst in the last 24 hours"), *_besides_scores(record)])


def check_in_words(record: CheckIn) -> str:
    """ "Worst 2, now 0, swelling": what a check-in says; what it left open is left out, and so is a sign not ticked."""
    pairs = {_("worst {scores}"): record.worst_24h, _("now {scores}"): record.now}
    told = [words.format(scores=_short_scores(pair)) for words, pair in pairs.items() if pair.known()]
    text = ", ".join([*told, *_besides_scores(record)])
    return text[:1].upper() + text[1:]


def _short_scores(found: KneeScores) -> str:
    """One number where both knees have the same."""
    both = found.left is not None and found.left == found.right
    return str(found.left) if both else scores(found)


def _besides_scores(record: CheckIn) -> list[str]:
    parts = [_("swelling")] if record.swelling else []
    parts += [_("limp")] if record.limp else []
    return parts + [label(code) for code in (*record.red_flags, *record.symptoms, *record.signs)]


@details.register
def _pain_note(record: PainNote, formats: Formats, exercise_name: ExerciseName) -> str:
    text = _("{knee}, pain {score} of 10: {context}, {where}")
    if record.zone is None:
        text = _("{knee}, pain {score} of 10: {context}")
    where = label(record.zone) if record.zone else ""
    return text.format(knee=knee_name(record.side), score=record.score, context=label(record.context), where=where)


@details.register
def _activity(record: Activity, formats: Formats, exercise_name: ExerciseName) -> str:
    parts = [label(record.cross_kind)] if record.cross_kind else []
    if record.metres is not None and record.seconds is not None:
        parts.append(
            _("{distance} in {minutes}").format(
                distance=formats.distance(record.metres), minutes=formats.minutes(record.seconds)
            )
        )
    elif record.metres is not None:
        parts.append(formats.distance(record.metres))
    elif record.seconds is not None:
        parts.append(formats.minutes(record.seconds))
    parts += [label(code) for code in record.surfaces]
    parts += [_("form changed")] if record.form_changed else []
    if record.kind is not ActivityKind.CROSS and record.pain_during is None:
        parts.append(_("pain not answered yet"))
    return ", ".join(parts) or label(record.kind)


@details.register
def _exercise_set(record: ExerciseSet, formats: Formats, exercise_name: ExerciseName) -> str:
    said = f"{exercise_name(record.exercise)}, {dose(record)}, {leg_within(record.side)}"
    return said if record.pain is None else _("{said}, pain {score}").format(said=said, score=record.pain)


@details.register
def _icing(record: IcingSession, formats: Formats, exercise_name: ExerciseName) -> str:
    text = _("{knees}, {minutes} min").format(knees=knees_name(record.side), minutes=record.minutes)
    if record.pain_before is not None and record.pain_after is not None:
        pain = {"before": record.pain_before, "after": record.pain_after}
        text = _("{said}, pain {before} → {after}").format(said=text, **pain)
    return _("{said}, skin not fine").format(said=text) if record.skin_ok is False else text


@details.register
def _care(record: Care, formats: Formats, exercise_name: ExerciseName) -> str:
    parts = [label(record.kind)]
    parts += [knees_name(record.side)] if record.side else []
    parts += [_("{minutes} min").format(minutes=record.minutes)] if record.minutes else []
    return ", ".join(parts)


@details.register
def _medication(record: Medication, formats: Formats, exercise_name: ExerciseName) -> str:
    parts = [record.name, *([record.dose] if record.dose else [])]
    return ", ".join([*parts, _("painkiller")] if record.painkiller else parts)


@details.register
def _shoes(record: Shoes, formats: Formats, exercise_name: ExerciseName) -> str:
    text = _("{name}, retired, replace at {distance}") if record.retired else _("{name}, replace at {distance}")
    return text.format(name=record.name, distance=formats.distance(record.replace_at))


@details.register
def _visit(record: ClinicVisit, formats: Formats, exercise_name: ExerciseName) -> str:
    parts = [label(record.who), *([record.name] if record.name else []), *([record.advice] if record.advice else [])]
    parts += [_("next {day}").format(day=formats.short_day(record.next_date))] if record.next_date else []
    return ", ".join(parts)


@details.register
def _own_exercise(record: OwnExercise, formats: Formats, exercise_name: ExerciseName) -> str:
    return f"{record.name}, {label(record.kind)}"


@details.register
def _prescription(record: Prescription, formats: Formats, exercise_name: ExerciseName) -> str:
    days = ngettext("{days} day a week", "{days} days a week", record.days_per_week).format(days=record.days_per_week)
    said = f"{exercise_name(record.exercise)}, {dose(record)}, {days}"
    return _("{said}, until {day}").format(said=said, day=formats.short_day(record.to)) if record.to else said


@details.register
def _outcome(record: Outcome, formats: Formats, exercise_name: ExerciseName) -> str:
    parts = [record.activity] if record.activity else [label(record.measure)]
    parts += [knee_name(record.side)] if record.side else []
    decimals = len(f"{record.value:g}".partition(".")[2])
    return named(", ".join(parts), formats.number(record.value, decimals))


@details.register
def _plan_change(record: PlanChange, formats: Formats, exercise_name: ExerciseName) -> str:
    return change_words(record, formats)


def change_words(record: PlanChange, formats: Formats) -> str:
    """ "Runs a week: 3; Goal: none" """
    return semicolon().join(
        named(setting_name(name), setting_value(value, formats, name)) for name, value in record.settings.items()
    )


@details.register
def _override(record: Override, formats: Formats, exercise_name: ExerciseName) -> str:
    what = decision_words(record, formats)
    return _("{what}, by {who}: {reason}").format(what=what, who=record.by, reason=record.reason)


def decision_words(record: Override, formats: Formats) -> str:
    """ "Walk–run, rung 3": the phase with its rung or week."""
    parts = [label(record.phase)]
    parts += [_("rung {rung}").format(rung=record.rung)] if record.rung else []
    parts += [week_amount(record.week, formats)] if record.week else []
    return ", ".join(parts)


@details.register
def _pause(record: Pause, formats: Formats, exercise_name: ExerciseName) -> str:
    if record.to is None:
        return _("{reason}, until further notice").format(reason=label(record.reason))
    return _("{reason}, until {day}").format(reason=label(record.reason), day=formats.short_day(record.to))
