"""What goes into a bundle and what stays out; the spec asks here, and so do the tests."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import CodeType
from typing import Any

ROOT = Path(__file__).resolve().parents[2]

QT = ("QtCore", "QtDBus", "QtGui", "QtNetwork", "QtPrintSupport", "QtSvg", "QtWidgets")
"""The modules of Qt that the program imports."""

LANGUAGES = tuple(sorted(folder.name for folder in (ROOT / "resources" / "locale").iterdir() if folder.is_dir()))
"""Of Qt's own words (its dialogs' buttons) these go along; English needs none."""

ID = "org.kneerehab.kneerehab"

FILE_TYPES = {
    "json": ("public.json", "kneerehab diary"),
    "gpx": ("com.topografix.gpx", "GPX track"),
    "tcx": ("com.garmin.tcx", "TCX recording of a training"),
    "fit": ("com.garmin.fit", "FIT recording of a training"),
}
"""Ends of the names of files to open with the program → what macOS calls them, and words for it."""

_ICON_PIXELS = 1024

_FONTS = ("DejaVuSans.ttf", "LastResortHE-Regular.ttf")
"""What matplotlib takes for letters that the program's own font lacks."""

BACKENDS = ["Agg", "PDF", "SVG"]
"""How matplotlib draws here."""

ASKED_FROM_C = ["_cffi_backend"]
"""What compiled modules import, which no one can see from outside: PyNaCl's its bridge to C."""

EXCLUDED = [
    "Cython",  # in the environment for making NumPy
    "IPython",
    "PIL.ImageQt",
    "PIL.ImageTk",
    "PIL._avif",
    "PIL._imagingcms",
    "PIL._imagingft",
    "PIL._webp",
    "_codecs_cn",
    "_codecs_hk",
    "_codecs_iso2022",
    "_codecs_jp",
    "_codecs_kr",
    "_codecs_tw",
    "_pydecimal",
    "_ssl",
    "_tkinter",
    "contourpy",
    "cython",
    "distutils",
    "doctest",
    "lib2to3",
    "matplotlib._qhull",
    "matplotlib._tri",
    "matplotlib.tests",
    "multiprocessing",
    "numpy.f2py",
    "numpy.fft",
    "numpy.linalg.lapack_lite",
    "numpy.polynomial",
    "numpy.random",
    "numpy.testing",
    "pdb",
    "pkg_resources",
    "pydoc",
    "pydoc_data",
    "pytest",
    "readline",
    "setuptools",
    "sqlalchemy.dialects.mssql",
    "sqlalchemy.dialects.mysql",
    "sqlalchemy.dialects.oracle",
    "sqlalchemy.dialects.postgresql",
    "sqlalchemy.orm",
    "sqlalchemy.testing",
    "tkinter",
]
"""Modules that something could import and nothing here does."""

_PICTURES = re.compile(r"PIL\.(?!Bmp|Gif|Jpeg|Png|Ppm)\w+ImagePlugin$")
"""Kinds of pictures that Pillow looks for only in files that it doesn't know; the five others it imports always."""

_PLUGINS = {
    "iconengines": "svg",
    "imageformats": "svg|ico|icns",
    "networkinformation": "",
    "platforminputcontexts": "compose|ibus",
    "platforms": "xcb|wayland|offscreen|minimal$|windows|cocoa",
    "platformthemes": "gtk3|xdgdesktopportal",
    "printsupport": ".",
    "styles": ".",
    "tls": "",
    "wayland-decoration-client": ".",
    "wayland-graphics-integration-client": "qt-plugin|egl|dmabuf",
    "wayland-shell-integration": "xdg",
    "xcbglintegrations": "",
}
"""Folder of Qt's plug-ins → which of it are wanted; a folder that isn't named stays out."""

_OURS_OF_THE_SYSTEM = re.compile(
    r"lib(python3|sqlite3|crypto|ffi|bz2|lzma|mpdec|expat|uuid|xcb-(cursor|icccm|image|keysyms|render-util|util))\b"
)
"""Linux: of the libraries of the building system these go along. The package asks for the others; a second glib or X11
beside the system's own would be in its plug-ins' way."""

_QT_LIBRARY = re.compile(r"(?:lib)?Qt6?(\w+?)(?:\.abi3)?(?:\.so[.\d]*|\.dll|\.pyd|\.dylib|)$")
_LIBRARIES = {name.removeprefix("Qt") for name in QT} | {"XcbQpa", "WaylandClient", "WlShellIntegration", "OpenGL"}


def data_files(root: Path = ROOT) -> Iterator[tuple[Path, str]]:
    """File and folder in the bundle of all that is read by its path: resources, and the revisions Alembic runs."""
    for file in sorted((root / "resources").rglob("*")):
        if file.is_file() and "__pycache__" not in file.parts:
            yield file, str(Path("kneerehab") / file.parent.relative_to(root))
    migrations = root / "kneerehab" / "storage" / "migrations"
    for file in [migrations / "env.py", *sorted((migrations / "versions").glob("*.py"))]:
        yield file, str(file.parent.relative_to(root))
    for name in ("LICENSE", "CHANGELOG.md"):
        yield root / name, "kneerehab"


def modules(root: Path = ROOT) -> list[str]:
    """Every module of the program: pages and charts are imported by name, which no one can see from outside."""
    files = (file.relative_to(root).with_suffix("") for file in sorted((root / "kneerehab").rglob("*.py")))
    kept = (file.parts for file in files if "versions" not in file.parts and file.name not in ("__main__", "env"))
    return [".".join(parts).removesuffix(".__init__") for parts in kept]


