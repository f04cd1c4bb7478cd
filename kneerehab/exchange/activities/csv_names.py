"""Names of columns, as `plain` writes them: English, German, French, Spanish, Italian, Dutch and Portuguese tables.

In the order of preference within a column: what is stated most exactly comes first. Strava's and Garmin's own names are
among them, and those of Samsung Health, Google Health and Polar Flow.
"""

from __future__ import annotations

import re
import unicodedata

from kneerehab.exchange.activities.mapping import Column, DistanceUnit, DurationUnit

MOST_NAME = 100
"""Characters of a column's name that are looked at."""

_FILLERS = frozenset(
    ("de", "la", "le", "l", "les", "du", "d", "der", "die", "das", "des", "di", "dell", "della", "van", "het", "da",
     "do", "del", "el", "en", "em", "in", "of", "the", "fur", "pour", "para", "voor")
)  # fmt: skip
_PREFIX = re.compile(r"^com\.samsung\.(s?health\.)?exercise\.")
_WORD = re.compile(r"[^\W_]+")

ACTIVITY_ID = (
    "activity id", "aktivitats id", "id activite", "id actividad", "id attivita", "activiteits id", "id activiteit",
    "id atividade",
)  # fmt: skip
"""Strava's first column."""

ACTIVITY_DATE = (
    "activity date", "aktivitatsdatum", "date activite", "fecha actividad", "data attivita", "datum activiteit",
    "activiteitsdatum", "data atividade",
)  # fmt: skip

MOVING = (
    "moving time", "zeit bewegung", "bewegungszeit", "temps deplacement", "duree deplacement", "temps mouvement",
    "tiempo movimiento", "tempo movimento", "tempo spostamento", "beweegtijd", "tijd beweging", "bewegingstijd",
    "tijd bewogen", "tempo movimentacao", "active duration",
)  # fmt: skip
TIME_TOO = ("time", "zeit", "temps", "tiempo", "tempo", "tijd")
DURATION = ("duration", "dauer", "duree", "duracion", "durata", "duur", "duracao")
MINUTES = ("minutes", "seconds", "min", "minuten", "minutos", "minuti", "laufzeit")
WHOLE = (
    *TIME_TOO, *DURATION, "temps total", "tiempo total", "tempo totale", "totale tijd", "tempo total",
)  # fmt: skip
"""Words for a duration that are words for the time of day as well, and those that are not."""

ELAPSED = (
    "elapsed time", "verstrichene zeit", "abgelaufene zeit", "temps ecoule", "tiempo transcurrido", "tempo trascorso",
    "verstreken tijd", "tempo decorrido", "tempo transcorrido", "total time", "gesamtzeit",
)  # fmt: skip
FAVOURITE = ("favor", "prefer")
"""How Garmin's third column begins."""

SHOE_NAME = (
    "shoe name", "shoe", "schuhname", "name schuhs", "name schuhe", "nom chaussure", "nom chaussures",
    "nombre zapatillas", "nome scarpe", "naam schoen", "naam schoenen", "nome tenis", "nome calcado",
)  # fmt: skip
"""The first column of Strava's shoes.csv."""

EXERCISE_START = "exercise start"
"""A column of Google Health's UserExercises, in which what was done is called the activity's name."""

SAMPLES = ("latitude", "lat", "breitengrad", "latitud", "latitudine", "sample rate", "hr bpm", "heart rate sample")
"""Columns of a table that lists the points of one run."""

STRENGTH_SETS = ("set order", "set index", "set number", "weight kg", "weight lbs", "reps", "wiederholungen")
STRENGTH_NAMES = ("exercise name", "exercise title", "exercise", "ubung")

