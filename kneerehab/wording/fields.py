"""Labels and hints of the fields of a record's form, and what to do about a value that can't be saved."""

from __future__ import annotations

from kneerehab.i18n import N_, _

_WHEN = (N_("When"), "")
_DOSE = {
    "sets": (N_("Sets"), ""),
    "reps": (N_("Repeats"), ""),
    "hold_seconds": (N_("Hold"), ""),
    "load_kg": (N_("Load"), ""),
}

_FIELDS: dict[str, dict[str, tuple[str, str]]] = {
    "plan_changes": {
        "date": (N_("From"), N_("The plan uses the new values from this day on.")),
        "settings": (N_("What changes"), N_("Tick what changes. What is not ticked stays as it is.")),
    },
    "overrides": {
        "date": (N_("From"), ""),
        "phase": (N_("Phase"), ""),
        "rung": (N_("Walk–run step"), N_("1 to 6. Leave empty to begin at the first.")),
        "week": (N_("Week"), N_("Time and distance a week. Leave both empty to let the plan choose.")),
        "reason": (N_("Why"), ""),
        "by": (N_("Who decided"), ""),
        "role": (N_("Role"), N_("When diaries are merged, a physio’s or doctor’s decision stays.")),
    },
    "pauses": {
        "from_": (N_("First day"), ""),
        "to": (N_("Last day"), N_("Leave empty until you know.")),
        "reason": (N_("Reason"), ""),
    },
    "check_ins": {
        "at": _WHEN,
        "now": (N_("Pain now"), ""),
        "worst_24h": (N_("Worst in the last 24 hours"), ""),
        "average_24h": (N_("Average of the last 24 hours"), N_("If you keep track of it.")),
        "swelling": (N_("Swelling, new or more than before"), ""),
        "limp": (N_("Limping"), ""),
        "red_flags": (N_("Warning signs"), N_("These stop the plan. Each says how soon a doctor has to look.")),
        "signs": (N_("How you are"), ""),
        "symptoms": (N_("How the knee is"), ""),
    },
    "pain_notes": {
        "at": _WHEN,
        "side": (N_("Which knee"), ""),
        "score": (N_("Pain"), ""),
        "context": (N_("While"), ""),
        "zone": (N_("Where on the knee"), ""),
    },
    "activities": {
        "at": (N_("Start"), ""),
        "kind": (N_("What"), ""),
        "cross_kind": (N_("Which training"), ""),
        "seconds": (N_("Time"), N_("Without warm-up and cool-down walks.")),
        "metres": (N_("Distance"), ""),
        "surfaces": (N_("Surface"), ""),
        "pain_before": (N_("Pain just before"), ""),
        "pain_during": (N_("Worst pain during"), ""),
        "pain_after": (N_("Pain about an hour after"), ""),
        "form_changed": (N_("Did you limp or move differently?"), ""),
        "effort": (N_("How hard it felt"), N_("0 is rest, 10 all you have.")),
        "steps_per_minute": (N_("Step rate"), ""),
        "shoes_id": (N_("Shoes"), ""),
    },
    "exercise_sets": {
        "at": _WHEN,
        "exercise": (N_("Exercise"), ""),
        "side": (N_("Side"), ""),
        **_DOSE,
        "pain": (N_("Worst pain during"), ""),
    },
    "icing": {
        "at": (N_("Start"), ""),
        "minutes": (N_("Time"), ""),
        "side": (N_("Which knee"), ""),
        "pain_before": (N_("Pain before"), ""),
        "pain_after": (N_("Pain after"), ""),
        "skin_ok": (N_("Was the skin fine afterwards?"), ""),
    },
    "care": {
        "at": _WHEN,
        "kind": (N_("What"), ""),
        "side": (N_("Which knee"), ""),
        "minutes": (N_("Time"), N_("For insoles the time worn.")),
    },
    "medication": {
        "at": (N_("Taken"), ""),
        "name": (N_("Medicine"), ""),
        "painkiller": (
            N_("It is a painkiller"),
            N_("A painkiller can hide pain, so the plan waits for scores without."),
        ),
        "dose": (N_("How much"), ""),
    },
    "shoes": {
        "name": (N_("Name"), ""),
        "bought": (N_("Bought"), ""),
        "start_metres": (N_("Already covered"), N_("Before this diary.")),
        "replace_at_metres": (N_("Replace at"), N_("Empty means 400 miles, 644 km.")),
        "retired": (N_("Retired"), ""),
    },
    "clinic_visits": {
        "at": _WHEN,
        "who": (N_("Who"), ""),
        "name": (N_("Name"), ""),
        "advice": (N_("Advice"), ""),
        "next_date": (N_("Next visit"), ""),
    },
    "exercises": {
        "name": (N_("Name"), ""),
        "kind": (N_("What kind"), ""),
        "per_leg": (N_("Each leg by itself"), ""),
        "instructions": (N_("How to do it"), ""),
    },
    "prescriptions": {
        "exercise": (N_("Exercise"), ""),
        "from_": (N_("First day"), ""),
        "to": (N_("Last day"), N_("Empty means it goes on.")),
        **_DOSE,
        "rest_seconds": (N_("Rest"), ""),
        "days_per_week": (N_("Days a week"), ""),
        "side": (N_("Side"), ""),
        "by": (N_("Who prescribed it"), ""),
        "role": (N_("Role"), ""),
    },
    "outcomes": {
        "at": _WHEN,
        "measure": (N_("Test"), ""),
        "value": (N_("Result"), ""),
        "side": (N_("Which knee"), ""),
        "activity": (N_("Your activity"), N_("Something you want to do again, such as long stairs.")),
    },
}

