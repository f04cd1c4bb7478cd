"""Who may import whom: the table of the architecture, held by reading every import of the package.

`domain` may take the marks `N_` and `Nn_` from `i18n`, so that a rule's words stand where the rule does; it translates
nothing. `services` may import `exchange.diary_json` because export and import are use cases of the one door; `design`
holds the tokens that gui, charts and report share, so it stands below all of them.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parent.parent / "kneerehab"

MAY_IMPORT: dict[str, set[str]] = {
    "domain": {"domain", "i18n"},
    "design": set(),
    "i18n": set(),
    "paths": set(),
    "replacing": set(),
    "settings": {"domain", "paths", "replacing"},
    "library": {"domain", "library", "paths"},
    "system_needs": {"domain", "i18n"},
    "at_login": set(),
    "wording": {"domain", "i18n", "wording"},
    "storage": {"domain", "i18n", "replacing", "storage"},
    "services": {"domain", "exchange", "library", "replacing", "services", "storage"},
    "charts": {"charts", "design", "domain", "i18n", "paths", "wording"},
    "exchange": {"domain", "exchange", "i18n", "library", "paths", "replacing"},
    "report": {"charts", "design", "domain", "i18n", "library", "paths", "report", "services", "wording"},
    "gui": {
        "at_login",
        "charts",
        "design",
        "domain",
        "exchange",
        "gui",
        "i18n",
        "library",
        "paths",
        "replacing",
        "report",
        "services",
        "settings",
        "system_needs",
        "wording",
    },
}
MARKS = {"N_", "Nn_"}
FREE = {"__init__", "__main__", "app", "cli"}

THIRD_PARTY: dict[str, set[str]] = {
    "paths": {"appdirs"},
    "storage": {"sqlalchemy", "alembic", "sqlcipher3"},
    "charts": {"matplotlib", "numpy"},
    "exchange": {"cryptography", "gpxpy", "defusedxml", "fitdecode", "garmin_fit_sdk"},
    "report": {"fontTools", "matplotlib", "pypdf"},
    "gui": {"PySide6", "shiboken6"},
    "app": {"PySide6"},
    "cli": {"argcomplete"},
}


def part_of(path: Path) -> str:
    """The entry of the table that a file belongs to."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports(source: str, path: str = "<text>") -> Iterator[str]:
    """Every module that a source text imports, wherever it does."""
    for node in ast.walk(ast.parse(source, path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative imports hide what is imported"
            yield node.module or ""
            if node.module == "kneerehab":
                yield from (f"kneerehab.{alias.name}" for alias in node.names)


def translators(source: str) -> list[ast.ImportFrom]:
    """Imports out of `i18n` that do more than mark words."""
    nodes = (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.ImportFrom))
    return [node for node in nodes if node.module == "kneerehab.i18n" and {one.name for one in node.names} - MARKS]


def offences(path: Path, source: str) -> list[str]:
    """What a file imports against the table."""
    part = part_of(path)
    found = [f"{path.relative_to(PACKAGE)} translates" for node in translators(source)] if part == "domain" else []
    if part in FREE - {"app", "cli"}:
        return []
    for module in imports(source, str(path)):
        top, _, rest = module.partition(".")
        if top == "kneerehab":
            inner = rest.split(".")[0]
            if inner and part not in FREE and inner != "__version__" and inner not in MAY_IMPORT[part]:
                found.append(f"{path.relative_to(PACKAGE)} imports {module}")
        elif top not in sys.stdlib_module_names:
            where = path.relative_to(PACKAGE).as_posix()
            if top not in THIRD_PARTY.get(part, set()) or "pyplot" in module:
                found.append(f"{where} imports {module}")
    return found


FILES = sorted(PACKAGE.rglob("*.py"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_a_file_imports_only_what_the_table_allows(path: Path) -> None:
    assert offences(path, path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("where", "source"),
    [
        ("domain/runner.py", "from kneerehab.storage.database import Database"),
        ("domain/plan/replay.py", "import PySide6.QtCore"),
        ("domain/diary.py", "import sqlalchemy"),
        ("domain/plan/rules/weeks.py", "from kneerehab.i18n import N_, ngettext"),
        ("storage/tables.py", "def f():\n    from kneerehab.gui import theme"),
        ("services/diary.py", "from PySide6.QtCore import QObject"),
        ("charts/pain.py", "import matplotlib.pyplot"),
        ("charts/pain.py", "from kneerehab import services"),
        ("exchange/diary_json.py", "from kneerehab.services.diary import DiaryService"),
        ("gui/today/page.py", "from matplotlib.figure import Figure"),
        ("gui/shell/main_window.py", "import sqlalchemy"),
        ("library.py", "from kneerehab import settings"),
    ],
)
def test_a_planted_offence_is_found(where: str, source: str) -> None:
    assert len(offences(PACKAGE / where, source)) == 1


def test_every_part_of_the_package_is_in_the_table() -> None:
    assert {part_of(path) for path in FILES} <= set(MAY_IMPORT) | FREE


def test_the_domain_never_looks_at_a_clock_or_the_disk() -> None:
    for path in (PACKAGE / "domain").rglob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        called = {ast.unparse(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}
        assert not called & {"date.today", "datetime.now", "datetime.today", "time.time", "open"}, path