NAMES: dict[Column, tuple[str, ...]] = {
    Column.DATE: (
        *ACTIVITY_DATE, "date", "start date", "datum", "tag", "fecha", "data", "jour", "dia", "giorno", "when", "day",
        "start", "start time", "started", "startzeit", "starttijd", "begin", "timestamp", "date time", "datetime",
        "workout date", "hora inicio", "heure debut", "data inicio", EXERCISE_START,
    ),
    Column.TIME: (
        "time day", "start time", "startzeit", "uhrzeit", "hora", "heure", "ora", "clock", "starttijd", "tijdstip",
        "hora inicio", "heure debut", "ora inizio", "beginn",
    ),
    Column.OFFSET: ("time offset", "utc offset"),
    Column.KIND: (
        "activity type", "aktivitatsart", "aktivitatstyp", "type activite", "tipo actividad", "tipo attivita",
        "type activiteit", "activiteitstype", "activiteittype", "tipo atividade", "sport", "sport type", "workout type",
        "exercise type", "type", "typ", "activity", "kind", "sportart", "art", "aktivitat", "activite", "actividad",
        "attivita", "activiteit", "atividade", "tipo", "soort", "modalidade", "deporte",
    ),
    Column.SECONDS: (
        *MOVING, *WHOLE, *ELAPSED, *MINUTES,
    ),
    Column.END: (
        "end time", "end date", "end", "endzeit", "ende", "heure fin", "hora fin", "ora fine", "eindtijd", "hora fim",
        "exercise end",
    ),
    Column.METRES: (
        "distance", "total distance", "distanz", "distancia", "distanza", "afstand", "strecke", "km", "kilometres",
        "kilometers", "miles", "metres", "meters", "length", "lange", "entfernung", "laufstrecke", "streckenlange",
        "kilometer", "longueur", "kilometros", "chilometri", "millas", "miglia", "mijlen", "milhas",
        "tracker total distance",
    ),
    Column.ASCENT: (
        "elevation gain", "total ascent", "elev gain", "ascent", "climb", "anstieg gesamt", "gesamtanstieg",
        "hohenzunahme", "positiver hohenunterschied", "anstieg", "hohenmeter", "denivele positif",
        "ascension totale", "gain altitude", "desnivel positivo", "ascenso total", "dislivello",
        "dislivello positivo", "ascesa totale", "hoogtestijging", "totale stijging", "stijging", "hoogtewinst",
        "hoogtemeters", "ganho elevacao", "subida total", "tracker total altitude",
    ),
    Column.CADENCE: (
        "avg run cadence", "average cadence", "cadence", "steps per minute", "spm", "o schrittfrequenz laufen",
        "schrittfrequenz", "durchschnittliche trittfrequenz", "durchschnittliche schrittfrequenz", "cadence moyenne",
        "cadence course moyenne", "cadencia media", "cadencia carrera media", "cadenza media", "cadenza corsa media",
        "gem loopcadans", "gemiddelde cadans", "cadencia corrida media",
    ),
    Column.EFFORT: (
        "perceived exertion", "effort", "rpe", "anstrengung", "wahrgenommene anstrengung", "gefuhlte anstrengung",
        "effort percu", "esfuerzo percibido", "sforzo percepito", "waargenomen inspanning", "esforco percebido",
    ),
    Column.NAME: (
        "activity name", "name aktivitat", "aktivitatsname", "nom activite", "nombre actividad", "nome attivita",
        "naam activiteit", "nome atividade", "title", "titel", "titre", "titulo", "titolo", "name", "workout name",
        "notes", "note", "notiz", "comment", "nom", "nombre", "nome", "naam", "notas", "opmerking",
    ),
    Column.GEAR: (
        "activity gear", "gear", "shoes", "shoe", "ausrustung aktivitat", "aktivitatsausrustung", "ausrustung",
        "schuhe", "equipement activite", "equipement", "materiel utilise activite", "materiel", "chaussures",
        "equipamiento actividad", "equipo", "zapatillas", "attrezzatura attivita", "attrezzatura per attivita",
        "attrezzatura", "scarpe", "uitrusting activiteit", "uitrusting", "materiaal activiteit", "schoenen",
        "equipamento atividade", "equipamento", "tenis",
    ),
    Column.FILE: (
        "filename", "file name", "dateiname", "nom fichier", "nombre archivo", "nombre fichero", "nome file",
        "bestandsnaam", "nome arquivo", "nome ficheiro", "gpx file",
    ),
}  # fmt: skip

SAMSUNG_ID = "datauuid"
"""A column of all its tables; the older ones don't name Samsung in the others."""

SAMSUNG_KINDS = {
    "1001": "walking", "1002": "running", "11007": "cycling", "13001": "hiking", "14001": "swimming",
    "15002": "weight", "15003": "cycling", "15004": "rowing", "15005": "treadmill", "15006": "elliptical",
    "9001": "pilates", "9002": "yoga",
}  # fmt: skip
"""Samsung Health's numbers for sports, as words."""


def plain(name: str) -> str:
    """A column's name in small letters, no accents, signs or little words ("Date de l’activité" is date activite)."""
    # Cut: looking for a unit in a hundred thousand blanks takes minutes.
    text = _PREFIX.sub("", name[:MOST_NAME].strip().casefold()).replace("ø", "o").replace("ß", "ss")
    text = "".join(letter for letter in unicodedata.normalize("NFKD", text) if not unicodedata.combining(letter))
    return " ".join(word for word in _WORD.findall(text.replace("_", " ")) if word not in _FILLERS)


def known(name: str) -> bool:
    """Whether a plain name is that of a column."""
    return any(name in names for names in NAMES.values())


DISTANCE_UNITS = {
    "km": DistanceUnit.KM, "kilometres": DistanceUnit.KM, "kilometers": DistanceUnit.KM,
    "kilometer": DistanceUnit.KM, "kilomètres": DistanceUnit.KM, "kilómetros": DistanceUnit.KM,
    "chilometri": DistanceUnit.KM, "quilômetros": DistanceUnit.KM,
    "mi": DistanceUnit.MILE, "mile": DistanceUnit.MILE, "miles": DistanceUnit.MILE, "millas": DistanceUnit.MILE,
    "miglia": DistanceUnit.MILE, "mijlen": DistanceUnit.MILE, "milhas": DistanceUnit.MILE,
    "m": DistanceUnit.M, "metres": DistanceUnit.M, "meters": DistanceUnit.M, "mm": DistanceUnit.MM,
}  # fmt: skip
DURATION_UNITS = {
    "s": DurationUnit.SECONDS, "sec": DurationUnit.SECONDS, "seconds": DurationUnit.SECONDS,
    "min": DurationUnit.MINUTES, "minutes": DurationUnit.MINUTES, "minuten": DurationUnit.MINUTES,
    "minutos": DurationUnit.MINUTES, "minuti": DurationUnit.MINUTES,
    "h": DurationUnit.HOURS, "hours": DurationUnit.HOURS, "ms": DurationUnit.MILLISECONDS,
}  # fmt: skip
