"""Names of codes, as a runner would say them."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from kneerehab.domain.codes import (
    ActivityKind,
    CareKind,
    Clinician,
    CrossKind,
    ExerciseKind,
    Knee,
    Measure,
    OverridePhase,
    PainContext,
    PauseReason,
    Phase,
    Profile,
    RedFlag,
    Role,
    Side,
    Sign,
    Surface,
    Symptom,
    Units,
    Weekday,
    Zone,
)
from kneerehab.i18n import N_, Np_, _, alone, beneath

PAIN_WORDS = (
    Np_("pain of 0", "none"),
    N_("very mild"),
    N_("mild"),
    N_("mild"),
    N_("noticeable"),
    N_("moderate"),
    N_("moderate"),
    N_("strong"),
    N_("strong"),
    N_("very strong"),
    Np_("pain of 10", "worst"),
)

_LEGS = {Side.LEFT: N_("Left leg"), Side.RIGHT: N_("Right leg"), Side.BOTH: N_("Both legs")}
_LEGS_WITHIN = {Side.LEFT: N_("left leg"), Side.RIGHT: N_("right leg"), Side.BOTH: N_("both legs")}

SMALL = N_("names:small")
"""How a name such as "Stairs" begins within a sentence; "names:large" in a language that writes its nouns large."""

_LABELS: tuple[tuple[StrEnum, str], ...] = (
    (Knee.LEFT, N_("left knee")),
    (Knee.RIGHT, N_("right knee")),
    (Side.LEFT, N_("left")),
    (Side.RIGHT, N_("right")),
    (Side.BOTH, N_("both")),
    (Weekday.MON, N_("Monday")),
    (Weekday.TUE, N_("Tuesday")),
    (Weekday.WED, N_("Wednesday")),
    (Weekday.THU, N_("Thursday")),
    (Weekday.FRI, N_("Friday")),
    (Weekday.SAT, N_("Saturday")),
    (Weekday.SUN, N_("Sunday")),
    (Units.KM, N_("km")),
    (Units.MILE, N_("miles")),
    (Zone.FRONT, N_("Kneecap")),
    (Zone.OUTER, N_("Outer side")),
    (Zone.BELOW_KNEECAP, N_("Below kneecap")),
    (Zone.BEHIND, N_("Behind")),
    (Zone.INNER, N_("Inner side")),
    (Profile.PAIN_FREE, N_("Pain-free (0 of 10)")),
    (Profile.MONITORED, N_("Monitored (up to 2 of 10), agreed with a physiotherapist")),
    (Phase.REFER, N_("See a professional")),
    (Phase.CALM, N_("Calm")),
    (Phase.WALK, N_("Walk")),
    (Phase.RUNWALK, N_("Walk–run")),
    (Phase.BUILD, N_("Build")),
    (Phase.MAINTAIN, N_("Full return")),
    (Role.RUNNER, N_("Runner")),
    (Role.CLINICIAN, N_("Physio or doctor")),
    (PauseReason.ILL, N_("ill")),
    (PauseReason.AWAY, N_("away")),
    (PauseReason.OTHER, N_("other reason")),
    (RedFlag.CANNOT_TAKE_WEIGHT, N_("Can’t put weight on the leg")),
    (RedFlag.BADLY_SWOLLEN_OR_DEFORMED, N_("Badly swollen or changed shape")),
    (RedFlag.CANNOT_MOVE, N_("Can’t move the knee")),
    (RedFlag.LOCKS_OR_GIVES_WAY, N_("Gets stuck, gives way or clicks painfully")),
    (RedFlag.HOT_RED_OR_FEVER, N_("Hot and red, or fever")),
    (RedFlag.INJURY_WITH_POP, N_("A pop, or swelling within hours of an injury")),
    (RedFlag.CALF_PAIN_OR_SWELLING, N_("Calf painful or swollen")),
    (RedFlag.CONSTANT_OR_NIGHT_PAIN, N_("Pain all the time or at night")),
    (RedFlag.NUMB_OR_COLD_FOOT, N_("Foot numb or cold")),
    (RedFlag.UNEXPLAINED_WEIGHT_LOSS, N_("Weight loss without a reason")),
    (RedFlag.BONE_PAIN_AT_ONE_SPOT, N_("Pain at one spot of the bone")),
    (RedFlag.HISTORY_OF_CANCER, N_("Cancer, now or in the past")),
    (Sign.FATIGUE, N_("Tired")),
    (Sign.MOOD, N_("Mood changed")),
    (Sign.APPETITE, N_("Less appetite")),
    (Sign.ENTHUSIASM, N_("Less keen")),
    (Sign.HEADACHES, N_("Headaches")),
    (Sign.ACHES, N_("Aches")),
    (Sign.PERFORMANCE, N_("Slower than usual")),
    (Sign.INSOMNIA, N_("Poor sleep")),
    (Symptom.STIFF_AFTER_REST, N_("Stiff after rest")),
    (Symptom.GRINDING, N_("Grinding")),
    (Symptom.POPPING, N_("Clicking")),
    (Symptom.TENDER, N_("Tender")),
    (Symptom.PUFFY, N_("Puffy")),
    (PainContext.STAIRS, N_("Stairs")),
    (PainContext.SITTING, N_("Sitting")),
    (PainContext.SQUATTING, N_("Squatting")),
    (PainContext.WALKING, N_("Walking")),
    (PainContext.NIGHT, N_("At night")),
    (PainContext.EXERCISE, N_("Exercise")),
    (PainContext.OTHER, N_("Something else")),
    (ActivityKind.RUN, N_("Run")),
    (ActivityKind.WALK, N_("Walk")),
    (ActivityKind.CROSS, N_("Cross-training")),
    (CrossKind.SWIM, N_("Swimming")),
    (CrossKind.CYCLE, N_("Cycling")),
    (CrossKind.ROW, N_("Rowing")),
    (CrossKind.PILATES, N_("Pilates")),
    (CrossKind.BALL, N_("Ball sports")),
    (CrossKind.STRENGTH, N_("Strength training")),
    (CrossKind.OTHER, N_("Other")),
    (Surface.FLAT_ROAD, N_("Flat road")),
    (Surface.TRACK, N_("Track")),
    (Surface.TREADMILL, N_("Treadmill")),
    (Surface.FLAT_TRAIL, N_("Flat trail")),
    (Surface.HILLY, N_("Hills")),
    (Surface.UNEVEN, N_("Uneven ground")),
    (Surface.DOWNHILL, N_("Downhill")),
    (Surface.STAIRS, N_("Stairs")),
    (Surface.CAMBERED, N_("Sloping road edge")),
    (Surface.SPRINT, N_("Sprints")),
    (CareKind.REST, Np_("care", "Rest")),
    (CareKind.COMPRESSION, N_("Compression")),
    (CareKind.ELEVATION, N_("Leg up")),
    (CareKind.BRACE, N_("Brace")),
    (CareKind.TAPE, N_("Tape")),
    (CareKind.INSOLES, N_("Insoles")),
    (CareKind.WARM_UP, N_("Warm-up")),
    (CareKind.COOL_DOWN, N_("Cool-down")),
    (Clinician.PHYSIO, N_("Physiotherapist")),
    (Clinician.DOCTOR, N_("Doctor")),
    (Clinician.OTHER, N_("Someone else")),
    (ExerciseKind.STRENGTH, N_("Strength")),
    (ExerciseKind.STRETCH, N_("Stretch")),
    (ExerciseKind.ROLL, N_("Rolling")),
    (ExerciseKind.MOBILITY, N_("Mobility")),
    (Measure.PSFS, N_("Own activity (0 unable, 10 as before)")),
    (Measure.STEP_DOWN_30S, N_("Step-downs in 30 s")),
    (Measure.AKPS, N_("AKPS (0–100)")),
    (Measure.KOOS_PF, N_("KOOS-PF (0–100)")),
    (Measure.UWRI, N_("UWRI (0–36)")),
)

# Members of different StrEnums can be equal ("left"), so each class has a table of its own.
_BY_CLASS: dict[type[StrEnum], dict[str, str]] = {}
for _code, _text in _LABELS:
    _BY_CLASS.setdefault(type(_code), {})[_code.value] = _text
_BY_CLASS[OverridePhase] = _BY_CLASS[Phase]


def label(code: StrEnum) -> str:
    """The name of a code in the user's language."""
    return alone(message_of(code))


