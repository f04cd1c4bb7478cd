"""Who may import whom: the table of the architecture, held by reading every import of the package.

`domain` may take the marks `N_` and `Nn_` from `i18n`, so that a rule's words stand where the rule does; it translates
nothing. `services` may import `exchange.diary_json` because export and import are use cases of the one door; `design`
holds the tokens that gui, charts and report share, so it stands below all of them.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator, Mapping
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parent.parent / "kneerehab"

MAY_IMPORT: dict[str, set[str]] = {
    "domain": {"domain", "i18n"},
    "design": set(),
    "frozen": set(),
    "i18n": set(),
    "paths": set(),
    "replacing": set(),
    "scratch": set(),
    "uncollected": set(),
    "settings": {"domain", "paths", "replacing"},
    "library": {"domain", "library", "paths"},
    "system_needs": {"domain", "i18n"},
    "at_login": {"paths", "replacing"},
    "wording": {"domain", "i18n", "wording"},
    "storage": {"domain", "i18n", "replacing", "scratch", "storage"},
    "services": {"domain", "exchange", "i18n", "library", "replacing", "services", "storage"},
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
        "scratch",
        "services",
        "settings",
        "system_needs",
        "wording",
    },
}
EVERYWHERE = {"__version__", "frozen", "uncollected"}
MARKS = {"N_", "Nn_"}
FREE = {"__init__", "__main__", "app", "cli"}

THIRD_PARTY: dict[str, set[str]] = {
    "paths": {"appdirs"},
    "storage": {"sqlalchemy", "alembic", "sqlcipher3"},
    "charts": {"matplotlib", "numpy"},
    "exchange": {"nacl", "gpxpy", "defusedxml", "fitdecode", "garmin_fit_sdk", "icalendar"},
    "report": {"fontTools", "matplotlib", "pypdf"},
    "gui": {"PySide6", "shiboken6"},
    "app": {"PySide6"},
    "cli": {"argcomplete"},
}


def part_of(path: Path) -> str:
    """The entry of the table that a file belongs to."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


@cache
def importing(source: str, *, at_once: bool = False) -> tuple[ast.Import | ast.ImportFrom, ...]:
    """The imports of a source text, wherever they are; `at_once` leaves out those in functions and for types."""
    tree = ast.parse(source)
    nodes = tree.body if at_once else ast.walk(tree)
    return tuple(node for node in nodes if isinstance(node, ast.Import | ast.ImportFrom))


def imports(source: str, path: str = "<text>", *, at_once: bool = False) -> Iterator[str]:
    """Every module that a source text imports, wherever it does."""
    for node in importing(source, at_once=at_once):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        else:
            assert node.level == 0, f"{path}: relative imports hide what is imported"
            yield node.module or ""
            if node.module == "kneerehab":
                yield from (f"kneerehab.{alias.name}" for alias in node.names)


def translators(source: str) -> list[ast.ImportFrom]:
    """Imports out of `i18n` that do more than mark words."""
    nodes = (node for node in importing(source) if isinstance(node, ast.ImportFrom))
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
            if inner and part not in FREE and inner not in EVERYWHERE | MAY_IMPORT[part]:
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


# files
def graph(sources: Mapping[str, str]) -> dict[str, set[str]]:
    """Which module imports which, wherever it does (also under TYPE_CHECKING); a package is its `__init__`."""
    found: dict[str, set[str]] = {}
    for module, source in sources.items():
        found[module] = set()
        for node in importing(source):
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif node.module:
                whole = [f"{node.module}.{alias.name}" for alias in node.names]
                names = [name if name in sources else node.module for name in whole]
            else:
                continue
            found[module] |= {name for name in names if name in sources and name != module}
    return found


def circle(sources: Mapping[str, str]) -> list[str]:
    """Modules of one circle, each importing the one before it; empty if there is none."""
    try:
        tuple(TopologicalSorter(graph(sources)).static_order())
    except CycleError as fault:
        return list(fault.args[1])
    return []


def module_of(path: Path) -> str:
    """The name under which a file is imported."""
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def test_no_files_import_each_other_in_a_circle() -> None:
    assert circle({module_of(path): path.read_text(encoding="utf-8") for path in FILES}) == []


def test_a_planted_circle_is_found_even_for_types_alone_and_through_a_package() -> None:
    sources = {
        "kneerehab.a": "from kneerehab.b import thing",
        "kneerehab.b": "from kneerehab.charts import CHARTS",
        "kneerehab.charts": "def f():\n    from kneerehab.charts import pain",
        "kneerehab.charts.pain": "if TYPE_CHECKING:\n    import kneerehab.a",
    }
    assert set(circle(sources)) == set(sources)
    del sources["kneerehab.charts.pain"]
    assert circle(sources) == []


