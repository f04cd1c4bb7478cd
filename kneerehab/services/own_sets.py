"""Exercise sets that a physio made: a TOML file each in a folder beside the diary, as the shipped ones are built."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable
from pathlib import Path

from kneerehab import library
from kneerehab.domain.errors import InvalidFile
from kneerehab.domain.exercise import Protocol
from kneerehab.domain.folding import same_name
from kneerehab.frozen import dataclass
from kneerehab.replacing import PRIVATE, make_folder, write_whole

_MOST = 200
"""Files that are looked at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnSets:
    """What a folder holds, by name; `faults` are `file: path: what is wrong` lines of files that can't be used."""

    sets: tuple[Protocol, ...] = ()
    faults: tuple[str, ...] = ()


def own_sets(folder: Path) -> OwnSets:
    """Read every set of a folder; none if it is not there or can't be looked into."""
    try:
        files = sorted(path for path in folder.glob("*.toml") if path.is_file())[:_MOST]
    except OSError:
        return OwnSets()
    found: list[Protocol] = []
    faults: list[str] = []
    for file in files:
        try:
            found.append(library.own_protocol(file))
        except InvalidFile as fault:
            faults += fault.faults
    found.sort(key=lambda one: (same_name(one.name), one.slug))
    return OwnSets(sets=tuple(found), faults=tuple(faults))


def is_taken(name: str, others: Iterable[Protocol], *, but: str = "") -> bool:
    """Whether a set of that name is there, apart from the one of the slug `but`."""
    return any(one.slug != but and same_name(one.name) == same_name(name) for one in others)


def free_slug(folder: Path, name: str) -> str:
    """A file's name for a set: its letters and digits, and a number if there is such a file."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    stem = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60] or "set"
    slug, number = stem, 1
    while (folder / f"{slug}.toml").exists():
        number += 1
        slug = f"{stem}-{number}"
    return slug


def save_set(folder: Path, protocol: Protocol) -> None:
    """Write a set, whole or not at all, under its slug; raises OSError."""
    make_folder(folder, PRIVATE)
    write_whole(folder / f"{protocol.slug}.toml", as_toml(protocol).encode())


def delete_set(folder: Path, slug: str) -> None:
    """Take a set away; what it brought into plans stays there. Raises OSError."""
    (folder / f"{slug}.toml").unlink(missing_ok=True)


def as_toml(protocol: Protocol) -> str:
    """A set as a file: for people too, so a line for each thing."""
    lines = [f"name = {_text(protocol.name)}", f"zones = {_list(protocol.zones)}"]
    if protocol.why:
        lines.append(f"why = {_text(protocol.why)}")
    if protocol.design_choice:
        lines.append(f"design_choice = {_text(protocol.design_choice)}")
    if protocol.sources:
        lines.append("sources = [")
        lines += [f"  {{ row = {_text(one.row)}, name = {_text(one.name)} }}," for one in protocol.sources]
        lines.append("]")
    for phase in library.SET_PHASES:
        one = protocol.sets[phase]
        lines += ["", f"[sets.{phase.value}]", f"exercises = {_list(one.exercises)}"]
        if one.rests:
            lines.append(f"rests = {_list(one.rests)}")
    return "\n".join(lines) + "\n"


def _text(words: str) -> str:
    """A TOML string: as JSON's, but for one sign."""
    return json.dumps(words, ensure_ascii=False).replace("\x7f", "\\u007F")


def _list(words: Iterable[str]) -> str:
    return "[" + ", ".join(_text(str(word)) for word in words) + "]"