def is_wanted(name: str) -> bool:
    """Whether a file of the bundle (its path there, with `/`) is kept; all outside Qt, matplotlib and the like is."""
    parts = name.replace("\\", "/").split("/")
    if "PySide6" in parts:
        return _of_qt(parts, parts[-1])
    if len(parts) == 1 and ".so" in name and name.split(".")[0] not in ASKED_FROM_C:
        return _OURS_OF_THE_SYSTEM.match(name) is not None
    if "mpl-data" in parts:
        left = {"sample_data", "images", "plot_directive", "stylelib", "afm", "pdfcorefonts"}
        return not left & set(parts) and (not parts[-1].endswith(".ttf") or parts[-1] in _FONTS)
    if parts[:2] == ["tzdata", "zoneinfo"]:
        return parts[2:] == ["UTC"]  # all that a calendar needs, where the system has no time zones
    return not ("tests" in parts and "numpy" in parts)


def _of_qt(parts: list[str], file: str) -> bool:
    if "translations" in parts:
        return file in {f"qtbase_{language}.qm" for language in LANGUAGES}
    if "plugins" in parts:
        folder = parts[parts.index("plugins") + 1]
        wanted = _PLUGINS.get(folder, "")
        return bool(wanted) and re.search(wanted, file) is not None
    if "qml" in parts or "libexec" in parts:
        return False
    library = _QT_LIBRARY.match(file)
    return library is None or library[1] in _LIBRARIES


def compiled(file: str) -> CodeType:
    """A module without docstrings, which nobody reads here.

    Python's own switch would drop assertions with them, by which a library tells a broken FIT file. NumPy reads its own
    docstrings when it starts, so those stay.
    """
    if "numpy" in Path(file).parts:
        return compile(Path(file).read_bytes(), file, "exec", dont_inherit=True, optimize=0)
    tree = ast.parse(Path(file).read_bytes(), file)
    for node in ast.walk(tree):
        if not isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        if ast.get_docstring(node, clean=False) is not None:
            # A dataclass that has none makes one up, which takes time at the start; so of those a sign stays.
            sign = "-" if any("dataclass" in ast.unparse(one) for one in getattr(node, "decorator_list", ())) else 0
            node.body[:1] = [] if isinstance(node, ast.Module) else [ast.Expr(ast.Constant(sign))]
    return compile(ast.fix_missing_locations(tree), file, "exec", dont_inherit=True, optimize=0)


def draw_icon(file: Path) -> Path:
    """The program's sign as a picture, of which PyInstaller makes what Windows and macOS want; `file` itself."""
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    image = QImage(_ICON_PIXELS, _ICON_PIXELS, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(str(ROOT / "packaging" / "desktop" / f"{ID}.svg")).render(painter)
    painter.end()
    file.parent.mkdir(parents=True, exist_ok=True)
    if not image.save(str(file)):
        sys.exit(f"{file} could not be written.")
    return file


def version_resource(version: str) -> str:
    """What Windows shows of the program under Properties > Details, as PyInstaller reads it."""
    numbers = (*map(int, version.split(".")), 0)
    words = {
        "CompanyName": "The kneerehab authors",
        "FileDescription": "kneerehab",
        "FileVersion": version,
        "InternalName": "kneerehab",
        "LegalCopyright": "MIT licence",
        "ProductName": "kneerehab",
        "ProductVersion": version,
    }
    table = ", ".join(f"StringStruct({name!r}, {text!r})" for name, text in words.items())
    return (
        f"VSVersionInfo(ffi=FixedFileInfo(filevers={numbers}, prodvers={numbers}, OS=0x40004, fileType=1), "
        f"kids=[StringFileInfo([StringTable('040904B0', [{table}])]), "
        "VarFileInfo([VarStruct('Translation', [0x0409, 1200])])])\n"
    )


def info_plist() -> dict[str, Any]:
    """What macOS is told of the app: the files it is offered for, though never as the first, and its languages."""
    documents = [
        {"CFBundleTypeName": name, "LSItemContentTypes": [kind], "CFBundleTypeRole": "Viewer"}
        | {"LSHandlerRank": "Alternate"}
        for kind, name in FILE_TYPES.values()
    ]
    imported = [
        {"UTTypeIdentifier": kind, "UTTypeDescription": name, "UTTypeConformsTo": ["public.data"]}
        | {"UTTypeTagSpecification": {"public.filename-extension": [suffix]}}
        for suffix, (kind, name) in FILE_TYPES.items()
        if not kind.startswith("public.")
    ]
    return {
        "CFBundleDocumentTypes": documents,
        "UTImportedTypeDeclarations": imported,
        "CFBundleDevelopmentRegion": "en",
        "CFBundleLocalizations": ["en", *LANGUAGES],
        "LSApplicationCategoryType": "public.app-category.healthcare-fitness",
        "LSMinimumSystemVersion": "14.0",
        "NSHighResolutionCapable": True,
    }


def kept(entries: Iterable[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    """Of PyInstaller's table of files (path in the bundle, source, kind) what is wanted."""
    return [entry for entry in entries if is_wanted(entry[0])]


def kept_modules(entries: Iterable[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    """The same for modules (name, source, kind)."""
    return [entry for entry in entries if not _PICTURES.match(entry[0])]
