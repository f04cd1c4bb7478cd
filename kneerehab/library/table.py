"""One TOML file of resources/ while it is read: takes keys out, collects faults, and refuses what is left over."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

from kneerehab.domain.errors import InvalidFile
from kneerehab.domain.exercise import Dose, Source, Tempo, Variant, Word
from kneerehab.domain.fields import facets, field_faults

_Code = TypeVar("_Code", bound=StrEnum)
_Value = TypeVar("_Value", Dose, Tempo)


class Table:
    """One table of a file; every fault is a line `file: path: what is wrong`."""

    def __init__(self, content: dict[str, Any], path: str, faults: list[str]) -> None:
        self._rest = dict(content)
        self._path = path
        self.faults = faults

    def fault(self, key: str, text: str) -> None:
        self.faults.append(f"{self._path}{key}: {text}")

    def take(self, key: str, kind: type, *, required: bool = True) -> Any:
        value = self._rest.pop(key, None)
        if value is None:
            if required:
                self.fault(key, "is required")
        elif not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            self.fault(key, f"must be {_KINDS[kind]}")
        elif value == "":
            self.fault(key, "must not be empty")
        else:
            return value
        return None

    def text(self, key: str) -> str:
        return self.take(key, str) or ""

    def some_text(self, key: str) -> str | None:
        value: str | None = self.take(key, str, required=False)
        return value

    def texts(self, key: str, *, least: int = 0, most: int = 20) -> tuple[str, ...]:
        values = self.take(key, list, required=least > 0)
        if values is None:
            return ()
        if not all(isinstance(value, str) and value.strip() for value in values):
            self.fault(key, "must be a list of texts")
            return ()
        if not least <= len(values) <= most:
            self.fault(key, f"must have {least} to {most} entries")
        return tuple(values)

    def code(self, key: str, codes: type[_Code]) -> _Code | None:
        value = self.text(key)
        if value in list(codes):
            return codes(value)
        if value:
            self.fault(key, "must be one of: " + ", ".join(codes))
        return None

    def codes(self, key: str, codes: type[_Code]) -> tuple[_Code, ...]:
        values = self.texts(key)
        if any(value not in list(codes) for value in values):
            self.fault(key, "must be some of: " + ", ".join(codes))
            return ()
        return tuple(codes(value) for value in values)

    def names_of_files(self, key: str, folder: Path, *, least: int = 0) -> tuple[str, ...]:
        """The slugs of TOML files in a folder, each once."""
        found = self.texts(key, least=least)
        for slug in found:
            if not (folder / f"{slug}.toml").is_file():
                from difflib import get_close_matches  # for a slip alone

                near = get_close_matches(slug, (path.stem for path in folder.glob("*.toml")), 1)
                self.fault(key, f"there is no {slug!r}" + "".join(f", perhaps {name!r}" for name in near))
        if len(set(found)) < len(found):
            self.fault(key, "names one twice")
        return found

    def words(self) -> Iterator[Word]:
        """The words that an article explains, each under an anchor of its own."""
        entries = self.take("words", list, required=False) or []
        anchors: set[str] = set()
        for number, entry in enumerate(entries):
            table = Table(entry if isinstance(entry, dict) else {}, f"{self._path}words[{number}].", self.faults)
            word = Word(anchor=table.text("anchor"), name=table.text("name"), text=table.text("text"))
            table.end()
            if word.anchor in anchors:
                table.fault("anchor", "is there twice")
            anchors.add(word.anchor)
            yield word

    def table(self, key: str, *, required: bool = True) -> Table | None:
        value = self.take(key, dict, required=required)
        return None if value is None else Table(value, f"{self._path}{key}.", self.faults)

    def sources(self, *, required: bool = True) -> tuple[Source, ...]:
        entries = self.take("sources", list, required=required) or []
        if not entries and not required:
            return ()
        if not entries or not all(isinstance(entry, dict) for entry in entries):
            self.fault("sources", "must be a list of sources")
            return ()
        tables = [Table(entry, f"{self._path}sources[{number}].", self.faults) for number, entry in enumerate(entries)]
        found = tuple(Source(row=table.text("row"), name=table.text("name")) for table in tables)
        for table in tables:
            table.end()
        return found

    def dose(self, key: str) -> Dose | None:
        table = self.table(key)
        if table is None:
            return None
        dose = Dose(**table.numbers(Dose), design_choice=table.texts("design_choice"))
        if dose.reps is None and dose.hold_seconds is None:
            self.fault(key, "needs reps or hold_seconds")
        return table.checked(dose)

    def tempo(self, key: str) -> Tempo | None:
        table = self.table(key, required=False)
        return None if table is None else table.checked(Tempo(**table.numbers(Tempo)))

    def numbers(self, kind: type) -> dict[str, Any]:
        return {facet.name: self.take(facet.name, int, required=facet.required) for facet in facets(kind)}

    def checked(self, made: _Value) -> _Value:
        self.end()
        for line in field_faults(made):
            key, text = line.split(": ", 1)
            if getattr(made, key) is not None:
                self.fault(key, text)
        return made

    def variant(self, key: str, *, required: bool) -> Variant | None:
        table = self.table(key, required=required)
        if table is None:
            return None
        made = Variant(
            name=table.text("name"),
            how=table.text("how"),
            exercise=table.some_text("exercise"),
            design_choice=bool(table.take("design_choice", bool, required=False)),
        )
        table.end()
        return made

    def end(self) -> None:
        for key in self._rest:
            self.fault(key, "unknown key")


_KINDS = {str: "text", int: "an integer", bool: "true or false", list: "a list", dict: "a table"}


def read_table(file: Path) -> Table:
    """The whole file; raises `InvalidFile` if it is no TOML."""
    import tomllib  # not before the first table is read, and Today reads none at its start

    try:
        return Table(tomllib.loads(file.read_text(encoding="utf-8")), f"{file.name}: ", [])
    except OSError as error:
        raise InvalidFile([f"{file.name}: cannot be read"]) from error
    except UnicodeDecodeError as error:
        raise InvalidFile([f"{file.name}: is not text in UTF-8"]) from error
    except tomllib.TOMLDecodeError as error:
        _what, _at, place = str(error).rpartition("(at ")
        raise InvalidFile([f"{file.name}: is not valid TOML, see {place.rstrip(')')}"]) from error
