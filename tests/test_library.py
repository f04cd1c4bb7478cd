"""The library and its drawings, read whole: every file of resources/exercises and resources/learn."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from kneerehab import library
from kneerehab.design import DARK, LIGHT, Theme
from kneerehab.domain.codes import ExerciseKind, Phase, Zone
from kneerehab.domain.errors import InvalidFile
from kneerehab.domain.exercise import Exercise, Topic, Word
from kneerehab.domain.fields import field_faults
from kneerehab.paths import resources_dir
from kneerehab.services.exercises import MOST_IN_A_SET

SHIPPED = {file.stem for file in (resources_dir() / "exercises").glob("*.toml")}

# Rows of the clinical rules that may be shown as fact (D9, only recalled, is left out), and the four source articles.
LAST = {"A": 21, "B": 7, "C": 9, "D": 8, "E": 14, "F": 9}
ROWS = {f"{letter}{number}" for letter, last in LAST.items() for number in range(1, last + 1)}
ROWS |= {"1G", "1H", "000", "001", "002", "003"} | {f"N{number}" for number in range(1, 6)}

EXERCISES = sorted(library.exercises())
ARTICLES = [article.slug for article in library.articles()]


def colours(theme: Theme) -> dict[str, str]:
    return {token: getattr(theme, token) for token in library.DRAWING_COLOURS}


def picture(svg: str, size: int = 96) -> QImage:
    renderer = QSvgRenderer(QByteArray(svg.encode()))
    assert renderer.isValid()
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    renderer.render(painter, QRectF(0, 0, size, size))
    painter.end()
    return image


def ink(image: QImage) -> int:
    return sum(image.pixelColor(x, y).alpha() > 60 for x in range(image.width()) for y in range(image.height()))


def texts(exercise: Exercise) -> list[str]:
    variants = [variant for variant in (exercise.easier, exercise.harder) if variant]
    shown = [exercise.name, exercise.why, exercise.dose_note or "", *exercise.other_names, *exercise.set_up]
    shown += [*exercise.cues, *exercise.slips, *exercise.poses]
    return shown + [text for variant in variants for text in (variant.name, variant.how)]


def test_the_library_holds_every_shipped_exercise_in_one_order() -> None:
    assert set(library.exercises()) == SHIPPED
    assert [exercise.order for exercise in library.exercises().values()] == list(range(1, len(SHIPPED) + 1))


@pytest.mark.parametrize("slug", EXERCISES)
def test_an_exercise_has_sources_and_a_dose_a_prescription_can_hold(slug: str) -> None:
    exercise = library.exercises()[slug]
    assert exercise.slug == slug
    assert exercise.sources
    assert {source.row for source in exercise.sources} <= ROWS
    for dose in (exercise.start, exercise.full):
        assert not field_faults(dose)
        assert dose.reps or dose.hold_seconds
        assert set(dose.design_choice) <= {"sets", "reps", "hold_seconds", "rest_seconds", "days_per_week"}
        assert (dose.most_reps or dose.reps or 0) >= (dose.reps or 0)
        assert (dose.most_hold_seconds or dose.hold_seconds or 0) >= (dose.hold_seconds or 0)
    assert (exercise.start.reps is None) == (exercise.full.reps is None)
    assert exercise.start.sets <= exercise.full.sets
    assert (exercise.start.reps or 0) <= (exercise.full.reps or 0)
    assert (exercise.start.hold_seconds or 0) <= (exercise.full.hold_seconds or 0)
    for variant in (exercise.easier, exercise.harder):
        assert variant is None or variant.exercise is None or variant.exercise in SHIPPED - {slug}


@pytest.mark.parametrize("slug", EXERCISES)
def test_every_exercise_has_an_easier_way_and_a_harder_one_or_a_reason(slug: str) -> None:
    exercise = library.exercises()[slug]
    assert exercise.easier.name != exercise.name
    assert exercise.easier.how.endswith(".")
    assert (exercise.harder is None) != (exercise.no_harder is None)


@pytest.mark.parametrize("slug", EXERCISES)
def test_the_words_of_an_exercise_are_short_and_calm(slug: str) -> None:
    exercise = library.exercises()[slug]
    assert not [text for text in texts(exercise) if "!" in text or text != text.strip()]
    assert not [text for text in (*exercise.cues, *exercise.slips, *exercise.poses) if len(text) > 62]
    assert len(exercise.why) <= 140


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("slug", EXERCISES)
def test_both_poses_of_a_drawing_have_ink_of_their_own(slug: str, theme: Theme, qapp: object) -> None:
    start, end = (picture(library.drawing_svg(slug, colours(theme), pose)) for pose in (1, 2))
    for image in (start, end):
        assert ink(image) > 500
        edge = [image.pixelColor(x, y).alpha() for x in range(96) for y in (0, 95)]
        edge += [image.pixelColor(x, y).alpha() for y in range(96) for x in (0, 95)]
        assert max(edge) == 0  # nothing is cut off
    assert start != end


@pytest.mark.parametrize("slug", EXERCISES)
def test_a_drawing_uses_the_six_colours_and_what_qt_can_draw(slug: str) -> None:
    text = library.drawing(slug).read_text(encoding="utf-8")
    used = set(re.findall("#[0-9A-Fa-f]+", text))
    always = {colour for token, colour in library.DRAWING_COLOURS.items() if token != "muted"}  # not all have a prop
    assert always <= used <= set(library.DRAWING_COLOURS.values())
    assert set(re.findall(r"<(\w+)", text)) <= {"svg", "title", "g", "path"}
    assert text.count("<g ") == 2
    assert len(text) < 10_000


@pytest.mark.parametrize("slug", EXERCISES)
def test_a_drawing_follows_the_tokens_of_the_theme_whatever_its_file_says(slug: str) -> None:
    text = library.drawing(slug).read_text(encoding="utf-8")
    assert library.drawing_svg(slug, library.DRAWING_COLOURS) == text
    purple = library.drawing_svg(slug, colours(LIGHT._replace(accent="#6B2C91", figure_tint="#E5D3F0")))
    used = set(re.findall("#[0-9A-F]{6}", purple))
    assert {"#6B2C91", "#E5D3F0"} <= used
    assert not used & {library.DRAWING_COLOURS["accent"], library.DRAWING_COLOURS["figure_tint"]}


def test_a_dark_drawing_keeps_no_light_colour(qapp: object) -> None:
    used = set(re.findall("#[0-9A-F]{6}", library.drawing_svg("step-down", colours(DARK))))
    assert used == set(colours(DARK).values())


@pytest.mark.parametrize("pose", [1, 2])
def test_a_mirrored_drawing_is_the_same_picture_turned_round(pose: library.Pose, qapp: object) -> None:
    image = picture(library.drawing_svg("bulgarian-split-squat", colours(LIGHT), pose))
    mirrored = picture(library.drawing_svg("bulgarian-split-squat", colours(LIGHT), pose, mirrored=True))
    turned = image.flipped(Qt.Orientation.Horizontal)
    differing = sum(
        abs(mirrored.pixelColor(x, y).alpha() - turned.pixelColor(x, y).alpha()) > 100
        for x in range(96)
        for y in range(96)
    )
    assert differing < 40
    assert mirrored != image


def test_every_drawing_belongs_to_an_exercise_and_every_exercise_has_one() -> None:
    assert {file.stem for file in (resources_dir() / "exercises").glob("*.svg")} == SHIPPED


def test_one_exercise_is_found_alone_and_unknown_ones_are_none() -> None:
    assert library.find("clamshell") is library.exercises()["clamshell"]  # read once
    for unknown in ("nordic-curl", "../learn/rice", "", "0b6f1c6e-6a35-4c8a-9a0b-5d1f5f7f0001"):
        assert library.find(unknown) is None


def test_there_is_an_article_for_each_zone_of_the_knee_and_each_topic() -> None:
    problems = [article for article in library.articles() if article.topic is Topic.PROBLEM]
    assert len(problems) == 5
    assert {zone for article in problems for zone in article.zones} == set(Zone)
    assert all(article.where and article.worse_with and article.eases_with for article in problems)
    assert {article.topic for article in library.articles()} == set(Topic)


@pytest.mark.parametrize("slug", ARTICLES)
def test_an_article_is_short_sourced_and_calm(slug: str) -> None:
    article = next(article for article in library.articles() if article.slug == slug)
    shown = " ".join(filter(None, (article.where, article.worse_with, article.eases_with, article.body)))
    if not article.glossary:
        assert 80 <= len(shown.split()) <= 160
    assert "!" not in shown + article.title
    assert article.sources, "every fact has its source"
    assert {source.row for source in article.sources} <= ROWS
    assert slug not in article.see
    assert all(keyword.casefold() in article.words for keyword in article.keywords)
    assert article.title.casefold() in article.words


# ready-made sets
PROTOCOLS = [protocol.slug for protocol in library.protocols()]


@pytest.mark.parametrize("slug", PROTOCOLS)
def test_a_protocol_has_a_set_for_every_phase_of_hip_and_thigh_strength_and_its_sources(slug: str) -> None:
    protocol = next(protocol for protocol in library.protocols() if protocol.slug == slug)
    for phase in Phase:
        chosen = protocol.set_for(phase)
        assert 4 <= len(chosen.exercises) <= MOST_IN_A_SET
        kinds = {library.exercises()[name].kind for name in chosen.exercises}
        assert ExerciseKind.STRENGTH in kinds
        assert ExerciseKind.STRETCH in kinds or ExerciseKind.ROLL in kinds
    assert {source.row for source in protocol.sources} <= ROWS
    assert protocol.sources
    assert "our own choice" in protocol.design_choice
    assert not [text for text in (protocol.name, protocol.why) if "!" in text]


def test_no_set_of_the_calm_phase_bends_a_sore_knee_under_load() -> None:
    bending = {"prisoner-squat", "bulgarian-split-squat", "step-down", "walking-lunge"}
    for protocol in library.protocols():
        calm = protocol.set_for(Phase.CALM)
        assert not bending & set(calm.exercises)
        assert {"bulgarian-split-squat", "step-down", "walking-lunge"} <= set(calm.rests), "A5"


def test_every_place_of_the_knee_leads_to_a_protocol_and_one_of_them_fits_any_knee() -> None:
    assert [protocol.order for protocol in library.protocols()] == list(range(1, len(PROTOCOLS) + 1))
    assert len([protocol for protocol in library.protocols() if not protocol.zones]) == 1
    taken = [zone for protocol in library.protocols() for zone in protocol.zones]
    assert len(taken) == len(set(taken)), "no place belongs to two"
    for zone in Zone:
        (found,) = library.protocols_for([zone])
        assert zone in found.zones or not found.zones
    assert [protocol.slug for protocol in library.protocols_for(())] == ["any-knee"]


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('"glute-bridge", "clamshell"', '"glute-bridge", "clamshel"', "there is no 'clamshel'"),
        ('"glute-bridge", "clamshell"', '"clamshell", "clamshell"', "names one twice"),
        ('rests = ["prisoner-squat"', 'rests = ["glute-bridge"', "glute-bridge can't be among the exercises and rest"),
        ("[sets.WALK]", "[sets.STROLL]", "sets.WALK: is required"),
        ("[sets.WALK]", "[sets.STROLL]", "sets.STROLL: unknown key"),
        ('zones = ["front"]', 'zones = ["hip"]', "zones: must be some of: front"),
        ("exercises = [", "exercises = [] #", "exercises: must have 1 to 20 entries"),
    ],
)
def test_a_wrong_protocol_is_refused_with_the_place_and_the_reason(
    old: str, new: str, fault: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(resources_dir() / "exercises", tmp_path / "exercises")
    text = (resources_dir() / "protocols" / "kneecap.toml").read_text(encoding="utf-8")
    assert old in text
    (tmp_path / "protocols").mkdir()
    (tmp_path / "protocols" / "kneecap.toml").write_text(text.replace(old, new, 1), encoding="utf-8")
    monkeypatch.setattr(library, "resources_dir", lambda: tmp_path)
    with pytest.raises(InvalidFile) as raised:
        library.protocols.__wrapped__()
    assert any(line.startswith("kneecap.toml: ") and fault in line for line in raised.value.faults)


def sentences(*texts: str) -> list[str]:
    """The sentences and the lines of lists."""
    plain = "\n".join(text.replace("**", "") for text in texts)
    return [line.strip() for line in re.split(r"(?<=[.?]) |\n+", plain) if line.strip()]


def test_no_sentence_of_the_library_is_longer_than_25_words() -> None:
    found = [text for article in library.articles() for text in (article.body, article.where, article.worse_with)]
    found += [word.text for word in library.glossary().values()]
    found += [text for exercise in library.exercises().values() for text in texts(exercise)]
    found += [text for protocol in library.protocols() for text in (protocol.why, protocol.design_choice)]
    assert not [line for line in sentences(*filter(None, found)) if len(line.split()) > 25]


@pytest.mark.parametrize("word", library.glossary().values(), ids=lambda word: word.anchor)
def test_a_word_of_the_glossary_is_explained_in_a_few_calm_sentences(word: Word) -> None:
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", word.anchor)
    assert 8 <= len(word.text.split()) <= 50
    assert "!" not in word.text + word.name
    assert word.text.endswith(".")
    assert not re.search(r"\b(will|cure|heal|sure|certain|always works)\b", word.text), "nothing is promised"


def test_words_of_the_glossary_stand_in_one_article_under_anchors_of_their_own() -> None:
    (words,) = (article for article in library.articles() if article.glossary)
    assert words.slug == "words"
    assert len(library.glossary()) == len(words.glossary) >= 20
    assert {"settled", "budget", "step", "ceiling", "held", "flat-ground", "monitored"} <= set(library.glossary())


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('anchor = "budget"', 'anchor = "settled"', "anchor: is there twice"),
        ('anchor = "budget"', "", "anchor: is required"),
        ('see = ["plan-numbers"', 'see = ["plan-numbres"', "see: there is no 'plan-numbres', perhaps 'plan-numbers'"),
    ],
)
def test_a_wrong_glossary_is_refused(
    old: str, new: str, fault: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(resources_dir() / "learn", tmp_path / "learn")
    file = tmp_path / "learn" / "words.toml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    monkeypatch.setattr(library, "resources_dir", lambda: tmp_path)
    with pytest.raises(InvalidFile) as raised:
        library.articles.__wrapped__()
    assert any(line.startswith("words.toml: ") and line.endswith(fault) for line in raised.value.faults)


def broken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, old: str, new: str) -> list[str]:
    """The faults of the step-down's file after one change."""
    text = (resources_dir() / "exercises" / "step-down.toml").read_text(encoding="utf-8")
    assert old in text
    folder = tmp_path / "exercises"
    folder.mkdir()
    (folder / "broken.toml").write_text(text.replace(old, new, 1), encoding="utf-8")
    monkeypatch.setattr(library, "resources_dir", lambda: tmp_path)
    with pytest.raises(InvalidFile) as raised:
        library.exercises.__wrapped__()
    return list(raised.value.faults)


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('name = "Step-down"', "", "name: is required"),
        ('name = "Step-down"', 'name = ""', "name: must not be empty"),
        ("order = 13", 'order = "13"', "order: must be an integer"),
        ("order = 13", "order = true", "order: must be an integer"),
        ('kind = "strength"', 'kind = "dance"', "kind: must be one of: strength, stretch, roll, mobility"),
        ('zones = ["front"]', 'zones = ["hip"]', "zones: must be some of: front, outer, below_kneecap, behind, inner"),
        ("per_leg = true", "per_leg = 1", "per_leg: must be true or false"),
        ("per_leg = true", "per_leg = true\nlegs = 2", "legs: unknown key"),
        ("sets = 2", "sets = 21", "dose.start.sets: must be an integer from 1 to 20"),
        ("sets = 2", "stes = 2", "dose.start.sets: is required"),
        ("sets = 2", "stes = 2", "dose.start.stes: unknown key"),
        ("sets = 2, reps = 5", "sets = 2", "dose.start: needs reps or hold_seconds"),
        ("down = 3", "down = 99", "tempo.down: must be an integer from 0 to 60"),
        ('"Tap the heel lightly"', "2", "poses: must be a list of texts"),
        (', "Tap the heel lightly"', "", "poses: must have 2 to 2 entries"),
        ('row = "A8", ', "", "sources[1].row: is required"),
        ('how = "Take a lower step and hold on to a rail."', "", "easier.how: is required"),
        ("[easier]", "[simpler]", "easier: is required"),
        ("[harder]", "[tougher]", "harder: is required, or no_harder with the reason, and never both"),
    ],
)
def test_a_wrong_file_is_refused_with_the_place_and_the_reason(
    old: str, new: str, fault: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert f"broken.toml: {fault}" in broken(tmp_path, monkeypatch, old, new)


def test_a_file_that_is_no_toml_is_refused_with_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (faults,) = broken(tmp_path, monkeypatch, "order = 13", "order = = 13")
    assert faults.startswith("broken.toml: ")
