"""The codes of the diary format: every enumeration, in the order in which the format lists its values."""

from __future__ import annotations

from enum import StrEnum


class Knee(StrEnum):
    """One knee."""

    LEFT = "left"
    RIGHT = "right"


class Side(StrEnum):
    """One knee or both."""

    LEFT = "left"
    RIGHT = "right"
    BOTH = "both"

    @property
    def knees(self) -> tuple[Knee, ...]:
        """The knees it names, left first."""
        return (Knee.LEFT, Knee.RIGHT) if self is Side.BOTH else (Knee(self.value),)


class Weekday(StrEnum):
    """A day of the week, Monday first."""

    MON = "mon"
    TUE = "tue"
    WED = "wed"
    THU = "thu"
    FRI = "fri"
    SAT = "sat"
    SUN = "sun"


class Units(StrEnum):
    """How distances are shown; they are stored in metres."""

    KM = "km"
    MILE = "mile"


class Zone(StrEnum):
    """Where on the knee it hurts."""

    FRONT = "front"
    OUTER = "outer"
    BELOW_KNEECAP = "below_kneecap"
    BEHIND = "behind"
    INNER = "inner"


class Profile(StrEnum):
    """Pain limits of the plan."""

    PAIN_FREE = "pain_free"
    MONITORED = "monitored"


class Phase(StrEnum):
    """Phases of the plan; REFER is entered by a red flag only."""

    REFER = "REFER"
    CALM = "CALM"
    WALK = "WALK"
    RUNWALK = "RUNWALK"
    BUILD = "BUILD"
    MAINTAIN = "MAINTAIN"


class OverridePhase(StrEnum):
    """Phases an override may set."""

    CALM = "CALM"
    WALK = "WALK"
    RUNWALK = "RUNWALK"
    BUILD = "BUILD"
    MAINTAIN = "MAINTAIN"


class Role(StrEnum):
    """Who decided or prescribed; absent means that nobody said."""

    RUNNER = "runner"
    CLINICIAN = "clinician"


class PauseReason(StrEnum):
    """Why the plan rests."""

    ILL = "ill"
    AWAY = "away"
    OTHER = "other"


class RedFlag(StrEnum):
    """Warning signs that stop the plan (clinical rules 1G)."""

    CANNOT_TAKE_WEIGHT = "cannot_take_weight"
    BADLY_SWOLLEN_OR_DEFORMED = "badly_swollen_or_deformed"
    CANNOT_MOVE = "cannot_move"
    LOCKS_OR_GIVES_WAY = "locks_or_gives_way"
    HOT_RED_OR_FEVER = "hot_red_or_fever"
    INJURY_WITH_POP = "injury_with_pop"
    CALF_PAIN_OR_SWELLING = "calf_pain_or_swelling"
    CONSTANT_OR_NIGHT_PAIN = "constant_or_night_pain"
    NUMB_OR_COLD_FOOT = "numb_or_cold_foot"
    UNEXPLAINED_WEIGHT_LOSS = "unexplained_weight_loss"
    BONE_PAIN_AT_ONE_SPOT = "bone_pain_at_one_spot"
    HISTORY_OF_CANCER = "history_of_cancer"


class Sign(StrEnum):
    """Signs of overtraining (E13)."""

    FATIGUE = "fatigue"
    MOOD = "mood"
    APPETITE = "appetite"
    ENTHUSIASM = "enthusiasm"
    HEADACHES = "headaches"
    ACHES = "aches"
    PERFORMANCE = "performance"
    INSOMNIA = "insomnia"


class Symptom(StrEnum):
    """How the knee feels; not read by the plan."""

    STIFF_AFTER_REST = "stiff_after_rest"
    GRINDING = "grinding"
    POPPING = "popping"
    TENDER = "tender"
    PUFFY = "puffy"


class PainContext(StrEnum):
    """What the runner was doing when it hurt."""

    STAIRS = "stairs"
    SITTING = "sitting"
    SQUATTING = "squatting"
    WALKING = "walking"
    NIGHT = "night"
    EXERCISE = "exercise"
    OTHER = "other"


class ActivityKind(StrEnum):
    """What was done; walks count for the plan only in the phase WALK."""

    RUN = "run"
    WALK = "walk"
    CROSS = "cross"


class CrossKind(StrEnum):
    """Which cross-training."""

    SWIM = "swim"
    CYCLE = "cycle"
    ROW = "row"
    PILATES = "pilates"
    BALL = "ball"
    STRENGTH = "strength"
    OTHER = "other"


class Surface(StrEnum):
    """What was run on; the first four count as flat."""

    FLAT_ROAD = "flat_road"
    TRACK = "track"
    TREADMILL = "treadmill"
    FLAT_TRAIL = "flat_trail"
    HILLY = "hilly"
    UNEVEN = "uneven"
    DOWNHILL = "downhill"
    STAIRS = "stairs"
    CAMBERED = "cambered"
    SPRINT = "sprint"


class FileFormat(StrEnum):
    """The kind of file an activity was imported from."""

    GPX = "gpx"
    TCX = "tcx"
    FIT = "fit"
    CSV = "csv"


class CareKind(StrEnum):
    """Care besides icing."""

    REST = "rest"
    COMPRESSION = "compression"
    ELEVATION = "elevation"
    BRACE = "brace"
    TAPE = "tape"
    INSOLES = "insoles"
    WARM_UP = "warm_up"
    COOL_DOWN = "cool_down"


class Clinician(StrEnum):
    """Who was visited."""

    PHYSIO = "physio"
    DOCTOR = "doctor"
    OTHER = "other"


class ExerciseKind(StrEnum):
    """What an exercise is."""

    STRENGTH = "strength"
    STRETCH = "stretch"
    ROLL = "roll"
    MOBILITY = "mobility"


class Measure(StrEnum):
    """Outcome measures (1F, N2); AKPS, KOOS-PF and UWRI as plain numbers, without item texts."""

    PSFS = "psfs"
    STEP_DOWN_30S = "step_down_30s"
    AKPS = "akps"
    KOOS_PF = "koos_pf"
    UWRI = "uwri"