# rooms of gui
BELOW = {"look": {"look"}, "shell": {"look", "shell"}, "forms": {"look", "shell", "forms"}}
BELOW["chart"] = {"look", "shell", "chart"}
"""Rooms that features share, and what each may import. The shell opens features too, when they are asked for."""

SIDEWAYS = {
    ("exercises", "guided"): "a session of one exercise begins at the exercise",
    ("today", "guided"): "the session of the day begins on Today",
    ("today", "plan"): "Today shows the plan's answer, and opens its reasons",
    ("today", "files"): "Today offers the runs that came by themselves",
    ("today", "exercises"): "Today tells that the exercises could follow the plan",
}
"""What one feature may import of another, and why it isn't moved down."""


def rooms_imported(source: str, *, at_once: bool = False) -> set[str]:
    """The rooms of gui that a source imports; `at_once` leaves out what is imported in functions and for types."""
    taken = set(imports(source, at_once=at_once))
    found = {module.split(".")[2] for module in taken if module.startswith("kneerehab.gui.")}
    nodes = (node for node in importing(source, at_once=at_once) if isinstance(node, ast.ImportFrom))
    return found | {alias.name for node in nodes if node.module == "kneerehab.gui" for alias in node.names}


def trespasses(room: str, source: str) -> set[str]:
    """The rooms that a file of a room imports against the rule."""
    found = rooms_imported(source, at_once=room == "shell")
    allowed = BELOW.get(room, {room, *BELOW})
    return {other for other in found - allowed if (room, other) not in SIDEWAYS}


ROOMS = {
    path: path.relative_to(PACKAGE / "gui").parts[0]
    for path in FILES
    if path.parent != PACKAGE / "gui" and PACKAGE / "gui" in path.parents
}


@pytest.mark.parametrize("path", ROOMS, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_a_room_imports_itself_and_what_all_share(path: Path) -> None:
    assert trespasses(ROOMS[path], path.read_text(encoding="utf-8")) == set()


@pytest.mark.parametrize(
    ("room", "source"),
    [
        ("look", "from kneerehab.gui.shell.workspace import Workspace"),
        ("look", "def f():\n    from kneerehab.gui.today.page import TodayPage"),
        ("shell", "from kneerehab.gui.learn.page import LearnPage"),
        ("forms", "from kneerehab.gui.chart.view import ChartView"),
        ("diary", "if TYPE_CHECKING:\n    from kneerehab.gui.progress.page import ProgressPage"),
        ("plan", "from kneerehab.gui.today import care_card"),
        ("learn", "from kneerehab.gui import diary"),
    ],
)
def test_a_planted_trespass_is_found(room: str, source: str) -> None:
    assert len(trespasses(room, source)) == 1


def test_every_way_sideways_is_still_taken() -> None:
    taken = {
        (room, other) for path, room in ROOMS.items() for other in rooms_imported(path.read_text(encoding="utf-8"))
    }
    assert set(SIDEWAYS) <= taken


def test_nothing_lies_loose_at_the_root_of_gui() -> None:
    assert [path.name for path in (PACKAGE / "gui").glob("*.py")] == ["__init__.py"]


MOST_LINES = 300
LONGER = {"storage/migrations/versions/0001_every_kind.py"}
"""As it was: a migration is never edited."""


def test_no_file_is_longer_than_300_lines() -> None:
    lines = {path.relative_to(PACKAGE).as_posix(): path.read_text(encoding="utf-8").count("\n") for path in FILES}
    assert {name for name, count in lines.items() if count > MOST_LINES} == LONGER


BUTTONS = {"QAbstractButton", "QPushButton", "QToolButton", "QCheckBox", "QRadioButton"}


def bare_buttons(source: str) -> list[str]:
    """The classes that paint one of Qt's buttons without the base that all painted buttons share."""
    classes = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.ClassDef)]
    bases = {node.name: {ast.unparse(base) for base in node.bases} for node in classes}
    return [name for name, taken in bases.items() if taken & BUTTONS and not taken & {"PaintedButton", "WordedButton"}]


def test_every_button_that_is_painted_has_the_one_base() -> None:
    assert [name for path in ROOMS for name in bare_buttons(path.read_text(encoding="utf-8"))] == []
    assert bare_buttons("class Dot(QPushButton):\n    def paintEvent(self, event): ...") == ["Dot"]


def test_a_signal_carries_a_type_or_says_why_qt_cannot() -> None:
    """Qt has no optional int and copies lists, so some carry an object: a comment or the class says what it is."""
    bare = re.compile(r"(\w+) = Signal\([^)]*\bobject\b[^)]*\)$", re.MULTILINE)
    found = []
    for path in ROOMS:
        source = path.read_text(encoding="utf-8")
        found += [(path, name) for name in bare.findall(source) if f"`{name}` carries" not in source]
    assert found == []
