"""A physio's own exercise sets: copied from shipped ones, written as TOML, read with clear faults, and used."""

from __future__ import annotations

import os
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kneerehab import library
from kneerehab.domain.codes import Phase, Zone
from kneerehab.domain.exercise import PhaseSet, Protocol
from kneerehab.paths import resources_dir
from kneerehab.services.exercise_sets import use_set
from kneerehab.services.exercises import prescribed
from kneerehab.services.own_sets import as_toml, delete_set, free_slug, is_taken, own_sets, save_set
from tests import builders

SHIPPED = library.protocols()[0]


def test_a_copy_of_a_shipped_set_is_read_back_as_it_was_written(tmp_path: Path) -> None:
    for shipped in library.protocols():
        own = replace(shipped, slug=f"own-{shipped.slug}", name=f"Mine: {shipped.name}", order=0)
        save_set(tmp_path / "sets", own)
        assert own in own_sets(tmp_path / "sets").sets
    assert own_sets(tmp_path / "sets").faults == ()


def test_a_shipped_file_that_is_put_into_the_folder_is_a_set(tmp_path: Path) -> None:
    text = (resources_dir() / "protocols" / "kneecap.toml").read_text(encoding="utf-8")
    (tmp_path / "kneecap.toml").write_text(text, encoding="utf-8")
    (found,) = own_sets(tmp_path).sets
    assert found == next(one for one in library.protocols() if one.slug == "kneecap")


@given(name=st.text(st.characters(codec="utf-8"), min_size=1, max_size=100), why=st.text(st.characters(codec="utf-8")))
def test_any_words_come_back_out_of_the_file(name: str, why: str) -> None:
    if not name.strip():
        return
    own = replace(SHIPPED, slug="own", order=0, name=name.strip(), why=why)
    with tempfile.TemporaryDirectory() as folder:
        save_set(Path(folder), own)
        assert own_sets(Path(folder)).sets == (own,)


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('name = "', 'name = "" # "', "own.toml: name: must not be empty"),
        ("[sets.WALK]", "[sets.STROLL]", "own.toml: sets.WALK: is required"),
        (
            '"glute-bridge"',
            '"glute-brigde"',
            "own.toml: sets.CALM.exercises: there is no 'glute-brigde', perhaps 'glute-bridge'",
        ),
        ('zones = ["front"]', 'zones = ["ankle"]', "own.toml: zones: must be some of: front"),
        ("zones = ", "zone = ", "own.toml: zone: unknown key"),
        ("zones = [", "zones = ", "own.toml: is not valid TOML, see line 2, column "),
    ],
)
def test_a_file_that_cant_be_used_is_told_with_its_place_and_the_others_stay(
    tmp_path: Path, old: str, new: str, fault: str
) -> None:
    save_set(tmp_path, replace(SHIPPED, slug="good", name="Good"))
    text = as_toml(SHIPPED)
    assert old in text
    (tmp_path / "own.toml").write_text(text.replace(old, new, 1), encoding="utf-8")
    found = own_sets(tmp_path)
    assert [one.slug for one in found.sets] == ["good"]
    assert any(line.startswith(fault) for line in found.faults), found.faults


def test_a_file_of_other_bytes_is_told_too(tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_bytes(b"\xff\xfe")
    assert own_sets(tmp_path).faults == ("own.toml: is not text in UTF-8",)


def test_a_folder_that_is_not_there_holds_no_sets(tmp_path: Path) -> None:
    assert own_sets(tmp_path / "none").sets == ()


def test_names_are_told_apart_and_files_never_take_each_others_place(tmp_path: Path) -> None:
    assert free_slug(tmp_path, "Übung für Läufer / 2") == "ubung-fur-laufer-2"
    assert free_slug(tmp_path, "膝") == "set"
    save_set(tmp_path, replace(SHIPPED, slug="mine", name="Mine"))
    assert free_slug(tmp_path, "MINE") == "mine-2"
    sets = own_sets(tmp_path).sets
    assert is_taken(" mIne", sets)
    assert not is_taken("mine", sets, but="mine")
    delete_set(tmp_path, "mine")
    assert own_sets(tmp_path).sets == ()


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_cant_be_written_is_told(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(OSError, match="denied"):
        save_set(tmp_path / "sets", SHIPPED)


def test_a_chosen_set_is_used_as_it_stands_whatever_hurts() -> None:
    own = Protocol(
        slug="mine",
        order=0,
        name="Mine",
        zones=(),
        why="",
        design_choice="",
        sources=(),
        sets={phase: PhaseSet(exercises=("deadlift",)) for phase in library.SET_PHASES},
    )
    diary = builders.diary()
    diary = replace(diary, runner=replace(diary.runner, zones=(Zone.BEHIND,)))
    after = diary.changed_by(*use_set(diary, Phase.MAINTAIN, builders.day(2), keep_others=False, protocol=own))
    assert set(prescribed(after, builders.day(2))) == {"deadlift"}
