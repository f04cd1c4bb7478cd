"""What the documents name is there: every path, symbol, command and test of CONTRIBUTING, the map and the decisions."""

from __future__ import annotations

import re
from importlib.util import find_spec
from pathlib import Path

import pytest

import dev_commands
import kneerehab
from kneerehab.gui.shell.navigation import ENTRIES

ROOT = Path(__file__).resolve().parent.parent
GUIDE = ROOT / ".github" / "CONTRIBUTING.md"
DECISIONS = sorted((ROOT / "packaging" / "decisions").glob("*.md"))
FOLDERS = [
    ROOT,
    ROOT / "kneerehab",
    *(ROOT / "kneerehab" / name for name in ("domain", "domain/plan", "domain/plan/rules", "charts", "gui", "storage")),
    ROOT / "kneerehab" / "exchange" / "activities",
    ROOT / "kneerehab" / "storage" / "migrations" / "versions",
]
IN_WORDS = {"order", "clamshell", "de", "dev.py screenshots"}
"""Quoted, but not the name of a thing of ours."""


def quoted(text: str) -> list[str]:
    """What stands in backquotes, without the blocks of commands."""
    return re.findall(r"`([^`\n]+)`", re.sub(r"```.*?```", "", text, flags=re.DOTALL))


def exists(name: str, sources: str) -> bool:
    """Whether a quoted name is a path, a module, a test, or a word that the sources hold."""
    if "<" in name or " " in name:
        folder = re.split(r"[< ]", name)[0].rpartition("/")[0]
        return not folder or (ROOT / folder).is_dir() or folder == "resources/locale"
    if "/" in name or name.endswith((".py", ".md", ".toml", ".svg", ".qss")):
        return any((folder / name).exists() for folder in FOLDERS)
    bare = name.removesuffix("()").split(".")
    if name.startswith("kneerehab.") or len(bare) > 1:
        path = ".".join(bare if bare[0] == "kneerehab" else ["kneerehab", *bare])
        words = [re.search(rf"\b{re.escape(word)}\b", sources) for word in bare]  # a class and what it has
        return all(words) or any(found(part) for part in (path, path.rpartition(".")[0]))
    return re.search(rf"\b{re.escape(bare[0])}\b", sources) is not None or any(
        (folder / bare[0]).exists() for folder in FOLDERS
    )


def found(module: str) -> bool:
    try:
        return find_spec(module) is not None
    except ModuleNotFoundError:
        return False


@pytest.fixture(scope="module")
def sources() -> str:
    files = [*(ROOT / "kneerehab").rglob("*.py"), *(ROOT / "tests").rglob("*.py")]
    return "\n".join(path.read_text(encoding="utf-8") for path in files if path != Path(__file__))


@pytest.mark.parametrize("document", [GUIDE, *DECISIONS], ids=lambda path: path.name)
def test_whatever_a_document_names_is_there(document: Path, sources: str) -> None:
    text = document.read_text(encoding="utf-8")
    assert [name for name in quoted(text) if name not in IN_WORDS and not exists(name, sources)] == []


def test_the_map_of_the_package_names_every_part_and_nothing_that_is_gone() -> None:
    text = kneerehab.__doc__ or ""
    package = ROOT / "kneerehab"
    parts = {path.stem for path in package.iterdir() if (path.suffix == ".py" or path.is_dir()) and path.stem[0] != "_"}
    rooms = {path.name for path in (package / "gui").iterdir() if (path / "__init__.py").exists()}
    named = {word for name in quoted(text) for word in re.split(r"[./]", name)}
    assert parts - {"py"} <= named, "a part of the package is not on its map, in kneerehab/__init__.py"
    assert rooms <= named, "a room of the window is not on the map, in kneerehab/__init__.py"
    gone = [name for name in quoted(text) if not exists_on_map(name)]
    assert gone == []


def test_every_page_has_its_entry() -> None:
    pages = {path.parent.name for path in (ROOT / "kneerehab" / "gui").glob("*/page.py")} - {"shell", "welcome"}
    assert pages - set(ENTRIES) == set(), "a page without its line in PAGES of kneerehab/gui/shell/navigation.py"


def exists_on_map(name: str) -> bool:
    """Whether a word of the map is a module or folder somewhere in the package."""
    tail = name.removesuffix(".py").split(".")[-1]
    files = {path.stem for path in (ROOT / "kneerehab").rglob("*.py")} | {
        path.name for path in (ROOT / "kneerehab").rglob("*") if path.is_dir()
    }
    return tail in files or (ROOT / name).exists()


def test_the_commands_of_the_guide_are_those_of_dev_py() -> None:
    text = GUIDE.read_text(encoding="utf-8") + (ROOT / "README.md").read_text(encoding="utf-8")
    named = set(re.findall(r"dev\.py (\w+)", text))
    assert named <= set(dev_commands._COMMANDS)
    assert set(dev_commands._COMMANDS) - named == set()


def test_the_guide_has_a_place_a_line_and_a_guard_for_each_of_the_eight() -> None:
    parts = re.split(r"\n### ", GUIDE.read_text(encoding="utf-8"))[1:]
    assert len(parts) == 8
    for part in parts:
        assert "**Write**" in part or "**Line**" in part, part
        assert re.search(r"\*\*Notices\*\*: `tests/", part), part


def test_decisions_are_short_and_named_alike() -> None:
    for path in DECISIONS:
        text = path.read_text(encoding="utf-8")
        assert re.fullmatch(r"\d\d-[a-z0-9-]+\.md", path.name)
        assert text.startswith("# ")
        assert len(text) < 2000, path


def test_a_name_that_is_not_there_is_found(sources: str) -> None:
    for name in ("tests/test_nothing.py", "kneerehab/gui/nowhere/", "domain.plan.nothing.at_all", "NOTHING_AT_ALL"):
        assert not exists(name, sources)