def message_of(code: StrEnum) -> str:
    """The name of a code as the catalogues have it."""
    return _BY_CLASS[type(code)][code.value]


def english_beneath(codes: Iterable[StrEnum]) -> str:
    """What has to stand beneath the names of codes that no clinician of the language has read, such as red flags."""
    return " · ".join(filter(None, (beneath(message_of(code)) for code in codes)))


def pain_word(score: int) -> str:
    """The word of a score 0 to 10."""
    return _(PAIN_WORDS[score])


def knee_name(knee: str) -> str:
    """ "Left knee" or "Right knee", to begin a sentence or a row."""
    return _("Left knee") if knee == Knee.LEFT else _("Right knee")


def knees_name(side: Side) -> str:
    """Which knee or knees, to begin a row."""
    return _("Both knees") if side is Side.BOTH else knee_name(side.value)


def leg(side: Side) -> str:
    """ "Left leg", "Right leg" or "Both legs"."""
    return _(_LEGS[side])


def knee_within(knee: str) -> str:
    """ "left knee" or "right knee", within a sentence."""
    return label(Knee(knee))


def knees_within(side: Side) -> str:
    """Which knee or knees, within a sentence."""
    return _("both knees") if side is Side.BOTH else knee_within(side.value)


def leg_within(side: Side) -> str:
    """ "left leg", "right leg" or "both legs", within a sentence."""
    return _(_LEGS_WITHIN[side])


def within(text: str) -> str:
    """A label within a sentence: it begins small, but in languages that write their nouns large (`SMALL`)."""
    if text[1:2].isupper() or _(SMALL) == "names:large":
        return text
    return text[:1].lower() + text[1:]


def named(name: str, said: str) -> str:
    """Something and what is said of it; French has a blank before its colon."""
    return _("{name}: {said}").format(name=name, said=said)


def leading(text: str) -> str:
    """A label at the beginning: its first letter large, the others as they are."""
    return text[:1].upper() + text[1:]
