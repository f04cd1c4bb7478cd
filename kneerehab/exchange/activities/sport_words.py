"""The words themselves, in small letters without accents: English, German, French, Spanish, Italian, Dutch, Portuguese.

Most are beginnings of words, so that `cycl` stands for cycling and cyclisme.
"""

from __future__ import annotations

from kneerehab.domain.codes import CrossKind

PHRASES = {
    "course a pied": "running",
    "course en sentier": "running",
    "course sur tapis": "running treadmill",
    "course a": "running",
    "tapis de course": "treadmill",
    "tapis roulant": "treadmill",
    "cinta de correr": "treadmill",
    "skate ski": "ski",
    "ski de fond": "ski",
    "en marche": "",
    "planche a voile": "surf",
    "stand up": "surf",
    "home trainer": "hometrainer",
    "fahrtspiel": "fartlek",
    "water running": "aqua",
    "pool running": "aqua",
}
"""Words that mean something only together, and the word that stands for them."""

RUN = (
    "run", "jog", "lauf", "footing", "carrera", "correr", "corriendo", "trote", "corsa", "correre", "hardlo",
    "hardgelopen", "corrida", "podis", "baanlop",
)  # fmt: skip
RUN_ENDS = ("running", "run", "lauf", "hardlopen", "dloop", "gloop", "rloop")
"""Endings: Trailrunning, Dauerlauf, Ochtendloop."""

WALK = (
    "walk", "hik", "trek", "rucking", "spazier", "wander", "gehen", "wandel", "snelwandel", "marche", "marcher",
    "randonn", "promenade", "balade", "camin", "senderis", "paseo", "passeio", "marcha", "cammin", "passegg",
    "escursion", "excursionis", "caminh", "trilha", "andar",
)  # fmt: skip
WALK_ENDS = ("spaziergang", "wanderung", "wandeling", "wandern")

NOT_ON_FOOT = (
    "langlauf", "schneeschuh", "skilang", "skilauf", "eislauf", "schlittschuh", "rollschuh", "skat", "inline", "ski",
    "snow", "patin", "schaats", "wheelchair", "rollstuhl", "swim", "aqua", "wasserlauf",
)  # fmt: skip
"""Sports whose other words sound like running or walking."""

TREADMILL = ("treadmill", "laufband", "loopband", "esteira", "cinta")
INDOORS = (*TREADMILL, "indoor", "virtual", "tapis")

TRACK = ("track", "bahn", "piste", "pista", "baanlop")

CYCLE = (
    "cycl", "bike", "biking", "ebik", "mtb", "ride", "riding", "spinning", "indoorcycl", "rad", "fahrrad", "fahrt",
    "velo", "vtt", "cicl", "bici", "fiets", "wielren", "pedal", "zwift", "gravel", "mountainbik", "rennrad", "rennvelo",
    "trekkingrad", "trekkingbik", "liegerad", "handbik", "handcycl", "racefiets", "heimtrainer", "hometrainer",
    "ochtendrit", "middagrit", "avondrit", "nachtrit", "lunchrit", "indoorfiets", "indoorrad", "bmx", "laufrad",
)  # fmt: skip
"""These go before words for going on foot: a *balade à vélo* is a ride."""

NOT_CYCLE = ("veloc", "radio")
"""Veloce is fast."""

CROSS: tuple[tuple[CrossKind, tuple[str, ...]], ...] = (
    (CrossKind.CYCLE, CYCLE),
    (CrossKind.SWIM, ("swim", "schwimm", "natation", "natac", "nado", "nadar", "nuot", "zwem")),
    (CrossKind.ROW, ("rowing", "row", "rower", "ruder", "aviron", "remo", "canottag", "roei")),
    (CrossKind.PILATES, ("pilates",)),
    (
        CrossKind.BALL,
        (
            "soccer", "football", "basket", "volley", "handball", "tennis", "hockey", "squash", "badminton", "fussball",
            "voetbal", "futbol", "futebol", "calcio", "tenis", "padel", "balonces", "pickleball", "rugby", "ball",
        ),
    ),
    (
        CrossKind.STRENGTH,
        (
            "strength", "weight", "kraft", "kracht", "muscul", "renforcement", "fuerza", "forza", "forca", "pesas",
            "pesi", "lifting", "bodybuild", "crossfit", "calisthen", "potenziamento",
        ),
    ),
    (
        CrossKind.OTHER,
        (
            "yoga", "ski", "snow", "skat", "patin", "schaats", "inline", "langlauf", "eislauf", "schlittschuh",
            "rollschuh", "surf", "kayak", "canoe", "kanu", "paddl", "sail", "segel", "climb", "kletter", "escalad",
            "arrampic", "golf", "ellipt", "crosstrain", "stair", "stepper", "hiit", "danc", "tanz", "box", "martial",
            "meditat", "breath", "atem", "stretch", "mobil", "cardio", "aerobic", "gymnast", "workout", "training",
            "entrainement", "entrenamiento", "allenamento", "treino", "wheelchair", "rollstuhl", "horse", "reit",
            "equitation", "fishing", "aqua", "wasserlauf",
        ),
    ),
)  # fmt: skip

NO_SPORT = (
    "all", "generic", "other", "unknown", "uncategorized", "default", "sonstiges", "sonstige", "andere", "autre",
    "autres", "otro", "otra", "otros", "altro", "overig", "anders", "outro", "outra", "activity", "aktivitat",
    "activite",
)  # fmt: skip
"""What stands where a sport could, and names none."""

RUN_TRAINING = (
    "easy", "tempo", "interval", "intervals", "intervall", "fartlek", "recovery", "race", "long", "marathon",
    "halbmarathon", "threshold", "progression", "steady", "parkrun", "wettkampf", "sprint", "trail", "course", "rennen",
)  # fmt: skip
"""What runners write as the kind in tables of their own; taken for a run, as a guess."""

ANY_TRAINING = ("workout", "training", "entrainement", "entrenamiento", "allenamento", "treino", "cardio")
"""What a title may say of any sport."""

APPS = ("runtastic", "runkeeper", "runalyze", "runnerup", "mapmyr", "cyclemeter", "walkmeter")
"""Their names stand in titles and file names of any sport."""