_NOTES = {"clinic_visits": N_("Questions and notes for the visit")}  # as the report calls them

_UNITS = {
    "minutes": N_("min"),
    "seconds": N_("min"),
    "hold_seconds": N_("s"),
    "rest_seconds": N_("s"),
    "load_kg": N_("kg"),
    "steps_per_minute": N_("steps/min"),
    "mask_hours": N_("h"),
    "growth_permille": N_("%"),
}

_FAULTS = {
    "is before from": N_("The last day can’t lie before the first. Please choose a later one, or leave it empty."),
    "must be a whole number": N_("Please give a whole number."),
    "needs seconds or metres": N_("Please give the time or the distance; one of the two is enough."),
    "must be at most 10 with measure psfs": N_("Please give a number from 0 to 10."),
    "must be at most 36 with measure uwri": N_("Please give a number from 0 to 36."),
    "is already used by another record": N_("This day has one already. Please choose another day, or edit that one."),
    "no such shoes": N_("These shoes are no longer in the diary. Please choose others."),
}


def field_label(kind: str, name: str) -> str:
    """What a field of a kind of records is called; `kind` is the name of a list of the diary."""
    return _(_NOTES.get(kind, N_("Note"))) if name == "note" else _(_FIELDS[kind][name][0])


def known_label(key: str) -> str:
    """What a field is called, whatever its kind; `key` is its name in files. "" where kinds call it differently."""
    if key == "note":
        return _("Note")
    names = {fields[name][0] for fields in _FIELDS.values() for name in (key, f"{key}_") if name in fields}
    return _(names.pop()) if len(names) == 1 else ""


def field_hint(kind: str, name: str) -> str:
    """The quiet line below a field; "" without one."""
    hint = "" if name == "note" else _FIELDS[kind][name][1]
    return _(hint) if hint else ""


def field_unit(name: str) -> str:
    """The unit that stands inside a number's field; "" without one. Distances take theirs from the runner."""
    return _(_UNITS[name]) if name in _UNITS else ""


def please_answer(control: str) -> str:
    """What to do about an empty field that is needed; `control` is "pain", "choice", "text" or "settings"."""
    return {
        "pain": _("Please choose a number from 0 to 10."),
        "choice": _("Please choose one."),
        "text": _("Please type a few words."),
        "settings": _("Please tick at least one."),
    }[control]


def please_whole() -> str:
    """What to do about a number with decimals where whole ones are counted."""
    return _("Please give a whole number.")


def number_range(low: str, high: str) -> str:
    """What to do about a number that is none, or that lies outside its range."""
    return _("Please give a number from {low} to {high}.").format(low=low, high=high)


def time_range(low: str, high: str) -> str:
    """What to do about a time that lies outside its range; `high` carries the unit."""
    return _("Please give a time from {low} to {high}.").format(low=low, high=high)


def time_unread(low: str, high: str) -> str:
    """What to do about a time that can't be read; `high` carries the unit."""
    return _("Please write a time such as 90 min, 1:30 or 1h30, from {low} to {high}.").format(low=low, high=high)


def distance_range(low: str, high: str) -> str:
    """What to do about a distance that can't be read, or that lies outside its range; `high` carries the unit."""
    return _("Please give a distance from {low} to {high}.").format(low=low, high=high)


def too_long(most: int) -> str:
    """What to do about a text that is longer than can be kept."""
    return _("Please keep it to {most} characters.").format(most=most)


def future_day() -> str:
    """What to do about a day after today."""
    return _("This day is still to come. Please choose today or an earlier day.")


def future_time() -> str:
    """What to do about a time of today that is still to come."""
    return _("This time is still to come. Please choose one up to now.")


def both_amounts() -> str:
    """What to do when only one of minutes and distance was given."""
    return _("Please give both time and distance, or leave both empty.")


def fault_sentence(fault: str) -> str:
    """What to do about a fault of the diary's rules, in words for a runner; its own words where there are no others."""
    if "days away from plan.start" in fault:
        return _("This day is too far from the start of the plan. Please choose another.")
    if fault.endswith("retire them instead"):
        return _("There are runs in these shoes. Please retire them instead.")
    return _(_FAULTS[fault]) if fault in _FAULTS else _("Please look at this once more.")
